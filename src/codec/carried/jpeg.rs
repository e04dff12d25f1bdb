//! JPEG: segments, each with a marker and a length, and after a start of scan the coded pixels (ITU T.81, annex B).

use super::{CarriedError, exif, piece, sealed, unsealed, xmp};

/// Markers: the end of the image, a start of scan, and application segments by their numbers.
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const APP: [u8; 16] = [
    0xE0, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED, 0xEE, 0xEF,
];
/// The start of an image.
const START: [u8; 2] = [0xFF, 0xD8];

/// What application segments begin with.
const JFIF: &[u8] = b"JFIF\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const MORE_XMP: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const COLOR_PROFILE: &[u8] = b"ICC_PROFILE\0";
const ADOBE: &[u8] = b"Adobe";
const MEME: &[u8] = b"MemeForge\0";

/// Of JFIF without its thumbnail, and of Adobe's segment, that many bytes are defined (JFIF 1.02; T.872, 6.5.3).
const JFIF_LENGTH: usize = 14;
const ADOBE_LENGTH: usize = 12;

/// How much of a payload fits into a segment: its length says at most 65,535 and counts its own 2 bytes; then come the
/// identifier and two numbers of 2 bytes, which segment this is, from 1, and of how many.
const LONGEST_PART: usize = 65_533 - MEME.len() - 4;

/// A piece of the file.
enum Part<'a> {
    /// A marker with what its segment holds.
    Segment(u8, &'a [u8]),
    /// Coded pixels.
    Pixels(&'a [u8]),
    /// The marker that ends the image.
    End,
}

/// The pieces up to the end of the image. After an error there is nothing further.
struct Parts<'a> {
    file: &'a [u8],
    at: usize,
    is_in_scan: bool,
    is_over: bool,
}

fn parts(file: &[u8]) -> Parts<'_> {
    Parts {
        file,
        at: START.len(),
        is_in_scan: false,
        is_over: false,
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Result<Part<'a>, CarriedError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let part = self.part();
        self.is_over = matches!(part, Ok(Part::End) | Err(_));
        Some(part)
    }
}

impl<'a> Parts<'a> {
    fn part(&mut self) -> Result<Part<'a>, CarriedError> {
        if self.is_in_scan {
            self.is_in_scan = false;
            let start = self.at;
            self.at = end_of_pixels(self.file, start);
            return Ok(Part::Pixels(&self.file[start..self.at]));
        }
        loop {
            // What is no segment is passed over, as decoders do.
            let rest = self.file.get(self.at..).unwrap_or_default();
            let fill = rest.iter().position(|byte| *byte == 0xFF);
            let fill = fill.ok_or(CarriedError::CutOff)?;
            let marker = rest[fill..].iter().position(|byte| *byte != 0xFF);
            let marker = fill + marker.ok_or(CarriedError::CutOff)?;
            self.at += marker + 1;
            match rest[marker] {
                // Markers without a segment.
                0x00 | 0x01 | 0xD0..=0xD8 => {}
                END => return Ok(Part::End),
                kind => {
                    let length = piece(rest, marker + 1, 2).ok_or(CarriedError::CutOff)?;
                    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                    if length < 2 {
                        return Err(CarriedError::Damaged);
                    }
                    let data = piece(rest, marker + 3, length - 2).ok_or(CarriedError::CutOff)?;
                    self.at += length;
                    self.is_in_scan = kind == SCAN;
                    return Ok(Part::Segment(kind, data));
                }
            }
        }
    }
}

/// Where the coded pixels that begin at `at` end: at a marker that is neither a stuffed 0xFF nor one to resume from.
fn end_of_pixels(file: &[u8], mut at: usize) -> usize {
    loop {
        let rest = file.get(at..).unwrap_or_default();
        let Some(marker) = rest.iter().position(|byte| *byte == 0xFF) else {
            return file.len();
        };
        at += marker;
        match file.get(at + 1) {
            Some(0x00 | 0x01 | 0xD0..=0xD7) => at += 2,
            Some(0xFF) => at += 1,
            Some(_) => return at,
            None => return file.len(),
        }
    }
}

/// See [`super::embed`]. All that is added comes after the segments of JFIF and EXIF, which have to be first.
pub fn embed(
    file: &[u8],
    payload: Option<&[u8]>,
    description: Option<&str>,
) -> Result<Vec<u8>, CarriedError> {
    let (mut first, mut further) = (START.to_vec(), Vec::new());
    let mut parts = parts(file);
    let rest = loop {
        let before = parts.at;
        match parts.next().ok_or(CarriedError::CutOff)?? {
            Part::Segment(SCAN, _) => break before,
            Part::Pixels(_) | Part::End => return Err(CarriedError::Damaged),
            Part::Segment(kind, data) if is_replaced(kind, data, description.is_some()) => {}
            Part::Segment(kind, data) => {
                let is_first = kind == APP[0] || is_exif(kind, data);
                let segments = if is_first && further.is_empty() {
                    &mut first
                } else {
                    &mut further
                };
                push(segments, kind, &[data]);
            }
        }
    };
    let mut written = first;
    if let Some(description) = description {
        let packet = xmp::packet(description);
        push(&mut written, APP[1], &[XMP, packet.as_bytes()]);
    }
    let sealed = payload.map(sealed).unwrap_or_default();
    let count = u16::try_from(sealed.chunks(LONGEST_PART).len());
    let count = count.map_err(|_| CarriedError::TooLarge)?.to_be_bytes();
    for (index, part) in (1_u16..).zip(sealed.chunks(LONGEST_PART)) {
        push(
            &mut written,
            APP[9],
            &[MEME, &index.to_be_bytes(), &count, part],
        );
    }
    written.extend(further);
    written.extend(file.get(rest..).unwrap_or_default());
    Ok(written)
}

