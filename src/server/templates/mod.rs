//! Templates: our own, which are files of the site, and a team's in `TEMPLATES_DIR`, which are read anew when they change.
//! What they say is in memory; pictures of a team's are read when they are asked for.

mod folder;
mod picture;
pub mod routes;
mod shelf;
mod thumbnail;

use std::collections::BTreeMap;
use std::fs;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use serde::Serialize;

use super::health::Ending;
use crate::codec::memegen_link::is_template_id;
use crate::codec::template_file::clean_name;
use folder::{FolderError, State};
use shelf::{Entry, Read, Shelf, Whose, Wrong};
use thumbnail::Thumbnails;

/// How often a team's folder is looked at for changes. Looking, unlike being told, works on volumes of the network too.
pub const EVERY: Duration = Duration::from_secs(3);

/// The most folders that are read. Thousands would be searched by nobody.
const MOST: usize = 2000;

/// The most that are named as wrong to who asks for the host's health.
const MOST_NAMED: usize = 100;

/// All templates that are served. Clones are the same.
#[derive(Clone, Debug)]
pub struct Templates(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    ours: Read,
    /// The ids of ours that come first.
    order: Vec<String>,
    team: Option<Mutex<Team>>,
    shelf: RwLock<Arc<Shelf>>,
    thumbnails: Thumbnails,
}

/// The team's, as they were last read.
#[derive(Debug)]
struct Team {
    /// The folder as it was set, and where it really is.
    folder: PathBuf,
    root: PathBuf,
    states: BTreeMap<String, State>,
    read: Read,
    is_gone: bool,
}

/// What of all this is told to who watches over the host.
#[derive(Debug, Serialize)]
pub struct Report {
    served: usize,
    wrong: Vec<Wrong>,
}

/// What a link to a template shows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What it is called.
    pub name: String,
    /// What its picture shows; empty where nobody says so.
    pub alt: String,
    /// Where a picture of it is, if there is one that everybody can show.
    pub preview: Option<String>,
}

impl Templates {
    /// Reads ours, of the site at `site_root`, and the team's.
    pub fn read(site_root: &Path, team: Option<&Path>) -> Self {
        let ours_root = site_root.join("templates");
        let (mut ours, mut order) = (Read::new(), Vec::new());
        if let Ok(root) = ours_root.canonicalize() {
            let ids = ids(&root).unwrap_or_default();
            ours.extend(ids.into_iter().map(|id| {
                let read = read(&root, &id, Whose::MemeForge);
                (id, read)
            }));
            let text = fs::read_to_string(root.join("order.txt")).unwrap_or_default();
            order.extend(text.lines().map(|line| line.trim().to_owned()));
        }
        let team = team.map(|folder| {
            let mut team = Team {
                folder: folder.to_owned(),
                root: PathBuf::new(),
                states: BTreeMap::new(),
                read: Read::new(),
                is_gone: false,
            };
            team.read_changes();
            team
        });
        let shelf = match &team {
            Some(team) => {
                log_count(team);
                Shelf::new(&ours, &order, &team.read, team.root.clone())
            }
            None => Shelf::new(&ours, &order, &Read::new(), PathBuf::new()),
        };
        Self(Arc::new(Parts {
            ours,
            order,
            team: team.map(Mutex::new),
            shelf: RwLock::new(Arc::new(shelf)),
            thumbnails: Thumbnails::default(),
        }))
    }

    /// Reads what has changed in the team's folder. Takes the time that the file system takes.
    pub fn read_changes(&self) {
        let Some(team) = &self.0.team else { return };
        let mut team = team.lock().unwrap_or_else(PoisonError::into_inner);
        if team.read_changes() {
            let root = team.root.clone();
            let anew = Shelf::new(&self.0.ours, &self.0.order, &team.read, root);
            log_count(&team);
            *self.0.shelf.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(anew);
        }
    }

    /// Looks for changes every so often, for as long as the host does not end.
    pub async fn watch(self, every: Duration, ending: Ending) {
        if self.0.team.is_none() {
            return;
        }
        loop {
            tokio::time::sleep(every).await;
            if ending.has_begun() {
                return;
            }
            let templates = self.clone();
            // Were it to panic, the next look may go well.
            let _ = tokio::task::spawn_blocking(move || templates.read_changes()).await;
        }
    }

