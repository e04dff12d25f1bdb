use axum::http::header::{ACCEPT_RANGES, CONTENT_RANGE, CONTENT_SECURITY_POLICY, IF_RANGE, RANGE};
use image::codecs::jpeg::JpegEncoder;
use image::{ImageEncoder, ImageReader};

use super::*;

/// The address that the list has for it.
async fn address(host: &Host, id: &str, what: &str) -> String {
    let whole = json(host.get(&format!("/api/templates/{id}")).await).await;
    whole[what].as_str().unwrap().to_owned()
}

async fn thumbnail(host: &Host, id: &str) -> (String, DynamicImage) {
    let answer = host.get(&address(host, id, "thumbnail").await).await;
    assert_eq!(answer.status(), StatusCode::OK, "{id}");
    let content_type = header(&answer, CONTENT_TYPE).unwrap().to_owned();
    let reader = ImageReader::new(Cursor::new(bytes(answer).await));
    (
        content_type,
        reader.with_guessed_format().unwrap().decode().unwrap(),
    )
}

#[tokio::test]
async fn a_picture_is_sent_as_it_is() {
    let host = host();
    let photo = fs::read(host.team.path().join("fry/default.jpg")).unwrap();
    assert!(photo.len() > 100_000, "{}", photo.len());
    let address = address(&host, "fry", "picture").await;
    let answer = host.get(&address).await;
    assert_eq!(header(&answer, CONTENT_TYPE), Some("image/jpeg"));
    assert_eq!(
        header(&answer, CONTENT_LENGTH),
        Some(photo.len().to_string().as_str())
    );
    assert_eq!(header(&answer, X_CONTENT_TYPE_OPTIONS), Some("nosniff"));
    assert!(
        header(&answer, CONTENT_SECURITY_POLICY)
            .unwrap()
            .contains("default-src 'none'")
    );
    assert!(
        header(&answer, CACHE_CONTROL)
            .unwrap()
            .ends_with("immutable")
    );
    let tag = header(&answer, ETAG).unwrap().to_owned();
    assert!(bytes(answer).await == photo);

    let head = ask(&host.served, Method::HEAD, &address, &[]).await;
    assert_eq!(
        header(&head, CONTENT_LENGTH),
        Some(photo.len().to_string().as_str())
    );
    assert!(bytes(head).await.is_empty());

    for held in [tag.as_str(), "*", &format!("\"other\", W/{tag}")] {
        let answer = ask(
            &host.served,
            Method::GET,
            &address,
            &[(IF_NONE_MATCH, held)],
        )
        .await;
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED, "{held}");
        assert_eq!(header(&answer, CONTENT_TYPE), None);
        assert!(bytes(answer).await.is_empty());
    }
    for path in [
        "/api/templates/fry/picture",
        "/api/templates/fry/picture?v=old",
    ] {
        let answer = host.get(path).await;
        assert_eq!(header(&answer, CACHE_CONTROL), Some("no-cache"));
        assert_eq!(header(&answer, ETAG), Some(tag.as_str()));
    }
}

#[tokio::test]
async fn a_part_of_a_picture_is_sent() {
    let host = host();
    let photo = fs::read(host.team.path().join("fry/default.jpg")).unwrap();
    let length = photo.len();
    let path = "/api/templates/fry/picture";
    let tag = header(&host.get(path).await, ETAG).unwrap().to_owned();
    let get = async |headers: &[_]| ask(&host.served, Method::GET, path, headers).await;
    let answer = get(&[(RANGE, "bytes=5-40000")]).await;
    assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(header(&answer, ACCEPT_RANGES), Some("bytes"));
    let range = format!("bytes 5-40000/{length}");
    assert_eq!(header(&answer, CONTENT_RANGE), Some(range.as_str()));
    assert!(bytes(answer).await == photo[5..=40_000]);
    let same = get(&[(RANGE, "bytes=-3"), (IF_RANGE, &tag)]).await;
    assert!(bytes(same).await == photo[length - 3..]);
    let other = get(&[(RANGE, "bytes=-3"), (IF_RANGE, "\"other\"")]).await;
    assert_eq!(other.status(), StatusCode::OK);
    let beyond = get(&[(RANGE, "bytes=9999999-")]).await;
    assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    let range = format!("bytes */{length}");
    assert_eq!(header(&beyond, CONTENT_RANGE), Some(range.as_str()));
}

#[tokio::test]
async fn a_drawing_runs_nothing() {
    let host = host();
    let picture = address(&host, "drawn", "picture").await;
    assert_eq!(address(&host, "drawn", "thumbnail").await, picture);
    for path in [picture.as_str(), "/api/templates/drawn/thumbnail"] {
        let answer = host.get(path).await;
        assert_eq!(header(&answer, CONTENT_TYPE), Some("image/svg+xml"));
        assert_eq!(
            header(&answer, CONTENT_SECURITY_POLICY),
            Some("default-src 'none'; style-src 'unsafe-inline'; sandbox")
        );
        assert_eq!(text(answer).await, SVG);
    }
}

