//! Cutting a line into what is painted apart: each piece in one direction, in the order in which they are seen.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::bidi::{levels, visual_order};
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

    if cut == Cut::AroundEmoji && !text.graphemes(true).any(is_emoji) {
        let width = advance(0..text.len());
        return (
            vec![piece(0..text.len(), is_right_to_left, false, width)],
            width,
        );
    }
    let mut pieces_levels = Vec::new();
    let mut logical = Vec::new();
    for stretch in stretches(text, is_right_to_left) {
        let start = stretch.range.start;
        let mut before = 0.0;
        for range in stretch.cut(text, cut) {
            // What the stretch gets longer by, so that kerning is kept.
            let after = advance(start..range.end);
            logical.push(piece(
                range,
                stretch.level % 2 == 1,
                stretch.is_emoji,
                (after - before).max(0.0),
            ));
            pieces_levels.push(stretch.level);
            before = after;
        }
    }
    let mut pieces = Vec::with_capacity(logical.len());
    let mut x = 0.0;
    for index in visual_order(&pieces_levels) {
        let mut piece = logical[index].clone();
        piece.x = x;
        x += piece.advance + spacing;
        pieces.push(piece);
    }
    let width = pieces.last().map_or(0.0, |last| last.x + last.advance);
    (pieces, width)
}

/// Neighbouring graphemes in one direction, or one emoji.
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

fn stretches(text: &str, is_right_to_left: bool) -> Vec<Stretch> {
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let levels = levels(&graphemes, is_right_to_left);
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut start = 0;
    for (grapheme, level) in graphemes.into_iter().zip(levels) {
        let end = start + grapheme.len();
        let is_emoji = is_emoji(grapheme);
        match stretches.last_mut() {
            Some(last) if last.level == level && !last.is_emoji && !is_emoji => {
                last.range.end = end;
            }
            _ => stretches.push(Stretch {
                range: start..end,
                level,
                is_emoji,
            }),
        }
        start = end;
    }
    stretches
}

/// The parts of `text` that can be moved apart without harm: graphemes, and whole words where letters join.
pub fn units(text: &str) -> Vec<&str> {
    let mut units = Vec::new();
    let mut start = 0;
    let mut end = 0;
    let mut joins = false;
    for grapheme in text.graphemes(true) {
        let joins_next = grapheme.chars().next().is_some_and(is_joining);
        if end > start && !(joins && joins_next) {
            units.push(&text[start..end]);
            start = end;
        }
        joins = joins_next;
        end += grapheme.len();
    }
    if end > start {
        units.push(&text[start..end]);
    }
    units
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
            | '\u{10f30}'..='\u{10fdf}'
            // Adlam.
            | '\u{1e900}'..='\u{1e95f}'
        )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANTON, HalfEm};
    use super::*;

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
    fn spacing_is_between_pieces_only() {
        let (pieces, width) = pieces("abc", false, Cut::IntoUnits, 0.25, &ANTON, &HalfEm);
        let places: Vec<f64> = pieces.iter().map(|piece| piece.x).collect();
        assert_eq!(places, [0.0, 0.75, 1.5]);
        assert_eq!(width, 2.0);
    }
}
