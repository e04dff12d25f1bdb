//! Where a text may be broken: after Unicode's line breaking algorithm (UAX #14), and never inside a grapheme.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::GraphemeCursor;

/// A piece of text that is never broken, and the white space after it that vanishes at the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// What is seen.
    pub visible: &'a str,
    /// White space up to the next segment.
    pub space: &'a str,
}

/// The lines that were typed, each cut into its segments. A line without any is empty, but keeps its place;
/// white space around a line and empty lines at the end take no room.
pub fn typed_lines(text: &str) -> Vec<Vec<Segment<'_>>> {
    let mut lines = vec![Vec::new()];
    let mut start = 0;
    for (end, opportunity) in linebreaks(text) {
        let mandatory = opportunity == BreakOpportunity::Mandatory;
        if !mandatory && splits_grapheme(text, end) {
            continue;
        }
        let piece = &text[start..end];
        start = end;
        let visible = piece.trim_end_matches(is_breaking_space);
        let space = piece[visible.len()..].trim_end_matches(is_line_end);
        let line = lines.last_mut().expect("there is always a line");
        if !(visible.is_empty() && line.is_empty()) {
            line.push(Segment { visible, space });
        }
        if mandatory {
            lines.push(Vec::new());
        }
    }
    while lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
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

    use super::*;

    fn pieces(text: &str) -> Vec<Vec<&str>> {
        typed_lines(text)
            .iter()
            .map(|line| line.iter().map(|segment| segment.visible).collect())
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
        let text = "a \u{301}b";
        let seen: String = pieces(text).concat().concat();
        assert!(seen.contains(" \u{301}") || seen.contains('\u{301}'));
        for segment in typed_lines(text).concat() {
            assert!(!segment.visible.starts_with('\u{301}'));
        }
    }

    proptest! {
        #[test]
        fn no_grapheme_is_lost_or_split(text in "(\\PC|[ \n\u{301}\u{200d}👍🏽🇫🇷क्षि]){0,40}") {
            let seen: Vec<&str> = typed_lines(&text)
                .concat()
                .iter()
                .flat_map(|segment| segment.visible.graphemes(true).collect::<Vec<_>>())
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
