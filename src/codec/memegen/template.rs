//! memegen's `config.yml`: a template's boxes, beside its picture. Keys of ours, which memegen passes over, say what it has no
//! words for: `alt`, `surround`, and in each box `look`.

use std::fmt::Write;

use kurbo::{Rect, Size};
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use super::names::{case_named, color_named, font_named, name_of, style_of};
use crate::codec::json_changes::merge;
use crate::document::{
    Align, Case, Color, Document, FontSize, FractionRect, Look, Outline, Overlay, Picture,
    PictureId, PixelSize, Preset, Span, Surround, Template, TextBox, TextId, VerticalAlign,
    bounded,
};

/// Why a template cannot be read. Displays as a part of a sentence for whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// It is larger than any template.
    #[error("config.yml has more than {LONGEST} bytes")]
    TooLong,
    /// It is no YAML, or other than memegen's.
    #[error("config.yml cannot be read: {0}")]
    Malformed(String),
    /// There are more boxes than anybody fills in.
    #[error("config.yml has more than {MOST_BOXES} texts")]
    TooMany,
}

/// The longest `config.yml`, in bytes: memegen's longest has 3,000.
const LONGEST: usize = 64 * 1024;
/// The most boxes.
const MOST_BOXES: usize = 100;
/// The longest text in it, in characters.
const LONGEST_TEXT: usize = 2000;
/// How far from the picture a box may be, in its own widths and heights.
const FARTHEST: f64 = 10.0;

/// As memegen writes it. All of it may be missing.
#[derive(Deserialize)]
struct Config {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    keywords: Option<Vec<Option<String>>>,
    #[serde(default)]
    example: Option<Vec<Option<String>>>,
    #[serde(default)]
    text: Option<Vec<ConfigText>>,
    #[serde(default)]
    overlay: Option<Vec<ConfigOverlay>>,
    #[serde(default)]
    alt: Option<String>,
    #[serde(default)]
    surround: Option<Value>,
}

#[derive(Deserialize)]
#[serde(default)]
struct ConfigText {
    style: Option<String>,
    color: Option<String>,
    font: Option<String>,
    anchor_x: f64,
    anchor_y: f64,
    angle: f64,
    scale_x: f64,
    scale_y: f64,
    align: Option<String>,
    start: f64,
    stop: f64,
    look: Option<Value>,
}

/// memegen's own: a box along the top.
impl Default for ConfigText {
    fn default() -> Self {
        Self {
            style: None,
            color: None,
            font: None,
            anchor_x: 0.0,
            anchor_y: 0.0,
            angle: 0.0,
            scale_x: 1.0,
            scale_y: 0.2,
            align: None,
            start: 0.0,
            stop: 1.0,
            look: None,
        }
    }
}

#[derive(Deserialize)]
#[serde(default)]
struct ConfigOverlay {
    center_x: f64,
    center_y: f64,
    angle: f64,
    scale: f64,
    start: f64,
    stop: f64,
}

impl Default for ConfigOverlay {
    fn default() -> Self {
        Self {
            center_x: 0.5,
            center_y: 0.5,
            angle: 0.0,
            scale: 0.25,
            start: 0.0,
            stop: 1.0,
        }
    }
}

