//! The page: rendered by the server, taken over by the WebAssembly. Components show and forward; what they decide is a
//! function of a pure module.

mod clipboard;
mod commands;
mod controls;
mod drafts;
mod dynamic;
mod export;
mod icon;
mod keyboard;
mod later;
mod layers;
mod library;
mod links;
mod look;
mod menu;
mod name;
mod new_meme;
mod notice;
mod picture;
mod project;
mod session;
#[cfg(feature = "ssr")]
mod shell;
mod slices;
mod stage;
mod tabs;
#[cfg(feature = "hydrate")]
mod take_over;
mod templates;
mod text;
mod theme;
mod tools;
mod top_bar;
mod words;

#[cfg(feature = "ssr")]
pub use shell::shell;
#[cfg(feature = "hydrate")]
pub use take_over::take_over;

use leptos::prelude::*;

use dynamic::{dynamic, effect, keep_words};
use later::{OnDemand, later};
use layers::layers;
use look::look;
use picture::{DropZone, PicturePanel};
use session::Session;
use stage::{Painting, Stage};
use tabs::{sheet_grip, tabs};
use text::TextPanel;
use tools::bring_tools;
use top_bar::TopBar;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::provide();
    let painting = Painting::new();
    // The server draws what comes later too.
    #[cfg(feature = "ssr")]
    tools::Tools::provide(session, painting);
    let coming = OnDemand::new();
    effect(move || {
        if painting.is_painted.get() {
            coming.fetch(session, bring_tools(session, painting));
        }
    });
    let status = dynamic(move || session.status.get());
    keep_words(".page > [role=status]".to_owned(), status);
    view! {
        <TopBar />
        <main class="workbench" data-tab="text" data-sheet="low">
            <Stage painting />
            {later("grip", sheet_grip)}
            <div class="panel put-in">
                <PicturePanel />
                <TextPanel />
                <section class="section for-layers" aria-labelledby="layersHeading">
                    {later("layers", layers)}
                </section>
            </div>
            <div class="panel properties">
                <section class="section for-look" aria-labelledby="lookHeading">
                    {later("look", look)}
                </section>
            </div>
            {later("tabs", tabs)}
        </main>
        <DropZone />
        <p class="visually-hidden" role="status"></p>
    }
}
