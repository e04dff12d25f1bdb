use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlCanvasElement, HtmlImageElement};

use crate::document::{PictureId, PixelSize};
use crate::render::{CanvasPainter, Kit, Surface, play, view_of_all};
use crate::scene::Scene;

use super::Bitmap;

/// A canvas to make pictures with: the one on the page, or one that is never seen.
pub struct Canvas(Surface);

impl Canvas {
    /// The canvas that is on the page. None where the browser gives no context for it.
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        Surface::new(element).map(Self)
    }

    /// A canvas outside of the page. None where it is more than the browser can give.
    pub fn detached(size: PixelSize) -> Option<Self> {
        Surface::detached_if_possible(size).map(Self)
    }

    /// Paints all of `scene` so that it fills a canvas of `size`. Returns whether the browser had the memory for it.
    #[must_use]
    pub fn paint(&self, scene: &Scene, size: PixelSize, id: PictureId, bitmap: &Bitmap) -> bool {
        self.0.resize(size);
        self.0.clear();
        let mut kit = Kit::default();
        let mut painter = CanvasPainter::new(&self.0, &mut kit, (id, bitmap.as_ref()));
        play(scene, view_of_all(scene.size, size), &mut painter);
        !painter.has_failed()
    }

    /// The pixels of a drawing that fills it. None where the browser runs out of memory over it.
    pub async fn rasterize(&self, drawing: &HtmlImageElement) -> Option<Bitmap> {
        let PixelSize { width, height } = self.0.size();
        (self.0.context())
            .draw_image_with_html_image_element_and_dw_and_dh(
                drawing,
                0.0,
                0.0,
                width.into(),
                height.into(),
            )
            .ok()?;
        let promise =
            super::window().create_image_bitmap_with_html_canvas_element(self.0.element());
        Bitmap::from_promise(promise).await
    }

    /// What is painted on it, as a PNG file. None where the browser runs out of memory over it.
    pub async fn to_png(&self) -> Option<Blob> {
        let promise = js_sys::Promise::new(&mut |resolve, reject| {
            if let Err(error) = self.0.element().to_blob(&resolve) {
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        JsFuture::from(promise).await.ok()?.dyn_into().ok()
    }

    /// What is painted on it, as a small WebP file in a `data:` address. None where the browser has no memory for it.
    pub fn to_data_url(&self) -> Option<String> {
        let url = self.0.element().to_data_url_with_type("image/webp");
        url.ok()
    }
}
