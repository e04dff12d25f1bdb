//! Cutting a line into what is painted apart: each piece in one direction, in the order in which they are seen.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::bidi::{is_mixed, visual_order};
use super::emoji::is_emoji;
use super::measure::TextMeasure;
use crate::document::Font;

/// How finely a line is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Not at all, unless there are emoji in it, which are painted apart. Whoever paints shapes and reorders the line.
    AroundEmoji,
    /// Where the direction changes and around emoji.
    ByDirection,
    /// Into units that can be moved apart and turned.
    IntoUnits,
}

/// A part of a line. Lengths are in em.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Which part of the line's text.
    pub range: Range<usize>,
    /// Whether it runs from right to left.
    pub is_right_to_left: bool,
    /// Whether it is an emoji.
    pub is_emoji: bool,
    /// From the line's left end to its own.
    pub x: f64,
    /// Its width.
    pub advance: f64,
}

/// The pieces of a line from left to right, `spacing` apart, and the width of them all.
pub fn pieces(
    text: &str,
    is_right_to_left: bool,
    cut: Cut,
    spacing: f64,
    font: &Font,
    measure: &dyn TextMeasure,
) -> (Vec<Piece>, f64) {
    let piece = |range: Range<usize>, is_right_to_left, is_emoji, advance| Piece {
        range,
        is_right_to_left,
        is_emoji,
        x: 0.0,
        advance,
    };
    let advance = |range: Range<usize>| measure.measure(&text[range], font).advance;

    let is_whole = cut == Cut::AroundEmoji && !text.graphemes(true).any(is_apart);
    if is_whole {
        let width = advance(0..text.len());
        return (
            vec![piece(0..text.len(), is_right_to_left, false, width)],
            width,
        );
    }
    let mut pieces_levels = Vec::new();
    let mut logical = Vec::new();
    let mut x = 0.0;
    for stretch in stretches(text, is_right_to_left, measure) {
        let mut before = stretch.range.start..stretch.range.start;
        for range in stretch.cut(text, cut) {
            let width = if &text[range.clone()] == TAB {
                tab_stop(x, spacing, font, measure) - x
            } else if before.is_empty() {
                advance(range.clone())
            } else {
                // What the one before gets longer by, so that kerning is kept.
                (advance(before.start..range.end) - advance(before)).max(0.0)
            };
            x += width + spacing;
            logical.push(piece(
                range.clone(),
                stretch.level % 2 == 1,
                stretch.is_emoji,
                width,
            ));
            pieces_levels.push(stretch.level);
            before = range;
        }
    }
    let mut pieces = Vec::with_capacity(logical.len());
    x = 0.0;
    for index in visual_order(&pieces_levels) {
        let mut piece = logical[index].clone();
        piece.x = x;
        x += piece.advance + spacing;
        pieces.push(piece);
    }
    let width = pieces.last().map_or(0.0, |last| last.x + last.advance);
    (pieces, width)
}

const TAB: &str = "\t";

/// Whether a grapheme is always a piece of its own.
fn is_apart(grapheme: &str) -> bool {
    grapheme == TAB || is_emoji(grapheme)
}

/// Tabs stop at every eighth space, as in a text field.
const TAB_SPACES: f64 = 8.0;

/// Where the tab ends that begins `x` em from where its line does.
pub fn tab_stop(x: f64, spacing: f64, font: &Font, measure: &dyn TextMeasure) -> f64 {
    /// Stops are no closer than this, in em, whatever the face and the spacing.
    const LEAST: f64 = 0.5;
    /// What rounding takes away.
    const ROUNDING: f64 = 1e-6;
    let space = measure.measure(" ", font).advance;
    let step = (TAB_SPACES * (space + spacing)).max(LEAST);
    ((x / step + ROUNDING).floor() + 1.0) * step
}

/// Neighbouring graphemes in one direction, or one emoji or tab.
struct Stretch {
    range: Range<usize>,
    level: u8,
    is_emoji: bool,
}

impl Stretch {
    fn cut(&self, text: &str, cut: Cut) -> Vec<Range<usize>> {
        if cut != Cut::IntoUnits {
            return vec![self.range.clone()];
        }
        let mut start = self.range.start;
        units(&text[self.range.clone()])
            .into_iter()
            .map(|unit| {
                let range = start..start + unit.len();
                start = range.end;
                range
            })
            .collect()
    }
}

