//! What makes one JSON value of another: RFC 7396, a merge patch. `null` takes a key away, so a key may not hold it; what
//! derives from serde reads a missing `Option` as none.

use serde_json::{Map, Value};

/// What of `to` differs from `from`, key by key. Numbers are rounded, and those that are the same then do not differ.
pub(super) fn between(from: &Map<String, Value>, to: &Map<String, Value>) -> Map<String, Value> {
    let mut patch = Map::new();
    for key in from.keys().filter(|key| !to.contains_key(*key)) {
        patch.insert(key.clone(), Value::Null);
    }
    for (key, to) in to {
        match (from.get(key), to) {
            (Some(Value::Object(from)), Value::Object(to)) => {
                let inner = between(from, to);
                if !inner.is_empty() {
                    patch.insert(key.clone(), Value::Object(inner));
                }
            }
            (from, to) => {
                let to = rounded(to);
                if from.map(rounded).as_ref() != Some(&to) {
                    patch.insert(key.clone(), to);
                }
            }
        }
    }
    patch
}

/// Makes what `patch` was made for of what it was made from. Any patch can be applied to any value.
pub(super) fn apply(value: &mut Map<String, Value>, patch: Map<String, Value>) {
    for (key, patch) in patch {
        match patch {
            Value::Null => {
                value.remove(&key);
            }
            Value::Object(patch) => {
                let inner = value.entry(key).or_insert(Value::Null);
                if !inner.is_object() {
                    *inner = Value::Object(Map::new());
                }
                if let Value::Object(inner) = inner {
                    apply(inner, patch);
                }
            }
            other => {
                value.insert(key, other);
            }
        }
    }
}

/// The value with all of its numbers rounded to six digits after the point.
fn rounded(value: &Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => number
            .as_f64()
            .map(|number| (number * 1e6).round() / 1e6)
            .into(),
        Value::Array(items) => items.iter().map(rounded).collect(),
        Value::Object(map) => (map.iter())
            .map(|(key, value)| (key.clone(), rounded(value)))
            .collect::<Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(map) => map,
            other => panic!("{other} is no object"),
        }
    }

    #[test]
    fn only_what_differs_is_there() {
        let from = object(json!({"a": 1, "b": {"c": 0.1, "d": "e"}, "f": null, "g": {"Auto": 1}}));
        let to = object(
            json!({"a": 1, "b": {"c": 0.100_000_01, "d": "x"}, "f": {"r": 1}, "g": {"Fixed": 2}}),
        );
        let patch = between(&from, &to);
        let expected = json!({"b": {"d": "x"}, "f": {"r": 1}, "g": {"Auto": null, "Fixed": 2}});
        assert_eq!(patch, object(expected));
        let mut made = from.clone();
        apply(&mut made, patch);
        assert!(between(&made, &to).is_empty());
        assert!(between(&from, &from).is_empty());
    }
}
