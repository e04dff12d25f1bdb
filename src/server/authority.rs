//! The name of the host in a request, and the address that it was reached at: behind a proxy, what that one says.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::http::header::{FORWARDED, HOST};
use axum::http::{HeaderMap, HeaderName, Request, Version};

const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
pub(super) const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The headers that [`origin`] depends on, for `Vary`.
pub const VARIES_BY: &str = "Host, Forwarded, X-Forwarded-Host, X-Forwarded-Proto";

/// Whether a request names its host as RFC 9112, 3.2 has it: once, and by a name that is one. Before HTTP/1.1 it need not, and
/// an address without a host is sent with an empty one.
pub fn is_named<B>(request: &Request<B>) -> bool {
    let is_host =
        |text: Option<&str>| text.is_some_and(|text| text.is_empty() || host(text).is_some());
    let mut hosts = request.headers().get_all(HOST).iter();
    let is_named = match (hosts.next(), hosts.next()) {
        (None, _) => request.version() < Version::HTTP_11,
        (Some(name), None) => is_host(name.to_str().ok()),
        (Some(_), Some(_)) => false,
    };
    let target = request.uri().authority();
    is_named && target.is_none_or(|target| is_host(Some(target.as_str())))
}

/// The scheme and the host that a request was sent to; `None` where it does not say. Of what several proxies say the first counts,
/// which is what the visitor's own program asked for.
pub fn origin(asked: &HeaderMap) -> Option<String> {
    let forwarded = |name: &str| {
        let first = first(asked, &FORWARDED)?;
        let mut pairs = first.split(';').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
        Some(value.trim().trim_matches('"'))
    };
    let host = first(asked, &FORWARDED_HOST)
        .and_then(host)
        .or_else(|| forwarded("host").and_then(host))
        .or_else(|| host(asked.get(HOST)?.to_str().ok()?))?;
    let scheme = first(asked, &FORWARDED_PROTO).or_else(|| forwarded("proto"));
    let is_https = scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
    Some(format!(
        "{}://{host}",
        if is_https { "https" } else { "http" }
    ))
}

/// The first item of a list.
fn first<'a>(asked: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let list = asked.get(name)?.to_str().ok()?;
    let mut items = list.split(',').map(str::trim);
    items.find(|item| !item.is_empty())
}

/// A host and maybe a port, and nothing that could end an address or say whose it is. An empty port is left out.
pub fn host(text: &str) -> Option<String> {
    let (name, rest) = if text.starts_with('[') {
        let end = text.find(']')? + 1;
        let _: Ipv6Addr = text[1..end - 1].parse().ok()?;
        text.split_at(end)
    } else {
        let end = text.find(':').unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        (is_name(name).then_some(name)?, rest)
    };
    let port = match rest.strip_prefix(':') {
        None if rest.is_empty() => return Some(name.to_owned()),
        None => return None,
        Some(port) => port,
    };
    if port.is_empty() {
        return Some(name.to_owned());
    }
    let is_number = port.bytes().all(|byte| byte.is_ascii_digit());
    let port: u16 = is_number.then(|| port.parse().ok())??;
    Some(format!("{name}:{port}"))
}

