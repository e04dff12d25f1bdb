use serde::{Deserialize, Serialize};

use super::{FractionRect, Language, Look, VerticalAlign};

/// Which text box of a document: the same for as long as the box lives, wherever it stands in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextId(pub u32);

impl TextId {
    /// The first text, which the page's first field edits.
    pub const FIRST: Self = Self(0);
    /// The second text, which the page's second field edits.
    pub const SECOND: Self = Self(1);
}

/// A text and the box that it is laid out in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextBox {
    /// Which one it is.
    pub id: TextId,
    /// What its owner calls it; empty where it goes by its text.
    pub name: String,
    /// The text as typed; line breaks are kept.
    pub text: String,
    /// Its language; none where nobody has said it, and none with rules of its own was guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Whether the text is a sample, there to be overwritten, that leaves with the picture it was made for.
    pub is_sample: bool,
    /// Whether it is left out of the meme for now.
    pub is_hidden: bool,
    /// Whether it is safe from being moved or changed by accident.
    pub is_locked: bool,
    /// Where it goes, before it is turned.
    pub frame: FractionRect,
    /// How far it is turned around the middle of its frame: radians, clockwise.
    pub angle: f64,
    /// How it looks.
    pub look: Look,
}

impl TextBox {
    /// An empty text in the classical look.
    pub fn new(id: TextId, frame: FractionRect) -> Self {
        Self {
            id,
            name: String::new(),
            text: String::new(),
            language: None,
            is_sample: false,
            is_hidden: false,
            is_locked: false,
            frame,
            angle: 0.0,
            look: Look::CLASSIC,
        }
    }

    /// The classical text along the top edge.
    pub fn top(text: impl Into<String>) -> Self {
        Self::classic(TextId::FIRST, text, MARGIN, VerticalAlign::Top)
    }

    /// The classical text along the bottom edge.
    pub fn bottom(text: impl Into<String>) -> Self {
        let y = 1.0 - MARGIN - HEIGHT;
        Self::classic(TextId::SECOND, text, y, VerticalAlign::Bottom)
    }

    fn classic(id: TextId, text: impl Into<String>, y: f64, vertical_align: VerticalAlign) -> Self {
        let frame = FractionRect {
            x: MARGIN,
            y,
            width: 1.0 - 2.0 * MARGIN,
            height: HEIGHT,
        };
        let mut text_box = Self::new(id, frame);
        text_box.text = text.into();
        text_box.look.vertical_align = vertical_align;
        text_box
    }

    /// What it is called: its name, else the beginning of its text in one line, else its place among the texts.
    pub fn title(&self) -> String {
        let named = if self.name.is_empty() {
            let end = self.text.char_indices().nth(LONGEST_TITLE);
            &self.text[..end.map_or(self.text.len(), |(end, _)| end)]
        } else {
            &self.name
        };
        let words: Vec<&str> = named.split_whitespace().collect();
        if words.is_empty() {
            format!("Text {}", self.id.0 + 1)
        } else {
            words.join(" ")
        }
    }
}

/// The most characters of a text that stand for it: more than a row or a screen reader's name for it has room for.
const LONGEST_TITLE: usize = 200;

/// Between a classical text and the meme's edges: the predecessor's 20 px on a picture 800 px wide.
const MARGIN: f64 = 0.025;
/// A classical text takes at most this much of the meme's height: room for two lines at the largest size.
const HEIGHT: f64 = 0.31;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_by_its_name_its_words_or_its_number() {
        let mut text_box = TextBox::bottom(" ");
        assert_eq!(text_box.title(), "Text 2");
        text_box.text = "one\n two".to_owned();
        assert_eq!(text_box.title(), "one two");
        text_box.text = "a".repeat(10_000);
        assert_eq!(text_box.title().len(), LONGEST_TITLE);
        text_box.name = "Punch line".to_owned();
        assert_eq!(text_box.title(), "Punch line");
    }
}
