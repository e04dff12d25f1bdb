use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;
use web_sys::Blob;

use super::desk::{Desk, Drafts};
use super::record::{Record, step_key};
use crate::app::notice::{Notice, Place};
use crate::app::project::{hold_picture, picture_of};
use crate::browser::database::{self, DatabaseError, Store, Write};
use crate::browser::device;
use crate::browser::{Canvas, PictureSource, blob_of, bytes_of, random, today_ms};
use crate::codec::draft::{Draft, StoredStep, VERSION, step_to_json};
use crate::codec::project::ProjectPicture;
use crate::document::{Document, PictureId};
use crate::render::{cost_ms, view_of_all};

/// So long after a change it is kept, with all that has changed meanwhile.
const SOON: Duration = Duration::from_millis(300);

/// A small picture is made anew at most this often.
const THUMBNAIL_EVERY_MS: f64 = 4000.0;

/// No small picture is made that would keep the page from answering for longer, in milliseconds.
const LONGEST_MS: f64 = 200.0;

/// The longer side of a small picture, in pixels.
const THUMBNAIL_PX: f64 = 320.0;

/// The part of the room that may be used before that is said.
const NEARLY_FULL: f64 = 0.85;

/// Why the meme is not kept. Displays as a sentence for the person.
#[derive(Debug, Error)]
#[error("{0} The meme is lost when this page is closed: download it.")]
struct NotKept(DatabaseError);

/// Keeps each change, soon after it is made, and at once when the tab is hidden.
pub fn listen(drafts: Drafts) {
    Effect::new(move |_| {
        drafts.editor.track();
        drafts.name.track();
        if is_changed(drafts) {
            save_soon(drafts);
        }
    });
    device::on_hidden(move || {
        if is_changed(drafts) {
            drafts.change_desk(|desk| desk.thumbnail.1 = 0.0);
            save_now(drafts);
        }
    });
}

/// What a link or a template has put there is no change until something is made of it.
pub fn is_changed(drafts: Drafts) -> bool {
    (drafts.editor).with_untracked(|editor| {
        let is_opened = drafts
            .opened
            .with_value(|opened| opened.as_ref() == Some(editor.document()));
        let is_changed = |desk: &Desk| {
            desk.saved != *editor.document()
                || drafts.name.with_untracked(|name| *name != desk.saved_name)
        };
        !is_opened && drafts.desk(|desk| !desk.is_resuming && is_changed(desk))
    })
}

pub fn save_soon(drafts: Drafts) {
    let was_waiting = drafts.change_desk(|desk| std::mem::replace(&mut desk.is_waiting, true));
    if was_waiting == Some(false) {
        set_timeout(move || save_now(drafts), SOON);
    }
}

/// Keeps the meme as it is now.
fn save_now(drafts: Drafts) {
    // It was given back meanwhile, or is on its way.
    if !is_changed(drafts) {
        drafts.change_desk(|desk| desk.is_waiting = false);
        return;
    }
    let is_saving = drafts.change_desk(|desk| {
        desk.is_waiting = false;
        std::mem::replace(&mut desk.is_saving, true)
    });
    if is_saving != Some(false) {
        // Once more when that is done.
        save_soon(drafts);
        return;
    }
    spawn_local(async move {
        let saved = save(drafts).await;
        drafts.change_desk(|desk| desk.is_saving = false);
        match saved {
            Ok(()) => {
                drafts.problem.set(String::new());
                if is_changed(drafts) {
                    save_soon(drafts);
                }
                watch_room(drafts).await;
            }
            Err(error) => say_not_kept(drafts, error),
        }
    });
}

/// Says that nothing is kept, and why. Once: it is the same with each change.
pub fn say_not_kept(drafts: Drafts, error: DatabaseError) {
    let problem = NotKept(error).to_string();
    if drafts.problem.get_untracked() != problem {
        drafts.notice.set(Some(Notice::new(Place::Stage, &problem)));
        drafts.problem.set(problem);
    }
}

/// What of the editor is kept, as it was at one moment.
struct Moment {
    document: Document,
    name: String,
    past: Vec<StoredStep>,
    future: Vec<StoredStep>,
    /// The documents of the steps that are not kept yet, as JSON.
    new_steps: Vec<(u32, String)>,
}

