use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ExportError;
use super::making::{Made, Problem, copy, made};
use super::wish::{Exports, Extent, Kind, Wish};
use crate::app::commands::dialog_bar;
use crate::app::dynamic::words;
use crate::app::icon::icon;
use crate::app::new_meme::{Choice, choices};
use crate::app::project::{Meme, save_project};
use crate::app::tools::Tools;
use crate::app::words::size_in_words;
use crate::browser::{download, focus, give};
use crate::codec::{decimal, meme_file_name};
use crate::document::{Color, bounded};
use crate::editor::Message;

/// After a change it is made anew when nothing has changed for so long.
const REST: Duration = Duration::from_millis(250);

/// The longest side that can be wished for, in pixels: that of the largest canvas of Safari and Firefox.
const LONGEST_SIDE: f64 = 16_384.0;

/// What is there to be given away.
#[derive(Clone)]
enum State {
    Making,
    Made(Made),
    Failed(String),
}

/// Everything that can be done with the meme besides the usual download.
pub fn more(tools: Tools, exports: Exports) -> impl IntoView {
    let wish = exports.wish;
    let state = RwSignal::new_local(State::Making);
    let turn = StoredValue::new(0_u32);
    let description = tools.watch(|editor| editor.document().description.clone());
    Effect::new(move |_| {
        wish.track();
        description.track();
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
    let is_over = move || !matches!(state.get(), State::Making);
    let cancel = move |_| {
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
            {settings(tools, exports, description)} <div class="export-said">
                <p role="status">{words(said)}</p>
                <button type="button" class="button" hidden=is_over on:click=cancel>
                    "Stop"
                </button>
                <progress class="bar" aria-label="The file is being made" hidden=is_over></progress>
            </div> {buttons(tools, wish, state)}
        </div>
    }
}

/// What can be chosen.
fn settings(tools: Tools, exports: Exports, description: Memo<String>) -> impl IntoView {
    let wish = exports.wish;
    let kind = move |kind: Kind| Choice {
        label: kind.label().to_owned(),
        is_offered: Box::new(move || exports.kinds.with(|kinds| kinds.contains(&kind))),
        is_chosen: Box::new(move || wish.get().kind == kind),
        choose: Box::new(move || wish.update(|wish| wish.kind = kind)),
        ..Choice::default()
    };
    let kinds = Kind::ALL.map(kind).into();
    let own_size = tools.document().size();
    let size = move || wish.get().extent.of(own_size);
    let has_quality = move || wish.get().kind.has_quality();
    view! {
        {choices("Kind of file", kinds)}
        <div class="export-numbers">
            {number(
                "exportWidth",
                "Width, in px",
                move || f64::from(size().width),
                LONGEST_SIDE,
                || false,
                move |width| {
                    let extent = width.map_or(Extent::Own, |width| Extent::Width(width as u32));
                    wish.update(|wish| wish.extent = extent);
                },
            )}
            {number(
                "exportHeight",
                "Height, in px",
                move || f64::from(size().height),
                LONGEST_SIDE,
                || false,
                move |height| {
                    let extent = height.map_or(Extent::Own, |height| Extent::Height(height as u32));
                    wish.update(|wish| wish.extent = extent);
                },
            )}
            {number(
                "exportQuality",
                "Quality, in %",
                move || (wish.get().quality * 100.0).round(),
                100.0,
                move || !has_quality(),
                move |quality| {
                    let quality = quality.map_or(Wish::QUALITY, |quality| quality / 100.0);
                    wish.update(|wish| wish.quality = quality);
                },
            )} <div class="field">
                <label for="exportMost">"At most, in KB"</label>
                <input
                    id="exportMost"
                    type="number"
                    min="1"
                    placeholder="any"
                    list="exportMosts"
                    prop:value=move || wish.get().most_kb.map(decimal).unwrap_or_default()
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
        {ground(wish)}
        {alternative(tools, wish, description)}
        <label class="tick">
            <input
                type="checkbox"
                prop:checked=move || wish.get().carries()
                disabled=move || !wish.get().kind.can_carry()
                on:change:target=move |event| {
                    exports.stay_editable(event.target().checked());
                }
            />
            "Stays editable: the file holds the texts and the picture below them"
        </label>
    }
}

/// The words for those who do not see the picture.
fn alternative(tools: Tools, wish: RwSignal<Wish>, description: Memo<String>) -> impl IntoView {
    let by_texts = Meme::on_stage(tools).map(|meme| meme.description());
    view! {
        <div class="field">
            <label for="exportAlt">"What it shows"</label>
            <input
                id="exportAlt"
                type="text"
                maxlength="500"
                autocomplete="off"
                placeholder=by_texts
                prop:value=move || description.get()
                on:change:target=move |event| tools.send(Message::Describe(event.target().value()))
            />
            <p class="hint">
                {words(move || {
                    if wish.get().kind.can_carry() {
                        "Kept in the file, for those who do not see it."
                    } else {
                        "AVIF files hold neither words nor the meme to be edited on."
                    }
                })}
            </p>
        </div>
    }
}

/// What lies below what is transparent.
fn ground(wish: RwSignal<Wish>) -> impl IntoView {
    let color = move || wish.get().ground();
    let set = move |color: Option<Color>| wish.update(|wish| wish.background = color);
    view! {
        <div class="export-ground">
            <label class="tick">
                <input
                    type="checkbox"
                    prop:checked=move || color().is_some()
                    disabled=move || !wish.get().kind.has_transparency()
                    on:change:target=move |event| set(
                        event.target().checked().then_some(Color::WHITE),
                    )
                />
                "Fill what is transparent"
            </label>
            <input
                type="color"
                aria-label="Background colour"
                hidden=move || color().is_none()
                prop:value=move || color().unwrap_or(Color::WHITE).to_string()
                on:change:target=move |event| set(Color::parse(&event.target().value()))
            />
        </div>
    }
}

/// What can be done with it.
fn buttons(
    tools: Tools,
    wish: RwSignal<Wish>,
    state: RwSignal<State, LocalStorage>,
) -> impl IntoView {
    let made = move || match state.get() {
        State::Made(made) => Some(made),
        _ => None,
    };
    let name = move || {
        let ending = wish.get_untracked().kind.ending();
        meme_file_name(&tools.document().picture.name, ending)
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
            let saved = match Meme::on_stage(tools) {
                Some(meme) => save_project(&meme).await.map_err(Problem::from),
                None => Err(Problem::NoPicture),
            };
            match saved {
                Ok(name) => tools.tell(format!("Saved as {name}")),
                Err(problem) => state.set(State::Failed(problem.to_string())),
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
                on:click=move |_| copy(tools, wish.get_untracked())
            >
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

/// A whole number from 1 on, with its label; none where the field was emptied, which brings back what is usual.
fn number(
    id: &'static str,
    label: &'static str,
    value: impl Fn() -> f64 + Send + Sync + Copy + 'static,
    most: f64,
    is_off: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(Option<f64>) + 'static,
) -> impl IntoView {
    // The field shows what it is now, whatever was typed.
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type="number"
                min="1"
                max=most
                disabled=is_off
                prop:value=move || decimal(value())
                on:change:target=move |event| {
                    let field = event.target();
                    let number = field.value().parse::<f64>().ok();
                    set(number.map(|number| bounded(number.round(), 1.0, most)));
                    field.set_value(&decimal(value()));
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
        let made = match Meme::on_stage(tools) {
            Some(meme) => made(&meme, wish, &is_wanted).await,
            None => Err(Problem::NoPicture),
        };
        // What was wanted meanwhile is being made.
        if is_wanted() {
            state.set(match made {
                Ok(made) => State::Made(made),
                Err(problem) => State::Failed(problem.to_string()),
            });
        }
    });
}
