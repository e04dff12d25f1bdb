use std::f64::consts::TAU;
use std::ops::Range;

use kurbo::{Affine, Rect, Size, Vec2};

use super::bend::{Bend, BentLine, shift_into};
use super::casing::cased;
use super::measure::TextMeasure;
use super::runs::{Cut, Piece, pieces};
use super::size::largest_size;
use super::wrap::Measurements;
use crate::document::{Align, Font, FontSize, Language, Look, TextBox, VerticalAlign};

/// Letters that are closer together than this, in em, would stand on top of each other or run backwards.
const LEAST_SPACING: f64 = -0.2;

/// A text in its place: pixels of the full-size meme around the middle of the box's frame, as if it were not turned.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLayout {
    /// The font size that was found.
    pub size_px: f64,
    /// The lines from top to bottom, those left empty included; none where there is nothing to see.
    pub lines: Vec<Line>,
    /// The width at which lines were broken.
    pub wrap_width_px: f64,
    /// From one baseline to the next.
    pub line_height_px: f64,
    /// From a baseline up to the highest ink, or as high as capitals are.
    pub ascent_px: f64,
    /// From a baseline down to the lowest ink, or as low as punctuation is.
    pub descent_px: f64,
    /// What is around all lines, without outline and padding. Empty where there are none.
    pub extents: Rect,
    pub(super) bend: Option<Bend>,
    pub(super) typed: String,
    pub(super) cased: String,
    pub(super) language: Language,
    pub(super) font: Font,
    pub(super) cut: Cut,
    pub(super) spacing_em: f64,
}

/// One line of a text. Where the text is bent, places are those before it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it says, already in its case.
    pub text: String,
    /// Whether it runs from right to left.
    pub is_right_to_left: bool,
    /// Its left end.
    pub left_px: f64,
    /// Its baseline, further down the larger.
    pub baseline_px: f64,
    /// Its width, without the outline.
    pub width_px: f64,
    /// What is painted, from left to right; nothing for a line left empty.
    pub runs: Vec<Run>,
    /// Which part of the cased text it is, as byte offsets.
    pub(super) range: Range<usize>,
    pub(super) bent: BentLine,
}

/// A part of a line that is painted in one piece.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Which part of the line's text, as byte offsets.
    pub range: Range<usize>,
    /// Whether it runs from right to left.
    pub is_right_to_left: bool,
    /// Whether it is an emoji.
    pub is_emoji: bool,
    /// Its width in em.
    pub advance_em: f64,
    /// From em, with the left end of the baseline at the origin and y pointing down, to pixels.
    pub transform: Affine,
}

/// Frames and font sizes are taken to be at least this large, in pixels: no number that a file may hold gives a layout that
/// is not finite.
const LEAST_PX: f64 = 1e-3;

/// Words are cut rather than set smaller than this, as a fraction of the picture's shorter side: 9 CSS pixels where a phone shows
/// the picture 360 of them wide. As large has to be what is printed on packages in the European Union (1169/2011, article 13: an
/// x-height of 1.2 mm).
const LEAST_LEGIBLE: f64 = 1.0 / 40.0;

/// Lays `text_box` out in a frame of `frame_px`. Font sizes are fractions of `font_unit_px`. Of no use where `measure` is spent.
pub fn layout(
    text_box: &TextBox,
    frame_px: Size,
    font_unit_px: f64,
    measure: &dyn TextMeasure,
) -> TextLayout {
    let look = &text_box.look;
    let text = cased(text_box, measure);
    let spacing = look.letter_spacing_em.max(LEAST_SPACING);
    // What is centred is centred by what is seen.
    let is_indented = look.align != Align::Center;
    let measured = Measurements::new(&text, &look.font, spacing, is_indented, measure);
    let mut setting = Setting {
        look,
        frame: Size::new(frame_px.width.max(LEAST_PX), frame_px.height.max(LEAST_PX)),
        spacing,
        // The outline and the box behind the text may not leave the frame either.
        inset: if look.plate.opacity > 0.0 {
            look.outline.width_em.max(look.plate.padding_em)
        } else {
            look.outline.width_em
        },
        block: Block::new(look, &measured),
        bend: Bend::new(look.arc, frame_px.width.max(LEAST_PX)),
        text_box,
        text: &text,
        measured,
        measure,
    };
    let wanted = (font_unit_px * look.size.fraction()).max(LEAST_PX);
    let size = match look.size {
        FontSize::Auto { .. } => {
            let size = largest_size(wanted, &|size| setting.fits(size));
            let least = wanted.min(font_unit_px * LEAST_LEGIBLE);
            if size < least && setting.has_to_cut(least) {
                let least = setting.cut_words(least);
                // Among the same sizes, so that a larger box never gives a smaller one.
                largest_size(wanted, &|size| size <= least && setting.fits(size))
            } else {
                size
            }
        }
        FontSize::Fixed(_) => setting.cut_words(wanted),
    };
    setting.set(size)
}

