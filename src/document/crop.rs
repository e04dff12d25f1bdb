use kurbo::{Point, Rect, Size, Vec2};
use serde::{Deserialize, Serialize};

use super::sanitize::keep;
use super::{PixelSize, bounded};

/// The scale at which a picture just covers a cell.
pub(super) fn covering(picture: PixelSize, cell: Size) -> f64 {
    (cell.width / f64::from(picture.width)).max(cell.height / f64::from(picture.height))
}

/// Which part of a picture its cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Crop {
    /// How much larger it is than it has to be to cover its cell: 1 and more.
    pub zoom: f64,
    /// What of the picture is in the middle of the cell, in fractions of its width and height, as far as that leaves no gap.
    #[serde(with = "pair")]
    pub center: Point,
}

/// A point in a file: `[x, y]`.
mod pair {
    use kurbo::Point;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(
        point: &Point,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        <(f64, f64)>::from(*point).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Point, D::Error> {
        <(f64, f64)>::deserialize(deserializer).map(Point::from)
    }
}

impl Default for Crop {
    fn default() -> Self {
        Self {
            zoom: 1.0,
            center: Point::new(0.5, 0.5),
        }
    }
}

impl Crop {
    /// The most that one can zoom.
    pub const MOST_ZOOM: f64 = 8.0;

    /// The same, from somebody else and maybe hostile, with its middle on the picture and no more zoom than one can have.
    #[must_use]
    pub fn sanitized(mut self) -> Self {
        keep(&mut self.zoom, [1.0, Self::MOST_ZOOM], 1.0);
        keep(&mut self.center.x, [0.0, 1.0], 0.5);
        keep(&mut self.center.y, [0.0, 1.0], 0.5);
        self
    }

    /// The part of a picture of this size, in its pixels, that fills a cell: never more than there is.
    pub fn part(self, picture: PixelSize, cell: Size) -> Rect {
        let (width, height) = (f64::from(picture.width), f64::from(picture.height));
        let scale = self.scale(picture, cell);
        let seen = Size::new(
            (cell.width / scale).min(width),
            (cell.height / scale).min(height),
        );
        let x = bounded(
            self.center.x * width - seen.width / 2.0,
            0.0,
            width - seen.width,
        );
        let y = bounded(
            self.center.y * height - seen.height / 2.0,
            0.0,
            height - seen.height,
        );
        Rect::from_origin_size((x, y), seen)
    }

    /// Pixels of the cell for each of the picture.
    fn scale(self, picture: PixelSize, cell: Size) -> f64 {
        covering(picture, cell) * bounded(self.zoom, 1.0, Self::MOST_ZOOM)
    }

    /// The picture moved in its cell, in the cell's pixels, as far as it goes.
    #[must_use]
    pub fn panned(self, by: Vec2, picture: PixelSize, cell: Size) -> Self {
        let middle = self.part(picture, cell).center() - by / self.scale(picture, cell);
        self.kept_at(middle, picture).settled(picture, cell)
    }

    /// Zoomed in by `factor`, with what is `around` a point of the cell staying there as far as it can.
    #[must_use]
    pub fn zoomed(self, factor: f64, around: Point, picture: PixelSize, cell: Size) -> Self {
        let zoomed = Self {
            zoom: bounded(self.zoom * factor, 1.0, Self::MOST_ZOOM),
            ..self
        };
        let from_middle = around - Rect::from_origin_size(Point::ZERO, cell).center();
        let before = from_middle / self.scale(picture, cell);
        let after = from_middle / zoomed.scale(picture, cell);
        let middle = self.part(picture, cell).center() + before - after;
        zoomed.kept_at(middle, picture).settled(picture, cell)
    }

    /// With this point of the picture, in its pixels, in the middle.
    fn kept_at(self, middle: Point, picture: PixelSize) -> Self {
        let center = Point::new(
            middle.x / f64::from(picture.width),
            middle.y / f64::from(picture.height),
        );
        Self { center, ..self }
    }

    /// With the middle where it is seen to be: so that moving back begins at once.
    fn settled(self, picture: PixelSize, cell: Size) -> Self {
        self.kept_at(self.part(picture, cell).center(), picture)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn size(width: u32, height: u32) -> PixelSize {
        PixelSize { width, height }
    }

    #[test]
    fn what_is_around_a_point_stays_there() {
        let (picture, cell) = (size(1000, 1000), Size::new(100.0, 100.0));
        let at = Point::new(75.0, 25.0);
        let under = |crop: Crop| {
            let part = crop.part(picture, cell);
            part.origin() + at.to_vec2() * (part.width() / cell.width)
        };
        let before = Crop::default();
        let after = before.zoomed(2.0, at, picture, cell);
        assert!((under(before) - under(after)).hypot() < 1e-6);
        assert!((after.part(picture, cell).width() - 500.0).abs() < 1e-6);
    }

    fn any_size() -> impl Strategy<Value = PixelSize> {
        (1_u32..6000, 1_u32..6000).prop_map(|(width, height)| size(width, height))
    }

    proptest! {
        #[test]
        fn a_cell_never_shows_a_gap(
            picture in any_size(),
            cell in (1.0..3000.0, 1.0..3000.0),
            zoom in -1.0..20.0,
            center in (-2.0..3.0, -2.0..3.0),
            by in (-5000.0..5000.0, -5000.0..5000.0),
            factor in 0.01..100.0,
        ) {
            let cell = Size::new(cell.0, cell.1);
            let crop = Crop { zoom, center: center.into() };
            let crops = [
                crop,
                crop.panned(by.into(), picture, cell),
                crop.zoomed(factor, Point::new(by.0, by.1), picture, cell),
            ];
            let whole = Rect::new(0.0, 0.0, picture.width.into(), picture.height.into());
            for crop in crops {
                let part = crop.part(picture, cell);
                prop_assert!(part.x0 >= 0.0 && part.y0 >= 0.0, "{part:?}");
                prop_assert!(part.x1 <= whole.x1 + 1e-6 && part.y1 <= whole.y1 + 1e-6, "{part:?}");
                prop_assert!(part.width() > 0.0 && part.height() > 0.0);
                // Nothing is distorted.
                let (x, y) = (cell.width / part.width(), cell.height / part.height());
                prop_assert!((x / y - 1.0).abs() < 1e-6);
            }
        }

        #[test]
        fn moving_there_and_back_leaves_it(by in (-20.0..20.0, -20.0..20.0)) {
            let (picture, cell) = (size(1000, 800), Size::new(100.0, 100.0));
            let before = Crop { zoom: 2.0, ..Crop::default() };
            let by = Vec2::from(by);
            let after = before.panned(by, picture, cell).panned(-by, picture, cell);
            prop_assert!((after.center - before.center).hypot() < 1e-9);
        }
    }
}
