use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri};
use axum::routing::get;
use axum::{Router, middleware};

use super::health::{self, Ending, HealthState};
use super::site::Site;
use super::templates::{self, Library, Page};
use super::{refusal, security_headers, stale};

/// Everything that is answered and is no file.
pub fn router(site: Arc<Site>, ending: Ending, library: Library, page: Page) -> Router {
    let missing = move |method: Method, uri: Uri, asked: HeaderMap| {
        std::future::ready(missing(&method, &uri, &asked, &site))
    };
    Router::new()
        .route("/health", get(health::live))
        .route("/health/ready", get(health::ready))
        .with_state(HealthState {
            ending,
            library: library.clone(),
        })
        .merge(templates::router(library, Arc::new(page)))
        .method_not_allowed_fallback(async |asked: HeaderMap| {
            refusal::method_not_allowed(&asked).map(Body::new)
        })
        .fallback(missing)
        .layer(middleware::map_response(security_headers::add))
}

fn missing(method: &Method, uri: &Uri, asked: &HeaderMap, site: &Site) -> Response<Body> {
    stale::answer(method, uri.path(), asked, site)
        .unwrap_or_else(|| refusal::answer(StatusCode::NOT_FOUND, asked))
        .map(Body::new)
}
