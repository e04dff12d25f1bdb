//! What the browser knows of letters, and of chance.

use js_sys::{JsString, Math};

use crate::library::fold;

/// A text as it is compared: without accents and capitals.
pub fn folded(text: &str) -> String {
    fold(&String::from(JsString::from(text).normalize("NFD")))
}

/// A number from 0 to below `end`, by chance; 0 where that is the end.
pub fn random(end: usize) -> usize {
    // `as` rounds down.
    let number = (Math::random() * end as f64) as usize;
    number.min(end.saturating_sub(1))
}
