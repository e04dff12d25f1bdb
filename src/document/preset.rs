use super::{
    Align, BundledFace, Case, Color, Document, Face, Font, FontSize, FractionRect, Look, Outline,
    Plate, Surround, TextId, VerticalAlign,
};

/// A finished look, and the place that goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// White on a black outline.
    Classic,
    /// Black on a white bar that is added above the picture.
    Caption,
    /// Yellow, along the bottom.
    Subtitle,
    /// White serif letters below the picture, in a black frame.
    Demotivational,
    /// Hand-lettered on a round white box.
    Bubble,
}

impl Preset {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] = [
        Self::Classic,
        Self::Caption,
        Self::Subtitle,
        Self::Demotivational,
        Self::Bubble,
    ];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Classic => "Classic",
            Self::Caption => "Caption bar",
            Self::Subtitle => "Subtitle",
            Self::Demotivational => "Demotivational",
            Self::Bubble => "Comic bubble",
        }
    }

    fn look(self) -> Look {
        let none = Outline {
            color: Color::BLACK,
            width_em: 0.0,
        };
        let font = |face, bold| Font {
            face: Face::Bundled(face),
            bold,
            italic: false,
        };
        let classic = Look::CLASSIC;
        match self {
            Self::Classic => classic,
            Self::Caption => Look {
                font: font(BundledFace::ArchivoBlack, false),
                size: FontSize::Auto { at_most: 0.09 },
                case: Case::AsTyped,
                fill: Color::BLACK,
                outline: none,
                vertical_align: VerticalAlign::Middle,
                ..classic
            },
            Self::Subtitle => Look {
                font: font(BundledFace::Inter, true),
                size: FontSize::Auto { at_most: 0.065 },
                case: Case::AsTyped,
                fill: Color::YELLOW,
                outline: Outline {
                    color: Color::BLACK,
                    width_em: 0.06,
                },
                vertical_align: VerticalAlign::Bottom,
                ..classic
            },
            Self::Demotivational => Look {
                font: font(BundledFace::Lora, false),
                size: FontSize::Auto { at_most: 0.13 },
                fill: Color::WHITE,
                outline: none,
                vertical_align: VerticalAlign::Middle,
                letter_spacing_em: 0.06,
                ..classic
            },
            Self::Bubble => Look {
                font: font(BundledFace::ComicNeue, true),
                size: FontSize::Auto { at_most: 0.08 },
                case: Case::AsTyped,
                fill: Color::BLACK,
                outline: none,
                plate: Plate {
                    color: Color::WHITE,
                    opacity: 1.0,
                    padding_em: 0.5,
                    radius_em: 0.9,
                    tail_em: 0.9,
                    ..classic.plate
                },
                align: Align::Center,
                vertical_align: VerticalAlign::Middle,
                ..classic
            },
        }
    }

    /// Gives the look to the texts `ids` of `document`, and what goes with it to the meme.
    pub fn apply(self, document: &mut Document, ids: &[TextId]) {
        let surround = match self {
            Self::Caption => Some(Surround::CAPTION),
            Self::Demotivational => Some(Surround::DEMOTIVATIONAL),
            _ => None,
        };
        if let Some(surround) = surround {
            document.set_surround(surround);
        }
        let (size, picture) = (document.size(), document.picture_rect());
        // A little air on all sides.
        let inset = 0.03 * document.font_unit_px();
        let place = match self {
            Self::Caption => Some((picture.x0, 0.0, picture.x1, picture.y0)),
            Self::Demotivational => {
                Some((picture.x0, picture.y1, picture.x1, f64::from(size.height)))
            }
            Self::Subtitle => {
                let y = picture.y1 - 0.22 * picture.height();
                Some((picture.x0, y, picture.x1, picture.y1))
            }
            Self::Classic | Self::Bubble => None,
        };
        for text_box in &mut document.texts {
            if !ids.contains(&text_box.id) {
                continue;
            }
            let vertical_align = text_box.look.vertical_align;
            text_box.look = self.look();
            if self == Self::Classic {
                text_box.look.vertical_align = vertical_align;
            }
            if let Some((x0, y0, x1, y1)) = place
                && !text_box.is_locked
            {
                let frame = kurbo::Rect::new(x0, y0, x1, y1).inset(-inset);
                text_box.frame = FractionRect::from_pixels(frame, size);
                text_box.angle = 0.0;
            }
        }
    }
}
