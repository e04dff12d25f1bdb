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
mod tests {
    use std::cell::{Cell, RefCell};
    use std::collections::HashSet;
    use std::f64::consts::PI;

    use super::*;
    use crate::document::{
        Align, Color, Font, Language, Picture, PictureId, PixelSize, Surround, limits,
    };
    use crate::text::testing::HalfEm;
    use crate::text::{Casing, Extent};

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

    fn build(document: &Document) -> Scene {
        SceneBuilder::default().build(document, &HalfEm)
    }

    /// A command in one word, with what it says.
    fn word(command: &Command) -> String {
        match command {
            Command::Picture { id, .. } => format!("picture {}", id.0),
            Command::FillRect { color, .. } => format!("rectangle {color}"),
            Command::StrokeRect { color, .. } => format!("frame {color}"),
            Command::BeginGroup(group) if group.shadow.is_some() => "shadow (".to_owned(),
            Command::BeginGroup(group) => format!("opacity {} (", group.opacity),
            Command::EndGroup => ")".to_owned(),
            Command::StrokeText { run, .. } => format!("stroke {}", run.text),
            Command::FillText { run, .. } => format!("fill {}", run.text),
            Command::GrowEmoji { run, .. } => format!("grow {}", run.text),
        }
    }

    fn words(commands: &[Command]) -> Vec<String> {
        commands.iter().map(word).collect()
    }

    fn words_of(text: &str, change: impl FnOnce(&mut Look)) -> Vec<String> {
        let mut document = document(text, "");
        change(&mut document.texts[0].look);
        words(&build(&document).layers[0].content.commands)
    }

    #[test]
    fn paints_the_picture_then_each_text_outlines_first() {
        let scene = build(&document("one\ntwo", "three"));
        assert_eq!(words(&scene.background), ["picture 7"]);
        let ids: Vec<TextId> = scene.layers.iter().map(|layer| layer.id).collect();
        assert_eq!(ids, [TextId::FIRST, TextId::SECOND]);
        assert_eq!(
            words(&scene.layers[0].content.commands),
            ["stroke ONE", "stroke TWO", "fill ONE", "fill TWO"]
        );
    }

    #[test]
    fn a_layer_stands_around_the_middle_of_its_frame() {
        let scene = build(&document("cat", ""));
        let layer = &scene.layers[0];
        assert_eq!(
            layer.transform * Point::ZERO,
            Point::new(300.0, 10.0 + 62.0)
        );
        let Some(Command::FillText { run, .. }) = layer.content.commands.last() else {
            panic!("the letters come last: {scene:?}");
        };
        let origin = layer.transform * run.transform * Point::ZERO;
        // Margin 10, outline 0.07 em and capitals 0.86 em at 50 px.
        assert!((origin - Point::new(262.5, 10.0 + 0.93 * 50.0)).hypot() < 1e-9);
    }

    #[test]
    fn a_surround_is_painted_around_the_picture() {
        let mut document = document("", "");
        document.set_surround(Surround::DEMOTIVATIONAL);
        let scene = build(&document);
        assert_eq!(
            words(&scene.background),
            ["rectangle #000000", "frame #ffffff", "picture 7"]
        );
        let Some(Command::Picture { rect, .. }) = scene.background.last() else {
            panic!("the picture comes last");
        };
        assert_eq!(*rect, document.picture_rect());
    }

    #[test]
    fn what_is_not_to_be_seen_gives_no_layer() {
        let mut document = document("cat", " \n ");
        assert_eq!(build(&document).layers.len(), 1);
        document.texts[0].is_hidden = true;
        assert!(build(&document).layers.is_empty());
        document.texts[0].is_hidden = false;
        document.texts[0].look.opacity = 0.0;
        assert!(build(&document).layers.is_empty());
    }

    #[test]
    fn emoji_grow_instead_of_being_stroked() {
        assert_eq!(
            words_of("hi 😀", |_| ()),
            ["stroke HI ", "grow 😀", "fill HI ", "fill 😀"]
        );
        assert_eq!(
            words_of("hi 😀", |look| look.outline.width_em = 0.0),
            ["fill HI ", "fill 😀"]
        );
    }

    #[test]
    fn a_translucent_text_with_plate_and_shadow_is_grouped() {
        let all = words_of("cat", |look| {
            look.opacity = 0.5;
            look.plate.opacity = 1.0;
            look.shadow.opacity = 1.0;
        });
        assert_eq!(
            all,
            [
                "opacity 0.5 (",
                "rectangle #ffffff",
                "shadow (",
                "stroke CAT",
                "fill CAT",
                ")",
                ")"
            ]
        );
    }

