use leptos::ev::PointerEvent;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::app::icon::icon;
use crate::app::session::Session;
use crate::document::{TextBox, TextId};
use crate::editor::Message;

/// One text in the list.
#[component]
pub fn Row(
    /// Which text.
    id: TextId,
    /// All texts, in the list's order.
    ids: Memo<Vec<TextId>>,
) -> impl IntoView {
    let session = Session::expect();
    let of = move |get: fn(&TextBox) -> bool| {
        Memo::new(move |_| {
            session
                .editor
                .with(|editor| editor.document().text(id).is_some_and(get))
        })
    };
    let is_hidden = of(|text_box| text_box.is_hidden);
    let is_locked = of(|text_box| text_box.is_locked);
    let is_selected = Memo::new(move |_| session.editor.with(|editor| editor.is_selected(id)));
    let title = Memo::new(move |_| {
        session.editor.with(|editor| {
            editor
                .document()
                .text(id)
                .map_or_else(String::new, TextBox::title)
        })
    });
    let is_renaming = move || session.renaming.get() == Some(id);
    let select = move |is_one_of_several: bool| {
        session.send(if is_one_of_several {
            Message::ToggleSelected(id)
        } else {
            Message::Select(id)
        });
    };
    // Dragged by its grip, it goes where the pointer is.
    let drag = move |event: PointerEvent| {
        if event.buttons() == 0 {
            return;
        }
        let over = crate::browser::element_at(event.client_x(), event.client_y())
            .and_then(|element| element.closest("[data-layer]").ok().flatten())
            .and_then(|element| element.get_attribute("data-layer"))
            .and_then(|over| over.parse().ok().map(TextId));
        if let Some(over) = over.filter(|over| *over != id)
            && let Some(place) =
                ids.with_untracked(|ids| ids.iter().rev().position(|other| *other == over))
        {
            session.send(Message::MoveTo { id, index: place });
        }
    };
    view! {
        <li class="layer" class:selected=is_selected data-layer=id.0>
            <span
                class="grip"
                aria-hidden="true"
                on:pointerdown=move |event| {
                    event.prevent_default();
                    let grip = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
                    if let Some(grip) = grip {
                        let _ = grip.set_pointer_capture(event.pointer_id());
                    }
                }
                on:pointermove=drag
            >
                {icon("grip")}
            </span>
            <Show
                when=is_renaming
                fallback=move || {
                    view! {
                        <button
                            type="button"
                            class="layer-select"
                            id=format!("layer{}", id.0)
                            aria-pressed=move || is_selected.get().to_string()
                            title="Double-click to rename"
                            on:click=move |event| select(
                                event.shift_key() || event.ctrl_key() || event.meta_key(),
                            )
                            on:dblclick=move |_| session.renaming.set(Some(id))
                        >
                            {title}
                        </button>
                    }
                }
            >
                <NameField id />
            </Show>
            {toggle(is_hidden, ["visible", "hidden"], ["Hide", "Show"], title, move |is_hidden| {
                session.send(Message::SetHidden(id, is_hidden));
            })}
            {toggle(is_locked, ["unlocked", "locked"], ["Lock", "Unlock"], title, move |is_locked| {
                session.send(Message::SetLocked(id, is_locked));
            })}
        </li>
    }
}

/// A button that turns something on or off, and says which it will do.
fn toggle(
    is_on: Memo<bool>,
    icons: [&'static str; 2],
    labels: [&'static str; 2],
    title: Memo<String>,
    set: impl Fn(bool) + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="icon-button"
            class:on=is_on
            aria-label=move || format!("{} {}", labels[usize::from(is_on.get())], title.get())
            title=move || labels[usize::from(is_on.get())]
            on:click=move |_| set(!is_on.get_untracked())
        >
            {move || icon(icons[usize::from(is_on.get())])}
        </button>
    }
    .into_any()
}

/// The field for a text's name.
#[component]
fn NameField(id: TextId) -> impl IntoView {
    let session = Session::expect();
    let field = NodeRef::<Input>::new();
    let name = session.editor.with_untracked(|editor| {
        editor
            .document()
            .text(id)
            .map_or_else(String::new, TextBox::title)
    });
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
            field.select();
        }
    });
    let done = move |name: Option<String>| {
        // Leaving the field after Enter or Escape is no second answer.
        if session.renaming.get_untracked() != Some(id) {
            return;
        }
        session.renaming.set(None);
        if let Some(name) = name {
            session.send(Message::Rename(id, name));
        }
        request_animation_frame(move || {
            crate::browser::focus::focus(&format!("#layer{}", id.0));
        });
    };
    view! {
        <input
            class="layer-name-field"
            type="text"
            aria-label="Name"
            value=name
            node_ref=field
            on:blur:target=move |event| done(Some(event.target().value()))
            on:keydown:target=move |event| match event.key().as_str() {
                "Enter" => done(Some(event.target().value())),
                "Escape" => {
                    event.prevent_default();
                    done(None);
                }
                _ => {}
            }
        />
    }
}
