use std::fs;

use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, ETAG, HOST, HeaderName, IF_NONE_MATCH, LOCATION,
};
use axum::http::{Method, Version};
use axum::routing::get;
use http_body_util::BodyExt;

use super::*;
use crate::server::testing::{STYLES, options, served, site_folder};
use crate::server::{read_site, router};

mod observatory;

const YESTERDAY: &str = "CU9RIJHZPjFsX0ONNDwDtA";
fn host() -> (Host, Ending) {
    host_with(Router::new())
}

/// A host that has these routes as well.
fn host_with(more: Router) -> (Host, Ending) {
    let folder = site_folder();
    let served = served(folder.path(), None, None);
    let (site, ending) = (served.site.clone(), served.ending.clone());
    let router = router(served).merge(more);
    let host = Host::new(site, router, Metrics::new().unwrap(), ending.clone());
    (host, ending)
}

type Answer = Response<AnswerBody>;

fn request(method: Method, path: &str, headers: &[(HeaderName, &str)]) -> Request<()> {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(HOST, "memes.example.org");
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    request.body(()).unwrap()
}

async fn answer(method: Method, path: &str, headers: &[(HeaderName, &str)]) -> Answer {
    host().0.answer(request(method, path, headers)).await
}

fn header(answer: &Answer, name: impl axum::http::header::AsHeaderName) -> Option<&str> {
    let value = answer.headers().get(name)?;
    Some(value.to_str().unwrap())
}

