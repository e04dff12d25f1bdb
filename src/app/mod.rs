//! The page: rendered by the server, taken over by the WebAssembly. Components show and forward; what they decide is a
//! function of a pure module.

mod export;
mod icon;
mod notice;
mod picture;
mod session;
#[cfg(feature = "ssr")]
mod shell;
mod stage;
mod text;
mod top_bar;

#[cfg(feature = "ssr")]
pub use shell::shell;

use leptos::prelude::*;

use picture::PicturePanel;
use session::Session;
use stage::Stage;
use text::TextPanel;
use top_bar::TopBar;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::provide();
    view! {
        <TopBar />
        <main class="workbench">
            <Stage />
            <div class="panel">
                <PicturePanel />
                <TextPanel />
            </div>
        </main>
        <p class="visually-hidden" role="status">
            {move || session.status.get()}
        </p>
    }
}
