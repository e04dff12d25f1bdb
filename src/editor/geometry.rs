use kurbo::{Point, Rect, Vec2};

use crate::document::{Document, TextBox, turn, turn_about};

/// A text box in its place: its frame in pixels of the meme, and how far it is turned around the frame's middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The frame before it is turned.
    pub frame: Rect,
    /// Radians, clockwise.
    pub angle: f64,
}

impl Placed {
    /// Where `text_box` is in `document`.
    pub fn of(text_box: &TextBox, document: &Document) -> Self {
        Self {
            frame: text_box.frame.to_pixels(document.size()),
            angle: text_box.angle,
        }
    }

    /// The smallest upright rectangle around it.
    pub fn bounds(self) -> Rect {
        if self.angle == 0.0 {
            return self.frame;
        }
        turn_about(self.angle, self.frame.center()).transform_rect_bbox(self.frame)
    }

    /// A point of the meme as it would be if the box were not turned.
    pub fn unturned(self, point: Point) -> Point {
        turn_about(-self.angle, self.frame.center()) * point
    }

    /// A vector of the turned box as it is on the meme.
    pub fn turned(self, vector: Vec2) -> Vec2 {
        (turn(self.angle) * vector.to_point()).to_vec2()
    }
}

/// The smallest rectangle around several; none around none.
pub fn union(rects: impl IntoIterator<Item = Rect>) -> Option<Rect> {
    rects.into_iter().reduce(|all, rect| all.union(rect))
}

#[cfg(test)]
mod tests {
    use std::f64::consts::FRAC_PI_2;

    use super::*;

    #[test]
    fn a_turned_box_has_turned_bounds() {
        let lying = Placed {
            frame: Rect::new(0.0, 40.0, 100.0, 60.0),
            angle: FRAC_PI_2,
        };
        let bounds = lying.bounds();
        assert!((bounds.width() - 20.0).abs() < 1e-9 && (bounds.height() - 100.0).abs() < 1e-9);
        let back = lying.unturned(Point::new(50.0, 100.0));
        assert!(back.distance(Point::new(100.0, 50.0)) < 1e-9);
    }
}
