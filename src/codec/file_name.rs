/// The name of the file that a meme is given away as, after what it is called or the picture it was made from. `ending` is without
/// its point.
///
/// ```
/// use memeforge::codec::meme_file_name;
///
/// assert_eq!(meme_file_name("cat.jpg", "png"), "cat-meme.png");
/// ```
pub fn meme_file_name(picture_name: &str, ending: &str) -> String {
    let stem = match picture_name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && is_extension(extension) => stem,
        _ => picture_name,
    };
    // What no file system or shell of a browser's user takes amiss; the rest of Unicode is welcome in a file name.
    let safe: String = stem
        .chars()
        .map(|c| {
            if c.is_control() || "/\\:*?\"<>|".contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    let trimmed: String = safe
        .trim_matches(|c: char| c.is_whitespace() || c == '.' || c == '-')
        .chars()
        .take(LONGEST_STEM)
        .collect();
    if trimmed.is_empty() {
        format!("meme.{ending}")
    } else {
        format!("{trimmed}-meme.{ending}")
    }
}

/// In characters: with four bytes each it still is within the 255 bytes that file systems allow.
const LONGEST_STEM: usize = 60;

fn is_extension(text: &str) -> bool {
    (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_pictures_name_is_kept() {
        assert_eq!(meme_file_name("cat.jpg", "png"), "cat-meme.png");
        assert_eq!(
            meme_file_name("My cat. At home.jpeg", "png"),
            "My cat. At home-meme.png"
        );
        assert_eq!(meme_file_name("猫.webp", "png"), "猫-meme.png");
        assert_eq!(
            meme_file_name("no extension", "png"),
            "no extension-meme.png"
        );
        assert_eq!(
            meme_file_name("v1.final version", "png"),
            "v1.final version-meme.png"
        );
    }

    #[test]
    fn a_picture_without_a_name_gives_a_meme() {
        for name in ["", " ", ".png", "..", "///"] {
            let meme = meme_file_name(name, "png");
            assert!(
                meme == "meme.png" || meme == "png-meme.png",
                "{name}: {meme}"
            );
        }
    }

    #[test]
    fn what_file_systems_refuse_is_replaced() {
        assert_eq!(meme_file_name("../a:b?.png", "png"), "a-b-meme.png");
    }

    proptest! {
        #[test]
        fn any_name_gives_a_file_name(name in "\\PC{0,200}") {
            let meme = meme_file_name(&name, "png");
            prop_assert!(meme.ends_with("meme.png"));
            prop_assert!(meme.len() <= 255);
            prop_assert!(!meme.starts_with('.'));
            prop_assert!(!meme.contains(['/', '\\', '\0']));
        }
    }
}
