use serde::{Deserialize, Serialize};

use super::PixelSize;

/// A shape that pictures are often shown in, and the size that is usual for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// As wide as it is high.
    Square,
    /// 4 to 5, as feeds show photos.
    Portrait,
    /// 3 to 2, as cameras take them.
    Landscape,
    /// 9 to 16: all of a phone.
    Story,
    /// 3 to 1, over a profile.
    Banner,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Square,
        Self::Portrait,
        Self::Landscape,
        Self::Story,
        Self::Banner,
    ];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Square => "Square",
            Self::Portrait => "Portrait",
            Self::Landscape => "Landscape",
            Self::Story => "Story",
            Self::Banner => "Banner",
        }
    }

    /// Its usual size.
    pub fn size(self) -> PixelSize {
        let (width, height) = match self {
            Self::Square => (1080, 1080),
            Self::Portrait => (1080, 1350),
            Self::Landscape => (1200, 800),
            Self::Story => (1080, 1920),
            Self::Banner => (1500, 500),
        };
        PixelSize { width, height }
    }
}
