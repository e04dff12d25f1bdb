//! SVG drawings: which are opened, and how large they are.

mod rules;
mod size;

use xmlparser::{StrSpan, Token, Tokenizer};

use super::{PictureError, check_size};
use crate::document::PixelSize;
use rules::{check_attribute, check_element, check_style};
use size::{StatedSize, length_px, size, view_box};

/// How much of a file is looked at to tell an SVG from other text, in bytes.
pub(super) const LOOK_AT: u64 = 4096;

/// Whether a file that starts like this may be an SVG.
pub(super) fn looks_like_svg(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && text.contains("<svg")
}

/// Judges all that is in a drawing, and returns the drawing with its size stated in pixels, without which browsers do
/// not agree on how large it is.
///
/// ```
/// use memeforge::codec::picture::svg::prepare;
///
/// let prepared = prepare("<svg viewBox='0 0 24 12' width='100%'><path d='M0 0h9'/></svg>")?;
/// assert_eq!(
///     prepared,
///     "<svg viewBox='0 0 24 12'  width=\"1200\" height=\"600\"><path d='M0 0h9'/></svg>"
/// );
/// # Ok::<(), memeforge::codec::picture::PictureError>(())
/// ```
pub fn prepare(svg: &str) -> Result<String, PictureError> {
    let svg = without_mark(svg);
    judge(svg)?.rewrite(svg)
}

/// The size of a drawing, once all that is in it has been judged.
pub fn judged_size(svg: &str) -> Result<PixelSize, PictureError> {
    let root = judge(without_mark(svg))?;
    let _end = root.end.ok_or(PictureError::Damaged)?;
    size(root.stated)
}

fn without_mark(svg: &str) -> &str {
    svg.trim_start_matches('\u{feff}').trim_start()
}

fn judge(svg: &str) -> Result<Root<'_>, PictureError> {
    let mut element = StrSpan::from("");
    let mut elements = 0;
    let mut root = Root::default();
    for token in Tokenizer::from(svg) {
        match token.map_err(|_| PictureError::Damaged)? {
            Token::Declaration { span, .. } => root.left_out.push(span),
            Token::ProcessingInstruction { target, .. } if target == "xml-stylesheet" => {
                return Err(PictureError::SvgRemote);
            }
            Token::ElementStart { local, .. } => {
                check_element(&local)?;
                element = local;
                elements += 1;
                if elements == 1 && element != "svg" {
                    return Err(PictureError::NotAPicture);
                }
            }
            Token::Attribute {
                prefix,
                local,
                value,
                span,
            } => {
                check_attribute(&element, &local, &value)?;
                if elements == 1 && prefix.is_empty() {
                    root.read(local, value, span);
                }
            }
            Token::ElementEnd { span, .. } if elements == 1 => root.end = root.end.or(Some(span)),
            Token::Text { text } | Token::Cdata { text, .. } if element == "style" => {
                check_style(&text)?;
            }
            _ => {}
        }
    }
    Ok(root)
}

/// The start tag of the drawing's root element.
#[derive(Default)]
struct Root<'a> {
    stated: StatedSize,
    /// What the rewritten drawing goes without.
    left_out: Vec<StrSpan<'a>>,
    /// The end of the tag.
    end: Option<StrSpan<'a>>,
}

impl<'a> Root<'a> {
    fn read(&mut self, name: StrSpan<'a>, value: StrSpan<'a>, span: StrSpan<'a>) {
        match name.as_str() {
            "width" => self.stated.width = length_px(&value),
            "height" => self.stated.height = length_px(&value),
            "viewBox" => self.stated.view_box = view_box(&value),
            _ => {}
        }
        if matches!(name.as_str(), "width" | "height") {
            self.left_out.push(span);
        }
    }

    fn rewrite(&self, svg: &str) -> Result<String, PictureError> {
        let PixelSize { width, height } = size(self.stated)?;
        let stated = format!(" width=\"{width}\" height=\"{height}\"");
        let end = self.end.ok_or(PictureError::Damaged)?.start();
        let mut rewritten = String::with_capacity(svg.len() + stated.len());
        let mut start = 0;
        for span in &self.left_out {
            rewritten.push_str(&svg[start..span.start()]);
            start = span.end();
        }
        rewritten.push_str(&svg[start..end]);
        rewritten.push_str(&stated);
        rewritten.push_str(&svg[end..]);
        Ok(rewritten)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn other_text_is_no_svg() {
        assert!(looks_like_svg(
            b"\xEF\xBB\xBF\n<?xml version='1.0'?><!-- a --><svg>"
        ));
        assert!(!looks_like_svg(b"<html><body>"));
        assert!(!looks_like_svg(b"see <svg>"));
    }

    #[test]
    fn a_size_is_stated_whatever_was_stated_before() {
        for (svg, prepared) in [
            ("<svg/>", "<svg width=\"300\" height=\"150\"/>"),
            (
                "<?xml version='1.0' encoding='latin1'?><svg width='1in' height='9'><g width='5'/></svg>",
                "<svg   width=\"96\" height=\"9\"><g width='5'/></svg>",
            ),
            (
                "<!-- <svg> --><a:svg xmlns:a='http://www.w3.org/2000/svg'/>",
                "<!-- <svg> --><a:svg xmlns:a='http://www.w3.org/2000/svg' width=\"300\" height=\"150\"/>",
            ),
        ] {
            assert_eq!(prepare(svg).as_deref(), Ok(prepared));
        }
    }

    #[test]
    fn what_is_deep_inside_is_judged_too() {
        let inside = |content: &str| prepare(&format!("<svg><g><g>{content}</g></g></svg>"));
        assert_eq!(inside("<script>1</script>"), Err(PictureError::SvgScript));
        assert_eq!(inside("<rect onclick='1'/>"), Err(PictureError::SvgScript));
        assert_eq!(
            inside("<image xlink:href='http://a/b.png'/>"),
            Err(PictureError::SvgRemote)
        );
        assert_eq!(
            inside("<style><![CDATA[@import 'a.css';]]></style>"),
            Err(PictureError::SvgRemote)
        );
        assert_eq!(
            prepare("<?xml-stylesheet href='a.css'?><svg/>"),
            Err(PictureError::SvgRemote)
        );
        assert!(inside("<style>rect { fill: url(#a) }</style><a href='http://b'/>").is_ok());
    }

    #[test]
    fn a_page_with_a_drawing_in_it_is_no_picture() {
        let page = "<!DOCTYPE html><html><body><svg/></body></html>";
        assert_eq!(prepare(page), Err(PictureError::NotAPicture));
    }

    #[test]
    fn what_is_no_xml_is_damaged() {
        for svg in [
            "",
            "svg",
            "<svg",
            "<svg width=5>",
            "<svg a='<'/>",
            "<!-- <svg>",
        ] {
            assert_eq!(prepare(svg), Err(PictureError::Damaged), "{svg}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_an_answer(svg in "(<svg |</|/>|<!\\[CDATA\\[|\\]\\]>|<!--|-->|width=|'|\"|>|<|&#9;|[a-z0-9 =:é]){0,40}") {
            if let Ok(prepared) = prepare(&svg) {
                // Once prepared, there is nothing left to do but to state the same again.
                prop_assert!(prepare(&prepared).is_ok());
            }
        }
    }
}
