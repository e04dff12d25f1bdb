//! Texts of a meme on the clipboard: as HTML that holds them with their looks, and whose words other programs read.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::exact;
use super::html::escape_into;
use crate::document::{Document, TextBox};

/// The attribute that holds the texts: an object of JSON as base64, which no program on the way changes.
const LAYERS: &str = "data-memeforge-layers=\"";
/// The object's only member.
const TEXTS: &str = "texts";
/// More characters than 200 texts of 10,000 characters take.
const LONGEST: usize = 1 << 24;

/// Texts as HTML, in their order from back to front.
///
/// ```
/// use memeforge::codec::layers;
/// use memeforge::document::TextBox;
///
/// let texts = [TextBox::top("Tom & Jerry\n<3")];
/// let html = layers::to_html(&texts);
/// assert!(html.ends_with("\"><p>Tom &amp; Jerry<br>&lt;3</p></div>"));
/// assert_eq!(layers::from_html(&html).unwrap(), texts);
/// ```
pub fn to_html(texts: &[TextBox]) -> String {
    let mut object = Map::new();
    // Texts are words, numbers and lists: they can always be written.
    let json = serde_json::to_value(texts).unwrap_or_default();
    object.insert(TEXTS.to_owned(), json);
    let mut html = String::from("<div ");
    html.push_str(LAYERS);
    STANDARD.encode_string(exact::write(object), &mut html);
    html.push_str("\">");
    for text_box in texts {
        html.push_str("<p>");
        for (index, line) in text_box.text.lines().enumerate() {
            if index > 0 {
                html.push_str("<br>");
            }
            escape_into(&mut html, line);
        }
        html.push_str("</p>");
    }
    html.push_str("</div>");
    html
}

/// The same as plain text, with an empty line from text to text.
pub fn to_plain(texts: &[TextBox]) -> String {
    let texts: Vec<&str> = (texts.iter())
        .map(|text_box| text_box.text.as_str())
        .collect();
    texts.join("\n\n")
}

/// The texts in HTML that was made like this, whatever is around it; within what the editor allows. None where there are none.
pub fn from_html(html: &str) -> Option<Vec<TextBox>> {
    let (_, rest) = html.split_once(LAYERS)?;
    let (data, _) = rest.split_once('"')?;
    if data.len() > LONGEST {
        return None;
    }
    let json = STANDARD.decode(data).ok()?;
    let mut object: Map<String, Value> = serde_json::from_slice(&json).ok()?;
    exact::restore(&mut object);
    let texts: Vec<TextBox> = serde_json::from_value(object.remove(TEXTS)?).ok()?;
    let document = Document {
        texts,
        ..Document::example()
    };
    let texts = document.sanitized_as_kept().texts;
    (!texts.is_empty()).then_some(texts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{TextId, limits};

    #[test]
    fn html_without_texts_has_none() {
        let empty = to_html(&[]);
        for html in [
            "",
            "<p>words</p>",
            LAYERS,
            "<div data-memeforge-layers=\"??\">",
            &empty,
        ] {
            assert_eq!(from_html(html), None, "{html}");
        }
    }

    #[test]
    fn plain_text_has_the_words() {
        let texts = [TextBox::top("one\ntwo"), TextBox::bottom("three")];
        assert_eq!(to_plain(&texts), "one\ntwo\n\nthree");
    }

    #[test]
    fn what_is_hostile_is_brought_within_limits() {
        let mut text_box = TextBox::top("a".repeat(limits::MOST_CHARACTERS + 1));
        text_box.frame.width = 1e300;
        text_box.look.arc = -1e300;
        let html = to_html(&vec![text_box; 2 * limits::MOST_TEXTS]);
        let texts = from_html(&html).unwrap();
        assert!(texts.len() <= limits::MOST_TEXTS);
        let characters: usize = texts.iter().map(|text_box| text_box.text.len()).sum();
        assert!(characters <= limits::MOST_CHARACTERS);
        for text_box in texts {
            assert!(text_box.frame.width <= limits::EXTENT[1] && text_box.look.arc >= -7.0);
        }
    }

    proptest! {
        #[test]
        fn texts_come_back(
            words in prop::collection::vec("\\PC{0,40}", 1..5),
            x in -1.0..1.0,
            angle in -3.1..3.1,
            around in "[a-z<>=/ ]{0,20}",
        ) {
            let texts: Vec<TextBox> = (0..).zip(&words).map(|(id, words)| {
                let mut text_box = TextBox::bottom(words);
                text_box.id = TextId(id);
                text_box.frame.x = x;
                text_box.angle = angle;
                text_box
            }).collect();
            let html = format!("{around}{}{around}", to_html(&texts));
            prop_assert_eq!(from_html(&html), Some(texts));
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,60}") {
            let _ = from_html(&text);
            let _ = from_html(&format!("{LAYERS}{}\"", STANDARD.encode(&text)));
        }
    }
}
