use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT, CONNECTION};
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use http_body_util::{Either, Full};
use tower::ServiceExt;

use super::health::Ending;
use super::metrics::Metrics;
use super::request_id::{self, RequestIds};
use super::site::Site;
use super::{limits, panics, refusal};

/// The body of an answer: made from the start, or by the router.
pub type AnswerBody = Either<Full<Bytes>, Body>;

/// Answers requests: with a file, or else with what the router says.
///
/// Files are looked for first, and in front of the router: to find a path in its table, to clone what it consists of and to
/// put what it answers into boxes costs more than to answer with a file.
#[derive(Clone, Debug)]
pub struct Host(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    site: Arc<Site>,
    router: Router,
    metrics: Metrics,
    ending: Ending,
    request_ids: RequestIds,
}

impl Host {
    /// Puts a host together.
    pub fn new(site: Arc<Site>, router: Router, metrics: Metrics, ending: Ending) -> Self {
        Self(Arc::new(Parts {
            site,
            router,
            metrics,
            ending,
            request_ids: RequestIds::new(),
        }))
    }

    /// Answers a request, counts it and names it. Nothing that is asked here has a body worth reading.
    pub async fn answer<B>(&self, request: Request<B>) -> Response<AnswerBody> {
        let host = &*self.0;
        let started = Instant::now();
        let id = host.request_ids.of(request.headers());
        let method = request.method().clone();
        // The name of what is asked for is kept for the log alone.
        let path =
            tracing::enabled!(tracing::Level::DEBUG).then(|| request.uri().path().to_owned());
        let mut response = host.answer_unnamed(request, &id).await;
        let took = started.elapsed();
        host.metrics.count(&method, response.status(), took);
        if let Some(path) = path {
            let (status, id) = (response.status().as_u16(), id.to_str().unwrap_or_default());
            tracing::debug!(%method, path, status, seconds = took.as_secs_f64(), id, "answered");
        }
        let headers = response.headers_mut();
        headers.insert(request_id::HEADER, id);
        if host.ending.has_begun() {
            // So that the next request goes to a host that stays.
            headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

impl Parts {
    /// The answer itself.
    async fn answer_unnamed<B>(
        &self,
        request: Request<B>,
        id: &HeaderValue,
    ) -> Response<AnswerBody> {
        if let Some(status) = limits::exceeded(&request) {
            let mut response = refusal::answer(status, request.headers());
            // What is still to come of it is not waited for.
            (response.headers_mut()).insert(CONNECTION, HeaderValue::from_static("close"));
            return response.map(Either::Left);
        }
        let accept = request
            .headers()
            .get(ACCEPT)
            .map(|accept| (ACCEPT, accept.clone()));
        if let Some(response) = panics::caught(self.look_up(request)).await {
            return response;
        }
        tracing::error!(
            id = id.to_str().unwrap_or_default(),
            "a request was not answered"
        );
        let asked = HeaderMap::from_iter(accept);
        refusal::answer(StatusCode::INTERNAL_SERVER_ERROR, &asked).map(Either::Left)
    }

    /// A file, or else what the router says.
    async fn look_up<B>(&self, request: Request<B>) -> Response<AnswerBody> {
        if let Some(file) = self.site.answer(&request) {
            return file.map(Either::Left);
        }
        let request = request.map(|_| Body::empty());
        let Ok(response) = self.router.clone().oneshot(request).await;
        response.map(Either::Right)
    }
}

#[cfg(test)]
mod tests;
