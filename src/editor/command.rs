//! Everything that can be done by name, in one table: menus, shortcuts, the help sheet and the palette are drawn from it.

use kurbo::Vec2;

use super::keys::{KeyEvent, KeyPress, Shortcut, alt, ctrl, key, shift};
use super::{Alignment, Axis, Editor, Message, Order};

/// Something that can be done by name.
pub struct Command {
    /// Its name for programs; no two are alike.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// Among what it is listed.
    pub group: CommandGroup,
    /// The keys that do it; the first is shown.
    pub shortcuts: &'static [Shortcut],
    /// Where those keys do it.
    pub scope: Scope,
    /// What has to be so for it to be done.
    pub needs: Need,
    /// What it does.
    pub action: Action,
}

/// What commands are listed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandGroup {
    /// The meme as a whole.
    Meme,
    /// Taking back.
    History,
    /// Texts.
    Text,
    /// Their order and place.
    Arrange,
    /// Looking at the meme.
    View,
}

impl CommandGroup {
    /// All, as they are listed.
    pub const ALL: [Self; 5] = [
        Self::Meme,
        Self::Text,
        Self::Arrange,
        Self::History,
        Self::View,
    ];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Meme => "Meme",
            Self::History => "History",
            Self::Text => "Text",
            Self::Arrange => "Arrange",
            Self::View => "View",
        }
    }
}

/// Where a command's keys do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everywhere, while typing too.
    Everywhere,
    /// Everywhere but in a field of its own, which takes back what was typed in it.
    OnMeme,
    /// Everywhere but in a field that takes letters.
    NotTyping,
    /// Where arrows, Enter and the like mean nothing else: on the stage, or nowhere in particular.
    Stage,
}

impl Scope {
    fn has(self, focus: Focus) -> bool {
        match self {
            Self::Everywhere => true,
            Self::OnMeme => focus != Focus::Field,
            Self::NotTyping => !focus.is_typing(),
            Self::Stage => focus == Focus::Stage,
        }
    }
}

/// What has to be so for a command to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// Something to take back.
    Past,
    /// Something to do again.
    Future,
    /// A selected text.
    Selection,
    /// A selected text that is not locked.
    Movable,
    /// Three selected texts.
    Three,
    /// A selected text, and a copied look.
    CopiedLook,
    /// A text.
    Texts,
    /// A meme that is not seen as a whole.
    Zoomed,
}

/// What a command does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Sends a message to the editor.
    Send(Message),
    /// Something that is the page's, not the meme's.
    Page(PageAction),
}

/// What the page does by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageAction {
    /// Asks for a picture file.
    ChoosePicture,
    /// Shows the templates.
    ShowTemplates,
    /// Shows what a meme can be begun with besides a picture: a colour, a gradient, panels.
    ShowNew,
    /// Shows how the meme can be given away.
    ShowExport,
    /// Copies the meme as a picture.
    CopyPicture,
    /// Shows what is kept on the device.
    ShowDrafts,
    /// Asks under which name the meme becomes a template.
    SaveTemplate,
    /// Copies an address that opens the meme.
    CopyLink,
    /// Gives the meme to the person.
    Download,
    /// Shows all shortcuts.
    ShowHelp,
    /// Shows the command palette.
    ShowPalette,
    /// Changes between light and dark.
    SwitchTheme,
    /// Asks for a name for the selected text.
    Rename,
    /// Copies the selected texts.
    Copy,
    /// Copies them and takes them away.
    Cut,
    /// Puts what was copied on the meme.
    Paste,
    /// Shows what can be done where the focus is.
    ShowMenu,
}

/// The kind of element that has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// In a field that takes letters, and is none of the meme's texts.
    Field,
    /// In a field that is one of the meme's texts.
    MemeText,
    /// On a control that has a use for some keys itself.
    Control,
    /// On the stage, or nowhere in particular.
    Stage,
}

impl Focus {
    /// Returns true where letters are typed.
    pub fn is_typing(self) -> bool {
        matches!(self, Self::Field | Self::MemeText)
    }
}

const fn command(
    name: &'static str,
    label: &'static str,
    group: CommandGroup,
    shortcuts: &'static [Shortcut],
    scope: Scope,
    needs: Need,
    action: Action,
) -> Command {
    Command {
        name,
        label,
        group,
        shortcuts,
        scope,
        needs,
        action,
    }
}

