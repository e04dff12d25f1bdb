//! What comes from outside may say anything: a document in which every number is one that the editor could have made.

use std::f64::consts::TAU;

use super::{
    Document, Face, FontSize, FractionRect, Look, Picture, PixelSize, Surround, TextBox, TextId,
    bounded,
};

/// The most texts: a hundred stay smooth.
const MOST_TEXTS: usize = 200;
/// The longest text, in characters.
const LONGEST_TEXT: usize = 10_000;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;
/// The longest side of a picture, in pixels, and the most that it has of them: what every browser can paint.
const LONGEST_SIDE: u32 = 65_535;
const MOST_PIXELS: u64 = 268_435_456;
/// No length of a look is more, in em.
const LONGEST_EM: f64 = 10.0;
/// How far from the meme a frame may be, and how large, in its widths and heights.
const FARTHEST: f64 = 100.0;

/// A number between a least and a most; the usual one for what is none.
fn sane(number: f64, least: f64, most: f64, usual: f64) -> f64 {
    if number.is_finite() {
        bounded(number, least, most)
    } else {
        usual
    }
}

fn shorten(text: &mut String, longest: usize) {
    if let Some((end, _)) = text.char_indices().nth(longest) {
        text.truncate(end);
    }
}

impl Document {
    /// The same with every number within its bounds, the first two texts there, and no two texts of one id.
    #[must_use]
    pub fn sanitized(mut self) -> Self {
        self.picture = self.picture.sanitized();
        if !self.surround.is_sane() {
            self.surround = Surround::NONE;
        }
        self.texts.truncate(MOST_TEXTS);
        let mut known: Vec<TextId> = Vec::new();
        self.texts.retain(|text_box| {
            let is_new = !known.contains(&text_box.id);
            known.push(text_box.id);
            is_new
        });
        self.texts = self.texts.into_iter().map(TextBox::sanitized).collect();
        for missing in [TextBox::top(""), TextBox::bottom("")] {
            if self.text(missing.id).is_none() {
                self.texts.push(missing);
            }
        }
        self
    }
}

impl Picture {
    fn sanitized(mut self) -> Self {
        shorten(&mut self.name, LONGEST_NAME);
        let side = |side: u32| side.clamp(1, LONGEST_SIDE);
        self.size = PixelSize {
            width: side(self.size.width),
            height: side(self.size.height),
        };
        if self.size.area() > MOST_PIXELS {
            let factor = (MOST_PIXELS as f64 / self.size.area() as f64).sqrt();
            self.size = self.size.scaled(factor);
        }
        self
    }
}

impl Surround {
    /// Whether it is no larger than the picture, on any side.
    pub fn is_sane(self) -> bool {
        let sides = [self.left, self.top, self.right, self.bottom];
        sides.into_iter().all(|side| (0.0..=1.0).contains(&side))
    }
}

impl TextBox {
    fn sanitized(mut self) -> Self {
        // Room for those that are added after it.
        self.id = TextId(self.id.0.min(u32::MAX / 2));
        shorten(&mut self.name, LONGEST_NAME);
        shorten(&mut self.text, LONGEST_TEXT);
        let FractionRect {
            x,
            y,
            width,
            height,
        } = self.frame;
        self.frame = FractionRect {
            x: sane(x, -FARTHEST, FARTHEST, 0.0),
            y: sane(y, -FARTHEST, FARTHEST, 0.0),
            width: sane(width, 0.0001, FARTHEST, 1.0),
            height: sane(height, 0.0001, FARTHEST, 0.2),
        };
        self.angle = sane(self.angle, -TAU, TAU, 0.0);
        self.look = self.look.sanitized();
        self
    }
}

impl Look {
    /// The same with every number within its bounds.
    #[must_use]
    pub fn sanitized(mut self) -> Self {
        let usual = Self::CLASSIC;
        let em = |number: f64, usual: f64| sane(number, 0.0, LONGEST_EM, usual);
        let part = |number: f64, usual: f64| sane(number, 0.0, 1.0, usual);
        if let Face::Own(name) = &mut self.font.face {
            shorten(name, LONGEST_NAME);
        }
        let size = |size: f64| sane(size, 0.001, 4.0, usual.size.fraction());
        self.size = match self.size {
            FontSize::Auto { at_most } => FontSize::Auto {
                at_most: size(at_most),
            },
            FontSize::Fixed(fixed) => FontSize::Fixed(size(fixed)),
        };
        self.outline.width_em = em(self.outline.width_em, usual.outline.width_em);
        self.shadow.opacity = part(self.shadow.opacity, usual.shadow.opacity);
        self.shadow.distance_em = em(self.shadow.distance_em, usual.shadow.distance_em);
        self.shadow.angle = sane(self.shadow.angle, -TAU, TAU, usual.shadow.angle);
        self.shadow.blur_em = em(self.shadow.blur_em, usual.shadow.blur_em);
        self.plate.opacity = part(self.plate.opacity, usual.plate.opacity);
        self.plate.padding_em = em(self.plate.padding_em, usual.plate.padding_em);
        self.plate.radius_em = em(self.plate.radius_em, usual.plate.radius_em);
        self.plate.tail_em = em(self.plate.tail_em, usual.plate.tail_em);
        self.plate.tail_angle = sane(self.plate.tail_angle, -TAU, TAU, usual.plate.tail_angle);
        self.opacity = part(self.opacity, usual.opacity);
        self.line_height = sane(self.line_height, 0.1, LONGEST_EM, usual.line_height);
        self.letter_spacing_em = sane(self.letter_spacing_em, -1.0, LONGEST_EM, 0.0);
        self.arc = sane(self.arc, -TAU, TAU, 0.0);
        self
    }
}
