//! Pictures, opened: the example's, and with a part of the page of its own, which looks at files, those that people choose.

use std::fmt::Display;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DataTransfer, File};

use crate::app::later::{NotLoaded, fetch as fetch_part};
use crate::app::notice::{Notice, Place};
use crate::app::session::{Session, Tab};
use crate::browser::{Bitmap, Opened, PictureSource, fetch, now_ms};
use crate::codec::picture::{Dragged, Format, PictureError, Remark, dragged};
use crate::document::{Picture, PictureId};
use crate::editor::Editor;

/// Where the example's photo is. `public/licences.md` says where it comes from.
const EXAMPLE_PHOTO: &str = "/example/cat.webp";

/// What a picture is called that comes without a name.
const DRAGGED: &str = "picture";

/// What is said of a picture that is somewhere else.
const ELSEWHERE: &str = "MemeForge fetches nothing from other sites: save the picture to your device, or copy it, and drop or paste it here.";

/// Opens the one picture among `files`, which somebody chose at `place`, and puts it under the texts. Whatever is wrong with
/// it is said there, and the meme stays as it is.
pub fn open_files(session: Session, files: Vec<File>, place: Place) {
    if files.is_empty() {
        return;
    }
    let attempt = session.begin_opening();
    spawn_local(async move {
        if let Err(error) = open_chosen(session, files, place, attempt).await
            && session.has_opened(attempt)
        {
            refuse(session, place, &error.to_string());
        }
    });
}

#[leptos::wasm_split::wasm_split(
    opening,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_opening),
    fallible
)]
pub fn open_chosen(
    session: Session,
    files: Vec<File>,
    place: Place,
    attempt: u32,
) -> Result<(), NotLoaded> {
    spawn_local(async move {
        let mut name = String::new();
        let opened = match files.as_slice() {
            [file] if session.takes(file).await => {
                session.has_opened(attempt);
                return;
            }
            [file] => {
                name = file.name();
                open(session, file).await
            }
            _ => Err(PictureError::Several),
        };
        if !session.has_opened(attempt) {
            return;
        }
        match opened {
            Ok((opened, preview)) => {
                let picture = Picture {
                    id: PictureId(attempt),
                    name,
                    size: opened.bitmap.size(),
                };
                session
                    .status
                    .set(format!("{} opened, {} pixels", picture.name, picture.size));
                session.show(picture.id, opened.source, preview);
                (session.editor).update(|editor| editor.change_picture(picture, now_ms()));
                session.forget_unreachable();
                remark(session, place, opened.remark);
            }
            Err(error) => refuse(session, place, &error.to_string()),
        }
    });
    Ok(())
}

/// Opens what is dragged from another page, where its bytes come along.
pub fn open_from_page(session: Session, dragged: Option<DataTransfer>) {
    let Some(dragged) = dragged else { return };
    let of = |kind| dragged.get_data(kind).unwrap_or_default();
    let addresses = [of("text/uri-list"), of("text/plain")];
    let opened = open_dragged(session, addresses, of("text/html"));
    fetch_part(session, opened);
}

#[leptos::wasm_split::wasm_split(opening, wasm_split_path = ::leptos::wasm_split, fallible)]
fn open_dragged(session: Session, addresses: [String; 2], html: String) -> Result<(), NotLoaded> {
    match dragged(&addresses, &html) {
        Some(Dragged::File(bytes)) => {
            let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
            if let Ok(file) = File::new_with_u8_array_sequence(&parts, DRAGGED) {
                open_files(session, vec![file], Place::Stage);
            }
        }
        Some(Dragged::Elsewhere) => notice(session, Place::Stage, ELSEWHERE),
        None => {}
    }
    Ok(())
}

async fn open(session: Session, file: &File) -> Result<(Opened, Bitmap), PictureError> {
    session.status.set(format!("Opening {}", file.name()));
    let opened = Opened::open(file).await?;
    let preview = for_the_stage(session, &opened.bitmap).await;
    Ok((opened, preview.ok_or(PictureError::NoMemory)?))
}

/// Says at `place` what there is to be said of a picture that was opened.
fn remark(session: Session, place: Place, remark: Option<Remark>) {
    if let Some(remark) = remark {
        notice(session, place, &remark.to_string());
    }
}

