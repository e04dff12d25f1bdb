//! A meme as the fragment of an address, which browsers send nowhere: `#1.` and base64url of deflated JSON.
//!
//! The number is the version of what follows. Of the meme only what differs from a classical one is there, so that links
//! are short and fields that come later have a value in old links. The picture is not there, nor the name of its file.

mod patch;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use super::memegen_link::is_template_id;
use crate::document::{
    Document, FractionRect, Picture, PictureId, PixelSize, TextBox, TextId, limits,
};

/// What fragments begin with, before a point. An older MemeForge refuses the next.
const VERSION: u32 = 1;

/// The longest fragment that is read, in bytes. Chrome has addresses of up to 2 MB.
pub const LONGEST_FRAGMENT: usize = 1 << 20;

/// The longest JSON that is unpacked, in bytes.
const LONGEST_JSON: usize = 1 << 20;

/// How thoroughly is compressed: miniz's most.
const LEVEL: u8 = 10;

/// A meme that somebody shares by a link.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedMeme {
    /// The id of the template that its picture is from. None where the picture is somebody's own.
    pub template: Option<String>,
    /// The meme. The id and the name of its picture mean nothing here; its size is where boxes and surround fit.
    pub document: Document,
}

/// Why a link opens no meme. Displays as a sentence for whoever followed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ShareLinkError {
    /// Of a version that is not known here.
    #[error("This link was made by a newer MemeForge: reload the page and open it again.")]
    Newer,
    /// Longer than [`LONGEST_FRAGMENT`], or unpacked longer than a meme is.
    #[error("This link is too long to be opened: share the meme as a picture instead.")]
    TooLong,
    /// No meme can be read in it.
    #[error("This link is damaged, or its end is missing: copy it again.")]
    Damaged,
}

/// What is deflated. The keys are short since they are in every link.
#[derive(Serialize, Deserialize)]
struct Envelope {
    /// The template.
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    template: Option<String>,
    /// What of the document, without its texts, differs from a classical one.
    #[serde(rename = "d", default)]
    document: Map<String, Value>,
    /// What of each text differs from a classical one.
    #[serde(rename = "x", default)]
    texts: Vec<Map<String, Value>>,
}

/// Whether a fragment, with or without its `#`, is meant to be such a link: a number and a point.
///
/// ```
/// use memeforge::codec::share_link::is_share_link;
///
/// assert!(is_share_link("#1.q1Y"));
/// assert!(!is_share_link("#main"));
/// ```
pub fn is_share_link(fragment: &str) -> bool {
    version_and_rest(fragment).is_some()
}

/// Writes a meme as a fragment, from its `#` on. Numbers are rounded to six digits after the point, less than a tenth of a
/// pixel on the largest meme, since a drag leaves seventeen. Where it is longer than [`LONGEST_FRAGMENT`] it will not be read.
///
/// ```
/// use memeforge::codec::share_link::{SharedMeme, decode, encode};
/// use memeforge::document::Document;
///
/// let meme = SharedMeme { template: Some("fry".to_owned()), document: Document::example() };
/// let link = encode(&meme);
/// assert!(link.len() < 200);
/// assert_eq!(decode(&link).unwrap().document.texts, meme.document.texts);
/// ```
pub fn encode(meme: &SharedMeme) -> String {
    let document = meme.document.clone().sanitized();
    let texts =
        document.texts.iter().enumerate().map(|(index, text_box)| {
            patch::between(&object(&usual_text(index)), &object(text_box))
        });
    let envelope = Envelope {
        template: meme.template.clone(),
        texts: texts.collect(),
        document: patch::between(&object(&classic()), &object(&without_texts(document))),
    };
    // What was just made of maps with texts as keys, of numbers that are finite, is written without fail.
    let json = serde_json::to_vec(&envelope).unwrap_or_default();
    pack(&json)
}

/// The fragment of this JSON.
fn pack(json: &[u8]) -> String {
    let mut link = format!("#{VERSION}.");
    let packed = miniz_oxide::deflate::compress_to_vec(json, LEVEL);
    URL_SAFE_NO_PAD.encode_string(packed, &mut link);
    link
}

/// Reads a fragment, with or without its `#`. The meme is within what the editor allows, whatever the link says
/// ([`Document::sanitized`]).
pub fn decode(fragment: &str) -> Result<SharedMeme, ShareLinkError> {
    if fragment.len() > LONGEST_FRAGMENT {
        return Err(ShareLinkError::TooLong);
    }
    let (version, packed) = version_and_rest(fragment).ok_or(ShareLinkError::Damaged)?;
    match version {
        0 => return Err(ShareLinkError::Damaged),
        VERSION => {}
        _ => return Err(ShareLinkError::Newer),
    }
    let packed = (URL_SAFE_NO_PAD.decode(packed)).map_err(|_| ShareLinkError::Damaged)?;
    let envelope: Envelope = read(serde_json::from_slice(&inflate(&packed)?))?;
    let mut texts: Vec<TextBox> = Vec::new();
    for text_patch in envelope.texts.into_iter().take(limits::MOST_TEXTS) {
        texts.push(patched(&usual_text(texts.len()), text_patch)?);
    }
    let mut document: Document = patched(&classic(), envelope.document)?;
    document.texts = texts;
    let mut document = document.sanitized();
    document.picture.id = PictureId(0);
    document.picture.name.clear();
    if envelope
        .template
        .as_deref()
        .is_some_and(|id| !is_template_id(id))
    {
        return Err(ShareLinkError::Damaged);
    }
    Ok(SharedMeme {
        template: envelope.template,
        document,
    })
}

/// The version that a fragment states, and what follows.
fn version_and_rest(fragment: &str) -> Option<(u32, &str)> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (version, rest) = fragment.split_once('.')?;
    let is_number = version.bytes().all(|byte| byte.is_ascii_digit());
    Some((version.parse().ok().filter(|_| is_number)?, rest))
}

fn inflate(packed: &[u8]) -> Result<Vec<u8>, ShareLinkError> {
    decompress_to_vec_with_limit(packed, LONGEST_JSON).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => ShareLinkError::TooLong,
        _ => ShareLinkError::Damaged,
    })
}

/// The document that fragments tell the difference from, and that what project files lack is taken from. It is part of both
/// formats: it may not change within a version.
pub(super) fn classic() -> Document {
    let document = Document::classic(Picture {
        id: PictureId(0),
        name: String::new(),
        size: PixelSize {
            width: 600,
            height: 600,
        },
    });
    without_texts(document)
}

/// The document as far as it is the same for all who look at it, without the texts, which are told one by one.
fn without_texts(mut document: Document) -> Document {
    document.picture.id = PictureId(0);
    document.picture.name.clear();
    document.texts.clear();
    document
}

/// The text that the one at this place in the order tells the difference from: part of both formats as well.
pub(super) fn usual_text(index: usize) -> TextBox {
    match index {
        0 => TextBox::top(""),
        1 => TextBox::bottom(""),
        _ => TextBox::new(TextId(index as u32), FractionRect::default()),
    }
}

fn object(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(map)) => map,
        // Documents and texts are structs, and structs are objects.
        _ => Map::new(),
    }
}

fn patched<T: Serialize + DeserializeOwned>(
    usual: &T,
    patch: Map<String, Value>,
) -> Result<T, ShareLinkError> {
    let mut value = object(usual);
    patch::apply(&mut value, patch);
    read(serde_json::from_value(Value::Object(value)))
}

fn read<T>(result: serde_json::Result<T>) -> Result<T, ShareLinkError> {
    result.map_err(|_| ShareLinkError::Damaged)
}

#[cfg(test)]
mod tests;
