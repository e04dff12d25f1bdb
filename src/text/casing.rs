//! The case of letters, by the rules of their language.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{Case, Language, TextBox};

/// Whoever knows the rules of languages for whole texts: in the browser its `Intl`, in tests ICU4X. Their data is 5 KB
/// compressed, which the browser has already.
pub trait Casing {
    /// All upper case.
    fn upper(&self, text: &str, language: Language) -> String;

    /// All lower case.
    fn lower(&self, text: &str, language: Language) -> String;

    /// In a case in which some letters are upper case.
    fn mixed(&self, case: Case, text: &str, language: Language) -> String {
        mixed(
            case,
            text,
            language,
            &Rules {
                upper: &|text, language| self.upper(text, language),
                lower: &|text, language| self.lower(text, language),
            },
        )
    }
}

/// The two that [`mixed`] makes all else of.
pub struct Rules<'a> {
    /// [`Casing::upper`].
    pub upper: &'a dyn Fn(&str, Language) -> String,
    /// [`Casing::lower`].
    pub lower: &'a dyn Fn(&str, Language) -> String,
}

/// A text in its case.
pub fn cased(text_box: &TextBox, casing: &dyn Casing) -> String {
    let language = text_box.language.unwrap_or(Language::Other);
    apply(text_box.look.case, &text_box.text, language, casing)
}

/// `text` in a case.
pub(super) fn apply(case: Case, text: &str, language: Language, casing: &dyn Casing) -> String {
    match case {
        Case::AsTyped => text.to_owned(),
        Case::Upper => casing.upper(text, language),
        Case::Lower => casing.lower(text, language),
        Case::Alternating | Case::Title | Case::Sentence => casing.mixed(case, text, language),
    }
}

/// The text in lower case, as a whole since a letter's form may depend on those around it, with some letters in upper case.
pub fn mixed(case: Case, text: &str, language: Language, rules: &Rules) -> String {
    let lower = (rules.lower)(text, language);
    let mut lowered = lower.graphemes(true);
    let mut next_is_upper = case != Case::Alternating;
    // In Dutch, whether this is the j of an ij that begins a word.
    let mut is_second = false;
    let mut mixed = String::with_capacity(lower.len());
    for grapheme in text.graphemes(true) {
        // No letter becomes two in lower case, or none.
        let lower = lowered.next().unwrap_or(grapheme);
        let first = grapheme.chars().next().unwrap_or_default();
        if !first.is_alphabetic() {
            let begins_word = case == Case::Title && !matches!(first, '\'' | '’');
            next_is_upper |= begins_word;
            is_second = false;
            mixed.push_str(lower);
            continue;
        }
        let is_j = std::mem::take(&mut is_second) && lower == "j";
        if next_is_upper || is_j {
            let is_title = case != Case::Alternating;
            mixed.push_str(&capital(grapheme, is_title, language, rules));
            is_second = is_title && language == Language::Dutch && lower == "i";
        } else {
            mixed.push_str(lower);
        }
        next_is_upper = case == Case::Alternating && !next_is_upper;
    }
    mixed
}

/// One letter in upper case; or where it begins a word, in title case.
fn capital(letter: &str, is_title: bool, language: Language, rules: &Rules) -> String {
    // Accents are left out where all is upper case alone.
    let language = match language {
        Language::Greek => Language::Other,
        other => other,
    };
    match letter.chars().next() {
        Some('Ǆ'..='ǆ') if is_title => return "ǅ".to_owned(),
        Some('Ǉ'..='ǉ') if is_title => return "ǈ".to_owned(),
        Some('Ǌ'..='ǌ') if is_title => return "ǋ".to_owned(),
        Some('Ǳ'..='ǳ') if is_title => return "ǲ".to_owned(),
        // Georgian has capitals for whole texts alone.
        Some('\u{10d0}'..='\u{10ff}') => return letter.to_owned(),
        _ => {}
    }
    let upper = (rules.upper)(letter, language);
    // What becomes several letters begins with one of upper case: ß with Ss.
    let first = upper.graphemes(true).next().map_or(0, str::len);
    if is_title && first < upper.len() {
        let (first, rest) = upper.split_at(first);
        return [first, &(rules.lower)(rest, language)].concat();
    }
    upper
}

#[cfg(test)]
pub(super) mod testing {
    use icu_casemap::CaseMapper;
    use icu_locale_core::LanguageIdentifier;

    use super::*;

    /// What ICU4X knows.
    pub struct Icu;

    fn id(language: Language) -> LanguageIdentifier {
        language.tag().parse().unwrap()
    }

    impl Casing for Icu {
        fn upper(&self, text: &str, language: Language) -> String {
            (CaseMapper::new().uppercase_to_string(text, &id(language))).into_owned()
        }

        fn lower(&self, text: &str, language: Language) -> String {
            (CaseMapper::new().lowercase_to_string(text, &id(language))).into_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::testing::Icu;
    use super::*;

    fn cased(case: Case, text: &str, language: Language) -> String {
        apply(case, text, language, &Icu)
    }

    /// Texts in all cases, and the languages in which they are so. `end2end/tests/casing.spec.ts` holds the same against what
    /// Chromium makes of them, and against what the page paints.
    #[derive(Deserialize)]
    struct Row {
        language: Language,
        typed: String,
        upper: String,
        lower: String,
        title: String,
    }

    #[test]
    fn letters_are_cased_by_their_language() {
        let rows: Vec<Row> = serde_json::from_str(include_str!("../../tests/casing.json")).unwrap();
        for Row {
            language,
            typed,
            upper,
            lower,
            title,
        } in rows
        {
            assert_eq!(cased(Case::Upper, &typed, language), upper);
            assert_eq!(cased(Case::Lower, &typed, language), lower);
            assert_eq!(cased(Case::Title, &typed, language), title);
        }
    }

    #[test]
    fn mixed_cases_go_by_words_and_letters() {
        let other = Language::Other;
        assert_eq!(
            cased(Case::Alternating, "Sure, it works", other),
            "sUrE, iT wOrKs"
        );
        assert_eq!(
            cased(Case::Title, "it’s NOT a bug", other),
            "It’s Not A Bug"
        );
        assert_eq!(cased(Case::Sentence, "“NOT a bug”", other), "“Not a bug”");
        // An accent is no end of a word.
        assert_eq!(cased(Case::Title, "cafe\u{301}s", other), "Cafe\u{301}s");
        assert_eq!(cased(Case::Sentence, "ijs Ijs", Language::Dutch), "IJs ijs");
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "(\\PC|[ßŉİſıΣΐǆﬁևაijÌ\u{301}\u{307} ]){0,30}", at in 0..7_usize) {
            let language = Language::ALL[at];
            let lower = Icu.lower(&text, language);
            prop_assert_eq!(lower.graphemes(true).count(), text.graphemes(true).count());
            for case in [Case::Alternating, Case::Title, Case::Sentence] {
                let again = Icu.lower(&cased(case, &text, language), Language::Other);
                let once = Icu.lower(&Icu.upper(&text, Language::Other), Language::Other);
                let count = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
                prop_assert!(count(&again) <= count(&once).max(count(&lower)));
                prop_assert!(count(&again) >= count(&text));
            }
        }
    }
}
