//! What is kept on the device in a database: things that are larger or more than a few words.

use js_sys::{Array, Promise};
use thiserror::Error;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::script::{call, get as property, set};

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
    /// The browser says nothing at all.
    #[error("This browser does not answer when it is asked to keep something.")]
    NoAnswer,
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
    let transaction = begin(&Store::ALL, WRITING).await?;
    for change in changes {
        match change {
            Write::Put(of, key, value) => {
                call(&store(&transaction, *of)?, "put", &[value, &key.into()])
            }
            Write::Delete(of, key) => call(&store(&transaction, *of)?, "delete", &[&key.into()]),
        }
        .map_err(reason)?;
    }
    settled(&transaction, ["oncomplete", "onabort"]).await
}

/// What is kept under `key`.
pub async fn get(of: Store, key: &str) -> Result<Option<JsValue>, DatabaseError> {
    let transaction = begin(&[of], READING).await?;
    let value = ask(&store(&transaction, of)?, "get", &[&key.into()]).await?;
    Ok((!value.is_undefined()).then_some(value))
}

/// Everything that is kept, in the order of the keys.
pub async fn all(of: Store) -> Result<Vec<JsValue>, DatabaseError> {
    let transaction = begin(&[of], READING).await?;
    list(&store(&transaction, of)?, "getAll").await
}

/// Deletes what is under the keys of `swept` for which `is_needed` says no, of the key and of all values in `by`: all of it at
/// one moment, so that nothing that another tab keeps meanwhile is taken for needless.
pub async fn sweep(
    swept: Store,
    by: Store,
    is_needed: impl Fn(&str, &[JsValue]) -> bool,
) -> Result<(), DatabaseError> {
    let transaction = begin(&[swept, by], WRITING).await?;
    let needing = list(&store(&transaction, by)?, "getAll").await?;
    let swept = store(&transaction, swept)?;
    for key in list(&swept, "getAllKeys").await? {
        let is_needless = |key: String| !is_needed(&key, &needing);
        if key.as_string().is_some_and(is_needless) {
            call(&swept, "delete", &[&key]).map_err(reason)?;
        }
    }
    Ok(())
}

/// What transactions are for.
const READING: &str = "readonly";
const WRITING: &str = "readwrite";

async fn begin(stores: &[Store], what_for: &str) -> Result<JsValue, DatabaseError> {
    let factory = property(&super::window(), "indexedDB");
    let request = call(&factory, "open", &[&NAME.into(), &VERSION.into()]).map_err(reason)?;
    let upgrade = Closure::once_into_js({
        let request = request.clone();
        move || add_stores(&request)
    });
    set(&request, "onupgradeneeded", &upgrade);
    let database = opened(&request).await?;
    let names: Array = (stores.iter())
        .map(|store| JsValue::from(store.name()))
        .collect();
    let transaction = call(&database, "transaction", &[&names, &what_for.into()]);
    // It closes when what was begun is done; else a page of a newer version could not open it.
    let _ = call(&database, "close", &[]);
    transaction.map_err(reason)
}

fn add_stores(request: &JsValue) {
    let database = property(request, "result");
    for store in Store::ALL {
        // Fails where it is there alone.
        let _ = call(&database, "createObjectStore", &[&store.name().into()]);
    }
}

fn store(transaction: &JsValue, store: Store) -> Result<JsValue, DatabaseError> {
    call(transaction, "objectStore", &[&store.name().into()]).map_err(reason)
}

async fn list(store: &JsValue, what: &str) -> Result<Vec<JsValue>, DatabaseError> {
    let values = ask(store, what, &[]).await?;
    Ok(values
        .dyn_into::<Array>()
        .map_or_else(|_| Vec::new(), |values| values.to_vec()))
}

async fn ask(
    store: &JsValue,
    what: &str,
    arguments: &[&JsValue],
) -> Result<JsValue, DatabaseError> {
    done(&call(store, what, arguments).map_err(reason)?).await
}

/// What a request brings.
async fn done(request: &JsValue) -> Result<JsValue, DatabaseError> {
    settled(request, ["onsuccess", "onerror"]).await?;
    Ok(property(request, "result"))
}

/// So long is waited for the database to be opened, in milliseconds. Some browsers never answer.
const PATIENCE_MS: i32 = 4_000;

/// The database, once it is open.
async fn opened(request: &JsValue) -> Result<JsValue, DatabaseError> {
    let answered = Promise::new(&mut |resolve, reject| {
        set(request, "onsuccess", &resolve);
        set(request, "onerror", &reject);
        // Fails outside of a window alone.
        let _ = call(
            &super::window(),
            "setTimeout",
            &[&resolve, &PATIENCE_MS.into()],
        );
    });
    if JsFuture::from(answered).await.is_err() {
        return Err(reason(property(request, "error")));
    }
    if property(request, "readyState") == "done" {
        return Ok(property(request, "result"));
    }
    // Should it be opened after all: a page of a newer version could not open it.
    let close = Closure::once_into_js({
        let request = request.clone();
        move || {
            let _ = call(&property(&request, "result"), "close", &[]);
        }
    });
    set(request, "onsuccess", &close);
    Err(DatabaseError::NoAnswer)
}

/// Waits until a request or a transaction says that it is done, or that it has failed.
async fn settled(of: &JsValue, [well, badly]: [&str; 2]) -> Result<(), DatabaseError> {
    let promise = Promise::new(&mut |resolve, reject| {
        set(of, well, &resolve);
        set(of, badly, &reject);
    });
    match JsFuture::from(promise).await {
        Ok(_) => Ok(()),
        Err(_) => Err(reason(property(of, "error"))),
    }
}

fn reason(error: JsValue) -> DatabaseError {
    match property(&error, "name").as_string().as_deref() {
        Some("QuotaExceededError") => DatabaseError::Full,
        Some("VersionError") => DatabaseError::Newer,
        _ => DatabaseError::Refused,
    }
}
