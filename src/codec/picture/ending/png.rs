//! The end of a PNG.

use std::io::{self, BufRead, Seek, SeekFrom};

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush};

use super::{Ending, Pixels, enough, read_at};

/// The chunk that ends a file.
const END: &[u8] = b"\0\0\0\0IEND\xAE\x42\x60\x82";

/// From chunk to chunk until `IEND`.
pub fn ending(file: &mut (impl BufRead + Seek), length: u64) -> io::Result<Ending> {
    let mut data = Vec::new();
    let mut at = 8;
    loop {
        // The data that is there ends here, and its checksum is missing.
        let mut is_cut_in_data = false;
        if at + 8 <= length {
            let [a, b, c, d, kind @ ..] = read_at::<8>(file, at)?;
            let start = at + 8;
            let end = start + u64::from(u32::from_be_bytes([a, b, c, d]));
            if &kind == b"IDAT" {
                data.push((start, end.min(length)));
                is_cut_in_data = end + 4 > length;
            }
            if end + 4 <= length {
                if &kind == b"IEND" {
                    return Ok(Ending::PRESENT);
                }
                at = end + 4;
                continue;
            }
        }
        let pixels = pixels(file, &data)?;
        return Ok(if is_cut_in_data {
            Ending {
                pixels,
                repair: None,
            }
        } else {
            Ending::repaired(pixels, at.min(length), END)
        });
    }
}

/// Unpacks the data in these places, to see how much there is.
fn pixels(file: &mut (impl BufRead + Seek), data: &[(u64, u64)]) -> io::Result<Pixels> {
    let needed = needed(&read_at(file, 16)?);
    let mut state = InflateState::new_boxed(DataFormat::Zlib);
    let mut unpacked = vec![0; 32 * 1024];
    let mut packed = [0; 4096];
    let mut there = 0;
    for (start, end) in data {
        file.seek(SeekFrom::Start(*start))?;
        let mut rest = end - start;
        while rest > 0 {
            let count = packed
                .len()
                .min(usize::try_from(rest).unwrap_or(usize::MAX));
            file.by_ref().read_exact(&mut packed[..count])?;
            rest -= count as u64;
            let mut input = &packed[..count];
            loop {
                let step = inflate(&mut state, input, &mut unpacked, MZFlush::None);
                there += step.bytes_written as u64;
                input = &input[step.bytes_consumed..];
                if there >= needed {
                    return Ok(Pixels::Whole);
                }
                if step.status.is_err() || step.bytes_written + step.bytes_consumed == 0 {
                    break;
                }
            }
        }
    }
    Ok(enough(there, needed))
}

/// How many bytes the pixels are, each row with the one that tells its filter.
fn needed(header: &[u8; 13]) -> u64 {
    let [
        w0,
        w1,
        w2,
        w3,
        h0,
        h1,
        h2,
        h3,
        depth,
        color,
        _,
        _,
        interlace,
    ] = *header;
    let width = u64::from(u32::from_be_bytes([w0, w1, w2, w3]));
    let height = u64::from(u32::from_be_bytes([h0, h1, h2, h3]));
    let channels = match color {
        2 => 3,
        4 => 2,
        6 => 4,
        _ => 1,
    };
    let rows = |width: u64, height: u64| {
        let row = (width * channels * u64::from(depth)).div_ceil(8) + 1;
        if width == 0 {
            0
        } else {
            row.saturating_mul(height)
        }
    };
    if interlace == 0 {
        return rows(width, height);
    }
    // Adam7: where each pass begins, and how far its pixels are apart.
    let passes = [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];
    let pass = |(x, y, dx, dy): (u64, u64, u64, u64)| {
        rows(
            width.saturating_sub(x).div_ceil(dx),
            height.saturating_sub(y).div_ceil(dy),
        )
    };
    passes.into_iter().map(pass).sum()
}
