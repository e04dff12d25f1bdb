//! What a pointer does on the stage, from its press to its release. All positions are in pixels of the meme.

use std::f64::consts::{FRAC_PI_2, PI};

use kurbo::{Point, Rect, Vec2};

use super::arrange::{bounds_of, meme_rect};
use super::geometry::{Placed, union};
use super::snap::{Guides, Targets};
use crate::document::{Document, FractionRect, TextId};

/// No side of a box gets shorter than this, as a fraction of the picture's shorter side.
const SHORTEST_SIDE: f64 = 0.02;
/// With Shift a box is turned by steps of 15°.
const ANGLE_STEP: f64 = PI / 12.0;
/// Within 3° of a right angle a box that is turned comes to rest there.
const ANGLE_REACH: f64 = PI / 60.0;

/// What a pointer was pressed on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// Nothing: the picture, or the ground around it.
    Empty,
    /// A text box.
    Text(TextId),
    /// A resize handle of the selected text.
    Resize(Handle),
    /// The rotation handle of the selected text.
    Rotate,
}

/// A resize handle: which sides of the box it moves, -1 for left or top, 1 for right or bottom, 0 for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle {
    /// From left to right.
    pub x: i8,
    /// From top to bottom.
    pub y: i8,
}

impl Handle {
    /// All eight, clockwise from the top left.
    pub const ALL: [Self; 8] = [
        Self { x: -1, y: -1 },
        Self { x: 0, y: -1 },
        Self { x: 1, y: -1 },
        Self { x: 1, y: 0 },
        Self { x: 1, y: 1 },
        Self { x: 0, y: 1 },
        Self { x: -1, y: 1 },
        Self { x: -1, y: 0 },
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match (self.x, self.y) {
            (-1, -1) => "top left",
            (0, -1) => "top",
            (1, -1) => "top right",
            (1, 0) => "right",
            (1, 1) => "bottom right",
            (0, 1) => "bottom",
            (-1, 1) => "bottom left",
            _ => "left",
        }
    }
}

/// The keys that are held while a pointer moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// Keeps the axis, the proportions, or steps of 15°; adds to the selection.
    pub shift: bool,
    /// Duplicates what is moved; resizes from the middle.
    pub alt: bool,
    /// Turns snapping off.
    pub ctrl: bool,
}

/// A pointer, somewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    /// Where.
    pub at: Point,
    /// With which keys.
    pub modifiers: Modifiers,
    /// Pixels of the meme in a CSS pixel: distances that are felt on the screen grow with it.
    pub px_per_css_px: f64,
}

/// What is felt as near, in CSS pixels.
const SNAP_REACH: f64 = 6.0;
/// A press that moves less than this is a click, in CSS pixels.
const CLICK_REACH: f64 = 3.0;

/// A drag under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Gesture {
    /// The document when the pointer was pressed.
    pub before: Document,
    /// The same, with the copies that are dragged away: what all positions are computed from.
    pub origin: Document,
    /// Where the pointer was pressed.
    start: Point,
    /// What it does.
    pub kind: Kind,
    /// Whether it adds to the selection, as with Shift.
    pub adds: bool,
    /// Whether the pointer has moved far enough to mean it.
    pub has_moved: bool,
    /// What the box has snapped to.
    pub guides: Guides,
}

/// The kinds of drags.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Moves texts.
    Move {
        /// Which.
        ids: Vec<TextId>,
        /// The same by their places in the document, which keeps its order meanwhile, and where they were.
        from: Vec<(usize, FractionRect)>,
        /// The one that was pressed; a click selects it alone.
        pressed: TextId,
        /// What to snap to: the meme and the other texts, which stand still meanwhile.
        targets: Targets,
        /// What was around them when the drag began.
        bounds: Option<Rect>,
        /// How far they have gone.
        way: Vec2,
    },
    /// Resizes one text.
    Resize {
        /// Which.
        id: TextId,
        /// By which handle.
        handle: Handle,
        /// What to snap to.
        targets: Targets,
    },
    /// Turns one text.
    Rotate {
        /// Which.
        id: TextId,
    },
    /// Selects all that a rectangle touches.
    Marquee {
        /// The rectangle.
        rect: Rect,
        /// What was selected before, and stays so.
        kept: Vec<TextId>,
    },
}

impl Gesture {
    /// A gesture that has just begun on `document`.
    pub fn new(document: &Document, at: Point, kind: Kind) -> Self {
        Self {
            before: document.clone(),
            origin: document.clone(),
            start: at,
            kind,
            adds: false,
            has_moved: false,
            guides: Guides::default(),
        }
    }

    /// Where texts are: their places in the document's order, and their frames.
    pub fn places(document: &Document, ids: &[TextId]) -> Vec<(usize, FractionRect)> {
        (document.texts.iter().enumerate())
            .filter(|(_, text_box)| ids.contains(&text_box.id))
            .map(|(index, text_box)| (index, text_box.frame))
            .collect()
    }

