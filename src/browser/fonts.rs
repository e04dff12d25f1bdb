//! The bundled fonts. The style sheet names their files by the letters they hold; the browser fetches those it needs.

use wasm_bindgen_futures::JsFuture;

use crate::document::Face;
use crate::render::font;

/// Whether all that `text` needs of `face` is there.
pub fn are_loaded(face: Face, text: &str) -> bool {
    // Fails for a font that cannot be parsed alone, and ours is a constant.
    (super::page().fonts().check_with_text(font(face).0, text)).unwrap_or(true)
}

/// Fetches what `text` needs of `face`. Returns whether it is all there now.
pub async fn load(face: Face, text: &str) -> bool {
    let promise = super::page().fonts().load_with_text(font(face).0, text);
    JsFuture::from(promise).await.is_ok() && are_loaded(face, text)
}
