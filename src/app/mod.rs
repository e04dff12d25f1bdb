//! The page: rendered by the server, taken over by the WebAssembly. Components show and forward; what they decide is a
//! function of a pure module.

mod commands;
mod controls;
mod dynamic;
mod export;
mod icon;
mod keyboard;
mod layers;
mod look;
mod notice;
mod picture;
mod session;
#[cfg(feature = "ssr")]
mod shell;
mod stage;
mod tabs;
mod text;
mod theme;
mod top_bar;

#[cfg(feature = "ssr")]
pub use shell::shell;

use crate::app::dynamic::dynamic;
use leptos::prelude::*;

use commands::Dialogs;
use layers::LayersPanel;
use look::LookPanel;
use picture::{DropZone, PicturePanel};
use session::Session;
use stage::Stage;
use tabs::{SheetGrip, Tabs};
use text::TextPanel;
use top_bar::TopBar;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::provide();
    keyboard::listen(session);
    Effect::new(move |_| look::restore_fonts(session));
    view! {
        <TopBar />
        <main
            class="workbench"
            data-tab=dynamic(move || session.tab.get().name())
            data-sheet=dynamic(move || if session.is_sheet_tall.get() { "tall" } else { "low" })
        >
            <Stage />
            <SheetGrip />
            <div class="panel put-in">
                <PicturePanel />
                <TextPanel />
                <LayersPanel />
            </div>
            <div class="panel properties">
                <LookPanel />
            </div>
            <Tabs />
        </main>
        <DropZone />
        <Dialogs />
        <p class="visually-hidden" role="status">
            {move || session.status.get()}
        </p>
    }
}