/// Reads the `config.yml` of the template `id`, whose picture has this size.
///
/// # Errors
/// Where it is none. Single values that make no sense are passed over.
pub fn parse(id: &str, yaml: &str, picture: PixelSize) -> Result<Template, TemplateError> {
    if yaml.len() > LONGEST {
        return Err(TemplateError::TooLong);
    }
    let malformed = |error: serde_saphyr::Error| {
        // Its first line says what; the others show where, in a drawing.
        let said = error.to_string();
        TemplateError::Malformed(said.lines().next().unwrap_or_default().to_owned())
    };
    let config: Config = serde_saphyr::from_str(yaml).map_err(malformed)?;
    let text = config.text.unwrap_or_else(usual_boxes);
    if text.len() > MOST_BOXES {
        return Err(TemplateError::TooMany);
    }
    let name = config
        .name
        .map(|name| shortened(&name))
        .filter(|name| !name.trim().is_empty());
    let name = name.unwrap_or_else(|| id.to_owned());
    let mut meme = Document::classic(Picture {
        id: PictureId(0),
        name: name.clone(),
        size: picture,
    });
    let examples = lines(config.example);
    meme.texts = (0..)
        .zip(&text)
        .map(|(index, text)| {
            let mut text_box = text.text_box(TextId(index), picture);
            let example = usize::try_from(index)
                .ok()
                .and_then(|index| examples.get(index));
            text_box.text = example.cloned().unwrap_or_default();
            text_box.is_sample = true;
            text_box
        })
        .collect();
    surround(&mut meme, config.surround.as_ref());
    for (text_box, text) in meme.texts.iter_mut().zip(&text) {
        if let Some(changes) = &text.look {
            text_box.look = changed(&text_box.look, changes);
        }
    }
    let overlay = |overlay: ConfigOverlay| Overlay {
        center_x: sane(overlay.center_x),
        center_y: sane(overlay.center_y),
        angle: -angle(overlay.angle),
        scale: sane(overlay.scale),
        time: span(overlay.start, overlay.stop),
    };
    Ok(Template {
        id: id.to_owned(),
        name,
        keywords: lines(config.keywords)
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect(),
        source: config
            .source
            .map(|source| shortened(&source))
            .unwrap_or_default(),
        alt: config.alt.map(|alt| shortened(&alt)).unwrap_or_default(),
        meme,
        times: text
            .iter()
            .map(|text| span(text.start, text.stop))
            .collect(),
        overlays: config
            .overlay
            .unwrap_or_default()
            .into_iter()
            .take(MOST_BOXES)
            .map(overlay)
            .collect(),
    })
}

/// What memegen has where a template names no boxes: along the top and along the bottom.
fn usual_boxes() -> Vec<ConfigText> {
    let bottom = ConfigText {
        anchor_y: 0.8,
        ..ConfigText::default()
    };
    vec![ConfigText::default(), bottom]
}

