use kurbo::Size;

use crate::document::PixelSize;

/// A stage to prepare for as long as the page has not been laid out, in CSS pixels.
const USUAL_STAGE: Size = Size::new(800.0, 600.0);

/// The size of the preview's canvas: as large as the meme can be seen on a stage of `stage` CSS pixels, in the pixels
/// of the device. It does not depend on how many pixels the picture has.
///
/// ```
/// use memeforge::{document::PixelSize, editor::preview_size};
///
/// let photo = PixelSize { width: 4000, height: 3000 };
/// let preview = preview_size(photo, (800.0, 800.0).into(), 2.0);
/// assert_eq!(preview, PixelSize { width: 1600, height: 1200 });
/// ```
pub fn preview_size(meme: PixelSize, stage: Size, device_pixel_ratio: f64) -> PixelSize {
    let stage = if stage.area() > 0.0 {
        stage
    } else {
        USUAL_STAGE
    };
    let (width, height) = (f64::from(meme.width), f64::from(meme.height));
    let shown = (stage.width / width).min(stage.height / height);
    let side = |side: f64| (side * shown * device_pixel_ratio).round().max(1.0) as u32;
    PixelSize {
        width: side(width),
        height: side(height),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHOTO: PixelSize = PixelSize {
        width: 4000,
        height: 3000,
    };

    #[test]
    fn fits_both_ways() {
        let size = preview_size(PHOTO, Size::new(1000.0, 300.0), 1.0);
        assert_eq!((size.width, size.height), (400, 300));
    }

    #[test]
    fn small_pictures_are_shown_large() {
        let icon = PixelSize {
            width: 10,
            height: 10,
        };
        assert_eq!(preview_size(icon, Size::new(500.0, 400.0), 1.0).width, 400);
    }

    #[test]
    fn is_never_empty() {
        let strip = PixelSize {
            width: 60_000,
            height: 1,
        };
        assert_eq!(preview_size(strip, Size::new(300.0, 300.0), 1.0).height, 1);
        assert_eq!(preview_size(PHOTO, Size::ZERO, 1.0).width, 800);
    }
}
