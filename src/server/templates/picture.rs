//! A picture from disk, sent piece by piece.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, ETAG, IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use futures::stream;

use super::folder::{self, PictureFile};
use crate::codec::picture::Kind;
use crate::server::site::{Part, is_held, part};
use crate::server::{refusal, security_headers};

/// How much is read and sent at a time, in bytes: what each of the connections may have in memory. No file is kept open for
/// a client that reads slowly.
const PIECE: usize = 32 * 1024;

/// With a word of the file's version in the address it is another address as soon as the file changes.
const VERSIONED: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const UNVERSIONED: HeaderValue = HeaderValue::from_static("no-cache");

/// A drawing that is opened by itself runs nothing and loads nothing, whatever is in it.
const SVG_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");

/// Where a picture is on disk.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder of all templates, a canonical path.
    pub root: PathBuf,
    /// The template's folder in it.
    pub id: String,
    /// The name of the file.
    pub file: PictureFile,
}

impl Place {
    /// A piece of the file, if it is still what it was.
    fn read(&self, bytes: Range<usize>) -> io::Result<Vec<u8>> {
        let file = folder::open(&self.root, &self.id, self.file.name);
        let mut file = file
            .map_err(io::Error::other)?
            .ok_or(io::ErrorKind::NotFound)?;
        if folder::version(self.file.name, &file.metadata()?) != self.file.version {
            return Err(io::Error::other("the file has changed meanwhile"));
        }
        let mut piece = vec![0; bytes.len()];
        file.seek(SeekFrom::Start(bytes.start as u64))?;
        file.read_exact(&mut piece)?;
        Ok(piece)
    }

    /// The length of the file as it is now, and its version.
    fn look(&mut self) -> Option<usize> {
        let file = folder::open(&self.root, &self.id, self.file.name)
            .ok()
            .flatten()?;
        let metadata = file.metadata().ok()?;
        // It may have changed since it was last looked for changes.
        self.file.version = folder::version(self.file.name, &metadata);
        usize::try_from(metadata.len()).ok()
    }
}

/// How a file may be kept by who asked for it with that version in the address.
pub fn cache_control(asked_version: Option<&str>, version: &str) -> HeaderValue {
    if asked_version == Some(version) {
        VERSIONED
    } else {
        UNVERSIONED
    }
}

/// Answers with the picture.
pub async fn answer(
    mut place: Place,
    asked_version: Option<&str>,
    method: &Method,
    asked: &HeaderMap,
) -> Response<Body> {
    let looked = tokio::task::spawn_blocking(move || {
        let length = place.look();
        (place, length)
    });
    let Ok((place, Some(length))) = looked.await else {
        return refusal::json(StatusCode::NOT_FOUND).map(Body::new);
    };
    let version = &place.file.version;
    let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\"")) else {
        return refusal::json(StatusCode::INTERNAL_SERVER_ERROR).map(Body::new);
    };
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, cache_control(asked_version, version));
    headers.insert(ETAG, tag.clone());
    if place.file.kind == Kind::Svg {
        headers.insert(CONTENT_SECURITY_POLICY, SVG_POLICY);
    }
    security_headers::insert(&mut headers);
    if is_held(&tag, asked) {
        return with(StatusCode::NOT_MODIFIED, headers, Body::empty());
    }
    let content_type = HeaderValue::from_static(place.file.content_type());
    headers.insert(CONTENT_TYPE, content_type);
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    let is_same = asked.get(IF_RANGE).is_none_or(|other| *other == tag);
    let range = asked
        .get(RANGE)
        .filter(|_| *method == Method::GET && is_same);
    let range = range.map(|range| part(range.to_str().unwrap_or_default(), length));
    let (status, bytes) = match range {
        None | Some(Part::Whole) => (StatusCode::OK, 0..length),
        Some(Part::Bytes(bytes)) => {
            let said = format!("bytes {}-{}/{length}", bytes.start, bytes.end - 1);
            headers.extend(HeaderValue::from_str(&said).map(|said| (CONTENT_RANGE, said)));
            (StatusCode::PARTIAL_CONTENT, bytes)
        }
        Some(Part::Beyond) => {
            let mut refused = refusal::json(StatusCode::RANGE_NOT_SATISFIABLE).map(Body::new);
            let said = HeaderValue::from_str(&format!("bytes */{length}"));
            (refused.headers_mut()).extend(said.map(|said| (CONTENT_RANGE, said)));
            return refused;
        }
    };
    headers.insert(CONTENT_LENGTH, bytes.len().into());
    let body = if *method == Method::HEAD {
        Body::empty()
    } else {
        body(place, bytes)
    };
    with(status, headers, body)
}

fn with(status: StatusCode, headers: HeaderMap, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// The bytes, each piece of them read once it can be sent. A file that changes meanwhile ends the connection.
fn body(place: Place, bytes: Range<usize>) -> Body {
    let place = Arc::new(place);
    Body::from_stream(stream::try_unfold(bytes, move |bytes| {
        let place = place.clone();
        async move {
            if bytes.is_empty() {
                return Ok(None);
            }
            let end = bytes.end.min(bytes.start + PIECE);
            let piece = bytes.start..end;
            let read = tokio::task::spawn_blocking(move || place.read(piece));
            let piece = read.await.map_err(io::Error::other)??;
            Ok::<_, io::Error>(Some((Bytes::from(piece), end..bytes.end)))
        }
    }))
}
