//! The end of a JPEG.

use std::io::{self, BufRead, ErrorKind, Seek, SeekFrom};

use super::{Ending, Pixels, read};
use crate::document::limits::LARGEST_AREA;

/// The marker that ends a file.
const END: &[u8] = b"\xFF\xD9";

/// From segment to segment until the one that ends the image, which a thumbnail inside of a segment cannot feign.
pub fn ending(file: &mut (impl BufRead + Seek), length: u64) -> io::Result<Ending> {
    if has_end(file).is_ok() {
        return Ok(Ending::PRESENT);
    }
    let pixels = match Scans::default().pixels(file) {
        Ok(pixels) => pixels,
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Pixels::Missing,
        Err(_) => Pixels::Untold,
    };
    // Half of the marker may be there.
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    let keep = length - u64::from(last == [0xFF]);
    Ok(Ending::repaired(pixels, keep, END))
}

fn has_end(file: &mut (impl BufRead + Seek)) -> io::Result<()> {
    file.seek(SeekFrom::Start(2))?;
    loop {
        match marker(file)? {
            0x00 | 0x01 | 0xD0..=0xD8 => {}
            0xD9 => return Ok(()),
            _ => {
                let length = u16::from_be_bytes(read(file)?);
                file.seek_relative(i64::from(length) - 2)?;
            }
        }
    }
}

/// How many scans over all blocks are read: encoders make up to 10.
const MOST_SCANS: usize = 16;

/// The next marker. Between segments there may be filling, and after a start of scan there is entropy-coded data, in which 0xFF is
/// followed by 0 or by a restart marker.
fn marker(file: &mut impl BufRead) -> io::Result<u8> {
    file.skip_until(0xFF)?;
    let mut marker = 0xFF;
    while marker == 0xFF {
        marker = read::<1>(file)?[0];
    }
    Ok(marker)
}

/// Reads the scans of a file far enough to see whether all blocks are there, and tells nothing of what is in them.
#[derive(Default)]
struct Scans {
    is_progressive: bool,
    width: usize,
    height: usize,
    components: Vec<Component>,
    /// Of DC and of AC coefficients, each by its number.
    tables: [[Option<Table>; 4]; 2],
    restart_interval: usize,
    /// How many blocks are left to be read. Many scans over many blocks would take for ever.
    budget: usize,
}

#[derive(Default)]
struct Component {
    id: u8,
    /// How many blocks it has in each unit, across and down.
    across: usize,
    down: usize,
    /// How many bits are still to come of each coefficient; 255 before the first.
    missing_bits: Vec<u8>,
    /// Which coefficients of each block are not 0 so far.
    nonzero: Vec<u64>,
    /// How many blocks are kept in a row.
    stride: usize,
}

/// A Huffman table.
struct Table {
    /// Of the codes of each length: the first after the last one, and where its value would be.
    ends: [(u32, usize); 16],
    values: Vec<u8>,
}

/// What a scan has of its components.
#[derive(Clone, Copy)]
struct Part {
    first: usize,
    last: usize,
    is_refining: bool,
}

impl Scans {
    fn pixels(mut self, file: &mut (impl BufRead + Seek)) -> io::Result<Pixels> {
        file.seek(SeekFrom::Start(2))?;
        let mut next = marker(file)?;
        loop {
            match next {
                // The frame, whose blocks are coded by Huffman's codes.
                0xC0..=0xC2 => {
                    let segment = segment(file)?;
                    self.frame(next == 0xC2, &segment).ok_or_else(invalid)?;
                }
                0xC4 => {
                    let segment = segment(file)?;
                    self.define_tables(&segment).ok_or_else(invalid)?;
                }
                0xDD => {
                    let interval = segment(file)?.first_chunk().copied().unwrap_or_default();
                    self.restart_interval = usize::from(u16::from_be_bytes(interval));
                }
                0xDA => {
                    let segment = segment(file)?;
                    let after = self.scan(&segment, file)?;
                    if self.is_whole() {
                        return Ok(Pixels::Whole);
                    }
                    next = match after {
                        Some(marker) => marker,
                        None => marker(file)?,
                    };
                    continue;
                }
                // Other ways of coding.
                0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Ok(Pixels::Untold),
                0x00 | 0x01 | 0xD0..=0xD9 => {}
                _ => {
                    segment(file)?;
                }
            }
            next = marker(file)?;
        }
    }

