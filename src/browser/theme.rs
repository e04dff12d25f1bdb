//! Light or dark, as an attribute of the page that the style sheet reads, remembered on the device.

/// Where it is remembered, and the attribute.
const KEY: &str = "theme";

/// Changes between light and dark. Returns whether it is dark now.
pub fn switch() -> bool {
    let Some(root) = super::page().document_element() else {
        return false;
    };
    let attribute = format!("data-{KEY}");
    let is_dark = match root.get_attribute(&attribute) {
        Some(theme) => theme == "dark",
        None => super::window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches()),
    };
    let theme = if is_dark { "light" } else { "dark" };
    // Fails for a name that is no attribute's alone.
    let _ = root.set_attribute(&attribute, theme);
    // Fails where nothing may be kept on the device: then it holds for this visit.
    if let Ok(Some(storage)) = super::window().local_storage() {
        let _ = storage.set_item(KEY, theme);
    }
    !is_dark
}
