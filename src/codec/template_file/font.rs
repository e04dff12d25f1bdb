//! Fonts by memegen's names and by our own.

use crate::document::{BundledFace, Face, FaceKind, Font};

/// memegen's fonts by id and alias, and what is nearest to each here. Its Noto Sans, Segoe UI and Titillium are all bold.
const MEMEGEN: [(&str, BundledFace, bool); 14] = [
    ("thick", BundledFace::Anton, false),
    ("titilliumweb", BundledFace::Anton, false),
    ("impact", BundledFace::Anton, false),
    ("thin", BundledFace::Inter, true),
    ("titilliumweb-thin", BundledFace::Inter, true),
    ("notosans", BundledFace::Inter, true),
    ("tiny", BundledFace::Inter, true),
    ("segoe", BundledFace::Inter, true),
    ("comic", BundledFace::ComicNeue, false),
    ("kalam", BundledFace::ComicNeue, false),
    // A Mincho is what a serif is elsewhere; letters that a face lacks come from the device.
    ("jp", BundledFace::Lora, true),
    ("hgminchob", BundledFace::Lora, true),
    ("he", BundledFace::Inter, true),
    ("notosanshebrew", BundledFace::Inter, true),
];

/// The font that goes by that name: one of memegen's, or the slug of one of ours.
///
/// ```
/// use memeforge::codec::template_file::named_font;
/// use memeforge::document::{BundledFace, Face};
///
/// assert_eq!(named_font("thick").unwrap().face, Face::Bundled(BundledFace::Anton));
/// assert_eq!(named_font("archivo-black").unwrap().face, Face::Bundled(BundledFace::ArchivoBlack));
/// assert_eq!(named_font("wingdings"), None);
/// ```
pub fn named(name: &str) -> Option<Font> {
    let name = name.trim();
    let is_named = |known: &str| known.eq_ignore_ascii_case(name);
    let font = |face, bold| Font {
        face: Face::Bundled(face),
        bold,
        italic: false,
    };
    let memegens = MEMEGEN.iter().find(|(known, ..)| is_named(known));
    memegens
        .map(|(_, face, bold)| font(*face, *bold))
        .or_else(|| {
            let ours = BundledFace::ALL.into_iter();
            let mut ours = ours.filter(|face| is_named(face.info().slug));
            ours.next().map(|face| font(face, false))
        })
}

/// memegen's name for the font, or for what is nearest: it draws nothing where it does not know a font.
pub fn memegen_name(font: &Font) -> &'static str {
    let Face::Bundled(face) = font.face else {
        return "thin";
    };
    let exact = MEMEGEN
        .iter()
        .find(|(_, known, bold)| *known == face && *bold == font.bold);
    if let Some((name, ..)) = exact {
        return name;
    }
    match face.info().kind {
        FaceKind::HeavyCondensed => "thick",
        FaceKind::Comic | FaceKind::Handwritten | FaceKind::Script => "comic",
        FaceKind::Grotesque | FaceKind::Serif | FaceKind::Typewriter => "thin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_ours_has_a_name_that_memegen_knows() {
        for face in BundledFace::ALL {
            assert!(named(face.info().slug).is_some());
            let font = Font {
                face: Face::Bundled(face),
                bold: false,
                italic: false,
            };
            let name = memegen_name(&font);
            assert!(MEMEGEN.iter().any(|(known, ..)| *known == name));
        }
        assert_eq!(memegen_name(&named("thin").unwrap()), "thin");
        assert_eq!(memegen_name(&named("impact").unwrap()), "thick");
    }
}
