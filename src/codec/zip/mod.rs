//! Zips in general: what is in one, its files unpacked within bounds, and files written as one. What the files mean is for
//! others to know. A zip may be hostile: nothing is unpacked before it is asked for, no more than was agreed on, and no name
//! that leads elsewhere gets past.

mod write;

use std::collections::HashSet;

use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};
use thiserror::Error;

use super::crc::crc32;
pub use write::write;

/// How much is taken from a zip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most files in it, whatever they are.
    pub most_files: usize,
    /// The most bytes that are unpacked of all files together.
    pub largest_total: u64,
}

/// Why a zip was not read or written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ZipError {
    /// It is no zip, whatever its name says.
    #[error("This file is not a zip. Choose another.")]
    NotAZip,
    /// A zip whose bytes make no sense, or whose checksums are wrong.
    #[error("This zip is damaged. Download or export it again.")]
    Damaged,
    /// More than [`Limits::most_files`], or than a zip can have.
    #[error("This zip has too many files. Split it into several.")]
    TooManyFiles,
    /// The file of this name is larger than it may be, or all are larger than [`Limits::largest_total`].
    #[error("“{0}” is too large. Leave it out, or make it smaller.")]
    TooLarge(String),
    /// A name that leads out of the folder on some system.
    #[error("A file in this zip has a name that leads elsewhere: “{0}”. Rename it.")]
    Name(String),
    /// Two files of the same name.
    #[error("“{0}” is in this zip twice. Remove one.")]
    Duplicate(String),
    /// It takes a password.
    #[error("This zip has a password. Make one without.")]
    Encrypted,
    /// Packed in a way that is not known here.
    #[error("“{0}” is packed in a way that cannot be read here. Make a plain zip (“deflate”).")]
    Method(String),
}

impl From<rawzip::Error> for ZipError {
    fn from(_: rawzip::Error) -> Self {
        Self::Damaged
    }
}

/// A file in a zip, before it is unpacked.
struct Packed {
    name: String,
    wayfinder: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    crc: u32,
    size: u64,
}

/// A zip that was looked through, of which nothing is unpacked yet.
pub struct Zip<'bytes> {
    archive: ZipSliceArchive<&'bytes [u8]>,
    files: Vec<Packed>,
    /// How many bytes may still be unpacked.
    room: u64,
}

impl<'bytes> Zip<'bytes> {
    /// Looks through a zip for the files whose names `wants` says yes to. The others are passed over, as long as their names
    /// lead nowhere; folders are no files.
    pub fn open(
        bytes: &'bytes [u8],
        limits: Limits,
        wants: impl Fn(&str) -> bool,
    ) -> Result<Self, ZipError> {
        // Where the end is missing only the start tells that it was a zip.
        let archive = ZipArchive::from_slice(bytes).map_err(|_| match bytes {
            [b'P', b'K', ..] => ZipError::Damaged,
            _ => ZipError::NotAZip,
        })?;
        let mut files = Vec::new();
        let mut names = HashSet::new();
        let mut entries = archive.entries();
        let mut count = 0;
        while let Some(entry) = entries.next_entry()? {
            count += 1;
            if count > limits.most_files {
                return Err(ZipError::TooManyFiles);
            }
            let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
            if leads_elsewhere(&name) {
                return Err(ZipError::Name(name));
            }
            if entry.is_dir() || !wants(&name) {
                continue;
            }
            if !names.insert(name.clone()) {
                return Err(ZipError::Duplicate(name));
            }
            if entry.flags().is_encrypted() {
                return Err(ZipError::Encrypted);
            }
            files.push(Packed {
                wayfinder: entry.wayfinder(),
                method: entry.compression_method(),
                crc: entry.crc32(),
                size: entry.uncompressed_size_hint(),
                name,
            });
        }
        if count as u64 != archive.entries_hint() {
            return Err(ZipError::Damaged);
        }
        Ok(Self {
            archive,
            files,
            room: limits.largest_total,
        })
    }

    /// The names of the files, in the order of the zip's directory. Each is there once.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// Unpacks the file of this name if it has at most `most` bytes, and takes its size off the room that is left for all.
    /// None where there is no such file.
    pub fn unpack(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, ZipError> {
        let Some(file) = self.files.iter().find(|file| file.name == name) else {
            return Ok(None);
        };
        let too_large = || ZipError::TooLarge(name.to_owned());
        if file.size > most {
            return Err(too_large());
        }
        self.room = self.room.checked_sub(file.size).ok_or_else(too_large)?;
        let data = self.archive.get_entry(file.wayfinder)?.data();
        let unpacked = match file.method {
            CompressionMethod::STORE if data.len() as u64 == file.size => data.to_vec(),
            CompressionMethod::STORE => return Err(ZipError::Damaged),
            // What is larger than it says it is ends here.
            CompressionMethod::DEFLATE => decompress_to_vec_with_limit(data, file.size as usize)
                .map_err(|_| ZipError::Damaged)?,
            _ => return Err(ZipError::Method(name.to_owned())),
        };
        if unpacked.len() as u64 == file.size && crc32(&unpacked) == file.crc {
            Ok(Some(unpacked))
        } else {
            Err(ZipError::Damaged)
        }
    }
}

/// Whether a name leads out of the folder on some system.
fn leads_elsewhere(name: &str) -> bool {
    name.starts_with('/')
        || name.contains(['\\', ':', '\0', '\u{fffd}'])
        || name.split('/').any(|part| part == "..")
}

#[cfg(test)]
mod tests;
