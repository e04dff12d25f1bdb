use kurbo::Rect;
use serde::{Deserialize, Serialize};

use super::PixelSize;

/// A rectangle in fractions of the meme's width and height, so that it stays in place when the picture changes:
/// (0, 0) is the top left corner of the meme, (1, 1) the bottom right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FractionRect {
    /// Left edge, as a fraction of the meme's width.
    pub x: f64,
    /// Top edge, as a fraction of the meme's height.
    pub y: f64,
    /// Width, as a fraction of the meme's width.
    pub width: f64,
    /// Height, as a fraction of the meme's height.
    pub height: f64,
}

impl FractionRect {
    /// The same rectangle in pixels of a meme of `size`.
    ///
    /// ```
    /// use memeforge::document::{FractionRect, PixelSize};
    ///
    /// let lower_half = FractionRect { x: 0.0, y: 0.5, width: 1.0, height: 0.5 };
    /// let rect = lower_half.to_pixels(PixelSize { width: 600, height: 400 });
    /// assert_eq!((rect.x0, rect.y0, rect.x1, rect.y1), (0.0, 200.0, 600.0, 400.0));
    /// ```
    pub fn to_pixels(self, size: PixelSize) -> Rect {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        Rect::from_origin_size(
            (self.x * width, self.y * height),
            (self.width * width, self.height * height),
        )
    }

    /// The rectangle that is `rect` in pixels of a meme of `size`.
    pub fn from_pixels(rect: Rect, size: PixelSize) -> Self {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        Self {
            x: rect.x0 / width,
            y: rect.y0 / height,
            width: rect.width() / width,
            height: rect.height() / height,
        }
    }
}
