//! The menu of the meme: what can be done with it and with the text under the pointer, from the one table of commands.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

use super::commands::{run, shortcut_label};
use super::dynamic::dynamic;
use super::later::mount;
use super::tools::{Request, Tools};
use crate::browser::script::get;
use crate::browser::{body, element_at, find, focus, listen, listen_first};
use crate::document::TextId;
use crate::editor::Message;
use crate::editor::command::Command;

/// The commands for a text, in groups; those for the meme follow.
const FOR_TEXT: [&[&str]; 2] = [
    &["edit-text", "duplicate", "copy", "cut"],
    &["forward", "backward", "lock", "hide", "delete"],
];
/// The commands for the meme, in groups.
const FOR_MEME: [&[&str]; 2] = [
    &["paste", "add-text"],
    &["copy-picture", "download", "export"],
];

/// A finger that rests so long asks for the menu, in ms: as long as Android takes. Safari has no event of its own for it.
const LONG_PRESS_MS: u64 = 500;
/// A finger that rests moves less, in CSS pixels.
const REST_PX: i32 = 10;
/// Between the menu and the edges of the window, in CSS pixels.
const MARGIN_PX: f64 = 8.0;

/// An open menu: its place in CSS pixels of the window, and its subject.
#[derive(Clone)]
struct Menu {
    x: f64,
    y: f64,
    is_for_text: bool,
    /// The element that gets the focus back when it closes.
    before: Option<HtmlElement>,
}

type Shown = RwSignal<Option<Menu>, LocalStorage>;

