//! The encoding that a drawing is written in, as browsers tell it.

/// The label of the encoding, as `TextDecoder` takes it: by the byte order mark, else by the XML declaration, else UTF-8. A label
/// that nobody knows is returned as well: it then counts as UTF-8.
///
/// ```
/// use memeforge::codec::picture::svg::encoding;
///
/// assert_eq!(encoding(b"<?xml version='1.0' encoding='ISO-8859-1'?><svg/>"), "ISO-8859-1");
/// assert_eq!(encoding(b"\xFF\xFE<\0s\0"), "utf-16le");
/// ```
pub fn encoding(file: &[u8]) -> &str {
    match file {
        [0xEF, 0xBB, 0xBF, ..] => "utf-8",
        [0xFF, 0xFE, ..] | [b'<', 0, b'?', 0, ..] => "utf-16le",
        [0xFE, 0xFF, ..] | [0, b'<', 0, b'?', ..] => "utf-16be",
        _ => match declared(file) {
            // The declaration itself was read byte by byte.
            Some(label) if label.to_ascii_lowercase().starts_with("utf-16") => "utf-8",
            label => label.unwrap_or("utf-8"),
        },
    }
}

/// The encoding that an XML declaration names.
fn declared(file: &[u8]) -> Option<&str> {
    let file = file.trim_ascii_start();
    let end = file.iter().take(1024).position(|byte| *byte == b'>')?;
    let declaration = str::from_utf8(file[..end].strip_prefix(b"<?xml")?).ok()?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_counts_for_more_than_the_declaration() {
        let latin = "<?xml version=\"1.0\" encoding = \"windows-1252\" ?><svg/>";
        assert_eq!(encoding(latin.as_bytes()), "windows-1252");
        let marked = ["\u{feff}", latin].concat();
        assert_eq!(encoding(marked.as_bytes()), "utf-8");
        assert_eq!(encoding(b"\xFE\xFF\0<"), "utf-16be");
        assert_eq!(encoding(b"<\0?\0x\0"), "utf-16le");
        assert_eq!(encoding(b"\0<\0?\0x"), "utf-16be");
    }

    #[test]
    fn what_is_not_declared_is_utf_8() {
        for file in [
            "",
            "<svg encoding='latin1'/>",
            "<?xml version='1.0'?><svg/>",
            "<?xml encoding=latin1?><svg/>",
            "<?xml encoding",
            "<?xml encoding='UTF-16'?><svg/>",
        ] {
            assert_eq!(encoding(file.as_bytes()), "utf-8", "{file}");
        }
    }
}
