//! The size of a text. The rule, in one line: the largest size, of at most an eighth of the meme's shorter side, at which
//! the text's lines, broken by UAX #14 and never inside a word, fit into its box with their outline.

use super::measure::FaceMetrics;
use super::wrap::Measurements;
use crate::document::PixelSize;

/// The largest size over the meme's shorter side: on a picture of 600 × 400 the 50 px that Imgflip starts from.
const LARGEST: f64 = 1.0 / 8.0;

/// Sizes that are tried are this far apart, so that a larger box gives exactly the same size or a larger one.
const STEP: f64 = 0.99;

/// The number of sizes: 0.99⁴⁰⁰⁰ of the largest is far below anything that can be seen, so something always fits.
const STEPS: u32 = 4000;

/// A box to fit text into.
pub struct FitBox {
    /// Pixels from left to right.
    pub width_px: f64,
    /// Pixels from top to bottom.
    pub height_px: f64,
    /// What the outline takes of the box on each side, in em.
    pub outline_em: f64,
}

impl FitBox {
    /// What a line may take of the box's width at a size, in em.
    pub fn available_width(&self, size_px: f64) -> f64 {
        self.width_px / size_px - 2.0 * self.outline_em
    }

    fn available_height(&self, size_px: f64) -> f64 {
        self.height_px / size_px - 2.0 * self.outline_em
    }
}

/// The vertical measures of a block of lines, in em.
pub struct Block {
    /// From the top to the first baseline.
    pub ascent: f64,
    /// From the last baseline to the bottom.
    pub descent: f64,
    /// From one baseline to the next.
    pub line_height: f64,
}

impl Block {
    /// The face's usual measures, so that the lines stand still while ordinary letters come and go, or the ink's
    /// where it reaches further: accents, marks and emoji are never cut off.
    pub fn new(face: &FaceMetrics, text: &Measurements<'_>) -> Self {
        Self {
            ascent: face.cap_height.max(text.ascent),
            descent: face.usual_descent.max(text.descent),
            line_height: face.line_height,
        }
    }

    /// The height of `lines` lines.
    pub fn height(&self, lines: usize) -> f64 {
        self.ascent + lines.saturating_sub(1) as f64 * self.line_height + self.descent
    }
}

/// The size at which `text` fits into `fit_box`, in pixels.
pub fn fit(text: &Measurements<'_>, block: &Block, fit_box: &FitBox, meme: PixelSize) -> f64 {
    let largest = f64::from(meme.shorter_side()) * LARGEST;
    let size = |step: u32| largest * STEP.powi(step as i32);
    let fits = |size_px: f64| {
        let width = fit_box.available_width(size_px);
        text.widest <= width
            && block.height(text.wrap(width).len()) <= fit_box.available_height(size_px)
    };
    // A smaller size never needs more lines, so the sizes that fit are all those from some step on.
    let (mut first, mut last) = (0, STEPS);
    while first < last {
        let middle = u32::midpoint(first, last);
        if fits(size(middle)) {
            last = middle;
        } else {
            first = middle + 1;
        }
    }
    size(first)
}
