use proptest::prelude::*;

use super::*;
use crate::document::testing::{look, text};

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
        let [name, alt, keyword] = names.map(|name| clean::name(&name));
        let name = if name.trim().is_empty() { "a".to_owned() } else { name };
        let times = texts.iter().map(|text| Span { start: text.5, stop: 1.0 }).collect();
        let texts = texts.into_iter().enumerate().map(|(index, (text, name, look, [x, y, width, height], angle, _))| {
            TextBox {
                is_sample: !clean::lines(&text).is_empty(),
                text: clean::lines(&text),
                name: clean::name(&name),
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
                description: String::new(),
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
