//! What the browser knows of letters, and of chance.

use js_sys::{JsString, Math};

/// A text in Unicode's form NFD, in which accents are characters of their own.
pub fn decomposed(text: &str) -> String {
    JsString::from(text).normalize("NFD").into()
}

/// A number from 0 to below `end`, by chance; 0 where that is the end.
pub fn random(end: usize) -> usize {
    // `as` rounds down.
    let number = (Math::random() * end as f64) as usize;
    number.min(end.saturating_sub(1))
}
