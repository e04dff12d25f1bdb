use kurbo::{Point, Rect, Size, Vec2};
use proptest::prelude::*;

use super::*;
use crate::document::{Picture, PixelSize, Preset, Surround, limits};

const FIRST: TextId = TextId::FIRST;
const SECOND: TextId = TextId::SECOND;
const THIRD: TextId = TextId(2);

fn set_text(id: TextId, text: &str) -> Message {
    Message::SetText {
        id,
        text: text.to_owned(),
    }
}

fn own_picture() -> Message {
    Message::SetPicture(Picture {
        id: PictureId(1),
        name: "dog.jpg".to_owned(),
        size: PixelSize {
            width: 1000,
            height: 800,
        },
    })
}

/// An editor after messages that are far apart in time.
fn after(messages: impl IntoIterator<Item = Message>) -> Editor {
    let mut editor = Editor::example();
    send(&mut editor, messages);
    editor
}

fn send(editor: &mut Editor, messages: impl IntoIterator<Item = Message>) {
    // Never within a burst, and never before what was.
    for message in messages {
        editor.update(message, 10_000.0 * editor.history.depth() as f64);
    }
}

fn pointer(x: f64, y: f64, modifiers: Modifiers) -> Pointer {
    Pointer {
        at: Point::new(x, y),
        modifiers,
        px_per_css_px: 1.0,
    }
}

fn drag(target: Target, from: (f64, f64), to: (f64, f64), modifiers: Modifiers) -> Vec<Message> {
    let half = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
    vec![
        Message::Press(target, pointer(from.0, from.1, modifiers)),
        Message::Drag(pointer(half.0, half.1, modifiers)),
        Message::Drag(pointer(to.0, to.1, modifiers)),
        Message::Release,
    ]
}

const PLAIN: Modifiers = Modifiers {
    shift: false,
    alt: false,
    ctrl: false,
};
const FREE: Modifiers = Modifiers {
    ctrl: true,
    ..PLAIN
};
const SHIFT: Modifiers = Modifiers {
    shift: true,
    ..PLAIN
};
const ALT: Modifiers = Modifiers { alt: true, ..FREE };

/// An editor on a picture of 1000 × 800 with a third text of 200 × 100 at (400, 350).
fn with_third() -> Editor {
    let mut editor = after([own_picture(), Message::Add(None)]);
    let place = [
        Change::Number(Number::X, 400.0),
        Change::Number(Number::Y, 350.0),
        Change::Number(Number::Width, 200.0),
        Change::Number(Number::Height, 100.0),
    ];
    send(&mut editor, place.map(Message::Change));
    send(&mut editor, [Message::Deselect]);
    editor
}

fn frame(editor: &Editor, id: TextId) -> Rect {
    let text_box = editor.document.text(id).expect("the text is there");
    let rect = text_box.frame.to_pixels(editor.document.size());
    let round = |value: f64| (value * 1e6).round() / 1e6;
    Rect::new(
        round(rect.x0),
        round(rect.y0),
        round(rect.x1),
        round(rect.y1),
    )
}

#[test]
fn typing_changes_one_text() {
    let editor = after([set_text(SECOND, "hello")]);
    assert_eq!(editor.text(FIRST), Editor::example().text(FIRST));
    assert_eq!(editor.text(SECOND), "hello");
}

#[test]
fn the_samples_leave_with_their_picture_and_typed_texts_stay() {
    let editor = after([own_picture()]);
    assert_eq!([editor.text(FIRST), editor.text(SECOND)], ["", ""]);
    let editor = after([set_text(FIRST, "mine"), own_picture()]);
    assert_eq!([editor.text(FIRST), editor.text(SECOND)], ["mine", ""]);
    let sample = Editor::example().text(FIRST).to_owned();
    let editor = after([
        set_text(FIRST, "x"),
        set_text(FIRST, &sample),
        own_picture(),
    ]);
    assert_eq!(editor.text(FIRST), sample);
}

