use axum::http::HeaderMap;
use axum::http::header::ACCEPT_ENCODING;

use crate::server::quality::qualities;

/// How a file is compressed, the smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// `br`.
    Brotli,
    /// `gzip`.
    Gzip,
    /// Not at all.
    Identity,
}

impl Coding {
    /// Its name in `Content-Encoding`, which leaves out what is not encoded.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    /// The ending of a file beside the plain one that holds it in this coding.
    pub fn file_ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }
}

/// How much each coding is wanted, in thousandths; what is 0 is refused.
#[derive(Debug, PartialEq, Eq)]
pub struct Accepted {
    brotli: u16,
    gzip: u16,
    identity: u16,
}

impl Accepted {
    /// Reads `Accept-Encoding` as RFC 9110, 12.5.3 says.
    pub fn read(headers: &HeaderMap) -> Self {
        let [mut brotli, mut gzip, mut identity, mut any] = [None; 4];
        for value in headers.get_all(ACCEPT_ENCODING) {
            for (name, quality) in qualities(value.to_str().unwrap_or_default()) {
                let coding = match name {
                    name if name.eq_ignore_ascii_case("br") => &mut brotli,
                    // RFC 9110, 8.4.1.3: x-gzip is the same.
                    name if name.eq_ignore_ascii_case("gzip")
                        || name.eq_ignore_ascii_case("x-gzip") =>
                    {
                        &mut gzip
                    }
                    name if name.eq_ignore_ascii_case("identity") => &mut identity,
                    "*" => &mut any,
                    _ => continue,
                };
                *coding = Some(quality);
            }
        }
        Self {
            brotli: brotli.or(any).unwrap_or(0),
            gzip: gzip.or(any).unwrap_or(0),
            // Acceptable unless it is refused, and less than anything that is asked for by name.
            identity: identity.or(any).unwrap_or(1),
        }
    }

    /// How much that coding is wanted.
    pub fn quality(&self, coding: Coding) -> u16 {
        match coding {
            Coding::Brotli => self.brotli,
            Coding::Gzip => self.gzip,
            Coding::Identity => self.identity,
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn accepted(value: &'static str) -> [u16; 3] {
        let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(value))]);
        let Accepted {
            brotli,
            gzip,
            identity,
        } = Accepted::read(&headers);
        [brotli, gzip, identity]
    }

    #[test]
    fn reads_names_qualities_and_the_rest() {
        for (value, expected) in [
            ("", [0, 0, 1]),
            ("br", [1000, 0, 1]),
            ("gzip, deflate, br, zstd", [1000, 1000, 1]),
            ("GZIP ; Q=0.5 , BR;q=0.25", [250, 500, 1]),
            ("x-gzip", [0, 1000, 1]),
            ("*", [1000, 1000, 1000]),
            ("*;q=0", [0, 0, 0]),
            ("br, *;q=0", [1000, 0, 0]),
            ("*;q=0, identity;q=0.1", [0, 0, 100]),
            ("identity;q=0", [0, 0, 0]),
            ("identity, gzip;q=0.8", [0, 800, 1000]),
            ("br;q=0.001", [1, 0, 1]),
        ] {
            assert_eq!(accepted(value), expected, "{value}");
        }
    }

    #[test]
    fn several_lines_are_one_list() {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        headers.append(ACCEPT_ENCODING, HeaderValue::from_static("br;q=0.5"));
        let accepted = Accepted::read(&headers);
        assert_eq!((accepted.brotli, accepted.gzip), (500, 1000));
    }
}
