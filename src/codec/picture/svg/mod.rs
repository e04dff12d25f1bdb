//! SVG drawings: which are opened, and how large they are.

mod cost;
mod encoding;
mod entities;
mod filter;
mod rules;
mod size;
mod style;
#[cfg(test)]
mod tests;
mod xml;

use std::borrow::Cow;
use std::io::Cursor;

use xmlparser::{ElementEnd, StrSpan, Token, Tokenizer};

use super::{PictureError, check_size, data_url, stored_size};
use crate::document::PixelSize;
use cost::Tree;
pub use encoding::encoding;
use rules::{check_attribute, check_element, check_style};
use size::{StatedSize, length_px, size, view_box};
use style::unescaped;
use xml::{Nesting, resolved};

/// The largest file of a drawing, in bytes: it is read whole to be judged.
pub const LARGEST: u64 = 16 << 20;

/// How deep drawings may be within drawings.
const DEEPEST: usize = 3;

/// The area of a drawing that states no size yet, in pixels.
const USUAL_AREA: u64 = 1_000_000;

/// A drawing that has been judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Its text, its size stated in pixels, without which browsers do not agree on how large it is.
    pub svg: String,
    /// Its size.
    pub size: PixelSize,
    /// Whether it moves where it is shown by itself.
    pub is_animated: bool,
}

/// Whether a file that starts like this may be an SVG, in whatever encoding: nothing but markup begins so.
pub(super) fn looks_like_svg(start: &[u8]) -> bool {
    let mut letters = start
        .iter()
        .filter(|byte| !matches!(byte, 0 | 0xBB | 0xBF | 0xEF..=0xFF));
    letters.find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

/// The text of a drawing as far as its markup goes. Letters beyond ASCII may be others than those that are meant.
pub fn markup(file: &[u8]) -> Cow<'_, str> {
    let utf_16 = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = file.as_chunks().0.iter().map(|pair| unit(*pair)).collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match encoding(file) {
        "utf-16le" => utf_16(u16::from_le_bytes),
        "utf-16be" => utf_16(u16::from_be_bytes),
        _ => match str::from_utf8(file) {
            Ok(text) => Cow::Borrowed(text),
            // A letter for each byte, so that names that differ still do.
            Err(_) => Cow::Owned(file.iter().copied().map(char::from).collect()),
        },
    }
}

/// Judges all that is in a drawing, and states its size.
///
/// ```
/// use memeforge::codec::picture::svg::prepare;
///
/// let drawing = prepare("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 12' width='100%'/>")?;
/// assert_eq!(
///     drawing.svg,
///     "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 12'  width=\"1200\" height=\"600\"/>"
/// );
/// # Ok::<(), memeforge::codec::picture::PictureError>(())
/// ```
pub fn prepare(svg: &str) -> Result<Drawing, PictureError> {
    if svg.len() as u64 > LARGEST {
        return Err(PictureError::SvgTooComplex);
    }
    let svg = svg.trim_start_matches('\u{feff}').trim_start();
    let svg = entities::expanded(svg)?;
    let judged = judge(&svg, 0, 0)?;
    judged.root.rewrite(&svg).map(|(svg, size)| Drawing {
        svg,
        size,
        is_animated: judged.is_animated,
    })
}

struct Judged<'a> {
    root: Root<'a>,
    is_animated: bool,
    steps: f64,
}

