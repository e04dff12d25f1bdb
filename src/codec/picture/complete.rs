//! Whether a picture file has its end. Browsers show a file that was cut off in part, or not at all, without a word.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use super::Format;

/// Whether the picture in `file`, of `length` bytes, has its end. What cannot be told counts as complete: then the
/// browser's decoder has the last word.
pub fn is_complete(format: Format, file: &mut (impl BufRead + Seek), length: u64) -> bool {
    let walk = match format {
        Format::Jpeg => jpeg(file),
        Format::Png => png(file, length),
        Format::WebP => declared_length(file, 4, 8, length),
        Format::Bmp => declared_length(file, 2, 0, length),
        Format::Gif => gif(file, length),
        Format::Avif | Format::Heic => boxes(file, length),
    };
    walk.is_ok()
}

/// From segment to segment until the one that ends the image, which a thumbnail inside of a segment cannot feign.
fn jpeg(file: &mut (impl BufRead + Seek)) -> io::Result<()> {
    file.seek(SeekFrom::Start(2))?;
    loop {
        // Between segments there may be filling, and after a start of scan there is entropy-coded data, in which
        // 0xFF is followed by 0 or by a restart marker.
        file.skip_until(0xFF)?;
        let mut marker = 0xFF;
        while marker == 0xFF {
            marker = read::<1>(file)?[0];
        }
        match marker {
            0x00 | 0x01 | 0xD0..=0xD8 => {}
            0xD9 => return Ok(()),
            _ => {
                let length = u16::from_be_bytes(read(file)?);
                file.seek_relative(i64::from(length) - 2)?;
            }
        }
    }
}

/// From chunk to chunk until `IEND`.
fn png(file: &mut (impl BufRead + Seek), length: u64) -> io::Result<()> {
    let mut at = 8;
    loop {
        let [a, b, c, d, kind @ ..] = read_at::<8>(file, at)?;
        at += 12 + u64::from(u32::from_be_bytes([a, b, c, d]));
        reaches(at, length)?;
        if &kind == b"IEND" {
            return Ok(());
        }
    }
}

/// From block to block until the end of the first frame's data.
fn gif(file: &mut (impl BufRead + Seek), length: u64) -> io::Result<()> {
    let color_table = |flags: u8| {
        if flags & 0x80 == 0 {
            0
        } else {
            3 << ((flags & 7) + 1)
        }
    };
    let mut at = 13 + color_table(read_at::<1>(file, 10)?[0]);
    loop {
        let [block] = read_at::<1>(file, at)?;
        let is_frame = block == b',';
        at += match block {
            b'!' => 2,
            b',' => 11 + color_table(read_at::<1>(file, at + 9)?[0]),
            // The trailer, or something that only a decoder can judge.
            _ => return Ok(()),
        };
        loop {
            let [sub_block] = read_at::<1>(file, at)?;
            at += 1 + u64::from(sub_block);
            reaches(at, length)?;
            if sub_block == 0 {
                break;
            }
        }
        if is_frame {
            return Ok(());
        }
    }
}

/// From box to box of an ISO base media file until its end.
fn boxes(file: &mut (impl BufRead + Seek), length: u64) -> io::Result<()> {
    let mut at = 0;
    while at < length {
        let size = match u32::from_be_bytes(read_at(file, at)?) {
            // Up to the end of the file.
            0 => return Ok(()),
            1 => u64::from_be_bytes(read_at(file, at + 8)?),
            size => u64::from(size),
        };
        // No box is smaller than its own header.
        at = at.saturating_add(size.max(8));
        reaches(at, length)?;
    }
    Ok(())
}

/// A length in the header, little-endian at `at`, that counts what comes after the first `before` bytes.
fn declared_length(
    file: &mut (impl BufRead + Seek),
    at: u64,
    before: u64,
    length: u64,
) -> io::Result<()> {
    let declared = u32::from_le_bytes(read_at(file, at)?);
    reaches(before + u64::from(declared), length)
}

/// Fails if the file ends before `end`.
fn reaches(end: u64, length: u64) -> io::Result<()> {
    if end <= length {
        Ok(())
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
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
