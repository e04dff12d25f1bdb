//! A meme begun without a picture: from a colour, a gradient, or several pictures in a grid.

mod blank;
mod cells;
mod choices;
mod draft;
mod filling;
mod panels;

use std::rc::Rc;

use leptos::either::Either;
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::commands::dialog_bar;
use super::dynamic::{dynamic, effect, words};
use super::later::{NotLoaded, mount};
use super::picture::{Brought, bring};
use super::tools::{Dialog, Tools};
use crate::browser::{
    FrameRequest, Made, PictureSource, add_styles, device_pixel_ratio, find, focus,
};
use crate::codec::decimal;
use crate::codec::picture::PictureError;
use crate::document::{Picture, PixelSize};
use crate::editor::Message;
use crate::render::Surface;
pub use choices::{Choice, choices};
use draft::{Draft, Kind};

/// How what is in the dialog looks: not in the styles of the first load.
const STYLES: &str = include_str!("../../../style/later/new_meme.css");

/// What is in the dialog: a file of its own, fetched when it is opened for the first time.
#[leptos::wasm_split::wasm_split(
    new_meme,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_new),
    fallible
)]
pub fn bring_new(tools: Tools, holder: HtmlElement) -> Result<(), NotLoaded> {
    // Without them it works all the same.
    let _ = add_styles(STYLES);
    mount(holder, move || {
        // As long as the page: what was closed is found as it was left.
        provide_context(tools);
        let draft = Draft::new(tools);
        filling::take_files(draft);
        move || {
            (tools.dialog.get() == Some(Dialog::New)).then(|| {
                draft.look_at_the_stage();
                // It was opened before this was in it, and has the focus itself.
                request_animation_frame(|| {
                    focus::focus(".new-meme :checked");
                });
                dialog(draft)
            })
        }
    });
    Ok(())
}

fn dialog(draft: Draft) -> impl IntoView {
    let tools = draft.tools;
    let kind = move |label: &'static str, kind: Kind| Choice {
        label: label.to_owned(),
        is_chosen: Box::new(move || draft.read().kind == kind),
        choose: Box::new(move || draft.write().kind = kind),
        ..Choice::default()
    };
    let has_panels = draft.watch(|state| state.kind == Kind::Panels);
    let what = move || {
        let state = draft.read();
        let obstacle = state.obstacle().map(str::to_owned);
        obstacle.unwrap_or_else(|| format!("{} pixels", state.size()))
    };
    let form = move || {
        if has_panels.get() {
            Either::Left(panels::form(draft))
        } else {
            Either::Right(blank::form(draft))
        }
    };
    view! {
        {dialog_bar(tools, "New meme")}
        <div class="new-meme">
            {choices("Begin with", vec![kind("Blank", Kind::Blank), kind("Panels", Kind::Panels)])}
            {preview(draft, has_panels)} <div class="new-settings">{form}</div>
        </div>
        <div class="new-notice" role="alert">
            <p class="notice" hidden=dynamic(move || draft.read().problem.is_empty())>
                {words(move || draft.read().problem.clone())}
            </p>
        </div>
        <footer class="new-foot">
            <p id="newSize" class="hint">
                {words(what)}
            </p>
            <button
                type="button"
                class="button primary"
                aria-describedby="newSize"
                disabled=dynamic(move || draft.read().obstacle().is_some())
                on:click=move |_| make(draft)
            >
                {words(move || {
                    if draft.read().is_on_stage { "Change the meme" } else { "Make the meme" }
                })}
            </button>
        </footer>
        <div class="visually-hidden" role="status">
            {words(move || draft.read().said.clone())}
        </div>
    }
}

/// The meme's picture as it will be, with the cells over it where it has some.
fn preview(draft: Draft, has_panels: Memo<bool>) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    let ratio = move || {
        let PixelSize { width, height } = draft.read().size();
        decimal(f64::from(width) / f64::from(height))
    };
    let frames = StoredValue::new_local(FrameRequest::new(move || paint(draft)));
    let request = move || {
        // Gone when the dialog is.
        let _ = frames.try_with_value(FrameRequest::request);
    };
    effect(move || {
        drop(draft.read());
        frame.track();
        request();
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| request());
    on_cleanup(move || resized.remove());
    let over_it = move || has_panels.get().then(|| cells::cells(draft));
    view! {
        <div class="new-stage">
            <div class="new-frame" style=("--ratio", dynamic(ratio)) node_ref=frame>
                <canvas id="newCanvas" aria-hidden="true"></canvas>
                {over_it}
            </div>
        </div>
    }
}

/// Paints the preview in the size in which it is seen.
fn paint(draft: Draft) {
    use wasm_bindgen::JsCast;
    let canvas = find("#newCanvas").and_then(|canvas| canvas.dyn_into().ok());
    let Some(surface) = canvas.and_then(Surface::new) else {
        return;
    };
    let seen = surface.element().get_bounding_client_rect();
    let side = |side: f64| (side * device_pixel_ratio()).round().max(1.0) as u32;
    surface.resize(PixelSize {
        width: side(seen.width()),
        height: side(seen.height()),
    });
    draft.now().paint(&surface);
}

/// Puts what was chosen on the stage.
fn make(draft: Draft) {
    let tools = draft.tools;
    let (name, made): (_, Rc<dyn Made>) = {
        let state = draft.now();
        match state.kind {
            Kind::Blank => ("Blank", Rc::new(state.blank)),
            Kind::Panels => ("Panels", Rc::new(state.shown_panels())),
        }
    };
    tools.dialog.set(None);
    let take = move |picture: Picture| {
        draft.write().made = Some(picture.id);
        let said = format!("{name}, {} pixels", picture.size);
        tools.send(Message::SetPicture(picture));
        tools.status.set(said);
    };
    let brought = Brought::new(name.to_owned(), PictureSource::Made(made), take);
    bring(*tools, async move { Ok::<_, PictureError>(brought) });
}
