use serde::{Deserialize, Serialize};

/// A typeface: one that comes with MemeForge, or one of the person's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Face {
    /// One that comes with MemeForge.
    Bundled(BundledFace),
    /// One that the person brought, by the name of its file.
    Own(String),
}

impl Face {
    /// Its vertical metrics.
    pub fn metrics(&self) -> FaceMetrics {
        match self {
            Self::Bundled(face) => face.info().metrics(),
            Self::Own(_) => FaceMetrics::USUAL,
        }
    }
}

/// Vertical metrics of a face, in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FaceMetrics {
    /// The height of capital letters.
    pub cap_height: f64,
    /// How far ordinary capitals and punctuation reach below the baseline.
    pub usual_descent: f64,
    /// From one baseline to the next.
    pub line_height: f64,
}

impl FaceMetrics {
    /// What most faces have, for those that nobody has measured.
    pub const USUAL: Self = Self {
        cap_height: 0.72,
        usual_descent: 0.2,
        line_height: 1.2,
    };
}

/// What chooses a font: the face and its style.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Font {
    /// The typeface.
    pub face: Face,
    /// Whether the letters are bold.
    pub bold: bool,
    /// Whether they lean.
    pub italic: bool,
}

/// A typeface that comes with MemeForge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BundledFace {
    /// In the manner of Impact: the classical one.
    Anton,
    /// As heavy, and narrower.
    LeagueGothic,
    /// A little wider, and bold.
    Oswald,
    /// Narrow capitals, of which its lower case is made too.
    BebasNeue,
    /// Wide and black.
    ArchivoBlack,
    /// That of many interfaces, made for screens.
    Inter,
    /// Slanted capitals, as comic books shout.
    Bangers,
    /// A tidier Comic Sans.
    ComicNeue,
    /// Capitals by a broad felt-tip pen.
    PermanentMarker,
    /// Upright letters by hand, as in a notebook.
    PatrickHand,
    /// A quick hand with a brush pen.
    Caveat,
    /// A round brush, joined up.
    Pacifico,
    /// A bookish serif.
    Lora,
    /// A worn typewriter.
    SpecialElite,
    /// A clean typewriter, all letters of one width.
    CourierPrime,
}

impl BundledFace {
    /// All of them, those of a kind together, in the order in which they are listed.
    pub const ALL: [Self; 15] = [
        Self::Anton,
        Self::LeagueGothic,
        Self::Oswald,
        Self::BebasNeue,
        Self::ArchivoBlack,
        Self::Inter,
        Self::Bangers,
        Self::ComicNeue,
        Self::PermanentMarker,
        Self::PatrickHand,
        Self::Caveat,
        Self::Pacifico,
        Self::Lora,
        Self::SpecialElite,
        Self::CourierPrime,
    ];

    /// What is known of it.
    pub const fn info(self) -> &'static FaceInfo {
        &INFOS[self as usize]
    }
}

/// What kind of face it is; groups a list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaceKind {
    /// Heavy and narrow: what memes are mostly set in.
    HeavyCondensed,
    /// Plain, without serifs.
    Grotesque,
    /// As in comics.
    Comic,
    /// As written by hand, letter by letter.
    Handwritten,
    /// As written by hand, joined up.
    Script,
    /// With serifs.
    Serif,
    /// As by a typewriter.
    Typewriter,
}

/// What is known of a face that comes with MemeForge. Lengths are in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FaceInfo {
    /// The name that is shown, and the CSS family. Its preview is the family `NAME preview`, with the letters of the name.
    pub name: &'static str,
    /// Begins the names of its files in `public/fonts`, and ends that of the CSS class `face-SLUG`, which sets the name in
    /// its preview.
    pub slug: &'static str,
    /// What kind it is.
    pub kind: FaceKind,
    /// The height of the H.
    pub cap_height: f64,
    /// How far the comma and the semicolon reach below the baseline, in the weight where they reach further.
    pub usual_descent: f64,
    /// From one baseline to the next: 0.24 more than capitals take, for two outlines of 0.07 and a little air, but at least
    /// 0.02 more than a d and the p above it.
    pub line_height: f64,
}

impl FaceInfo {
    /// The vertical metrics alone.
    pub const fn metrics(&self) -> FaceMetrics {
        FaceMetrics {
            cap_height: self.cap_height,
            usual_descent: self.usual_descent,
            line_height: self.line_height,
        }
    }
}

