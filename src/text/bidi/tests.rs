use proptest::prelude::*;
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

use super::*;

/// The graphemes from left to right.
fn seen(text: &str) -> String {
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let levels = levels(&graphemes, is_right_to_left(text));
    visual_order(&levels)
        .into_iter()
        .map(|index| graphemes[index])
        .collect()
}

#[test]
fn the_first_strong_letter_decides() {
    assert!(is_right_to_left("1. (שלום) hello"));
    assert!(is_right_to_left("…مرحبا"));
    assert!(!is_right_to_left("hello שלום"));
    assert!(!is_right_to_left("12 + 3 😀"));
    assert!(!is_right_to_left(""));
}

#[test]
fn left_to_right_stays() {
    assert_eq!(seen("cat, 10% (dog)!"), "cat, 10% (dog)!");
}

#[test]
fn hebrew_is_reversed_with_its_closing_punctuation() {
    assert_eq!(seen("אבג!"), "!גבא");
    assert_eq!(seen("אב גד"), "דג בא");
}

#[test]
fn an_embedded_word_keeps_its_direction() {
    assert_eq!(seen("אב cat גד"), "דג cat בא");
    assert_eq!(seen("cat אבג dog"), "cat גבא dog");
    assert_eq!(seen("cat אב, גד!"), "cat דג ,בא!");
}

#[test]
fn numbers_keep_theirs() {
    assert_eq!(seen("אב 12.5 גד"), "דג 12.5 בא");
    assert_eq!(seen("אב 10:30"), "10:30 בא");
    assert_eq!(seen("אב 50% גד"), "דג 50% בא");
    assert_eq!(seen("בא $5"), "$5 אב");
    assert_eq!(seen("عمر ١٢٣ سنة"), "ةنس ١٢٣ رمع");
    assert_eq!(seen("عمر 12 سنة"), "ةنس 12 رمع");
    // A hyphen between numbers after Arabic letters is neutral, so the numbers swap sides.
    assert_eq!(seen("عمر 1-2"), "2-1 رمع");
}

#[test]
fn marks_go_with_their_letters() {
    assert_eq!(seen("שָׁלוֹם"), "םוֹלשָׁ");
}

#[test]
fn brackets_run_like_what_is_between_them() {
    assert_eq!(seen("abc (אבג [דה]) 50% ‹ו> x"), "abc (]הד[ גבא) ו‹ 50%> x");
    // As they are typed: whoever paints turns those that run from right to left around.
    assert_eq!(seen("אב (cat) גד"), "דג )cat( בא");
    assert_eq!(seen("cat (אב) dog"), "cat (בא) dog");
    assert_eq!(seen("אב (1) ג."), ".ג )1( בא");
}

#[test]
fn isolates_and_overrides_count() {
    assert_eq!(
        seen("\u{2067}אב cat\u{2069}, dog"),
        "\u{2067}cat בא\u{2069}, dog"
    );
    assert_eq!(seen("\u{202e}abc\u{202c}d"), "\u{202e}\u{202c}cbad");
}

/// A letter of each kind, brackets of each kind, and all that is not seen.
const ALPHABET: &str = "[abאבגعمר01٣ \t.,:/+\\-%$#()\\[\\]{}<>‹›⦍⦐⦏⦎〈〉⟨⟩（）［］「」!?؟،;–…\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200e}\u{200f}\u{61c}\u{ad}\u{200b}😀🇫🇷]{0,40}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]
    #[test]
    fn it_is_the_order_that_unicode_bidi_has(text in ALPHABET, is_right_to_left: bool) {
        let base = if is_right_to_left { Level::rtl() } else { Level::ltr() };
        let info = BidiInfo::new(&text, Some(base));
        let graphemes: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
        let Some(paragraph) = info.paragraphs.first() else { return Ok(()) };
        let theirs = info.reordered_levels(paragraph, paragraph.range.clone());
        let whole: Vec<&str> = graphemes.iter().map(|(_, grapheme)| *grapheme).collect();
        let ours = levels(&whole, is_right_to_left);
        // What is taken out has no level of its own.
        let seen = |place: &usize| !is_ignored(class(whole[*place].chars().next().unwrap()));
        let places: Vec<usize> = (0..whole.len()).filter(seen).collect();
        let ours: Vec<u8> = places.iter().map(|place| ours[*place]).collect();
        let theirs: Vec<u8> = places.iter().map(|place| theirs[graphemes[*place].0].number()).collect();
        prop_assert_eq!(ours, theirs, "{:?}", text);
        let direction = unicode_bidi::get_base_direction(text.as_str());
        prop_assert_eq!(super::is_right_to_left(&text), direction == unicode_bidi::Direction::Rtl);
    }
}
