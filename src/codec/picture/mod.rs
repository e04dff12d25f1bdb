//! What a picture file says about itself before anything of it is decoded.

mod colors;
mod data_url;
mod dragged;
mod ending;
mod media;
mod moving;
pub mod svg;
#[cfg(test)]
mod tests;

use std::io::{BufRead, Read, Seek, SeekFrom};

use imagesize::{ImageError, ImageType};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::document::PixelSize;
pub use crate::document::limits::{LARGEST_AREA, LONGEST_SIDE};
pub use colors::main_colors;
pub use data_url::data_url;
pub use dragged::{Dragged, dragged};
pub use ending::{Pixels, Repair};
pub use media::{LOOK_AT, Media, media};

/// A kind of picture file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Joint Photographic Experts Group.
    Jpeg,
    /// Portable Network Graphics.
    Png,
    /// Google's WebP.
    WebP,
    /// AV1 in the HEIF container.
    Avif,
    /// HEVC in the HEIF container, as iPhones take photos; only Safari decodes it.
    Heic,
    /// Graphics Interchange Format, of which the first frame is used.
    Gif,
    /// Windows bitmap.
    Bmp,
}

/// What kind of file `inspect` was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Pixels.
    Raster(Format),
    /// A drawing: the functions in [`svg`] tell whether it can be opened, and its size.
    Svg,
    /// What some browsers show: each has to be asked.
    Other(Media),
}

/// What a file says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// What kind of file it is.
    pub kind: Kind,
    /// Whether it moves where it is shown by itself. A drawing has to be read for that.
    pub is_animated: bool,
    /// What is there of its pixels.
    pub pixels: Pixels,
    /// What puts its end in its place.
    pub repair: Option<Repair>,
}

/// What a person is told of a picture that was opened. Displays as a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Remark {
    /// It moves where it is shown by itself.
    #[error("This picture is animated: in a meme it stands still, as it is at its start.")]
    StandsStill,
    /// Only some of it is there.
    #[error(
        "Part of this picture is missing, since its file was cut off or damaged: what is there was opened."
    )]
    PartMissing,
}

/// Why a picture was not opened. Displays as a sentence for whoever chose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PictureError {
    /// There are no bytes in it.
    #[error("This file is empty. Choose another one.")]
    Empty,
    /// It is of no kind that is known here, whatever its name says.
    #[error("This file is not a picture. Try a PNG, JPEG or WebP.")]
    NotAPicture,
    /// It is something else, or a picture that this browser does not show.
    #[error("{0}")]
    Other(Media),
    /// Its end is missing, and so is too much of it.
    #[error("The end of this picture is missing. Download or copy it again.")]
    CutOff,
    /// Its bytes make no sense.
    #[error("This picture is damaged. Try another copy of it.")]
    Damaged,
    /// It has more pixels than can be handled.
    #[error(
        "This picture is too large: {0} pixels. Make it smaller, at most 268 megapixels, and try again."
    )]
    TooLarge(PixelSize),
    /// The browser has no decoder for it.
    #[error("This browser cannot open HEIC photos. Save it as a JPEG and try again.")]
    HeicUnsupported,
    /// A drawing that wants to run a program.
    #[error(
        "This drawing has a script in it, so it is not opened. Save it as a PNG and try again."
    )]
    SvgScript,
    /// A drawing that is not complete without something from elsewhere.
    #[error(
        "This drawing needs parts from other places, which are not loaded. Save it as a PNG and try again."
    )]
    SvgRemote,
    /// A drawing that repeats itself so often that a browser would not come to an end.
    #[error(
        "This drawing is too complex: showing it would take all memory there is. Save it as a PNG and try again."
    )]
    SvgTooComplex,
    /// The device could not read the file.
    #[error("This file could not be read. It may have been moved or deleted: choose it again.")]
    Unreadable,
    /// The device could not hold its pixels.
    #[error("This device has no memory left for this picture. Close other tabs and try again.")]
    NoMemory,
    /// More than one file at once.
    #[error("One picture at a time: choose a single file.")]
    Several,
}

