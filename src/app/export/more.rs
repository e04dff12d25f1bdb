use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ExportError;
use super::making::{Kind, Made, Wish, copy, made};
use crate::app::commands::dialog_bar;
use crate::app::icon::icon;
use crate::app::new_meme::{Choice, choices};
use crate::app::project::{description, save_project, set_stays_editable, stays_editable};
use crate::app::tools::Tools;
use crate::app::words::size_in_words;
use crate::browser::{download, focus, give};
use crate::codec::{decimal, meme_file_name};
use crate::document::bounded;

/// After a change it is made anew when nothing has changed for so long.
const REST: Duration = Duration::from_millis(250);

/// The least and the most size, in percent of the meme's.
const SIZES: [f64; 2] = [5.0, 100.0];

/// What is there to be given away.
#[derive(Clone)]
enum State {
    Making,
    Made(Made),
    Failed(String),
}

/// Everything that can be done with the meme besides the usual download.
pub fn more(tools: Tools) -> impl IntoView {
    let wish = RwSignal::new(Wish {
        kind: Kind::Png,
        quality: 0.85,
        size: 100.0,
        most_kb: None,
        is_editable: stays_editable(),
    });
    let state = RwSignal::new_local(State::Making);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        wish.track();
        tools.description.track();
        let number = turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        state.set(State::Making);
        let is_wanted = move || turn.try_get_value() == number;
        set_timeout(
            move || {
                if is_wanted() {
                    make(tools, wish.get_untracked(), state, is_wanted);
                }
            },
            REST,
        );
    });
    // It was opened before this was in it, and has the focus itself.
    request_animation_frame(|| {
        focus::focus(".dialog-form :checked");
    });
    let cancel = move || {
        turn.update_value(|turn| *turn += 1);
        state.set(State::Failed(
            "Not made. Change something to try again.".to_owned(),
        ));
    };
    let said = move || match state.get() {
        State::Making => "Being made…".to_owned(),
        State::Failed(problem) => problem,
        State::Made(made) => {
            let whole = size_in_words(made.file.size());
            if made.carried > 0.0 {
                let carried = size_in_words(made.carried);
                format!(
                    "{} pixels, {whole}, of which {carried} to stay editable",
                    made.size
                )
            } else {
                format!("{} pixels, {whole}", made.size)
            }
        }
    };
    view! {
        {dialog_bar(tools, "Export")}
        <div class="dialog-form">
            {settings(tools, wish)}
            <p class="export-said" role="status">
                {said}
            </p>
            {buttons(tools, wish, state, cancel)}
        </div>
    }
}

/// What can be chosen.
fn settings(tools: Tools, wish: RwSignal<Wish>) -> impl IntoView {
    let kind = move |kind: Kind| Choice {
        label: kind.label().to_owned(),
        is_chosen: Box::new(move || wish.get().kind == kind),
        choose: Box::new(move || wish.update(|wish| wish.kind = kind)),
        ..Choice::default()
    };
    let is_png = move || wish.get().kind == Kind::Png;
    view! {
    {choices("Kind of file", Kind::ALL.map(kind).into())}
    <div class="export-numbers">
        {number("exportQuality", "Quality", "%", move || (wish.get().quality * 100.0).round(), [1.0, 100.0], is_png, move |quality| {
            wish.update(|wish| wish.quality = quality / 100.0);
        })}
        {number("exportSize", "Size", "%", move || wish.get().size, SIZES, || false, move |size| {
            wish.update(|wish| wish.size = size);
        })}
        <div class="field">
            <label for="exportMost">"At most, in KB"</label>
            <input
                id="exportMost"
                type="number"
                min="1"
                placeholder="any"
                list="exportMosts"
                on:change:target=move |event| {
                    let most = event.target().value().parse().ok();
                    wish.update(|wish| wish.most_kb = most.filter(|most| *most >= 1.0));
                }
            />
            <datalist id="exportMosts">
                <option value="256">"Stickers"</option>
                <option value="1000"></option>
                <option value="8000">"Chats"</option>
            </datalist>
        </div>
    </div>
    <div class="field">
        <label for="exportAlt">"What it shows"</label>
        <input
            id="exportAlt"
            type="text"
            maxlength="500"
            autocomplete="off"
            placeholder=description(tools)
            prop:value=move || tools.description.get()
            on:change:target=move |event| tools.description.set(event.target().value())
        />
        <p class="hint">"Kept in the file, for those who do not see it."</p>
    </div>
    <label class="tick">
        <input
            type="checkbox"
            prop:checked=move || wish.get().is_editable
            on:change:target=move |event| {
                let stays = event.target().checked();
                set_stays_editable(stays);
                wish.update(|wish| wish.is_editable = stays);
            }
        />
        "Stays editable: the file holds the texts and the picture below them"
    </label>
        }
}

