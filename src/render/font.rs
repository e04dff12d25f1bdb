use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Write;
use std::rc::Rc;

use crate::document::{Face, Font};

/// Text is measured and painted with the font at this one size and scaled from there. So the widths that lines were
/// broken by are those that are painted, whatever hinting a browser applies, and no font is parsed twice.
pub const FONT_SIZE_PX: f64 = 100.0;

/// For what a face lacks: the bundled letters of other scripts, then heavy faces of the system, then emoji.
const FALLBACKS: &str = "'MemeForge Scripts',Impact,'Arial Black','Noto Sans',sans-serif,'Apple Color Emoji','Segoe UI Emoji','Noto Color Emoji'";

/// Fonts that are remembered; past that all are forgotten. A meme has a handful.
const REMEMBERED: usize = 64;

thread_local! {
    static KNOWN: RefCell<Vec<(Font, Rc<str>)>> = const { RefCell::new(Vec::new()) };
}

/// The CSS font, of size [`FONT_SIZE_PX`], in which a canvas measures and paints `font`.
pub fn css_font(font: &Font) -> Rc<str> {
    KNOWN.with_borrow_mut(|known| {
        if let Some((_, css)) = known.iter().find(|(known, _)| known == font) {
            return css.clone();
        }
        let italic = if font.italic { "italic " } else { "" };
        let bold = if font.bold { "bold " } else { "" };
        let css: Rc<str> = format!(
            "{italic}{bold}100px '{}',{FALLBACKS}",
            css_family(&font.face)
        )
        .into();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.push((font.clone(), css.clone()));
        css
    })
}

/// The name under which the browser knows a face.
pub fn css_family(face: &Face) -> Cow<'static, str> {
    match face {
        Face::Bundled(face) => Cow::Borrowed(face.info().name),
        Face::Own(name) => Cow::Owned(own_family(name)),
    }
}

/// One of the person's own faces as one plain CSS identifier: browsers disagree on what else a family may be called,
/// and nobody's font may pass for one of ours or for `serif`.
fn own_family(name: &str) -> String {
    let mut family = "own-".to_owned();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            family.push(c);
        } else {
            // Writing to a string does not fail.
            let _ = write!(family, "_{:x}_", u32::from(c));
        }
    }
    family
}

#[cfg(test)]
mod tests {
    use crate::document::BundledFace;

    use super::*;

    fn font(face: Face, bold: bool, italic: bool) -> Font {
        Font { face, bold, italic }
    }

    #[test]
    fn fonts_are_written_as_css() {
        let anton = || Face::Bundled(BundledFace::Anton);
        let css = css_font(&font(anton(), false, false));
        assert!(css.starts_with("100px 'Anton','MemeForge Scripts',"));
        let css = css_font(&font(anton(), true, true));
        assert!(css.starts_with("italic bold 100px 'Anton',"));
        let css = css_font(&font(Face::Own("It's 2".to_owned()), false, false));
        assert!(css.starts_with("100px 'own-It_27_s_20_2',"));
    }

    #[test]
    fn a_font_is_written_once() {
        let own = font(Face::Own("a".to_owned()), false, false);
        assert!(Rc::ptr_eq(&css_font(&own), &css_font(&own)));
    }
}
