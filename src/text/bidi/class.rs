//! What characters do to the direction of a line, as far as memes need Unicode's tables.

/// What a grapheme does to the direction: the classes of UAX #9, those of its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// L: a letter from left to right.
    Left,
    /// R: a letter from right to left.
    Right,
    /// AL: the same, and numbers after it are Arabic.
    Arabic,
    /// EN: a digit; it follows its surroundings, but runs from left to right.
    Number,
    /// AN: a digit after Arabic letters, or one of the Arabic digits.
    ArabicNumber,
    /// CS: belongs to a number if it stands between two digits.
    Separator,
    /// ES: the same, but not between Arabic digits.
    Sign,
    /// ET: belongs to a number if it touches one.
    Terminator,
    /// B and S: ends a line or a part of it, and stands at its own place.
    Tab,
    /// WS: white space.
    Space,
    /// ON: goes with what is around it.
    Neutral,
    /// BN: is not there.
    Ignored,
    /// LRE, RLE, LRO or RLO: what follows has a direction, and with an override each letter has.
    Embedding { is_right: bool, overrides: bool },
    /// PDF: ends the embedding that began last.
    EndEmbedding,
    /// LRI, RLI, or with none FSI: what follows has a direction, and is one neutral sign for what is around it.
    Isolate(Option<bool>),
    /// PDI: ends the isolate that began last.
    EndIsolate,
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    match c {
        '0'..='9'
        | '\u{b2}'
        | '\u{b3}'
        | '\u{b9}'
        | '\u{6f0}'..='\u{6f9}'
        | '\u{2070}'..='\u{2079}'
        | '\u{2080}'..='\u{2089}'
        | '\u{ff10}'..='\u{ff19}' => Class::Number,
        '\u{600}'..='\u{605}' | '\u{660}'..='\u{669}' | '\u{66b}' | '\u{66c}' | '\u{6dd}' => {
            Class::ArabicNumber
        }
        ',' | '.' | '/' | ':' | '\u{a0}' | '\u{60c}' | '\u{202f}' | '\u{2044}' => Class::Separator,
        '+' | '-' | '\u{2212}' => Class::Sign,
        // Number signs, per cent, degrees and the like, currencies.
        '#'..='%'
        | '\u{a2}'..='\u{a5}'
        | '\u{b0}'
        | '\u{b1}'
        | '\u{609}'
        | '\u{60a}'
        | '\u{66a}'
        | '\u{e3f}'
        | '\u{2030}'..='\u{2034}'
        | '\u{20a0}'..='\u{20cf}' => Class::Terminator,
        '\t'..='\u{b}' | '\r' | '\u{1c}'..='\u{1f}' | '\u{85}' | '\u{2029}' => Class::Tab,
        ' '
        | '\u{c}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{205f}'
        | '\u{3000}' => Class::Space,
        '\u{61c}' => Class::Arabic,
        // The flags' letters too.
        '\u{200e}' | '\u{1f1e6}'..='\u{1f1ff}' => Class::Left,
        '\u{200f}' => Class::Right,
        '\u{202a}'..='\u{202e}' if c != '\u{202c}' => Class::Embedding {
            is_right: matches!(c, '\u{202b}' | '\u{202e}'),
            overrides: c > '\u{202c}',
        },
        '\u{202c}' => Class::EndEmbedding,
        '\u{2066}' => Class::Isolate(Some(false)),
        '\u{2067}' => Class::Isolate(Some(true)),
        '\u{2068}' => Class::Isolate(None),
        '\u{2069}' => Class::EndIsolate,
        _ if c.is_control()
            || matches!(
                c,
                '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            ) =>
        {
            Class::Ignored
        }
        '\u{606}' | '\u{607}' | '\u{60e}' | '\u{60f}' | '\u{6de}' | '\u{6e9}' | '\u{fb29}'
        | '\u{fd3e}' | '\u{fd3f}' => Class::Neutral,
        // Arabic, Syriac, Thaana.
        '\u{600}'..='\u{7bf}'
        | '\u{860}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}' => Class::Arabic,
        // Hebrew, N'Ko and its neighbours, ancient scripts, Adlam.
        '\u{590}'..='\u{5ff}'
        | '\u{7c0}'..='\u{85f}'
        | '\u{fb1d}'..='\u{fb4f}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' => Class::Right,
        _ if !c.is_alphanumeric() => Class::Neutral,
        _ => Class::Left,
    }
}

/// Brackets: first and last of ranges in which every second one opens, and the next closes it. Others are told by [`bracket`].
const BRACKETS: [(u16, u16); 22] = [
    (0x28, 0x29),
    (0xf3a, 0xf3d),
    (0x169b, 0x169c),
    (0x2045, 0x2046),
    (0x207d, 0x207e),
    (0x208d, 0x208e),
    (0x2308, 0x230b),
    (0x2329, 0x232a),
    (0x2768, 0x2775),
    (0x27c5, 0x27c6),
    (0x27e6, 0x27ef),
    (0x2983, 0x2998),
    (0x29d8, 0x29db),
    (0x29fc, 0x29fd),
    (0x2e22, 0x2e29),
    (0x2e55, 0x2e5c),
    (0x3008, 0x3011),
    (0x3014, 0x301b),
    (0xfe59, 0xfe5e),
    (0xff08, 0xff09),
    (0xff5f, 0xff60),
    (0xff62, 0xff63),
];

/// The opening bracket of the pair that `c` is part of, and whether `c` is that: Unicode's `Bidi_Paired_Bracket`.
pub(super) fn bracket(c: char) -> Option<(u16, bool)> {
    let c = u16::try_from(u32::from(c)).ok()?;
    let opening = match c {
        0x5b | 0x7b | 0xff3b | 0xff5b => c,
        0x5d | 0x7d | 0xff3d | 0xff5d => c - 2,
        0x298e => 0x298f,
        0x2990 => 0x298d,
        _ => {
            let (first, _) =
                (BRACKETS.iter()).find(|(first, last)| (first..=last).contains(&&c))?;
            c - (c - first) % 2
        }
    };
    // Two that look alike, and are canonically the same.
    let pair = if opening == 0x2329 { 0x3008 } else { opening };
    Some((pair, c == opening))
}
