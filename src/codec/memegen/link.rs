//! memegen's links: `/images/{id}/{line1}/…/{lineN}.png`, and ours, which are the same below `/m/` and end with the last line.

use thiserror::Error;

use super::names::{case_named, color_named, font_named};
use crate::document::{Color, Document, Font, PixelSize, Preset, TextId};

/// A meme that a link names: a template and its texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MemeLink {
    /// What the template goes by in addresses.
    pub id: String,
    /// What its boxes say; none of them where the link says nothing.
    pub lines: Vec<String>,
    /// What all texts are set in.
    font: Option<Font>,
    /// The colour of letters, and of their outline.
    colors: [Option<Color>; 2],
    /// How each text is cased; the last counts for those after it.
    styles: Vec<String>,
    /// Whether all words are in a bar above the picture.
    is_top: bool,
    /// The size that is asked for.
    width: Option<u32>,
    height: Option<u32>,
}

/// Why a link opens nothing. Displays as a sentence for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// It has more than anybody types.
    #[error("This link is too long to be opened.")]
    TooLong,
    /// Its signs make no text.
    #[error(
        "This link is damaged: its text cannot be read. Copy it again from where it came from."
    )]
    Damaged,
    /// It names no template.
    #[error("This link names no template.")]
    NoTemplate,
}

/// Longer ones are refused, in bytes: what browsers and proxies take (RFC 9110, 4.1).
const LONGEST: usize = 8 * 1024;
/// More lines than any template has boxes.
const MOST_LINES: usize = 100;
/// The largest side that a link can ask for, in pixels.
const LARGEST: u32 = 8192;

/// Pairs of what a line has and what stands for it in a link.
const ESCAPES: [(char, char); 9] = [
    ('?', 'q'),
    ('%', 'p'),
    ('#', 'h'),
    ('/', 's'),
    ('\\', 'b'),
    ('\n', 'n'),
    ('&', 'a'),
    ('<', 'l'),
    ('>', 'g'),
];

/// The shortest path of ours that names a template and its texts.
///
/// ```
/// use memeforge::codec::memegen::link::link_path;
///
/// let lines = ["One does not", "simply walk?", ""].map(str::to_owned);
/// assert_eq!(link_path("mordor", &lines), "/m/mordor/One_does_not/simply_walk~q");
/// assert_eq!(link_path("mordor", &[]), "/m/mordor");
/// ```
pub fn link_path(id: &str, lines: &[String]) -> String {
    let count = lines.iter().rposition(|line| !line.is_empty());
    let mut path = format!("/m/{id}");
    for line in &lines[..count.map_or(0, |last| last + 1)] {
        path.push('/');
        path.push_str(&encode_line(line));
    }
    path
}

/// A line as a segment of a path. What memegen's own signs cannot say is percent-encoded twice: once for the path, and once
/// for the line, in which memegen leaves no percent sign otherwise.
pub fn encode_line(line: &str) -> String {
    if line.is_empty() {
        return "_".to_owned();
    }
    if line == "." || line == ".." {
        // A path must not lead elsewhere.
        return line.replace('.', "%252E");
    }
    let chars: Vec<char> = line.chars().collect();
    let mut encoded = String::with_capacity(line.len());
    for (index, &c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| chars[index]);
        let after = chars.get(index + 1).copied();
        let is_beside = |signs: &[char]| {
            [before, after]
                .into_iter()
                .flatten()
                .any(|other| signs.contains(&other))
        };
        let escape = ESCAPES.iter().find(|(sign, _)| *sign == c);
        match (c, escape) {
            (_, Some((_, letter))) => encoded.extend(['~', *letter]),
            ('_', _) => encoded.push_str("__"),
            ('-', _) => encoded.push_str("--"),
            ('"', _) => encoded.push_str("''"),
            // Alone it would be no line.
            (' ', _) if is_beside(&[' ', '_', '-']) || chars.len() == 1 => encoded.push_str("%20"),
            (' ', _) => encoded.push('_'),
            ('\'', _) if is_beside(&['\'', '"']) => encoded.push_str("%2527"),
            ('~', _)
                if after
                    .is_some_and(|after| ESCAPES.iter().any(|(_, letter)| *letter == after)) =>
            {
                encoded.push_str("%257E");
            }
            ('.' | '!' | '\'' | '(' | ')' | '*' | ',' | '~', _) => encoded.push(c),
            _ if c.is_ascii_alphanumeric() => encoded.push(c),
            _ => {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    encoded.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    encoded
}

/// The line that a segment of a path stands for, percent signs and all.
///
/// # Errors
/// Where it is no text.
pub fn decode_line(segment: &str) -> Result<String, LinkError> {
    let segment = percent_decoded(segment)?;
    let mut line = String::with_capacity(segment.len());
    let mut rest = segment.as_str();
    while let Some(c) = rest.chars().next() {
        let after = rest[c.len_utf8()..].chars().next();
        let (decoded, length) = match (c, after) {
            ('_' | '-', Some(other)) if other == c => (c, 2),
            ('_' | '-', _) => (' ', 1),
            ('\'', Some('\'')) => ('"', 2),
            ('%', _) => twice_encoded(rest).unwrap_or(('%', 1)),
            ('~', Some(letter)) => {
                let escape = ESCAPES.iter().find(|(_, other)| *other == letter);
                escape.map_or(('~', 1), |(sign, _)| (*sign, 2))
            }
            _ => (c, c.len_utf8()),
        };
        line.push(decoded);
        rest = &rest[length..];
    }
    Ok(if segment == "_" { String::new() } else { line })
}

/// The ASCII character that is percent-encoded at the beginning of a line, and the bytes that it takes there.
fn twice_encoded(rest: &str) -> Option<(char, usize)> {
    let code = u8::from_str_radix(rest.get(1..3)?, 16).ok()?;
    code.is_ascii().then_some((code.into(), 3))
}

fn percent_decoded(text: &str) -> Result<String, LinkError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let code = (*byte == b'%')
            .then(|| std::str::from_utf8(after.get(..2)?).ok())
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(*byte));
        rest = &rest[if code.is_some() { 3 } else { 1 }..];
    }
    String::from_utf8(bytes).map_err(|_| LinkError::Damaged)
}

