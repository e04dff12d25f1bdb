use kurbo::{Point, Rect, Size, Vec2};

use crate::document::{PixelSize, bounded};

/// A stage to prepare for as long as the page has not been laid out, in CSS pixels.
const USUAL_STAGE: Size = Size::new(800.0, 600.0);

/// As small as the meme can be made, as a factor of the size at which it fits.
const SMALLEST: f64 = 0.25;
/// As large as a pixel of the meme can be made, in pixels of the device.
const LARGEST_PIXEL: f64 = 8.0;
/// As large as small memes can be made, as a factor of the size at which they fit.
const LARGEST: f64 = 4.0;

/// How the meme is looked at. Lengths are in CSS pixels from the top left corner of the stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The stage's size; nothing until the page has been laid out.
    pub stage: Size,
    /// Device pixels in a CSS pixel.
    pub device_pixel_ratio: f64,
    /// How large the meme is seen, as a factor of the size at which it fits.
    zoom: f64,
    /// How far its middle is from the stage's.
    pan: Vec2,
}

impl Default for View {
    fn default() -> Self {
        Self {
            stage: Size::ZERO,
            device_pixel_ratio: 1.0,
            zoom: 1.0,
            pan: Vec2::ZERO,
        }
    }
}

impl View {
    fn stage(self) -> Size {
        if self.stage.area() > 0.0 {
            self.stage
        } else {
            USUAL_STAGE
        }
    }

    /// CSS pixels that a pixel of the meme takes where the whole meme fits.
    fn fitting(self, meme: PixelSize) -> f64 {
        let stage = self.stage();
        (stage.width / f64::from(meme.width)).min(stage.height / f64::from(meme.height))
    }

    /// CSS pixels that a pixel of the meme takes.
    pub fn scale(self, meme: PixelSize) -> f64 {
        self.fitting(meme) * self.zoom
    }

    /// The factor of the size at which the meme fits.
    pub fn zoom(self) -> f64 {
        self.zoom
    }

    /// How far the meme's middle is from the stage's.
    pub fn pan(self) -> Vec2 {
        self.pan
    }

    /// How large the meme is seen: 1 where a pixel of it has the size of a pixel of the device.
    pub fn magnification(self, meme: PixelSize) -> f64 {
        self.scale(meme) * self.device_pixel_ratio
    }

    /// Whether the whole meme is seen, as large as it can.
    pub fn is_fitting(self) -> bool {
        self.zoom == 1.0 && self.pan == Vec2::ZERO
    }

    /// Where the meme is on the stage.
    pub fn meme_rect(self, meme: PixelSize) -> Rect {
        let scale = self.scale(meme);
        let size = Size::new(
            f64::from(meme.width) * scale,
            f64::from(meme.height) * scale,
        );
        let center = self.stage().to_rect().center() + self.pan;
        Rect::from_center_size(center, size)
    }

    /// A point of the stage in pixels of the meme.
    pub fn to_meme(self, at: Point, meme: PixelSize) -> Point {
        let rect = self.meme_rect(meme);
        ((at - rect.origin()) / self.scale(meme)).to_point()
    }

    /// The part of the stage in which the meme is seen, as fractions of the meme, for what is painted of it.
    pub fn visible(self, meme: PixelSize) -> Rect {
        let rect = self.meme_rect(meme);
        let seen = rect.intersect(self.stage().to_rect());
        if self.is_fitting() || seen.area() <= 0.0 {
            return Rect::new(0.0, 0.0, 1.0, 1.0);
        }
        Rect::new(
            (seen.x0 - rect.x0) / rect.width(),
            (seen.y0 - rect.y0) / rect.height(),
            (seen.x1 - rect.x0) / rect.width(),
            (seen.y1 - rect.y0) / rect.height(),
        )
    }

    /// The size of the whole meme as it is seen, in pixels of the device. It does not depend on how many pixels the
    /// picture has.
    ///
    /// ```
    /// use memeforge::{document::PixelSize, editor::View};
    ///
    /// let photo = PixelSize { width: 4000, height: 3000 };
    /// let mut view = View::default();
    /// view.stage = (800.0, 800.0).into();
    /// view.device_pixel_ratio = 2.0;
    /// assert_eq!(view.preview_size(photo), PixelSize { width: 1600, height: 1200 });
    /// ```
    pub fn preview_size(self, meme: PixelSize) -> PixelSize {
        let scale = self.magnification(meme);
        let side = |side: u32| (f64::from(side) * scale).round().max(1.0) as u32;
        PixelSize {
            width: side(meme.width),
            height: side(meme.height),
        }
    }

    /// Whether it shows the whole meme, as large as it can.
    pub fn is_fit(self) -> bool {
        self.zoom == 1.0 && self.pan == Vec2::ZERO
    }

    /// Shows the whole meme.
    pub fn fit(&mut self) {
        self.zoom = 1.0;
        self.pan = Vec2::ZERO;
    }

    /// Makes a pixel of the meme as large as a pixel of the device.
    pub fn show_actual_size(&mut self, meme: PixelSize) {
        self.zoom_by(1.0 / self.magnification(meme), None, meme);
    }

