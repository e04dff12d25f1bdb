use std::ops::Range;

use kurbo::{Affine, Rect, Vec2};
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};

use crate::codec::decimal;
use crate::document::{PictureId, PixelSize, TextId};
use crate::render::{CanvasPainter, Change, Kit, Surface, changed, moved, play, play_commands};
use crate::scene::{Layer, Scene};

use super::preview_slices::{SLICER, Slices};
use super::{Bitmap, Slider, set_style};

/// Between what a layer says that it paints and what it paints, in pixels: half-covered pixels at its edge.
const EDGE_PX: f64 = 2.0;

/// What is lifted off the preview may have so many times its pixels: a large text that is looked at closely has more.
const LARGEST_LIFT: f64 = 4.0;

/// No drag goes farther, in pixels of the canvas: no screen is as large.
const REACH: f64 = 16_384.0;

/// Paints the preview, and of it only what has changed since it was painted last.
///
/// Whoever edits a text changes the same layer frame after frame. What lies below it and above it is then painted once,
/// on two canvases of their own, and a frame copies those and paints the layer. Whoever drags it changes not even that:
/// the layer is lifted onto a canvas of its own, which is moved, and nothing is painted until it is set down.
pub struct PreviewPainter {
    pub(super) shown: Surface,
    below: Option<Surface>,
    above: Option<Surface>,
    lift: Option<Lift>,
    pub(super) slices: Option<Slices>,
    pub(super) kit: Kit,
    painted: Option<Painted>,
    part: Rect,
}

/// What is on the canvas.
pub(super) struct Painted {
    pub(super) scene: Scene,
    pub(super) view: Affine,
    pub(super) size: PixelSize,
    picture: (PictureId, Bitmap),
    /// The layers between `below` and `above`; none while these hold something else.
    active: Option<Range<usize>>,
}

/// The active layers on a canvas of their own over the preview, which meanwhile shows what lies below them. What lies above
/// them is over it in its turn.
struct Lift {
    /// As they were painted.
    layers: Vec<Layer>,
    /// How far the drag had gone by then, in pixels of the meme.
    way: Vec2,
    /// From pixels of the meme to those of the canvas.
    view: Affine,
    surface: Surface,
    /// In pixels of the canvas.
    x: Slider,
    y: Slider,
}

impl PreviewPainter {
    /// A painter for the canvas that is on the page, alone in an element that is the canvas's to be placed by. None where
    /// the browser gives no context for it.
    pub fn new(element: HtmlCanvasElement) -> Option<Self> {
        Some(Self {
            shown: Surface::new(element)?,
            below: None,
            above: None,
            lift: None,
            slices: None,
            kit: Kit::default(),
            painted: None,
            part: Rect::ZERO,
        })
    }

    /// Paints everything next time, whatever has changed: when other fonts are there than the time before, or when the
    /// browser has lost what was on the canvas and restored its context.
    pub fn forget(&mut self) {
        self.set_down();
        self.painted = None;
        self.slices = None;
        self.below = None;
        self.above = None;
        self.kit.clear();
        self.shown.prepare();
    }

    /// Lays the canvas over the part of the meme that is seen, in fractions of the meme.
    pub fn place(&mut self, part: Rect) {
        if self.part == part {
            return;
        }
        self.part = part;
        let percent = |fraction: f64| decimal(fraction * 100.0);
        if let Some(holder) = self.holder() {
            let style = format!(
                "left:{}%;top:{}%;width:{}%;height:{}%",
                percent(part.x0),
                percent(part.y0),
                percent(part.width()),
                percent(part.height()),
            );
            set_style(&holder, &style);
        }
    }

