use std::ops::Range;

use kurbo::{Affine, Rect};
use web_sys::HtmlCanvasElement;

use crate::document::{PictureId, PixelSize};
use crate::render::{CanvasPainter, Change, Kit, Surface, changed, play, play_commands};
use crate::scene::{Layer, Scene};

use super::Bitmap;

/// Between what a layer says that it paints and what it paints, in pixels: half-covered pixels at its edge.
const EDGE_PX: f64 = 2.0;

/// Paints the preview, and of it only what has changed since it was painted last.
///
/// Whoever edits a text changes the same layer frame after frame. What lies below it and above it is then painted once,
/// on two canvases of their own, and a frame copies those and paints the layer.
pub struct PreviewPainter {
    shown: Surface,
    below: Option<Surface>,
    above: Option<Surface>,
    kit: Kit,
    painted: Option<Painted>,
}

/// What is on the canvas.
struct Painted {
    scene: Scene,
    view: Affine,
    picture: (PictureId, Bitmap),
    /// The layers between `below` and `above`; none while these hold something else.
    active: Option<Range<usize>>,
}

impl PreviewPainter {
    /// A painter for the canvas that is on the page. None where the browser gives no context for it.
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        Some(Self {
            shown: Surface::new(element)?,
            below: None,
            above: None,
            kit: Kit::default(),
            painted: None,
        })
    }

    /// Paints everything next time, whatever has changed: when other fonts are there than the time before, or when the
    /// browser has lost what was on the canvas and restored its context.
    pub fn forget(&mut self) {
        self.painted = None;
        self.below = None;
        self.above = None;
        self.kit.clear();
        self.shown.prepare();
    }

    /// Makes the canvas show `scene` as `view` sees it: from pixels of the meme to those of a canvas of `size`.
    /// `bitmap` is the picture `id`.
    pub fn paint(
        &mut self,
        scene: &Scene,
        view: Affine,
        size: PixelSize,
        id: PictureId,
        bitmap: &Bitmap,
    ) {
        let before = self.painted.take().filter(|before| {
            self.shown.size() == size
                && before.view == view
                && before.picture.0 == id
                && is_same(&before.picture.1, bitmap)
        });
        let change =
            (before.as_ref()).map_or(Change::Everything, |before| changed(&before.scene, scene));
        self.shown.resize(size);
        let mut now = Painted {
            scene: scene.clone(),
            view,
            picture: (id, bitmap.clone()),
            active: None,
        };
        match (change, before) {
            (Change::Nothing, Some(before)) => now.active = before.active,
            (Change::Layers(layers), Some(before)) => {
                now.active = (before.active.clone())
                    .filter(|active| contains(active, &layers))
                    .or_else(|| self.cache(&now, &layers).then_some(layers));
                match &now.active {
                    Some(active) => self.compose(&before, &now, active),
                    None => self.paint_all(&now),
                }
            }
            _ => self.paint_all(&now),
        }
        self.painted = Some(now);
    }

    fn paint_all(&mut self, now: &Painted) {
        self.shown.clear();
        let mut painter = painter(&self.shown, &mut self.kit, now);
        play(&now.scene, now.view, &mut painter);
    }

    /// Paints what lies below and above the `active` layers on canvases of their own. Returns whether the browser has the
    /// memory for them.
    fn cache(&mut self, now: &Painted, active: &Range<usize>) -> bool {
        let layers = &now.scene.layers;
        let below = (now.scene.background.as_slice(), &layers[..active.start]);
        let above = ([].as_slice(), &layers[active.end..]);
        let size = self.shown.size();
        for (cached, (background, layers)) in [(&mut self.below, below), (&mut self.above, above)] {
            if background.is_empty() && layers.is_empty() {
                *cached = None;
                continue;
            }
            let surface = match cached.take() {
                Some(surface) if surface.size() == size => {
                    surface.clear();
                    surface
                }
                _ => match Surface::detached_if_possible(size) {
                    Some(surface) => surface,
                    None => return false,
                },
            };
            let mut painter = painter(&surface, &mut self.kit, now);
            play_commands(background, now.view, &mut painter);
            play_layers(layers, now.view, &mut painter);
            *cached = Some(surface);
        }
        true
    }

    /// Paints what the `active` layers covered before or cover now.
    fn compose(&mut self, before: &Painted, now: &Painted, active: &Range<usize>) {
        let layers = [&before.scene, &now.scene].map(|scene| &scene.layers[active.clone()]);
        let covered = (layers.into_iter().flatten())
            .map(|layer| (now.view * layer.transform).transform_rect_bbox(layer.content.bounds))
            .reduce(|covered, bounds| covered.union(bounds))
            .unwrap_or(Rect::ZERO)
            .inflate(EDGE_PX, EDGE_PX)
            .intersect(self.shown.extents())
            .expand();
        self.shown.clear_rect(covered);
        if let Some(below) = &self.below {
            self.shown.copy(below, covered);
        }
        play_layers(
            &now.scene.layers[active.clone()],
            now.view,
            &mut painter(&self.shown, &mut self.kit, now),
        );
        if let Some(above) = &self.above {
            self.shown.copy(above, covered);
        }
    }
}

fn painter<'a>(surface: &'a Surface, kit: &'a mut Kit, now: &'a Painted) -> CanvasPainter<'a> {
    let (id, bitmap) = &now.picture;
    CanvasPainter::new(surface, kit, (*id, bitmap.as_ref()))
}

fn play_layers(layers: &[Layer], view: Affine, painter: &mut CanvasPainter) {
    for layer in layers {
        play_commands(&layer.content.commands, view * layer.transform, painter);
    }
}

/// Whether two bitmaps are one. A bitmap that is kept keeps its address.
fn is_same(a: &Bitmap, b: &Bitmap) -> bool {
    std::ptr::eq(a.as_ref(), b.as_ref())
}

fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
