use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Asks the browser for the next animation frame, however often it is asked itself, once. Until it is made with
/// something to do it asks for nothing.
#[derive(Default)]
pub struct FrameRequest {
    callback: Option<Closure<dyn Fn()>>,
    is_requested: Rc<Cell<bool>>,
}

impl FrameRequest {
    /// Calls `frame` with each frame that is requested. One closure for all of them: a new one each time would be half of
    /// what a request costs.
    pub fn new(frame: impl Fn() + 'static) -> Self {
        let is_requested = Rc::new(Cell::new(false));
        let is_done = Rc::clone(&is_requested);
        let callback = Closure::<dyn Fn()>::new(move || {
            is_done.set(false);
            frame();
        });
        Self {
            callback: Some(callback),
            is_requested,
        }
    }

    /// Requests a frame.
    pub fn request(&self) {
        if let Some(callback) = &self.callback
            && !self.is_requested.replace(true)
        {
            // Fails outside of a window alone.
            let _ = super::window().request_animation_frame(callback.as_ref().unchecked_ref());
        }
    }
}
