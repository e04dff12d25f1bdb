//! Memes with all that they are made of: put into pictures, written as files, and taken up again.

mod edit_on;
mod hold;
mod open;
mod pictures;
mod write;

use std::rc::Rc;

use leptos::prelude::*;

use super::notice::{Notice, Place};
use super::tools::Tools;
use crate::browser::{remember, remembered};
pub use edit_on::edit_on;
use edit_on::take_file;
pub use hold::hold_picture;
use open::{Found, found, take_project};
pub use pictures::{picture_of, source_of};
pub use write::{carrying, save_project};

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

/// From now on downloads hold the meme, and files that are chosen are looked into.
pub fn listen(tools: Tools) {
    tools.set_finish(Rc::new(move |document, picture| {
        Box::pin(async move {
            if !stays_editable() {
                return picture;
            }
            match carrying(tools, &document, &picture, &description(tools)).await {
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
    tools.set_take_file(Rc::new(move |file| Box::pin(take_file(tools, file))));
}

/// What the picture says to those who do not see it: what the person has written, or else what its texts say.
pub fn description(tools: Tools) -> String {
    let written = tools.description.get_untracked();
    if written.is_empty() {
        crate::codec::draft::title(&tools.document())
    } else {
        written
    }
}
