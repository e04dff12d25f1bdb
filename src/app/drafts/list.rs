use std::fmt::Display;

use leptos::html::{Button, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::desk::{Drafts, new_id};
use super::pack::Packing;
use super::record::{Record, step_key};
use super::row::row;
use crate::app::commands::dialog_bar;
use crate::app::dynamic::words;
use crate::app::export::Exports;
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

/// The list while it is looked at.
#[derive(Clone, Copy)]
pub struct List {
    /// What it is of.
    pub drafts: Drafts,
    /// Whether several can be chosen.
    pub is_choosing: RwSignal<bool>,
    /// The ids of those that are.
    pub chosen: RwSignal<Vec<String>>,
    /// The id of the one that is being given a name.
    pub renamed: RwSignal<Option<String>>,
    /// The id of the one that has the focus once the list is made anew.
    pub focused: StoredValue<Option<String>>,
    /// What did not work; nothing where all did.
    problem: RwSignal<String>,
    deleted: RwSignal<Option<Deleted>, LocalStorage>,
}

/// All drafts, and a field to find one.
pub fn list(drafts: Drafts, exports: Exports) -> impl IntoView {
    let list = List {
        drafts,
        is_choosing: RwSignal::new(false),
        chosen: RwSignal::new(Vec::new()),
        focused: StoredValue::new(None),
        // The list may have been closed before the name was given.
        renamed: RwSignal::new(drafts.naming.get_value().map(|(id, _)| id)),
        problem: RwSignal::new(String::new()),
        deleted: RwSignal::new_local(None),
    };
    let query = RwSignal::new(String::new());
    provide_context(list);
    list.reload();
    let found = Memo::new(move |_| {
        let query = folded(&query.get());
        let words: Vec<&str> = query.split_whitespace().collect();
        let mut records = drafts.records.get();
        records.retain(|record| {
            let name = folded(&record.name);
            words.iter().all(|word| name.contains(word))
        });
        records
    });
    let is_empty = move || drafts.records.with(Vec::is_empty);
    view! {
        {dialog_bar(*drafts, "Drafts")}
        {tools(query)}
        {notes()}
        <ul class="drafts" aria-label="Drafts">
            <For each=move || found.get() key=|record| record.id.clone() children=row />
        </ul>
        <p class="hint drafts-none" hidden=move || !is_empty()>
            "What you make is kept here by itself."
        </p>
        {move || {
            if list.is_choosing.get() {
                packing(found, exports).into_any()
            } else {
                room().into_any()
            }
        }}
        <p class="visually-hidden" role="status">
            {words(move || match found.with(Vec::len) {
                1 => "1 draft".to_owned(),
                count => format!("{count} drafts"),
            })}
        </p>
    }
}

/// The field to find one, and what begins something.
fn tools(query: RwSignal<String>) -> impl IntoView {
    let list = List::expect();
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // Fails for an element that is gone alone.
            let _ = field.focus();
        }
    });
    let choose = move |_| {
        list.end_naming();
        list.chosen.set(Vec::new());
        list.is_choosing
            .update(|is_choosing| *is_choosing = !*is_choosing);
    };
    view! {
        <div class="dialog-tools">
            <input
                class="dialog-field"
                type="search"
                aria-label="Find a draft"
                placeholder="Find a draft"
                autocomplete="off"
                node_ref=field
                on:input:target=move |event| query.set(event.target().value())
            />
            <button
                type="button"
                class="button"
                aria-pressed=move || list.is_choosing.get().to_string()
                on:click=choose
            >
                "Select"
            </button>
            <button type="button" class="button" on:click=move |_| begin_anew(list.drafts)>
                {icon("add")}
                "New draft"
            </button>
        </div>
    }
}

/// What was deleted, and what did not work.
fn notes() -> impl IntoView {
    let list = List::expect();
    let List {
        deleted, problem, ..
    } = list;
    let undo = NodeRef::<Button>::new();
    Effect::new(move |_| {
        if let Some(undo) = undo.get() {
            // The button that was pressed is gone. Fails for an element that is gone alone.
            let _ = undo.focus();
        }
    });
    view! {
        {move || {
            deleted
                .get()
                .map(|gone| {
                    let name = gone.record.name.clone();
                    view! {
                        <p class="dialog-note">
                            {words(move || format!("{name} is deleted."))}
                            <button
                                type="button"
                                class="button"
                                node_ref=undo
                                on:click=move |_| list.undelete()
                            >
                                "Undo"
                            </button>
                        </p>
                    }
                })
        }}
        <p class="dialog-note" role="alert" hidden=move || problem.with(String::is_empty)>
            {words(move || problem.get())}
        </p>
    }
}

