use std::fs;

use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
    ETAG, HOST, HeaderName,
};
use axum::http::{Method, Request};
use image::{ImageFormat, RgbImage};
use proptest::prelude::*;
use tempfile::TempDir;

use super::super::authority::FORWARDED_PROTO;
use super::super::testing::{ask, bytes, header, served, site_folder, text};
use super::*;

/// What is served of one template of ours, which is drawn, and two of a team's.
fn three(public_url: Option<&str>) -> (TempDir, TempDir, Served) {
    let (site, team) = (site_folder(), TempDir::new().unwrap());
    let folder = |root: &std::path::Path, id: &str, config: &str| {
        let folder = root.join(id);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("config.yml"), config).unwrap();
        folder
    };
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    let ours = folder(
        &site.path().join("templates"),
        "ours",
        "name: Ours\nalt: Two doors.",
    );
    fs::write(ours.join("default.svg"), svg).unwrap();
    let picture = RgbImage::new(6, 4);
    picture
        .save_with_format(ours.join("thumbnail.webp"), ImageFormat::WebP)
        .unwrap();
    let fry = folder(team.path(), "fry", "name: \"Not <sure> & 'such'\"");
    picture
        .save_with_format(fry.join("default.png"), ImageFormat::Png)
        .unwrap();
    fs::write(folder(team.path(), "drawn", "").join("default.svg"), svg).unwrap();
    let served = served(site.path(), Some(team.path()), public_url);
    (site, team, served)
}

const MEMES: (HeaderName, &str) = (HOST, "memes.example.org:5000");

async fn page(path: &str, headers: &[(HeaderName, &str)]) -> (StatusCode, String) {
    let (_site, _team, served) = three(None);
    let answer = ask(&served, Method::GET, path, headers).await;
    (answer.status(), text(answer).await)
}

/// The content of a tag in the head.
fn content<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(&format!("=\"{name}\" content=\""))?;
    rest.split('"').next()
}

fn title(html: &str) -> &str {
    assert_eq!(html.matches("<title>").count(), 1);
    assert_eq!(html.matches("name=\"description\"").count(), 1);
    let (_, rest) = html.split_once("<title>").unwrap();
    rest.split("</title>").next().unwrap()
}

#[tokio::test]
async fn the_editors_page_says_what_the_link_is_about() {
    for path in [
        "/images/fry/not_sure/if~q.png",
        "/m/fry/not_sure/if~q?font=impact",
    ] {
        let (status, html) = page(path, &[MEMES]).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(title(&html), "not sure / if? · MemeForge");
        assert_eq!(content(&html, "og:title"), Some("not sure / if?"));
        let description = content(&html, "description").unwrap();
        assert!(
            description.contains("Not &lt;sure&gt; &amp; &#39;such&#39;"),
            "{description}"
        );
        assert_eq!(content(&html, "og:description"), Some(description));
        assert_eq!(content(&html, "og:type"), Some("website"));
        assert_eq!(
            content(&html, "og:url"),
            Some("http://memes.example.org:5000/m/fry/not_sure/if~q")
        );
        let image = content(&html, "og:image").unwrap();
        assert!(
            image.starts_with("http://memes.example.org:5000/api/templates/fry/picture?v="),
            "{image}"
        );
        assert_eq!(content(&html, "twitter:card"), Some("summary_large_image"));
        assert_eq!(content(&html, "robots"), Some("noindex"));
        assert!(html.contains("topText") && html.contains("/pkg/memeforge.js"));
    }
    for path in ["/images/fry.png", "/m/fry", "/m/fry/_/_"] {
        let (status, html) = page(path, &[MEMES]).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert_eq!(
            title(&html),
            "Not &lt;sure&gt; &amp; &#39;such&#39; · MemeForge"
        );
    }
}

#[tokio::test]
async fn its_picture_is_one_that_everybody_can_show() {
    let (_, html) = page("/m/ours/a", &[MEMES]).await;
    assert_eq!(
        content(&html, "og:image"),
        Some("http://memes.example.org:5000/templates/ours/thumbnail.webp")
    );
    assert_eq!(content(&html, "og:image:alt"), Some("Two doors."));
    let (_, html) = page("/m/drawn/a", &[MEMES]).await;
    assert_eq!(content(&html, "og:image"), None);
    assert_eq!(content(&html, "twitter:card"), Some("summary"));
}

#[tokio::test]
async fn its_policy_is_the_pages_and_so_are_its_scripts() {
    let (_site, _team, served) = three(None);
    let request = Request::get("/").body(()).unwrap();
    let home = served.site.answer(&request).unwrap();
    let link = ask(&served, Method::GET, "/m/fry/a", &[]).await;
    let policy = header(&home, CONTENT_SECURITY_POLICY).unwrap();
    assert_eq!(header(&link, CONTENT_SECURITY_POLICY), Some(policy));
    assert!(!policy.contains("unsafe-inline"));
    let html = text(link).await;
    let again = super::super::security_headers::page_policy(&html, false);
    assert_eq!(again, policy);
}

