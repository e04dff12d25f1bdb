use std::fs;
use std::io::Cursor;
use std::path::Path;

use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, StatusCode};
use image::{DynamicImage, ImageFormat, RgbImage, Rgba, RgbaImage};
use serde_json::json;
use tempfile::TempDir;

use super::super::router::Served;
use super::super::testing::{ask, bytes, header, json, served, site_folder, text};

mod pictures;
mod watching;

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='150'/>";

fn write(root: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// A photo that is no smaller once it is compressed.
fn photo(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let photo = RgbImage::from_fn(width, height, |x, y| {
        let noise = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503);
        image::Rgb([(noise >> 8) as u8, x as u8, y as u8])
    });
    encoded(photo.into(), format)
}

fn encoded(picture: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A site with two templates of ours, and a team's folder with four that are right and some that are not.
struct Host {
    _site: TempDir,
    team: TempDir,
    served: Served,
}

fn host() -> Host {
    let site = site_folder();
    let ours = site.path().join("templates");
    write(&ours, "order.txt", "two\n");
    for id in ["one", "two", "both"] {
        write(
            &ours,
            &format!("{id}/config.yml"),
            format!("name: Our {id}\nalt: A drawing."),
        );
        write(&ours, &format!("{id}/default.svg"), SVG);
    }
    write(
        &ours,
        "two/thumbnail.webp",
        photo(ImageFormat::WebP, 30, 20),
    );
    let team = TempDir::new().unwrap();
    let root = team.path();
    write(
        root,
        "fry/config.yml",
        "name: Not sure\nkeywords: [futurama, doubt]\nexample: [not sure if, 'it works']\n",
    );
    write(root, "fry/default.jpg", photo(ImageFormat::Jpeg, 600, 400));
    write(root, "fry/default.gif", photo(ImageFormat::Gif, 60, 40));
    write(root, "both/config.yml", "name: Theirs");
    write(root, "both/default.png", photo(ImageFormat::Png, 10, 20));
    write(root, "drawn/config.yml", "name: Drawn");
    write(root, "drawn/default.svg", SVG);
    write(root, "small/config.yml", "");
    write(root, "small/default.png", photo(ImageFormat::Png, 500, 500));
    write(
        root,
        "small/thumbnail.webp",
        photo(ImageFormat::WebP, 14, 14),
    );
    write(root, "_error/config.yml", "no: template");
    write(root, ".git/config", "none");
    write(root, "readme.txt", "no folder");
    write(root, "empty/notes.txt", "");
    write(root, "wrong/config.yml", "text: [{color: rainbow}]");
    write(root, "wrong/default.png", photo(ImageFormat::Png, 10, 10));
    write(root, "a name/config.yml", "");
    write(root, "\u{202e}hidden\n/config.yml", "");
    write(root, "nothing/in/it/config.yml", "");
    write(root, "misnamed/config.yaml", "");
    write(root, "@eaDir/fry/default.jpg@SynoEAStream", "");
    write(root, "#recycle/default.jpg", photo(ImageFormat::Jpeg, 6, 4));
    write(root, "$RECYCLE.BIN/desktop.ini", "");
    write(root, "System Volume Information/tracking.log", "");
    fs::create_dir(root.join("lost+found")).unwrap();
    fs::create_dir_all(root.join("folders/default.png")).unwrap();
    let served = served(site.path(), Some(root), None);
    Host {
        _site: site,
        team,
        served,
    }
}

impl Host {
    async fn get(&self, path: &str) -> axum::response::Response {
        ask(&self.served, Method::GET, path, &[]).await
    }
}

#[tokio::test]
async fn the_list_has_the_teams_before_ours() {
    let host = host();
    let answer = host.get("/api/templates").await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, CACHE_CONTROL), Some("no-cache"));
    assert_eq!(header(&answer, X_CONTENT_TYPE_OPTIONS), Some("nosniff"));
    let list = json(answer).await;
    let ids: Vec<&str> = (list.as_array().unwrap().iter())
        .map(|entry| entry["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["both", "drawn", "fry", "small", "two", "one"]);
    let fry = &list[2];
    let picture = fry["picture"].as_str().unwrap();
    assert!(
        picture.starts_with("/api/templates/fry/picture?v="),
        "{picture}"
    );
    let thumbnail = fry["thumbnail"].as_str().unwrap();
    assert!(
        thumbnail.starts_with("/api/templates/fry/thumbnail?v="),
        "{thumbnail}"
    );
    assert_eq!(
        *fry,
        json!({
            "id": "fry",
            "name": "Not sure",
            "keywords": ["futurama", "doubt"],
            "example": ["not sure if", "it works"],
            "alt": "",
            "width": 600,
            "height": 400,
            "picture": picture,
            "thumbnail": thumbnail,
            "from": "team",
        })
    );
    assert_eq!(list[0]["name"], "Theirs");
    assert_eq!(list[4]["picture"], "/templates/two/default.svg");
    assert_eq!(list[4]["thumbnail"], "/templates/two/thumbnail.webp");
    assert_eq!(list[4]["from"], "memeforge");
    assert_eq!(list[5]["thumbnail"], "/templates/one/default.svg");
}

#[tokio::test]
async fn the_list_is_sent_compressed_and_only_when_it_has_changed() {
    let host = host();
    for coding in ["br", "gzip"] {
        let headers = [(ACCEPT_ENCODING, coding)];
        let answer = ask(&host.served, Method::GET, "/api/templates", &headers).await;
        assert_eq!(header(&answer, CONTENT_ENCODING), Some(coding));
        let tag = header(&answer, ETAG).unwrap().to_owned();
        let headers = [(ACCEPT_ENCODING, coding), (IF_NONE_MATCH, &tag)];
        let answer = ask(&host.served, Method::GET, "/api/templates", &headers).await;
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
    }
    let head = ask(&host.served, Method::HEAD, "/api/templates", &[]).await;
    assert_eq!(head.status(), StatusCode::OK);
    assert!(header(&head, CONTENT_LENGTH).is_some());
    assert!(bytes(head).await.is_empty());
}

#[tokio::test]
async fn a_template_is_answered_whole() {
    let host = host();
    let answer = host.get("/api/templates/fry").await;
    assert!(header(&answer, ETAG).is_some());
    let whole = json(answer).await;
    let template: crate::document::Template =
        serde_json::from_value(whole["template"].clone()).unwrap();
    assert_eq!(template.id, "fry");
    assert_eq!(template.meme.texts[1].text, "it works");
    assert_eq!(template.meme.picture.size.width, 600);
    let list = json(host.get("/api/templates").await).await;
    for name in ["picture", "thumbnail", "from"] {
        assert_eq!(whole[name], list[2][name]);
    }
    let ours = json(host.get("/api/templates/one").await).await;
    assert_eq!(ours["template"]["name"], "Our one");
    assert_eq!(ours["picture"], "/templates/one/default.svg");
}

#[tokio::test]
async fn no_id_leads_anywhere_else() {
    let host = host();
    write(host.team.path(), "../outside.txt", "outside");
    for id in [
        "nobody",
        "empty",
        "wrong",
        "_error",
        ".git",
        "a%20name",
        "..",
        "%2e%2e",
        "%2E%2E%2Foutside.txt",
        "..%5coutside.txt",
        "fry%2f..%2fsmall",
        "fry%2Fdefault.jpg",
        "fry%00",
        "%ff%fe",
        "%",
        "fry.",
        "FRY",
        "%252e%252e",
        "\u{2e}\u{2e}%c0%af",
        "readme.txt",
    ] {
        for rest in ["", "/picture", "/thumbnail", "/preview"] {
            let answer = host.get(&format!("/api/templates/{id}{rest}")).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{id}{rest}");
            if !id.is_empty() && header(&answer, CONTENT_TYPE) == Some("application/json") {
                assert_eq!(json(answer).await["status"], 404);
            }
        }
    }
    fs::remove_file(host.team.path().join("../outside.txt")).unwrap();
}

#[tokio::test]
async fn nothing_can_be_sent() {
    let host = host();
    for path in [
        "/api/templates",
        "/api/templates/fry",
        "/api/templates/fry/picture",
        "/api/templates/fry/thumbnail",
    ] {
        for method in [Method::POST, Method::PUT, Method::DELETE] {
            let answer = ask(&host.served, method, path, &[]).await;
            assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED, "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_wrong_is_named_and_the_others_are_served() {
    let host = host();
    let health = json(host.get("/health/ready").await).await;
    assert_eq!(health["status"], "ready");
    assert_eq!(health["templates"]["served"], 6);
    let wrong = health["templates"]["wrong"].as_array().unwrap();
    let said: Vec<_> = (wrong.iter())
        .map(|wrong| {
            let reason = wrong["reason"].as_str().unwrap();
            (wrong["id"].as_str().unwrap(), &reason[..20])
        })
        .collect();
    assert_eq!(
        said,
        [
            ("a name", "its name has to cons"),
            ("misnamed", "there is no config.y"),
            ("wrong", "text 1 has the color"),
            ("hidden ", "its name has to cons"),
        ]
    );
    let live = json(host.get("/health").await).await;
    assert!(live.get("templates").is_none());
}

#[tokio::test]
async fn without_templates_the_list_is_empty() {
    let site = site_folder();
    let served = served(site.path(), None, None);
    let list = ask(&served, Method::GET, "/api/templates", &[]).await;
    assert_eq!(text(list).await, "[]");
}

/// The files of a folder, by their names.
type Files<'a> = &'a [(&'a str, &'a [u8])];

#[test]
fn each_wrong_folder_has_its_reason() {
    let folder = TempDir::new().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let png = photo(ImageFormat::Png, 10, 10);
    let long = " ".repeat(300_000);
    let bomb: Vec<String> = (1..=9)
        .map(|level| {
            let below = format!("<use href='#a{}'/>", level - 1).repeat(10);
            format!("<g id='a{level}'>{below}</g>")
        })
        .collect();
    let bomb = bomb.concat();
    let bomb = format!("<svg xmlns='http://www.w3.org/2000/svg'><rect id='a0'/>{bomb}</svg>");
    let files: [(&str, Files, &str); 12] = [
        ("a", &[("default.png", &png)], "there is no config.yml"),
        ("b", &[("config.yml", b"")], "there is no picture in it"),
        (
            "c",
            &[("config.yml", b"\xff\xfe"), ("default.png", &png)],
            "config.yml is not in UTF-8",
        ),
        (
            "d",
            &[("config.yml", long.as_bytes()), ("default.png", &png)],
            "config.yml is larger",
        ),
        (
            "e",
            &[("config.yml", b"name: ["), ("default.png", &png)],
            "config.yml cannot be read",
        ),
        (
            "f",
            &[("config.yml", b""), ("default.png", b"")],
            "default.png: This file is empty",
        ),
        (
            "g",
            &[("config.yml", b""), ("default.png", &png[..60])],
            "default.png: The end",
        ),
        (
            "h",
            &[
                ("config.yml", b""),
                (
                    "default.svg",
                    b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
                ),
            ],
            "default.svg: This drawing has a script",
        ),
        (
            "i",
            &[("config.yml", b"a: &a [*a, *a]"), ("default.png", &png)],
            "config.yml cannot be read",
        ),
        (
            "j",
            &[("config.yml", b""), ("default.svg", bomb.as_bytes())],
            "default.svg: This drawing is too complex",
        ),
        (
            "k",
            &[
                ("config.yml", b""),
                (
                    "default.svg",
                    b"<!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg'>&nbsp;</svg>",
                ),
            ],
            "default.svg: This picture is damaged",
        ),
        (
            "l",
            &[
                ("config.yml", b""),
                ("default.jpg", b"\0\0\0\x10ftypqt  \0\0\0\0"),
            ],
            "default.jpg: This is a video (MOV)",
        ),
    ];
    for (id, files, expected) in files {
        for (name, content) in files {
            write(&root, &format!("{id}/{name}"), content);
        }
        let error = super::folder::read(&root, id).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{id}: {error}");
        assert!(error.ends_with('.'), "{error}");
    }
}

/// A file of this length that takes no room.
fn write_sparse(path: &Path, start: &[u8], length: u64) {
    fs::write(path, start).unwrap();
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(length).unwrap();
}

#[tokio::test]
async fn a_picture_has_a_largest_size() {
    let host = host();
    let root = host.team.path();
    let png = photo(ImageFormat::Png, 10, 10);
    for name in ["huge", "fine"] {
        write(root, &format!("{name}/config.yml"), "");
        write(root, &format!("{name}/default.png"), &png);
    }
    write_sparse(&root.join("huge/default.png"), &png, 3 << 30);
    // Without this it is served.
    write_sparse(
        &root.join("fine/thumbnail.webp"),
        &photo(ImageFormat::WebP, 9, 9),
        3 << 30,
    );
    host.served.templates.read_changes();
    let health = json(host.get("/health/ready").await).await;
    let wrong = health["templates"]["wrong"].as_array().unwrap();
    let huge = wrong.iter().find(|wrong| wrong["id"] == "huge").unwrap();
    assert_eq!(
        huge["reason"],
        "default.png is larger than 64 MB: make the picture smaller."
    );
    assert_eq!(
        host.get("/api/templates/huge/picture").await.status(),
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        host.get("/api/templates/fine/thumbnail").await.status(),
        StatusCode::OK
    );
    // It grows after it was looked at.
    write_sparse(&root.join("fine/default.png"), &png, 3 << 30);
    assert_eq!(
        host.get("/api/templates/fine/picture").await.status(),
        StatusCode::NOT_FOUND
    );
}

#[test]
fn drawings_are_judged_as_the_page_judges_them() {
    let folder = TempDir::new().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let of_size = "xmlns='http://www.w3.org/2000/svg' width='30' height='20'";
    let drawings = [
        format!("<!DOCTYPE svg><svg {of_size}/>"),
        format!("<!DOCTYPE svg [<!ENTITY c 'red'>]><svg {of_size}><rect fill='&c;'/></svg>"),
        format!("<?xml version='1.0' encoding='latin1'?><svg {of_size}/>"),
    ];
    for (index, drawing) in drawings.iter().enumerate() {
        let utf_16: Vec<u8> = drawing.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [&b"\xFF\xFE"[..], &utf_16].concat();
        let latin = drawing.replace("/>", "><!-- \u{e9} --></svg>");
        let latin: Vec<u8> = latin.chars().map(|letter| letter as u8).collect();
        let is_empty = drawing.ends_with("20'/>");
        let files = [
            drawing.as_bytes(),
            &marked,
            if is_empty { &latin } else { &marked },
        ];
        for (number, file) in files.into_iter().enumerate() {
            let id = format!("d{index}-{number}");
            write(&root, &format!("{id}/config.yml"), "");
            write(&root, &format!("{id}/default.svg"), file);
            let read = super::folder::read(&root, &id).unwrap();
            assert_eq!(read.template.meme.picture.size.width, 30, "{id}");
        }
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_within_the_folder_alone() {
    use std::os::unix::fs::symlink;

    let outside = TempDir::new().unwrap();
    let png = photo(ImageFormat::Png, 10, 10);
    write(outside.path(), "t/config.yml", "");
    write(outside.path(), "t/default.png", &png);
    let folder = TempDir::new().unwrap();
    let root = folder.path().canonicalize().unwrap();
    write(&root, "real/config.yml", "name: Real");
    write(&root, "real/default.png", &png);
    let read = |id: &str| super::folder::read(&root, id).map_err(|error| error.to_string());

    symlink(root.join("real"), root.join("inside")).unwrap();
    assert_eq!(read("inside").unwrap().template.name, "Real");
    symlink(outside.path().join("t"), root.join("out")).unwrap();
    assert!(
        read("out")
            .unwrap_err()
            .starts_with("config.yml is a link to somewhere outside")
    );
    write(&root, "part/config.yml", "");
    symlink(
        outside.path().join("t/default.png"),
        root.join("part/default.png"),
    )
    .unwrap();
    assert!(
        read("part")
            .unwrap_err()
            .starts_with("default.png is a link to somewhere outside")
    );
    write(&root, "relative/config.yml", "");
    symlink(
        "../../../../../../../../etc/passwd",
        root.join("relative/default.png"),
    )
    .unwrap();
    assert!(
        read("relative")
            .unwrap_err()
            .starts_with("default.png is a link")
    );
    write(&root, "hollow/config.yml", "");
    fs::create_dir(root.join("hollow/default.png")).unwrap();
    assert_eq!(read("hollow").unwrap_err(), "default.png is no file.");
    write(&root, "round/config.yml", "");
    symlink("default.png", root.join("round/default.png")).unwrap();
    assert!(
        read("round")
            .unwrap_err()
            .starts_with("default.png cannot be read")
    );
}