    #[test]
    fn a_tail_reaches_beyond_the_box_where_it_points() {
        let rect = Rect::new(-100.0, -20.0, 100.0, 20.0);
        let [left, tip, right] = tail(rect, PI / 2.0, 30.0);
        assert!(tip.distance(Point::new(0.0, 50.0)) < 1e-9);
        assert!(rect.contains(left) && rect.contains(right));
        // Clockwise, as the box is: so that nothing of it is left out where they overlap.
        let turn = (tip - left).cross(right - tip);
        assert!(turn > 0.0);
        let [_, tip, _] = tail(rect, PI, 30.0);
        assert!(tip.distance(Point::new(-130.0, 0.0)) < 1e-9);
        let mut document = document("cat", "");
        let plate = &mut document.texts[0].look.plate;
        (plate.opacity, plate.tail_em, plate.tail_angle) = (1.0, 2.0, PI / 2.0);
        let content = &build(&document).layers[0].content;
        let Some(Command::FillRect {
            tail: Some([_, tip, _]),
            ..
        }) = content.commands.first()
        else {
            panic!("the box has a tail: {content:?}");
        };
        assert!(content.bounds.union_pt(*tip) == content.bounds);
    }

    #[test]
    fn bounds_contain_everything() {
        let mut document = document("one\ntwo 😀", "");
        let look = &mut document.texts[0].look;
        look.shadow.opacity = 1.0;
        look.shadow.distance_em = 1.0;
        look.plate.opacity = 1.0;
        look.plate.padding_em = 0.4;
        let outline = look.outline.width_em;
        let content = &build(&document).layers[0].content;
        let contains = |rect: Rect| assert_eq!(content.bounds.union(rect), content.bounds);
        for command in &content.commands {
            match command {
                Command::FillRect { rect, .. } => contains(*rect),
                Command::BeginGroup(group) => contains(group.bounds),
                Command::FillText { run, .. } => {
                    let width = HalfEm.measure(&run.text, &run.font).advance;
                    let ink = Rect::new(0.0, -0.86, width, 0.0).inflate(outline, outline);
                    let ink = run.transform.transform_rect_bbox(ink);
                    contains(ink);
                    // The shadow, wherever it falls once the box is turned.
                    let em = run.transform.as_coeffs()[0];
                    contains(ink.inflate(em, em));
                }
                _ => {}
            }
        }
    }

    /// Counts how often it is asked for what it has not measured yet.
    #[derive(Default)]
    struct Counting {
        count: Cell<usize>,
        known: RefCell<HashSet<String>>,
        /// How much it measures at once.
        most: Option<usize>,
    }

    impl Casing for Counting {
        fn upper(&self, text: &str, language: Language) -> String {
            HalfEm.upper(text, language)
        }

        fn lower(&self, text: &str, language: Language) -> String {
            HalfEm.lower(text, language)
        }
    }

    impl TextMeasure for Counting {
        fn measure(&self, text: &str, font: &Font) -> Extent {
            let is_new = !self.known.borrow().contains(text);
            if is_new && self.most.is_some_and(|most| self.count.get() > most) {
                return Extent::default();
            }
            if is_new {
                self.count.set(self.count.get() + 1);
                self.known.borrow_mut().insert(text.to_owned());
            }
            HalfEm.measure(text, font)
        }

        fn is_spent(&self) -> bool {
            self.most.is_some_and(|most| self.count.get() > most)
        }

        fn word_ends(&self, text: &str) -> Vec<usize> {
            HalfEm.word_ends(text)
        }
    }

