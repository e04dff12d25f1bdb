//! The page at an address in memegen's grammar: the editor's own, whose script reads the address. What shows links elsewhere runs
//! no script, so what it is about is written into its head.

use std::fmt::{self, Write};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, RANGE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};

use super::authority;
use super::page::Page;
use super::router::Served;
use super::site::{Effort, File};
use super::templates::Shown;
use crate::codec::memegen_link::{self, LinkError, MemeLink};

/// The longest title, in characters: what is shown of one anywhere.
const TITLE: usize = 100;
/// The longest description, in characters.
const DESCRIPTION: usize = 280;

/// The editor's page with a gap where its title and its description are.
#[derive(Debug)]
pub struct LinkPage {
    before: String,
    after: String,
    policy: HeaderValue,
    /// Where this host is reached, if that was set.
    public_url: Option<String>,
}

/// What the head says of a page.
struct Head {
    title: String,
    description: String,
    /// The address of the page.
    url: Option<String>,
    /// The address of its picture, and what it shows.
    image: Option<(String, String)>,
}

impl LinkPage {
    /// Cuts the page open.
    pub fn new(page: &Page, public_url: Option<String>) -> Self {
        let html = &page.html;
        let start = html.find("<title>").unwrap_or(html.len());
        let (before, rest) = html.split_at(start);
        let description = rest.find("<meta name=\"description\"");
        let end = description.and_then(|start| Some(start + rest[start..].find('>')? + 1));
        Self {
            before: before.to_owned(),
            after: rest[end.unwrap_or(0)..].to_owned(),
            policy: page.policy.clone(),
            public_url,
        }
    }

    fn html(&self, head: &Head) -> String {
        let (before, after) = (&self.before, &self.after);
        format!("{before}{head}{after}")
    }

    /// How addresses of this host begin; none where a request does not say.
    fn origin(&self, asked: &HeaderMap) -> Option<String> {
        if let Some(url) = &self.public_url {
            return Some(url.clone());
        }
        authority::origin(asked)
    }
}

/// Answers with the page. One that names no template that is served says so, and its script does.
pub async fn answer(State(served): State<Served>, mut request: Request) -> Response<Body> {
    let address = request.uri().path_and_query();
    let address = address.map_or("", |address| address.as_str());
    let link = memegen_link::parse(address).and_then(|link| link.ok_or(LinkError::Id));
    let origin = served.link_page.origin(request.headers());
    let (status, head) = match &link {
        Ok(link) => match served.templates.shown(&link.id) {
            Some(shown) => (StatusCode::OK, about(link, shown, origin)),
            None => (
                StatusCode::NOT_FOUND,
                unknown(format!("There is no template \u{201c}{}\u{201d}", link.id)),
            ),
        },
        Err(LinkError::Id) => (
            StatusCode::NOT_FOUND,
            unknown("There is no such template".to_owned()),
        ),
        Err(_) => (
            StatusCode::BAD_REQUEST,
            unknown("This link cannot be read".to_owned()),
        ),
    };
    let html = served.link_page.html(&head);
    let file = File::page(html, served.link_page.policy.clone(), Effort::Often);
    if status != StatusCode::OK {
        // RFC 9110, 13.2.1: conditions are about what would be answered with success.
        for name in [IF_NONE_MATCH, IF_MATCH, IF_MODIFIED_SINCE, IF_RANGE, RANGE] {
            request.headers_mut().remove(name);
        }
    }
    let mut response = file.answer(&request);
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    if status == StatusCode::OK && served.link_page.public_url.is_none() {
        vary_by_origin(response.headers_mut());
    }
    response.map(Body::new)
}

/// The head of the page names the address that it was asked for at.
fn vary_by_origin(headers: &mut HeaderMap) {
    let before = headers.get(VARY).and_then(|names| names.to_str().ok());
    let before = before.unwrap_or(ACCEPT_ENCODING.as_str());
    let names = format!("{before}, {}", authority::VARIES_BY);
    if let Ok(names) = HeaderValue::from_str(&names) {
        headers.insert(VARY, names);
    }
}

fn about(link: &MemeLink, shown: Shown, origin: Option<String>) -> Head {
    let lines: Vec<String> = (link.lines.iter())
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    let (name, lines) = (&shown.name, lines.join(" / "));
    let (title, description) = if lines.is_empty() {
        (
            name.clone(),
            format!(
                "Make a meme from \u{201c}{name}\u{201d}. Nothing leaves your device: no account, no watermark."
            ),
        )
    } else {
        (
            lines.clone(),
            format!(
                "{lines} \u{2013} a meme from \u{201c}{name}\u{201d}. Change its texts on your own device: no account, no watermark."
            ),
        )
    };
    let alt = if shown.alt.is_empty() {
        shown.name.clone()
    } else {
        shown.alt
    };
    let image = shown.preview.zip(origin.as_ref());
    Head {
        title: clipped(&title, TITLE),
        description: clipped(&description, DESCRIPTION),
        image: image.map(|(path, origin)| (format!("{origin}{path}"), clipped(&alt, DESCRIPTION))),
        url: origin.map(|origin| origin + &memegen_link::link_path(&link.id, &link.lines)),
    }
}

fn unknown(title: String) -> Head {
    Head {
        title,
        description: "Look whether the link is complete, or choose another template.".to_owned(),
        url: None,
        image: None,
    }
}

/// At most that many characters, the last of them an ellipsis where there were more.
fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most - 1).chain(['\u{2026}']).collect(),
    }
}

/// As markup. Whatever is in a text, none of it is.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<title>{} · MemeForge</title>", Escaped(&self.title))?;
        let mut meta = |kind: &str, name: &str, content: &str| {
            write!(
                f,
                "<meta {kind}=\"{name}\" content=\"{}\">",
                Escaped(content)
            )
        };
        meta("name", "description", &self.description)?;
        // What somebody wrote into an address is nothing to be found here by.
        meta("name", "robots", "noindex")?;
        meta("property", "og:site_name", "MemeForge")?;
        meta("property", "og:type", "website")?;
        meta("property", "og:title", &self.title)?;
        meta("property", "og:description", &self.description)?;
        if let Some(url) = &self.url {
            meta("property", "og:url", url)?;
        }
        let card = if self.image.is_some() {
            "summary_large_image"
        } else {
            "summary"
        };
        meta("name", "twitter:card", card)?;
        if let Some((image, alt)) = &self.image {
            meta("property", "og:image", image)?;
            meta("property", "og:image:alt", alt)?;
        }
        Ok(())
    }
}

/// Text in markup, also within quotes.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // No page may have these, not even escaped.
                c if c.is_control() => f.write_char(' ')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