#[test]
fn a_text_that_is_not_there_is_left_alone_but_the_first_two_come_back() {
    let untouched = Editor::example();
    assert_eq!(
        after([set_text(TextId(9), "x")]).document,
        untouched.document
    );
    let mut editor = after([Message::Select(FIRST), Message::Delete]);
    assert_eq!(editor.text(FIRST), "");
    assert_eq!(editor.document.texts.len(), 1);
    send(&mut editor, [set_text(FIRST, "back")]);
    assert_eq!(editor.document.texts[0].id, FIRST);
    assert_eq!(editor.text(FIRST), "back");
}

#[test]
fn a_burst_of_typing_is_one_step_and_a_pause_ends_it() {
    let mut editor = Editor::example();
    editor.update(set_text(FIRST, "a"), 0.0);
    editor.update(set_text(FIRST, "ab"), 300.0);
    editor.update(set_text(SECOND, "z"), 400.0);
    editor.update(set_text(SECOND, "zz"), 5000.0);
    let mut names = Vec::new();
    while let Some(name) = editor.undo_name() {
        names.push((name, editor.text(FIRST).len(), editor.text(SECOND).len()));
        editor.update(Message::Undo, 0.0);
    }
    let start = Editor::example();
    assert_eq!(
        names,
        [
            ("typing", 2, 2),
            ("typing", 2, 1),
            ("typing", 2, start.text(SECOND).len())
        ]
    );
    assert_eq!(editor.document, start.document);
    assert_eq!(editor.redo_name(), Some("typing"));
}

#[test]
fn a_hundred_steps_are_kept() {
    let mut editor = Editor::example();
    for step in 0..150 {
        editor.update(
            set_text(FIRST, &step.to_string()),
            10_000.0 * f64::from(step),
        );
    }
    for _ in 0..200 {
        editor.update(Message::Undo, 0.0);
    }
    assert_eq!(editor.text(FIRST), "49");
}

#[test]
fn a_new_text_is_selected_written_and_on_the_meme() {
    let editor = after([Message::Add(Some(Point::new(5.0, 9000.0)))]);
    assert_eq!(editor.selection, [THIRD]);
    assert_eq!(editor.editing, Some(THIRD));
    let (rect, meme) = (frame(&editor, THIRD), arrange::meme_rect(&editor.document));
    assert_eq!(rect.intersect(meme), rect);
}

#[test]
fn texts_that_are_added_do_not_hide_each_other() {
    let editor = after([Message::Add(None), Message::Add(None), Message::Add(None)]);
    let origins = [2, 3, 4].map(|id| frame(&editor, TextId(id)).origin());
    assert!(origins[0].distance(origins[1]) > 10.0 && origins[1].distance(origins[2]) > 10.0);
}

#[test]
fn a_drag_moves_is_one_step_and_snaps_to_the_middle() {
    let mut editor = with_third();
    send(
        &mut editor,
        drag(Target::Text(THIRD), (450.0, 400.0), (480.0, 347.0), FREE),
    );
    assert_eq!(frame(&editor, THIRD).origin(), Point::new(430.0, 297.0));
    assert_eq!(editor.undo_name(), Some("moving"));
    send(&mut editor, [Message::Undo]);
    assert_eq!(frame(&editor, THIRD).origin(), Point::new(400.0, 350.0));

    // 396 is 4 from where its middle is the picture's.
    let mut messages = drag(Target::Text(THIRD), (450.0, 400.0), (446.0, 250.0), PLAIN);
    messages.pop();
    send(&mut editor, messages);
    assert_eq!(frame(&editor, THIRD).origin(), Point::new(400.0, 200.0));
    let guides = editor.gesture.as_ref().expect("a drag").guides;
    assert_eq!(guides.x, Some(500.0));
    send(&mut editor, [Message::Cancel]);
    assert_eq!(frame(&editor, THIRD).origin(), Point::new(400.0, 350.0));
}

