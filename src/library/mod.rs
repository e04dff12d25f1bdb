//! What is known of each template before it is chosen, and how one finds it.

mod entry;
mod search;

pub use entry::{Entry, Origin};
pub use search::{Index, fold};
