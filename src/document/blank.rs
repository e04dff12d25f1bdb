use kurbo::Vec2;

use super::{Color, PixelSize, direction};

/// A picture with nothing on it, to write on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blank {
    /// Its size.
    pub size: PixelSize,
    /// What it is filled with.
    pub fill: Fill,
}

/// What fills an area.
#[derive(Clone, Copy, Debug, PartialEq)]
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
