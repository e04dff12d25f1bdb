use crate::browser::decomposed;
use crate::codec::decimal;
use crate::library::fold;

/// A text as it is looked for: without accents and capitals.
pub fn folded(text: &str) -> String {
    fold(&decomposed(text))
}

/// A number of bytes as people read it.
pub fn size_in_words(bytes: f64) -> String {
    let (number, unit) = match bytes {
        ..1e6 => (bytes / 1e3, "KB"),
        ..1e9 => (bytes / 1e6, "MB"),
        _ => (bytes / 1e9, "GB"),
    };
    let steps = if number < 10.0 { 10.0 } else { 1.0 };
    // Rounded up, so that what may have so much at most is not said to have less than it has.
    format!("{} {unit}", decimal((number * steps).ceil() / steps))
}
