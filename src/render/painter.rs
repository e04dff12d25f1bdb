use kurbo::{Affine, Point, Rect};

use crate::document::{Color, PictureId, PixelSize};
use crate::scene::{Command, Group, Scene, TextRun};

/// Something that a scene can be played on: a canvas, or a recording.
pub trait Painter {
    /// All that follows is placed by `transform`: from what the commands count in to pixels of what is painted on.
    fn set_transform(&mut self, transform: Affine);
    /// Paints a picture into `rect`.
    fn picture(&mut self, id: PictureId, rect: Rect);
    /// Fills a rectangle whose corners have a radius, and the tail of a speech bubble with it.
    fn fill_rect(
        &mut self,
        rect: Rect,
        radius_px: f64,
        tail: Option<[Point; 3]>,
        color: Color,
        opacity: f64,
    );
    /// Draws along the edge of a rectangle.
    fn stroke_rect(&mut self, rect: Rect, width_px: f64, color: Color);
    /// Paints what follows apart.
    fn begin_group(&mut self, group: &Group);
    /// Lays down what was painted since the group began that began last.
    fn end_group(&mut self);
    /// Draws along the edge of a run's letters with a round pen of `width_em` em.
    fn stroke_text(&mut self, run: &TextRun, color: Color, width_em: f64);
    /// Fills a run's letters.
    fn fill_text(&mut self, run: &TextRun, color: Color);
    /// Paints the silhouette of an emoji, grown by `by_em` em on all sides.
    fn grow_emoji(&mut self, run: &TextRun, color: Color, by_em: f64);
}

/// Plays `scene` on `painter`. The view leads from pixels of the meme to pixels of what is painted on.
pub fn play(scene: &Scene, view: Affine, painter: &mut impl Painter) {
    play_commands(&scene.background, view, painter);
    for layer in &scene.layers {
        play_commands(&layer.content.commands, view * layer.transform, painter);
    }
}

/// Plays a part of a scene: `transform` leads from what its commands count in to pixels of what is painted on.
pub fn play_commands(commands: &[Command], transform: Affine, painter: &mut impl Painter) {
    painter.set_transform(transform);
    for command in commands {
        match command {
            Command::Picture { id, rect } => painter.picture(*id, *rect),
            Command::FillRect {
                rect,
                radius_px,
                tail,
                color,
                opacity,
            } => painter.fill_rect(*rect, *radius_px, *tail, *color, *opacity),
            Command::StrokeRect {
                rect,
                width_px,
                color,
            } => painter.stroke_rect(*rect, *width_px, *color),
            Command::BeginGroup(group) => painter.begin_group(group),
            Command::EndGroup => painter.end_group(),
            Command::StrokeText {
                run,
                color,
                width_em,
            } => painter.stroke_text(run, *color, *width_em),
            Command::FillText { run, color } => painter.fill_text(run, *color),
            Command::GrowEmoji { run, color, by_em } => painter.grow_emoji(run, *color, *by_em),
        }
    }
}

