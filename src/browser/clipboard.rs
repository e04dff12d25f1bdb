//! The clipboard.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Event, File};

use super::blob_of;
use super::script::{call, get, set, wait_for};

/// The media type of plain text.
const PLAIN: &str = "text/plain";
/// The media type of HTML, which browsers leave as it is.
const HTML: &str = "text/html";

/// The content of the clipboard.
#[derive(Default)]
pub struct Content {
    /// As plain text; empty where there is none.
    pub text: String,
    /// As HTML; empty where there is none.
    pub html: String,
    /// Pictures and other files.
    pub files: Vec<File>,
}

impl Content {
    /// Returns what a `paste` event brings.
    pub fn of(event: &Event) -> Self {
        let data = get(event, "clipboardData");
        let text = |kind: &str| {
            let text = call(&data, "getData", &[&kind.into()]).ok();
            text.and_then(|text| text.as_string()).unwrap_or_default()
        };
        let files = get(&data, "files");
        Self {
            text: text(PLAIN),
            html: text(HTML),
            files: (Array::from(&files).iter())
                .filter_map(|file| file.dyn_into().ok())
                .collect(),
        }
    }

    /// Reads the clipboard, for which the browser may ask the person. None where it does not let the page.
    pub async fn read() -> Option<Self> {
        let items = wait_for(&clipboard(), "read", &[]).await.ok()?;
        let mut content = Self::default();
        for item in Array::from(&items).iter() {
            for kind in Array::from(&get(&item, "types")).iter() {
                let blob = wait_for(&item, "getType", &[&kind]).await.ok();
                let blob: Option<Blob> = blob.and_then(|blob| blob.dyn_into().ok());
                let (Some(blob), Some(kind)) = (blob, kind.as_string()) else {
                    continue;
                };
                match kind.as_str() {
                    PLAIN => content.text = text_of(&blob).await,
                    HTML => content.html = text_of(&blob).await,
                    kind if kind.starts_with("image/") => content.files.extend(file_of(&blob)),
                    _ => {}
                }
            }
        }
        Some(content)
    }
}

async fn text_of(blob: &Blob) -> String {
    let text = wait_for(blob, "text", &[]).await.ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

/// A picture as the file that a paste by keys would bring.
fn file_of(blob: &Blob) -> Option<File> {
    let ending = blob.type_().replace("image/", ".");
    let options = Object::new();
    set(&options, "type", &blob.type_().into());
    let constructor: Function = get(&super::window(), "File").dyn_into().ok()?;
    let arguments = Array::of3(
        &Array::of1(blob),
        &("image".to_owned() + &ending).into(),
        &options,
    );
    Reflect::construct(&constructor, &arguments)
        .ok()?
        .dyn_into()
        .ok()
}

fn clipboard() -> JsValue {
    get(&super::window().navigator(), "clipboard")
}

/// Copies `text`. Returns whether the browser let it: where the connection is not secure there is no clipboard.
pub async fn copy_text(text: &str) -> bool {
    (wait_for(&clipboard(), "writeText", &[&text.into()]).await).is_ok()
}

/// Has an event copy HTML, and what it is as plain text.
pub fn copy_with(event: &Event, html: &str, text: &str) {
    let data = get(event, "clipboardData");
    for (kind, content) in [(HTML, html), (PLAIN, text)] {
        // Fails for an event that is over alone.
        let _ = call(&data, "setData", &[&kind.into(), &content.into()]);
    }
    event.prevent_default();
}

/// Copies HTML, and what it is as plain text. Returns whether the browser let it.
pub async fn copy_html(html: &str, text: &str) -> bool {
    let copied = || {
        let items = Object::new();
        for (kind, content) in [(HTML, html), (PLAIN, text)] {
            set(&items, kind, &blob_of(content.as_bytes(), kind)?.into());
        }
        let constructor: Function = get(&super::window(), "ClipboardItem").dyn_into().ok()?;
        Reflect::construct(&constructor, &Array::of1(&items)).ok()
    };
    match copied() {
        Some(item) => (wait_for(&clipboard(), "write", &[&Array::of1(&item)]).await).is_ok(),
        None => false,
    }
}

/// Has the browser copy, as by keys: on any connection. It tells so by an event.
pub fn copy_by_command() {
    // Nothing is copied where it fails, which is told by there being no event.
    let _ = call(&super::page(), "execCommand", &[&"copy".into()]);
}
