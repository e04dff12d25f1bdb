use std::f64::consts::{PI, TAU};

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::super::testing::HalfEm;
use super::*;
use crate::document::{Case, FractionRect, TextId};

/// The classical box on a picture of 600 × 400.
const FRAME: Size = Size::new(570.0, 124.0);
const UNIT: f64 = 400.0;

fn text_box(text: &str, change: impl FnOnce(&mut Look)) -> TextBox {
    let mut text_box = TextBox::new(TextId::FIRST, FractionRect::default());
    text_box.text = text.to_owned();
    change(&mut text_box.look);
    text_box
}

fn lay_out(text: &str, change: impl FnOnce(&mut Look)) -> TextLayout {
    layout(&text_box(text, change), FRAME, UNIT, &HalfEm)
}

fn classic(text: &str) -> TextLayout {
    lay_out(text, |_| ())
}

fn texts(layout: &TextLayout) -> Vec<&str> {
    layout.lines.iter().map(|line| line.text.as_str()).collect()
}

fn runs(line: &Line) -> Vec<&str> {
    (line.runs.iter())
        .map(|run| &line.text[run.range.clone()])
        .collect()
}

#[test]
fn a_short_text_has_the_largest_size_on_one_line() {
    let layout = classic("just the cat");
    assert_eq!(layout.size_px, 50.0);
    assert_eq!(texts(&layout), ["JUST THE CAT"]);
    let line = &layout.lines[0];
    assert_eq!((line.left_px, line.width_px), (-150.0, 300.0));
    assert_eq!(layout.source(line, &HalfEm), 0..12);
    // Outline 0.07 em and capitals 0.86 em below the top.
    assert!((line.baseline_px - (-62.0 + 0.93 * 50.0)).abs() < 1e-9);
    let [scale, _, _, _, x, y] = line.runs[0].transform.as_coeffs();
    assert_eq!((scale, x, y), (50.0, -150.0, line.baseline_px));
}

#[test]
fn a_long_text_wraps_before_it_shrinks() {
    let layout = classic("one does not simply walk into the box");
    assert_eq!(layout.size_px, 50.0);
    assert_eq!(texts(&layout), ["ONE DOES NOT SIMPLY", "WALK INTO THE BOX"]);
    assert_eq!(layout.source(&layout.lines[1], &HalfEm), 20..37);
}

#[test]
fn a_word_wider_than_its_box_shrinks() {
    let layout = classic(&"a".repeat(100));
    assert_eq!(layout.lines.len(), 1);
    assert!(layout.size_px < 12.0 && layout.size_px > 10.0);
    assert!(layout.lines[0].width_px <= 570.0);
}

#[test]
fn a_word_is_cut_rather_than_set_as_a_hairline() {
    let word = "a".repeat(300);
    let layout = classic(&word);
    assert!(layout.size_px > 0.99 * LEAST_LEGIBLE * UNIT);
    assert_eq!(texts(&layout).concat(), word.to_uppercase());
    assert!(layout.lines.len() > 2);
    // Words that fit at that size stay whole, and so does all where only the height has no room.
    let mixed = classic(&["and a word ", &word].concat());
    assert_eq!(texts(&mixed)[0], "AND A WORD");
    let high = classic(&"word ".repeat(1000));
    assert!(high.size_px < LEAST_LEGIBLE * UNIT);
    assert!(
        texts(&high)
            .iter()
            .all(|line| !line.replace("WORD", "").contains('W'))
    );
}

#[test]
fn indents_are_kept_where_lines_keep_to_a_side() {
    let indented = |align| lay_out("a\n    b\n\tc", |look| look.align = align);
    let left = indented(Align::Left);
    assert_eq!(texts(&left), ["A", "    B", "\tC"]);
    assert_eq!(left.lines[1].width_px, 2.5 * left.size_px);
    assert_eq!(left.lines[2].width_px, 4.5 * left.size_px);
    assert_eq!(runs(&left.lines[2]), ["\t", "C"]);
    assert_eq!(texts(&indented(Align::Right))[1], "    B");
    assert_eq!(texts(&indented(Align::Center)), ["A", "B", "C"]);
}

#[test]
fn a_fixed_size_cuts_words_instead() {
    let layout = lay_out("a memememememememememememeforge b", |look| {
        look.size = FontSize::Fixed(0.125);
        look.align = Align::Left;
    });
    assert_eq!(layout.size_px, 50.0);
    assert_eq!(texts(&layout), ["A", "MEMEMEMEMEMEMEMEMEMEME", "MEFORGE B"]);
    assert!(layout.extents.y1 > FRAME.height / 2.0);
}

#[test]
fn a_fixed_size_shrinks_for_a_letter_wider_than_its_box() {
    let text_box = text_box("cat", |look| look.size = FontSize::Fixed(0.5));
    let layout = layout(&text_box, Size::new(64.0, 10.0), UNIT, &HalfEm);
    assert_eq!(layout.size_px, 100.0);
    assert_eq!(texts(&layout), ["C", "A", "T"]);
}