/// The view that shows all of a meme on a canvas of size `to`: the full size, or the preview's. The two sides are scaled
/// apart, since a size in whole pixels has the meme's proportions only nearly.
///
/// ```
/// use kurbo::Affine;
/// use memeforge::{document::PixelSize, render::view_of_all};
///
/// let meme = PixelSize { width: 1353, height: 900 };
/// assert_eq!(view_of_all(meme, meme), Affine::IDENTITY);
/// ```
pub fn view_of_all(meme: PixelSize, to: PixelSize) -> Affine {
    Affine::scale_non_uniform(
        f64::from(to.width) / f64::from(meme.width),
        f64::from(to.height) / f64::from(meme.height),
    )
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::document::{BundledFace, Face, Font, TextId};
    use crate::scene::{Content, Layer};

    /// Writes down what it is asked to paint.
    #[derive(Default)]
    struct Recorder {
        calls: Vec<String>,
    }

    impl Painter for Recorder {
        fn set_transform(&mut self, transform: Affine) {
            let [xx, _, _, yy, x, y] = transform.as_coeffs();
            self.calls.push(format!("scale {xx} {yy} move {x} {y}"));
        }

        fn picture(&mut self, id: PictureId, rect: Rect) {
            self.calls.push(format!("picture {} {}", id.0, rect.size()));
        }

        fn fill_rect(
            &mut self,
            rect: Rect,
            radius_px: f64,
            tail: Option<[Point; 3]>,
            color: Color,
            opacity: f64,
        ) {
            let size = rect.size();
            let tail = if tail.is_some() { " tail" } else { "" };
            self.calls
                .push(format!("plate {size} {radius_px}{tail} {color} {opacity}"));
        }

        fn stroke_rect(&mut self, rect: Rect, width_px: f64, color: Color) {
            let size = rect.size();
            self.calls.push(format!("line {size} {width_px} {color}"));
        }

        fn begin_group(&mut self, group: &Group) {
            self.calls.push(format!("begin {}", group.opacity));
        }

        fn end_group(&mut self) {
            self.calls.push("end".to_owned());
        }

        fn stroke_text(&mut self, run: &TextRun, color: Color, width_em: f64) {
            self.calls
                .push(format!("stroke {} {color} {width_em}", run.text));
        }

        fn fill_text(&mut self, run: &TextRun, color: Color) {
            self.calls.push(format!("fill {} {color}", run.text));
        }

        fn grow_emoji(&mut self, run: &TextRun, color: Color, by_em: f64) {
            self.calls
                .push(format!("grow {} {color} {by_em}", run.text));
        }
    }

    const SIZE: PixelSize = PixelSize {
        width: 1353,
        height: 900,
    };
    const HALF: PixelSize = PixelSize {
        width: 676,
        height: 450,
    };
    const WHOLE: Rect = Rect::new(0.0, 0.0, 1353.0, 900.0);
    const BOX: Rect = Rect::new(-100.0, -50.0, 100.0, 50.0);

    fn run(text: &str) -> Rc<TextRun> {
        Rc::new(TextRun {
            text: text.to_owned(),
            font: Font {
                face: Face::Bundled(BundledFace::Anton),
                bold: false,
                italic: false,
            },
            is_right_to_left: false,
            transform: Affine::scale(40.0),
        })
    }

    fn layer(id: u32, commands: Vec<Command>) -> Layer {
        Layer {
            id: TextId(id),
            transform: Affine::translate((600.0, 200.0)),
            content: Rc::new(Content {
                commands,
                bounds: BOX,
            }),
        }
    }

    /// A scene with every command in it.
    fn scene() -> Scene {
        Scene {
            size: SIZE,
            background: vec![
                Command::Picture {
                    id: PictureId(0),
                    rect: WHOLE,
                },
                Command::StrokeRect {
                    rect: WHOLE,
                    width_px: 5.0,
                    color: Color::WHITE,
                },
            ],
            layers: vec![
                layer(
                    0,
                    vec![
                        Command::BeginGroup(Group {
                            bounds: BOX,
                            opacity: 0.5,
                            shadow: None,
                        }),
                        Command::FillRect {
                            rect: BOX,
                            radius_px: 8.0,
                            tail: None,
                            color: Color::WHITE,
                            opacity: 1.0,
                        },
                        Command::FillText {
                            run: run("faint"),
                            color: Color::BLACK,
                        },
                        Command::EndGroup,
                    ],
                ),
                layer(
                    1,
                    vec![
                        Command::GrowEmoji {
                            run: run("🐈"),
                            color: Color::BLACK,
                            by_em: 0.07,
                        },
                        Command::StrokeText {
                            run: run("CAT"),
                            color: Color::BLACK,
                            width_em: 0.14,
                        },
                        Command::FillText {
                            run: run("CAT"),
                            color: Color::WHITE,
                        },
                    ],
                ),
            ],
        }
    }

    fn calls(view: Affine) -> Vec<String> {
        let mut recorder = Recorder::default();
        play(&scene(), view, &mut recorder);
        recorder.calls
    }

    #[test]
    fn plays_every_command_in_order() {
        assert_eq!(
            calls(view_of_all(SIZE, SIZE)),
            [
                "scale 1 1 move 0 0",
                "picture 0 (1353×900)",
                "line (1353×900) 5 #ffffff",
                "scale 1 1 move 600 200",
                "begin 0.5",
                "plate (200×100) 8 #ffffff 1",
                "fill faint #000000",
                "end",
                "scale 1 1 move 600 200",
                "grow 🐈 #000000 0.07",
                "stroke CAT #000000 0.14",
                "fill CAT #ffffff",
            ]
        );
    }

    #[test]
    fn preview_and_export_paint_the_same() {
        let is_placing = |call: &String| call.starts_with("scale");
        let (preview, export) = (
            calls(view_of_all(SIZE, HALF)),
            calls(view_of_all(SIZE, SIZE)),
        );
        assert_eq!(preview[0], format!("scale {} 0.5 move 0 0", 676.0 / 1353.0));
        assert_eq!(preview.len(), export.len());
        for (preview, export) in preview.iter().zip(&export) {
            assert!(preview == export || is_placing(preview) && is_placing(export));
        }
    }

    #[test]
    fn a_part_of_the_meme_is_placed_by_its_view() {
        let zoomed_in = Affine::translate((-1000.0, -300.0)) * Affine::scale(2.0);
        let calls = calls(zoomed_in);
        assert_eq!(calls[0], "scale 2 2 move -1000 -300");
        assert_eq!(calls[3], "scale 2 2 move 200 100");
    }
}