/// Listens for what asks for the menu, and shows it.
pub fn listen_for_menu(tools: Tools) {
    let shown = Shown::new_local(None);
    let Some((stage, body)) = find(".stage").zip(body()) else {
        return;
    };
    listen(&stage, "contextmenu", move |event: MouseEvent| {
        let hit = target(&event);
        // Fields and notices keep the browser's own menu.
        if hit.is_none_or(|hit| is_in(&hit, ".in-place, .notice-area")) {
            return;
        }
        event.prevent_default();
        let is_by_key = event.button() != 2 && pointer_of(&event).is_empty();
        if is_by_key {
            show_at_focus(tools, shown);
        } else {
            show(tools, shown, event.client_x(), event.client_y());
        }
    });
    listen_to_fingers(tools, shown, &stage);
    // A press beside it closes it; so does all that moves what it is at.
    listen_first("pointerdown", move |event: Event| {
        if shown.with_untracked(Option::is_some)
            && !target(&event).is_some_and(|hit| is_in(&hit, ".menu"))
        {
            close(shown);
        }
    });
    for name in ["blur", "resize"] {
        listen(&window(), name, move |_: Event| close(shown));
    }
    Effect::new(move |_| {
        if tools.request.get() == Some(Request::Menu) {
            show_at_focus(tools, shown);
        }
    });
    mount(body, move || {
        move || shown.get().map(|place| menu(tools, shown, place))
    });
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn is_in(element: &Element, selector: &str) -> bool {
    element.closest(selector).ok().flatten().is_some()
}

/// `mouse`, `touch`, `pen`; empty for the keyboard, and where the browser does not tell.
fn pointer_of(event: &Event) -> String {
    get(event, "pointerType").as_string().unwrap_or_default()
}

/// A finger that rests on the meme.
fn listen_to_fingers(tools: Tools, shown: Shown, stage: &HtmlElement) {
    // The number of the last press, and where it is while it rests.
    let press = StoredValue::new((0_u32, None::<(i32, i32)>));
    listen(stage, "pointerdown", move |event: PointerEvent| {
        let at = (event.client_x(), event.client_y());
        // A second finger pinches.
        let rests = event.pointer_type() == "touch" && get(&event, "isPrimary").is_truthy();
        // A handle is there to be dragged, however slowly that begins.
        let hit =
            target(&event).filter(|hit| rests && !is_in(hit, ".in-place, .notice-area, .handle"));
        press.update_value(|press| *press = (press.0 + 1, hit.map(|_| at)));
        let (number, at) = press.get_value();
        if let Some((x, y)) = at {
            let show_if_it_rests = move || {
                if press.get_value() == (number, at) {
                    show(tools, shown, x, y);
                }
            };
            set_timeout(
                show_if_it_rests,
                std::time::Duration::from_millis(LONG_PRESS_MS),
            );
        }
    });
    listen(stage, "pointermove", move |event: PointerEvent| {
        if let Some((x, y)) = press.get_value().1 {
            let (dx, dy) = (event.client_x() - x, event.client_y() - y);
            if dx.abs().max(dy.abs()) > REST_PX {
                press.update_value(|press| press.1 = None);
            }
        }
    });
    for name in ["pointerup", "pointercancel"] {
        listen(stage, name, move |_: Event| {
            press.update_value(|press| press.1 = None);
        });
    }
    // The finger that has opened the menu would press what has come under it.
    listen(stage, "touchend", move |event: Event| {
        if shown.with_untracked(Option::is_some) {
            event.prevent_default();
        }
    });
}

/// Shows the menu at what has the focus on the stage, or in the stage's middle.
fn show_at_focus(tools: Tools, shown: Shown) {
    let focused = focus::focused().filter(|element| is_in(element, ".stage"));
    let place = focused.clone().or_else(|| find(".stage").map(Into::into));
    if let Some(place) = place {
        let rect = place.get_bounding_client_rect();
        let (x, y) = (
            rect.left() + rect.width() / 2.0,
            rect.top() + rect.height() / 2.0,
        );
        show_for(tools, shown, x as i32, y as i32, focused);
    }
}

/// Shows the menu at a point of the window, for what is seen there.
fn show(tools: Tools, shown: Shown, x: i32, y: i32) {
    show_for(tools, shown, x, y, element_at(x, y));
}

/// Shows the menu at a point of the window, for the layer that an element is of, or else for the meme.
fn show_for(tools: Tools, shown: Shown, x: i32, y: i32, hit: Option<Element>) {
    if shown.with_untracked(Option::is_some) {
        return;
    }
    let hit = hit.and_then(|hit| hit.closest("[data-target]").ok().flatten());
    let name = hit.and_then(|hit| hit.get_attribute("data-target"));
    // The press that asked for the menu drags nothing.
    tools.send(Message::Cancel);
    let id = name.as_ref().and_then(|name| name.strip_prefix("text "));
    if let Some(id) = id.and_then(|id| id.parse().ok()).map(TextId)
        && !(tools.editor).with_untracked(|editor| editor.is_selected(id))
    {
        tools.send(Message::Select(id));
    }
    let before = focus::focused().and_then(|element| element.dyn_into().ok());
    shown.set(Some(Menu {
        x: x.into(),
        y: y.into(),
        // Handles are the selected text's.
        is_for_text: name.is_some(),
        before,
    }));
}

fn close(shown: Shown) {
    if let Some(menu) = shown.try_update(Option::take).flatten() {
        let is_there = |element: &HtmlElement| get(element, "isConnected").is_truthy();
        match menu.before.filter(is_there) {
            Some(element) => focus::focus_element(&element),
            None => drop(focus::focus(".stage")),
        }
    }
}

fn menu(tools: Tools, shown: Shown, place: Menu) -> impl IntoView {
    let element = NodeRef::<Div>::new();
    let Menu {
        x, y, is_for_text, ..
    } = place;
    let corner = RwSignal::new((x, y));
    Effect::new(move |_| {
        if let Some(menu) = element.get() {
            // All of it is seen, at the pointer as far as that goes.
            let rect = menu.get_bounding_client_rect();
            let kept =
                |at: f64, length: f64, room: f64| at.min(room - length - MARGIN_PX).max(MARGIN_PX);
            let room = |name: &str| get(&window(), name).as_f64().unwrap_or_default();
            corner.set((
                kept(x, rect.width(), room("innerWidth")),
                kept(y, rect.height(), room("innerHeight")),
            ));
            go(&menu, Step::First);
        }
    });
    let item = move |name: &&'static str| {
        let command = Command::named(name);
        let (label, obstacle) = tools
            .editor
            .with_untracked(|editor| (command.label(editor), command.obstacle(editor)));
        let name = label.clone();
        let choose = move |_| {
            if obstacle.is_none() {
                close(shown);
                // When the focus is where it was before.
                request_animation_frame(move || run(tools, command));
            }
        };
        view! {
            <button
                type="button"
                role="menuitem"
                tabindex="-1"
                aria-label=name
                aria-disabled=obstacle.is_some().to_string()
                title=obstacle
                on:click=choose
            >
                <span>{label}</span>
                <kbd>{shortcut_label(tools, command)}</kbd>
            </button>
        }
    };
    let group = move |names: &&'static [&'static str]| {
        view! { <div role="group">{names.iter().map(item).collect_view()}</div> }
    };
    let for_text = is_for_text.then(|| FOR_TEXT.iter().map(group).collect_view());
    view! {
        <div
            class="menu"
            role="menu"
            tabindex="-1"
            aria-label=if is_for_text { "Text" } else { "Meme" }
            style:left=dynamic(move || format!("{}px", corner.get().0))
            style:top=dynamic(move || format!("{}px", corner.get().1))
            node_ref=element
            on:keydown=move |event| key(shown, &event)
            on:contextmenu=move |event| event.prevent_default()
        >
            {for_text}
            {FOR_MEME.iter().map(group).collect_view()}
        </div>
    }
}

/// A move of the focus among the items.
#[derive(Clone, Copy)]
enum Step {
    First,
    Last,
    Next,
    Previous,
}

/// Arrow keys go through the items, around the ends; Escape and Tab close the menu.
fn key(shown: Shown, event: &KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowDown" => Step::Next,
        "ArrowUp" => Step::Previous,
        "Home" | "PageUp" => Step::First,
        "End" | "PageDown" => Step::Last,
        "Escape" | "Tab" => {
            event.prevent_default();
            return close(shown);
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(menu) = target(event).and_then(|hit| hit.closest(".menu").ok().flatten()) {
        go(&menu, step);
    }
}

fn go(menu: &Element, step: Step) {
    let Ok(items) = menu.query_selector_all("[role=menuitem]") else {
        return;
    };
    let items: Vec<HtmlElement> = (0..items.length())
        .filter_map(|index| items.item(index)?.dyn_into().ok())
        .collect();
    let focused = focus::focused();
    let at = items.iter().position(|item| focused.as_ref() == Some(item));
    let count = items.len();
    let index = match (step, at) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Previous, None) => count.saturating_sub(1),
        (Step::Next, Some(at)) => (at + 1) % count,
        (Step::Previous, Some(at)) => (at + count - 1) % count,
    };
    if let Some(item) = items.get(index) {
        focus::focus_element(item);
    }
}
