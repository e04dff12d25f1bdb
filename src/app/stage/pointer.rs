//! Pointers on the stage: one presses and drags, two pinch. What they do is decided by the editor.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use kurbo::{Point, Vec2};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

use super::drag::Drag;
use super::in_place;
use crate::app::tools::Tools;
use crate::browser::{find, focus, listen};
use crate::document::TextId;
use crate::editor::{Editor, Handle, Message, Modifiers, Pointer, Target};

/// What a wheel's notch of 100 makes of the size: a quarter.
const WHEEL_ZOOM: f64 = 0.0022;
/// A wheel that counts lines moves so many pixels for each.
const LINE_PX: f64 = 16.0;

/// The keys that are held in an event of a pointer or of the keyboard: two types, with the same methods.
macro_rules! modifiers {
    ($event:ident) => {
        Modifiers {
            shift: $event.shift_key(),
            alt: $event.alt_key(),
            ctrl: $event.ctrl_key() || $event.meta_key(),
        }
    };
}

/// The pointers on the stage.
pub struct Pointers {
    tools: Tools,
    /// The whole stage.
    stage: HtmlElement,
    /// Its inside, on which the meme lies.
    inside: HtmlElement,
    down: RefCell<Down>,
    /// The keys that are held: told when a pointer is pressed and when they change, so that a pointer that moves need not be
    /// asked, and a key that is pressed in the middle of a drag counts at once.
    modifiers: Cell<Modifiers>,
    drag: Drag,
}

/// The pointers that are down.
#[derive(Default)]
struct Down {
    /// By id: where they are, in CSS pixels of the stage.
    at: BTreeMap<i32, Point>,
    /// The top left corner of the stage's inside in the window, while any pointer is down.
    corner: Vec2,
    /// The mouse, where it is all that is down: then it alone moves, and need not be asked who it is.
    mouse: Option<i32>,
    /// Whether the drag moves the view.
    pans: bool,
    /// A text that was the only selected one when a finger was put on it.
    tapped: Option<TextId>,
}

impl Pointers {
    /// Begins to listen to what pointers do on the stage.
    pub fn listen(tools: Tools) {
        let (Some(stage), Some(inside)) = (find(".stage"), find(".ground")) else {
            return;
        };
        let pointers = Rc::new(Self {
            tools,
            stage: stage.clone(),
            inside,
            down: RefCell::default(),
            modifiers: Cell::default(),
            drag: Drag::new(tools),
        });
        let [down, moved, up, cancelled] = std::array::from_fn(|_| Rc::clone(&pointers));
        for name in ["keydown", "keyup"] {
            let keys = Rc::clone(&pointers);
            listen(&window(), name, move |event: KeyboardEvent| {
                keys.hold(modifiers!(event));
            });
        }
        let (clicked, wheel) = (Rc::clone(&pointers), pointers);
        listen(&stage, "pointerdown", move |event| down.down(&event));
        listen(&stage, "pointermove", move |event| moved.moved(&event));
        listen(&stage, "pointerup", move |event| up.up(&event));
        listen(&stage, "pointercancel", move |event| {
            cancelled.cancelled(&event);
        });
        listen(&stage, "dblclick", move |event| {
            clicked.double_clicked(&event);
        });
        listen(&stage, "wheel", move |event| wheel.wheel(&event));
    }

