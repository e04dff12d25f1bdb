//! GIF: blocks, each of which ends with an empty sub-block (`GIF89a` specification, 1990).

use super::{CarriedError, piece};

/// Applications whose blocks say how often an animation plays.
const ANIMATIONS: [&[u8]; 2] = [b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0"];

/// The file with its frames, how long they are seen and how often, and nothing else.
pub fn without_personal(file: &[u8]) -> Result<Vec<u8>, CarriedError> {
    let flags = *file.get(10).ok_or(CarriedError::CutOff)?;
    let mut at = 13 + color_table(flags);
    let mut cleaned = part(file, 0, at)?.to_vec();
    let mut has_frame = false;
    loop {
        let (end, stays) = match file.get(at) {
            Some(b'!') => {
                let rest = file.get(at + 2..).ok_or(CarriedError::CutOff)?;
                let stays = match file[at + 1] {
                    // How long the next frame is seen, and what shines through.
                    0xF9 => true,
                    0xFF => ANIMATIONS.iter().any(|known| rest.starts_with(known)),
                    // Comments, text that no browser draws, and what is not known.
                    _ => false,
                };
                (after_sub_blocks(file, at + 2)?, stays)
            }
            Some(b',') => {
                has_frame = true;
                let flags = part(file, at, 10)?[9];
                (after_sub_blocks(file, at + 11 + color_table(flags))?, true)
            }
            // The end, or what browsers take for it.
            _ if has_frame => break,
            Some(_) => return Err(CarriedError::Damaged),
            None => return Err(CarriedError::CutOff),
        };
        if stays {
            cleaned.extend(&file[at..end]);
        }
        at = end;
    }
    cleaned.push(b';');
    Ok(cleaned)
}

/// The length of the table of colours that these flags announce, in bytes.
fn color_table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// Where the sub-blocks that begin at `at` have ended, within the file.
fn after_sub_blocks(file: &[u8], mut at: usize) -> Result<usize, CarriedError> {
    loop {
        let length = *file.get(at).ok_or(CarriedError::CutOff)?;
        at += 1 + usize::from(length);
        if length == 0 {
            return Ok(at);
        }
    }
}

fn part(file: &[u8], at: usize, length: usize) -> Result<&[u8], CarriedError> {
    piece(file, at, length).ok_or(CarriedError::CutOff)
}
