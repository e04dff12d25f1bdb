use leptos::either::Either;
use leptos::html::{Dialog as DialogElement, Div};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

use super::{run, shortcut_label};
use crate::app::dynamic::{dynamic, words};
use crate::app::icon::icon;
use crate::app::later::{NotLoaded, OnDemand, mount};
use crate::app::new_meme::bring_new;
use crate::app::tools::{Dialog, Tools};
use crate::editor::command::{COMMANDS, Command, CommandGroup};

/// What can lie over the page, one at a time: the contents are parts of the page of their own.
pub fn dialogs() -> impl IntoView {
    let tools = Tools::expect();
    let dialog = NodeRef::<DialogElement>::new();
    let holders = [(); 2].map(|()| NodeRef::<Div>::new());
    let contents = [(); 2].map(|()| OnDemand::new());
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else {
            return;
        };
        let Some(wanted) = tools.dialog.get() else {
            dialog.close();
            return;
        };
        // Fails where it is open already.
        let _ = dialog.show_modal();
        let [words, new] = [0, 1].map(|index| holders[index].get());
        match wanted {
            Dialog::Palette | Dialog::Help => {
                if let Some(holder) = words {
                    contents[0].fetch(*tools, bring_dialogs(tools, holder.into()));
                }
            }
            Dialog::New => {
                if let Some(holder) = new {
                    contents[1].fetch(*tools, bring_new(tools, holder.into()));
                }
            }
            _ => tools.want_library(),
        }
    });
    let close = move || tools.dialog.set(None);
    // Browsers say so later, and by then another one may have been opened.
    let closed = move || {
        if dialog.with_untracked(|dialog| dialog.as_ref().is_some_and(|dialog| !dialog.open())) {
            close();
        }
    };
    // A press that closes begins and ends beside it: words that are selected in it may be let go there, and the other way around.
    let begun = StoredValue::new(false);
    view! {
        <dialog
            class="dialog"
            class:wide=dynamic(move || tools.dialog.get().is_some_and(Dialog::is_wide))
            node_ref=dialog
            aria-label=dynamic(move || tools.dialog.get().map_or("", Dialog::label))
            on:close=move |_| closed()
            on:pointerdown=move |event| begun.set_value(is_around(&event))
            on:click=move |event| {
                if begun.get_value() && is_around(&event) {
                    close();
                }
            }
        >
            {holders
                .map(|holder| view! { <div class="later" node_ref=holder></div> })
                .collect_view()}
            <div class="later" data-later="library"></div>
        </dialog>
        <div class="toasts" aria-hidden="true">
            <For each=move || tools.toasts.get() key=|(number, _)| *number let:toast>
                <p class="toast">{toast.1}</p>
            </For>
        </div>
    }
}

/// Returns true for a pointer on a dialog's backdrop, whose events have the dialog as their target. Clicks by the keyboard are
/// inside.
fn is_around(event: &MouseEvent) -> bool {
    let dialog = (event.target()).filter(|target| event.current_target().as_ref() == Some(target));
    let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let rect = dialog.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    x < rect.left() || x > rect.right() || y < rect.top() || y > rect.bottom()
}

/// The line along a dialog's top: what it is, and the button that closes it.
pub fn dialog_bar(tools: Tools, title: &'static str) -> impl IntoView {
    view! {
        <header class="dialog-bar">
            <h2>{title}</h2>
            <button
                type="button"
                class="icon-button"
                aria-label="Close"
                on:click=move |_| tools.dialog.set(None)
            >
                {icon("close")}
            </button>
        </header>
    }
}

/// What is in the dialog: fetched when one is opened for the first time, in one file with what is in the look panel.
#[leptos::wasm_split::wasm_split(
    look,
    wasm_split_path = ::leptos::wasm_split,
    preload(fetch_dialogs),
    fallible
)]
pub fn bring_dialogs(tools: Tools, holder: HtmlElement) -> Result<(), NotLoaded> {
    mount(holder, move || {
        move || {
            tools.dialog.get().and_then(|dialog| match dialog {
                Dialog::Palette => Some(Either::Left(palette(tools))),
                Dialog::Help => Some(Either::Right(help(tools))),
                _ => None,
            })
        }
    });
    Ok(())
}

