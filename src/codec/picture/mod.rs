//! What a picture file says about itself before anything of it is decoded.

mod colors;
mod complete;
pub mod svg;

use std::io::{BufRead, Read, Seek, SeekFrom};

use imagesize::{ImageError, ImageType};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::document::PixelSize;
pub use crate::document::limits::{LARGEST_AREA, LONGEST_SIDE};
pub use colors::main_colors;

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
    /// Its end is missing.
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

/// Looks at a file's header, and for its end. Reads a few kilobytes of most files and all of a JPEG.
///
/// ```
/// use std::io::Cursor;
/// use memeforge::codec::picture::{PictureError, inspect};
///
/// let text = Cursor::new("not a picture, whatever its name says");
/// assert_eq!(inspect(text), Err(PictureError::NotAPicture));
/// ```
pub fn inspect(mut file: impl BufRead + Seek) -> Result<Kind, PictureError> {
    let length = file
        .seek(SeekFrom::End(0))
        .map_err(|_| PictureError::Unreadable)?;
    if length == 0 {
        return Err(PictureError::Empty);
    }
    let mut start = Vec::new();
    file.rewind().map_err(|_| PictureError::Unreadable)?;
    file.by_ref()
        .take(svg::LOOK_AT)
        .read_to_end(&mut start)
        .map_err(|_| PictureError::Unreadable)?;
    let Some(format) = format(&start) else {
        return if svg::looks_like_svg(&start) {
            Ok(Kind::Svg)
        } else {
            Err(PictureError::NotAPicture)
        };
    };
    check_size(stored_size(&mut file)?)?;
    if complete::is_complete(format, &mut file, length) {
        Ok(Kind::Raster(format))
    } else {
        Err(PictureError::CutOff)
    }
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

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    /// The smallest files of each kind: headers with the size 300 × 200 and an end, but no pixels that would decode.
    fn jpeg() -> Vec<u8> {
        let mut file = vec![
            0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0,
        ];
        file.extend([
            0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xFF, 0, 3, 0xFF, 0xD9,
        ]);
        file
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        file.extend(width.to_be_bytes());
        file.extend(height.to_be_bytes());
        file.extend([8, 2, 0, 0, 0, 1, 2, 3, 4]);
        file.extend(b"\0\0\0\0IEND\xAE\x42\x60\x82");
        file
    }

    fn gif() -> Vec<u8> {
        let mut file = b"GIF89a\x2c\x01\xc8\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
        file.extend(b"\x21\xf9\x04\0\0\0\0\0");
        file.extend(b"\x2c\0\0\0\0\x2c\x01\xc8\0\0\x02\x02\x44\x01\0\x3b");
        file
    }

    fn webp() -> Vec<u8> {
        let mut file = b"RIFF\x1e\0\0\0WEBPVP8L\x11\0\0\0\x2f".to_vec();
        file.extend((0x12B_u32 | (0xC7 << 14)).to_le_bytes());
        file.extend([0; 13]);
        file
    }

    fn bmp() -> Vec<u8> {
        let mut file = b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
        file.extend(300_u32.to_le_bytes());
        file.extend(200_u32.to_le_bytes());
        file.resize(0x36, 0);
        file
    }

    fn inspected(file: &[u8]) -> Result<Kind, PictureError> {
        inspect(Cursor::new(file))
    }

    #[test]
    fn knows_each_kind_by_its_bytes() {
        assert_eq!(inspected(&jpeg()), Ok(Kind::Raster(Format::Jpeg)));
        assert_eq!(inspected(&png(300, 200)), Ok(Kind::Raster(Format::Png)));
        assert_eq!(inspected(&gif()), Ok(Kind::Raster(Format::Gif)));
        assert_eq!(inspected(&webp()), Ok(Kind::Raster(Format::WebP)));
        assert_eq!(inspected(&bmp()), Ok(Kind::Raster(Format::Bmp)));
        assert_eq!(inspected(b"<svg width='9'/>"), Ok(Kind::Svg));
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(inspected(b""), Err(PictureError::Empty));
        assert_eq!(inspected(b"hello"), Err(PictureError::NotAPicture));
        assert_eq!(inspected(b"%PDF-1.7 ..."), Err(PictureError::NotAPicture));
        assert_eq!(inspected(&png(0, 5)), Err(PictureError::Damaged));
    }

    #[test]
    fn a_file_without_its_end_is_cut_off() {
        for file in [jpeg(), png(300, 200), gif(), webp(), bmp()] {
            // GIF's own last byte ends the file, not the first frame.
            let end = file.len() - if file.starts_with(b"GIF") { 2 } else { 1 };
            assert_eq!(
                inspected(&file[..end]),
                Err(PictureError::CutOff),
                "{:?}",
                &file[..4]
            );
        }
    }

    #[test]
    fn too_many_pixels_are_refused_by_the_header() {
        let size = PixelSize {
            width: 30_000,
            height: 30_000,
        };
        assert_eq!(
            inspected(&png(30_000, 30_000)),
            Err(PictureError::TooLarge(size))
        );
        assert_eq!(
            PictureError::TooLarge(size).to_string(),
            "This picture is too large: 30,000 × 30,000 pixels. Make it smaller, at most 268 megapixels, and try again."
        );
        assert!(inspected(&png(16_384, 16_384)).is_ok());
        assert!(inspected(&png(LONGEST_SIDE + 1, 1)).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let _ = inspected(&bytes);
        }

        #[test]
        fn a_damaged_file_gives_an_answer(
            which in 0_usize..5,
            damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut file = [jpeg(), png(300, 200), gif(), webp(), bmp()][which].clone();
            for (at, byte) in damage {
                let at = at.index(file.len());
                file[at] = byte;
            }
            let _ = inspected(&file[..cut.index(file.len())]);
            let _ = inspected(&file);
        }
    }
}
