use std::fs;
use std::time::SystemTime;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HOST,
    IF_NONE_MATCH,
};
use axum::http::{HeaderName, HeaderValue, Method, Request, Response};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

use super::*;

const CONFIG: &str =
    "name: Two <choices>\nkeywords: [decide, hésiter]\nalt: Two buttons\nexample: [this, that]\n";
const DRAWING: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='600' height='400'><rect width='9' height='9'/></svg>";
const HTML: &str = "<!DOCTYPE html><html><head><title>MemeForge</title><meta name=\"description\" content=\"x\"></head><body></body></html>";

fn put(root: &Path, id: &str, config: &str, picture: &str, bytes: impl AsRef<[u8]>) {
    let folder = root.join(id);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.yml"), config).unwrap();
    fs::write(folder.join(picture), bytes).unwrap();
}

/// A picture of this size as a file.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([200, 30, 30]));
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// A site with a template of ours, and a folder with one of a team's and one that is wrong.
fn folders() -> (TempDir, TempDir) {
    let (site, team) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let ours = site.path().join("templates");
    put(&ours, "two", CONFIG, "default.svg", DRAWING);
    fs::write(ours.join("two/thumbnail.webp"), "small").unwrap();
    put(
        team.path(),
        "boss",
        "name: The boss\ntext: [{anchor_x: 0.5, scale_x: 0.5}]",
        "default.png",
        png(300, 200),
    );
    put(team.path(), "broken", "text: 7", "default.png", png(3, 2));
    (site, team)
}

fn host(site: &Path, team: Option<&Path>) -> (Router, Library) {
    let library = Library::read(site, team);
    let page = Page {
        html: HTML.to_owned(),
        policy: HeaderValue::from_static("default-src 'none'"),
    };
    (router(library.clone(), Arc::new(page)), library)
}

async fn ask(
    host: &Router,
    method: Method,
    path: &str,
    headers: &[(HeaderName, &str)],
) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    host.clone()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap()
}

async fn get(host: &Router, path: &str) -> Response<Body> {
    ask(host, Method::GET, path, &[]).await
}

async fn bytes(response: Response<Body>) -> Vec<u8> {
    to_bytes(response.into_body(), 1 << 24)
        .await
        .unwrap()
        .to_vec()
}

async fn json(response: Response<Body>) -> Value {
    assert_eq!(response.headers()[CONTENT_TYPE], "application/json");
    serde_json::from_slice(&bytes(response).await).unwrap()
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(bytes(response).await).unwrap()
}