async fn save(drafts: Drafts) -> Result<(), DatabaseError> {
    let id = drafts.id().await;
    let moment = look(drafts);
    let mut changes = Vec::new();
    let new_pictures = keep_pictures(drafts, &mut changes).await;
    for (number, json) in &moment.new_steps {
        changes.push(Write::Put(
            Store::Steps,
            step_key(&id, *number),
            json.as_str().into(),
        ));
    }
    let numbers = || {
        moment
            .past
            .iter()
            .chain(&moment.future)
            .map(|step| step.number)
    };
    let is_gone = |number: &u32| !numbers().any(|other| other == *number);
    let gone: Vec<u32> = drafts.desk(|desk| desk.steps.iter().copied().filter(is_gone).collect());
    changes.extend((gone.iter()).map(|number| Write::Delete(Store::Steps, step_key(&id, *number))));

    let pictures = drafts.desk(|desk| [desk.pictures.clone(), new_pictures.clone()].concat());
    let is_shown = |id: PictureId| (drafts.editor).with_untracked(|editor| editor.can_show(id));
    let draft = Draft {
        version: VERSION,
        name: moment.name.clone(),
        document: moment.document.clone(),
        pictures: pictures
            .iter()
            .filter(|(id, _)| is_shown(*id))
            .cloned()
            .collect(),
        past: moment.past.clone(),
        future: moment.future.clone(),
        templates: drafts.used_templates.with_value(|used| {
            let is_shown = used.iter().filter(|used| is_shown(used.picture));
            is_shown.cloned().collect()
        }),
    };
    let now = today_ms();
    if drafts.desk(|desk| now - desk.thumbnail.1) > THUMBNAIL_EVERY_MS
        && let Some(thumbnail) = thumbnail(drafts, &moment.document)
    {
        drafts.change_desk(|desk| desk.thumbnail = (thumbnail, now));
    }
    let record = Record {
        name: draft.title(),
        changed: now,
        turn: drafts.next_turn(),
        thumbnail: drafts.desk(|desk| desk.thumbnail.0.clone()),
        json: draft.to_json(),
        id,
    };
    if drafts.current.get_untracked().as_ref() != Some(&record.id) {
        // It was given back meanwhile: what is deleted stays so.
        return Ok(());
    }
    changes.push(record.put());
    database::write(&changes).await?;
    drafts.records.update(|records| {
        // The list may be open.
        for known in records.iter_mut().filter(|known| known.id == record.id) {
            known.clone_from(&record);
        }
    });
    drafts.change_desk(|desk| {
        desk.steps = numbers().collect();
        desk.pictures = pictures;
        desk.saved = moment.document;
        desk.saved_name = moment.name;
    });
    Ok(())
}

fn look(drafts: Drafts) -> Moment {
    (drafts.editor).with_untracked(|editor| {
        let [past, future] = editor.steps();
        let stored = |steps: &[crate::editor::Step]| {
            let stored = steps.iter().map(|step| StoredStep {
                number: step.number,
                name: step.name.to_owned(),
            });
            stored.collect()
        };
        let is_new =
            |step: &&crate::editor::Step| drafts.desk(|desk| !desk.steps.contains(&step.number));
        let new_steps = past.iter().chain(future).filter(is_new);
        Moment {
            document: editor.document().clone(),
            name: drafts.name.get_untracked(),
            past: stored(past),
            future: stored(future),
            new_steps: new_steps
                .map(|step| (step.number, step_to_json(&step.document)))
                .collect(),
        }
    })
}

/// Adds the pictures that are not kept yet to what is to be kept.
async fn keep_pictures(
    drafts: Drafts,
    changes: &mut Vec<Write>,
) -> Vec<(PictureId, ProjectPicture<String>)> {
    let mut kept = Vec::new();
    for (id, source) in drafts.sources() {
        if drafts.desk(|desk| desk.pictures.iter().any(|(known, _)| *known == id)) {
            continue;
        }
        // What cannot be read any more is left out: the texts are kept all the same.
        if let Some(stored) = keep_picture(&source, changes).await {
            kept.push((id, stored));
        }
    }
    kept
}

async fn keep_picture(
    source: &PictureSource,
    changes: &mut Vec<Write>,
) -> Option<ProjectPicture<String>> {
    hold_picture(picture_of(source).await?, async |file: Blob| {
        let bytes = bytes_of(&file).await?;
        let hash = device::hash(&bytes).await;
        // A key by chance is as good, where nothing else can be had: the same picture is then kept twice.
        let key = hash.unwrap_or_else(|| format!("{}-{}", today_ms(), random(1_000_000)));
        let copy = blob_of(&bytes, &file.type_())?;
        changes.push(Write::Put(Store::Files, key.clone(), copy.into()));
        Some(key)
    })
    .await
}

/// The meme, small.
fn thumbnail(drafts: Drafts, document: &Document) -> Option<String> {
    let shown = drafts.shown.get_untracked()?;
    if shown.id != document.picture.id {
        return None;
    }
    let size = document.size();
    let size = size.scaled(THUMBNAIL_PX / f64::from(size.longer_side()));
    let scene = drafts.painting.scene(document)?;
    let view = view_of_all(scene.size, size);
    let cost: f64 = (scene.layers.iter())
        .map(|layer| cost_ms(layer, view))
        .sum();
    if cost > LONGEST_MS {
        return None;
    }
    let canvas = Canvas::detached(size)?;
    let is_painted = canvas.paint(&scene, size, shown.id, &shown.preview);
    is_painted.then(|| canvas.to_data_url())?
}

/// Asks the browser to keep what there is, once, and says so before it is full.
async fn watch_room(drafts: Drafts) {
    let has_asked = drafts
        .has_asked
        .try_update_value(|asked| std::mem::replace(asked, true));
    if has_asked == Some(true) {
        return;
    }
    device::persist().await;
    if let Some((used, room)) = device::storage().await
        && used > NEARLY_FULL * room
    {
        let warning =
            "This device has little room left for drafts. Delete some that you do not need.";
        drafts.notice.set(Some(Notice::new(Place::Stage, warning)));
    }
}
