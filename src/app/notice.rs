use std::fmt::Display;

use leptos::prelude::*;

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

/// Where notices of one place are said. It is always there, so that screen readers hear of what comes into it.
#[component]
pub fn NoticeArea(place: Place) -> impl IntoView {
    let session = Session::expect();
    let notice = move || session.notice.get().filter(|notice| notice.place == place);
    view! {
        <div class="notice-area" role="alert">
            {move || {
                notice()
                    .map(|notice| {
                        view! {
                            <div class="notice">
                                <p>{notice.text}</p>
                                {notice.offer.map(|size| view! { <Offer size /> })}
                                <button
                                    type="button"
                                    class="icon-button"
                                    aria-label="Dismiss"
                                    on:click=move |_| session.notice.set(None)
                                >
                                    {icon("close")}
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// The button that accepts a download at a smaller size.
#[component]
fn Offer(size: PixelSize) -> impl IntoView {
    let session = Session::expect();
    view! {
        <button type="button" class="button" on:click=move |_| export::download(session, size)>
            {format!("Download at {size}")}
        </button>
    }
}
