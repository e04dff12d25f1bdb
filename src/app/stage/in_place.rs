//! Writing in a text right on the stage. The field lies over the painted text, with letters that are not seen: what is seen
//! is the meme itself, with the field's caret and selection.

use leptos::html::Textarea;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::painting::Easel;
use crate::app::tools::Tools;
use crate::browser::{set_attribute, set_style};
use crate::codec::decimal;
use crate::document::{Align, Case, Language, TextId};
use crate::editor::{Editor, Message};
use crate::render::css_font;

/// Begins to write in a text, with the caret at `offset` bytes; at the end where there is none.
pub fn begin(tools: Tools, id: TextId, offset: Option<usize>) {
    tools.caret.set_value(offset);
    tools.send(Message::Edit(id));
}

/// The field, while a text is written on the stage.
#[component]
pub fn InPlace() -> impl IntoView {
    let tools = Tools::expect();
    let editing = tools.watch(Editor::editing);
    move || editing.get().map(|id| view! { <Field id /> })
}

#[component]
fn Field(id: TextId) -> impl IntoView {
    let tools = Tools::expect();
    let field = NodeRef::<Textarea>::new();
    let (text, is_sample) = tools
        .editor
        .with_untracked(|editor| (editor.text(id).to_owned(), editor.is_sample(id)));
    let initial = text.clone();
    Effect::new(move |was_placed: Option<bool>| {
        let Some(element) = field.get() else {
            return false;
        };
        if was_placed == Some(true) {
            return true;
        }
        tools.field.set_value(Some(element.clone().into()));
        tools.request_frame();
        element.set_value(&text);
        crate::browser::focus::focus_element(&element);
        let caret = tools.caret.try_update_value(Option::take).flatten();
        let end = text.encode_utf16().count() as u32;
        let (from, to) = match caret {
            // A sample is there to be overwritten.
            _ if is_sample => (0, end),
            Some(offset) => {
                let before = text.get(..offset).unwrap_or(&text);
                let at = before.encode_utf16().count() as u32;
                (at, at)
            }
            None => (end, end),
        };
        // Fails for fields that are no text fields alone.
        let _ = element.set_selection_range(from, to);
        true
    });
    // What undoing changes is in the field at once.
    Effect::new(move |_| {
        tools.editor.with(|editor| {
            if let Some(field) = field.get()
                && field.value() != editor.text(id)
            {
                field.set_value(editor.text(id));
            }
        });
    });
    on_cleanup(move || tools.field.set_value(None));
    view! {
        <div class="in-place">
            <textarea
                aria-label="Text on the meme"
                dir="auto"
                autocomplete="off"
                spellcheck="false"
                node_ref=field
                on:input:target=move |event| {
                    tools.send_pending();
                    tools.type_text(id, event.target().value());
                }
                on:blur=move |_| {
                    if tools.editor.with_untracked(|editor| editor.editing() == Some(id)) {
                        tools.send(Message::StopEditing);
                    }
                }
            >
                {initial}
            </textarea>
        </div>
    }
}

/// Lays the field over its text, so that its letters are where the painted ones are.
pub fn place(field: &HtmlElement, editor: &Editor, id: TextId, easel: &Easel) {
    let document = editor.document();
    let Some(text_box) = document.text(id) else {
        return;
    };
    let (look, layout) = (&text_box.look, easel.layout(id));
    let meme = document.size();
    let frame = text_box.frame.to_pixels(meme);
    let size_px = layout.map_or(look.size.fraction() * document.font_unit_px(), |layout| {
        layout.size_px
    });
    let line_px = layout.map_or(look.font.face.metrics().line_height * size_px, |layout| {
        layout.line_height_px
    });
    let lines = layout.map_or(1, |layout| layout.lines.len().max(1)) as f64;
    // A hair wider, so that no rounding breaks a line that the meme does not.
    let width = match layout.filter(|layout| !layout.lines.is_empty()) {
        Some(layout) => layout.wrap_width_px + 0.04 * size_px,
        None => frame.width(),
    };
    let (ascent, descent) = easel.measure.line_box(&look.font);
    let above_baseline = (line_px - (ascent + descent) * size_px) / 2.0 + ascent * size_px;
    let first_baseline = layout
        .and_then(|layout| layout.lines.first())
        .map_or(0.35 * size_px, |line| line.baseline_px);
    let left = match look.align {
        Align::Left => layout.map_or(-frame.width() / 2.0, |layout| layout.extents.x0),
        Align::Right => layout.map_or(frame.width() / 2.0, |layout| layout.extents.x1) - width,
        Align::Center | Align::Start => -width / 2.0,
    };
    let top = first_baseline - above_baseline;
    // In fractions of the meme's width, which the style sheet knows: so zooming needs no new style.
    let unit = |px: f64| format!("{}cqw", decimal(px / f64::from(meme.width) * 100.0));
    let align = match look.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Start => "start",
    };
    let case = match look.case {
        Case::Upper => "uppercase",
        Case::Lower => "lowercase",
        Case::Title => "capitalize",
        Case::AsTyped | Case::Alternating | Case::Sentence => "none",
    };
    let center = frame.center();
    let style = format!(
        "left:{}%;top:{}%;width:{};height:{};translate:{} {};transform-origin:{} {};rotate:{}deg;font:{};font-size:{};line-height:{};letter-spacing:{}em;text-align:{align};text-transform:{case}",
        decimal(center.x / f64::from(meme.width) * 100.0),
        decimal(center.y / f64::from(meme.height) * 100.0),
        unit(width),
        unit(lines * line_px),
        unit(left),
        unit(top),
        unit(-left),
        unit(-top),
        decimal(text_box.angle.to_degrees()),
        css_font(&look.font),
        unit(size_px),
        unit(line_px),
        decimal(look.letter_spacing_em),
    );
    set_style(field, &style);
    set_attribute(field, "lang", text_box.language.map_or("", Language::tag));
}