/// The vertical measures of a block of lines, in em.
struct Block {
    /// From the top to the first baseline.
    ascent: f64,
    /// From the last baseline to the bottom.
    descent: f64,
    /// From one baseline to the next.
    line_height: f64,
}

impl Block {
    /// The face's usual measures, so that the lines stand still while ordinary letters come and go, or the ink's
    /// where it reaches further: accents, marks and emoji are never cut off.
    fn new(look: &Look, measured: &Measurements<'_>) -> Self {
        let face = look.font.face.metrics();
        Self {
            ascent: face.cap_height.max(measured.ascent),
            descent: face.usual_descent.max(measured.descent),
            line_height: face.line_height * look.line_height,
        }
    }

    /// The height of `lines` lines.
    fn height(&self, lines: usize) -> f64 {
        self.ascent + lines.saturating_sub(1) as f64 * self.line_height + self.descent
    }
}

/// A text that is being set: all that does not depend on its size. Lengths are in em, those of the frame in pixels.
struct Setting<'a> {
    look: &'a Look,
    frame: Size,
    spacing: f64,
    /// What outline or padding takes of the frame on each side.
    inset: f64,
    block: Block,
    bend: Option<Bend>,
    text_box: &'a TextBox,
    text: &'a str,
    measured: Measurements<'a>,
    measure: &'a dyn TextMeasure,
}

