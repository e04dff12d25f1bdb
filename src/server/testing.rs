//! What tests of the host start from.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::AsHeaderName;
use axum::http::{HeaderName, Method, Request, Response};
use http_body_util::BodyExt;
use leptos::config::LeptosOptions;
use tempfile::TempDir;
use tower::ServiceExt;

use super::health::Ending;
use super::link_page::LinkPage;
use super::router::{Served, router};
use super::templates::Templates;
use super::{config, read_site};

/// The styles of a hashed build.
pub const STYLES: &str = "/pkg/memeforge.wH5pJnDJMcZsWymrBaQItg.css";

/// A folder with all the files that the page asks for, as an unhashed build names them, and with a hashed one.
pub fn site_folder() -> TempDir {
    let site = TempDir::new().unwrap();
    let pkg = site.path().join("pkg");
    fs::create_dir(&pkg).unwrap();
    for name in ["js", "css", "wasm"] {
        fs::write(pkg.join(format!("memeforge.{name}")), name).unwrap();
    }
    fs::write(pkg.join("memeforge_bg.wasm"), "wasm").unwrap();
    fs::write(site.path().join(&STYLES[1..]), "styles").unwrap();
    fs::write(site.path().join("favicon.svg"), "<svg/>").unwrap();
    site
}

/// How Leptos finds the parts of that site.
pub fn options(site: &Path) -> LeptosOptions {
    config::leptos(([127, 0, 0, 1], 0).into(), site)
}

/// What is served of a site, and of a team's templates.
pub fn served(site_folder: &Path, team: Option<&Path>, public_url: Option<&str>) -> Served {
    let (site, page) = read_site(site_folder, &options(site_folder)).unwrap();
    Served {
        site: Arc::new(site),
        templates: Templates::read(site_folder, team),
        link_page: Arc::new(LinkPage::new(&page, public_url.map(str::to_owned))),
        ending: Ending::default(),
    }
}

/// Asks the router alone.
pub async fn ask(
    served: &Served,
    method: Method,
    path: &str,
    headers: &[(HeaderName, &str)],
) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    router(served.clone()).oneshot(request).await.unwrap()
}

/// A header of an answer.
pub fn header<B>(answer: &Response<B>, name: impl AsHeaderName) -> Option<&str> {
    let value = answer.headers().get(name)?;
    Some(value.to_str().unwrap())
}

/// The body of an answer.
pub async fn bytes(answer: Response<Body>) -> Vec<u8> {
    answer
        .into_body()
        .collect()
        .await
        .unwrap()
        .to_bytes()
        .to_vec()
}

/// The same as text.
pub async fn text(answer: Response<Body>) -> String {
    String::from_utf8(bytes(answer).await).unwrap()
}

/// The same as JSON.
pub async fn json(answer: Response<Body>) -> serde_json::Value {
    assert_eq!(header(&answer, "content-type"), Some("application/json"));
    serde_json::from_slice(&bytes(answer).await).unwrap()
}
