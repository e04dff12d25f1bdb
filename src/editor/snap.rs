//! Where a box that is moved or resized comes to rest: on the edges and the middles of the meme and of other boxes.

use kurbo::{Rect, Vec2};

/// The lines that something has snapped to, in pixels of the meme.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Guides {
    /// Of the one from top to bottom.
    pub x: Option<f64>,
    /// Of the one from left to right.
    pub y: Option<f64>,
}

/// The places to snap to: in x, and in y.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Targets {
    xs: Vec<f64>,
    ys: Vec<f64>,
}

impl Targets {
    /// The edges and middles of all `rects`.
    pub fn of(rects: impl IntoIterator<Item = Rect>) -> Self {
        let mut targets = Self::default();
        for rect in rects {
            targets.xs.extend([rect.x0, rect.center().x, rect.x1]);
            targets.ys.extend([rect.y0, rect.center().y, rect.y1]);
        }
        targets
    }

    /// How far `bounds` has to go, at most `reach`, for an edge or its middle to be at a target.
    pub fn snap_bounds(&self, bounds: Rect, reach: f64) -> Snap {
        let center = bounds.center();
        Snap {
            x: nearest(&self.xs, &[bounds.x0, center.x, bounds.x1], reach),
            y: nearest(&self.ys, &[bounds.y0, center.y, bounds.y1], reach),
        }
    }

    /// The same for one edge at `x` and one at `y`, where there are such.
    pub fn snap_edges(&self, x: Option<f64>, y: Option<f64>, reach: f64) -> Snap {
        Snap {
            x: nearest(&self.xs, x.as_slice(), reach),
            y: nearest(&self.ys, y.as_slice(), reach),
        }
    }
}

/// A way to go and the place where it ends, for each direction in which there is something near.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Snap {
    /// In x: how far, and where the guide is.
    pub x: Option<(f64, f64)>,
    /// In y.
    pub y: Option<(f64, f64)>,
}

impl Snap {
    /// How far to go.
    pub fn offset(self) -> Vec2 {
        Vec2::new(
            self.x.map_or(0.0, |(by, _)| by),
            self.y.map_or(0.0, |(by, _)| by),
        )
    }

    /// The lines to show.
    pub fn guides(self) -> Guides {
        Guides {
            x: self.x.map(|(_, at)| at),
            y: self.y.map(|(_, at)| at),
        }
    }
}

/// The shortest way from any of `from` to any of `targets`.
fn nearest(targets: &[f64], from: &[f64], reach: f64) -> Option<(f64, f64)> {
    let mut best: Option<(f64, f64)> = None;
    for from in from {
        for at in targets {
            let by = at - from;
            let is_nearer = best.is_none_or(|(shortest, _)| by.abs() < shortest.abs());
            if by.abs() <= reach && is_nearer {
                best = Some((by, *at));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snaps_to_what_is_nearest() {
        let targets = Targets::of([Rect::new(0.0, 0.0, 600.0, 400.0)]);
        let snap = targets.snap_bounds(Rect::new(253.0, 50.0, 353.0, 90.0), 8.0);
        assert_eq!(snap.offset(), Vec2::new(-3.0, 0.0));
        let guides = Guides {
            x: Some(300.0),
            y: None,
        };
        assert_eq!(snap.guides(), guides);
    }

    #[test]
    fn what_is_far_stays() {
        let targets = Targets::of([Rect::new(0.0, 0.0, 600.0, 400.0)]);
        let snap = targets.snap_bounds(Rect::new(20.0, 50.0, 60.0, 90.0), 8.0);
        assert_eq!(snap, Snap::default());
    }
}
