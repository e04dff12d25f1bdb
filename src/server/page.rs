use std::sync::Arc;

use futures::{StreamExt, executor};
use hydration_context::{SharedContext, SsrSharedContext};
use leptos::config::LeptosOptions;
use leptos::prelude::{Owner, RenderHtml};

use super::security_headers::page_policy;
use super::stale;
use super::templates::Page;
use crate::app::shell;

/// Makes the page that is served, the same for everybody, with a policy that allows the scripts in it by their hashes.
pub fn page(rendered: &str, is_development: bool) -> Page {
    let html = stale::watch(rendered);
    let policy = page_policy(&html, is_development);
    Page { html, policy }
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
    html
}

/// The addresses of the built files that a page asks for.
pub fn built_files(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices("href=\"/pkg/").map(|(start, _)| {
        let address = &html[start + "href=\"".len()..];
        address.split('"').next().unwrap_or_default()
    })
}
