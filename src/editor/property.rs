//! What can be set about a text: one table says what each number is called, how far it goes and where it is kept.

use kurbo::{Rect, Size};

use crate::document::{
    Align, Case, Color, Document, Face, FontSize, FractionRect, Language, PixelSize, TextBox,
    VerticalAlign, bounded, limits,
};

/// A number of a text, in the unit in which a person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// The largest or the fixed font size.
    Size,
    /// How far the outline reaches.
    OutlineWidth,
    /// How dark the shadow is.
    ShadowOpacity,
    /// How far it falls.
    ShadowDistance,
    /// Where it falls.
    ShadowAngle,
    /// How soft it is.
    ShadowBlur,
    /// How solid the box behind the text is.
    PlateOpacity,
    /// How far that box reaches.
    PlatePadding,
    /// How round its corners are.
    PlateRadius,
    /// How far the tail of that box reaches.
    PlateTail,
    /// Where the tail points.
    PlateTailAngle,
    /// How solid the whole text is.
    Opacity,
    /// From line to line.
    LineHeight,
    /// From letter to letter.
    LetterSpacing,
    /// Along which circle.
    Arc,
    /// Left edge.
    X,
    /// Top edge.
    Y,
    /// Width.
    Width,
    /// Height.
    Height,
    /// How far it is turned.
    Angle,
}

/// What there is to say about a [`Number`].
pub struct NumberInfo {
    /// Which.
    pub number: Number,
    /// Its label.
    pub label: &'static str,
    /// The unit after it.
    pub unit: &'static str,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
    /// From one to the next.
    pub step: f64,
    get: fn(&TextBox, PixelSize) -> f64,
    set: fn(&mut TextBox, f64, PixelSize),
}

/// A number of the look that is kept as a fraction, and seen in percent.
macro_rules! percent {
    ($number:ident, $label:literal, $limits:ident, $($path:ident).+) => {
        NumberInfo {
            number: Number::$number,
            label: $label,
            unit: "%",
            least: limits::$limits[0],
            most: limits::$limits[1],
            step: 1.0,
            get: |text_box, _| text_box.look.$($path).+ * 100.0,
            set: |text_box, value, _| text_box.look.$($path).+ = value / 100.0,
        }
    };
}

/// An angle that is kept in radians, and seen in degrees.
macro_rules! degrees {
    ($number:ident, $label:literal, $limits:ident, $($path:ident).+) => {
        NumberInfo {
            number: Number::$number,
            label: $label,
            unit: "°",
            least: limits::$limits[0],
            most: limits::$limits[1],
            step: 1.0,
            get: |text_box, _| text_box.$($path).+.to_degrees(),
            set: |text_box, value, _| text_box.$($path).+ = value.to_radians(),
        }
    };
}

/// A side of the frame that is kept as a fraction, and seen in pixels.
macro_rules! pixels {
    ($number:ident, $label:literal, $limits:ident, $field:ident, $side:ident) => {
        NumberInfo {
            number: Number::$number,
            label: $label,
            unit: "px",
            least: limits::$limits[0],
            most: limits::$limits[1],
            step: 1.0,
            get: |text_box, meme| text_box.frame.$field * f64::from(meme.$side),
            set: |text_box, value, meme| text_box.frame.$field = value / f64::from(meme.$side),
        }
    };
}

/// All numbers.
static NUMBERS: [NumberInfo; 20] = [
    NumberInfo {
        number: Number::Size,
        label: "Size",
        unit: "%",
        least: limits::SIZE[0],
        most: limits::SIZE[1],
        step: 0.5,
        get: |text_box, _| text_box.look.size.fraction() * 100.0,
        set: |text_box, value, _| {
            text_box.look.size = match text_box.look.size {
                FontSize::Auto { .. } => FontSize::Auto {
                    at_most: value / 100.0,
                },
                FontSize::Fixed(_) => FontSize::Fixed(value / 100.0),
            }
        },
    },
    percent!(
        OutlineWidth,
        "Outline width",
        OUTLINE_WIDTH,
        outline.width_em
    ),
    percent!(ShadowOpacity, "Shadow", OPACITY, shadow.opacity),
    percent!(
        ShadowDistance,
        "Distance",
        SHADOW_DISTANCE,
        shadow.distance_em
    ),
    degrees!(ShadowAngle, "Direction", ANGLE, look.shadow.angle),
    percent!(ShadowBlur, "Blur", SHADOW_BLUR, shadow.blur_em),
    percent!(PlateOpacity, "Box", OPACITY, plate.opacity),
    percent!(PlatePadding, "Padding", PLATE_PADDING, plate.padding_em),
    percent!(PlateRadius, "Round corners", PLATE_RADIUS, plate.radius_em),
    percent!(PlateTail, "Tail", PLATE_TAIL, plate.tail_em),
    degrees!(
        PlateTailAngle,
        "Tail direction",
        ANGLE,
        look.plate.tail_angle
    ),
    percent!(Opacity, "Opacity", OPACITY, opacity),
    percent!(LineHeight, "Line height", LINE_HEIGHT, line_height),
    percent!(
        LetterSpacing,
        "Letter spacing",
        LETTER_SPACING,
        letter_spacing_em
    ),
    degrees!(Arc, "Arc", ARC, look.arc),
    pixels!(X, "X", PLACE, x, width),
    pixels!(Y, "Y", PLACE, y, height),
    pixels!(Width, "Width", EXTENT, width, width),
    pixels!(Height, "Height", EXTENT, height, height),
    degrees!(Angle, "Rotation", ANGLE, angle),
];

