//! What the browser knows of languages.

use std::sync::OnceLock;

use js_sys::JsString;

use crate::document::{Case, Language};
use crate::text::Casing;

/// What only texts need that more was done to than typing them: it comes with the tools.
pub struct TextTools {
    /// Tells the embedding levels of graphemes.
    pub levels: fn(&[&str], bool) -> Vec<u8>,
    /// Makes some letters upper case.
    pub mixed: fn(Case, &str, Language) -> String,
}

static TEXT_TOOLS: OnceLock<TextTools> = OnceLock::new();

/// Has texts laid out with these from now on.
pub fn use_text_tools(tools: TextTools) {
    // Fails where they are there already.
    let _ = TEXT_TOOLS.set(tools);
}

pub(super) fn text_tools() -> Option<&'static TextTools> {
    TEXT_TOOLS.get()
}

/// The browser's own rules for upper and lower case.
pub struct Intl;

impl Casing for Intl {
    fn upper(&self, text: &str, language: Language) -> String {
        (JsString::from(text).to_locale_upper_case(Some(language.tag()))).into()
    }

    fn lower(&self, text: &str, language: Language) -> String {
        (JsString::from(text).to_locale_lower_case(Some(language.tag()))).into()
    }

    fn mixed(&self, case: Case, text: &str, language: Language) -> String {
        text_tools().map_or_else(
            || text.to_owned(),
            |tools| (tools.mixed)(case, text, language),
        )
    }
}

/// The language that texts are most likely typed in, where it has rules of its own: the one that the person has chosen for the
/// browser.
pub fn likely_language() -> Option<Language> {
    Language::of_tag(&super::window().navigator().language()?)
}
