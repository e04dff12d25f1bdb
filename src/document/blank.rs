use kurbo::Vec2;
use serde::{Deserialize, Serialize};

use super::sanitize::{keep, sanitized_size};
use super::{Color, PixelSize, Shape, direction};

/// A picture with nothing on it, to write on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Blank {
    /// Its size.
    pub size: PixelSize,
    /// What it is filled with.
    pub fill: Fill,
}

/// What fills an area.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Fill {
    /// One colour.
    Plain(Color),
    /// From one colour to another.
    Gradient {
        /// Where it begins.
        from: Color,
        /// Where it ends.
        to: Color,
        /// The way it goes in degrees, clockwise: 0 is upwards, 90 to the right.
        angle: f64,
    },
}

impl Default for Blank {
    /// A white square. It is what fields that are missing in a file are taken from.
    fn default() -> Self {
        Self {
            size: Shape::Square.size(),
            fill: Fill::Plain(Color::WHITE),
        }
    }
}

impl Fill {
    /// The same, from somebody else and maybe hostile, with its angle within a turn.
    #[must_use]
    pub fn sanitized(mut self) -> Self {
        if let Self::Gradient { angle, .. } = &mut self {
            keep(angle, [0.0, 360.0], 0.0);
        }
        self
    }
}

impl Blank {
    /// The longest side that can be asked for.
    pub const LONGEST_SIDE: u32 = 8192;
    /// The most pixels: what an iPhone's canvas can hold.
    pub const MOST_PIXELS: u64 = 16_777_216;

    /// What is wrong with its size, as a sentence for whoever has chosen it; none where it can be made.
    pub fn obstacle(size: PixelSize) -> Option<&'static str> {
        if size.shorter_side() < 1 || size.longer_side() > Self::LONGEST_SIDE {
            Some("Each side has 1 to 8,192 pixels.")
        } else if size.area() > Self::MOST_PIXELS {
            Some("That is more than 16,777,216 pixels in all. Make a side shorter.")
        } else {
            None
        }
    }

    /// The same, from somebody else and maybe hostile, in a size that can be made and of about the same shape.
    #[must_use]
    pub fn sanitized(self) -> Self {
        Self {
            size: sanitized_size(self.size, Self::LONGEST_SIDE, Self::MOST_PIXELS),
            fill: self.fill.sanitized(),
        }
    }

    /// Where its gradient begins and ends, in pixels: so far apart that both colours are reached in corners, as in CSS.
    pub fn gradient_ends(size: PixelSize, angle: f64) -> [(f64, f64); 2] {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let Vec2 { x: cos, y: sin } = direction(angle.to_radians());
        let half = f64::midpoint(width * sin.abs(), height * cos.abs());
        let (x, y) = (width / 2.0, height / 2.0);
        let (dx, dy) = (sin * half, -cos * half);
        [(x - dx, y - dy), (x + dx, y + dy)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: PixelSize = PixelSize {
        width: 300,
        height: 100,
    };

    #[test]
    fn a_gradient_reaches_from_edge_to_edge() {
        let near = |found: [(f64, f64); 2], wanted: [(f64, f64); 2]| {
            for ((x, y), (wanted_x, wanted_y)) in found.into_iter().zip(wanted) {
                assert!((x - wanted_x).abs() < 1e-9 && (y - wanted_y).abs() < 1e-9);
            }
        };
        let ends = |angle| Blank::gradient_ends(WIDE, angle);
        near(ends(0.0), [(150.0, 100.0), (150.0, 0.0)]);
        near(ends(90.0), [(0.0, 50.0), (300.0, 50.0)]);
        near(ends(180.0), [(150.0, 0.0), (150.0, 100.0)]);
        // The perpendiculars through them meet corners.
        near(ends(45.0), [(50.0, 150.0), (250.0, -50.0)]);
    }

    #[test]
    fn any_size_becomes_one_that_can_be_made() {
        for width in [0, 1, 4095, 4096, 8191, 8192, 100_000, u32::MAX] {
            for height in [0, 1, 2048, 2049, 5000, u32::MAX] {
                let size = PixelSize { width, height };
                let angle = f64::NAN;
                let (from, to) = (Color::BLACK, Color::WHITE);
                let fill = Fill::Gradient { from, to, angle };
                let blank = Blank { size, fill }.sanitized();
                assert_eq!(Blank::obstacle(blank.size), None, "{size}");
                assert_eq!(blank.sanitized(), blank);
                if Blank::obstacle(size).is_none() {
                    assert_eq!(blank.size, size);
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_made_is_said() {
        let obstacle = |width, height| Blank::obstacle(PixelSize { width, height });
        assert_eq!(obstacle(1, 1), None);
        assert_eq!(obstacle(4096, 4096), None);
        assert_eq!(obstacle(8192, 2048), None);
        assert!(obstacle(8193, 1).is_some());
        assert!(obstacle(0, 10).is_some());
        assert!(obstacle(8192, 2049).is_some());
        for shape in super::super::Shape::ALL {
            assert_eq!(Blank::obstacle(shape.size()), None);
        }
    }
}
