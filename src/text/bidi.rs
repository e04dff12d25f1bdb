//! Which way letters run: the part of Unicode's bidirectional algorithm (UAX #9) that memes need, which is all of it but
//! explicit embeddings and pairs of brackets. The whole would cost 19 KB in the first load.

use std::ops::Range;

/// What a grapheme does to the direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Runs from left to right.
    Left,
    /// Runs from right to left.
    Right,
    /// Runs from right to left, and makes numbers after it Arabic.
    Arabic,
    /// A digit; it follows its surroundings, but runs from left to right.
    Number,
    /// A digit after Arabic letters, or one of the Arabic digits.
    ArabicNumber,
    /// Belongs to a number if it stands between two digits.
    Separator,
    /// The same, but not between Arabic digits.
    Sign,
    /// Belongs to a number if it touches one.
    Terminator,
    /// Goes with what is around it.
    Neutral,
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' | '\u{6f0}'..='\u{6f9}' => Class::Number,
        '\u{660}'..='\u{669}' => Class::ArabicNumber,
        ',' | '.' | '/' | ':' | '\u{a0}' | '\u{202f}' => Class::Separator,
        '+' | '-' | '\u{2212}' => Class::Sign,
        // Number signs, per cent, degrees and the like, currencies.
        '#'..='%'
        | '\u{a2}'..='\u{a5}'
        | '\u{b0}'
        | '\u{b1}'
        | '\u{66a}'
        | '\u{2030}'..='\u{2034}'
        | '\u{20a0}'..='\u{20cf}' => Class::Terminator,
        '\u{61c}' => Class::Arabic,
        '\u{200e}' => Class::Left,
        '\u{200f}' => Class::Right,
        _ if !c.is_alphanumeric() => Class::Neutral,
        // Arabic, Syriac, Thaana.
        '\u{600}'..='\u{7bf}'
        | '\u{860}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}' => Class::Arabic,
        // Hebrew, N'Ko and its neighbours, ancient scripts, Adlam.
        '\u{590}'..='\u{5ff}'
        | '\u{7c0}'..='\u{85f}'
        | '\u{fb1d}'..='\u{fb4f}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' => Class::Right,
        _ => Class::Left,
    }
}

/// Whether a text runs from right to left: its first strong letter decides, as with HTML's `dir=auto`.
pub fn is_right_to_left(text: &str) -> bool {
    text.chars()
        .map(class)
        .find(|class| matches!(class, Class::Left | Class::Right | Class::Arabic))
        .is_some_and(|class| class != Class::Left)
}

/// The embedding level of each grapheme of a line: odd ones run from right to left.
pub fn levels(graphemes: &[&str], is_right_to_left: bool) -> Vec<u8> {
    let base = if is_right_to_left {
        Class::Right
    } else {
        Class::Left
    };
    // The marks of a grapheme go with its first character.
    let mut classes: Vec<Class> = graphemes
        .iter()
        .map(|grapheme| grapheme.chars().next().map_or(Class::Neutral, class))
        .collect();
    resolve_numbers(&mut classes, base);
    resolve_neutrals(&mut classes, base);
    let level = |class: &Class| match class {
        Class::Left => 2 * u8::from(is_right_to_left),
        Class::Right => 1,
        _ => 2,
    };
    classes.iter().map(level).collect()
}

/// UAX #9's rules W2 to W7: what remains is left, right, numbers and neutrals.
fn resolve_numbers(classes: &mut [Class], base: Class) {
    let mut strong = base;
    for class in classes.iter_mut() {
        match class {
            Class::Left | Class::Right | Class::Arabic => strong = *class,
            Class::Number if strong == Class::Arabic => *class = Class::ArabicNumber,
            _ => {}
        }
    }
    for index in 1..classes.len().saturating_sub(1) {
        let (before, after) = (classes[index - 1], classes[index + 1]);
        let joins = match classes[index] {
            Class::Separator => matches!(before, Class::Number | Class::ArabicNumber),
            Class::Sign => before == Class::Number,
            _ => false,
        };
        if joins && before == after {
            classes[index] = before;
        }
    }
    for run in runs(classes, |class| class == Class::Terminator) {
        let touches = |index: Option<usize>| {
            index.and_then(|index| classes.get(index)) == Some(&Class::Number)
        };
        if touches(run.start.checked_sub(1)) || touches(Some(run.end)) {
            classes[run].fill(Class::Number);
        }
    }
    strong = base;
    for class in classes {
        match class {
            Class::Arabic => *class = Class::Right,
            Class::Number if strong == Class::Left => *class = Class::Left,
            _ => {}
        }
        if matches!(class, Class::Left | Class::Right) {
            strong = *class;
        }
    }
}

/// UAX #9's rules N1 and N2: neutrals run like what is on both sides of them, else like the line.
fn resolve_neutrals(classes: &mut [Class], base: Class) {
    let is_neutral = |class| {
        matches!(
            class,
            Class::Separator | Class::Sign | Class::Terminator | Class::Neutral
        )
    };
    for run in runs(classes, is_neutral) {
        let side = |index: Option<usize>| match index.and_then(|index| classes.get(index)) {
            None => base,
            Some(Class::Left) => Class::Left,
            Some(_) => Class::Right,
        };
        let (before, after) = (side(run.start.checked_sub(1)), side(Some(run.end)));
        classes[run].fill(if before == after { before } else { base });
    }
}

/// The longest runs of neighbours that are all `wanted`.
fn runs(classes: &[Class], wanted: impl Fn(Class) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (index, class) in classes.iter().enumerate() {
        if !wanted(*class) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == index => run.end += 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}

/// The order in which pieces with these levels are seen, from left to right (rule L2).
pub fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    for level in [2, 1] {
        let mut start = 0;
        for stretch in levels.chunk_by(|before, after| (*before >= level) == (*after >= level)) {
            let end = start + stretch.len();
            if stretch[0] >= level {
                order[start..end].reverse();
            }
            start = end;
        }
    }
    order
}

#[cfg(test)]
mod tests {
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
}
