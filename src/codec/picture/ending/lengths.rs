//! The end of files whose parts say how long they are.

use std::io::{self, BufRead, Seek};

use super::{Ending, Pixels, Repair, enough, read_at};

/// From chunk to chunk of a RIFF file, whatever length its header states: decoders refuse a file that is shorter than that.
pub fn webp(file: &mut (impl BufRead + Seek), length: u64) -> io::Result<Ending> {
    let stated = u64::from(u32::from_le_bytes(read_at(file, 4)?)) + 8;
    let mut repair = Repair::default();
    let mut pixels = Pixels::Untold;
    let mut at = 12;
    while at + 8 <= length {
        // The length counts the last chunk's padding or does not.
        if at == stated || at == stated + 1 {
            return Ok(Ending::PRESENT);
        }
        let [a, b, c, d, size @ ..] = read_at::<8>(file, at)?;
        let name = [a, b, c, d];
        if !name.iter().all(|letter| matches!(letter, b' '..=b'~')) {
            break;
        }
        let end = at + 8 + u64::from(u32::from_le_bytes(size));
        if end > length {
            if !matches!(&name, b"VP8 " | b"VP8L" | b"ALPH" | b"ANMF") {
                // What a camera says of the picture is no pixels.
                pixels = Pixels::Whole;
                break;
            }
            pixels = Pixels::Missing;
            let there = (length - at - 8) as u32;
            repair.patches.push((at + 4, there.to_le_bytes().to_vec()));
        }
        at = end + end % 2;
    }
    let is_whole = pixels == Pixels::Untold;
    if is_whole && (at == stated || at == stated + 1) {
        return Ok(Ending::PRESENT);
    }
    // Chunks have even lengths.
    let end = at.min(length);
    repair.keep = end;
    repair.append = vec![0; (end % 2) as usize];
    let riff = (end + end % 2 - 8) as u32;
    repair.patches.push((4, riff.to_le_bytes().to_vec()));
    Ok(Ending {
        pixels: if end > 12 { pixels } else { Pixels::Missing },
        repair: Some(repair),
    })
}

/// By the rows that the header promises; browsers do not look at the length that it states.
pub fn bmp(file: &mut (impl BufRead + Seek), length: u64) -> io::Result<Ending> {
    let offset = u64::from(u32::from_le_bytes(read_at(file, 10)?));
    let header = u32::from_le_bytes(read_at(file, 14)?);
    let (width, height, bits) = if header == 12 {
        let [w0, w1, h0, h1, _, _, bits, _] = read_at::<8>(file, 18)?;
        let (width, height) = (u16::from_le_bytes([w0, w1]), u16::from_le_bytes([h0, h1]));
        (u64::from(width), u64::from(height), bits)
    } else {
        let compression = u32::from_le_bytes(read_at(file, 30)?);
        // Run lengths, or the file of another format.
        if !matches!(compression, 0 | 3 | 6) {
            return Ok(Ending::PRESENT);
        }
        let width = i32::from_le_bytes(read_at(file, 18)?);
        let height = i32::from_le_bytes(read_at(file, 22)?);
        let [bits] = read_at(file, 28)?;
        (
            width.unsigned_abs().into(),
            height.unsigned_abs().into(),
            bits,
        )
    };
    // Rows are filled up to four bytes, which the last one can do without.
    let row = width * u64::from(bits);
    let stride = row.div_ceil(32) * 4;
    let needed = offset + stride * height.saturating_sub(1) + row.div_ceil(8);
    Ok(Ending {
        pixels: enough(length, needed),
        repair: None,
    })
}

/// From box to box of an ISO base media file until its end. A box that is longer than the file gets the length that is there: it may
/// be all that the picture needs.
pub fn boxes(file: &mut (impl BufRead + Seek), length: u64) -> io::Result<Ending> {
    let mut at = 0_u64;
    while at.saturating_add(8) <= length {
        let rest = length - at;
        let short = u32::from_be_bytes(read_at(file, at)?);
        let size = match short {
            // Up to the end of the file.
            0 => return Ok(Ending::PRESENT),
            1 => u64::from_be_bytes(read_at(file, at + 8)?),
            size => u64::from(size),
        };
        if size > rest {
            let patch = if short == 1 {
                (at + 8, rest.to_be_bytes().to_vec())
            } else {
                (at, (rest as u32).to_be_bytes().to_vec())
            };
            let patches = vec![patch];
            let repair = Repair {
                patches,
                keep: length,
                append: Vec::new(),
            };
            return Ok(Ending {
                pixels: Pixels::Untold,
                repair: Some(repair),
            });
        }
        // No box is smaller than its own header.
        at += size.max(8);
    }
    Ok(Ending::PRESENT)
}
