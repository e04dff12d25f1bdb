//! Small pictures of the team's templates, made when somebody asks for them.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::{fs, io};

use axum::body::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::{ImageReader, Limits};
use thiserror::Error;

/// The longer side, in pixels: twice what the page shows.
const LONGEST: u32 = 144;
/// Of 100. At this size hardly to be told from more.
const QUALITY: u8 = 72;
/// The memory that decoding may take, in bytes: 25 megapixels.
const MOST_MEMORY: u64 = 100 << 20;
/// The small pictures that are kept together, in bytes: some five hundred.
const KEPT: usize = 2 << 20;

/// Why there is no small picture.
#[derive(Debug, Error)]
pub enum ThumbnailError {
    #[error("the picture cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    #[error("the picture cannot be made smaller: {0}")]
    Undecodable(#[from] image::ImageError),
}

/// Those that were made.
#[derive(Debug, Default)]
pub struct Thumbnails {
    known: Mutex<HashMap<String, Bytes>>,
    /// One at a time is made: each takes as much memory as its picture.
    making: Mutex<()>,
}

impl Thumbnails {
    /// The small picture of a template, as a JPEG. Takes some milliseconds: not for a thread that answers.
    pub fn of(&self, id: &str, picture: &Path) -> Result<Bytes, ThumbnailError> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let _one = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = known().get(id) {
            return Ok(made.clone());
        }
        let made = Bytes::from(make(picture)?);
        let mut known = known();
        if known.values().map(Bytes::len).sum::<usize>() + made.len() > KEPT {
            known.clear();
        }
        known.insert(id.to_owned(), made.clone());
        Ok(made)
    }

    /// Forgets all of them: their pictures may be others now.
    pub fn forget(&self) {
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

fn make(picture: &Path) -> Result<Vec<u8>, ThumbnailError> {
    let mut reader = ImageReader::new(Cursor::new(fs::read(picture)?)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let small = reader.decode()?.thumbnail(LONGEST, LONGEST).to_rgb8();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&small)?;
    Ok(jpeg)
}
