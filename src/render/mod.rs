//! From a scene to something that paints.

#[cfg(feature = "page")]
mod canvas;
mod change;
mod cost;
mod export_size;
mod font;
mod painter;

#[cfg(feature = "page")]
pub use canvas::{CanvasPainter, Kit, Surface};
pub use change::{Change, changed, moved};
pub use cost::cost_ms;
pub use export_size::smaller_sizes;
pub use font::{FONT_SIZE_PX, css_family, css_font};
pub use painter::{Painter, play, play_commands, view_of_all};
