//! What lies over the preview: a frame for each text, the handles of the selected one, guides and the marquee. Elements of
//! the page, with names and focus of their own; no part of the meme.

use crate::app::dynamic::dynamic;
use kurbo::Vec2;
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::app::slices::in_slices;
use crate::app::tools::Tools;
use crate::browser::{Movable, Slider, focus, set_style};
use crate::codec::decimal;
use crate::document::{FractionRect, TextId};
use crate::editor::{Change, Editor, Guides, Handle, Kind, Message, Modifiers, Number};

/// The elements that are kept in place, frame by frame.
#[derive(Default)]
pub struct Places {
    frames: Vec<(TextId, Followed)>,
    handles: Option<Followed>,
    guides: Option<GuideLines>,
    marquee: Option<Followed>,
    /// What everything is in.
    overlay: Option<HtmlElement>,
    /// Whether the frames of what is dragged and its handles have stepped aside.
    is_aside: bool,
}

/// An element, and the style that it has.
struct Followed {
    element: HtmlElement,
    movable: Movable,
    place: Option<(FractionRect, f64)>,
}

impl Followed {
    fn new(element: HtmlElement) -> Self {
        Self {
            movable: Movable::new(&element),
            element,
            place: None,
        }
    }

    fn put(&mut self, frame: FractionRect, angle: f64) {
        let before = self.place.replace((frame, angle));
        if before == Some((frame, angle)) {
            return;
        }
        let is_move = before.is_some_and(|(old, old_angle)| {
            is_near(old.width, frame.width)
                && is_near(old.height, frame.height)
                && old_angle == angle
        });
        if is_move {
            self.movable.move_by(&translation(frame));
        } else {
            set_style(&self.element, &style(frame, angle));
        }
    }
}

/// Where an element goes, to be moved by: it moves without a new layout. The style sheet knows the meme's size.
fn translation(frame: FractionRect) -> String {
    let [x, y] = [frame.x, frame.y].map(|at| decimal(at * 100.0));
    [&x, "cqw ", &y, "cqh"].concat()
}

/// Moving a frame changes its size by a rounding error.
fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

/// The style that puts an element where a frame is on the meme.
fn style(frame: FractionRect, angle: f64) -> String {
    let percent = |fraction: f64| decimal(fraction * 100.0);
    let mut style = format!(
        "width:{}%;height:{}%;translate:{}",
        percent(frame.width),
        percent(frame.height),
        translation(frame)
    );
    if angle != 0.0 {
        style.push_str(";rotate:");
        style.push_str(&decimal(angle.to_degrees()));
        style.push_str("deg");
    }
    style
}

/// The lines that something has snapped to.
struct GuideLines {
    x: Slider,
    y: Slider,
    /// Where they are, in CSS pixels of the meme's upper left corner.
    at: [Option<f64>; 2],
}

impl GuideLines {
    /// No screen is as large, in CSS pixels.
    const REACH: f64 = 16_384.0;

    fn new(vertical: &HtmlElement, horizontal: &HtmlElement) -> Self {
        let x = |at| decimal(at) + "px";
        let y = |at| ["0 ", &decimal(at), "px"].concat();
        Self {
            x: Slider::new(vertical, "translate", x, Self::REACH),
            y: Slider::new(horizontal, "translate", y, Self::REACH),
            at: [None; 2],
        }
    }

    fn show(&mut self, guides: Guides, editor: &Editor) {
        let meme = editor.document().size();
        let (scale, corner) = (
            editor.view().scale(meme),
            editor.view().meme_rect(meme).origin(),
        );
        // On whole pixels of the stage: between two of them a line is a pale one.
        let place = |at: f64, corner: f64| (at * scale + corner).round() - corner;
        let at = [
            guides.x.map(|x| place(x, corner.x)),
            guides.y.map(|y| place(y, corner.y)),
        ];
        let before = std::mem::replace(&mut self.at, at);
        for (slider, (before, at)) in [&self.x, &self.y]
            .into_iter()
            .zip(before.into_iter().zip(at))
        {
            match at {
                _ if at == before => {}
                Some(at) => slider.put(at),
                None => slider.take_away(),
            }
        }
    }
}