/// Looks at a file's header, and for its end. Reads a few kilobytes of most files and all of a JPEG or a GIF. Refuses what no
/// browser shows; whether this one shows the rest is for its decoder to say.
///
/// ```
/// use std::io::Cursor;
/// use memeforge::codec::picture::{Media, PictureError, inspect};
///
/// let video = Cursor::new(b"\0\0\0\x14ftypqt  \0\0\0\0qt  ");
/// assert_eq!(inspect(video), Err(PictureError::Other(Media::Video("MOV"))));
/// ```
pub fn inspect(mut file: impl BufRead + Seek) -> Result<Inspected, PictureError> {
    let length = file
        .seek(SeekFrom::End(0))
        .map_err(|_| PictureError::Unreadable)?;
    if length == 0 {
        return Err(PictureError::Empty);
    }
    let start = start(&mut file, 0)?;
    let mut inspected = Inspected {
        kind: Kind::Svg,
        is_animated: false,
        pixels: Pixels::Untold,
        repair: None,
    };
    if let Some(media) = media(&start) {
        if !media.may_be_shown() {
            return Err(PictureError::Other(media));
        }
        inspected.kind = Kind::Other(media);
    } else if let Some(format) = format(&start) {
        if let Ok(size) = stored_size(&mut file) {
            check_size(size)?;
        }
        let ending = ending::ending(format, &mut file, length);
        inspected = Inspected {
            kind: Kind::Raster(format),
            is_animated: moving::is_animated(format, &mut file),
            pixels: ending.pixels,
            repair: ending.repair,
        };
    } else if !begins_with_markup(&mut file, start)? {
        inspected.kind = Kind::Other(Media::Unknown);
    }
    if let Kind::Other(Media::Picture(_)) = inspected.kind
        && let Ok(size) = stored_size(&mut file)
    {
        check_size(size)?;
    }
    Ok(inspected)
}

/// So much of a file as names it, from `at` on.
fn start(file: &mut (impl BufRead + Seek), at: u64) -> Result<Vec<u8>, PictureError> {
    let mut start = Vec::new();
    file.seek(SeekFrom::Start(at))
        .map_err(|_| PictureError::Unreadable)?;
    file.take(LOOK_AT as u64)
        .read_to_end(&mut start)
        .map_err(|_| PictureError::Unreadable)?;
    Ok(start)
}

/// Whether markup is the first thing in a file, behind however much room, of which the first is `start`.
fn begins_with_markup(
    file: &mut (impl BufRead + Seek),
    mut start: Vec<u8>,
) -> Result<bool, PictureError> {
    let mut at = 0;
    while !start.is_empty() {
        if svg::looks_like_svg(&start) {
            return Ok(true);
        }
        if !start
            .iter()
            .all(|byte| *byte == 0 || byte.is_ascii_whitespace())
        {
            return Ok(false);
        }
        at += start.len() as u64;
        start = self::start(file, at)?;
    }
    Ok(false)
}

/// Whether a picture of this size can be opened.
pub fn check_size(size: PixelSize) -> Result<(), PictureError> {
    if size.area() == 0 {
        Err(PictureError::Damaged)
    } else if size.longer_side() > LONGEST_SIDE || size.area() > LARGEST_AREA {
        Err(PictureError::TooLarge(size))
    } else {
        Ok(())
    }
}

/// The kind of file that starts like this.
pub(super) fn format(start: &[u8]) -> Option<Format> {
    match imagesize::image_type(start).ok()? {
        ImageType::Jpeg => Some(Format::Jpeg),
        ImageType::Png => Some(Format::Png),
        ImageType::Webp => Some(Format::WebP),
        ImageType::Gif => Some(Format::Gif),
        ImageType::Bmp => Some(Format::Bmp),
        ImageType::Heif(imagesize::Compression::Av1) => Some(Format::Avif),
        ImageType::Heif(_) => Some(Format::Heic),
        _ => None,
    }
}

/// The size as stored, which a camera's orientation may yet turn.
pub fn stored_size(file: &mut (impl BufRead + Seek)) -> Result<PixelSize, PictureError> {
    file.rewind().map_err(|_| PictureError::Unreadable)?;
    match imagesize::reader_size(file) {
        Ok(size) => Ok(PixelSize {
            width: u32::try_from(size.width).unwrap_or(u32::MAX),
            height: u32::try_from(size.height).unwrap_or(u32::MAX),
        }),
        Err(ImageError::IoError(_)) => Err(PictureError::CutOff),
        Err(_) => Err(PictureError::Damaged),
    }
}
