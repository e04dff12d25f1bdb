//! Who a key, the clipboard or something that is dropped belongs to: one rule for everything that listens.

use super::command::{Command, Focus};
use super::keys::KeyEvent;

/// The state of the page that decides who owns an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// The kind of element that has the focus.
    pub focus: Focus,
    /// A dialog or a menu lies over the page.
    pub is_covered: bool,
    /// Words of the page are selected, outside of fields.
    pub has_words: bool,
}

/// Something that happens to the page, and that more than one part of it could take.
#[derive(Clone, Copy, Debug)]
pub enum Act<'a> {
    /// A key is pressed.
    Key(&'a KeyEvent),
    /// Something is copied or cut.
    Copy,
    /// The clipboard's content comes.
    Paste(Held),
    /// Dragged files are let go, or would be.
    Drop,
}

/// The kinds of content that the clipboard holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Files, as pictures are.
    pub has_files: bool,
    /// Plain text.
    pub has_text: bool,
}

/// Who it belongs to. All but the meme's is left alone: the browser does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The input method, in the middle of a word.
    InputMethod,
    /// The field that has the focus.
    Field,
    /// The words that are selected.
    Words,
    /// The dialog or the menu over the page.
    Dialog,
    /// The meme.
    Meme,
}

impl Situation {
    /// Who takes it.
    pub fn owner(self, act: Act) -> Owner {
        let is_in_field = match (act, self.focus) {
            (Act::Drop, _) | (_, Focus::Control | Focus::Stage) => false,
            // A field of the meme's has no use for a picture alone.
            (Act::Paste(held), Focus::MemeText) => held.has_text || !held.has_files,
            // Ctrl and a letter move the caret on a Mac. Which other keys are a field's is told by the commands' scopes.
            (Act::Key(event), _) => event.is_mac && event.ctrl && !event.meta,
            _ => true,
        };
        match act {
            Act::Key(event) if event.is_composing => Owner::InputMethod,
            _ if is_in_field => Owner::Field,
            _ if self.is_covered => Owner::Dialog,
            Act::Copy if self.has_words => Owner::Words,
            _ => Owner::Meme,
        }
    }

    /// The command that a key means, where it is the meme's.
    pub fn command(self, event: &KeyEvent) -> Option<&'static Command> {
        let is_ours = self.owner(Act::Key(event)) == Owner::Meme;
        is_ours
            .then(|| Command::for_key(event, self.focus))
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOCUSES: [Focus; 4] = [Focus::Field, Focus::MemeText, Focus::Control, Focus::Stage];
    const TEXT: Held = Held {
        has_files: false,
        has_text: true,
    };
    const PICTURE: Held = Held {
        has_files: true,
        has_text: false,
    };
    /// As office programs copy.
    const BOTH: Held = Held {
        has_files: true,
        has_text: true,
    };

    fn at(focus: Focus) -> Situation {
        Situation {
            focus,
            is_covered: false,
            has_words: false,
        }
    }

    fn covered(focus: Focus) -> Situation {
        Situation {
            is_covered: true,
            ..at(focus)
        }
    }

    fn pressed(held: &str, key: &str) -> KeyEvent {
        KeyEvent {
            key: key.to_owned(),
            ctrl: held.contains("Ctrl"),
            meta: held.contains("Cmd"),
            shift: held.contains("Shift"),
            ..KeyEvent::default()
        }
    }

    #[test]
    fn a_paste_into_a_field_is_the_fields() {
        use Owner::{Dialog, Field, Meme};
        let owners = |held| FOCUSES.map(|focus| at(focus).owner(Act::Paste(held)));
        assert_eq!(owners(TEXT), [Field, Field, Meme, Meme]);
        assert_eq!(owners(BOTH), [Field, Field, Meme, Meme]);
        assert_eq!(owners(PICTURE), [Field, Meme, Meme, Meme]);
        for held in [TEXT, BOTH, PICTURE] {
            let owners = FOCUSES.map(|focus| covered(focus).owner(Act::Paste(held)));
            assert!(!owners.contains(&Meme), "{owners:?}");
            assert_eq!(owners[0], Field);
            assert_eq!(owners[3], Dialog);
        }
    }

    #[test]
    fn nothing_changes_below_a_dialog() {
        let act = pressed("", "t");
        for focus in FOCUSES {
            let situation = covered(focus);
            assert_eq!(situation.owner(Act::Drop), Owner::Dialog);
            assert_eq!(situation.owner(Act::Key(&act)), Owner::Dialog);
            assert_ne!(situation.owner(Act::Copy), Owner::Meme);
            assert_eq!(at(focus).owner(Act::Drop), Owner::Meme);
            for (held, key) in [("Ctrl", "z"), ("Ctrl", "k"), ("", "t"), ("", "Delete")] {
                assert!(situation.command(&pressed(held, key)).is_none(), "{key}");
            }
        }
    }

    #[test]
    fn fields_take_back_what_was_typed_in_them() {
        let undoes = |focus| {
            let keys = [("Ctrl", "z"), ("Ctrl", "y"), ("Ctrl+Shift", "z")];
            keys.map(|(held, key)| at(focus).command(&pressed(held, key)).is_some())
        };
        assert_eq!(undoes(Focus::Field), [false; 3]);
        for focus in [Focus::MemeText, Focus::Control, Focus::Stage] {
            assert_eq!(undoes(focus), [true; 3], "{focus:?}");
        }
    }

    #[test]
    fn keys_of_an_input_method_are_its_own() {
        for key in ["Enter", "Escape", "ArrowDown", " ", "t", "Process"] {
            let event = KeyEvent {
                is_composing: true,
                ..pressed("", key)
            };
            for focus in FOCUSES {
                for situation in [at(focus), covered(focus)] {
                    assert_eq!(situation.owner(Act::Key(&event)), Owner::InputMethod);
                    assert!(situation.command(&event).is_none());
                }
            }
        }
    }

    #[test]
    fn selected_words_are_copied_before_the_meme() {
        let words = |focus| Situation {
            has_words: true,
            ..at(focus)
        };
        assert_eq!(words(Focus::Stage).owner(Act::Copy), Owner::Words);
        assert_eq!(words(Focus::Control).owner(Act::Copy), Owner::Words);
        assert_eq!(words(Focus::Field).owner(Act::Copy), Owner::Field);
        assert_eq!(at(Focus::Stage).owner(Act::Copy), Owner::Meme);
        // A paste goes where it would without them.
        assert_eq!(words(Focus::Stage).owner(Act::Paste(TEXT)), Owner::Meme);
    }

    #[test]
    fn control_and_a_letter_move_the_caret_on_a_mac() {
        let on_mac = |held| KeyEvent {
            is_mac: true,
            ..pressed(held, "d")
        };
        for focus in [Focus::Field, Focus::MemeText] {
            assert!(at(focus).command(&on_mac("Ctrl")).is_none());
            assert!(at(focus).command(&on_mac("Cmd")).is_some());
        }
        assert!(at(Focus::Stage).command(&on_mac("Ctrl")).is_some());
    }
}
