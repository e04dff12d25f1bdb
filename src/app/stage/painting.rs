use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use kurbo::{Affine, Point, Rect, Vec2};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::app::dynamic::effect;
use crate::app::session::{Session, Shown};
use crate::browser::{
    CanvasMeasure, Intl, PreviewPainter, TextTools, find, fonts, paint_in_slices, use_text_tools,
};
use crate::document::{Case, Document, Font, PixelSize, TextBox, TextId, turn};
use crate::editor::{Editor, Gesture, View};
use crate::render::view_of_all;
use crate::scene::{Scene, SceneBuilder};
use crate::text::{Casing, Rules, TextLayout, cased, is_mixed, levels, mixed};

/// The canvas that is seen.
const PREVIEW: &str = "#memeCanvas";

/// The stage is resized for this long without a pause before the picture is decoded for its new size.
const SETTLED: Duration = Duration::from_millis(150);

/// The most pixels of a picture that are kept for the preview, however close one looks: what an iPhone's canvas can hold.
const MOST_PIXELS: f64 = 16_777_216.0;

/// Keeps the stage showing the meme: painted anew, once a frame at most, whenever anything that is to be seen has changed.
#[derive(Clone, Copy)]
pub struct Painting {
    /// Whether there is something on the canvas.
    pub is_painted: RwSignal<bool>,
    studio: StoredValue<Rc<RefCell<Studio>>, LocalStorage>,
}

/// What painting takes.
#[derive(Default)]
pub struct Studio {
    easel: Option<Easel>,
    companion: Option<Rc<dyn Companion>>,
    /// How often fonts were loaded; 0 until that was tried for the first time, and until then nothing is painted.
    fonts: u32,
}

/// What goes along with each frame, once it is there.
pub trait Companion {
    /// Does what is to be seen in this frame.
    fn before(&self);
    /// Follows what was painted.
    fn after(&self, editor: &Editor, easel: &Easel);
}

/// What the stage is painted with.
pub struct Easel {
    painter: PreviewPainter,
    /// What texts are measured with.
    pub measure: CanvasMeasure,
    builder: SceneBuilder,
    fonts: u32,
}

impl Painting {
    /// Nothing is painted yet.
    pub fn new() -> Self {
        Self {
            is_painted: RwSignal::new(false),
            studio: StoredValue::new_local(Rc::default()),
        }
    }

    /// Has each frame go along with `companion`.
    pub fn take_along(self, companion: impl Companion + 'static) {
        self.studio().borrow_mut().companion = Some(Rc::new(companion));
    }

    /// Has texts laid out and painted with all that more than typing takes; anew those that need it.
    pub fn use_tools(self, session: Session) {
        use_text_tools(TextTools {
            levels,
            mixed: |case, text, language| {
                let rules = Rules {
                    upper: &|text, language| Intl.upper(text, language),
                    lower: &|text, language| Intl.lower(text, language),
                };
                mixed(case, text, language, &rules)
            },
        });
        paint_in_slices();
        let is_waiting = |text_box: &TextBox| {
            let case = text_box.look.case;
            !matches!(case, Case::Upper | Case::Lower | Case::AsTyped) || is_mixed(&text_box.text)
        };
        let is_any_waiting = session
            .editor
            .with_untracked(|editor| editor.document().texts.iter().any(is_waiting));
        if is_any_waiting {
            self.studio().borrow_mut().fonts += 1;
            session.request_frame();
        }
    }

    /// Begins to keep the preview painted.
    pub fn keep(self, session: Session) {
        self.keep_fonts_loaded(session);
        keep_preview_sharp(session);
        effect(move || session.set_painter(move || self.frame(session)));
        effect(move || {
            session.editor.track();
            session.shown.track();
            session.request_frame();
        });
    }

    /// What is painted with, for who uses it often.
    pub fn studio(self) -> Rc<RefCell<Studio>> {
        self.studio.get_value()
    }

    fn frame(self, session: Session) {
        let studio = self.studio();
        let companion = studio.borrow().companion.clone();
        if let Some(companion) = companion {
            companion.before();
        }
        if let Some(shown) = session.shown.get_untracked() {
            (session.editor).with_untracked(|editor| {
                self.paint(session, &mut studio.borrow_mut(), editor, &shown);
            });
        }
    }

