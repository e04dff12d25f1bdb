use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::desk::{Drafts, new_id};
use super::record::{Record, step_key};
use super::resume::open;
use crate::app::commands::dialog_bar;
use crate::app::icon::icon;
use crate::app::picture::open_example;
use crate::app::words::{folded, size_in_words};
use crate::browser::database::{self, DatabaseError, Store, Write};
use crate::browser::device;
use crate::browser::today_ms;
use crate::codec::draft::Draft;
use crate::editor::Editor;

/// What was deleted last, with the documents of its steps.
#[derive(Clone)]
struct Deleted {
    record: Record,
    steps: Vec<(String, JsValue)>,
}

/// All drafts, and a field to find one.
pub fn list(drafts: Drafts) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let deleted = RwSignal::new_local(None::<Deleted>);
    let problem = RwSignal::new(String::new());
    let room = RwSignal::new(String::new());
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Fails for an element that is gone alone.
            let _ = field.focus();
        }
    });
    reload(drafts, problem);
    spawn_local(async move {
        if let Some((used, all)) = device::storage().await {
            room.set(format!(
                "{} of {} used",
                size_in_words(used),
                size_in_words(all)
            ));
        }
    });
    let found = move || {
        let query = folded(&query.get());
        let words: Vec<&str> = query.split_whitespace().collect();
        let mut records = drafts.records.get();
        records.retain(|record| {
            let name = folded(&record.name);
            words.iter().all(|word| name.contains(word))
        });
        records
    };
    let is_empty = move || drafts.records.with(Vec::is_empty);
    let row = move |record: Record| draft(drafts, record, deleted, problem);
    view! {
        {dialog_bar(*drafts, "Drafts")}
        <div class="dialog-tools">
            <input
                class="dialog-search"
                type="search"
                aria-label="Find a draft"
                placeholder="Find a draft"
                autocomplete="off"
                node_ref=field
                on:input:target=move |event| query.set(event.target().value())
            />
            <button type="button" class="button" on:click=move |_| begin_anew(drafts)>
                {icon("add")}
                "New draft"
            </button>
        </div>
        {move || {
            deleted
                .get()
                .map(|gone| {
                    let name = gone.record.name.clone();
                    view! {
                        <p class="dialog-note">
                            <span>{format!("{name} is deleted.")}</span>
                            <button type="button" class="button" on:click=move |_| undelete(drafts, deleted, problem)>
                                "Undo"
                            </button>
                        </p>
                    }
                })
        }}
        <p class="dialog-note" role="alert" hidden=move || problem.with(String::is_empty)>
            {move || problem.get()}
        </p>
        <ul class="drafts" aria-label="Drafts">
            {move || found().into_iter().map(row).collect_view()}
        </ul>
        <p class="hint drafts-none" hidden=move || !is_empty()>
            "What you make is kept here by itself."
        </p>
        <footer class="dialog-foot">
            <p class="hint">"Kept on this device, and nowhere else. " {move || room.get()}</p>
        </footer>
        <p class="visually-hidden" role="status">
            {move || match found().len() {
                1 => "1 draft".to_owned(),
                count => format!("{count} drafts"),
            }}
        </p>
    }
}

fn draft(
    drafts: Drafts,
    record: Record,
    deleted: RwSignal<Option<Deleted>, LocalStorage>,
    problem: RwSignal<String>,
) -> impl IntoView {
    let (name, date) = (record.name.clone(), device::date(record.changed));
    let is_current = drafts.current.get_untracked().as_ref() == Some(&record.id);
    let (thumbnail, has_thumbnail) = (record.thumbnail.clone(), !record.thumbnail.is_empty());
    let (opened, copied) = (record.clone(), record.clone());
    let open_it = move |_| {
        drafts.dialog.set(None);
        open(drafts, opened.clone());
    };
    view! {
        <li class="draft">
            <button type="button" class="draft-open" aria-current=is_current.then_some("true") on:click=open_it>
                {has_thumbnail
                    .then(|| view! { <img src=thumbnail alt="" width="96" height="72" /> })}
                <span class="draft-words">
                    <span class="draft-name">{name.clone()}</span>
                    <small>{if is_current { format!("{date}, open here") } else { date }}</small>
                </span>
            </button>
            <button
                type="button"
                class="icon-button"
                aria-label=format!("Duplicate {name}")
                title="Duplicate"
                on:click=move |_| duplicate(drafts, copied.clone(), problem)
            >
                {icon("copy")}
            </button>
            <button
                type="button"
                class="icon-button"
                aria-label=format!("Delete {name}")
                title="Delete"
                on:click=move |_| delete(drafts, record.clone(), deleted, problem)
            >
                {icon("delete")}
            </button>
        </li>
    }
}

fn reload(drafts: Drafts, problem: RwSignal<String>) {
    spawn_local(async move {
        match Record::all().await {
            Ok(records) => drafts.records.set(records),
            Err(error) => problem.set(error.to_string()),
        }
    });
}

/// Does something with what is kept, and shows what is there then.
fn change(
    drafts: Drafts,
    problem: RwSignal<String>,
    change: impl Future<Output = Result<(), DatabaseError>> + 'static,
) {
    problem.set(String::new());
    spawn_local(async move {
        match change.await {
            Ok(()) => reload(drafts, problem),
            Err(error) => problem.set(error.to_string()),
        }
    });
}

/// Leaves this tab's draft as it is, and begins another one.
fn begin_anew(drafts: Drafts) {
    drafts.dialog.set(None);
    let example = Editor::example().document().clone();
    (drafts.editor).update(|editor| editor.resume(example, [Vec::new(), Vec::new()]));
    drafts.give_back();
    drafts.shown.set(None);
    open_example(**drafts);
}

fn duplicate(drafts: Drafts, record: Record, problem: RwSignal<String>) {
    let copy = async move {
        let mut copy = Record {
            id: new_id(),
            changed: today_ms(),
            ..record
        };
        // Its history stays with the first.
        if let Ok(draft) = Draft::from_json(&copy.json) {
            copy.json = Draft {
                past: Vec::new(),
                future: Vec::new(),
                ..draft
            }
            .to_json();
        }
        database::write(&[copy.put()]).await
    };
    change(drafts, problem, copy);
}

fn delete(
    drafts: Drafts,
    record: Record,
    deleted: RwSignal<Option<Deleted>, LocalStorage>,
    problem: RwSignal<String>,
) {
    if drafts.current.get_untracked().as_ref() == Some(&record.id) {
        // The meme stays on the stage, and is kept anew once it is changed.
        drafts.give_back();
    }
    change(drafts, problem, async move {
        let mut steps = Vec::new();
        if let Ok(draft) = Draft::from_json(&record.json) {
            for step in draft.steps() {
                let key = step_key(&record.id, step.number);
                if let Some(json) = database::get(Store::Steps, &key).await? {
                    steps.push((key, json));
                }
            }
        }
        database::write(&record.delete()).await?;
        drafts.status.set(format!("{} deleted", record.name));
        deleted.set(Some(Deleted { record, steps }));
        Ok(())
    });
}

fn undelete(
    drafts: Drafts,
    deleted: RwSignal<Option<Deleted>, LocalStorage>,
    problem: RwSignal<String>,
) {
    let Some(Deleted { record, steps }) = deleted.get_untracked() else {
        return;
    };
    deleted.set(None);
    change(drafts, problem, async move {
        let steps = steps.into_iter();
        let mut changes: Vec<Write> = steps
            .map(|(key, json)| Write::Put(Store::Steps, key, json))
            .collect();
        changes.push(record.put());
        database::write(&changes).await
    });
}
