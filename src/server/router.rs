use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRef, State};
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri};
use axum::routing::get;
use axum::{Router, middleware};

use super::health::{self, Ending};
use super::link_page::{self, LinkPage};
use super::site::Site;
use super::templates::{Templates, routes};
use super::{refusal, security_headers, stale};

/// What is served, and whether it still is. Clones are the same.
#[derive(Clone, Debug)]
pub struct Served {
    /// The files.
    pub site: Arc<Site>,
    /// The templates.
    pub templates: Templates,
    /// The page for links.
    pub link_page: Arc<LinkPage>,
    /// Whether it is about to end.
    pub ending: Ending,
}

impl FromRef<Served> for Ending {
    fn from_ref(served: &Served) -> Self {
        served.ending.clone()
    }
}

impl FromRef<Served> for Templates {
    fn from_ref(served: &Served) -> Self {
        served.templates.clone()
    }
}

/// Everything that is answered and is no file.
pub fn router(served: Served) -> Router {
    Router::new()
        .route("/health", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/images/{*link}", get(link_page::answer))
        .route("/m/{*link}", get(link_page::answer))
        .merge(routes::routes())
        .method_not_allowed_fallback(async |asked: HeaderMap| {
            refusal::method_not_allowed(&asked).map(Body::new)
        })
        .fallback(missing)
        .layer(middleware::map_response(security_headers::add))
        .with_state(served)
}

async fn missing(
    State(served): State<Served>,
    method: Method,
    uri: Uri,
    asked: HeaderMap,
) -> Response<Body> {
    stale::answer(&method, uri.path(), &asked, &served.site)
        .unwrap_or_else(|| refusal::answer(StatusCode::NOT_FOUND, &asked))
        .map(Body::new)
}
