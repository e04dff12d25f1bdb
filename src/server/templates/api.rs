use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use axum::routing::get;
use serde::Serialize;

use super::{Library, link_page};
use crate::document::Template;
use crate::server::refusal;
use crate::server::site::{Coding, File};

/// A template as the page gets it.
#[derive(Serialize)]
struct Served<'a> {
    template: &'a Template,
    picture: String,
    thumbnail: String,
}

/// What a drawing may do that is opened by itself: be drawn.
const DRAWING: &str =
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/// What templates are asked for by, and the addresses that open them. `page` is the editor.
pub fn router(library: Library, page: Arc<link_page::Page>) -> Router {
    let link = get(move |State(library): State<Library>, request: Request| {
        std::future::ready(link_page::answer(&page, &library, &request))
    });
    Router::new()
        .route("/api/templates", get(list))
        .route("/api/templates/{id}", get(one))
        .route("/api/templates/{id}/picture", get(picture))
        .route("/api/templates/{id}/thumbnail", get(thumbnail))
        .route("/m/{*meme}", link.clone())
        .route("/images/{*meme}", link)
        .with_state(library)
}

async fn list(State(library): State<Library>, request: Request) -> Response<Body> {
    let shelf = library.shelf();
    let list = shelf.list.as_ref().map(|list| list.answer(&request));
    list.unwrap_or_else(|| missing(request.headers()))
        .map(Body::new)
}

async fn one(
    State(library): State<Library>,
    Path(id): Path<String>,
    request: Request,
) -> Response<Body> {
    let shelf = library.shelf();
    let found = shelf.find(&id).map(|found| {
        let served = Served {
            template: &found.template,
            picture: found.picture_address(),
            thumbnail: found.thumbnail_address(),
        };
        // Texts, numbers and lists: they can always be written.
        let json = serde_json::to_vec(&served).unwrap_or_default();
        File::json(json, &HeaderMap::new()).answer(&request)
    });
    found
        .unwrap_or_else(|| missing(request.headers()))
        .map(Body::new)
}

async fn picture(
    State(library): State<Library>,
    Path(id): Path<String>,
    request: Request,
) -> Response<Body> {
    let path = library.shelf().find(&id).map(|found| found.picture.clone());
    let Some(path) = path else {
        return missing(request.headers()).map(Body::new);
    };
    let kind = mime_guess::from_path(&path).first_raw();
    let read = tokio::task::spawn_blocking(move || std::fs::read(path)).await;
    match read {
        Ok(Ok(bytes)) => file(bytes, kind).answer(&request).map(Body::new),
        // It is gone, and the folder has not been looked at since.
        Ok(Err(_)) => missing(request.headers()).map(Body::new),
        Err(_) => failed(request.headers()).map(Body::new),
    }
}

async fn thumbnail(
    State(library): State<Library>,
    Path(id): Path<String>,
    request: Request,
) -> Response<Body> {
    let found = library.shelf().find(&id).cloned();
    let Some(found) = found else {
        return missing(request.headers()).map(Body::new);
    };
    // A drawing is small as it is.
    let is_drawing = found
        .picture
        .extension()
        .is_some_and(|ending| ending == "svg");
    let ready = found
        .thumbnail
        .or(is_drawing.then(|| found.picture.clone()));
    let kind = ready.as_ref().map_or(Some("image/jpeg"), |path| {
        mime_guess::from_path(path).first_raw()
    });
    let made = tokio::task::spawn_blocking(move || match ready {
        Some(path) => std::fs::read(path).map_err(|error| error.to_string()),
        None => {
            let made = library.0.thumbnails.of(&id, &found.picture);
            made.map(|bytes| bytes.to_vec())
                .map_err(|error| error.to_string())
        }
    });
    match made.await {
        Ok(Ok(bytes)) => file(bytes, kind).answer(&request).map(Body::new),
        Ok(Err(reason)) => {
            tracing::warn!(reason, "a template has no small picture");
            missing(request.headers()).map(Body::new)
        }
        Err(_) => failed(request.headers()).map(Body::new),
    }
}

/// A picture of the team's. Whoever has it asks whether it is still the same.
fn file(bytes: Vec<u8>, kind: Option<&'static str>) -> File {
    let mut headers = HeaderMap::new();
    let kind = kind.unwrap_or("application/octet-stream");
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(DRAWING));
    File::new([(Coding::Identity, bytes)], &headers)
}

fn missing(asked: &HeaderMap) -> Response<http_body_util::Full<Bytes>> {
    refusal::answer(StatusCode::NOT_FOUND, asked)
}

fn failed(asked: &HeaderMap) -> Response<http_body_util::Full<Bytes>> {
    refusal::answer(StatusCode::INTERNAL_SERVER_ERROR, asked)
}
