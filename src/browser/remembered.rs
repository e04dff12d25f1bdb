//! A few words that are kept on the device.

/// What is remembered under `key`, a line each; nothing where the browser keeps nothing.
pub fn remembered(key: &str) -> Vec<String> {
    let storage = super::window().local_storage().ok().flatten();
    let text = storage.and_then(|storage| storage.get_item(key).ok().flatten());
    text.map_or_else(Vec::new, |text| text.lines().map(str::to_owned).collect())
}

/// Remembers `lines` under `key`. Where the browser keeps nothing, they hold for this visit.
pub fn remember(key: &str, lines: &[String]) {
    if let Ok(Some(storage)) = super::window().local_storage() {
        // Fails where there is no room.
        let _ = storage.set_item(key, &lines.join("\n"));
    }
}
