//! Keeps what no field can take from being put into one: a browser lays a text out before the page hears of it, and for a hundred
//! thousand marks on one letter it takes a minute.

use leptos::prelude::{Set, document};
use web_sys::InputEvent;

use crate::app::notice::{Notice, Place};
use crate::app::tools::Tools;
use crate::browser::{insert_text, listen};
use crate::document::{cut_marks, limits};
use crate::editor::Refusal;

/// Looks at what is pasted, dropped or inserted anywhere, before it is, for as long as the page lives.
pub fn listen_for_insertions(tools: Tools) {
    listen(&document(), "beforeinput", move |event: InputEvent| {
        let Some(mut text) = event.data() else { return };
        let refusal = if cut_marks(&mut text) {
            Refusal::TooManyMarks
        } else if text.len() > limits::MOST_CHARACTERS
            && let Some((end, _)) = text.char_indices().nth(limits::MOST_CHARACTERS)
        {
            text.truncate(end);
            Refusal::TooManyCharacters
        } else {
            return;
        };
        event.prevent_default();
        insert_text(&text);
        let notice = Notice::new(Place::Stage, refusal);
        tools.notice.set(Some(notice));
    });
}
