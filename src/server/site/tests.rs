use axum::http::header::{
    ACCEPT_ENCODING, ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, ETAG,
    HeaderName, IF_NONE_MATCH, IF_RANGE, RANGE, VARY,
};
use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use tempfile::TempDir;

use super::*;

const SCRIPT: &str = "/pkg/memeforge.CU9RIJHZPjFsX0ONNDwDtA.js";
const PLAIN: &str = "the script, as it is";

fn folder() -> TempDir {
    let site = TempDir::new().unwrap();
    let write = |name: &str, content: &str| {
        let path = site.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    write(&SCRIPT[1..], PLAIN);
    write(&format!("{}.br", &SCRIPT[1..]), "brotli");
    write(&format!("{}.gz", &SCRIPT[1..]), "the gzip");
    write("pkg/memeforge.d.XTB6NGAPp3ebETxgzVxJDA.ts", "types");
    write(
        "pkg/__wasm_split_manifest.jXag3cc1XuqblKP5rj7RIA.json",
        "{}",
    );
    write("pkg/unhashed.js", "plain");
    write("fonts/a.woff2", "font");
    write("fonts/a.woff2.br", "larger than the font");
    write("favicon.svg", "<svg/>");
    write(".hidden", "hidden");
    site
}

fn site() -> Site {
    Site::read(folder().path(), false).unwrap()
}

type Answer = Response<Full<Bytes>>;

fn ask(method: Method, path: &str, headers: &[(HeaderName, &str)]) -> Option<Answer> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    site().answer(&request.body(()).unwrap())
}

fn get(path: &str, headers: &[(HeaderName, &str)]) -> Answer {
    ask(Method::GET, path, headers).unwrap()
}

fn header(answer: &Answer, name: HeaderName) -> Option<&str> {
    answer
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap())
}

async fn text(answer: Answer) -> String {
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn each_coding_is_sent_to_who_wants_it_most() {
    for (accepted, coding, body) in [
        ("br, gzip", Some("br"), "brotli"),
        ("gzip, br", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "the gzip"),
        ("gzip, br;q=0.9", Some("gzip"), "the gzip"),
        ("br;q=0, *", Some("gzip"), "the gzip"),
        ("*", Some("br"), "brotli"),
        ("identity;q=0", None, ""),
        ("identity", None, PLAIN),
        ("zstd", None, PLAIN),
        ("identity, gzip;q=0.5", None, PLAIN),
        ("", None, PLAIN),
    ] {
        let answer = get(SCRIPT, &[(ACCEPT_ENCODING, accepted)]);
        assert_eq!(header(&answer, CONTENT_ENCODING), coding, "{accepted}");
        if body.is_empty() {
            assert_eq!(answer.status(), StatusCode::NOT_ACCEPTABLE, "{accepted}");
            continue;
        }
        assert_eq!(header(&answer, VARY), Some("Accept-Encoding"));
        assert_eq!(
            header(&answer, CONTENT_LENGTH),
            Some(&*body.len().to_string())
        );
        assert_eq!(
            header(&answer, CONTENT_TYPE),
            Some("text/javascript; charset=utf-8")
        );
        assert_eq!(text(answer).await, body, "{accepted}");
    }
    assert_eq!(text(get(SCRIPT, &[])).await, PLAIN);
}

#[tokio::test]
async fn what_does_not_get_smaller_is_sent_as_it_is() {
    let answer = get("/fonts/a.woff2", &[(ACCEPT_ENCODING, "br")]);
    assert_eq!(header(&answer, CONTENT_ENCODING), None);
    assert_eq!(header(&answer, VARY), None);
    assert_eq!(header(&answer, CONTENT_TYPE), Some("font/woff2"));
    assert_eq!(text(answer).await, "font");
}

#[test]
fn only_what_has_a_hash_in_its_name_is_kept_for_good() {
    for (path, expected) in [
        (SCRIPT, "public, max-age=31536000, immutable"),
        ("/pkg/unhashed.js", "no-cache"),
        ("/favicon.svg", "no-cache"),
    ] {
        assert_eq!(
            header(&get(path, &[]), CACHE_CONTROL),
            Some(expected),
            "{path}"
        );
    }
}

#[test]
fn each_coding_has_a_tag_of_its_own() {
    let tag = |accepted| {
        let answer = get(SCRIPT, &[(ACCEPT_ENCODING, accepted)]);
        header(&answer, ETAG).unwrap().to_owned()
    };
    let tags = [tag("br"), tag("gzip"), tag("identity")];
    assert!(
        tags.iter()
            .all(|tag| tag.len() == 24 && tag.starts_with('"') && tag.ends_with('"'))
    );
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2]);
    assert_eq!(tags[0], tag("br"));
}

