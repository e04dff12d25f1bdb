use serde::{Deserialize, Serialize};

/// The language of a text, as far as it changes how its letters are cased. Written as its BCP 47 tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// Հայերեն: և becomes ԵՎ.
    #[serde(rename = "hy")]
    Armenian,
    /// Azərbaycanca: i becomes İ, and ı becomes I.
    #[serde(rename = "az")]
    Azerbaijani,
    /// Nederlands: a word that begins with ij begins with IJ.
    #[serde(rename = "nl")]
    Dutch,
    /// Ελληνικά: capitals have no accents.
    #[serde(rename = "el")]
    Greek,
    /// Lietuvių: an i keeps its dot below an accent.
    #[serde(rename = "lt")]
    Lithuanian,
    /// Türkçe, and other languages that have i and ı.
    #[serde(rename = "tr")]
    Turkish,
    /// Any other, by the rules that hold in all the others.
    #[serde(rename = "und", other)]
    Other,
}

impl Language {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::Other,
        Self::Armenian,
        Self::Azerbaijani,
        Self::Dutch,
        Self::Greek,
        Self::Lithuanian,
        Self::Turkish,
    ];

    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Armenian => "hy",
            Self::Azerbaijani => "az",
            Self::Dutch => "nl",
            Self::Greek => "el",
            Self::Lithuanian => "lt",
            Self::Turkish => "tr",
            Self::Other => "und",
        }
    }

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Armenian => "Armenian",
            Self::Azerbaijani => "Azerbaijani",
            Self::Dutch => "Dutch",
            Self::Greek => "Greek",
            Self::Lithuanian => "Lithuanian",
            Self::Turkish => "Turkish",
            Self::Other => "Any other",
        }
    }

    /// The language of a BCP 47 tag, where it has rules of its own. Crimean Tatar, Tatar, Bashkir and Gagauz have those of
    /// Turkish.
    ///
    /// ```
    /// use memeforge::document::Language;
    ///
    /// assert_eq!(Language::of_tag("tr-TR"), Some(Language::Turkish));
    /// assert_eq!(Language::of_tag("en-GB"), None);
    /// ```
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.get(..2)? {
            _ if tag.starts_with("crh") || tag.starts_with("gag") => Some(Self::Turkish),
            // A language of three letters, which none of the others has.
            _ if tag.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) => None,
            "tr" | "tt" | "ba" => Some(Self::Turkish),
            primary => (Self::ALL[1..].iter())
                .copied()
                .find(|language| language.tag() == primary),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_written_as_its_tag_and_one_that_is_not_known_is_any_other() {
        for language in Language::ALL {
            let json = serde_json::to_string(&language).unwrap();
            assert_eq!(json, format!("\"{}\"", language.tag()));
            assert_eq!(serde_json::from_str::<Language>(&json).unwrap(), language);
            if language != Language::Other {
                assert_eq!(Language::of_tag(language.tag()), Some(language));
            }
        }
        let later: Language = serde_json::from_str("\"xx\"").unwrap();
        assert_eq!(later, Language::Other);
    }

    #[test]
    fn a_browsers_language_is_looked_up() {
        for (tag, language) in [
            ("az-Latn-AZ", Some(Language::Azerbaijani)),
            ("crh", Some(Language::Turkish)),
            ("el", Some(Language::Greek)),
            // Tok Pisin, Elamite and Balinese are other languages than those of two letters.
            ("tpi", None),
            ("elx", None),
            ("ban", None),
            ("de", None),
            ("", None),
            ("t", None),
        ] {
            assert_eq!(Language::of_tag(tag), language, "{tag}");
        }
    }
}
