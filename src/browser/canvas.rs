use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlCanvasElement, HtmlImageElement};

use crate::document::{Color, Fill, PictureId, PixelSize};
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

    /// What is painted on a surface.
    pub(super) fn of(surface: Surface) -> Self {
        Self(surface)
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

    /// What is painted on it, as a file of this type, such as `image/png`; `quality` from 0 to 1, where the type has one. A browser
    /// that cannot make such a file makes a PNG. None where it runs out of memory over it.
    pub async fn to_file(&self, media_type: &str, quality: f64) -> Option<Blob> {
        let promise = js_sys::Promise::new(&mut |resolve, reject| {
            let made = (self.0.element()).to_blob_with_type_and_encoder_options(
                &resolve,
                media_type,
                &quality.into(),
            );
            if let Err(error) = made {
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        JsFuture::from(promise).await.ok()?.dyn_into().ok()
    }

    /// The same over a colour. None where the browser runs out of memory over it.
    pub fn over(&self, color: Color) -> Option<Self> {
        let surface = Surface::detached_if_possible(self.0.size())?;
        super::paint_fill(&surface, Fill::Plain(color));
        (surface.context())
            .draw_image_with_html_canvas_element(self.0.element(), 0.0, 0.0)
            .ok()?;
        Some(Self(surface))
    }

    /// What is painted on it, as a small WebP file in a `data:` address. None where the browser has no memory for it.
    pub fn to_data_url(&self) -> Option<String> {
        let url = self.0.element().to_data_url_with_type("image/webp");
        url.ok()
    }
}
