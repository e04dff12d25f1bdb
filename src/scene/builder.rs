use std::rc::Rc;

use kurbo::{Affine, Point, Rect, Size, Vec2};

use super::{Command, Content, Group, GroupShadow, Layer, Scene, TextRun};
use crate::document::{Document, Language, Look, TextBox, TextId, direction, turn};
use crate::text::{TextLayout, TextMeasure, layout};

/// Ink may stand out of the room that a letter takes, by swashes or a slant: by less than this, in em.
const OVERHANG: f64 = 0.3;

/// A smeared edge reaches three standard deviations; a blur counts two.
const BLUR_REACH: f64 = 1.5;

/// Builds the scenes of a document that changes. What looks the same as in the scene before is not built again, but
/// shared with it.
#[derive(Default)]
pub struct SceneBuilder {
    /// The texts of the scene before, in its order.
    built: Vec<Built>,
    is_whole: bool,
}

/// A text box that was laid out, and all that its layout depends on.
struct Built {
    id: TextId,
    text: String,
    language: Option<Language>,
    look: Look,
    frame_px: Size,
    font_unit_px: f64,
    layout: TextLayout,
    /// None where there is nothing to see.
    content: Option<Rc<Content>>,
}

impl SceneBuilder {
    /// The scene of `document`. Where it takes more measuring than `measure` does at once, the texts that are not laid out yet are
    /// as they were, or missing: see [`SceneBuilder::is_whole`].
    pub fn build(&mut self, document: &Document, measure: &dyn TextMeasure) -> Scene {
        let size = document.size();
        let mut layers = Vec::with_capacity(document.texts.len());
        let visible = document
            .texts
            .iter()
            .filter(|text_box| is_visible(text_box));
        let mut count = 0;
        self.is_whole = true;
        for text_box in visible {
            let frame = text_box.frame.to_pixels(size);
            let is_there = self.update(
                count,
                text_box,
                frame.size(),
                document.font_unit_px(),
                measure,
            );
            if !is_there {
                continue;
            }
            if let Some(content) = &self.built[count].content {
                layers.push(Layer {
                    id: text_box.id,
                    transform: Affine::translate(frame.center().to_vec2()) * turn(text_box.angle),
                    content: Rc::clone(content),
                });
            }
            count += 1;
        }
        self.built.truncate(count);
        Scene {
            size,
            background: background(document),
            layers,
        }
    }

    /// Whether all of the last scene is as the document has it.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Forgets everything, so that all is built anew: other fonts were loaded.
    pub fn forget(&mut self) {
        self.built.clear();
    }

    /// How the text box `id` was laid out; none if it is not to be seen.
    pub fn layout(&self, id: TextId) -> Option<&TextLayout> {
        let built = self.built.iter().find(|built| built.id == id)?;
        Some(&built.layout)
    }

    /// Sees to it that what is built at `index` is this text box as it is now, or as it was where `measure` is spent. Returns
    /// whether it is there.
    fn update(
        &mut self,
        index: usize,
        text_box: &TextBox,
        frame_px: Size,
        font_unit_px: f64,
        measure: &dyn TextMeasure,
    ) -> bool {
        // Boxes seldom change their order, so it is nearly always the first.
        let found = (self.built.iter().skip(index)).position(|built| built.id == text_box.id);
        if let Some(distance) = found {
            self.built.swap(index, index + distance);
            if self.built[index].is(text_box, frame_px, font_unit_px) {
                return true;
            }
        }
        let layout = (!measure.is_spent())
            .then(|| layout(text_box, frame_px, font_unit_px, measure))
            .filter(|_| !measure.is_spent());
        let Some(layout) = layout else {
            self.is_whole = false;
            return found.is_some();
        };
        let built = Built {
            id: text_box.id,
            text: text_box.text.clone(),
            language: text_box.language,
            look: text_box.look.clone(),
            frame_px,
            font_unit_px,
            content: (!layout.is_empty()).then(|| Rc::new(content(&text_box.look, &layout))),
            layout,
        };
        match found {
            Some(_) => self.built[index] = built,
            None => self.built.insert(index, built),
        }
        true
    }
}

impl Built {
    fn is(&self, text_box: &TextBox, frame_px: Size, font_unit_px: f64) -> bool {
        is_same_size(self.frame_px, frame_px)
            && self.font_unit_px == font_unit_px
            && self.text == text_box.text
            && self.language == text_box.language
            && self.look == text_box.look
    }
}

/// Moving a box changes its size by a rounding error, which nobody can see.
fn is_same_size(a: Size, b: Size) -> bool {
    const INVISIBLE_PX: f64 = 1e-6;
    (a.width - b.width).abs() < INVISIBLE_PX && (a.height - b.height).abs() < INVISIBLE_PX
}

fn is_visible(text_box: &TextBox) -> bool {
    !text_box.is_hidden && text_box.look.opacity > 0.0 && !text_box.text.is_empty()
}

