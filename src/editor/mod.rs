//! What somebody does to a meme: messages in, the next state out. Knows nothing of pages or pictures' bytes.

mod arrange;
pub mod command;
mod geometry;
mod gesture;
mod history;
mod message;
mod preset;
mod property;
mod snap;
mod view;

pub use arrange::{Alignment, Axis, Order};
pub use geometry::Placed;
pub use gesture::{Gesture, Handle, Kind, Modifiers, Pointer, Target};
pub use message::Message;
pub use preset::Preset;
pub use property::{Change, Number, NumberInfo, Paint};
pub use snap::Guide;
pub use view::View;

use kurbo::{Point, Rect, Vec2};

use crate::document::{Document, FractionRect, Look, PictureId, TextBox, TextId, VerticalAlign};
use history::{Burst, History};

/// A meme being edited: the document, its history, what is selected and how it is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Editor {
    document: Document,
    history: History,
    /// In the order in which they were selected; each is there and not hidden.
    selection: Vec<TextId>,
    editing: Option<TextId>,
    gesture: Option<Gesture>,
    copied_look: Option<Look>,
    view: View,
    announcement: String,
}

impl Editor {
    /// An editor on the example, whose texts are there to be overwritten.
    pub fn example() -> Self {
        Self::new(Document::example())
    }

    /// An editor on `document`.
    pub fn new(document: Document) -> Self {
        Self {
            document,
            history: History::default(),
            selection: Vec::new(),
            editing: None,
            gesture: None,
            copied_look: None,
            view: View::default(),
            announcement: String::new(),
        }
    }

    /// The meme as it is now.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What a text says; nothing where there is no such text.
    pub fn text(&self, id: TextId) -> &str {
        (self.document.text(id)).map_or("", |text_box| text_box.text.as_str())
    }

    /// Whether the text is a sample, there to be overwritten.
    pub fn is_sample(&self, id: TextId) -> bool {
        self.document
            .text(id)
            .is_some_and(|text_box| text_box.is_sample)
    }

    /// The selected texts, in the order in which they were selected.
    pub fn selection(&self) -> &[TextId] {
        &self.selection
    }

    /// Whether a text is selected.
    pub fn is_selected(&self, id: TextId) -> bool {
        self.selection.contains(&id)
    }

    /// The text whose properties are shown: the one that was selected last.
    pub fn primary(&self) -> Option<&TextBox> {
        self.selection.last().and_then(|id| self.document.text(*id))
    }

    /// The text that is being written on the stage.
    pub fn editing(&self) -> Option<TextId> {
        self.editing
    }

    /// The drag under way.
    pub fn gesture(&self) -> Option<&Gesture> {
        self.gesture.as_ref()
    }

    /// How the meme is looked at.
    pub fn view(&self) -> View {
        self.view
    }

    /// Whether a look has been copied.
    pub fn has_copied_look(&self) -> bool {
        self.copied_look.is_some()
    }

