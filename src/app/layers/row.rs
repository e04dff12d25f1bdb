use crate::app::dynamic::dynamic;
use leptos::either::Either;
use leptos::html::Input;
use leptos::prelude::*;

use crate::app::icon::icon;
use crate::app::name::name;
use crate::app::tools::Tools;
use crate::document::{TextBox, TextId};
use crate::editor::Message;

/// One text in the list.
#[component]
pub fn Row(
    /// Which text.
    id: TextId,
    /// The text in whose place the one that is dragged would go.
    over: RwSignal<Option<TextId>>,
) -> impl IntoView {
    let tools = Tools::expect();
    let of = move |get: fn(&TextBox) -> bool| {
        tools.watch(move |editor| editor.document().text(id).is_some_and(get))
    };
    let is_hidden = of(|text_box| text_box.is_hidden);
    let is_locked = of(|text_box| text_box.is_locked);
    let is_selected = tools.watch(move |editor| editor.is_selected(id));
    let title = tools.watch(move |editor| {
        editor
            .document()
            .text(id)
            .map_or_else(String::new, TextBox::title)
    });
    let select = move |is_one_of_several: bool| {
        tools.send(if is_one_of_several {
            Message::ToggleSelected(id)
        } else {
            Message::Select(id)
        });
    };
    view! {
        <li
            class="layer"
            class:selected=is_selected
            class:over=dynamic(move || over.get() == Some(id))
            data-layer=id.0
        >
            <span class="grip" aria-hidden="true">
                {icon("grip")}
            </span>
            {move || {
                if tools.renaming.get() == Some(id) {
                    Either::Left(view! { <NameField id /> })
                } else {
                    Either::Right(
                        view! {
                            <button
                                type="button"
                                class="layer-select"
                                id=format!("layer{}", id.0)
                                aria-pressed=dynamic(move || is_selected.get().to_string())
                                aria-label=dynamic(move || title.get())
                                title="Double-click to rename"
                                on:click=move |event| select(
                                    event.shift_key() || event.ctrl_key() || event.meta_key(),
                                )
                                on:dblclick=move |_| tools.renaming.set(Some(id))
                            >
                                {name(move || title.get())}
                            </button>
                        },
                    )
                }
            }}
            {toggle(
                is_hidden,
                ["visible", "hidden"],
                ["Hide", "Show"],
                title,
                move |is_hidden| {
                    tools.send(Message::SetHidden(id, is_hidden));
                },
            )}
            {toggle(
                is_locked,
                ["unlocked", "locked"],
                ["Lock", "Unlock"],
                title,
                move |is_locked| {
                    tools.send(Message::SetLocked(id, is_locked));
                },
            )}
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
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button"
            class:on=is_on
            aria-label=dynamic(move || {
                format!("{} {}", labels[usize::from(is_on.get())], title.get())
            })
            title=dynamic(move || labels[usize::from(is_on.get())])
            on:click=move |_| set(!is_on.get_untracked())
        >
            {move || icon(icons[usize::from(is_on.get())])}
        </button>
    }
}

/// The field for a text's name.
#[component]
fn NameField(id: TextId) -> impl IntoView {
    let tools = Tools::expect();
    let field = NodeRef::<Input>::new();
    let name = tools.editor.with_untracked(|editor| {
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
        if tools.renaming.get_untracked() != Some(id) {
            return;
        }
        tools.renaming.set(None);
        if let Some(name) = name {
            tools.send(Message::Rename(id, name));
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
