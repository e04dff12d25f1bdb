//! The page that the server rendered, taken over: hydrated where it is as it was sent. Where translators, extensions or anything
//! else have changed its elements, it is rendered anew in its place, and keeps what was typed and picked.

use leptos::mount::hydrate_from;

use super::App;
use super::later::{NotLoaded, mount};
use crate::browser::{Kept, find, is_as_served, page_element};

/// Makes the page work.
pub fn take_over() {
    if let Some(page) = find("#page").filter(|_| is_as_served()) {
        hydrate_from(page, App).forget();
        return;
    }
    wasm_bindgen_futures::spawn_local(async {
        if render_anew().await.is_err()
            && let Some(failed) = find("#loadFailed")
        {
            // Fails for a name that is no attribute's alone.
            let _ = failed.remove_attribute("hidden");
        }
    });
}

/// Renders the page in the browser alone. Comes with the tools: so the first load has one way to make each element.
#[leptos::wasm_split::wasm_split(tools, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn render_anew() -> Result<(), NotLoaded> {
    let Some(page) = page_element() else {
        return Ok(());
    };
    let kept = Kept::of(&page);
    page.set_text_content(None);
    mount(page, App);
    // Before the effects run, which read the fields.
    kept.put_back();
    Ok(())
}
