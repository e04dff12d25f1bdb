//! Thin shells around the browser's APIs, one file each. Compiled for the server too, because components name these
//! types, but called from effects and event handlers alone, which run in the browser.

pub mod address;
mod animation;
mod bytes;
mod canvas;
pub mod clipboard;
mod clock;
pub mod database;
pub mod device;
pub mod download;
mod elements;
pub mod eyedropper;
mod file_reader;
pub mod focus;
pub mod fonts;
mod frame;
pub mod give;
mod intl;
pub mod locks;
mod made;
mod opened;
mod picture;
mod preview_painter;
mod preview_slices;
mod remembered;
pub mod script;
mod sheets;
mod stage_size;
#[cfg(feature = "hydrate")]
mod takeover;
mod text_metrics;
pub mod theme;
mod words;

pub use animation::Slider;
pub use bytes::{blob_of, bytes_of};
pub use canvas::Canvas;
pub use clipboard::copy_text;
pub use clock::now_ms;
pub use device::today_ms;
pub use elements::{
    Movable, body, click, element_at, find, has_fine_pointer, insert_text, listen, listen_first,
    platform, scroll_into_view, set_attribute, set_style, stop,
};
pub use frame::FrameRequest;
pub use intl::{Intl, TextTools, likely_language, use_text_tools};
pub use made::{Decoding, Made, Panel, Panels, paint_fill};
pub use opened::Opened;
pub use picture::{Bitmap, PictureSource, fetch};
pub use preview_painter::PreviewPainter;
pub use preview_slices::paint_in_slices;
pub use remembered::{for_tab, of_tab, remember, remembered};
pub use sheets::add_styles;
pub use stage_size::{device_pixel_ratio, watch_size};
#[cfg(feature = "hydrate")]
pub use takeover::{Kept, is_as_served, page_element};
pub use text_metrics::CanvasMeasure;
pub use words::{decomposed, random};

/// The window. There always is one: this code runs in a page.
fn window() -> web_sys::Window {
    web_sys::window().expect("a page has a window")
}

/// The page's document, as the browser means the word.
fn page() -> web_sys::Document {
    window().document().expect("a window has a document")
}
