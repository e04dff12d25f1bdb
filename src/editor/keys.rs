//! Keys that are pressed, and the shortcuts that they can mean on keyboards of all kinds.

use std::ops::RangeInclusive;

/// A key, and what is held with it. `ctrl` is the command key on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// As browsers name it; letters in lower case.
    pub key: &'static str,
    /// With Ctrl, or ⌘.
    pub ctrl: bool,
    /// With Shift. Signs such as `?` need it on some keyboards: there it is not asked for.
    pub shift: bool,
    /// With Alt.
    pub alt: bool,
}

/// The key alone.
pub const fn key(key: &'static str) -> Shortcut {
    Shortcut {
        key,
        ctrl: false,
        shift: false,
        alt: false,
    }
}

/// With Ctrl.
pub const fn ctrl(key: &'static str) -> Shortcut {
    Shortcut {
        ctrl: true,
        ..self::key(key)
    }
}

/// With Shift besides.
pub const fn shift(shortcut: Shortcut) -> Shortcut {
    Shortcut {
        shift: true,
        ..shortcut
    }
}

/// With Alt besides.
pub const fn alt(shortcut: Shortcut) -> Shortcut {
    Shortcut {
        alt: true,
        ..shortcut
    }
}

impl Shortcut {
    /// Whether this key press is it.
    pub fn matches(self, pressed: &KeyPress) -> bool {
        let is_letter =
            self.key.len() > 1 || self.key.chars().all(char::is_alphabetic) || self.key == " ";
        pressed.key.eq_ignore_ascii_case(self.key)
            && pressed.ctrl == self.ctrl
            && pressed.alt == self.alt
            && (pressed.shift == self.shift || !is_letter)
    }

    /// How it is written: `Ctrl+Shift+Z`, or `⌘⇧Z` on a Mac.
    pub fn label(self, is_mac: bool) -> String {
        let mut label = String::new();
        let parts = [
            (self.ctrl, "Ctrl+", "⌘"),
            (self.alt, "Alt+", "⌥"),
            (self.shift, "Shift+", "⇧"),
        ];
        for (is_held, elsewhere, on_mac) in parts {
            if is_held {
                label.push_str(if is_mac { on_mac } else { elsewhere });
            }
        }
        match self.key {
            "ArrowLeft" => label.push('←'),
            "ArrowRight" => label.push('→'),
            "ArrowUp" => label.push('↑'),
            "ArrowDown" => label.push('↓'),
            "Escape" => label.push_str("Esc"),
            "Delete" => label.push_str("Del"),
            letter if letter.len() == 1 => label.push_str(&letter.to_uppercase()),
            other => label.push_str(other),
        }
        label
    }
}

/// A key that was pressed, as one of the shortcuts could be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPress {
    /// As browsers name it.
    pub key: String,
    /// With Ctrl, or ⌘.
    pub ctrl: bool,
    /// With Shift.
    pub shift: bool,
    /// With Alt.
    pub alt: bool,
}

/// A key event as the browser tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "so it is in the browser")]
pub struct KeyEvent {
    /// The `key` of the event, as the layout has it: `я`, `T`, `Enter`.
    pub key: String,
    /// The `code` of the event: the place of the key, named after an American keyboard: `KeyZ`, `Digit0`.
    pub code: String,
    /// Held: Ctrl.
    pub ctrl: bool,
    /// Held: ⌘, or the Windows key.
    pub meta: bool,
    /// Held: Shift.
    pub shift: bool,
    /// Held: Alt, or Option.
    pub alt: bool,
    /// Held: `AltGr`, which Windows reports as Ctrl and Alt too.
    pub alt_graph: bool,
    /// The key belongs to a composition: it is pressed during one, or ends it.
    pub is_composing: bool,
    /// The keyboard is a Mac's.
    pub is_mac: bool,
}

