//! Addresses that open a meme, and those that the page gives.

use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;

use super::commands::dialog_bar;
use super::drafts::has_draft_of_address;
use super::notice::{Notice, Place};
use super::picture::{Brought, bring};
use super::templates::open_from_library;
use super::tools::{Dialog, Tools};
use crate::browser::{PictureSource, address, copy_text};
use crate::codec::memegen_link::{self, LinkError, MemeLink};
use crate::codec::picture::PictureError;
use crate::codec::share_link::{self, ShareLinkError, SharedMeme};
use crate::codec::template_file::apply_link;
use crate::document::Document;
use crate::editor::Message;

/// Why an address opens no meme, or there is none. Displays as a sentence for the person.
#[derive(Debug, Error)]
enum AddressError {
    #[error(transparent)]
    Link(#[from] LinkError),
    #[error(transparent)]
    Shared(#[from] ShareLinkError),
}

/// What is said of a link to a meme with a picture of somebody's own.
const NO_PICTURE: &str = "This link has the texts of a meme, and not its picture: that never left the device. Choose a picture to go with them.";

/// Whether the page's address is one that opens a meme.
pub fn names_a_meme() -> bool {
    let path = address::path_and_query();
    path.starts_with("/m/") || path.starts_with("/images/") || is_shared(&address::fragment())
}

fn is_shared(fragment: &str) -> bool {
    share_link::is_share_link(fragment)
}

/// Opens what the page's address names, now and whenever it changes; not now where what was made of it is taken up.
pub fn follow_address(tools: Tools) {
    if !has_draft_of_address() {
        open_address(tools, true);
    }
    window_event_listener(ev::hashchange, move |_| open_address(tools, false));
}

/// Opens what the page's address names.
pub fn open_address(tools: Tools, with_path: bool) {
    let fragment = address::fragment();
    let opened = if is_shared(&fragment) {
        share_link::decode(&fragment)
            .map(|shared| open_shared(tools, shared))
            .map_err(AddressError::from)
    } else if with_path {
        memegen_link::parse(&address::path_and_query())
            .map(|link| {
                if let Some(link) = link {
                    open_link(tools, link);
                }
            })
            .map_err(AddressError::from)
    } else {
        Ok(())
    };
    if let Err(error) = opened {
        tools.notice.set(Some(Notice::new(Place::Stage, error)));
    }
}

fn open_link(tools: Tools, link: MemeLink) {
    let id = link.id.clone();
    open_from_library(tools, id, move |tools, template, picture| {
        let meme = apply_link(template.meme.with_lines(&link.lines, picture), &link);
        open_meme(tools, meme);
    });
}

/// Puts what a link holds on the stage, where it is nobody's work yet.
fn open_meme(tools: Tools, meme: Document) {
    tools.opened.set_value(Some(meme.clone()));
    tools.send(Message::Open(Box::new(meme)));
}

fn open_shared(tools: Tools, shared: SharedMeme) {
    let SharedMeme { template, document } = shared;
    let size = document.picture.size;
    let open = move |tools: Tools, picture| {
        let meme = Document {
            picture,
            ..document
        };
        open_meme(tools, meme);
    };
    if let Some(id) = template {
        open_from_library(tools, id, move |tools, _, picture| open(tools, picture));
        return;
    }
    let source = PictureSource::plain(size);
    bring(*tools, async move {
        let take = move |picture| {
            open(tools, picture);
            tools
                .notice
                .set(Some(Notice::new(Place::Stage, NO_PICTURE)));
        };
        Ok::<_, PictureError>(Brought::new("No picture".to_owned(), source, take))
    });
}

/// Copies the shortest address that opens the meme.
pub fn copy(tools: Tools) {
    let link = address::origin() + &link_of(tools, tools.document());
    spawn_local(async move {
        if copy_text(&link).await {
            tools.tell("Link copied".to_owned());
        } else {
            // No connection that is not secure has a clipboard.
            tools.link.set_value(link);
            tools.dialog.set(Some(Dialog::Link));
        }
    });
}

/// The address in a field, to be copied by hand.
pub fn by_hand(tools: Tools) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Fails for an element that is gone alone.
            let _ = field.focus();
            field.select();
        }
    });
    view! {
        {dialog_bar(tools, "Link")}
        <div class="dialog-form">
            <div class="field">
                <label for="memeLink">
                    "This page may not use the clipboard: copy the link from here."
                </label>
                <input
                    id="memeLink"
                    type="text"
                    readonly
                    dir="ltr"
                    value=tools.link.get_value()
                    node_ref=field
                />
            </div>
        </div>
    }
}

/// A template with texts fits into a path; anything more is in the fragment, which no server is ever sent.
fn link_of(tools: Tools, document: Document) -> String {
    // No address names one of the person's own.
    let used = (tools.template_of(document.picture.id)).filter(|used| used.own.is_none());
    let lines = used.as_ref().and_then(|used| document.lines_in(&used.meme));
    match (used, lines) {
        (Some(used), Some(lines)) => memegen_link::link_path(&used.id, &lines),
        (used, _) => {
            let template = used.map(|used| used.id);
            let shared = SharedMeme { template, document };
            format!("/{}", share_link::encode(&shared))
        }
    }
}
