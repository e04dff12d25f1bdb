use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// An element; `web-sys` has its animations only among what is not stable yet.
    type Animatable;

    #[wasm_bindgen(method)]
    fn animate(this: &Animatable, keyframes: &Object, milliseconds: f64) -> Animation;

    type Animation;

    #[wasm_bindgen(method)]
    fn pause(this: &Animation);

    #[wasm_bindgen(method, setter = currentTime)]
    fn set_current_time(this: &Animation, milliseconds: f64);
}

/// What puts an element somewhere along a line, many times a second: an animation that stands still, and whose time is the
/// place. A time is a number, and takes half as long to set as a style, which is text.
pub struct Slider {
    animation: Animation,
    reach: f64,
}

impl Slider {
    /// `value` tells the style `property` at each place from `-reach` to `reach`; between these it is a straight line. The
    /// element has its own until it is put somewhere.
    pub fn new(
        element: &Element,
        property: &str,
        value: impl Fn(f64) -> String,
        reach: f64,
    ) -> Self {
        let values = [-reach, reach].map(|end| JsValue::from(value(end)));
        let keyframes = Object::new();
        // Fails for what is no object alone.
        let _ = Reflect::set(&keyframes, &property.into(), &Array::from_iter(values));
        let animation = element
            .unchecked_ref::<Animatable>()
            .animate(&keyframes, 2.0 * reach);
        animation.pause();
        let slider = Self { animation, reach };
        slider.take_away();
        slider
    }

    /// Puts the element there; as far as the line reaches.
    pub fn put(&self, at: f64) {
        // At its very end an animation is over. Not by `clamp`, which can panic with a float in its message: what writes
        // that takes 9 KB of the first load.
        let end = 2.0 * self.reach - 1.0;
        let time = (at + self.reach).max(0.0).min(end);
        self.animation.set_current_time(time);
    }

    /// Gives the element its own style back.
    pub fn take_away(&self) {
        // What has not begun has no effect.
        self.animation.set_current_time(-1.0);
    }
}