impl Places {
    /// Puts everything where the editor has it now.
    pub fn follow(&mut self, editor: &Editor) {
        let document = editor.document();
        for (id, followed) in &mut self.frames {
            if let Some(text_box) = document.text(*id) {
                followed.put(text_box.frame, text_box.angle);
            }
        }
        if let (Some(handles), Some(text_box)) = (&mut self.handles, editor.primary()) {
            handles.put(text_box.frame, text_box.angle);
        }
        self.step_aside(false);
        if let Some(marquee) = &mut self.marquee {
            let gesture = editor.gesture().filter(|gesture| gesture.has_moved);
            let rect = gesture.and_then(|gesture| match gesture.kind {
                Kind::Marquee { rect, .. } => Some(rect),
                _ => None,
            });
            if let Some(rect) = rect {
                marquee.put(FractionRect::from_pixels(rect, document.size()), 0.0);
            }
            // Not by a selector that looks at styles: each style that is set would be written out for it.
            if marquee.element.hidden() == rect.is_some() {
                marquee.element.set_hidden(rect.is_none());
            }
        }
        self.show_guides(editor);
    }

    /// Texts are dragged: their frames and handles step aside, and are where the texts are when the drag ends.
    pub fn follow_drag(&mut self, editor: &Editor) {
        self.step_aside(true);
        self.show_guides(editor);
    }

    fn step_aside(&mut self, is_aside: bool) {
        if std::mem::replace(&mut self.is_aside, is_aside) == is_aside {
            return;
        }
        if let Some(overlay) = &self.overlay {
            // Fails for a name that is no attribute's alone.
            let _ = overlay.toggle_attribute_with_force("data-aside", is_aside);
        }
    }

    fn show_guides(&mut self, editor: &Editor) {
        if let Some(lines) = &mut self.guides {
            let guides = editor.gesture().map(|gesture| gesture.guides);
            lines.show(guides.unwrap_or_default(), editor);
        }
    }
}

/// Everything that lies over the preview.
#[component]
pub fn Overlay() -> impl IntoView {
    let tools = Tools::expect();
    let seen = tools.watch(move |editor| {
        let texts = editor.document().texts.iter();
        let seen = texts.filter(|text_box| !text_box.is_hidden);
        seen.map(|text_box| text_box.id).collect::<Vec<_>>()
    });
    let seen = in_slices(seen);
    // Handles belong to one text that can be changed.
    let has_handles = tools.watch(move |editor| {
        let is_one = editor.selection().len() == 1 && editor.editing().is_none();
        is_one && editor.primary().is_some_and(|text_box| !text_box.is_locked)
    });
    let overlay = NodeRef::<Div>::new();
    let [vertical, horizontal] = [(); 2].map(|()| NodeRef::<Div>::new());
    let marquee = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let guides = vertical.get().zip(horizontal.get());
        let elements = (overlay.get(), guides, marquee.get());
        if let (Some(overlay), Some((vertical, horizontal)), Some(marquee)) = elements {
            let places = tools.places();
            let mut places = places.borrow_mut();
            places.overlay = Some(overlay.into());
            places.guides = Some(GuideLines::new(&vertical, &horizontal));
            places.marquee = Some(Followed::new(marquee.into()));
        }
    });
    view! {
        <div class="overlay" role="group" aria-label="Texts on the meme" node_ref=overlay>
            <For each=move || seen.get() key=|id| *id let:id>
                <Frame id />
            </For>
            {move || has_handles.get().then(|| view! { <Handles /> })}
            <div class="guides" aria-hidden="true">
                <div class="vertical" node_ref=vertical></div>
                <div class="horizontal" node_ref=horizontal></div>
            </div>
            <div class="marquee" aria-hidden="true" hidden node_ref=marquee></div>
        </div>
    }
}

/// Keeps an element in place from the moment that it is on the page.
fn follow(tools: Tools, element: NodeRef<Div>, keep: impl Fn(&mut Places, Followed) + 'static) {
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            keep(
                &mut tools.places().borrow_mut(),
                Followed::new(element.into()),
            );
            tools.request_frame();
        }
    });
}

