use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::session::Session;
use crate::browser::{Canvas, CanvasMeasure, device_pixel_ratio, fonts};
use crate::document::PixelSize;
use crate::editor::preview_size;
use crate::scene;

/// The stage is resized for this long without a pause before the picture is decoded for its new size.
const SETTLED: Duration = Duration::from_millis(150);

/// Keeps the canvas showing the meme: painted anew, once a frame at most, whenever anything that is to be seen has
/// changed. Returns whether there is something on it.
pub fn keep_painted(session: Session, canvas: NodeRef<html::Canvas>) -> ReadSignal<bool> {
    let is_painted = RwSignal::new(false);
    let fonts = keep_fonts_loaded(session);
    keep_preview_sharp(session);
    let painter = StoredValue::new_local(None::<(Canvas, CanvasMeasure)>);
    let is_frame_requested = StoredValue::new(false);

    let paint = move || {
        let Some(shown) = session.shown.get_untracked() else {
            return;
        };
        painter.update_value(|painter| {
            if painter.is_none() {
                let canvas = canvas.get_untracked().and_then(Canvas::new);
                *painter = canvas.zip(CanvasMeasure::new());
            }
            let Some((canvas, measure)) = painter else {
                return;
            };
            measure.use_fonts(fonts.get_untracked());
            session.editor.with_untracked(|editor| {
                if editor.document().picture.id == shown.id {
                    let scene = scene::build(editor.document(), measure);
                    canvas.paint(&scene, wanted_size(session), shown.id, &shown.preview);
                    is_painted.set(true);
                }
            });
        });
    };

    Effect::new(move |_| {
        session.editor.track();
        session.shown.track();
        session.stage.track();
        let fonts_were_tried = fonts.get() > 0;
        if fonts_were_tried && !is_frame_requested.get_value() {
            is_frame_requested.set_value(true);
            request_animation_frame(move || {
                is_frame_requested.set_value(false);
                paint();
            });
        }
    });
    is_painted.read_only()
}

fn wanted_size(session: Session) -> PixelSize {
    let meme = session
        .editor
        .with_untracked(|editor| editor.document().size());
    preview_size(meme, session.stage.get_untracked(), device_pixel_ratio())
}

/// Loads what the texts need of the bundled fonts. Returns a number that changes when more of them is there; 0 until
/// that was tried for the first time.
fn keep_fonts_loaded(session: Session) -> ReadSignal<u32> {
    let version = RwSignal::new(0);
    Effect::new(move |_| {
        let wanted = session.editor.with(|editor| {
            let boxes = editor.document().texts.iter();
            boxes
                .map(|text_box| (text_box.look.face, text_box.look.case.apply(&text_box.text)))
                .filter(|(face, text)| !fonts::are_loaded(*face, text))
                .collect::<Vec<_>>()
        });
        if wanted.is_empty() {
            version.update(|version| *version = (*version).max(1));
            return;
        }
        spawn_local(async move {
            for (face, text) in wanted {
                fonts::load(face, &text).await;
            }
            version.update(|version| *version += 1);
        });
    });
    version.read_only()
}

/// Decodes the picture again when the stage has got another size.
fn keep_preview_sharp(session: Session) {
    Effect::new(move |timeout: Option<Option<TimeoutHandle>>| {
        session.stage.track();
        if let Some(timeout) = timeout.flatten() {
            timeout.clear();
        }
        let shown = session.shown.get()?;
        if shown.preview.size() == wanted_size(session) {
            return None;
        }
        let sharpen = move || {
            spawn_local(async move {
                let Ok(bitmap) = shown.source.decode().await else {
                    return;
                };
                let preview = bitmap.resized(wanted_size(session)).await;
                session.shown.update(|current| {
                    if let (Some(current), Some(preview)) = (current, preview)
                        && current.id == shown.id
                    {
                        current.preview = preview;
                    }
                });
            });
        };
        set_timeout_with_handle(sharpen, SETTLED).ok()
    });
}
