//! What may be in a drawing. Shown as a picture, none of it would run a script or load anything: it would be shown
//! without, and be another picture than its maker's.

use super::PictureError;

/// Judges an element by its local name.
pub fn check_element(local_name: &str) -> Result<(), PictureError> {
    if local_name.eq_ignore_ascii_case("script") {
        Err(PictureError::SvgScript)
    } else {
        Ok(())
    }
}

/// Judges an attribute of the element `element`, by local names.
pub fn check_attribute(element: &str, name: &str, value: &str) -> Result<(), PictureError> {
    let name = name.to_ascii_lowercase();
    let address = value.trim_start().to_ascii_lowercase();
    if name.starts_with("on") || address.starts_with("javascript:") {
        return Err(PictureError::SvgScript);
    }
    let is_reference = matches!(name.as_str(), "href" | "src");
    // A link leads elsewhere only when it is followed, and nothing in a meme is.
    let is_link = element.eq_ignore_ascii_case("a");
    if is_reference && !is_link && !is_local(&address) {
        return Err(PictureError::SvgRemote);
    }
    check_style(value)
}

/// Judges style rules, or anything else that may hold a `url(…)`.
pub fn check_style(css: &str) -> Result<(), PictureError> {
    let css = css.to_ascii_lowercase();
    let is_remote = |(at, _): (usize, &str)| {
        let address = css[at + "url(".len()..].trim_start_matches([' ', '"', '\'', '\n', '\t']);
        !is_local(address)
    };
    if css.contains("@import") || css.match_indices("url(").any(is_remote) {
        Err(PictureError::SvgRemote)
    } else {
        Ok(())
    }
}

/// Whether an address leads to something inside of the file.
fn is_local(address: &str) -> bool {
    address.is_empty() || address.starts_with('#') || address.starts_with("data:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_refused() {
        assert_eq!(check_element("script"), Err(PictureError::SvgScript));
        assert_eq!(check_element("SCRIPT"), Err(PictureError::SvgScript));
        assert_eq!(
            check_attribute("rect", "onload", "alert(1)"),
            Err(PictureError::SvgScript)
        );
        assert_eq!(
            check_attribute("a", "href", " JavaScript:alert(1)"),
            Err(PictureError::SvgScript)
        );
    }

    #[test]
    fn remote_references_are_refused() {
        for (element, name, value) in [
            ("image", "href", "https://example.com/a.png"),
            ("use", "href", "other.svg#icon"),
            ("image", "href", "//example.com/a.png"),
            ("rect", "fill", "url(https://example.com/a.svg#b)"),
            ("rect", "style", "background: URL( 'http://example.com' )"),
            ("feImage", "href", "file:///etc/passwd"),
        ] {
            assert_eq!(
                check_attribute(element, name, value),
                Err(PictureError::SvgRemote),
                "{value}"
            );
        }
        assert_eq!(
            check_style("@import 'https://example.com/a.css';"),
            Err(PictureError::SvgRemote)
        );
    }

    #[test]
    fn what_is_inside_the_file_is_welcome() {
        for (element, name, value) in [
            ("use", "href", "#icon"),
            ("image", "href", "data:image/png;base64,AAAA"),
            ("rect", "fill", "url(#gradient)"),
            ("rect", "fill", "url(\"#gradient\")"),
            ("a", "href", "https://example.com"),
            ("svg", "xmlns", "http://www.w3.org/2000/svg"),
        ] {
            assert_eq!(check_attribute(element, name, value), Ok(()), "{value}");
        }
        assert_eq!(check_element("style"), Ok(()));
    }
}
