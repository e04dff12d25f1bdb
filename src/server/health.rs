use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde::Serialize;

use super::templates::{Report, Templates};

/// The version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The commit this was built from, by which a deployment is proved; `unknown` outside of a checkout.
pub const COMMIT: &str = match option_env!("MEMEFORGE_COMMIT") {
    Some(commit) => commit,
    None => "unknown",
};

/// Whether the process has been asked to end. Shared by all that have to know.
#[derive(Clone, Debug, Default)]
pub struct Ending(Arc<AtomicBool>);

impl Ending {
    /// From now on the host sends its visitors elsewhere.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it has begun.
    pub fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[derive(Serialize)]
struct Health {
    status: &'static str,
    service: &'static str,
    version: &'static str,
    commit: &'static str,
    /// What somebody who looks after the host has to know of its templates; a check of its health has not.
    #[serde(skip_serializing_if = "Option::is_none")]
    templates: Option<Report>,
}

/// `/health`: this process is well and what it is. It is not from the moment on at which it is asked to end, since a proxy that
/// knows one address for its checks, as Coolify's does, has to turn away by that one.
pub async fn live(State(ending): State<Ending>) -> impl IntoResponse {
    state(&ending, "healthy", None)
}

/// `/health/ready`: requests may be sent here. Everything is in memory before the first connection is taken, so this
/// differs from being well in its word, and in what is said of the templates: one that is wrong keeps no other from being served.
pub async fn ready(
    State(ending): State<Ending>,
    State(templates): State<Templates>,
) -> impl IntoResponse {
    state(&ending, "ready", Some(templates.report()))
}

fn state(
    ending: &Ending,
    well: &'static str,
    templates: Option<Report>,
) -> impl IntoResponse + use<> {
    let (code, status) = if ending.has_begun() {
        (StatusCode::SERVICE_UNAVAILABLE, "ending")
    } else {
        (StatusCode::OK, well)
    };
    let health = Health {
        status,
        service: "memeforge",
        version: VERSION,
        commit: COMMIT,
        templates,
    };
    (code, [(CACHE_CONTROL, "no-store")], Json(health))
}
