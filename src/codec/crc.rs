//! The checksum of zips and of PNG, CRC-32. The one that `rawzip` brings is several times as fast, and has tables of 16 KB,
//! which the page would have to load.

/// What each byte does to the checksum: the polynomial of IEEE 802.3, its bits the other way round.
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        let mut value = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 {
                (value >> 1) ^ 0xEDB8_8320
            } else {
                value >> 1
            };
            bit += 1;
        }
        table[byte] = value;
        byte += 1;
    }
    table
};

/// The CRC-32 of these bytes, as zips and PNG state it.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let start = !0_u32;
    !bytes.iter().fold(start, |crc, byte| {
        TABLE[usize::from(crc.to_le_bytes()[0] ^ byte)] ^ (crc >> 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_that_of_the_catalogue() {
        // The check value of CRC-32/ISO-HDLC.
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }
}