    /// What undoing would take back.
    pub fn undo_name(&self) -> Option<&'static str> {
        self.history.undo_name()
    }

    /// What redoing would do again.
    pub fn redo_name(&self) -> Option<&'static str> {
        self.history.redo_name()
    }

    /// What has just happened, in words, for whoever does not see it; empty where there is nothing to say.
    pub fn announcement(&self) -> &str {
        &self.announcement
    }

    /// Whether a picture is in the meme, or can come back by undoing or redoing.
    pub fn can_show(&self, id: PictureId) -> bool {
        let documents = self.history.documents();
        documents
            .chain([&self.document])
            .any(|document| document.picture.id == id)
    }

    /// Carries `message` out at a time that is told in milliseconds from any beginning. What cannot be done changes nothing.
    pub fn update(&mut self, message: Message, now_ms: f64) {
        self.announcement.clear();
        match message {
            Message::Press(target, pointer) => self.press(target, pointer),
            Message::Drag(pointer) => self.drag(pointer),
            Message::Release => self.release(now_ms),
            Message::Cancel => self.cancel(),
            Message::SetStage(..)
            | Message::ZoomToFit
            | Message::ZoomToActualSize
            | Message::ZoomBy(..)
            | Message::Pan(_) => self.look(&message),
            Message::Select(_)
            | Message::ToggleSelected(_)
            | Message::SelectAll
            | Message::Deselect
            | Message::Edit(_)
            | Message::EditSelected
            | Message::StopEditing => self.select(&message),
            Message::CopyLook => {
                if let Some(text_box) = self.primary() {
                    self.copied_look = Some(text_box.look.clone());
                    self.say("Look copied");
                }
            }
            Message::Undo | Message::Redo => {
                self.cancel();
                let (step, done) = if message == Message::Undo {
                    (self.history.undo(&mut self.document), "Undone: ")
                } else {
                    (self.history.redo(&mut self.document), "Redone: ")
                };
                if let Some(name) = step {
                    self.say(&format!("{done}{name}"));
                }
            }
            _ => self.change(message, now_ms),
        }
        self.keep_selection_true();
    }

    fn say(&mut self, what: &str) {
        what.clone_into(&mut self.announcement);
    }

    /// What is selected or written is always there.
    fn keep_selection_true(&mut self) {
        let document = &self.document;
        let is_there = |id: &TextId| {
            document
                .text(*id)
                .is_some_and(|text_box| !text_box.is_hidden)
        };
        self.selection.retain(is_there);
        self.editing = self.editing.filter(is_there);
    }

    /// The selected texts that are not locked.
    fn movable(&self) -> Vec<TextId> {
        let is_free = |id: &TextId| {
            self.document
                .text(*id)
                .is_some_and(|text_box| !text_box.is_locked)
        };
        self.selection.iter().copied().filter(is_free).collect()
    }

    /// Messages that change the document: a step each, or part of a burst.
    #[expect(
        clippy::too_many_lines,
        reason = "a table: a few lines for each message"
    )]
    fn change(&mut self, message: Message, now_ms: f64) {
        // A pointer that is down holds the document as it was; what comes from elsewhere meanwhile ends the drag.
        self.release(now_ms);
        let before = self.document.clone();
        let mut burst = None;
        let name = match message {
            Message::SetText { id, text } => {
                burst = Some(Burst("typing", id.0));
                self.set_text(id, text);
                "typing"
            }
            Message::SetPicture(picture) => {
                self.set_picture(picture);
                "changing the picture"
            }
            Message::SetSurround(surround) => {
                burst = Some(Burst("surround", 0));
                self.document.set_surround(surround);
                "changing the border"
            }
            Message::Add(at) => {
                self.add(at);
                "adding a text"
            }
            Message::Duplicate => {
                let ids = self.selection.clone();
                self.selection = self.duplicate(&ids, true);
                self.say("Duplicated");
                "duplicating"
            }
            Message::Delete => {
                let ids = self.movable();
                self.document
                    .texts
                    .retain(|text_box| !ids.contains(&text_box.id));
                self.say("Deleted");
                "deleting"
            }
            Message::Reorder(order) => {
                arrange::reorder(&mut self.document, &self.selection, order);
                self.say_place();
                "changing the order"
            }
            Message::MoveTo { id, index } => {
                arrange::move_to(&mut self.document, id, index);
                "changing the order"
            }
            Message::SetHidden(id, is_hidden) => {
                self.with_text(id, |text_box| text_box.is_hidden = is_hidden);
                self.say(if is_hidden { "Hidden" } else { "Shown" });
                if is_hidden { "hiding" } else { "showing" }
            }
            Message::SetLocked(id, is_locked) => {
                self.with_text(id, |text_box| text_box.is_locked = is_locked);
                self.say(if is_locked { "Locked" } else { "Unlocked" });
                if is_locked { "locking" } else { "unlocking" }
            }
            Message::ToggleHidden => {
                self.with_selected(|text_box| text_box.is_hidden = true);
                self.say("Hidden");
                "hiding"
            }
            Message::ToggleLocked => {
                let is_locked = !self.primary().is_some_and(|text_box| text_box.is_locked);
                self.with_selected(|text_box| text_box.is_locked = is_locked);
                self.say(if is_locked { "Locked" } else { "Unlocked" });
                if is_locked { "locking" } else { "unlocking" }
            }
            Message::Rename(id, name) => {
                self.with_text(id, |text_box| name.trim().clone_into(&mut text_box.name));
                "renaming"
            }
            Message::Change(change) => {
                burst = Some(Burst("change", change.burst()));
                let size = self.document.size();
                let keeps_locked = change.is_placement();
                self.with_selected(|text_box| {
                    if !(keeps_locked && text_box.is_locked) {
                        change.apply(text_box, size);
                    }
                });
                if keeps_locked {
                    "placing"
                } else {
                    "changing the look"
                }
            }
            Message::ApplyPreset(preset) => {
                preset.apply(&mut self.document, &self.selection);
                self.say(preset.label());
                "applying a preset"
            }
            Message::PasteLook => {
                if let Some(look) = self.copied_look.clone() {
                    self.with_selected(|text_box| text_box.look = look.clone());
                    self.say("Look pasted");
                }
                "pasting a look"
            }
            Message::Nudge(by) => {
                burst = Some(Burst("nudge", 0));
                let ids = self.movable();
                if by.is_finite() {
                    arrange::move_by(&mut self.document, &ids, by);
                }
                self.say_place();
                "moving"
            }
            Message::NudgeHandle(handle, by, modifiers) => {
                burst = Some(Burst("nudge", 1));
                self.nudge_handle(handle, by, modifiers);
                "resizing"
            }
            Message::Align(alignment) => {
                let ids = self.movable();
                arrange::align(&mut self.document, &ids, alignment);
                "aligning"
            }
            Message::Distribute(axis) => {
                let ids = self.movable();
                arrange::distribute(&mut self.document, &ids, axis);
                "distributing"
            }
            // The others never change the document.
            _ => return,
        };
        if self.document != before {
            self.history.record(name, before, burst, now_ms);
        }
    }

    fn with_text(&mut self, id: TextId, change: impl FnOnce(&mut TextBox)) {
        if let Some(text_box) = self.document.text_mut(id) {
            change(text_box);
        }
    }

    fn with_selected(&mut self, change: impl Fn(&mut TextBox)) {
        for text_box in &mut self.document.texts {
            if self.selection.contains(&text_box.id) {
                change(text_box);
            }
        }
    }

    fn set_text(&mut self, id: TextId, text: String) {
        // The page's two fields are always there, and so is what they stand for.
        if self.document.text(id).is_none() && !text.is_empty() {
            match id {
                TextId::FIRST => self.document.texts.insert(0, TextBox::top("")),
                TextId::SECOND => self.document.texts.push(TextBox::bottom("")),
                _ => {}
            }
        }
        self.with_text(id, |text_box| {
            if text_box.text != text {
                text_box.text = text;
                text_box.is_sample = false;
            }
        });
    }

    fn set_picture(&mut self, picture: crate::document::Picture) {
        self.document.picture = picture;
        for text_box in &mut self.document.texts {
            if std::mem::take(&mut text_box.is_sample) {
                text_box.text.clear();
            }
        }
        self.view.fit();
    }

    fn add(&mut self, at: Option<Point>) {
        let meme = arrange::meme_rect(&self.document);
        let size = self.document.size();
        let seen = self.view.visible(size);
        let middle = Point::new(
            seen.center().x * meme.width(),
            seen.center().y * meme.height(),
        );
        let at = at.filter(|at| at.is_finite()).unwrap_or(middle);
        let (width, height) = (0.5 * meme.width(), 0.2 * meme.height());
        let mut frame = Rect::from_center_size(at, (width, height));
        // On the meme as far as it goes, and not quite on the text that was added just before.
        let x = frame.x0.clamp(0.0, meme.width() - width);
        let y = frame.y0.clamp(0.0, meme.height() - height);
        frame = frame.with_origin((x, y));
        while (self.document.texts.iter()).any(|text_box| {
            text_box
                .frame
                .to_pixels(size)
                .origin()
                .distance(frame.origin())
                < 1.0
        }) {
            frame = frame + Vec2::new(0.02 * meme.width(), 0.03 * meme.height());
        }
        let id = self.document.unused_id();
        let mut text_box = TextBox::new(id, FractionRect::from_pixels(frame, size));
        text_box.look.vertical_align = VerticalAlign::Middle;
        self.document.texts.push(text_box);
        self.selection = vec![id];
        self.editing = Some(id);
        self.say("Text added");
    }

    /// Copies the texts, each right in front of its original. Returns the copies.
    fn duplicate(&mut self, ids: &[TextId], aside: bool) -> Vec<TextId> {
        let mut copies = Vec::new();
        let originals: Vec<TextId> = (self.document.texts.iter())
            .map(|text_box| text_box.id)
            .filter(|id| ids.contains(id))
            .collect();
        for id in originals {
            let copy_id = self.document.unused_id();
            let texts = &mut self.document.texts;
            let Some(index) = texts.iter().position(|text_box| text_box.id == id) else {
                continue;
            };
            let mut copy = texts[index].clone();
            copy.id = copy_id;
            copy.is_locked = false;
            if aside {
                copy.frame.x += 0.02;
                copy.frame.y += 0.03;
            }
            texts.insert(index + 1, copy);
            copies.push(copy_id);
        }
        copies
    }

    fn nudge_handle(&mut self, handle: Handle, by: Vec2, modifiers: Modifiers) {
        let size = self.document.size();
        let shortest = self.document.font_unit_px() * 0.02;
        for id in self.movable() {
            if let Some(text_box) = self.document.text(id).filter(|_| by.is_finite()) {
                let placed = Placed::of(text_box, &self.document);
                let frame = gesture::resized(placed, handle, by, modifiers, shortest);
                self.with_text(id, |text_box| {
                    text_box.frame = FractionRect::from_pixels(frame, size);
                });
            }
        }
        self.say_place();
    }

    /// Says where the selected text is: in pixels, and in the order of layers.
    fn say_place(&mut self) {
        if let Some(text_box) = self.primary() {
            let rect = text_box.frame.to_pixels(self.document.size());
            let index = self
                .document
                .texts
                .iter()
                .position(|other| other.id == text_box.id);
            let (x, y) = (rect.x0.round() as i32, rect.y0.round() as i32);
            let (width, height) = (rect.width().round() as i32, rect.height().round() as i32);
            let (layer, layers) = (index.unwrap_or(0) + 1, self.document.texts.len());
            self.announcement =
                format!("X {x}, Y {y}, {width} × {height}, layer {layer} of {layers}");
        }
    }

    fn select(&mut self, message: &Message) {
        self.history.end_burst();
        match message {
            Message::Select(id) => {
                if self.editing != Some(*id) {
                    self.editing = None;
                }
                self.selection = vec![*id];
            }
            Message::ToggleSelected(id) => {
                self.editing = None;
                if self.is_selected(*id) {
                    self.selection.retain(|selected| selected != id);
                } else {
                    self.selection.push(*id);
                }
            }
            Message::SelectAll => {
                self.editing = None;
                let free = self
                    .document
                    .texts
                    .iter()
                    .filter(|text_box| !text_box.is_locked);
                self.selection = free.map(|text_box| text_box.id).collect();
            }
            Message::Deselect => {
                self.cancel();
                self.editing = None;
                self.selection.clear();
            }
            Message::Edit(id) => self.edit(*id),
            Message::EditSelected => {
                if let Some(id) = self.selection.last().copied() {
                    self.edit(id);
                }
            }
            _ => self.editing = None,
        }
        self.keep_selection_true();
        if let [_, _, ..] = self.selection.as_slice() {
            self.announcement = format!("{} texts selected", self.selection.len());
        }
    }

    fn edit(&mut self, id: TextId) {
        if self
            .document
            .text(id)
            .is_some_and(|text_box| !text_box.is_locked)
        {
            self.selection = vec![id];
            self.editing = Some(id);
        }
    }

    fn look(&mut self, message: &Message) {
        let meme = self.document.size();
        match message {
            Message::SetStage(size, device_pixel_ratio) => {
                self.view.stage = *size;
                self.view.device_pixel_ratio = *device_pixel_ratio;
                self.view.keep_in_sight(meme);
            }
            Message::ZoomToFit => self.view.fit(),
            Message::ZoomToActualSize => self.view.show_actual_size(meme),
            Message::ZoomBy(factor, at) => self.view.zoom_by(*factor, *at, meme),
            Message::Pan(by) => self.view.pan_by(*by, meme),
            _ => {}
        }
    }

    fn press(&mut self, target: Target, pointer: Pointer) {
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
                if self.document.text(id).is_none() {
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
                Kind::Move {
                    ids,
                    pressed: id,
                    targets,
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

    fn drag(&mut self, pointer: Pointer) {
        if !pointer.at.is_finite() {
            return;
        }
        let Some(mut gesture) = self.gesture.take() else {
            return;
        };
        let had_moved = gesture.has_moved;
        gesture.drag(&mut self.document, pointer);
        match &mut gesture.kind {
            Kind::Move { ids, .. } if gesture.has_moved && !had_moved && pointer.modifiers.alt => {
                // The copies go along; the originals stay where they were.
                self.document.clone_from(&gesture.origin);
                let copies = self.duplicate(ids, false);
                self.selection.clone_from(&copies);
                *ids = copies;
                gesture.origin.clone_from(&self.document);
                gesture.drag(&mut self.document, pointer);
            }
            Kind::Marquee { rect, kept } => {
                let (rect, mut selection) = (*rect, kept.clone());
                for text_box in &self.document.texts {
                    let bounds = Placed::of(text_box, &self.document).bounds();
                    let touches = bounds.overlaps(rect) && !text_box.is_locked;
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

    fn release(&mut self, now_ms: f64) {
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

    fn cancel(&mut self) {
        if let Some(gesture) = self.gesture.take() {
            self.document = gesture.before;
        }
    }
}

#[cfg(test)]
mod tests;
