//! The end of a GIF's first frame, which is the one that is used.

use std::io::{self, BufRead, ErrorKind, Seek, SeekFrom};

use super::{Ending, Repair, enough, read, read_at};

/// The bytes of a color table, as the flags before it tell.
pub fn color_table(flags: u8) -> u64 {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// From block to block until the end of the first frame's data.
pub fn ending(file: &mut (impl BufRead + Seek), length: u64) -> io::Result<Ending> {
    let mut at = 13 + color_table(read_at::<1>(file, 10)?[0]);
    loop {
        let [block] = read_at(file, at)?;
        match block {
            b'!' => at = after_sub_blocks(file, at + 2)?,
            b',' => {
                let [w0, w1, h0, h1, flags] = read_at(file, at + 5)?;
                let size = [u16::from_le_bytes([w0, w1]), u16::from_le_bytes([h0, h1])];
                let needed = size.into_iter().map(u64::from).product();
                let at = at + 10 + color_table(flags);
                return frame(file, at, length, needed);
            }
            // The trailer, or something that only a decoder can judge.
            _ => return Ok(Ending::PRESENT),
        }
    }
}

/// Where the sub-blocks end that begin at `at`.
pub fn after_sub_blocks(file: &mut (impl BufRead + Seek), at: u64) -> io::Result<u64> {
    file.seek(SeekFrom::Start(at))?;
    loop {
        let [size] = read(file)?;
        // Relative, so that what has been read ahead is kept.
        file.seek_relative(size.into())?;
        if size == 0 {
            return file.stream_position();
        }
    }
}

/// The end of the frame whose data begins at `at`, and has so many pixels.
fn frame(
    file: &mut (impl BufRead + Seek),
    at: u64,
    length: u64,
    needed: u64,
) -> io::Result<Ending> {
    match after_sub_blocks(file, at + 1) {
        // The trailer after it is missed by nobody.
        Ok(_) => return Ok(Ending::PRESENT),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => {}
        Err(error) => return Err(error),
    }
    let [code_size] = read_at(file, at)?;
    let mut counter = Counter::new(code_size);
    let mut patches = Vec::new();
    let mut at = at + 1;
    let mut data = [0; 255];
    while at < length {
        let size = u64::from(read::<1>(file)?[0]);
        let there = size.min(length - at - 1);
        if there < size {
            patches.push((at, vec![there as u8]));
        }
        let data = &mut data[..there as usize];
        file.read_exact(data)?;
        for byte in data {
            counter.count(*byte);
        }
        at += 1 + there;
    }
    // A sub-block of no bytes ends the data already.
    let is_ended = patches.iter().any(|(_, size)| size == &[0]);
    Ok(Ending {
        pixels: enough(counter.pixels, needed),
        repair: Some(Repair {
            patches,
            keep: length,
            append: if is_ended { vec![b';'] } else { vec![0, b';'] },
        }),
    })
}

/// Counts the pixels in LZW codes without telling what they are.
struct Counter {
    pixels: u64,
    /// How many pixels each code stands for.
    lengths: Vec<u64>,
    clear: usize,
    width: u32,
    last: Option<u64>,
    bits: u32,
    bit_count: u32,
    is_over: bool,
}

impl Counter {
    fn new(code_size: u8) -> Self {
        let code_size = u32::from(code_size.clamp(1, 11));
        Self {
            pixels: 0,
            lengths: vec![1; (1 << code_size) + 2],
            clear: 1 << code_size,
            width: code_size + 1,
            last: None,
            bits: 0,
            bit_count: 0,
            is_over: false,
        }
    }

    fn count(&mut self, byte: u8) {
        self.bits |= u32::from(byte) << self.bit_count;
        self.bit_count += 8;
        while self.bit_count >= self.width && !self.is_over {
            let code = self.bits & ((1 << self.width) - 1);
            self.bits >>= self.width;
            self.bit_count -= self.width;
            self.code(code as usize);
        }
        if self.is_over {
            self.bit_count = 0;
        }
    }

    fn code(&mut self, code: usize) {
        if code == self.clear {
            self.lengths.truncate(self.clear + 2);
            self.width = (self.clear.ilog2()) + 1;
            self.last = None;
            return;
        }
        let length = match (self.lengths.get(code), self.last) {
            _ if code == self.clear + 1 => {
                self.is_over = true;
                return;
            }
            (Some(length), _) => *length,
            // The code that is defined with this.
            (None, Some(last)) if code == self.lengths.len() => last + 1,
            (None, _) => {
                self.is_over = true;
                return;
            }
        };
        self.pixels += length;
        if let Some(last) = self.last
            && self.lengths.len() < 4096
        {
            self.lengths.push(last + 1);
            if self.lengths.len() == 1 << self.width && self.width < 12 {
                self.width += 1;
            }
        }
        self.last = Some(length);
    }
}
