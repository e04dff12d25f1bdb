//! What a picture's file carries besides its pixels: the meme it was made from, a description, and what a camera wrote about
//! who took it, when and where. Files are taken apart into segments, chunks or blocks; no pixel is decoded.
//!
//! A meme comes as opaque bytes. PNG has it in the text `memeforge`, JPEG in segments `APP9` that begin with `MemeForge`,
//! WebP in a chunk `MFRG`, each with a checksum.

mod description;
mod exif;
mod gif;
mod html;
mod jpeg;
mod png;
mod webp;
mod xmp;

use thiserror::Error;

use super::crc::crc32;
use super::picture::{Format, format};
pub use description::LONGEST_DESCRIPTION;
use description::shortened;
pub use html::{picture_from_html, picture_to_html};

/// The largest payload, in bytes: as much as is unpacked of templates (`template_zip`).
pub const LARGEST_PAYLOAD: usize = 256 << 20;

/// Why nothing was put into a file, found in it or removed from it. Displays as a sentence for whoever chose the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CarriedError {
    /// There is no place for a meme in files of this kind.
    #[error("This kind of picture cannot carry a meme. Choose PNG, JPEG or WebP.")]
    CannotCarry,
    /// Nothing is known here of where files of this kind have personal data: the caller has to encode the pixels anew.
    #[error(
        "What this file says about its maker cannot be removed. Save the picture as a PNG or JPEG and try again."
    )]
    NotCleanable,
    /// The end of the file is missing.
    #[error("The end of this picture is missing. Download or copy it again.")]
    CutOff,
    /// The file's structure makes no sense.
    #[error("This picture is damaged. Try another copy of it.")]
    Damaged,
    /// There is a meme or a description, and it cannot be read.
    #[error(
        "The meme in this picture is damaged. Use the file as it was downloaded, not a copy that was changed."
    )]
    PayloadDamaged,
    /// More than [`LARGEST_PAYLOAD`], or more than the format can hold.
    #[error(
        "This meme is too large to be carried in a picture: it may have 256 MB. Use smaller pictures in it."
    )]
    TooLarge,
}

/// The same picture with a payload in it, or with none, and with a description for those who do not see it. What was embedded
/// before is replaced, as is a description that somebody else's program wrote into the same place; all else stays, pixels byte by byte.
/// A description of more than [`LONGEST_DESCRIPTION`] bytes is shortened.
///
/// ```
/// use memeforge::codec::carried::{description, embed, extract};
///
/// let png = include_bytes!("../../../fuzz/corpus/carried/photo.png");
/// let carrying = embed(png, Some(b"a zip"), Some("A cat says no"))?;
/// assert_eq!(extract(&carrying)?.as_deref(), Some(&b"a zip"[..]));
/// assert_eq!(description(&carrying)?.as_deref(), Some("A cat says no"));
/// # Ok::<(), memeforge::codec::carried::CarriedError>(())
/// ```
pub fn embed(
    file: &[u8],
    payload: Option<&[u8]>,
    description: Option<&str>,
) -> Result<Vec<u8>, CarriedError> {
    if payload.is_some_and(|payload| payload.len() > LARGEST_PAYLOAD) {
        return Err(CarriedError::TooLarge);
    }
    let description = description.map(shortened);
    let description = description.as_deref();
    match format(file) {
        Some(Format::Png) => png::embed(file, payload, description),
        Some(Format::Jpeg) => jpeg::embed(file, payload, description),
        Some(Format::WebP) => webp::embed(file, payload, description),
        _ => Err(CarriedError::CannotCarry),
    }
}

/// The payload that [`embed`] put into a file. None where there is none, whatever the file is, even where it is damaged or
/// cut off; an error where there is one that is not what it was. Takes at most [`LARGEST_PAYLOAD`], and no more memory than
/// some multiple of the file's length.
pub fn extract(file: &[u8]) -> Result<Option<Vec<u8>>, CarriedError> {
    match format(file) {
        Some(Format::Png) => png::extract(file),
        Some(Format::Jpeg) => jpeg::extract(file),
        Some(Format::WebP) => webp::extract(file),
        _ => Ok(None),
    }
}

/// The description that is in a file in the places where [`embed`] puts it. None where there is none.
pub fn description(file: &[u8]) -> Result<Option<String>, CarriedError> {
    match format(file) {
        Some(Format::Png) => png::description(file),
        Some(Format::Jpeg) => Ok(jpeg::description(file)),
        Some(Format::WebP) => Ok(webp::description(file)),
        _ => Ok(None),
    }
}

/// The same picture without what tells about people, devices and places: EXIF with its thumbnails, XMP, IPTC, comments, text,
/// further pictures and films behind it, and whatever is not known here. Pixels, colour profiles and animations stay byte by
/// byte, and the orientation stays as an EXIF that says nothing else. BMP has no such data and is returned as it is.
///
/// An error where the file has no such structure: then the pixels have to be encoded anew.
pub fn without_personal(file: &[u8]) -> Result<Vec<u8>, CarriedError> {
    match format(file) {
        Some(Format::Png) => png::without_personal(file),
        Some(Format::Jpeg) => jpeg::without_personal(file),
        Some(Format::WebP) => webp::without_personal(file),
        Some(Format::Gif) => gif::without_personal(file),
        Some(Format::Bmp) => Ok(file.to_vec()),
        Some(Format::Avif | Format::Heic) | None => Err(CarriedError::NotCleanable),
    }
}

/// A payload behind its checksum, as JPEG and WebP have it.
fn sealed(payload: &[u8]) -> Vec<u8> {
    let mut sealed = crc32(payload).to_be_bytes().to_vec();
    sealed.extend(payload);
    sealed
}

/// The payload of [`sealed`], if it is what it was.
fn unsealed(mut sealed: Vec<u8>) -> Result<Vec<u8>, CarriedError> {
    let crc = sealed.first_chunk().copied().map(u32::from_be_bytes);
    let payload = sealed.get(4..).ok_or(CarriedError::PayloadDamaged)?;
    if payload.len() > LARGEST_PAYLOAD {
        return Err(CarriedError::TooLarge);
    }
    if crc != Some(crc32(payload)) {
        return Err(CarriedError::PayloadDamaged);
    }
    sealed.drain(..4);
    Ok(sealed)
}

/// The bytes from `at` on, as many as `length`, or none if the file ends before.
fn piece(file: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    file.get(at..at.checked_add(length)?)
}

#[cfg(test)]
mod tests;
