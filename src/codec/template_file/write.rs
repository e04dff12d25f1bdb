use serde_json::Value;

use super::config::{Config, OverlayPlace, Text};
use super::place::Place;
use super::{font, look};
use crate::document::{Document, FractionRect, Span, Surround, Template, TextBox};

/// Writes a template so that [`super::parse`] gives it back, and memegen draws what it can of it.
pub fn write(template: &Template) -> String {
    let meme = &template.meme;
    let texts = meme.texts.iter().enumerate().map(|(index, text_box)| {
        let time = template.times.get(index).copied();
        Some(text(meme, text_box, time.unwrap_or(Span::WHOLE)))
    });
    let overlays = template.overlays.iter().map(|overlay| {
        Some(OverlayPlace {
            center_x: Some(overlay.center_x),
            center_y: Some(overlay.center_y),
            angle: Some(degrees(overlay.angle)),
            scale: Some(overlay.scale),
            start: Some(overlay.time.start),
            stop: Some(overlay.time.stop),
        })
    });
    let some = |text: &String| (!text.is_empty()).then(|| text.clone());
    let config = Config {
        name: Some(template.name.clone()),
        source: some(&template.source),
        keywords: Some(template.keywords.iter().cloned().map(Some).collect()),
        text: Some(texts.collect()),
        example: Some(
            meme.texts
                .iter()
                .map(|text_box| Some(text_box.text.clone()))
                .collect(),
        ),
        overlay: Some(overlays.collect()),
        alt: some(&template.alt),
        surround: differs(&Surround::NONE, &meme.surround),
    };
    // Quoted, so that no reader takes a text for a number, a date or a yes.
    let options = serde_saphyr::ser_options! { quote_all: true, compact_list_indent: false };
    // Writing plain data to a string does not fail; were it to, an empty file is one that says nothing.
    serde_saphyr::to_string_with_options(&config, options).unwrap_or_default()
}

fn text(meme: &Document, text_box: &TextBox, time: Span) -> Text {
    let picture = meme.picture.size;
    let whole = &text_box.look;
    let angle = degrees(text_box.angle);
    let is_turned = angle != 0.0;
    // Of the ways to write its colour the one that says most of its look.
    let ways = look::color_texts(whole.fill, whole.opacity).into_iter();
    let best = ways
        .filter_map(|color| {
            let base = look::base(whole, &color, is_turned, picture)?;
            Some((color, differs(&base, whole)))
        })
        .min_by_key(|(_, rest)| rest.as_ref().map_or(0, |rest| rest.to_string().len()));
    let (color, rest) = best.unwrap_or_default();
    let place = Place::of(frame_on_picture(meme, text_box.frame), angle, picture);
    Text {
        style: Some(look::style(whole.case).to_owned()),
        color: Some(color),
        font: Some(font::memegen_name(&whole.font).to_owned()),
        anchor_x: Some(place.anchor_x),
        anchor_y: Some(place.anchor_y),
        angle: Some(angle),
        scale_x: Some(place.scale_x),
        scale_y: Some(place.scale_y),
        align: Some(look::align_name(whole.align).to_owned()),
        start: Some(time.start),
        stop: Some(time.stop),
        name: (!text_box.name.is_empty()).then(|| text_box.name.clone()),
        look: rest,
    }
}

/// The frame in fractions of the picture, whatever is around it.
fn frame_on_picture(meme: &Document, frame: FractionRect) -> FractionRect {
    if meme.surround == Surround::NONE {
        return frame;
    }
    let corner = meme.picture_rect().origin().to_vec2();
    FractionRect::from_pixels(frame.to_pixels(meme.size()) - corner, meme.picture.size)
}

/// Degrees, counter-clockwise, of radians, clockwise. Half of a millionth is lost on the way there and back.
fn degrees(radians: f64) -> f64 {
    let degrees = (-radians.to_degrees() * 1e6).round() / 1e6;
    if degrees == 0.0 { 0.0 } else { degrees }
}

/// What has to be said of `whole` beyond `base`.
fn differs<T: serde::Serialize>(base: &T, whole: &T) -> Option<Value> {
    let [base, whole] = [base, whole].map(|value| serde_json::to_value(value).ok());
    look::difference(&base?, &whole?)
}