    fn paint(self, session: Session, studio: &mut Studio, editor: &Editor, shown: &Shown) {
        if studio.easel.is_none() {
            studio.easel = Easel::new();
        }
        let Some(easel) = studio.easel.as_mut().filter(|_| studio.fonts > 0) else {
            return;
        };
        easel.use_fonts(studio.fonts);
        if editor.document().picture.id == shown.id {
            if !easel.paint(editor, shown) {
                session.request_frame();
            }
            // Once: whoever follows it would wake with every frame.
            if !self.is_painted.get_untracked() {
                self.is_painted.set(true);
            }
        }
        if let Some(companion) = &studio.companion {
            companion.after(editor, easel);
        }
    }

    /// Loads what the texts need of the fonts, and has the stage painted when it is there.
    fn keep_fonts_loaded(self, session: Session) {
        // What is asked for seldom changes: the browser need not look its fonts up for every message.
        let mut known = Vec::new();
        effect(move || {
            let needed = session.editor.with(needed_fonts);
            if needed == known {
                return;
            }
            let before = std::mem::replace(&mut known, needed);
            // What was needed before is there, or on its way.
            let is_missing = |needed: &&(Font, String)| {
                !before.contains(needed) && !fonts::are_loaded(&needed.0, &needed.1)
            };
            let wanted: Vec<_> = known.iter().filter(is_missing).cloned().collect();
            spawn_local(async move {
                let studio = self.studio();
                let is_first = studio.borrow().fonts == 0;
                for (font, text) in &wanted {
                    fonts::load(font, text).await;
                }
                if is_first || !wanted.is_empty() {
                    studio.borrow_mut().fonts += 1;
                    session.request_frame();
                }
            });
        });
    }

    /// Paints everything anew when the browser has lost the canvas and restored it.
    pub fn repaint_when_restored(self, session: Session) {
        let Some(canvas) = find(PREVIEW) else {
            return;
        };
        let restored = ev::Custom::<ev::Event>::new("contextrestored");
        let listener = canvas.on(restored, move |_| {
            if let Some(easel) = &mut self.studio().borrow_mut().easel {
                easel.painter.forget();
            }
            session.request_frame();
        });
        // As long as the page lives.
        std::mem::forget(listener);
    }

    /// The scene of a document, of what is measured already where it can be. None before anything is painted.
    pub fn scene(self, document: &Document) -> Option<Scene> {
        let studio = self.studio();
        let mut studio = studio.borrow_mut();
        let easel = studio.easel.as_mut()?;
        easel.measure.begin_frame();
        let scene = easel.builder.build(document, &easel.measure);
        easel.builder.is_whole().then_some(scene)
    }

    /// The place in a text that is nearest to a point of the meme, as a byte offset.
    pub fn offset_at(self, editor: &Editor, id: TextId, at: Point) -> Option<usize> {
        let text_box = editor.document().text(id)?;
        let frame = text_box.frame.to_pixels(editor.document().size());
        let local = turn(-text_box.angle) * (at - frame.center()).to_point();
        let studio = self.studio();
        let studio = studio.borrow();
        let easel = studio.easel.as_ref()?;
        Some(easel.layout(id)?.offset_at(local, &easel.measure))
    }
}

impl Studio {
    /// Whether what is dragged is on a canvas of its own.
    pub fn is_lifted(&self) -> bool {
        self.easel
            .as_ref()
            .is_some_and(|easel| easel.painter.is_lifted())
    }

    /// Goes along with a drag of texts where that takes no painting. Returns whether it did.
    pub fn follow(&self, editor: &Editor) -> bool {
        let drag = editor.gesture().and_then(Gesture::moves);
        match (&self.easel, drag) {
            (Some(easel), Some((ids, way))) => easel.painter.follow(ids, way),
            _ => false,
        }
    }
}

impl Easel {
    fn new() -> Option<Self> {
        Some(Self {
            painter: PreviewPainter::new(find(PREVIEW)?.dyn_into().ok()?)?,
            measure: CanvasMeasure::new()?,
            builder: SceneBuilder::default(),
            fonts: 0,
        })
    }

