use kurbo::{Point, Size, Vec2};

use super::arrange::{Alignment, Axis, Order};
use super::gesture::{Handle, Modifiers, Pointer, Target};
use super::property::Change;
use crate::document::{Document, Picture, Preset, Surround, TextBox, TextId};

/// Something that somebody did.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Typed into a text; the whole text as it now is. The first and the second come back if they were deleted.
    SetText {
        /// Which.
        id: TextId,
        /// Its text.
        text: String,
    },
    /// Put another picture under the texts.
    SetPicture(Picture),
    /// Chose a template, by its meme, with its picture: what was typed goes along, text by text.
    UseTemplate(Box<Document>, Picture),
    /// Opened a finished meme.
    Open(Box<Document>),
    /// Changed what is around the picture.
    SetSurround(Surround),
    /// Said what it shows, for those who do not see it.
    Describe(String),

    /// Added a text, to be written at once: around a point of the meme, or in the middle of what is seen.
    Add(Option<Point>),
    /// Made a copy of each selected text.
    Duplicate,
    /// Pasted texts with their looks: where they were, or beside what is there.
    Paste(Vec<TextBox>),
    /// Pasted plain text, which becomes a text in the middle of what is seen.
    PasteText(String),
    /// Took the selected texts away.
    Delete,
    /// Moved the selected texts in the order of layers.
    Reorder(Order),
    /// Moved a text to a place in the order of layers, counted from the back.
    MoveTo {
        /// Which.
        id: TextId,
        /// Where.
        index: usize,
    },
    /// Hid a text, or showed it.
    SetHidden(TextId, bool),
    /// Locked a text, or unlocked it.
    SetLocked(TextId, bool),
    /// Hid or showed the selected texts: the other way than the first of them is.
    ToggleHidden,
    /// Locked or unlocked the selected texts.
    ToggleLocked,
    /// Gave a text a name.
    Rename(TextId, String),

    /// Changed a property of the selected texts.
    Change(Change),
    /// Gave the selected texts a finished look.
    ApplyPreset(Preset),
    /// Copied the look of the selected text.
    CopyLook,
    /// Gave that look to the selected texts.
    PasteLook,
    /// Moved the selected texts, in pixels of the meme.
    Nudge(Vec2),
    /// Moved a resize handle of the selected text, in pixels of the meme along the box's own sides.
    NudgeHandle(Handle, Vec2, Modifiers),
    /// Put the selected texts in line.
    Align(Alignment),
    /// Put the selected texts at equal distances.
    Distribute(Axis),

    /// Selected one text, and no other.
    Select(TextId),
    /// Added a text to the selection, or took it out.
    ToggleSelected(TextId),
    /// Selected all texts that can be.
    SelectAll,
    /// Selected nothing, and stopped writing.
    Deselect,
    /// Began to write in a text on the stage.
    Edit(TextId),
    /// Began to write in the selected text.
    EditSelected,
    /// Stopped writing.
    StopEditing,

    /// Pressed a pointer on the stage.
    Press(Target, Pointer),
    /// Moved it.
    Drag(Pointer),
    /// Let it go.
    Release,
    /// Gave the drag up: all is as it was before.
    Cancel,

    /// Took a step back.
    Undo,
    /// Did it again.
    Redo,

    /// The stage has this size in CSS pixels, with so many device pixels in each.
    SetStage(Size, f64),
    /// Looked at the whole meme.
    ZoomToFit,
    /// Looked at it in its own size.
    ZoomToActualSize,
    /// Made it larger by a factor, around a point of the stage or its middle.
    ZoomBy(f64, Option<Point>),
    /// Moved it on the stage, in CSS pixels.
    Pan(Vec2),
    /// Moved it on the stage, and made it larger by a factor around where that led: both at once, as two fingers do.
    Pinch(Vec2, f64, Point),
}
