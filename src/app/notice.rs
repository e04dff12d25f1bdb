use std::fmt::Display;

use leptos::prelude::*;

use super::dynamic::{dynamic, keep_words};
use super::export;
use super::icon::icon;
use super::session::Session;
use crate::document::PixelSize;

/// Something that a person has to be told, in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Where it happened, and so where it is said.
    pub place: Place,
    /// The sentence.
    pub text: String,
    /// A smaller size at which a download that did not work would.
    pub offer: Option<PixelSize>,
}

/// Where something can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the button that chooses a picture.
    Picture,
    /// On the stage: by drop, paste or download.
    Stage,
}

impl Notice {
    /// A notice that only says something.
    pub fn new(place: Place, what: impl Display) -> Self {
        Self {
            place,
            text: what.to_string(),
            offer: None,
        }
    }
}

/// Where notices of one place are said. It is always there, so that screen readers hear of what comes into it; what is in it
/// too, and hidden until there is something to say.
#[component]
pub fn NoticeArea(place: Place) -> impl IntoView {
    let session = Session::expect();
    let of = move |part: fn(&Notice) -> String| {
        dynamic(move || {
            session.notice.with(|notice| {
                let here = notice.as_ref().filter(|notice| notice.place == place);
                here.map_or_else(String::new, part)
            })
        })
    };
    let lacks = move |is_there: fn(&Notice) -> bool| {
        dynamic(move || {
            session.notice.with(|notice| {
                let here = notice.as_ref().filter(|notice| notice.place == place);
                !here.is_some_and(is_there)
            })
        })
    };
    let area = match place {
        Place::Picture => ".for-picture .notice",
        Place::Stage => ".stage .notice",
    };
    keep_words(format!("{area} p"), of(|notice| notice.text.clone()));
    let offer = |notice: &Notice| {
        notice
            .offer
            .map_or_else(String::new, |size| format!("Download at {size}"))
    };
    keep_words(format!("{area} .button"), of(offer));
    let accept = move |_| {
        let offer = session
            .notice
            .with_untracked(|notice| notice.as_ref()?.offer);
        if let Some(size) = offer {
            export::download(session, size);
        }
    };
    view! {
        <div class="notice-area" role="alert">
            <div class="notice" hidden=lacks(|_| true)>
                <p></p>
                <button
                    type="button"
                    class="button"
                    hidden=lacks(|notice| notice.offer.is_some())
                    on:click=accept
                ></button>
                <button
                    type="button"
                    class="icon-button"
                    aria-label="Dismiss"
                    on:click=move |_| session.notice.set(None)
                >
                    {icon("close")}
                </button>
            </div>
        </div>
    }
}
