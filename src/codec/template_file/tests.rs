use std::f64::consts::PI;

use proptest::prelude::*;

use super::*;
use crate::document::{
    Align, BundledFace, Case, Color, Document, Face, FontSize, FractionRect, Overlay, Picture,
    PictureId, PixelSize, Preset, Span, Surround, Template, TextBox, TextId, VerticalAlign,
};

const SIZE: PixelSize = PixelSize {
    width: 600,
    height: 400,
};

fn read(yaml: &str) -> Template {
    parse("a", yaml, SIZE).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

fn wrong(yaml: &str) -> String {
    parse("a", yaml, SIZE).unwrap_err().to_string()
}

#[test]
fn a_file_that_says_nothing_has_memegens_defaults() {
    for yaml in [
        "",
        "---\n",
        "# nothing\n",
        "{}",
        "text: ~\nother: [1, {a: b}]",
    ] {
        let template = read(yaml);
        assert_eq!((template.id.as_str(), template.name.as_str()), ("a", "a"));
        assert_eq!(template.meme.picture.name, "a");
        let [top, bottom] = &template.meme.texts[..] else {
            panic!("{:?}", template.meme.texts);
        };
        let frame = |y| FractionRect {
            x: 0.0,
            y,
            width: 1.0,
            height: 0.2,
        };
        assert_eq!((top.frame, bottom.frame), (frame(0.0), frame(0.8)));
        assert_eq!((top.id, bottom.id), (TextId(0), TextId(1)));
        assert_eq!(
            (top.text.as_str(), bottom.text.as_str()),
            ("Top Line", "Bottom Line")
        );
        for text_box in [top, bottom] {
            assert!(text_box.is_sample);
            let look = &text_box.look;
            assert_eq!(look.case, Case::Upper);
            assert_eq!(look.fill, Color::WHITE);
            assert_eq!(look.outline.color, Color::BLACK);
            assert_eq!(look.align, Align::Center);
            assert_eq!(look.vertical_align, VerticalAlign::Middle);
            assert_eq!(look.font.face, Face::Bundled(BundledFace::Anton));
            assert_eq!(look.size, FontSize::Auto { at_most: 1.0 / 9.0 });
        }
        assert_eq!(template.times, [Span::WHOLE; 2]);
        assert_eq!(template.overlays.len(), 1);
        assert_eq!(template.overlays[0].scale, 0.25);
    }
}

#[test]
fn what_a_box_says_is_honoured() {
    let template = read(
        "name: Two
source: https://example.org/two
keywords:
  -
text:
  - style: none
    color: black
    font: thin
    anchor_x: 0.085
    angle: 12.5
    scale_x: 0.3
    scale_y: 0.1
    align: left
    start: 0.25
    stop: 0.5
  - style: mock
    color: '#ff000080'
    font: comic
    align: right
example:
  - one
  - 2
  - nobody sees this
overlay:
  - center_x: 0.425
    angle: 90
    scale: 0.5
",
    );
    assert_eq!(template.source, "https://example.org/two");
    assert!(template.keywords.is_empty());
    let [one, two] = &template.meme.texts[..] else {
        panic!("{:?}", template.meme.texts);
    };
    assert_eq!(one.look.case, Case::AsTyped);
    assert_eq!(
        (one.look.fill, one.look.outline.color),
        (Color::BLACK, Color::WHITE)
    );
    assert!(one.look.font.bold);
    assert_eq!(one.look.align, Align::Left);
    // Counter-clockwise there, clockwise here; a quarter of the height where it is turned.
    assert!((one.angle + 12.5_f64.to_radians()).abs() < 1e-12);
    assert_eq!(one.look.size, FontSize::Auto { at_most: 0.25 });
    assert_eq!(
        template.times,
        [
            Span {
                start: 0.25,
                stop: 0.5
            },
            Span::WHOLE
        ]
    );
    assert_eq!(two.text, "2");
    assert_eq!(two.look.case, Case::Alternating);
    assert_eq!(two.look.fill.to_string(), "#ff0000");
    assert_eq!(two.look.opacity, 128.0 / 255.0);
    assert!(two.look.outline.width_em < one.look.outline.width_em + 1e-9);
    assert_eq!(two.look.align, Align::Right);
    let overlay = template.overlays[0];
    assert_eq!((overlay.center_x, overlay.center_y), (0.425, 0.5));
    assert!((overlay.angle + PI / 2.0).abs() < 1e-12);
}

#[test]
fn a_turned_box_has_its_outermost_corner_at_the_anchor() {
    let yaml = "text: [{anchor_x: 0.1, anchor_y: 0.2, scale_x: 0.5, scale_y: 0.1, angle: 90}]";
    let frame = read(yaml).meme.texts[0].frame.to_pixels(SIZE);
    // 300 × 40 px lie upright in 40 × 300 px at (60, 80).
    assert!((frame.center().x - 80.0).abs() < 1e-9, "{frame:?}");
    assert!((frame.center().y - 230.0).abs() < 1e-9, "{frame:?}");
    assert!((frame.width() - 300.0).abs() < 1e-9 && (frame.height() - 40.0).abs() < 1e-9);
}

#[test]
fn numbers_that_make_no_sense_are_kept_within_what_does() {
    let yaml = "text: [{anchor_x: .nan, anchor_y: -.inf, scale_x: 1e300, scale_y: -3, angle: 1e9, start: -5, stop: .inf}]
overlay: [{center_x: .inf, angle: .nan, scale: -1}]";
    let template = read(yaml);
    let frame = template.meme.texts[0].frame;
    for number in [frame.x, frame.y, frame.width, frame.height] {
        assert!(number.abs() <= 3000.0, "{frame:?}");
    }
    assert!((frame.width - 10.0).abs() < 1e-9);
    assert!(template.meme.texts[0].angle.abs() <= PI + 1e-9);
    assert_eq!(template.times, [Span::WHOLE]);
    assert_eq!(template.overlays[0].center_x, 0.5);
}

#[test]
fn a_look_says_what_other_keys_cannot() {
    let template = read(
        "alt: A cat looks up.
text:
  - color: black
    name: Left sign
    look:
      outline: {width_em: 0}
      vertical_align: Top
      size: {Fixed: 0.07}
      font: {face: {Bundled: Lora}, italic: true}
      plate: {color: '#ff0000', opacity: 1}
      fill: khaki
      new_key: 5
",
    );
    assert_eq!(template.alt, "A cat looks up.");
    let text_box = &template.meme.texts[0];
    assert_eq!(text_box.name, "Left sign");
    let look = &text_box.look;
    assert_eq!(look.outline.width_em, 0.0);
    assert_eq!(look.outline.color, Color::WHITE);
    assert_eq!(look.vertical_align, VerticalAlign::Top);
    assert_eq!(look.size, FontSize::Fixed(0.07));
    assert_eq!(look.font.face, Face::Bundled(BundledFace::Lora));
    assert!(look.font.italic && !look.font.bold);
    assert_eq!(look.plate.color, Color { r: 255, g: 0, b: 0 });
    assert_eq!(look.plate.padding_em, 0.2);
    assert_eq!(look.fill.to_string(), "#f0e68c");
}

#[test]
fn a_caption_goes_into_its_bar_and_the_others_stay_on_the_picture() {
    let template = read("surround: caption\ntext: [{}, {anchor_y: 0.5}]");
    let meme = &template.meme;
    assert_eq!(meme.surround, Surround::CAPTION);
    let bar = meme.picture_rect().y0;
    let frames = [0, 1].map(|index| meme.texts[index].frame.to_pixels(meme.size()));
    assert!(frames[0].y1 <= bar);
    assert_eq!(meme.texts[0].look.fill, Color::BLACK);
    assert!((frames[1].y0 - bar - 200.0).abs() < 1e-9);
    assert_eq!(meme.texts[1].look.fill, Color::WHITE);
    assert_eq!(read("surround: none").meme.surround, Surround::NONE);
}

#[test]
fn a_poster_has_its_title_above_the_line_below() {
    let meme = read("surround: frame").meme;
    assert_eq!(meme.surround, Surround::DEMOTIVATIONAL);
    let [title, below] = [0, 1].map(|index| &meme.texts[index]);
    let bottom = meme.picture_rect().y1 / f64::from(meme.size().height);
    assert!(title.frame.y > bottom);
    assert!((title.frame.y + title.frame.height - below.frame.y).abs() < 1e-9);
    assert!(below.frame.y + below.frame.height < 1.0);
    assert!(title.look.size.fraction() > below.look.size.fraction());
    let mut classic = Document::classic(meme.picture.clone());
    Preset::Demotivational.apply(&mut classic, &[TextId(0)]);
    assert_eq!(title.look, classic.texts[0].look);
    assert_eq!(read("surround: frame\ntext: [{}]").meme.texts.len(), 1);
    assert_eq!(read("surround: frame\ntext: []").meme.texts.len(), 0);
}

#[test]
fn what_is_wrong_is_said() {
    for (yaml, expected) in [
        ("text: [{color: rainbow}]", "text 1 has the color 'rainbow'"),
        (
            "text: [{}, {font: wingdings}]",
            "text 2 has the font 'wingdings'",
        ),
        ("text: [{align: up}]", "text 1 has the align 'up'"),
        (
            "text: [{look: {outline: {width_em: thick}}}]",
            "text 1 has a look",
        ),
        ("text: [{look: 5}]", "text 1 has a look"),
        ("surround: moat", "surround cannot be read: it is 'moat'"),
        ("surround: {top: wide}", "surround cannot be read"),
        ("text: 5", "config.yml cannot be read"),
        ("name: [", "config.yml cannot be read"),
        ("name: a\nname: b", "config.yml cannot be read"),
        ("\u{0}", "config.yml cannot be read"),
    ] {
        let error = wrong(yaml);
        assert!(error.starts_with(expected), "{yaml}: {error}");
        assert!(error.ends_with('.') && !error.contains('\n'), "{error}");
    }
}

#[test]
fn a_source_is_on_the_web() {
    assert_eq!(read("source: javascript:alert(1)").source, "");
    assert_eq!(read("source: top").source, "");
    assert_eq!(read("source: http://a.b").source, "http://a.b");
}

#[test]
fn bombs_do_not_go_off() {
    let mut aliases = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (before, name) in ('a'..='y').zip('b'..='z') {
        let nine = vec![format!("*{before}"); 9].join(", ");
        aliases = [aliases, format!("{name}: &{name} [{nine}]\n")].concat();
    }
    assert!(wrong(&aliases).starts_with("config.yml cannot be read"));
    for deep in [
        "[".repeat(30_000),
        "{a: ".repeat(15_000),
        "- ".repeat(30_000),
        "? ".repeat(30_000),
        (0..250).map(|depth| " ".repeat(depth) + "a:\n").collect(),
    ] {
        assert!(wrong(&deep).starts_with("config.yml cannot be read"));
    }
    assert_eq!(
        wrong(&format!("name: {}", "a".repeat(LONGEST))),
        TemplateError::TooLong.to_string()
    );
    let texts = format!("text: [{}]", "{},".repeat(MOST_TEXTS + 1));
    assert_eq!(wrong(&texts), TemplateError::TooManyTexts.to_string());
    let overlays = format!("overlay: [{}]", "{},".repeat(MOST_OVERLAYS + 1));
    assert_eq!(wrong(&overlays), TemplateError::TooManyOverlays.to_string());
    assert_eq!(
        read(&format!("text: [{}]", "{},".repeat(MOST_TEXTS)))
            .meme
            .texts
            .len(),
        MOST_TEXTS
    );
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        "\\PC{0,8}",
        Just("null".to_owned()),
        Just("~".to_owned()),
        Just("yes".to_owned()),
        Just("1e3".to_owned()),
        Just("- a\n  b: c\n\n".to_owned()),
        Just("#'\"\\: &*!|>%@`".to_owned()),
        Just("tab\t bell\u{7} next\u{85} line\u{2028} bom\u{feff}".to_owned()),
    ]
}