#[tokio::test]
async fn what_is_held_is_not_sent_again() {
    let fresh = get(SCRIPT, &[(ACCEPT_ENCODING, "br")]);
    let tag = header(&fresh, ETAG).unwrap();
    for (held, is_held) in [
        (tag.to_owned(), true),
        (format!("W/{tag}"), true),
        (format!("\"other\", W/\"more\" , {tag}"), true),
        ("*".to_owned(), true),
        ("\"other\"".to_owned(), false),
        (tag.trim_matches('"').to_owned(), false),
    ] {
        let headers = [(ACCEPT_ENCODING, "br"), (IF_NONE_MATCH, &*held)];
        for method in [Method::GET, Method::HEAD] {
            let answer = ask(method, SCRIPT, &headers).unwrap();
            let expected = if is_held {
                StatusCode::NOT_MODIFIED
            } else {
                StatusCode::OK
            };
            assert_eq!(answer.status(), expected, "{held}");
        }
    }
    let held = [(ACCEPT_ENCODING, "br"), (IF_NONE_MATCH, tag)];
    let answer = get(SCRIPT, &held);
    // RFC 9110, 15.4.5.
    for name in [CACHE_CONTROL, ETAG, VARY] {
        assert_eq!(header(&answer, name.clone()), header(&fresh, name));
    }
    for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING] {
        assert_eq!(header(&answer, name), None);
    }
    assert_eq!(text(answer).await, "");
    // The tag of another coding is that of another body.
    let other = [(ACCEPT_ENCODING, "gzip"), (IF_NONE_MATCH, tag)];
    assert_eq!(get(SCRIPT, &other).status(), StatusCode::OK);
}

#[tokio::test]
async fn a_part_is_one_of_what_would_be_sent_whole() {
    for (accepted, body) in [("identity", PLAIN), ("gzip", "the gzip")] {
        let answer = get(SCRIPT, &[(ACCEPT_ENCODING, accepted), (RANGE, "bytes=4-7")]);
        assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT);
        let content_range = format!("bytes 4-7/{}", body.len());
        assert_eq!(header(&answer, CONTENT_RANGE), Some(&*content_range));
        assert_eq!(header(&answer, CONTENT_LENGTH), Some("4"));
        assert_eq!(text(answer).await, body[4..8]);
    }
    assert_eq!(header(&get(SCRIPT, &[]), ACCEPT_RANGES), Some("bytes"));
}

#[test]
fn a_part_that_is_not_there_is_refused() {
    let answer = get(SCRIPT, &[(RANGE, "bytes=99-")]);
    assert_eq!(answer.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(header(&answer, CONTENT_RANGE), Some("bytes */20"));
}

#[test]
fn a_part_of_another_version_is_not_mixed_with_this_one() {
    let fresh = get(SCRIPT, &[]);
    let tag = header(&fresh, ETAG).unwrap();
    for (condition, expected) in [
        (tag, StatusCode::PARTIAL_CONTENT),
        ("\"other\"", StatusCode::OK),
        // A weak tag never matches here (RFC 9110, 13.1.5), and no date is ours.
        (&*format!("W/{tag}"), StatusCode::OK),
        ("Wed, 25 Nov 2026 01:00:00 GMT", StatusCode::OK),
    ] {
        let answer = get(SCRIPT, &[(RANGE, "bytes=0-3"), (IF_RANGE, condition)]);
        assert_eq!(answer.status(), expected, "{condition}");
    }
    // RFC 9110, 14.2: only GET has parts.
    let answer = ask(Method::HEAD, SCRIPT, &[(RANGE, "bytes=0-3")]).unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
}

#[test]
fn what_is_of_no_use_to_a_browser_is_not_there() {
    for path in [
        "/pkg/memeforge.CU9RIJHZPjFsX0ONNDwDtA.js.br",
        "/pkg/memeforge.CU9RIJHZPjFsX0ONNDwDtA.js.gz",
        "/pkg/memeforge.d.XTB6NGAPp3ebETxgzVxJDA.ts",
        "/pkg/__wasm_split_manifest.jXag3cc1XuqblKP5rj7RIA.json",
        "/.hidden",
        "/pkg",
        "/pkg/",
        "/fonts/",
        "/",
    ] {
        assert!(ask(Method::GET, path, &[]).is_none(), "{path}");
    }
}

#[test]
fn today_has_another_version_of_the_same_file() {
    let site = site();
    let yesterday = "/pkg/memeforge.aaaaaaaaaaaaaaaaaaaaaa.js";
    assert_eq!(site.today(yesterday), Some(SCRIPT));
    for other in [
        "/pkg/memeforge.aaaaaaaaaaaaaaaaaaaaaa.css",
        "/pkg/other.aaaaaaaaaaaaaaaaaaaaaa.js",
        "/pkg/memeforge.short.js",
        "/memeforge.aaaaaaaaaaaaaaaaaaaaaa.js",
        "/pkg/a/memeforge.aaaaaaaaaaaaaaaaaaaaaa.js",
    ] {
        assert_eq!(site.today(other), None, "{other}");
    }
}

#[tokio::test]
async fn while_somebody_works_on_them_files_are_read_anew() {
    let folder = folder();
    for (is_development, expected) in [(true, "new"), (false, "<svg/>")] {
        fs::write(folder.path().join("favicon.svg"), "<svg/>").unwrap();
        let site = Site::read(folder.path(), is_development).unwrap();
        fs::write(folder.path().join("favicon.svg"), "new").unwrap();
        let request = Request::get("/favicon.svg").body(()).unwrap();
        assert_eq!(text(site.answer(&request).unwrap()).await, expected);
    }
}