async fn text(answer: Answer) -> String {
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

async fn json(answer: Answer) -> serde_json::Value {
    assert_eq!(header(&answer, CONTENT_TYPE), Some("application/json"));
    serde_json::from_str(&text(answer).await).unwrap()
}

#[tokio::test]
async fn health_says_what_is_running() {
    for (path, status) in [("/health", "healthy"), ("/health/ready", "ready")] {
        let answer = answer(Method::GET, path, &[]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(header(&answer, CACHE_CONTROL), Some("no-store"));
        let health = json(answer).await;
        assert_eq!(health["status"], status);
        assert_eq!(health["service"], "memeforge");
        assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
        assert!(health["commit"].is_string());
    }
}

#[tokio::test]
async fn while_ending_it_serves_and_sends_its_visitors_elsewhere() {
    let (host, ending) = host();
    let get = |path| host.answer(request(Method::GET, path, &[]));
    assert_eq!(header(&get("/").await, CONNECTION), None);
    ending.begin();
    for path in ["/health", "/health/ready"] {
        let answer = get(path).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(json(answer).await["status"], "ending");
    }
    for path in ["/", "/favicon.svg"] {
        let answer = get(path).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(header(&answer, CONNECTION), Some("close"));
    }
}

#[tokio::test]
async fn the_page_is_whole_before_any_script() {
    let answer = answer(Method::GET, "/", &[]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, CACHE_CONTROL), Some("no-cache"));
    assert_eq!(
        header(&answer, CONTENT_TYPE),
        Some("text/html; charset=utf-8")
    );
    let html = text(answer).await;
    for part in [
        "imageInput",
        "topText",
        "bottomText",
        "memeCanvas",
        "Download",
        "<noscript>",
        "__RESOLVED_RESOURCES=[];",
        "__INCOMPLETE_CHUNKS=[];",
    ] {
        assert!(html.contains(part), "{part} is missing");
    }
}

#[tokio::test]
async fn the_page_is_compressed_and_asked_for_again_only_when_it_has_changed() {
    let whole = text(answer(Method::GET, "/", &[]).await).await.len();
    for coding in ["br", "gzip"] {
        let fresh = answer(Method::GET, "/?query", &[(ACCEPT_ENCODING, coding)]).await;
        assert_eq!(header(&fresh, CONTENT_ENCODING), Some(coding));
        let length: usize = header(&fresh, CONTENT_LENGTH).unwrap().parse().unwrap();
        assert!(length < whole / 2, "{coding}: {length} of {whole}");
        let tag = header(&fresh, ETAG).unwrap();
        let held = [(ACCEPT_ENCODING, coding), (IF_NONE_MATCH, tag)];
        // By another process, too: both have rendered it.
        assert_eq!(
            answer(Method::GET, "/", &held).await.status(),
            StatusCode::NOT_MODIFIED
        );
    }
}

#[tokio::test]
async fn every_answer_is_guarded_by_the_same_headers() {
    for (method, path, status) in [
        (Method::GET, "/", 200),
        (Method::GET, "/health", 200),
        (Method::GET, "/favicon.svg", 200),
        (Method::GET, "/nothing", 404),
        (Method::POST, "/", 405),
        (Method::POST, "/health", 405),
        (Method::GET, &format!("/pkg/memeforge.{YESTERDAY}.js"), 200),
        (Method::GET, &format!("/pkg/memeforge.{YESTERDAY}.css"), 307),
        (Method::GET, &format!("/{}", "a".repeat(9000)), 414),
        (Method::GET, "/cookie", 431),
        (Method::GET, "/m/fry?layout=%ff", 400),
    ] {
        let cookie = "a".repeat(if path == "/cookie" { 17_000 } else { 1 });
        let answer = answer(method, path, &[(COOKIE, &cookie)]).await;
        assert_eq!(answer.status(), status, "{path}");
        let policy = header(&answer, CONTENT_SECURITY_POLICY).unwrap();
        assert!(
            policy.starts_with("default-src 'none'; "),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("strict-transport-security", "max-age=63072000"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(header(&answer, name), Some(value), "{path}");
        }
        assert!(
            header(&answer, "permissions-policy")
                .unwrap()
                .contains("camera=()")
        );
        assert_eq!(header(&answer, "x-request-id").unwrap().len(), 16, "{path}");
    }
}

#[tokio::test]
async fn a_request_that_does_not_say_whom_it_is_for_is_refused() {
    let (host, _) = host();
    let ask = async |version, names: &[&str]| {
        let mut request = Request::builder().uri("/health").version(version);
        for name in names {
            request = request.header(HOST, *name);
        }
        let answer = host.answer(request.body(()).unwrap()).await;
        assert!(header(&answer, CONTENT_SECURITY_POLICY).is_some());
        answer.status().as_u16()
    };
    for (names, expected) in [
        (&["memes.example.org"][..], 200),
        (&["[::1]:5000"], 200),
        (&[], 400),
        (&["a", "a"], 400),
        (&["a:65536"], 400),
        (&[":::::"], 400),
        (&["a/b"], 400),
    ] {
        assert_eq!(ask(Version::HTTP_11, names).await, expected, "{names:?}");
    }
    assert_eq!(ask(Version::HTTP_10, &[]).await, 200);
}

#[tokio::test]
async fn the_policy_allows_the_scripts_of_the_page_and_no_others() {
    let answer = answer(Method::GET, "/", &[]).await;
    let policy = header(&answer, CONTENT_SECURITY_POLICY).unwrap().to_owned();
    let scripts = text(answer).await.matches("<script").count();
    assert!(scripts > 2);
    assert_eq!(policy.matches("'sha256-").count(), scripts, "{policy}");
}

#[tokio::test]
async fn a_request_keeps_the_name_that_a_proxy_gave_it() {
    let given = [(request_id::HEADER, "given-by-a-proxy")];
    for path in ["/", "/health", "/nothing"] {
        let answer = answer(Method::GET, path, &given).await;
        assert_eq!(header(&answer, "x-request-id"), Some("given-by-a-proxy"));
    }
}

#[tokio::test]
async fn what_is_not_there_is_refused_with_a_page_or_with_json() {
    for path in [
        "/nothing",
        "/pkg/old.js",
        "/pkg/",
        "/pkg",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/%2e%2e%2fCargo.toml",
        "/..%2f..%2fetc/passwd",
        "/..%5c..%5cetc%5cpasswd",
        "/%252e%252e/etc/passwd",
        "/%c0%ae%c0%ae/etc/passwd",
        "/%uff0e%uff0e/etc/passwd",
        "//etc/passwd",
        "/pkg/../../etc/passwd",
        "/pkg/..;/..;/etc/passwd",
        "/pkg/memeforge.js%00.css",
        "/favicon.svg/",
        "/favicon.svg/..",
    ] {
        let page = answer(Method::GET, path, &[]).await;
        assert_eq!(page.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(header(&page, CACHE_CONTROL), Some("no-store"));
        let policy = header(&page, CONTENT_SECURITY_POLICY).unwrap();
        assert!(policy.contains("; style-src 'sha256-"), "{policy}");
        assert!(
            text(page)
                .await
                .contains("There is nothing at this address")
        );
        let wanted = [(ACCEPT, "application/json")];
        let refused = json(answer(Method::GET, path, &wanted).await).await;
        assert_eq!(refused["status"], 404);
    }
}

#[tokio::test]
async fn nothing_can_be_sent() {
    for path in ["/", "/health", "/health/ready", "/favicon.svg"] {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS] {
            let page = answer(method.clone(), path, &[]).await;
            assert_eq!(page.status(), StatusCode::METHOD_NOT_ALLOWED, "{path}");
            assert_eq!(header(&page, ALLOW), Some("GET, HEAD"), "{path}");
            assert!(text(page).await.contains("can only be read"));
            let wanted = [(ACCEPT, "application/json")];
            let refused = json(answer(method, path, &wanted).await).await;
            assert_eq!(refused["status"], 405);
        }
    }
}

#[tokio::test]
async fn head_is_answered_wherever_get_is() {
    for path in ["/", "/health", "/health/ready", "/favicon.svg", "/nothing"] {
        let headers = |answer: &Answer| {
            let mut headers = answer.headers().clone();
            headers.remove("x-request-id");
            (answer.status(), headers)
        };
        let get = answer(Method::GET, path, &[]).await;
        let head = answer(Method::HEAD, path, &[]).await;
        assert_eq!(headers(&get), headers(&head), "{path}");
    }
}

#[tokio::test]
async fn a_page_of_yesterday_is_loaded_anew() {
    let path = |ending: &str| format!("/pkg/memeforge.{YESTERDAY}.{ending}");
    let script = answer(Method::GET, &path("js"), &[]).await;
    assert_eq!(script.status(), StatusCode::OK);
    assert_eq!(
        header(&script, CONTENT_TYPE),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(header(&script, CACHE_CONTROL), Some("no-store"));
    assert!(text(script).await.contains("location.reload()"));
    let styles = answer(Method::GET, &path("css"), &[]).await;
    assert_eq!(styles.status(), StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(header(&styles, LOCATION), Some(STYLES));
    assert_eq!(header(&styles, CACHE_CONTROL), Some("no-store"));
    let wasm = answer(Method::GET, &path("wasm"), &[]).await;
    assert_eq!(wasm.status(), StatusCode::NOT_FOUND);
    assert!(
        text(answer(Method::GET, "/", &[]).await)
            .await
            .contains("location.reload()")
    );
}

#[tokio::test]
async fn a_panic_costs_one_request() {
    let broken = get(async || -> &str { panic!("for the test") });
    let (host, _) = host_with(Router::new().route("/broken", broken));
    let wanted = [(ACCEPT, "application/json")];
    let refused = host.answer(request(Method::GET, "/broken", &wanted)).await;
    assert_eq!(refused.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(header(&refused, CONTENT_SECURITY_POLICY).is_some());
    assert_eq!(json(refused).await["status"], 500);
    let next = host.answer(request(Method::GET, "/", &[])).await;
    assert_eq!(next.status(), StatusCode::OK);
}

#[test]
fn a_page_of_one_build_is_not_served_with_files_of_another() {
    for missing in ["memeforge.js", "memeforge.css"] {
        let folder = site_folder();
        fs::remove_file(folder.path().join("pkg").join(missing)).unwrap();
        let error = read_site(folder.path(), &options(folder.path()))
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with(&format!("the page asks for /pkg/{missing}")),
            "{error}"
        );
    }
}
