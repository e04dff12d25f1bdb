//! Filling lines with measured segments, first come first served.

use std::ops::Range;

use super::bidi::is_right_to_left;
use super::breaks::{Segment, TypedLine, typed_lines};
use super::measure::{Extent, TextMeasure};
use super::runs::{tab_stop, units};
use crate::document::Font;

/// A typed line, cut into segments and measured: lengths in em.
struct Paragraph {
    start: usize,
    is_right_to_left: bool,
    segments: Vec<Measured>,
}

#[derive(Clone, Copy)]
struct Measured {
    segment: Segment,
    width: f64,
    /// The white space after it; none where a tab is in it, whose width depends on where it is.
    space_width: Option<f64>,
    /// The room that has to be left on a line for the segment to go there: more than its width if it begins a word that
    /// was cut, which has a line of its own.
    needs: f64,
}

/// A line of the wrapped text.
#[derive(Clone, Debug, PartialEq)]
pub struct WrappedLine {
    /// What is on it, without the white space at its end: byte offsets. Empty for a line left empty.
    pub range: Range<usize>,
    /// Whether it runs from right to left, as the typed line that it is from does.
    pub is_right_to_left: bool,
}

/// A text, cut into segments that are measured once.
pub struct Measurements<'a> {
    text: &'a str,
    font: &'a Font,
    spacing: f64,
    measure: &'a dyn TextMeasure,
    paragraphs: Vec<Paragraph>,
    /// The widest segment: no line can be narrower.
    pub widest: f64,
    /// The highest ink of all, above the baseline.
    pub ascent: f64,
    /// The lowest ink of all, below the baseline.
    pub descent: f64,
}

impl<'a> Measurements<'a> {
    /// Measures `text`, whose letters are to be `spacing` em apart. White space at the start of a typed line takes room where
    /// it `is_indented`.
    pub fn new(
        text: &'a str,
        font: &'a Font,
        spacing: f64,
        is_indented: bool,
        measure: &'a dyn TextMeasure,
    ) -> Self {
        let mut all = Self {
            text,
            font,
            spacing,
            measure,
            paragraphs: Vec::new(),
            widest: 0.0,
            ascent: 0.0,
            descent: 0.0,
        };
        for TypedLine { start, segments } in typed_lines(text, is_indented, measure) {
            let end = segments.last().map_or(start, |last| last.end);
            let segments = (segments.into_iter())
                .map(|segment| {
                    let extent = all.extent(segment.start..segment.end);
                    // A tab is in no segment but white space that a line starts with.
                    let width = all.width(segment.start..segment.end);
                    all.widest = all.widest.max(width);
                    all.ascent = all.ascent.max(extent.ascent);
                    all.descent = all.descent.max(extent.descent);
                    all.measured(segment, width)
                })
                .collect();
            all.paragraphs.push(Paragraph {
                start,
                is_right_to_left: is_right_to_left(&text[start..end]),
                segments,
            });
        }
        all
    }

    fn measured(&self, segment: Segment, width: f64) -> Measured {
        let space = segment.end..segment.next;
        let has_tab = self.text[space.clone()].bytes().any(|byte| byte == b'\t');
        Measured {
            segment,
            width,
            space_width: (!has_tab).then(|| self.extent(space).advance),
            needs: width,
        }
    }

    /// Where a part of the text ends that begins `x` em from where its line does; none where no tab is in it.
    fn after_tabs(&self, mut x: f64, range: Range<usize>) -> Option<f64> {
        let mut start = range.start;
        for tab in range.clone() {
            if self.text.as_bytes()[tab] != b'\t' {
                continue;
            }
            x += self.extent(start..tab).advance;
            x = tab_stop(x, self.spacing, self.font, self.measure) + self.spacing;
            start = tab + 1;
        }
        (start > range.start).then(|| x + self.extent(start..range.end).advance)
    }

    /// The width of a part that begins a line, or has no tab in it.
    fn width(&self, range: Range<usize>) -> f64 {
        (self.after_tabs(0.0, range.clone())).unwrap_or_else(|| self.extent(range).advance)
    }

    /// The extent of a part of the text, with the spacing after it.
    fn extent(&self, range: Range<usize>) -> Extent {
        if range.is_empty() {
            return Extent::default();
        }
        let text = &self.text[range];
        let mut extent = self.measure.measure(text, self.font);
        if self.spacing != 0.0 {
            extent.advance += self.spacing * units(text).len() as f64;
        }
        extent
    }

    /// Fills lines of at most `width` em. A segment that is wider gets a line of its own.
    pub fn wrap(&self, width: f64) -> Vec<WrappedLine> {
        // The spacing after the last letter takes no room.
        let width = width + self.spacing;
        let mut lines = Vec::new();
        for paragraph in &self.paragraphs {
            let mut line: Option<Range<usize>> = None;
            let mut end_x = 0.0;
            let mut finish = |range| {
                lines.push(WrappedLine {
                    range,
                    is_right_to_left: paragraph.is_right_to_left,
                });
            };
            for measured in &paragraph.segments {
                let segment = measured.segment;
                line = match line {
                    Some(range) if end_x + measured.needs <= width => {
                        Some(range.start..segment.end)
                    }
                    full => {
                        full.into_iter().for_each(&mut finish);
                        end_x = 0.0;
                        Some(segment.start..segment.end)
                    }
                };
                end_x += measured.width;
                end_x = match measured.space_width {
                    Some(width) => end_x + width,
                    None => self
                        .after_tabs(end_x, segment.end..segment.next)
                        .unwrap_or(end_x),
                };
            }
            finish(line.unwrap_or(paragraph.start..paragraph.start));
        }
        lines
    }