/// What a path with its query names; none where it is no path of a meme.
///
/// # Errors
/// Where it is one, and cannot be read.
pub fn parse(path_and_query: &str) -> Result<Option<MemeLink>, LinkError> {
    let (path, query) = path_and_query
        .split_once('?')
        .unwrap_or((path_and_query, ""));
    let (rest, has_ending) = match (path.strip_prefix("/images/"), path.strip_prefix("/m/")) {
        (Some(rest), _) => (rest, true),
        (_, Some(rest)) => (rest, false),
        _ => return Ok(None),
    };
    if path_and_query.len() > LONGEST {
        return Err(LinkError::TooLong);
    }
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let rest = if has_ending {
        without_ending(rest)
    } else {
        rest
    };
    let mut segments = rest.split('/');
    let id = percent_decoded(segments.next().unwrap_or_default())?;
    if id.is_empty() {
        return Err(LinkError::NoTemplate);
    }
    let lines = segments.map(decode_line).collect::<Result<Vec<_>, _>>()?;
    if lines.len() > MOST_LINES {
        return Err(LinkError::TooLong);
    }
    let mut link = MemeLink {
        id,
        lines,
        ..MemeLink::default()
    };
    for pair in query.split('&') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        link.set(key, &percent_decoded(&value.replace('+', " "))?);
    }
    Ok(Some(link))
}

/// A path without what it ends with as the name of a picture.
fn without_ending(path: &str) -> &str {
    let endings = [".png", ".jpg", ".jpeg", ".gif", ".webp"];
    endings
        .into_iter()
        .find_map(|ending| path.strip_suffix(ending))
        .unwrap_or(path)
}

impl MemeLink {
    fn set(&mut self, key: &str, value: &str) {
        let side = || {
            value
                .parse()
                .ok()
                .filter(|side| (1..=LARGEST).contains(side))
        };
        match key {
            "font" => self.font = font_named(value),
            "color" => {
                let mut colors = value.split(',').map(color_named);
                self.colors = [colors.next().flatten(), colors.next().flatten()];
            }
            "style" => self.styles = value.split(',').map(str::to_owned).collect(),
            "layout" => self.is_top = value == "top",
            "width" => self.width = side(),
            "height" => self.height = side(),
            _ => {}
        }
    }

    /// Gives a meme that has the link's template and lines what else the link says.
    #[must_use]
    pub fn apply_to(&self, mut meme: Document) -> Document {
        let size = meme.picture.size;
        let factor = |wanted: Option<u32>, side: u32| {
            wanted.map(|wanted| f64::from(wanted) / f64::from(side))
        };
        let factors = [
            factor(self.width, size.width),
            factor(self.height, size.height),
        ];
        if let Some(factor) = factors.into_iter().flatten().reduce(f64::min) {
            meme.picture.size = size.scaled(factor);
        }
        for (index, text_box) in meme.texts.iter_mut().enumerate() {
            let look = &mut text_box.look;
            if let Some(font) = &self.font {
                look.font = font.clone();
            }
            let [fill, outline] = self.colors;
            look.fill = fill.unwrap_or(look.fill);
            look.outline.color = outline.unwrap_or(look.outline.color);
            if let Some(style) = self.styles.get(index).or(self.styles.last()) {
                look.case = case_named(style);
            }
        }
        if self.is_top {
            meme = all_on_top(meme);
        }
        meme
    }

    /// The size that is asked for, of a picture of `size`: what fits into it.
    pub fn size_of(&self, size: PixelSize) -> PixelSize {
        self.apply_to(Document::classic(crate::document::Picture {
            id: crate::document::PictureId(0),
            name: String::new(),
            size,
        }))
        .picture
        .size
    }
}

