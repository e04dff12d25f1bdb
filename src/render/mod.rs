//! From a scene to something that paints.

#[cfg(feature = "page")]
mod canvas;
mod export_size;
// mod painter;

#[cfg(feature = "page")]
pub use canvas::{CanvasPainter, font};
pub use export_size::smaller_sizes;
// pub use painter::{Painter, play};
