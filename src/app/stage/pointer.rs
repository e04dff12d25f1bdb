//! Pointers on the stage: one presses and drags, two pinch. What they do is decided by the editor.

use std::collections::BTreeMap;

use kurbo::{Point, Vec2};
use leptos::ev::{self, MouseEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::in_place;
use crate::app::tools::Tools;
use crate::browser::{find, focus};
use crate::document::TextId;
use crate::editor::{Handle, Message, Modifiers, Pointer, Target};

/// What a wheel's notch of 100 makes of the size: a quarter.
const WHEEL_ZOOM: f64 = 0.0022;
/// A wheel that counts lines moves so many pixels for each.
const LINE_PX: f64 = 16.0;

/// The pointers that are down on the stage.
#[derive(Clone, Copy)]
pub struct Pointers {
    tools: Tools,
    stage: StoredValue<Stage, LocalStorage>,
    down: StoredValue<Down>,
}

/// The stage and its inside, on which the meme lies.
struct Stage {
    whole: HtmlElement,
    inside: HtmlElement,
}

#[derive(Default)]
struct Down {
    /// By id: where they are, in CSS pixels of the stage.
    at: BTreeMap<i32, Point>,
    /// The top left corner of the stage's inside in the window, while any pointer is down.
    corner: Vec2,
    /// Whether the drag moves the view.
    pans: bool,
    /// A text that was the only selected one when a finger was put on it.
    tapped: Option<TextId>,
}

impl Pointers {
    /// Begins to listen to what pointers do on the stage.
    pub fn listen(tools: Tools) {
        let (Some(whole), Some(inside)) = (find(".stage"), find(".ground")) else {
            return;
        };
        let stage = whole.clone();
        let pointers = Self {
            tools,
            stage: StoredValue::new_local(Stage { whole, inside }),
            down: StoredValue::new(Down::default()),
        };
        let listeners = [
            stage.on(ev::pointerdown, move |event| pointers.down(&event)),
            stage.on(ev::pointermove, move |event| pointers.moved(&event)),
            stage.on(ev::pointerup, move |event| pointers.up(&event)),
            stage.on(ev::pointercancel, move |event| pointers.cancelled(&event)),
            stage.on(ev::dblclick, move |event| pointers.double_clicked(&event)),
            stage.on(ev::wheel, move |event| pointers.wheel(&event)),
        ];
        // As long as the page lives.
        std::mem::forget(listeners);
    }

    /// A pointer was pressed.
    fn down(self, event: &PointerEvent) {
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
        self.down.update_value(|down| down.corner = self.corner());
        let at = self.on_stage(event);
        // Text fields that were written in are done with; the page selects nothing.
        event.prevent_default();
        self.stage.with_value(|stage| {
            // Fails for a pointer that is gone alone.
            let _ = stage.whole.set_pointer_capture(event.pointer_id());
        });
        let count = self.down.try_update_value(|down| {
            down.at.insert(event.pointer_id(), at);
            down.at.len()
        });
        if count == Some(2) {
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
        self.down.update_value(|down| {
            down.pans = pans;
            down.tapped = tapped;
        });
        if pans || event.button() == 2 {
            return;
        }
        let element = match target {
            Target::Empty => Some(self.stage.with_value(|stage| stage.whole.clone())),
            _ => hit
                .closest("[data-target]")
                .ok()
                .flatten()
                .and_then(|element| element.dyn_into().ok()),
        };
        self.tools
            .send(Message::Press(target, self.pointer(event, at)));
        if let Some(element) = element {
            focus::focus_element(&element);
        }
    }

    /// A pointer has moved.
    fn moved(self, event: &PointerEvent) {
        let (id, at) = (event.pointer_id(), self.on_stage(event));
        let moved = self.down.try_update_value(|down| {
            let last = down.at.insert(id, at);
            if last.is_none() {
                down.at.remove(&id);
            }
            let other = down.at.iter().find(|(other, _)| **other != id);
            Some((last?, other.map(|(_, at)| *at), down.pans))
        });
        match moved.flatten() {
            Some((last, Some(other), _)) => {
                let (was, is) = (last - other, at - other);
                self.tools.send(Message::Pan((at - last) / 2.0));
                if was.hypot() > 1.0 {
                    let factor = is.hypot() / was.hypot();
                    let middle = at.midpoint(other);
                    self.tools.send(Message::ZoomBy(factor, Some(middle)));
                }
            }
            Some((last, None, true)) => self.tools.send(Message::Pan(at - last)),
            Some(_) => self.tools.drag(Message::Drag(self.pointer(event, at))),
            None => {}
        }
    }

    /// A pointer was let go.
    fn up(self, event: &PointerEvent) {
        let was_down = self.down.try_update_value(|down| {
            let was_down = down.at.remove(&event.pointer_id()).is_some();
            (was_down && down.at.is_empty()).then(|| (down.pans, down.tapped.take()))
        });
        let Some(Some((pans, tapped))) = was_down else {
            return;
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
    fn cancelled(self, event: &PointerEvent) {
        self.down.update_value(|down| {
            down.at.remove(&event.pointer_id());
        });
        self.tools.send(Message::Cancel);
    }

    /// Writes in the text that was double-clicked, or adds one there.
    fn double_clicked(self, event: &MouseEvent) {
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

    fn edit(self, id: TextId, at: Point) {
        let at = self.in_meme(at);
        let offset = (self.tools.editor)
            .with_untracked(|editor| self.tools.painting.offset_at(editor, id, at));
        in_place::begin(self.tools, id, offset);
    }

    /// The wheel zooms with Ctrl held, and else moves what is larger than the stage. The page itself does neither.
    fn wheel(self, event: &WheelEvent) {
        event.prevent_default();
        let unit = if event.delta_mode() == 0 {
            1.0
        } else {
            LINE_PX
        };
        let by = Vec2::new(event.delta_x(), event.delta_y()) * unit;
        if event.ctrl_key() || event.meta_key() {
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
    fn corner(self) -> Vec2 {
        let rect = (self.stage).with_value(|stage| stage.inside.get_bounding_client_rect());
        Vec2::new(rect.left(), rect.top())
    }

    fn on_stage(self, event: &PointerEvent) -> Point {
        let corner = self.down.with_value(|down| down.corner);
        Point::new(f64::from(event.client_x()), f64::from(event.client_y())) - corner
    }

    fn in_meme(self, at: Point) -> Point {
        (self.tools.editor)
            .with_untracked(|editor| editor.view().to_meme(at, editor.document().size()))
    }

    fn pointer(self, event: &PointerEvent, at: Point) -> Pointer {
        self.tools.editor.with_untracked(|editor| {
            let meme = editor.document().size();
            Pointer {
                at: editor.view().to_meme(at, meme),
                modifiers: Modifiers {
                    shift: event.shift_key(),
                    alt: event.alt_key(),
                    ctrl: event.ctrl_key() || event.meta_key(),
                },
                px_per_css_px: 1.0 / editor.view().scale(meme),
            }
        })
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
