//! One template, as its folder has it.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::codec::picture::{self, Format, Kind, PictureError, Pixels, svg};
use crate::codec::template_file::{self, TemplateError};
use crate::codec::template_zip::LARGEST_PICTURE;
use crate::document::{PixelSize, Template};

const CONFIG: &str = "config.yml";
const THUMBNAIL: &str = "thumbnail.webp";

/// What a picture may be called, the best first. As memegen has it, one that moves comes last.
const PICTURES: [&str; 6] = [
    "default.svg",
    "default.jpg",
    "default.jpeg",
    "default.png",
    "default.webp",
    "default.gif",
];

/// What a picture for those that show no drawings is called.
const PREVIEWS: [&str; 2] = ["preview.png", "preview.jpg"];

/// The endings of configurations and of pictures, in small letters.
pub const ENDINGS: [&str; 8] = ["yml", "yaml", "svg", "jpg", "jpeg", "png", "webp", "gif"];

/// Why a template is not served. Displays as a sentence for whoever put it there.
#[derive(Debug, Error)]
pub enum FolderError {
    /// Its name can be no id.
    #[error("its name has to consist of letters, digits, - and _, at most 100 of them.")]
    Name,
    /// There is no `config.yml`.
    #[error("there is no config.yml in it.")]
    NoConfig,
    /// `config.yml` is no text.
    #[error("config.yml is not in UTF-8: save it as that.")]
    NotText,
    /// `config.yml` is wrong.
    #[error(transparent)]
    Config(#[from] TemplateError),
    /// There is no picture.
    #[error(
        "there is no picture in it: put one beside config.yml, named default.jpg, .png, .webp, .gif or .svg."
    )]
    NoPicture,
    /// The picture is wrong.
    #[error("{0}: {1}")]
    Picture(&'static str, PictureError),
    /// A file is really somewhere else.
    #[error("{0} is a link to somewhere outside of the templates' folder, which is not followed.")]
    Outside(String),
    /// More than [`LARGEST_PICTURE`].
    #[error("{0} is larger than {limit} MB: make the picture smaller.", limit = LARGEST_PICTURE >> 20)]
    TooLarge(String),
    /// What should be a file is none.
    #[error("{0} is no file.")]
    NoFile(String),
    /// Reading it panicked; the log says where.
    #[error(
        "it is damaged in a way that nobody has thought of. Save its picture and config.yml anew."
    )]
    Strange,
    /// The system refuses to read it.
    #[error("{0} cannot be read: {1}.")]
    Unreadable(String, io::Error),
}

/// A template with the files that belong to it.
#[derive(Debug)]
pub struct Folder {
    /// What `config.yml` says.
    pub template: Template,
    /// Its picture.
    pub picture: PictureFile,
    /// Its own thumbnail, where it has one.
    pub thumbnail: Option<PictureFile>,
    /// A picture for those that show no drawings, where it has one.
    pub preview: Option<PictureFile>,
}

/// A picture in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// Its name in the folder.
    pub name: &'static str,
    /// What it is, by its bytes.
    pub kind: Kind,
    /// Changes whenever the file does.
    pub version: String,
}

impl PictureFile {
    /// What it is sent as.
    pub fn content_type(&self) -> &'static str {
        match self.kind {
            Kind::Svg => "image/svg+xml",
            Kind::Raster(Format::Jpeg) => "image/jpeg",
            Kind::Raster(Format::Png) => "image/png",
            Kind::Raster(Format::WebP) => "image/webp",
            Kind::Raster(Format::Avif) => "image/avif",
            Kind::Raster(Format::Heic) => "image/heic",
            Kind::Raster(Format::Gif) => "image/gif",
            Kind::Raster(Format::Bmp) => "image/bmp",
            // None is served.
            Kind::Other(_) => "application/octet-stream",
        }
    }
}

/// When the files of a folder were changed, and how long they are: by this a change is noticed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State(Vec<(&'static str, SystemTime, u64)>);

impl State {
    /// Of the folder `id` below `root`.
    pub fn of(root: &Path, id: &str) -> Self {
        let folder = root.join(id);
        let names = [CONFIG, THUMBNAIL]
            .into_iter()
            .chain(PICTURES)
            .chain(PREVIEWS);
        let states = names.filter_map(|name| {
            let metadata = fs::metadata(folder.join(name)).ok()?;
            let modified = metadata.modified().unwrap_or(UNIX_EPOCH);
            Some((name, modified, metadata.len()))
        });
        Self(states.collect())
    }
}

