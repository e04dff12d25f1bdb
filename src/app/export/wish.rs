use leptos::prelude::*;
use leptos::task::spawn_local;

use super::making::can_make;
use crate::app::project::{set_stays_editable, stays_editable};
use crate::document::{Color, PixelSize};

/// What kind of file is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Without loss.
    Png,
    /// Small for photos, without transparency.
    Jpeg,
    /// Small, with transparency.
    WebP,
    /// Smaller still. Few browsers can make it, and it holds no meme.
    Avif,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Png, Self::Jpeg, Self::WebP, Self::Avif];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::WebP => "WebP",
            Self::Avif => "AVIF",
        }
    }

    /// What browsers call it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
        }
    }

    /// What names of such files end in, without the point.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::WebP => "webp",
            Self::Avif => "avif",
        }
    }

    /// Whether it knows how good a picture is to be.
    pub fn has_quality(self) -> bool {
        self != Self::Png
    }

    /// Whether what is transparent can stay so.
    pub fn has_transparency(self) -> bool {
        self != Self::Jpeg
    }

    /// Whether it can hold the meme that it was made from.
    pub fn can_carry(self) -> bool {
        self != Self::Avif
    }
}

/// How large a picture is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// As large as the meme is.
    Own,
    /// So many pixels wide.
    Width(u32),
    /// So many pixels high.
    Height(u32),
}

impl Extent {
    /// The size of a meme of this own size.
    pub fn of(self, own: PixelSize) -> PixelSize {
        match self {
            Self::Own => own,
            Self::Width(width) => own.with_width(width),
            Self::Height(height) => own.with_height(height),
        }
    }
}

/// What the person wants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// What kind of file.
    pub kind: Kind,
    /// From 0 to 1, where the kind has it.
    pub quality: f64,
    /// How large.
    pub extent: Extent,
    /// The most that the file may have, in KB.
    pub most_kb: Option<f64>,
    /// What lies below what is transparent.
    pub background: Option<Color>,
    /// Whether it can be edited on, where the kind can hold that.
    pub is_editable: bool,
}

impl Wish {
    /// The usual quality.
    pub const QUALITY: f64 = 0.85;

    /// What is usual: all of it, without loss.
    pub fn usual() -> Self {
        Self {
            kind: Kind::Png,
            quality: Self::QUALITY,
            extent: Extent::Own,
            most_kb: None,
            background: None,
            is_editable: stays_editable(),
        }
    }

    /// Whether the file will hold the meme.
    pub fn carries(self) -> bool {
        self.is_editable && self.kind.can_carry()
    }

    /// What lies below what is transparent, if anything does.
    pub fn ground(self) -> Option<Color> {
        let needed = (!self.kind.has_transparency()).then_some(Color::WHITE);
        self.background.or(needed)
    }
}

/// What is known of exports while the page is open.
#[derive(Clone, Copy)]
pub struct Exports {
    /// What was wanted last, and is offered again.
    pub wish: RwSignal<Wish>,
    /// The kinds of files that this browser can make.
    pub kinds: RwSignal<Vec<Kind>>,
}

impl Exports {
    /// Has files hold the meme from now on, or not.
    pub fn stay_editable(self, is_editable: bool) {
        set_stays_editable(is_editable);
        self.wish.update(|wish| wish.is_editable = is_editable);
    }

    /// Begins with what is usual, and asks the browser what it can make.
    pub fn begin() -> Self {
        let exports = Self {
            wish: RwSignal::new(Wish::usual()),
            kinds: RwSignal::new(vec![Kind::Png, Kind::Jpeg]),
        };
        spawn_local(async move {
            // The others every browser can make.
            for kind in [Kind::WebP, Kind::Avif] {
                if can_make(kind).await {
                    exports.kinds.update(|kinds| kinds.push(kind));
                }
            }
        });
        exports
    }
}
