//! What is kept on the device in a database: things that are larger or more than a few words.

use js_sys::{Array, Promise};
use thiserror::Error;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode,
};

/// The database's name, and the version of what is in it: raised when a store is added.
const NAME: &str = "memeforge";
const VERSION: u32 = 1;

/// The stores there are. Each keeps values under keys that are text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// The person's own templates.
    Templates,
}

impl Store {
    const ALL: [Self; 1] = [Self::Templates];

    fn name(self) -> &'static str {
        match self {
            Self::Templates => "templates",
        }
    }
}

/// Why nothing can be kept. Displays as a sentence for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DatabaseError {
    /// There is no room for it.
    #[error("This device has no room left for it. Delete something and try again.")]
    Full,
    /// The browser refuses, as in some private windows.
    #[error(
        "This browser keeps nothing for this page. Private windows often do not: try a usual one."
    )]
    Refused,
}

/// Keeps `value` under `key`, in the place of what was there.
pub async fn put(store: Store, key: &str, value: &JsValue) -> Result<(), DatabaseError> {
    let store = open(store, IdbTransactionMode::Readwrite).await?;
    let request = store.put_with_key(value, &key.into()).map_err(reason)?;
    done(&request).await.map(drop)
}

/// Deletes what is under `key`, if anything is.
pub async fn delete(store: Store, key: &str) -> Result<(), DatabaseError> {
    let store = open(store, IdbTransactionMode::Readwrite).await?;
    let request = store.delete(&key.into()).map_err(reason)?;
    done(&request).await.map(drop)
}

/// Everything that is kept, in the order of the keys.
pub async fn all(store: Store) -> Result<Vec<JsValue>, DatabaseError> {
    let store = open(store, IdbTransactionMode::Readonly).await?;
    let request = store.get_all().map_err(reason)?;
    let values = done(&request).await?;
    Ok(values
        .dyn_into::<Array>()
        .map_or_else(|_| Vec::new(), |values| values.to_vec()))
}

async fn open(store: Store, mode: IdbTransactionMode) -> Result<IdbObjectStore, DatabaseError> {
    let factory = super::window().indexed_db().ok().flatten();
    let factory = factory.ok_or(DatabaseError::Refused)?;
    let request = factory.open_with_u32(NAME, VERSION).map_err(reason)?;
    let upgrade = Closure::once_into_js({
        let request = request.clone();
        move || add_stores(&request)
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database: IdbDatabase = done(&request).await?.unchecked_into();
    let transaction = database.transaction_with_str_and_mode(store.name(), mode);
    let store = transaction
        .and_then(|transaction| transaction.object_store(store.name()))
        .map_err(reason);
    // It closes when what was begun is done; else a page of a newer version could not open it.
    database.close();
    store
}

fn add_stores(request: &IdbOpenDbRequest) {
    let Ok(database) = request.result().and_then(JsValue::dyn_into::<IdbDatabase>) else {
        return;
    };
    for store in Store::ALL {
        // Fails where it is there alone.
        let _ = database.create_object_store(store.name());
    }
}

/// What a request brings.
async fn done(request: &IdbRequest) -> Result<JsValue, DatabaseError> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => request.result().map_err(reason),
        Err(_) => Err(match request.error() {
            Ok(Some(error)) => reason(error.into()),
            _ => DatabaseError::Refused,
        }),
    }
}

fn reason(error: JsValue) -> DatabaseError {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    match name.as_deref() {
        Some("QuotaExceededError") => DatabaseError::Full,
        _ => DatabaseError::Refused,
    }
}