    /// Makes the meme larger by `factor`, so that what is at `at` (the stage's middle, if nowhere) stays there.
    pub fn zoom_by(&mut self, factor: f64, at: Option<Point>, meme: PixelSize) {
        let fitting_pixel = self.fitting(meme) * self.device_pixel_ratio;
        let largest = (LARGEST_PIXEL / fitting_pixel).max(LARGEST);
        let zoom = bounded(
            self.zoom * factor,
            SMALLEST.min(1.0 / fitting_pixel),
            largest,
        );
        if !zoom.is_finite() {
            return;
        }
        let center = self.stage().to_rect().center();
        let at = at.filter(|at| at.is_finite());
        let from_center = at.unwrap_or(center) - (center + self.pan);
        self.pan += from_center * (1.0 - zoom / self.zoom);
        self.zoom = zoom;
        self.keep_in_sight(meme);
    }

    /// Moves the meme on the stage, and makes it larger by `factor`, so that what came to `at` stays there. Only where both
    /// lead has to be in sight.
    pub fn pinch(&mut self, by: Vec2, factor: f64, at: Point, meme: PixelSize) {
        if by.is_finite() {
            self.pan += by;
        }
        self.zoom_by(factor, Some(at), meme);
    }

    /// Moves the meme on the stage.
    pub fn pan_by(&mut self, by: Vec2, meme: PixelSize) {
        if by.is_finite() {
            self.pan += by;
            self.keep_in_sight(meme);
        }
    }

    /// Never lets the meme leave the stage: its edges go to the middle of the stage at most, and what fits stays whole.
    pub fn keep_in_sight(&mut self, meme: PixelSize) {
        let size = self.meme_rect(meme).size();
        // All of it is seen, or the stage's middle shows some of it. Where somebody has come closer it may go as far while all
        // of it would fit: it would jump as it grows past the stage.
        let room = |meme: f64, stage: f64| {
            let inside = ((stage - meme) / 2.0).max(0.0);
            if self.zoom > 1.0 {
                inside.max(meme / 2.0)
            } else {
                inside
            }
        };
        let stage = self.stage();
        let (x, y) = (
            room(size.width, stage.width),
            room(size.height, stage.height),
        );
        self.pan = Vec2::new(bounded(self.pan.x, -x, x), bounded(self.pan.y, -y, y));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHOTO: PixelSize = PixelSize {
        width: 4000,
        height: 3000,
    };

    fn view(width: f64, height: f64) -> View {
        View {
            stage: Size::new(width, height),
            ..View::default()
        }
    }

    #[test]
    fn fits_both_ways() {
        let size = view(1000.0, 300.0).preview_size(PHOTO);
        assert_eq!((size.width, size.height), (400, 300));
    }

    #[test]
    fn is_never_empty() {
        let strip = PixelSize {
            width: 60_000,
            height: 1,
        };
        assert_eq!(view(300.0, 300.0).preview_size(strip).height, 1);
        assert_eq!(View::default().preview_size(PHOTO).width, 800);
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let mut view = view(800.0, 600.0);
        let at = Point::new(200.0, 150.0);
        let before = view.to_meme(at, PHOTO);
        view.zoom_by(3.0, Some(at), PHOTO);
        assert!(view.to_meme(at, PHOTO).distance(before) < 1e-6);
        assert!((view.zoom() - 3.0).abs() < 1e-9);
    }

    #[test]
    fn the_meme_stays_in_sight() {
        let mut view = view(800.0, 600.0);
        view.pan_by(Vec2::new(9000.0, 0.0), PHOTO);
        assert!(view.is_fitting());
        view.zoom_by(2.0, None, PHOTO);
        view.pan_by(Vec2::new(9000.0, -9000.0), PHOTO);
        let rect = view.meme_rect(PHOTO);
        assert_eq!((rect.x0, rect.y1), (400.0, 300.0));
    }

    #[test]
    fn a_pinch_keeps_what_is_between_the_fingers_there() {
        let meme = PixelSize {
            width: 1353,
            height: 900,
        };
        let mut view = View {
            stage: Size::new(390.0, 340.0),
            ..View::default()
        };
        let at = Point::new(150.0, 210.0);
        let held = view.to_meme(at, meme);
        // One finger moves, then the other: in between, the meme may not come to rest.
        let first = at + Vec2::new(22.5, 11.0);
        view.pinch(first - at, 1.7, first, meme);
        assert!(view.to_meme(first, meme).distance(held) < 1e-6);
        view.pinch(at - first, 1.5, at, meme);
        assert!(view.to_meme(at, meme).distance(held) < 1e-6);
        // Slowly, past the size at which it is as high as the stage.
        view.fit();
        for _ in 0..40 {
            view.pinch(Vec2::ZERO, 1.02, at, meme);
            assert!(view.to_meme(at, meme).distance(held) < 1e-6);
        }
    }

    #[test]
    fn actual_size_is_a_pixel_for_a_pixel() {
        let mut view = View {
            device_pixel_ratio: 2.0,
            ..view(800.0, 600.0)
        };
        view.show_actual_size(PHOTO);
        assert!((view.magnification(PHOTO) - 1.0).abs() < 1e-9);
        let seen = view.visible(PHOTO);
        assert!((seen.width() - 0.4).abs() < 1e-9, "{seen:?}");
    }
}
