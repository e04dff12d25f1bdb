use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, HtmlImageElement, ImageBitmap, ImageBitmapOptions, ResizeQuality,
    Response,
};

use crate::codec::picture::Format;
use crate::document::PixelSize;
use crate::render::Surface;

use super::{Canvas, Made};

/// How well pixels are encoded that are kept as a template: hardly to be told from the photo, at a third of its bytes.
const KEPT_QUALITY: f64 = 0.92;

/// What the address of a drawing begins with.
const DRAWING: &str = "data:image/svg+xml,";

/// A picture's file, kept as it came, encoded: decoded it would take ten times the memory.
#[derive(Clone)]
pub enum PictureSource {
    /// Pixels.
    Raster {
        /// The file.
        blob: Blob,
        /// What kind it is of.
        format: Format,
    },
    /// A drawing, as a `data:` address: from any other, Chrome lets nobody read what a drawing with HTML in it shows.
    Drawing {
        /// The address.
        address: Rc<str>,
    },
    /// No file, but how it is made.
    Made(Rc<dyn Made>),
}

/// Decoded pixels, turned the way the camera was held. Given back when the last clone is dropped.
#[derive(Clone)]
pub struct Bitmap(Rc<OwnedBitmap>);

struct OwnedBitmap(ImageBitmap);

impl Drop for OwnedBitmap {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl PictureSource {
    /// A quiet ground of this size, where there is no picture.
    pub fn plain(size: PixelSize) -> Self {
        let PixelSize { width, height } = size;
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"><rect width=\"100%\" height=\"100%\" fill=\"#8a817c\"/></svg>"
        );
        Self::drawing(&svg)
    }

    /// A drawing that was made here.
    pub fn drawing(svg: &str) -> Self {
        let encoded = String::from(js_sys::encode_uri_component(svg));
        let address = [DRAWING, &encoded].concat().into();
        Self::Drawing { address }
    }

    /// A file of it to be kept and passed on: a drawing as it is, pixels encoded anew, so that nothing of where and with what a
    /// photo was taken goes along. None where the browser has no memory for it.
    pub async fn clean_file(&self) -> Option<Blob> {
        if let Self::Drawing { address } = self {
            let svg = js_sys::decode_uri_component(address.strip_prefix(DRAWING)?).ok()?;
            let options = BlobPropertyBag::new();
            options.set_type("image/svg+xml");
            let parts = Array::of1(&svg.into());
            return Blob::new_with_str_sequence_and_options(&parts, &options).ok();
        }
        let bitmap = self.decode().await?;
        bitmap.to_file("image/webp", KEPT_QUALITY).await
    }

    /// All pixels of the picture. None where the browser has no memory for them: that it can decode them was seen when the picture
    /// came in.
    pub async fn decode(&self) -> Option<Bitmap> {
        match self {
            Self::Raster { blob, .. } => {
                Bitmap::from_promise(super::window().create_image_bitmap_with_blob(blob)).await
            }
            Self::Drawing { address } => decode_image(address).await,
            Self::Made(made) => Rc::clone(made).decode().await,
        }
    }
}

/// What an image element shows of a file: it alone decodes drawings, and what is there of files that are cut off. It runs no script
/// and loads nothing.
pub(super) async fn decode_image(address: &str) -> Option<Bitmap> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let size = PixelSize {
        width: image.natural_width(),
        height: image.natural_height(),
    };
    Canvas::detached(size)?.rasterize(&image).await
}

impl Bitmap {
    /// The bitmap that the browser promises. None where it breaks that promise.
    pub(super) async fn from_promise(promise: Result<js_sys::Promise, JsValue>) -> Option<Self> {
        let bitmap: ImageBitmap = JsFuture::from(promise.ok()?).await.ok()?.dyn_into().ok()?;
        Some(Self(Rc::new(OwnedBitmap(bitmap))))
    }

    /// Its size.
    pub fn size(&self) -> PixelSize {
        PixelSize {
            width: self.0.0.width(),
            height: self.0.0.height(),
        }
    }

    /// The same picture at another size. None where the browser runs out of memory over it.
    pub async fn resized(&self, size: PixelSize) -> Option<Self> {
        let options = ImageBitmapOptions::new();
        options.set_resize_width(size.width);
        options.set_resize_height(size.height);
        options.set_resize_quality(ResizeQuality::High);
        let promise = super::window()
            .create_image_bitmap_with_image_bitmap_and_image_bitmap_options(&self.0.0, &options);
        Self::from_promise(promise).await
    }
}

impl Bitmap {
    /// A file of it, encoded as this type. None where the browser has no memory for it.
    pub async fn to_file(&self, media_type: &str, quality: f64) -> Option<Blob> {
        let surface = Surface::detached_if_possible(self.size())?;
        (surface.context())
            .draw_image_with_image_bitmap(&self.0.0, 0.0, 0.0)
            .ok()?;
        Canvas::of(surface).to_file(media_type, quality).await
    }

    /// The same, no longer than `longest` pixels, as a `data:` address. None where the browser has no memory for it.
    pub async fn thumbnail(&self, longest: u32) -> Option<String> {
        let size = self.size();
        let size = size.scaled(f64::from(longest) / f64::from(size.longer_side()));
        let small = self.resized(size).await?;
        let surface = Surface::detached_if_possible(size)?;
        (surface.context())
            .draw_image_with_image_bitmap(&small.0.0, 0.0, 0.0)
            .ok()?;
        surface.element().to_data_url_with_type("image/webp").ok()
    }

    /// Its pixels at a small size, four bytes each: red, green, blue, opacity. Nothing where the browser gives none.
    pub fn pixels(&self, size: PixelSize) -> Vec<u8> {
        let pixels = || {
            let surface = Surface::detached(size)?;
            let (width, height) = (f64::from(size.width), f64::from(size.height));
            let context = surface.context();
            (context
                .draw_image_with_image_bitmap_and_dw_and_dh(&self.0.0, 0.0, 0.0, width, height))
            .ok()?;
            let data = context.get_image_data(0.0, 0.0, width, height).ok()?;
            Some(data.data().0)
        };
        pixels().unwrap_or_default()
    }
}

impl AsRef<ImageBitmap> for Bitmap {
    fn as_ref(&self) -> &ImageBitmap {
        &self.0.0
    }
}

/// Fetches a picture of our own.
pub async fn fetch(address: &str) -> Option<Blob> {
    let response: Response = JsFuture::from(super::window().fetch_with_str(address))
        .await
        .ok()?
        .dyn_into()
        .ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.blob().ok()?)
        .await
        .ok()?
        .dyn_into()
        .ok()
}
