//! Long lists of components, made a slice a frame: those of 200 texts at once would keep the page from answering for a second.

use leptos::prelude::*;

use crate::document::TextId;

/// The components of a list that are made within one frame. There are three such lists.
const SLICE: usize = 8;

/// Returns the first of `all`, more with each frame until none is missing. A single text that is added is there at once.
pub fn in_slices(all: Memo<Vec<TextId>>) -> Memo<Vec<TextId>> {
    let max = RwSignal::new(2 * SLICE);
    Effect::new(move |_| {
        // A slice ahead of what there is, and no more: what an undo brings back comes in slices as well.
        let wanted = all.with(Vec::len) + SLICE;
        let now = max.get();
        if now < wanted {
            request_animation_frame(move || max.set(wanted.min(now + SLICE)));
        } else if now > wanted + SLICE {
            max.set(wanted);
        }
    });
    Memo::new(move |_| all.with(|all| all.iter().take(max.get()).copied().collect()))
}