#[tokio::test]
async fn ours_are_files_of_the_site() {
    let host = host();
    for (path, file) in [
        ("/api/templates/two/picture", "/templates/two/default.svg"),
        (
            "/api/templates/two/thumbnail",
            "/templates/two/thumbnail.webp",
        ),
        (
            "/api/templates/two/preview",
            "/templates/two/thumbnail.webp",
        ),
    ] {
        let answer = host.get(path).await;
        assert_eq!(answer.status(), StatusCode::TEMPORARY_REDIRECT);
        assert_eq!(header(&answer, LOCATION), Some(file));
        assert!(host.served.site.has(file));
    }
    assert_eq!(
        host.get("/api/templates/one/preview").await.status(),
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn thumbnails_are_made_small() {
    let host = host();
    let root = host.team.path();
    let glass = RgbaImage::from_pixel(400, 100, Rgba([255, 0, 0, 128]));
    write(root, "glass/config.yml", "");
    write(
        root,
        "glass/default.png",
        encoded(glass.into(), ImageFormat::Png),
    );
    host.served.templates.read_changes();
    for (id, content_type, size) in [
        ("fry", "image/jpeg", (144, 96)),
        ("both", "image/jpeg", (10, 20)),
        ("glass", "image/webp", (144, 36)),
        ("small", "image/webp", (14, 14)),
    ] {
        let (sent_as, picture) = thumbnail(&host, id).await;
        assert_eq!(sent_as, content_type, "{id}");
        assert_eq!((picture.width(), picture.height()), size, "{id}");
    }
    let (_, glass) = thumbnail(&host, "glass").await;
    assert!((120..136).contains(&glass.to_rgba8().get_pixel(70, 18).0[3]));
    let path = address(&host, "fry", "thumbnail").await;
    let answer = host.get(&path).await;
    assert!(
        header(&answer, CACHE_CONTROL)
            .unwrap()
            .ends_with("immutable")
    );
    let tag = header(&answer, ETAG).unwrap().to_owned();
    let held = ask(&host.served, Method::GET, &path, &[(IF_NONE_MATCH, &tag)]).await;
    assert_eq!(held.status(), StatusCode::NOT_MODIFIED);
    let unversioned = host.get("/api/templates/fry/thumbnail").await;
    assert_eq!(header(&unversioned, CACHE_CONTROL), Some("no-cache"));
}

#[tokio::test]
async fn what_cannot_be_made_small_is_shown_as_it_is() {
    let host = host();
    let root = host.team.path();
    // Right by its header and its end, and nothing in between; and one with too many pixels.
    let mut hollow = photo(ImageFormat::Png, 300, 200);
    let (start, end) = (60, hollow.len() - 20);
    hollow[start..end].fill(0);
    write(root, "hollow/config.yml", "");
    write(root, "hollow/default.png", &hollow);
    let mut vast = photo(ImageFormat::Png, 10, 10);
    vast[16..24].copy_from_slice(&[0, 0, 0x39, 0, 0, 0, 0x39, 0]);
    write(root, "vast/config.yml", "");
    write(root, "vast/default.png", &vast);
    host.served.templates.read_changes();
    for id in ["hollow", "vast"] {
        let answer = host.get(&address(&host, id, "thumbnail").await).await;
        assert_eq!(answer.status(), StatusCode::TEMPORARY_REDIRECT, "{id}");
        let picture = address(&host, id, "picture").await;
        assert_eq!(header(&answer, LOCATION), Some(picture.as_str()));
    }
}

#[tokio::test]
async fn a_photo_is_as_the_camera_was_held() {
    let host = host();
    // TIFF, little-endian, with one entry: orientation 6, a quarter turn.
    let exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new(&mut jpeg);
    encoder.set_exif_metadata(exif.to_vec()).unwrap();
    encoder
        .write_image(
            &vec![90; 300 * 200 * 3],
            300,
            200,
            image::ExtendedColorType::Rgb8,
        )
        .unwrap();
    write(host.team.path(), "turned/config.yml", "");
    write(host.team.path(), "turned/default.jpg", &jpeg);
    host.served.templates.read_changes();
    let whole = json(host.get("/api/templates/turned").await).await;
    let size = &whole["template"]["meme"]["picture"]["size"];
    assert_eq!(*size, json!({"width": 200, "height": 300}));
    let (_, picture) = thumbnail(&host, "turned").await;
    assert_eq!((picture.width(), picture.height()), (96, 144));
}
