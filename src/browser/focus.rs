//! Where the focus is, and putting it somewhere.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusOptions, HtmlElement};

use super::script::call;
use crate::editor::command::Focus;
use crate::editor::owner::Situation;

/// The inputs that take no letters.
const CONTROLS: [&str; 7] = [
    "button", "checkbox", "color", "file", "radio", "range", "reset",
];

/// The element that has the focus.
pub fn focused() -> Option<Element> {
    super::page().active_element()
}

/// Returns the state of the page that decides who owns `event`.
pub fn situation(event: &Event) -> Situation {
    Situation {
        focus: focus_kind(event),
        is_covered: super::find("dialog[open], [role=menu]").is_some(),
        has_words: selected_words().is_some_and(|words| !words.trim().is_empty()),
    }
}

/// Returns the kind of the focused element. A field that is the event's target counts even where it has left the page since; the
/// target of a clipboard event may be wherever words were selected last.
fn focus_kind(event: &Event) -> Focus {
    let target = event.target().and_then(|target| target.dyn_into().ok());
    let in_field = target.as_ref().map(kind_of).filter(|kind| kind.is_typing());
    in_field.unwrap_or_else(|| focused().as_ref().map_or(Focus::Stage, kind_of))
}

fn kind_of(element: &Element) -> Focus {
    let is_in = |selector: &str| element.closest(selector).ok().flatten().is_some();
    match element.tag_name().as_str() {
        "TEXTAREA" if is_in(".for-text, .in-place") => Focus::MemeText,
        "TEXTAREA" => Focus::Field,
        "INPUT" => {
            let kind = element.get_attribute("type").unwrap_or_default();
            if CONTROLS.contains(&kind.as_str()) {
                Focus::Control
            } else {
                Focus::Field
            }
        }
        _ if is_in("[contenteditable]") => Focus::Field,
        "BODY" => Focus::Stage,
        name if is_in(".stage") && name != "BUTTON" => Focus::Stage,
        _ => Focus::Control,
    }
}

/// The words of the page that are selected.
fn selected_words() -> Option<String> {
    let selection = call(&super::window(), "getSelection", &[]).ok()?;
    call(&selection, "toString", &[]).ok()?.as_string()
}

/// Selects no words any more: what was done since is about something else.
pub fn deselect_words() {
    if let Ok(selection) = call(&super::window(), "getSelection", &[]) {
        // There is none where nothing is shown.
        let _ = call(&selection, "removeAllRanges", &[]);
    }
}

/// Gives the focus to the first element that `selector` finds, without moving the page. Returns whether there is one.
pub fn focus(selector: &str) -> bool {
    let found = super::page().query_selector(selector).ok().flatten();
    let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    focus_element(&element);
    true
}

/// Gives the focus to the element that `selector` finds nearest to the focused one in a direction: (1, 0) is to the right, (0, 1)
/// down. Returns whether there is one.
pub fn focus_neighbour(selector: &str, (x, y): (f64, f64)) -> bool {
    let Some(from) = focused().map(|element| element.get_bounding_client_rect()) else {
        return false;
    };
    let Ok(found) = super::page().query_selector_all(selector) else {
        return false;
    };
    let middle = |rect: &web_sys::DomRect| {
        (
            rect.left() + rect.width() / 2.0,
            rect.top() + rect.height() / 2.0,
        )
    };
    let (from_x, from_y) = middle(&from);
    let elements =
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into::<HtmlElement>().ok());
    let nearest = elements
        .filter_map(|element| {
            let (to_x, to_y) = middle(&element.get_bounding_client_rect());
            let (by_x, by_y) = (to_x - from_x, to_y - from_y);
            let ahead = by_x * x + by_y * y;
            let aside = (by_x * y).abs() + (by_y * x).abs();
            // What is straight ahead comes first, and only what is beside it belongs to the same row.
            let is_in_row = y != 0.0 || by_y.abs() < from.height() / 2.0;
            (ahead > 1.0 && is_in_row).then_some((ahead + 2.0 * aside, element))
        })
        .min_by(|(a, _), (b, _)| a.total_cmp(b));
    let Some((_, element)) = nearest else {
        return false;
    };
    // Into sight, unlike what the page does by itself.
    let _ = element.focus();
    true
}

/// Gives the focus to `element`, without moving the page.
pub fn focus_element(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Fails for an element that is gone alone.
    let _ = element.focus_with_options(&options);
}
