//! A meme begun without a picture: from a colour, a gradient, or several pictures in a grid.

mod blank;
mod cells;
mod choices;
mod draft;
mod filling;
mod panels;

use std::rc::Rc;

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::commands::dialog_bar;
use super::dynamic::{dynamic, effect};
use super::later::{NotLoaded, mount};
use super::picture::bring_picture;
use super::tools::{Dialog, Tools};
use crate::browser::{FrameRequest, Made, PictureSource, add_styles, device_pixel_ratio, find};
use crate::codec::decimal;
use crate::document::PixelSize;
use crate::editor::Message;
use crate::render::Surface;
use choices::{Choice, choices};
use draft::{Draft, Kind};

/// How what is in the dialog looks: not in the styles of the first load.
const STYLES: &str = include_str!("../../../style/new_meme.css");

/// What is in the dialog: a file of its own, fetched when it is opened for the first time.
#[leptos::wasm_split::wasm_split(
    new_meme,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_new),
    fallible
)]
pub fn bring_new(tools: Tools, holder: HtmlElement) -> Result<(), NotLoaded> {
    add_styles(STYLES);
    mount(holder, move || {
        // As long as the page: what was closed is found as it was left.
        provide_context(tools);
        let draft = Draft::new(tools);
        filling::listen(draft);
        move || {
            (tools.dialog.get() == Some(Dialog::New)).then(|| {
                draft.look_at_the_stage();
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
        is_chosen: Box::new(move || draft.kind.get() == kind),
        choose: Box::new(move || draft.kind.set(kind)),
        ..Choice::default()
    };
    let obstacle = Memo::new(move |_| draft.obstacle());
    let size = Memo::new(move |_| draft.size());
    let form = move || match draft.kind.get() {
        Kind::Blank => blank::form(draft).into_any(),
        Kind::Panels => panels::form(draft).into_any(),
    };
    view! {
        {dialog_bar(tools, "New meme")}
        <div class="new-meme">
            {choices("Begin with", vec![kind("Blank", Kind::Blank), kind("Panels", Kind::Panels)])}
            {preview(draft, size)}
            <div class="new-settings">
                {form}
            </div>
        </div>
        <div class="new-notice" role="alert">
            <p class="notice" hidden=dynamic(move || draft.problem.with(String::is_empty))>
                {move || draft.problem.get()}
            </p>
        </div>
        <footer class="new-foot">
            <p id="newSize" class="hint">
                {move || obstacle.get().map_or_else(|| format!("{} pixels", size.get()), str::to_owned)}
            </p>
            <button
                type="button"
                class="button primary"
                aria-describedby="newSize"
                disabled=dynamic(move || obstacle.get().is_some())
                on:click=move |_| make(draft)
            >
                {move || if draft.is_on_stage.get() { "Change the meme" } else { "Make the meme" }}
            </button>
        </footer>
        <div class="visually-hidden" role="status">
            {move || draft.said.get()}
        </div>
    }
}

/// The meme's picture as it will be, with the cells over it where it has some.
fn preview(draft: Draft, size: Memo<PixelSize>) -> impl IntoView {
    let frame = NodeRef::<Div>::new();
    let ratio = move || {
        let PixelSize { width, height } = size.get();
        decimal(f64::from(width) / f64::from(height))
    };
    let frames = StoredValue::new_local(FrameRequest::new(move || paint(draft)));
    let request = move || {
        // Gone when the dialog is.
        let _ = frames.try_with_value(FrameRequest::request);
    };
    effect(move || {
        draft.track();
        size.track();
        frame.track();
        request();
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| request());
    on_cleanup(move || resized.remove());
    let over_it = move || (draft.kind.get() == Kind::Panels).then(|| cells::cells(draft));
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
    draft.paint(&surface);
}

/// Puts what was chosen on the stage.
fn make(draft: Draft) {
    let tools = draft.tools;
    let (name, made): (_, Rc<dyn Made>) = match draft.kind.get_untracked() {
        Kind::Blank => ("Blank", Rc::new(draft.blank.get_untracked())),
        Kind::Panels => ("Panels", Rc::new(draft.shown_panels())),
    };
    tools.dialog.set(None);
    let source = async move { Ok(PictureSource::Made(made)) };
    bring_picture(*tools, name.to_owned(), source, move |picture| {
        draft.made.set_value(Some(picture.id));
        let said = format!("{name}, {} pixels", picture.size);
        tools.send(Message::SetPicture(picture));
        tools.status.set(said);
    });
}
