//! The order in which letters are seen: Unicode's bidirectional algorithm (UAX #9), on whole graphemes. The tests hold it against
//! the crate `unicode-bidi`, which is several times as large.

mod class;

use std::ops::Range;

use class::{Class, bracket, class};

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

/// Whether a line may have an order of its own: something in it runs from right to left, or says what does.
pub fn is_mixed(text: &str) -> bool {
    text.chars().map(class).any(|class| {
        matches!(
            class,
            Class::Right
                | Class::Arabic
                | Class::ArabicNumber
                | Class::Embedding { .. }
                | Class::Isolate(_)
        )
    })
}

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
    let began = explicit(&typed, &mut classes, &mut levels, base);
    for mut sequence in sequences(&typed, &mut levels, base, &began) {
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

/// Rules X1 to X8: sets the level of each place, and the class where an override does. Returns where the isolate began that ends
/// at each place, if one does.
fn explicit(
    typed: &[Class],
    classes: &mut [Class],
    levels: &mut [u8],
    base: u8,
) -> Vec<Option<usize>> {
    // What is open: its level, the class that it gives to all letters, and whether it is an isolate and where that began.
    let mut open: Vec<(u8, Option<Class>, Option<usize>)> = vec![(base, None, None)];
    let (mut lost_isolates, mut lost_embeddings, mut isolates) = (0_u32, 0_u32, 0_u32);
    let mut began = vec![None; typed.len()];
    for (place, class) in typed.iter().enumerate() {
        if *class == Class::EndIsolate {
            if lost_isolates > 0 {
                lost_isolates -= 1;
            } else if isolates > 0 {
                lost_embeddings = 0;
                while let Some((_, _, start)) = open.pop() {
                    if start.is_some() {
                        began[place] = start;
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
    }
    began
}

/// Rule X10. What is ignored gets the level of what is before it.
fn sequences(
    typed: &[Class],
    levels: &mut [u8],
    base: u8,
    began: &[Option<usize>],
) -> Vec<Sequence> {
    let mut sequences: Vec<Sequence> = Vec::new();
    let mut sequence_of = vec![0; typed.len()];
    let mut before: Option<usize> = None;
    for (place, class) in typed.iter().enumerate() {
        if is_ignored(*class) {
            continue;
        }
        let (level, began) = (levels[place], began[place]);
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
        // Where the bracket that opens at each place is closed; 0 where it is not.
        let mut closing = vec![0; classes.len()];
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
                closing[open[found].1] = index;
                open.truncate(found);
            }
        }
        let own = direction(self.level);
        for (start, end) in closing.into_iter().enumerate().filter(|(_, end)| *end > 0) {
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
mod tests;
