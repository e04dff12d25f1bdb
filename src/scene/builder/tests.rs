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
