use super::Surface;
use super::silhouette::Silhouettes;
use crate::document::PixelSize;

/// Canvases for groups are this many pixels wide and high, or a multiple of it: so that not every frame of a text that is
/// being enlarged needs a new one.
const SCRATCH_STEP: u32 = 64;

/// Canvases that are kept for groups have at most this many pixels together.
const KEPT_PIXELS: u64 = 4_000_000;

/// Every browser has the memory for a canvas of this many pixels.
const SMALL_PIXELS: u64 = 1_000_000;

/// What is kept from one painting to the next.
#[derive(Default)]
pub struct Kit {
    /// Canvases to paint groups on, the one first that has not been used for the longest time.
    scratch: Vec<Scratch>,
    pub(super) silhouettes: Silhouettes,
    painting: u32,
}

struct Scratch {
    surface: Surface,
    /// The painting that used it last.
    painting: u32,
}

impl Kit {
    /// Gives back the memory, and forgets what depends on the fonts that are loaded.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn begin_painting(&mut self) {
        self.painting = self.painting.wrapping_add(1);
    }

    /// A transparent canvas of at least this size. None where the browser has no memory for it.
    pub(super) fn take_scratch(&mut self, size: PixelSize) -> Option<Surface> {
        // A canvas that is painted on again in the same frame is copied first, so another one is faster.
        let rested = (self.scratch.iter())
            .position(|scratch| scratch.painting != self.painting && scratch.fits(size));
        let is_full = self.pixels() + size.area() > KEPT_PIXELS;
        let reused = rested.or_else(|| {
            let any = || self.scratch.iter().position(|scratch| scratch.fits(size));
            is_full.then(any).flatten()
        });
        if let Some(index) = reused {
            let surface = self.scratch.remove(index).surface;
            surface.clear();
            return Some(surface);
        }
        while !self.scratch.is_empty() && self.pixels() + size.area() > KEPT_PIXELS {
            self.scratch.remove(0);
        }
        let size = PixelSize {
            width: size.width.next_multiple_of(SCRATCH_STEP),
            height: size.height.next_multiple_of(SCRATCH_STEP),
        };
        if size.area() <= SMALL_PIXELS {
            Surface::detached(size)
        } else {
            Surface::detached_if_possible(size)
        }
    }

    pub(super) fn give_back(&mut self, surface: Surface) {
        let painting = self.painting;
        self.scratch.push(Scratch { surface, painting });
    }

    fn pixels(&self) -> u64 {
        (self.scratch.iter())
            .map(|scratch| scratch.surface.size().area())
            .sum()
    }
}

impl Scratch {
    /// Whether it is large enough for `size`, but not so large that to clear it is a waste.
    fn fits(&self, size: PixelSize) -> bool {
        let has = self.surface.size();
        let step = u64::from(SCRATCH_STEP);
        let enough = 2 * size.area() + step * step;
        has.width >= size.width && has.height >= size.height && has.area() <= enough
    }
}
