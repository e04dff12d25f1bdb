//! What a meme looks like, as a flat list of draw commands. The preview and the export play the same list.

mod builder;

pub use builder::SceneBuilder;

use std::rc::Rc;

use kurbo::{Affine, Point, Rect, Vec2};

use crate::document::{Color, Font, PictureId, PixelSize, TextId};

/// Everything that is painted, from back to front.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The meme's full size.
    pub size: PixelSize,
    /// What lies below all texts, in pixels of the full-size meme.
    pub background: Vec<Command>,
    /// The texts that are to be seen.
    pub layers: Vec<Layer>,
}

/// One text box.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Which.
    pub id: TextId,
    /// From pixels around the middle of its frame to pixels of the meme.
    pub transform: Affine,
    /// What to paint. Shared with the scene before where it is still the same, so that whoever paints can tell what has
    /// changed by comparing pointers.
    pub content: Rc<Content>,
}

/// What a text box looks like, wherever it is: pixels of the full-size meme around the middle of its frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// What to paint, in this order.
    pub commands: Vec<Command>,
    /// Nothing is painted outside of this.
    pub bounds: Rect,
}

/// One thing to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A picture, stretched to fill `rect`.
    Picture {
        /// Which.
        id: PictureId,
        /// Where.
        rect: Rect,
    },
    /// A filled rectangle.
    FillRect {
        /// Where.
        rect: Rect,
        /// The radius of its corners.
        radius_px: f64,
        /// The corners of the tail that it has as a speech bubble, clockwise, the second one its tip.
        tail: Option<[Point; 3]>,
        /// Its colour.
        color: Color,
        /// From 0 to 1.
        opacity: f64,
    },
    /// The outline of a rectangle.
    StrokeRect {
        /// Its middle line.
        rect: Rect,
        /// Its width.
        width_px: f64,
        /// Its colour.
        color: Color,
    },
    /// What follows, up to the matching [`Command::EndGroup`], is painted apart and then laid down as one.
    BeginGroup(Group),
    /// Ends the group that began last.
    EndGroup,
    /// The outline of a run of letters.
    StrokeText {
        /// The run.
        run: Rc<TextRun>,
        /// Its colour.
        color: Color,
        /// The width of the pen, which runs along the edge of the letters, in em.
        width_em: f64,
    },
    /// The letters of a run, or an emoji in its own colours.
    FillText {
        /// The run.
        run: Rc<TextRun>,
        /// The colour of letters.
        color: Color,
    },
    /// The silhouette of an emoji, grown on all sides: the outline that it has instead of a stroke, which would ruin it.
    GrowEmoji {
        /// The emoji.
        run: Rc<TextRun>,
        /// The colour of the silhouette.
        color: Color,
        /// How far it grows, in em.
        by_em: f64,
    },
}

/// How a group is laid down.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Nothing of it, its shadow included, is outside of this.
    pub bounds: Rect,
    /// From 0 to 1.
    pub opacity: f64,
    /// Its shadow.
    pub shadow: Option<GroupShadow>,
}

/// A shadow in pixels of the meme. It does not turn with what throws it.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupShadow {
    /// Its colour.
    pub color: Color,
    /// From 0 to 1.
    pub opacity: f64,
    /// Where it falls.
    pub offset_px: Vec2,
    /// How far its edge is smeared: two standard deviations, as canvases count.
    pub blur_px: f64,
}

/// Letters, or one emoji, in one piece and one direction.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    /// What it says.
    pub text: String,
    /// In which font.
    pub font: Font,
    /// Whether it runs from right to left.
    pub is_right_to_left: bool,
    /// From em, with the left end of the baseline at the origin and y pointing down, to pixels around the middle of the
    /// frame.
    pub transform: Affine,
}
