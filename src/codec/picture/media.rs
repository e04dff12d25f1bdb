//! Files that are no pictures, or pictures that few browsers show, told by their first bytes.

use std::fmt::{self, Display, Formatter};

/// How much of a file is looked at to name it, in bytes.
pub const LOOK_AT: usize = 4096;

/// A file that is named for what it is. Displays as a sentence for whoever chose it, where the browser cannot show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A picture of that format.
    Picture(&'static str),
    /// What a camera's sensor saw.
    Raw,
    /// A video of that format.
    Video(&'static str),
    /// Sound of that format.
    Sound(&'static str),
    /// A document of that format.
    Document(&'static str),
    /// Several files in one of that format.
    Archive(&'static str),
    /// HTML.
    WebPage,
    /// Nothing that is known here.
    Unknown,
}

impl Media {
    /// Whether some browsers show it as a picture, so that each has to be asked.
    pub fn may_be_shown(self) -> bool {
        match self {
            Self::Picture(_) | Self::Raw | Self::Document(_) | Self::Unknown => true,
            Self::Video(_) | Self::Sound(_) | Self::Archive(_) | Self::WebPage => false,
        }
    }
}

impl Display for Media {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Self::Picture(name) => write!(
                f,
                "This is a {name} picture, which this browser cannot open. Save it as a PNG or JPEG and try again."
            ),
            Self::Raw => f.write_str(
                "This is a raw photo from a camera, which this browser cannot open. Export it as a JPEG and try again.",
            ),
            Self::Video(name) => write!(
                f,
                "This is a video ({name}), not a picture. Pause it, take a screenshot and open that."
            ),
            Self::Sound(name) => write!(
                f,
                "This is a sound file ({name}), not a picture. Try a PNG, JPEG or WebP."
            ),
            Self::Document(name) => write!(
                f,
                "This is a document ({name}), which this browser cannot open as a picture. Save the page as a PNG or take a screenshot, and open that."
            ),
            Self::Archive(name) => write!(
                f,
                "This is an archive ({name}), not a picture. Unpack it and choose a picture from it."
            ),
            Self::WebPage => f.write_str(
                "This is a web page, not a picture. Open it in a browser, save the picture on it and choose that.",
            ),
            Self::Unknown => f.write_str("This file is not a picture. Try a PNG, JPEG or WebP."),
        }
    }
}

use Media::{Archive, Document, Picture, Raw, Sound, Video, WebPage};

/// What files have at such a place. The first that fits counts.
const SIGNATURES: [(usize, &[u8], Media); 77] = [
    (0, b"II*\0\x10\0\0\0CR", Raw),
    (0, b"FUJIFILMCCD-RAW", Raw),
    (0, b"IIRO", Raw),
    (0, b"IIRS", Raw),
    (0, b"MMOR", Raw),
    (0, b"IIU\0", Raw),
    (0, b"FOVb", Raw),
    (0, b"\0MRM", Raw),
    (6, b"HEAPCCDR", Raw),
    (0, b"II*\0", Picture("TIFF")),
    (0, b"MM\0*", Picture("TIFF")),
    (0, b"II+\0", Picture("TIFF")),
    (0, b"MM\0+", Picture("TIFF")),
    (0, b"8BPS", Picture("Photoshop")),
    (0, b"\xFF\x0A", Picture("JPEG XL")),
    (0, b"\0\0\0\x0CJXL ", Picture("JPEG XL")),
    (0, b"\0\0\0\x0CjP  ", Picture("JPEG 2000")),
    (0, b"\xFF\x4F\xFF\x51", Picture("JPEG 2000")),
    (0, b"II\xBC", Picture("JPEG XR")),
    (0, b"\0\0\x01\0", Picture("ICO")),
    (0, b"\0\0\x02\0", Picture("CUR")),
    (0, b"icns", Picture("ICNS")),
    (0, b"qoif", Picture("QOI")),
    (0, b"gimp xcf", Picture("GIMP")),
    (0, b"\x8AMNG", Picture("MNG")),
    (0, b"DDS ", Picture("DDS")),
    (0, b"SIMPLE  =", Picture("FITS")),
    (0, b"#?RADIANCE", Picture("HDR")),
    (0, b"\x76\x2F\x31\x01", Picture("OpenEXR")),
    (0, b"BPG\xFB", Picture("BPG")),
    (0, b"FLIF", Picture("FLIF")),
    (0, b"\xD7\xCD\xC6\x9A", Picture("WMF")),
    (40, b" EMF", Picture("EMF")),
    (0, b"%PDF-", Document("PDF")),
    (0, b"%!PS", Document("PostScript")),
    (0, b"\xC5\xD0\xD3\xC6", Document("PostScript")),
    (0, b"AT&TFORM", Document("DjVu")),
    (0, b"\xD0\xCF\x11\xE0", Document("Office")),
    (0, b"{\\rtf", Document("RTF")),
    (30, b"[Content_Types].xml", Document("Office")),
    (
        30,
        b"mimetypeapplication/vnd.oasis",
        Document("OpenDocument"),
    ),
    (30, b"mimetypeimage/openraster", Picture("OpenRaster")),
    (30, b"mimetypeapplication/x-krita", Picture("Krita")),
    (0, b"PK\x03\x04", Archive("ZIP")),
    (0, b"Rar!", Archive("RAR")),
    (0, b"7z\xBC\xAF\x27\x1C", Archive("7z")),
    (0, b"\x1F\x8B", Archive("gzip")),
    (0, b"BZh", Archive("bzip2")),
    (0, b"\xFD7zXZ", Archive("xz")),
    (257, b"ustar", Archive("tar")),
    (8, b"AVI ", Video("AVI")),
    (8, b"WAVE", Sound("WAV")),
    (0, b"FLV", Video("FLV")),
    (0, b"\x30\x26\xB2\x75", Video("WMV")),
    (0, b"\0\0\x01\xBA", Video("MPEG")),
    (0, b"\0\0\x01\xB3", Video("MPEG")),
    (4, b"moov", Video("MOV")),
    (4, b"mdat", Video("MOV")),
    (4, b"wide", Video("MOV")),
    (4, b"free", Video("MOV")),
    (4, b"skip", Video("MOV")),
    (4, b"pnot", Video("MOV")),
    (0, b"ID3", Sound("MP3")),
    (0, b"\xFF\xFB", Sound("MP3")),
    (0, b"\xFF\xF3", Sound("MP3")),
    (0, b"\xFF\xF2", Sound("MP3")),
    (0, b"\xFF\xFA", Sound("MP3")),
    (0, b"\xFF\xF1", Sound("AAC")),
    (0, b"\xFF\xF9", Sound("AAC")),
    (0, b"fLaC", Sound("FLAC")),
    (8, b"AIFF", Sound("AIFF")),
    (8, b"AIFC", Sound("AIFF")),
    (0, b"MThd", Sound("MIDI")),
    (0, b"#!AMR", Sound("AMR")),
    (0, b"caff", Sound("CAF")),
    (0, b".snd", Sound("AU")),
    (0, b"wvpk", Sound("WavPack")),
];

/// What a file is that starts like this. None for what is opened here by its format: see [`inspect`](super::inspect).
///
/// ```
/// use memeforge::codec::picture::media;
///
/// let named = media(b"\0\0\0\x20ftypisom").unwrap();
/// assert_eq!(named.to_string(), "This is a video (MP4), not a picture. Pause it, take a screenshot and open that.");
/// ```
pub fn media(start: &[u8]) -> Option<Media> {
    let start = &start[..start.len().min(LOOK_AT)];
    if start.get(4..8) == Some(b"ftyp") {
        return brand(start);
    }
    if is_web_page(start) {
        return Some(WebPage);
    }
    let has = |word: &[u8]| start.windows(word.len()).any(|window| window == word);
    if start.starts_with(b"\x1A\x45\xDF\xA3") {
        return Some(Video(if has(b"webm") { "WebM" } else { "Matroska" }));
    }
    if start.starts_with(b"OggS") {
        let is_video = has(b"theora");
        return Some(if is_video { Video("Ogg") } else { Sound("Ogg") });
    }
    let is_packet = |at: usize| start.get(at) == Some(&b'G');
    if [0, 188, 376].into_iter().all(is_packet) {
        return Some(Video("MPEG"));
    }
    let fits = |(at, bytes, _): &&(usize, &[u8], Media)| {
        start
            .get(*at..)
            .is_some_and(|start| start.starts_with(bytes))
    };
    let (.., media) = SIGNATURES.iter().find(fits)?;
    if *media == Picture("TIFF") && is_raw(start) {
        return Some(Raw);
    }
    Some(*media)
}

/// Of an ISO base media file. Pictures in it that browsers know are told by their format.
fn brand(start: &[u8]) -> Option<Media> {
    let length = start
        .first_chunk()
        .map_or(0, |size| u32::from_be_bytes(*size) as usize);
    let brands = start.get(8..length.min(start.len())).unwrap_or_default();
    // The first is the file's own; a version follows it, and then those that it is compatible with.
    let mut brands = brands.as_chunks::<4>().0.iter();
    let own = brands.next()?;
    let is_picture = |brand: &[u8; 4]| {
        matches!(
            brand,
            b"avif"
                | b"avis"
                | b"heic"
                | b"heix"
                | b"heim"
                | b"heis"
                | b"hevc"
                | b"hevx"
                | b"mif1"
                | b"msf1"
        )
    };
    match own {
        own if is_picture(own) => None,
        b"crx " => Some(Raw),
        b"jxl " => Some(Picture("JPEG XL")),
        b"jp2 " => Some(Picture("JPEG 2000")),
        b"M4A " | b"M4B " | b"M4P " => Some(Sound("M4A")),
        b"qt  " => Some(Video("MOV")),
        [b'3', b'g', ..] => Some(Video("3GP")),
        // Of brands that nobody knows, those that it is compatible with count.
        _ if brands.skip(1).any(is_picture) => None,
        _ => Some(Video("MP4")),
    }
}

fn is_web_page(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let word: Vec<u8> = (start.trim_ascii_start().iter().take(14))
        .map(u8::to_ascii_lowercase)
        .collect();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"]
        .iter()
        .any(|beginning| word.starts_with(beginning))
}

/// Whether a TIFF holds what a camera's sensor saw, and its own pixels are but a thumbnail.
fn is_raw(start: &[u8]) -> bool {
    let is_little = start.starts_with(b"II");
    let short = |at: usize| {
        let bytes = *start.get(at..)?.first_chunk()?;
        Some(if is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at: usize| {
        let bytes = *start.get(at..)?.first_chunk()?;
        Some(if is_little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    };
    let Some(directory) = long(4) else {
        return false;
    };
    let directory = directory as usize;
    let entries = usize::from(short(directory).unwrap_or_default());
    let entry = |index: usize| short(directory + 2 + index * 12);
    let tags: Vec<u16> = (0..entries).map_while(entry).collect();
    // The version of DNG; or directories within this one, by a camera of that maker.
    tags.contains(&0xC612) || (tags.contains(&0x014A) && tags.contains(&0x010F))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_for_what_they_are() {
        let tiff = |tags: &[u16]| {
            let mut file = b"II*\0\x08\0\0\0".to_vec();
            file.extend((tags.len() as u16).to_le_bytes());
            for tag in tags {
                file.extend(tag.to_le_bytes());
                file.extend([0; 10]);
            }
            file
        };
        let mut packets = vec![0; 400];
        for at in [0, 188, 376] {
            packets[at] = b'G';
        }
        for (file, named) in [
            (
                &b"\0\0\0\x18ftypmp42\0\0\0\0isommp42"[..],
                Some(Video("MP4")),
            ),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", Some(Video("MOV"))),
            (b"\0\0\0\x08wide\0\0\0\0mdat", Some(Video("MOV"))),
            (b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42", Some(Sound("M4A"))),
            (b"\0\0\0\x14ftyp3gp5\0\0\0\0", Some(Video("3GP"))),
            (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", Some(Raw)),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", None),
            (b"\0\0\0\x18ftypMiHB\0\0\0\0mif1heic", None),
            (
                b"\x1A\x45\xDF\xA3\x9FB\x86\x81\x01B\x82\x84webm",
                Some(Video("WebM")),
            ),
            (
                b"\x1A\x45\xDF\xA3\x9FB\x82\x88matroska",
                Some(Video("Matroska")),
            ),
            (b"OggS\0\x02\0\0\0\0OpusHead", Some(Sound("Ogg"))),
            (b"RIFF\0\0\0\0AVI LIST", Some(Video("AVI"))),
            (b"RIFF\0\0\0\0WAVEfmt ", Some(Sound("WAV"))),
            (b"RIFF\0\0\0\0WEBPVP8 ", None),
            (b"ID3\x04", Some(Sound("MP3"))),
            (b"%PDF-1.7", Some(Document("PDF"))),
            (b"8BPS\0\x01", Some(Picture("Photoshop"))),
            (b"\xFF\x0A\xFA", Some(Picture("JPEG XL"))),
            (b"\0\0\x01\0\x05\0", Some(Picture("ICO"))),
            (b"  <!DOCTYPE HTML><html>", Some(WebPage)),
            (b"<svg", None),
            (b"\x89PNG\r\n\x1a\n", None),
            (b"\xFF\xD8\xFF\xE0", None),
            (&tiff(&[0x100, 0x101]), Some(Picture("TIFF"))),
            (&tiff(&[0x100, 0xC612]), Some(Raw)),
            (&tiff(&[0x10F, 0x14A]), Some(Raw)),
            (&packets, Some(Video("MPEG"))),
            (b"hello", None),
            (b"", None),
        ] {
            assert_eq!(media(file), named, "{:?}", &file[..file.len().min(20)]);
        }
    }

    #[test]
    fn what_is_not_opened_says_what_to_do() {
        for (.., media) in SIGNATURES {
            let sentence = media.to_string();
            assert!(sentence.starts_with("This is a"), "{sentence}");
            assert!(sentence.matches(". ").count() == 1, "{sentence}");
        }
    }
}
