use kurbo::Point;

use super::breaks::typed_lines;
use super::fit::{Block, FitBox, fit};
use super::measure::{TextMeasure, metrics};
use super::wrap::Measurements;
use crate::document::{PixelSize, TextBox, VerticalAlign};

/// A text in its place: pixels of the full-size meme.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLayout {
    /// The font size that was found.
    pub size_px: f64,
    /// The lines from top to bottom; none where there is nothing to see.
    pub lines: Vec<Line>,
}

/// One line of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it says, already in its case.
    pub text: String,
    /// The middle of its baseline.
    pub middle: Point,
    /// Its width, without the outline.
    pub width_px: f64,
}

/// Lays `text_box` out on a meme of size `meme`.
pub fn layout(
    text_box: &TextBox,
    meme: PixelSize,
    measure: &(impl TextMeasure + ?Sized),
) -> TextLayout {
    let look = &text_box.look;
    let text = look.case.apply(&text_box.text);
    let measured = Measurements::new(typed_lines(&text), look.face, measure);
    let frame = text_box.frame.to_pixels(meme);
    let fit_box = FitBox {
        width_px: frame.width(),
        height_px: frame.height(),
        outline_em: look.outline.width_em,
    };
    let block = Block::new(&metrics(look.face), &measured);
    let mut size_px = fit(&measured, &block, &fit_box, meme);
    let width = measured.balanced_width(fit_box.available_width(size_px));
    let texts: Vec<String> = (measured.wrap(width).iter())
        .map(|line| measured.text(line))
        .collect();

    // Kerning across a space can make a whole line a hair wider than its segments: then it shrinks to fit after all.
    let widths: Vec<f64> = (texts.iter())
        .map(|text| measure.measure(text, look.face).advance)
        .collect();
    let widest = widths
        .iter()
        .fold(0.0_f64, |widest, width| widest.max(*width));
    size_px = size_px.min(frame.width() / (widest + 2.0 * fit_box.outline_em));

    let outline_px = look.outline.width_em * size_px;
    let first_baseline = match text_box.vertical_align {
        VerticalAlign::Top => frame.y0 + outline_px + block.ascent * size_px,
        VerticalAlign::Bottom => {
            let below_px = block.height(texts.len()) - block.ascent;
            frame.y1 - outline_px - below_px * size_px
        }
    };
    let lines = (texts.into_iter().zip(widths).enumerate())
        .map(|(index, (text, width))| Line {
            text,
            middle: Point::new(
                frame.center().x,
                first_baseline + index as f64 * block.line_height * size_px,
            ),
            width_px: width * size_px,
        })
        .filter(|line| !line.text.is_empty())
        .collect();
    TextLayout { size_px, lines }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::super::testing::HalfEm;
    use super::*;
    use crate::document::FractionRect;

    const MEME: PixelSize = PixelSize {
        width: 600,
        height: 400,
    };

    fn texts(layout: &TextLayout) -> Vec<&str> {
        layout.lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn a_short_text_has_the_largest_size_on_one_line() {
        let layout = layout(&TextBox::top("just the cat"), MEME, &HalfEm);
        assert_eq!(layout.size_px, 50.0);
        assert_eq!(texts(&layout), ["JUST THE CAT"]);
        assert_eq!(layout.lines[0].middle.x, 300.0);
    }

    #[test]
    fn a_long_text_wraps_before_it_shrinks() {
        let layout = layout(
            &TextBox::top("one does not simply walk into the box"),
            MEME,
            &HalfEm,
        );
        assert_eq!(layout.size_px, 50.0);
        assert_eq!(texts(&layout), ["ONE DOES NOT SIMPLY", "WALK INTO THE BOX"]);
    }

    #[test]
    fn a_word_wider_than_its_box_shrinks() {
        let word = "a".repeat(100);
        let layout = layout(&TextBox::top(word), MEME, &HalfEm);
        assert_eq!(layout.lines.len(), 1);
        assert!(layout.size_px < 12.0 && layout.size_px > 10.0);
        assert!(layout.lines[0].width_px <= 570.0);
    }

    #[test]
    fn the_bottom_text_stands_on_the_bottom() {
        let one = layout(&TextBox::bottom("cat"), MEME, &HalfEm);
        let two = layout(&TextBox::bottom("cat\ncat"), MEME, &HalfEm);
        assert_eq!(one.lines[0].middle.y, two.lines[1].middle.y);
        assert!(one.lines[0].middle.y < 390.0);
    }

    #[test]
    fn nothing_to_see_gives_no_lines() {
        for text in ["", "   ", "\n\n"] {
            let layout = layout(&TextBox::top(text), MEME, &HalfEm);
            assert!(layout.lines.is_empty());
            assert!(layout.size_px.is_finite());
        }
    }

    /// Text with every kind of trouble: marks, joiners, flags, ideographs, right-to-left letters, line ends, long words.
    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            "(\\PC|[ \n\r\t\u{301}\u{200d}\u{2028}👍🏽🇫🇷猫。ابج]){0,60}",
            "([a-z]{1,12} ){0,30}",
            "[A-Za-z]{0,400}",
        ]
    }

    fn any_frame() -> impl Strategy<Value = FractionRect> {
        (0.0..0.5, 0.0..0.5, 0.02..0.5, 0.02..0.5).prop_map(|(x, y, width, height)| FractionRect {
            x,
            y,
            width,
            height,
        })
    }

    proptest! {
        #[test]
        fn text_stays_in_its_box(text in any_text(), frame in any_frame(), at_top: bool) {
            let text_box = TextBox {
                frame,
                vertical_align: if at_top { VerticalAlign::Top } else { VerticalAlign::Bottom },
                ..TextBox::top(text)
            };
            let layout = layout(&text_box, MEME, &HalfEm);
            let rect = frame.to_pixels(MEME);
            let outline = text_box.look.outline.width_em * layout.size_px;
            let slack = 1e-6;
            for line in &layout.lines {
                prop_assert!(line.width_px + 2.0 * outline <= rect.width() + slack);
                prop_assert!(line.middle.y - 0.86 * layout.size_px - outline >= rect.y0 - slack);
                prop_assert!(line.middle.y + outline <= rect.y1 + slack);
            }
        }

        #[test]
        fn no_grapheme_is_lost(text in any_text()) {
            let seen = |text: &str| -> Vec<String> {
                text.graphemes(true)
                    .filter(|grapheme| !grapheme.chars().all(char::is_whitespace))
                    .map(str::to_owned)
                    .collect()
            };
            let layout = layout(&TextBox::top(text.as_str()), MEME, &HalfEm);
            let laid_out: Vec<String> = layout.lines.iter().flat_map(|line| seen(&line.text)).collect();
            prop_assert_eq!(laid_out, seen(&text.to_uppercase()));
        }

        #[test]
        fn a_larger_box_never_has_a_smaller_size(
            text in any_text(),
            frame in any_frame(),
            wider in 1.0..2.0,
            higher in 1.0..2.0,
        ) {
            let size = |frame| layout(&TextBox { frame, ..TextBox::top(text.as_str()) }, MEME, &HalfEm).size_px;
            let larger = FractionRect { width: frame.width * wider, height: frame.height * higher, ..frame };
            prop_assert!(size(larger) >= size(frame));
        }
    }
}
