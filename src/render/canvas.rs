use kurbo::{Affine, Rect};
use web_sys::{CanvasRenderingContext2d, ImageBitmap};

use super::Painter;
use crate::document::{Color, Face, PictureId};
use crate::scene::TextLine;

/// Text is measured and painted with the font at this one size and scaled from there. So the widths that lines were
/// broken by are those that are painted, whatever hinting a browser applies, and no font is parsed twice.
const FONT_SIZE_PX: f64 = 100.0;

/// The CSS font in which a canvas measures and paints `face`, and the size of its em in CSS pixels.
pub fn font(face: Face) -> (&'static str, f64) {
    match face {
        // The fallbacks are for what Anton lacks: heavy faces for other scripts, then emoji.
        Face::Anton => (
            "100px Anton, Impact, 'Arial Black', 'Noto Sans', sans-serif, 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji'",
            FONT_SIZE_PX,
        ),
    }
}

/// Paints on a canvas. Only translates: everything is decided when the scene is built.
pub struct CanvasPainter<'a> {
    context: &'a CanvasRenderingContext2d,
    id: PictureId,
    /// The document's picture, in whatever resolution suits the canvas.
    bitmap: &'a ImageBitmap,
    view: Affine,
}

impl<'a> CanvasPainter<'a> {
    /// A painter on `context` for documents whose picture is `id`, at hand as `bitmap`.
    pub fn new(
        context: &'a CanvasRenderingContext2d,
        id: PictureId,
        bitmap: &'a ImageBitmap,
    ) -> Self {
        context.set_image_smoothing_enabled(true);
        context.set_line_join("round");
        context.set_line_cap("round");
        context.set_text_align("center");
        Self {
            context,
            id,
            bitmap,
            view: Affine::IDENTITY,
        }
    }

    fn place(&self, transform: Affine) {
        let [xx, yx, xy, yy, x, y] = (self.view * transform).as_coeffs();
        // Fails for a transform that is not finite alone, and what it places cannot be seen.
        let _ = self.context.set_transform(xx, yx, xy, yy, x, y);
    }

    /// Sets the line's font and place. Returns the em in units of that font.
    fn begin_line(&self, line: &TextLine) -> f64 {
        let (css, em_px) = font(line.face);
        self.context.set_font(css);
        self.place(line.transform * Affine::scale(1.0 / em_px));
        em_px
    }
}

impl Painter for CanvasPainter<'_> {
    fn set_transform(&mut self, transform: Affine) {
        self.view = transform;
    }

    fn picture(&mut self, id: PictureId, rect: Rect) {
        if id != self.id {
            return;
        }
        self.place(Affine::IDENTITY);
        // Fails for a bitmap that was closed; ours is closed by its owner alone, when nothing shows it any more.
        let _ = self.context.draw_image_with_image_bitmap_and_dw_and_dh(
            self.bitmap,
            rect.x0,
            rect.y0,
            rect.width(),
            rect.height(),
        );
    }

    fn stroke_text(&mut self, line: &TextLine, color: Color, width_em: f64) {
        let em_px = self.begin_line(line);
        self.context.set_line_width(width_em * em_px);
        self.context.set_stroke_style_str(&color.to_string());
        let _ = self.context.stroke_text(&line.text, 0.0, 0.0);
    }

    fn fill_text(&mut self, line: &TextLine, color: Color) {
        self.begin_line(line);
        self.context.set_fill_style_str(&color.to_string());
        let _ = self.context.fill_text(&line.text, 0.0, 0.0);
    }
}
