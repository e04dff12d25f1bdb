use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde::Serialize;

use super::templates::{self, Library};

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

/// What the answers here are made of.
#[derive(Clone, Debug)]
pub struct HealthState {
    /// Whether the process has been asked to end.
    pub ending: Ending,
    /// The templates.
    pub library: Library,
}

#[derive(Serialize)]
struct Health {
    status: &'static str,
    service: &'static str,
    version: &'static str,
    commit: &'static str,
    /// Only where it is asked whether it is ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    templates: Option<templates::Health>,
}

/// `/health`: this process is well and what it is. It is not from the moment on at which it is asked to end, since a proxy that
/// knows one address for its checks, as Coolify's does, has to turn away by that one.
pub async fn live(State(parts): State<HealthState>) -> impl IntoResponse {
    state(&parts.ending, "healthy", None)
}

/// `/health/ready`: requests may be sent here. Everything is in memory before the first connection is taken, so this
/// differs from being well in nothing but its word.
pub async fn ready(State(parts): State<HealthState>) -> impl IntoResponse {
    state(&parts.ending, "ready", Some(parts.library.health()))
}

fn state(
    ending: &Ending,
    well: &'static str,
    templates: Option<templates::Health>,
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