fn look() -> impl Strategy<Value = crate::document::Look> {
    let part = || 0.0..=1.0_f64;
    let color = || any::<[u8; 3]>().prop_map(|[r, g, b]| Color { r, g, b });
    let fill = prop_oneof![color(), Just(Color::WHITE), Just(Color::BLACK)];
    let size = prop_oneof![
        (0.01..0.6).prop_map(FontSize::Fixed),
        (0.01..0.6).prop_map(|at_most| FontSize::Auto { at_most }),
        Just(FontSize::Auto { at_most: 1.0 / 9.0 }),
    ];
    let opacity = prop_oneof![
        Just(1.0),
        part(),
        any::<u8>().prop_map(|a| f64::from(a) / 255.0)
    ];
    let face = prop_oneof![
        (0..BundledFace::ALL.len()).prop_map(|index| Face::Bundled(BundledFace::ALL[index])),
        text().prop_map(Face::Own)
    ];
    let case = (0..6_usize).prop_map(|index| {
        [
            Case::Upper,
            Case::AsTyped,
            Case::Lower,
            Case::Alternating,
            Case::Title,
            Case::Sentence,
        ][index]
    });
    let align = (0..4_usize)
        .prop_map(|index| [Align::Left, Align::Center, Align::Right, Align::Start][index]);
    (
        (fill, color(), color(), size, opacity, face),
        (case, align, any::<bool>(), any::<bool>()),
        prop::array::uniform4(0.0..0.3_f64),
        -3.0..3.0_f64,
    )
        .prop_map(|(a, b, parts, angle)| {
            let mut look = crate::document::Look::CLASSIC;
            (look.fill, look.outline.color, look.plate.color) = (a.0, a.1, a.2);
            (look.size, look.opacity, look.font.face) = (a.3, a.4, a.5);
            (look.case, look.align, look.font.bold, look.font.italic) = b;
            look.outline.width_em = parts[0];
            look.plate.radius_em = parts[1];
            look.shadow.opacity = parts[2];
            look.letter_spacing_em = parts[3];
            look.arc = angle;
            look.shadow.angle = angle;
            look
        })
}