#[tokio::test]
async fn all_are_listed_the_teams_first() {
    let (site, team) = folders();
    let (host, library) = host(site.path(), Some(team.path()));
    let list = json(get(&host, "/api/templates").await).await;
    let ids: Vec<&str> = (list.as_array().unwrap().iter())
        .map(|entry| entry["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["boss", "two"]);
    assert_eq!(list[0]["from"], "team");
    assert_eq!(list[0]["thumbnail"], "/api/templates/boss/thumbnail");
    assert_eq!(list[1]["from"], "memeforge");
    assert_eq!(list[1]["thumbnail"], "/templates/two/thumbnail.webp");
    assert_eq!(list[1]["keywords"][1], "hésiter");
    let health = serde_json::to_value(library.health()).unwrap();
    assert_eq!(health["served"], 2);
    assert_eq!(health["wrong"][0]["id"], "broken");
    assert!(
        health["wrong"][0]["reason"]
            .as_str()
            .unwrap()
            .starts_with("config.yml cannot be read")
    );
}

#[tokio::test]
async fn one_is_told_whole() {
    let (site, team) = folders();
    let (host, _) = host(site.path(), Some(team.path()));
    let two = json(get(&host, "/api/templates/two").await).await;
    assert_eq!(two["picture"], "/templates/two/default.svg");
    assert_eq!(two["template"]["meme"]["picture"]["size"]["width"], 600);
    assert_eq!(two["template"]["meme"]["texts"][1]["text"], "that");
    let boss = json(get(&host, "/api/templates/boss").await).await;
    assert_eq!(boss["picture"], "/api/templates/boss/picture");
    assert_eq!(
        boss["template"]["meme"]["texts"].as_array().unwrap().len(),
        1
    );
    for missing in [
        "nobody",
        "broken",
        "..",
        "%2e%2e",
        "two%2f..",
        "%00",
        &"a".repeat(5000),
    ] {
        let response = ask(
            &host,
            Method::GET,
            &format!("/api/templates/{missing}"),
            &[(ACCEPT, "application/json")],
        )
        .await;
        assert_eq!(response.status(), 404, "{missing}");
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let (site, team) = folders();
    let (host, _) = host(site.path(), Some(team.path()));
    for path in [
        "/api/templates",
        "/api/templates/two",
        "/api/templates/boss/picture",
        "/api/templates/boss/thumbnail",
        "/m/two",
    ] {
        let response = get(&host, path).await;
        assert_eq!(response.status(), 200, "{path}");
        let tag = response.headers()[ETAG].to_str().unwrap().to_owned();
        let again = ask(&host, Method::GET, path, &[(IF_NONE_MATCH, &tag)]).await;
        assert_eq!(again.status(), 304, "{path}");
        let head = ask(&host, Method::HEAD, path, &[]).await;
        assert_eq!(
            (head.status().as_u16(), &head.headers()[ETAG]),
            (200, &tag.as_str()),
            "{path}"
        );
        let post = ask(&host, Method::POST, path, &[]).await;
        assert_eq!(post.status(), 405, "{path}");
    }
    let list = ask(
        &host,
        Method::GET,
        "/api/templates",
        &[(ACCEPT_ENCODING, "gzip")],
    )
    .await;
    assert_eq!(list.headers()[CONTENT_ENCODING], "gzip");
}

#[tokio::test]
async fn the_teams_pictures_are_sent_and_made_small() {
    let (site, team) = folders();
    put(team.path(), "drawn", CONFIG, "default.svg", DRAWING);
    let (host, _) = host(site.path(), Some(team.path()));
    let picture = get(&host, "/api/templates/boss/picture").await;
    assert_eq!(picture.headers()[CONTENT_TYPE], "image/png");
    assert_eq!(bytes(picture).await, png(300, 200));
    let small = get(&host, "/api/templates/boss/thumbnail").await;
    assert_eq!(small.headers()[CONTENT_TYPE], "image/jpeg");
    let small = image::load_from_memory(&bytes(small).await).unwrap();
    assert_eq!((small.width(), small.height()), (144, 96));
    // A drawing that is opened by itself runs nothing.
    for path in [
        "/api/templates/drawn/picture",
        "/api/templates/drawn/thumbnail",
    ] {
        let drawing = get(&host, path).await;
        assert_eq!(drawing.headers()[CONTENT_TYPE], "image/svg+xml");
        let policy = drawing.headers()[CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            policy.contains("default-src 'none'") && policy.contains("sandbox"),
            "{policy}"
        );
    }
}

#[tokio::test]
async fn nothing_outside_of_the_folder_is_given_away() {
    let (site, team) = folders();
    let secret = TempDir::new().unwrap();
    fs::write(secret.path().join("secret.png"), png(5, 5)).unwrap();
    let folder = team.path().join("linked");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("config.yml"), "name: x").unwrap();
    std::os::unix::fs::symlink(secret.path().join("secret.png"), folder.join("default.png"))
        .unwrap();
    put(team.path(), "na me", CONFIG, "default.svg", DRAWING);
    put(team.path(), "_draft", CONFIG, "default.svg", DRAWING);
    fs::create_dir(team.path().join("empty")).unwrap();
    put(team.path(), "text", CONFIG, "default.png", "no picture");
    put(
        team.path(),
        "script",
        CONFIG,
        "default.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    );
    put(team.path(), "binary", "", "default.png", png(3, 2));
    fs::write(team.path().join("binary/config.yml"), [0xff, 0xfe, 0]).unwrap();
    put(
        team.path(),
        "huge",
        &"# ".repeat(50_000),
        "default.png",
        png(3, 2),
    );
    let (host, library) = host(site.path(), Some(team.path()));
    let wrong: Vec<String> = library
        .shelf()
        .wrong
        .iter()
        .map(|wrong| wrong.id.clone())
        .collect();
    assert_eq!(
        wrong,
        [
            "binary", "broken", "empty", "huge", "linked", "na me", "script", "text"
        ]
    );
    for id in ["linked", "_draft", "script"] {
        assert_eq!(
            get(&host, &format!("/api/templates/{id}/picture"))
                .await
                .status(),
            404,
            "{id}"
        );
    }
    // The others are served all the same.
    assert_eq!(get(&host, "/api/templates/boss").await.status(), 200);
}

#[test]
fn a_changed_folder_is_noticed() {
    let (site, team) = folders();
    let library = Library::read(site.path(), Some(team.path()));
    assert_eq!(folder::mark(team.path()), library.shelf().mark);
    put(team.path(), "new", CONFIG, "default.svg", DRAWING);
    assert_ne!(folder::mark(team.path()), library.shelf().mark);
    library.read_again();
    assert_eq!(library.health().served, 3);
    // The same length at another time.
    let config = fs::File::options()
        .append(true)
        .open(team.path().join("new/config.yml"))
        .unwrap();
    config.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    assert_ne!(folder::mark(team.path()), library.shelf().mark);
    // A team's may stand in for ours.
    put(team.path(), "two", "name: Theirs", "default.svg", DRAWING);
    library.read_again();
    assert_eq!(library.shelf().find("two").unwrap().template.name, "Theirs");
    assert_eq!(library.health().served, 3);
}

#[tokio::test]
async fn a_link_has_the_editor_with_the_memes_name() {
    let (site, team) = folders();
    let (host, _) = host(site.path(), Some(team.path()));
    let response = ask(
        &host,
        Method::GET,
        "/m/two/one_%3Cscript%3E/''two''",
        &[
            (HOST, "memes.example:8080"),
            (HeaderName::from_static("x-forwarded-proto"), "https"),
        ],
    )
    .await;
    assert_eq!(response.status(), 200);
    assert_eq!(
        response.headers()[CONTENT_SECURITY_POLICY],
        "default-src 'none'"
    );
    let html = text(response).await;
    for expected in [
        "<title>Two &lt;choices&gt; · MemeForge</title>",
        "<meta name=\"description\" content=\"one &lt;script&gt; / &quot;two&quot;\">",
        "<meta property=\"og:image\" content=\"https://memes.example:8080/templates/two/thumbnail.webp\">",
        "<meta property=\"og:image:alt\" content=\"Two buttons\">",
        "<meta property=\"og:url\" content=\"https://memes.example:8080/m/two/one_%3Cscript%3E/''two''\">".replace('\'', "&#39;").as_str(),
    ] {
        assert!(html.contains(expected), "{expected} is not in {html}");
    }
    assert_eq!(html.matches("<title").count(), 1);
    assert_eq!(html.matches("name=\"description\"").count(), 1);
    let html = text(ask(&host, Method::GET, "/images/boss/a.png", &[(HOST, "h")]).await).await;
    assert!(
        html.contains("content=\"http://h/api/templates/boss/picture\""),
        "{html}"
    );
    // Who asks under an absurd name gets no address with it.
    let html = text(ask(&host, Method::GET, "/m/two", &[(HOST, "a\"><b>")]).await).await;
    assert!(!html.contains("og:url") && !html.contains("<b>"));
}

#[tokio::test]
async fn a_link_to_nothing_has_the_editor_too_and_says_so() {
    let (site, _) = folders();
    let (host, _) = host(site.path(), None);
    for path in [
        "/m/nobody/a",
        "/m/two/%FF",
        "/images/%2e%2e/x.png",
        "/m/%2fetc%2fpasswd/x",
    ] {
        let response = get(&host, path).await;
        assert_eq!(response.status(), 404, "{path}");
        assert!(text(response).await.contains("<title>MemeForge</title>"));
    }
}
