use kurbo::Size;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, File};

use super::notice::{Notice, Place};
use crate::browser::{Bitmap, PictureSource, device_pixel_ratio, fetch};
use crate::codec::picture::PictureError;
use crate::document::{Document, Picture, PictureId};
use crate::editor::{Editor, Message, preview_size};

/// Where the example's photo is. `public/licences.md` says where it comes from.
const EXAMPLE_PHOTO: &str = "/example/cat.webp";

/// All that the page's components share.
#[derive(Clone, Copy)]
pub struct Session {
    /// The meme.
    pub editor: RwSignal<Editor>,
    /// The picture that is on the stage, once one is.
    pub shown: RwSignal<Option<Shown>, LocalStorage>,
    /// The inside of the stage, in CSS pixels; nothing until the page has been laid out.
    pub stage: RwSignal<Size>,
    /// Whether a picture is being opened.
    pub is_opening: RwSignal<bool>,
    /// Whether a file is being made.
    pub is_exporting: RwSignal<bool>,
    /// What a person has to be told.
    pub notice: RwSignal<Option<Notice>>,
    /// What a person who does not see the page is told of what has worked.
    pub status: RwSignal<String>,
    /// How many pictures were chosen so far.
    attempts: StoredValue<u32>,
}

/// A picture on the stage.
#[derive(Clone)]
pub struct Shown {
    /// Its id in the document.
    pub id: PictureId,
    /// Its file.
    pub source: PictureSource,
    /// Its pixels, in the size of the preview.
    pub preview: Bitmap,
}

impl Session {
    /// Starts a session on the example and gives it to all components below.
    pub fn provide() -> Self {
        let session = Self {
            editor: RwSignal::new(Editor::example()),
            shown: RwSignal::new_local(None),
            stage: RwSignal::new(Size::ZERO),
            is_opening: RwSignal::new(false),
            is_exporting: RwSignal::new(false),
            notice: RwSignal::new(None),
            status: RwSignal::new(String::new()),
            attempts: StoredValue::new(0),
        };
        provide_context(session);
        session
    }

    /// The session that a component is part of.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Carries a message out.
    pub fn send(self, message: Message) {
        self.editor.update(|editor| editor.update(message));
    }

    /// A copy of the meme as it is now.
    pub fn document(self) -> Document {
        self.editor
            .with_untracked(|editor| editor.document().clone())
    }

    /// Opens the one picture among `files`, which somebody chose at `place`, and puts it under the texts. Whatever is
    /// wrong with it is said there, and the meme stays as it is.
    pub fn open_files(self, files: Vec<File>, place: Place) {
        match files.as_slice() {
            [] => {}
            [file] => self.open(file.clone(), place),
            _ => self.refuse(place, PictureError::Several),
        }
    }

    fn open(self, file: File, place: Place) {
        let attempt = self.begin_attempt();
        let name = file.name();
        self.status.set(format!("Opening {name}"));
        spawn_local(async move {
            let opened = self.decode(&file).await;
            if self.attempts.get_value() != attempt {
                return; // Another picture has been chosen since.
            }
            self.is_opening.set(false);
            match opened {
                Ok((source, bitmap, preview)) => {
                    let picture = Picture {
                        id: PictureId(attempt),
                        name,
                        size: bitmap.size(),
                    };
                    self.status
                        .set(format!("{} opened, {} pixels", picture.name, picture.size));
                    self.show(picture.id, source, preview);
                    self.send(Message::SetPicture(picture));
                }
                Err(error) => self.refuse(place, error),
            }
        });
    }

    /// Puts the example's photo on the stage, unless somebody has chosen another picture by the time it is there.
    pub fn open_example(self) {
        spawn_local(async move {
            let Some(photo) = fetch(EXAMPLE_PHOTO).await else {
                return;
            };
            let Ok((source, _, preview)) = self.decode(&photo).await else {
                return;
            };
            if self.shown.with_untracked(Option::is_none) {
                let id = (self.editor).with_untracked(|editor| editor.document().picture.id);
                self.show(id, source, preview);
            }
        });
    }

    /// Says at `place` what is wrong. Whoever chose it before the page was quite there still gets the example.
    fn refuse(self, place: Place, error: PictureError) {
        self.status.set(String::new());
        self.notice.set(Some(Notice::new(place, error)));
        if self.shown.with_untracked(Option::is_none) {
            self.open_example();
        }
    }

    fn begin_attempt(self) -> u32 {
        self.notice.set(None);
        self.is_opening.set(true);
        self.attempts.update_value(|attempts| *attempts += 1);
        self.attempts.get_value()
    }

    async fn decode(self, file: &Blob) -> Result<(PictureSource, Bitmap, Bitmap), PictureError> {
        let (source, bitmap) = PictureSource::open(file).await?;
        let size = preview_size(
            bitmap.size(),
            self.stage.get_untracked(),
            device_pixel_ratio(),
        );
        let preview = bitmap.resized(size).await.ok_or(PictureError::NoMemory)?;
        Ok((source, bitmap, preview))
    }

    fn show(self, id: PictureId, source: PictureSource, preview: Bitmap) {
        self.shown.set(Some(Shown {
            id,
            source,
            preview,
        }));
    }
}
