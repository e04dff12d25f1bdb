//! The example that a first-time visitor sees. `public/example/` has the photo, its source and its licence.

use super::{Picture, PictureId, PixelSize};

/// What it says, from top to bottom.
pub const TEXTS: [&str; 2] = ["No account, no watermark", "Just the cat"];

/// Its photo.
pub fn picture() -> Picture {
    Picture {
        id: PictureId(0),
        name: "cat.webp".to_owned(),
        size: PixelSize {
            width: 1353,
            height: 900,
        },
    }
}
