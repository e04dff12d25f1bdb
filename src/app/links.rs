//! Addresses that open a meme.

use leptos::prelude::*;

use super::tools::Tools;

/// Copies the shortest address that opens the meme.
pub fn copy(tools: Tools) {
    tools.status.set(String::new());
}