/// All words in a bar above the picture, in the first text.
fn all_on_top(mut meme: Document) -> Document {
    let words: Vec<String> = (meme.texts.iter_mut())
        .map(|text_box| std::mem::take(&mut text_box.text))
        .filter(|text| !text.trim().is_empty())
        .collect();
    Preset::Caption.apply(&mut meme, &[TextId::FIRST]);
    if let Some(first) = meme.text_mut(TextId::FIRST) {
        first.text = words.join("\n");
    }
    meme
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines_of(path: &str) -> Vec<String> {
        parse(path).unwrap().unwrap().lines
    }

    #[test]
    fn memegens_own_examples_are_read() {
        for (segment, line) in [
            ("hello_world", "hello world"),
            ("hello-world", "hello world"),
            ("snake__case", "snake_case"),
            ("kebab--case", "kebab-case"),
            ("what~q", "what?"),
            ("100~p", "100%"),
            ("~h1", "#1"),
            ("and~sor", "and/or"),
            ("a~bb", "a\\b"),
            ("a~nb", "a\nb"),
            ("you~ame", "you&me"),
            ("~l3", "<3"),
            ("a~gb", "a>b"),
            ("''quoted''", "\"quoted\""),
            ("it's", "it's"),
            ("~thanks", "~thanks"),
            ("_", ""),
            ("caf%C3%A9", "café"),
            ("1%2B1", "1+1"),
        ] {
            assert_eq!(decode_line(segment).as_deref(), Ok(line), "{segment}");
        }
    }

    #[test]
    fn both_kinds_of_paths_are_read() {
        let lines = ["one", "two words"];
        assert_eq!(lines_of("/images/ds/one/two_words.png"), lines);
        assert_eq!(lines_of("/images/ds/one/two_words.webp?width=300"), lines);
        assert_eq!(lines_of("/m/ds/one/two_words"), lines);
        assert_eq!(lines_of("/m/ds/one/two_words/"), lines);
        assert_eq!(lines_of("/m/ds/read_me.png"), ["read me.png"]);
        assert_eq!(lines_of("/images/ds.png"), [""; 0]);
        assert_eq!(parse("/images/ds.png").unwrap().unwrap().id, "ds");
        assert_eq!(lines_of("/m/ds/_/second"), ["", "second"]);
        assert_eq!(parse("/"), Ok(None));
        assert_eq!(parse("/m/"), Err(LinkError::NoTemplate));
        assert_eq!(parse("/m/ds/%FF"), Err(LinkError::Damaged));
        assert_eq!(
            parse(&format!("/m/{}", "a".repeat(9000))),
            Err(LinkError::TooLong)
        );
        assert_eq!(
            parse(&format!("/m/a{}", "/b".repeat(101))),
            Err(LinkError::TooLong)
        );
    }

    #[test]
    fn the_query_is_understood_and_what_else_is_in_it_ignored() {
        let link =
            parse("/m/ds/a/b?font=comic&color=red,white&style=lower,none&width=600&nonsense&x=%20")
                .unwrap()
                .unwrap();
        let meme = link.apply_to(Document::example());
        let looks: Vec<_> = meme.texts.iter().map(|text_box| &text_box.look).collect();
        assert_eq!(looks[0].fill, Color::parse("#f00").unwrap());
        assert_eq!(looks[0].outline.color, Color::WHITE);
        assert_eq!(looks[0].case, crate::document::Case::Lower);
        assert_eq!(looks[1].case, crate::document::Case::AsTyped);
        assert_eq!(looks[1].font, font_named("comic").unwrap());
        assert_eq!(meme.picture.size.width, 600);
        let absurd = parse("/m/ds?width=0&height=99999999999").unwrap().unwrap();
        let size = Document::example().picture.size;
        assert_eq!(absurd.size_of(size), size);
    }

    #[test]
    fn all_words_can_be_on_top() {
        let link = parse("/m/ds/one/two?layout=top").unwrap().unwrap();
        let example = Document::example();
        let picture = example.picture.clone();
        let meme = link.apply_to(example.with_lines(&link.lines, picture));
        assert_eq!(meme.texts[0].text, "one\ntwo");
        assert!(meme.surround.top > 0.0);
    }

    proptest! {
        #[test]
        fn lines_come_back(lines in proptest::collection::vec("(\\PC|[-_ ~'\"%./\\\\\n\u{0}qphsbnalg<>#?&]){0,12}", 0..6)) {
            let path = link_path("some-id", &lines);
            prop_assert!(path.is_ascii(), "{path}");
            let link = parse(&path).unwrap().unwrap();
            prop_assert_eq!(&link.id, "some-id");
            let count = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
            prop_assert_eq!(&link.lines, &lines[..count]);
        }

        #[test]
        fn anything_is_answered(text in "(\\PC|[/%?&=~_\\-]){0,200}") {
            let _ = parse(&text);
            let _ = parse(&format!("/m/{text}"));
            let _ = parse(&format!("/images/{text}"));
            let _ = decode_line(&text);
        }
    }
}