/// In the order of [`BundledFace`]. `make fonts` reads the numbers in the fonts' own outlines, rounds them up to hundredths
/// and prints them.
const INFOS: [FaceInfo; BundledFace::ALL.len()] = {
    use FaceKind::{Comic, Grotesque, Handwritten, HeavyCondensed, Script, Serif, Typewriter};
    [
        info("Anton", "anton", HeavyCondensed, [0.86, 0.12, 1.1]),
        info(
            "League Gothic",
            "league-gothic",
            HeavyCondensed,
            [0.74, 0.13, 0.98],
        ),
        info("Oswald", "oswald", HeavyCondensed, [0.81, 0.14, 1.05]),
        info(
            "Bebas Neue",
            "bebas-neue",
            HeavyCondensed,
            [0.7, 0.12, 0.94],
        ),
        info(
            "Archivo Black",
            "archivo-black",
            Grotesque,
            [0.69, 0.19, 0.95],
        ),
        info("Inter", "inter", Grotesque, [0.73, 0.2, 0.97]),
        info("Bangers", "bangers", Comic, [0.74, 0.12, 0.98]),
        info("Comic Neue", "comic-neue", Comic, [0.68, 0.1, 0.92]),
        info(
            "Permanent Marker",
            "permanent-marker",
            Handwritten,
            [0.75, 0.18, 0.99],
        ),
        info(
            "Patrick Hand",
            "patrick-hand",
            Handwritten,
            [0.67, 0.09, 1.05],
        ),
        info("Caveat", "caveat", Handwritten, [0.73, 0.09, 0.97]),
        info("Pacifico", "pacifico", Script, [0.88, 0.16, 1.42]),
        info("Lora", "lora", Serif, [0.7, 0.19, 1.03]),
        info(
            "Special Elite",
            "special-elite",
            Typewriter,
            [0.69, 0.2, 0.94],
        ),
        info(
            "Courier Prime",
            "courier-prime",
            Typewriter,
            [0.58, 0.15, 0.86],
        ),
    ]
};

const fn info(
    name: &'static str,
    slug: &'static str,
    kind: FaceKind,
    [cap_height, usual_descent, line_height]: [f64; 3],
) -> FaceInfo {
    FaceInfo {
        name,
        slug,
        kind,
        cap_height,
        usual_descent,
        line_height,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_face_has_its_own_line_in_the_table() {
        for (index, face) in BundledFace::ALL.into_iter().enumerate() {
            assert_eq!(face as usize, index);
            assert_eq!(format!("{face:?}"), face.info().name.replace(' ', ""));
            assert_eq!(
                face.info().slug,
                face.info().name.to_lowercase().replace(' ', "-")
            );
        }
        let names: HashSet<&str> = BundledFace::ALL.map(|face| face.info().name).into();
        assert_eq!(names.len(), BundledFace::ALL.len());
    }

    #[test]
    fn faces_of_a_kind_stand_together() {
        let mut kinds = BundledFace::ALL.map(|face| face.info().kind).to_vec();
        kinds.dedup();
        for (index, kind) in kinds.iter().enumerate() {
            assert!(!kinds[..index].contains(kind), "{kind:?} is in two places");
        }
    }

    #[test]
    fn every_face_has_its_files_rules_and_licence() {
        let css = fs::read_to_string("style/fonts.css").unwrap();
        let licences = fs::read_to_string("public/licences.md").unwrap();
        for FaceInfo { name, slug, .. } in INFOS {
            for rule in [
                format!("font-family: \"{name}\";"),
                format!("/fonts/{slug}-latin-"),
                format!("font-family: \"{name} preview\";"),
                format!(".face-{slug} {{"),
            ] {
                assert!(css.contains(&rule), "style/fonts.css lacks {rule}");
            }
            let preview = format!("public/fonts/preview/{slug}.woff2");
            assert!(fs::metadata(preview).unwrap().len() < 5000, "{name}");
            let line = format!("| `fonts/{slug}-*.woff2`");
            assert!(licences.contains(&line), "licences.md lacks {name}");
        }
    }

    #[test]
    fn the_style_sheet_and_the_licences_name_files_that_are_there() {
        let css = fs::read_to_string("style/fonts.css").unwrap();
        let licences = fs::read_to_string("public/licences.md").unwrap();
        let in_css = css.split("url(\"/").skip(1).map(|rest| rest.split('"'));
        let in_licences = licences
            .split('`')
            .skip(1)
            .step_by(2)
            .map(|rest| rest.split('*'));
        let named = (in_css.filter_map(|mut parts| parts.next()))
            .chain(in_licences.filter_map(|mut parts| parts.next()))
            .filter(|file| file.starts_with("fonts/") && file.contains('.'));
        let mut count = 0;
        for file in named {
            assert!(Path::new("public").join(file).exists(), "{file} is missing");
            count += 1;
        }
        assert!(count > 2 * BundledFace::ALL.len());
    }

    #[test]
    fn metrics_are_those_of_letters() {
        for face in BundledFace::ALL {
            let metrics = Face::Bundled(face).metrics();
            assert!((0.5..1.0).contains(&metrics.cap_height), "{face:?}");
            assert!((0.05..0.3).contains(&metrics.usual_descent), "{face:?}");
            assert!(metrics.line_height > metrics.cap_height + 0.2, "{face:?}");
        }
    }
}
