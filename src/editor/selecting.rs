//! What is selected, and what is written on the stage: no steps of the history.

use super::{Editor, Message};
use crate::document::TextId;

impl Editor {
    /// Selects one text, and no other.
    pub fn select_one(&mut self, id: TextId) {
        self.history.end_burst();
        if self.editing != Some(id) {
            self.editing = None;
        }
        self.selection = vec![id];
        self.keep_selection_true();
    }

    pub(super) fn select(&mut self, message: &Message) {
        self.history.end_burst();
        match message {
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
}
