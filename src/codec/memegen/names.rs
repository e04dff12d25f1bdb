//! memegen's names of styles, fonts and colours, and ours for them.

use crate::document::{BundledFace, Case, Color, Face, Font};

/// The case that a style stands for. memegen's `default` is as typed, but for sentences without any capital.
pub fn case_named(style: &str) -> Case {
    match style {
        "lower" => Case::Lower,
        "title" => Case::Title,
        "capitalize" => Case::Sentence,
        "none" | "default" => Case::AsTyped,
        "mock" => Case::Alternating,
        _ => Case::Upper,
    }
}

/// The style that stands for a case.
pub fn style_of(case: Case) -> &'static str {
    match case {
        Case::Upper => "upper",
        Case::Lower => "lower",
        Case::Title => "title",
        Case::Sentence => "capitalize",
        Case::AsTyped => "none",
        Case::Alternating => "mock",
    }
}

/// The font of a name: one of memegen's, for which the nearest of ours stands, or one of ours by the beginning of its files'
/// names. None for any other.
pub fn font_named(name: &str) -> Option<Font> {
    let (face, bold) = match name {
        "thick" | "titilliumweb" | "impact" => (BundledFace::Anton, false),
        "thin" | "titilliumweb-thin" | "tiny" | "segoe" | "notosans" | "he" | "notosanshebrew" => {
            (BundledFace::Inter, true)
        }
        "comic" | "kalam" => (BundledFace::ComicNeue, true),
        "jp" | "hgminchob" => (BundledFace::Lora, true),
        _ => {
            let is_it = |face: &BundledFace| face.info().slug == name;
            (BundledFace::ALL.into_iter().find(is_it)?, false)
        }
    };
    Some(Font {
        face: Face::Bundled(face),
        bold,
        italic: false,
    })
}

/// The name of a font. One of the person's own has none here: the classical one stands for it.
pub fn name_of(font: &Font) -> &'static str {
    match font.face {
        Face::Bundled(face) => face.info().slug,
        Face::Own(_) => "thick",
    }
}

/// The colour that is written as CSS writes it, by name or in hexadecimal digits; what they say of opacity is left out. None for
/// what is no colour.
pub fn color_named(name: &str) -> Option<Color> {
    let name = name.trim().to_ascii_lowercase();
    let digits = name.strip_prefix('#').unwrap_or(&name);
    let opaque = match digits.len() {
        // With a fourth channel.
        4 => digits.get(..3),
        8 => digits.get(..6),
        _ => Some(digits),
    };
    if let Some(color) = opaque.and_then(Color::parse) {
        return Some(color);
    }
    let named = NAMED.split(' ').find_map(|entry| {
        let (other, digits) = entry.split_once('#')?;
        (other == name).then_some(digits)
    });
    named.and_then(Color::parse)
}