/// Reads the folder `id` below `root`, a canonical path.
pub fn read(root: &Path, id: &str) -> Result<Folder, FolderError> {
    let config = match open(root, id, CONFIG)? {
        Some(file) => read_at_most(file, template_file::LONGEST as u64, CONFIG)?,
        None => return Err(FolderError::NoConfig),
    };
    let config = String::from_utf8(config).map_err(|_| FolderError::NotText)?;
    let Some((picture, size)) = first(root, id, &PICTURES)? else {
        return Err(FolderError::NoPicture);
    };
    let template = template_file::parse(id, &config, size)?;
    // A template can do without these, whatever is the matter with them.
    let extra = |names: &[&'static str]| {
        let extra = first(root, id, names).inspect_err(|error| {
            tracing::warn!(template = id, %error, "a template is served without this picture");
        });
        let (extra, _) = extra.ok().flatten()?;
        matches!(extra.kind, Kind::Raster(_)).then_some(extra)
    };
    Ok(Folder {
        template,
        picture,
        thumbnail: extra(&[THUMBNAIL]),
        preview: extra(&PREVIEWS),
    })
}

/// The first of these pictures that is there, and its size as it is seen.
fn first(
    root: &Path,
    id: &str,
    names: &[&'static str],
) -> Result<Option<(PictureFile, PixelSize)>, FolderError> {
    for name in names {
        let Some(file) = open(root, id, name)? else {
            continue;
        };
        let metadata = file.metadata().map_err(|error| unreadable(name, error))?;
        let wrong = |error| FolderError::Picture(name, error);
        let mut reader = BufReader::new(file);
        let inspected = picture::inspect(&mut reader).map_err(wrong)?;
        if inspected.pixels == Pixels::Missing {
            return Err(wrong(PictureError::CutOff));
        }
        let kind = inspected.kind;
        let size = match kind {
            Kind::Svg => {
                let reader = reader_at_start(reader, name)?;
                let svg = read_at_most(reader, svg::LARGEST, name)?;
                svg::prepare(&svg::markup(&svg)).map_err(wrong)?.size
            }
            Kind::Other(media) => return Err(wrong(PictureError::Other(media))),
            Kind::Raster(Format::Heic) => return Err(wrong(PictureError::HeicUnsupported)),
            Kind::Raster(format) => {
                let size = picture::stored_size(&mut reader).map_err(wrong)?;
                // Of the others nobody's camera turns them.
                if format == Format::Jpeg && is_turned(reader_at_start(reader, name)?) {
                    PixelSize {
                        width: size.height,
                        height: size.width,
                    }
                } else {
                    size
                }
            }
        };
        let picture = PictureFile {
            name,
            kind,
            version: version(name, &metadata),
        };
        return Ok(Some((picture, size)));
    }
    Ok(None)
}

/// Whether the camera that took it lay on its side.
fn is_turned(jpeg: BufReader<File>) -> bool {
    let reader = ImageReader::with_format(jpeg, ImageFormat::Jpeg);
    let orientation = reader
        .into_decoder()
        .and_then(|mut decoder| decoder.orientation());
    matches!(
        orientation,
        Ok(Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH)
    )
}

/// A word that changes whenever the file does.
pub fn version(name: &str, metadata: &fs::Metadata) -> String {
    let modified = metadata.modified().unwrap_or(UNIX_EPOCH);
    let since = modified.duration_since(UNIX_EPOCH).unwrap_or_default();
    let said = format!("{name} {} {}", since.as_nanos(), metadata.len());
    BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(said)[..12])
}

/// Opens a file of the folder `id` below `root`; `None` where there is none. Links are followed as far as `root` goes.
pub fn open(root: &Path, id: &str, name: &str) -> Result<Option<File>, FolderError> {
    let Some(path) = inside(root, id, name)? else {
        return Ok(None);
    };
    // Asked before it is opened, since opening a pipe would wait for somebody to write to it.
    let metadata = fs::metadata(&path).map_err(|error| unreadable(name, error))?;
    if !metadata.is_file() {
        return Err(FolderError::NoFile(name.to_owned()));
    }
    // Neither looked through nor sent, also where it has grown since it was looked at.
    if metadata.len() > LARGEST_PICTURE {
        return Err(FolderError::TooLarge(name.to_owned()));
    }
    let file = File::open(&path).map_err(|error| unreadable(name, error))?;
    Ok(Some(file))
}

fn inside(root: &Path, id: &str, name: &str) -> Result<Option<PathBuf>, FolderError> {
    match root.join(id).join(name).canonicalize() {
        Ok(path) if path.starts_with(root) => Ok(Some(path)),
        Ok(_) => Err(FolderError::Outside(name.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(name, error)),
    }
}

/// One byte more than `most` where there are more.
fn read_at_most(file: impl Read, most: u64, name: &str) -> Result<Vec<u8>, FolderError> {
    let mut bytes = Vec::new();
    (file.take(most + 1).read_to_end(&mut bytes)).map_err(|error| unreadable(name, error))?;
    Ok(bytes)
}

fn reader_at_start(
    mut reader: BufReader<File>,
    name: &str,
) -> Result<BufReader<File>, FolderError> {
    io::Seek::rewind(&mut reader).map_err(|error| unreadable(name, error))?;
    Ok(reader)
}

fn unreadable(name: &str, error: io::Error) -> FolderError {
    FolderError::Unreadable(name.to_owned(), error)
}
