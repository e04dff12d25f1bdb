use leptos::html::{Button, Input};
use leptos::prelude::*;
use thiserror::Error;

use super::desk::lock;
use super::list::List;
use super::record::Record;
use super::resume::open;
use crate::app::dynamic::words;
use crate::app::icon::icon;
use crate::app::name::name;
use crate::browser::database::{self, DatabaseError};
use crate::browser::device;
use crate::codec::draft::{Draft, DraftError, title};

/// A draft in the list: to be opened, or to be chosen with others. It stays while what is kept of it changes, so that nobody is
/// interrupted when the meme on the stage is saved.
pub fn row(first: Record) -> impl IntoView {
    let list = List::expect();
    let id = first.id.clone();
    let record = Memo::new(move |_| {
        let of_this = |records: &Vec<Record>| {
            let found = records.iter().find(|known| known.id == first.id);
            found.unwrap_or(&first).clone()
        };
        list.drafts.records.with(of_this)
    });
    let is_named = Memo::new(move |_| list.renamed.with(|renamed| renamed.as_ref() == Some(&id)));
    view! {
        <li class="draft">
            {move || {
                if list.is_choosing.get() {
                    choice(record).into_any()
                } else if is_named.get() {
                    name_field(record).into_any()
                } else {
                    opener(record).into_any()
                }
            }}
        </li>
    }
}

/// When it was changed, and where it is open.
fn date(list: &List, record: &Record) -> String {
    let date = device::date(record.changed);
    if list.has_here(record) {
        format!("{date}, open here")
    } else {
        date
    }
}

/// What is seen of it, in words.
fn label(list: &List, record: Memo<Record>) -> impl Fn() -> String + Send + Copy + use<> {
    let list = *list;
    move || record.with(|record| format!("{} {}", record.name, date(&list, record)))
}

/// What is seen of it.
fn seen(record: Memo<Record>) -> impl IntoView {
    let list = List::expect();
    let thumbnail = move || record.with(|record| record.thumbnail.clone());
    let date = move || record.with(|record| date(&list, record));
    view! {
        <img src=thumbnail alt="" width="96" height="72" hidden=move || thumbnail().is_empty() />
        <span class="draft-words">
            <span class="draft-name">
                {name(move || record.with(|record| record.name.clone()))}
            </span>
            <small>{words(date)}</small>
        </span>
    }
}

/// To be opened, renamed, duplicated and deleted.
fn opener(record: Memo<Record>) -> impl IntoView {
    let list = List::expect();
    let drafts = list.drafts;
    let tool = move |does: &'static str, name: &'static str, act: fn(List, Record)| {
        view! {
            <button
                type="button"
                class="icon-button"
                aria-label=move || record.with(|record| format!("{does} {}", record.name))
                title=does
                on:click=move |_| act(list, record.get_untracked())
            >
                {icon(name)}
            </button>
        }
    };
    let rename = tool("Rename", "edit", |list, record| {
        list.focused.set_value(Some(record.id.clone()));
        list.renamed.set(Some(record.id));
    });
    let button = NodeRef::<Button>::new();
    let is_focused = list
        .focused
        .with_value(|focused| record.with_untracked(|record| focused.as_ref() == Some(&record.id)));
    Effect::new(move |_| {
        if let Some(button) = button.get().filter(|_| is_focused) {
            // Fails for an element that is gone alone.
            let _ = button.focus();
        }
    });
    let duplicate = tool("Duplicate", "copy", List::duplicate);
    let delete = tool("Delete", "delete", List::delete);
    view! {
        <button
            type="button"
            class="draft-open"
            aria-label=label(&list, record)
            aria-current=move || record.with(|record| list.has_here(record)).then_some("true")
            node_ref=button
            on:click=move |_| {
                drafts.dialog.set(None);
                open(drafts, record.get_untracked());
            }
        >
            {seen(record)}
        </button>
        {rename}
        {duplicate}
        {delete}
    }
}

/// To be chosen with others.
fn choice(record: Memo<Record>) -> impl IntoView {
    let list = List::expect();
    let id = move || record.with(|record| record.id.clone());
    let is_chosen = move || list.chosen.with(|chosen| chosen.contains(&id()));
    let choose = move |is_chosen: bool| {
        let id = record.with_untracked(|record| record.id.clone());
        list.chosen.update(|chosen| {
            chosen.retain(|other| *other != id);
            if is_chosen {
                chosen.push(id);
            }
        });
    };
    view! {
        <label class="draft-open">
            <input
                type="checkbox"
                aria-label=label(&list, record)
                prop:checked=is_chosen
                on:change:target=move |event| choose(event.target().checked())
            />
            {seen(record)}
        </label>
    }
}

/// To be given a name, or none.
fn name_field(record: Memo<Record>) -> impl IntoView {
    let list = List::expect();
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Fails for an element that is gone alone.
            let _ = field.focus();
            field.select();
        }
    });
    let id = record.with_untracked(|record| record.id.clone());
    let naming = list.drafts.naming;
    // A name that was not given before the list was closed is written on.
    let written = naming.get_value().filter(|(of, _)| *of == id);
    let name = written.map_or_else(
        || record.with_untracked(|record| record.name.clone()),
        |(_, name)| name,
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            list.rename(record.get_untracked(), field.value().trim().to_owned());
        }
    };
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            // The dialog stays.
            event.prevent_default();
            event.stop_propagation();
            list.end_naming();
        }
    };
    view! {
        <form class="draft-form" on:submit=submit>
            <input
                class="dialog-field"
                type="text"
                aria-label="Name"
                autocomplete="off"
                maxlength="100"
                value=name
                node_ref=field
                on:input:target=move |event| {
                    naming.set_value(Some((id.clone(), event.target().value())));
                }
                on:keydown=leave
            />
            <button type="submit" class="button">
                "Rename"
            </button>
        </form>
    }
}

/// Why a draft is not renamed. Displays as a sentence for the person.
#[derive(Debug, Error)]
enum RenameError {
    #[error("This draft is open in another tab. Rename it there.")]
    Elsewhere,
    #[error(transparent)]
    Draft(#[from] DraftError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl List {
    /// No draft is being given a name any more.
    pub fn end_naming(self) {
        self.drafts.naming.set_value(None);
        self.renamed.set(None);
    }

    /// Gives a draft a name; an empty one takes it away.
    fn rename(self, record: Record, name: String) {
        self.end_naming();
        if name == record.name {
            return;
        }
        if self.has_here(&record) {
            // It is kept as any change is.
            let drafts = self.drafts;
            let shown = title(&name, &drafts.document());
            drafts.name.set(name);
            drafts.records.update(|records| {
                for known in records.iter_mut().filter(|known| known.id == record.id) {
                    known.name.clone_from(&shown);
                }
            });
            return;
        }
        self.change(async move {
            let lock = lock(&record.id).await;
            let _lock = lock.ok_or(RenameError::Elsewhere)?;
            let draft = Draft {
                name,
                ..Draft::from_json(&record.json)?
            };
            let record = Record {
                name: draft.title(),
                json: draft.to_json(),
                ..record
            };
            Ok::<_, RenameError>(database::write(&[record.put()]).await?)
        });
    }
}
