use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::overlay::Places;
use super::painting::Studio;
use crate::app::tools::{Tools, carry_out};
use crate::editor::{Editor, Message};

/// A drag on the stage. What it takes is at hand: a pointer that moves is what happens most often here, and to look each part
/// up where it is kept would take longer than what it does.
pub struct Drag {
    tools: Tools,
    editor: ArcRwSignal<Editor>,
    studio: Rc<RefCell<Studio>>,
    places: Rc<RefCell<Places>>,
}

impl Drag {
    /// Nothing is dragged yet.
    pub fn new(tools: Tools) -> Self {
        Self {
            tools,
            editor: tools.editor.into(),
            studio: tools.painting.studio(),
            places: tools.places(),
        }
    }

    /// Carries out a message of the drag, made of the editor as it is: only the stage follows, the panels when the drag ends.
    /// What is seen follows at once where nothing has to be painted, and else with the next frame, for which the last of
    /// several messages counts.
    pub fn go_on(&self, message: impl FnOnce(&Editor) -> Message) {
        let is_other = self.editor.try_update_untracked(|editor| {
            let message = message(editor);
            let studio = self.studio.borrow();
            if !studio.is_lifted() {
                self.tools.send_with_frame(message);
                return false;
            }
            let is_other = carry_out(editor, message);
            if studio.follow(editor) {
                self.places.borrow_mut().follow_drag(editor);
            } else {
                self.tools.request_frame();
            }
            is_other
        });
        if is_other == Some(true) {
            self.editor.notify();
        }
    }
}
