use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;
use web_sys::Blob;

use super::wish::{Kind, Wish};
use super::{ExportError, painted, too_large};
use crate::app::notice::{Notice, Place};
use crate::app::project::{Meme, WriteError, carrying, payload};
use crate::app::tools::Tools;
use crate::app::words::size_in_words;
use crate::browser::{Canvas, bytes_of, give};
use crate::codec::carried;
use crate::document::PixelSize;

/// The qualities that are tried to make a file small enough, before its picture is made smaller.
const QUALITIES: [f64; 6] = [0.92, 0.85, 0.75, 0.6, 0.45, 0.3];

/// How much shorter the sides of a picture are made from one try to the next: the most, and the least.
const SHORTER: [f64; 2] = [0.25, 0.9];

/// A picture with shorter sides than that shows nothing, in pixels.
const SHORTEST_SIDE: u32 = 16;

/// Why there is no file. Displays as a sentence for the person.
#[derive(Debug, Error)]
pub enum Problem {
    /// There is nothing that it could be of.
    #[error("There is no picture on the stage yet.")]
    NoPicture,
    /// The browser has no encoder for it.
    #[error("This browser cannot make {} files. Choose another kind.", .0.label())]
    CannotMake(Kind),
    /// No file has so few bytes.
    #[error("No picture is that small. Allow more.")]
    TooSmall,
    /// What the file holds besides the picture is more than it may have.
    #[error("To stay editable takes {0} alone. Switch that off, or allow more.")]
    CarriedAlone(String),
    /// It was not painted.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The meme was not put into it.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// What was made.
#[derive(Clone)]
pub struct Made {
    /// The file.
    pub file: Blob,
    /// The picture's size.
    pub size: PixelSize,
    /// How much of it the meme takes that it holds, in bytes; 0 where it holds none.
    pub carried: f64,
}

/// Makes the file; where it may have so many bytes only, at less and less quality, and then smaller and smaller. Stops early,
/// with what there is, once it is not wanted any more.
pub async fn made(meme: &Meme, wish: Wish, is_wanted: &impl Fn() -> bool) -> Result<Made, Problem> {
    let payload = if wish.carries() {
        Some(payload(meme).await?)
    } else {
        None
    };
    let most = wish.most_kb.map(|most| 1000.0 * most);
    let qualities = match most {
        Some(_) if wish.kind.has_quality() => &QUALITIES[..],
        _ => &[wish.quality],
    };
    let mut size = wish.extent.of(meme.document.size());
    loop {
        let canvas = below(meme, wish, size).await?;
        let mut shorter = 1.0;
        for quality in qualities {
            let made = encoded(meme, wish, &canvas, size, *quality, payload.as_deref()).await?;
            let Some(most) = most.filter(|most| made.file.size() > *most && is_wanted()) else {
                return Ok(made);
            };
            // Where the meme that it holds is too much by itself, nothing helps.
            if made.carried > most {
                return Err(Problem::CarriedAlone(size_in_words(made.carried)));
            }
            // A picture has about as many bytes as it has pixels.
            let part = (most - made.carried) / (made.file.size() - made.carried);
            shorter = part.sqrt().clamp(SHORTER[0], SHORTER[1]);
        }
        size = size.scaled(shorter);
        if size.longer_side() < SHORTEST_SIDE {
            return Err(Problem::TooSmall);
        }
    }
}

/// The meme, over what is to lie below it.
async fn below(meme: &Meme, wish: Wish, size: PixelSize) -> Result<Canvas, Problem> {
    let canvas = painted(&meme.document, &meme.source, size).await?;
    match wish.ground() {
        Some(color) => Ok(canvas.over(color).ok_or_else(|| too_large(size))?),
        None => Ok(canvas),
    }
}

async fn encoded(
    meme: &Meme,
    wish: Wish,
    canvas: &Canvas,
    size: PixelSize,
    quality: f64,
    payload: Option<&[u8]>,
) -> Result<Made, Problem> {
    let picture = canvas.to_file(wish.kind.media_type(), quality).await;
    let picture = picture.ok_or_else(|| too_large(size))?;
    if picture.type_() != wish.kind.media_type() {
        return Err(Problem::CannotMake(wish.kind));
    }
    let plain = picture.size();
    let file = if wish.kind.can_carry() {
        carrying(meme, &picture, payload).await?
    } else {
        picture
    };
    let carried = payload.map_or(0.0, |_| file.size() - plain);
    Ok(Made {
        file,
        size,
        carried,
    })
}

/// Copies the meme as a picture: a PNG, which is what clipboards take. Where it is to stay editable it is copied as HTML too:
/// browsers encode pictures in the clipboard anew.
pub fn copy(tools: Tools, wish: Wish) {
    let meme = Meme::on_stage(tools);
    let description = meme.as_ref().map(Meme::description).unwrap_or_default();
    let wish = Wish {
        kind: Kind::Png,
        ..wish
    };
    let picture = async move { Some(made(&meme?, wish, &|| true).await.ok()?.file) };
    // The browser is asked at once, while it is still seen that the person has asked for it: Safari insists.
    let html = async move |picture: Blob| {
        let png = bytes_of(&picture).await?;
        Some(carried::picture_to_html(&png, &description))
    };
    let copied = give::copy_picture(picture, wish.carries().then_some(html));
    spawn_local(async move {
        if copied.await {
            tools.tell("Copied as a picture".to_owned());
        } else {
            let problem = "The browser did not take the picture. Download it, and copy the file.";
            tools.notice.set(Some(Notice::new(Place::Stage, problem)));
        }
    });
}

/// Whether this browser can make such files. Asked of the smallest picture there is.
pub async fn can_make(kind: Kind) -> bool {
    let smallest = PixelSize {
        width: 1,
        height: 1,
    };
    let Some(canvas) = Canvas::detached(smallest) else {
        return false;
    };
    let file = canvas.to_file(kind.media_type(), 1.0).await;
    file.is_some_and(|file| file.type_() == kind.media_type())
}
