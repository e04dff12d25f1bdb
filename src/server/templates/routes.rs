//! What is answered below `/api/templates`.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderValue, Response, StatusCode, Uri};
use axum::routing::get;

use super::picture::{self, Place};
use super::shelf::{Entry, Whose};
use super::{Templates, folder};
use crate::codec::picture::Kind;
use crate::server::refusal;
use crate::server::router::Served;

/// The id in a path, unless it is none.
type Id = Result<Path<String>, PathRejection>;

/// The list, a template, its picture, its thumbnail.
pub fn routes() -> Router<Served> {
    Router::new()
        .route("/api/templates", get(list))
        .route("/api/templates/{id}", get(whole))
        .route("/api/templates/{id}/picture", get(picture))
        .route("/api/templates/{id}/thumbnail", get(thumbnail))
        .route("/api/templates/{id}/preview", get(preview))
}

async fn list(State(templates): State<Templates>, request: Request) -> Response<Body> {
    templates.shelf().list().answer(&request).map(Body::new)
}

async fn whole(State(templates): State<Templates>, id: Id, request: Request) -> Response<Body> {
    match entry(&templates, id) {
        Some(entry) => entry.whole().answer(&request).map(Body::new),
        None => missing(),
    }
}

async fn picture(State(templates): State<Templates>, id: Id, request: Request) -> Response<Body> {
    let request = request.map(drop);
    match entry(&templates, id) {
        Some(entry) if entry.whose == Whose::MemeForge => elsewhere(&entry.picture),
        Some(entry) => file(&templates, &entry, &entry.folder.picture, &request).await,
        None => missing(),
    }
}

async fn thumbnail(State(templates): State<Templates>, id: Id, request: Request) -> Response<Body> {
    let request = request.map(drop);
    let Some(entry) = entry(&templates, id) else {
        return missing();
    };
    if entry.whose == Whose::MemeForge {
        return elsewhere(&entry.thumbnail);
    }
    let own = &entry.folder.picture;
    if let Some(thumbnail) = &entry.folder.thumbnail {
        return file(&templates, &entry, thumbnail, &request).await;
    }
    if own.kind == Kind::Svg {
        return file(&templates, &entry, own, &request).await;
    }
    let place = place(&templates, &entry, own);
    // What cannot be made smaller is shown as it is.
    let Some(made) = templates.0.thumbnails.of(place).await else {
        return elsewhere(&entry.picture);
    };
    let mut response = made.answer(&request).map(Body::new);
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        let cache_control = picture::cache_control(version(request.uri()), &own.version);
        response.headers_mut().insert(CACHE_CONTROL, cache_control);
    }
    response
}

async fn preview(State(templates): State<Templates>, id: Id, request: Request) -> Response<Body> {
    let request = request.map(drop);
    match entry(&templates, id) {
        Some(entry) if entry.whose == Whose::Team => match &entry.folder.preview {
            Some(preview) => file(&templates, &entry, preview, &request).await,
            None => entry.preview.as_deref().map_or_else(missing, elsewhere),
        },
        Some(entry) => entry.preview.as_deref().map_or_else(missing, elsewhere),
        None => missing(),
    }
}

/// Found in a table: what an id could say of other folders is of no use.
fn entry(templates: &Templates, id: Id) -> Option<Arc<Entry>> {
    let Path(id) = id.ok()?;
    templates.shelf().get(&id).cloned()
}

fn place(templates: &Templates, entry: &Entry, file: &folder::PictureFile) -> Place {
    Place {
        root: templates.shelf().team_root.clone(),
        id: entry.id().to_owned(),
        file: file.clone(),
    }
}

async fn file(
    templates: &Templates,
    entry: &Entry,
    file: &folder::PictureFile,
    request: &Request<()>,
) -> Response<Body> {
    let place = place(templates, entry, file);
    let asked = version(request.uri());
    picture::answer(place, asked, request.method(), request.headers()).await
}

/// The version that an address is of.
fn version(uri: &Uri) -> Option<&str> {
    uri.query()?.strip_prefix("v=")
}

fn elsewhere(address: &str) -> Response<Body> {
    let Ok(address) = HeaderValue::from_str(address) else {
        return missing();
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
    let headers = response.headers_mut();
    headers.insert(LOCATION, address);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn missing() -> Response<Body> {
    refusal::json(StatusCode::NOT_FOUND).map(Body::new)
}