    /// What a link to that template shows of it.
    pub fn shown(&self, id: &str) -> Option<Shown> {
        let entry = self.shelf().get(id)?.clone();
        let template = &entry.folder.template;
        Some(Shown {
            name: template.name.clone(),
            alt: template.alt.clone(),
            preview: entry.preview.clone(),
        })
    }

    /// How many are served, and which are not.
    pub fn report(&self) -> Report {
        let now = self.shelf();
        let ours = self.0.ours.iter().filter_map(|(id, read)| {
            let reason = read.as_ref().err()?.clone();
            Some(Wrong {
                id: clean_name(id),
                reason,
            })
        });
        Report {
            served: now.len(),
            wrong: (now.wrong.iter().cloned())
                .chain(ours)
                .take(MOST_NAMED)
                .collect(),
        }
    }

    fn shelf(&self) -> Arc<Shelf> {
        let now = self.0.shelf.read();
        now.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Team {
    /// Reads the folders that have changed, and returns whether any has.
    fn read_changes(&mut self) -> bool {
        let listed = self.folder.canonicalize().and_then(|root| {
            let ids = ids(&root)?;
            Ok((root, ids))
        });
        let (root, ids) = match listed {
            Ok(listed) => listed,
            Err(error) => {
                // A volume may come back: until then what is in memory is served on.
                if !self.is_gone {
                    tracing::warn!(%error, "TEMPLATES_DIR cannot be read: its templates stay as they were");
                }
                self.is_gone = true;
                return false;
            }
        };
        self.is_gone = false;
        // Somewhere else everything is something else.
        let is_moved = self.root != root;
        self.root = root;
        let before = self.states.len();
        self.states.retain(|id, _| ids.contains(id));
        self.read.retain(|id, _| ids.contains(id));
        let mut has_changed = is_moved || self.states.len() != before;
        for id in ids {
            let state = State::of(&self.root, &id);
            if !is_moved && self.states.get(&id) == Some(&state) {
                continue;
            }
            has_changed = true;
            let read = read(&self.root, &id, Whose::Team);
            self.states.insert(id.clone(), state);
            self.read.insert(id, read);
        }
        has_changed
    }
}

/// How names begin that are not for serving: of what is hidden, and of what systems put beside the files of people, such as
/// `@eaDir`, `#recycle`, `$RECYCLE.BIN`.
const NOT_FOR_SERVING: [char; 6] = ['_', '.', '@', '#', '$', '~'];

/// The names of the folders that hold a template, in order: whatever has neither a configuration nor a picture is none.
fn ids(root: &Path) -> std::io::Result<Vec<String>> {
    let mut ids = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // What a link leads to counts.
        if !name.starts_with(NOT_FOR_SERVING)
            && entry.path().is_dir()
            && may_hold_template(&entry.path(), &name)
        {
            ids.push(name);
        }
    }
    ids.sort();
    if ids.len() > MOST {
        tracing::warn!(
            "there are more than {MOST} templates: those after '{}' are not served",
            clean_name(&ids[MOST - 1])
        );
        ids.truncate(MOST);
    }
    Ok(ids)
}

/// Whether there is a picture in that folder or a configuration, by whatever name: a wrong name is to be told. Of a folder that cannot
/// be looked into, its own name tells whether somebody may have meant it, which nobody did with `lost+found`.
fn may_hold_template(folder: &Path, name: &str) -> bool {
    let Ok(entries) = folder.read_dir() else {
        return is_template_id(name);
    };
    entries.flatten().any(|entry| {
        let path = entry.path();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let ending = ending.to_ascii_lowercase();
        folder::ENDINGS.contains(&ending.as_str()) && !path.is_dir()
    })
}

fn read(root: &Path, id: &str, whose: Whose) -> Result<Arc<Entry>, String> {
    let folder = if is_template_id(id) {
        // A file that a reader of pictures does not survive keeps no other template from being served.
        panic::catch_unwind(|| folder::read(root, id)).unwrap_or(Err(FolderError::Strange))
    } else {
        Err(FolderError::Name)
    };
    match folder {
        Ok(folder) => Ok(Arc::new(Entry::new(whose, folder))),
        Err(error) => {
            let reason = error.to_string();
            tracing::warn!(
                template = clean_name(id),
                reason,
                "a template is not served"
            );
            Err(reason)
        }
    }
}

fn log_count(team: &Team) {
    let wrong = team.read.values().filter(|read| read.is_err()).count();
    tracing::info!(
        served = team.read.len() - wrong,
        wrong,
        "the templates in TEMPLATES_DIR have been read"
    );
}

#[cfg(test)]
mod tests;