prop_compose! {
    fn template()(
        texts in prop::collection::vec(
            (text(), text(), look(), prop::array::uniform4(0.01..1.0_f64), -3.0..3.0_f64, 0.0..1.0_f64),
            0..6,
        ),
        is_upright in any::<bool>(),
        around in 0..4_usize,
        names in prop::array::uniform3(text()),
        overlays in prop::collection::vec((0.0..1.0_f64, -3.0..3.0_f64), 0..3),
    ) -> Template {
        let surround = [
            Surround::NONE,
            Surround::CAPTION,
            Surround::DEMOTIVATIONAL,
            Surround { left: 0.3, color: Color::YELLOW, ..Surround::NONE },
        ][around];
        let [name, alt, keyword] = names;
        let name = if name.trim().is_empty() { "a".to_owned() } else { name };
        let times = texts.iter().map(|text| Span { start: text.5, stop: 1.0 }).collect();
        let texts = texts.into_iter().enumerate().map(|(index, (text, name, look, [x, y, width, height], angle, _))| {
            TextBox {
                is_sample: !text.is_empty(),
                text,
                name,
                angle: if is_upright { 0.0 } else { angle },
                look,
                ..TextBox::new(TextId(index as u32), FractionRect { x, y, width, height })
            }
        });
        Template {
            id: "a".to_owned(),
            name: name.clone(),
            keywords: [keyword.trim().to_owned()].into_iter().filter(|word| !word.is_empty()).collect(),
            source: "https://a.b/c?d=e#f".to_owned(),
            alt,
            meme: Document {
                picture: Picture { id: PictureId(0), name, size: SIZE },
                surround,
                texts: texts.collect(),
            },
            times,
            overlays: overlays.into_iter().map(|(at, angle)| Overlay {
                center_x: at, center_y: 0.5, angle, scale: 0.2, time: Span::WHOLE,
            }).collect(),
        }
    }
}

