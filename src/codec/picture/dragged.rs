//! What is dragged from another page: the bytes of a picture, where they come along, or only its address.

use super::data_url;

/// A picture or a link of another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dragged {
    /// The picture's file.
    File(Vec<u8>),
    /// Only where it is.
    Elsewhere,
}

/// What is in the list of addresses, the plain text and the HTML that browsers give of what is dragged. None where it is neither a
/// picture nor a link.
///
/// ```
/// use memeforge::codec::picture::{Dragged, dragged};
///
/// let html = "<img alt=\"a > b\" src=\"data:,hello\">";
/// assert_eq!(dragged(&["", ""], html), Some(Dragged::File(b"hello".to_vec())));
/// assert_eq!(dragged(&["https://example.com/a.png", ""], ""), Some(Dragged::Elsewhere));
/// assert_eq!(dragged(&["", "words"], "<b>words</b>"), None);
/// ```
pub fn dragged(addresses: &[impl AsRef<str>; 2], html: &str) -> Option<Dragged> {
    let [list, plain] = addresses.each_ref().map(|text| text.as_ref().trim());
    let mut found: Vec<String> = image_address(html).into_iter().collect();
    let listed = list.lines().filter(|line| !line.starts_with('#'));
    let is_address = |text: &&str| {
        let is_one = !text.contains(char::is_whitespace);
        is_one
            && ["data:", "http:", "https:"]
                .iter()
                .any(|scheme| text.starts_with(scheme))
    };
    let found_in_text = Some(plain).filter(is_address);
    found.extend(listed.chain(found_in_text).map(str::to_owned));
    let file = found.iter().find_map(|address| data_url(address));
    let elsewhere = (!found.is_empty()).then_some(Dragged::Elsewhere);
    file.map(Dragged::File).or(elsewhere)
}

/// The address of the first image in HTML.
fn image_address(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let mut rest = &html[lower.find("<img")? + "<img".len()..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>'))?;
        let (name, after) = rest.split_at(end.max(1));
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let first = value.chars().next()?;
        let (value, after) = if matches!(first, '"' | '\'') {
            value[1..].split_once(first)?
        } else {
            let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>');
            value.split_at(end.unwrap_or(value.len()))
        };
        if name.eq_ignore_ascii_case("src") {
            return Some(value.replace("&quot;", "\"").replace("&amp;", "&"));
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_picture_counts_for_more_than_the_link_around_it() {
        let link = "https://example.com/page";
        let html =
            "<a href='https://example.com'><IMG data-src=x\nSRC = 'data:;base64,aGVsbG8='/></a>";
        assert_eq!(
            dragged(&[link, ""], html),
            Some(Dragged::File(b"hello".to_vec()))
        );
        let list = "# a list\r\ndata:,hello";
        assert_eq!(
            dragged(&[list, ""], ""),
            Some(Dragged::File(b"hello".to_vec()))
        );
        let remote = "<img src=https://example.com/a.png>";
        assert_eq!(dragged(&["", ""], remote), Some(Dragged::Elsewhere));
        let typed = ["", "https://example.com"];
        assert_eq!(dragged(&typed, ""), Some(Dragged::Elsewhere));
        let words = ["", "see https://example.com"];
        assert_eq!(dragged(&words, ""), None);
        for html in ["<img>", "<img src>", "<img src='", "<img =", ""] {
            assert_eq!(dragged(&["", ""], html), None, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_an_answer(addresses in "\\PC{0,40}", html in "(<img |src|=|'|\"|>|/| |data:|,|é){0,20}") {
            let _ = dragged(&[&addresses, &addresses], &html);
        }
    }
}