/// Whether this is a name of DNS or an IPv4 address. Names in private networks have underscores, too.
fn is_name(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let labels = || name.strip_suffix('.').unwrap_or(name).split('.');
    let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    name.len() <= 253
        && labels().all(|label| (1..=63).contains(&label.len()) && label.bytes().all(is_letter))
        // What ends in a number is an address, and nothing else.
        && (!labels().next_back().is_some_and(is_number) || name.parse::<Ipv4Addr>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_what_is_none() {
        for (text, expected) in [
            ("memes.example.org", "memes.example.org"),
            ("memes.example.org.", "memes.example.org."),
            ("a", "a"),
            ("my_host:5000", "my_host:5000"),
            ("127.0.0.1:0080", "127.0.0.1:80"),
            ("[::1]:65535", "[::1]:65535"),
            ("[2001:db8::1]", "[2001:db8::1]"),
            ("a:", "a"),
        ] {
            assert_eq!(host(text).as_deref(), Some(expected), "{text}");
        }
        let long = format!("{}.org", "a".repeat(64));
        for text in [
            "",
            ":",
            ":80",
            ":::::",
            "a:65536",
            "a:99999999999",
            "a:+80",
            "a:-1",
            "a:80:80",
            "a:b",
            "::1",
            "[::1",
            "[::1]a",
            "[]",
            "[a]",
            "[::1]]",
            "a/b",
            "a?b",
            "a#b",
            "me@a",
            "a b",
            " a",
            "a\\b",
            "a<b",
            "a\"b",
            "a..b",
            ".",
            ".a",
            "1.2.3.256",
            "1.2.3",
            "12",
            "a%00",
            "\u{e4}.org",
            &long,
        ] {
            assert_eq!(host(text), None, "{text}");
        }
    }

    #[test]
    fn a_request_names_its_host_once() {
        for (version, hosts, expected) in [
            (Version::HTTP_11, &["a"][..], true),
            (Version::HTTP_11, &[""], true),
            (Version::HTTP_11, &[], false),
            (Version::HTTP_11, &["a", "a"], false),
            (Version::HTTP_11, &["a", "b"], false),
            (Version::HTTP_11, &["a, b"], false),
            (Version::HTTP_11, &["a:65536"], false),
            (Version::HTTP_11, &[":::::"], false),
            (Version::HTTP_10, &[], true),
            (Version::HTTP_10, &["a", "a"], false),
            (Version::HTTP_10, &["a/"], false),
        ] {
            let mut request = Request::builder().version(version);
            for name in hosts {
                request = request.header(HOST, *name);
            }
            assert_eq!(
                is_named(&request.body(()).unwrap()),
                expected,
                "{version:?} {hosts:?}"
            );
        }
        let whole = |uri: &str| {
            let request = Request::builder().uri(uri).header(HOST, "a");
            is_named(&request.body(()).unwrap())
        };
        assert!(whole("http://b/") && !whole("http://b:65536/") && !whole("http://me@b/"));
    }

    #[test]
    fn the_first_of_what_proxies_say_counts() {
        let origin = |headers: &[(&str, &str)]| {
            let mut asked = HeaderMap::new();
            for (name, value) in headers {
                let name: HeaderName = name.parse().unwrap();
                asked.append(name, value.parse().unwrap());
            }
            origin(&asked)
        };
        for (headers, expected) in [
            (&[("host", "a")][..], Some("http://a")),
            (
                &[("host", "a"), ("x-forwarded-proto", "https")],
                Some("https://a"),
            ),
            (
                &[("host", "a"), ("x-forwarded-proto", "https,http")],
                Some("https://a"),
            ),
            (
                &[("host", "a"), ("x-forwarded-proto", " HTTPS , http")],
                Some("https://a"),
            ),
            (
                &[("host", "a"), ("x-forwarded-proto", "http,https")],
                Some("http://a"),
            ),
            (
                &[
                    ("host", "a"),
                    ("x-forwarded-proto", "https"),
                    ("x-forwarded-proto", "http"),
                ],
                Some("https://a"),
            ),
            (
                &[("host", "a"), ("x-forwarded-proto", "javascript")],
                Some("http://a"),
            ),
            (
                &[("host", "a"), ("x-forwarded-host", "b.org:8443, a")],
                Some("http://b.org:8443"),
            ),
            (
                &[("host", "a"), ("x-forwarded-host", "b\"><script>")],
                Some("http://a"),
            ),
            (
                &[
                    ("host", "a"),
                    (
                        "forwarded",
                        "for=\"[::1]\";Proto=HTTPS;host=\"b:1\", for=x;host=c",
                    ),
                ],
                Some("https://b:1"),
            ),
            (&[("host", "a"), ("forwarded", "for=x")], Some("http://a")),
            (&[("host", "a:65536")], None),
            (&[("host", "")], None),
            (&[], None),
        ] {
            assert_eq!(origin(headers).as_deref(), expected, "{headers:?}");
        }
    }
}