fn lines(texts: Option<Vec<Option<String>>>) -> Vec<String> {
    let texts = texts.unwrap_or_default().into_iter().take(MOST_BOXES);
    texts
        .map(|text| shortened(&text.unwrap_or_default()))
        .collect()
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

fn sane(number: f64) -> f64 {
    if number.is_finite() {
        bounded(number, -FARTHEST, FARTHEST)
    } else {
        0.0
    }
}

/// Degrees as radians, from -π to π.
fn angle(degrees: f64) -> f64 {
    let degrees = if degrees.is_finite() {
        degrees % 360.0
    } else {
        0.0
    };
    let degrees = if degrees > 180.0 {
        degrees - 360.0
    } else {
        degrees
    };
    if degrees < -180.0 {
        degrees + 360.0
    } else {
        degrees
    }
    .to_radians()
}

fn span(start: f64, stop: f64) -> Span {
    let part = |at: f64| {
        if at.is_finite() {
            bounded(at, 0.0, 1.0)
        } else {
            0.0
        }
    };
    Span {
        start: part(start),
        stop: part(stop),
    }
}

impl ConfigText {
    fn text_box(&self, id: TextId, picture: PixelSize) -> TextBox {
        let size = size_px(picture);
        let width = sane(self.scale_x).abs() * size.width;
        let height = sane(self.scale_y).abs() * size.height;
        // memegen turns counter-clockwise, and puts the corner of what is around the turned box at the anchor.
        let angle = -angle(self.angle);
        let around = turned_size(Size::new(width, height), angle);
        let center = (
            sane(self.anchor_x) * size.width + around.width / 2.0,
            sane(self.anchor_y) * size.height + around.height / 2.0,
        );
        let frame = Rect::from_center_size(center, (width, height));
        let mut text_box = TextBox::new(id, FractionRect::from_pixels(frame, picture));
        text_box.angle = angle;
        text_box.look = self.look(angle != 0.0, picture);
        text_box
    }

    fn look(&self, is_turned: bool, picture: PixelSize) -> Look {
        let classic = Look::CLASSIC;
        let named = self.color.as_deref().and_then(color_named);
        let fill = named.unwrap_or(Color::WHITE);
        let outline = if fill == Color::BLACK {
            // There memegen has a thin line, half to be seen through.
            Outline {
                color: Color::WHITE,
                width_em: 0.0,
            }
        } else {
            classic.outline
        };
        Look {
            font: self
                .font
                .as_deref()
                .and_then(font_named)
                .unwrap_or(classic.font.clone()),
            size: FontSize::Auto {
                at_most: largest(is_turned, picture),
            },
            case: self.style.as_deref().map_or(classic.case, case_named),
            fill,
            outline,
            align: match self.align.as_deref() {
                Some("left") => Align::Left,
                Some("right") => Align::Right,
                _ => Align::Center,
            },
            vertical_align: VerticalAlign::Middle,
            ..classic
        }
    }
}

fn size_px(size: PixelSize) -> Size {
    Size::new(size.width.into(), size.height.into())
}

/// memegen's largest letters, as a fraction of the picture's shorter side: a ninth of its height, a quarter in a box that is
/// turned. Height of the whole em there and here.
fn largest(is_turned: bool, picture: PixelSize) -> f64 {
    let part = if is_turned { 4.0 } else { 9.0 };
    f64::from(picture.height) / part / f64::from(picture.shorter_side().max(1))
}

/// The size of what is around a box that is turned.
fn turned_size(size: Size, angle: f64) -> Size {
    let (sine, cosine) = (angle.sin().abs(), angle.cos().abs());
    Size::new(
        size.width * cosine + size.height * sine,
        size.width * sine + size.height * cosine,
    )
}

/// Puts around the picture what `value` says: a name, or all of it. The texts that belong there go there.
fn surround(meme: &mut Document, value: Option<&Value>) {
    let first = meme
        .texts
        .iter()
        .map(|text_box| text_box.id)
        .take(2)
        .collect::<Vec<_>>();
    match value {
        Some(Value::String(name)) if name == "caption" => {
            Preset::Caption.apply(meme, first.get(..1).unwrap_or_default());
        }
        Some(Value::String(name)) if name == "frame" => {
            Preset::Demotivational.apply(meme, &first);
            // The first is the title, and the second says more below it.
            if let [title, more] = first.as_slice() {
                share_frame(meme, *title, *more);
            }
        }
        Some(Value::Object(_)) => {
            let surround = value.and_then(|value| Surround::deserialize(value).ok());
            if let Some(surround) = surround.filter(|surround| surround.is_sane()) {
                meme.set_surround(surround);
            }
        }
        _ => {}
    }
}

/// Of a frame's room a title takes this much.
const TITLE: f64 = 0.6;

fn share_frame(meme: &mut Document, title: TextId, more: TextId) {
    if let Some(title) = meme.text_mut(title) {
        title.frame.height *= TITLE;
    }
    if let Some(more) = meme.text_mut(more) {
        more.frame.y += TITLE * more.frame.height;
        more.frame.height *= 1.0 - TITLE;
        more.look.case = Case::AsTyped;
        more.look.letter_spacing_em = 0.0;
        more.look.size = FontSize::Auto { at_most: 0.055 };
    }
}

/// A look with changes, as deep as they go. What makes none is passed over.
fn changed(look: &Look, changes: &Value) -> Look {
    let Ok(mut value) = serde_json::to_value(look) else {
        return look.clone();
    };
    merge(&mut value, changes);
    Look::deserialize(value).map_or_else(|_| look.clone(), |look| look.sanitized())
}

/// Writes a template as memegen reads it, with what it has no words for in keys of ours. YAML in which values are JSON.
pub fn write(template: &Template) -> String {
    let mut yaml = String::new();
    let mut line = |text: String| {
        yaml.push_str(&text);
        yaml.push('\n');
    };
    let list = |texts: &[String]| {
        let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        format!("[{}]", texts.join(", "))
    };
    let meme = &template.meme;
    let picture = meme.picture.size;
    let mut boxes: Vec<&TextBox> = meme.texts.iter().collect();
    boxes.sort_by_key(|text_box| text_box.id);
    line(format!("name: {}", quoted(&template.name)));
    line(format!("source: {}", quoted(&template.source)));
    line(format!("keywords: {}", list(&template.keywords)));
    let example: Vec<String> = boxes.iter().map(|text_box| text_box.text.clone()).collect();
    line(format!("example: {}", list(&example)));
    line(format!("alt: {}", quoted(&template.alt)));
    if meme.surround != Surround::NONE {
        line(format!("surround: {}", json(&meme.surround)));
    }
    line(
        if boxes.is_empty() {
            "text: []"
        } else {
            "text:"
        }
        .to_owned(),
    );
    for (index, text_box) in boxes.iter().enumerate() {
        let time = template.times.get(index).copied().unwrap_or(Span::WHOLE);
        line(written_box(text_box, meme, picture, time));
    }
    if !template.overlays.is_empty() {
        line("overlay:".to_owned());
    }
    for overlay in &template.overlays {
        let mut fields = String::from("  - ");
        for (name, number) in [
            ("center_x", overlay.center_x),
            ("center_y", overlay.center_y),
            ("angle", -overlay.angle.to_degrees()),
            ("scale", overlay.scale),
            ("start", overlay.time.start),
            ("stop", overlay.time.stop),
        ] {
            // Fails never: it writes to memory.
            let _ = write!(fields, "{name}: {}\n    ", json(&number));
        }
        line(fields.trim_end().to_owned());
    }
    yaml
}

fn written_box(text_box: &TextBox, meme: &Document, picture: PixelSize, time: Span) -> String {
    // Where it is on the picture; what lies around that is left to `surround`.
    let on_picture = text_box.frame.to_pixels(meme.size()) - meme.picture_rect().origin().to_vec2();
    let size = size_px(picture);
    let around = turned_size(on_picture.size(), text_box.angle);
    let anchor = on_picture.center() - (around / 2.0).to_vec2();
    let look = &text_box.look;
    let config = ConfigText {
        style: Some(style_of(look.case).to_owned()),
        color: Some(look.fill.to_string()),
        font: Some(name_of(&look.font).to_owned()),
        anchor_x: anchor.x / size.width,
        anchor_y: anchor.y / size.height,
        angle: -text_box.angle.to_degrees(),
        scale_x: on_picture.width() / size.width,
        scale_y: on_picture.height() / size.height,
        align: Some(
            match look.align {
                Align::Left => "left",
                Align::Right => "right",
                Align::Center | Align::Start => "center",
            }
            .to_owned(),
        ),
        start: time.start,
        stop: time.stop,
        look: None,
    };
    let mut fields = String::from("  - ");
    let mut field = |name: &str, value: String| {
        // Fails never: it writes to memory.
        let _ = write!(fields, "{name}: {value}\n    ");
    };
    for (name, text) in [
        ("style", &config.style),
        ("color", &config.color),
        ("font", &config.font),
        ("align", &config.align),
    ] {
        field(name, quoted(text.as_deref().unwrap_or_default()));
    }
    for (name, number) in [
        ("anchor_x", config.anchor_x),
        ("anchor_y", config.anchor_y),
        ("angle", config.angle),
        ("scale_x", config.scale_x),
        ("scale_y", config.scale_y),
        ("start", config.start),
        ("stop", config.stop),
    ] {
        field(name, json(&number));
    }
    if config.look(text_box.angle != 0.0, picture) != *look {
        field("look", json(look));
    }
    fields.trim_end().to_owned()
}

/// A text as YAML's double-quoted style and JSON both write it.
fn quoted(text: &str) -> String {
    json(text)
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    // What is written here are texts, numbers and fields with names.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{BundledFace, Case, Face};

    const PICTURE: PixelSize = PixelSize {
        width: 600,
        height: 400,
    };

    /// In memegen's own form, with its own ways: an empty keyword, a source on a line of its own.
    const EXAMPLE: &str = "name: Two Buttons
source:
  https://example.org/two
keywords:
  -
text:
  - style: none
    color: black
    font: thin
    anchor_x: 0.1
    anchor_y: 0.2
    angle: 90.0
    scale_x: 0.25
    scale_y: 0.1
    align: left
    start: 0.0
    stop: 0.5
  - style: mock
    color: khaki
    anchor_y: 0.8
example:
  - one
  - two
overlay:
  - center_x: 0.5
    angle: 30.0
future_key: {a: [1, 2]}
";

    #[test]
    fn memegens_keys_are_read() {
        let template = parse("two", EXAMPLE, PICTURE).unwrap();
        assert_eq!(
            (template.id.as_str(), template.name.as_str()),
            ("two", "Two Buttons")
        );
        assert_eq!(template.source, "https://example.org/two");
        assert!(template.keywords.is_empty());
        let [first, second] = template.meme.texts.as_slice() else {
            panic!("{:?}", template.meme.texts);
        };
        assert_eq!((first.text.as_str(), first.is_sample), ("one", true));
        // Turned by a quarter, its upper left corner is at the anchor.
        assert!((first.angle + std::f64::consts::FRAC_PI_2).abs() < 1e-12);
        let frame = first.frame.to_pixels(PICTURE);
        assert!((frame.width() - 150.0).abs() < 1e-9 && (frame.height() - 40.0).abs() < 1e-9);
        assert!((frame.center().x - (60.0 + 20.0)).abs() < 1e-9, "{frame:?}");
        assert!((frame.center().y - (80.0 + 75.0)).abs() < 1e-9, "{frame:?}");
        assert_eq!(first.look.font.face, Face::Bundled(BundledFace::Inter));
        assert_eq!(
            (first.look.fill, first.look.outline.width_em),
            (Color::BLACK, 0.0)
        );
        assert_eq!(
            (first.look.case, first.look.align),
            (Case::AsTyped, Align::Left)
        );
        assert_eq!(first.look.size, FontSize::Auto { at_most: 0.25 });
        assert_eq!(second.look.size, FontSize::Auto { at_most: 1.0 / 9.0 });
        assert_eq!(second.look.case, Case::Alternating);
        assert_eq!(second.look.fill, color_named("khaki").unwrap());
        assert_eq!(
            second.frame.to_pixels(PICTURE),
            Rect::new(0.0, 320.0, 600.0, 400.0)
        );
        assert_eq!(
            template.times[0],
            Span {
                start: 0.0,
                stop: 0.5
            }
        );
        assert_eq!(template.times[1], Span::WHOLE);
        assert!((template.overlays[0].angle + 30.0_f64.to_radians()).abs() < 1e-12);
        assert_eq!(template.overlays[0].scale, 0.25);
    }

    #[test]
    fn what_is_missing_is_as_memegen_has_it() {
        let template = parse("plain", "name:", PICTURE).unwrap();
        assert_eq!(template.name, "plain");
        let frames: Vec<Rect> = (template.meme.texts.iter())
            .map(|text_box| text_box.frame.to_pixels(PICTURE))
            .collect();
        assert_eq!(
            frames,
            [
                Rect::new(0.0, 0.0, 600.0, 80.0),
                Rect::new(0.0, 320.0, 600.0, 400.0)
            ]
        );
        let look = &template.meme.texts[0].look;
        assert_eq!(
            (look.case, look.fill, look.align),
            (Case::Upper, Color::WHITE, Align::Center)
        );
    }

    #[test]
    fn our_own_keys_say_the_rest() {
        let yaml = "alt: A cat.\nsurround: caption\ntext:\n  - style: none\n    look: {outline: {width_em: 0.2}, size: {Fixed: 0.05}, nonsense: 1}\n";
        let template = parse("cat", yaml, PICTURE).unwrap();
        assert_eq!(template.alt, "A cat.");
        assert_eq!(template.meme.surround, Surround::CAPTION);
        let text_box = &template.meme.texts[0];
        assert!(
            text_box.frame.to_pixels(template.meme.size()).y1 <= template.meme.picture_rect().y0
        );
        assert_eq!(text_box.look.outline.width_em, 0.2);
        assert_eq!(text_box.look.size, FontSize::Fixed(0.05));
        // A frame has a title and more below it, one over the other.
        let yaml = "surround: frame\ntext: [{}, {}]";
        let meme = parse("frame", yaml, PICTURE).unwrap().meme;
        let [title, more] =
            [0, 1].map(|index: usize| meme.texts[index].frame.to_pixels(meme.size()));
        assert!(title.y0 >= meme.picture_rect().y1 && (title.y1 - more.y0).abs() < 1e-9);
        assert!(more.y1 <= f64::from(meme.size().height));
    }

    #[test]
    fn what_is_wrong_is_told() {
        let error = |yaml: &str| parse("x", yaml, PICTURE).unwrap_err();
        assert_eq!(error(&" ".repeat(LONGEST + 1)), TemplateError::TooLong);
        assert_eq!(
            error(&format!("text: [{}]", "{},".repeat(101))),
            TemplateError::TooMany
        );
        assert!(matches!(error("text: 7"), TemplateError::Malformed(_)));
        assert!(matches!(error("a: b: c"), TemplateError::Malformed(_)));
        assert!(matches!(
            error("text: [{anchor_x: wide}]"),
            TemplateError::Malformed(_)
        ));
        // A bomb of aliases: nine lists of nine each, nine deep.
        let mut bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for depth in 1..9 {
            let list = vec![format!("*a{}", depth - 1); 9].join(",");
            let _ = writeln!(bomb, "a{depth}: &a{depth} [{list}]");
        }
        let _ = parse("x", &bomb, PICTURE);
        let _ = parse("x", &"[".repeat(LONGEST), PICTURE);
        let absurd = parse(
            "x",
            "text: [{anchor_x: .nan, scale_x: .inf, angle: 1e300}]",
            PICTURE,
        )
        .unwrap();
        let frame = absurd.meme.texts[0].frame;
        assert!(frame.x.is_finite() && frame.width.is_finite());
    }

    prop_compose! {
        fn boxes()(boxes in proptest::collection::vec(
            ("\\PC{0,20}", -0.5..1.0_f64, 0.01..1.0_f64, -3.0..3.0_f64, 0_usize..6, 0_usize..15, any::<[u8; 3]>(), any::<bool>()), 1..6)
        ) -> Vec<TextBox> {
            let cases = [Case::Upper, Case::AsTyped, Case::Lower, Case::Alternating, Case::Title, Case::Sentence];
            (0..).zip(boxes).map(|(id, (text, at, length, angle, case, face, [r, g, b], is_flat))| {
                let frame = FractionRect { x: at, y: at / 2.0, width: length, height: length / 2.0 };
                let mut text_box = TextBox::new(TextId(id), frame);
                text_box.text = text;
                text_box.is_sample = true;
                text_box.angle = if is_flat { 0.0 } else { angle };
                text_box.look.case = cases[case];
                text_box.look.font.face = Face::Bundled(BundledFace::ALL[face]);
                text_box.look.fill = Color { r, g, b };
                text_box.look.arc = if is_flat { 0.5 } else { 0.0 };
                text_box.look.align = if is_flat { Align::Start } else { Align::Right };
                text_box
            }).collect()
        }
    }

    proptest! {
        #[test]
        fn a_template_comes_back(
            texts in boxes(), name in "\\PC{0,30}", keywords in proptest::collection::vec("\\PC{1,12}", 0..4), has_bar in any::<bool>(),
        ) {
            let mut template = parse("id", "text: []", PICTURE).unwrap();
            template.name = format!("n{name}");
            template.meme.picture.name.clone_from(&template.name);
            template.keywords = keywords;
            template.times = vec![Span::WHOLE; texts.len()];
            template.meme.texts = texts;
            if has_bar {
                template.meme.set_surround(Surround::CAPTION);
            }
            let written = write(&template);
            let mut read = parse("id", &written, PICTURE).map_err(|error| TestCaseError::fail(format!("{error}\n{written}")))?;
            for (text_box, before) in read.meme.texts.iter_mut().zip(&template.meme.texts) {
                let size = template.meme.size();
                let (is, was) = (text_box.frame.to_pixels(size), before.frame.to_pixels(size));
                prop_assert!(is.origin().distance(was.origin()) < 1e-6 && (is.width() - was.width()).abs() < 1e-6);
                prop_assert!((text_box.angle - before.angle).abs() < 1e-9);
                (text_box.frame, text_box.angle) = (before.frame, before.angle);
            }
            prop_assert_eq!(read, template);
        }

        #[test]
        fn anything_is_answered(text in "(\\PC|[\n:{}\\[\\]&*!|>'\"#%@`-]){0,200}") {
            let _ = parse("x", &text, PICTURE);
        }
    }
}