#[test]
fn shift_keeps_the_axis_and_alt_leaves_a_copy() {
    let mut editor = with_third();
    let to = (520.0, 410.0);
    send(
        &mut editor,
        drag(
            Target::Text(THIRD),
            (450.0, 400.0),
            to,
            Modifiers {
                ctrl: true,
                ..SHIFT
            },
        ),
    );
    assert_eq!(frame(&editor, THIRD).origin(), Point::new(470.0, 350.0));
    send(
        &mut editor,
        drag(Target::Text(THIRD), (500.0, 400.0), (600.0, 500.0), ALT),
    );
    assert_eq!(frame(&editor, THIRD).origin(), Point::new(470.0, 350.0));
    assert_eq!(editor.selection, [TextId(3)]);
    assert_eq!(frame(&editor, TextId(3)).origin(), Point::new(570.0, 450.0));
    send(&mut editor, [Message::Undo]);
    assert_eq!(editor.document.texts.len(), 3);
}

#[test]
fn handles_resize_and_turn() {
    let mut editor = with_third();
    send(&mut editor, [Message::Select(THIRD)]);
    let bottom_right = Target::Resize(Handle { x: 1, y: 1 });
    send(
        &mut editor,
        drag(bottom_right, (600.0, 450.0), (650.0, 480.0), FREE),
    );
    assert_eq!(frame(&editor, THIRD), Rect::new(400.0, 350.0, 650.0, 480.0));
    assert_eq!(editor.undo_name(), Some("resizing"));
    send(&mut editor, [Message::Undo]);
    send(
        &mut editor,
        drag(Target::Rotate, (500.0, 320.0), (600.0, 401.0), PLAIN),
    );
    let angle = editor.document.text(THIRD).expect("it is there").angle;
    assert!((angle.to_degrees() - 90.0).abs() < 1e-9, "{angle}");
}

#[test]
fn a_marquee_selects_what_it_touches_and_shift_adds() {
    let mut editor = with_third();
    send(
        &mut editor,
        drag(Target::Empty, (10.0, 10.0), (450.0, 380.0), PLAIN),
    );
    assert_eq!(editor.selection, [FIRST, THIRD]);
    send(
        &mut editor,
        drag(Target::Empty, (10.0, 790.0), (450.0, 700.0), SHIFT),
    );
    assert_eq!(editor.selection, [FIRST, THIRD, SECOND]);
    // A click on one of several selects that one; a drag moves all.
    let before = frame(&editor, FIRST).origin();
    send(
        &mut editor,
        drag(Target::Text(THIRD), (450.0, 400.0), (460.0, 430.0), FREE),
    );
    assert_eq!(
        frame(&editor, FIRST).origin(),
        before + Vec2::new(10.0, 30.0)
    );
    let click = pointer(450.0, 400.0, PLAIN);
    send(
        &mut editor,
        [Message::Press(Target::Text(THIRD), click), Message::Release],
    );
    assert_eq!(editor.selection, [THIRD]);
    send(
        &mut editor,
        drag(Target::Empty, (5.0, 5.0), (5.0, 5.0), PLAIN),
    );
    assert!(editor.selection.is_empty());
}

#[test]
fn what_is_locked_stays_and_what_is_hidden_is_not_selected() {
    let mut editor = with_third();
    send(
        &mut editor,
        [Message::SetLocked(THIRD, true), Message::Select(THIRD)],
    );
    let before = editor.document.clone();
    send(
        &mut editor,
        [
            Message::Nudge(Vec2::new(5.0, 5.0)),
            Message::Delete,
            Message::EditSelected,
        ],
    );
    send(
        &mut editor,
        drag(Target::Text(THIRD), (450.0, 400.0), (480.0, 430.0), PLAIN),
    );
    send(
        &mut editor,
        [
            Message::Change(Change::Number(Number::Angle, 30.0)),
            Message::Align(Alignment::Left),
        ],
    );
    assert_eq!(editor.document, before);
    assert_eq!(editor.editing, None);
    send(&mut editor, [Message::SetHidden(THIRD, true)]);
    assert!(editor.selection.is_empty());
}

