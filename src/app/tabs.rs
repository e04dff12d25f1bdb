use leptos::prelude::*;

use super::icon::icon;
use super::session::{Session, Tab};

impl Tab {
    const ALL: [Self; 4] = [Self::Picture, Self::Text, Self::Look, Self::Layers];

    /// Its name for the style sheet, and of its icon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Text => "text",
            Self::Look => "look",
            Self::Layers => "layers",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Picture => "Picture",
            Self::Text => "Text",
            Self::Look => "Look",
            Self::Layers => "Layers",
        }
    }
}

/// The bar along the bottom of a phone: which panel is in the sheet above it.
#[component]
pub fn Tabs() -> impl IntoView {
    let session = Session::expect();
    let tab = move |tab: Tab| {
        view! {
            <button
                type="button"
                class="tab"
                aria-pressed=move || (session.tab.get() == tab).to_string()
                on:click=move |_| session.tab.set(tab)
            >
                {icon(tab.name())}
                {tab.label()}
            </button>
        }
    };
    view! { <nav class="tabs" aria-label="Panels">{Tab::ALL.map(tab).collect_view()}</nav> }
}
