//! Parts of the page that come later: what the first minute does not need is not in the WebAssembly that the page begins
//! with. The server draws them; in the browser they stand there inert, until files of their own have come and taken their
//! places.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;
use web_sys::HtmlElement;

use super::notice::{Notice, Place};
use super::session::Session;
use crate::browser::find;

/// A file of the page did not come. Displays as a sentence for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("A part of MemeForge could not be loaded. Check the connection and try again.")]
pub struct NotLoaded;

impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// The place of a part that comes later. `first_view` is what it looks like until then: only the server draws that.
pub fn later<V: IntoView>(name: &'static str, first_view: impl FnOnce() -> V) -> impl IntoView {
    view! { <div class="later" data-later=name inert inner_html=drawn(first_view)></div> }
}

#[cfg(feature = "ssr")]
fn drawn<V: IntoView>(first_view: impl FnOnce() -> V) -> String {
    first_view().into_view().to_html()
}

/// What the server has drawn stays.
#[cfg(not(feature = "ssr"))]
fn drawn<V: IntoView>(_: impl FnOnce() -> V) -> String {
    String::new()
}

/// Puts a part in its place, for as long as the page lives.
pub fn take_place<V: IntoView + 'static>(name: &str, view: impl FnOnce() -> V + 'static) {
    if let Some(place) = find(&format!("[data-later={name}]")) {
        place.set_text_content(None);
        // Fails for a name that is no attribute's alone.
        let _ = place.remove_attribute("inert");
        mount(place, view);
    }
}

/// Puts a part at the end of an element, for as long as the page lives.
pub fn mount<V: IntoView + 'static>(into: HtmlElement, view: impl FnOnce() -> V + 'static) {
    mount_to(into, view).forget();
}

/// A part that is fetched when it is first wanted.
#[derive(Clone, Copy)]
pub struct OnDemand(StoredValue<bool>);

impl OnDemand {
    /// Not wanted yet.
    pub fn new() -> Self {
        Self(StoredValue::new(false))
    }

    /// Fetches it with `part`, unless that has been done. If it does not come, that is said, and it may be wanted again.
    pub fn fetch(
        self,
        session: Session,
        part: impl Future<Output = Result<(), NotLoaded>> + 'static,
    ) {
        if self
            .0
            .try_update_value(|was_wanted| std::mem::replace(was_wanted, true))
            != Some(false)
        {
            return;
        }
        fetch(session, async move {
            let come = part.await;
            if come.is_err() {
                self.0.set_value(false);
            }
            come
        });
    }
}

/// Waits for something that a part does. If the part does not come, that is said.
pub fn fetch(session: Session, part: impl Future<Output = Result<(), NotLoaded>> + 'static) {
    spawn_local(async move {
        if let Err(error) = part.await {
            session.notice.set(Some(Notice::new(Place::Stage, error)));
        }
    });
}
