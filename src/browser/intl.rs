//! What the browser knows of languages.

use js_sys::JsString;

use crate::document::Language;
use crate::text::Casing;

/// The browser's own rules for upper and lower case.
pub struct Intl;

impl Casing for Intl {
    fn upper(&self, text: &str, language: Language) -> String {
        (JsString::from(text).to_locale_upper_case(Some(language.tag()))).into()
    }

    fn lower(&self, text: &str, language: Language) -> String {
        (JsString::from(text).to_locale_lower_case(Some(language.tag()))).into()
    }
}

/// The language that texts are most likely typed in, where it has rules of its own: the one that the person has chosen for the
/// browser.
pub fn likely_language() -> Option<Language> {
    Language::of_tag(&super::window().navigator().language()?)
}
