//! The tools of the editor: all that is more than typing into the two fields, putting a picture under them and downloading
//! the meme. A part of the page of its own, which comes as soon as these work.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{File, HtmlElement};

use super::commands::{dialogs, fetch_dialogs};
use super::keyboard;
use super::later::{NotLoaded, OnDemand, fetch, mount, take_place};
use super::layers::layers;
use super::library::{bring_library, copy_link, copy_picture};
use super::look::{fetch_controls, look, restore_fonts};
use super::new_meme::fetch_new;
use super::picture::{fetch_opening, surround_choice};
use super::session::Session;
use super::stage::{Companion, Easel, Painting, Places, Pointers, in_place, over_the_meme};
use super::tabs::{sheet_grip, show_chosen, tabs};
use super::text::{listen_for_insertions, more_texts};
use super::top_bar::{file_name, history, page_tools, zoom};
use crate::browser::{add_styles, body, find, now_ms};
use crate::codec::draft::PictureTemplate;
use crate::document::{Document, PictureId, TextId};
use crate::editor::{Editor, Message};

/// What the tools share, besides the session.
#[derive(Clone, Copy)]
pub struct Tools {
    session: Session,
    /// What paints the stage.
    pub painting: Painting,
    /// What lies over the page, if anything does.
    pub dialog: RwSignal<Option<Dialog>>,
    /// The text whose name is being written in the list of layers.
    pub renaming: RwSignal<Option<TextId>>,
    /// Whether a phone's sheet has the larger of its two heights.
    pub is_sheet_tall: RwSignal<bool>,
    /// Whether shortcuts are written as Macs do; known once the page runs in the browser.
    pub is_mac: RwSignal<bool>,
    /// The names of the person's own fonts.
    pub own_fonts: RwSignal<Vec<String>>,
    /// The colours of the picture, as `#rrggbb`; known once a look is changed.
    pub picture_colors: RwSignal<Vec<String>>,
    /// Where the caret goes when the field on the stage opens: a byte offset in its text.
    pub caret: StoredValue<Option<usize>>,
    /// Whether the space bar is held, which makes a drag move the view.
    pub is_space_held: StoredValue<bool>,
    /// What lies over the meme, to be kept in place.
    places: StoredValue<Rc<RefCell<Places>>, LocalStorage>,
    /// The field in which a text is written on the stage, while one is.
    pub field: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// The toasts that are shown, each with a number of its own.
    pub toasts: RwSignal<Vec<(u32, String)>>,
    /// The number of toasts so far.
    told: StoredValue<u32>,
    /// The last request to the part with the clipboard and the menu.
    pub request: RwSignal<Option<Request>>,
    /// The templates that were put on the stage, with the pictures that they gave.
    pub used_templates: StoredValue<Vec<PictureTemplate>>,
    /// The meme that a link has opened: nobody has changed it, so it need not be kept.
    pub opened: StoredValue<Option<Document>>,
    /// What the person calls the meme; empty where they do not.
    pub name: RwSignal<String>,
    /// A picture that was chosen, and the meme that it holds: a project's bytes.
    pub carried: StoredValue<Option<(File, Vec<u8>)>, LocalStorage>,
    /// The address that the browser did not copy.
    pub link: StoredValue<String>,
    /// What was downloaded last, where it has to be said that the file holds more of it than is seen.
    pub told_editable: RwSignal<Option<Document>>,
    /// The part that comes right after the tools.
    library: OnDemand,
    /// The message of a drag that waits for the next frame.
    pending: StoredValue<Option<Message>>,
}

/// What can lie over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The command palette.
    Palette,
    /// All shortcuts.
    Help,
    /// The templates.
    Templates,
    /// What becomes a template, and under which name.
    SaveTemplate,
    /// What a meme can be begun with besides a picture.
    New,
    /// What is kept on the device.
    Drafts,
    /// What to do with a picture that holds a meme.
    EditOn,
    /// How the meme is given away.
    Export,
    /// A link that has to be copied by hand.
    Link,
}

/// A command that the part with the clipboard and the menu carries out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Copies the selected texts.
    Copy,
    /// Copies them and takes them away.
    Cut,
    /// Pastes.
    Paste,
    /// Shows the menu where the focus is.
    Menu,
}

impl Dialog {
    /// Whether it takes all the room there is.
    pub fn is_wide(self) -> bool {
        matches!(self, Self::Templates | Self::New)
    }

    /// Its name for those who do not see it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Palette => "Commands",
            Self::Help => "Shortcuts",
            Self::Templates => "Templates",
            Self::SaveTemplate => "Save as template",
            Self::New => "New meme",
            Self::Drafts => "Drafts",
            Self::EditOn => "Edit on",
            Self::Export => "Export",
            Self::Link => "Link",
        }
    }
}

/// How the tools look: not in the styles of the first load.
const STYLES: &str = concat!(
    include_str!("../../style/later/controls.css"),
    include_str!("../../style/later/dialog.css"),
    include_str!("../../style/later/overlay.css"),
);

