use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{ACCEPT, CONNECTION, CONTENT_LENGTH};
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use futures::FutureExt;
use http_body_util::{BodyExt, Collected, Either, Full};
use tower::ServiceExt;

use super::health::Ending;
use super::metrics::Metrics;
use super::request_id::{self, RequestIds};
use super::site::Site;
use super::{authority, limits, panics, refusal};

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

    /// A refusal that hyper makes by itself, with what ours have: its `head` is a status, a length of 0 and a date.
    pub fn refusal(&self, status: StatusCode, head: &[u8]) -> Vec<u8> {
        let refusal = refusal::answer(status, &HeaderMap::new());
        let (parts, body) = refusal.into_parts();
        // It is there from the start.
        let body = body.collect().now_or_never().and_then(Result::ok);
        let body = body.map(Collected::to_bytes).unwrap_or_default();
        let mut headers = parts.headers;
        headers.insert(CONTENT_LENGTH, body.len().into());
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
        headers.insert(request_id::HEADER, self.0.request_ids.of(&HeaderMap::new()));
        let head = String::from_utf8_lossy(head);
        let mut lines = head.split_inclusive("\r\n");
        let mut bytes = Vec::from(lines.next().unwrap_or_default());
        bytes.extend(
            lines
                .filter(|line| line.starts_with("date:"))
                .flat_map(str::bytes),
        );
        for (name, value) in &headers {
            bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
        bytes.extend(b"\r\n");
        bytes.extend(body);
        bytes
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
        let is_named = authority::is_named(&request);
        let refused = limits::exceeded(&request).or((!is_named).then_some(StatusCode::BAD_REQUEST));
        if let Some(status) = refused {
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
