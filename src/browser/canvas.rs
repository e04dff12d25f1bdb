use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use crate::document::{PictureId, PixelSize};
use crate::render::{CanvasPainter, play};
use crate::scene::Scene;

use super::Bitmap;

/// A canvas to paint scenes on: the one on the page, or one that is never seen.
pub struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Canvas {
    /// The canvas that is on the page. None where the browser gives no context for it.
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        let context = element.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self { element, context })
    }

    /// A canvas outside of the page. None where it is more than the browser can give: past their limits canvases are
    /// made without an error, but nothing that is painted on them is ever seen, so a pixel is painted and read back.
    pub fn detached(size: PixelSize) -> Option<Self> {
        let element = super::page().create_element("canvas").ok()?;
        let canvas = Self::new(element.dyn_into().ok()?)?;
        canvas.resize(size);
        let (x, y) = (size.width - 1, size.height - 1);
        canvas.context.fill_rect(x.into(), y.into(), 1.0, 1.0);
        let pixel = (canvas.context)
            .get_image_data(f64::from(x), f64::from(y), 1.0, 1.0)
            .ok()?;
        let is_painted = pixel.data().get(3) == Some(&255);
        canvas.clear();
        is_painted.then_some(canvas)
    }

    /// Its size in pixels.
    fn size(&self) -> PixelSize {
        PixelSize {
            width: self.element.width(),
            height: self.element.height(),
        }
    }

    /// Gives it another size, if it has not that one yet: setting the same size again would clear it for nothing.
    fn resize(&self, size: PixelSize) {
        if self.size() != size {
            self.element.set_width(size.width);
            self.element.set_height(size.height);
        }
    }

    fn clear(&self) {
        let _ = self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        let size = self.size();
        (self.context).clear_rect(0.0, 0.0, size.width.into(), size.height.into());
    }

    /// Paints `scene` so that it fills a canvas of `size`.
    pub fn paint(&self, scene: &Scene, size: PixelSize, id: PictureId, bitmap: &Bitmap) {
        self.resize(size);
        self.clear();
        let mut painter = CanvasPainter::new(&self.context, id, bitmap.as_ref());
        play(scene, size, &mut painter);
    }

    /// The pixels of a drawing that fills it. None where the browser runs out of memory over it.
    pub async fn rasterize(&self, drawing: &HtmlImageElement) -> Option<Bitmap> {
        let PixelSize { width, height } = self.size();
        (self.context)
            .draw_image_with_html_image_element_and_dw_and_dh(
                drawing,
                0.0,
                0.0,
                width.into(),
                height.into(),
            )
            .ok()?;
        let promise = super::window().create_image_bitmap_with_html_canvas_element(&self.element);
        Bitmap::from_promise(promise).await
    }

    /// What is painted on it, as a PNG file. None where the browser runs out of memory over it.
    pub async fn to_png(&self) -> Option<Blob> {
        let promise = js_sys::Promise::new(&mut |resolve, reject| {
            if let Err(error) = self.element.to_blob(&resolve) {
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        JsFuture::from(promise).await.ok()?.dyn_into().ok()
    }
}

impl Drop for Canvas {
    /// Browsers count the memory of canvases against a limit of their own and free it late; a detached one of the
    /// photo's size gives it back at once.
    fn drop(&mut self) {
        if !self.element.is_connected() {
            self.element.set_width(0);
            self.element.set_height(0);
        }
    }
}
