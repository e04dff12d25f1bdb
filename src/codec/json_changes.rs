//! What differs between two values of JSON, and putting it back: for what is mostly as usual.

use serde_json::{Map, Value};

/// What has to be merged into `usual` to get `value`; none where they are alike.
pub fn changes(usual: &Value, value: &Value) -> Option<Value> {
    if usual == value {
        return None;
    }
    match (usual, value) {
        (Value::Object(usual), Value::Object(fields)) if !are_other_kinds(usual, fields) => {
            let changed = fields.iter().filter_map(|(name, field)| {
                let usual = usual.get(name).unwrap_or(&Value::Null);
                Some((name.clone(), changes(usual, field)?))
            });
            Some(Value::Object(changed.collect()))
        }
        _ => Some(value.clone()),
    }
}

/// Puts changes into a value, as deep as they go.
pub fn merge(value: &mut Value, changes: &Value) {
    match (value, changes) {
        (Value::Object(fields), Value::Object(changes)) if !are_other_kinds(fields, changes) => {
            for (name, change) in changes {
                match fields.get_mut(name) {
                    Some(field) => merge(field, change),
                    None => drop(fields.insert(name.clone(), change.clone())),
                }
            }
        }
        (value, changes) => value.clone_from(changes),
    }
}

/// Whether both are one of several kinds, as serde writes those, and not the same: then one takes the other's place.
fn are_other_kinds(a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    let is_kind = |fields: &Map<String, Value>| {
        fields.len() == 1
            && fields
                .keys()
                .all(|name| name.starts_with(char::is_uppercase))
    };
    is_kind(a) && is_kind(b) && !a.keys().eq(b.keys())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_differs_can_be_put_back() {
        let usual = json!({"size": {"Auto": {"at_most": 0.1}}, "outline": {"width": 1, "color": 2}, "case": "Upper"});
        for (value, expected) in [
            (usual.clone(), None),
            (
                json!({"size": {"Auto": {"at_most": 0.2}}, "outline": {"width": 1, "color": 2}, "case": "Upper"}),
                Some(json!({"size": {"Auto": {"at_most": 0.2}}})),
            ),
            (
                json!({"size": {"Fixed": 0.2}, "outline": {"width": 3, "color": 2}, "case": "Lower"}),
                Some(json!({"size": {"Fixed": 0.2}, "outline": {"width": 3}, "case": "Lower"})),
            ),
        ] {
            let found = changes(&usual, &value);
            assert_eq!(found, expected);
            let mut merged = usual.clone();
            merge(&mut merged, &found.unwrap_or_else(|| json!({})));
            assert_eq!(merged, value);
        }
    }
}
