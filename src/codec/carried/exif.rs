//! Of EXIF only the orientation: how a picture has to be turned and mirrored to be seen as it was taken.

/// What EXIF begins with in a segment of a JPEG, and in some WebP.
pub const PREFIX: &[u8] = b"Exif\0\0";

/// The tag of the orientation (EXIF 2.32, 4.6.4 A).
const ORIENTATION: u16 = 0x0112;
/// The type of a value of 16 bits.
const SHORT: u16 = 3;

/// The orientation that a TIFF structure states, 2 to 8. None where it is 1, as stored, or not stated as browsers read it: as
/// one value of 16 bits in the first directory.
pub fn orientation(tiff: &[u8]) -> Option<u8> {
    let is_little_endian = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let u16_of = |bytes: [u8; 2]| {
        if is_little_endian {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        }
    };
    let u32_of = |bytes: [u8; 4]| {
        if is_little_endian {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        }
    };
    let directory = u32_of(*tiff.get(4..)?.first_chunk()?);
    let directory = tiff.get(usize::try_from(directory).ok()?..)?;
    let (count, entries) = directory.split_first_chunk()?;
    for entry in entries.chunks_exact(12).take(u16_of(*count).into()) {
        if u16_of(*entry.first_chunk()?) == ORIENTATION {
            let kind = u16_of(*entry[2..].first_chunk()?);
            let count = u32_of(*entry[4..].first_chunk()?);
            let value = u16_of(*entry[8..].first_chunk()?);
            return match u8::try_from(value) {
                Ok(value @ 2..=8) if kind == SHORT && count == 1 => Some(value),
                _ => None,
            };
        }
    }
    None
}

/// A TIFF structure that states an orientation and nothing else.
pub fn tiff(orientation: u8) -> [u8; 26] {
    let mut tiff = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    tiff[19] = orientation;
    tiff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for value in 2..=8 {
            assert_eq!(orientation(&tiff(value)), Some(value));
        }
        for value in [0, 1, 9, 255] {
            assert_eq!(orientation(&tiff(value)), None);
        }
    }

    #[test]
    fn reads_little_endian_and_later_entries() {
        let mut bytes = b"II*\0\x0a\0\0\0..\x02\0".to_vec();
        bytes.extend(b"\x0f\x01\x02\0\x04\0\0\0Nik\0");
        bytes.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
        assert_eq!(orientation(&bytes), Some(6));
        for end in 0..bytes.len() {
            assert_eq!(orientation(&bytes[..end]), None);
        }
    }
}
