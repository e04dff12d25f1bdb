//! Lines are broken where Chrome breaks them: a table that `make line-breaks` records, with a font of which every
//! character is half an em wide.

use std::collections::BTreeMap;
use std::fmt::Write;

use kurbo::Size;
use memeforge::document::{
    Align, Case, Font, FontSize, FractionRect, Language, Look, TextBox, TextId,
};
use memeforge::text::{Casing, Extent, TextLayout, TextMeasure, layout};
use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

/// What was recorded.
#[derive(Deserialize)]
struct Table {
    /// In characters.
    line_widths: Vec<f64>,
    /// In characters, of graphemes that are not one wide.
    grapheme_widths: BTreeMap<String, f64>,
    /// The words of texts in scripts that put no space between them.
    dictionary: BTreeMap<String, Vec<String>>,
    scripts: Vec<Script>,
}

#[derive(Deserialize)]
struct Script {
    script: String,
    texts: Vec<Recorded>,
}

#[derive(Deserialize)]
struct Recorded {
    text: String,
    /// The lines at each of the widths.
    lines: Vec<Vec<String>>,
}

/// All texts are as typed.
impl Casing for Table {
    fn upper(&self, text: &str, _language: Language) -> String {
        text.to_owned()
    }

    fn lower(&self, text: &str, _language: Language) -> String {
        text.to_owned()
    }
}

/// Measures as Chrome did, and knows the words that it knew.
impl TextMeasure for Table {
    fn measure(&self, text: &str, _font: &Font) -> Extent {
        let width = |grapheme| self.grapheme_widths.get(grapheme).copied().unwrap_or(1.0);
        Extent {
            advance: text.graphemes(true).map(width).sum::<f64>() / 2.0,
            ascent: 0.7,
            descent: 0.0,
        }
    }

    fn word_ends(&self, text: &str) -> Vec<usize> {
        let words = self.dictionary.get(text);
        let words = words.unwrap_or_else(|| panic!("“{text}” was not recorded"));
        let mut end = 0;
        (words.iter())
            .map(|word| {
                end += word.len();
                end
            })
            .collect()
    }
}

/// In pixels: a character is 10 wide.
const FONT_SIZE: f64 = 20.0;

fn table() -> Table {
    serde_json::from_str(include_str!("line_breaks.json")).expect("the table is as recorded")
}

fn set(text: &str, size: FontSize, frame: Size, table: &Table) -> TextLayout {
    let mut text_box = TextBox::new(TextId::FIRST, FractionRect::default());
    text_box.text.push_str(text);
    text_box.look = Look {
        size,
        case: Case::AsTyped,
        align: Align::Left,
        ..Look::CLASSIC
    };
    text_box.look.outline.width_em = 0.0;
    layout(&text_box, frame, FONT_SIZE, table)
}

fn lines(layout: &TextLayout) -> Vec<&str> {
    layout.lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn the_table_is_large_enough() {
    let table = table();
    assert!(table.scripts.len() >= 10);
    assert!(table.scripts.iter().all(|script| script.texts.len() >= 20));
}

#[test]
fn lines_are_broken_where_chrome_breaks_them() {
    let table = table();
    let mut differences = String::new();
    for Script { script, texts } in &table.scripts {
        for recorded in texts {
            for (width, expected) in table.line_widths.iter().zip(&recorded.lines) {
                let frame = Size::new(width * FONT_SIZE / 2.0, 100.0);
                let layout = set(&recorded.text, FontSize::Fixed(1.0), frame, &table);
                let lines = lines(&layout);
                if lines != *expected {
                    let _ = writeln!(
                        differences,
                        "{script}, {width}:\n  {lines:?}\n  {expected:?}"
                    );
                }
            }
        }
    }
    assert!(
        differences.is_empty(),
        "ours, then Chrome's:\n{differences}"
    );
}

#[test]
fn a_text_is_as_large_as_chromes_lines_allow() {
    let table = table();
    let auto = FontSize::Auto { at_most: 1.0 };
    for recorded in table.scripts.iter().flat_map(|script| &script.texts) {
        for (width, lines) in table.line_widths.iter().zip(&recorded.lines) {
            let frame = Size::new(width * FONT_SIZE / 2.0, 1000.0);
            let fixed = set(&recorded.text, FontSize::Fixed(1.0), frame, &table);
            let roomy = set(&recorded.text, auto, frame, &table);
            if roomy.size_px < FONT_SIZE {
                // A word is wider than the box: Chrome cut it, a text that fits itself shrinks.
                continue;
            }
            assert_eq!(roomy.lines.len(), lines.len());
            let enough = Size::new(frame.width, fixed.extents.height() + 1e-6);
            let fitted = set(&recorded.text, auto, enough, &table);
            assert_eq!(fitted.size_px, FONT_SIZE, "{}", recorded.text);
            let too_low = Size::new(frame.width, fixed.extents.height() - 1e-6);
            let smaller = set(&recorded.text, auto, too_low, &table);
            assert!(smaller.size_px < FONT_SIZE, "{}", recorded.text);
        }
    }
}
