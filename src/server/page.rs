use std::sync::Arc;

use axum::http::HeaderValue;
use futures::{StreamExt, executor};
use hydration_context::{SharedContext, SsrSharedContext};
use leptos::config::LeptosOptions;
use leptos::prelude::{Owner, RenderHtml};

use super::security_headers::page_policy;
use super::shape;
use super::site::{Effort, File};
use super::stale;
use crate::app::shell;

/// The page that is served, the same for everybody, with a policy that allows the scripts in it by their hashes.
#[derive(Debug)]
pub struct Page {
    /// The whole document.
    pub html: String,
    /// Its policy.
    pub policy: HeaderValue,
}

impl Page {
    /// Makes it of what was rendered.
    pub fn new(rendered: &str, is_development: bool) -> Self {
        let html = stale::watch(rendered);
        let policy = page_policy(&html, is_development);
        Self { html, policy }
    }

    /// As a file like any other.
    pub fn file(&self) -> File {
        File::page(self.html.clone(), self.policy.clone(), Effort::Once)
    }
}

/// The page as it is before any script runs, and after it the data that the WebAssembly takes over with.
pub fn render(options: &LeptosOptions) -> String {
    let context = Arc::new(SsrSharedContext::new());
    let owner = Owner::new_root(Some(context.clone()));
    let view = owner.with(|| shell(options.clone()).to_html_stream_in_order());
    let mut html: String = executor::block_on(view.collect());
    if let Some(data) = context.pending_data() {
        for script in executor::block_on(data.collect::<Vec<_>>()) {
            html.extend(["<script>", &script, "</script>"]);
        }
    }
    shape::stamp(&html)
}

/// The addresses of the built files that a page asks for.
pub fn built_files(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices("href=\"/pkg/").map(|(start, _)| {
        let address = &html[start + "href=\"".len()..];
        address.split('"').next().unwrap_or_default()
    })
}
