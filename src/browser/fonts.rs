//! The fonts. The style sheet names the files of the bundled ones by the letters they hold, and the browser fetches those
//! it needs; one's own are files from the device.

use std::cell::RefCell;

use js_sys::{Array, ArrayBuffer};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, FontFace, Request, Response};

use crate::document::{Face, Font};
use crate::render::{css_family, css_font};

/// Where one's own fonts are kept on the device.
const CACHE: &str = "own-fonts";
/// They are kept under addresses, which nobody ever fetches.
const ADDRESS: &str = "/own-fonts/";

thread_local! {
    /// One's own fonts that the browser has now, by name.
    static OWN: RefCell<Vec<(String, FontFace)>> = const { RefCell::new(Vec::new()) };
}

/// What can be wrong with a font of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FontError {
    /// It cannot be used.
    #[error("This file is not a font that the browser can read. Try a TTF, OTF or WOFF2.")]
    NotAFont,
    /// It can be used, but will be gone when the page is.
    #[error("This browser does not keep the font: next time it has to be added again.")]
    NotKept,
}

/// Whether all that `text` needs of `font` is there.
pub fn are_loaded(font: &Font, text: &str) -> bool {
    // Fails for a font that cannot be parsed alone, and ours can.
    (super::page().fonts().check_with_text(&css_font(font), text)).unwrap_or(true)
}

/// Fetches what `text` needs of `font`. Returns whether it is all there now.
pub async fn load(font: &Font, text: &str) -> bool {
    let promise = super::page().fonts().load_with_text(&css_font(font), text);
    JsFuture::from(promise).await.is_ok() && are_loaded(font, text)
}

/// Makes a font file usable as [`Face::Own`] with this name, instead of the one that had the name before, until the page
/// is closed.
pub async fn add_own(name: &str, file: &Blob) -> Result<(), FontError> {
    let face = parse(name, file).await.map_err(|_| FontError::NotAFont)?;
    drop_own(name);
    // Fails for a face that the style sheet has made alone.
    let _ = super::page().fonts().add(&face);
    OWN.with_borrow_mut(|own| own.push((name.to_owned(), face)));
    Ok(())
}

/// Has the browser read the whole file: it refuses one that is damaged.
async fn parse(name: &str, file: &Blob) -> Result<FontFace, JsValue> {
    let bytes: ArrayBuffer = JsFuture::from(file.array_buffer()).await?.dyn_into()?;
    let family = css_family(&Face::Own(name.to_owned()));
    let face = FontFace::new_with_array_buffer(&family, &bytes)?;
    JsFuture::from(face.load()?).await?;
    Ok(face)
}

fn drop_own(name: &str) {
    OWN.with_borrow_mut(|own| {
        own.retain(|(known, face)| {
            let stays = known != name;
            if !stays {
                super::page().fonts().delete(face);
            }
            stays
        });
    });
}

/// Keeps a font file on the device for later visits.
pub async fn store_own(name: &str, file: &Blob) -> Result<(), FontError> {
    let store = async {
        let response = Response::new_with_opt_blob(Some(file)).ok()?;
        let put = cache().await?.put_with_str(&address(name), &response);
        JsFuture::from(put).await.ok()
    };
    store.await.map(drop).ok_or(FontError::NotKept)
}

/// The font files that are kept on the device, with their names. They are yet to be added.
pub async fn stored_own() -> Vec<(String, Blob)> {
    let mut stored = Vec::new();
    let Some(cache) = cache().await else {
        return stored;
    };
    let Some(keys) = settled::<Array>(cache.keys()).await else {
        return stored;
    };
    for request in keys.iter().filter_map(|key| key.dyn_into().ok()) {
        if let Some(font) = stored_font(&cache, &request).await {
            stored.push(font);
        }
    }
    stored
}

async fn stored_font(cache: &Cache, request: &Request) -> Option<(String, Blob)> {
    let url = request.url();
    let (_, name) = url.split_once(ADDRESS)?;
    let name = js_sys::decode_uri_component(name).ok()?.into();
    let response: Response = settled(cache.match_with_request(request)).await?;
    Some((name, settled(response.blob().ok()?).await?))
}

/// Forgets a font: on this page, and on the device.
pub async fn remove_own(name: &str) {
    drop_own(name);
    if let Some(cache) = cache().await {
        // Fails where there is nothing to delete alone.
        let _ = JsFuture::from(cache.delete_with_str(&address(name))).await;
    }
}

fn address(name: &str) -> String {
    format!(
        "{ADDRESS}{}",
        String::from(js_sys::encode_uri_component(name))
    )
}

/// Where files can be kept. None where the connection is not secure, and where the person forbids it.
async fn cache() -> Option<Cache> {
    let caches = super::window().caches().ok()?;
    if caches.is_undefined() {
        return None;
    }
    settled(caches.open(CACHE)).await
}

/// What a promise brings.
async fn settled<T: JsCast>(promise: js_sys::Promise) -> Option<T> {
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