    fn frame(&mut self, is_progressive: bool, segment: &[u8]) -> Option<()> {
        let [8, h0, h1, w0, w1, count, components @ ..] = segment else {
            return None;
        };
        self.is_progressive = is_progressive;
        self.width = u16::from_be_bytes([*w0, *w1]).into();
        self.height = u16::from_be_bytes([*h0, *h1]).into();
        let area = (self.width * self.height) as u64;
        if area == 0 || area > LARGEST_AREA || !self.components.is_empty() {
            return None;
        }
        for component in components.as_chunks::<3>().0.iter().take((*count).into()) {
            let [id, sampling, _] = *component;
            let (across, down) = (usize::from(sampling >> 4), usize::from(sampling & 15));
            if !(1..=4).contains(&across) || !(1..=4).contains(&down) {
                return None;
            }
            self.components.push(Component {
                id,
                across,
                down,
                missing_bits: vec![255; 64],
                ..Component::default()
            });
        }
        let (across, down) = self.units();
        for component in &mut self.components {
            component.stride = across * component.across;
            if is_progressive {
                component.nonzero = vec![0; component.stride * down * component.down];
            }
        }
        self.budget = (area as usize / 64 + 1000) * MOST_SCANS * self.components.len();
        Some(())
    }

    /// The most blocks that a component has in each unit, across and down.
    fn most(&self) -> (usize, usize) {
        let most = |of: fn(&Component) -> usize| self.components.iter().map(of).max().unwrap_or(1);
        (
            most(|component| component.across),
            most(|component| component.down),
        )
    }

    /// How many units of interleaved blocks there are across and down.
    fn units(&self) -> (usize, usize) {
        let (across, down) = self.most();
        (
            self.width.div_ceil(8 * across),
            self.height.div_ceil(8 * down),
        )
    }

    fn define_tables(&mut self, mut segment: &[u8]) -> Option<()> {
        while let Some((class, rest)) = segment.split_first() {
            let (counts, rest) = rest.split_first_chunk::<16>()?;
            let mut ends = [(0, 0); 16];
            let (mut code, mut index) = (0_u32, 0);
            for (end, count) in ends.iter_mut().zip(counts) {
                code = (code << 1) + u32::from(*count);
                index += usize::from(*count);
                *end = (code, index);
            }
            let (values, rest) = rest.split_at_checked(index)?;
            let tables = self.tables.get_mut(usize::from(class >> 4))?;
            *tables.get_mut(usize::from(class & 15))? = Some(Table {
                ends,
                values: values.to_vec(),
            });
            segment = rest;
        }
        Some(())
    }

    /// Reads a scan. Returns the marker after it, where that has been read.
    fn scan(&mut self, segment: &[u8], file: &mut impl BufRead) -> io::Result<Option<u8>> {
        let (count, rest) = segment.split_first().ok_or_else(invalid)?;
        let (chosen, rest) = rest
            .split_at_checked(usize::from(*count) * 2)
            .ok_or_else(invalid)?;
        let [first, last, approximation, ..] = *rest else {
            return Err(invalid());
        };
        let (mut part, missing_bits) = (
            Part {
                first: first.into(),
                last: last.into(),
                is_refining: approximation >> 4 != 0,
            },
            approximation & 15,
        );
        if !self.is_progressive {
            part = Part {
                first: 0,
                last: 63,
                is_refining: false,
            };
        }
        if part.last > 63 || part.first > part.last {
            return Err(invalid());
        }
        let mut members = Vec::new();
        for [id, tables] in chosen.as_chunks::<2>().0 {
            let index = self
                .components
                .iter()
                .position(|component| component.id == *id);
            let index = index.ok_or_else(invalid)?;
            members.push((index, usize::from(tables >> 4), usize::from(tables & 15)));
        }
        let mut bits = Bits::new(file);
        let (mut across, mut down) = self.units();
        let is_interleaved = members.len() > 1;
        if !is_interleaved {
            let (index, ..) = *members.first().ok_or_else(invalid)?;
            let component = &self.components[index];
            let (most_across, most_down) = self.most();
            across = (self.width * component.across).div_ceil(most_across * 8);
            down = (self.height * component.down).div_ceil(most_down * 8);
        }
        let mut zero_blocks = 0;
        for unit in 0..across * down {
            if self.restart_interval > 0 && unit > 0 && unit % self.restart_interval == 0 {
                bits.restart()?;
                zero_blocks = 0;
            }
            let (column, row) = (unit % across, unit / across);
            for &(index, dc, ac) in &members {
                let component = &mut self.components[index];
                let (wide, high) = if is_interleaved {
                    (component.across, component.down)
                } else {
                    (1, 1)
                };
                self.budget = self.budget.checked_sub(wide * high).ok_or_else(invalid)?;
                for block in 0..wide * high {
                    let x = column * wide + block % wide;
                    let y = row * high + block / wide;
                    let tables = (self.tables[0].get(dc), self.tables[1].get(ac));
                    let (dc, ac) = (
                        tables.0.and_then(Option::as_ref),
                        tables.1.and_then(Option::as_ref),
                    );
                    let mut unused = 0;
                    let nonzero = component.nonzero.get_mut(y * component.stride + x);
                    let nonzero = nonzero.unwrap_or(&mut unused);
                    if self.is_progressive {
                        part.progressive(&mut bits, dc, ac, nonzero, &mut zero_blocks)?;
                    } else {
                        sequential(&mut bits, dc, ac)?;
                    }
                }
            }
        }
        for (index, ..) in members {
            let missing = if self.is_progressive { missing_bits } else { 0 };
            self.components[index].missing_bits[part.first..=part.last].fill(missing);
        }
        Ok(bits.marker)
    }

