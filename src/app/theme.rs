//! Light and dark: by the system's choice, until a person makes one. `early.js` applies it before anything is seen.

use super::tools::Tools;
use crate::browser::theme;

/// Changes to the other of the two, and remembers it on the device.
pub fn switch(tools: Tools) {
    let is_dark = theme::switch();
    let said = if is_dark { "Dark" } else { "Light" };
    leptos::prelude::Set::set(&tools.status, said.to_owned());
}
