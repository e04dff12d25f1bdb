use any_spawner::Executor;
use axum::body::Body;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{Request, Response};
use futures::future::BoxFuture;
use leptos::config::{Env, LeptosOptions};
use leptos::nonce::use_nonce;
use leptos::prelude::use_context;

use leptos_axum::{ResponseOptions, render_app_async_with_context};

use super::security_headers::page_policy;
use crate::app::shell;

/// Renders the page.
pub fn handler(
    options: &LeptosOptions,
) -> impl Fn(Request<Body>) -> BoxFuture<'static, Response<Body>> + Clone + Send + 'static {
    // Fails where it has been done already, which is just as well.
    let _ = Executor::init_tokio();
    let is_development = options.env == Env::DEV;
    let options = options.clone();
    let state_policy = move || {
        if let (Some(response), Some(nonce)) = (use_context::<ResponseOptions>(), use_nonce()) {
            response.insert_header(CONTENT_SECURITY_POLICY, page_policy(&nonce, is_development));
        }
    };
    render_app_async_with_context(state_policy, move || shell(options.clone()))
}
