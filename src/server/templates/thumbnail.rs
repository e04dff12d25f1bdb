//! Small pictures of a team's templates, made when they are first asked for.

use std::collections::VecDeque;
use std::io::{BufReader, Cursor, Read, Seek};
use std::sync::{Arc, Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use tokio::sync::Semaphore;

use super::folder;
use super::picture::Place;
use crate::server::site::File;

/// The longest side, in pixels.
const SIDE: u32 = 144;
/// Of a JPEG, of 100.
const QUALITY: u8 = 78;
/// The most memory that a picture may take to be made smaller, in bytes: a photo of 20 megapixels, a progressive one of 7. The
/// container that we recommend has 128 MB.
const MEMORY: u64 = 64 << 20;
/// The longest side of a picture that is made smaller, in pixels.
const LONGEST_SIDE: u32 = 16_384;
/// The most memory that thumbnails are kept in, in bytes.
const KEPT: usize = 2 << 20;

/// What is remembered of one that cannot be made is counted as so many bytes.
const NOTE: usize = 100;

/// A thumbnail, or that none can be made, so that nobody tries again.
#[derive(Clone, Debug)]
enum Made {
    /// It is this.
    File(Arc<File>),
    /// There is none.
    Nothing,
}

/// Those that have been made lately.
#[derive(Debug)]
pub struct Thumbnails {
    kept: Mutex<Kept>,
    /// One at a time: they take the memory of a whole picture.
    turn: Semaphore,
}

#[derive(Debug, Default)]
struct Kept {
    /// Each by its template and the version of its picture, with its size in bytes; the latest last.
    files: VecDeque<(String, Made, usize)>,
    bytes: usize,
}

impl Made {
    fn file(self) -> Option<Arc<File>> {
        match self {
            Self::File(file) => Some(file),
            Self::Nothing => None,
        }
    }
}

impl Default for Thumbnails {
    fn default() -> Self {
        Self {
            kept: Mutex::default(),
            turn: Semaphore::new(1),
        }
    }
}

impl Thumbnails {
    /// The thumbnail of a picture; `None` where it cannot be made.
    pub async fn of(&self, place: Place) -> Option<Arc<File>> {
        let key = format!("{} {}", place.id, place.file.version);
        if let Some(kept) = self.kept(&key) {
            return kept.file();
        }
        let _turn = self.turn.acquire().await.ok()?;
        // Somebody else may have asked for it meanwhile.
        if let Some(kept) = self.kept(&key) {
            return kept.file();
        }
        let made = tokio::task::spawn_blocking(move || {
            make(&place).inspect_err(|error| {
                tracing::warn!(template = place.id, %error, "no thumbnail can be made");
            })
        });
        let Some((content_type, bytes)) = made.await.ok().and_then(Result::ok) else {
            self.keep(key, Made::Nothing, NOTE);
            return None;
        };
        let size = bytes.len();
        let file = Arc::new(File::plain(bytes, content_type));
        self.keep(key, Made::File(file.clone()), size);
        Some(file)
    }

    fn kept(&self, key: &str) -> Option<Made> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let index = kept.files.iter().position(|(other, ..)| other == key)?;
        let found = kept.files.remove(index)?;
        let file = found.1.clone();
        kept.files.push_back(found);
        Some(file)
    }

    fn keep(&self, key: String, made: Made, size: usize) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += size;
        kept.files.push_back((key, made, size));
        while kept.bytes > KEPT
            && let Some((.., size)) = kept.files.pop_front()
        {
            kept.bytes -= size;
        }
    }
}

fn make(place: &Place) -> Result<(&'static str, Vec<u8>), ImageError> {
    let file = folder::open(&place.root, &place.id, place.file.name);
    let file = file.ok().flatten().ok_or_else(gone)?;
    let mut file = BufReader::new(file);
    let is_progressive = is_progressive(&mut file);
    file.rewind()?;
    let mut reader = ImageReader::new(file).with_guessed_format()?;
    // How much decoders take at once, in pictures.
    let pictures = match reader.format() {
        _ if is_progressive => 3,
        Some(ImageFormat::WebP | ImageFormat::Gif) => 2,
        _ => 1,
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    limits.reserve(decoder.total_bytes().saturating_mul(pictures))?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    // Small ones stay as they are.
    if picture.width().max(picture.height()) > SIDE {
        picture = picture.thumbnail(SIDE, SIDE);
    }
    picture.apply_orientation(orientation);
    let mut bytes = Cursor::new(Vec::new());
    if picture.color().has_alpha() && has_holes(&picture) {
        let picture = picture.into_rgba8();
        picture.write_with_encoder(WebPEncoder::new_lossless(&mut bytes))?;
        Ok(("image/webp", bytes.into_inner()))
    } else {
        let picture = picture.into_rgb8();
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
        Ok(("image/jpeg", bytes.into_inner()))
    }
}

/// Whether this is a JPEG that comes in ever finer layers, all of which are in memory until it is decoded.
fn is_progressive(file: &mut (impl Read + Seek)) -> bool {
    let mut marker = [0; 4];
    let mut next = || {
        // What is between the start and the first scan: a marker, and the length of what follows with the length's own bytes.
        file.read_exact(&mut marker).ok()?;
        let length = i64::from(u16::from_be_bytes([marker[2], marker[3]]));
        if marker[..2] == [0xFF, 0xD8] {
            file.seek_relative(-2).ok()?;
        } else {
            file.seek_relative(length - 2).ok()?;
        }
        (marker[0] == 0xFF && length >= 2).then_some(marker[1])
    };
    while let Some(kind) = next() {
        match kind {
            0xC2 | 0xC6 | 0xCA | 0xCE => return true,
            0xC0 | 0xC1 | 0xC3 | 0xDA => return false,
            _ => {}
        }
    }
    false
}

/// Whether anything can be seen through it.
fn has_holes(picture: &DynamicImage) -> bool {
    picture
        .to_rgba8()
        .pixels()
        .any(|pixel| pixel.0[3] < u8::MAX)
}

fn gone() -> ImageError {
    ImageError::IoError(std::io::ErrorKind::NotFound.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_photos_that_come_in_layers() {
        let start = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xDB, 0, 2];
        for (kind, expected) in [(0xC0, false), (0xC2, true), (0xDA, false)] {
            let file = [&start[..], &[0xFF, kind, 0, 2], &[0xFF, 0xC2, 0, 2]].concat();
            assert_eq!(is_progressive(&mut Cursor::new(file)), expected, "{kind:x}");
        }
        for file in [
            &start[..],
            b"",
            b"\x89PNG\r\n\x1a\n",
            &[0xFF, 0xD8, 0xFF, 0xE0, 0, 0],
        ] {
            assert!(!is_progressive(&mut Cursor::new(file)));
        }
    }

    #[test]
    fn only_the_latest_are_kept() {
        let thumbnails = Thumbnails::default();
        let size = KEPT / 4;
        let file = || Made::File(Arc::new(File::plain(vec![0], "image/jpeg")));
        for name in ["a", "b", "c", "d"] {
            thumbnails.keep(name.to_owned(), file(), size);
        }
        assert!(thumbnails.kept("a").is_some());
        thumbnails.keep("e".to_owned(), Made::Nothing, size);
        // The one that was asked for longest ago has gone.
        assert!(thumbnails.kept("b").is_none());
        assert!(
            thumbnails
                .kept("a")
                .is_some_and(|kept| kept.file().is_some())
        );
        assert!(
            thumbnails
                .kept("e")
                .is_some_and(|kept| kept.file().is_none())
        );
    }
}
