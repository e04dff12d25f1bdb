use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::{render, too_large};
use crate::app::notice::{Notice, Place};
use crate::app::project::{carrying, description};
use crate::app::tools::Tools;
use crate::app::words::size_in_words;
use crate::browser::give;
use crate::document::{Color, Document, PixelSize};

/// The qualities that are tried to make a file small enough, before its picture is made smaller.
const QUALITIES: [f64; 6] = [0.92, 0.85, 0.75, 0.6, 0.45, 0.3];

/// How much smaller a picture is made from one try to the next.
const SMALLER: f64 = 0.8;

/// What kind of file is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Without loss.
    Png,
    /// Small for photos, without transparency.
    Jpeg,
    /// Small, with transparency.
    WebP,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Png, Self::Jpeg, Self::WebP];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::WebP => "WebP",
        }
    }

    /// What browsers call it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
        }
    }

    /// What names of such files end in.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => ".png",
            Self::Jpeg => ".jpg",
            Self::WebP => ".webp",
        }
    }
}

/// What the person wants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// What kind of file.
    pub kind: Kind,
    /// From 0 to 1; means nothing for PNG.
    pub quality: f64,
    /// Percent of the meme's own size.
    pub size: f64,
    /// The most that the file may have, in KB.
    pub most_kb: Option<f64>,
    /// Whether it can be edited on.
    pub is_editable: bool,
}

/// What was made.
#[derive(Clone)]
pub struct Made {
    /// The file.
    pub file: Blob,
    /// The picture's size.
    pub size: PixelSize,
    /// How much of it the meme takes that it holds, in bytes.
    pub carried: f64,
}

/// Makes the file; where it may have so many bytes only, at less and less quality, and then smaller and smaller.
pub async fn made(tools: Tools, wish: Wish, is_wanted: &impl Fn() -> bool) -> Result<Made, String> {
    let document = tools.document();
    let mut size = document.size().scaled(wish.size / 100.0);
    loop {
        let qualities = match wish {
            Wish {
                kind: Kind::Png, ..
            } => &QUALITIES[..1],
            Wish { most_kb: None, .. } => &[wish.quality],
            _ => &QUALITIES[..],
        };
        for quality in qualities {
            let made = once(tools, &document, wish, size, *quality).await?;
            let is_small = wish
                .most_kb
                .is_none_or(|most| made.file.size() <= 1000.0 * most);
            if is_small || !is_wanted() {
                return Ok(made);
            }
            // Where the meme that it holds is too much by itself, nothing helps.
            if wish
                .most_kb
                .is_some_and(|most| made.carried > 1000.0 * most)
            {
                return Err(format!(
                    "To stay editable takes {} alone. Switch that off, or allow more.",
                    size_in_words(made.carried)
                ));
            }
        }
        if size.longer_side() < 16 {
            return Err("No picture is that small. Allow more.".to_owned());
        }
        size = size.scaled(SMALLER);
    }
}

async fn once(
    tools: Tools,
    document: &Document,
    wish: Wish,
    size: PixelSize,
    quality: f64,
) -> Result<Made, String> {
    let canvas = render(*tools, document, size)
        .await
        .map_err(|error| error.to_string())?;
    // JPEG knows no transparency: what is below is white.
    let canvas = match wish.kind {
        Kind::Jpeg => canvas
            .over(Color::WHITE)
            .ok_or_else(|| too_large(size).to_string())?,
        _ => canvas,
    };
    let picture = canvas.to_file(wish.kind.media_type(), quality).await;
    let picture = picture.ok_or_else(|| too_large(size).to_string())?;
    if picture.type_() != wish.kind.media_type() {
        return Err(format!(
            "This browser cannot make {} files. Choose another kind.",
            wish.kind.label()
        ));
    }
    if !wish.is_editable {
        return Ok(Made {
            file: picture,
            size,
            carried: 0.0,
        });
    }
    let file = carrying(tools, document, &picture, &description(tools)).await;
    let file = file.map_err(|error| error.to_string())?;
    Ok(Made {
        carried: file.size() - picture.size(),
        file,
        size,
    })
}

/// Copies the meme as a picture.
pub fn copy(tools: Tools) {
    let document = tools.document();
    let picture = async move {
        let size = document.size();
        let canvas = render(*tools, &document, size).await.ok()?;
        let picture = canvas.to_file(Kind::Png.media_type(), 1.0).await?;
        Some(tools.finished(&document, picture).await)
    };
    // The browser is asked at once, while it is still seen that the person has asked for it: Safari insists.
    let copied = give::copy_picture(picture);
    spawn_local(async move {
        if copied.await {
            tools.tell("Copied as a picture".to_owned());
        } else {
            let problem = "The browser did not take the picture. Download it, and copy the file.";
            tools.notice.set(Some(Notice::new(Place::Stage, problem)));
        }
    });
}