/// A picture that was made, or found elsewhere than in a file of the person's.
pub struct Brought {
    name: String,
    source: PictureSource,
    /// The id that it had; none where it is new.
    id: Option<PictureId>,
    remark: Option<Remark>,
    take: Box<dyn FnOnce(Picture)>,
    /// Whether it is still wanted once its pixels are there.
    is_wanted: Box<dyn Fn() -> bool>,
}

impl Brought {
    /// A picture and its name; `take` has the editor take it into the meme.
    pub fn new(name: String, source: PictureSource, take: impl FnOnce(Picture) + 'static) -> Self {
        Self {
            name,
            source,
            id: None,
            remark: None,
            take: Box::new(take),
            is_wanted: Box::new(|| true),
        }
    }

    /// A file that was opened.
    pub fn opened(name: String, opened: Opened, take: impl FnOnce(Picture) + 'static) -> Self {
        Self {
            remark: opened.remark,
            ..Self::new(name, opened.source, take)
        }
    }

    /// The same, and not taken where `is_wanted` says no in the end.
    pub fn unless_not_wanted(self, is_wanted: impl Fn() -> bool + 'static) -> Self {
        Self {
            is_wanted: Box::new(is_wanted),
            ..self
        }
    }

    /// A picture that was on the stage before, under its id.
    pub fn as_it_was(
        name: String,
        source: PictureSource,
        id: PictureId,
        take: impl FnOnce(Picture) + 'static,
    ) -> Self {
        Self {
            id: Some(id),
            ..Self::new(name, source, take)
        }
    }
}

/// Puts the picture that `bringing` brings on the stage. Whatever is wrong with it is said, and the meme stays as it is.
pub fn bring<E: Display + From<PictureError> + 'static>(
    session: Session,
    bringing: impl Future<Output = Result<Brought, E>> + 'static,
) {
    let attempt = session.begin_opening();
    spawn_local(async move {
        let opened = async {
            let brought = bringing.await?;
            let bitmap = brought
                .source
                .decode()
                .await
                .ok_or(PictureError::NoMemory)?;
            let preview = for_the_stage(session, &bitmap).await;
            Ok::<_, E>((
                brought,
                bitmap.size(),
                preview.ok_or(PictureError::NoMemory)?,
            ))
        };
        let opened = opened.await;
        if !session.has_opened(attempt) {
            return;
        }
        match opened {
            Ok((brought, size, preview)) => {
                let Brought {
                    name,
                    source,
                    id,
                    remark: said,
                    take,
                    is_wanted,
                } = brought;
                if !is_wanted() {
                    return;
                }
                let id = id.unwrap_or(PictureId(attempt));
                session.show(id, source, preview);
                remark(session, Place::Stage, said);
                take(Picture { id, name, size });
                session.forget_unreachable();
            }
            Err(error) => refuse(session, Place::Stage, &error.to_string()),
        }
    });
}

/// The picture in the size in which the whole of it will be seen.
async fn for_the_stage(session: Session, bitmap: &Bitmap) -> Option<Bitmap> {
    let mut view = session.editor.with_untracked(Editor::view);
    view.fit();
    bitmap.resized(view.preview_size(bitmap.size())).await
}

/// Puts the example's photo on the stage, unless somebody has chosen another picture by the time it is there.
pub fn open_example(session: Session) {
    spawn_local(async move {
        let Some(blob) = fetch(EXAMPLE_PHOTO).await else {
            return;
        };
        let format = Format::WebP;
        let source = PictureSource::Raster { blob, format };
        let Some(bitmap) = source.decode().await else {
            return;
        };
        let preview = for_the_stage(session, &bitmap).await;
        if let Some(preview) = preview.filter(|_| session.shown.with_untracked(Option::is_none)) {
            let id = (session.editor).with_untracked(|editor| editor.document().picture.id);
            session.show(id, source, preview);
        }
    });
}

/// Says at `place` what is wrong. Whoever chose it before the page was quite there still gets the example.
fn refuse(session: Session, place: Place, problem: &str) {
    session.status.set(String::new());
    notice(session, place, problem);
    if session.shown.with_untracked(Option::is_none) {
        open_example(session);
    }
}

fn notice(session: Session, place: Place, sentence: &str) {
    // A phone shows one panel at a time: what is said in one that is not seen is said to nobody.
    if place == Place::Picture && !matches!(session.tab.get_untracked(), Tab::Picture | Tab::Text) {
        session.tab.set(Tab::Picture);
    }
    session.notice.set(Some(Notice::new(place, sentence)));
}
