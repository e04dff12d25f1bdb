//! All templates that are served at one time, and what is answered about them.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::folder::{Folder, PictureFile};
use crate::codec::picture::Kind;
use crate::codec::template_file::clean_name;
use crate::document::Template;
use crate::server::site::{Effort, File};

/// Whose a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// One of those that come with MemeForge.
    MemeForge,
    /// One of those in `TEMPLATES_DIR`.
    Team,
}

/// A template that is served.
#[derive(Debug)]
pub struct Entry {
    /// Whose it is.
    pub whose: Whose,
    /// All of it, for who asks for it by its id.
    whole: File,
    /// What its folder has.
    pub folder: Folder,
    /// Where its picture is.
    pub picture: String,
    /// Where its thumbnail is.
    pub thumbnail: String,
    /// Where a picture of it is that needs nobody to draw it, for those that show links.
    pub preview: Option<String>,
}

/// A template that is not served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// The name of its folder.
    pub id: String,
    /// What is wrong with it: a sentence.
    pub reason: String,
}

/// What has become of the folders that were read, by their names.
pub type Read = BTreeMap<String, Result<Arc<Entry>, String>>;

/// All of them.
#[derive(Debug)]
pub struct Shelf {
    by_id: HashMap<String, Arc<Entry>>,
    /// Where the team's folders are: a canonical path.
    pub team_root: PathBuf,
    /// Those that are not served.
    pub wrong: Vec<Wrong>,
    list: File,
}

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    name: &'a str,
    keywords: &'a [String],
    example: Vec<&'a str>,
    alt: &'a str,
    width: u32,
    height: u32,
    picture: &'a str,
    thumbnail: &'a str,
    from: Whose,
}

#[derive(Serialize)]
struct Whole<'a> {
    template: &'a Template,
    picture: &'a str,
    thumbnail: &'a str,
    from: Whose,
}

impl Entry {
    /// A template of that folder.
    pub fn new(whose: Whose, folder: Folder) -> Self {
        let id = &folder.template.id;
        let address = |file: &PictureFile, what: &str| match whose {
            Whose::MemeForge => format!("/templates/{id}/{}", file.name),
            Whose::Team => format!("/api/templates/{id}/{what}?v={}", file.version),
        };
        let picture = address(&folder.picture, "picture");
        let thumbnail = match &folder.thumbnail {
            Some(own) => address(own, "thumbnail"),
            // A drawing is as small as its thumbnail would be.
            None if whose == Whose::MemeForge || folder.picture.kind == Kind::Svg => {
                picture.clone()
            }
            None => address(&folder.picture, "thumbnail"),
        };
        let preview = match (&folder.preview, folder.picture.kind, &folder.thumbnail) {
            (Some(own), ..) => Some(address(own, "preview")),
            (None, Kind::Raster(_) | Kind::Other(_), _) => Some(picture.clone()),
            (None, Kind::Svg, Some(_)) => Some(thumbnail.clone()),
            (None, Kind::Svg, None) => None,
        };
        let all = Whole {
            template: &folder.template,
            picture: &picture,
            thumbnail: &thumbnail,
            from: whose,
        };
        Self {
            whose,
            whole: File::json(json(&all), Effort::Often),
            folder,
            picture,
            thumbnail,
            preview,
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.folder.template.id
    }

    /// All of it.
    pub fn whole(&self) -> &File {
        &self.whole
    }

    fn listed(&self) -> Listed<'_> {
        let template = &self.folder.template;
        let texts = &template.meme.texts;
        Listed {
            id: &template.id,
            name: &template.name,
            keywords: &template.keywords,
            example: texts
                .iter()
                .map(|text_box| text_box.text.as_str())
                .collect(),
            alt: &template.alt,
            width: template.meme.picture.size.width,
            height: template.meme.picture.size.height,
            picture: &self.picture,
            thumbnail: &self.thumbnail,
            from: self.whose,
        }
    }
}

impl Shelf {
    /// Puts the team's in front of ours, of which `order` names those that come first. Where ids are the same the team's counts.
    pub fn new(ours: &Read, order: &[String], team: &Read, team_root: PathBuf) -> Self {
        let served = |read: &Read| -> Vec<Arc<Entry>> {
            read.values()
                .filter_map(|read| read.as_ref().ok().cloned())
                .collect()
        };
        let mut ours = served(ours);
        let place = |entry: &Arc<Entry>| {
            let place = order.iter().position(|id| id == entry.id());
            place.unwrap_or(usize::MAX)
        };
        ours.sort_by_key(place);
        let team_served = served(team);
        ours.retain(|entry| !team_served.iter().any(|other| other.id() == entry.id()));
        let entries: Vec<_> = team_served.into_iter().chain(ours).collect();
        let listed: Vec<Listed> = entries.iter().map(|entry| entry.listed()).collect();
        let list = File::json(json(&listed), Effort::Once);
        let wrong = team.iter().filter_map(|(id, read)| {
            let reason = read.as_ref().err()?.clone();
            Some(Wrong {
                id: clean_name(id),
                reason,
            })
        });
        Self {
            list,
            team_root,
            wrong: wrong.collect(),
            by_id: (entries.into_iter())
                .map(|entry| (entry.id().to_owned(), entry))
                .collect(),
        }
    }

    /// The template with that id.
    pub fn get(&self, id: &str) -> Option<&Arc<Entry>> {
        self.by_id.get(id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// The list of them.
    pub fn list(&self) -> &File {
        &self.list
    }
}

/// Plain data always becomes JSON.
fn json(data: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(data).unwrap_or_default()
}