#[test]
fn the_bottom_text_stands_on_the_bottom() {
    let bottom = |look: &mut Look| look.vertical_align = VerticalAlign::Bottom;
    let one = lay_out("cat", bottom);
    let two = lay_out(
        "cat
cat", bottom,
    );
    assert!((one.lines[0].baseline_px - two.lines[1].baseline_px).abs() < 1e-9);
    assert!((one.extents.y1 - (62.0 - 3.5)).abs() < 1e-9);
    let middle = lay_out(
        "cat
cat",
        |look| look.vertical_align = VerticalAlign::Middle,
    );
    assert!(middle.extents.center().y.abs() < 1e-9);
}

#[test]
fn lines_keep_to_their_side() {
    let left = |text, align| lay_out(text, |look| look.align = align).lines[0].left_px;
    assert_eq!(left("cat", Align::Left), -285.0 + 3.5);
    assert_eq!(left("cat", Align::Start), -285.0 + 3.5);
    assert_eq!(left("cat", Align::Right), 285.0 - 3.5 - 75.0);
    assert_eq!(left("חתול", Align::Start), 285.0 - 3.5 - 100.0);
}

#[test]
fn padding_takes_room_only_with_a_plate() {
    let size = |opacity| {
        let look = |look: &mut Look| {
            look.plate.opacity = opacity;
            look.plate.padding_em = 0.5;
        };
        lay_out(
            "one
two", look,
        )
        .size_px
    };
    assert!(size(0.0) > 49.0);
    assert!(size(0.5) < 43.0);
}

#[test]
fn a_line_is_one_run_unless_spaced_bent_or_with_emoji() {
    assert_eq!(runs(&classic("so good").lines[0]), ["SO GOOD"]);
    assert_eq!(
        runs(&classic("so 😀 good").lines[0]),
        ["SO ", "😀", " GOOD"]
    );
    let spaced = lay_out("so g", |look| look.letter_spacing_em = 0.5);
    assert_eq!(runs(&spaced.lines[0]), ["S", "O", " ", "G"]);
    assert_eq!(spaced.lines[0].width_px, 3.5 * spaced.size_px);
    let bent = lay_out("ok", |look| look.arc = 1.0);
    assert_eq!(runs(&bent.lines[0]), ["O", "K"]);
}

#[test]
fn a_typed_line_has_a_direction_of_its_own() {
    let layout = classic(
        "cat
חתול!",
    );
    let directions = layout.lines.iter().map(|line| line.is_right_to_left);
    assert_eq!(directions.collect::<Vec<_>>(), [false, true]);
    assert!(layout.lines[1].runs[0].is_right_to_left);
}

#[test]
fn an_arc_is_symmetrical_and_inside() {
    for arc in [PI, -PI, TAU, -TAU] {
        let layout = lay_out(
            "bend it like
a rainbow",
            |look| look.arc = arc,
        );
        assert!(layout.extents.center().x.abs() < 1e-6);
        assert!((layout.extents.y0 - (-62.0 + 0.07 * layout.size_px)).abs() < 1e-6);
        assert!(layout.extents.y1 <= 62.0);
    }
}

#[test]
fn a_box_without_room_is_no_trouble() {
    for size in [FontSize::Fixed(0.1), FontSize::Auto { at_most: -1.0 }] {
        let text_box = text_box("cat", |look| look.size = size);
        for frame in [Size::ZERO, Size::new(-5.0, 10.0), Size::new(f64::NAN, 0.0)] {
            let layout = layout(&text_box, frame, UNIT, &HalfEm);
            assert!(layout.extents.is_finite() && layout.size_px > 0.0);
        }
    }
}

#[test]
fn nothing_to_see_gives_no_lines() {
    for text in [
        "", "   ", "

",
    ] {
        let layout = classic(text);
        assert!(layout.lines.is_empty() && layout.is_empty());
        assert!(layout.size_px.is_finite());
    }
}

/// Text with every kind of trouble: marks, joiners, flags, ideographs, right-to-left letters, line ends, long words.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "(\\PC|[ \n\r\t\u{301}\u{200d}\u{2028}👍🏽🇫🇷猫。ابجßİ]){0,60}",
        "(\\PC|[ \n]|แมวนี้|क्षत्रिय|مرحبا|שָׁלוֹם|猫が|👨‍👩‍👧|1️⃣|❤️){0,20}",
        "([a-z]{1,12} ){0,30}",
        "[A-Za-z]{0,400}",
    ]
}

fn any_frame() -> impl Strategy<Value = Size> {
    (12.0..600.0, 8.0..400.0).prop_map(|(width, height)| Size::new(width, height))
}