    #[test]
    fn what_stays_the_same_is_shared() {
        let mut document = document("one", "two");
        let mut builder = SceneBuilder::default();
        let measure = Counting::default();
        let before = builder.build(&document, &measure);
        let measured = measure.count.replace(0);
        assert!(measured > 0);

        document.texts[0].frame.x += 0.1 + 0.2;
        document.texts[0].angle = 1.0;
        let moved = builder.build(&document, &measure);
        assert_eq!(measure.count.get(), 0);
        assert_ne!(moved.layers[0].transform, before.layers[0].transform);
        for (layer, layer_before) in moved.layers.iter().zip(&before.layers) {
            assert!(Rc::ptr_eq(&layer.content, &layer_before.content));
        }

        document.texts[1].look.fill = Color::BLACK;
        let edited = builder.build(&document, &measure);
        assert!(Rc::ptr_eq(
            &edited.layers[0].content,
            &before.layers[0].content
        ));
        assert!(!Rc::ptr_eq(
            &edited.layers[1].content,
            &before.layers[1].content
        ));

        document.texts.swap(0, 1);
        let swapped = builder.build(&document, &measure);
        assert_eq!(swapped.layers[0].id, TextId::SECOND);
        assert!(Rc::ptr_eq(
            &swapped.layers[0].content,
            &edited.layers[1].content
        ));
        assert!(Rc::ptr_eq(
            &swapped.layers[1].content,
            &edited.layers[0].content
        ));
    }

    /// Two hundred texts that have as many letters together as a meme may have, and no two words alike.
    fn hostile(change: impl Fn(&mut Look)) -> Document {
        let mut document = document("", "");
        let mut words = (0..).map(|number: u32| format!("{number:x} "));
        document.texts = (0..limits::MOST_TEXTS as u32)
            .map(|id| {
                let mut text_box = TextBox::top("");
                text_box.id = TextId(id);
                while text_box.text.len() < 5_000 {
                    text_box.text.extend(words.next());
                }
                change(&mut text_box.look);
                text_box
            })
            .collect();
        document.sanitized()
    }

    #[test]
    fn there_is_an_end_to_what_a_meme_has_measured() {
        for (is_spaced, arc) in [(false, 0.0), (true, 0.0), (false, 3.0)] {
            let document = hostile(|look| {
                look.letter_spacing_em = f64::from(u8::from(is_spaced)) / 10.0;
                look.arc = arc;
            });
            assert!(document.characters() > limits::MOST_CHARACTERS - limits::MOST_TEXTS);
            let measure = Counting::default();
            SceneBuilder::default().build(&document, &measure);
            // A word, a pair of letters or a line is measured for each letter at most.
            let measured = measure.count.get();
            assert!(measured <= limits::MOST_CHARACTERS, "{measured}");
            let letters: usize = measure.known.borrow().iter().map(String::len).sum();
            assert!(letters <= 4 * limits::MOST_CHARACTERS, "{letters}");
        }
    }

    #[test]
    fn much_is_measured_in_slices() {
        let document = hostile(|look| look.align = Align::Left);
        let measure = Counting {
            most: Some(500),
            ..Counting::default()
        };
        let mut builder = SceneBuilder::default();
        let mut slices = 0;
        let mut layers = 0;
        let scene = loop {
            measure.count.set(0);
            let scene = builder.build(&document, &measure);
            assert!(measure.count.get() <= 501);
            assert!(scene.layers.len() >= layers);
            layers = scene.layers.len();
            slices += 1;
            if builder.is_whole() {
                break scene;
            }
        };
        assert!((3..30).contains(&slices), "{slices}");
        assert_eq!(scene, build(&document));
        // What is not laid out yet is as it was.
        let mut edited = document.clone();
        edited.texts[0].text = "other".to_owned();
        measure.count.set(501);
        assert_eq!(builder.build(&edited, &measure), scene);
        assert!(!builder.is_whole());
    }

    #[test]
    fn another_size_is_built_anew() {
        let mut document = document("one", "");
        let mut builder = SceneBuilder::default();
        let before = builder.build(&document, &HalfEm);
        document.texts[0].frame.height /= 4.0;
        let after = builder.build(&document, &HalfEm);
        assert!(!Rc::ptr_eq(
            &after.layers[0].content,
            &before.layers[0].content
        ));
        builder.forget();
        let anew = builder.build(&document, &HalfEm);
        assert!(!Rc::ptr_eq(
            &anew.layers[0].content,
            &after.layers[0].content
        ));
        assert_eq!(anew, after);
    }

    #[test]
    fn layouts_are_at_hand_while_a_box_is_to_be_seen() {
        let mut document = document("one", "two");
        let mut builder = SceneBuilder::default();
        builder.build(&document, &HalfEm);
        let layout = builder.layout(TextId::SECOND).expect("it was built");
        assert_eq!(layout.lines[0].text, "TWO");
        document.texts.remove(1);
        builder.build(&document, &HalfEm);
        assert!(builder.layout(TextId::SECOND).is_none());
        assert!(builder.layout(TextId::FIRST).is_some());
    }
}
