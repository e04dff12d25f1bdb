//! Commands, as buttons, as the help sheet and as the palette: all drawn from the editor's one table.

mod button;
mod dialogs;

pub use button::{command_button, labelled_command_button};
pub use dialogs::Dialogs;

use leptos::prelude::*;

use super::export;
use super::session::{Dialog, Session, Tab};
use super::{stage, theme};
use crate::browser::focus;
use crate::editor::Message;
use crate::editor::command::{Action, Command, PageAction};

/// Does what `command` does, or says why it cannot be done just now.
pub fn run(session: Session, command: &'static Command) {
    let obstacle = session
        .editor
        .with_untracked(|editor| command.obstacle(editor));
    if let Some(obstacle) = obstacle {
        session.status.set(obstacle.to_owned());
        return;
    }
    match &command.action {
        Action::Send(message) => {
            session.send(message.clone());
            match message {
                // The focus goes with the selection, so that the next key does what one expects.
                Message::Delete | Message::Duplicate | Message::Deselect => {
                    stage::focus_selected(session);
                }
                _ => {}
            }
        }
        Action::Page(action) => act(session, *action),
    }
}

fn act(session: Session, action: PageAction) {
    match action {
        PageAction::ChoosePicture => crate::browser::click("#imageInput"),
        PageAction::Download => export::download(session, session.document().size()),
        PageAction::ShowHelp => session.dialog.set(Some(Dialog::Help)),
        PageAction::ShowPalette => session.dialog.set(Some(Dialog::Palette)),
        PageAction::SwitchTheme => theme::switch(session),
        PageAction::Rename => {
            session.tab.set(Tab::Layers);
            let id = session
                .editor
                .with_untracked(|editor| editor.selection().last().copied());
            session.renaming.set(id);
            request_animation_frame(|| {
                focus::focus(".layer-name-field");
            });
        }
    }
}

/// The command's first shortcut in words; nothing where it has none.
fn shortcut_label(session: Session, command: &Command) -> String {
    let is_mac = session.is_mac.get();
    (command.shortcuts.first()).map_or_else(String::new, |shortcut| shortcut.label(is_mac))
}
