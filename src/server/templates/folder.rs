//! A folder of templates, each in a folder of its own: `<id>/config.yml` beside `default.*`.

use std::collections::hash_map::DefaultHasher;
use std::fs::{self, File};
use std::hash::{Hash, Hasher};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::Serialize;
use thiserror::Error;

use crate::codec::memegen::template::{TemplateError, parse};
use crate::codec::picture::{Kind, PictureError, inspect, svg};
use crate::document::{PixelSize, Template};
use crate::library::{Entry, Origin};

/// The names of a template's picture, the first that is there counting.
const PICTURES: [&str; 6] = ["svg", "jpg", "jpeg", "png", "webp", "gif"];
/// The longest id.
const LONGEST_ID: usize = 64;
/// More templates than anybody looks through.
const MOST: usize = 2000;
/// The largest config that is looked at, in bytes: one more than is taken.
const LARGEST_CONFIG: u64 = 65_537;
/// The largest drawing, in bytes.
const LARGEST_DRAWING: u64 = 8 << 20;

/// A template that is there.
#[derive(Clone, Debug)]
pub struct Found {
    /// What it is.
    pub template: Template,
    /// Whose it is.
    pub from: Origin,
    /// Its picture's file.
    pub picture: PathBuf,
    /// The file of its small picture, where it has one.
    pub thumbnail: Option<PathBuf>,
}

/// A folder that is no template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// Its name.
    pub id: String,
    /// Why it is none.
    pub reason: String,
}

/// Why a folder is no template. Displays as a part of a sentence for whoever made it.
#[derive(Debug, Error)]
enum FolderError {
    #[error("its name may have letters, digits, - and _ only, and 64 of them at most")]
    Name,
    #[error("it has no config.yml")]
    NoConfig,
    #[error("config.yml cannot be read: {0}")]
    Config(io::Error),
    #[error("config.yml is no text in UTF-8")]
    Encoding,
    #[error(transparent)]
    Template(#[from] TemplateError),
    #[error("it has no picture: default.svg, .jpg, .png, .webp or .gif")]
    NoPicture,
    #[error("its picture is a link to somewhere else")]
    Elsewhere,
    #[error("its picture cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("its picture: {0}")]
    Picture(#[from] PictureError),
}

impl Found {
    /// It, in a list.
    pub fn entry(&self) -> Entry {
        let Template {
            id,
            name,
            keywords,
            alt,
            meme,
            ..
        } = self.template.clone();
        Entry {
            thumbnail: self.thumbnail_address(),
            id,
            name,
            keywords,
            example: meme
                .texts
                .into_iter()
                .map(|text_box| text_box.text)
                .collect(),
            alt,
            from: self.from,
        }
    }

    /// Where its picture is asked for.
    pub fn picture_address(&self) -> String {
        match (self.from, name(&self.picture)) {
            (Origin::MemeForge, Some(name)) => format!("/templates/{}/{name}", self.template.id),
            _ => format!("/api/templates/{}/picture", self.template.id),
        }
    }

    /// Where its small picture is asked for.
    pub fn thumbnail_address(&self) -> String {
        match (self.from, self.thumbnail.as_deref().and_then(name)) {
            (Origin::MemeForge, Some(name)) => format!("/templates/{}/{name}", self.template.id),
            _ => format!("/api/templates/{}/thumbnail", self.template.id),
        }
    }
}

fn name(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()
}

/// Whether an id is one that a folder may have: nothing in it leads elsewhere.
pub fn is_id(id: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    !id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(is_allowed)
}

/// The names of the folders in a folder, in their order. What begins with `_` or `.` is somebody's own business.
fn names(root: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().to_str()?.to_owned();
            let is_hidden = name.starts_with(['_', '.']);
            (!is_hidden && entry.path().is_dir()).then_some(name)
        })
        .collect();
    names.sort_unstable();
    names.truncate(MOST);
    names
}

/// The templates in a folder; which of its folders are none is added to `wrong`.
pub fn read(root: &Path, from: Origin, wrong: &mut Vec<Wrong>) -> Vec<Found> {
    let order = fs::read_to_string(root.join("order.txt")).unwrap_or_default();
    let order: Vec<&str> = order.lines().map(str::trim).collect();
    let mut found = Vec::new();
    for id in names(root) {
        match read_one(root, &id, from) {
            Ok(template) => found.push(template),
            Err(error) => wrong.push(Wrong {
                id,
                reason: error.to_string(),
            }),
        }
    }
    let place = |found: &Found| {
        let place = order.iter().position(|id| *id == found.template.id);
        place.unwrap_or(usize::MAX)
    };
    found.sort_by_key(place);
    found
}

fn read_one(root: &Path, id: &str, from: Origin) -> Result<Found, FolderError> {
    if !is_id(id) {
        return Err(FolderError::Name);
    }
    let folder = root.join(id);
    let config =
        read_start(&folder.join("config.yml"), LARGEST_CONFIG).map_err(|error| {
            match error.kind() {
                io::ErrorKind::NotFound => FolderError::NoConfig,
                _ => FolderError::Config(error),
            }
        })?;
    let config = String::from_utf8(config).map_err(|_| FolderError::Encoding)?;
    let pictures = PICTURES
        .iter()
        .map(|ending| folder.join(format!("default.{ending}")));
    let picture = pictures
        .into_iter()
        .find(|path| path.is_file())
        .ok_or(FolderError::NoPicture)?;
    // A link may be how a volume is made; one out of the folder would give away what is elsewhere.
    let is_inside = |path: &Path| {
        let (path, root) = (path.canonicalize(), root.canonicalize());
        matches!((path, root), (Ok(path), Ok(root)) if path.starts_with(&root))
    };
    if !is_inside(&picture) {
        return Err(FolderError::Elsewhere);
    }
    let size = size_of(&picture)?;
    let thumbnail = folder.join("thumbnail.webp");
    Ok(Found {
        template: parse(id, &config, size)?,
        from,
        picture,
        thumbnail: (thumbnail.is_file() && is_inside(&thumbnail)).then_some(thumbnail),
    })
}

/// What a file begins with.
fn read_start(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn size_of(picture: &Path) -> Result<PixelSize, FolderError> {
    let file = File::open(picture).map_err(FolderError::Unreadable)?;
    match inspect(BufReader::new(file))? {
        Kind::Raster(_) => {
            let size = imagesize::size(picture).map_err(|_| PictureError::Damaged)?;
            let side = |side: usize| u32::try_from(side).map_err(|_| PictureError::Damaged);
            Ok(PixelSize {
                width: side(size.width)?,
                height: side(size.height)?,
            })
        }
        Kind::Svg => {
            let drawing = read_start(picture, LARGEST_DRAWING).map_err(FolderError::Unreadable)?;
            Ok(svg::size_of(&String::from_utf8_lossy(&drawing))?)
        }
    }
}

/// What a folder looks like from outside: another number when anything in it has been changed.
pub fn mark(root: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    for id in names(root) {
        id.hash(&mut hasher);
        let Ok(entries) = fs::read_dir(root.join(&id)) else {
            continue;
        };
        let mut files: Vec<_> = entries
            .filter_map(|entry| {
                let entry = entry.ok()?;
                // Of what a link leads to.
                let about = fs::metadata(entry.path()).ok()?;
                Some((entry.file_name(), about.len(), about.modified().ok()))
            })
            .collect();
        files.sort_unstable();
        files.hash(&mut hasher);
    }
    hasher.finish()
}