impl KeyEvent {
    /// Returns the key presses that it can mean, the likeliest first. A shortcut is found by `key`, and where that is no Latin letter or
    /// sign by `code`.
    pub fn candidates(&self) -> Vec<KeyPress> {
        let as_it_is = KeyPress {
            key: self.key.clone(),
            ctrl: self.ctrl || self.meta,
            shift: self.shift,
            alt: self.alt,
        };
        if self.alt_graph {
            // Held to type a sign.
            return vec![KeyPress {
                ctrl: self.meta,
                alt: false,
                ..as_it_is
            }];
        }
        let by_code = key_at(&self.code, self.shift).map(|key| KeyPress {
            key: key.to_string(),
            ..as_it_is.clone()
        });
        let is_digit = self.code.starts_with("Digit");
        // `&` and `à` of a French keyboard are the keys of 1 and 0.
        let digit = by_code.clone().filter(|press| is_digit && press.ctrl);
        match KeyKind::of(&self.key) {
            KeyKind::Letter | KeyKind::Named => vec![as_it_is],
            KeyKind::Sign => {
                // Option types signs; with Alt nobody types.
                let place = by_code.filter(|press| press.alt && !is_digit);
                let sign = KeyPress {
                    alt: self.alt && !self.is_mac,
                    ..as_it_is.clone()
                };
                [Some(as_it_is), place, Some(sign), digit]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            KeyKind::OtherLatin if self.alt => by_code.into_iter().collect(),
            KeyKind::OtherLatin => digit.into_iter().collect(),
            KeyKind::Foreign => by_code.into_iter().collect(),
        }
    }
}

/// A kind of `key`.
enum KeyKind {
    /// A letter from A to Z, a digit, or a space.
    Letter,
    /// Another sign of ASCII.
    Sign,
    /// A letter such as `é`.
    OtherLatin,
    /// Anything else that is typed, dead keys among it.
    Foreign,
    /// A key such as Enter.
    Named,
}

/// Latin letters beyond ASCII.
const LATIN: [RangeInclusive<char>; 2] = ['\u{aa}'..='\u{24f}', '\u{1e00}'..='\u{1eff}'];

impl KeyKind {
    fn of(key: &str) -> Self {
        let mut letters = key.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if letter.is_ascii_alphanumeric() || letter == ' ' => Self::Letter,
            (Some(letter), None) if letter.is_ascii() => Self::Sign,
            (Some(letter), None)
                if letter.is_alphabetic() && LATIN.iter().any(|range| range.contains(&letter)) =>
            {
                Self::OtherLatin
            }
            // `Unidentified` and its like tell no more than nothing does.
            _ if matches!(key, "Dead" | "Unidentified" | "") => Self::Foreign,
            (Some(letter), _) if letter.is_ascii() => Self::Named,
            _ => Self::Foreign,
        }
    }
}

