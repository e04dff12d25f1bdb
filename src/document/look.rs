use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, FRAC_PI_8};

use serde::{Deserialize, Serialize};

use super::{BundledFace, Color, Face, Font};

/// How a text looks, whatever it says and wherever it is. Lengths are in em: fractions of the font size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// The typeface and its style.
    pub font: Font,
    /// How large they are.
    pub size: FontSize,
    /// How the typed letters are cased.
    pub case: Case,
    /// The colour of the letters.
    pub fill: Color,
    /// The line around them.
    pub outline: Outline,
    /// The shadow that letters and outline throw.
    pub shadow: Shadow,
    /// The box behind the text.
    pub plate: Plate,
    /// From 0, not to be seen, to 1: for letters, outline, shadow and box together.
    pub opacity: f64,
    /// To which side of the box its lines keep.
    pub align: Align,
    /// To which edge of the box its lines keep.
    pub vertical_align: VerticalAlign,
    /// From one baseline to the next, as a factor of what the face has by itself.
    pub line_height: f64,
    /// Added between letters; less than 0 brings them closer.
    pub letter_spacing_em: f64,
    /// The angle of the circle that a line as wide as the box runs along, in radians: more than 0 arches upwards (∩),
    /// less than 0 hangs (∪), 0 is straight.
    pub arc: f64,
}

impl Look {
    /// White upper-case letters in a heavy condensed face, with a black outline.
    pub const CLASSIC: Self = Self {
        font: Font {
            face: Face::Bundled(BundledFace::Anton),
            bold: false,
            italic: false,
        },
        // On a picture of 600 × 400 the 50 px that Imgflip starts from.
        size: FontSize::Auto { at_most: 1.0 / 8.0 },
        case: Case::Upper,
        fill: Color::WHITE,
        outline: Outline {
            color: Color::BLACK,
            width_em: 0.07,
        },
        shadow: Shadow {
            color: Color::BLACK,
            opacity: 0.0,
            distance_em: 0.06,
            angle: FRAC_PI_4,
            blur_em: 0.08,
        },
        plate: Plate {
            color: Color::WHITE,
            opacity: 0.0,
            padding_em: 0.2,
            radius_em: 0.0,
            tail_em: 0.0,
            tail_angle: FRAC_PI_2 + FRAC_PI_8,
        },
        opacity: 1.0,
        align: Align::Center,
        vertical_align: VerticalAlign::Top,
        line_height: 1.0,
        letter_spacing_em: 0.0,
        arc: 0.0,
    };
}

/// How large letters are, as a fraction of the shorter side of the meme's picture.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum FontSize {
    /// As large as fits into the box.
    Auto {
        /// But no larger than this.
        at_most: f64,
    },
    /// This large; lines are broken to fit the box's width, and may leave the box below or above.
    Fixed(f64),
}

impl FontSize {
    /// The fixed size, or the largest that is chosen.
    pub fn fraction(self) -> f64 {
        match self {
            Self::Auto { at_most } => at_most,
            Self::Fixed(size) => size,
        }
    }
}

/// The line around letters, drawn outside of them with round joins.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// Its colour.
    pub color: Color,
    /// How far it reaches beyond the letters (0.06 to 0.14 is what memes have); 0 for none.
    pub width_em: f64,
}

/// The shadow of a text. It falls in the same direction however the text is turned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shadow {
    /// Its colour.
    pub color: Color,
    /// From 0, no shadow, to 1.
    pub opacity: f64,
    /// How far it falls.
    pub distance_em: f64,
    /// Where it falls, in radians: 0 to the right, π/2 down.
    pub angle: f64,
    /// How far its edge is smeared.
    pub blur_em: f64,
}

/// The box behind a text: around its lines, with some padding.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plate {
    /// Its colour.
    pub color: Color,
    /// From 0, no box, to 1.
    pub opacity: f64,
    /// How far it reaches beyond the lines on each side.
    pub padding_em: f64,
    /// The radius of its corners.
    pub radius_em: f64,
    /// How far its tail reaches beyond it, as that of a speech bubble; 0 for none.
    pub tail_em: f64,
    /// Where the tail points, in radians: 0 to the right, π/2 down.
    pub tail_angle: f64,
}

/// To which side of its box a text keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// To the left.
    Left,
    /// To the middle.
    Center,
    /// To the right.
    Right,
    /// To where its script begins: right for Arabic and Hebrew, else left.
    Start,
}

/// To which edge of its box a text keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VerticalAlign {
    /// The first line touches the top.
    Top,
    /// The lines stand in the middle.
    Middle,
    /// The last line touches the bottom.
    Bottom,
}

/// How the typed letters are cased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Case {
    /// All upper case.
    Upper,
    /// As typed.
    AsTyped,
    /// All lower case.
    Lower,
    /// lIkE tHiS.
    Alternating,
    /// Like This.
    Title,
    /// Like this.
    Sentence,
}