prop_compose! {
    fn any_straight_look()(
        fixed: bool,
        size in 0.01..0.4,
        case in prop_oneof![Just(Case::Upper), Just(Case::AsTyped), Just(Case::Lower), Just(Case::Alternating), Just(Case::Title), Just(Case::Sentence)],
        align in prop_oneof![Just(Align::Left), Just(Align::Center), Just(Align::Right), Just(Align::Start)],
        vertical_align in prop_oneof![Just(VerticalAlign::Top), Just(VerticalAlign::Middle), Just(VerticalAlign::Bottom)],
        line_height in 0.7..2.0,
        letter_spacing_em in prop_oneof![Just(0.0), -0.3..1.0],
        outline in prop_oneof![Just(0.0), 0.0..0.2],
        plate: bool,
    ) -> Look {
        let mut look = Look {
            size: if fixed { FontSize::Fixed(size) } else { FontSize::Auto { at_most: size } },
            case,
            align,
            vertical_align,
            line_height,
            letter_spacing_em,
            ..Look::CLASSIC
        };
        look.outline.width_em = outline;
        look.plate.opacity = f64::from(u8::from(plate));
        look
    }
}

fn any_look() -> impl Strategy<Value = Look> {
    (any_straight_look(), prop_oneof![Just(0.0), -TAU..TAU])
        .prop_map(|(look, arc)| Look { arc, ..look })
}

fn with_look(text: &str, look: &Look) -> TextBox {
    text_box(text, |changed| changed.clone_from(look))
}

/// Its graphemes without the spaces that may be part of one: at a line's end they hang.
fn seen(text: &str) -> Vec<String> {
    text.graphemes(true)
        .map(|grapheme| grapheme.trim().to_owned())
        .filter(|grapheme| !grapheme.is_empty())
        .collect()
}

proptest! {
    #[test]
    fn no_grapheme_is_lost_or_split(text in any_text(), look in any_look(), frame in any_frame()) {
        let layout = layout(&with_look(&text, &look), frame, UNIT, &HalfEm);
        let laid_out: Vec<String> = layout.lines.iter().flat_map(|line| seen(&line.text)).collect();
        prop_assert_eq!(laid_out, seen(&cased(&with_look(&text, &look), &HalfEm)));
        for line in &layout.lines {
            let mut ranges: Vec<_> = line.runs.iter().map(|run| run.range.clone()).collect();
            ranges.sort_by_key(|range| range.start);
            let pieces: Vec<&str> = ranges.iter().flat_map(|range| line.text[range.clone()].graphemes(true)).collect();
            let whole: Vec<&str> = line.text.graphemes(true).collect();
            prop_assert_eq!(pieces, whole);
        }
    }

    #[test]
    fn no_line_is_wider_than_its_box(text in any_text(), look in any_straight_look(), frame in any_frame()) {
        let layout = layout(&with_look(&text, &look), frame, UNIT, &HalfEm);
        let half = frame.width / 2.0 - look.outline.width_em * layout.size_px + 1e-6;
        for line in &layout.lines {
            prop_assert!(line.left_px >= -half && line.left_px + line.width_px <= half);
        }
    }

    #[test]
    fn all_is_inside_of_the_box(text in any_text(), look in any_look(), frame in any_frame()) {
        let look = Look { size: FontSize::Auto { at_most: look.size.fraction() }, ..look };
        let layout = layout(&with_look(&text, &look), frame, UNIT, &HalfEm);
        let inset = look.outline.width_em * layout.size_px - 1e-6;
        let seen = layout.extents.inflate(inset, inset);
        let frame = Rect::from_center_size((0.0, 0.0), frame);
        prop_assert!(layout.is_empty() || frame.union(seen) == frame, "{} in {}", seen, frame);
    }

    #[test]
    fn everything_is_finite(text in any_text(), look in any_look(), frame in any_frame()) {
        let layout = layout(&with_look(&text, &look), frame, UNIT, &HalfEm);
        prop_assert!(layout.size_px.is_finite() && layout.size_px > 0.0);
        prop_assert!(layout.wrap_width_px.is_finite());
        prop_assert!(layout.extents.is_finite());
        prop_assert!(layout.lines.iter().flat_map(|line| &line.runs).all(|run| run.transform.is_finite()));
    }

    #[test]
    fn a_larger_box_never_has_a_smaller_size(
        text in any_text(),
        look in any_straight_look(),
        frame in any_frame(),
        wider in 1.0..2.0,
        higher in 1.0..2.0,
    ) {
        let text_box = with_look(&text, &look);
        let size = |frame| layout(&text_box, frame, UNIT, &HalfEm).size_px;
        let larger = Size::new(frame.width * wider, frame.height * higher);
        prop_assert!(size(larger) >= size(frame));
    }

    #[test]
    fn lines_are_parts_of_what_was_typed_in_order(text in any_text(), look in any_look()) {
        let layout = layout(&with_look(&text, &look), FRAME, UNIT, &HalfEm);
        let mut end = 0;
        for line in &layout.lines {
            let source = layout.source(line, &HalfEm);
            prop_assert!(source.start >= end);
            end = source.end;
            // Slicing would panic inside of a character.
            let _ = &text[source];
        }
    }
}