impl Setting<'_> {
    /// What a line may take of the frame's width at a size.
    fn available_width(&self, size: f64) -> f64 {
        self.frame.width / size - 2.0 * self.inset
    }

    /// Whether all lines are inside of the frame at a size, without cutting words.
    fn fits(&self, size: f64) -> bool {
        if self.measure.is_spent() {
            // Nothing that is found now counts.
            return true;
        }
        let width = self.available_width(size);
        if !self.measured.fits_on_lines(width) {
            return false;
        }
        if self.bend.is_some() {
            return self.fits_bent(size);
        }
        // A smaller size never needs more lines, so the sizes that fit are all those below one of them.
        let lines = self.measured.wrap(width).len();
        self.block.height(lines) <= self.frame.height / size - 2.0 * self.inset
    }

    fn fits_bent(&self, size: f64) -> bool {
        let layout = self.set(size);
        let inset = self.inset * layout.size_px;
        let size = layout.extents.inflate(inset, inset).size();
        // No line overtakes itself, or comes too close to the middle of the circle to have room for its letters.
        let is_round = layout.lines.iter().all(|line| {
            line.width_px <= line.bent.radius * TAU
                && line.bent.radius >= layout.ascent_px + layout.descent_px + inset
        });
        is_round && size.width <= self.frame.width && size.height <= self.frame.height
    }

    /// Whether a word is wider than the frame at `size`.
    fn has_to_cut(&self, size: f64) -> bool {
        !self.measured.fits_on_lines(self.available_width(size))
    }

    /// Cuts words that are wider than the frame at `size`. Returns the size, smaller if not even a letter would fit.
    fn cut_words(&mut self, size: f64) -> f64 {
        if !self.has_to_cut(size) {
            return size;
        }
        let size = size.min(self.frame.width / (self.measured.widest_unit() + 2.0 * self.inset));
        self.measured.cut_wide_segments(self.available_width(size));
        size
    }

    /// Sets the text at a size.
    fn set(&self, size: f64) -> TextLayout {
        let available = self.available_width(size);
        let wrap_width = if self.look.align == Align::Center {
            self.measured.balanced_width(available)
        } else {
            available
        };
        let cut = if self.bend.is_some() || self.spacing != 0.0 {
            Cut::IntoUnits
        } else {
            Cut::AroundEmoji
        };
        let mut widest = 0.0_f64;
        let lines: Vec<_> = (self.measured.wrap(wrap_width).into_iter())
            .map(|line| {
                let text = &self.text[line.range.clone()];
                let (pieces, width) = pieces(
                    text,
                    line.is_right_to_left,
                    cut,
                    self.spacing,
                    &self.look.font,
                    self.measure,
                );
                widest = widest.max(width);
                (line, pieces, width)
            })
            .collect();
        // Kerning across a space can make a whole line a hair wider than its segments: then it shrinks to fit after all.
        let size = size.min(self.frame.width / (widest + 2.0 * self.inset));

        let mut layout = TextLayout {
            size_px: size,
            lines: Vec::with_capacity(lines.len()),
            wrap_width_px: wrap_width * size,
            line_height_px: self.block.line_height * size,
            ascent_px: self.block.ascent * size,
            descent_px: self.block.descent * size,
            extents: Rect::ZERO,
            bend: self.bend,
            typed: self.text_box.text.clone(),
            cased: self.text.to_owned(),
            language: self.text_box.language.unwrap_or(Language::Other),
            font: self.look.font.clone(),
            cut,
            spacing_em: self.spacing,
        };
        let first_baseline = self.top(size, lines.len()) + layout.ascent_px;
        let last = lines.len().saturating_sub(1);
        for (index, (line, pieces, width)) in lines.into_iter().enumerate() {
            let width_px = width * size;
            let (left_px, anchor) = self.left_and_anchor(width_px, line.is_right_to_left, size);
            let above = index as f64 * layout.line_height_px;
            let below = (last - index) as f64 * layout.line_height_px;
            let radius = self.bend.map_or(0.0, |bend| bend.radius(above, below));
            let mut line = Line {
                text: self.text[line.range.clone()].to_owned(),
                is_right_to_left: line.is_right_to_left,
                left_px,
                baseline_px: first_baseline + above,
                width_px,
                runs: Vec::with_capacity(pieces.len()),
                range: line.range,
                // A size that is given may have more lines than the circle has room for.
                bent: BentLine {
                    radius: radius.max(size),
                    anchor,
                },
            };
            for piece in pieces.into_iter().filter(|piece| !piece.range.is_empty()) {
                let transform = layout.place(&line, &piece);
                layout.include(transform, piece.advance);
                line.runs.push(Run {
                    range: piece.range,
                    is_right_to_left: piece.is_right_to_left,
                    is_emoji: piece.is_emoji,
                    advance_em: piece.advance,
                    transform,
                });
            }
            layout.lines.push(line);
        }
        if self.bend.is_some() {
            layout.shift(self.shift_into_frame(layout.extents, size));
        }
        layout
    }

    /// The top of a block of straight lines.
    fn top(&self, size: f64, lines: usize) -> f64 {
        self.aligned_top(self.block.height(lines) * size, size)
    }

    /// The top of something of this height.
    fn aligned_top(&self, height: f64, size: f64) -> f64 {
        let edge = self.frame.height / 2.0 - self.inset * size;
        match self.look.vertical_align {
            VerticalAlign::Top => -edge,
            VerticalAlign::Middle => -height / 2.0,
            VerticalAlign::Bottom => edge - height,
        }
    }

    /// Where a line of this width starts, and which of its places its alignment holds still.
    fn left_and_anchor(&self, width: f64, is_right_to_left: bool, size: f64) -> (f64, f64) {
        let edge = self.frame.width / 2.0 - self.inset * size;
        match (self.look.align, is_right_to_left) {
            (Align::Center, _) => (-width / 2.0, 0.0),
            (Align::Left, _) | (Align::Start, false) => (-edge, -edge),
            (Align::Right, _) | (Align::Start, true) => (edge - width, edge),
        }
    }

    /// How far to move bent lines so that they are aligned, and inside of the frame if they fit.
    fn shift_into_frame(&self, extents: Rect, size: f64) -> Vec2 {
        let width = self.frame.width - 2.0 * self.inset * size;
        Vec2::new(
            shift_into(extents, width),
            self.aligned_top(extents.height(), size) - extents.y0,
        )
    }
}

impl TextLayout {
    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.runs.is_empty())
    }

    /// From em around the left end of a piece's baseline to pixels.
    fn place(&self, line: &Line, piece: &Piece) -> Affine {
        let middle = line.left_px + (piece.x + piece.advance / 2.0) * self.size_px;
        let place = match self.bend {
            Some(bend) => bend.place(middle, line.bent),
            None => Affine::translate((middle, line.baseline_px)),
        };
        place * Affine::scale(self.size_px) * Affine::translate((-piece.advance / 2.0, 0.0))
    }

    fn include(&mut self, transform: Affine, advance_em: f64) {
        let (ascent, descent) = (
            self.ascent_px / self.size_px,
            self.descent_px / self.size_px,
        );
        let rect = transform.transform_rect_bbox(Rect::new(0.0, -ascent, advance_em, descent));
        self.extents = if self.extents == Rect::ZERO {
            rect
        } else {
            self.extents.union(rect)
        };
    }

    fn shift(&mut self, by: Vec2) {
        self.extents = self.extents + by;
        self.bend = self.bend.map(|bend| bend.moved(by));
        for run in self.lines.iter_mut().flat_map(|line| &mut line.runs) {
            run.transform = run.transform.then_translate(by);
        }
    }
}

#[cfg(test)]
mod tests;
