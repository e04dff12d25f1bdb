use leptos::prelude::Effect;

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
