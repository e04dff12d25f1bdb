//! What is taken out of words that somebody wrote into a file: characters that nobody sees, but that turn lines around, hide in a
//! name, or are commands to a terminal.

/// A name in one line, without what cannot be seen in it. What joins or parts letters in scripts other than Latin, and in emoji,
/// stays between them.
pub fn name(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => name.push(' '),
            c if c.is_control() || is_invisible(c) => {}
            // A joiner after a letter of Latin or another joiner joins nothing.
            '\u{200c}' | '\u{200d}' => {
                let joins = name
                    .chars()
                    .next_back()
                    .is_some_and(|before| !before.is_ascii() && !is_joiner(before));
                name.extend(joins.then_some(c));
            }
            // Letters that nobody sees spell the name of a part of a country after a black flag, and hide words anywhere else.
            c if is_tag(c) => {
                let spells = name.ends_with('\u{1f3f4}') || name.ends_with(is_tag);
                name.extend(spells.then_some(c));
            }
            c => name.push(c),
        }
    }
    name.truncate(name.trim_end_matches(is_joiner).len());
    name
}

/// Lines of text, without commands to a terminal and without what has all that follows run backwards.
pub fn lines(text: &str) -> String {
    let is_text = |c: &char| {
        matches!(c, '\t' | '\n') || !(c.is_control() || matches!(c, '\u{202d}' | '\u{202e}'))
    };
    text.replace("\r\n", "\n").chars().filter(is_text).collect()
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0020}'..='\u{e007f}')
}

/// Characters without a shape of their own, but for joiners and for what chooses the shape of an emoji: Unicode's format characters
/// (`Cf`) that are not written, and letters that are blank.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e001f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_only_what_can_be_seen() {
        for (text, expected) in [
            ("Two doors", "Two doors"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("a\0b\u{1b}[31m\u{7f}\u{9b}", "ab[31m"),
            (
                "a\u{200b}d\u{2066}m\u{2069}i\u{feff}n\u{ad}\u{200e}\u{200f}\u{61c}",
                "admin",
            ),
            ("a\u{200d}b\u{200c}c", "abc"),
            ("one\ntwo\tthree\u{2028}four", "one two three four"),
            // Persian, a family, a flag of a part of a country, a red heart.
            (
                "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
                "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            ),
            (
                "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{200d}\u{1f467}\u{200d}",
                "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            ),
            ("\u{1f3f4}\u{e0067}\u{e007f}", "\u{1f3f4}\u{e0067}\u{e007f}"),
            ("\u{2764}\u{fe0f}", "\u{2764}\u{fe0f}"),
            ("a\u{e0068}\u{e0069}", "a"),
            ("\u{202e}\u{200b}\u{200d}\u{3164}", ""),
        ] {
            assert_eq!(name(text), expected, "{text:?}");
        }
    }

    #[test]
    fn texts_keep_their_lines() {
        assert_eq!(
            lines("a\r\n\tb\0\u{1b}\u{202e}c\u{200f}"),
            "a\n\tbc\u{200f}"
        );
    }
}
