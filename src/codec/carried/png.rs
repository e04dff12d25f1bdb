//! PNG: chunks, each with its length, its kind and a checksum (PNG Specification, third edition, 5).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::core::{
    CompressionStrategy, CompressorOxide, TDEFLFlush, compress_to_output,
    create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::{CarriedError, LARGEST_PAYLOAD, crc32, exif, piece};

/// The length of the signature.
const SIGNATURE: usize = 8;
/// The longest chunk, in bytes (PNG Specification, 5.3).
const LONGEST_CHUNK: usize = (1 << 31) - 1;

/// The keywords of texts: the meme's, the description's and the program's, of which the latter two are the specification's (11.3.3.2).
const MEME: &[u8] = b"memeforge";
const DESCRIPTION: &[u8] = b"Description";
const SOFTWARE: &[u8] = b"Software";

/// Chunks that say how pixels are seen. The rest is text, time, EXIF, offsets that no longer hold (`iDOT`), or not known.
const KEPT: [Kind; 19] = [
    *b"IHDR", *b"PLTE", *b"IDAT", *b"IEND", *b"tRNS", *b"cHRM", *b"gAMA", *b"iCCP", *b"sBIT",
    *b"sRGB", *b"cICP", *b"mDCV", *b"cLLI", *b"bKGD", *b"hIST", *b"pHYs", *b"acTL", *b"fcTL",
    *b"fdAT",
];

/// How much more a text may become when it is unpacked. [`deflated`] takes at least a bit for each byte, and so makes a text at
/// most 8 times shorter; programs that pack it anew may do better.
const MOST_UNPACKED: usize = 32;

/// What a chunk is.
type Kind = [u8; 4];

/// A chunk: what it is, what it holds, and all of it as it is in the file.
struct Chunk<'a> {
    kind: Kind,
    data: &'a [u8],
    whole: &'a [u8],
}

/// The chunks up to `IEND`. After an error there is nothing further.
struct Chunks<'a> {
    file: &'a [u8],
    at: usize,
}

fn chunks(file: &[u8]) -> Chunks<'_> {
    Chunks {
        file,
        at: SIGNATURE,
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Result<Chunk<'a>, CarriedError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at > self.file.len() {
            return None;
        }
        let chunk = chunk(&self.file[self.at..]);
        self.at = match &chunk {
            Some(chunk) if chunk.kind != *b"IEND" => self.at + chunk.whole.len(),
            _ => usize::MAX,
        };
        Some(chunk.ok_or(CarriedError::CutOff))
    }
}

/// The chunk at the start of these bytes.
fn chunk(bytes: &[u8]) -> Option<Chunk<'_>> {
    let length = usize::try_from(u32::from_be_bytes(*bytes.first_chunk()?)).ok()?;
    let data = piece(bytes, 8, length)?;
    Some(Chunk {
        kind: *bytes[4..].first_chunk()?,
        data,
        whole: piece(bytes, 0, length.checked_add(12)?)?,
    })
}

impl<'a> Chunk<'a> {
    /// What follows the keyword, if this is such a text.
    fn text(&self, kind: Kind, keyword: &[u8]) -> Option<&'a [u8]> {
        let text = self.data.strip_prefix(keyword)?.strip_prefix(b"\0")?;
        (self.kind == kind).then_some(text)
    }

    /// The text of `iTXt` with this keyword, unpacked.
    fn international_text(
        &self,
        keyword: &[u8],
        most: usize,
    ) -> Option<Result<Vec<u8>, CarriedError>> {
        let text = self.text(*b"iTXt", keyword)?;
        Some(
            self.unpacked(text, most)
                .ok_or(CarriedError::PayloadDamaged),
        )
    }

    /// The text behind the flag and method of its packing, its language and the translated keyword.
    fn unpacked(&self, text: &[u8], most: usize) -> Option<Vec<u8>> {
        let end = self.whole.len() - 4;
        let crc = self.whole[end..].first_chunk().copied();
        if crc.map(u32::from_be_bytes) != Some(crc32(&self.whole[4..end])) {
            return None;
        }
        let ([is_packed, method], rest) = text.split_first_chunk()?;
        let rest = after_zero(after_zero(rest)?)?;
        match (is_packed, method) {
            (0, _) => Some(rest.to_vec()),
            (1, 0) => {
                let most = most.min(rest.len().saturating_mul(MOST_UNPACKED));
                decompress_to_vec_zlib_with_limit(rest, most).ok()
            }
            _ => None,
        }
    }
}

fn after_zero(bytes: &[u8]) -> Option<&[u8]> {
    let zero = bytes.iter().position(|byte| *byte == 0)?;
    bytes.get(zero + 1..)
}