impl Number {
    /// What there is to say about it.
    pub fn info(self) -> &'static NumberInfo {
        // In the table's order: a test holds that.
        &NUMBERS[self as usize]
    }

    /// Its value in a text of `document`.
    pub fn of(self, text_box: &TextBox, document: &Document) -> f64 {
        (self.info().get)(text_box, document.size())
    }

    /// Sets it, kept within its bounds.
    pub fn set(self, text_box: &mut TextBox, value: f64, meme: PixelSize) {
        let info = self.info();
        if value.is_finite() {
            (info.set)(text_box, bounded(value, info.least, info.most), meme);
        }
    }

    /// What it is in a text that nobody has changed.
    pub fn usual(self) -> f64 {
        let usual = TextBox::new(
            crate::document::TextId::FIRST,
            FractionRect::from_pixels(
                Rect::from_origin_size((100.0, 100.0), Size::new(400.0, 100.0)),
                PixelSize {
                    width: 1000,
                    height: 1000,
                },
            ),
        );
        (self.info().get)(
            &usual,
            PixelSize {
                width: 1000,
                height: 1000,
            },
        )
    }
}

/// What has a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paint {
    /// The letters.
    Fill,
    /// Their outline.
    Outline,
    /// Their shadow.
    Shadow,
    /// The box behind them.
    Plate,
}

impl Paint {
    /// Its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Fill => "Fill",
            Self::Outline => "Outline",
            Self::Shadow => "Shadow colour",
            Self::Plate => "Box colour",
        }
    }

    /// Its colour in a text.
    pub fn of(self, text_box: &TextBox) -> Color {
        let look = &text_box.look;
        match self {
            Self::Fill => look.fill,
            Self::Outline => look.outline.color,
            Self::Shadow => look.shadow.color,
            Self::Plate => look.plate.color,
        }
    }
}

/// A change of one property.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A number, as a person sees it.
    Number(Number, f64),
    /// A colour.
    Color(Paint, Color),
    /// The typeface.
    Face(Face),
    /// Bold or not.
    Bold(bool),
    /// Leaning or not.
    Italic(bool),
    /// How letters are cased.
    Case(Case),
    /// In which language they are written.
    Language(Language),
    /// To which side lines keep.
    Align(Align),
    /// To which edge lines keep.
    VerticalAlign(VerticalAlign),
    /// Whether the size is found by itself.
    AutoSize(bool),
}

impl Change {
    /// Carries it out.
    pub fn apply(&self, text_box: &mut TextBox, meme: PixelSize) {
        let look = &mut text_box.look;
        match self {
            Self::Number(number, value) => number.set(text_box, *value, meme),
            Self::Color(Paint::Fill, color) => look.fill = *color,
            Self::Color(Paint::Outline, color) => look.outline.color = *color,
            Self::Color(Paint::Shadow, color) => look.shadow.color = *color,
            Self::Color(Paint::Plate, color) => look.plate.color = *color,
            Self::Face(face) => look.font.face = face.clone(),
            Self::Bold(bold) => look.font.bold = *bold,
            Self::Italic(italic) => look.font.italic = *italic,
            Self::Case(case) => look.case = *case,
            Self::Language(language) => text_box.language = Some(*language),
            Self::Align(align) => look.align = *align,
            Self::VerticalAlign(align) => look.vertical_align = *align,
            Self::AutoSize(is_auto) => {
                let size = look.size.fraction();
                look.size = if *is_auto {
                    FontSize::Auto { at_most: size }
                } else {
                    FontSize::Fixed(size)
                };
            }
        }
    }

    /// Changes of the same property that follow each other are one step.
    pub(super) fn burst(&self) -> u32 {
        match self {
            Self::Number(number, _) => *number as u32,
            Self::Color(paint, _) => 100 + *paint as u32,
            Self::Face(_) => 200,
            Self::Bold(_) => 201,
            Self::Italic(_) => 202,
            Self::Case(_) => 203,
            Self::Align(_) => 204,
            Self::VerticalAlign(_) => 205,
            Self::AutoSize(_) => 206,
            Self::Language(_) => 207,
        }
    }

    /// Whether it moves or turns a text, which a lock prevents.
    pub(super) fn is_placement(&self) -> bool {
        matches!(
            self,
            Self::Number(
                Number::X | Number::Y | Number::Width | Number::Height | Number::Angle,
                _
            )
        )
    }
}

/// All numbers, for tests.
#[cfg(test)]
pub(super) fn all_numbers() -> Vec<Number> {
    NUMBERS.iter().map(|info| info.number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_from_elsewhere_has_the_same_limits() {
        let document = Document::example();
        for info in &NUMBERS {
            for value in [info.least, info.most] {
                let mut document = document.clone();
                let size = document.size();
                info.number.set(&mut document.texts[0], value, size);
                assert_eq!(
                    document.clone().sanitized(),
                    document,
                    "{}: {value}",
                    info.label
                );
            }
        }
    }

    #[test]
    fn every_number_finds_its_row_and_comes_back_as_it_was_set() {
        let document = Document::example();
        for (index, info) in NUMBERS.iter().enumerate() {
            assert_eq!(info.number as usize, index);
            let mut text_box = document.texts[0].clone();
            for value in [
                info.least,
                info.most.min(1000.0),
                f64::midpoint(info.least, info.most),
            ] {
                info.number.set(&mut text_box, value, document.size());
                let seen = info.number.of(&text_box, &document);
                assert!(
                    (seen - value).abs() < 1e-6,
                    "{}: {value} became {seen}",
                    info.label
                );
            }
            info.number.set(&mut text_box, f64::NAN, document.size());
            assert!(info.number.of(&text_box, &document).is_finite());
            info.number.set(&mut text_box, f64::MAX, document.size());
            assert!(info.number.of(&text_box, &document) <= info.most + 1e-6);
        }
    }
}
