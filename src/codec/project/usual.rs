//! What fields that are missing have instead: files are older than some of today's fields.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::codec::share_link::{classic, usual_text};
use crate::document::{Template, limits};

/// Puts usual values where some are missing in the document, and in the template of the person's own. Other parts have theirs
/// with their types.
pub(super) fn complete(json: &mut Map<String, Value>) {
    if let Some(document) = json.get_mut("document") {
        complete_document(document);
    }
    if let Some(template) = (json.get_mut("template")).and_then(|used| used.get_mut("own"))
        && template.is_object()
    {
        fill(template, &value(&usual_template()));
        if let Some(document) = template.get_mut("meme") {
            complete_document(document);
        }
    }
}

fn complete_document(document: &mut Value) {
    if let Value::Object(document) = document {
        let texts = || (0..2).map(usual_text).collect::<Vec<_>>();
        let entry = document.entry("texts");
        entry.or_insert_with(|| value(&texts()));
    }
    fill(document, &value(&classic()));
    if let Some(Value::Array(texts)) = document.get_mut("texts") {
        // Before they grow.
        texts.truncate(limits::MOST_TEXTS);
        for (index, text) in texts.iter_mut().enumerate() {
            fill(text, &value(&usual_text(index)));
        }
    }
}

fn usual_template() -> Template {
    Template {
        id: String::new(),
        name: String::new(),
        keywords: Vec::new(),
        source: String::new(),
        alt: String::new(),
        meme: classic(),
        times: Vec::new(),
        overlays: Vec::new(),
    }
}

/// Puts what an object lacks into it, and into the objects in it.
fn fill(value: &mut Value, usual: &Value) {
    let (Value::Object(object), Value::Object(usual)) = (value, usual) else {
        return;
    };
    for (key, usual) in usual {
        match object.get_mut(key) {
            Some(value) => fill(value, usual),
            // One of several choices, which has another.
            None if key.starts_with(char::is_uppercase) => {}
            None => {
                object.insert(key.clone(), usual.clone());
            }
        }
    }
}

fn value(usual: &impl Serialize) -> Value {
    // What is made of structs here is written without fail.
    serde_json::to_value(usual).unwrap_or_default()
}
