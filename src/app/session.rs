use std::collections::HashMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Blob, File};

use super::notice::{Notice, Place};
use crate::browser::{Bitmap, FrameRequest, PictureSource, fetch, now_ms};
use crate::codec::picture::PictureError;
use crate::document::{Document, Picture, PictureId, TextBox, TextId};
use crate::editor::{Editor, Message};

/// Where the example's photo is. `public/licences.md` says where it comes from.
const EXAMPLE_PHOTO: &str = "/example/cat.webp";

/// All that the page's components share.
#[derive(Clone, Copy)]
pub struct Session {
    /// The meme.
    pub editor: RwSignal<Editor>,
    /// The picture that is on the stage, once one is.
    pub shown: RwSignal<Option<Shown>, LocalStorage>,
    /// Whether a picture is being opened.
    pub is_opening: RwSignal<bool>,
    /// Whether a file is being made.
    pub is_exporting: RwSignal<bool>,
    /// What a person has to be told.
    pub notice: RwSignal<Option<Notice>>,
    /// What a person who does not see the page is told of what has worked.
    pub status: RwSignal<String>,
    /// What lies over the page, if anything does.
    pub dialog: RwSignal<Option<Dialog>>,
    /// The text whose name is being written in the list of layers.
    pub renaming: RwSignal<Option<TextId>>,
    /// The panel that a phone shows.
    pub tab: RwSignal<Tab>,
    /// Whether a phone's sheet has the larger of its two heights.
    pub is_sheet_tall: RwSignal<bool>,
    /// Whether shortcuts are written as Macs do; known once the page runs in the browser.
    pub is_mac: RwSignal<bool>,
    /// The names of the person's own fonts.
    pub own_fonts: RwSignal<Vec<String>>,
    /// Where the caret goes when the field on the stage opens: a byte offset in its text.
    pub caret: StoredValue<Option<usize>>,
    /// Whether the space bar is held, which makes a drag move the view.
    pub is_space_held: StoredValue<bool>,
    /// The files of all pictures that undoing can bring back.
    sources: StoredValue<HashMap<PictureId, PictureSource>, LocalStorage>,
    /// How many pictures were chosen so far.
    attempts: StoredValue<u32>,
    /// The message of a drag that waits for the next frame.
    pending: StoredValue<Option<Message>>,
    /// Paints the stage.
    frames: StoredValue<FrameRequest, LocalStorage>,
}

/// What can lie over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The command palette.
    Palette,
    /// All shortcuts.
    Help,
}

/// A panel, of which a phone shows one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Pictures.
    Picture,
    /// What the texts say.
    Text,
    /// How they look.
    Look,
    /// Their order.
    Layers,
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
            is_opening: RwSignal::new(false),
            is_exporting: RwSignal::new(false),
            notice: RwSignal::new(None),
            status: RwSignal::new(String::new()),
            dialog: RwSignal::new(None),
            renaming: RwSignal::new(None),
            tab: RwSignal::new(Tab::Text),
            is_sheet_tall: RwSignal::new(false),
            is_mac: RwSignal::new(false),
            own_fonts: RwSignal::new(Vec::new()),
            caret: StoredValue::new(None),
            is_space_held: StoredValue::new(false),
            sources: StoredValue::new_local(HashMap::new()),
            attempts: StoredValue::new(0),
            pending: StoredValue::new(None),
            frames: StoredValue::new_local(FrameRequest::default()),
        };
        provide_context(session);
        session
    }

    /// The session that a component is part of.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Carries a message out, and says what has happened to those who do not see it.
    pub fn send(self, message: Message) {
        self.send_pending();
        self.editor
            .update(|editor| editor.update(message, now_ms()));
        self.announce();
    }

    /// Carries out a message of a drag with the next frame, unless a later one comes before: only the stage follows, the
    /// panels when the drag ends.
    pub fn send_with_frame(self, message: Message) {
        self.pending.set_value(Some(message));
        self.frames.with_value(FrameRequest::request);
    }

    /// Carries out what waits for the next frame.
    pub fn send_pending(self) {
        let Some(message) = self.pending.try_update_value(Option::take).flatten() else {
            return;
        };
        let count = |editor: &Editor| (editor.selection().len(), editor.document().texts.len());
        let is_other = self.editor.try_update_untracked(|editor| {
            let before = count(editor);
            // No message of a drag looks at the time.
            editor.update(message, 0.0);
            before != count(editor)
        });
        // A marquee selects on its way, and Alt leaves copies.
        if is_other == Some(true) {
            self.editor.notify();
        }
    }

    fn announce(self) {
        let announcement = (self.editor).with_untracked(|editor| editor.announcement().to_owned());
        if !announcement.is_empty() {
            self.status.set(announcement);
        }
    }

    /// What paints the stage.
    pub fn set_painter(self, paint: impl Fn() + 'static) {
        let frame = move || {
            self.send_pending();
            paint();
        };
        self.frames.set_value(FrameRequest::new(frame));
    }

    /// Has the stage painted with the next frame, once.
    pub fn request_frame(self) {
        self.frames.with_value(FrameRequest::request);
    }

    /// A copy of the meme as it is now.
    pub fn document(self) -> Document {
        self.editor
            .with_untracked(|editor| editor.document().clone())
    }

    /// Something about the editor; what depends on it follows only when it is another.
    pub fn watch<T: PartialEq + Send + Sync + 'static>(
        self,
        of: impl Fn(&Editor) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        self.watch_boxed(Box::new(of))
    }

    /// The same without the closure's type: so the memo's code is in the WebAssembly once for each kind of value.
    fn watch_boxed<T: PartialEq + Send + Sync + 'static>(
        self,
        of: Box<dyn Fn(&Editor) -> T + Send + Sync>,
    ) -> Memo<T> {
        Memo::new(move |_| self.editor.with(&of))
    }

    /// Something about the text whose properties are shown; `otherwise` where none is selected.
    pub fn watch_primary<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        otherwise: T,
        of: impl Fn(&TextBox, &Document) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        self.watch(move |editor| {
            (editor.primary()).map_or_else(
                || otherwise.clone(),
                |text_box| of(text_box, editor.document()),
            )
        })
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
                    self.forget_unreachable();
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
        // A phone shows one panel at a time: what is said in one that is not seen is said to nobody.
        if place == Place::Picture && !matches!(self.tab.get_untracked(), Tab::Picture | Tab::Text)
        {
            self.tab.set(Tab::Picture);
        }
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
        let mut view = self.editor.with_untracked(Editor::view);
        view.fit();
        let size = view.preview_size(bitmap.size());
        let preview = bitmap.resized(size).await.ok_or(PictureError::NoMemory)?;
        Ok((source, bitmap, preview))
    }

    fn show(self, id: PictureId, source: PictureSource, preview: Bitmap) {
        self.sources
            .update_value(|sources| drop(sources.insert(id, source.clone())));
        self.shown.set(Some(Shown {
            id,
            source,
            preview,
        }));
    }

    /// The file of a picture that was in the meme.
    pub fn source(self, id: PictureId) -> Option<PictureSource> {
        self.sources.with_value(|sources| sources.get(&id).cloned())
    }

    /// Gives back the memory of pictures that nothing brings back any more.
    fn forget_unreachable(self) {
        self.editor.with_untracked(|editor| {
            self.sources
                .update_value(|sources| sources.retain(|id, _| editor.can_show(*id)));
        });
    }
}
