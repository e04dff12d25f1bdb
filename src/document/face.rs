use serde::{Deserialize, Serialize};

/// A typeface that comes with MemeForge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BundledFace {
    /// Anton, a free heavy condensed grotesque in the manner of Impact.
    Anton,
    /// .
    ArchivoBlack,
    /// .
    Inter,
    /// .
    Lora,
    /// .
    ComicNeue,
}

/// A typeface: one that comes with MemeForge, or one of the person's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Face {
    /// One that comes with MemeForge.
    Bundled(BundledFace),
    /// The CSS family under which the browser knows one of the person's own.
    Own(String),
}

/// What chooses a font: the face and its style.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Font {
    /// The typeface.
    pub face: Face,
    /// Whether the letters are bold.
    pub bold: bool,
    /// Whether they lean.
    pub italic: bool,
}
