use std::f64::consts::PI;

use super::*;
use crate::document::{
    Align, BundledFace, Case, Color, Document, Face, FontSize, FractionRect, Overlay, Picture,
    PictureId, PixelSize, Preset, Span, Surround, Template, TextBox, TextId, VerticalAlign,
};

mod property;

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
        ("other: [", "config.yml cannot be read"),
        ("name: a\nname: b", "config.yml cannot be read"),
        ("\u{0}", "config.yml cannot be read"),
    ] {
        let error = wrong(yaml);
        assert!(error.starts_with(expected), "{yaml}: {error}");
        assert!(error.ends_with('.') && !error.contains('\n'), "{error}");
    }
}

#[test]
fn names_have_only_what_can_be_seen() {
    let yaml = r#"
name: "photo\u202Egpj\0"
alt: "a\u200Bb\e[31m"
keywords: ["\u2066cat\u2069", "\u202E\u200B"]
source: "https://a.b/\u202Ec"
text: [{name: "left\u200F\u0007"}, {}]
example: ["one\0\ntwo\u202E", b]
"#;
    let template = read(yaml);
    assert_eq!(
        (template.name.as_str(), template.alt.as_str()),
        ("photogpj", "ab[31m")
    );
    assert_eq!(template.meme.picture.name, "photogpj");
    assert_eq!(
        (&template.keywords[..], template.source.as_str()),
        (&["cat".to_owned()][..], "https://a.b/c")
    );
    assert_eq!(template.meme.texts[0].name, "left");
    assert_eq!(template.meme.texts[0].text, "one\ntwo");
    assert_eq!(read("name: \"\\u202E\\0\"").name, "a");
    // Nor does a reason have them.
    let reason = wrong(r#"text: [{color: "\u202Ered\e"}]"#);
    assert!(reason.starts_with("text 1 has the color 'red'"), "{reason}");
}

#[test]
fn what_cannot_be_read_is_said_in_words_and_where() {
    let deep = format!("other: {}", "[".repeat(40));
    let many = format!("other: [{}]", "1,".repeat(60_000));
    let anchors: Vec<String> = (0..200)
        .map(|index| format!("a{index}: &a{index} b\n"))
        .collect();
    let anchors = anchors.concat();
    for (yaml, expected) in [
        (
            "a: &a x\nb: *a",
            "line 2, column 4: names for values (& and *) are not read",
        ),
        ("name: *nobody", "line 1, column 7: names for values"),
        (
            "name: a\n---\nname: b",
            "line 2, column 1: there is a second document",
        ),
        (
            &deep,
            "lists and mappings lie in each other more than 16 deep",
        ),
        (&many, "there is more in the file than a template has"),
        (&anchors, "names for values (& and *) are not read"),
        (
            "name: a\nalt: b\nname: c",
            "line 3, column 1: the key 'name' is there twice",
        ),
        ("text: 5", "line 1, column 7: a list belongs here"),
        (
            "text: [{angle: steep}]",
            "line 1, column 16: a number belongs here",
        ),
        ("text: [{angle: [1]}]", "line 1, column 16: "),
        (
            "text: [5]",
            "line 1, column 8: a mapping (keys with values) belongs here",
        ),
        ("name: [a]", "line 1, column 7: a text belongs here"),
        ("name: {a: b}", "line 1, column 7: a text belongs here"),
        (
            "- a",
            "line 1, column 1: a mapping (keys with values) belongs here",
        ),
        (
            "just words",
            "line 1, column 1: a mapping (keys with values) belongs here",
        ),
        (
            "other: [",
            "the file ends before a bracket or a quote is closed",
        ),
        (
            "name: 'a",
            "the file ends before a bracket or a quote is closed",
        ),
        ("text:\n\t- a", "there is a tab where only spaces may be"),
        ("text:\n  - style: upper\n color: red", "line 3, column 2: "),
        ("name: a: b", "line 1, column 8: a key with its colon"),
        ("other: [a]]", "a bracket or a comma is missing"),
        ("other: {a: b]", "a bracket or a comma is missing"),
        (
            "name: @a",
            "line 1, column 7: a text that begins with this character",
        ),
        (
            "name: `a",
            "line 1, column 7: a text that begins with this character",
        ),
        ("name: %a\n%b", ""),
        ("name: \"a\\q\"", "a \\ in double quotes is followed by"),
        (
            "name: 'a' b",
            "line 1, column 11: after the quote that closes a text",
        ),
        ("name: !!binary a", "tags and directives"),
        ("name: !nobody!a b", "tags and directives"),
        ("a: {<<: [1]}", ""),
        ("\u{0}", ""),
    ] {
        let Err(error) = parse("a", yaml, SIZE) else {
            assert_eq!(expected, "", "{yaml} is read");
            continue;
        };
        let said = error.to_string();
        assert!(
            said.starts_with("config.yml cannot be read: ") && said.ends_with('.'),
            "{said}"
        );
        assert!(said.contains(expected), "{yaml:.60}: {said}");
        for jargon in [
            "budget", "breach", "::", "{ ", "scalar", "f64", "struct ", "sequence", "expected",
            "flow", "EOF",
        ] {
            assert!(!said.contains(jargon), "{yaml:.60}: {said}");
        }
    }
}

#[test]
fn what_cannot_be_read_of_a_look_is_said_in_words() {
    for (yaml, expected) in [
        (
            "text: [{look: {outline: {width_em: thick}}}]",
            "text 1 has a look that cannot be read: here is the text 'thick', where a number belongs.",
        ),
        (
            "text: [{look: {size: {Huge: 1}}}]",
            "text 1 has a look that cannot be read: there is no 'Huge': try ",
        ),
        (
            "text: [{look: [1]}]",
            "text 1 has a look that cannot be read: here is 1, where a mapping",
        ),
        (
            "surround: {top: wide}",
            "surround cannot be read: here is the text 'wide', where a number belongs.",
        ),
    ] {
        let said = wrong(yaml);
        assert!(said.starts_with(expected), "{yaml}: {said}");
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
