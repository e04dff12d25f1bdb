//! From a text in its case back to the text as typed: changing the case may change lengths.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::Case;

/// Where the graphemes of a typed text start, in the cased text and as typed: byte offsets, both ends of the text included.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceMap {
    starts: Vec<(usize, usize)>,
}

impl SourceMap {
    /// The map of `typed` in `case`.
    pub fn new(typed: &str, case: Case) -> Self {
        let mut starts = vec![(0, 0)];
        let (mut cased_end, mut typed_end) = (0, 0);
        let (mut letters, mut is_in_word) = (0, false);
        for grapheme in typed.graphemes(true) {
            // What a letter becomes may depend on what precedes; one letter stands for all that matters of it.
            let depends = match case {
                Case::Upper | Case::AsTyped | Case::Lower => false,
                Case::Alternating => letters % 2 == 1,
                Case::Title => is_in_word,
                Case::Sentence => letters > 0,
            };
            let before = if depends { "a" } else { "" };
            cased_end += case.apply(&[before, grapheme].concat()).len() - before.len();
            typed_end += grapheme.len();
            letters += grapheme.chars().filter(|c| c.is_alphabetic()).count();
            for c in grapheme.chars().filter(|c| !Case::is_apostrophe(*c)) {
                is_in_word = c.is_alphabetic();
            }
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

    use super::*;

    #[test]
    fn finds_its_way_through_letters_that_change_their_length() {
        // ŉ becomes ʼN: two bytes become three.
        let map = SourceMap::new("aŉb", Case::Upper);
        assert_eq!(
            [0, 1, 2, 4, 5].map(|cased| map.typed(cased)),
            [0, 1, 1, 3, 4]
        );
        // Both bytes of SS come from ß.
        let map = SourceMap::new("aßb", Case::Upper);
        assert_eq!([1, 2, 3].map(|cased| map.typed(cased)), [1, 1, 3]);
    }

    proptest! {
        #[test]
        fn ends_where_the_text_does(text in "(\\PC|[ßŉİſıΣa ]){0,30}") {
            for case in [Case::Upper, Case::AsTyped, Case::Lower, Case::Alternating, Case::Title, Case::Sentence] {
                let map = SourceMap::new(&text, case);
                prop_assert_eq!(map.starts.last(), Some(&(case.apply(&text).len(), text.len())));
            }
        }
    }
}
