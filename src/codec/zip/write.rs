//! Writing a zip whose files are stored as they are: pictures and fonts are compressed already, and all else is small. No data
//! descriptors, no zip64, so that everything that reads zips reads it.

use std::collections::HashSet;

use super::{ZipError, crc32, leads_elsewhere};

/// All files are from 1980-01-01, the first day of zips, so that the same files make the same zip.
const DATE: u16 = (1 << 5) | 1;
/// That a name is in UTF-8 (PKWARE's appnote, 4.4.4, bit 11). Said where it is more than ASCII, which is the same in all.
const UTF_8: u16 = 1 << 11;
/// The version that is needed to read it: 1.0, files that are stored.
const VERSION: u16 = 10;
/// What a file takes besides itself: 30 bytes in front of it, 46 in the directory, and its name in both (PKWARE's appnote,
/// 4.3.7 and 4.3.12).
const OVERHEAD: u64 = 30 + 46;

/// Writes files, each by its name and with its bytes, as a zip in this order. Names are paths with `/` between
/// their parts. An error where one would lead elsewhere or is there twice, and where a zip without zip64 has no numbers for
/// so many or so large files: 65,535 of them, 4 GB in all.
///
/// ```
/// use memeforge::codec::zip::{Limits, Zip, write};
///
/// let zip = write(&[("a/b.txt", b"hello")])?;
/// let limits = Limits { most_files: 10, largest_total: 100 };
/// let mut zip = Zip::open(&zip, limits, |_| true)?;
/// assert_eq!(zip.unpack("a/b.txt", 100)?, Some(b"hello".to_vec()));
/// # Ok::<(), memeforge::codec::zip::ZipError>(())
/// ```
pub fn write(files: &[(impl AsRef<str>, impl AsRef<[u8]>)]) -> Result<Vec<u8>, ZipError> {
    let mut names = HashSet::new();
    let mut length = 0;
    for (name, data) in files {
        let (name, data) = (name.as_ref(), data.as_ref());
        if name.len() > usize::from(u16::MAX) || leads_elsewhere(name) {
            return Err(ZipError::Name(name.to_owned()));
        }
        if !names.insert(name) {
            return Err(ZipError::Duplicate(name.to_owned()));
        }
        length += OVERHEAD + 2 * name.len() as u64 + data.len() as u64;
        if length > u64::from(u32::MAX) {
            return Err(ZipError::TooLarge(name.to_owned()));
        }
    }
    let count = u16::try_from(files.len()).map_err(|_| ZipError::TooManyFiles)?;
    let mut zip = Vec::with_capacity(length as usize);
    let mut directory = Vec::new();
    for (name, data) in files {
        let (name, data) = (name.as_ref(), data.as_ref());
        let offset = zip.len() as u32;
        let header = header(name, data);
        // A file: its signature, its header, its name, itself.
        zip.extend(b"PK\x03\x04");
        zip.extend(&header);
        zip.extend(name.as_bytes());
        zip.extend(data);
        // Its line in the directory: no comment, the first disk, no attributes, and where it begins.
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let offset = zip.len() as u32;
    zip.extend(&directory);
    // The end: disks 0 and 0, how many files here and in all, the directory, no comment.
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend(count.to_le_bytes());
    zip.extend(count.to_le_bytes());
    zip.extend((directory.len() as u32).to_le_bytes());
    zip.extend(offset.to_le_bytes());
    zip.extend([0; 2]);
    Ok(zip)
}

/// What the header of a file and its line in the directory have in common.
fn header(name: &str, data: &[u8]) -> Vec<u8> {
    let size = (data.len() as u32).to_le_bytes();
    let mut header = Vec::new();
    header.extend(VERSION.to_le_bytes());
    let flags = if name.is_ascii() { 0 } else { UTF_8 };
    header.extend(flags.to_le_bytes());
    // Stored, midnight.
    header.extend([0; 4]);
    header.extend(DATE.to_le_bytes());
    header.extend(crc32(data).to_le_bytes());
    header.extend(size);
    header.extend(size);
    header.extend((name.len() as u16).to_le_bytes());
    // Nothing further.
    header.extend([0; 2]);
    header
}