    /// The widest part of the text that has to stay whole even where words may be cut.
    pub fn widest_unit(&self) -> f64 {
        let mut widest = 0.0_f64;
        for Measured { segment, .. } in self.paragraphs.iter().flat_map(|line| &line.segments) {
            for unit in units(&self.text[segment.start..segment.end]) {
                widest = widest.max(self.measure.measure(unit, self.font).advance);
            }
        }
        widest
    }

    /// Cuts the segments that are wider than `width` em, so that lines of that width can be filled with their parts.
    pub fn cut_wide_segments(&mut self, width: f64) {
        let width = width + self.spacing;
        let mut paragraphs = std::mem::take(&mut self.paragraphs);
        self.widest = 0.0;
        for paragraph in &mut paragraphs {
            let mut segments = Vec::with_capacity(paragraph.segments.len());
            for whole in &paragraph.segments {
                if whole.width > width {
                    segments.extend(self.parts(whole));
                } else {
                    segments.push(*whole);
                }
            }
            paragraph.segments = segments;
            for measured in &paragraph.segments {
                self.widest = self.widest.max(measured.width);
            }
        }
        self.paragraphs = paragraphs;
    }

    fn parts(&self, whole: &Measured) -> Vec<Measured> {
        let Segment { start, end, next } = whole.segment;
        let mut parts = Vec::new();
        let mut at = start;
        for unit in units(&self.text[start..end]) {
            let mut part = Segment {
                start: at,
                end: at + unit.len(),
                next: at + unit.len(),
            };
            at = part.end;
            if at == end {
                part.next = next;
            }
            let width = self.width(part.start..part.end);
            parts.push(self.measured(part, width));
        }
        if let Some(first) = parts.first_mut() {
            first.needs = whole.width;
        }
        parts
    }

    /// The least width, in em, that wraps into as few lines as `width` does: it makes lines of even length.
    pub fn balanced_width(&self, width: f64) -> f64 {
        let count = self.wrap(width).len();
        let (mut too_narrow, mut enough) = (0.0, width);
        // 16 halvings tell widths apart that differ by a 65,000th: less than a pixel on any canvas.
        for _ in 0..16 {
            let middle = f64::midpoint(too_narrow, enough);
            if middle + self.spacing >= self.widest && self.wrap(middle).len() == count {
                enough = middle;
            } else {
                too_narrow = middle;
            }
        }
        enough
    }

    /// Whether every segment fits on a line of `width` em.
    pub fn fits_on_lines(&self, width: f64) -> bool {
        self.widest <= width + self.spacing
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ANTON, HalfEm};
    use super::*;

    fn measured(text: &str) -> Measurements<'_> {
        Measurements::new(text, &ANTON, 0.0, false, &HalfEm)
    }

    fn lines<'a>(measured: &Measurements<'a>, width: f64) -> Vec<&'a str> {
        (measured.wrap(width).into_iter())
            .map(|line| &measured.text[line.range])
            .collect()
    }

    #[test]
    fn fills_lines_and_drops_the_space_between() {
        let measured = measured("one two three");
        assert_eq!(lines(&measured, 3.5), ["one two", "three"]);
        assert_eq!(lines(&measured, 3.4), ["one", "two", "three"]);
    }

    #[test]
    fn a_wide_word_has_a_line_of_its_own() {
        assert_eq!(
            lines(&measured("a memeforge b"), 1.0),
            ["a", "memeforge", "b"]
        );
    }

    #[test]
    fn a_word_that_is_cut_begins_a_line_and_the_next_follows_it() {
        let mut measured = measured("a memeforge b");
        measured.cut_wide_segments(2.0);
        assert_eq!(lines(&measured, 2.0), ["a", "meme", "forg", "e b"]);
    }

    #[test]
    fn spacing_takes_room_between_letters() {
        let measured = Measurements::new("one two", &ANTON, 0.5, false, &HalfEm);
        assert_eq!(lines(&measured, 6.5), ["one two"]);
        assert_eq!(lines(&measured, 6.4), ["one", "two"]);
        assert!(measured.fits_on_lines(2.5));
        assert!(!measured.fits_on_lines(2.4));
    }

    #[test]
    fn typed_lines_stay_apart() {
        assert_eq!(lines(&measured("one\n\ntwo"), 100.0), ["one", "", "two"]);
    }

    #[test]
    fn a_tab_takes_the_room_up_to_its_stop() {
        let measured = measured("a\tb c");
        // Stops are 4 em apart.
        assert_eq!(lines(&measured, 5.5), ["a\tb c"]);
        assert_eq!(lines(&measured, 5.4), ["a\tb", "c"]);
        assert_eq!(lines(&measured, 4.4), ["a", "b c"]);
    }

    #[test]
    fn an_indented_line_keeps_its_white_space() {
        let measured = Measurements::new("a\n    b\n\tc", &ANTON, 0.0, true, &HalfEm);
        assert_eq!(lines(&measured, 10.0), ["a", "    b", "\tc"]);
        assert_eq!(measured.widest, 4.0);
        assert_eq!(lines(&measured, 4.0), ["a", "    b", "\t", "c"]);
    }

    #[test]
    fn balancing_evens_lines_out_without_adding_one() {
        let measured = measured("one two three four five");
        let width = 9.0;
        assert_eq!(measured.wrap(width).len(), 2);
        let balanced = measured.balanced_width(width);
        assert_eq!(lines(&measured, balanced), ["one two three", "four five"]);
        assert!(balanced < width);
    }
}