    /// A pointer was pressed.
    fn down(&self, event: &PointerEvent) {
        let Some(hit) = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        if has_own_pointers(&hit) {
            return;
        }
        let target = target_of(&hit);
        self.down.borrow_mut().corner = self.corner();
        let at = self.on_stage(event);
        // Text fields that were written in are done with; the page selects nothing, and what was selected is done with too.
        event.prevent_default();
        focus::deselect_words();
        // Fails for a pointer that is gone alone.
        let _ = self.stage.set_pointer_capture(event.pointer_id());
        let count = {
            let mut down = self.down.borrow_mut();
            down.at.insert(event.pointer_id(), at);
            let is_mouse = down.at.len() == 1 && event.pointer_type() == "mouse";
            down.mouse = is_mouse.then(|| event.pointer_id());
            down.at.len()
        };
        if count == 2 {
            self.tools.send(Message::Cancel);
            return;
        }
        let pans = event.button() == 1 || self.tools.is_space_held.get_value();
        let tapped = match target {
            Target::Text(id) if event.pointer_type() == "touch" => (self.tools.editor)
                .with_untracked(|editor| editor.selection() == [id])
                .then_some(id),
            _ => None,
        };
        {
            let mut down = self.down.borrow_mut();
            (down.pans, down.tapped) = (pans, tapped);
        }
        if pans || event.button() == 2 {
            return;
        }
        let element = match target {
            Target::Empty => Some(self.stage.clone()),
            _ => hit
                .closest("[data-target]")
                .ok()
                .flatten()
                .and_then(|element| element.dyn_into().ok()),
        };
        self.modifiers.set(modifiers!(event));
        self.tools.send(Message::Press(target, self.pointer(at)));
        if let Some(element) = element {
            focus::focus_element(&element);
        }
    }

    /// A pointer has moved.
    fn moved(&self, event: &PointerEvent) {
        let at = self.on_stage(event);
        let (last, other, pans) = {
            let mut down = self.down.borrow_mut();
            if down.at.is_empty() {
                return;
            }
            let id = down.mouse.unwrap_or_else(|| event.pointer_id());
            let Some(place) = down.at.get_mut(&id) else {
                return;
            };
            let last = std::mem::replace(place, at);
            let mut others = down.at.iter().filter(|(other, _)| **other != id);
            (last, others.next().map(|(_, at)| *at), down.pans)
        };
        match other {
            Some(other) => {
                let (was, is) = ((last - other).hypot(), (at - other).hypot());
                let factor = if was > 1.0 { is / was } else { 1.0 };
                let (by, middle) = ((at - last) / 2.0, at.midpoint(other));
                self.tools.send(Message::Pinch(by, factor, middle));
            }
            None if pans => self.tools.send(Message::Pan(at - last)),
            None => self.go_on(at),
        }
    }

    /// Other keys are held now.
    fn hold(&self, modifiers: Modifiers) {
        if self.modifiers.replace(modifiers) == modifiers {
            return;
        }
        let at = {
            let down = self.down.borrow();
            let is_drag = down.at.len() == 1 && !down.pans;
            down.at.values().next().copied().filter(|_| is_drag)
        };
        if let Some(at) = at {
            self.go_on(at);
        }
    }

    fn go_on(&self, at: Point) {
        let modifiers = self.modifiers.get();
        (self.drag).go_on(|editor| Message::Drag(pointer(editor, modifiers, at)));
    }

    /// A pointer was let go.
    fn up(&self, event: &PointerEvent) {
        let (pans, tapped) = {
            let mut down = self.down.borrow_mut();
            let was_down = down.at.remove(&event.pointer_id()).is_some();
            if !was_down || !down.at.is_empty() {
                return;
            }
            (down.pans, down.tapped.take())
        };
        self.tools.send_pending();
        let has_moved = (self.tools.editor)
            .with_untracked(|editor| editor.gesture().is_none_or(|gesture| gesture.has_moved));
        if !pans {
            self.tools.send(Message::Release);
        }
        // A second tap on a text writes in it.
        if let Some(id) = tapped.filter(|_| !has_moved) {
            self.edit(id, self.on_stage(event));
        }
    }

    /// A pointer was taken away by the system.
    fn cancelled(&self, event: &PointerEvent) {
        self.down.borrow_mut().at.remove(&event.pointer_id());
        self.tools.send(Message::Cancel);
    }

