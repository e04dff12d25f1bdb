//! A pointer on the stage, from its press to its release: one step of the history.

use kurbo::{Rect, Vec2};

use super::{Editor, Gesture, Kind, Placed, Pointer, Target};
use crate::document::TextId;

impl Editor {
    pub(super) fn press(&mut self, target: Target, pointer: Pointer) {
        self.cancel();
        self.history.end_burst();
        if !pointer.at.is_finite() {
            return;
        }
        let is_free = |id: TextId| {
            self.document
                .text(id)
                .is_some_and(|text_box| !text_box.is_locked)
        };
        let kind = match target {
            Target::Text(id) => {
                if (self.document.text(id)).is_none_or(|text_box| text_box.is_hidden) {
                    return;
                }
                if self.editing != Some(id) {
                    self.editing = None;
                }
                if pointer.modifiers.shift && self.is_selected(id) {
                    self.selection.retain(|selected| *selected != id);
                    return;
                }
                if !self.is_selected(id) {
                    if !pointer.modifiers.shift {
                        self.selection.clear();
                    }
                    self.selection.push(id);
                }
                let ids = self.movable();
                let targets = Gesture::targets(&self.document, &ids);
                let bounds = Gesture::bounds(&self.document, &ids);
                Kind::Move {
                    from: Gesture::places(&self.document, &ids),
                    ids,
                    pressed: id,
                    targets,
                    bounds,
                    way: Vec2::ZERO,
                }
            }
            Target::Resize(handle) => match self.selection.last() {
                Some(id) if is_free(*id) => Kind::Resize {
                    id: *id,
                    handle,
                    targets: Gesture::targets(&self.document, &[*id]),
                },
                _ => return,
            },
            Target::Rotate => match self.selection.last() {
                Some(id) if is_free(*id) => Kind::Rotate { id: *id },
                _ => return,
            },
            Target::Empty => {
                self.editing = None;
                if !pointer.modifiers.shift {
                    self.selection.clear();
                }
                Kind::Marquee {
                    rect: Rect::from_points(pointer.at, pointer.at),
                    kept: self.selection.clone(),
                }
            }
        };
        let mut gesture = Gesture::new(&self.document, pointer.at, kind);
        gesture.adds = pointer.modifiers.shift;
        self.gesture = Some(gesture);
    }

    pub(super) fn drag(&mut self, pointer: Pointer) {
        if !pointer.at.is_finite() {
            return;
        }
        let Some(mut gesture) = self.gesture.take() else {
            return;
        };
        let had_moved = gesture.has_moved;
        gesture.drag(&mut self.document, pointer);
        match &mut gesture.kind {
            Kind::Move { ids, from, .. }
                if gesture.has_moved && !had_moved && pointer.modifiers.alt =>
            {
                // The copies go along; the originals stay where they were.
                self.document.clone_from(&gesture.origin);
                let copies = self.duplicate(ids, false);
                self.selection.clone_from(&copies);
                *from = Gesture::places(&self.document, &copies);
                *ids = copies;
                gesture.origin.clone_from(&self.document);
                gesture.drag(&mut self.document, pointer);
            }
            Kind::Marquee { rect, kept } => {
                let (rect, mut selection) = (*rect, kept.clone());
                for text_box in &self.document.texts {
                    let bounds = Placed::of(text_box, &self.document).bounds();
                    let can_be = !text_box.is_locked && !text_box.is_hidden;
                    let touches = bounds.overlaps(rect) && can_be;
                    if touches && !selection.contains(&text_box.id) {
                        selection.push(text_box.id);
                    }
                }
                self.selection = selection;
            }
            _ => {}
        }
        self.gesture = Some(gesture);
    }

    pub(super) fn release(&mut self, now_ms: f64) {
        let Some(gesture) = self.gesture.take() else {
            return;
        };
        let is_adding = gesture.adds;
        match &gesture.kind {
            Kind::Marquee { .. } => {
                if !self.selection.is_empty() && gesture.has_moved {
                    self.announcement = format!("{} selected", self.selection.len());
                }
            }
            _ if gesture.has_moved => self.say_place(),
            Kind::Move { pressed, .. } if !is_adding => self.selection = vec![*pressed],
            _ => {}
        }
        if self.document != gesture.before {
            let name = gesture.name();
            self.history.record(name, gesture.before, None, now_ms);
        }
    }

    pub(super) fn cancel(&mut self) {
        if let Some(gesture) = self.gesture.take() {
            self.document = gesture.before;
        }
    }
}
