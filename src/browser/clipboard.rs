//! The clipboard.

use super::script::{get, wait_for};

/// Copies `text`. Returns whether the browser let it: where the connection is not secure there is no clipboard.
pub async fn copy_text(text: &str) -> bool {
    let clipboard = get(&super::window().navigator(), "clipboard");
    (wait_for(&clipboard, "writeText", &[&text.into()]).await).is_ok()
}
