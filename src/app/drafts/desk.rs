use std::collections::HashSet;
use std::ops::Deref;

use leptos::prelude::*;

use super::record::Record;
use super::remember_for_tab;
use crate::app::tools::Tools;
use crate::browser::locks::{self, Lock};
use crate::browser::{random, remember, remembered, today_ms};
use crate::codec::project::ProjectPicture;
use crate::document::{Document, PictureId};

/// The drafts of this device, and the one of this tab.
#[derive(Clone, Copy)]
pub struct Drafts {
    tools: Tools,
    /// All that are kept, the one that was last worked on first; known once they are looked at.
    pub records: RwSignal<Vec<Record>, LocalStorage>,
    /// The id of this tab's.
    pub current: RwSignal<Option<String>>,
    /// What did not work; nothing where all did.
    pub problem: RwSignal<String>,
    /// The id of the one that is being given a name, and the name as far as it is written.
    pub naming: StoredValue<Option<(String, String)>>,
    desk: StoredValue<Desk, LocalStorage>,
    /// Whether the browser has been asked to keep all of it for good.
    pub has_asked: StoredValue<bool>,
}

/// What is known of this tab's draft.
pub struct Desk {
    /// Held for as long as the draft is this tab's.
    pub lock: Option<Lock>,
    /// The meme as it is kept, or as it was begun with.
    pub saved: Document,
    /// What it is called there.
    pub saved_name: String,
    /// The steps that are kept.
    pub steps: HashSet<u32>,
    /// The pictures that are kept.
    pub pictures: Vec<(PictureId, ProjectPicture<String>)>,
    /// Its small picture, and when that was made.
    pub thumbnail: (String, f64),
    /// The highest turn of a draft that this tab knows of.
    pub turn: f64,
    /// Whether it is being saved.
    pub is_saving: bool,
    /// Whether a draft is being read, to be put on the stage: until then nothing is saved, or it would be saved as that one.
    pub is_resuming: bool,
    /// Whether it is to be saved soon.
    pub is_waiting: bool,
}

impl Deref for Drafts {
    type Target = Tools;

    fn deref(&self) -> &Tools {
        &self.tools
    }
}

impl Drafts {
    /// Nothing is kept yet: what is on the stage was there from the beginning.
    pub fn new(tools: Tools) -> Self {
        Self {
            tools,
            records: RwSignal::new_local(Vec::new()),
            current: RwSignal::new(None),
            problem: RwSignal::new(String::new()),
            naming: StoredValue::new(None),
            desk: StoredValue::new_local(Desk {
                lock: None,
                saved: Document::example(),
                saved_name: String::new(),
                steps: HashSet::new(),
                pictures: Vec::new(),
                thumbnail: (String::new(), 0.0),
                turn: 0.0,
                is_saving: false,
                is_resuming: false,
                is_waiting: false,
            }),
            has_asked: StoredValue::new(false),
        }
    }

    /// Looks at what is known of this tab's draft.
    pub fn desk<T>(self, look: impl FnOnce(&Desk) -> T) -> T {
        self.desk.with_value(look)
    }

    /// Changes what is known of this tab's draft.
    pub fn change_desk<T>(self, change: impl FnOnce(&mut Desk) -> T) -> Option<T> {
        self.desk.try_update_value(change)
    }

    /// Makes a draft this tab's own. Returns false where it is another tab's.
    pub async fn take(self, id: &str) -> bool {
        let Some(lock) = lock(id).await else {
            return false;
        };
        self.change_desk(|desk| desk.lock = Some(lock));
        self.current.set(Some(id.to_owned()));
        remember_for_tab(Some(id));
        true
    }

    /// Gives this tab's draft back. What is on the stage then is another one, begun with what it is now, and kept once it is
    /// changed.
    pub fn give_back(self) {
        let (now, name) = (self.tools.document(), self.name.get_untracked());
        self.change_desk(|desk| {
            desk.lock = None;
            desk.saved = now;
            desk.saved_name = name;
            desk.steps.clear();
            desk.thumbnail = (String::new(), 0.0);
        });
        self.current.set(None);
        remember_for_tab(None);
    }

    /// Takes note of the turns of drafts that are kept.
    pub fn note_turns(self, records: &[Record]) {
        self.change_desk(|desk| {
            desk.turn = records
                .iter()
                .map(|record| record.turn)
                .fold(desk.turn, f64::max);
        });
    }

    /// The turn of a draft that is kept now: higher than all before it, of other tabs too.
    pub fn next_turn(self) -> f64 {
        let remembered = remembered(TURN);
        let last = remembered.first().and_then(|turn| turn.parse::<f64>().ok());
        let turn = last.unwrap_or(0.0).max(self.desk(|desk| desk.turn)) + 1.0;
        remember(TURN, &[turn.to_string()]);
        self.change_desk(|desk| desk.turn = turn);
        turn
    }

    /// This tab's draft; a new one where it has none.
    pub async fn id(self) -> String {
        if let Some(id) = self.current.get_untracked() {
            return id;
        }
        let id = new_id();
        self.take(&id).await;
        id
    }
}

/// Under which word the last turn is remembered, for all tabs.
const TURN: &str = "draft-turn";

/// Makes a draft nobody else's while it is held. None where another tab has it.
pub async fn lock(id: &str) -> Option<Lock> {
    locks::take(&format!("draft {id}")).await
}

/// An id that no draft has: the time, and chance.
pub fn new_id() -> String {
    format!("{}-{}", today_ms(), random(1_000_000))
}
