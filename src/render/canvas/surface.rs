use std::cell::{Cell, RefCell};

use js_sys::Reflect;
use kurbo::{Affine, Rect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::document::{Color, Font, PixelSize};
use crate::render::css_font;

/// A canvas to paint on. It remembers what its context was told last, so as not to tell it twice: calls out of
/// WebAssembly that take strings are what painting costs.
pub struct Surface {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    size: Cell<PixelSize>,
    told: Told,
}

/// What a context was told last; none for what it has by itself.
#[derive(Default)]
struct Told {
    fill: Cell<Option<(Color, u8)>>,
    stroke: Cell<Option<Color>>,
    line_width: Cell<f64>,
    is_right_to_left: Cell<bool>,
    font: RefCell<Option<Font>>,
}

impl Surface {
    /// A surface on a canvas of the page. None where the browser gives no context for it.
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        let context = element.get_context("2d").ok()??.dyn_into().ok()?;
        let size = PixelSize {
            width: element.width(),
            height: element.height(),
        };
        let surface = Self {
            element,
            context,
            size: Cell::new(size),
            told: Told::default(),
        };
        surface.prepare();
        Some(surface)
    }

    /// A small surface outside of the page.
    pub fn detached(size: PixelSize) -> Option<Self> {
        let page = web_sys::window()?.document()?;
        let surface = Self::new(page.create_element("canvas").ok()?.dyn_into().ok()?)?;
        surface.resize(size);
        Some(surface)
    }

    /// A surface outside of the page. None where it is more than the browser can give: past their limits canvases are
    /// made without an error, but nothing that is painted on them is ever seen, so a pixel is painted and read back.
    pub fn detached_if_possible(size: PixelSize) -> Option<Self> {
        let surface = Self::detached(size)?;
        let (x, y) = (f64::from(size.width - 1), f64::from(size.height - 1));
        surface.context.fill_rect(x, y, 1.0, 1.0);
        let pixel = surface.context.get_image_data(x, y, 1.0, 1.0).ok()?;
        let is_painted = pixel.data().get(3) == Some(&255);
        surface.clear();
        is_painted.then_some(surface)
    }

    /// The canvas.
    pub fn element(&self) -> &HtmlCanvasElement {
        &self.element
    }

    /// Its context. Whoever changes its state sets it back.
    pub fn context(&self) -> &CanvasRenderingContext2d {
        &self.context
    }

    /// Its size in pixels.
    pub fn size(&self) -> PixelSize {
        self.size.get()
    }

    /// All of it.
    pub fn extents(&self) -> Rect {
        let size = self.size();
        Rect::new(0.0, 0.0, size.width.into(), size.height.into())
    }

    /// Gives it another size, if it has not that one yet: setting the same size again would clear it for nothing.
    pub fn resize(&self, size: PixelSize) {
        if self.size.replace(size) != size {
            self.element.set_width(size.width);
            self.element.set_height(size.height);
            self.prepare();
        }
    }

    /// Makes all of it transparent.
    pub fn clear(&self) {
        self.clear_rect(self.extents());
    }

    /// Makes a part of it transparent.
    pub fn clear_rect(&self, rect: Rect) {
        self.place(Affine::IDENTITY);
        (self.context).clear_rect(rect.x0, rect.y0, rect.width(), rect.height());
    }

    /// Copies the pixels in `rect` from a surface of the same size.
    pub fn copy(&self, from: &Self, rect: Rect) {
        self.place(Affine::IDENTITY);
        self.draw(from, rect, rect.x0, rect.y0);
    }

    /// Draws the part `rect` of another surface, in its own size, at (`x`, `y`).
    pub(super) fn draw(&self, from: &Self, rect: Rect, x: f64, y: f64) {
        let (width, height) = (rect.width(), rect.height());
        if width <= 0.0 || height <= 0.0 {
            return;
        }
        // Fails for a canvas without pixels alone, and then there is nothing to draw.
        let _ = (self.context)
            .draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                &from.element,
                rect.x0,
                rect.y0,
                width,
                height,
                x,
                y,
                width,
                height,
            );
    }

    /// Tells its context what holds for all painting: at first, and whenever it has forgotten what it was told, as it does
    /// when it gets another size and when it was lost.
    pub fn prepare(&self) {
        self.told.forget();
        self.context.set_line_join("round");
        self.context.set_line_cap("round");
        self.context.set_text_align("left");
    }

    pub(super) fn place(&self, transform: Affine) {
        let [xx, yx, xy, yy, x, y] = transform.as_coeffs();
        // Fails for a transform that is not finite alone, and what it places cannot be seen.
        let _ = self.context.set_transform(xx, yx, xy, yy, x, y);
    }

    pub(super) fn set_fill(&self, color: Color, opacity: f64) {
        let fill = Some((color, alpha(opacity)));
        if self.told.fill.replace(fill) != fill {
            self.context.set_fill_style_str(&css_color(color, opacity));
        }
    }

    pub(super) fn set_pen(&self, color: Color, width: f64) {
        if self.told.stroke.replace(Some(color)) != Some(color) {
            self.context.set_stroke_style_str(&css_color(color, 1.0));
        }
        if self.told.line_width.replace(width) != width {
            self.context.set_line_width(width);
        }
    }

    /// Sets the font that text is painted and measured in, at the size that all text is.
    pub fn set_font(&self, font: &Font) {
        let mut told = self.told.font.borrow_mut();
        if told.as_ref() != Some(font) {
            self.context.set_font(&css_font(font));
            *told = Some(font.clone());
        }
    }

    pub(super) fn set_direction(&self, is_right_to_left: bool) {
        if self.told.is_right_to_left.replace(is_right_to_left) != is_right_to_left {
            let direction = if is_right_to_left { "rtl" } else { "ltr" };
            // `web-sys` does not have it. Fails for a read-only property alone.
            let _ = Reflect::set(
                &self.context,
                &"direction".into(),
                &JsValue::from(direction),
            );
        }
    }
}

impl Told {
    fn forget(&self) {
        self.fill.take();
        self.stroke.take();
        self.line_width.take();
        self.is_right_to_left.take();
        self.font.take();
    }
}

impl Drop for Surface {
    /// Browsers count the memory of canvases against a limit of their own and free it late; a detached one gives it back
    /// at once.
    fn drop(&mut self) {
        if !self.element.is_connected() {
            self.element.set_width(0);
            self.element.set_height(0);
        }
    }
}

fn alpha(opacity: f64) -> u8 {
    // `as` saturates.
    (opacity * 255.0).round() as u8
}

/// `#rrggbbaa`
pub(super) fn css_color(color: Color, opacity: f64) -> String {
    format!("{color}{:02x}", alpha(opacity))
}
