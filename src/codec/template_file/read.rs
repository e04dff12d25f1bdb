use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::config::{Config, OverlayPlace, Text};
use super::place::Place;
use super::{
    LONGEST, MOST_KEYWORDS, MOST_OVERLAYS, MOST_TEXTS, TemplateError, clean, font, look, words,
};
use crate::document::{
    Document, FractionRect, Overlay, Picture, PictureId, PixelSize, Preset, Span, Surround,
    Template, TextBox, TextId, bounded, limits,
};

/// The parts of a demotivational poster's room for words that its title and the line below it take.
const TITLE: f64 = 0.6;
/// The largest size of the line below the title, as a fraction of the title's.
const BELOW_TITLE: f64 = 0.5;

/// Reads a template that has a picture of this size.
///
/// ```
/// use memeforge::codec::template_file::parse;
/// use memeforge::document::PixelSize;
///
/// let size = PixelSize { width: 600, height: 400 };
/// let template = parse("fry", "name: Not sure\nexample: [not sure, if it works]", size)?;
/// assert_eq!(template.meme.texts[1].text, "if it works");
/// assert_eq!(template.meme.texts[1].frame.y, 0.8);
/// # Ok::<(), memeforge::codec::template_file::TemplateError>(())
/// ```
pub fn parse(id: &str, yaml: &str, picture: PixelSize) -> Result<Template, TemplateError> {
    let config = read_yaml(yaml)?;
    let texts: Vec<Text> = listed(config.text, Text::usual);
    if texts.len() > MOST_TEXTS {
        return Err(TemplateError::TooManyTexts);
    }
    let overlays: Vec<OverlayPlace> =
        listed(config.overlay, || vec![Some(OverlayPlace::default())]);
    if overlays.len() > MOST_OVERLAYS {
        return Err(TemplateError::TooManyOverlays);
    }
    let example = config.example.unwrap_or_else(|| {
        ["Top Line", "Bottom Line"]
            .map(|text| Some(text.to_owned()))
            .to_vec()
    });
    let name = config.name.map(cut).filter(|name| !name.trim().is_empty());
    let name = name.unwrap_or_else(|| id.to_owned());
    let mut meme = Document {
        picture: Picture {
            id: PictureId(0),
            name: name.clone(),
            size: picture,
        },
        surround: Surround::NONE,
        texts: Vec::new(),
        description: String::new(),
    };
    for (index, text) in texts.iter().enumerate() {
        let line = example.get(index).cloned().flatten();
        let line = clean::lines(&line.unwrap_or_default());
        let text_box = text_box(index, text, line, picture)?;
        meme.texts.push(text_box);
    }
    surround(&mut meme, config.surround)?;
    for (index, (text_box, text)) in meme.texts.iter_mut().zip(&texts).enumerate() {
        if let Some(over) = &text.look {
            text_box.look = merged(&text_box.look, over.clone())
                .map_err(|error| TemplateError::Look(index + 1, error))?;
        }
    }
    let count = meme.texts.len();
    let mut meme = meme.sanitized();
    // Memes have two texts at least, templates need not.
    meme.texts.truncate(count);
    let keywords = config.keywords.unwrap_or_default();
    Ok(Template {
        id: id.to_owned(),
        name,
        keywords: (keywords.into_iter().flatten())
            .map(|keyword| cut(keyword).trim().to_owned())
            .filter(|keyword| !keyword.is_empty())
            .take(MOST_KEYWORDS)
            .collect(),
        // Elsewhere it is a link: to the web alone.
        source: (config.source.map(cut))
            .filter(|source| {
                ["http://", "https://"]
                    .iter()
                    .any(|web| source.starts_with(web))
            })
            .unwrap_or_default(),
        alt: config.alt.map(cut).unwrap_or_default(),
        times: texts
            .iter()
            .map(|text| span(text.start, text.stop))
            .collect(),
        overlays: overlays.iter().map(overlay).collect(),
        meme,
    })
}

/// An empty file is one that says nothing. Whatever is in one, reading it is bounded by its length.
fn read_yaml(yaml: &str) -> Result<Config, TemplateError> {
    if yaml.len() > LONGEST {
        return Err(TemplateError::TooLong);
    }
    // What no template needs: aliases, which make much of little, and depth. A text's look is 6 deep.
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: 50_000,
            max_nodes: 50_000,
            max_depth: 16,
            flow_nesting_limit: 16,
            max_aliases: 0,
            max_anchors: 100,
            max_documents: 1,
            max_total_scalar_bytes: LONGEST,
        },
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options::<Option<Config>>(yaml, options)
        .map(Option::unwrap_or_default)
        .map_err(|error| TemplateError::Yaml(words::of_yaml(&error)))
}

/// The items of a list that are any; what is usual where there is no list.
fn listed<T>(list: Option<Vec<Option<T>>>, usual: impl Fn() -> Vec<Option<T>>) -> Vec<T> {
    list.unwrap_or_else(usual).into_iter().flatten().collect()
}

