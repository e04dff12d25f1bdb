use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, File};

use super::{Found, found, take_project};
use crate::app::commands::dialog_bar;
use crate::app::notice::{Notice, Place};
use crate::app::picture::{Brought, bring};
use crate::app::templates::Library;
use crate::app::tools::{Dialog, Tools};
use crate::browser::{Opened, listen, stop};
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

/// Takes pictures that are pasted and were copied here: the browser has encoded them anew, and what they hold is in the HTML that was
/// copied with them.
pub fn take_pasted(tools: Tools) {
    // Further in than the window, on which the page listens.
    listen(&document(), "paste", move |event: Event| {
        let event: ClipboardEvent = event.unchecked_into();
        let Some(clipboard) = event.clipboard_data() else {
            return;
        };
        let file = clipboard.files().and_then(|files| files.get(0));
        let html = clipboard.get_data("text/html").unwrap_or_default();
        let picture = carried::picture_from_html(&html);
        // One that is damaged is still a picture.
        let meme = picture.and_then(|png| carried::extract(&png).ok().flatten());
        if let (None, Some(file), Some(meme)) = (tools.dialog.get_untracked(), file, meme) {
            event.prevent_default();
            stop(&event);
            ask(tools, file, meme);
        }
    });
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
            <p>"This picture holds the meme that it was made from, with texts that can be changed."</p>
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