/// How much room there is for more.
fn room() -> impl IntoView {
    let room = RwSignal::new(String::new());
    spawn_local(async move {
        if let Some((used, all)) = device::storage().await {
            // The list may be closed by now.
            let _ = room.try_set(format!(
                "{} of {} used",
                size_in_words(used),
                size_in_words(all)
            ));
        }
    });
    view! {
        <footer class="dialog-foot">
            <p class="hint">
                "Kept on this device, and nowhere else. " {words(move || room.get())}
            </p>
        </footer>
    }
}

/// What can be done with several of them.
fn packing(found: Memo<Vec<Record>>, exports: Exports) -> impl IntoView {
    let list = List::expect();
    let packing = Packing {
        progress: RwSignal::new(None),
        problem: list.problem,
    };
    let records = move || {
        let chosen = list.chosen.get();
        let mut records = list.drafts.records.get();
        records.retain(|record| chosen.contains(&record.id));
        records
    };
    let choose_all = move |_| {
        let ids =
            found.with_untracked(|found| found.iter().map(|record| record.id.clone()).collect());
        list.chosen.set(ids);
    };
    let is_busy = move || packing.progress.with(Option::is_some);
    let progress = move || packing.progress.get().unwrap_or((0, 1));
    let kind = exports.wish.get_untracked().kind.label();
    let begin = move |_| packing.begin(list.drafts, records(), exports.wish.get_untracked());
    let label = move || match records().len() {
        0 => "Save as a zip".to_owned(),
        count => format!("Save {count} as a zip"),
    };
    view! {
        <footer class="dialog-foot" role="group" aria-label="Chosen drafts">
            <div class="buttons">
                <button
                    type="button"
                    class="button primary"
                    disabled=move || is_busy() || records().is_empty()
                    on:click=begin
                >
                    {icon("download")}
                    {words(label)}
                </button>
                <button type="button" class="button" hidden=is_busy on:click=choose_all>
                    "All"
                </button>
                <button
                    type="button"
                    class="button"
                    hidden=move || !is_busy()
                    on:click=move |_| packing.stop()
                >
                    "Stop"
                </button>
            </div>
            <p class="hint" hidden=is_busy>
                {format!("{kind} pictures, as they are set in Export.")}
            </p>
            <label class="packing" hidden=move || !is_busy()>
                {words(move || format!("{} of {} made", progress().0, progress().1))}
                <progress
                    class="bar"
                    max=move || progress().1
                    value=move || progress().0
                ></progress>
            </label>
        </footer>
    }
}

impl List {
    /// The list that a part of it belongs to.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Whether a draft is the one on the stage.
    pub fn has_here(self, record: &Record) -> bool {
        self.drafts.current.get_untracked().as_ref() == Some(&record.id)
    }

    fn reload(self) {
        spawn_local(async move {
            match Record::all().await {
                Ok(records) => {
                    self.drafts.note_turns(&records);
                    self.drafts.records.set(records);
                }
                Err(error) => self.problem.set(error.to_string()),
            }
        });
    }

    /// Does something with what is kept, and shows what is there then.
    pub fn change<E: Display>(self, change: impl Future<Output = Result<(), E>> + 'static) {
        self.problem.set(String::new());
        spawn_local(async move {
            match change.await {
                Ok(()) => self.reload(),
                Err(error) => self.problem.set(error.to_string()),
            }
        });
    }

    /// Makes another one of one.
    pub fn duplicate(self, record: Record) {
        let mut copy = Record {
            id: new_id(),
            changed: today_ms(),
            turn: self.drafts.next_turn(),
            ..record
        };
        self.focused.set_value(Some(copy.id.clone()));
        self.change(async move {
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
        });
    }

    /// Takes one away, until it is wanted back.
    pub fn delete(self, record: Record) {
        let drafts = self.drafts;
        self.focused.set_value(None);
        if self.has_here(&record) {
            // The meme stays on the stage, and is kept anew once it is changed.
            drafts.give_back();
        }
        self.change(async move {
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
            self.deleted.set(Some(Deleted { record, steps }));
            Ok::<_, DatabaseError>(())
        });
    }

    fn undelete(self) {
        let Some(Deleted { record, steps }) = self.deleted.get_untracked() else {
            return;
        };
        self.deleted.set(None);
        self.focused.set_value(Some(record.id.clone()));
        self.change(async move {
            let steps = steps.into_iter();
            let mut changes: Vec<Write> = steps
                .map(|(key, json)| Write::Put(Store::Steps, key, json))
                .collect();
            changes.push(record.put());
            database::write(&changes).await
        });
    }
}

/// Leaves this tab's draft as it is, and begins another one.
fn begin_anew(drafts: Drafts) {
    drafts.dialog.set(None);
    let example = Editor::example().document().clone();
    (drafts.editor).update(|editor| editor.resume(example, [Vec::new(), Vec::new()]));
    drafts.name.set(String::new());
    drafts.give_back();
    drafts.shown.set(None);
    open_example(**drafts);
}
