//! Icons of the Lucide set (ISC licence, see `public/licences.md`), as much of it as is used.

use leptos::prelude::*;

/// An icon.
#[derive(Clone, Copy, Debug)]
pub enum Icon {
    /// Leave or take away.
    Close,
    /// Save a file.
    Download,
    /// Put a picture in.
    Picture,
}

/// Draws an icon in the colour of the text around it. Decorative: the control that it is in has a name.
pub fn icon(icon: Icon) -> impl IntoView {
    let path = match icon {
        Icon::Close => "M18 6 6 18M6 6l12 12",
        Icon::Download => "M12 15V3m9 12v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4m4-5 5 5 5-5",
        Icon::Picture => {
            "M16 5h6m-3-3v6m2 3.5V19a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h7.5M21 15l-3.086-3.086a2 2 0 0 0-2.828 0L6 21m5-12a2 2 0 1 1-4 0 2 2 0 0 1 4 0"
        }
    };
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path />
        </svg>
    }
}
