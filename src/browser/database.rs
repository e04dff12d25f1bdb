//! What is kept on the device in a database: things that are larger or more than a few words.

use js_sys::{Array, Promise};
use thiserror::Error;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode,
};

/// The database's name, and the version of what is in it: raised when a store is added.
const NAME: &str = "memeforge";
const VERSION: u32 = 2;

/// The stores there are. Each keeps values under keys that are text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// The person's own templates.
    Templates,
    /// What was begun: one record each.
    Drafts,
    /// The steps of drafts' histories: documents as JSON.
    Steps,
    /// Pictures, under the hash of their bytes.
    Files,
}

impl Store {
    const ALL: [Self; 4] = [Self::Templates, Self::Drafts, Self::Steps, Self::Files];

    fn name(self) -> &'static str {
        match self {
            Self::Templates => "templates",
            Self::Drafts => "drafts",
            Self::Steps => "steps",
            Self::Files => "files",
        }
    }
}

/// One of several changes that are made together.
#[derive(Debug)]
pub enum Write {
    /// Keeps a value under a key, in the place of what was there.
    Put(Store, String, JsValue),
    /// Deletes what is under a key, if anything is.
    Delete(Store, String),
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
    /// A newer version of the page has changed what is kept.
    #[error(
        "A newer MemeForge is open in another tab. Load this page anew to go on with what is kept."
    )]
    Newer,
}

/// Keeps `value` under `key`, in the place of what was there.
pub async fn put(store: Store, key: &str, value: &JsValue) -> Result<(), DatabaseError> {
    write(&[Write::Put(store, key.to_owned(), value.clone())]).await
}

/// Deletes what is under `key`, if anything is.
pub async fn delete(store: Store, key: &str) -> Result<(), DatabaseError> {
    write(&[Write::Delete(store, key.to_owned())]).await
}

/// Makes all changes, or none.
pub async fn write(changes: &[Write]) -> Result<(), DatabaseError> {
    let transaction = begin(&Store::ALL, IdbTransactionMode::Readwrite).await?;
    let store = |store: Store| transaction.object_store(store.name());
    for change in changes {
        let request = match change {
            Write::Put(of, key, value) => {
                store(*of).and_then(|store| store.put_with_key(value, &key.into()))
            }
            Write::Delete(of, key) => store(*of).and_then(|store| store.delete(&key.into())),
        };
        request.map_err(reason)?;
    }
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction
            .error()
            .map_or(DatabaseError::Refused, |error| reason(error.into()))),
    }
}

/// What is kept under `key`.
pub async fn get(store: Store, key: &str) -> Result<Option<JsValue>, DatabaseError> {
    let transaction = begin(&[store], IdbTransactionMode::Readonly).await?;
    let store = transaction.object_store(store.name()).map_err(reason)?;
    let request = store.get(&key.into()).map_err(reason)?;
    let value = done(&request).await?;
    Ok((!value.is_undefined()).then_some(value))
}

/// Everything that is kept, in the order of the keys.
pub async fn all(store: Store) -> Result<Vec<JsValue>, DatabaseError> {
    let transaction = begin(&[store], IdbTransactionMode::Readonly).await?;
    let store = transaction.object_store(store.name()).map_err(reason)?;
    let request = store.get_all().map_err(reason)?;
    list(&request).await
}

/// Deletes what is under the keys of `store` for which `is_needed` says no, of the key and of all values in `by`: all of it at
/// one moment, so that nothing that another tab keeps meanwhile is taken for needless.
pub async fn sweep(
    store: Store,
    by: Store,
    is_needed: impl Fn(&str, &[JsValue]) -> bool,
) -> Result<(), DatabaseError> {
    let transaction = begin(&[store, by], IdbTransactionMode::Readwrite).await?;
    let of = |store: Store| transaction.object_store(store.name()).map_err(reason);
    let needing = list(&of(by)?.get_all().map_err(reason)?).await?;
    let swept = of(store)?;
    for key in list(&swept.get_all_keys().map_err(reason)?).await? {
        if key
            .as_string()
            .is_some_and(|key| !is_needed(&key, &needing))
        {
            swept.delete(&key).map_err(reason)?;
        }
    }
    Ok(())
}

async fn list(request: &IdbRequest) -> Result<Vec<JsValue>, DatabaseError> {
    let values = done(request).await?;
    Ok(values
        .dyn_into::<Array>()
        .map_or_else(|_| Vec::new(), |values| values.to_vec()))
}

async fn begin(
    stores: &[Store],
    mode: IdbTransactionMode,
) -> Result<IdbTransaction, DatabaseError> {
    let factory = super::window().indexed_db().ok().flatten();
    let factory = factory.ok_or(DatabaseError::Refused)?;
    let request = factory.open_with_u32(NAME, VERSION).map_err(reason)?;
    let upgrade = Closure::once_into_js({
        let request = request.clone();
        move || add_stores(&request)
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database: IdbDatabase = done(&request).await?.unchecked_into();
    let names: Array = stores
        .iter()
        .map(|store| JsValue::from(store.name()))
        .collect();
    let transaction = database.transaction_with_str_sequence_and_mode(&names, mode);
    // It closes when what was begun is done; else a page of a newer version could not open it.
    database.close();
    transaction.map_err(reason)
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
        Some("VersionError") => DatabaseError::Newer,
        _ => DatabaseError::Refused,
    }
}
