//! The order in which letters are seen: Unicode's bidirectional algorithm (UAX #9), on whole graphemes. The tests hold it against
//! the crate `unicode-bidi`, whose tables would cost 19 KB in the first load.

use std::ops::Range;

/// What a grapheme does to the direction: the classes of UAX #9, those of its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// L: a letter from left to right.
    Left,
    /// R: a letter from right to left.
    Right,
    /// AL: the same, and numbers after it are Arabic.
    Arabic,
    /// EN: a digit; it follows its surroundings, but runs from left to right.
    Number,
    /// AN: a digit after Arabic letters, or one of the Arabic digits.
    ArabicNumber,
    /// CS: belongs to a number if it stands between two digits.
    Separator,
    /// ES: the same, but not between Arabic digits.
    Sign,
    /// ET: belongs to a number if it touches one.
    Terminator,
    /// B and S: ends a line or a part of it, and stands at its own place.
    Tab,
    /// WS: white space.
    Space,
    /// ON: goes with what is around it.
    Neutral,
    /// BN: is not there.
    Ignored,
    /// LRE, RLE, LRO or RLO: what follows has a direction, and with an override each letter has.
    Embedding { is_right: bool, overrides: bool },
    /// PDF: ends the embedding that began last.
    EndEmbedding,
    /// LRI, RLI, or with none FSI: what follows has a direction, and is one neutral sign for what is around it.
    Isolate(Option<bool>),
    /// PDI: ends the isolate that began last.
    EndIsolate,
}

