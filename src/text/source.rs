//! From a text in its case back to the text as typed: changing the case may change lengths.

use unicode_segmentation::UnicodeSegmentation;

use super::casing::Casing;
use crate::document::Language;

/// Where the graphemes of a typed text start, in the cased text and as typed: byte offsets, both ends of the text included.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceMap {
    starts: Vec<(usize, usize)>,
}

impl SourceMap {
    /// The map of a text that became `cased`.
    pub fn new(typed: &str, cased: &str, language: Language, casing: &dyn Casing) -> Self {
        let mut starts = vec![(0, 0)];
        let (mut cased_end, mut typed_end) = (0, 0);
        for grapheme in typed.graphemes(true) {
            let rest = &cased[cased_end..];
            // A letter may have become several in upper case, and those that follow it are its own.
            let is_one = grapheme.is_ascii()
                || rest.starts_with(&casing.lower(grapheme, language))
                || rest.starts_with(grapheme);
            let count = if is_one {
                1
            } else {
                casing.upper(grapheme, language).graphemes(true).count()
            };
            cased_end += (rest.graphemes(true).take(count))
                .map(str::len)
                .sum::<usize>();
            typed_end += grapheme.len();
            starts.push((cased_end, typed_end));
        }
        Self { starts }
    }

    /// The offset in the typed text for one in the cased text: the last that starts a grapheme not after it.
    pub fn typed(&self, cased: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= cased);
        // The first starts at 0, which nothing is before.
        self.starts[after.saturating_sub(1)].1
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::casing::apply;
    use super::super::casing::testing::Icu;
    use super::*;
    use crate::document::Case;

    fn map(typed: &str, case: Case, language: Language) -> (SourceMap, String) {
        let cased = apply(case, typed, language, &Icu);
        (SourceMap::new(typed, &cased, language, &Icu), cased)
    }

    #[test]
    fn finds_its_way_through_letters_that_change_their_length() {
        // ŉ becomes ʼN: two bytes become three.
        let (map_n, _) = map("aŉb", Case::Upper, Language::Other);
        assert_eq!(
            [0, 1, 2, 4, 5].map(|cased| map_n.typed(cased)),
            [0, 1, 1, 3, 4]
        );
        // Both bytes of SS come from ß.
        let (map_ss, _) = map("aßb", Case::Upper, Language::Other);
        assert_eq!([1, 2, 3].map(|cased| map_ss.typed(cased)), [1, 1, 3]);
        // İSTİ: each İ has two bytes, and an i one.
        let (map_i, _) = map("isti", Case::Upper, Language::Turkish);
        assert_eq!([2, 3, 4, 6].map(|cased| map_i.typed(cased)), [1, 2, 3, 4]);
    }

    proptest! {
        #[test]
        fn ends_where_the_text_does(text in "(\\PC|[ßŉİſıΣΐǆﬁևაijÌa ]){0,30}", at in 0..7_usize) {
            for case in [Case::Upper, Case::AsTyped, Case::Lower, Case::Alternating, Case::Title, Case::Sentence] {
                let (map, cased) = map(&text, case, Language::ALL[at]);
                prop_assert_eq!(map.starts.last(), Some(&(cased.len(), text.len())));
            }
        }
    }
}
