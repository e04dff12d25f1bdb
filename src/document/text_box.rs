use serde::{Deserialize, Serialize};

use super::{Color, FractionRect};

/// A text and the box that it is fitted into.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TextBox {
    /// The text as typed; line breaks are kept.
    pub text: String,
    /// Where it goes. The text never leaves this box.
    pub frame: FractionRect,
    /// To which edge of the box its lines keep.
    pub vertical_align: VerticalAlign,
    /// How it looks.
    pub look: Look,
}

impl TextBox {
    /// The classical text along the top edge.
    pub fn top(text: impl Into<String>) -> Self {
        Self::classic(text, MARGIN, VerticalAlign::Top)
    }

    /// The classical text along the bottom edge.
    pub fn bottom(text: impl Into<String>) -> Self {
        Self::classic(text, 1.0 - MARGIN - HEIGHT, VerticalAlign::Bottom)
    }

    fn classic(text: impl Into<String>, y: f64, vertical_align: VerticalAlign) -> Self {
        Self {
            text: text.into(),
            frame: FractionRect {
                x: MARGIN,
                y,
                width: 1.0 - 2.0 * MARGIN,
                height: HEIGHT,
            },
            vertical_align,
            look: Look::CLASSIC,
        }
    }
}

/// Between a classical text and the meme's edges: the predecessor's 20 px on a picture 800 px wide.
const MARGIN: f64 = 0.025;
/// A classical text takes at most this much of the meme's height: room for two lines at the largest size.
const HEIGHT: f64 = 0.31;

/// To which edge of its box a text keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VerticalAlign {
    /// The first line touches the top.
    Top,
    /// The last line touches the bottom.
    Bottom,
}

/// How a text looks, whatever its size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// The typeface.
    pub face: Face,
    /// How the typed letters are cased.
    pub case: Case,
    /// The colour of the letters.
    pub fill: Color,
    /// The line around them.
    pub outline: Outline,
}

impl Look {
    /// White upper-case letters in a heavy condensed face, with a black outline.
    pub const CLASSIC: Self = Self {
        face: Face::Anton,
        case: Case::Upper,
        fill: Color::WHITE,
        outline: Outline {
            color: Color::BLACK,
            width_em: 0.07,
        },
    };
}

/// The line around letters, drawn outside of them with round joins.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// Its colour.
    pub color: Color,
    /// How far it reaches beyond the letters, as a fraction of the font size (0.06 to 0.14 is what memes have).
    pub width_em: f64,
}

/// A typeface that comes with MemeForge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Face {
    /// Anton, a free heavy condensed grotesque in the manner of Impact.
    Anton,
}

/// How the typed letters are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Case {
    /// All upper case.
    Upper,
    /// As typed.
    AsTyped,
}

impl Case {
    /// The text in this case, by Unicode's rules that hold in every language (`ß` becomes `SS`).
    pub fn apply(self, text: &str) -> String {
        match self {
            Self::Upper => text.to_uppercase(),
            Self::AsTyped => text.to_owned(),
        }
    }
}
