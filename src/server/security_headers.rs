use axum::http::HeaderValue;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// What is sent with every answer: nothing of ours is shown, framed or loaded elsewhere, and the page asks for nothing.
const HEADERS: [(HeaderName, &str); 7] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    // Two years. Other hosts below the same domain are not ours to speak for, so without includeSubDomains.
    (STRICT_TRANSPORT_SECURITY, "max-age=63072000"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    // What a meme editor has no use for. The clipboard and sharing stay.
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), usb=()",
    ),
];

/// The policy for everything that is not a page.
const NOTHING: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Inserts the headers. A policy that is there already stays.
pub fn insert(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(NOTHING));
}

/// The same for what the router answers.
pub async fn add(mut response: Response) -> Response {
    insert(response.headers_mut());
    response
}

/// The policy for the page: its own files, the scripts that are written in it, and pictures that a person has chosen.
pub fn page_policy(html: &str, is_development: bool) -> HeaderValue {
    // `cargo leptos watch` reloads the page over a socket of its own.
    let reload = if is_development { " ws:" } else { "" };
    let scripts = hashes(html, "script");
    policy(&format!(
        "script-src 'self' {scripts} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; \
         font-src 'self'; connect-src 'self'{reload}; manifest-src 'self'"
    ))
}

/// The policy for a page that consists of its text and the styles in it.
pub fn text_policy(html: &str) -> HeaderValue {
    policy(&format!("style-src {}", hashes(html, "style")))
}

fn policy(more: &str) -> HeaderValue {
    // Hashes are ASCII; were they not, nothing would be allowed.
    HeaderValue::from_str(&format!("{NOTHING}; {more}"))
        .unwrap_or(HeaderValue::from_static(NOTHING))
}

/// The hash of what is written in each of the elements of that name, as a policy lists them.
fn hashes(html: &str, element: &str) -> String {
    let mut hashes = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once(&format!("<{element}")) {
        let Some((_, content)) = after.split_once('>') else {
            break;
        };
        let Some((content, after)) = content.split_once(&format!("</{element}>")) else {
            break;
        };
        let hash = BASE64_STANDARD.encode(Sha256::digest(content));
        hashes.push(format!("'sha256-{hash}'"));
        rest = after;
    }
    hashes.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_lists_the_hash_of_each_script() {
        let html = "<script>a</script><p>b</p><script type=\"module\" async>\nc</script>";
        // openssl dgst -sha256 -binary | base64
        let expected = "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=' \
                        'sha256-pO+3/ZgdM/i38LIQJ1w9EVzy8N89qsKAB6555s8CnBM='";
        assert_eq!(hashes(html, "script"), expected);
    }
}