    /// What is around texts.
    pub fn bounds(document: &Document, ids: &[TextId]) -> Option<Rect> {
        union(bounds_of(document, ids).into_iter().map(|(_, rect)| rect))
    }

    /// What to snap to while the texts `moved` move.
    pub fn targets(document: &Document, moved: &[TextId]) -> Targets {
        let others: Vec<TextId> = (document.texts.iter())
            .filter(|text_box| !text_box.is_hidden && !moved.contains(&text_box.id))
            .map(|text_box| text_box.id)
            .collect();
        let meme = [meme_rect(document), document.picture_rect()];
        let others = bounds_of(document, &others);
        Targets::of(
            meme.into_iter()
                .chain(others.into_iter().map(|(_, rect)| rect)),
        )
    }

    /// The pointer has moved: changes the document accordingly. Computed from where the gesture began, so that nothing adds up.
    pub fn drag(&mut self, document: &mut Document, pointer: Pointer) {
        let way = pointer.at - self.start;
        if !self.has_moved && way.hypot() < CLICK_REACH * pointer.px_per_css_px {
            return;
        }
        self.has_moved = true;
        self.guides = Guides::default();
        let reach = SNAP_REACH * pointer.px_per_css_px;
        let snaps = !pointer.modifiers.ctrl;
        match &mut self.kind {
            Kind::Move {
                from,
                targets,
                bounds,
                way: gone,
                ..
            } => {
                let mut way = way;
                let (mut free_x, mut free_y) = (true, true);
                if pointer.modifiers.shift {
                    free_x = way.x.abs() >= way.y.abs();
                    free_y = !free_x;
                }
                way = Vec2::new(
                    if free_x { way.x } else { 0.0 },
                    if free_y { way.y } else { 0.0 },
                );
                if let Some(bounds) = bounds.filter(|_| snaps) {
                    let mut snap = targets.snap_bounds(bounds + way, reach);
                    snap.x = snap.x.filter(|_| free_x);
                    snap.y = snap.y.filter(|_| free_y);
                    way += snap.offset();
                    self.guides = snap.guides();
                }
                let size = document.size();
                for (index, frame) in from {
                    if let Some(text_box) = document.texts.get_mut(*index) {
                        let frame = frame.to_pixels(size) + way;
                        text_box.frame = FractionRect::from_pixels(frame, size);
                    }
                }
                *gone = way;
            }
            Kind::Resize {
                id,
                handle,
                targets,
            } => {
                let Some(text_box) = self.origin.text(*id) else {
                    return;
                };
                let placed = Placed::of(text_box, &self.origin);
                let shortest = SHORTEST_SIDE * self.origin.font_unit_px();
                let unturned = placed.unturned(pointer.at) - placed.unturned(self.start);
                let mut way = unturned;
                if snaps && placed.angle == 0.0 && !pointer.modifiers.shift {
                    let frame = placed.frame;
                    let edge = |side: i8, low: f64, high: f64, by: f64| match side {
                        -1 => Some(low + by),
                        1 => Some(high + by),
                        _ => None,
                    };
                    let snap = targets.snap_edges(
                        edge(handle.x, frame.x0, frame.x1, way.x),
                        edge(handle.y, frame.y0, frame.y1, way.y),
                        reach,
                    );
                    way += snap.offset();
                    self.guides = snap.guides();
                }
                let frame = resized(placed, *handle, way, pointer.modifiers, shortest);
                let size = document.size();
                if let Some(text_box) = document.text_mut(*id) {
                    text_box.frame = FractionRect::from_pixels(frame, size);
                }
            }
            Kind::Rotate { id } => {
                let Some(text_box) = self.origin.text(*id) else {
                    return;
                };
                let center = Placed::of(text_box, &self.origin).frame.center();
                let turned = (pointer.at - center).atan2() - (self.start - center).atan2();
                let angle = snapped_angle(text_box.angle + turned, pointer.modifiers);
                if let Some(text_box) = document.text_mut(*id) {
                    text_box.angle = angle;
                }
            }
            Kind::Marquee { rect, .. } => *rect = Rect::from_points(self.start, pointer.at),
        }
    }

    /// The texts that it moves, and how far they have gone. None where it does something else, or nothing yet.
    pub fn moves(&self) -> Option<(&[TextId], Vec2)> {
        match &self.kind {
            Kind::Move { ids, way, .. } if self.has_moved => Some((ids, *way)),
            _ => None,
        }
    }

    /// What a step of this gesture is called.
    pub fn name(&self) -> &'static str {
        match self.kind {
            Kind::Move { .. } => "moving",
            Kind::Resize { .. } => "resizing",
            Kind::Rotate { .. } => "rotating",
            Kind::Marquee { .. } => "selecting",
        }
    }
}

