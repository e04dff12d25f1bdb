use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use wasm_bindgen::JsCast;
use web_sys::CanvasRenderingContext2d;

use crate::document::Face;
use crate::render::font;
use crate::text::{Extent, TextMeasure};

/// Measured texts that are remembered; past that all are forgotten. Some hundred words are a long meme.
const REMEMBERED: usize = 4096;

/// Measures text with a canvas, and remembers what it has measured.
pub struct CanvasMeasure {
    context: CanvasRenderingContext2d,
    remembered: RefCell<HashMap<(Face, String), Extent>>,
    fonts: Cell<u32>,
}

impl CanvasMeasure {
    /// A measure. None where the browser gives no canvas.
    pub fn new() -> Option<Self> {
        let canvas = super::page().create_element("canvas").ok()?;
        let canvas: web_sys::HtmlCanvasElement = canvas.dyn_into().ok()?;
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self {
            context,
            remembered: RefCell::default(),
            fonts: Cell::default(),
        })
    }

    /// Forgets what was measured with another version of the loaded fonts.
    pub fn use_fonts(&self, version: u32) {
        if self.fonts.replace(version) != version {
            self.remembered.borrow_mut().clear();
        }
    }
}

impl TextMeasure for CanvasMeasure {
    fn measure(&self, text: &str, face: Face) -> Extent {
        let mut remembered = self.remembered.borrow_mut();
        let key = (face, text.to_owned());
        if let Some(extent) = remembered.get(&key) {
            return *extent;
        }
        let (css, em_px) = font(face);
        self.context.set_font(css);
        let extent = (self.context.measure_text(text)).map_or_else(
            |_| Extent::default(),
            |metrics| Extent {
                advance: metrics.width() / em_px,
                ascent: metrics.actual_bounding_box_ascent() / em_px,
                descent: metrics.actual_bounding_box_descent() / em_px,
            },
        );
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(key, extent);
        extent
    }
}
