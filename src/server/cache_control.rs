use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::Next;
use axum::response::Response;

/// Says how long an answer may be kept: files with a hash in their names for good, the page and other files for as
/// long as they are still the same, health and errors not at all.
pub async fn add(request: Request, next: Next) -> Response {
    let is_hashed = request.uri().path().starts_with("/pkg/");
    let is_health = request.uri().path() == "/health";
    let mut response = next.run(request).await;
    let is_error = response.status().is_client_error() || response.status().is_server_error();
    let value = if is_error || is_health {
        "no-store"
    } else if is_hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    (response.headers_mut()).insert(CACHE_CONTROL, HeaderValue::from_static(value));
    response
}
