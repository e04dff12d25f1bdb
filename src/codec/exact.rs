//! Numbers that come back exactly. `serde_json` reads a few of those with most digits as one of their neighbours, unless it
//! brings what would be 9 KB more (compressed) in the first load. So beside them is written by how many units in the last place
//! (ulps) each of these is off: `"ulps": [[4, -1]]` for the fifth. Whoever does not know of it hardly reads anything else.

use serde_json::{Map, Number, Value};

const KEY: &str = "ulps";

/// Writes an object so that [`restore`] makes the same of what is read.
pub(super) fn write(json: Map<String, Value>) -> String {
    let mut json = Value::Object(json);
    let text = json.to_string();
    // What was just written is read.
    let mut read: Value = serde_json::from_str(&text).unwrap_or_default();
    let pairs = floats(&mut json).into_iter().zip(floats(&mut read));
    let ulps: Vec<Value> = (pairs.enumerate())
        .filter_map(|(index, (written, read))| {
            let ulps = bits(written)?.wrapping_sub(bits(read)?);
            (ulps != 0).then(|| vec![Value::from(index), Value::from(ulps)].into())
        })
        .collect();
    match &mut json {
        Value::Object(object) if !ulps.is_empty() => {
            // Whole numbers, so the places of the others stay.
            object.insert(KEY.to_owned(), ulps.into());
            json.to_string()
        }
        _ => text,
    }
}

/// Makes the numbers of an object that was read those that were written.
pub(super) fn restore(json: &mut Map<String, Value>) {
    let Some(Value::Array(ulps)) = json.remove(KEY) else {
        return;
    };
    let mut floats: Vec<&mut Value> = json.values_mut().flat_map(floats).collect();
    for pair in ulps {
        let index = pair.get(0).and_then(Value::as_u64);
        let ulps = pair.get(1).and_then(Value::as_i64);
        let (Some(index), Some(ulps)) = (index, ulps) else {
            continue;
        };
        let Some(float) = floats.get_mut(index as usize) else {
            continue;
        };
        let number = bits(float).map(|bits| f64::from_bits(bits.wrapping_add(ulps) as u64));
        if let Some(number) = number.and_then(Number::from_f64) {
            **float = number.into();
        }
    }
}

/// All numbers in a value that are not whole, in the order in which they are written.
fn floats(value: &mut Value) -> Vec<&mut Value> {
    let mut found = Vec::new();
    let mut rest = vec![value];
    while let Some(value) = rest.pop() {
        match value {
            Value::Number(number) if number.is_f64() => found.push(value),
            Value::Array(items) => rest.extend(items.iter_mut().rev()),
            Value::Object(members) => rest.extend(members.values_mut().rev()),
            _ => {}
        }
    }
    found
}

fn bits(value: &Value) -> Option<i64> {
    value.as_f64().map(|number| number.to_bits() as i64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(object) => object,
            other => panic!("{other} is no object"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn every_number_comes_back(
            numbers in prop::collection::vec(prop_oneof![-1e5..1e5, -1.0..1.0, -1e-300..1e-300], 0..60),
        ) {
            let (a, b) = numbers.split_at(numbers.len() / 2);
            let json = object(json!({"a": a, "whole": 7, "z": {"b": b, "a": [[0.1]], "c": "1.5"}}));
            let mut read = object(serde_json::from_str(&write(json.clone())).unwrap());
            restore(&mut read);
            prop_assert_eq!(read, json);
        }
    }

    #[test]
    fn what_is_off_stays_what_it_is() {
        for ulps in [
            json!(7),
            json!([7]),
            json!([[]]),
            json!([[0]]),
            json!([[9, 1]]),
            json!([[-1, 1]]),
            json!([[0, "1"]]),
            // To what is no number.
            json!([[0, 0x7FFF_0000_0000_0000_i64 - 0.5_f64.to_bits() as i64]]),
        ] {
            let mut json = object(json!({"a": 0.5, "ulps": ulps}));
            restore(&mut json);
            assert_eq!(json, object(json!({"a": 0.5})));
        }
    }
}
