//! A picture as HTML. Browsers encode pictures anew on their way through the clipboard, and with that goes what they carry; HTML
//! stays as it is. It has the form that browsers themselves give a picture that is copied from a page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::codec::html::escape_into;

/// What the address of a PNG within HTML begins with.
const PNG: &str = "src=\"data:image/png;base64,";

/// A PNG as HTML, with the description for those who do not see it.
///
/// ```
/// use memeforge::codec::carried::{picture_from_html, picture_to_html};
///
/// let html = picture_to_html(b"a file", "\"No\", says the cat");
/// assert_eq!(html, "<img src=\"data:image/png;base64,YSBmaWxl\" alt=\"&quot;No&quot;, says the cat\">");
/// assert_eq!(picture_from_html(&html).as_deref(), Some(&b"a file"[..]));
/// ```
pub fn picture_to_html(png: &[u8], description: &str) -> String {
    let mut html = String::from("<img ");
    html.push_str(PNG);
    STANDARD.encode_string(png, &mut html);
    html.push_str("\" alt=\"");
    escape_into(&mut html, description);
    html.push_str("\">");
    html
}

/// The first PNG in HTML that was made like this, whatever is around it. None where there is none.
pub fn picture_from_html(html: &str) -> Option<Vec<u8>> {
    let (_, rest) = html.split_once(PNG)?;
    let (data, _) = rest.split_once('"')?;
    STANDARD.decode(data).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_without_a_picture_has_none() {
        for html in ["", "<p>", PNG, "<img src=\"data:image/png;base64,??\">"] {
            assert_eq!(picture_from_html(html), None, "{html}");
        }
    }

    proptest! {
        #[test]
        fn a_picture_comes_back(file in prop::collection::vec(any::<u8>(), 0..200), words in "\\PC{0,40}", around in "[a-z<>=/ ]{0,20}") {
            let html = format!("{around}{}{around}", picture_to_html(&file, &words));
            prop_assert_eq!(picture_from_html(&html), Some(file));
        }

        #[test]
        fn any_text_gives_an_answer(text in "\\PC{0,200}") {
            let _ = picture_from_html(&text);
            let _ = picture_from_html(&format!("{PNG}{text}\""));
        }
    }
}
