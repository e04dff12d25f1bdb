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

/// The lines that were typed. A line without segments keeps its place; white space after a line and empty lines at the end
/// take no room. White space before a line takes none either, or is a segment of its own where the line `is_indented` by it.
pub fn typed_lines(text: &str, is_indented: bool, measure: &dyn TextMeasure) -> Vec<TypedLine> {
    let mut lines = vec![TypedLine::default()];
    let mut start = 0;
    for (end, mandatory) in opportunities(text, measure) {
        let piece = &text[start..end];
        let inside = piece.trim_end_matches(is_line_end);
        let visible = start + inside.trim_end_matches(is_hanging).len();
        let next = start + inside.len();
        let line = lines.last_mut().expect("there is always a line");
        let is_indent = is_indented && line.segments.is_empty() && next > start;
        if visible > start || is_indent {
            line.segments.push(Segment {
                start,
                end: if is_indent && visible == start {
                    next
                } else {
                    visible
                },
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
    for line in &mut lines {
        // White space alone indents nothing.
        if let [only] = line.segments[..]
            && text[only.start..only.end].chars().all(is_hanging)
        {
            line.segments.clear();
        }
    }
    while lines.last().is_some_and(|line| line.segments.is_empty()) {
        lines.pop();
    }
    lines
}

/// Where `text` may be broken, and whether it has to be. UAX #14 as Chrome tailors it, so that a text breaks in its place
/// on the meme as it does in a text field: `tests/line_breaks.rs` compares.
fn opportunities(text: &str, measure: &dyn TextMeasure) -> Vec<(usize, bool)> {
    let stand_ins: String = text.chars().map(stand_in).collect();
    let mut by_rules = linebreaks(&stand_ins).peekable();
    let mut by_words = word_ends(text, measure).into_iter().peekable();
    let mut opportunities = Vec::new();
    let mut before = ['\0'; 2];
    for (offset, after) in text.char_indices().chain([(text.len(), '\0')]) {
        let by_rule = by_rules.next_if(|(at, _)| *at == offset);
        let by_word = by_words.next_if_eq(&offset).is_some();
        let mandatory = by_rule.is_some_and(|(_, kind)| kind == BreakOpportunity::Mandatory);
        let allowed = offset > 0
            && tailored(before, &text[offset..]).unwrap_or(by_rule.is_some() || by_word)
            && !splits_grapheme(text, offset);
        if mandatory || allowed {
            opportunities.push((offset, mandatory));
        }
        before = [before[1], after];
    }
    opportunities
}

/// The character whose rules hold for `c`, with as many bytes: small kana and the sign for a long vowel may begin a line.
fn stand_in(c: char) -> char {
    if break_property(c.into()) != BreakClass::ConditionalJapaneseStarter {
        c
    } else if c.len_utf8() == 3 {
        'あ'
    } else {
        '\u{1b000}'
    }
}

/// Whether a line may be broken between the last of `before` and `rest`, where Chrome departs from UAX #14, or follows a
/// later version of it than `unicode-linebreak` does. None where it does neither.
fn tailored(before: [char; 2], rest: &str) -> Option<bool> {
    let [first, last] = before;
    let mut rest = rest.chars();
    let after = rest.next()?;
    // Chrome always breaks after spaces, even before a closing bracket or an exclamation mark.
    if is_space(last) {
        return Some(!is_space(after));
    }
    if last.is_ascii_graphic() && after.is_ascii_graphic() {
        return Some(breaks_in_ascii(before, after));
    }
    let class = |c: char| break_property(c.into());
    let may_break = match class(last) {
        // LB21a: a hyphen between Hebrew letters.
        BreakClass::After | BreakClass::Hyphen => {
            class(first) == BreakClass::HebrewLetter && class(after) == BreakClass::HebrewLetter
        }
        // LB19a: quotation marks among ideographs, after those that close and before those that open.
        BreakClass::Quotation => {
            matches!(last, '’' | '”' | '»' | '›') && is_east_asian(first) && starts_line(after)
        }
        BreakClass::OpenPunctuation => false,
        _ => {
            matches!(after, '‘' | '“' | '«' | '‹')
                && is_east_asian(last)
                && rest.next().is_some_and(is_east_asian)
        }
    };
    may_break.then_some(true)
}

/// Letters, signs and emoji that are wide: Unicode's property `East_Asian_Width`, by its blocks.
fn is_east_asian(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff00}'..='\u{ffef}'
            | '\u{1b000}'..='\u{1b16f}'
            | '\u{1f300}'..='\u{1faff}'
            | '\u{20000}'..='\u{3fffd}'
    )
}

/// Whether nothing keeps `c` from beginning a line, if it is East Asian.
fn starts_line(c: char) -> bool {
    is_east_asian(c)
        && matches!(
            break_property(c.into()),
            BreakClass::Ideographic
                | BreakClass::ConditionalJapaneseStarter
                | BreakClass::HangulLvSyllable
                | BreakClass::HangulLvtSyllable
                | BreakClass::EmojiBase
                | BreakClass::OpenPunctuation
        )
}

/// Chrome's own table for pairs of ASCII characters: it keeps addresses, paths, dates and code together.
fn breaks_in_ascii([first, last]: [char; 2], after: char) -> bool {
    match last {
        '-' if after.is_ascii_digit() => first.is_ascii_alphanumeric(),
        '-' => !is_in("!$),./:;?]}", after),
        '?' => !is_in("!\"'),./:;?]}", after),
        _ => is_in("([<{", after) && is_in("!\"#%&)*+,.:;=>\\]|}~", last),
    }
}

/// Whether `c` is one of these. As `str::contains`, without the search for longer strings that it brings.
fn is_in(these: &str, c: char) -> bool {
    these.chars().any(|one| one == c)
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

/// White space that vanishes at the end of a line. All the other kinds take room there, as in a text field.
fn is_hanging(c: char) -> bool {
    is_space(c) || c == '\u{3000}'
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t')
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
    use std::collections::BTreeMap;
    use std::fmt::Write;

    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::super::casing::Casing;
    use super::super::measure::Extent;
    use super::super::testing::HalfEm;
    use super::*;
    use crate::document::{Font, Language};

    fn pieces(text: &str) -> Vec<Vec<&str>> {
        lines(text, false)
    }

    fn lines(text: &str, is_indented: bool) -> Vec<Vec<&str>> {
        typed_lines(text, is_indented, &HalfEm)
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
    fn white_space_before_an_indented_line_is_a_segment() {
        assert_eq!(
            lines("a\n    b c \n \n\td\n  ", true),
            [vec!["a"], vec!["    ", "b", "c"], vec![], vec!["\t", "d"]]
        );
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

    /// What `tests/line_breaks.rs` reads too.
    #[derive(serde::Deserialize)]
    struct Table {
        dictionary: BTreeMap<String, Vec<String>>,
        scripts: Vec<Script>,
    }

    #[derive(serde::Deserialize)]
    struct Script {
        texts: Vec<Recorded>,
    }

    #[derive(serde::Deserialize)]
    struct Recorded {
        text: String,
        pieces: Vec<String>,
    }

    impl Casing for Table {
        fn upper(&self, text: &str, _language: Language) -> String {
            text.to_owned()
        }

        fn lower(&self, text: &str, _language: Language) -> String {
            text.to_owned()
        }
    }

    impl TextMeasure for Table {
        fn measure(&self, _text: &str, _font: &Font) -> Extent {
            Extent::default()
        }

        fn word_ends(&self, text: &str) -> Vec<usize> {
            let mut end = 0;
            (self.dictionary[text].iter())
                .map(|word| {
                    end += word.len();
                    end
                })
                .collect()
        }
    }

    /// Chrome looks for words anew from where each line starts, so that what it finds depends on the width: on a line of
    /// its own it does not break เหรอ, which it breaks elsewhere, and `Intl.Segmenter` too.
    const EXCEPTION: &str = "วันจันทร์อีกแล้วเหรอ ใครเชิญมา";

    #[test]
    fn breaks_wherever_chrome_does() {
        let table = include_str!("../../tests/line_breaks.json");
        let table: Table = serde_json::from_str(table).unwrap();
        let mut differences = String::new();
        for Recorded { text, pieces } in table.scripts.iter().flat_map(|script| &script.texts) {
            let ours: Vec<&str> = (typed_lines(text, false, &table)[0].segments.iter())
                .map(|segment| &text[segment.start..segment.end])
                .collect();
            if ours != *pieces && text != EXCEPTION {
                let _ = writeln!(differences, "{ours:?}\n{pieces:?}");
            }
        }
        assert!(
            differences.is_empty(),
            "ours, then Chrome's:\n{differences}"
        );
    }

    proptest! {
        #[test]
        fn no_grapheme_is_lost_or_split(text in "(\\PC|[ \n\u{301}\u{200d}👍🏽🇫🇷क्षिแมวนี้]){0,40}") {
            // White space hangs, also where a mark before it has made it part of its grapheme.
            let visible = |text: &str| -> Vec<String> {
                let graphemes = text.graphemes(true).map(|grapheme| grapheme.trim_end().to_owned());
                graphemes.filter(|grapheme| !grapheme.is_empty()).collect()
            };
            let seen: Vec<String> = (pieces(&text).concat().into_iter()).flat_map(visible).collect();
            let expected = visible(&text);
            prop_assert_eq!(seen, expected);
        }
    }
}