/// Whether this was embedded before, or is in the place of what is to be.
fn is_replaced(kind: u8, data: &[u8], is_described: bool) -> bool {
    if kind == APP[1] && (data.starts_with(XMP) || data.starts_with(MORE_XMP)) {
        is_described || xmp::is_ours(data)
    } else {
        kind == APP[9] && data.starts_with(MEME)
    }
}

fn is_exif(kind: u8, data: &[u8]) -> bool {
    kind == APP[1] && data.starts_with(exif::PREFIX)
}

/// The segments before the pixels.
fn segments(file: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    parts(file).map_while(|part| match part {
        Ok(Part::Segment(kind, data)) if kind != SCAN => Some((kind, data)),
        _ => None,
    })
}

/// See [`super::extract`].
pub fn extract(file: &[u8]) -> Result<Option<Vec<u8>>, CarriedError> {
    let mut sealed = Vec::new();
    let (mut found, mut count) = (0, 0);
    let mut parts = parts(file);
    while let Some(part) = parts.next() {
        let data = match part {
            Ok(Part::Segment(SCAN, _) | Part::Pixels(_) | Part::End) => break,
            // Where the file ends within a segment, its marker is passed and its length is not.
            Err(_) => match file.get(parts.at + 2..) {
                Some(rest) if rest.starts_with(MEME) => return Err(CarriedError::PayloadDamaged),
                _ => break,
            },
            Ok(Part::Segment(kind, data)) if kind == APP[9] => data.strip_prefix(MEME),
            Ok(Part::Segment(..)) => None,
        };
        let Some(data) = data else { continue };
        let Some(([high, low, count_high, count_low], part)) = data.split_first_chunk() else {
            return Err(CarriedError::PayloadDamaged);
        };
        let index = u16::from_be_bytes([*high, *low]);
        let of = u16::from_be_bytes([*count_high, *count_low]);
        // They are written in order, and what keeps them keeps it.
        if usize::from(index) != found + 1 || (found > 0 && of != count) {
            return Err(CarriedError::PayloadDamaged);
        }
        (found, count) = (found + 1, of);
        sealed.extend(part);
    }
    match found {
        0 => Ok(None),
        _ if found == usize::from(count) => unsealed(sealed).map(Some),
        _ => Err(CarriedError::PayloadDamaged),
    }
}

/// See [`super::description`].
pub fn description(file: &[u8]) -> Option<String> {
    segments(file).find_map(|(kind, data)| {
        let packet = data.strip_prefix(XMP).filter(|_| kind == APP[1])?;
        xmp::description(packet)
    })
}

/// See [`super::without_personal`].
pub fn without_personal(file: &[u8]) -> Result<Vec<u8>, CarriedError> {
    let mut cleaned = START.to_vec();
    cleaned.reserve(file.len());
    // JFIF has to be the first, and its thumbnail goes: a width and a height of 0.
    let jfif = segments(file)
        .filter(|(kind, data)| *kind == APP[0] && data.starts_with(JFIF))
        .find_map(|(_, data)| data.get(..JFIF_LENGTH - 2));
    if let Some(jfif) = jfif {
        push(&mut cleaned, APP[0], &[jfif, &[0, 0]]);
    }
    let orientation = segments(file).find_map(|(kind, data)| {
        let tiff = data.strip_prefix(exif::PREFIX);
        exif::orientation(tiff.filter(|_| kind == APP[1])?)
    });
    if let Some(orientation) = orientation {
        push(
            &mut cleaned,
            APP[1],
            &[exif::PREFIX, &exif::tiff(orientation)],
        );
    }
    let (mut has_frame, mut has_pixels) = (false, false);
    for part in parts(file) {
        match part? {
            Part::Segment(kind, data) => {
                has_frame |= is_frame(kind);
                has_pixels |= has_frame && kind == SCAN;
                if let Some(data) = impersonal(kind, data) {
                    push(&mut cleaned, kind, &[data]);
                }
            }
            Part::Pixels(data) => cleaned.extend(data),
            Part::End => cleaned.extend([0xFF, END]),
        }
    }
    if has_pixels {
        Ok(cleaned)
    } else {
        Err(CarriedError::Damaged)
    }
}

/// Whether this starts a frame, which says how large the picture is. Among these markers are those of tables: of Huffman's codes,
/// an extension, and arithmetic coding.
fn is_frame(kind: u8) -> bool {
    matches!(kind, 0xC0..=0xCF) && !matches!(kind, 0xC4 | 0xC8 | 0xCC)
}

/// What stays of a segment. Of applications only what says how colours are meant; JFIF and the orientation are written by
/// [`without_personal`] itself.
fn impersonal(kind: u8, data: &[u8]) -> Option<&[u8]> {
    match kind {
        // What the pixels are coded with: frames, tables, scans, restart intervals.
        0xC0..=0xCF | SCAN..=0xDF => Some(data),
        0xE2 if data.starts_with(COLOR_PROFILE) => Some(data),
        0xEE if data.starts_with(ADOBE) => data.get(..ADOBE_LENGTH),
        _ => None,
    }
}

/// Writes a segment. All parts together have at most 65,533 bytes.
fn push(segments: &mut Vec<u8>, kind: u8, parts: &[&[u8]]) {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    segments.extend([0xFF, kind]);
    segments.extend((length as u16 + 2).to_be_bytes());
    for part in parts {
        segments.extend(*part);
    }
}
