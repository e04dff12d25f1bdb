use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// Names a request in the log, in the answer and in the log of a proxy in front.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Longer ones are no names but an attempt to fill the log.
const LONGEST: usize = 64;

/// Gives each request a name of its own.
#[derive(Debug)]
pub struct RequestIds {
    /// Differs from one process to the next.
    process: u64,
    count: AtomicU64,
}

impl RequestIds {
    /// Starts to count.
    pub fn new() -> Self {
        Self {
            process: RandomState::new().hash_one("process"),
            count: AtomicU64::new(0),
        }
    }

    /// The name that a proxy in front has given it, or else a new one.
    pub fn of(&self, headers: &HeaderMap) -> HeaderValue {
        match headers.get(HEADER) {
            Some(given) if is_sane(given.as_bytes()) => given.clone(),
            _ => self.new_id(),
        }
    }

    fn new_id(&self) -> HeaderValue {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        // Only has to differ from the others; an odd factor makes each count another number.
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let number = self.process ^ count.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let digits: [u8; 16] =
            std::array::from_fn(|index| DIGITS[(number >> (60 - 4 * index)) as usize & 15]);
        HeaderValue::from_bytes(&digits).unwrap_or(HeaderValue::from_static("-"))
    }
}

/// Letters, digits and what joins them: nothing that could break out of a line of the log.
fn is_sane(id: &[u8]) -> bool {
    let is_allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte);
    (1..=LONGEST).contains(&id.len()) && id.iter().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_request_has_a_name_of_its_own() {
        let ids = RequestIds::new();
        let names: HashSet<_> = (0..1000).map(|_| ids.of(&HeaderMap::new())).collect();
        assert_eq!(names.len(), 1000);
        assert!(
            names
                .iter()
                .all(|name| is_sane(name.as_bytes()) && name.len() == 16)
        );
    }

    #[test]
    fn a_sane_name_is_kept() {
        let ids = RequestIds::new();
        let long = "a".repeat(LONGEST + 1);
        for (given, is_kept) in [
            ("4bf92f3577b34da6a3ce929d0e0e4736", true),
            ("trace:1.2_3-4", true),
            (&long[1..], true),
            (&long, false),
            ("", false),
            ("a b", false),
            ("a\"b", false),
            ("a{b}", false),
        ] {
            let value = HeaderValue::from_str(given).unwrap();
            let headers = HeaderMap::from_iter([(HEADER, value.clone())]);
            assert_eq!(ids.of(&headers) == value, is_kept, "{given}");
        }
    }
}
