//! Memes with all that they are made of: put into pictures, written as files, and taken up again.

mod edit_on;
mod hold;
mod meme;
mod open;
mod pictures;
mod write;

use std::rc::Rc;

use leptos::prelude::*;

use super::notice::{Notice, Place};
use super::templates::Library;
use super::tools::Tools;
use crate::browser::{Panels, PictureSource, remember, remembered};
use edit_on::take_file;
pub use edit_on::{edit_on, take_pasted};
pub use hold::hold_picture;
pub use meme::Meme;
use open::{Found, found, take_project};
pub use pictures::{picture_of, source_of};
pub use write::{WriteError, carrying, payload, save_project};

/// Under which word it is remembered that pictures are to be pictures alone.
const PLAIN: &str = "plain-pictures";

/// Whether pictures that are downloaded and copied hold the meme. They do, unless the person has said no.
pub fn stays_editable() -> bool {
    remembered(PLAIN).is_empty()
}

/// Has pictures hold the meme from now on, or not.
pub fn set_stays_editable(stays: bool) {
    let words: &[String] = if stays { &[] } else { &["yes".to_owned()] };
    remember(PLAIN, words);
}

/// Under which word it is remembered that the person knows of pictures that hold the meme.
const TOLD: &str = "told-editable";

/// Whether somebody who downloads a picture that holds the meme has to be told so: the first time, and whenever something in it
/// looks as if it were gone.
fn has_to_be_told(meme: &Meme) -> bool {
    let is_first = remembered(TOLD).is_empty();
    remember(TOLD, &["yes".to_owned()]);
    let shows_parts =
        matches!(&meme.source, PictureSource::Made(made) if made.as_any().is::<Panels>());
    is_first || shows_parts || meme.document.conceals()
}

/// From now on downloads hold the meme, and files that are chosen are looked into.
pub fn listen(tools: Tools, library: Library) {
    tools.set_finish(Rc::new(move |document, picture| {
        Box::pin(async move {
            let carrying = async {
                let meme = Meme::of(tools, document).ok_or(WriteError::NoPicture)?;
                let payload = if stays_editable() {
                    Some(payload(&meme).await?)
                } else {
                    None
                };
                let carrying = carrying(&meme, &picture, payload.as_deref()).await?;
                tools
                    .told_editable
                    .set((payload.is_some() && has_to_be_told(&meme)).then_some(meme.document));
                Ok::<_, WriteError>(carrying)
            };
            match carrying.await {
                Ok(carrying) => carrying,
                Err(error) => {
                    // The picture is what was asked for.
                    let problem = format!("The picture cannot be edited on. {error}");
                    tools.notice.set(Some(Notice::new(Place::Stage, problem)));
                    picture
                }
            }
        })
    }));
    tools.set_take_file(Rc::new(move |file| {
        Box::pin(take_file(tools, library, file))
    }));
}
