//! The text for those who do not see a picture, as every format can hold it.

/// The most bytes of a description, in UTF-8. Escaped, and twice, as `xmp` writes it, that many fit into one segment of a
/// JPEG, which holds 65,533 bytes: `&` becomes five.
pub const LONGEST_DESCRIPTION: usize = 6_000;

/// What stands for the rest of a text that is too long.
const ELLIPSIS: char = '…';

/// The text without what XML and PNG forbid (control characters become spaces, lines end as in Unix), at most
/// [`LONGEST_DESCRIPTION`] bytes of it.
pub fn shortened(text: &str) -> String {
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut shortened = String::new();
    for character in plain.chars() {
        let character = match character {
            '\n' | '\t' => character,
            '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
            _ if character.is_control() => ' ',
            _ => character,
        };
        shortened.push(character);
    }
    if shortened.len() > LONGEST_DESCRIPTION {
        let mut end = LONGEST_DESCRIPTION - ELLIPSIS.len_utf8();
        while !shortened.is_char_boundary(end) {
            end -= 1;
        }
        shortened.truncate(end);
        shortened.push(ELLIPSIS);
    }
    shortened
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keeps_lines_and_replaces_what_is_forbidden() {
        assert_eq!(shortened("a\r\nb\rc\td\0e\u{ffff}"), "a\nb\nc\td e\u{fffd}");
        let long = shortened(&"日".repeat(3_000));
        assert!(long.len() <= LONGEST_DESCRIPTION && long.ends_with("日…"));
    }

    proptest! {
        #[test]
        fn is_the_same_the_second_time(text in any::<String>()) {
            prop_assert_eq!(shortened(&shortened(&text)), shortened(&text));
        }
    }
}
