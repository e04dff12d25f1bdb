//! A document from elsewhere made one that the editor could have made.

use std::collections::HashSet;
use std::f64::consts::TAU;

use unicode_segmentation::UnicodeSegmentation;

use super::limits::{self, Limits};
use super::{
    Document, Face, FontSize, FractionRect, Look, PixelSize, Surround, TextBox, TextId, bounded,
};

impl Surround {
    /// The same with each side within its limits: the size of nothing can be computed before.
    #[must_use]
    pub fn sanitized(mut self) -> Self {
        for side in [
            &mut self.left,
            &mut self.top,
            &mut self.right,
            &mut self.bottom,
        ] {
            keep_percent(side, limits::SURROUND, 0.0);
        }
        self
    }
}

impl Document {
    /// This document, from somebody else and maybe hostile, within what the editor's own messages allow: every number finite
    /// and within its [`limits`], every text with an id of its own, the first two there, names cut at their longest, texts beyond the
    /// most left out and the longest of the others cut until all together have their most characters. What the editor makes stays as
    /// it is.
    #[must_use]
    pub fn sanitized(mut self) -> Self {
        cut(&mut self.picture.name, limits::LONGEST_NAME);
        cut(&mut self.description, limits::LONGEST_DESCRIPTION);
        self.picture.size = sanitized_size(
            self.picture.size,
            limits::LONGEST_SIDE,
            limits::LARGEST_AREA,
        );
        self.surround = self.surround.sanitized();
        self.sanitize_ids();
        self.cut_texts();
        for text_box in &mut self.texts {
            sanitize_text(text_box);
        }
        self
    }

    /// The characters of all texts.
    pub fn characters(&self) -> usize {
        let texts = self.texts.iter();
        texts.map(|text_box| text_box.text.chars().count()).sum()
    }

    /// Cuts the longest texts, all at the same length, so that short ones stay whole beside them.
    fn cut_texts(&mut self) {
        let lengths: Vec<usize> = (self.texts.iter_mut())
            .map(|text_box| {
                cut_marks(&mut text_box.text);
                text_box.text.chars().count()
            })
            .collect();
        let mut most = limits::MOST_CHARACTERS;
        let total = |most: usize| {
            lengths
                .iter()
                .map(|length| most.min(*length))
                .sum::<usize>()
        };
        while total(most) > limits::MOST_CHARACTERS {
            most -= 1;
        }
        for text_box in &mut self.texts {
            cut(&mut text_box.text, most);
        }
    }

    /// As [`Document::sanitized`], but with the first two texts only where they were: somebody may have deleted them, and
    /// templates need not have them.
    #[must_use]
    pub fn sanitized_as_kept(self) -> Self {
        let had = |id| self.text(id).is_some();
        let had = [had(TextId::FIRST), had(TextId::SECOND)];
        let mut document = self.sanitized();
        for (id, had) in [TextId::FIRST, TextId::SECOND].into_iter().zip(had) {
            document.texts.retain(|text_box| had || text_box.id != id);
        }
        document
    }

    /// Leaves out texts beyond the most, gives new ids to those whose id is another's, and adds the first two if need be.
    fn sanitize_ids(&mut self) {
        let is_first_two = |id: TextId| id == TextId::FIRST || id == TextId::SECOND;
        let mut taken = HashSet::new();
        let mut room = limits::MOST_TEXTS - 2;
        let mut without_id = Vec::new();
        self.texts.retain(|text_box| {
            let id = text_box.id;
            let is_new = id.0 <= limits::HIGHEST_ID && taken.insert(id);
            if !(is_new && is_first_two(id)) {
                if room == 0 {
                    return false;
                }
                room -= 1;
            }
            without_id.push(!is_new);
            true
        });
        let mut unused = (2..).map(TextId).filter(|id| !taken.contains(id));
        for (text_box, without_id) in self.texts.iter_mut().zip(without_id) {
            if without_id && let Some(id) = unused.next() {
                text_box.id = id;
            }
        }
        if self.text(TextId::FIRST).is_none() {
            self.texts.insert(0, TextBox::top(""));
        }
        if self.text(TextId::SECOND).is_none() {
            self.texts.push(TextBox::bottom(""));
        }
    }
}

/// A size that a picture can have, of about the same shape: sides of at most `longest_side` pixels, `largest_area` in all.
pub(super) fn sanitized_size(size: PixelSize, longest_side: u32, largest_area: u64) -> PixelSize {
    let size = PixelSize {
        width: size.width.clamp(1, longest_side),
        height: size.height.clamp(1, longest_side),
    };
    if size.area() <= largest_area {
        return size;
    }
    // Rounded down, and a little more so that no rounding of the root is too much.
    let factor = (largest_area as f64 / size.area() as f64).sqrt();
    size.scaled(factor * (1.0 - f64::EPSILON))
}

