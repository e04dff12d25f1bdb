//! Other ways to give a file away than a download: the clipboard, the share sheet, a printer.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Blob, Url};

use super::blob_of;
use super::script::{call, get, set};

/// What the clipboard takes as a picture in every browser.
const PNG: &str = "image/png";
/// What it takes and leaves as it is.
const HTML: &str = "text/html";

/// Copies the picture that is promised. The browser is asked before it is there. What `html` makes of it, if anything, is copied
/// with it. Returns whether the browser took it.
pub fn copy_picture(
    picture: impl Future<Output = Option<Blob>> + 'static,
    html: Option<impl AsyncFnOnce(Blob) -> Option<String> + 'static>,
) -> impl Future<Output = bool> {
    let promised =
        future_to_promise(
            async move { picture.await.map(JsValue::from).ok_or(JsValue::UNDEFINED) },
        );
    let copied = || {
        let items = Object::new();
        set(&items, PNG, &promised);
        if let Some(html) = html {
            let picture = JsFuture::from(promised);
            let html = future_to_promise(async move {
                let html = html(picture.await?.dyn_into()?).await;
                let html = html.and_then(|html| blob_of(html.as_bytes(), HTML));
                html.map(JsValue::from).ok_or(JsValue::UNDEFINED)
            });
            set(&items, HTML, &html);
        }
        let constructor: Function = get(&super::window(), "ClipboardItem").dyn_into()?;
        let item = Reflect::construct(&constructor, &Array::of1(&items))?;
        let clipboard = get(&super::window().navigator(), "clipboard");
        call(&clipboard, "write", &[&Array::of1(&item)])
    };
    let copied: Result<JsValue, JsValue> = copied();
    async move { is_kept(copied).await }
}

/// Whether there is a share sheet.
pub fn can_share() -> bool {
    let navigator = super::window().navigator();
    get(&navigator, "canShare").is_function()
}

/// Shows the share sheet for a file. Returns false where there is none for such files, and where the person changed their mind.
pub fn share(file: &Blob, name: &str) -> impl Future<Output = bool> + use<> {
    let shared = || {
        let options = Object::new();
        set(&options, "type", &file.type_().into());
        let constructor: Function = get(&super::window(), "File").dyn_into()?;
        let file = Reflect::construct(
            &constructor,
            &Array::of3(&Array::of1(file), &name.into(), &options),
        )?;
        let data = Object::new();
        set(&data, "files", &Array::of1(&file));
        let navigator = super::window().navigator();
        if !call(&navigator, "canShare", &[&data])?.is_truthy() {
            return Err(JsValue::UNDEFINED);
        }
        call(&navigator, "share", &[&data])
    };
    let shared: Result<JsValue, JsValue> = shared();
    async move { is_kept(shared).await }
}

async fn is_kept(promise: Result<JsValue, JsValue>) -> bool {
    match promise.and_then(JsValue::dyn_into::<Promise>) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// Prints a picture, and nothing of the page around it.
pub fn print(picture: &Blob) {
    let Ok(url) = Url::create_object_url_with_blob(picture) else {
        return;
    };
    let print = async move {
        let page = super::page();
        let image = page.create_element("img")?;
        image.set_class_name("printed");
        set(&image, "src", &url.as_str().into());
        let body = page.body().ok_or(JsValue::UNDEFINED)?;
        body.append_child(&image)?;
        let decoded: Promise = call(&image, "decode", &[])?.dyn_into()?;
        JsFuture::from(decoded).await?;
        // It comes back when the person has printed, or has not.
        call(&super::window(), "print", &[])?;
        image.remove();
        Url::revoke_object_url(&url)
    };
    wasm_bindgen_futures::spawn_local(async move {
        let _: Result<(), JsValue> = print.await;
    });
}