use Action::{Page, Send};
use CommandGroup::{Arrange, History, Meme, Text, View};
use Need::{CopiedLook, Future, Movable, Nothing, Past, Selection, Texts, Three, Zoomed};
use Scope::{Everywhere, NotTyping, OnMeme, Stage};

const LEFT: Vec2 = Vec2::new(-1.0, 0.0);
const RIGHT: Vec2 = Vec2::new(1.0, 0.0);
const UP: Vec2 = Vec2::new(0.0, -1.0);
const DOWN: Vec2 = Vec2::new(0.0, 1.0);

const fn ten(by: Vec2) -> Action {
    Send(Message::Nudge(Vec2::new(10.0 * by.x, 10.0 * by.y)))
}

const fn one(by: Vec2) -> Action {
    Send(Message::Nudge(by))
}

/// All commands.
#[rustfmt::skip]
pub static COMMANDS: [Command; 53] = [
    command("choose-picture", "Choose a picture", Meme, &[ctrl("o")], Everywhere, Nothing, Page(PageAction::ChoosePicture)),
    command("templates", "Templates", Meme, &[key("m")], NotTyping, Nothing, Page(PageAction::ShowTemplates)),
    command("new", "New meme", Meme, &[key("n")], NotTyping, Nothing, Page(PageAction::ShowNew)),
    command("drafts", "Drafts", Meme, &[key("d")], NotTyping, Nothing, Page(PageAction::ShowDrafts)),
    command("save-template", "Save as template", Meme, &[], NotTyping, Nothing, Page(PageAction::SaveTemplate)),
    command("copy-link", "Copy link", Meme, &[key("l")], NotTyping, Nothing, Page(PageAction::CopyLink)),
    command("download", "Download", Meme, &[ctrl("s")], Everywhere, Nothing, Page(PageAction::Download)),
    command("export", "Export", Meme, &[key("e")], NotTyping, Nothing, Page(PageAction::ShowExport)),
    command("copy-picture", "Copy as a picture", Meme, &[key("c")], NotTyping, Nothing, Page(PageAction::CopyPicture)),
    command("palette", "Find a command", Meme, &[ctrl("k")], Everywhere, Nothing, Page(PageAction::ShowPalette)),
    command("help", "Show shortcuts", Meme, &[key("?")], NotTyping, Nothing, Page(PageAction::ShowHelp)),
    command("menu", "Show the menu", View, &[shift(key("F10")), key("ContextMenu")], Stage, Nothing, Page(PageAction::ShowMenu)),
    command("theme", "Switch between light and dark", View, &[], NotTyping, Nothing, Page(PageAction::SwitchTheme)),

    command("undo", "Undo", History, &[ctrl("z")], OnMeme, Past, Send(Message::Undo)),
    command("redo", "Redo", History, &[shift(ctrl("z")), ctrl("y")], OnMeme, Future, Send(Message::Redo)),

    command("add-text", "Add text", Text, &[key("t")], NotTyping, Nothing, Send(Message::Add(None))),
    command("edit-text", "Edit text", Text, &[key("Enter"), key("F2")], Stage, Movable, Send(Message::EditSelected)),
    command("copy", "Copy", Text, &[ctrl("c")], NotTyping, Selection, Page(PageAction::Copy)),
    command("cut", "Cut", Text, &[ctrl("x")], NotTyping, Movable, Page(PageAction::Cut)),
    command("paste", "Paste", Meme, &[ctrl("v")], NotTyping, Nothing, Page(PageAction::Paste)),
    command("duplicate", "Duplicate", Text, &[ctrl("d")], Everywhere, Selection, Send(Message::Duplicate)),
    command("delete", "Delete", Text, &[key("Delete"), key("Backspace")], Stage, Movable, Send(Message::Delete)),
    command("rename", "Rename", Text, &[shift(key("F2"))], NotTyping, Selection, Page(PageAction::Rename)),
    command("copy-look", "Copy look", Text, &[alt(ctrl("c"))], Everywhere, Selection, Send(Message::CopyLook)),
    command("paste-look", "Paste look", Text, &[alt(ctrl("v"))], Everywhere, CopiedLook, Send(Message::PasteLook)),
    command("lock", "Lock or unlock", Text, &[shift(ctrl("l"))], Everywhere, Selection, Send(Message::ToggleLocked)),
    command("hide", "Hide", Text, &[shift(ctrl("h"))], Everywhere, Selection, Send(Message::ToggleHidden)),
    command("select-all", "Select all texts", Text, &[ctrl("a")], NotTyping, Texts, Send(Message::SelectAll)),
    command("deselect", "Select nothing", Text, &[key("Escape")], Stage, Selection, Send(Message::Deselect)),

    command("to-front", "Bring to front", Arrange, &[key("]")], NotTyping, Selection, Send(Message::Reorder(Order::Front))),
    command("forward", "Bring forward", Arrange, &[ctrl("]")], NotTyping, Selection, Send(Message::Reorder(Order::Forward))),
    command("backward", "Send backward", Arrange, &[ctrl("[")], NotTyping, Selection, Send(Message::Reorder(Order::Backward))),
    command("to-back", "Send to back", Arrange, &[key("[")], NotTyping, Selection, Send(Message::Reorder(Order::Back))),
    command("align-left", "Align left", Arrange, &[alt(key("a"))], NotTyping, Movable, Send(Message::Align(Alignment::Left))),
    command("align-center", "Align centres", Arrange, &[alt(key("h"))], NotTyping, Movable, Send(Message::Align(Alignment::Center))),
    command("align-right", "Align right", Arrange, &[alt(key("d"))], NotTyping, Movable, Send(Message::Align(Alignment::Right))),
    command("align-top", "Align top", Arrange, &[alt(key("w"))], NotTyping, Movable, Send(Message::Align(Alignment::Top))),
    command("align-middle", "Align middles", Arrange, &[alt(key("v"))], NotTyping, Movable, Send(Message::Align(Alignment::Middle))),
    command("align-bottom", "Align bottom", Arrange, &[alt(key("s"))], NotTyping, Movable, Send(Message::Align(Alignment::Bottom))),
    command("distribute-horizontally", "Distribute horizontally", Arrange, &[], NotTyping, Three, Send(Message::Distribute(Axis::Horizontal))),
    command("distribute-vertically", "Distribute vertically", Arrange, &[], NotTyping, Three, Send(Message::Distribute(Axis::Vertical))),
    command("left", "Move left by 1 px", Arrange, &[key("ArrowLeft")], Stage, Movable, one(LEFT)),
    command("right", "Move right by 1 px", Arrange, &[key("ArrowRight")], Stage, Movable, one(RIGHT)),
    command("up", "Move up by 1 px", Arrange, &[key("ArrowUp")], Stage, Movable, one(UP)),
    command("down", "Move down by 1 px", Arrange, &[key("ArrowDown")], Stage, Movable, one(DOWN)),
    command("left-10", "Move left by 10 px", Arrange, &[shift(key("ArrowLeft"))], Stage, Movable, ten(LEFT)),
    command("right-10", "Move right by 10 px", Arrange, &[shift(key("ArrowRight"))], Stage, Movable, ten(RIGHT)),
    command("up-10", "Move up by 10 px", Arrange, &[shift(key("ArrowUp"))], Stage, Movable, ten(UP)),
    command("down-10", "Move down by 10 px", Arrange, &[shift(key("ArrowDown"))], Stage, Movable, ten(DOWN)),

    command("zoom-in", "Zoom in", View, &[ctrl("+"), ctrl("=")], Everywhere, Nothing, Send(Message::ZoomBy(1.25, None))),
    command("zoom-out", "Zoom out", View, &[ctrl("-")], Everywhere, Nothing, Send(Message::ZoomBy(0.8, None))),
    command("zoom-fit", "Zoom to fit", View, &[ctrl("0")], Everywhere, Zoomed, Send(Message::ZoomToFit)),
    command("zoom-actual", "Zoom to 100 %", View, &[ctrl("1")], Everywhere, Nothing, Send(Message::ZoomToActualSize)),
];