fn sanitize_text(text_box: &mut TextBox) {
    cut(&mut text_box.name, limits::LONGEST_NAME);
    text_box.frame = sanitized_frame(text_box.frame);
    keep_angle(&mut text_box.angle, 0.0);
    let usual = Look::CLASSIC;
    let look = &mut text_box.look;
    if let Face::Own(name) = &mut look.font.face {
        cut(name, limits::LONGEST_NAME);
    }
    match &mut look.size {
        FontSize::Auto { at_most: size } | FontSize::Fixed(size) => {
            keep_percent(size, limits::SIZE, usual.size.fraction());
        }
    }
    let (outline, shadow, plate) = (&mut look.outline, &mut look.shadow, &mut look.plate);
    for (number, limits, usual) in [
        (
            &mut outline.width_em,
            limits::OUTLINE_WIDTH,
            usual.outline.width_em,
        ),
        (&mut shadow.opacity, limits::OPACITY, usual.shadow.opacity),
        (
            &mut shadow.distance_em,
            limits::SHADOW_DISTANCE,
            usual.shadow.distance_em,
        ),
        (
            &mut shadow.blur_em,
            limits::SHADOW_BLUR,
            usual.shadow.blur_em,
        ),
        (&mut plate.opacity, limits::OPACITY, usual.plate.opacity),
        (
            &mut plate.padding_em,
            limits::PLATE_PADDING,
            usual.plate.padding_em,
        ),
        (
            &mut plate.radius_em,
            limits::PLATE_RADIUS,
            usual.plate.radius_em,
        ),
        (&mut plate.tail_em, limits::PLATE_TAIL, usual.plate.tail_em),
        (&mut look.opacity, limits::OPACITY, usual.opacity),
        (
            &mut look.line_height,
            limits::LINE_HEIGHT,
            usual.line_height,
        ),
        (
            &mut look.letter_spacing_em,
            limits::LETTER_SPACING,
            usual.letter_spacing_em,
        ),
    ] {
        keep_percent(number, limits, usual);
    }
    keep_angle(&mut shadow.angle, usual.shadow.angle);
    keep_angle(&mut plate.tail_angle, usual.plate.tail_angle);
    let [least, most] = limits::ARC.map(f64::to_radians);
    keep(&mut look.arc, [least, most], usual.arc);
}

/// Fractions of a meme that is at least one pixel, and at most a picture of the longest side with the widest surround.
fn sanitized_frame(mut frame: FractionRect) -> FractionRect {
    let usual = TextBox::top("").frame;
    let largest_meme = 3.0 * f64::from(limits::LONGEST_SIDE);
    let extent = [limits::EXTENT[0] / largest_meme, limits::EXTENT[1]];
    keep(&mut frame.x, limits::PLACE, usual.x);
    keep(&mut frame.y, limits::PLACE, usual.y);
    keep(&mut frame.width, extent, usual.width);
    keep(&mut frame.height, extent, usual.height);
    frame
}

/// Keeps a fraction within limits that are in percent.
fn keep_percent(number: &mut f64, limits: Limits, usual: f64) {
    keep(number, limits.map(|limit| limit / 100.0), usual);
}

/// Keeps an angle in radians within half a turn, so that it points to where it did.
fn keep_angle(number: &mut f64, usual: f64) {
    let limits = limits::ANGLE.map(f64::to_radians);
    // A link has its numbers rounded: half a turn may come as a little more.
    if number.abs() > limits[1] + 1e-6 {
        *number -= (*number / TAU).round() * TAU;
    }
    keep(number, limits, usual);
}

/// Keeps a number within limits, and takes the usual one where it is none.
pub(super) fn keep(number: &mut f64, [least, most]: Limits, usual: f64) {
    *number = if number.is_finite() {
        bounded(*number, least, most)
    } else {
        usual
    };
}

/// Cuts a text at `most` characters, and its letters at theirs.
pub(super) fn cut(text: &mut String, most: usize) {
    cut_marks(text);
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
    }
}

