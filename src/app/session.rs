use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::{Blob, File};

use super::notice::{Notice, Place};
use crate::browser::{Bitmap, FrameRequest, PictureSource, likely_language, now_ms};
use crate::document::{Document, PictureId, TextBox, TextId};
use crate::editor::Editor;

/// What the page's components share from the beginning. What comes later shares more: `Tools`.
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
    /// The panel that a phone shows.
    pub tab: RwSignal<Tab>,
    desk: StoredValue<Desk, LocalStorage>,
}

/// What makes the file of a picture that is given to the person, of the meme and the picture alone.
pub type Finish = Rc<dyn Fn(Document, Blob) -> Pin<Box<dyn Future<Output = Blob>>>>;

/// What looks into a file that was chosen. Says whether it has taken care of it.
pub type TakeFile = Rc<dyn Fn(File) -> Pin<Box<dyn Future<Output = bool>>>>;

/// What is kept and never shown.
#[derive(Default)]
struct Desk {
    /// Both come with later parts.
    finish: Option<Finish>,
    take_file: Option<TakeFile>,
    /// The files of all pictures that undoing can bring back.
    sources: Vec<(PictureId, PictureSource)>,
    /// How many pictures were chosen so far.
    attempts: u32,
    /// Paints the stage.
    frames: FrameRequest,
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
            tab: RwSignal::new(Tab::Text),
            desk: StoredValue::new_local(Desk::default()),
        };
        provide_context(session);
        session
    }

    /// The session that a component is part of.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Somebody has typed into a text: the whole text as it is now.
    pub fn type_text(self, id: TextId, text: String) {
        (self.editor).update(|editor| editor.type_text(id, text, likely_language(), now_ms()));
        self.tell_refusal();
    }

    /// Says what of the last message was not done.
    pub fn tell_refusal(self) {
        if let Some(refusal) = self.editor.with_untracked(Editor::refusal) {
            self.notice.set(Some(Notice::new(Place::Stage, refusal)));
        }
    }

    /// Paints the stage with each frame that is requested.
    pub fn set_painter(self, paint: impl Fn() + 'static) {
        (self.desk).update_value(|desk| desk.frames = FrameRequest::new(paint));
    }

    /// Has the stage painted with the next frame, once.
    pub fn request_frame(self) {
        self.desk.with_value(|desk| desk.frames.request());
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

    /// Another picture has been chosen. Returns its number; ends with [`Session::has_opened`].
    pub fn begin_opening(self) -> u32 {
        self.notice.set(None);
        self.is_opening.set(true);
        self.desk.update_value(|desk| desk.attempts += 1);
        self.desk.with_value(|desk| desk.attempts)
    }

    /// The picture of this number is open, or cannot be. Returns false where another one has been chosen since.
    pub fn has_opened(self, attempt: u32) -> bool {
        let is_last = self.desk.with_value(|desk| desk.attempts == attempt);
        if is_last {
            self.is_opening.set(false);
        }
        is_last
    }

    /// Puts a picture on the stage.
    pub fn show(self, id: PictureId, source: PictureSource, preview: Bitmap) {
        (self.desk).update_value(|desk| desk.sources.push((id, source.clone())));
        self.shown.set(Some(Shown {
            id,
            source,
            preview,
        }));
    }

    /// The file of a picture that was in the meme.
    pub fn source(self, id: PictureId) -> Option<PictureSource> {
        self.desk.with_value(|desk| {
            let found = desk.sources.iter().find(|(known, _)| *known == id);
            found.map(|(_, source)| source.clone())
        })
    }

    /// Has files that are given to the person made by `finish`.
    pub fn set_finish(self, finish: Finish) {
        self.desk.update_value(|desk| desk.finish = Some(finish));
    }

    /// The file that is given to the person, of a picture of the meme.
    pub async fn finished(self, document: &Document, picture: Blob) -> Blob {
        match self.desk.with_value(|desk| desk.finish.clone()) {
            Some(finish) => finish(document.clone(), picture).await,
            None => picture,
        }
    }

    /// Has files that are chosen looked into by `take_file`.
    pub fn set_take_file(self, take_file: TakeFile) {
        self.desk
            .update_value(|desk| desk.take_file = Some(take_file));
    }

    /// Whether a file that was chosen is more than a picture, and taken care of.
    pub async fn takes(self, file: &File) -> bool {
        match self.desk.with_value(|desk| desk.take_file.clone()) {
            Some(take_file) => take_file(file.clone()).await,
            None => false,
        }
    }

    /// The files of all pictures that were in the meme.
    pub fn sources(self) -> Vec<(PictureId, PictureSource)> {
        self.desk.with_value(|desk| desk.sources.clone())
    }

    /// Takes files under the ids that they had. Pictures that are chosen later have higher ones.
    pub fn keep_sources(self, sources: Vec<(PictureId, PictureSource)>) {
        self.desk.update_value(|desk| {
            for (PictureId(number), _) in &sources {
                desk.attempts = desk.attempts.max(*number);
            }
            let is_other = |known: &PictureId| sources.iter().all(|(id, _)| id != known);
            desk.sources.retain(|(known, _)| is_other(known));
            desk.sources.extend(sources);
        });
    }

    /// Gives back the memory of pictures that nothing brings back any more.
    pub fn forget_unreachable(self) {
        self.editor.with_untracked(|editor| {
            (self.desk).update_value(|desk| desk.sources.retain(|(id, _)| editor.can_show(*id)));
        });
    }
}
