//! Which graphemes are emoji: pictures in colours of their own.

/// Whether a grapheme is an emoji: by itself, as a flag or a keycap, or because a selector asks for one.
pub fn is_emoji(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    match chars.next() {
        // Asks for the sign in the colour of the text.
        Some('\u{fe0e}') => false,
        Some(_) => {
            is_emoji_by_itself(first)
                || grapheme
                    .chars()
                    .any(|c| matches!(c, '\u{fe0f}' | '\u{20e3}'))
        }
        None => is_emoji_by_itself(first),
    }
}

/// Unicode's property `Emoji_Presentation`.
fn is_emoji_by_itself(c: char) -> bool {
    let c = u32::from(c);
    // Most text is below all of them.
    c >= BY_THEMSELVES[0].0
        && BY_THEMSELVES
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&c))
}

/// `Emoji_Presentation` of Unicode 16: first and last of each range.
const BY_THEMSELVES: [(u32, u32); 80] = [
    (0x231a, 0x231b),
    (0x23e9, 0x23ec),
    (0x23f0, 0x23f0),
    (0x23f3, 0x23f3),
    (0x25fd, 0x25fe),
    (0x2614, 0x2615),
    (0x2648, 0x2653),
    (0x267f, 0x267f),
    (0x2693, 0x2693),
    (0x26a1, 0x26a1),
    (0x26aa, 0x26ab),
    (0x26bd, 0x26be),
    (0x26c4, 0x26c5),
    (0x26ce, 0x26ce),
    (0x26d4, 0x26d4),
    (0x26ea, 0x26ea),
    (0x26f2, 0x26f3),
    (0x26f5, 0x26f5),
    (0x26fa, 0x26fa),
    (0x26fd, 0x26fd),
    (0x2705, 0x2705),
    (0x270a, 0x270b),
    (0x2728, 0x2728),
    (0x274c, 0x274c),
    (0x274e, 0x274e),
    (0x2753, 0x2755),
    (0x2757, 0x2757),
    (0x2795, 0x2797),
    (0x27b0, 0x27b0),
    (0x27bf, 0x27bf),
    (0x2b1b, 0x2b1c),
    (0x2b50, 0x2b50),
    (0x2b55, 0x2b55),
    (0x1_f004, 0x1_f004),
    (0x1_f0cf, 0x1_f0cf),
    (0x1_f18e, 0x1_f18e),
    (0x1_f191, 0x1_f19a),
    (0x1_f1e6, 0x1_f1ff),
    (0x1_f201, 0x1_f201),
    (0x1_f21a, 0x1_f21a),
    (0x1_f22f, 0x1_f22f),
    (0x1_f232, 0x1_f236),
    (0x1_f238, 0x1_f23a),
    (0x1_f250, 0x1_f251),
    (0x1_f300, 0x1_f320),
    (0x1_f32d, 0x1_f335),
    (0x1_f337, 0x1_f37c),
    (0x1_f37e, 0x1_f393),
    (0x1_f3a0, 0x1_f3ca),
    (0x1_f3cf, 0x1_f3d3),
    (0x1_f3e0, 0x1_f3f0),
    (0x1_f3f4, 0x1_f3f4),
    (0x1_f3f8, 0x1_f43e),
    (0x1_f440, 0x1_f440),
    (0x1_f442, 0x1_f4fc),
    (0x1_f4ff, 0x1_f53d),
    (0x1_f54b, 0x1_f54e),
    (0x1_f550, 0x1_f567),
    (0x1_f57a, 0x1_f57a),
    (0x1_f595, 0x1_f596),
    (0x1_f5a4, 0x1_f5a4),
    (0x1_f5fb, 0x1_f64f),
    (0x1_f680, 0x1_f6c5),
    (0x1_f6cc, 0x1_f6cc),
    (0x1_f6d0, 0x1_f6d2),
    (0x1_f6d5, 0x1_f6d9),
    (0x1_f6dc, 0x1_f6df),
    (0x1_f6eb, 0x1_f6ec),
    (0x1_f6f4, 0x1_f6fc),
    (0x1_f7e0, 0x1_f7eb),
    (0x1_f7f0, 0x1_f7f0),
    (0x1_f90c, 0x1_f93a),
    (0x1_f93c, 0x1_f945),
    (0x1_f947, 0x1_f9ff),
    (0x1_fa70, 0x1_fa7c),
    (0x1_fa80, 0x1_fac6),
    (0x1_fac8, 0x1_fac8),
    (0x1_facc, 0x1_fadd),
    (0x1_fadf, 0x1_faeb),
    (0x1_faef, 0x1_fafa),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_emoji_from_letters_and_signs() {
        for emoji in ["😀", "👨‍👩‍👧‍👦", "🇫🇷", "👍🏽", "1️⃣", "#⃣", "❤️", "©️", "⌚"]
        {
            assert!(is_emoji(emoji), "{emoji}");
        }
        for text in ["", "a", "1", "#", "©", "❤", "⌚\u{fe0e}", "é", "猫", "→"] {
            assert!(!is_emoji(text), "{text}");
        }
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(BY_THEMSELVES.is_sorted_by(|before, after| before.1 < after.0));
    }
}