    /// Writes in the text that was double-clicked, or adds one there.
    fn double_clicked(&self, event: &MouseEvent) {
        // While a pointer is captured, all its events go to the stage: what is there has to be looked for.
        let Some(hit) = crate::browser::element_at(event.client_x(), event.client_y()) else {
            return;
        };
        if has_own_pointers(&hit) {
            return;
        }
        let corner = self.corner();
        let at = Point::new(f64::from(event.client_x()), f64::from(event.client_y())) - corner;
        match target_of(&hit) {
            Target::Text(id) => self.edit(id, at),
            Target::Empty if hit.closest(".ground").ok().flatten().is_some() => {
                let at = self.in_meme(at);
                self.tools.send(Message::Add(Some(at)));
            }
            _ => {}
        }
    }

    fn edit(&self, id: TextId, at: Point) {
        let at = self.in_meme(at);
        let offset = (self.tools.editor)
            .with_untracked(|editor| self.tools.painting.offset_at(editor, id, at));
        in_place::begin(self.tools, id, offset);
    }

    /// The wheel zooms with Ctrl held, and else moves what is larger than the stage. The page itself does neither; it scrolls, where
    /// it can, over a meme that is seen as a whole.
    fn wheel(&self, event: &WheelEvent) {
        let is_zoom = event.ctrl_key() || event.meta_key();
        if !is_zoom && (self.tools.editor).with_untracked(|editor| editor.view().zoom() <= 1.0) {
            return;
        }
        event.prevent_default();
        let unit = if event.delta_mode() == 0 {
            1.0
        } else {
            LINE_PX
        };
        let by = Vec2::new(event.delta_x(), event.delta_y()) * unit;
        if is_zoom {
            let at = Point::new(f64::from(event.client_x()), f64::from(event.client_y()));
            let factor = (-by.y * WHEEL_ZOOM).exp();
            self.tools
                .send(Message::ZoomBy(factor, Some(at - self.corner())));
        } else {
            let by = if event.shift_key() {
                Vec2::new(by.y, by.x)
            } else {
                by
            };
            self.tools.send(Message::Pan(-by));
        }
    }

    /// The top left corner of the stage's inside in the window.
    fn corner(&self) -> Vec2 {
        let rect = self.inside.get_bounding_client_rect();
        Vec2::new(rect.left(), rect.top())
    }

    fn on_stage(&self, event: &PointerEvent) -> Point {
        let corner = self.down.borrow().corner;
        Point::new(f64::from(event.client_x()), f64::from(event.client_y())) - corner
    }

    fn in_meme(&self, at: Point) -> Point {
        (self.tools.editor)
            .with_untracked(|editor| editor.view().to_meme(at, editor.document().size()))
    }

    fn pointer(&self, at: Point) -> Pointer {
        let modifiers = self.modifiers.get();
        (self.tools.editor).with_untracked(|editor| pointer(editor, modifiers, at))
    }
}

/// A pointer at a place of the stage, as the editor sees it.
fn pointer(editor: &Editor, modifiers: Modifiers, at: Point) -> Pointer {
    let meme = editor.document().size();
    Pointer {
        at: editor.view().to_meme(at, meme),
        modifiers,
        px_per_css_px: 1.0 / editor.view().scale(meme),
    }
}

/// What is written on the stage and what is said there have pointers of their own.
fn has_own_pointers(hit: &Element) -> bool {
    matches!(hit.closest(".in-place, .notice-area"), Ok(Some(_)))
}

/// What an element stands for.
fn target_of(hit: &Element) -> Target {
    let element = hit.closest("[data-target]").ok().flatten();
    let Some(name) = element.and_then(|element| element.get_attribute("data-target")) else {
        return Target::Empty;
    };
    match name.split_once(' ') {
        Some(("text", id)) => id
            .parse()
            .map_or(Target::Empty, |id| Target::Text(TextId(id))),
        Some(("resize", index)) => (index.parse::<usize>().ok())
            .and_then(|index| Handle::ALL.get(index))
            .map_or(Target::Empty, |handle| Target::Resize(*handle)),
        _ => Target::Rotate,
    }
}
