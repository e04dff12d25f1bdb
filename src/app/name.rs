//! Names that people give: of any length, and in any language.

use leptos::prelude::*;

use super::dynamic::{dynamic, words};
use crate::codec::{head_and_tail, shortened};

/// A name on one line. Where there is no room for all of it, its middle is left out, so that its ending stays seen; all of it is its
/// title. What holds it needs it as its accessible name too, since it is in two pieces here.
pub fn name(of: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    let name = Memo::new(move |_| of());
    view! {
        <span class="name" dir="auto" translate="no" title=dynamic(move || name.get())>
            {words(move || name.with(|name| head_and_tail(name).0.to_owned()))}
            {words(move || name.with(|name| head_and_tail(name).1.to_owned()))}
        </span>
    }
}

/// A name that may take two lines.
pub fn long_name(name: String) -> impl IntoView {
    /// Two lines of a small picture's width have them.
    const MOST_LETTERS: usize = 32;
    view! {
        <span dir="auto" translate="no">
            {words(move || shortened(&name, MOST_LETTERS))}
        </span>
    }
}