fn stretches(text: &str, is_right_to_left: bool, measure: &dyn TextMeasure) -> Vec<Stretch> {
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let levels = if is_right_to_left || is_mixed(text) {
        measure.levels(&graphemes, is_right_to_left)
    } else {
        vec![0; graphemes.len()]
    };
    let mut stretches: Vec<Stretch> = Vec::new();
    let (mut start, mut was_apart) = (0, false);
    for (grapheme, level) in graphemes.into_iter().zip(levels) {
        let end = start + grapheme.len();
        let is_apart = is_apart(grapheme);
        match stretches.last_mut() {
            Some(last) if last.level == level && !was_apart && !is_apart => {
                last.range.end = end;
            }
            _ => stretches.push(Stretch {
                range: start..end,
                level,
                is_emoji: is_apart && grapheme != TAB,
            }),
        }
        was_apart = is_apart;
        start = end;
    }
    stretches
}

/// The parts of `text` that can be moved apart without harm: graphemes, conjuncts of several, and whole words where letters
/// join.
pub fn units(text: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let (mut start, mut end) = (0, 0);
    let mut before = "";
    for grapheme in text.graphemes(true) {
        if end > start && !joins(before, grapheme) {
            units.push(&text[start..end]);
            start = end;
        }
        before = grapheme;
        end += grapheme.len();
    }
    if end > start {
        units.push(&text[start..end]);
    }
    units
}

/// Whether fonts make one shape of two graphemes.
fn joins(before: &str, after: &str) -> bool {
    let (Some(first), Some(next)) = (before.chars().next(), after.chars().next()) else {
        return false;
    };
    (is_joining(first) && is_joining(next)) || is_conjunct(before, after)
}

/// Whether a letter without a vowel stands on the next one, or is joined to it.
fn is_conjunct(before: &str, after: &str) -> bool {
    let mut last = before.chars().rev();
    let (Some(virama), is_asked_for) = (match last.next() {
        Some('\u{200d}') => (last.next(), true),
        last => (last, false),
    }) else {
        return false;
    };
    let Some(next) = after.chars().next() else {
        return false;
    };
    match virama {
        // Tamil has two of them, kṣa and śrī, and elsewhere a dot.
        '\u{bcd}' => match last.next() {
            Some('க') => next == 'ஷ',
            Some('ஸ' | 'ஶ') => after.starts_with("ரீ"),
            _ => false,
        },
        // Sinhala has them where they are asked for, and elsewhere a flag.
        '\u{dca}' if !is_asked_for => false,
        // Each script is in a place of its own.
        _ => {
            is_virama(virama)
                && next.is_alphabetic()
                && u32::from(next).abs_diff(virama.into()) < 0x100
        }
    }
}

/// Signs that take a letter's vowel away and join it to the next: Unicode's `Indic_Syllabic_Category`, Virama and Invisible
/// Stacker.
fn is_virama(c: char) -> bool {
    /// From Devanagari to Malayalam; Sinhala; Burmese, Khmer, Tai Tham, Balinese, Sundanese; Syloti Nagri, Saurashtra, Javanese,
    /// Meetei Mayek; those of older books, from Kharoshthi to Kawi.
    const VIRAMAS: &str = "\u{94d}\u{9cd}\u{a4d}\u{acd}\u{b4d}\u{c4d}\u{ccd}\u{d4d}\u{dca}\u{1039}\u{17d2}\u{1a60}\u{1b44}\u{1bab}\
        \u{a806}\u{a82c}\u{a8c4}\u{a9c0}\u{aaf6}\u{10a3f}\u{11046}\u{110b9}\u{11133}\u{111c0}\u{11235}\u{112ea}\u{1134d}\
        \u{113d0}\u{11442}\u{114c2}\u{115bf}\u{1163f}\u{116b6}\u{11839}\u{1193e}\u{119e0}\u{11a47}\u{11a99}\u{11c3f}\
        \u{11d45}\u{11d97}\u{11f42}";
    c > '\u{900}' && VIRAMAS.chars().any(|virama| virama == c)
}

/// Whether a letter may join its neighbours: the scripts that do so, joining letters or not.
fn is_joining(c: char) -> bool {
    c.is_alphabetic()
        && matches!(
            c,
            // Arabic, Syriac, Arabic again.
            '\u{600}'..='\u{77f}'
            // N'Ko.
            | '\u{7c0}'..='\u{7ff}'
            // Mandaic, Syriac, Arabic.
            | '\u{840}'..='\u{8ff}'
            // Mongolian.
            | '\u{1800}'..='\u{18af}'
            // Phags-pa.
            | '\u{a840}'..='\u{a87f}'
            // Arabic, already in its joined forms.
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            // Manichaean, Psalter Pahlavi, Hanifi Rohingya, Sogdian, Chorasmian.
            | '\u{10ac0}'..='\u{10aff}'
            | '\u{10b80}'..='\u{10baf}'
            | '\u{10d00}'..='\u{10d3f}'
            // Arabic once more.
            | '\u{10ec0}'..='\u{10eff}'
            | '\u{10f30}'..='\u{10fdf}'
            // Adlam.
            | '\u{1e900}'..='\u{1e95f}'
        )
}