/// All shortcuts, by what they are for.
fn help(tools: Tools) -> impl IntoView {
    let group = move |group: CommandGroup| {
        let rows = COMMANDS
            .iter()
            .filter(|command| command.group == group && !command.shortcuts.is_empty())
            .map(move |command| row(command.label, shortcut_label(tools, command)))
            .collect_view();
        view! {
            <section>
                <h3>{group.label()}</h3>
                <dl>{rows}</dl>
            </section>
        }
    };
    view! {
        {dialog_bar(tools, "Shortcuts")}
        <div class="help" tabindex="0" role="group" aria-label="All shortcuts">
            {CommandGroup::ALL.map(group).collect_view()}
            <section>
                <h3>"On the stage"</h3>
                <dl>{ON_STAGE.map(|(what, keys)| row(what, keys.to_owned())).collect_view()}</dl>
            </section>
        </div>
    }
}

/// What pointers do with keys held, which are no commands.
const ON_STAGE: [(&str, &str); 9] = [
    ("Keep the axis, the proportions, steps of 15°", "Shift"),
    ("Leave a copy, resize from the middle", "Alt"),
    ("Do not snap", "Ctrl"),
    ("Select several", "Shift+click, or drag around them"),
    ("Add a text here", "Double-click"),
    ("Write in a text", "Double-click it"),
    ("Zoom", "Ctrl+wheel, or pinch"),
    ("Move the view", "Space+drag, or two fingers"),
    ("Resize from a handle", "Arrow keys"),
];

fn row(what: &'static str, keys: String) -> impl IntoView {
    view! {
        <div>
            <dt>{what}</dt>
            <dd>
                <kbd>{keys}</kbd>
            </dd>
        </div>
    }
}

/// The commands whose label or group has all words of `query`, in the table's order.
fn found(query: &str) -> Vec<&'static Command> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let has_all = |command: &&Command| {
        let text = format!("{} {}", command.group.label(), command.label).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    COMMANDS.iter().filter(has_all).collect()
}

/// The command palette: a field to search in, and what it finds.
fn palette(tools: Tools) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let results = Memo::new(move |_| {
        found(&query.get())
            .iter()
            .map(|command| command.name)
            .collect::<Vec<_>>()
    });
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let choose = move |name: &str| {
        tools.dialog.set(None);
        let command = Command::named(name);
        // When the dialog has closed, the focus is where it was before.
        request_animation_frame(move || run(tools, command));
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        let last = results.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|index| {
                *index = if *index >= last { 0 } else { *index + 1 };
            }),
            "ArrowUp" => chosen.update(|index| *index = index.checked_sub(1).unwrap_or(last)),
            "Enter" => {
                if let Some(name) =
                    results.with_untracked(|results| results.get(chosen.get_untracked()).copied())
                {
                    choose(name);
                }
            }
            _ => return,
        }
        event.prevent_default();
        crate::browser::scroll_into_view("#palette [aria-selected=true]");
    };
    let option = move |(index, name): (usize, &'static str)| {
        let command = Command::named(name);
        let (label, obstacle) = tools
            .editor
            .with_untracked(|editor| (command.label(editor), command.obstacle(editor)));
        view! {
            <li
                id=format!("option-{index}")
                role="option"
                aria-selected=dynamic(move || (chosen.get() == index).to_string())
                aria-disabled=obstacle.is_some().to_string()
                on:click=move |_| choose(name)
            >
                {words(move || label.clone())}
                <small>{words(move || obstacle.unwrap_or_default())}</small>
                <kbd>{words(move || shortcut_label(tools, command))}</kbd>
            </li>
        }
    };
    view! {
        <input
            class="palette-field"
            type="text"
            role="combobox"
            aria-label="Find a command"
            placeholder="Find a command"
            aria-expanded="true"
            aria-controls="palette"
            aria-activedescendant=dynamic(move || {
                let is_there = !results.with(Vec::is_empty);
                is_there.then(|| format!("option-{}", chosen.get()))
            })
            autocomplete="off"
            node_ref=field
            on:input:target=move |event| {
                query.set(event.target().value());
                chosen.set(0);
            }
            on:keydown=key
        />
        <ul id="palette" class="palette" role="listbox" aria-label="Commands">
            {move || results.get().into_iter().enumerate().map(option).collect_view()}
        </ul>
        <p class="hint palette-none" hidden=dynamic(move || !results.with(Vec::is_empty))>
            "No command has that name."
        </p>
    }
}
