//! Small pictures of a team's templates, made when they are first asked for.

use std::collections::VecDeque;
use std::io::{BufReader, Cursor};
use std::sync::{Arc, Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits};
use tokio::sync::Semaphore;

use super::folder;
use super::picture::Place;
use crate::server::site::File;

/// The longest side, in pixels.
const SIDE: u32 = 144;
/// Of a JPEG, of 100.
const QUALITY: u8 = 78;
/// The most memory that a picture may take to be made smaller, in bytes: 20 megapixels.
const MEMORY: u64 = 64 << 20;
/// The longest side of a picture that is made smaller, in pixels.
const LONGEST_SIDE: u32 = 16_384;
/// The most memory that thumbnails are kept in, in bytes.
const KEPT: usize = 2 << 20;

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
    files: VecDeque<(String, Arc<File>, usize)>,
    bytes: usize,
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
        if let Some(file) = self.kept(&key) {
            return Some(file);
        }
        let _turn = self.turn.acquire().await.ok()?;
        // Somebody else may have asked for it meanwhile.
        if let Some(file) = self.kept(&key) {
            return Some(file);
        }
        let made = tokio::task::spawn_blocking(move || {
            make(&place).inspect_err(|error| {
                tracing::warn!(template = place.id, %error, "no thumbnail can be made");
            })
        });
        let (content_type, bytes) = made.await.ok()?.ok()?;
        let size = bytes.len();
        let file = Arc::new(File::plain(bytes, content_type));
        self.keep(key, file.clone(), size);
        Some(file)
    }

    fn kept(&self, key: &str) -> Option<Arc<File>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let index = kept.files.iter().position(|(other, ..)| other == key)?;
        let found = kept.files.remove(index)?;
        let file = found.1.clone();
        kept.files.push_back(found);
        Some(file)
    }

    fn keep(&self, key: String, file: Arc<File>, size: usize) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += size;
        kept.files.push_back((key, file, size));
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
    let mut reader = ImageReader::new(BufReader::new(file)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    limits.reserve(decoder.total_bytes())?;
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