/// The picture and what is around it.
fn background(document: &Document) -> Vec<Command> {
    let size = document.size();
    let picture = &document.picture;
    let mut commands = Vec::with_capacity(3);
    if size != picture.size {
        let surround = document.surround;
        commands.push(Command::FillRect {
            rect: Rect::new(0.0, 0.0, size.width.into(), size.height.into()),
            radius_px: 0.0,
            tail: None,
            color: surround.color,
            opacity: 1.0,
        });
        if let Some(color) = surround.line {
            let (rect, width_px) = surround.line_rect(picture.size);
            commands.push(Command::StrokeRect {
                rect,
                width_px,
                color,
            });
        }
    }
    commands.push(Command::Picture {
        id: picture.id,
        rect: document.picture_rect(),
    });
    commands
}

/// What a text that is laid out looks like.
fn content(look: &Look, layout: &TextLayout) -> Content {
    let size = layout.size_px;
    let plate = plate(look, layout);
    let reach = (OVERHANG + look.outline.width_em) * size;
    let ink = layout.extents.inflate(reach, reach);
    let shadow = shadow(look, size);
    // The shadow falls in one direction however the box is turned, so here it may be any.
    let text_bounds = shadow.as_ref().map_or(ink, |shadow| {
        let reach = shadow.offset_px.hypot() + BLUR_REACH * shadow.blur_px;
        ink.inflate(reach, reach)
    });
    let bounds = match &plate {
        Some(Command::FillRect { rect, tail, .. }) => {
            let tip = tail.map_or(rect.center(), |[_, tip, _]| tip);
            text_bounds.union(*rect).union_pt(tip)
        }
        _ => text_bounds,
    };

    let mut commands = Vec::new();
    let is_translucent = look.opacity < 1.0;
    if is_translucent {
        commands.push(Command::BeginGroup(Group {
            bounds,
            opacity: look.opacity,
            shadow: None,
        }));
    }
    commands.extend(plate);
    let throws_shadow = shadow.is_some();
    if throws_shadow {
        commands.push(Command::BeginGroup(Group {
            bounds: text_bounds,
            opacity: 1.0,
            shadow,
        }));
    }
    push_letters(look, layout, &mut commands);
    for _ in 0..u8::from(is_translucent) + u8::from(throws_shadow) {
        commands.push(Command::EndGroup);
    }
    Content { commands, bounds }
}

/// The box behind the text.
fn plate(look: &Look, layout: &TextLayout) -> Option<Command> {
    let plate = look.plate;
    let padding = plate.padding_em * layout.size_px;
    let rect = layout.extents.inflate(padding, padding);
    let tail_px = plate.tail_em * layout.size_px;
    (plate.opacity > 0.0).then(|| Command::FillRect {
        rect,
        radius_px: plate.radius_em * layout.size_px,
        tail: (tail_px > 0.0).then(|| tail(rect, plate.tail_angle, tail_px)),
        color: plate.color,
        opacity: plate.opacity,
    })
}

/// The width of a tail where it begins, over the shorter side of its box.
const TAIL_WIDTH: f64 = 0.45;

/// The tail of a box, in the direction `angle`: its tip is `length` away from where that direction leaves the box.
fn tail(rect: Rect, angle: f64, length: f64) -> [Point; 3] {
    let (way, half) = (direction(angle), rect.size() / 2.0);
    let to_side = |half: f64, way: f64| {
        if way == 0.0 {
            f64::INFINITY
        } else {
            half / way.abs()
        }
    };
    let edge = to_side(half.width, way.x).min(to_side(half.height, way.y));
    // It begins within the box, as far from the edge as the middle of the shorter side is.
    let within = half.width.min(half.height);
    let root = rect.center() + way * (edge - within);
    let across = Vec2::new(way.y, -way.x) * (TAIL_WIDTH * within);
    [
        root + across,
        rect.center() + way * (edge + length),
        root - across,
    ]
}

fn shadow(look: &Look, size_px: f64) -> Option<GroupShadow> {
    let shadow = look.shadow;
    (shadow.opacity > 0.0).then(|| GroupShadow {
        color: shadow.color,
        opacity: shadow.opacity,
        offset_px: direction(shadow.angle) * (shadow.distance_em * size_px),
        blur_px: shadow.blur_em * size_px,
    })
}

/// All outlines first: a line's outline never covers the letters of the line above.
fn push_letters(look: &Look, layout: &TextLayout, commands: &mut Vec<Command>) {
    let outline = look.outline;
    let mut fills = Vec::new();
    for line in &layout.lines {
        for laid_out in &line.runs {
            let run = Rc::new(TextRun {
                text: line.text[laid_out.range.clone()].to_owned(),
                font: look.font.clone(),
                is_right_to_left: laid_out.is_right_to_left,
                transform: laid_out.transform,
            });
            fills.push(Command::FillText {
                run: Rc::clone(&run),
                color: look.fill,
            });
            if outline.width_em <= 0.0 {
                continue;
            }
            commands.push(if laid_out.is_emoji {
                Command::GrowEmoji {
                    run,
                    color: outline.color,
                    by_em: outline.width_em,
                }
            } else {
                Command::StrokeText {
                    run,
                    color: outline.color,
                    // The pen runs along the edge of the letters; the inner half is covered by their fill.
                    width_em: 2.0 * outline.width_em,
                }
            });
        }
    }
    commands.append(&mut fills);
}

#[cfg(test)]
mod tests;
