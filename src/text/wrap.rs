//! Filling lines with measured segments, first come first served.

use std::ops::Range;

use super::breaks::Segment;
use super::measure::{Extent, TextMeasure};
use crate::document::Face;

/// A typed line, cut into segments and measured: lengths in em.
pub struct Paragraph<'a> {
    segments: Vec<Measured<'a>>,
}

struct Measured<'a> {
    segment: Segment<'a>,
    width: f64,
    space_width: f64,
}

/// A line of the wrapped text: the segments of one paragraph that are on it.
#[derive(Clone, Debug, PartialEq)]
pub struct WrappedLine {
    /// Which paragraph.
    pub paragraph: usize,
    /// Which of its segments; empty for a line left empty.
    pub segments: Range<usize>,
}

/// Paragraphs with what holds for all of their segments.
pub struct Measurements<'a> {
    /// The typed lines.
    pub paragraphs: Vec<Paragraph<'a>>,
    /// The widest segment: no line can be narrower.
    pub widest: f64,
    /// The highest ink of all, above the baseline.
    pub ascent: f64,
    /// The lowest ink of all, below the baseline.
    pub descent: f64,
}

impl<'a> Measurements<'a> {
    /// Measures each segment once.
    pub fn new(
        typed_lines: Vec<Vec<Segment<'a>>>,
        face: Face,
        measure: &(impl TextMeasure + ?Sized),
    ) -> Self {
        let mut all = Self {
            paragraphs: Vec::with_capacity(typed_lines.len()),
            widest: 0.0,
            ascent: 0.0,
            descent: 0.0,
        };
        for line in typed_lines {
            let segments = line
                .into_iter()
                .map(|segment| {
                    let extent = measure.measure(segment.visible, face);
                    all.include(extent);
                    Measured {
                        segment,
                        width: extent.advance,
                        space_width: space_width(segment.space, face, measure),
                    }
                })
                .collect();
            all.paragraphs.push(Paragraph { segments });
        }
        all
    }

    fn include(&mut self, extent: Extent) {
        self.widest = self.widest.max(extent.advance);
        self.ascent = self.ascent.max(extent.ascent);
        self.descent = self.descent.max(extent.descent);
    }

    /// Fills lines of at most `width` em. A segment that is wider gets a line of its own.
    pub fn wrap(&self, width: f64) -> Vec<WrappedLine> {
        let mut lines = Vec::new();
        for (paragraph, Paragraph { segments }) in self.paragraphs.iter().enumerate() {
            let mut start = 0;
            let mut end_x = 0.0;
            for (index, measured) in segments.iter().enumerate() {
                if index > start && end_x + measured.width > width {
                    lines.push(WrappedLine {
                        paragraph,
                        segments: start..index,
                    });
                    start = index;
                    end_x = 0.0;
                }
                end_x += measured.width + measured.space_width;
            }
            lines.push(WrappedLine {
                paragraph,
                segments: start..segments.len(),
            });
        }
        lines
    }

    /// The text on `line`, with the white space inside of it and none at its end.
    pub fn text(&self, line: &WrappedLine) -> String {
        let segments = &self.paragraphs[line.paragraph].segments[line.segments.clone()];
        let Some((last, rest)) = segments.split_last() else {
            return String::new();
        };
        let mut text = String::new();
        for Measured { segment, .. } in rest {
            text.push_str(segment.visible);
            text.push_str(segment.space);
        }
        text.push_str(last.segment.visible);
        text
    }

    /// The least width, in em, that wraps into as few lines as `width` does: it makes lines of even length.
    pub fn balanced_width(&self, width: f64) -> f64 {
        let count = self.wrap(width).len();
        let (mut too_narrow, mut enough) = (0.0, width);
        // 16 halvings tell widths apart that differ by a 65,000th: less than a pixel on any canvas.
        for _ in 0..16 {
            let middle = f64::midpoint(too_narrow, enough);
            if middle >= self.widest && self.wrap(middle).len() == count {
                enough = middle;
            } else {
                too_narrow = middle;
            }
        }
        enough
    }
}

fn space_width(space: &str, face: Face, measure: &(impl TextMeasure + ?Sized)) -> f64 {
    if space.is_empty() {
        0.0
    } else {
        measure.measure(space, face).advance
    }
}

#[cfg(test)]
mod tests {
    use super::super::breaks::typed_lines;
    use super::super::testing::HalfEm;
    use super::*;

    fn measured(text: &str) -> Measurements<'_> {
        Measurements::new(typed_lines(text), Face::Anton, &HalfEm)
    }

    fn wrapped(text: &str, width: f64) -> Vec<String> {
        let measured = measured(text);
        let lines = measured.wrap(width);
        lines.iter().map(|line| measured.text(line)).collect()
    }

    #[test]
    fn fills_lines_and_drops_the_space_between() {
        assert_eq!(wrapped("one two three", 3.5), ["one two", "three"]);
        assert_eq!(wrapped("one two three", 3.4), ["one", "two", "three"]);
    }

    #[test]
    fn a_wide_word_has_a_line_of_its_own() {
        assert_eq!(wrapped("a memeforge b", 1.0), ["a", "memeforge", "b"]);
    }

    #[test]
    fn typed_lines_stay_apart() {
        assert_eq!(wrapped("one\n\ntwo", 100.0), ["one", "", "two"]);
    }

    #[test]
    fn balancing_evens_lines_out_without_adding_one() {
        let measured = measured("one two three four five");
        let width = 9.0;
        assert_eq!(measured.wrap(width).len(), 2);
        let balanced = measured.balanced_width(width);
        let lines = measured.wrap(balanced);
        let texts: Vec<String> = lines.iter().map(|line| measured.text(line)).collect();
        assert_eq!(texts, ["one two three", "four five"]);
        assert!(balanced < width);
    }
}
