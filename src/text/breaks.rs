//! Where a text may be broken: after Unicode's line breaking algorithm (UAX #14), between words of scripts that put no
//! space there, and never inside a grapheme.

use unicode_linebreak::{BreakClass, BreakOpportunity, break_property, linebreaks};
use unicode_segmentation::GraphemeCursor;

use super::measure::TextMeasure;

/// A piece of text that is never broken, and the white space after it that vanishes at the end of a line: byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where what is seen starts.
    pub start: usize,
    /// Where what is seen ends, and white space starts.
    pub end: usize,
    /// Where the white space ends.
    pub next: usize,
}

/// A line as it was typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TypedLine {
    /// Where it starts, as a byte offset.
    pub start: usize,
    /// Its segments; none where there is nothing to see.
    pub segments: Vec<Segment>,
}

/// The lines that were typed. A line without segments keeps its place; white space around a line and empty lines at the
/// end take no room.
pub fn typed_lines(text: &str, measure: &dyn TextMeasure) -> Vec<TypedLine> {
    let mut lines = vec![TypedLine::default()];
    let mut start = 0;
    for (end, mandatory) in opportunities(text, measure) {
        let piece = &text[start..end];
        let visible = start + piece.trim_end_matches(is_breaking_space).len();
        let next = start + piece.trim_end_matches(is_line_end).len();
        let line = lines.last_mut().expect("there is always a line");
        let next = next.max(visible);
        if visible > start {
            line.segments.push(Segment {
                start,
                end: visible,
                next,
            });
        } else if let Some(last) = line.segments.last_mut() {
            last.next = next;
        }
        if mandatory {
            lines.push(TypedLine {
                start: end,
                segments: Vec::new(),
            });
        }
        start = end;
    }
    while lines.last().is_some_and(|line| line.segments.is_empty()) {
        lines.pop();
    }
    lines
}

/// Where `text` may be broken, and whether it has to be.
fn opportunities(text: &str, measure: &dyn TextMeasure) -> Vec<(usize, bool)> {
    let mut opportunities: Vec<(usize, bool)> = linebreaks(text)
        .map(|(offset, opportunity)| (offset, opportunity == BreakOpportunity::Mandatory))
        .collect();
    opportunities.extend(
        word_ends(text, measure)
            .into_iter()
            .map(|offset| (offset, false)),
    );
    opportunities.sort_unstable();
    opportunities.retain(|(offset, mandatory)| *mandatory || !splits_grapheme(text, *offset));
    opportunities
}

/// Where words end inside of runs of letters that UAX #14 leaves to dictionaries.
fn word_ends(text: &str, measure: &dyn TextMeasure) -> Vec<usize> {
    let needs_dictionary = |c: char| break_property(c.into()) == BreakClass::ComplexContext;
    let mut ends = Vec::new();
    let mut start = 0;
    while let Some(skipped) = text[start..].find(needs_dictionary) {
        start += skipped;
        let rest = &text[start..];
        let run = &rest[..rest.find(|c| !needs_dictionary(c)).unwrap_or(rest.len())];
        let inside = (measure.word_ends(run).into_iter())
            .filter(|end| *end > 0 && *end < run.len() && run.is_char_boundary(*end));
        ends.extend(inside.map(|end| start + end));
        start += run.len();
    }
    ends
}

/// UAX #14 allows a few breaks inside a grapheme, such as between a space and an accent that stands on it.
fn splits_grapheme(text: &str, offset: usize) -> bool {
    let at_boundary = GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0);
    // With the whole text at hand the cursor never asks for more.
    at_boundary == Ok(false)
}

/// White space that vanishes at the end of a line, unlike the non-breaking kinds.
fn is_breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// What ends a line for good: UAX #14's classes BK, CR, LF and NL.
fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::super::testing::HalfEm;
    use super::*;

    fn pieces(text: &str) -> Vec<Vec<&str>> {
        typed_lines(text, &HalfEm)
            .iter()
            .map(|line| {
                (line.segments.iter())
                    .map(|segment| &text[segment.start..segment.end])
                    .collect()
            })
            .collect()
    }

    #[test]
    fn breaks_at_spaces_and_after_hyphens() {
        assert_eq!(
            pieces("a well-known  cat"),
            [["a", "well-", "known", "cat"]]
        );
    }

    #[test]
    fn keeps_typed_lines_and_empty_ones_between() {
        assert_eq!(
            pieces("one\n\ntwo\r\nthree"),
            [vec!["one"], vec![], vec!["two"], vec!["three"]]
        );
    }

    #[test]
    fn white_space_around_takes_no_room() {
        assert_eq!(pieces("  one  \n two \n \n\n"), [["one"], ["two"]]);
        assert!(pieces(" \n\t\n").is_empty());
        assert!(pieces("").is_empty());
    }

    #[test]
    fn breaks_between_ideographs_but_not_before_their_full_stop() {
        assert_eq!(pieces("猫が好き。"), [["猫", "が", "好", "き。"]]);
    }

    #[test]
    fn breaks_thai_between_words_but_never_inside_a_grapheme() {
        // The test's dictionary has words of three characters: it would tear the marks off the last letter.
        assert_eq!(pieces("แมวดีที่"), [["แมว", "ดีที่"]]);
        assert_eq!(pieces("(แมวตัว) cat"), [["(แมว", "ตัว)", "cat"]]);
    }

    #[test]
    fn a_non_breaking_space_holds() {
        assert_eq!(pieces("10\u{a0}km away"), [["10\u{a0}km", "away"]]);
    }

    #[test]
    fn emoji_sequences_stay_whole() {
        let family = "👨‍👩‍👧‍👦";
        let flag = "🇫🇷";
        let thumb = "👍🏽";
        let text = format!("{family}{flag}{thumb}");
        assert_eq!(pieces(&text), [[family, flag, thumb]]);
    }

    #[test]
    fn an_accent_on_a_space_is_not_torn_off() {
        for piece in pieces("a \u{301}b").concat() {
            assert!(!piece.starts_with('\u{301}'));
        }
    }

    proptest! {
        #[test]
        fn no_grapheme_is_lost_or_split(text in "(\\PC|[ \n\u{301}\u{200d}👍🏽🇫🇷क्षिแมวนี้]){0,40}") {
            let seen: Vec<&str> = pieces(&text)
                .concat()
                .into_iter()
                .flat_map(|piece| piece.graphemes(true))
                .filter(|grapheme| !grapheme.chars().all(is_breaking_space))
                .collect();
            let expected: Vec<&str> = text
                .graphemes(true)
                .filter(|grapheme| !grapheme.chars().all(is_breaking_space))
                .collect();
            prop_assert_eq!(seen, expected);
        }
    }
}
