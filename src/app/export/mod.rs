//! The meme, given to the person.

mod making;
mod more;
mod told;
mod wish;

use crate::app::dynamic::dynamic;
use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;

use super::icon::icon;
use super::notice::{Notice, Place};
use super::session::Session;
use crate::browser::{Canvas, CanvasMeasure, Intl, PictureSource, download, fonts};
use crate::codec::meme_file_name;
use crate::document::{Document, PixelSize};
use crate::render::smaller_sizes;
use crate::scene::SceneBuilder;
use crate::text::cased;
pub use making::{Problem, copy, made};
pub use more::more;
pub use told::told;
pub use wish::{Exports, Wish};

/// The one filled button of the page.
#[component]
pub fn DownloadButton() -> impl IntoView {
    let session = Session::expect();
    // While a picture is being opened, what could be downloaded is not what was just chosen.
    let nothing_to_download =
        move || session.is_opening.get() || session.shown.with(Option::is_none);
    view! {
        <button
            type="button"
            class="button primary"
            disabled=dynamic(nothing_to_download)
            aria-busy=dynamic(move || session.is_exporting.get().to_string())
            on:click=move |_| download(session, session.document().size())
        >
            {icon("download")}
            "Download"
        </button>
    }
}

/// Why there is no file. Displays as a sentence for the person.
#[derive(Debug, Error)]
pub enum ExportError {
    #[error(
        "This browser cannot make a picture of {full} pixels. The largest it can make is {largest}."
    )]
    TooLarge { full: PixelSize, largest: PixelSize },
    #[error("This device has no memory left for the picture. Close other tabs and try again.")]
    NoMemory,
    #[error("The font could not be loaded. Check the connection and try again.")]
    NoFont,
    #[error(
        "The browser did not take the file. Check whether downloads are allowed for this site."
    )]
    NotSaved,
    #[error("There is no picture yet. Choose one first.")]
    NoPicture,
}

/// Gives the meme to the person as a PNG file of `size`, and says so, or why not. One at a time: a large one takes
/// seconds, and who clicks again meanwhile wants it sooner, not twice.
pub fn download(session: Session, size: PixelSize) {
    if session.is_exporting.get_untracked() {
        return;
    }
    session.is_exporting.set(true);
    let document = session.document();
    session.notice.set(None);
    session.status.set("Preparing the file".to_owned());
    spawn_local(async move {
        let exported = export(session, &document, size).await;
        session.is_exporting.set(false);
        match exported {
            Ok(name) => session
                .status
                .set(format!("Saved as {name}, {size} pixels")),
            Err(error) => {
                session.status.set(String::new());
                let mut notice = Notice::new(Place::Stage, &error);
                if let ExportError::TooLarge { largest, .. } = error {
                    notice.offer = Some(largest);
                }
                session.notice.set(Some(notice));
            }
        }
    });
}

/// Makes the file and saves it. Returns its name.
async fn export(
    session: Session,
    document: &Document,
    size: PixelSize,
) -> Result<String, ExportError> {
    let shown = session.shown.get_untracked();
    let source = shown.ok_or(ExportError::NoPicture)?.source;
    let canvas = painted(document, &source, size).await?;
    let png = canvas.to_file("image/png", 1.0).await;
    let png = png.ok_or_else(|| too_large(size))?;
    drop(canvas);
    let png = session.finished(document, png).await;
    let name = meme_file_name(&document.picture.name, "png");
    download::save(&png, &name).map_err(|_| ExportError::NotSaved)?;
    Ok(name)
}

/// Paints a meme in `size`, of all the pixels of its picture.
async fn painted(
    document: &Document,
    source: &PictureSource,
    size: PixelSize,
) -> Result<Canvas, ExportError> {
    for text_box in &document.texts {
        let text = cased(text_box, &Intl);
        if !text_box.is_hidden && !fonts::load(&text_box.look.font, &text).await {
            return Err(ExportError::NoFont);
        }
    }
    let measure = CanvasMeasure::new().ok_or(ExportError::NoMemory)?;
    let scene = SceneBuilder::default().build(document, &measure);
    let canvas = Canvas::detached(size).ok_or_else(|| too_large(size))?;
    let bitmap = source.decode().await.ok_or(ExportError::NoMemory)?;
    if !canvas.paint(&scene, size, document.picture.id, &bitmap) {
        return Err(ExportError::NoMemory);
    }
    Ok(canvas)
}

/// Finds the largest size below `full` that this browser can make.
fn too_large(full: PixelSize) -> ExportError {
    smaller_sizes(full)
        .find(|size| Canvas::detached(*size).is_some())
        .map_or(ExportError::NoMemory, |largest| ExportError::TooLarge {
            full,
            largest,
        })
}