/// See [`super::embed`].
pub fn embed(
    file: &[u8],
    payload: Option<&[u8]>,
    description: Option<&str>,
) -> Result<Vec<u8>, CarriedError> {
    let mut texts = Vec::new();
    push(&mut texts, *b"tEXt", &[SOFTWARE, b"\0MemeForge"])?;
    if let Some(description) = description {
        // Not packed, no language, no translated keyword.
        let text = description.as_bytes();
        push(&mut texts, *b"iTXt", &[DESCRIPTION, b"\0\0\0\0\0", text])?;
    }
    if let Some(payload) = payload {
        let packed = deflated(STANDARD.encode(payload).as_bytes());
        push(&mut texts, *b"iTXt", &[MEME, b"\0\x01\0\0\0", &packed])?;
    }
    rewritten(file, &texts, |chunk, carrying| {
        let is = |kind, keyword| chunk.text(kind, keyword).is_some();
        if !is(*b"iTXt", MEME) && !is(*b"iTXt", DESCRIPTION) && !is(*b"tEXt", SOFTWARE) {
            carrying.extend(chunk.whole);
        }
        Ok(())
    })
}

/// See [`super::extract`].
pub fn extract(file: &[u8]) -> Result<Option<Vec<u8>>, CarriedError> {
    // A cut within the meme itself is one that matters.
    let mut at = SIGNATURE;
    for chunk in chunks(file) {
        let Ok(chunk) = chunk else { break };
        if let Some(text) = chunk.international_text(MEME, LARGEST_PAYLOAD / 3 * 4 + 4) {
            let payload = STANDARD.decode(text?);
            return (payload.map(Some)).map_err(|_| CarriedError::PayloadDamaged);
        }
        at += chunk.whole.len();
    }
    let rest = file.get(at + 4..).unwrap_or_default();
    match rest.strip_prefix(b"iTXt") {
        Some(rest) if rest.starts_with(MEME) => Err(CarriedError::PayloadDamaged),
        _ => Ok(None),
    }
}

/// See [`super::description`].
pub fn description(file: &[u8]) -> Result<Option<String>, CarriedError> {
    let texts = chunks(file)
        .map_while(Result::ok)
        .find_map(|chunk| chunk.international_text(DESCRIPTION, 1 << 20));
    match texts {
        Some(text) => Ok(Some(String::from_utf8_lossy(&text?).into_owned())),
        None => Ok(None),
    }
}

/// See [`super::without_personal`]. An orientation stays where it is, since browsers look for it only before the pixels.
pub fn without_personal(file: &[u8]) -> Result<Vec<u8>, CarriedError> {
    let mut has_exif = false;
    rewritten(file, &[], |chunk, cleaned| {
        if KEPT.contains(&chunk.kind) {
            cleaned.extend(chunk.whole);
        } else if chunk.kind == *b"eXIf" && !has_exif {
            has_exif = true;
            if let Some(orientation) = exif::orientation(chunk.data) {
                push(cleaned, chunk.kind, &[&exif::tiff(orientation)])?;
            }
        } else if chunk.kind[0].is_ascii_uppercase() {
            // Without it nobody can say what the pixels are.
            return Err(CarriedError::NotCleanable);
        }
        Ok(())
    })
}

/// The file with what `copy` writes of each chunk, and with chunks that are added before the pixels. Nothing comes after its
/// end.
fn rewritten(
    file: &[u8],
    added: &[u8],
    mut copy: impl FnMut(&Chunk<'_>, &mut Vec<u8>) -> Result<(), CarriedError>,
) -> Result<Vec<u8>, CarriedError> {
    let mut rewritten = Vec::with_capacity(file.len() + added.len());
    rewritten.extend(file.get(..SIGNATURE).ok_or(CarriedError::CutOff)?);
    let mut has_pixels = false;
    for (index, chunk) in chunks(file).enumerate() {
        let chunk = chunk?;
        if (index == 0) != (chunk.kind == *b"IHDR") {
            return Err(CarriedError::Damaged);
        }
        if !has_pixels && chunk.kind == *b"IDAT" {
            rewritten.extend(added);
            has_pixels = true;
        }
        copy(&chunk, &mut rewritten)?;
    }
    if has_pixels {
        Ok(rewritten)
    } else {
        Err(CarriedError::Damaged)
    }
}

/// Writes a chunk.
fn push(chunks: &mut Vec<u8>, kind: Kind, parts: &[&[u8]]) -> Result<(), CarriedError> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    if length > LONGEST_CHUNK {
        return Err(CarriedError::TooLarge);
    }
    chunks.extend((length as u32).to_be_bytes());
    let start = chunks.len();
    chunks.extend(kind);
    for part in parts {
        chunks.extend(*part);
    }
    chunks.extend(crc32(&chunks[start..]).to_be_bytes());
    Ok(())
}

/// Packs with a code for each byte and no search for what repeats: in base64, of what is packed already, nothing does, and the
/// code alone takes back what base64 adds.
fn deflated(text: &[u8]) -> Vec<u8> {
    // With a header of zlib, as PNG wants it.
    let flags = create_comp_flags_from_zip_params(1, 1, CompressionStrategy::HuffmanOnly as i32);
    let mut packed = Vec::with_capacity(text.len() / 4 * 3 + 1024);
    let mut compressor = CompressorOxide::new(flags);
    compress_to_output(&mut compressor, text, TDEFLFlush::Finish, |bytes| {
        packed.extend(bytes);
        true
    });
    packed
}
