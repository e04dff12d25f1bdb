//! The files of the built page, held in memory from the start: nothing is read, compressed or put together while
//! somebody waits for it.

mod coding;
mod file;
mod range;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Request, Response};
use http_body_util::Full;

pub use file::{Effort, File, is_held};
pub use range::{Part, part};

use coding::Coding;

/// Where the files with hashes in their names are.
const BUILT: &str = "/pkg/";

/// Every file there is, by the path it is asked for.
#[derive(Debug, Default)]
pub struct Site {
    files: HashMap<String, File>,
    /// Where files are read anew each time: only while somebody works on them.
    watched: Option<PathBuf>,
}

impl Site {
    /// Reads all files below `root`. What is in no use to a browser is left out.
    pub fn read(root: &Path, is_development: bool) -> io::Result<Self> {
        let mut files = HashMap::new();
        let mut folders = vec![root.to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Some(address) = address(root, &path) {
                    files.insert(address.clone(), read(&path, &address)?);
                }
            }
        }
        let watched = is_development.then(|| root.to_path_buf());
        Ok(Self { files, watched })
    }

    /// Adds a file, or replaces it.
    pub fn insert(&mut self, address: &str, file: File) {
        self.files.insert(address.to_owned(), file);
    }

    /// Whether there is a file at that address.
    pub fn has(&self, address: &str) -> bool {
        self.files.contains_key(address)
    }

    /// Answers a request for a file; `None` where there is none at its address.
    pub fn answer<B>(&self, request: &Request<B>) -> Option<Response<Full<Bytes>>> {
        let address = request.uri().path();
        let file = self.files.get(address)?;
        let anew = self.read_anew(address);
        Some(anew.as_ref().unwrap_or(file).answer(request))
    }

    fn read_anew(&self, address: &str) -> Option<File> {
        let path = self.watched.as_ref()?.join(address.trim_start_matches('/'));
        read(&path, address).ok()
    }

    /// The address of today's version of a file of which `address` names another.
    pub fn today(&self, address: &str) -> Option<&str> {
        let (stem, ending) = versioned(address)?;
        let is_same = |other: &&String| versioned(other) == Some((stem, ending));
        self.files.keys().find(is_same).map(String::as_str)
    }
}

/// The path under which a file of the site is asked for; `None` for one that nobody asks for: the compressed copies, which are
/// sent in its stead, and what only the build and the host read.
fn address(root: &Path, path: &Path) -> Option<String> {
    let relative = path.strip_prefix(root).ok()?.to_str()?;
    let is_internal = [".br", ".gz", ".ts"]
        .iter()
        .any(|ending| relative.ends_with(ending))
        || relative.contains("__wasm_split_manifest")
        || relative.split('/').any(|part| part.starts_with('.'));
    (!is_internal).then(|| format!("/{}", relative.replace('\\', "/")))
}

fn read(path: &Path, address: &str) -> io::Result<File> {
    let mut bodies = vec![(Coding::Identity, fs::read(path)?)];
    for coding in [Coding::Brotli, Coding::Gzip] {
        let mut name = path.as_os_str().to_owned();
        name.push(coding.file_ending());
        match fs::read(name) {
            Ok(body) => bodies.push((coding, body)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, content_type(path));
    let cache_control = if versioned(address).is_some() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache_control));
    Ok(File::new(bodies, &headers))
}

fn content_type(path: &Path) -> HeaderValue {
    let kind = mime_guess::from_path(path).first_raw();
    let kind = kind.unwrap_or("application/octet-stream");
    let is_text = kind.starts_with("text/");
    let charset = if is_text { "; charset=utf-8" } else { "" };
    HeaderValue::from_str(&format!("{kind}{charset}"))
        .unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// What is before and after the hash in the name of a built file, such as `/pkg/memeforge.CU9RIJHZPjFsX0ONNDwDtA.js`:
/// cargo-leptos writes 128 bits as 22 characters. `None` for a name without one.
pub fn versioned(address: &str) -> Option<(&str, &str)> {
    let name = address.strip_prefix(BUILT)?;
    let (rest, ending) = name.rsplit_once('.')?;
    let (stem, hash) = rest.rsplit_once('.')?;
    let is_hash = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let is_versioned = hash.len() == 22 && hash.bytes().all(is_hash) && !name.contains('/');
    is_versioned.then_some((stem, ending))
}

#[cfg(test)]
mod tests;
