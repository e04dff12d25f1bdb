use leptos::prelude::*;

use crate::browser::find;

/// A closure without its type, for an attribute or a child that changes: so the code that follows it is in the WebAssembly
/// once for each kind of value, and not for each closure.
pub fn dynamic<T>(of: impl FnMut() -> T + Send + 'static) -> Box<dyn FnMut() -> T + Send> {
    Box::new(of)
}

/// Runs `run` in the browser, once the page is there and whenever what it has read has changed. Without the closure's type,
/// for the same reason.
pub fn effect(run: impl FnMut() + 'static) {
    run_boxed(Box::new(run));
}

fn run_boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| run());
}

/// Keeps the words of the element that `selector` finds: set as the whole of its content, for the reason that [`words`] has. With
/// less in the first load.
pub fn keep_words(selector: String, mut of: Box<dyn FnMut() -> String + Send>) {
    effect(move || {
        let words = of();
        if let Some(element) = find(&selector) {
            element.set_text_content(Some(&words));
        }
    });
}

/// Words that change, in an element of their own, which owns them: they are set as the whole of its content. A text node of the
/// framework's would be written to wherever it is by then, and translators and extensions put others in its place, or split it.
/// The server renders them as they are at first.
pub fn words<T: Into<String>>(mut of: impl FnMut() -> T + Send + 'static) -> impl IntoView {
    words_boxed(dynamic(move || of().into()))
}

#[cfg(feature = "ssr")]
fn words_boxed(mut of: Box<dyn FnMut() -> String + Send>) -> impl IntoView {
    view! { <span>{of()}</span> }
}

#[cfg(not(feature = "ssr"))]
fn words_boxed(of: Box<dyn FnMut() -> String + Send>) -> impl IntoView {
    view! { <span prop:textContent=of></span> }
}
