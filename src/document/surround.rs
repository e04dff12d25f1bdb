use kurbo::{Insets, Rect};
use serde::{Deserialize, Serialize};

use super::{Color, PixelSize, bounded};

/// What is added around the picture: a bar for a caption, or a frame. Lengths are fractions of the picture's shorter side.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Surround {
    /// How far it reaches to the left of the picture.
    pub left: f64,
    /// Above it.
    pub top: f64,
    /// To the right of it.
    pub right: f64,
    /// Below it.
    pub bottom: f64,
    /// Its colour.
    pub color: Color,
    /// The colour of a thin line around the picture, as frames have.
    pub line: Option<Color>,
}

/// The kinds of surrounds that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurroundKind {
    /// Nothing.
    None,
    /// A bar above the picture.
    CaptionBar,
    /// A frame with room for words below.
    Frame,
}

impl SurroundKind {
    /// One of this kind in its usual size.
    pub fn usual(self) -> Surround {
        match self {
            Self::None => Surround::NONE,
            Self::CaptionBar => Surround::CAPTION,
            Self::Frame => Surround::DEMOTIVATIONAL,
        }
    }
}

/// The line around a framed picture is this wide, and as far away from it: fractions of the picture's shorter side.
const LINE: f64 = 0.006;

impl Surround {
    /// Nothing around the picture.
    pub const NONE: Self = Self {
        left: 0.0,
        top: 0.0,
        right: 0.0,
        bottom: 0.0,
        color: Color::WHITE,
        line: None,
    };

    /// A white bar above the picture.
    pub const CAPTION: Self = Self {
        top: 0.22,
        ..Self::NONE
    };

    /// The black frame of a demotivational poster, with room for words below.
    pub const DEMOTIVATIONAL: Self = Self {
        left: 0.12,
        top: 0.1,
        right: 0.12,
        bottom: 0.34,
        color: Color::BLACK,
        line: Some(Color::WHITE),
    };

    /// What kind it is, whatever its height.
    pub fn kind(self) -> SurroundKind {
        if self.line.is_some() {
            SurroundKind::Frame
        } else if self.top > 0.0 {
            SurroundKind::CaptionBar
        } else {
            SurroundKind::None
        }
    }

    /// How high the room for words is. None where there is none.
    pub fn room(self) -> Option<f64> {
        match self.kind() {
            SurroundKind::None => None,
            SurroundKind::CaptionBar => Some(self.top),
            SurroundKind::Frame => Some(self.bottom),
        }
    }

    /// The same with room for words of this height, from 0.05 to 1. Nothing stays nothing.
    #[must_use]
    pub fn with_room(self, room: f64) -> Self {
        let room = bounded(room, 0.05, 1.0);
        match self.kind() {
            SurroundKind::None => self,
            SurroundKind::CaptionBar => Self { top: room, ..self },
            SurroundKind::Frame => Self {
                bottom: room,
                ..self
            },
        }
    }

    /// What it adds on each side of a picture of this size, in whole pixels.
    pub fn insets(self, picture: PixelSize) -> Insets {
        let unit = f64::from(picture.shorter_side());
        let px = |fraction: f64| (fraction * unit).round();
        Insets::new(px(self.left), px(self.top), px(self.right), px(self.bottom))
    }

    /// The size of a picture of size `picture` with this around it.
    pub fn size_around(self, picture: PixelSize) -> PixelSize {
        let insets = self.insets(picture);
        PixelSize {
            width: picture.width + insets.x_value() as u32,
            height: picture.height + insets.y_value() as u32,
        }
    }

    /// Where the picture is in it.
    pub fn picture_rect(self, picture: PixelSize) -> Rect {
        let insets = self.insets(picture);
        Rect::from_origin_size(
            (insets.x0, insets.y0),
            (f64::from(picture.width), f64::from(picture.height)),
        )
    }

    /// The line around a picture of this size, and its width in pixels.
    pub fn line_rect(self, picture: PixelSize) -> (Rect, f64) {
        let width = (LINE * f64::from(picture.shorter_side())).max(1.0);
        (
            self.picture_rect(picture).inflate(2.0 * width, 2.0 * width),
            width,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: PixelSize = PixelSize {
        width: 600,
        height: 400,
    };

    #[test]
    fn nothing_around_leaves_the_size() {
        assert_eq!(Surround::NONE.size_around(PICTURE), PICTURE);
        assert_eq!(
            Surround::NONE.picture_rect(PICTURE),
            Rect::new(0.0, 0.0, 600.0, 400.0)
        );
    }

    #[test]
    fn a_caption_bar_is_above() {
        let size = Surround::CAPTION.size_around(PICTURE);
        assert_eq!((size.width, size.height), (600, 488));
        assert_eq!(
            Surround::CAPTION.picture_rect(PICTURE),
            Rect::new(0.0, 88.0, 600.0, 488.0)
        );
    }
}