#[test]
fn a_look_is_copied_and_pasted() {
    let mut editor = with_third();
    send(
        &mut editor,
        [
            Message::Select(THIRD),
            Message::Change(Change::Number(Number::OutlineWidth, 12.0)),
            Message::CopyLook,
            Message::Select(FIRST),
            Message::PasteLook,
        ],
    );
    let looks =
        [FIRST, THIRD].map(|id| editor.document.text(id).expect("it is there").look.clone());
    assert_eq!(looks[0], looks[1]);
    assert_eq!(editor.text(FIRST), "");
}

#[test]
fn presets_bring_what_goes_with_them() {
    let mut editor = with_third();
    send(
        &mut editor,
        [
            Message::Select(THIRD),
            Message::ApplyPreset(Preset::Caption),
        ],
    );
    let document = &editor.document;
    assert_eq!(document.size().height, 800 + 176);
    assert!(frame(&editor, THIRD).y1 <= document.picture_rect().y0);
    for preset in Preset::ALL {
        send(&mut editor, [Message::ApplyPreset(preset)]);
        let meme = arrange::meme_rect(&editor.document);
        let rect = frame(&editor, THIRD);
        assert_eq!(rect.intersect(meme), rect, "{preset:?}");
    }
}

#[test]
fn announces_what_happened() {
    let mut editor = with_third();
    send(
        &mut editor,
        [Message::Select(THIRD), Message::Nudge(Vec2::new(1.0, 0.0))],
    );
    assert_eq!(
        editor.announcement(),
        "X 401, Y 350, 200 × 100, layer 3 of 3"
    );
    send(&mut editor, [Message::Undo]);
    assert_eq!(editor.announcement(), "Undone: moving");
}

