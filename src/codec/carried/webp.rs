//! WebP: chunks of RIFF (RFC 9649). A simple file has one, with the pixels; one with `VP8X` may have others beside it.

use super::{CarriedError, exif, piece, sealed, unsealed, xmp};

/// Before the chunks: `RIFF`, the length of what follows, `WEBP`.
const HEADER: usize = 12;

/// What a chunk is.
type Kind = [u8; 4];

/// Pixels: lossy, lossless, and the transparency of lossy ones.
const LOSSY: Kind = *b"VP8 ";
const LOSSLESS: Kind = *b"VP8L";
const ALPHA: Kind = *b"ALPH";

/// A colour profile, and how an animation plays.
const PROFILE: Kind = *b"ICCP";
const ANIMATION: Kind = *b"ANIM";

/// The header of a file with more than pixels.
const EXTENDED: Kind = *b"VP8X";
/// One frame of an animation, and the bytes in it before its chunks.
const FRAME: Kind = *b"ANMF";
const FRAME_HEADER: usize = 16;
const EXIF: Kind = *b"EXIF";
const XMP: Kind = *b"XMP ";
/// The meme. Chunks that are not known may come after the pixels (RFC 9649, 2.7.1.6).
const MEME: Kind = *b"MFRG";

/// Flags of `VP8X`: a colour profile, transparency, EXIF, XMP, an animation.
const HAS_PROFILE: u8 = 0x20;
const HAS_ALPHA: u8 = 0x10;
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;
const IS_ANIMATION: u8 = 0x02;

/// A chunk: its kind and what it holds.
type Chunk<'a> = (Kind, &'a [u8]);

/// The chunks in these bytes. After an error there is nothing further.
struct Chunks<'a> {
    bytes: &'a [u8],
    is_damaged: bool,
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Result<Chunk<'a>, CarriedError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.bytes.is_empty() || self.is_damaged {
            return None;
        }
        let chunk = self.chunk().ok_or(CarriedError::Damaged);
        self.is_damaged = chunk.is_err();
        Some(chunk)
    }
}

impl<'a> Chunks<'a> {
    fn chunk(&mut self) -> Option<Chunk<'a>> {
        let (kind, rest) = self.bytes.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let data = piece(rest, 0, length)?;
        // A chunk of odd length is filled up, the last one not by every program.
        self.bytes = rest.get(length + length % 2..).unwrap_or_default();
        Some((*kind, data))
    }
}

fn chunks(bytes: &[u8]) -> Chunks<'_> {
    Chunks {
        bytes,
        is_damaged: false,
    }
}

/// The chunks of a file, as far as its header says they reach.
fn body(file: &[u8]) -> Result<&[u8], CarriedError> {
    let length = piece(file, 4, 4).and_then(<[u8]>::first_chunk);
    let length = u32::from_le_bytes(*length.ok_or(CarriedError::CutOff)?) as usize;
    // `WEBP` is counted.
    let length = length.checked_sub(4).ok_or(CarriedError::Damaged)?;
    piece(file, HEADER, length).ok_or(CarriedError::CutOff)
}

/// See [`super::embed`]. The description comes after all else, and the meme after that.
pub fn embed(
    file: &[u8],
    payload: Option<&[u8]>,
    description: Option<&str>,
) -> Result<Vec<u8>, CarriedError> {
    let body = body(file)?;
    let mut written = Vec::with_capacity(file.len() + payload.map_or(0, <[u8]>::len) + 64);
    written.extend(&file[..HEADER]);
    let is_replaced = |(kind, data): Chunk<'_>| {
        kind == MEME || (kind == XMP && (description.is_some() || xmp::is_ours(data)))
    };
    let mut has_xmp = description.is_some();
    for (index, chunk) in chunks(body).enumerate() {
        let chunk = chunk?;
        if index == 0 {
            push(&mut written, EXTENDED, &extended_header(chunk)?);
        }
        if chunk.0 != EXTENDED && !is_replaced(chunk) {
            has_xmp |= chunk.0 == XMP;
            push(&mut written, chunk.0, chunk.1);
        }
    }
    set_flag(&mut written, HAS_XMP, has_xmp)?;
    if let Some(description) = description {
        push(&mut written, XMP, xmp::packet(description).as_bytes());
    }
    if let Some(payload) = payload {
        push(&mut written, MEME, &sealed(payload));
    }
    finished(written)
}

/// See [`super::extract`].
pub fn extract(file: &[u8]) -> Result<Option<Vec<u8>>, CarriedError> {
    match found(file, MEME)? {
        Some(data) => unsealed(data.to_vec()).map(Some),
        None => Ok(None),
    }
}

/// See [`super::description`].
pub fn description(file: &[u8]) -> Option<String> {
    xmp::description(found(file, XMP).ok()??)
}

/// What the first chunk of a kind holds. None where the file ends or makes no sense before it, an error where it does within.
fn found(file: &[u8], wanted: Kind) -> Result<Option<&[u8]>, CarriedError> {
    let body = body(file).unwrap_or_else(|_| file.get(HEADER..).unwrap_or_default());
    let mut chunks = chunks(body);
    for chunk in chunks.by_ref() {
        match chunk {
            Ok((kind, data)) if kind == wanted => return Ok(Some(data)),
            Ok(_) => {}
            Err(_) => break,
        }
    }
    if chunks.bytes.starts_with(&wanted) {
        Err(CarriedError::PayloadDamaged)
    } else {
        Ok(None)
    }
}

