//! The end of a picture's file. Where it is missing, browsers show a part of the picture or nothing, without a word, even if no
//! pixel is missing but only the mark that ends the file.

mod gif;
mod jpeg;
mod lengths;
mod png;

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use super::Format;
pub use gif::{after_sub_blocks, color_table};

/// What is there of the pixels that a file's header promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pixels {
    /// All.
    Whole,
    /// A part at most.
    Missing,
    /// That is for a decoder to say.
    Untold,
}

/// How a file ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// What is there of its pixels.
    pub pixels: Pixels,
    /// What makes a file of it that a strict decoder takes. None where nothing has to be changed, or nothing would help.
    pub repair: Option<Repair>,
}

/// What puts the end of a file in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repair {
    /// Bytes that are other ones, and where they are.
    pub patches: Vec<(u64, Vec<u8>)>,
    /// How much of the file stays, in bytes.
    pub keep: u64,
    /// What comes after that.
    pub append: Vec<u8>,
}

impl Ending {
    /// The file has its end.
    const PRESENT: Self = Self {
        pixels: Pixels::Untold,
        repair: None,
    };

    fn repaired(pixels: Pixels, keep: u64, append: &[u8]) -> Self {
        let append = append.to_vec();
        Self {
            pixels,
            repair: Some(Repair {
                keep,
                append,
                ..Repair::default()
            }),
        }
    }
}

impl Repair {
    /// The file as it should be.
    pub fn applied(&self, file: &[u8]) -> Vec<u8> {
        let keep = usize::try_from(self.keep).unwrap_or(usize::MAX);
        let mut repaired = file[..keep.min(file.len())].to_vec();
        for (at, bytes) in &self.patches {
            let start = usize::try_from(*at).unwrap_or(usize::MAX);
            let end = start.saturating_add(bytes.len());
            if let Some(place) = repaired.get_mut(start..end) {
                place.copy_from_slice(bytes);
            }
        }
        repaired.extend(&self.append);
        repaired
    }
}

/// The end of the picture in `file`, of `length` bytes.
pub fn ending(format: Format, file: &mut (impl BufRead + Seek), length: u64) -> Ending {
    let ending = match format {
        Format::Jpeg => jpeg::ending(file, length),
        Format::Png => png::ending(file, length),
        Format::Gif => gif::ending(file, length),
        Format::WebP => lengths::webp(file, length),
        Format::Bmp => lengths::bmp(file, length),
        Format::Avif | Format::Heic => lengths::boxes(file, length),
    };
    // The file ends where its header should go on.
    ending.unwrap_or(Ending {
        pixels: Pixels::Missing,
        repair: None,
    })
}

fn read<const N: usize>(file: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn read_at<const N: usize>(file: &mut (impl Read + Seek), at: u64) -> io::Result<[u8; N]> {
    file.seek(SeekFrom::Start(at))?;
    read(file)
}

/// Whole, if so many pixels or bytes are enough.
fn enough(there: u64, needed: u64) -> Pixels {
    if there >= needed {
        Pixels::Whole
    } else {
        Pixels::Missing
    }
}
