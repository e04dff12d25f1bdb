//! The clipboard: texts that are copied with their looks, and whatever is pasted where no field takes it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Event;

use super::commands::run;
use super::notice::{Notice, Place};
use super::picture::open_files;
use super::project::take_pasted;
use super::stage;
use super::tools::{Request, Tools};
use crate::browser::clipboard::{Content, copy_by_command, copy_html, copy_with};
use crate::browser::focus::{focused, situation};
use crate::browser::listen;
use crate::codec::layers;
use crate::document::TextBox;
use crate::editor::Message;
use crate::editor::command::{Command, Focus};
use crate::editor::owner::{Act, Held, Owner};

/// The notice where the page may not read the clipboard.
const NOT_READ: &str = "The browser keeps the clipboard from this command. Paste with the keys: Ctrl+V, or ⌘V on a Mac.";

/// The notice where the page may not write there.
const NOT_COPIED: &str =
    "The browser did not take the text. Copy with the keys: Ctrl+C, or ⌘C on a Mac.";

/// A command that waits for the browser to copy: whether it cuts.
type Commanded = StoredValue<Option<bool>>;

/// Listens to the browser's events for the clipboard, and to what is asked by name, for as long as the page lives.
pub fn listen_to_clipboard(tools: Tools) {
    // Whoever has just written, and then left the field, has chosen no text: the meme is what they copy.
    let is_field = |element: web_sys::Element| element.tag_name() == "TEXTAREA";
    let has_written = StoredValue::new(focused().is_some_and(is_field));
    listen(&window(), "focusin", move |event: Event| {
        has_written.set_value(situation(&event).focus == Focus::MemeText);
    });
    // A command on an insecure connection has the browser copy: then the event is for it, whoever has the focus.
    let commanded = Commanded::new(None);
    for name in ["copy", "cut"] {
        listen(&window(), name, move |event: Event| {
            let commanded = commanded.try_update_value(Option::take).flatten();
            let is_ours = situation(&event).owner(Act::Copy) == Owner::Meme;
            if !event.default_prevented() && (is_ours || commanded.is_some()) {
                let is_cut = commanded.unwrap_or_else(|| event.type_() == "cut");
                let mut texts = chosen(tools, is_cut);
                if commanded.is_none() && !is_cut && has_written.get_value() && texts.len() == 1 {
                    texts.clear();
                }
                copied(tools, &event, &texts, is_cut);
            }
        });
    }
    // Safari asks first where no words are selected.
    for name in ["beforecopy", "beforecut"] {
        listen(&window(), name, |event: Event| {
            if situation(&event).owner(Act::Copy) == Owner::Meme {
                event.prevent_default();
            }
        });
    }
    listen(&window(), "paste", move |event: Event| {
        let content = Content::of(&event);
        let held = Held {
            has_files: !content.files.is_empty(),
            has_text: !content.text.is_empty(),
        };
        let is_ours = situation(&event).owner(Act::Paste(held)) == Owner::Meme;
        if is_ours && !event.default_prevented() && take(tools, content) {
            event.prevent_default();
        }
    });
    Effect::new(move |_| match tools.request.get() {
        Some(Request::Paste) => paste(tools),
        Some(Request::Copy) => copy(tools, false, commanded),
        Some(Request::Cut) => copy(tools, true, commanded),
        Some(Request::Menu) | None => {}
    });
    // `early.js` has kept what was pasted so far.
    if let Ok(ready) = web_sys::Event::new("memeforge:clipboard") {
        let _ = window().dispatch_event(&ready);
    }
}

/// The texts that are copied or cut, from back to front.
fn chosen(tools: Tools, is_cut: bool) -> Vec<TextBox> {
    tools.editor.with_untracked(|editor| {
        let texts = editor.document().texts.iter();
        texts
            .filter(|text_box| editor.is_selected(text_box.id) && !(is_cut && text_box.is_locked))
            .cloned()
            .collect()
    })
}

/// The person has pressed the keys for copying or cutting: the selected texts, or the meme where none is.
fn copied(tools: Tools, event: &Event, texts: &[TextBox], is_cut: bool) {
    if !texts.is_empty() {
        copy_with(event, &layers::to_html(texts), &layers::to_plain(texts));
        done(tools, texts.len(), is_cut);
        return;
    }
    event.prevent_default();
    // The command says what is in its way.
    run(
        tools,
        Command::named(if is_cut { "cut" } else { "copy-picture" }),
    );
}

/// Copies or cuts by command.
fn copy(tools: Tools, is_cut: bool, commanded: Commanded) {
    let texts = chosen(tools, is_cut);
    spawn_local(async move {
        if copy_html(&layers::to_html(&texts), &layers::to_plain(&texts)).await {
            done(tools, texts.len(), is_cut);
            return;
        }
        commanded.set_value(Some(is_cut));
        copy_by_command();
        if commanded.try_update_value(Option::take).flatten().is_some() {
            tools
                .notice
                .set(Some(Notice::new(Place::Stage, NOT_COPIED)));
        }
    });
}

fn done(tools: Tools, count: usize, is_cut: bool) {
    if is_cut {
        tools.send(Message::Delete);
        stage::focus_selected(tools);
    }
    let done = if is_cut { "cut" } else { "copied" };
    tools.tell(match count {
        1 => format!("Text {done}"),
        count => format!("{count} texts {done}"),
    });
}

/// Pastes by command: the page has to read the clipboard itself.
fn paste(tools: Tools) {
    spawn_local(async move {
        match Content::read().await {
            None => tools.notice.set(Some(Notice::new(Place::Stage, NOT_READ))),
            Some(content) => {
                if !take(tools, content) {
                    tools.tell("There is nothing to paste".to_owned());
                }
            }
        }
    });
}

/// Puts what was pasted on the meme: texts that were copied with their looks, a picture, or words. Returns whether there was anything.
fn take(tools: Tools, content: Content) -> bool {
    let Content { text, html, files } = content;
    if let Some(texts) = layers::from_html(&html) {
        tools.send(Message::Paste(texts));
        stage::focus_selected(tools);
    } else if let Some(file) = files.first() {
        if !take_pasted(tools, file, &html) {
            open_files(*tools, files, Place::Stage);
        }
    } else {
        let text = text.replace("\r\n", "\n");
        let text = text.trim_matches('\n');
        if text.trim().is_empty() {
            return false;
        }
        tools.send(Message::PasteText(text.to_owned()));
        stage::focus_selected(tools);
    }
    true
}
