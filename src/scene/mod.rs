//! What a meme looks like, as a flat list of draw commands. The preview and the export play the same list.

use kurbo::{Affine, Rect};

use crate::document::{Color, Document, Face, PictureId, PixelSize};
use crate::text::{TextMeasure, layout};

/// Everything that is painted, from back to front, in pixels of the full-size meme.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The meme's full size.
    pub size: PixelSize,
    /// What to paint, in this order.
    pub commands: Vec<Command>,
}

/// One thing to paint.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// A picture, stretched to fill `rect`.
    Picture {
        /// Which.
        id: PictureId,
        /// Where.
        rect: Rect,
    },
    /// The outline of one line of text.
    StrokeText {
        /// The line.
        line: TextLine,
        /// Its colour.
        color: Color,
        /// The width of the pen, which runs along the edge of the letters, in em.
        width_em: f64,
    },
    /// The letters of one line of text.
    FillText {
        /// The line.
        line: TextLine,
        /// Their colour.
        color: Color,
    },
}

/// A line of text and where it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLine {
    /// What it says.
    pub text: String,
    /// In which face.
    pub face: Face,
    /// From em, with the middle of the baseline at the origin and y pointing down, to pixels of the meme.
    pub transform: Affine,
}

/// The scene of `document`.
pub fn build(document: &Document, measure: &(impl TextMeasure + ?Sized)) -> Scene {
    let size = document.size();
    let mut commands = vec![Command::Picture {
        id: document.picture.id,
        rect: Rect::new(0.0, 0.0, size.width.into(), size.height.into()),
    }];
    for text_box in &document.texts {
        let look = &text_box.look;
        let layout = layout(text_box, size, measure);
        let lines = layout.lines.into_iter().map(|line| TextLine {
            text: line.text,
            face: look.face,
            transform: Affine::translate(line.middle.to_vec2()) * Affine::scale(layout.size_px),
        });
        // All outlines first: a line's outline never covers the letters of the line above.
        let (outlines, fills): (Vec<_>, Vec<_>) = lines
            .map(|line| {
                let outline = Command::StrokeText {
                    line: line.clone(),
                    color: look.outline.color,
                    // The pen runs along the edge of the letters; the inner half is covered by their fill.
                    width_em: 2.0 * look.outline.width_em,
                };
                let fill = Command::FillText {
                    line,
                    color: look.fill,
                };
                (outline, fill)
            })
            .unzip();
        commands.extend(outlines);
        commands.extend(fills);
    }
    Scene { size, commands }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Picture, TextBox};
    use crate::text::testing::HalfEm;

    fn document(top: &str, bottom: &str) -> Document {
        let mut document = Document::classic(Picture {
            id: PictureId(7),
            name: String::new(),
            size: PixelSize {
                width: 600,
                height: 400,
            },
        });
        document.texts = vec![TextBox::top(top), TextBox::bottom(bottom)];
        document
    }

    /// A command in one word, with what it says.
    fn word(command: &Command) -> String {
        match command {
            Command::Picture { id, .. } => format!("picture {}", id.0),
            Command::StrokeText { line, .. } => format!("stroke {}", line.text),
            Command::FillText { line, .. } => format!("fill {}", line.text),
        }
    }

    #[test]
    fn paints_the_picture_then_each_text_outlines_first() {
        let scene = build(&document("one\ntwo", "three"), &HalfEm);
        let words: Vec<String> = scene.commands.iter().map(word).collect();
        assert_eq!(
            words,
            [
                "picture 7",
                "stroke ONE",
                "stroke TWO",
                "fill ONE",
                "fill TWO",
                "stroke THREE",
                "fill THREE",
            ]
        );
    }

    #[test]
    fn a_line_stands_with_its_middle_on_the_baseline() {
        let scene = build(&document("cat", ""), &HalfEm);
        let Some(Command::FillText { line, .. }) = scene.commands.last() else {
            panic!("the letters come last: {scene:?}");
        };
        let [scale, _, _, _, x, y] = line.transform.as_coeffs();
        assert_eq!((scale, x), (50.0, 300.0));
        // Margin 10, outline 0.07 em and capitals 0.86 em at 50 px.
        assert!((y - (10.0 + 0.93 * 50.0)).abs() < 1e-9);
    }

    #[test]
    fn a_meme_without_text_is_its_picture() {
        assert_eq!(build(&document("", " "), &HalfEm).commands.len(), 1);
    }
}
