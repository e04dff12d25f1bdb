//! What somebody does to a meme: messages in, the next state out. Knows nothing of pages or pictures' bytes.

mod arrange;
pub mod command;
mod dragging;
mod editing;
mod geometry;
mod gesture;
mod history;
pub mod keys;
mod message;
pub mod owner;
mod property;
mod selecting;
mod snap;
mod view;

pub use arrange::{Alignment, Axis, Order};
pub use geometry::Placed;
pub use gesture::{Gesture, Handle, Kind, Modifiers, Pointer, Target};
pub use message::Message;
pub use property::{Change, Number, NumberInfo, Paint};
pub use snap::Guides;
pub use view::View;

use crate::document::{Document, Look, PictureId, TextBox, TextId};
use history::History;
pub use history::Step;
use kurbo::Size;
use thiserror::Error;

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
    refusal: Option<Refusal>,
}

/// Why not all that somebody did was done. Displays as a sentence for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// All texts together would have more than [`crate::document::limits::MOST_CHARACTERS`].
    #[error(
        "A meme holds 10,000 letters at most. What goes beyond was left out: shorten a text first."
    )]
    TooManyCharacters,
    /// A letter has more marks than [`crate::document::limits::MOST_MARKS`].
    #[error("A letter has 100 marks at most. Those beyond were left out.")]
    TooManyMarks,
    /// There would be more than [`crate::document::limits::MOST_TEXTS`].
    #[error("A meme holds 200 texts at most. Delete one first.")]
    TooManyTexts,
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
            refusal: None,
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

    /// What of the last message was not done, and why; none where all was.
    pub fn refusal(&self) -> Option<Refusal> {
        self.refusal
    }

    /// Whether a picture is in the meme, or can come back by undoing or redoing.
    pub fn can_show(&self, id: PictureId) -> bool {
        let documents = self.history.documents();
        documents
            .chain([&self.document])
            .any(|document| document.picture.id == id)
    }

    /// The steps of its history: those before, the last one last, and those that were taken back.
    pub fn steps(&self) -> [&[Step]; 2] {
        self.history.steps()
    }

    /// Takes up a meme where it was left, with the history that it had then.
    pub fn resume(&mut self, document: Document, [past, future]: [Vec<Step>; 2]) {
        self.open(document);
        self.gesture = None;
        self.history = History::of(past, future);
    }

    /// Carries `message` out at a time that is told in milliseconds from any beginning. What cannot be done changes nothing.
    ///
    /// What the first minute needs has methods of its own too, beside their messages: a page that calls those alone need not
    /// load the rest yet.
    pub fn update(&mut self, message: Message, now_ms: f64) {
        self.announcement.clear();
        self.refusal = None;
        match message {
            Message::SetText { id, text } => self.type_text(id, text, None, now_ms),
            Message::SetPicture(picture) => self.change_picture(picture, now_ms),
            Message::Select(id) => self.select_one(id),
            Message::SetStage(size, device_pixel_ratio) => self.set_stage(size, device_pixel_ratio),
            Message::Press(target, pointer) => self.press(target, pointer),
            // The most frequent of all: it selects nothing that is not there.
            Message::Drag(pointer) => return self.drag(pointer),
            Message::Release => self.release(now_ms),
            Message::Cancel => self.cancel(),
            Message::ZoomToFit
            | Message::ZoomToActualSize
            | Message::ZoomBy(..)
            | Message::Pan(_)
            | Message::Pinch(..) => self.look(&message),
            Message::ToggleSelected(_)
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

    /// The stage has this size in CSS pixels, with so many device pixels in each.
    pub fn set_stage(&mut self, size: Size, device_pixel_ratio: f64) {
        self.view.stage = size;
        self.view.device_pixel_ratio = device_pixel_ratio;
        self.view.keep_in_sight(self.document.size());
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

    fn look(&mut self, message: &Message) {
        let meme = self.document.size();
        match message {
            Message::ZoomToFit => self.view.fit(),
            Message::ZoomToActualSize => self.view.show_actual_size(meme),
            Message::ZoomBy(factor, at) => self.view.zoom_by(*factor, *at, meme),
            Message::Pan(by) => self.view.pan_by(*by, meme),
            Message::Pinch(by, factor, at) => self.view.pinch(*by, *factor, *at, meme),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
