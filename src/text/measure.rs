use super::bidi::levels;
use super::casing::Casing;
use crate::document::Font;

/// The one way to measure text. In the browser a canvas measures; tests bring a measure of their own.
pub trait TextMeasure: Casing {
    /// The extent of `text` set in `font` on one line.
    fn measure(&self, text: &str, font: &Font) -> Extent;

    /// Where words end in `text`, as byte offsets: for scripts that put no space between them (Thai, Lao, Khmer, Burmese), whose
    /// words only a dictionary knows. Empty where nobody knows.
    fn word_ends(&self, text: &str) -> Vec<usize>;

    /// The embedding level of each grapheme of a line, as UAX #9 has it: odd ones run from right to left.
    fn levels(&self, graphemes: &[&str], is_right_to_left: bool) -> Vec<u8> {
        levels(graphemes, is_right_to_left)
    }

    /// Whether it was asked for more than it measures at once, and has told widths that are none. What was laid out by them is of
    /// no use; it knows more the next time.
    fn is_spent(&self) -> bool {
        false
    }
}

/// How much room a text takes on its line, in em.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extent {
    /// From where the text starts to where the next would.
    pub advance: f64,
    /// From the baseline up to the highest ink; negative where all ink is below.
    pub ascent: f64,
    /// From the baseline down to the lowest ink; negative where all ink is above.
    pub descent: f64,
}

#[cfg(test)]
pub(crate) mod testing {
    use unicode_segmentation::UnicodeSegmentation;

    use super::super::casing::testing::Icu;
    use super::*;
    use crate::document::Language;

    /// The classical look's font.
    pub const ANTON: Font = crate::document::Look::CLASSIC.font;

    /// A measure for tests: every grapheme half an em wide, capitals as high as Anton's, a word every three letters.
    pub struct HalfEm;

    impl Casing for HalfEm {
        fn upper(&self, text: &str, language: Language) -> String {
            Icu.upper(text, language)
        }

        fn lower(&self, text: &str, language: Language) -> String {
            Icu.lower(text, language)
        }
    }

    impl TextMeasure for HalfEm {
        fn measure(&self, text: &str, _font: &Font) -> Extent {
            Extent {
                advance: text.graphemes(true).count() as f64 * 0.5,
                ascent: 0.86,
                descent: 0.0,
            }
        }

        fn word_ends(&self, text: &str) -> Vec<usize> {
            let starts = text.char_indices().map(|(start, _)| start);
            starts.skip(3).step_by(3).collect()
        }
    }
}
