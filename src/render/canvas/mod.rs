//! A painter for the browser's canvases. Only translates: everything is decided when the scene is built.

mod kit;
mod silhouette;
mod surface;

pub use kit::Kit;
pub use surface::Surface;

use kurbo::{Affine, Point, Rect, Vec2};
use web_sys::ImageBitmap;

use self::silhouette::Silhouettes;
use self::surface::css_color;
use super::{FONT_SIZE_PX, Painter};
use crate::document::{Color, PictureId, PixelSize};
use crate::scene::{Group, GroupShadow, TextRun};

/// Paints on a canvas.
pub struct CanvasPainter<'a> {
    surface: &'a Surface,
    kit: &'a mut Kit,
    picture: (PictureId, &'a ImageBitmap),
    /// To pixels of `surface`, whatever group is open.
    transform: Affine,
    /// The groups that are open.
    groups: Vec<OpenGroup>,
    has_failed: bool,
}

struct OpenGroup {
    /// What it is painted on; none where nothing of it is seen, or the browser has no memory for it.
    surface: Option<Surface>,
    /// Which pixels of the painter's surface it covers.
    extents: Rect,
    opacity: f64,
    shadow: Option<Shadow>,
}

/// A shadow in pixels of what it is painted on.
struct Shadow {
    color: Color,
    opacity: f64,
    offset: Vec2,
    blur: f64,
}

impl<'a> CanvasPainter<'a> {
    /// A painter on `surface` for documents with this picture, at hand in whatever resolution suits the surface.
    pub fn new(
        surface: &'a Surface,
        kit: &'a mut Kit,
        (id, bitmap): (PictureId, &'a ImageBitmap),
    ) -> Self {
        kit.begin_painting();
        Self {
            surface,
            kit,
            picture: (id, bitmap),
            transform: Affine::IDENTITY,
            groups: Vec::new(),
            has_failed: false,
        }
    }

    /// Whether the browser had no memory for a part of what was painted, which is missing.
    pub fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// What is painted on now, and where its origin is. None within a group that is painted on nothing.
    fn target(&self) -> Option<(&Surface, Vec2)> {
        match self.groups.last() {
            Some(group) => Some((group.surface.as_ref()?, group.extents.origin().to_vec2())),
            None => Some((self.surface, Vec2::ZERO)),
        }
    }

    /// What is painted on now, with `transform` in place: from what is to be painted to what the commands count in.
    fn placed(&self, transform: Affine) -> Option<&Surface> {
        let (surface, origin) = self.target()?;
        surface.place(Affine::translate(-origin) * self.transform * transform);
        Some(surface)
    }

    /// What is painted on now, ready for the letters of `run`.
    fn placed_text(&self, run: &TextRun) -> Option<&Surface> {
        let surface = self.placed(run.transform * Affine::scale(1.0 / FONT_SIZE_PX))?;
        surface.set_font(&run.font);
        surface.set_direction(run.is_right_to_left);
        Some(surface)
    }

    /// How many pixels of what is painted on a pixel of the meme has.
    fn scale(&self) -> f64 {
        scale_of(self.transform)
    }
}

/// How many times longer lengths get, whichever way things are turned.
fn scale_of(transform: Affine) -> f64 {
    transform.determinant().abs().sqrt()
}

impl Painter for CanvasPainter<'_> {
    fn set_transform(&mut self, transform: Affine) {
        self.transform = transform;
    }

    fn picture(&mut self, id: PictureId, rect: Rect) {
        let (known, bitmap) = self.picture;
        if id != known {
            return;
        }
        let Some(surface) = self.placed(Affine::IDENTITY) else {
            return;
        };
        // Fails for a bitmap that was closed; ours is closed by its owner alone, when nothing shows it any more.
        let _ = surface
            .context()
            .draw_image_with_image_bitmap_and_dw_and_dh(
                bitmap,
                rect.x0,
                rect.y0,
                rect.width(),
                rect.height(),
            );
    }

    fn fill_rect(
        &mut self,
        rect: Rect,
        radius_px: f64,
        tail: Option<[Point; 3]>,
        color: Color,
        opacity: f64,
    ) {
        let Some(surface) = self.placed(Affine::IDENTITY) else {
            return;
        };
        surface.set_fill(color, opacity);
        let context = surface.context();
        let radius = radius_px.min(rect.width() / 2.0).min(rect.height() / 2.0);
        if radius <= 0.0 && tail.is_none() {
            context.fill_rect(rect.x0, rect.y0, rect.width(), rect.height());
            return;
        }
        let Rect { x0, y0, x1, y1 } = rect;
        let radius = radius.max(0.0);
        context.begin_path();
        context.move_to(x0 + radius, y0);
        for (x, y, next_x, next_y) in [
            (x1, y0, x1, y1),
            (x1, y1, x0, y1),
            (x0, y1, x0, y0),
            (x0, y0, x1, y0),
        ] {
            // Fails for a negative radius alone.
            let _ = context.arc_to(x, y, next_x, next_y, radius);
        }
        if let Some([left, tip, right]) = tail {
            context.move_to(left.x, left.y);
            context.line_to(tip.x, tip.y);
            context.line_to(right.x, right.y);
        }
        context.fill();
    }

