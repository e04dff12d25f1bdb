//! Addresses in [memegen](https://github.com/jacebrowning/memegen)'s grammar: a template and the lines on it.

mod line;
mod query;

use thiserror::Error;

pub use line::{decode_line, encode_line};

/// The longest path that is read, in bytes: what the host accepts of an address.
pub const LONGEST_PATH: usize = 8 * 1024;

/// The most lines that are read.
pub const MOST_LINES: usize = 100;

/// The longest id of a template, in characters.
const LONGEST_ID: usize = 100;

/// What such an address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemeLink {
    /// The template's id: 1 to 100 ASCII letters, digits, `-` and `_`.
    pub id: String,
    /// The lines, text by text, as they were written; empty ones at the end are kept.
    pub lines: Vec<String>,
    /// Which kind of file it asks for, if any.
    pub ending: Option<Ending>,
    /// The font of all texts, by memegen's id or its alias.
    pub font: Option<String>,
    /// Colours as they were written, hexadecimal or by name: that of the texts, then that of their outlines.
    pub colors: Vec<String>,
    /// Styles of the template, picture by picture: names, or addresses of overlays.
    pub styles: Vec<String>,
    /// Whether all text goes above the picture.
    pub layout_top: bool,
    /// How wide the picture is to be, in pixels: 10 to 65,535.
    pub width: Option<u32>,
    /// How high it is to be, in pixels: 10 to 65,535.
    pub height: Option<u32>,
}

/// The kinds of files that an address may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// `.png`
    Png,
    /// `.jpg` and `.jpeg`
    Jpg,
    /// `.gif`
    Gif,
    /// `.webp`
    WebP,
}

/// What is wrong with an address. Displays as a sentence for whoever followed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// More than [`LONGEST_PATH`] bytes before, or after the question mark.
    #[error("This link is too long to be read: shorten its texts.")]
    TooLong,
    /// More than [`MOST_LINES`].
    #[error("This link has more than 100 texts: remove some.")]
    TooManyLines,
    /// Its template's id has other characters than ids have, or too many.
    #[error(
        "This link names a template in characters that no template has: look for its first word among the templates."
    )]
    Id,
    /// Percent-encoded bytes that are no UTF-8.
    #[error("This link is damaged: some of its characters cannot be read. Copy it again.")]
    NotText,
}

/// The shortest address that opens the template `id` with `lines`: `/m/{id}/{line1}/…`, in ASCII. Empty lines at the end
/// are left out. Longer than [`LONGEST_PATH`], or of more than [`MOST_LINES`] lines, it will not be read.
///
/// ```
/// use memeforge::codec::memegen_link::link_path;
///
/// assert_eq!(link_path("fry", &["", "Not sure if? 50/50"]), "/m/fry/_/Not_sure_if~q_50~s50");
/// ```
pub fn link_path<Line: AsRef<str>>(id: &str, lines: &[Line]) -> String {
    let count = (lines.iter())
        .rposition(|line| !line.as_ref().is_empty())
        .map_or(0, |last| last + 1);
    let mut path = format!("/m/{}", line::percent_encoded(id));
    for line in &lines[..count] {
        path.push('/');
        path.push_str(&encode_line(line.as_ref()));
    }
    line::protect_end(&mut path);
    path
}

/// Reads an address from its path on, as the browser has it: percent-encoded. None where it is of another kind.
///
/// It takes `/images/{id}/{line1}/…/{lineN}.{ending}` and `/m/…`, both with or without lines and ending. Of the query it
/// reads `font`, `color`, `style`, `layout`, `width` and `height`, and passes over the rest, and over sizes that are none.
///
/// ```
/// use memeforge::codec::memegen_link::parse;
///
/// let link = parse("/images/fry/not_sure/if_trolling~q.png?font=impact").unwrap().unwrap();
/// assert_eq!(link.lines, ["not sure", "if trolling?"]);
/// assert_eq!(parse("/health"), Ok(None));
/// ```
pub fn parse(path_and_query: &str) -> Result<Option<MemeLink>, LinkError> {
    let before_fragment = path_and_query.split('#').next().unwrap_or_default();
    let (path, query) = before_fragment
        .split_once('?')
        .unwrap_or((before_fragment, ""));
    let Some(path) = (path.strip_prefix("/images/")).or_else(|| path.strip_prefix("/m/")) else {
        return Ok(None);
    };
    if path.len() > LONGEST_PATH || query.len() > LONGEST_PATH {
        return Err(LinkError::TooLong);
    }
    let (path, ending) = without_ending(path.strip_suffix('/').unwrap_or(path));
    if path.is_empty() {
        return Ok(None);
    }
    let mut segments = path.split('/');
    let id = segments.next().unwrap_or_default();
    if !is_template_id(id) {
        return Err(LinkError::Id);
    }
    let segments: Vec<&str> = segments.collect();
    if segments.len() > MOST_LINES {
        return Err(LinkError::TooManyLines);
    }
    let mut link = MemeLink {
        id: id.to_owned(),
        ending,
        ..MemeLink::default()
    };
    for segment in segments {
        link.lines.push(decode_line(segment)?);
    }
    query::read(query, &mut link)?;
    Ok(Some(link))
}

/// Whether a template could have this id: 1 to 100 ASCII letters, digits, `-` and `_`.
pub fn is_template_id(id: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(is_allowed)
}

/// The path without its ending, if it has one that is known here.
fn without_ending(path: &str) -> (&str, Option<Ending>) {
    const ENDINGS: [(&str, Ending); 5] = [
        ("png", Ending::Png),
        ("jpg", Ending::Jpg),
        ("jpeg", Ending::Jpg),
        ("gif", Ending::Gif),
        ("webp", Ending::WebP),
    ];
    let known = path.rsplit_once('.').and_then(|(before, after)| {
        let (_, ending) = (ENDINGS.iter()).find(|(name, _)| after.eq_ignore_ascii_case(name))?;
        Some((before, *ending))
    });
    match known {
        Some((before, ending)) => (before, Some(ending)),
        None => (path, None),
    }
}

#[cfg(test)]
mod tests;