#[tokio::test]
async fn a_link_to_nothing_says_so() {
    for (path, status, expected) in [
        (
            "/m/nobody/a",
            404,
            "There is no template “nobody” · MemeForge",
        ),
        (
            "/images/%3Cscript%3E/a.png",
            404,
            "There is no such template · MemeForge",
        ),
        (
            "/m/..%2f..%2fetc",
            404,
            "There is no such template · MemeForge",
        ),
        ("/m/fry/%ff", 400, "This link cannot be read · MemeForge"),
    ] {
        let (answered, html) = page(path, &[(IF_NONE_MATCH, "*"), (RANGE, "bytes=0-1")]).await;
        assert_eq!(answered.as_u16(), status, "{path}");
        assert_eq!(title(&html), expected);
        assert!(html.contains("topText"));
        assert_eq!(content(&html, "og:image"), None);
    }
    for path in ["/m", "/m/", "/images", "/images/"] {
        assert_eq!(page(path, &[]).await.0, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn it_is_compressed_and_asked_for_again_only_when_it_has_changed() {
    let (_site, _team, served) = three(None);
    let get = async |headers: &[_]| ask(&served, Method::GET, "/m/fry/a", headers).await;
    let plain = get(&[]).await;
    assert_eq!(header(&plain, CACHE_CONTROL), Some("no-cache"));
    let length = bytes(plain).await.len();
    let answer = get(&[(ACCEPT_ENCODING, "gzip, br")]).await;
    assert_eq!(header(&answer, CONTENT_ENCODING), Some("gzip"));
    let tag = header(&answer, ETAG).unwrap().to_owned();
    assert!(bytes(answer).await.len() < length / 2);
    let held = get(&[(ACCEPT_ENCODING, "gzip"), (IF_NONE_MATCH, &tag)]).await;
    assert_eq!(held.status(), StatusCode::NOT_MODIFIED);
    let bare = ask(&served, Method::HEAD, "/m/fry/a", &[]).await;
    assert_eq!(
        header(&bare, CONTENT_LENGTH),
        Some(length.to_string().as_str())
    );
    assert!(bytes(bare).await.is_empty());
    let sent = ask(&served, Method::POST, "/m/fry/a", &[]).await;
    assert_eq!(sent.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn addresses_are_of_the_host_that_was_asked() {
    let url = async |headers: &[_]| {
        let (_, html) = page("/m/fry", headers).await;
        content(&html, "og:url").map(str::to_owned)
    };
    let https = (FORWARDED_PROTO, "https");
    assert_eq!(
        url(&[MEMES, https]).await.unwrap(),
        "https://memes.example.org:5000/m/fry"
    );
    assert_eq!(
        url(&[(HOST, "[::1]:80")]).await.unwrap(),
        "http://[::1]:80/m/fry"
    );
    assert_eq!(
        url(&[MEMES, (FORWARDED_PROTO, "javascript")])
            .await
            .unwrap(),
        "http://memes.example.org:5000/m/fry"
    );
    let list = (FORWARDED_PROTO, "HTTPS, http");
    assert_eq!(
        url(&[MEMES, list]).await.unwrap(),
        "https://memes.example.org:5000/m/fry"
    );
    let long = "a".repeat(256);
    for host in [
        "",
        "a:65536",
        ":::::",
        "a b",
        "a/b",
        "a@b",
        "a\"><script>",
        "a?b",
        "a#b",
        "a\\b",
        &long,
    ] {
        assert_eq!(url(&[(HOST, host)]).await, None, "{host}");
    }
    assert_eq!(url(&[]).await, None);
    let (_site, _team, served) = three(Some("https://set.example.org"));
    let html = text(ask(&served, Method::GET, "/m/fry", &[MEMES]).await).await;
    assert_eq!(
        content(&html, "og:url"),
        Some("https://set.example.org/m/fry")
    );
}

#[tokio::test]
async fn what_it_depends_on_is_named_to_caches() {
    for (public_url, path, expected) in [
        (
            None,
            "/m/fry/a",
            "Accept-Encoding, Host, Forwarded, X-Forwarded-Host, X-Forwarded-Proto",
        ),
        (
            Some("https://set.example.org"),
            "/m/fry/a",
            "Accept-Encoding",
        ),
        // Says nothing of where it is.
        (None, "/m/nobody/a", "Accept-Encoding"),
    ] {
        let (_site, _team, served) = three(public_url);
        let answer = ask(&served, Method::GET, path, &[MEMES]).await;
        assert_eq!(header(&answer, VARY), Some(expected), "{path}");
        let Some(tag) = header(&answer, ETAG).filter(|_| answer.status() == StatusCode::OK) else {
            continue;
        };
        let held = ask(&served, Method::GET, path, &[MEMES, (IF_NONE_MATCH, tag)]).await;
        assert_eq!(held.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(header(&held, VARY), Some(expected), "{path}");
    }
}

#[test]
fn long_texts_are_clipped() {
    assert_eq!(clipped("12345", 5), "12345");
    assert_eq!(clipped("123456", 5), "1234…");
    assert_eq!(clipped("ééé", 2), "é…");
}

proptest! {
    #[test]
    fn no_text_becomes_markup(lines in prop::collection::vec("\\PC{0,40}|[<>\"'&/=a-z ]{0,40}|\\x00\\x1b[a-z]", 0..4), name in "\\PC{0,20}|</title><script>") {
        let link = MemeLink { id: "fry".to_owned(), lines, ..MemeLink::default() };
        let shown = Shown { name, alt: "\"><b>".to_owned(), preview: Some("/a".to_owned()) };
        let head = about(&link, shown, Some("http://a".to_owned())).to_string();
        prop_assert_eq!(head.matches('<').count(), 2 + 10, "{}", head);
        prop_assert_eq!(head.matches('"').count(), 4 * 10, "{}", head);
        prop_assert!(!head.contains(|c: char| c.is_control()));
    }
}