/// The frame of one text: what is pressed, dragged and reached by Tab.
#[component]
fn Frame(id: TextId) -> impl IntoView {
    let tools = Tools::expect();
    let element = NodeRef::<Div>::new();
    follow(tools, element, move |places, followed| {
        places.frames.push((id, followed));
    });
    on_cleanup(move || {
        (tools.places().borrow_mut().frames).retain(|(other, _)| *other != id);
    });
    let title = tools.watch(move |editor| {
        (editor.document().text(id)).map_or_else(String::new, |text_box| {
            let locked = if text_box.is_locked { ", locked" } else { "" };
            format!("Text: {}{locked}", text_box.title())
        })
    });
    let is_selected = tools.watch(move |editor| editor.is_selected(id));
    let is_locked = tools.watch(move |editor| {
        editor
            .document()
            .text(id)
            .is_some_and(|text_box| text_box.is_locked)
    });
    // Whoever comes here by Tab works on this text from then on.
    let select = move || {
        let is_elsewhere = tools
            .editor
            .with_untracked(|editor| editor.gesture().is_none() && !editor.is_selected(id));
        if is_elsewhere {
            tools.send(Message::Select(id));
        }
    };
    view! {
        <div
            class="frame"
            class:locked=is_locked
            role="button"
            tabindex="0"
            aria-pressed=dynamic(move || is_selected.get().to_string())
            aria-label=title
            data-target=format!("text {}", id.0)
            node_ref=element
            on:focus=move |_| select()
        ></div>
    }
}

/// The handles of the selected text.
#[component]
fn Handles() -> impl IntoView {
    let tools = Tools::expect();
    let element = NodeRef::<Div>::new();
    follow(tools, element, |places, followed| {
        places.handles = Some(followed);
    });
    on_cleanup(move || tools.places().borrow_mut().handles = None);
    let handle = |(index, handle): (usize, Handle)| {
        view! {
            <button
                type="button"
                class="handle"
                data-target=format!("resize {index}")
                aria-label=format!("Resize {}", handle.name())
                title="Drag, or use the arrow keys"
            ></button>
        }
    };
    view! {
        <div class="handles" node_ref=element>
            {Handle::ALL.into_iter().enumerate().map(handle).collect_view()}
            <button
                type="button"
                class="handle"
                data-target="rotate"
                aria-label="Rotate"
                title="Drag, or use the arrow keys"
            ></button>
        </div>
    }
}

/// Arrow keys on a handle. Returns whether this was one.
pub fn handle_key(tools: Tools, event: &KeyboardEvent) -> bool {
    let Some(target) = focus::focused().and_then(|element| element.get_attribute("data-target"))
    else {
        return false;
    };
    let by = match event.key().as_str() {
        "ArrowLeft" => Vec2::new(-1.0, 0.0),
        "ArrowRight" => Vec2::new(1.0, 0.0),
        "ArrowUp" => Vec2::new(0.0, -1.0),
        "ArrowDown" => Vec2::new(0.0, 1.0),
        _ => return false,
    };
    let by = if event.shift_key() { by * 10.0 } else { by };
    if target == "rotate" {
        let angle = tools.editor.with_untracked(|editor| {
            (editor.primary()).map(|text_box| Number::Angle.of(text_box, editor.document()))
        });
        if let Some(angle) = angle {
            let turned = (angle + by.x + by.y + 180.0).rem_euclid(360.0) - 180.0;
            tools.send(Message::Change(Change::Number(Number::Angle, turned)));
        }
        return true;
    }
    let index = target
        .strip_prefix("resize ")
        .and_then(|index| index.parse::<usize>().ok());
    let Some(handle) = index.and_then(|index| Handle::ALL.get(index)) else {
        return false;
    };
    // Shift moves the handle by ten here; Alt resizes from the middle, as with a pointer.
    let modifiers = Modifiers {
        alt: event.alt_key(),
        ..Modifiers::default()
    };
    tools.send(Message::NudgeHandle(*handle, by, modifiers));
    true
}
