use std::io::Write;

use axum::body::Bytes;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE,
    ETAG, IF_NONE_MATCH, IF_RANGE, RANGE, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::Full;
use sha2::{Digest, Sha256};

use super::coding::{Accepted, Coding};
use super::range::{Part, part};
use crate::server::{refusal, security_headers};

/// What one address answers, made once: in each coding, with all its headers.
#[derive(Debug)]
pub struct File {
    /// The smallest first.
    representations: Vec<Representation>,
}

#[derive(Debug)]
struct Representation {
    coding: Coding,
    body: Bytes,
    tag: HeaderValue,
    headers: HeaderMap,
}

/// How much work compressing is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Made once and sent to many: as small as it gets.
    Once,
    /// Made while somebody waits, or many at a time.
    Often,
}

/// Of the headers, those that are sent although the body is not (RFC 9110, 15.4.5), beside those for safety.
const FOR_THE_BODY: [HeaderName; 4] = [
    CONTENT_TYPE,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    ACCEPT_RANGES,
];

impl File {
    /// A file in the codings that there are of it. `headers` are those that it has in each.
    pub fn new(bodies: impl IntoIterator<Item = (Coding, Vec<u8>)>, headers: &HeaderMap) -> Self {
        let mut bodies: Vec<_> = bodies.into_iter().collect();
        // What compressing did not make smaller is sent as it is.
        let plain = bodies
            .iter()
            .find(|(coding, _)| *coding == Coding::Identity);
        let plain_length = plain.map_or(usize::MAX, |(_, body)| body.len());
        bodies.retain(|(coding, body)| *coding == Coding::Identity || body.len() < plain_length);
        let has_choice = bodies.len() > 1;
        let mut representations: Vec<_> = bodies
            .into_iter()
            .map(|(coding, body)| Representation::new(coding, body.into(), headers, has_choice))
            .collect();
        representations.sort_by_key(|representation| representation.body.len());
        Self { representations }
    }

    /// A page that is made here, and compressed here.
    pub fn page(html: String, policy: HeaderValue, effort: Effort) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(axum::http::header::CONTENT_SECURITY_POLICY, policy);
        Self::compressed(html.into_bytes(), headers, effort)
    }

    /// JSON that is made here, and compressed here.
    pub fn json(json: Vec<u8>, effort: Effort) -> Self {
        let content_type = (CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Self::compressed(json, HeaderMap::from_iter([content_type]), effort)
    }

    /// What is compressed by itself.
    pub fn plain(body: Vec<u8>, content_type: &'static str) -> Self {
        let content_type = (CONTENT_TYPE, HeaderValue::from_static(content_type));
        let headers = HeaderMap::from_iter([content_type]);
        Self::new([(Coding::Identity, body)], &headers)
    }

    fn compressed(plain: Vec<u8>, mut headers: HeaderMap, effort: Effort) -> Self {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        let compressed = match effort {
            Effort::Once => vec![
                (Coding::Brotli, brotli(&plain)),
                (Coding::Gzip, gzip(&plain, Compression::best())),
            ],
            Effort::Often => vec![(Coding::Gzip, gzip(&plain, Compression::new(4)))],
        };
        // Writing to memory does not fail; a coding that did would only be missing.
        let compressed = compressed
            .into_iter()
            .filter_map(|(coding, body)| Some((coding, body.ok()?)));
        let bodies: Vec<_> = compressed.collect();
        Self::new(
            bodies.into_iter().chain([(Coding::Identity, plain)]),
            &headers,
        )
    }

    /// Answers a request for this file.
    pub fn answer<B>(&self, request: &Request<B>) -> Response<Full<Bytes>> {
        let headers = request.headers();
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return refusal::method_not_allowed(headers);
        }
        let Some(chosen) = self.choose(headers) else {
            let mut refused = refusal::answer(StatusCode::NOT_ACCEPTABLE, headers);
            let varies_by = HeaderValue::from_static("Accept, Accept-Encoding");
            refused.headers_mut().insert(VARY, varies_by);
            return refused;
        };
        if is_held(&chosen.tag, headers) {
            return chosen.not_modified();
        }
        // RFC 9110, 14.2: of the methods here, GET alone has parts.
        let range = (headers.get(RANGE)).filter(|_| *request.method() == Method::GET);
        match range.map(|range| chosen.part(range, headers)) {
            None | Some(Part::Whole) => chosen.whole(),
            Some(Part::Bytes(bytes)) => chosen.partial(bytes),
            Some(Part::Beyond) => chosen.beyond(headers),
        }
    }

    /// The representation that is wanted most, and of equals the smallest.
    fn choose(&self, headers: &HeaderMap) -> Option<&Representation> {
        let accepted = Accepted::read(headers);
        let mut best = None;
        let mut best_quality = 0;
        for representation in &self.representations {
            let quality = accepted.quality(representation.coding);
            if quality > best_quality {
                best = Some(representation);
                best_quality = quality;
            }
        }
        best
    }
}

