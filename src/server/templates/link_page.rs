//! The editor at the address of a meme: its page, with the meme's name in its head, for whoever shows links.

use std::fmt::Write;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::HOST;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

use super::{Found, Library};
use crate::codec::memegen::link::{MemeLink, parse};
use crate::server::site::File;

/// The editor's page and its policy.
#[derive(Debug)]
pub struct Page {
    /// The page as everybody gets it.
    pub html: String,
    /// What may run in it.
    pub policy: HeaderValue,
}

/// The longest description, in characters: of more, nobody shows any.
const LONGEST: usize = 300;

/// Answers a request for the editor at a meme's address. Where there is no such template the status says so, and the page too.
pub fn answer(page: &Page, library: &Library, request: &Request) -> Response<Body> {
    let address = request
        .uri()
        .path_and_query()
        .map_or("/", |address| address.as_str());
    let shelf = library.shelf();
    let link = parse(address).ok().flatten();
    let found = link.as_ref().and_then(|link| shelf.find(&link.id));
    let html = match (&link, found) {
        (Some(link), Some(found)) => with_head(
            &page.html,
            &head(link, found, request.headers(), request.uri().path()),
        ),
        _ => page.html.clone(),
    };
    let mut response = File::made_page(html, page.policy.clone())
        .answer(request)
        .map(Body::new);
    if found.is_none() && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// The page with this in the place of its title and description.
fn with_head(html: &str, head: &str) -> String {
    let without = |html: &str, start: &str, end: &str| -> Option<String> {
        let from = html.find(start)?;
        let to = from + html[from..].find(end)? + end.len();
        Some([&html[..from], &html[to..]].concat())
    };
    let html = without(html, "<title", "</title>").unwrap_or_else(|| html.to_owned());
    let html = without(&html, "<meta name=\"description\"", ">").unwrap_or(html);
    html.replacen("<head>", &["<head>", head].concat(), 1)
}

fn head(link: &MemeLink, found: &Found, headers: &HeaderMap, path: &str) -> String {
    let name = &found.template.name;
    let words: Vec<&str> = link
        .lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .collect();
    let words: String = words.join(" / ").chars().take(LONGEST).collect();
    let title = format!("{name} · MemeForge");
    let description = if words.is_empty() {
        format!("Make a meme from the template {name}. Nothing leaves your device.")
    } else {
        words
    };
    let mut head = format!("<title>{}</title>", escaped(&title));
    let mut meta = |kind: &str, property: &str, content: &str| {
        // Fails never: it writes to memory.
        let _ = write!(
            head,
            "<meta {kind}=\"{property}\" content=\"{}\">",
            escaped(content)
        );
    };
    meta("name", "description", &description);
    meta("property", "og:type", "website");
    meta("property", "og:site_name", "MemeForge");
    meta("property", "og:title", &title);
    meta("property", "og:description", &description);
    meta("name", "twitter:card", "summary");
    if let Some(origin) = origin(headers) {
        meta("property", "og:url", &format!("{origin}{path}"));
        // Who shows links shows no drawings.
        let is_drawing = found
            .picture
            .extension()
            .is_some_and(|ending| ending == "svg");
        let picture = if is_drawing {
            found.thumbnail_address()
        } else {
            found.picture_address()
        };
        meta("property", "og:image", &format!("{origin}{picture}"));
        meta(
            "property",
            "og:image:alt",
            if found.template.alt.is_empty() {
                name
            } else {
                &found.template.alt
            },
        );
    }
    head
}

/// What this host is called by who asks, with the scheme that the proxy in front says. None where it has no name to be trusted.
fn origin(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(HOST)?.to_str().ok()?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    if host.is_empty() || host.len() > 255 || !host.bytes().all(is_name) {
        return None;
    }
    let scheme = headers.get(HeaderName::from_static("x-forwarded-proto"));
    let scheme = if scheme.is_some_and(|scheme| scheme == "https") {
        "https"
    } else {
        "http"
    };
    Some(format!("{scheme}://{host}"))
}

/// A text that is a text in HTML, in an attribute too.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
