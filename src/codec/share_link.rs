//! A meme in the part of an address after the `#`, which no server is ever sent.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::json_changes::{changes, merge};
use crate::document::{Document, Picture, PictureId, PixelSize, Surround, TextBox};

/// What a fragment with a meme begins with: the version of what follows.
pub const PREFIX: &str = "1.";

/// A meme without its picture: that is a template's, or stays on the device.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedMeme {
    /// The template that its picture is from, if it is from one.
    pub template: Option<String>,
    /// The meme. Of its picture only the size goes along.
    pub document: Document,
}

/// Why a link opens no meme. Displays as a sentence for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ShareLinkError {
    /// It is cut off, or changed.
    #[error(
        "This link is damaged: a part of it may be missing. Copy it again from where it came from."
    )]
    Damaged,
    /// It is of a later version.
    #[error("This link was made by a newer MemeForge. Load the page anew and open it again.")]
    Newer,
    /// There is more in it than a meme has.
    #[error("There is more in this link than a meme can hold.")]
    TooLarge,
}

/// The most that a link may hold, in bytes of JSON: a thousand texts' worth.
const LARGEST: usize = 1 << 20;
/// How hard to compress, of 10: links are short, and made seldom.
const EFFORT: u8 = 10;

/// What is compressed. Names are short, since they are in each link.
#[derive(Serialize, Deserialize)]
struct Envelope {
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    template: Option<String>,
    #[serde(rename = "s")]
    size: (u32, u32),
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    around: Option<Value>,
    /// What each text has that is not usual.
    #[serde(rename = "x")]
    texts: Vec<Value>,
}

/// What a text is when nobody has changed it.
fn usual_text() -> TextBox {
    TextBox::top("")
}

/// The fragment that holds a meme, without the `#`.
pub fn encode(meme: &SharedMeme) -> String {
    let PixelSize { width, height } = meme.document.picture.size;
    // Documents are numbers, texts and lists: they can always be written.
    let value = |text_box: &TextBox| serde_json::to_value(text_box).unwrap_or_default();
    let usual = value(&usual_text());
    let nothing = || Value::Object(serde_json::Map::new());
    let texts = meme.document.texts.iter();
    let envelope = Envelope {
        template: meme.template.clone(),
        size: (width, height),
        around: (meme.document.surround != Surround::NONE)
            .then(|| serde_json::to_value(meme.document.surround).unwrap_or_default()),
        texts: texts
            .map(|text_box| changes(&usual, &value(text_box)).unwrap_or_else(nothing))
            .collect(),
    };
    let json = serde_json::to_vec(&envelope).unwrap_or_default();
    let compressed = compress_to_vec(&json, EFFORT);
    PREFIX.to_owned() + &BASE64_URL_SAFE_NO_PAD.encode(compressed)
}

