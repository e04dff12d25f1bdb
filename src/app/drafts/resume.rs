use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::Blob;

use super::desk::Drafts;
use super::record::{Record, step_key, sweep};
use super::save::{is_changed, save_soon, say_not_kept};
use super::{DRAFT, remember_for_tab};
use crate::app::links;
use crate::app::notice::{Notice, Place};
use crate::app::picture::{Brought, bring};
use crate::app::project::{hold_picture, source_of};
use crate::browser::database::{self, DatabaseError, Store};
use crate::browser::{PictureSource, of_tab};
use crate::codec::draft::{Draft, StoredStep, step_from_json};
use crate::codec::picture::PictureError;
use crate::codec::project::ProjectPicture;
use crate::document::PictureId;
use crate::editor::Step;

/// What is said in a tab whose draft another one has.
const ELSEWHERE: &str =
    "This draft is open in another tab. What you change here is kept as another draft.";

/// Takes up what was left, where `is_wanted` and as long as nothing else was begun: this tab's draft, or the last that no other
/// tab has.
pub fn resume(drafts: Drafts, is_wanted: bool) {
    spawn_local(async move {
        if is_wanted {
            // Where nothing can be read there is nothing to take up; that is said when something is to be kept. Only here is it said
            // before anything is.
            if let Err(error @ DatabaseError::NoAnswer) = take_up(drafts).await {
                say_not_kept(drafts, error);
            }
        }
        let _ = sweep().await;
    });
}

async fn take_up(drafts: Drafts) -> Result<(), DatabaseError> {
    let of_tab = of_tab(DRAFT);
    let record = if let Some(id) = &of_tab {
        Record::find(id).await?
    } else {
        let records = Record::all().await?;
        drafts.note_turns(&records);
        records.into_iter().next()
    };
    let Some(record) = record else {
        remember_for_tab(None);
        // What was made of the address is gone, so it is what it names.
        links::open_address(*drafts, true);
        return Ok(());
    };
    let resuming = Resuming::begin(drafts);
    if is_begun(drafts) {
        return Ok(());
    }
    if drafts.take(&record.id).await {
        open_record(resuming, record, true, true);
    } else if of_tab.is_some() {
        // A tab that was duplicated: the same meme, as a draft of its own.
        remember_for_tab(None);
        open_record(resuming, record, false, true);
    }
    Ok(())
}

/// Whether somebody has begun something else: has changed the meme, or is opening a picture.
fn is_begun(drafts: Drafts) -> bool {
    drafts.is_opening.get_untracked() || is_other(drafts)
}

fn is_other(drafts: Drafts) -> bool {
    drafts.desk(|desk| desk.saved != drafts.document())
}

/// Puts a draft on the stage that somebody has chosen.
pub fn open(drafts: Drafts, record: Record) {
    spawn_local(async move {
        if drafts.current.get_untracked().as_ref() == Some(&record.id) {
            return;
        }
        let resuming = Resuming::begin(drafts);
        drafts.give_back();
        let is_taken = drafts.take(&record.id).await;
        open_record(resuming, record, is_taken, false);
    });
}

/// What there is of a draft once it has been read.
struct Read {
    draft: Draft,
    past: Vec<Step>,
    future: Vec<Step>,
    sources: Vec<(PictureId, PictureSource)>,
}

/// A draft on its way to the stage. Dropped before it is there, it stays as it is, and what is on the stage is another one.
struct Resuming {
    drafts: Drafts,
    is_done: bool,
}

impl Resuming {
    fn begin(drafts: Drafts) -> Self {
        drafts.change_desk(|desk| desk.is_resuming = true);
        Self {
            drafts,
            is_done: false,
        }
    }

    /// It is on the stage.
    fn done(mut self) {
        self.is_done = true;
    }
}

impl Drop for Resuming {
    fn drop(&mut self) {
        let drafts = self.drafts;
        if !self.is_done {
            let saved = drafts.desk(|desk| desk.saved.clone());
            drafts.give_back();
            // What was begun meanwhile has still to be kept.
            drafts.change_desk(|desk| desk.saved = saved);
        }
        drafts.change_desk(|desk| desk.is_resuming = false);
        if is_changed(drafts) {
            save_soon(drafts);
        }
    }
}