    fn stroke_rect(&mut self, rect: Rect, width_px: f64, color: Color) {
        let Some(surface) = self.placed(Affine::IDENTITY) else {
            return;
        };
        surface.set_pen(color, width_px);
        let context = surface.context();
        context.set_line_join("miter");
        context.stroke_rect(rect.x0, rect.y0, rect.width(), rect.height());
        context.set_line_join("round");
    }

    fn begin_group(&mut self, group: &Group) {
        let scale = self.scale();
        let shadow = group
            .shadow
            .as_ref()
            .map(|shadow| Shadow::new(shadow, scale));
        let below =
            (self.groups.last()).map_or_else(|| self.surface.extents(), |group| group.extents);
        // What lies outside of what is painted on can still throw its shadow there.
        let seen = (shadow.as_ref()).map_or(below, |shadow| shadow.thrown_into(below).union(below));
        let bounds = self.transform.transform_rect_bbox(group.bounds);
        let extents = bounds.intersect(seen).expand();
        let size = PixelSize {
            width: extents.width() as u32,
            height: extents.height() as u32,
        };
        let is_seen = size.area() > 0;
        let surface = is_seen.then(|| self.kit.take_scratch(size)).flatten();
        self.has_failed |= is_seen && surface.is_none();
        self.groups.push(OpenGroup {
            surface,
            extents,
            opacity: group.opacity,
            shadow,
        });
    }

    fn end_group(&mut self) {
        let Some(group) = self.groups.pop() else {
            return;
        };
        let Some(painted) = group.surface else {
            return;
        };
        if let Some((surface, origin)) = self.target() {
            surface.place(Affine::IDENTITY);
            let context = surface.context();
            context.set_global_alpha(group.opacity);
            if let Some(shadow) = &group.shadow {
                context.set_shadow_color(&css_color(shadow.color, shadow.opacity));
                context.set_shadow_offset_x(shadow.offset.x);
                context.set_shadow_offset_y(shadow.offset.y);
                context.set_shadow_blur(shadow.blur);
            }
            let at = group.extents.origin() - origin;
            let covered = group.extents.with_origin((0.0, 0.0));
            surface.draw(&painted, covered, at.x, at.y);
            context.set_global_alpha(1.0);
            if group.shadow.is_some() {
                context.set_shadow_color("#0000");
            }
        }
        self.kit.give_back(painted);
    }

    fn stroke_text(&mut self, run: &TextRun, color: Color, width_em: f64) {
        if let Some(surface) = self.placed_text(run) {
            surface.set_pen(color, width_em * FONT_SIZE_PX);
            // Fails for a text with half a character in it alone, which Rust's are not.
            let _ = surface.context().stroke_text(&run.text, 0.0, 0.0);
        }
    }

    fn fill_text(&mut self, run: &TextRun, color: Color) {
        if let Some(surface) = self.placed_text(run) {
            surface.set_fill(color, 1.0);
            let _ = surface.context().fill_text(&run.text, 0.0, 0.0);
        }
    }

    fn grow_emoji(&mut self, run: &TextRun, color: Color, by_em: f64) {
        let em_px = scale_of(self.transform * run.transform);
        let Some(silhouette) = Silhouettes::take(self.kit, self.surface, run, color, by_em, em_px)
        else {
            self.has_failed = true;
            return;
        };
        if let Some(surface) = self.placed(run.transform * silhouette.to_em()) {
            silhouette.draw_on(surface);
        }
    }
}

impl Shadow {
    fn new(shadow: &GroupShadow, scale: f64) -> Self {
        Self {
            color: shadow.color,
            opacity: shadow.opacity,
            offset: shadow.offset_px * scale,
            blur: shadow.blur_px * scale,
        }
    }

    /// From where shadows fall into `rect`.
    fn thrown_into(&self, rect: Rect) -> Rect {
        // Blurs of browsers end three standard deviations out, of which `blur` is two.
        let reach = 1.5 * self.blur;
        (rect - self.offset).inflate(reach, reach)
    }
}
