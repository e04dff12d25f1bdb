//! Scores the page as Mozilla's Observatory does, by the rules that it publishes:
//! <https://github.com/mdn/mdn-http-observatory> at 94042bb, `src/grader/charts.js` for what each finding is worth and
//! `src/analyzer/tests/*.js` for what is found. Written anew from those rules. Two of its tests are about more than the host's
//! answers: that HTTP is redirected to HTTPS, which the proxy in front does, and preloading, which is each domain's own choice.

use std::collections::HashMap;

use super::*;

/// A policy as it is read there: directive by directive, each a list of sources.
fn directives(policy: &str) -> HashMap<&str, Vec<&str>> {
    let directives = policy.split(';').map(|directive| {
        let mut words = directive.split_whitespace();
        (words.next().unwrap_or_default(), words.collect())
    });
    directives.collect()
}

/// `csp.js`: 10 for `default-src 'none'` and nothing unsafe, 5 without the former.
fn content_security_policy(policy: Option<&str>) -> i32 {
    const BROAD: [&str; 8] = [
        "ftp:",
        "http:",
        "https:",
        "*",
        "http://*",
        "http://*.*",
        "https://*",
        "https://*.*",
    ];
    let Some(policy) = policy else { return -25 };
    let directives = directives(policy);
    let sources = |name| {
        let named = directives.get(name).or(directives.get("default-src"));
        named.cloned().unwrap_or(vec!["*"])
    };
    let (scripts, styles) = (sources("script-src"), sources("style-src"));
    let is_broad = |sources: &[&str]| sources.iter().any(|source| BROAD.contains(source));
    let is_inline = |sources: &[&str]| {
        let is_hashed = |source: &&str| source.starts_with("'sha") || source.starts_with("'nonce-");
        sources.contains(&"data:")
            || sources.contains(&"'unsafe-inline'") && !sources.iter().any(is_hashed)
    };
    let is_insecure = |sources: &[&str]| {
        sources
            .iter()
            .any(|source| source.starts_with("http:") || source.starts_with("ftp:"))
    };
    let is_passive = |name: &str| name == "img-src" || name == "media-src";
    let has_unsafe_scripts =
        is_broad(&scripts) || is_inline(&scripts) || is_broad(&sources("object-src"));
    let is_actively_insecure =
        (directives.iter()).any(|(name, sources)| !is_passive(name) && is_insecure(sources));
    let evaluates = scripts.contains(&"'unsafe-eval'") || styles.contains(&"'unsafe-eval'");
    if has_unsafe_scripts || is_actively_insecure {
        -20
    } else if evaluates || is_insecure(&sources("img-src")) || is_insecure(&sources("media-src")) {
        -10
    } else if is_broad(&styles) || is_inline(&styles) {
        0
    } else if directives
        .get("default-src")
        .is_some_and(|sources| *sources == ["'none'"])
    {
        10
    } else {
        5
    }
}

/// `x-frame-options.js`: `frame-ancestors` makes up for the header.
fn framing(policy: Option<&str>, header: Option<&str>) -> i32 {
    let is_in_policy =
        policy.is_some_and(|policy| directives(policy).contains_key("frame-ancestors"));
    match header {
        _ if is_in_policy => 5,
        Some("DENY" | "SAMEORIGIN") => 5,
        _ => -20,
    }
}

/// `strict-transport-security.js`: six months at least. Being on the preload list would be 5 more.
fn strict_transport_security(header: Option<&str>) -> i32 {
    let Some(header) = header else { return -20 };
    let mut parameters = header.split(';').map(str::trim);
    let seconds = parameters.find_map(|parameter| parameter.strip_prefix("max-age="));
    match seconds.and_then(|seconds| seconds.parse::<u32>().ok()) {
        Some(15_768_000..) => 0,
        Some(_) => -10,
        None => -20,
    }
}

/// `subresource-integrity.js`: scripts of this host need none.
fn subresource_integrity(html: &str) -> i32 {
    let is_foreign = html
        .match_indices("<script")
        .filter_map(|(start, _)| html[start..].split('>').next())
        .any(|tag| tag.contains("src=\"http") || tag.contains("src=\"//"));
    if is_foreign { -50 } else { 0 }
}

/// The score, from 100 on. What is above it counts only where nothing else took more than 10 away.
fn score(answer: &Answer, html: &str) -> i32 {
    let policy = header(answer, CONTENT_SECURITY_POLICY);
    let findings = [
        content_security_policy(policy),
        framing(policy, header(answer, "x-frame-options")),
        strict_transport_security(header(answer, "strict-transport-security")),
        subresource_integrity(html),
        match header(answer, "x-content-type-options") {
            Some("nosniff") => 0,
            _ => -5,
        },
        match header(answer, "referrer-policy") {
            Some(
                "no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin",
            ) => 5,
            None => 0,
            Some(_) => -5,
        },
        match header(answer, "cross-origin-resource-policy") {
            Some("same-origin" | "same-site") => 10,
            None | Some("cross-origin") => 0,
            Some(_) => -5,
        },
        match header(answer, "cross-origin-embedder-policy") {
            Some("require-corp" | "credentialless") => 10,
            None | Some("unsafe-none") => 0,
            Some(_) => -5,
        },
        match header(answer, "cross-origin-opener-policy") {
            Some("same-origin" | "same-origin-allow-popups" | "noopener-allow-popups") => 10,
            None | Some("unsafe-none") => 0,
            Some(_) => -5,
        },
        // `cors.js`: what nobody else may read is worth as much as what everybody may.
        match header(answer, "access-control-allow-origin") {
            None | Some("*") => 0,
            Some(_) => -50,
        },
        // `cookies.js`: none is as good as any.
        if header(answer, "set-cookie").is_some() {
            -20
        } else {
            0
        },
    ];
    let lost: i32 = findings.iter().filter(|finding| **finding < 0).sum();
    let gained: i32 = findings.iter().filter(|finding| **finding > 0).sum();
    let base = 100 + lost;
    // MINIMUM_SCORE_FOR_EXTRA_CREDIT.
    if base >= 90 { base + gained } else { base }
}

#[tokio::test]
async fn the_page_is_worth_an_a_plus() {
    let whole = answer(Method::GET, "/", &[]).await;
    let html = text(answer(Method::GET, "/", &[]).await).await;
    // GRADE_CHART: A+ from 100 on, which is what it is without anything gained.
    assert_eq!(score(&whole, &html), 150);
    let refused = answer(Method::GET, "/nothing", &[]).await;
    assert!(score(&refused, "") >= 100);
}

#[test]
fn the_rules_see_what_is_unsafe() {
    for (policy, expected) in [
        ("default-src 'none'", 10),
        ("default-src 'self'", 5),
        ("default-src 'none'; style-src 'unsafe-inline'", 0),
        ("default-src 'none'; script-src 'self' 'unsafe-eval'", -10),
        ("default-src 'none'; img-src http://example.com", -10),
        ("default-src 'none'; script-src 'self' 'unsafe-inline'", -20),
        ("default-src 'none'; script-src https:", -20),
        ("default-src 'none'; connect-src http://example.com", -20),
        ("script-src 'self'", -20),
    ] {
        assert_eq!(content_security_policy(Some(policy)), expected, "{policy}");
    }
    assert_eq!(content_security_policy(None), -25);
    assert_eq!(strict_transport_security(Some("max-age=300")), -10);
    assert_eq!(framing(Some("default-src 'none'"), None), -20);
}