impl Command {
    /// The command of this name. There is one: names are constants, and a test looks for each.
    pub fn named(name: &str) -> &'static Self {
        let found = COMMANDS.iter().find(|command| command.name == name);
        found.unwrap_or(&COMMANDS[0])
    }

    /// The command that a key means, where the focus is.
    pub fn for_key(event: &KeyEvent, focus: Focus) -> Option<&'static Self> {
        let find = |pressed: KeyPress| {
            COMMANDS.iter().find(|command| {
                let is_it = |shortcut: &Shortcut| shortcut.matches(&pressed);
                command.scope.has(focus) && command.shortcuts.iter().any(is_it)
            })
        };
        event.candidates().into_iter().find_map(find)
    }

    /// Returns true for the commands of the clipboard: their keys are left to the browser, whose `copy`, `cut` and `paste` events
    /// alone reach the clipboard on any connection.
    pub fn is_by_clipboard(&self) -> bool {
        let of_clipboard = [PageAction::Copy, PageAction::Cut, PageAction::Paste];
        of_clipboard.map(Action::Page).contains(&self.action)
    }

    /// What it is called just now: undoing says what it would undo.
    pub fn label(&self, editor: &Editor) -> String {
        let step = match self.needs {
            Need::Past => editor.undo_name(),
            Need::Future => editor.redo_name(),
            _ => None,
        };
        match step {
            Some(step) => format!("{} {step}", self.label),
            None => self.label.to_owned(),
        }
    }

    /// Why it cannot be done just now. Nothing where it can.
    pub fn obstacle(&self, editor: &Editor) -> Option<&'static str> {
        let selected = editor.selection().len();
        let (holds, why) = match self.needs {
            Need::Past => (editor.undo_name().is_some(), "Nothing to undo"),
            Need::Future => (editor.redo_name().is_some(), "Nothing to redo"),
            Need::Selection | Need::Movable | Need::CopiedLook if selected == 0 => {
                (false, "Select a text first")
            }
            Need::Nothing | Need::Selection => (true, ""),
            Need::Movable => (!editor.movable().is_empty(), "Unlock the text first"),
            Need::Three => (editor.movable().len() > 2, "Select three texts first"),
            Need::CopiedLook => (editor.has_copied_look(), "Copy a look first"),
            Need::Texts => (!editor.document().texts.is_empty(), "There is no text"),
            Need::Zoomed => (!editor.view().is_fit(), "All of it is seen"),
        };
        (!holds).then_some(why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(shortcut: Shortcut) -> KeyEvent {
        KeyEvent {
            key: shortcut.key.to_owned(),
            ctrl: shortcut.ctrl,
            shift: shortcut.shift,
            alt: shortcut.alt,
            ..KeyEvent::default()
        }
    }

    #[test]
    fn names_are_unique_and_found() {
        for command in &COMMANDS {
            assert!(
                std::ptr::eq(Command::named(command.name), command),
                "{}",
                command.name
            );
        }
    }

    #[test]
    fn every_shortcut_does_its_own_command() {
        for command in &COMMANDS {
            for shortcut in command.shortcuts {
                let found = Command::for_key(&press(*shortcut), Focus::Stage);
                assert_eq!(
                    found.map(|found| found.name),
                    Some(command.name),
                    "{}",
                    shortcut.label(false)
                );
            }
        }
    }

    #[test]
    fn letters_and_arrows_are_left_to_fields() {
        let name =
            |shortcut, focus| Command::for_key(&press(shortcut), focus).map(|found| found.name);
        assert_eq!(name(key("t"), Focus::Field), None);
        assert_eq!(name(key("ArrowLeft"), Focus::Control), None);
        assert_eq!(name(key("t"), Focus::MemeText), None);
        assert_eq!(name(ctrl("z"), Focus::Field), None);
        assert_eq!(name(ctrl("z"), Focus::MemeText), Some("undo"));
        assert_eq!(name(ctrl("s"), Focus::Field), Some("download"));
        assert_eq!(name(shift(key("?")), Focus::Control), Some("help"));
        assert_eq!(name(shift(key("t")), Focus::Stage), None);
    }

    #[test]
    fn says_what_would_be_undone_and_why_not() {
        let mut editor = Editor::example();
        let undo = Command::named("undo");
        assert_eq!(undo.obstacle(&editor), Some("Nothing to undo"));
        editor.update(Message::Add(None), 0.0);
        assert_eq!(undo.obstacle(&editor), None);
        assert_eq!(undo.label(&editor), "Undo adding a text");
        assert_eq!(
            Command::named("paste-look").obstacle(&editor),
            Some("Copy a look first")
        );
    }
}
