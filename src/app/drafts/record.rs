use js_sys::Object;
use wasm_bindgen::JsValue;

use crate::browser::database::{self, DatabaseError, Store, Write};
use crate::browser::script::{get, set};
use crate::codec::draft::Draft;
use crate::document::bounded;

/// A draft as the database has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// When it was changed last: milliseconds since 1970.
    pub changed: f64,
    /// How often drafts had been kept on this device by then: the draft that was last worked on has the most, whatever the clock
    /// said. 0 in those of earlier versions.
    pub turn: f64,
    /// Its small picture, as a `data:` address; may be empty.
    pub thumbnail: String,
    /// All else: a [`Draft`] as JSON.
    pub json: String,
}

/// The names of a record's fields.
const ID: &str = "id";
const NAME: &str = "name";
const CHANGED: &str = "changed";
const TURN: &str = "turn";
const THUMBNAIL: &str = "thumbnail";
const JSON: &str = "json";

/// More than anybody takes.
const MOST_TURNS: f64 = 1e15;

impl Record {
    fn of(value: &JsValue) -> Option<Self> {
        let text = |name| get(value, name).as_string();
        Some(Self {
            id: text(ID)?,
            name: text(NAME)?,
            changed: get(value, CHANGED).as_f64()?,
            turn: bounded(
                get(value, TURN).as_f64().unwrap_or_default(),
                0.0,
                MOST_TURNS,
            ),
            thumbnail: text(THUMBNAIL)?,
            json: text(JSON)?,
        })
    }

    /// The change that keeps it.
    pub fn put(&self) -> Write {
        let value = Object::new();
        for (name, field) in [
            (ID, self.id.as_str().into()),
            (NAME, self.name.as_str().into()),
            (CHANGED, self.changed.into()),
            (TURN, self.turn.into()),
            (THUMBNAIL, self.thumbnail.as_str().into()),
            (JSON, self.json.as_str().into()),
        ] {
            set(&value, name, &field);
        }
        Write::Put(Store::Drafts, self.id.clone(), value.into())
    }

    /// The changes that delete it with its steps. Pictures go when the drafts are swept.
    pub fn delete(&self) -> Vec<Write> {
        let steps = Draft::from_json(&self.json).map_or_else(
            |_| Vec::new(),
            |draft| draft.steps().map(|step| step.number).collect(),
        );
        let steps = steps
            .into_iter()
            .map(|number| Write::Delete(Store::Steps, step_key(&self.id, number)));
        let record = Write::Delete(Store::Drafts, self.id.clone());
        steps.chain([record]).collect()
    }

    /// All that are kept, the one that was last worked on first.
    pub async fn all() -> Result<Vec<Self>, DatabaseError> {
        let values = database::all(Store::Drafts).await?;
        let mut records: Vec<_> = values.iter().filter_map(Self::of).collect();
        // The clock may have been wrong.
        records.sort_by(|a, b| (b.turn.total_cmp(&a.turn)).then(b.changed.total_cmp(&a.changed)));
        Ok(records)
    }

    /// The one with this id.
    pub async fn find(id: &str) -> Result<Option<Self>, DatabaseError> {
        let value = database::get(Store::Drafts, id).await?;
        Ok(value.as_ref().and_then(Self::of))
    }
}

/// Under which key a step's document is kept.
pub fn step_key(draft: &str, number: u32) -> String {
    format!("{draft}/{number}")
}

/// Deletes the pictures that no draft has.
pub async fn sweep() -> Result<(), DatabaseError> {
    database::sweep(Store::Files, Store::Drafts, |key, drafts| {
        drafts.iter().any(|draft| {
            let json = get(draft, JSON).as_string();
            json.is_some_and(|json| json.contains(key))
        })
    })
    .await
}
