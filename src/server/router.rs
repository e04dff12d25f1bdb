use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use axum::{Router, middleware};
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

use super::config::Config;
use super::{cache_control, health, page, security_headers};

/// Everything that is answered. What is no route of ours is looked for among the built files.
pub fn router(config: &Config) -> Router {
    let files = ServeDir::new(config.leptos.site_root.as_ref())
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(get(not_found));
    Router::new()
        .route("/", get(page::handler(&config.leptos)))
        .layer(CompressionLayer::new())
        .route("/health", get(health::health))
        .fallback_service(files)
        .layer(middleware::from_fn(cache_control::add))
        .layer(middleware::from_fn(security_headers::add))
}

async fn not_found() -> impl IntoResponse {
    let page = Html(
        "<!DOCTYPE html><html lang=\"en\"><title>Not found · MemeForge</title>\
         <h1>There is nothing at this address</h1><p><a href=\"/\">Make a meme</a></p></html>",
    );
    (StatusCode::NOT_FOUND, page)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use axum::body::Body;
    use axum::http::header::{
        ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
        ETAG, IF_NONE_MATCH,
    };
    use axum::http::{HeaderName, Method, Request, Response};
    use tempfile::TempDir;
    use tower::ServiceExt;

    use super::*;

    /// A site with one hashed and one plain file.
    fn site() -> (TempDir, Router) {
        let site = TempDir::new().unwrap();
        let pkg = site.path().join("pkg");
        fs::create_dir(&pkg).unwrap();
        fs::write(pkg.join("memeforge.abc.js"), "plain").unwrap();
        fs::write(pkg.join("memeforge.abc.js.br"), "brotli").unwrap();
        fs::write(pkg.join("memeforge.abc.js.gz"), "gzip").unwrap();
        fs::write(site.path().join("favicon.svg"), "<svg/>").unwrap();
        let address = ([127, 0, 0, 1], 0).into();
        let router = router(&Config::new(address, site.path().to_str().unwrap()));
        (site, router)
    }

    async fn answer(method: Method, path: &str, headers: &[(HeaderName, &str)]) -> Response<Body> {
        let (_site, router) = site();
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        router
            .oneshot(request.body(Body::empty()).unwrap())
            .await
            .unwrap()
    }

    async fn text(response: Response<Body>) -> String {
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 20)
            .await
            .unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn health_says_what_is_running() {
        let response = answer(Method::GET, "/health", &[]).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
        let health: serde_json::Value = serde_json::from_str(&text(response).await).unwrap();
        assert_eq!(health["status"], "healthy");
        assert_eq!(health["service"], "memeforge");
        assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
        assert!(health["commit"].is_string());
    }

    #[tokio::test]
    async fn the_page_is_whole_before_any_script() {
        let response = answer(Method::GET, "/", &[]).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[CACHE_CONTROL], "no-cache");
        let html = text(response).await;
        for part in [
            "imageInput",
            "topText",
            "bottomText",
            "memeCanvas",
            "Download",
            "<noscript>",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }

    #[tokio::test]
    async fn each_page_has_a_nonce_of_its_own() {
        let policy = |response: &Response<Body>| {
            response.headers()[CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap()
                .to_owned()
        };
        let first = answer(Method::GET, "/", &[]).await;
        let second = answer(Method::GET, "/", &[]).await;
        assert_ne!(policy(&first), policy(&second));
        let nonce = policy(&first)
            .split("'nonce-")
            .nth(1)
            .unwrap()
            .split('\'')
            .next()
            .unwrap()
            .to_owned();
        assert!(text(first).await.contains(&format!("nonce=\"{nonce}\"")));
    }

    #[tokio::test]
    async fn every_answer_has_a_strict_policy() {
        for path in ["/", "/health", "/favicon.svg", "/nothing"] {
            let response = answer(Method::GET, path, &[]).await;
            let policy = response.headers()[CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap();
            assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
            assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        }
    }

    #[tokio::test]
    async fn hashed_files_are_kept_for_a_year_in_each_encoding() {
        let path = "/pkg/memeforge.abc.js";
        for (accepted, encoding, body) in [
            ("br, gzip", Some("br"), "brotli"),
            ("gzip", Some("gzip"), "gzip"),
            ("identity", None, "plain"),
        ] {
            let response = answer(Method::GET, path, &[(ACCEPT_ENCODING, accepted)]).await;
            let headers = response.headers();
            assert_eq!(
                headers[CACHE_CONTROL],
                "public, max-age=31536000, immutable"
            );
            assert_eq!(
                headers
                    .get(CONTENT_ENCODING)
                    .map(|value| value.to_str().unwrap()),
                encoding
            );
            assert_eq!(headers[CONTENT_TYPE], "text/javascript");
            assert_eq!(text(response).await, body);
        }
    }

    #[tokio::test]
    async fn plain_files_are_revalidated() {
        let (_site, router) = site();
        let get = |tag: Option<String>| {
            let mut request = Request::get("/favicon.svg");
            if let Some(tag) = tag {
                request = request.header(IF_NONE_MATCH, tag);
            }
            router.clone().oneshot(request.body(Body::empty()).unwrap())
        };
        let first = get(None).await.unwrap();
        assert_eq!(first.headers()[CACHE_CONTROL], "no-cache");
        let tag = first.headers()[ETAG].to_str().unwrap().to_owned();
        assert_eq!(
            get(Some(tag)).await.unwrap().status(),
            StatusCode::NOT_MODIFIED
        );
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_found() {
        for path in [
            "/nothing",
            "/pkg/old.js",
            "/pkg/",
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
        ] {
            let response = answer(Method::GET, path, &[]).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
        }
    }

    #[tokio::test]
    async fn nothing_can_be_uploaded() {
        for path in ["/", "/health", "/favicon.svg", "/upload"] {
            for method in [Method::POST, Method::PUT, Method::DELETE] {
                let status = answer(method, path, &[]).await.status();
                assert!(status.is_client_error(), "{path}: {status}");
            }
        }
    }
}
