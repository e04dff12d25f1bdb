use leptos::prelude::*;

/// Draws an icon of `public/icons.svg` in the colour of the text around it. Decorative: the control that it is in has a
/// name.
pub fn icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <use href=format!("/icons.svg#{name}") />
        </svg>
    }
}