fn class(c: char) -> Class {
    match c {
        '0'..='9'
        | '\u{b2}'
        | '\u{b3}'
        | '\u{b9}'
        | '\u{6f0}'..='\u{6f9}'
        | '\u{2070}'..='\u{2079}'
        | '\u{2080}'..='\u{2089}'
        | '\u{ff10}'..='\u{ff19}' => Class::Number,
        '\u{600}'..='\u{605}' | '\u{660}'..='\u{669}' | '\u{66b}' | '\u{66c}' | '\u{6dd}' => {
            Class::ArabicNumber
        }
        ',' | '.' | '/' | ':' | '\u{a0}' | '\u{60c}' | '\u{202f}' | '\u{2044}' => Class::Separator,
        '+' | '-' | '\u{2212}' => Class::Sign,
        // Number signs, per cent, degrees and the like, currencies.
        '#'..='%'
        | '\u{a2}'..='\u{a5}'
        | '\u{b0}'
        | '\u{b1}'
        | '\u{609}'
        | '\u{60a}'
        | '\u{66a}'
        | '\u{e3f}'
        | '\u{2030}'..='\u{2034}'
        | '\u{20a0}'..='\u{20cf}' => Class::Terminator,
        '\t'..='\u{b}' | '\r' | '\u{1c}'..='\u{1f}' | '\u{85}' | '\u{2029}' => Class::Tab,
        ' '
        | '\u{c}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{205f}'
        | '\u{3000}' => Class::Space,
        '\u{61c}' => Class::Arabic,
        // The flags' letters too.
        '\u{200e}' | '\u{1f1e6}'..='\u{1f1ff}' => Class::Left,
        '\u{200f}' => Class::Right,
        '\u{202a}'..='\u{202e}' if c != '\u{202c}' => Class::Embedding {
            is_right: matches!(c, '\u{202b}' | '\u{202e}'),
            overrides: c > '\u{202c}',
        },
        '\u{202c}' => Class::EndEmbedding,
        '\u{2066}' => Class::Isolate(Some(false)),
        '\u{2067}' => Class::Isolate(Some(true)),
        '\u{2068}' => Class::Isolate(None),
        '\u{2069}' => Class::EndIsolate,
        _ if c.is_control()
            || matches!(
                c,
                '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            ) =>
        {
            Class::Ignored
        }
        '\u{606}' | '\u{607}' | '\u{60e}' | '\u{60f}' | '\u{6de}' | '\u{6e9}' | '\u{fb29}'
        | '\u{fd3e}' | '\u{fd3f}' => Class::Neutral,
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
        _ if !c.is_alphanumeric() => Class::Neutral,
        _ => Class::Left,
    }
}

/// Brackets: first and last of ranges in which every second one opens, and the next closes it. Others are in [`bracket`].
const BRACKETS: [(u16, u16); 22] = [
    (0x28, 0x29),
    (0xf3a, 0xf3d),
    (0x169b, 0x169c),
    (0x2045, 0x2046),
    (0x207d, 0x207e),
    (0x208d, 0x208e),
    (0x2308, 0x230b),
    (0x2329, 0x232a),
    (0x2768, 0x2775),
    (0x27c5, 0x27c6),
    (0x27e6, 0x27ef),
    (0x2983, 0x2998),
    (0x29d8, 0x29db),
    (0x29fc, 0x29fd),
    (0x2e22, 0x2e29),
    (0x2e55, 0x2e5c),
    (0x3008, 0x3011),
    (0x3014, 0x301b),
    (0xfe59, 0xfe5e),
    (0xff08, 0xff09),
    (0xff5f, 0xff60),
    (0xff62, 0xff63),
];

/// The opening bracket of the pair that `c` is part of, and whether `c` is that: Unicode's `Bidi_Paired_Bracket`.
fn bracket(c: char) -> Option<(u16, bool)> {
    let c = u16::try_from(u32::from(c)).ok()?;
    let opening = match c {
        0x5b | 0x7b | 0xff3b | 0xff5b => c,
        0x5d | 0x7d | 0xff3d | 0xff5d => c - 2,
        0x298e => 0x298f,
        0x2990 => 0x298d,
        _ => {
            let (first, _) =
                (BRACKETS.iter()).find(|(first, last)| (first..=last).contains(&&c))?;
            c - (c - first) % 2
        }
    };
    // Two that look alike, and are canonically the same.
    let pair = if opening == 0x2329 { 0x3008 } else { opening };
    Some((pair, c == opening))
}

/// Whether a text runs from right to left: its first strong letter decides, as with HTML's `dir=auto`.
pub fn is_right_to_left(text: &str) -> bool {
    first_strong(text.chars().map(class), false)
}

/// Whether the first strong letter runs from right to left; in an isolate up to its end. What is isolated in between does not
/// count.
fn first_strong(classes: impl Iterator<Item = Class>, is_isolate: bool) -> bool {
    let mut depth = 0_u32;
    for class in classes {
        match class {
            Class::Isolate(_) => depth += 1,
            Class::EndIsolate if depth == 0 && is_isolate => return false,
            Class::EndIsolate => depth = depth.saturating_sub(1),
            Class::Left if depth == 0 => return false,
            Class::Right | Class::Arabic if depth == 0 => return true,
            _ => {}
        }
    }
    false
}

/// The deepest embedding: UAX #9's `max_depth`.
const DEEPEST: u8 = 125;

/// The embedding level of each grapheme of a line: odd ones run from right to left.
pub fn levels(graphemes: &[&str], is_right_to_left: bool) -> Vec<u8> {
    let base = u8::from(is_right_to_left);
    let first = |grapheme: &&str| grapheme.chars().next();
    // The marks of a grapheme go with its first character.
    let typed: Vec<Class> = (graphemes.iter())
        .map(|grapheme| first(grapheme).map_or(Class::Ignored, class))
        .collect();
    let mut classes = typed.clone();
    let mut levels = vec![base; typed.len()];
    for mut sequence in explicit(&typed, &mut classes, &mut levels, base) {
        sequence.brackets = (sequence.places.iter())
            .map(|place| first(&graphemes[*place]).and_then(bracket))
            .collect();
        sequence.resolve(&mut classes);
        for place in sequence.places {
            levels[place] += match classes[place] {
                Class::Left => levels[place] % 2,
                Class::Right => 1 - levels[place] % 2,
                _ => 2 - levels[place] % 2,
            };
        }
    }
    // L1: tabs, and white space before them and at the end, stand where they would in a line of that direction alone.
    let mut is_trailing = true;
    for (level, class) in levels.iter_mut().zip(&typed).rev() {
        is_trailing = match class {
            Class::Tab => true,
            Class::Space | Class::Isolate(_) | Class::EndIsolate => is_trailing,
            _ if is_ignored(*class) => is_trailing,
            _ => false,
        };
        if is_trailing {
            *level = base;
        }
    }
    levels
}

/// What is taken out before anything is resolved (rule X9).
fn is_ignored(class: Class) -> bool {
    matches!(
        class,
        Class::Ignored | Class::Embedding { .. } | Class::EndEmbedding
    )
}

/// An isolating run sequence: the graphemes of one level that are neighbours but for isolates between them.
struct Sequence {
    places: Vec<usize>,
    /// The bracket at each place, as [`bracket`] tells it.
    brackets: Vec<Option<(u16, bool)>>,
    level: u8,
    /// The directions before its start and after its end.
    sides: [Class; 2],
}

fn direction(level: u8) -> Class {
    if level % 2 == 1 {
        Class::Right
    } else {
        Class::Left
    }
}

/// Rules X1 to X10: sets the level of each place, and the class where an override does. What is ignored has the level of what
/// is before it.
fn explicit(typed: &[Class], classes: &mut [Class], levels: &mut [u8], base: u8) -> Vec<Sequence> {
    // What is open: its level, the class that it gives to all letters, and whether it is an isolate and where that began.
    let mut open: Vec<(u8, Option<Class>, Option<usize>)> = vec![(base, None, None)];
    let (mut lost_isolates, mut lost_embeddings, mut isolates) = (0_u32, 0_u32, 0_u32);
    let mut sequences: Vec<Sequence> = Vec::new();
    let mut sequence_of = vec![0; typed.len()];
    let mut before: Option<usize> = None;
    for (place, class) in typed.iter().enumerate() {
        let mut began = None;
        if *class == Class::EndIsolate {
            if lost_isolates > 0 {
                lost_isolates -= 1;
            } else if isolates > 0 {
                lost_embeddings = 0;
                while let Some((_, _, start)) = open.pop() {
                    if start.is_some() {
                        began = start;
                        break;
                    }
                }
                isolates -= 1;
            }
        }
        let (level, overriding, isolate) = open.last().copied().unwrap_or((base, None, None));
        let next = |is_right: bool| {
            let next = level + 1 + u8::from((level % 2 == 1) == is_right);
            Some(next).filter(|next| *next <= DEEPEST && lost_isolates + lost_embeddings == 0)
        };
        levels[place] = level;
        match *class {
            Class::Embedding {
                is_right,
                overrides,
            } => match next(is_right) {
                Some(next) => open.push((next, overrides.then(|| direction(next)), None)),
                None if lost_isolates == 0 => lost_embeddings += 1,
                None => {}
            },
            Class::EndEmbedding => {
                if lost_isolates > 0 {
                } else if lost_embeddings > 0 {
                    lost_embeddings -= 1;
                } else if isolate.is_none() && open.len() > 1 {
                    open.pop();
                }
            }
            Class::Ignored => {}
            class => {
                if let Class::Isolate(is_right) = class {
                    let rest = || first_strong(typed[place + 1..].iter().copied(), true);
                    match next(is_right.unwrap_or_else(rest)) {
                        Some(next) => {
                            isolates += 1;
                            open.push((next, None, Some(place)));
                        }
                        None => lost_isolates += 1,
                    }
                }
                if let Some(overriding) = overriding {
                    classes[place] = overriding;
                }
            }
        }
        if is_ignored(*class) {
            continue;
        }
        let level = levels[place];
        let neighbour = before.filter(|before| levels[*before] == level);
        let known = neighbour.or(began).map(|before| sequence_of[before]);
        let index = known.unwrap_or_else(|| {
            let level_before = before.map_or(base, |before| levels[before]);
            sequences.push(Sequence {
                places: Vec::new(),
                brackets: Vec::new(),
                level,
                sides: [
                    direction(level.max(level_before)),
                    direction(level.max(base)),
                ],
            });
            sequences.len() - 1
        });
        if let Some(before) = before.filter(|_| neighbour.is_none()) {
            // An isolate that is still open has the line's own direction after it.
            let other = &mut sequences[sequence_of[before]];
            if !matches!(typed[before], Class::Isolate(_)) {
                other.sides[1] = direction(other.level.max(level));
            }
        }
        if began.is_some() {
            sequences[index].sides[1] = direction(level.max(base));
        }
        sequences[index].places.push(place);
        sequence_of[place] = index;
        before = Some(place);
    }
    let mut last = base;
    for (level, class) in levels.iter_mut().zip(typed) {
        if is_ignored(*class) {
            *level = last;
        }
        last = *level;
    }
    sequences
}

impl Sequence {
    /// Rules W2 to N2: what remains is left, right, and numbers. (W1 is about marks, which are parts of graphemes here.)
    fn resolve(&self, all: &mut [Class]) {
        let mut classes: Vec<Class> = self.places.iter().map(|place| all[*place]).collect();
        self.resolve_numbers(&mut classes);
        self.resolve_brackets(&mut classes);
        self.resolve_neutrals(&mut classes);
        for (place, class) in self.places.iter().zip(classes) {
            all[*place] = class;
        }
    }

    /// Rules W2 to W7.
    fn resolve_numbers(&self, classes: &mut [Class]) {
        let mut strong = self.sides[0];
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
        strong = self.sides[0];
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

    /// Rule N0: brackets run like what is between them, both alike.
    fn resolve_brackets(&self, classes: &mut [Class]) {
        /// UAX #9's limit of brackets that are open at once.
        const MOST_OPEN: usize = 63;
        let mut pairs = Vec::new();
        let mut open: Vec<(u16, usize)> = Vec::new();
        for (index, bracket) in self.brackets.iter().enumerate() {
            let Some((pair, opens)) = bracket.filter(|_| classes[index] == Class::Neutral) else {
                continue;
            };
            if opens {
                if open.len() == MOST_OPEN {
                    break;
                }
                open.push((pair, index));
            } else if let Some(found) = open.iter().rposition(|(other, _)| *other == pair) {
                pairs.push((open[found].1, index));
                open.truncate(found);
            }
        }
        pairs.sort_unstable();
        let own = direction(self.level);
        for (start, end) in pairs {
            let inside = classes[start + 1..end]
                .iter()
                .filter_map(|class| strong(*class));
            let is_own = inside.fold(None, |is_own, class| {
                Some(is_own == Some(true) || class == own)
            });
            let Some(is_own) = is_own else { continue };
            let before = || {
                classes[..start]
                    .iter()
                    .rev()
                    .find_map(|class| strong(*class))
            };
            let class = if is_own {
                own
            } else {
                before().unwrap_or(self.sides[0])
            };
            (classes[start], classes[end]) = (class, class);
        }
    }

    /// Rules N1 and N2: neutrals run like what is on both sides of them, else like the sequence.
    fn resolve_neutrals(&self, classes: &mut [Class]) {
        for run in runs(classes, |class| strong(class).is_none()) {
            let side = |index: Option<usize>, end: usize| {
                let class = index.and_then(|index| classes.get(index));
                class
                    .and_then(|class| strong(*class))
                    .unwrap_or(self.sides[end])
            };
            let (before, after) = (side(run.start.checked_sub(1), 0), side(Some(run.end), 1));
            let class = if before == after {
                before
            } else {
                direction(self.level)
            };
            classes[run].fill(class);
        }
    }
}

/// The direction that neutrals see in a class: that of numbers is right to left.
fn strong(class: Class) -> Option<Class> {
    match class {
        Class::Left => Some(Class::Left),
        Class::Right | Class::Number | Class::ArabicNumber => Some(Class::Right),
        _ => None,
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
    let highest = levels.iter().copied().max().unwrap_or(0);
    for level in (1..=highest).rev() {
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
}