    /// Makes the canvas show `scene` as `view` sees it: from pixels of the meme to those of a canvas of `size`.
    /// `bitmap` is the picture `id`. While texts are dragged, and have gone as far as `drag` says, in pixels of the meme, they
    /// may be on a canvas of their own. Returns whether that is done; where not, it shows what it did, and goes on the next time.
    pub fn paint(
        &mut self,
        scene: &Scene,
        view: Affine,
        size: PixelSize,
        (id, bitmap): (PictureId, &Bitmap),
        drag: Option<Vec2>,
    ) -> bool {
        let before = self.painted.take().filter(|before| {
            before.size == size
                && before.view == view
                && before.picture.0 == id
                && is_same(&before.picture.1, bitmap)
        });
        let change =
            (before.as_ref()).map_or(Change::Everything, |before| changed(&before.scene, scene));
        let mut now = Painted {
            scene: scene.clone(),
            view,
            size,
            picture: (id, bitmap.clone()),
            active: None,
        };
        if let Some(slice) = SLICER.get() {
            let goes_on = matches!(change, Change::Nothing);
            if let Some(is_done) = slice(self, &now, goes_on) {
                self.painted = Some(now);
                return is_done;
            }
        }
        // What is shown is older than `before`, where that was not finished.
        let before = before.filter(|_| self.slices.take().is_none());
        match (change, before) {
            (Change::Nothing, Some(before)) => {
                now.active.clone_from(&before.active);
                if drag.is_none() && self.set_down() {
                    self.paint_what_is_kept(&now);
                }
            }
            (Change::Layers(layers), Some(before)) => {
                let is_kept = before.active.as_ref() == Some(&layers);
                let mut was_lifted = !is_kept && self.set_down();
                if is_kept || self.keep(&now, &layers) {
                    now.active = Some(layers);
                }
                if !drag.is_some_and(|way| self.drag(&before, &now, way)) {
                    was_lifted |= self.set_down();
                    if was_lifted {
                        self.paint_what_is_kept(&now);
                    } else {
                        self.compose(&before, &now);
                    }
                }
            }
            _ => {
                self.set_down();
                self.shown.resize(size);
                self.paint_all(&now);
            }
        }
        self.painted = Some(now);
        true
    }

    pub(super) fn paint_all(&mut self, now: &Painted) {
        self.shown.clear();
        let mut painter = painter(&self.shown, &mut self.kit, now);
        play(&now.scene, now.view, &mut painter);
    }

