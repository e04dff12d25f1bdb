//! What happens to a page whose files are gone, because the host has been updated since it was made: it is loaded
//! anew, as long as there is nothing in it to lose.

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use http_body_util::Full;

use super::site::{Site, versioned};
use super::{refusal, security_headers};

const LOAD_ANEW: &str = include_str!("load_anew.js");

/// What is answered in the place of a script: a module that loads the page anew and is never done.
const SCRIPT: &str = concat!(include_str!("load_anew.js"), "await loadAnew();\n");

/// Adds to a page what notices that its WebAssembly is gone, in whose place no script can be answered.
pub fn watch(html: &str) -> String {
    let scripts = [LOAD_ANEW, include_str!("watch.js")].concat();
    // Comments would be loaded with every page.
    let lines = scripts.lines().map(str::trim_start);
    let code: Vec<_> = lines.filter(|line| !line.starts_with("//")).collect();
    let script = format!("<script>{{{}}}</script></head>", code.join("\n"));
    html.replacen("</head>", &script, 1)
}

/// Answers for a built file of another build; `None` for an address that is none.
pub fn answer(
    method: &Method,
    address: &str,
    asked: &HeaderMap,
    site: &Site,
) -> Option<Response<Full<Bytes>>> {
    let (_, ending) = versioned(address)?;
    if !matches!(*method, Method::GET | Method::HEAD) {
        return None;
    }
    let mut response = match (ending, site.today(address)) {
        ("js", _) => {
            let mut response = Response::new(Full::new(Bytes::from_static(SCRIPT.as_bytes())));
            let content_type = HeaderValue::from_static("text/javascript; charset=utf-8");
            response.headers_mut().insert(CONTENT_TYPE, content_type);
            response
        }
        // Today's styles suit yesterday's page well enough until it has been loaded anew.
        ("css", Some(today)) => {
            let mut response = Response::new(Full::default());
            *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
            let today = HeaderValue::from_str(today).ok()?;
            response.headers_mut().insert(LOCATION, today);
            response
        }
        // Yesterday's script cannot work with today's WebAssembly: the page notices that it is gone.
        _ => refusal::answer(StatusCode::NOT_FOUND, asked),
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    security_headers::insert(headers);
    Some(response)
}
