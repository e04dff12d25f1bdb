//! The clipboard.

use wasm_bindgen_futures::JsFuture;

/// Copies `text`. Returns whether the browser let it.
pub async fn copy_text(text: &str) -> bool {
    let clipboard = super::window().navigator().clipboard();
    // Where the connection is not secure there is none.
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
