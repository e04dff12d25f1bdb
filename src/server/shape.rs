//! The shape of the page's elements, sent with them: a browser tells by it whether something has changed them on their way,
//! as translators and extensions do. Then they cannot be hydrated.

/// Where the shape goes: the attribute of the element that the page is in, as it is rendered.
const PLACE: &str = "data-shape=\"\"";

/// Elements that have no content, and no end tag.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// Writes the shape of what is in the page's element into its attribute.
pub fn stamp(html: &str) -> String {
    let Some((before, after)) = html.split_once(PLACE) else {
        return html.to_owned();
    };
    let shape = after.find('>').map(|end| shape(&after[end + 1..]));
    format!(
        "{before}data-shape=\"{}\"{after}",
        shape.unwrap_or_default()
    )
}

/// The shape of an element's content, up to its end tag: an element as its name and, in parentheses, its content, a text as a
/// full stop, a comment as `!`. What comes later is told by its place alone. `early.js` makes the same of the DOM.
///
/// Reads what is rendered here, which quotes all attributes, closes all elements, and has no script in the page's element.
fn shape(html: &str) -> String {
    let mut shape = String::new();
    let mut rest = html;
    let mut depth = 0_usize;
    // How deep the element is whose content is left out.
    let mut left_out: Option<usize> = None;
    while !rest.is_empty() {
        let is_told = left_out.is_none();
        if let Some(comment) = rest.strip_prefix("<!") {
            let end = if comment.starts_with("--") {
                "-->"
            } else {
                ">"
            };
            rest = after(comment, end);
            shape.push_str(if is_told { "!" } else { "" });
        } else if let Some(tag) = rest.strip_prefix("</") {
            if depth == 0 {
                break;
            }
            depth -= 1;
            rest = after(tag, ">");
            if left_out == Some(depth) {
                left_out = None;
            }
            shape.push_str(if left_out.is_none() { ")" } else { "" });
        } else if let Some(tag) = rest.strip_prefix('<') {
            let end = tag_end(tag);
            let name_end = tag.find([' ', '>', '/']).unwrap_or(end);
            let (name, tag_text) = (&tag[..name_end], &tag[..end]);
            rest = after(&tag[end..], ">");
            if is_told {
                shape.push_str(name);
                shape.push('(');
            }
            if VOID.contains(&name) || tag_text.ends_with('/') {
                shape.push_str(if is_told { ")" } else { "" });
                continue;
            }
            if is_told && tag_text.contains(" data-later=") {
                left_out = Some(depth);
            }
            depth += 1;
        } else {
            rest = rest.find('<').map_or("", |end| &rest[end..]);
            shape.push_str(if is_told { "." } else { "" });
        }
    }
    shape
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// Where the `>` of a tag is: not within the value of an attribute.
fn tag_end(tag: &str) -> usize {
    let mut is_quoted = false;
    let end = tag.find(|letter| {
        is_quoted ^= letter == '"';
        letter == '>' && !is_quoted
    });
    end.unwrap_or(tag.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamped(content: &str) -> String {
        let page =
            format!("<body><div id=\"page\" data-shape=\"\">{content}</div><p>after</p></body>");
        let html = stamp(&page);
        let (_, shape) = html.split_once("data-shape=\"").unwrap();
        let (shape, rest) = shape.split_once('"').unwrap();
        assert_eq!(rest, format!(">{content}</div><p>after</p></body>"));
        shape.to_owned()
    }

    #[test]
    fn elements_texts_and_comments_are_told_in_their_order() {
        assert_eq!(
            stamped("<header class=\"a>b\"><h1>Name</h1>and<!>more<!--x>y--></header><p></p>"),
            "header(h1(.).!.!)p()"
        );
    }

    #[test]
    fn the_rendered_page_has_its_shape() {
        let html = crate::server::page::render(
            &leptos::config::LeptosOptions::builder()
                .output_name("memeforge")
                .build(),
        );
        let (_, shape) = html.split_once("data-shape=\"").unwrap();
        let (shape, _) = shape.split_once('"').unwrap();
        assert!(
            shape.starts_with("header(h1(svg(rect()path())span(.))"),
            "{shape}"
        );
        assert!(shape.ends_with("p()"), "{shape}");
        assert_eq!(shape.matches('(').count(), shape.matches(')').count());
    }

    #[test]
    fn elements_without_content_are_closed() {
        assert_eq!(
            stamped("<img alt=\"\"><svg><path d=\"M0\"></path><use href=\"#a\"/></svg><input/>."),
            "img()svg(path()use())input()."
        );
    }

    #[test]
    fn of_what_comes_later_the_place_alone_is_told() {
        assert_eq!(
            stamped("<div data-later=\"a\"><div><p>x</p><img></div>y<!></div>z"),
            "div()."
        );
        assert_eq!(
            stamped("<ul><li><div class=\"later\" data-later=\"a\"><b></b></div></li></ul>"),
            "ul(li(div()))"
        );
    }

    #[test]
    fn a_page_without_the_place_stays_as_it_is() {
        assert_eq!(stamp("<p>page</p>"), "<p>page</p>");
    }
}
