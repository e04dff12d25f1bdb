//! MemeForge: a meme editor in the browser that its users never have to trust.
//!
//! A meme is plain data ([`document`]); everything that decides how it looks is pure Rust that compiles without
//! features and is tested natively. `ARCHITECTURE.md` has the map and the invariants.

pub mod codec;
pub mod document;
pub mod editor;
pub mod library;
pub mod render;
pub mod scene;
pub mod text;

#[cfg(feature = "page")]
pub mod app;
#[cfg(feature = "page")]
pub mod browser;
#[cfg(feature = "ssr")]
pub mod server;

/// Takes over the page that the server rendered. The browser calls it as soon as the WebAssembly is there.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    app::take_over();
}

/// Room that is never sent. What splits the WebAssembly lays its constants out anew, part by part, each part aligned; should that
/// take more than they took before, it leaves all of them in the first load instead, without a word. These bytes took room
/// before, and since nothing reads them they are laid out nowhere.
#[cfg(all(feature = "hydrate", target_arch = "wasm32"))]
#[used]
static ROOM_FOR_ALIGNMENT: [u8; 16_384] = [0; 16_384];
