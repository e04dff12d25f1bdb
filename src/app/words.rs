use crate::browser::decomposed;
use crate::library::fold;

/// A text as it is looked for: without accents and capitals.
pub fn folded(text: &str) -> String {
    fold(&decomposed(text))
}
