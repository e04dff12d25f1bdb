//! Where memegen puts a box, in our terms.
//!
//! memegen draws a text on a strip of the box's size, turns it with room for its corners, and puts the top left corner of
//! *that* at the anchor. So a box that is turned is further to the right and further down than one that is not.

use kurbo::{Point, Rect, Size, Vec2};

use crate::document::{FractionRect, PixelSize, bounded, direction};

/// A box as memegen has it: its place and size as fractions of the picture, its angle in degrees, counter-clockwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub anchor_x: f64,
    pub anchor_y: f64,
    pub scale_x: f64,
    pub scale_y: f64,
    pub angle: f64,
}

/// How far from the picture a box may be, and how large: in pictures.
const FURTHEST: f64 = 10.0;
/// The smallest part of a picture that a box may take.
const SMALLEST: f64 = 0.001;

impl Place {
    /// The same within what makes sense.
    pub fn sane(self) -> Self {
        let place = |number| bounded(number, -FURTHEST, FURTHEST);
        let scale = |number| bounded(number, SMALLEST, FURTHEST);
        Self {
            anchor_x: place(self.anchor_x),
            anchor_y: place(self.anchor_y),
            scale_x: scale(self.scale_x),
            scale_y: scale(self.scale_y),
            angle: if self.angle.abs() > 360.0 {
                self.angle % 360.0
            } else {
                self.angle
            },
        }
    }

    /// The frame in fractions of a picture of this size, before it is turned.
    pub fn frame(self, picture: PixelSize) -> FractionRect {
        let frame = FractionRect {
            x: self.anchor_x,
            y: self.anchor_y,
            width: self.scale_x,
            height: self.scale_y,
        };
        if self.angle == 0.0 {
            return frame;
        }
        let upright = frame.to_pixels(picture);
        let turned = turned_size(upright.size(), self.angle);
        let middle = upright.origin() + turned.to_vec2() / 2.0;
        FractionRect::from_pixels(Rect::from_center_size(middle, upright.size()), picture)
    }

    /// The place that has this frame.
    pub fn of(frame: FractionRect, angle: f64, picture: PixelSize) -> Self {
        let mut anchor = Point::new(frame.x, frame.y);
        if angle != 0.0 {
            let upright = frame.to_pixels(picture);
            let corner = upright.center() - turned_size(upright.size(), angle).to_vec2() / 2.0;
            anchor = Point::new(
                corner.x / f64::from(picture.width),
                corner.y / f64::from(picture.height),
            );
        }
        Self {
            anchor_x: anchor.x,
            anchor_y: anchor.y,
            scale_x: frame.width,
            scale_y: frame.height,
            angle,
        }
    }
}

/// The room that a box takes once it is turned.
fn turned_size(size: Size, degrees: f64) -> Size {
    let Vec2 { x: cos, y: sin } = direction(degrees.to_radians());
    let (sin, cos) = (sin.abs(), cos.abs());
    Size::new(
        size.width * cos + size.height * sin,
        size.width * sin + size.height * cos,
    )
}
