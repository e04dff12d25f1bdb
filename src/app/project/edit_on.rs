use leptos::prelude::*;
use web_sys::File;

use super::{Found, found, take_project};
use crate::app::commands::dialog_bar;
use crate::app::notice::{Notice, Place};
use crate::app::picture::{Brought, bring};
use crate::app::templates::Library;
use crate::app::tools::{Dialog, Tools};
use crate::browser::Opened;
use crate::codec::carried;
use crate::codec::picture::PictureError;
use crate::editor::Message;

/// Looks into a file that somebody has chosen. Returns whether it is taken care of: a project is opened, and of a picture that
/// holds a meme the person is asked what to do with it.
pub async fn take_file(tools: Tools, library: Library, file: File) -> bool {
    match found(&file).await {
        Ok(Found::Picture) => false,
        Ok(Found::Project(bytes)) => {
            take_project(tools, library, &bytes);
            true
        }
        Ok(Found::Meme(meme)) => {
            ask(tools, file, meme);
            true
        }
        // The picture can be used all the same.
        Err(error) => {
            use_as_picture(tools, file, Some(error.to_string()));
            true
        }
    }
}

/// Takes a picture that is pasted and was copied here: the browser has encoded it anew, and what it holds is in the HTML that was
/// copied with it. Returns whether it was.
pub fn take_pasted(tools: Tools, file: &File, html: &str) -> bool {
    let picture = carried::picture_from_html(html);
    // One that is damaged is still a picture.
    let meme = picture.and_then(|png| carried::extract(&png).ok().flatten());
    let is_ours = meme.is_some();
    if let Some(meme) = meme {
        ask(tools, file.clone(), meme);
    }
    is_ours
}

fn ask(tools: Tools, file: File, meme: Vec<u8>) {
    tools.carried.set_value(Some((file, meme)));
    tools.dialog.set(Some(Dialog::EditOn));
}

/// What can be done with a picture that holds a meme.
pub fn edit_on(tools: Tools, library: Library) -> impl IntoView {
    let take = move |is_edited: bool| {
        tools.dialog.set(None);
        let carried = tools.carried.try_update_value(Option::take).flatten();
        match carried {
            Some((_, meme)) if is_edited => take_project(tools, library, &meme),
            Some((file, _)) => use_as_picture(tools, file, None),
            None => {}
        }
    };
    view! {
        {dialog_bar(tools, "Edit on")}
        <div class="dialog-form">
            <p>
                "This picture holds the meme that it was made from, with texts that can be changed."
            </p>
            <div class="buttons">
                <button type="button" class="button primary" autofocus on:click=move |_| take(true)>
                    "Edit on"
                </button>
                <button type="button" class="button" on:click=move |_| take(false)>
                    "Use as a picture"
                </button>
            </div>
        </div>
    }
}

fn use_as_picture(tools: Tools, file: File, problem: Option<String>) {
    bring(*tools, async move {
        let opened = Opened::open(&file).await?;
        let take = move |picture| {
            tools.send(Message::SetPicture(picture));
            if let Some(problem) = problem {
                tools.notice.set(Some(Notice::new(Place::Stage, problem)));
            }
        };
        Ok::<_, PictureError>(Brought::opened(file.name(), opened, take))
    });
}