    /// Paints what lies below and above the `active` layers on canvases of their own. Returns whether the browser has the
    /// memory for them.
    fn keep(&mut self, now: &Painted, active: &Range<usize>) -> bool {
        let layers = &now.scene.layers;
        let below = (now.scene.background.as_slice(), &layers[..active.start]);
        let above = ([].as_slice(), &layers[active.end..]);
        let size = self.shown.size();
        for (kept, (background, layers)) in [(&mut self.below, below), (&mut self.above, above)] {
            if background.is_empty() && layers.is_empty() {
                *kept = None;
                continue;
            }
            let surface = match kept.take() {
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
            *kept = Some(surface);
        }
        true
    }

    /// Paints what the active layers covered before or cover now.
    fn compose(&mut self, before: &Painted, now: &Painted) {
        let Some(active) = &now.active else {
            return self.paint_all(now);
        };
        let layers = [before, now].map(|painted| &painted.scene.layers[active.clone()]);
        let covered = bounds(layers.into_iter().flatten(), now.view)
            .intersect(self.shown.extents())
            .expand();
        self.compose_in(covered, now);
    }

    /// Paints everything by what is kept of it, where something is.
    fn paint_what_is_kept(&mut self, now: &Painted) {
        if now.active.is_some() {
            self.compose_in(self.shown.extents(), now);
        } else {
            self.paint_all(now);
        }
    }

    fn compose_in(&mut self, covered: Rect, now: &Painted) {
        self.show_below(covered);
        play_layers(
            now.active_layers(),
            now.view,
            &mut painter(&self.shown, &mut self.kit, now),
        );
        if let Some(above) = &self.above {
            self.shown.copy(above, covered);
        }
    }

    fn show_below(&self, covered: Rect) {
        self.shown.clear_rect(covered);
        if let Some(below) = &self.below {
            self.shown.copy(below, covered);
        }
    }

    /// Whether what is dragged is on a canvas of its own.
    pub fn is_lifted(&self) -> bool {
        self.lift.is_some()
    }

    /// Goes along with a drag of the texts `ids`, which have gone as far as `way`, without a look at the scene: nothing else
    /// changes meanwhile. Returns false where there is more to do, and the scene has to be painted.
    pub fn follow(&self, ids: &[TextId], way: Vec2) -> bool {
        let Some(lift) = &self.lift else {
            return false;
        };
        let are_all_lifted = lift.layers.iter().all(|layer| ids.contains(&layer.id));
        if are_all_lifted {
            lift.move_by(way - lift.way);
        }
        are_all_lifted
    }

    /// Moves what is dragged, and lifts it off first where it is not yet. Returns whether that was all there was to do: not
    /// where more has happened than that the active layers have moved.
    fn drag(&mut self, before: &Painted, now: &Painted, way: Vec2) -> bool {
        let layers = now.active_layers();
        if let Some(lift) = &self.lift {
            let by = moved(&lift.layers, layers);
            if let Some(by) = by {
                lift.move_by(by);
            }
            return by.is_some();
        }
        let Some(active) = &now.active else {
            return false;
        };
        moved(&before.scene.layers[active.clone()], layers).is_some() && self.lift(now, way)
    }

    /// Lifts the active layers off the preview. Returns whether the browser has the memory for it.
    fn lift(&mut self, now: &Painted, way: Vec2) -> bool {
        let layers = now.active_layers();
        let (bounds, seen) = (bounds(layers, now.view), self.shown.extents());
        if bounds.area() > LARGEST_LIFT * seen.area() {
            return false;
        }
        let size = PixelSize {
            width: bounds.width() as u32,
            height: bounds.height() as u32,
        };
        let (Some(surface), Some(holder)) = (Surface::detached_if_possible(size), self.holder())
        else {
            return false;
        };
        let view = Affine::translate(-bounds.origin().to_vec2()) * now.view;
        play_layers(layers, view, &mut painter(&surface, &mut self.kit, now));
        let percent = |part: f64, whole: f64| decimal(part / whole * 100.0);
        let style = format!(
            "left:{}%;top:{}%;width:{}%;height:{}%",
            percent(bounds.x0, seen.width()),
            percent(bounds.y0, seen.height()),
            percent(bounds.width(), seen.width()),
            percent(bounds.height(), seen.height()),
        );
        set_style(surface.element(), &style);
        self.show_below(seen);
        for over in [Some(&surface), self.above.as_ref()].into_iter().flatten() {
            // Fails for a node around it alone.
            let _ = holder.append_child(over.element());
        }
        // By parts of its own size, so that no layout is asked for.
        let part = |by: f64, length: u32| decimal(by / f64::from(length) * 100.0);
        let x = |by| part(by, size.width) + "%";
        let y = |by| ["translateY(", &part(by, size.height), "%)"].concat();
        self.lift = Some(Lift {
            layers: layers.to_vec(),
            way,
            view: now.view.with_translation(Vec2::ZERO),
            x: Slider::new(surface.element(), "translate", x, REACH),
            y: Slider::new(surface.element(), "transform", y, REACH),
            surface,
        });
        true
    }

    /// Takes what is lifted off the page; the preview is to be painted then. Returns whether there was anything.
    pub(super) fn set_down(&mut self) -> bool {
        let Some(lift) = self.lift.take() else {
            return false;
        };
        for over in [Some(&lift.surface), self.above.as_ref()]
            .into_iter()
            .flatten()
        {
            over.element().remove();
        }
        true
    }

    fn holder(&self) -> Option<HtmlElement> {
        self.shown.element().parent_element()?.dyn_into().ok()
    }
}

impl Painted {
    fn active_layers(&self) -> &[Layer] {
        (self.active.as_ref()).map_or(&[], |active| &self.scene.layers[active.clone()])
    }
}

impl Lift {
    /// Moves the canvas from where it was lifted, by pixels of the meme.
    fn move_by(&self, by: Vec2) {
        let by = self.view * by.to_point();
        // By whole pixels, so that letters stay as sharp as they are.
        self.x.put(by.x.round());
        self.y.put(by.y.round());
    }
}

/// What layers cover, in whole pixels of the canvas.
fn bounds<'a>(layers: impl IntoIterator<Item = &'a Layer>, view: Affine) -> Rect {
    (layers.into_iter())
        .map(|layer| (view * layer.transform).transform_rect_bbox(layer.content.bounds))
        .reduce(|covered, bounds| covered.union(bounds))
        .unwrap_or(Rect::ZERO)
        .inflate(EDGE_PX, EDGE_PX)
        .expand()
}

pub(super) fn painter<'a>(
    surface: &'a Surface,
    kit: &'a mut Kit,
    now: &'a Painted,
) -> CanvasPainter<'a> {
    let (id, bitmap) = &now.picture;
    CanvasPainter::new(surface, kit, (*id, bitmap.as_ref()))
}

pub(super) fn play_layers(layers: &[Layer], view: Affine, painter: &mut CanvasPainter) {
    for layer in layers {
        play_commands(&layer.content.commands, view * layer.transform, painter);
    }
}

/// Whether two bitmaps are one. A bitmap that is kept keeps its address.
fn is_same(a: &Bitmap, b: &Bitmap) -> bool {
    std::ptr::eq(a.as_ref(), b.as_ref())
}
