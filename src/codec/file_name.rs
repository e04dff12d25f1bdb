use unicode_segmentation::UnicodeSegmentation;

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

/// A name with fewer letters is not worth cutting.
const SHORT: usize = 16;

/// So many letters before its extension stay seen where a name is cut, and at the end of one without.
const BEFORE_EXTENSION: usize = 4;
const TAIL: usize = 6;

/// Where a name is cut when there is no room for all of it: what is left out is at the end of the first part. The second is short,
/// and has the extension; it is empty where the name is short itself. Letters stay whole with their accents.
pub fn head_and_tail(name: &str) -> (&str, &str) {
    let starts: Vec<usize> = (name.grapheme_indices(true)).map(|(at, _)| at).collect();
    if starts.len() <= SHORT {
        return (name, "");
    }
    let extension = name.rsplit_once('.').map(|(stem, _)| stem.len());
    let letters_from = |at: usize| starts.len() - starts.partition_point(|start| *start < at);
    let letters = match extension.map(letters_from) {
        Some(letters) if letters <= SHORT - BEFORE_EXTENSION => letters + BEFORE_EXTENSION,
        _ => TAIL,
    };
    name.split_at(starts[starts.len() - letters])
}

/// A name of so many letters at most: with `…` in its middle where it has more.
pub fn shortened(name: &str, most: usize) -> String {
    let letters = name.graphemes(true).count();
    if letters <= most {
        return name.to_owned();
    }
    let (head, tail) = head_and_tail(name);
    let room = most.saturating_sub(tail.graphemes(true).count() + 1);
    let head: String = head.graphemes(true).take(room).collect();
    format!("{head}…{tail}")
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

    #[test]
    fn a_long_name_is_cut_in_its_middle() {
        let screenshot = "Screenshot_2024-01-01-10-00-00-123_com.android.chrome.png";
        assert_eq!(
            head_and_tail(screenshot),
            (
                "Screenshot_2024-01-01-10-00-00-123_com.android.ch",
                "rome.png"
            )
        );
        assert_eq!(shortened(screenshot, 20), "Screenshot_…rome.png");
        assert_eq!(head_and_tail("cat.png"), ("cat.png", ""));
        assert_eq!(shortened("cat.png", 20), "cat.png");
        assert_eq!(
            head_and_tail("a name without an extension"),
            ("a name without an ext", "ension")
        );
        // A full stop far from the end begins no extension.
        assert_eq!(head_and_tail("St. Nicholas comes tonight").1, "onight");
        assert_eq!(head_and_tail(&"e\u{301}".repeat(20)).1.chars().count(), 12);
    }

    proptest! {
        #[test]
        fn what_is_cut_is_all_of_the_name(name in "\\PC{0,300}") {
            let (head, tail) = head_and_tail(&name);
            prop_assert_eq!(format!("{head}{tail}"), name.clone());
            prop_assert!(tail.graphemes(true).count() <= SHORT);
            prop_assert!(shortened(&name, 32).graphemes(true).count() <= 32);
        }

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
