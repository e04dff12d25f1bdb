//! One line of text as one segment of a path.
//!
//! memegen's grammar cannot say everything: two spaces beside each other are `_`, and `~q` is always a question mark. What
//! it cannot say stands here percent-encoded twice (`~` as `%257E`), which memegen makes of nothing, since it writes `%` as
//! `~p`. Once would not do: browsers and chats encode `'` once as they like, and take `%2E%2E` for a way up.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{LinkError, without_ending};

/// What memegen writes for characters that a path, or its grammar, has another use for.
const ESCAPES: [(char, &str); 9] = [
    ('?', "~q"),
    ('%', "~p"),
    ('#', "~h"),
    ('\n', "~n"),
    ('&', "~a"),
    ('<', "~l"),
    ('>', "~g"),
    ('\\', "~b"),
    ('/', "~s"),
];

/// What is percent-encoded: all but what RFC 3986 allows in a segment of a path.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// Characters that may be percent-encoded twice, and then stand for themselves alone: those that the grammar uses.
const PROTECTED: [char; 6] = [' ', '\'', '-', '.', '_', '~'];

/// Writes a line as a segment of a path, in ASCII: as memegen does where that is read as the same line again. A line that
/// ends like a file (`.png`) does not look like one afterwards.
///
/// ```
/// use memeforge::codec::memegen_link::encode_line;
///
/// assert_eq!(encode_line("half_way there?"), "half__way_there~q");
/// assert_eq!(encode_line(""), "_");
/// assert_eq!(encode_line("~q"), "%257Eq");
/// ```
pub fn encode_line(line: &str) -> String {
    if line.is_empty() {
        return "_".to_owned();
    }
    let encoded = memegen_encoded(line);
    let encoded = if decoded(&encoded) == line {
        encoded
    } else {
        carefully_encoded(line)
    };
    percent_encoded(&with_dot_protected(encoded))
}

/// Reads a segment of a path, percent-encoded as it is in an address, as memegen does.
///
/// ```
/// use memeforge::codec::memegen_link::decode_line;
///
/// assert_eq!(decode_line("hello-world").as_deref(), Ok("hello world"));
/// assert_eq!(decode_line("''%C3%A9t%C3%A9''~n~s").as_deref(), Ok("\"été\"\n/"));
/// ```
pub fn decode_line(segment: &str) -> Result<String, LinkError> {
    Ok(decoded(&percent_decoded(segment)?))
}

/// Percent-encodes what may not stand in a path.
pub(super) fn percent_encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// Undoes percent-encoding. A `%` that begins none stays.
pub(super) fn percent_decoded(text: &str) -> Result<Cow<'_, str>, LinkError> {
    percent_decode_str(text)
        .decode_utf8()
        .map_err(|_| LinkError::NotText)
}

/// Percent-encodes the last character of an address where chats take it for the end of a sentence around it.
pub(super) fn protect_end(path: &mut String) {
    if path.ends_with(['!', '\'', '(', ')', '*', ',', '.', ':', ';'])
        && let Some(last) = path.pop()
    {
        path.push_str(&once_encoded(last));
    }
}

/// As memegen writes a line.
fn memegen_encoded(line: &str) -> String {
    let mut encoded = String::with_capacity(line.len() + 8);
    for c in line.chars() {
        match c {
            '_' => encoded.push_str("__"),
            '-' => encoded.push_str("--"),
            ' ' => encoded.push('_'),
            '"' => encoded.push_str("''"),
            _ => push_escaped(&mut encoded, c),
        }
    }
    if line.contains("_ ") {
        encoded = encoded.replace("___", "__-");
    }
    encoded
}

/// So that nothing depends on what stands beside it: for lines that memegen's way does not bring back.
fn carefully_encoded(line: &str) -> String {
    let mut encoded = String::with_capacity(2 * line.len());
    for c in line.chars() {
        match c {
            ' ' if !encoded.is_empty() && !encoded.ends_with('_') => encoded.push('_'),
            ' ' | '_' | '-' | '\'' | '~' => encoded.push_str(&once_encoded(c)),
            '"' => encoded.push_str("''"),
            _ => push_escaped(&mut encoded, c),
        }
    }
    encoded
}

fn push_escaped(encoded: &mut String, c: char) {
    match ESCAPES.iter().find(|(escaped, _)| *escaped == c) {
        Some((_, escape)) => encoded.push_str(escape),
        None => encoded.push(c),
    }
}

/// A segment that neither leads elsewhere (`..`) nor looks like a file (`x.png`).
fn with_dot_protected(mut segment: String) -> String {
    if segment == "." || segment == ".." || without_ending(&segment).1.is_some() {
        let dot = segment.rfind('.').unwrap_or_default();
        segment.replace_range(dot..=dot, &once_encoded('.'));
    }
    segment
}

/// Percent-encodes one ASCII character, whatever it is.
fn once_encoded(c: char) -> String {
    format!("%{:02X}", u32::from(c))
}

/// What a segment says, once its percent-encoding is undone.
fn decoded(segment: &str) -> String {
    if segment == "_" {
        return String::new();
    }
    let mut line = String::with_capacity(segment.len());
    let mut rest = segment;
    while let Some((before, protected, after)) = split_at_protected(rest) {
        line.push_str(&memegen_decoded(before));
        line.push(protected);
        rest = after;
    }
    line.push_str(&memegen_decoded(rest));
    line
}

/// The next character that is percent-encoded to stand for itself, and what is before and after it.
fn split_at_protected(text: &str) -> Option<(&str, char, &str)> {
    text.match_indices('%').find_map(|(at, _)| {
        let digits = text.get(at + 1..at + 3)?;
        let protected = char::from(u8::from_str_radix(digits, 16).ok()?);
        let is_ours = PROTECTED.contains(&protected);
        is_ours.then(|| (&text[..at], protected, &text[at + 3..]))
    })
}

/// As memegen reads a line: its replacements in its order, since what `_` and `-` mean depends on their neighbours. memegen
/// looks at all lines of an address at once for what the conditions ask for, by which a line with ` --` in it moves spaces
/// in the others; here each line is by itself.
fn memegen_decoded(encoded: &str) -> String {
    let mut text = encoded.replace('_', " ").replace("  ", "_");
    text = text.replace('-', " ").replace("  ", "-");
    text = text.replace("''", "\"");
    if encoded.contains("_----") {
        text = text.replace("-- ", " --");
    } else if encoded.contains("_--") {
        text = text.replace("- ", " -");
    }
    if encoded.contains("_--~g") {
        text = text.replace("- ~g", " -~g");
    }
    if encoded.contains("___") {
        text = text.replace("_ ", " _");
    }
    unescaped(&text)
}

/// Undoes [`ESCAPES`]. A `~` that begins none stays.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('~');
    let mut unescaped = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let known = (ESCAPES.iter())
            .find_map(|(c, escape)| Some((c, part.strip_prefix(escape.strip_prefix('~')?)?)));
        if let Some((c, rest)) = known {
            unescaped.push(*c);
            unescaped.push_str(rest);
        } else {
            unescaped.push('~');
            unescaped.push_str(part);
        }
    }
    unescaped
}