impl Representation {
    fn new(coding: Coding, body: Bytes, headers: &HeaderMap, has_choice: bool) -> Self {
        // Half of a hash tells two files apart as well as the whole does.
        let hash = BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(&body)[..16]);
        let tag = HeaderValue::from_str(&format!("\"{hash}\""))
            .unwrap_or(HeaderValue::from_static("\"\""));
        let mut headers = headers.clone();
        headers.insert(CONTENT_LENGTH, body.len().into());
        headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        headers.insert(ETAG, tag.clone());
        if let Some(name) = coding.name() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        if has_choice {
            headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
        }
        security_headers::insert(&mut headers);
        Self {
            coding,
            body,
            tag,
            headers,
        }
    }

    /// The part that is asked for, unless `If-Range` says that it would be one of another version.
    fn part(&self, range: &HeaderValue, headers: &HeaderMap) -> Part {
        if headers.get(IF_RANGE).is_some_and(|tag| *tag != self.tag) {
            return Part::Whole;
        }
        part(range.to_str().unwrap_or_default(), self.body.len())
    }

    fn whole(&self) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(self.body.clone()));
        *response.headers_mut() = self.headers.clone();
        response
    }

    fn partial(&self, bytes: std::ops::Range<usize>) -> Response<Full<Bytes>> {
        let content_range = format!(
            "bytes {}-{}/{}",
            bytes.start,
            bytes.end - 1,
            self.body.len()
        );
        let mut response = Response::new(Full::new(self.body.slice(bytes.clone())));
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        *response.headers_mut() = self.headers.clone();
        let headers = response.headers_mut();
        headers.insert(CONTENT_LENGTH, bytes.len().into());
        if let Ok(content_range) = HeaderValue::from_str(&content_range) {
            headers.insert(CONTENT_RANGE, content_range);
        }
        response
    }

    fn beyond(&self, asked: &HeaderMap) -> Response<Full<Bytes>> {
        let mut response = refusal::answer(StatusCode::RANGE_NOT_SATISFIABLE, asked);
        if let Ok(length) = HeaderValue::from_str(&format!("bytes */{}", self.body.len())) {
            response.headers_mut().insert(CONTENT_RANGE, length);
        }
        response
    }

    fn not_modified(&self) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::default());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.headers_mut() = self.headers.clone();
        for name in FOR_THE_BODY {
            response.headers_mut().remove(name);
        }
        response
    }
}

/// Whether somebody has what has this tag already: `If-None-Match` names it, or is `*`. Ours have no commas in them.
pub fn is_held(tag: &HeaderValue, headers: &HeaderMap) -> bool {
    headers.get_all(IF_NONE_MATCH).iter().any(|list| {
        let tags = list.as_bytes().split(|byte| *byte == b',');
        tags.map(<[u8]>::trim_ascii)
            .any(|other| other == b"*" || tag == other.strip_prefix(b"W/").unwrap_or(other))
    })
}

fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    // Quality 10 of 11: the page is 4 % larger than at 11, in half the time. At 9 it is 7 % larger than at 10, and a table of
    // 32 MB is prepared for it. A window of 64 KB is as much as there is of most.
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 10,
        lgwin: 16,
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*plain, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(plain: &[u8], level: Compression) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(plain)?;
    encoder.finish()
}