    /// How a text is laid out; none if it is not to be seen.
    pub fn layout(&self, id: TextId) -> Option<&TextLayout> {
        self.builder.layout(id)
    }

    /// Forgets what was measured and painted with fewer fonts.
    fn use_fonts(&mut self, version: u32) {
        if self.fonts != version {
            self.fonts = version;
            self.measure.use_fonts(version);
            self.builder.forget();
            self.painter.forget();
        }
    }

    /// Paints the part of the meme that is seen. Returns whether that is done: what takes long goes on with the next frame.
    fn paint(&mut self, editor: &Editor, shown: &Shown) -> bool {
        let meme = editor.document().size();
        let view = editor.view();
        self.measure.begin_frame();
        let scene = self.builder.build(editor.document(), &self.measure);
        let whole = view.preview_size(meme);
        let seen = view.visible(meme);
        let (width, height) = (f64::from(whole.width), f64::from(whole.height));
        let origin = Vec2::new((seen.x0 * width).round(), (seen.y0 * height).round());
        let size = PixelSize {
            width: (seen.width() * width).round().max(1.0) as u32,
            height: (seen.height() * height).round().max(1.0) as u32,
        };
        let part = Rect::from_origin_size(
            (origin.x / width, origin.y / height),
            (
                f64::from(size.width) / width,
                f64::from(size.height) / height,
            ),
        );
        self.painter.place(part);
        let to_canvas = Affine::translate(-origin) * view_of_all(meme, whole);
        let picture = (shown.id, &shown.preview);
        let drag = editor.gesture().and_then(Gesture::moves);
        let way = drag.map(|(_, way)| way);
        let is_painted = (self.painter).paint(&scene, to_canvas, size, picture, way);
        is_painted && self.builder.is_whole()
    }
}

/// The fonts of what is to be seen, each with the letters that it is needed for.
fn needed_fonts(editor: &Editor) -> Vec<(Font, String)> {
    let seen = (editor.document().texts.iter()).filter(|text_box| !text_box.is_hidden);
    let font_and_text = |text_box: &TextBox| (text_box.look.font.clone(), cased(text_box, &Intl));
    seen.map(font_and_text).collect()
}

/// The size in which the picture is kept for the preview: as it is seen, but never larger than it is.
fn preview_size(picture: PixelSize, meme: PixelSize, view: View) -> PixelSize {
    let magnification = view.magnification(meme);
    let most = (MOST_PIXELS / picture.area() as f64).sqrt();
    if view.zoom() <= 1.0 && magnification <= most {
        // To the pixel what is painted, so that nothing is scaled twice.
        let side = |side: u32| (f64::from(side) * magnification).round().max(1.0) as u32;
        return PixelSize {
            width: side(picture.width),
            height: side(picture.height),
        };
    }
    picture.scaled(magnification.min(most).min(1.0))
}

/// Has the picture of the document at hand, in the size at which it is seen: decoded again when the stage has got another
/// size, when one looks closer, and when undoing brings another picture back.
fn keep_preview_sharp(session: Session) {
    let wanted = |editor: &Editor| {
        let document = editor.document();
        let size = preview_size(document.picture.size, document.size(), editor.view());
        (document.picture.id, size)
    };
    let mut known = None;
    let mut timeout: Option<TimeoutHandle> = None;
    effect(move || {
        let (id, size) = session.editor.with(wanted);
        let Some(shown) = session.shown.get() else {
            return;
        };
        if known.replace((id, size)) == Some((id, size)) && timeout.is_some() {
            return; // It is waited for.
        }
        if let Some(timeout) = timeout.take() {
            timeout.clear();
        }
        if shown.id == id && shown.preview.size() == size {
            return;
        }
        let Some(source) = session.source(id) else {
            return;
        };
        let is_other = shown.id != id;
        let sharpen = move || {
            spawn_local(async move {
                let Some(bitmap) = source.decode().await else {
                    return;
                };
                if let Some(preview) = bitmap.resized(size).await
                    && session.editor.with_untracked(wanted) == (id, size)
                {
                    session.shown.set(Some(Shown {
                        id,
                        source,
                        preview,
                    }));
                }
            });
        };
        let pause = if is_other { Duration::ZERO } else { SETTLED };
        timeout = set_timeout_with_handle(sharpen, pause).ok();
    });
}
