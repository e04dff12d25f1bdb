//! Lines along a circle.

use std::f64::consts::TAU;

use kurbo::{Affine, Point, Rect, Vec2};

use crate::document::{bounded, direction, turn};

/// Text that is bent less than this, in radians, is straight: nobody could tell, and the circle would be too large to
/// reckon with.
const STRAIGHT: f64 = 1e-3;

/// A circle that lines run along: in pixels around the middle of the frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bend {
    /// The radius of the outermost line.
    radius: f64,
    /// Whether lines hang below the circle's middle, where they are bent up at their ends.
    is_hanging: bool,
    /// The circle's middle.
    middle: Point,
}

/// One line's place on the circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BentLine {
    /// Its baseline's radius.
    pub radius: f64,
    /// The x at which it would start, stand in the middle or end if it were straight, whichever its alignment holds still.
    pub anchor: f64,
}

impl Bend {
    /// The circle on which a line as wide as the frame runs by the angle `arc`; none if that is straight.
    pub fn new(arc: f64, frame_width: f64) -> Option<Self> {
        let arc = bounded(arc, -TAU, TAU);
        (arc.abs() > STRAIGHT).then(|| Self {
            radius: frame_width / arc.abs(),
            is_hanging: arc < 0.0,
            middle: Point::ZERO,
        })
    }

    /// The radius of a line that `above` pixels of lines are above, and `below` below: the outermost has the whole one.
    pub fn radius(&self, above: f64, below: f64) -> f64 {
        self.radius - if self.is_hanging { below } else { above }
    }

    /// Where what would be at `x` on the straight baseline goes, and how it turns.
    pub fn place(&self, x: f64, line: BentLine) -> Affine {
        let angle = line.anchor / self.radius + (x - line.anchor) / line.radius;
        let Vec2 { x: cos, y: sin } = direction(angle);
        let down = line.radius * if self.is_hanging { cos } else { -cos };
        let turned = if self.is_hanging { -angle } else { angle };
        Affine::translate(self.middle.to_vec2() + Vec2::new(line.radius * sin, down)) * turn(turned)
    }

    /// The opposite: the x on the straight baseline, and how far below it, of a point.
    pub fn straighten(&self, point: Point, line: BentLine) -> Point {
        let from_middle = point - self.middle;
        let (up, outwards) = if self.is_hanging {
            (from_middle.y, 1.0)
        } else {
            (-from_middle.y, -1.0)
        };
        let angle = from_middle.x.atan2(up);
        Point::new(
            line.anchor + (angle - line.anchor / self.radius) * line.radius,
            outwards * (from_middle.hypot() - line.radius),
        )
    }

    /// The circle, moved.
    pub fn moved(self, by: Vec2) -> Self {
        Self {
            middle: self.middle + by,
            ..self
        }
    }
}

/// How far to move `rect` sideways so that it is in a frame of `width` around 0, or stands out on both sides alike.
pub fn shift_into(rect: Rect, width: f64) -> f64 {
    let room = (width - rect.width()) / 2.0;
    let middle = rect.center().x;
    bounded(middle, -room.max(0.0), room.max(0.0)) - middle
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;

    const LINE: BentLine = BentLine {
        radius: 100.0,
        anchor: 0.0,
    };

    fn ends(arc: f64) -> (Point, Point) {
        let bend = Bend::new(arc, 100.0 * arc.abs()).unwrap();
        let half = 50.0 * arc.abs();
        let place = |x| bend.place(x, LINE) * Point::ZERO;
        (place(-half), place(half))
    }

    #[test]
    fn a_half_circle_arches_or_hangs() {
        let close = |a: Point, b: Point| (a - b).hypot() < 1e-9;
        let (left, right) = ends(PI);
        assert!(close(left, Point::new(-100.0, 0.0)) && close(right, Point::new(100.0, 0.0)));
        let up = Bend::new(PI, 100.0 * PI).unwrap().place(0.0, LINE) * Point::ZERO;
        assert!(close(up, Point::new(0.0, -100.0)));
        let down = Bend::new(-PI, 100.0 * PI).unwrap().place(0.0, LINE) * Point::ZERO;
        assert!(close(down, Point::new(0.0, 100.0)));
    }

    #[test]
    fn letters_stand_upright_in_the_middle_and_read_on() {
        for arc in [2.0, -2.0] {
            let bend = Bend::new(arc, 200.0).unwrap();
            let letter = bend.place(0.0, LINE);
            let along = letter * Point::new(1.0, 0.0) - letter * Point::ZERO;
            assert!((along - Vec2::new(1.0, 0.0)).hypot() < 1e-9);
            // Further right, an arch goes down and a hanging line up.
            let next = bend.place(30.0, LINE);
            let along = next * Point::new(1.0, 0.0) - next * Point::ZERO;
            assert!(along.y * arc > 0.0);
        }
    }

    #[test]
    fn straightening_is_the_opposite_of_bending() {
        for arc in [2.0, -2.0, TAU] {
            let bend = Bend::new(arc, 600.0).unwrap().moved(Vec2::new(5.0, 7.0));
            let line = BentLine {
                radius: bend.radius(20.0, 10.0),
                anchor: -30.0,
            };
            for x in [-40.0, 0.0, 60.0] {
                let point = bend.place(x, line) * Point::new(0.0, -8.0);
                let straight = bend.straighten(point, line);
                assert!(
                    (straight - Point::new(x, -8.0)).hypot() < 1e-9,
                    "{straight}"
                );
            }
        }
    }

    #[test]
    fn what_is_hardly_bent_is_straight() {
        assert!(Bend::new(0.0, 600.0).is_none());
        assert!(Bend::new(1e-9, 600.0).is_none());
    }
}