/// Puts the tools on the page.
#[leptos::wasm_split::wasm_split(tools, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn bring_tools(session: Session, painting: Painting) -> Result<(), NotLoaded> {
    // Without them it works all the same.
    let _ = add_styles(STYLES);
    let owner = Owner::new();
    let tools = owner.with(|| {
        let tools = Tools::provide(session, painting);
        keyboard::listen(tools);
        listen_for_insertions(tools);
        restore_fonts(tools);
        if let Some(meme) = find(".meme") {
            mount(meme, over_the_meme);
        }
        Pointers::listen(tools);
        painting.take_along(tools);
        painting.use_tools(session);
        painting.repaint_when_restored(session);
        show_chosen(tools);
        take_place("grip", sheet_grip);
        take_place("tabs", tabs);
        take_place("history", history);
        take_place("file-name", file_name);
        take_place("zoom", zoom);
        take_place("page", page_tools);
        take_place("surround", surround_choice);
        take_place("texts", more_texts);
        take_place("layers", layers);
        take_place("look", look);
        if let Some(body) = body() {
            mount(body, dialogs);
        }
        tools
    });
    // The tools live as long as the page.
    std::mem::forget(owner);
    tools.want_library();
    set_timeout(fetch_ahead, REST);
    Ok(())
}

/// How long it is seen that something has worked.
const TOAST: Duration = Duration::from_secs(4);

/// How long the page rests before it fetches what may be wanted next.
const REST: Duration = Duration::from_secs(1);

/// Fetches the parts that have not been wanted yet: then they are there at once, and without a connection too.
fn fetch_ahead() {
    spawn_local(async {
        // What does not come is fetched again when it is wanted, and said then.
        let _ = fetch_opening().await;
        let _ = fetch_controls().await;
        let _ = fetch_dialogs().await;
        let _ = fetch_new().await;
    });
}

impl Deref for Tools {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Tools {
    /// Gives the tools of a session to all components below.
    pub fn provide(session: Session, painting: Painting) -> Self {
        let tools = Self {
            session,
            painting,
            dialog: RwSignal::new(None),
            renaming: RwSignal::new(None),
            is_sheet_tall: RwSignal::new(false),
            is_mac: RwSignal::new(false),
            own_fonts: RwSignal::new(Vec::new()),
            picture_colors: RwSignal::new(Vec::new()),
            caret: StoredValue::new(None),
            is_space_held: StoredValue::new(false),
            places: StoredValue::new_local(Rc::default()),
            field: StoredValue::new_local(None),
            toasts: RwSignal::new(Vec::new()),
            told: StoredValue::new(0),
            request: RwSignal::new(None),
            used_templates: StoredValue::new(Vec::new()),
            opened: StoredValue::new(None),
            name: RwSignal::new(String::new()),
            carried: StoredValue::new_local(None),
            link: StoredValue::new(String::new()),
            told_editable: RwSignal::new(None),
            library: OnDemand::new(),
            pending: StoredValue::new(None),
        };
        provide_context(tools);
        tools
    }

    /// The tools that a component is part of.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Carries a message out, and says what has happened to those who do not see it.
    pub fn send(self, message: Message) {
        self.send_pending();
        self.editor
            .update(|editor| editor.update(message, now_ms()));
        let announcement = (self.editor).with_untracked(|editor| editor.announcement().to_owned());
        if !announcement.is_empty() {
            self.status.set(announcement);
        }
        self.tell_refusal();
    }

    /// Tells everybody what has worked, for a moment, whatever else is told meanwhile. What is told again is told anew.
    pub fn tell(self, what: String) {
        self.status.set(what.clone());
        self.told.update_value(|told| *told += 1);
        let number = self.told.get_value();
        self.toasts.update(|toasts| {
            toasts.retain(|(_, other)| *other != what);
            toasts.push((number, what));
        });
        let is_over =
            move || (self.toasts).update(|toasts| toasts.retain(|(other, _)| *other != number));
        set_timeout(is_over, TOAST);
    }

    /// The template that gave a picture.
    pub fn template_of(self, picture: PictureId) -> Option<PictureTemplate> {
        let is_it = |used: &&PictureTemplate| used.picture == picture;
        self.used_templates
            .with_value(|used| used.iter().rfind(is_it).cloned())
    }

    /// Fetches the part with templates, drafts and exports, unless it is there.
    pub fn want_library(self) {
        self.library.fetch(*self, bring_library(self));
    }

    /// Copies an address that opens the meme.
    pub fn copy_link(self) {
        fetch(*self, copy_link(self));
    }

    /// Copies the meme as a picture.
    pub fn copy_picture(self) {
        fetch(*self, copy_picture(self));
    }

    /// What lies over the meme.
    pub fn places(self) -> Rc<RefCell<Places>> {
        self.places.get_value()
    }

    /// Carries out a message of a drag with the next frame, unless a later one comes before: only the stage follows, the
    /// panels when the drag ends.
    pub fn send_with_frame(self, message: Message) {
        self.pending.set_value(Some(message));
        self.request_frame();
    }

    /// Carries out what waits for the next frame.
    pub fn send_pending(self) {
        if let Some(message) = self.pending.try_update_value(Option::take).flatten() {
            let is_other = (self.editor).try_update_untracked(|editor| carry_out(editor, message));
            if is_other == Some(true) {
                self.editor.notify();
            }
        }
    }
}

/// Carries out a message of a drag. Returns whether the panels have to know: a marquee selects on its way, and Alt leaves
/// copies.
pub fn carry_out(editor: &mut Editor, message: Message) -> bool {
    let count = |editor: &Editor| (editor.selection().len(), editor.document().texts.len());
    let before = count(editor);
    // No message of a drag looks at the time.
    editor.update(message, 0.0);
    before != count(editor)
}

impl Companion for Tools {
    fn before(&self) {
        self.send_pending();
    }

    fn after(&self, editor: &Editor, easel: &Easel) {
        self.places().borrow_mut().follow(editor);
        self.field.with_value(|field| {
            if let (Some(field), Some(id)) = (field, editor.editing()) {
                in_place::place(field, editor, id, easel);
            }
        });
    }
}
