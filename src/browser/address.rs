//! The page's address, and what is at others.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::script::get;

/// The part of the address after the host: path and query.
pub fn path_and_query() -> String {
    part("pathname") + &part("search")
}

/// What is after the `#`, without it.
pub fn fragment() -> String {
    part("hash").trim_start_matches('#').to_owned()
}

/// Scheme and host, as addresses begin with them.
pub fn origin() -> String {
    part("origin")
}

fn part(name: &str) -> String {
    let location = get(&super::window(), "location");
    get(&location, name).as_string().unwrap_or_default()
}

/// Why a text did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// There is none at that address.
    NotFound,
    /// The connection or the host failed.
    Failed,
}

/// The text at an address of this site.
pub async fn fetch_text(address: &str) -> Result<String, FetchError> {
    let response = async {
        let response = super::window().fetch_with_str(address);
        let response: Response = JsFuture::from(response).await.ok()?.dyn_into().ok()?;
        let text = JsFuture::from(response.text().ok()?)
            .await
            .ok()?
            .as_string()?;
        Some((response.status(), text))
    };
    match response.await {
        Some((200, text)) => Ok(text),
        Some((404, _)) => Err(FetchError::NotFound),
        _ => Err(FetchError::Failed),
    }
}