/// Returns the `key` that this `code` has on an American keyboard.
fn key_at(code: &str, shift: bool) -> Option<char> {
    if let Some(letter) = code.strip_prefix("Key") {
        return letter
            .chars()
            .next()
            .map(|letter| letter.to_ascii_lowercase());
    }
    if let Some(digit) = code.strip_prefix("Digit") {
        return digit.chars().next().filter(|_| !shift);
    }
    Some(match (code, shift) {
        ("BracketLeft", false) => '[',
        ("BracketRight", false) => ']',
        ("Minus", false) => '-',
        ("Equal", false) => '=',
        ("Equal", true) => '+',
        ("Slash", false) => '/',
        ("Slash", true) => '?',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::command::{Command, Focus};

    /// Returns the command that a key runs on the stage; `held` lists the modifiers.
    fn done(held: &str, key: &str, code: &str) -> Option<&'static str> {
        let is_held = |name: &str| held.split('+').any(|held| held == name);
        let event = KeyEvent {
            key: key.to_owned(),
            code: code.to_owned(),
            ctrl: is_held("Ctrl"),
            meta: is_held("Cmd"),
            shift: is_held("Shift"),
            alt: is_held("Alt") || is_held("Option"),
            alt_graph: is_held("AltGr"),
            is_composing: false,
            is_mac: is_held("Option") || is_held("Cmd"),
        };
        Command::for_key(&event, Focus::Stage).map(|command| command.name)
    }

    /// The layout, what is held, the key, its code, and the command.
    const LAYOUTS: [(&str, &str, &str, &str, Option<&str>); 74] = [
        ("American", "", "t", "KeyT", Some("add-text")),
        ("American, Caps Lock", "", "T", "KeyT", Some("add-text")),
        ("American", "Shift", "T", "KeyT", None),
        ("American", "Shift", "?", "Slash", Some("help")),
        ("American", "Ctrl+Shift", "!", "Digit1", None),
        ("American", "Ctrl", "0", "Numpad0", Some("zoom-fit")),
        ("Russian", "", "е", "KeyT", Some("add-text")),
        ("Russian", "Ctrl", "я", "KeyZ", Some("undo")),
        ("Russian", "Ctrl+Shift", "Я", "KeyZ", Some("redo")),
        ("Russian", "Ctrl", "л", "KeyK", Some("palette")),
        ("Russian", "Cmd", "л", "KeyK", Some("palette")),
        ("Russian", "", "ъ", "BracketRight", Some("to-front")),
        ("Russian", "Ctrl", "х", "BracketLeft", Some("backward")),
        ("Russian", "Shift", "?", "Digit7", Some("help")),
        ("Russian", "Alt", "ф", "KeyA", Some("align-left")),
        ("Ukrainian", "", "і", "KeyS", None),
        ("Bulgarian", "Ctrl", "з", "KeyZ", Some("undo")),
        ("Greek", "", "τ", "KeyT", Some("add-text")),
        ("Greek", "Ctrl", "ζ", "KeyZ", Some("undo")),
        ("Greek", "Ctrl", "κ", "KeyK", Some("palette")),
        ("Greek", "", ";", "KeyQ", None),
        ("Hebrew", "", "א", "KeyT", Some("add-text")),
        ("Hebrew", "Ctrl", "ז", "KeyZ", Some("undo")),
        ("Hebrew", "Ctrl", "ל", "KeyK", Some("palette")),
        ("Hebrew", "Alt", "'", "KeyW", Some("align-top")),
        ("Arabic", "", "ف", "KeyT", Some("add-text")),
        ("Arabic", "Ctrl", "ئ", "KeyZ", Some("undo")),
        ("Arabic", "Ctrl", "ن", "KeyK", Some("palette")),
        ("Arabic", "Shift", "؟", "Slash", Some("help")),
        ("Arabic", "Ctrl", "٠", "Digit0", Some("zoom-fit")),
        ("Persian", "Ctrl", "۱", "Digit1", Some("zoom-actual")),
        ("Korean", "Ctrl", "ㅋ", "KeyZ", Some("undo")),
        ("Japanese, wide", "", "ｔ", "KeyT", Some("add-text")),
        ("Thai", "", "ะ", "KeyT", Some("add-text")),
        ("Hindi", "Ctrl", "०", "Digit0", Some("zoom-fit")),
        ("Georgian", "Ctrl", "ზ", "KeyZ", Some("undo")),
        ("AZERTY", "Ctrl", "à", "Digit0", Some("zoom-fit")),
        ("AZERTY", "Ctrl", "&", "Digit1", Some("zoom-actual")),
        ("AZERTY", "Ctrl", "-", "Digit6", Some("zoom-out")),
        ("AZERTY", "Ctrl", "z", "KeyW", Some("undo")),
        ("AZERTY", "Ctrl", "w", "KeyZ", None),
        ("AZERTY", "", "m", "Semicolon", Some("templates")),
        ("AZERTY", "", ",", "KeyM", None),
        ("AZERTY", "", "é", "Digit2", None),
        ("AZERTY", "", "&", "Digit1", None),
        ("AZERTY", "Cmd", "à", "Digit0", Some("zoom-fit")),
        ("Czech", "Ctrl", "é", "Digit0", Some("zoom-fit")),
        ("Czech", "Ctrl", "+", "Digit1", Some("zoom-in")),
        ("QWERTZ", "Ctrl", "z", "KeyY", Some("undo")),
        ("QWERTZ", "Ctrl", "y", "KeyZ", Some("redo")),
        ("QWERTZ", "", "ü", "BracketLeft", None),
        (
            "QWERTZ, Windows",
            "Ctrl+Alt+AltGr",
            "[",
            "Digit8",
            Some("to-back"),
        ),
        ("QWERTZ, Linux", "AltGr", "]", "Digit9", Some("to-front")),
        ("QWERTZ, Mac", "Option", "[", "Digit5", Some("to-back")),
        ("QWERTZ, Mac", "Cmd+Option", "]", "Digit6", Some("forward")),
        ("QWERTZ, Mac", "Option", "@", "KeyL", None),
        ("Polish, Windows", "Ctrl+Alt+AltGr", "ć", "KeyC", None),
        ("Polish, Linux", "AltGr", "ą", "KeyA", None),
        ("Turkish", "Ctrl", "z", "KeyZ", Some("undo")),
        ("Turkish", "", "ğ", "BracketLeft", None),
        ("Dvorak", "Ctrl", ";", "KeyZ", None),
        ("Dvorak", "Ctrl", "z", "Slash", Some("undo")),
        ("Dvorak", "", "t", "KeyK", Some("add-text")),
        ("Dvorak", "", "y", "KeyT", None),
        ("Mac", "Option", "å", "KeyA", Some("align-left")),
        ("Mac", "Option", "˙", "KeyH", Some("align-center")),
        ("Mac", "Option", "∂", "KeyD", Some("align-right")),
        ("Mac", "Option", "∑", "KeyW", Some("align-top")),
        ("Mac", "Option", "√", "KeyV", Some("align-middle")),
        ("Mac", "Option", "ß", "KeyS", Some("align-bottom")),
        ("Mac", "Cmd+Option", "ç", "KeyC", Some("copy-look")),
        ("Mac", "Cmd+Option", "√", "KeyV", Some("paste-look")),
        ("No code", "", "е", "", None),
        ("Named", "", "Unidentified", "", None),
    ];

    #[test]
    fn shortcuts_are_found_on_keyboards_of_all_kinds() {
        for (layout, held, key, code, command) in LAYOUTS {
            assert_eq!(
                done(held, key, code),
                command,
                "{layout}: {held} {key} {code}"
            );
        }
    }

    #[test]
    fn shortcuts_are_written_as_people_know_them() {
        assert_eq!(shift(ctrl("z")).label(false), "Ctrl+Shift+Z");
        assert_eq!(shift(ctrl("z")).label(true), "⌘⇧Z");
        assert_eq!(key("ArrowLeft").label(false), "←");
        assert_eq!(key("Enter").label(false), "Enter");
    }
}
