use axum::Json;
use serde::Serialize;

/// What `/health` answers.
#[derive(Serialize)]
pub struct Health {
    status: &'static str,
    service: &'static str,
    version: &'static str,
    /// The commit this was built from, by which a deployment is proved; `unknown` outside of a checkout.
    commit: &'static str,
}

/// Says that the server answers, and what it is.
pub async fn health() -> Json<Health> {
    Json(Health {
        status: "healthy",
        service: "memeforge",
        version: env!("CARGO_PKG_VERSION"),
        commit: match option_env!("MEMEFORGE_COMMIT") {
            Some(commit) => commit,
            None => "unknown",
        },
    })
}
