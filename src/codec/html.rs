//! Words within HTML.

/// Adds `text` to HTML so that it is read as the words that it is, in an attribute too.
pub(super) fn escape_into(html: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '<' => html.push_str("&lt;"),
            _ => html.push(character),
        }
    }
}