/// The same but for what is lost in the sixth place of a number.
fn nearly(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Number(number) => {
            let number = number.as_f64().unwrap();
            ((number * 1e6).round() / 1e6 + 0.0).into()
        }
        Value::Array(items) => items.into_iter().map(nearly).collect(),
        Value::Object(members) => (members.into_iter())
            .map(|(key, value)| (key, nearly(value)))
            .collect(),
        other => other,
    }
}

/// The largest difference of two numbers at the same place; `None` where anything else differs.
fn distance(one: &serde_json::Value, other: &serde_json::Value) -> Option<f64> {
    use serde_json::Value;
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => Some((one.as_f64()? - other.as_f64()?).abs()),
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let pairs = one.iter().zip(other);
            pairs
                .map(|(one, other)| distance(one, other))
                .try_fold(0.0, |most: f64, next| Some(most.max(next?)))
        }
        (Value::Object(one), Value::Object(other)) if one.len() == other.len() => {
            let pairs = one
                .iter()
                .map(|(key, value)| distance(value, other.get(key)?));
            pairs
                .into_iter()
                .try_fold(0.0, |most: f64, next| Some(most.max(next?)))
        }
        (one, other) => (one == other).then_some(0.0),
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(template in template()) {
        let yaml = write(&template);
        let read = parse("a", &yaml, SIZE).map_err(|error| TestCaseError::fail(format!("{error}\n{yaml}")))?;
        let values = [&template, &read].map(|template| serde_json::to_value(template).unwrap());
        let distance = distance(&values[0], &values[1]);
        prop_assert!(distance.is_some_and(|distance| distance < 1e-6), "{distance:?}\n{:?}\n{:?}\n{yaml}", template, read);
        // And from then on nothing changes.
        prop_assert_eq!(nearly(serde_json::to_value(parse("a", &write(&read), SIZE).unwrap()).unwrap()), nearly(values[1].clone()));
    }

    #[test]
    fn any_text_gives_an_answer(yaml in "\\PC{0,200}") {
        let _ = parse("a", &yaml, SIZE);
    }

    #[test]
    fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse("a", &String::from_utf8_lossy(&bytes), SIZE);
    }

    #[test]
    fn text_that_looks_like_a_template_gives_an_answer(
        parts in prop::collection::vec(prop::sample::select(vec![
            "text:", "\n", "  - ", "look:", "{", "}", "[", "]", "angle: ", "1e999", "&a ", "*a", "!!binary ", "<<: ", "? ",
            "color: ", "'#fff'", "\"", "'", "|\n", ">-\n", "name: ", "surround: ", "Auto: ", ", ", "example:", "- ", "\t", "%YAML 1.2\n", "---\n", "...\n",
        ]), 0..40),
    ) {
        let _ = parse("a", &parts.concat(), SIZE);
    }

    #[test]
    fn a_damaged_template_gives_an_answer(
        template in template(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = write(&template).into_bytes();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(template) = parse("a", &String::from_utf8_lossy(&bytes), SIZE) {
            prop_assert!(template.meme.texts.len() <= MOST_TEXTS);
        }
    }
}
