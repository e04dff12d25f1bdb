//! From a text and a box to lines in their places: line breaking, fitting, layout. All lengths are in em (fractions of
//! the font size) until [`layout`](layout::layout) has found the size, so no text is measured twice because a size changed.

mod bend;
mod bidi;
mod breaks;
mod caret;
mod casing;
mod emoji;
mod layout;
mod measure;
mod runs;
mod size;
mod source;
mod wrap;

pub use bidi::{is_mixed, levels};
pub use casing::{Casing, Rules, cased, mixed};
pub use layout::{Line, Run, TextLayout, layout};
pub use measure::{Extent, TextMeasure};

#[cfg(test)]
pub(crate) use measure::testing;
