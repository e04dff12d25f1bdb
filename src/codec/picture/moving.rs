//! Whether a picture moves where it is shown by itself: in a meme it stands still.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use super::Format;
use super::ending::{after_sub_blocks, color_table};

/// Whether the picture has more than one frame. Damaged files have one.
pub fn is_animated(format: Format, file: &mut (impl BufRead + Seek)) -> bool {
    let frames = match format {
        Format::Gif => gif(file),
        Format::Png => png(file),
        Format::WebP => webp(file),
        Format::Avif => avif(file),
        Format::Jpeg | Format::Heic | Format::Bmp => Ok(false),
    };
    frames.unwrap_or(false)
}

fn read_at<const N: usize>(file: &mut (impl Read + Seek), at: u64) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// From block to block until the second frame.
fn gif(file: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    let mut at = 13 + color_table(read_at::<1>(file, 10)?[0]);
    let mut frames = 0;
    loop {
        let [block] = read_at(file, at)?;
        match block {
            b'!' => at = after_sub_blocks(file, at + 2)?,
            b',' => {
                frames += 1;
                if frames == 2 {
                    return Ok(true);
                }
                let [flags] = read_at(file, at + 9)?;
                at = after_sub_blocks(file, at + 11 + color_table(flags))?;
            }
            _ => return Ok(false),
        }
    }
}

/// By the chunk that tells of frames, which is before the first of them.
fn png(file: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    let mut at = 8;
    loop {
        let [a, b, c, d, kind @ ..] = read_at::<8>(file, at)?;
        match &kind {
            b"acTL" => return Ok(u32::from_be_bytes(read_at(file, at + 8)?) > 1),
            b"IDAT" | b"IEND" => return Ok(false),
            _ => at += 12 + u64::from(u32::from_be_bytes([a, b, c, d])),
        }
    }
}

/// By the second chunk of a frame.
fn webp(file: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    let mut at = 12;
    let mut frames = 0;
    while frames < 2 {
        let [a, b, c, d, size @ ..] = read_at::<8>(file, at)?;
        let size = u64::from(u32::from_le_bytes(size));
        frames += u8::from(&[a, b, c, d] == b"ANMF");
        at += 8 + size + size % 2;
    }
    Ok(true)
}

/// By the brand of sequences.
fn avif(file: &mut (impl BufRead + Seek)) -> io::Result<bool> {
    Ok(&read_at::<4>(file, 8)? == b"avis")
}
