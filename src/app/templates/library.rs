use leptos::prelude::*;
use leptos::task::spawn_local;

use super::own::{self, OwnTemplate};
use super::save::Written;
use crate::app::words::folded;
use crate::browser::{address, remember, remembered};
use crate::library::{Entry, Index, Origin};

/// Where the list of the library is.
const LIST: &str = "/api/templates";
/// Under which words recent and favourite templates are remembered.
const RECENT: &str = "recent-templates";
const FAVOURITES: &str = "favourite-templates";
/// So many recent ones are remembered.
const MOST_RECENT: usize = 8;

/// The templates there are, as far as they are known.
#[derive(Clone, Copy)]
pub struct Library {
    /// The person's own, then the team's, then MemeForge's.
    pub entries: RwSignal<Vec<Entry>>,
    /// Whether the list is there.
    pub state: RwSignal<State>,
    /// The keys of those that were chosen last, the last first.
    pub recent: RwSignal<Vec<String>>,
    /// The keys of those that have a star.
    pub favourites: RwSignal<Vec<String>>,
    /// Their words, to be searched.
    pub index: StoredValue<Index>,
    /// The person's own.
    pub own: StoredValue<Vec<OwnTemplate>, LocalStorage>,
    /// Which of them is being changed.
    pub edited: RwSignal<Option<String>>,
    /// The form of a template that is not saved yet, as it was left.
    pub written: StoredValue<Option<Written>>,
    /// The one that was deleted last, until it is back.
    pub deleted: RwSignal<Option<OwnTemplate>, LocalStorage>,
    /// What did not work; nothing where all did.
    pub problem: RwSignal<String>,
}

/// Whether the list of templates is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is on its way.
    Coming,
    /// It is there.
    There,
    /// It did not come.
    Missing,
}

impl Library {
    /// Begins to load the list.
    pub fn load() -> Self {
        let library = Self {
            entries: RwSignal::new(Vec::new()),
            state: RwSignal::new(State::Coming),
            recent: RwSignal::new(remembered(RECENT)),
            favourites: RwSignal::new(remembered(FAVOURITES)),
            index: StoredValue::new(Index::default()),
            own: StoredValue::new_local(Vec::new()),
            edited: RwSignal::new(None),
            written: StoredValue::new(None),
            deleted: RwSignal::new_local(None),
            problem: RwSignal::new(String::new()),
        };
        library.reload();
        own::load(library);
        library
    }

    /// Loads the list of the library: at the beginning, and again when it did not come.
    pub fn reload(self) {
        self.state.set(State::Coming);
        spawn_local(async move {
            let list = address::fetch_text(LIST).await;
            let entries = list
                .ok()
                .and_then(|list| serde_json::from_str::<Vec<Entry>>(&list).ok());
            match entries {
                Some(entries) => {
                    self.replace(|entry| entry.from != Origin::Own, entries, false);
                    self.state.set(State::There);
                }
                None => self.state.set(State::Missing),
            }
        });
    }

    /// Puts `entries` in the place of those that `is_replaced` says, before or after the others.
    pub fn replace(self, is_replaced: fn(&Entry) -> bool, entries: Vec<Entry>, is_before: bool) {
        self.entries.update(|known| {
            known.retain(|entry| !is_replaced(entry));
            let at = if is_before { 0 } else { known.len() };
            known.splice(at..at, entries);
            self.index.set_value(Index::new(known.iter(), folded));
        });
    }

    /// Remembers that a template was chosen.
    pub fn remember_chosen(self, key: String) {
        self.recent.update(|recent| {
            recent.retain(|other| *other != key);
            recent.insert(0, key);
            recent.truncate(MOST_RECENT);
            remember(RECENT, recent);
        });
    }

    /// Gives a template a star, or takes it away.
    pub fn toggle_favourite(self, key: &str) {
        self.favourites.update(|favourites| {
            let count = favourites.len();
            favourites.retain(|other| other != key);
            if favourites.len() == count {
                favourites.push(key.to_owned());
            }
            remember(FAVOURITES, favourites);
        });
    }
}