/// What can be done with it.
fn buttons(
    tools: Tools,
    wish: RwSignal<Wish>,
    state: RwSignal<State, LocalStorage>,
    cancel: impl Fn() + 'static,
) -> impl IntoView {
    let made = move || match state.get() {
        State::Made(made) => Some(made),
        _ => None,
    };
    let name = move || {
        let name = meme_file_name(&tools.document().picture.name);
        let ending = wish.get_untracked().kind.ending();
        name.trim_end_matches(".png").to_owned() + ending
    };
    let save = move |_| {
        let Some(made) = made() else { return };
        let name = name();
        if download::save(&made.file, &name).is_err() {
            state.set(State::Failed(ExportError::NotSaved.to_string()));
            return;
        }
        tools.dialog.set(None);
        tools.tell(format!("Saved as {name}"));
    };
    let share = move |_| {
        let Some(made) = made() else { return };
        let shared = give::share(&made.file, &name());
        spawn_local(async move {
            if !shared.await {
                let problem = "Nothing was shared. Download the file and send that.";
                state.set(State::Failed(problem.to_owned()));
            }
        });
    };
    let project = move |_| {
        spawn_local(async move {
            match save_project(tools).await {
                Ok(name) => tools.tell(format!("Saved as {name}")),
                Err(error) => state.set(State::Failed(error.to_string())),
            }
        });
    };
    let is_waiting = move || made().is_none();
    view! {
    <div class="buttons">
        <button type="button" class="button primary" disabled=is_waiting on:click=save>
            {icon("download")}
            "Save"
        </button>
        <button
            type="button"
            class="button"
            hidden=move || !matches!(state.get(), State::Making)
            on:click=move |_| cancel()
        >
            "Stop"
        </button>
        <button type="button" class="button" on:click=move |_| copy(tools)>
            {icon("copy")}
            "Copy"
        </button>
        <button
            type="button"
            class="button"
            hidden=!give::can_share()
            disabled=is_waiting
            on:click=share
        >
            "Share"
        </button>
        <button
            type="button"
            class="button"
            disabled=is_waiting
            on:click=move |_| {
                if let Some(made) = made() {
                    give::print(&made.file);
                }
            }
        >
            "Print"
        </button>
        <button type="button" class="button" on:click=project>
            {icon("export")}
            "Project file"
        </button>
    </div>
        }
}

/// A number with its label.
fn number(
    id: &'static str,
    label: &'static str,
    unit: &'static str,
    value: impl Fn() -> f64 + Send + Sync + 'static,
    [least, most]: [f64; 2],
    is_off: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(f64) + 'static,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{format!("{label}, in {unit}")}</label>
            <input
                id=id
                type="number"
                min=least
                max=most
                disabled=is_off
                prop:value=move || decimal(value())
                on:change:target=move |event| {
                    if let Ok(number) = event.target().value().parse::<f64>() {
                        set(bounded(number, least, most));
                    }
                }
            />
        </div>
    }
}

fn make(
    tools: Tools,
    wish: Wish,
    state: RwSignal<State, LocalStorage>,
    is_wanted: impl Fn() -> bool + 'static,
) {
    spawn_local(async move {
        let made = made(tools, wish, &is_wanted).await;
        // What was wanted meanwhile is being made.
        if is_wanted() {
            state.set(match made {
                Ok(made) => State::Made(made),
                Err(problem) => State::Failed(problem),
            });
        }
    });
}
