//! From a place to the letter that is there.

use std::ops::Range;

use kurbo::Point;
use unicode_segmentation::UnicodeSegmentation;

use super::casing::Casing;
use super::layout::{Line, TextLayout};
use super::measure::TextMeasure;
use super::runs::{Cut, pieces};
use super::source::SourceMap;

impl TextLayout {
    /// Between which letters `point` is: the byte offset in the typed text that is nearest to it. Graphemes stay whole.
    /// The point is in pixels around the middle of the frame, as if the box were not turned.
    pub fn offset_at(&self, point: Point, measure: &dyn TextMeasure) -> usize {
        // Half way up a line's letters.
        let middle = (self.descent_px - self.ascent_px) / 2.0;
        let distance = |line: &Line| (self.on_line(line, point).y - middle).abs();
        let nearest = (self.lines.iter()).min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let Some(line) = nearest else { return 0 };
        let x = (self.on_line(line, point).x - line.left_px) / self.size_px;
        let cased = line.range.start + self.offset_in_line(line, x, measure);
        self.source_map(measure).typed(cased)
    }

    /// Which part of the typed text a line is, as byte offsets.
    pub fn source(&self, line: &Line, casing: &dyn Casing) -> Range<usize> {
        let map = self.source_map(casing);
        map.typed(line.range.start)..map.typed(line.range.end)
    }

    fn source_map(&self, casing: &dyn Casing) -> SourceMap {
        SourceMap::new(&self.typed, &self.cased, self.language, casing)
    }

    /// The point with its x as if lines were straight, and its y from the line's baseline.
    fn on_line(&self, line: &Line, point: Point) -> Point {
        match self.bend {
            Some(bend) => bend.straighten(point, line.bent),
            None => Point::new(point.x, point.y - line.baseline_px),
        }
    }

    /// The offset in the line's text that is nearest to `x` em from its left end.
    fn offset_in_line(&self, line: &Line, x: f64, measure: &dyn TextMeasure) -> usize {
        let cut = match self.cut {
            Cut::AroundEmoji => Cut::ByDirection,
            finer => finer,
        };
        let (pieces, _) = pieces(
            &line.text,
            line.is_right_to_left,
            cut,
            self.spacing_em,
            &self.font,
            measure,
        );
        let mut nearest = (f64::INFINITY, 0);
        for piece in pieces {
            let text = &line.text[piece.range.clone()];
            let starts = text.grapheme_indices(true).map(|(start, _)| start);
            for offset in starts.chain([text.len()]) {
                let before = if offset == text.len() {
                    piece.advance
                } else {
                    measure.measure(&text[..offset], &self.font).advance
                };
                let edge = if piece.is_right_to_left {
                    piece.x + piece.advance - before
                } else {
                    piece.x + before
                };
                let distance = (x - edge).abs();
                if distance < nearest.0 {
                    nearest = (distance, piece.range.start + offset);
                }
            }
        }
        nearest.1
    }
}

#[cfg(test)]
mod tests {
    use kurbo::Size;
    use proptest::prelude::*;

    use super::super::layout::layout;
    use super::super::testing::HalfEm;
    use super::*;
    use crate::document::{Case, FractionRect, Look, TextBox, TextId};

    /// Letters are 25 px wide, the outline 3.5 px.
    fn lay_out(text: &str, change: impl FnOnce(&mut Look)) -> TextLayout {
        let mut text_box = TextBox::new(TextId::FIRST, FractionRect::default());
        text_box.text = text.to_owned();
        change(&mut text_box.look);
        layout(&text_box, Size::new(600.0, 200.0), 400.0, &HalfEm)
    }

    fn offsets(layout: &TextLayout, xs: impl IntoIterator<Item = f64>) -> Vec<usize> {
        let y = layout.lines[0].baseline_px - 20.0;
        (xs.into_iter())
            .map(|x| layout.offset_at(Point::new(x, y), &HalfEm))
            .collect()
    }

    #[test]
    fn the_nearest_gap_between_letters_counts() {
        let layout = lay_out("cats", |_| ());
        assert_eq!(
            offsets(&layout, [-300.0, -40.0, -30.0, -2.0, 2.0, 300.0]),
            [0, 0, 1, 2, 2, 4]
        );
    }

    #[test]
    fn the_nearest_line_counts() {
        let layout = lay_out("cats\n\ndogs", |_| ());
        let at = |y| layout.offset_at(Point::new(-300.0, y), &HalfEm);
        let baseline = |index: usize| layout.lines[index].baseline_px - 20.0;
        assert_eq!(at(-1000.0), 0);
        assert_eq!(at(baseline(1)), 5);
        assert_eq!(at(baseline(2)), 6);
        assert_eq!(at(1000.0), 6);
    }

    #[test]
    fn right_to_left_is_counted_from_the_right() {
        let layout = lay_out("אבג", |_| ());
        assert_eq!(offsets(&layout, [-300.0, -10.0, 10.0, 300.0]), [6, 4, 2, 0]);
        // Seen from left to right: cat, then the Hebrew letters backwards.
        let layout = lay_out("cat אב", |_| ());
        assert_eq!(offsets(&layout, [-75.0, -50.0, 50.0]), [0, 1, 6]);
    }

    #[test]
    fn graphemes_stay_whole_and_case_is_undone() {
        let layout = lay_out("ß👨‍👩‍👧é", |look| look.case = Case::Upper);
        assert_eq!(layout.lines[0].text, "SS👨‍👩‍👧É");
        assert_eq!(
            offsets(&layout, [-50.0, -25.0, 0.0, 25.0, 50.0]),
            [0, 0, 2, 20, 22]
        );
    }

    #[test]
    fn letters_are_found_on_an_arc() {
        for arc in [2.0, -2.0] {
            let layout = lay_out("cats and\ndogs", |look| {
                look.arc = arc;
                look.letter_spacing_em = 0.1;
            });
            for line in &layout.lines {
                for run in &line.runs {
                    let left = run.transform * Point::new(0.05, -0.4);
                    let start = layout.source(line, &HalfEm).start + run.range.start;
                    assert_eq!(layout.offset_at(left, &HalfEm), start);
                }
            }
        }
    }

    #[test]
    fn an_empty_text_has_one_place() {
        assert_eq!(lay_out("", |_| ()).offset_at(Point::ZERO, &HalfEm), 0);
    }

    proptest! {
        #[test]
        fn every_place_is_between_graphemes(
            text in "(\\PC|[ \n]|แมวนี้|क्षि|مرحبا|👨‍👩‍👧|ß|ŉ){0,20}",
            x in -400.0..400.0,
            y in -150.0..150.0,
            arc in prop_oneof![Just(0.0), -6.0..6.0],
        ) {
            let layout = lay_out(&text, |look| look.arc = arc);
            let offset = layout.offset_at(Point::new(x, y), &HalfEm);
            let mut boundaries = text.grapheme_indices(true).map(|(start, _)| start).chain([text.len()]);
            prop_assert!(boundaries.any(|boundary| boundary == offset));
        }
    }
}
