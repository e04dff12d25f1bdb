use std::io::{self, Read, Seek, SeekFrom};

use js_sys::Uint8Array;

/// Reads from bytes that stay in the browser's memory, so that looking at a file does not copy all of it.
pub struct BytesReader {
    bytes: Uint8Array,
    position: u64,
}

impl BytesReader {
    /// A reader at the start of `bytes`.
    pub fn new(bytes: Uint8Array) -> Self {
        Self { bytes, position: 0 }
    }

    fn length(&self) -> u64 {
        self.bytes.length().into()
    }
}

impl Read for BytesReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let start = self.position.min(self.length());
        let end = (start + buffer.len() as u64).min(self.length());
        let count = (end - start) as usize;
        self.bytes
            .subarray(start as u32, end as u32)
            .copy_to(&mut buffer[..count]);
        self.position = end;
        Ok(count)
    }
}

impl Seek for BytesReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(offset) => self.length().checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}