/// The frame of `placed` when its handle has gone `way` in the box's own directions. The side (with Alt the middle) that the
/// handle does not move stays where it is on the meme.
pub fn resized(
    placed: Placed,
    handle: Handle,
    way: Vec2,
    modifiers: Modifiers,
    shortest: f64,
) -> Rect {
    let old = placed.frame.size();
    let from_middle = if modifiers.alt { 2.0 } else { 1.0 };
    let (sign_x, sign_y) = (f64::from(handle.x), f64::from(handle.y));
    let mut width = (old.width + sign_x * way.x * from_middle).max(shortest);
    let mut height = (old.height + sign_y * way.y * from_middle).max(shortest);
    if modifiers.shift {
        let factor = match (handle.x, handle.y) {
            (0, _) => height / old.height,
            (_, 0) => width / old.width,
            _ => (width / old.width).max(height / old.height),
        };
        width = old.width * factor;
        height = old.height * factor;
    }
    let grown = Vec2::new(sign_x * (width - old.width), sign_y * (height - old.height));
    let shift = if modifiers.alt {
        Vec2::ZERO
    } else {
        placed.turned(grown / 2.0)
    };
    Rect::from_center_size(placed.frame.center() + shift, (width, height))
}

/// The angle at which a box that is turned to `angle` comes to rest, from -π to π.
pub fn snapped_angle(angle: f64, modifiers: Modifiers) -> f64 {
    let step = if modifiers.shift {
        ANGLE_STEP
    } else {
        FRAC_PI_2
    };
    let nearest = (angle / step).round() * step;
    let snaps = modifiers.shift || !modifiers.ctrl && (angle - nearest).abs() < ANGLE_REACH;
    let angle = if snaps { nearest } else { angle };
    let turns = (angle / (2.0 * PI)).round();
    let angle = angle - turns * 2.0 * PI;
    // So that a full turn is none at all, to the last digit.
    if angle.abs() < 1e-9 { 0.0 } else { angle }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UPRIGHT: Placed = Placed {
        frame: Rect::new(100.0, 100.0, 300.0, 200.0),
        angle: 0.0,
    };
    const RIGHT: Handle = Handle { x: 1, y: 0 };
    const BOTTOM_RIGHT: Handle = Handle { x: 1, y: 1 };

    fn modifiers(shift: bool, alt: bool) -> Modifiers {
        Modifiers {
            shift,
            alt,
            ctrl: false,
        }
    }

    #[test]
    fn a_side_follows_its_handle_and_the_other_stays() {
        let frame = resized(
            UPRIGHT,
            RIGHT,
            Vec2::new(50.0, 30.0),
            Modifiers::default(),
            8.0,
        );
        assert_eq!(frame, Rect::new(100.0, 100.0, 350.0, 200.0));
        let left = Handle { x: -1, y: 0 };
        let frame = resized(
            UPRIGHT,
            left,
            Vec2::new(500.0, 0.0),
            Modifiers::default(),
            8.0,
        );
        assert_eq!(frame, Rect::new(292.0, 100.0, 300.0, 200.0));
    }

    #[test]
    fn shift_keeps_proportions_and_alt_the_middle() {
        let frame = resized(
            UPRIGHT,
            BOTTOM_RIGHT,
            Vec2::new(100.0, 0.0),
            modifiers(true, false),
            8.0,
        );
        assert_eq!(frame, Rect::new(100.0, 100.0, 400.0, 250.0));
        let frame = resized(
            UPRIGHT,
            RIGHT,
            Vec2::new(10.0, 0.0),
            modifiers(false, true),
            8.0,
        );
        assert_eq!(frame, Rect::new(90.0, 100.0, 310.0, 200.0));
    }

    #[test]
    fn the_other_side_of_a_turned_box_stays_where_it_is_seen() {
        let placed = Placed {
            angle: 0.7,
            ..UPRIGHT
        };
        let frame = resized(
            placed,
            RIGHT,
            Vec2::new(40.0, 0.0),
            Modifiers::default(),
            8.0,
        );
        let left_middle = |frame: Rect| {
            let half = Vec2::new(-frame.width() / 2.0, 0.0);
            frame.center() + Placed { frame, angle: 0.7 }.turned(half)
        };
        assert!(left_middle(frame).distance(left_middle(UPRIGHT.frame)) < 1e-9);
        assert!((frame.width() - 240.0).abs() < 1e-9);
    }

    #[test]
    fn turning_comes_to_rest() {
        let near = 89.0_f64.to_radians();
        assert!((snapped_angle(near, Modifiers::default()) - FRAC_PI_2).abs() < 1e-12);
        let free = Modifiers {
            ctrl: true,
            ..Modifiers::default()
        };
        assert!((snapped_angle(near, free) - near).abs() < 1e-12);
        let stepped = snapped_angle(50.0_f64.to_radians(), modifiers(true, false));
        assert!((stepped.to_degrees() - 45.0).abs() < 1e-9);
        assert_eq!(snapped_angle(2.0 * PI, modifiers(true, false)), 0.0);
    }
}