/// CSS Color 4, 6.1: the named colours.
const NAMED: &str = "aliceblue#f0f8ff antiquewhite#faebd7 aqua#0ff aquamarine#7fffd4 azure#f0ffff beige#f5f5dc \
bisque#ffe4c4 black#000 blanchedalmond#ffebcd blue#00f blueviolet#8a2be2 brown#a52a2a burlywood#deb887 cadetblue#5f9ea0 \
chartreuse#7fff00 chocolate#d2691e coral#ff7f50 cornflowerblue#6495ed cornsilk#fff8dc crimson#dc143c cyan#0ff \
darkblue#00008b darkcyan#008b8b darkgoldenrod#b8860b darkgray#a9a9a9 darkgreen#006400 darkgrey#a9a9a9 darkkhaki#bdb76b \
darkmagenta#8b008b darkolivegreen#556b2f darkorange#ff8c00 darkorchid#9932cc darkred#8b0000 darksalmon#e9967a \
darkseagreen#8fbc8f darkslateblue#483d8b darkslategray#2f4f4f darkslategrey#2f4f4f darkturquoise#00ced1 \
darkviolet#9400d3 deeppink#ff1493 deepskyblue#00bfff dimgray#696969 dimgrey#696969 dodgerblue#1e90ff firebrick#b22222 \
floralwhite#fffaf0 forestgreen#228b22 fuchsia#f0f gainsboro#dcdcdc ghostwhite#f8f8ff gold#ffd700 goldenrod#daa520 \
gray#808080 green#008000 greenyellow#adff2f grey#808080 honeydew#f0fff0 hotpink#ff69b4 indianred#cd5c5c indigo#4b0082 \
ivory#fffff0 khaki#f0e68c lavender#e6e6fa lavenderblush#fff0f5 lawngreen#7cfc00 lemonchiffon#fffacd lightblue#add8e6 \
lightcoral#f08080 lightcyan#e0ffff lightgoldenrodyellow#fafad2 lightgray#d3d3d3 lightgreen#90ee90 lightgrey#d3d3d3 \
lightpink#ffb6c1 lightsalmon#ffa07a lightseagreen#20b2aa lightskyblue#87cefa lightslategray#789 lightslategrey#789 \
lightsteelblue#b0c4de lightyellow#ffffe0 lime#0f0 limegreen#32cd32 linen#faf0e6 magenta#f0f maroon#800000 \
mediumaquamarine#66cdaa mediumblue#0000cd mediumorchid#ba55d3 mediumpurple#9370db mediumseagreen#3cb371 \
mediumslateblue#7b68ee mediumspringgreen#00fa9a mediumturquoise#48d1cc mediumvioletred#c71585 midnightblue#191970 \
mintcream#f5fffa mistyrose#ffe4e1 moccasin#ffe4b5 navajowhite#ffdead navy#000080 oldlace#fdf5e6 olive#808000 \
olivedrab#6b8e23 orange#ffa500 orangered#ff4500 orchid#da70d6 palegoldenrod#eee8aa palegreen#98fb98 paleturquoise#afeeee \
palevioletred#db7093 papayawhip#ffefd5 peachpuff#ffdab9 peru#cd853f pink#ffc0cb plum#dda0dd powderblue#b0e0e6 \
purple#800080 rebeccapurple#639 red#f00 rosybrown#bc8f8f royalblue#4169e1 saddlebrown#8b4513 salmon#fa8072 \
sandybrown#f4a460 seagreen#2e8b57 seashell#fff5ee sienna#a0522d silver#c0c0c0 skyblue#87ceeb slateblue#6a5acd \
slategray#708090 slategrey#708090 snow#fffafa springgreen#00ff7f steelblue#4682b4 tan#d2b48c teal#008080 thistle#d8bfd8 \
tomato#ff6347 turquoise#40e0d0 violet#ee82ee wheat#f5deb3 white#fff whitesmoke#f5f5f5 yellow#ff0 yellowgreen#9acd32";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_by_name_or_number() {
        assert_eq!(color_named("White"), Some(Color::WHITE));
        assert_eq!(color_named("#000"), Some(Color::BLACK));
        assert_eq!(color_named("ffffff"), Some(Color::WHITE));
        assert_eq!(color_named("#ffffff80"), Some(Color::WHITE));
        assert_eq!(color_named("#fffa"), Some(Color::WHITE));
        assert_eq!(color_named("khaki"), Color::parse("#f0e68c"));
        assert_eq!(color_named("nonsense"), None);
        assert_eq!(color_named("ÄÄ"), None);
        assert_eq!(NAMED.split(' ').count(), 148);
        for entry in NAMED.split(' ') {
            let (name, _) = entry.split_once('#').unwrap();
            assert!(color_named(name).is_some(), "{name}");
        }
    }

    #[test]
    fn our_own_faces_have_names_that_come_back() {
        for face in BundledFace::ALL {
            let font = Font {
                face: Face::Bundled(face),
                bold: false,
                italic: false,
            };
            assert_eq!(font_named(name_of(&font)), Some(font));
        }
        assert_eq!(font_named("wingdings"), None);
    }

    #[test]
    fn cases_have_styles_that_come_back() {
        for case in [
            Case::Upper,
            Case::AsTyped,
            Case::Lower,
            Case::Alternating,
            Case::Title,
            Case::Sentence,
        ] {
            assert_eq!(case_named(style_of(case)), case);
        }
    }
}
