//! Templates: a strip of them, all of them, and the person's own.

mod choose;
mod exchange;
mod gallery;
mod library;
mod own;
mod save;
mod strip;

use super::later::take_place;
use super::tools::Tools;
pub use choose::{open_from_library, remember_used};
pub use gallery::gallery;
pub use library::Library;
pub use own::{same, take_in};
pub use save::save;
pub use strip::strip_to_come;

/// Begins to load the templates, and puts the strip in its place.
pub fn bring(tools: Tools) -> Library {
    let library = Library::load();
    take_place("templates", move || strip::strip(tools, library));
    library
}