#[cfg(test)]
mod tests {
    use super::super::casing::Casing;
    use super::super::measure::Extent;
    use super::super::testing::{ANTON, HalfEm};
    use super::*;
    use crate::document::Language;

    fn seen(text: &str, is_right_to_left: bool, cut: Cut) -> Vec<&str> {
        pieces(text, is_right_to_left, cut, 0.0, &ANTON, &HalfEm)
            .0
            .into_iter()
            .map(|piece| &text[piece.range])
            .collect()
    }

    #[test]
    fn a_line_is_one_run_unless_there_are_emoji() {
        let cut = Cut::AroundEmoji;
        assert_eq!(seen("hello שלום", false, cut), ["hello שלום"]);
        assert_eq!(
            seen("so 😀😀 good", false, cut),
            ["so ", "😀", "😀", " good"]
        );
    }

    #[test]
    fn units_are_graphemes_and_joined_words() {
        assert_eq!(
            units("क्षि👨‍👩‍👧🇫🇷1️⃣e\u{301}"),
            ["क्षि", "👨‍👩‍👧", "🇫🇷", "1️⃣", "e\u{301}"]
        );
        assert_eq!(units("مرحبا بك!"), ["مرحبا", " ", "بك", "!"]);
        assert_eq!(
            units("ஸ்ரீ க்ஷ்மி அம்மா"),
            ["ஸ்ரீ", " ", "க்ஷ்", "மி", " ", "அ", "ம்", "மா"]
        );
        for conjunct in [
            "ಕ್ಷಿ",
            "క్ష",
            "ക്ഷ",
            "ক্ষ",
            "ક્ષ",
            "କ୍ଷ",
            "ਪ੍ਰ",
            "ශ්\u{200d}රී",
            "ស្ត្រី",
            "င်္ဂ",
            "ꦏ꧀ꦱ",
            "ᬓ᭄ᬱ",
            "र्\u{200d}य",
        ] {
            assert_eq!(units(&[conjunct, "ab"].concat()), [conjunct, "a", "b"]);
        }
        // Where it is said that they are apart, they are.
        assert_eq!(units("ක්ක"), ["ක්", "ක"]);
        assert_eq!(units("ಕ್\u{200c}ಷ"), ["ಕ್\u{200c}", "ಷ"]);
        // Persian's half space does not part a word.
        assert_eq!(units("می\u{200c}خواهم"), ["می\u{200c}خواهم"]);
    }

    #[test]
    fn pieces_are_in_the_order_in_which_they_are_seen() {
        assert_eq!(
            seen("אב 😀 ok", true, Cut::IntoUnits),
            ["o", "k", " ", "😀", " ", "ב", "א"]
        );
        assert_eq!(
            seen("אב 😀 ok", true, Cut::ByDirection),
            ["ok", " ", "😀", "אב "]
        );
    }

    #[test]
    fn a_tab_ends_at_the_next_eighth_space() {
        for cut in [Cut::AroundEmoji, Cut::IntoUnits] {
            let (pieces, width) = pieces("a\tb\t\tc", false, cut, 0.0, &ANTON, &HalfEm);
            let places: Vec<f64> = pieces.iter().map(|piece| piece.x).collect();
            assert_eq!(places, [0.0, 0.5, 4.0, 4.5, 8.0, 12.0]);
            assert_eq!(width, 12.5);
        }
    }

    /// Kerning: each letter after another is 0.1 em closer.
    struct Kerned;

    impl Casing for Kerned {
        fn upper(&self, text: &str, language: Language) -> String {
            HalfEm.upper(text, language)
        }

        fn lower(&self, text: &str, language: Language) -> String {
            HalfEm.lower(text, language)
        }
    }

    impl TextMeasure for Kerned {
        fn measure(&self, text: &str, font: &Font) -> Extent {
            let mut extent = HalfEm.measure(text, font);
            extent.advance -= 0.1 * (text.graphemes(true).count() - 1) as f64;
            extent
        }

        fn word_ends(&self, _text: &str) -> Vec<usize> {
            Vec::new()
        }
    }

    #[test]
    fn letters_that_are_apart_are_kerned_as_in_a_line() {
        let text = "kerning all along";
        let (_, apart) = pieces(text, false, Cut::IntoUnits, 0.0, &ANTON, &Kerned);
        let (_, whole) = pieces(text, false, Cut::AroundEmoji, 0.0, &ANTON, &Kerned);
        assert!((apart - whole).abs() < 1e-9);
    }

    #[test]
    fn spacing_is_between_pieces_only() {
        let (pieces, width) = pieces("abc", false, Cut::IntoUnits, 0.25, &ANTON, &HalfEm);
        let places: Vec<f64> = pieces.iter().map(|piece| piece.x).collect();
        assert_eq!(places, [0.0, 0.75, 1.5]);
        assert_eq!(width, 2.0);
    }
}
