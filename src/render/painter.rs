use kurbo::{Affine, Rect};

use crate::document::{Color, PictureId, PixelSize};
use crate::scene::{Command, Scene, TextLine};

/// Something that a scene can be played on: a canvas, or a recording.
pub trait Painter {
    /// All that follows is placed by `transform`: from pixels of the meme to what is painted on.
    fn set_transform(&mut self, transform: Affine);
    /// Paints a picture into `rect`.
    fn picture(&mut self, id: PictureId, rect: Rect);
    /// Draws along the edge of a line's letters with a round pen of `width_em` em.
    fn stroke_text(&mut self, line: &TextLine, color: Color, width_em: f64);
    /// Fills a line's letters.
    fn fill_text(&mut self, line: &TextLine, color: Color);
}

/// Plays `scene` on `painter` so that it fills `to`: the preview's size, or the full size. The two sides are scaled
/// apart, since a size in whole pixels has the meme's proportions only nearly.
pub fn play(scene: &Scene, to: PixelSize, painter: &mut impl Painter) {
    painter.set_transform(Affine::scale_non_uniform(
        f64::from(to.width) / f64::from(scene.size.width),
        f64::from(to.height) / f64::from(scene.size.height),
    ));
    for command in &scene.commands {
        match command {
            Command::Picture { id, rect } => painter.picture(*id, *rect),
            Command::StrokeText {
                line,
                color,
                width_em,
            } => painter.stroke_text(line, *color, *width_em),
            Command::FillText { line, color } => painter.fill_text(line, *color),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::scene;
    use crate::text::testing::HalfEm;

    /// Writes down what it is asked to paint.
    #[derive(Default)]
    struct Recorder {
        calls: Vec<String>,
    }

    impl Painter for Recorder {
        fn set_transform(&mut self, transform: Affine) {
            let [x, _, _, y, ..] = transform.as_coeffs();
            self.calls.push(format!("scale {x} {y}"));
        }

        fn picture(&mut self, id: PictureId, rect: Rect) {
            self.calls.push(format!("picture {} {}", id.0, rect.size()));
        }

        fn stroke_text(&mut self, line: &TextLine, color: Color, width_em: f64) {
            self.calls
                .push(format!("stroke {} {color} {width_em}", line.text));
        }

        fn fill_text(&mut self, line: &TextLine, color: Color) {
            self.calls.push(format!("fill {} {color}", line.text));
        }
    }

    const HALF: PixelSize = PixelSize {
        width: 676,
        height: 450,
    };

    #[test]
    fn plays_every_command_in_order() {
        let scene = scene::build(&Document::example(), &HalfEm);
        let mut recorder = Recorder::default();
        play(&scene, scene.size, &mut recorder);
        assert_eq!(
            recorder.calls,
            [
                "scale 1 1",
                "picture 0 (1353×900)",
                "stroke NO ACCOUNT, #000000 0.14",
                "stroke NO WATERMARK #000000 0.14",
                "fill NO ACCOUNT, #ffffff",
                "fill NO WATERMARK #ffffff",
                "stroke JUST THE CAT #000000 0.14",
                "fill JUST THE CAT #ffffff",
            ]
        );
    }

    #[test]
    fn preview_and_export_paint_the_same() {
        let scene = scene::build(&Document::example(), &HalfEm);
        let calls = |to| {
            let mut recorder = Recorder::default();
            play(&scene, to, &mut recorder);
            recorder.calls
        };
        let (preview, export) = (calls(HALF), calls(scene.size));
        assert_eq!(preview[0], format!("scale {} 0.5", 676.0 / 1353.0));
        assert_eq!(preview[1..], export[1..]);
    }
}
