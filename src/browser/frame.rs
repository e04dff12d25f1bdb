use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Asks the browser for the next animation frame, however often it is asked itself, once. Until it is made with
/// something to do it asks for nothing.
#[derive(Default)]
pub struct FrameRequest {
    callback: Option<Closure<dyn Fn()>>,
    /// The number by which the browser knows the frame that is requested.
    requested: Rc<Cell<Option<i32>>>,
}

impl FrameRequest {
    /// Calls `frame` with each frame that is requested. One closure for all of them: a new one each time would be half of
    /// what a request costs.
    pub fn new(frame: impl Fn() + 'static) -> Self {
        let requested = Rc::new(Cell::new(None));
        let is_done = Rc::clone(&requested);
        let callback = Closure::<dyn Fn()>::new(move || {
            is_done.set(None);
            frame();
        });
        Self {
            callback: Some(callback),
            requested,
        }
    }

    /// Requests a frame.
    pub fn request(&self) {
        if let Some(callback) = &self.callback
            && self.requested.get().is_none()
        {
            // Fails outside of a window alone.
            let frame = super::window().request_animation_frame(callback.as_ref().unchecked_ref());
            self.requested.set(frame.ok());
        }
    }
}

impl Drop for FrameRequest {
    fn drop(&mut self) {
        // A frame that comes afterwards would call what is gone.
        if let Some(frame) = self.requested.take() {
            // Fails outside of a window alone.
            let _ = super::window().cancel_animation_frame(frame);
        }
    }
}