/// Puts a draft on the stage; where nobody has asked for it, only as long as nothing else is begun.
fn open_record(resuming: Resuming, record: Record, is_ours: bool, is_unasked: bool) {
    let drafts = resuming.drafts;
    let draft = match Draft::from_json(&record.json) {
        Ok(draft) => draft,
        Err(error) => {
            drafts.notice.set(Some(Notice::new(Place::Stage, error)));
            return;
        }
    };
    spawn_local(async move {
        let read = read(&record.id, draft).await;
        if is_unasked && is_begun(drafts) {
            return;
        }
        let id = read.draft.document.picture.id;
        let source = read.sources.iter().find(|(known, _)| *known == id);
        let source = source.map_or_else(
            || PictureSource::plain(read.draft.document.picture.size),
            |(_, source)| source.clone(),
        );
        let name = read.draft.document.picture.name.clone();
        let take = move |_| {
            put_on_stage(drafts, read, record, is_ours);
            resuming.done();
        };
        let brought = Brought::as_it_was(name, source, id, take)
            .unless_not_wanted(move || !(is_unasked && is_other(drafts)));
        bring(**drafts, async move { Ok::<_, PictureError>(brought) });
    });
}

async fn read(id: &str, draft: Draft) -> Read {
    let mut sources = Vec::new();
    for (picture, stored) in &draft.pictures {
        if let Some(source) = source(stored).await {
            sources.push((*picture, source));
        }
    }
    Read {
        past: steps(id, &draft.past).await,
        future: steps(id, &draft.future).await,
        sources,
        draft,
    }
}

/// The picture that is kept. None where it cannot be read any more.
pub async fn source(stored: &ProjectPicture<String>) -> Option<PictureSource> {
    let held = hold_picture(stored.clone(), async |key: String| {
        let file = database::get(Store::Files, &key).await.ok()??;
        file.dyn_into::<Blob>().ok()
    });
    source_of(held.await?).await
}

/// The steps that are there. One that is missing ends the history before it.
async fn steps(draft: &str, stored: &[StoredStep]) -> Vec<Step> {
    let mut steps = Vec::new();
    for step in stored.iter().rev() {
        let json = database::get(Store::Steps, &step_key(draft, step.number)).await;
        let json = json.ok().flatten().and_then(|json| json.as_string());
        let document = json.and_then(|json| step_from_json(&json));
        let Some(document) = document else { break };
        steps.push(Step {
            number: step.number,
            name: known_name(&step.name),
            document,
        });
    }
    steps.reverse();
    steps
}

thread_local! {
    /// The names of steps that were read. There are a few dozen.
    static NAMES: std::cell::RefCell<Vec<&'static str>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// The name for as long as the page lives.
fn known_name(name: &str) -> &'static str {
    NAMES.with_borrow_mut(|names| {
        let known = names.iter().find(|known| **known == name).copied();
        known.unwrap_or_else(|| {
            let name = name.to_owned().leak();
            names.push(name);
            name
        })
    })
}

fn put_on_stage(drafts: Drafts, read: Read, record: Record, is_ours: bool) {
    let Read {
        draft,
        past,
        future,
        sources,
    } = read;
    drafts.keep_sources(sources);
    drafts.used_templates.set_value(draft.templates);
    drafts.name.set(draft.name.clone());
    drafts.change_desk(|desk| {
        desk.saved = draft.document.clone();
        desk.saved_name = draft.name;
        desk.pictures = draft.pictures;
        desk.steps = if is_ours {
            past.iter().chain(&future).map(|step| step.number).collect()
        } else {
            std::collections::HashSet::new()
        };
        desk.thumbnail = (record.thumbnail, 0.0);
    });
    let document = draft.document;
    (drafts.editor).update(|editor| editor.resume(document, [past, future]));
    drafts.status.set(format!("{}, taken up", record.name));
    if !is_ours {
        let told = Notice::new(Place::Stage, ELSEWHERE);
        drafts.notice.set(Some(told));
    }
}
