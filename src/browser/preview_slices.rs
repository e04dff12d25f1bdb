//! Painting the preview of what takes long, a part with each frame. Comes with the tools: what somebody types into the two fields
//! takes no such time.

use std::sync::OnceLock;

use super::PreviewPainter;
use super::preview_painter::{Painted, painter, play_layers};
use crate::render::{Surface, cost_ms, play_commands};

/// What takes longer is painted in slices, in milliseconds as [`cost_ms`] reckons: a fraction of the half second within which a key
/// is answered.
const MOST_AT_ONCE_MS: f64 = 200.0;

/// How long a slice takes.
const SLICE_MS: f64 = 60.0;

/// Paints what takes long, and says whether that is done; none where it takes no time. See [`paint_in_slices`].
type Slicer = fn(&mut PreviewPainter, &Painted, bool) -> Option<bool>;

pub(super) static SLICER: OnceLock<Slicer> = OnceLock::new();

/// A scene that takes long, as far as it is painted.
pub(super) struct Slices {
    surface: Surface,
    /// How many of its layers are.
    count: usize,
}

/// Has what takes long painted in slices from now on.
pub fn paint_in_slices() {
    // Fails where it is so already.
    let _ = SLICER.set(paint_slice);
}

/// Paints some of what takes long, where nobody sees it yet, and shows it when all is painted. It `goes_on` where nothing has
/// changed since the last slice.
fn paint_slice(preview: &mut PreviewPainter, now: &Painted, goes_on: bool) -> Option<bool> {
    let cost: f64 = (now.scene.layers.iter())
        .map(|layer| cost_ms(layer, now.view))
        .sum();
    (cost > MOST_AT_ONCE_MS).then(|| {
        preview.set_down();
        go_on(preview, now, goes_on)
    })
}

fn go_on(preview: &mut PreviewPainter, now: &Painted, goes_on: bool) -> bool {
    if goes_on && preview.slices.is_none() {
        return true;
    }
    let kept = preview.slices.take();
    let kept = kept.filter(|slices| slices.surface.size() == now.size);
    let mut count = kept
        .as_ref()
        .filter(|_| goes_on)
        .map_or(0, |slices| slices.count);
    let surface = kept.map(|slices| slices.surface);
    let Some(surface) = surface.or_else(|| Surface::detached_if_possible(now.size)) else {
        preview.shown.resize(now.size);
        preview.paint_all(now);
        return true;
    };
    let mut painter = painter(&surface, &mut preview.kit, now);
    if count == 0 {
        surface.clear();
        play_commands(&now.scene.background, now.view, &mut painter);
    }
    let mut cost = 0.0;
    for layer in &now.scene.layers[count..] {
        let more = cost_ms(layer, now.view);
        if cost > 0.0 && cost + more > SLICE_MS {
            break;
        }
        cost += more;
        play_layers(std::slice::from_ref(layer), now.view, &mut painter);
        count += 1;
    }
    let is_done = count == now.scene.layers.len();
    if is_done {
        preview.shown.resize(now.size);
        preview.shown.clear();
        preview.shown.copy(&surface, preview.shown.extents());
    } else {
        preview.slices = Some(Slices { surface, count });
    }
    is_done
}
