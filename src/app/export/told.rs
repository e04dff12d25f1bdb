use leptos::prelude::*;

use super::wish::Exports;
use crate::app::dynamic::{dynamic, words};
use crate::app::icon::icon;
use crate::app::tools::Tools;

/// Says of a download that it holds more than is seen in it, with the switch beside that, until the meme is changed.
pub fn told(tools: Tools, exports: Exports) -> impl IntoView {
    let of = tools.told_editable;
    let is_shown = tools.watch(move |editor| of.with(|of| of.as_ref() == Some(editor.document())));
    let is_editable = move || exports.wish.get().is_editable;
    view! {
        // No status of its own: what was saved, and how, is said there.
        <div class="notice-area" aria-live="polite">
            <div class="told" hidden=dynamic(move || !is_shown.get())>
                <p>
                    {words(move || {
                        if is_editable() {
                            "The file stays editable: it holds what is covered or hidden, too."
                        } else {
                            "From now on files are pictures alone. Download it again."
                        }
                    })}
                </p>
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=dynamic(is_editable)
                        on:change:target=move |event| {
                            exports.stay_editable(event.target().checked());
                        }
                    />
                    "Stays editable"
                </label>
                <button
                    type="button"
                    class="icon-button"
                    aria-label="Dismiss"
                    on:click=move |_| of.set(None)
                >
                    {icon("close")}
                </button>
            </div>
        </div>
    }
}
