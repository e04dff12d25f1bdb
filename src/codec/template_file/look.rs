//! How a text looks by memegen's keys, and what of a look they cannot say.

use serde_json::{Map, Value};

use super::{color, font};
use crate::document::{Align, Case, Color, FontSize, Look, Outline, PixelSize, VerticalAlign};

/// memegen's styles. It passes over those that it does not know.
const STYLES: [(&str, Case); 7] = [
    ("upper", Case::Upper),
    ("lower", Case::Lower),
    ("title", Case::Title),
    ("capitalize", Case::Sentence),
    ("none", Case::AsTyped),
    ("default", Case::AsTyped),
    ("mock", Case::Alternating),
];

/// Its sides.
const ALIGNS: [(&str, Align); 3] = [
    ("left", Align::Left),
    ("center", Align::Center),
    ("right", Align::Right),
];

/// Of its outlines the one around letters whose colour has no name, or is black: a pixel, where they are some 35 high.
const THIN_OUTLINE: f64 = 0.03;

/// Names of members of a look or a surround that are colours.
const COLORS: [&str; 3] = ["color", "fill", "line"];

/// How letters are cased in that style; an empty one is the usual.
pub fn case(style: &str) -> Case {
    let style = if style.is_empty() { "upper" } else { style };
    let known = STYLES.iter().find(|(name, _)| *name == style);
    known.map_or(Case::AsTyped, |(_, case)| *case)
}

/// The style that cases letters like that.
pub fn style(case: Case) -> &'static str {
    let known = STYLES.iter().find(|(_, known)| *known == case);
    known.map_or("none", |(name, _)| name)
}

/// The side of that name.
pub fn align(name: &str) -> Option<Align> {
    let known = ALIGNS.iter().find(|(known, _)| *known == name)?;
    Some(known.1)
}

/// The name of that side, or of what is nearest.
pub fn align_name(align: Align) -> &'static str {
    let known = ALIGNS.iter().find(|(_, known)| *known == align);
    known.map_or("left", |(name, _)| name)
}

/// The look of a text in that colour on a picture of that size: its lines stand in the middle, and are at most a ninth of
/// the picture's height, a quarter where the text is turned.
pub fn usual(color_text: &str, is_turned: bool, picture: PixelSize) -> Option<Look> {
    let (fill, opacity) = color::parse(color_text)?;
    let color_text = color_text.trim();
    let outline = match (color_text.eq_ignore_ascii_case("black"), color_text) {
        (true, _) => (Color::WHITE, THIN_OUTLINE),
        (_, text) if text.starts_with('#') => (Color::BLACK, THIN_OUTLINE),
        _ => (Color::BLACK, Look::CLASSIC.outline.width_em),
    };
    let lines = if is_turned { 4.0 } else { 9.0 };
    let unit = f64::from(picture.shorter_side().max(1));
    Some(Look {
        size: FontSize::Auto {
            at_most: f64::from(picture.height) / lines / unit,
        },
        fill,
        opacity,
        outline: Outline {
            color: outline.0,
            width_em: outline.1,
        },
        vertical_align: VerticalAlign::Middle,
        ..Look::CLASSIC
    })
}

/// The ways to write a colour that is so solid, the best first.
pub fn color_texts(fill: Color, opacity: f64) -> Vec<String> {
    let alpha = (opacity * 255.0).round() as u8;
    if opacity < 1.0 && f64::from(alpha) / 255.0 == opacity {
        return vec![format!("{fill}{alpha:02x}")];
    }
    let named = color::name_of(fill).map(str::to_owned);
    named.into_iter().chain([fill.to_string()]).collect()
}

/// The same look in memegen's words that [`usual`] and the other keys give, for comparison.
pub fn base(look: &Look, color_text: &str, is_turned: bool, picture: PixelSize) -> Option<Look> {
    Some(Look {
        font: font::named(font::memegen_name(&look.font))?,
        case: case(style(look.case)),
        align: align(align_name(look.align))?,
        ..usual(color_text, is_turned, picture)?
    })
}

/// Lays what `over` says over `base`. A colour may be written as `#rrggbb`.
pub fn merge(base: &mut Value, over: Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) if !is_variant(&over) => {
            for (key, over) in over {
                let over = color_value(&key, over);
                match base.get_mut(&key) {
                    Some(base) => merge(base, over),
                    None => {
                        base.insert(key, over);
                    }
                }
            }
        }
        (base, over) => *base = over,
    }
}

/// What has to be laid over `base` to give `whole`; `None` where nothing has to.
pub fn difference(base: &Value, whole: &Value) -> Option<Value> {
    if base == whole {
        return None;
    }
    let (Value::Object(before), Value::Object(after)) = (base, whole) else {
        return Some(whole.clone());
    };
    if is_variant(after) {
        return Some(whole.clone());
    }
    let members = after.iter().filter_map(|(key, after)| {
        let before = before.get(key).unwrap_or(&Value::Null);
        if COLORS.contains(&key.as_str())
            && let Ok(color) = serde_json::from_value::<Color>(after.clone())
        {
            return (before != after).then(|| (key.clone(), color.to_string().into()));
        }
        Some((key.clone(), difference(before, after)?))
    });
    Some(Value::Object(members.collect()))
}

/// Whether this names one of several kinds of a thing, as `Auto: …` does: then it says all of it.
fn is_variant(object: &Map<String, Value>) -> bool {
    let mut names = object.keys();
    names.any(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
}

fn color_value(key: &str, value: Value) -> Value {
    let color = (value.as_str())
        .filter(|_| COLORS.contains(&key))
        .and_then(color::parse);
    color
        .and_then(|(color, _)| serde_json::to_value(color).ok())
        .unwrap_or(value)
}
