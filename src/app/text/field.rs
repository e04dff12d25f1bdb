use leptos::html::Textarea;
use leptos::prelude::*;

use crate::app::session::Session;
use crate::document::TextId;
use crate::editor::Message;

/// The field for one text of the meme.
#[component]
pub fn TextField(
    /// Which text.
    id: TextId,
    /// The field's id, which people's scripts rely on.
    element_id: String,
    /// Its label.
    label: String,
) -> impl IntoView {
    let session = Session::expect();
    let field = NodeRef::<Textarea>::new();
    let set_text = move |text| session.send(Message::SetText { id, text });
    let initial = session
        .editor
        .with_untracked(|editor| editor.text(id).to_owned());

    // What was typed before the WebAssembly came is in the field and not in the meme yet; from then on the meme leads.
    Effect::new(move |had_run: Option<()>| {
        session.editor.track();
        let Some(field) = field.get() else { return };
        let typed = field.value();
        let text = (session.editor).with_untracked(|editor| {
            let text = editor.text(id);
            (text != typed).then(|| text.to_owned())
        });
        match text {
            None => {}
            Some(_) if had_run.is_none() => set_text(typed),
            Some(text) => field.set_value(&text),
        }
    });

    // A sample is there to be overwritten: whoever goes to the field has it selected.
    let select_sample = move || {
        let is_sample = session.editor.with_untracked(|editor| editor.is_sample(id));
        if let Some(field) = field.get_untracked().filter(|_| is_sample) {
            field.select();
        }
    };
    // The text that is written is the one whose look can be changed.
    let select = move || {
        let selects = (session.editor).with_untracked(|editor| {
            editor.document().text(id).is_some() && editor.selection() != [id]
        });
        if selects {
            session.send(Message::Select(id));
        }
        select_sample();
    };

    view! {
        <div class="field">
            <label for=element_id.clone()>{label}</label>
            <textarea
                id=element_id
                node_ref=field
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