/// Cuts each letter with its marks at [`limits::MOST_MARKS`]. Returns whether there was anything to cut.
pub fn cut_marks(text: &mut String) -> bool {
    let is_tower = |letter: &str| letter.chars().count() > limits::MOST_MARKS;
    let has_tower = text.len() > limits::MOST_MARKS && text.graphemes(true).any(is_tower);
    if has_tower {
        let mut left = String::new();
        for letter in text.graphemes(true) {
            let end = letter.char_indices().nth(limits::MOST_MARKS);
            left.push_str(end.map_or(letter, |(end, _)| &letter[..end]));
        }
        *text = left;
    }
    has_tower
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Preset;

    /// Numbers of all kinds, also those that are none.
    fn number() -> impl Strategy<Value = f64> {
        prop_oneof![
            any::<f64>(),
            -10.0..10.0,
            Just(f64::NAN),
            Just(f64::NEG_INFINITY),
            Just(1e300)
        ]
    }

    prop_compose! {
        fn text_box()(
            id in prop_oneof![0..5_u32, any::<u32>()],
            name in "[a-c]{0,3}",
            text in "\\PC{0,8}",
            is_auto in any::<bool>(),
            numbers in prop::collection::vec(number(), 20),
        ) -> TextBox {
            let mut numbers = numbers.into_iter();
            let mut next = || numbers.next().unwrap();
            let mut text_box = TextBox::bottom(text);
            text_box.id = TextId(id);
            text_box.name = name;
            text_box.angle = next();
            let frame = &mut text_box.frame;
            for side in [&mut frame.x, &mut frame.y, &mut frame.width, &mut frame.height] {
                *side = next();
            }
            let look = &mut text_box.look;
            let size = next();
            look.size = if is_auto { FontSize::Auto { at_most: size } } else { FontSize::Fixed(size) };
            let (shadow, plate) = (&mut look.shadow, &mut look.plate);
            for number in [
                &mut look.outline.width_em, &mut shadow.opacity, &mut shadow.distance_em, &mut shadow.blur_em,
                &mut shadow.angle, &mut plate.opacity, &mut plate.padding_em, &mut plate.radius_em,
                &mut plate.tail_em, &mut plate.tail_angle, &mut look.opacity, &mut look.line_height,
                &mut look.letter_spacing_em, &mut look.arc,
            ] {
                *number = next();
            }
            text_box
        }
    }

    prop_compose! {
        fn document()(
            sides in any::<(u32, u32)>(),
            surround in prop::collection::vec(number(), 4),
            texts in prop::collection::vec(text_box(), 0..6),
        ) -> Document {
            let mut document = Document::example();
            document.picture.size = PixelSize { width: sides.0, height: sides.1 };
            document.surround.left = surround[0];
            document.surround.top = surround[1];
            document.surround.right = surround[2];
            document.surround.bottom = surround[3];
            document.texts = texts;
            document
        }
    }

    proptest! {
        #[test]
        fn twice_is_as_once_and_all_is_in_order(document in document()) {
            let once = document.clone().sanitized();
            prop_assert_eq!(&once.clone().sanitized(), &once);
            // JSON has `null` for numbers that are none.
            let json = serde_json::to_string(&once).unwrap();
            prop_assert!(serde_json::from_str::<Document>(&json).is_ok());
            let size = once.picture.size;
            prop_assert!(size.area() > 0 && size.area() <= limits::LARGEST_AREA);
            let ids: HashSet<TextId> = once.texts.iter().map(|text_box| text_box.id).collect();
            prop_assert_eq!(ids.len(), once.texts.len());
            prop_assert!(ids.contains(&TextId::FIRST) && ids.contains(&TextId::SECOND));
            // No text is lost, nor its words.
            let words = |document: &Document| -> Vec<String> {
                let texts = document.texts.iter().map(|text_box| text_box.text.clone());
                texts.filter(|text| !text.is_empty()).collect()
            };
            prop_assert_eq!(words(&once), words(&document));
        }
    }

    #[test]
    fn what_presets_make_stays() {
        for preset in Preset::ALL {
            let mut document = Document::example();
            preset.apply(&mut document, &[TextId::FIRST, TextId::SECOND]);
            assert_eq!(document.clone().sanitized(), document);
        }
        let mut document = Document::example();
        document.set_surround(Surround::DEMOTIVATIONAL.with_room(1.0));
        assert_eq!(document.clone().sanitized(), document);
    }

    #[test]
    fn angles_point_to_where_they_did() {
        let mut document = Document::example();
        document.texts[0].angle = 350.0_f64.to_radians();
        let angle = document.sanitized().texts[0].angle;
        assert!((angle.to_degrees() + 10.0).abs() < 1e-9);
    }

    #[test]
    fn there_is_an_end_to_texts() {
        let mut document = Document::example();
        let text = "ä".repeat(limits::MOST_CHARACTERS + 1);
        document.texts = vec![TextBox::bottom(text); 2 * limits::MOST_TEXTS];
        let document = document.sanitized();
        assert_eq!(document.texts.len(), limits::MOST_TEXTS);
        assert!(document.characters() <= limits::MOST_CHARACTERS);
        assert!(document.unused_id().0 < limits::HIGHEST_ID);
    }

    #[test]
    fn the_longest_texts_are_cut_and_short_ones_stay() {
        let mut document = Document::example();
        document.texts = vec![
            TextBox::top("a".repeat(1_000_000)),
            TextBox::bottom("short"),
            // One letter with a tower of marks.
            TextBox::bottom("a".to_owned() + &"\u{301}".repeat(100_000) + "b"),
            TextBox::bottom("b".repeat(10_000)),
        ];
        let document = document.sanitized();
        let lengths: Vec<usize> = (document.texts.iter())
            .map(|text_box| text_box.text.chars().count())
            .collect();
        assert_eq!(lengths, [4_947, 5, 101, 4_947]);
    }
}