/// See [`super::without_personal`].
pub fn without_personal(file: &[u8]) -> Result<Vec<u8>, CarriedError> {
    let body = body(file)?;
    let mut cleaned = Vec::with_capacity(file.len() + 64);
    cleaned.extend(&file[..HEADER]);
    let mut flags = 0;
    let mut orientation = None;
    let mut has_pixels = false;
    for (index, chunk) in chunks(body).enumerate() {
        let (kind, data) = chunk?;
        has_pixels |= is_pixels(kind) || kind == FRAME;
        match kind {
            EXTENDED if index == 0 => {
                let mut header = extended_header((kind, data))?;
                flags = header[0];
                header[0] &= HAS_PROFILE | HAS_ALPHA | IS_ANIMATION;
                header[1..4].fill(0);
                push(&mut cleaned, kind, &header);
            }
            // Without the flag no program looks at it.
            EXIF if flags & HAS_EXIF != 0 => {
                let tiff = data.strip_prefix(exif::PREFIX).unwrap_or(data);
                orientation = orientation.or(exif::orientation(tiff));
            }
            PROFILE | ANIMATION => push(&mut cleaned, kind, data),
            FRAME => push(&mut cleaned, kind, &impersonal_frame(data)?),
            _ if is_pixels(kind) => push(&mut cleaned, kind, data),
            _ => {}
        }
    }
    if !has_pixels {
        return Err(CarriedError::Damaged);
    }
    if let Some(orientation) = orientation {
        set_flag(&mut cleaned, HAS_EXIF, true)?;
        push(&mut cleaned, EXIF, &exif::tiff(orientation));
    }
    finished(cleaned)
}

fn is_pixels(kind: Kind) -> bool {
    matches!(kind, LOSSY | LOSSLESS | ALPHA)
}

/// A frame of an animation with nothing but its place, how long it is seen, and its pixels.
fn impersonal_frame(frame: &[u8]) -> Result<Vec<u8>, CarriedError> {
    let (header, rest) = frame
        .split_at_checked(FRAME_HEADER)
        .ok_or(CarriedError::Damaged)?;
    let mut cleaned = header.to_vec();
    for chunk in chunks(rest) {
        let (kind, data) = chunk?;
        if is_pixels(kind) {
            push(&mut cleaned, kind, data);
        }
    }
    Ok(cleaned)
}

/// The header that a file has, or that one with these pixels has to get: flags, 3 bytes that are reserved, the width less 1
/// and the height less 1 as 3 bytes each.
fn extended_header((kind, data): Chunk<'_>) -> Result<[u8; 10], CarriedError> {
    let header = match kind {
        EXTENDED => data.first_chunk().copied(),
        LOSSY => lossy_header(data),
        LOSSLESS => lossless_header(data),
        _ => None,
    };
    header.ok_or(CarriedError::Damaged)
}

/// Of a lossy picture (RFC 6386, 9.1): 3 bytes, a start code, the width and the height with 14 bits each, and no transparency.
fn lossy_header(data: &[u8]) -> Option<[u8; 10]> {
    let [width, width_high, height, height_high] =
        *(data.get(3..)?.strip_prefix(b"\x9d\x01\x2a")?).first_chunk()?;
    let width = u16::from_le_bytes([width, width_high & 0x3F]);
    let height = u16::from_le_bytes([height, height_high & 0x3F]);
    Some(header(
        0,
        width.checked_sub(1)?.into(),
        height.checked_sub(1)?.into(),
    ))
}

/// Of a lossless picture (RFC 9649, 3.4): a signature, the width less 1 and the height less 1 with 14 bits each, and whether
/// there is transparency.
fn lossless_header(data: &[u8]) -> Option<[u8; 10]> {
    let bits = u32::from_le_bytes(*data.strip_prefix(b"\x2f")?.first_chunk()?);
    let flags = if bits >> 28 & 1 == 1 { HAS_ALPHA } else { 0 };
    Some(header(flags, bits & 0x3FFF, bits >> 14 & 0x3FFF))
}

/// A header from its flags, the width less 1 and the height less 1.
fn header(flags: u8, width: u32, height: u32) -> [u8; 10] {
    let mut header = [0; 10];
    header[0] = flags;
    header[4..7].copy_from_slice(&width.to_le_bytes()[..3]);
    header[7..].copy_from_slice(&height.to_le_bytes()[..3]);
    header
}

/// Sets a flag of `VP8X`, which has to be the first chunk.
fn set_flag(file: &mut [u8], flag: u8, value: bool) -> Result<(), CarriedError> {
    match file.get_mut(HEADER..HEADER + 9) {
        Some([b'V', b'P', b'8', b'X', .., flags]) => {
            *flags = if value { *flags | flag } else { *flags & !flag };
            Ok(())
        }
        _ => Err(CarriedError::Damaged),
    }
}

/// Writes a chunk, filled up to an even length.
fn push(chunks: &mut Vec<u8>, kind: Kind, data: &[u8]) {
    chunks.extend(kind);
    // The file's own length, which is checked when it is written, is larger.
    chunks.extend((data.len() as u32).to_le_bytes());
    chunks.extend(data);
    chunks.resize(chunks.len().next_multiple_of(2), 0);
}

/// The file with its length in the header, which counts all but the first 8 bytes.
fn finished(mut file: Vec<u8>) -> Result<Vec<u8>, CarriedError> {
    let length = u32::try_from(file.len() - 8).map_err(|_| CarriedError::TooLarge)?;
    file[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(file)
}
