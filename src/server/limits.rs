use axum::http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use axum::http::{HeaderMap, Request, StatusCode};

/// The longest address, in bytes. Browsers and proxies take 8,000 (RFC 9110, 4.1).
const ADDRESS: usize = 8 * 1024;

/// The most that all headers together may have, in bytes, as they are sent.
const HEADERS: usize = 16 * 1024;

/// The longest body, in bytes. Nothing takes one, and what is this short costs nothing to throw away.
const BODY: u64 = 1024;

/// The status to refuse a request with that is larger than any honest one is.
pub fn exceeded<B>(request: &Request<B>) -> Option<StatusCode> {
    let address = request.uri().path_and_query();
    let headers = request.headers();
    if address.is_some_and(|address| address.as_str().len() > ADDRESS) {
        Some(StatusCode::URI_TOO_LONG)
    } else if sent_bytes(headers) > HEADERS {
        Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
    } else if has_large_body(headers) {
        Some(StatusCode::PAYLOAD_TOO_LARGE)
    } else {
        None
    }
}

fn sent_bytes(headers: &HeaderMap) -> usize {
    let lengths = headers.iter().map(|(name, value)| {
        // The colon, a space and the end of the line.
        name.as_str().len() + value.len() + 4
    });
    lengths.sum()
}

fn has_large_body(headers: &HeaderMap) -> bool {
    // How much comes in pieces is known only when all of it has come.
    headers.contains_key(TRANSFER_ENCODING)
        || headers.get(CONTENT_LENGTH).is_some_and(|length| {
            let length = length.to_str().ok().and_then(|text| text.parse().ok());
            length.is_none_or(|length: u64| length > BODY)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_refused() {
        let request = |path: &str, name: &str, value: &str| {
            let request = Request::get(path).header(name, value).body(()).unwrap();
            exceeded(&request).map(|status| status.as_u16())
        };
        let path = |length: usize| format!("/{}", "a".repeat(length - 1));
        assert_eq!(request("/", "accept", "*/*"), None);
        assert_eq!(request(&path(ADDRESS), "accept", "*/*"), None);
        assert_eq!(request(&path(ADDRESS + 1), "accept", "*/*"), Some(414));
        assert_eq!(
            request(&format!("/?{}", path(ADDRESS)), "a", "b"),
            Some(414)
        );
        assert_eq!(request("/", "cookie", &"a".repeat(HEADERS - 10)), None);
        assert_eq!(request("/", "cookie", &"a".repeat(HEADERS)), Some(431));
        assert_eq!(request("/", "content-length", "1024"), None);
        assert_eq!(request("/", "content-length", "1025"), Some(413));
        assert_eq!(
            request("/", "content-length", "99999999999999999999"),
            Some(413)
        );
        assert_eq!(request("/", "content-length", "-1"), Some(413));
        assert_eq!(request("/", "transfer-encoding", "chunked"), Some(413));
    }
}
