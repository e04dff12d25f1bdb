//! Commands, as buttons, as the help sheet and as the palette: all drawn from the editor's one table.

mod button;
mod dialogs;

pub use button::{command_button, labelled_command_button};
pub use dialogs::{dialog_bar, dialogs, fetch_dialogs};

use leptos::prelude::*;

use super::export;
use super::session::Tab;
use super::tools::{Dialog, Request, Tools};
use super::{stage, theme};
use crate::browser::focus;
use crate::editor::Message;
use crate::editor::command::{Action, Command, PageAction};

/// Does what `command` does, or says why it cannot be done just now.
pub fn run(tools: Tools, command: &'static Command) {
    let obstacle = tools
        .editor
        .with_untracked(|editor| command.obstacle(editor));
    if let Some(obstacle) = obstacle {
        tools.status.set(obstacle.to_owned());
        return;
    }
    match &command.action {
        Action::Send(message) => {
            tools.send(message.clone());
            match message {
                // The focus goes with the selection, so that the next key does what one expects.
                Message::Delete | Message::Duplicate | Message::Deselect => {
                    stage::focus_selected(tools);
                }
                _ => {}
            }
        }
        Action::Page(action) => act(tools, *action),
    }
}

fn act(tools: Tools, action: PageAction) {
    match action {
        PageAction::ChoosePicture => crate::browser::click("#imageInput"),
        PageAction::ShowTemplates => tools.dialog.set(Some(Dialog::Templates)),
        PageAction::ShowNew => tools.dialog.set(Some(Dialog::New)),
        PageAction::ShowDrafts => tools.dialog.set(Some(Dialog::Drafts)),
        PageAction::ShowExport => tools.dialog.set(Some(Dialog::Export)),
        PageAction::CopyPicture => tools.copy_picture(),
        PageAction::SaveTemplate => tools.dialog.set(Some(Dialog::SaveTemplate)),
        PageAction::CopyLink => tools.copy_link(),
        PageAction::Download => export::download(*tools, tools.document().size()),
        PageAction::ShowHelp => tools.dialog.set(Some(Dialog::Help)),
        PageAction::ShowPalette => tools.dialog.set(Some(Dialog::Palette)),
        PageAction::SwitchTheme => theme::switch(tools),
        PageAction::Copy => tools.request.set(Some(Request::Copy)),
        PageAction::Cut => tools.request.set(Some(Request::Cut)),
        PageAction::Paste => tools.request.set(Some(Request::Paste)),
        PageAction::ShowMenu => tools.request.set(Some(Request::Menu)),
        PageAction::Rename => {
            tools.tab.set(Tab::Layers);
            let id = tools
                .editor
                .with_untracked(|editor| editor.selection().last().copied());
            tools.renaming.set(id);
            request_animation_frame(|| {
                focus::focus(".layer-name-field");
            });
        }
    }
}

/// The command's first shortcut in words; nothing where it has none.
pub fn shortcut_label(tools: Tools, command: &Command) -> String {
    let is_mac = tools.is_mac.get();
    (command.shortcuts.first()).map_or_else(String::new, |shortcut| shortcut.label(is_mac))
}
