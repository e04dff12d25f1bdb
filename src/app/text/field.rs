use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::app::dynamic::effect;
use crate::app::session::Session;
use crate::browser::find;
use crate::document::TextId;

/// The id of the field for a text; people's scripts rely on those of the first two.
fn element_id(id: TextId) -> String {
    match id {
        TextId::FIRST => "topText".to_owned(),
        TextId::SECOND => "bottomText".to_owned(),
        TextId(other) => format!("text{}", other + 1),
    }
}

fn label(id: TextId) -> String {
    match id {
        TextId::FIRST => "Top text".to_owned(),
        TextId::SECOND => "Bottom text".to_owned(),
        TextId(other) => format!("Text {}", other + 1),
    }
}

/// The field for one text of the meme.
#[component]
pub fn TextField(
    /// Which text.
    id: TextId,
) -> impl IntoView {
    let session = Session::expect();
    let field = move || -> Option<HtmlTextAreaElement> {
        find(&format!("#{}", element_id(id)))?.dyn_into().ok()
    };
    let set_text = move |text| session.type_text(id, text);
    let initial = session
        .editor
        .with_untracked(|editor| editor.text(id).to_owned());

    // What was typed before the WebAssembly came is in the field and not in the meme yet; from then on the meme leads.
    let mut is_first = true;
    effect(move || {
        session.editor.track();
        let Some(field) = field() else { return };
        let was_first = std::mem::replace(&mut is_first, false);
        let typed = field.value();
        let text = (session.editor).with_untracked(|editor| {
            let text = editor.text(id);
            (text != typed).then(|| text.to_owned())
        });
        match text {
            None => {}
            Some(_) if was_first => set_text(typed),
            Some(text) => field.set_value(&text),
        }
    });

    // A sample is there to be overwritten: whoever goes to the field has it selected.
    let select_sample = move || {
        let is_sample = session.editor.with_untracked(|editor| editor.is_sample(id));
        if let Some(field) = field().filter(|_| is_sample) {
            field.select();
        }
    };
    // The text that is written is the one whose look can be changed.
    let select = move || {
        let selects = (session.editor).with_untracked(|editor| {
            editor.document().text(id).is_some() && editor.selection() != [id]
        });
        if selects {
            session.editor.update(|editor| editor.select_one(id));
        }
        select_sample();
    };

    view! {
        <div class="field">
            <label for=element_id(id)>{label(id)}</label>
            <textarea
                id=element_id(id)
                rows="2"
                dir="auto"
                autocomplete="off"
                on:input:target=move |event| set_text(event.target().value())
                on:focus=move |_| select()
                on:click=move |_| select_sample()
            >
                {initial}
            </textarea>
        </div>
    }
}
