use std::time::Duration;

use kurbo::{Affine, Point, Vec2};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlElement;

use super::in_place;
use super::overlay::Places;
use crate::app::session::{Session, Shown};
use crate::browser::{CanvasMeasure, PreviewPainter, fonts};
use crate::document::{Font, PixelSize, TextBox, TextId};
use crate::editor::{Editor, View};
use crate::render::view_of_all;
use crate::scene::SceneBuilder;

/// The stage is resized for this long without a pause before the picture is decoded for its new size.
const SETTLED: Duration = Duration::from_millis(150);

/// The most pixels of a picture that are kept for the preview, however close one looks: what an iPhone's canvas can hold.
const MOST_PIXELS: f64 = 16_777_216.0;

/// Keeps the stage showing the meme: painted anew, once a frame at most, whenever anything that is to be seen has changed.
#[derive(Clone, Copy)]
pub struct Painting {
    /// Whether there is something on the canvas.
    pub is_painted: RwSignal<bool>,
    /// What lies over the canvas, to be kept in place.
    pub places: StoredValue<Places, LocalStorage>,
    /// The field in which a text is written on the stage, while one is.
    pub field: StoredValue<Option<HtmlElement>, LocalStorage>,
    tools: StoredValue<Option<Tools>, LocalStorage>,
}

struct Tools {
    painter: PreviewPainter,
    measure: CanvasMeasure,
    builder: SceneBuilder,
    fonts: u32,
}

impl Painting {
    /// Begins to keep `canvas` painted.
    pub fn keep(session: Session, canvas: NodeRef<html::Canvas>) -> Self {
        let painting = Self {
            is_painted: RwSignal::new(false),
            places: StoredValue::new_local(Places::default()),
            field: StoredValue::new_local(None),
            tools: StoredValue::new_local(None),
        };
        let fonts = keep_fonts_loaded(session);
        keep_preview_sharp(session);
        Effect::new(move |_| {
            session.set_painter(move || painting.paint(session, canvas, fonts.get_untracked()));
        });
        Effect::new(move |_| {
            session.editor.track();
            session.shown.track();
            let fonts_were_tried = fonts.get() > 0;
            if fonts_were_tried {
                session.request_frame();
            }
        });
        painting
    }

    fn paint(self, session: Session, canvas: NodeRef<html::Canvas>, fonts: u32) {
        let Some(shown) = session.shown.get_untracked() else {
            return;
        };
        self.tools.update_value(|tools| {
            if tools.is_none() {
                *tools = canvas.get_untracked().and_then(Tools::new);
            }
            let Some(tools) = tools else { return };
            tools.use_fonts(fonts);
            session.editor.with_untracked(|editor| {
                if editor.document().picture.id == shown.id {
                    tools.paint(editor, &shown);
                    // Once: whoever follows it would wake with every frame.
                    if !self.is_painted.get_untracked() {
                        self.is_painted.set(true);
                    }
                }
                self.places.update_value(|places| places.follow(editor));
                self.field.with_value(|field| {
                    if let (Some(field), Some(id)) = (field, editor.editing()) {
                        in_place::place(
                            field,
                            editor,
                            id,
                            tools.builder.layout(id),
                            &tools.measure,
                        );
                    }
                });
            });
        });
    }

    /// The place in a text that is nearest to a point of the meme, as a byte offset.
    pub fn offset_at(self, editor: &Editor, id: TextId, at: Point) -> Option<usize> {
        let text_box = editor.document().text(id)?;
        let frame = text_box.frame.to_pixels(editor.document().size());
        let local = Affine::rotate(-text_box.angle) * (at - frame.center()).to_point();
        self.tools.with_value(|tools| {
            let tools = tools.as_ref()?;
            Some(tools.builder.layout(id)?.offset_at(local, &tools.measure))
        })
    }
}

impl Tools {
    fn new(canvas: web_sys::HtmlCanvasElement) -> Option<Self> {
        Some(Self {
            painter: PreviewPainter::new(canvas)?,
            measure: CanvasMeasure::new()?,
            builder: SceneBuilder::default(),
            fonts: 0,
        })
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

    /// Paints the part of the meme that is seen.
    fn paint(&mut self, editor: &Editor, shown: &Shown) {
        let meme = editor.document().size();
        let view = editor.view();
        let scene = self.builder.build(editor.document(), &self.measure);
        let whole = view.preview_size(meme);
        let seen = view.visible(meme);
        let (width, height) = (f64::from(whole.width), f64::from(whole.height));
        let origin = Vec2::new((seen.x0 * width).round(), (seen.y0 * height).round());
        let size = PixelSize {
            width: (seen.width() * width).round().max(1.0) as u32,
            height: (seen.height() * height).round().max(1.0) as u32,
        };
        let to_canvas = Affine::translate(-origin) * view_of_all(meme, whole);
        (self.painter).paint(&scene, to_canvas, size, shown.id, &shown.preview);
    }
}

/// Loads what the texts need of the fonts. Returns a number that changes when more of them is there; 0 until that was
/// tried for the first time.
fn keep_fonts_loaded(session: Session) -> ReadSignal<u32> {
    let version = RwSignal::new(0);
    // What is asked for seldom changes: the browser need not look its fonts up for every message.
    let needed = session.watch(|editor| {
        let seen = (editor.document().texts.iter()).filter(|text_box| !text_box.is_hidden);
        let font_and_text = |text_box: &TextBox| {
            let look = &text_box.look;
            (look.font.clone(), look.case.apply(&text_box.text))
        };
        seen.map(font_and_text).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        let wanted: Vec<(Font, String)> = needed.with(|needed| {
            let missing = needed
                .iter()
                .filter(|(font, text)| !fonts::are_loaded(font, text));
            missing.cloned().collect()
        });
        if wanted.is_empty() {
            version.update(|version| *version = (*version).max(1));
            return;
        }
        spawn_local(async move {
            for (font, text) in wanted {
                fonts::load(&font, &text).await;
            }
            version.update(|version| *version += 1);
        });
    });
    version.read_only()
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
    let wanted = session.watch(move |editor| {
        let document = editor.document();
        let size = preview_size(document.picture.size, document.size(), editor.view());
        (document.picture.id, size)
    });
    Effect::new(move |timeout: Option<Option<TimeoutHandle>>| {
        let (id, size) = wanted.get();
        if let Some(timeout) = timeout.flatten() {
            timeout.clear();
        }
        let shown = session.shown.get()?;
        if shown.id == id && shown.preview.size() == size {
            return None;
        }
        let source = session.source(id)?;
        let is_other = shown.id != id;
        let sharpen = move || {
            spawn_local(async move {
                let Ok(bitmap) = source.decode().await else {
                    return;
                };
                if let Some(preview) = bitmap.resized(size).await
                    && wanted.get_untracked() == (id, size)
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
        set_timeout_with_handle(sharpen, pause).ok()
    });
}
