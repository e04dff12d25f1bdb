use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::header::{
    ACCEPT, ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use http_body_util::Full;

use super::quality::qualities;
use super::security_headers;

/// What a refusal says, for a person.
fn sentences(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::BAD_REQUEST => (
            "This request cannot be read",
            "It is not written as HTTP has it. Look at the program that sent it, or at a proxy on the way.",
        ),
        StatusCode::NOT_FOUND => (
            "There is nothing at this address",
            "Look whether it is spelt right, or start with a new meme.",
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            "This address can only be read",
            "Nothing can be sent to this host: memes are made on your own device.",
        ),
        StatusCode::NOT_ACCEPTABLE => (
            "There is no version of this that your program accepts",
            "Let it accept gzip, br or identity in Accept-Encoding.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "Nothing can be sent to this host",
            "Memes are made on your own device, and no picture has to leave it.",
        ),
        StatusCode::URI_TOO_LONG => (
            "This address is too long",
            "Look whether it is spelt right, or start with a new meme.",
        ),
        StatusCode::RANGE_NOT_SATISFIABLE => (
            "The file is shorter than that",
            "Ask for a part that it has, or for all of it.",
        ),
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => (
            "The request's headers are too large",
            "Send fewer or shorter ones, such as cookies.",
        ),
        _ => (
            "Something went wrong on this host",
            "Try again in a minute. The log of the host says more.",
        ),
    }
}

/// The page that says so. Its style is its own, so that it looks right whatever else is missing.
fn page(status: StatusCode) -> String {
    let (what, next) = sentences(status);
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{what} · MemeForge</title>\
         <style>{STYLE}</style></head><body><main><h1>{what}</h1><p>{next}</p>\
         <p><a href=\"/\">Make a meme</a></p></main></body></html>"
    )
}

const STYLE: &str = "body{display:grid;min-height:90vh;place-content:center;font:1.125rem/1.5 system-ui,sans-serif}\
    main{max-width:32rem;padding:1rem}h1{font-size:1.5rem}";

/// The style is the same in all of them, and so is the policy.
static POLICY: LazyLock<HeaderValue> =
    LazyLock::new(|| security_headers::text_policy(&page(StatusCode::NOT_FOUND)));

/// Refuses a request: with a page, or with JSON where that is wanted more.
pub fn answer(status: StatusCode, asked: &HeaderMap) -> Response<Full<Bytes>> {
    let mut response = if wants_json(asked) {
        json(status)
    } else {
        let mut response = with(status, page(status), "text/html; charset=utf-8");
        (response.headers_mut()).insert(CONTENT_SECURITY_POLICY, POLICY.clone());
        response
    };
    (response.headers_mut()).insert(VARY, HeaderValue::from_static("Accept"));
    response
}

/// Refuses a request of a program: with JSON.
pub fn json(status: StatusCode) -> Response<Full<Bytes>> {
    let (what, next) = sentences(status);
    // Quotes and backslashes are in none of the sentences.
    let json = format!(
        "{{\"status\":{},\"error\":\"{what}. {next}\"}}",
        status.as_u16()
    );
    with(status, json, "application/json")
}

fn with(status: StatusCode, body: String, content_type: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(body.into()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    security_headers::insert(headers);
    response
}

/// Refuses to do anything but read.
pub fn method_not_allowed(asked: &HeaderMap) -> Response<Full<Bytes>> {
    let mut response = answer(StatusCode::METHOD_NOT_ALLOWED, asked);
    (response.headers_mut()).insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

/// Whether JSON is asked for by its name, and more than a page is.
fn wants_json(asked: &HeaderMap) -> bool {
    let (mut json, mut page) = (0, 0);
    for value in asked.get_all(ACCEPT) {
        for (kind, quality) in qualities(value.to_str().unwrap_or_default()) {
            match kind {
                "application/json" => json = quality,
                "text/html" => page = quality,
                _ => {}
            }
        }
    }
    json > page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_sent_to_who_prefers_it() {
        for (accept, expected) in [
            (None, false),
            (Some("*/*"), false),
            (Some("text/html,application/xhtml+xml,*/*;q=0.8"), false),
            (Some("application/json"), true),
            (Some("application/json, text/plain, */*"), true),
            (Some("application/json;q=0.5, text/html"), false),
            (Some("text/html;q=0.5, application/json"), true),
            (Some("application/json;q=0"), false),
        ] {
            let headers = accept.map(|accept| (ACCEPT, HeaderValue::from_static(accept)));
            let headers = HeaderMap::from_iter(headers);
            assert_eq!(wants_json(&headers), expected, "{accept:?}");
        }
    }

    #[test]
    fn each_sentence_can_be_put_into_json() {
        for status in (400..600).filter_map(|status| StatusCode::from_u16(status).ok()) {
            let (what, next) = sentences(status);
            assert!(
                !format!("{what}{next}").contains(['"', '\\', '<', '&']),
                "{status}"
            );
        }
    }
}