    fn is_whole(&self) -> bool {
        let mut bits = self
            .components
            .iter()
            .flat_map(|component| &component.missing_bits);
        bits.all(|missing| *missing == 0)
    }
}

/// A block of all coefficients.
fn sequential(
    bits: &mut Bits<impl BufRead>,
    dc: Option<&Table>,
    ac: Option<&Table>,
) -> io::Result<()> {
    let size = bits.value(dc)?;
    bits.skip(size)?;
    let mut at = 1;
    while at < 64 {
        let value = bits.value(ac)?;
        match (value >> 4, value & 15) {
            (15, 0) => at += 16,
            (_, 0) => break,
            (zeros, size) => {
                bits.skip(size)?;
                at += usize::from(zeros) + 1;
            }
        }
    }
    Ok(())
}

impl Part {
    /// A block of some coefficients, or of a further bit of them.
    fn progressive(
        self,
        bits: &mut Bits<impl BufRead>,
        dc: Option<&Table>,
        ac: Option<&Table>,
        nonzero: &mut u64,
        zero_blocks: &mut u32,
    ) -> io::Result<()> {
        if self.first == 0 {
            let size = if self.is_refining { 1 } else { bits.value(dc)? };
            return bits.skip(size);
        }
        let mut at = self.first;
        if *zero_blocks == 0 {
            while at <= self.last {
                let value = bits.value(ac)?;
                let (mut zeros, size) = (value >> 4, value & 15);
                if size == 0 && zeros < 15 {
                    *zero_blocks = (1 << zeros) + bits.bits(zeros)?;
                    break;
                }
                if size > 0 {
                    bits.skip(if self.is_refining { 1 } else { size })?;
                }
                // Those that are not 0 already are refined on the way, and do not count.
                while at <= self.last {
                    if self.is_refining && *nonzero >> at & 1 == 1 {
                        bits.skip(1)?;
                    } else if zeros == 0 {
                        break;
                    } else {
                        zeros -= 1;
                    }
                    at += 1;
                }
                if size > 0 && at <= self.last {
                    *nonzero |= 1 << at;
                }
                at += 1;
            }
        }
        if *zero_blocks > 0 {
            if self.is_refining {
                for at in at..=self.last {
                    bits.skip((*nonzero >> at & 1) as u8)?;
                }
            }
            *zero_blocks -= 1;
        }
        Ok(())
    }
}

/// The bits of entropy-coded data, up to the next marker or the end of the file.
struct Bits<'f, F> {
    file: &'f mut F,
    held: u64,
    count: u32,
    marker: Option<u8>,
}

impl<'f, F: BufRead> Bits<'f, F> {
    fn new(file: &'f mut F) -> Self {
        Self {
            file,
            held: 0,
            count: 0,
            marker: None,
        }
    }

    /// The next bits as a number.
    fn bits(&mut self, count: u8) -> io::Result<u32> {
        while self.count < u32::from(count) {
            let byte = self.byte()?;
            self.held = self.held << 8 | u64::from(byte);
            self.count += 8;
        }
        self.count -= u32::from(count);
        Ok((self.held >> self.count) as u32 & ((1 << count) - 1))
    }

    fn skip(&mut self, count: u8) -> io::Result<()> {
        self.bits(count).map(|_| ())
    }

    /// The value of the next code.
    fn value(&mut self, table: Option<&Table>) -> io::Result<u8> {
        let table = table.ok_or_else(invalid)?;
        let mut code = 0;
        for (end, index) in &table.ends {
            code = code << 1 | self.bits(1)?;
            if code < *end {
                let value = table.values.get(index - (end - code) as usize);
                return value.copied().ok_or_else(invalid);
            }
        }
        Err(invalid())
    }

    fn byte(&mut self) -> io::Result<u8> {
        if self.marker.is_some() {
            return Err(invalid());
        }
        let [byte] = read(self.file)?;
        if byte != 0xFF {
            return Ok(byte);
        }
        let mut next = 0xFF;
        while next == 0xFF {
            next = read::<1>(self.file)?[0];
        }
        if next == 0 {
            return Ok(0xFF);
        }
        self.marker = Some(next);
        Err(invalid())
    }

    /// Goes on after the next restart marker.
    fn restart(&mut self) -> io::Result<()> {
        self.count = 0;
        let found = match self.marker.take() {
            Some(marker) => marker,
            None => marker(self.file)?,
        };
        if matches!(found, 0xD0..=0xD7) {
            Ok(())
        } else {
            Err(invalid())
        }
    }
}

/// The next segment's content.
fn segment(file: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let length = usize::from(u16::from_be_bytes(read(file)?));
    let mut content = vec![0; length.saturating_sub(2)];
    file.read_exact(&mut content)?;
    Ok(content)
}

fn invalid() -> io::Error {
    ErrorKind::InvalidData.into()
}