fn text_box(
    index: usize,
    text: &Text,
    line: String,
    picture: PixelSize,
) -> Result<TextBox, TemplateError> {
    let given = |value: &Option<String>, usual: &str| {
        let value = value.as_deref().map(str::trim);
        let value = value.filter(|value| !value.is_empty());
        value.unwrap_or(usual).to_owned()
    };
    let place = Place {
        anchor_x: finite(text.anchor_x, 0.0),
        anchor_y: finite(text.anchor_y, 0.0),
        scale_x: finite(text.scale_x, 1.0),
        scale_y: finite(text.scale_y, 0.2),
        angle: finite(text.angle, 0.0),
    }
    .sane();
    let number = index + 1;
    let (color, font) = (given(&text.color, "white"), given(&text.font, "thick"));
    let align = given(&text.align, "center");
    let look = crate::document::Look {
        font: font::named(&font).ok_or(TemplateError::Font(number, cut(font)))?,
        case: look::case(&given(&text.style, "upper")),
        align: look::align(&align).ok_or(TemplateError::Align(number, cut(align)))?,
        ..look::usual(&color, place.angle != 0.0, picture)
            .ok_or(TemplateError::Color(number, cut(color)))?
    };
    Ok(TextBox {
        name: text.name.clone().map(cut).unwrap_or_default(),
        is_sample: !line.is_empty(),
        text: line,
        angle: turned(place.angle),
        look,
        ..TextBox::new(TextId(index as u32), place.frame(picture))
    })
}

/// Radians, clockwise, of degrees, counter-clockwise.
fn turned(degrees: f64) -> f64 {
    // Without the sign that zero would have.
    if degrees == 0.0 {
        0.0
    } else {
        -degrees.to_radians()
    }
}

/// Puts around the picture what the file says: by name with the look that goes with it, or as a mapping.
fn surround(meme: &mut Document, said: Option<Value>) -> Result<(), TemplateError> {
    let ids: Vec<TextId> = meme.texts.iter().map(|text_box| text_box.id).collect();
    match said {
        None => Ok(()),
        Some(Value::String(name)) => match name.as_str() {
            "none" => Ok(()),
            "caption" => {
                Preset::Caption.apply(meme, &ids[..ids.len().min(1)]);
                Ok(())
            }
            "frame" => {
                Preset::Demotivational.apply(meme, &ids[..ids.len().min(2)]);
                stack(&mut meme.texts);
                Ok(())
            }
            other => Err(TemplateError::Surround(format!(
                "it is '{}'",
                cut(other.to_owned())
            ))),
        },
        Some(mapping) => {
            let surround = merged(&Surround::NONE, mapping).map_err(TemplateError::Surround)?;
            let surround = surround.sanitized();
            if surround != Surround::NONE {
                meme.set_surround(surround);
            }
            Ok(())
        }
    }
}

/// Puts the first text of a poster, which is its title, above the second.
fn stack(texts: &mut [TextBox]) {
    let [title, below, ..] = texts else {
        return;
    };
    let room = title.frame;
    title.frame.height = TITLE * room.height;
    below.frame = FractionRect {
        y: room.y + TITLE * room.height,
        height: (1.0 - TITLE) * room.height,
        ..room
    };
    let size = BELOW_TITLE * title.look.size.fraction();
    below.look.size = crate::document::FontSize::Auto { at_most: size };
}

/// `base` with what `over` says of it.
fn merged<T: Serialize + DeserializeOwned>(base: &T, over: Value) -> Result<T, String> {
    let mut value = serde_json::to_value(base).map_err(|error| words::of_json(&error))?;
    look::merge(&mut value, over);
    serde_json::from_value(value).map_err(|error| words::of_json(&error))
}

fn overlay(place: &OverlayPlace) -> Overlay {
    Overlay {
        center_x: bounded(finite(place.center_x, 0.5), -10.0, 10.0),
        center_y: bounded(finite(place.center_y, 0.5), -10.0, 10.0),
        angle: turned(finite(place.angle, 0.0) % 360.0),
        scale: bounded(finite(place.scale, 0.25), 0.001, 10.0),
        time: span(place.start, place.stop),
    }
}

fn span(start: Option<f64>, stop: Option<f64>) -> Span {
    Span {
        start: bounded(finite(start, 0.0), 0.0, 1.0),
        stop: bounded(finite(stop, 1.0), 0.0, 1.0),
    }
}

fn finite(number: Option<f64>, usual: f64) -> f64 {
    number.filter(|number| number.is_finite()).unwrap_or(usual)
}

/// A name that can be seen, of at most the length that names have.
fn cut(name: String) -> String {
    let mut name = clean::name(&name);
    if let Some((end, _)) = name.char_indices().nth(limits::LONGEST_NAME) {
        name.truncate(end);
    }
    name
}