/// Any message, sensible or not.
fn any_message() -> impl Strategy<Value = Message> {
    let id = || (0_u32..5).prop_map(TextId);
    let coordinate = || prop_oneof![9 => -200.0..1500.0, 1 => Just(f64::NAN)];
    let point = || (coordinate(), coordinate()).prop_map(|(x, y)| Point::new(x, y));
    let modifiers = || {
        (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(shift, alt, ctrl)| Modifiers {
            shift,
            alt,
            ctrl,
        })
    };
    let pointer = move || {
        (point(), modifiers()).prop_map(|(at, modifiers)| Pointer {
            at,
            modifiers,
            px_per_css_px: 1.5,
        })
    };
    let handle = || (0_usize..8).prop_map(|index| Handle::ALL[index]);
    let target = move || {
        prop_oneof![
            Just(Target::Empty),
            id().prop_map(Target::Text),
            handle().prop_map(Target::Resize),
            Just(Target::Rotate),
        ]
    };
    let number =
        (0_usize..property::all_numbers().len(), -500.0..500.0).prop_map(|(index, value)| {
            Message::Change(Change::Number(property::all_numbers()[index], value))
        });
    prop_oneof![
        4 => (id(), "[a-c]{0,3}").prop_map(|(id, text)| Message::SetText { id, text }),
        1 => Just(own_picture()),
        1 => prop_oneof![Just(Surround::NONE), Just(Surround::CAPTION), Just(Surround::DEMOTIVATIONAL)]
            .prop_map(Message::SetSurround),
        1 => "[a-c ]{0,3}".prop_map(Message::Describe),
        1 => proptest::option::of(point()).prop_map(Message::Add),
        1 => Just(Message::Duplicate),
        1 => Just(Message::Delete),
        1 => prop_oneof![Just(Order::Front), Just(Order::Forward), Just(Order::Backward), Just(Order::Back)]
            .prop_map(Message::Reorder),
        1 => (id(), 0_usize..6).prop_map(|(id, index)| Message::MoveTo { id, index }),
        1 => (id(), any::<bool>()).prop_map(|(id, hidden)| Message::SetHidden(id, hidden)),
        1 => (id(), any::<bool>()).prop_map(|(id, locked)| Message::SetLocked(id, locked)),
        1 => (id(), "[a-c ]{0,3}").prop_map(|(id, name)| Message::Rename(id, name)),
        3 => number,
        1 => (0_usize..5).prop_map(|index| Message::ApplyPreset(Preset::ALL[index])),
        1 => prop_oneof![Just(Message::CopyLook), Just(Message::PasteLook)],
        2 => point().prop_map(|by| Message::Nudge(by.to_vec2())),
        1 => (handle(), point(), modifiers())
            .prop_map(|(handle, by, modifiers)| Message::NudgeHandle(handle, by.to_vec2(), modifiers)),
        1 => Just(Message::Align(Alignment::Middle)),
        1 => Just(Message::Distribute(Axis::Horizontal)),
        3 => id().prop_map(Message::Select),
        2 => id().prop_map(Message::ToggleSelected),
        1 => prop_oneof![Just(Message::SelectAll), Just(Message::Deselect), Just(Message::EditSelected)],
        3 => (target(), pointer()).prop_map(|(target, pointer)| Message::Press(target, pointer)),
        6 => pointer().prop_map(Message::Drag),
        3 => prop_oneof![2 => Just(Message::Release), 1 => Just(Message::Cancel)],
        4 => prop_oneof![2 => Just(Message::Undo), 1 => Just(Message::Redo)],
        1 => (coordinate(), proptest::option::of(point())).prop_map(|(by, at)| Message::ZoomBy(by, at)),
        1 => point().prop_map(|by| Message::Pan(by.to_vec2())),
        1 => Just(Message::SetStage(Size::new(700.0, 500.0), 2.0)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Every state that a script of messages goes through is reached again by undoing, and again by redoing.
    #[test]
    fn undo_reaches_every_state_again(
        script in proptest::collection::vec((any_message(), 0.0..1500.0), 0..40),
    ) {
        let mut editor = Editor::example();
        let mut states = vec![editor.document.clone()];
        let mut at = 0;
        let mut now = 0.0;
        let mut follow = |editor: &Editor, states: &mut Vec<Document>, has_travelled: bool| {
            // During a drag the document is on its way; the state is what was before.
            if editor.gesture.is_some() {
                return Ok(());
            }
            let depth = editor.history.depth();
            if has_travelled {
                // The states stay.
            } else if depth > at {
                states.truncate(depth);
                states.push(editor.document.clone());
            } else if depth == at && editor.document != states[at] {
                // A burst went on.
                states.truncate(at);
                states.push(editor.document.clone());
            }
            at = depth;
            prop_assert_eq!(&editor.document, &states[at]);
            Ok(())
        };
        for (message, pause) in script {
            now += pause;
            // What comes from elsewhere during a drag ends it, which is a step of its own.
            if !matches!(message, Message::Drag(_) | Message::Cancel) {
                editor.update(Message::Release, now);
                follow(&editor, &mut states, false)?;
            }
            let has_travelled = matches!(message, Message::Undo | Message::Redo);
            editor.update(message, now);
            follow(&editor, &mut states, has_travelled)?;
            for id in &editor.selection {
                prop_assert!(editor.document.text(*id).is_some_and(|text_box| !text_box.is_hidden));
            }
            for text_box in &editor.document.texts {
                let rect = text_box.frame;
                prop_assert!([rect.x, rect.y, rect.width, rect.height, text_box.angle].iter().all(|value| value.is_finite()));
            }
        }
        editor.update(Message::Cancel, now);
        follow(&editor, &mut states, false)?;
        let mut left = editor.history.depth();
        while left > 0 {
            editor.update(Message::Undo, now);
            left -= 1;
            prop_assert_eq!(&editor.document, &states[left]);
        }
        prop_assert_eq!(editor.undo_name(), None);
        while editor.redo_name().is_some() {
            editor.update(Message::Redo, now);
            left += 1;
            prop_assert_eq!(&editor.document, &states[left]);
        }
        prop_assert_eq!(left + 1, states.len());
        // What comes from elsewhere is kept within what the editor makes, so that changes nothing of it.
        for state in states {
            prop_assert_eq!(&state.clone().sanitized_as_kept(), &state);
        }
    }
}

#[test]
fn a_meme_is_taken_up_with_its_history() {
    let mut before = Editor::example();
    for text in ["one", "two"] {
        before.update(
            Message::SetText {
                id: TextId::FIRST,
                text: text.to_owned(),
            },
            0.0,
        );
        before.update(Message::Select(TextId::SECOND), 0.0);
    }
    before.update(Message::Undo, 0.0);
    let [past, future] = before.steps().map(<[_]>::to_vec);
    let mut after = Editor::example();
    after.resume(before.document().clone(), [past, future]);
    assert_eq!(after.undo_name(), before.undo_name());
    after.update(Message::Redo, 0.0);
    assert_eq!(after.text(TextId::FIRST), "two");
    after.update(Message::Undo, 0.0);
    after.update(Message::Undo, 0.0);
    assert_eq!(after.document(), Editor::example().document());
    // No two steps have one number, also across being taken up.
    let numbers: Vec<u32> = (after.steps().concat().iter())
        .map(|step| step.number)
        .collect();
    let unlike: std::collections::HashSet<_> = numbers.iter().collect();
    assert_eq!(unlike.len(), numbers.len());
}

#[test]
fn texts_are_pasted_beside_themselves_with_their_looks() {
    let mut editor = with_third();
    send(&mut editor, [Message::SetLocked(THIRD, true)]);
    let copied = vec![editor.document().text(THIRD).unwrap().clone()];
    send(
        &mut editor,
        [
            Message::Paste(copied.clone()),
            Message::Paste(copied.clone()),
        ],
    );
    let texts = &editor.document().texts;
    let [original, first, second] = &texts[2..] else {
        panic!("{texts:?}");
    };
    for (copy, steps) in [(first, 1.0), (second, 2.0)] {
        assert_eq!((&copy.look, &copy.text), (&original.look, &original.text));
        assert!((copy.frame.x - original.frame.x - 0.02 * steps).abs() < 1e-9);
        assert!((copy.frame.y - original.frame.y - 0.03 * steps).abs() < 1e-9);
        assert!(!copy.is_locked);
    }
    assert_eq!(editor.selection(), [second.id]);
    // Where nothing is at its place it goes there, as after cutting it.
    send(
        &mut editor,
        [
            Message::Undo,
            Message::Undo,
            Message::SetLocked(THIRD, false),
            Message::Select(THIRD),
            Message::Delete,
        ],
    );
    send(&mut editor, [Message::Paste(copied.clone())]);
    assert_eq!(editor.document().texts[2].frame, copied[0].frame);
    assert_eq!(editor.announcement(), "Pasted");
}

#[test]
fn several_texts_are_pasted_as_they_stand_to_each_other() {
    let mut editor = with_third();
    let copied = editor.document().texts.clone();
    send(&mut editor, [Message::Paste(copied.clone())]);
    assert_eq!(editor.selection().len(), 3);
    assert_eq!(editor.announcement(), "3 texts pasted");
    let pasted = &editor.document().texts[3..];
    for (copy, original) in pasted.iter().zip(&copied) {
        assert!((copy.frame.x - original.frame.x - 0.02).abs() < 1e-9);
        assert_eq!(copy.text, original.text);
    }
    assert_eq!(editor.undo_name(), Some("pasting"));
    send(&mut editor, [Message::Undo]);
    assert_eq!(editor.document().texts, copied);
}

#[test]
fn plain_text_becomes_a_new_text() {
    let mut editor = with_third();
    send(&mut editor, [Message::PasteText("one\ntwo".to_owned())]);
    let added = editor.primary().unwrap();
    assert_eq!((added.text.as_str(), editor.editing()), ("one\ntwo", None));
    assert_eq!(editor.undo_name(), Some("pasting"));
}

#[test]
fn there_is_an_end_to_what_is_pasted() {
    let mut editor = with_third();
    let most = limits::MOST_TEXTS;
    let copied = vec![editor.document().texts[2].clone(); most];
    send(
        &mut editor,
        [
            Message::Paste(copied),
            Message::PasteText("more".to_owned()),
        ],
    );
    assert_eq!(editor.document().texts.len(), most);
    assert_eq!(editor.refusal(), Some(Refusal::TooManyTexts));
}

#[test]
fn nothing_that_is_there_is_lost_where_more_than_a_meme_holds_is_typed() {
    let full = "a".repeat(limits::MOST_CHARACTERS - 1);
    let mut editor = after([set_text(SECOND, ""), set_text(FIRST, &full)]);
    assert_eq!(editor.refusal(), None);
    // Pasted into the middle: as much of it as there is room for, and all that was there on both sides.
    let (start, end) = full.split_at(5);
    send(
        &mut editor,
        [set_text(FIRST, &[start, "bcd", end].concat())],
    );
    assert_eq!(editor.refusal(), Some(Refusal::TooManyCharacters));
    assert_eq!(editor.text(FIRST), [start, "b", end].concat());
    send(&mut editor, [set_text(SECOND, &"b".repeat(100_000))]);
    assert_eq!(editor.text(SECOND), "");
    // What is taken away makes room.
    send(&mut editor, [set_text(FIRST, "a")]);
    assert_eq!(editor.refusal(), None);
    send(&mut editor, [set_text(SECOND, &"b".repeat(100_000))]);
    assert_eq!(editor.document().characters(), limits::MOST_CHARACTERS);
    // A tower of marks is no letter.
    let tower = ["b", &"\u{301}".repeat(100_000), "c"].concat();
    send(&mut editor, [set_text(SECOND, &tower)]);
    assert_eq!(editor.refusal(), Some(Refusal::TooManyMarks));
    let left = ["b", &"\u{301}".repeat(limits::MOST_MARKS - 1), "c"].concat();
    assert_eq!(editor.text(SECOND), left);
}

#[test]
fn a_meme_has_so_many_texts_and_characters_and_no_more() {
    let mut editor = after([set_text(FIRST, &"a".repeat(limits::MOST_CHARACTERS / 2))]);
    send(
        &mut editor,
        [
            set_text(SECOND, "b"),
            Message::Select(FIRST),
            Message::Duplicate,
        ],
    );
    assert_eq!(editor.refusal(), Some(Refusal::TooManyCharacters));
    assert_eq!(editor.document().texts.len(), 2);
    assert_eq!(editor.selection(), [FIRST]);

    send(&mut editor, [Message::Select(SECOND), Message::Duplicate]);
    assert_eq!(editor.refusal(), None);
    for _ in 0..limits::MOST_TEXTS {
        send(&mut editor, [Message::Add(None)]);
    }
    assert_eq!(editor.refusal(), Some(Refusal::TooManyTexts));
    assert_eq!(editor.document().texts.len(), limits::MOST_TEXTS);
    assert_eq!(
        editor.document().clone().sanitized_as_kept(),
        *editor.document()
    );
}

#[test]
fn refusals_tell_the_limits() {
    let told = |refusal: Refusal| refusal.to_string().replace(',', "");
    assert!(told(Refusal::TooManyCharacters).contains(&limits::MOST_CHARACTERS.to_string()));
    assert!(told(Refusal::TooManyMarks).contains(&limits::MOST_MARKS.to_string()));
    assert!(told(Refusal::TooManyTexts).contains(&limits::MOST_TEXTS.to_string()));
}
