use leptos::html::Textarea;
use leptos::prelude::*;

use crate::app::session::Session;
use crate::editor::Message;

/// The field for one text of the meme.
#[component]
pub fn TextField(
    /// Which text box, counted from the back.
    index: usize,
    /// The field's id, which people's scripts rely on.
    id: &'static str,
    /// Its label.
    label: &'static str,
) -> impl IntoView {
    let session = Session::expect();
    let field = NodeRef::<Textarea>::new();
    let set_text = move |text| session.send(Message::SetText { index, text });
    let initial = session
        .editor
        .with_untracked(|editor| editor.text(index).to_owned());

    // What was typed before the WebAssembly came is in the field and not in the meme yet; from then on the meme leads.
    Effect::new(move |had_run: Option<()>| {
        let text = session.editor.with(|editor| editor.text(index).to_owned());
        if let Some(field) = field.get()
            && field.value() != text
        {
            match had_run {
                None => set_text(field.value()),
                Some(()) => field.set_value(&text),
            }
        }
    });

    // The example's text is there to be overwritten: whoever goes to the field has it selected.
    let select_example = move || {
        let is_example = session
            .editor
            .with_untracked(|editor| editor.is_example_text(index));
        if let Some(field) = field.get_untracked().filter(|_| is_example) {
            field.select();
        }
    };

    view! {
        <div class="field">
            <label for=id>{label}</label>
            <textarea
                id=id
                node_ref=field
                rows="2"
                dir="auto"
                autocomplete="off"
                on:input:target=move |event| set_text(event.target().value())
                on:focus=move |_| select_example()
                on:click=move |_| select_example()
            >
                {initial}
            </textarea>
        </div>
    }
}