/// `level` is how many drawings it is within, which are painted with at least `area` pixels.
fn judge(svg: &str, level: usize, area: u64) -> Result<Judged<'_>, PictureError> {
    let mut tree = Tree::default();
    // An escape may hide the word.
    tree.has_dashes = svg.contains("dash") || svg.contains(['\\', '&']);
    let mut nesting = Nesting::default();
    let mut root = Root::default();
    let mut element = StrSpan::from("");
    let mut css = String::new();
    let mut is_animated = false;
    for token in Tokenizer::from(svg) {
        match token.map_err(|_| PictureError::Damaged)? {
            Token::Declaration { span, .. } => root.left_out.push(span),
            Token::ProcessingInstruction { target, .. } if target == "xml-stylesheet" => {
                return Err(PictureError::SvgRemote);
            }
            Token::ElementStart { prefix, local, .. } => {
                check_element(&local)?;
                if nesting.depth() == 0 && local != "svg" {
                    return Err(PictureError::NotAPicture);
                }
                element = local;
                is_animated |= element.starts_with("animate") || element == "set";
                nesting.begin(prefix.as_str(), local.as_str())?;
                tree.begin(local.as_str())?;
            }
            Token::Attribute {
                prefix,
                local,
                value,
                span,
            } => {
                if root.end.is_none() && prefix.is_empty() {
                    root.read(local, value, span);
                }
                let value = resolved(value.as_str())?;
                check_attribute(&element, &local, &unescaped(&value))?;
                nesting.attribute(prefix.as_str(), local.as_str(), value.clone())?;
                let is_reference = matches!(local.as_str(), "href" | "src");
                if is_reference && let Some(file) = data_url(&value) {
                    tree.add(judge_within(&file, level, area.max(root.area()))?);
                } else if prefix.is_empty() || is_reference {
                    let is_css = value.contains(['\\', '(']);
                    let value = match value {
                        value if !is_css => value,
                        value => Cow::Owned(unescaped(&value).into_owned()),
                    };
                    tree.attribute(&local, value);
                }
            }
            Token::ElementEnd { end, span } => {
                if !matches!(end, ElementEnd::Close(..)) {
                    nesting.tag_ends()?;
                    root.end = root.end.or(Some(span));
                }
                let name = match end {
                    ElementEnd::Open => continue,
                    ElementEnd::Empty => None,
                    ElementEnd::Close(ref prefix, ref local) => {
                        Some((prefix.as_str(), local.as_str()))
                    }
                };
                nesting.end(name)?;
                tree.end();
                element = StrSpan::from("");
                if !css.is_empty() {
                    let css = std::mem::take(&mut css);
                    let css = unescaped(&css);
                    check_style(&css)?;
                    is_animated |= css.to_ascii_lowercase().contains("@keyframes");
                    tree.sheet.take_in(&css);
                }
            }
            Token::Text { text } => {
                let text = resolved(text.as_str())?;
                if element == "style" {
                    css.push_str(&text);
                } else {
                    tree.text(&text);
                }
            }
            Token::Cdata { text, .. } if element == "style" => css.push_str(&text),
            Token::Cdata { text, .. } => tree.text(&text),
            _ => {}
        }
    }
    nesting.finish()?;
    let area = area.max(root.area());
    let mut steps = 0.0;
    for address in tree.data_urls() {
        if let Some(file) = data_url(address) {
            steps += judge_within(&file, level, area)?;
        }
    }
    tree.add_to_root(steps);
    Ok(Judged {
        steps: tree.steps(area)?,
        root,
        is_animated,
    })
}

/// The steps of a picture that is within a drawing. One that is damaged is not shown, and costs none.
fn judge_within(file: &[u8], level: usize, area: u64) -> Result<f64, PictureError> {
    if looks_like_svg(file) {
        if level == DEEPEST {
            return Err(PictureError::SvgTooComplex);
        }
        let markup = markup(file);
        let judged = entities::expanded(markup.trim_start_matches('\u{feff}'));
        let judged = judged.and_then(|svg| Ok(judge(&svg, level + 1, area)?.steps));
        match judged {
            Err(PictureError::Damaged | PictureError::NotAPicture) => Ok(0.0),
            judged => judged,
        }
    } else if let Ok(size) = stored_size(&mut Cursor::new(file)) {
        check_size(size).map_err(|_| PictureError::SvgTooComplex)?;
        Ok(cost::picture(size.area()))
    } else {
        Ok(0.0)
    }
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

    /// Its area, as far as it is stated.
    fn area(&self) -> u64 {
        size(self.stated).map_or(USUAL_AREA, PixelSize::area)
    }

    fn rewrite(&self, svg: &str) -> Result<(String, PixelSize), PictureError> {
        let size = size(self.stated)?;
        let PixelSize { width, height } = size;
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
        Ok((rewritten, size))
    }
}
