//! The library of templates: MemeForge's own, which are part of the built page, and the team's, in a folder that is read again
//! when it changes. Both have memegen's form.

mod api;
mod folder;
mod link_page;
mod thumbnail;

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::http::HeaderMap;
use serde::Serialize;

pub use api::router;
use folder::{Found, Wrong};
pub use link_page::Page;

use self::thumbnail::Thumbnails;
use super::site::File;
use crate::library::{Entry, Origin};

/// How often the team's folder is looked at. It may be on a drive that tells nobody of changes.
const LOOK: Duration = Duration::from_secs(3);

/// The templates, and how they become known. Clones are the same library.
#[derive(Clone, Debug)]
pub struct Library(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    /// MemeForge's own folder.
    ours: PathBuf,
    /// The team's.
    team: Option<PathBuf>,
    shelf: RwLock<Arc<Shelf>>,
    thumbnails: Thumbnails,
}

/// All templates at one time.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The team's first, then MemeForge's.
    templates: Vec<Found>,
    /// Folders that are no templates, and why.
    wrong: Vec<Wrong>,
    /// What `/api/templates` answers.
    list: Option<File>,
    /// What the team's folder looked like when it was read.
    mark: u64,
}

/// What `/health/ready` says of the templates.
#[derive(Serialize)]
pub struct Health {
    served: usize,
    wrong: Vec<Wrong>,
}

impl Library {
    /// Reads MemeForge's own templates below `site`, and the team's.
    pub fn read(site: &Path, team: Option<&Path>) -> Self {
        let parts = Parts {
            ours: site.join("templates"),
            team: team.map(Path::to_path_buf),
            shelf: RwLock::default(),
            thumbnails: Thumbnails::default(),
        };
        let library = Self(Arc::new(parts));
        library.read_again();
        library
    }

    fn read_again(&self) {
        let Parts { ours, team, .. } = &*self.0;
        let mark = team.as_deref().map_or(0, folder::mark);
        let mut wrong = Vec::new();
        let mut templates = Vec::new();
        if let Some(team) = team {
            templates.extend(folder::read(team, Origin::Team, &mut wrong));
        }
        let is_of_the_team = |id: &str| templates.iter().any(|found| found.template.id == id);
        let ours: Vec<Found> = folder::read(ours, Origin::MemeForge, &mut wrong)
            .into_iter()
            .filter(|found| !is_of_the_team(&found.template.id))
            .collect();
        templates.extend(ours);
        for Wrong { id, reason } in &wrong {
            tracing::warn!(id, reason, "a template is left out");
        }
        if let Some(team) = team {
            let count = templates
                .iter()
                .filter(|found| found.from == Origin::Team)
                .count();
            tracing::info!(
                count,
                "the team's templates are read from {}",
                team.display()
            );
        }
        let entries: Vec<Entry> = templates.iter().map(Found::entry).collect();
        // Texts and lists: they can always be written.
        let list = serde_json::to_vec(&entries).unwrap_or_default();
        let shelf = Shelf {
            list: Some(File::json(list, &HeaderMap::new())),
            templates,
            wrong,
            mark,
        };
        self.0.thumbnails.forget();
        *self.0.shelf.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shelf);
    }

    /// Looks again and again whether the team's folder has changed. For as long as the host runs.
    pub async fn watch(self) {
        let Some(team) = self.0.team.clone() else {
            return;
        };
        loop {
            tokio::time::sleep(LOOK).await;
            let (library, team) = (self.clone(), team.clone());
            let looked = tokio::task::spawn_blocking(move || {
                if folder::mark(&team) != library.shelf().mark {
                    library.read_again();
                }
            });
            if let Err(error) = looked.await {
                tracing::error!(%error, "the templates could not be read again");
            }
        }
    }

    /// The templates as they are now.
    pub fn shelf(&self) -> Arc<Shelf> {
        self.0
            .shelf
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// What there is to say of them.
    pub fn health(&self) -> Health {
        let shelf = self.shelf();
        Health {
            served: shelf.templates.len(),
            wrong: shelf.wrong.clone(),
        }
    }
}

impl Shelf {
    /// The template of that id.
    pub fn find(&self, id: &str) -> Option<&Found> {
        self.templates.iter().find(|found| found.template.id == id)
    }
}

#[cfg(test)]
mod tests;
