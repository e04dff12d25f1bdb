use std::f64::consts::{PI, TAU};
use std::rc::Rc;

use kurbo::{Affine, Rect, Vec2};
use web_sys::TextMetrics;

use super::{Kit, Surface};
use crate::document::{Color, Font, PixelSize, bounded, direction};
use crate::render::FONT_SIZE_PX;
use crate::scene::TextRun;

/// The largest em, in pixels, that silhouettes are made for. Larger ones are enlarged: emoji themselves are pictures of
/// about 150 px.
const LARGEST_EM_PX: f64 = 400.0;

/// Between two copies of what is grown, in pixels at most.
const STEP_PX: f64 = 2.0;

/// Pixels of silhouettes that are remembered; past that all are forgotten.
const REMEMBERED_PIXELS: u64 = 4_000_000;

/// The silhouettes of emoji, remembered: to make one takes some dozen calls, and a frame moves far more than it makes.
#[derive(Default)]
pub(super) struct Silhouettes(Vec<Rc<Silhouette>>);

/// The silhouette of an emoji, grown on all sides.
pub(super) struct Silhouette {
    key: Key,
    surface: Surface,
    /// Where on the surface the left end of the baseline is.
    origin: Vec2,
}

#[derive(PartialEq)]
struct Key {
    text: String,
    font: Font,
    color: Color,
    by_em: f64,
    em_px: u32,
}

impl Silhouettes {
    /// The silhouette of `run`, for painting where an em has `em_px` pixels. `ruler` is
    /// any surface. None where the browser has no memory for it.
    pub(super) fn take(
        kit: &mut Kit,
        ruler: &Surface,
        run: &TextRun,
        color: Color,
        by_em: f64,
        em_px: f64,
    ) -> Option<Rc<Silhouette>> {
        // Whole pixels, so that turning and moving finds what was made before.
        let em_px = bounded(em_px, 1.0, LARGEST_EM_PX).round() as u32;
        let known = kit.silhouettes.0.iter().find(|known| {
            let key = &known.key;
            key.em_px == em_px
                && key.by_em == by_em
                && key.color == color
                && key.text == run.text
                && key.font == run.font
        });
        if let Some(known) = known {
            return Some(known.clone());
        }
        let key = Key {
            text: run.text.clone(),
            font: run.font.clone(),
            color,
            by_em,
            em_px,
        };
        let silhouette = Rc::new(Silhouette::new(kit, ruler, key)?);
        let known = &mut kit.silhouettes.0;
        let pixels: u64 = known.iter().map(|known| known.surface.size().area()).sum();
        if pixels > REMEMBERED_PIXELS {
            known.clear();
        }
        known.push(silhouette.clone());
        Some(silhouette)
    }
}

impl Silhouette {
    /// Grows the emoji in two steps of half the length each. Copies on one circle would leave holes where the emoji is
    /// thinner than the circle is wide; copies on a circle of copies on a circle fill it.
    fn new(kit: &mut Kit, ruler: &Surface, key: Key) -> Option<Self> {
        let em_px = f64::from(key.em_px);
        let zoom = em_px / FONT_SIZE_PX;
        let radius = key.by_em * em_px / 2.0;
        let copies = (TAU * radius / STEP_PX / 2.0).ceil().max(8.0);

        ruler.set_font(&key.font);
        let metrics = ruler.context().measure_text(&key.text).ok()?;
        let bounds = Affine::scale(zoom).transform_rect_bbox(ink(&metrics));
        // A pixel for the edge of each copy.
        let margin = 2.0 * radius + 2.0;
        let bounds = bounds.inflate(margin, margin).expand();
        let size = PixelSize {
            width: bounds.width() as u32,
            height: bounds.height() as u32,
        };
        let origin = -bounds.origin().to_vec2();

        let half_grown = kit.take_scratch(size)?;
        half_grown.place(Affine::translate(origin) * Affine::scale(zoom));
        half_grown.set_font(&key.font);
        half_grown.set_direction(false);
        half_grown.set_fill(key.color, 1.0);
        let context = half_grown.context();
        for offset in circle(copies, 0.0, radius / zoom) {
            let _ = context.fill_text(&key.text, offset.x, offset.y);
        }
        half_grown.place(Affine::IDENTITY);
        recolor(&half_grown, bounds.with_origin((0.0, 0.0)));

        let surface = Surface::detached(size);
        if let Some(surface) = &surface {
            // Turned by half a step, the copies lie between those of the first.
            for offset in circle(copies, PI / copies, radius) {
                surface.draw(
                    &half_grown,
                    bounds.with_origin((0.0, 0.0)),
                    offset.x,
                    offset.y,
                );
            }
        }
        kit.give_back(half_grown);
        Some(Self {
            key,
            surface: surface?,
            origin,
        })
    }

    /// From its pixels to em.
    pub(super) fn to_em(&self) -> Affine {
        Affine::scale(1.0 / f64::from(self.key.em_px)) * Affine::translate(-self.origin)
    }

    pub(super) fn draw_on(&self, surface: &Surface) {
        surface.draw(&self.surface, self.surface.extents(), 0.0, 0.0);
    }
}

/// Where there is ink, around the left end of the baseline.
fn ink(metrics: &TextMetrics) -> Rect {
    Rect::new(
        -metrics.actual_bounding_box_left(),
        -metrics.actual_bounding_box_ascent(),
        metrics.actual_bounding_box_right(),
        metrics.actual_bounding_box_descent(),
    )
}

fn circle(points: f64, from_angle: f64, radius: f64) -> impl Iterator<Item = Vec2> {
    (0..points as u32)
        .map(move |point| radius * direction(from_angle + f64::from(point) * TAU / points))
}

/// Gives all that is painted on `surface` the colour that it fills with.
fn recolor(surface: &Surface, rect: Rect) {
    let context = surface.context();
    // Fails for an unknown mode alone.
    let _ = context.set_global_composite_operation("source-in");
    context.fill_rect(rect.x0, rect.y0, rect.width(), rect.height());
    let _ = context.set_global_composite_operation("source-over");
}