/// The meme that a fragment holds.
///
/// # Errors
/// Where it holds none that can be read.
pub fn decode(fragment: &str) -> Result<SharedMeme, ShareLinkError> {
    let Some(encoded) = fragment.strip_prefix(PREFIX) else {
        let version = fragment
            .split_once('.')
            .map(|(version, _)| version.parse::<u32>());
        return Err(match version {
            Some(Ok(version)) if version > 1 => ShareLinkError::Newer,
            _ => ShareLinkError::Damaged,
        });
    };
    let compressed = BASE64_URL_SAFE_NO_PAD
        .decode(encoded)
        .map_err(|_| ShareLinkError::Damaged)?;
    let json =
        decompress_to_vec_with_limit(&compressed, LARGEST).map_err(|error| match error.status {
            miniz_oxide::inflate::TINFLStatus::HasMoreOutput => ShareLinkError::TooLarge,
            _ => ShareLinkError::Damaged,
        })?;
    let envelope: Envelope = serde_json::from_slice(&json).map_err(|_| ShareLinkError::Damaged)?;
    let usual = serde_json::to_value(usual_text()).unwrap_or_default();
    let text_box = |changes: &Value| {
        let mut value = usual.clone();
        merge(&mut value, changes);
        TextBox::deserialize(value).map_err(|_| ShareLinkError::Damaged)
    };
    let surround = envelope
        .around
        .as_ref()
        .map(Surround::deserialize)
        .transpose();
    let document = Document {
        picture: Picture {
            id: PictureId(0),
            name: String::new(),
            size: PixelSize {
                width: envelope.size.0,
                height: envelope.size.1,
            },
        },
        surround: surround
            .map_err(|_| ShareLinkError::Damaged)?
            .unwrap_or(Surround::NONE),
        texts: envelope
            .texts
            .iter()
            .map(text_box)
            .collect::<Result<_, _>>()?,
    };
    Ok(SharedMeme {
        template: envelope.template,
        document: document.sanitized(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Align, Case, Color, FontSize, FractionRect, TextId};

    fn meme() -> SharedMeme {
        let mut document = Document::example();
        document.picture.name.clear();
        document.picture.id = PictureId(0);
        SharedMeme {
            template: Some("two-choices".to_owned()),
            document,
        }
    }

    #[test]
    fn a_meme_comes_back_and_is_short() {
        let meme = meme();
        let fragment = encode(&meme);
        assert_eq!(decode(&fragment), Ok(meme));
        assert!(fragment.len() < 300, "{} characters", fragment.len());
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        assert_eq!(decode("2.abc"), Err(ShareLinkError::Newer));
        assert_eq!(decode("x"), Err(ShareLinkError::Damaged));
        assert_eq!(decode("1.???"), Err(ShareLinkError::Damaged));
        let fragment = encode(&meme());
        assert_eq!(
            decode(&fragment[..fragment.len() / 2]),
            Err(ShareLinkError::Damaged)
        );
        let bomb = compress_to_vec(&vec![b' '; 8 << 20], 6);
        let bomb = PREFIX.to_owned() + &BASE64_URL_SAFE_NO_PAD.encode(bomb);
        assert_eq!(decode(&bomb), Err(ShareLinkError::TooLarge));
    }

    #[test]
    fn absurd_values_become_sane_ones() {
        let json = br#"{"s":[0,4294967295],"x":[{"frame":{"x":1e300,"width":-1},"look":{"opacity":9,"size":{"Fixed":1e9}}}]}"#;
        let fragment = PREFIX.to_owned() + &BASE64_URL_SAFE_NO_PAD.encode(compress_to_vec(json, 6));
        let document = decode(&fragment).unwrap().document;
        assert_eq!(document, document.clone().sanitized());
        assert!(document.picture.size.width > 0);
        assert!(document.texts[0].look.opacity <= 1.0);
        assert_eq!(document.texts.len(), 2);
    }

    prop_compose! {
        fn text_boxes()(texts in proptest::collection::vec(("\\PC{0,20}", 0.0..1.0_f64, 0.0..1.0_f64, -3.0..3.0_f64, any::<bool>(), 0.01..0.5_f64), 2..8)) -> Vec<TextBox> {
            (0..).zip(texts).map(|(id, (text, x, width, angle, is_fixed, size))| {
                let frame = FractionRect { x, y: x / 2.0, width: width + 0.01, height: 0.2 };
                let mut text_box = TextBox::new(TextId(id), frame);
                text_box.text = text;
                text_box.angle = angle;
                text_box.look.size = if is_fixed { FontSize::Fixed(size) } else { FontSize::Auto { at_most: size } };
                text_box.look.case = if is_fixed { Case::Title } else { Case::Upper };
                text_box.look.align = if is_fixed { Align::Start } else { Align::Left };
                text_box.look.fill = Color { r: id as u8, g: 7, b: 9 };
                text_box
            }).collect()
        }
    }

    proptest! {
        #[test]
        fn any_meme_comes_back(texts in text_boxes()) {
            let mut meme = meme();
            meme.document.texts = texts;
            prop_assert_eq!(decode(&encode(&meme)), Ok(meme));
        }

        #[test]
        fn anything_is_answered(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "\\PC{0,100}") {
            let _ = decode(&text);
            let _ = decode(&(PREFIX.to_owned() + &BASE64_URL_SAFE_NO_PAD.encode(&bytes)));
            let _ = decode(&(PREFIX.to_owned() + &BASE64_URL_SAFE_NO_PAD.encode(compress_to_vec(&bytes, 1))));
        }
    }
}
