//! Messages that change the document: each is a step of the history, or part of a burst.

use kurbo::{Point, Rect, Vec2};

use super::history::Burst;
use super::{Editor, Handle, Message, Modifiers, Placed, Refusal, arrange, gesture};
use crate::document::{
    Document, FractionRect, Language, Picture, TextBox, TextId, VerticalAlign, bounded, cut_marks,
    limits,
};

impl Editor {
    /// Somebody has typed: the whole text as it now is. The first and the second come back if they were deleted. Of what is
    /// more than a meme holds the end is left out, and the rest of the text stays. A text that has no language yet has the `likely` one.
    pub fn type_text(&mut self, id: TextId, text: String, likely: Option<Language>, now_ms: f64) {
        let text = self.within_limits(id, text);
        let burst = Some(Burst("typing", id.0));
        self.step("typing", burst, now_ms, |editor| {
            editor.set_text(id, text, likely);
        });
    }

    /// Returns the text as far as the meme has room for it in the place of what it says now; says so where that is not all.
    fn within_limits(&mut self, id: TextId, mut text: String) -> String {
        let is_flattened = cut_marks(&mut text);
        let before = self.text(id);
        let others = self.document.characters() - before.chars().count();
        let text = shortened(before, text, limits::MOST_CHARACTERS - others);
        self.refusal = match &text {
            Err(_) => Some(Refusal::TooManyCharacters),
            Ok(_) => is_flattened.then_some(Refusal::TooManyMarks),
        };
        text.unwrap_or_else(|shortened| shortened)
    }

    /// Puts another picture under the texts.
    pub fn change_picture(&mut self, picture: Picture, now_ms: f64) {
        self.step("changing the picture", None, now_ms, |editor| {
            editor.set_picture(picture);
        });
    }

    fn step(
        &mut self,
        name: &'static str,
        burst: Option<Burst>,
        now_ms: f64,
        change: impl FnOnce(&mut Self),
    ) {
        // A pointer that is down holds the document as it was; what comes from elsewhere meanwhile ends the drag.
        self.release(now_ms);
        let before = self.document.clone();
        change(self);
        if self.document != before {
            self.history.record(name, before, burst, now_ms);
        }
    }

    /// Messages that change the document: a step each, or part of a burst.
    #[expect(
        clippy::too_many_lines,
        reason = "a table: a few lines for each message"
    )]
    pub(super) fn change(&mut self, message: Message, now_ms: f64) {
        self.release(now_ms);
        let before = self.document.clone();
        let mut burst = None;
        let name = match message {
            Message::UseTemplate(meme, picture) => {
                let meme = meme.filled_like(&self.document, picture);
                self.open(meme);
                "choosing a template"
            }
            Message::Open(meme) => {
                self.open(*meme);
                "opening a meme"
            }
            Message::SetSurround(surround) => {
                burst = Some(Burst("surround", 0));
                self.document.set_surround(surround);
                "changing the border"
            }
            Message::Describe(description) => {
                description
                    .trim()
                    .clone_into(&mut self.document.description);
                "describing"
            }
            Message::Add(at) => {
                self.add(at);
                "adding a text"
            }
            Message::Duplicate => {
                let ids = self.selection.clone();
                let copies = self.duplicate(&ids, true);
                if self.refusal.is_none() {
                    self.selection = copies;
                    self.say("Duplicated");
                }
                "duplicating"
            }
            Message::Paste(texts) => {
                self.paste(texts);
                "pasting"
            }
            Message::PasteText(text) => {
                self.paste_text(text);
                "pasting"
            }
            Message::Delete => {
                let ids = self.movable();
                self.document
                    .texts
                    .retain(|text_box| !ids.contains(&text_box.id));
                self.say("Deleted");
                "deleting"
            }
            Message::Reorder(order) => {
                arrange::reorder(&mut self.document, &self.selection, order);
                self.say_place();
                "changing the order"
            }
            Message::MoveTo { id, index } => {
                arrange::move_to(&mut self.document, id, index);
                "changing the order"
            }
            Message::SetHidden(id, is_hidden) => {
                self.with_text(id, |text_box| text_box.is_hidden = is_hidden);
                self.say(if is_hidden { "Hidden" } else { "Shown" });
                if is_hidden { "hiding" } else { "showing" }
            }
            Message::SetLocked(id, is_locked) => {
                self.with_text(id, |text_box| text_box.is_locked = is_locked);
                self.say(if is_locked { "Locked" } else { "Unlocked" });
                if is_locked { "locking" } else { "unlocking" }
            }
            Message::ToggleHidden => {
                self.with_selected(|text_box| text_box.is_hidden = true);
                self.say("Hidden");
                "hiding"
            }
            Message::ToggleLocked => {
                let is_locked = !self.primary().is_some_and(|text_box| text_box.is_locked);
                self.with_selected(|text_box| text_box.is_locked = is_locked);
                self.say(if is_locked { "Locked" } else { "Unlocked" });
                if is_locked { "locking" } else { "unlocking" }
            }
            Message::Rename(id, name) => {
                self.with_text(id, |text_box| name.trim().clone_into(&mut text_box.name));
                "renaming"
            }
            Message::Change(change) => {
                burst = Some(Burst("change", change.burst()));
                let size = self.document.size();
                let keeps_locked = change.is_placement();
                self.with_selected(|text_box| {
                    if !(keeps_locked && text_box.is_locked) {
                        change.apply(text_box, size);
                    }
                });
                if keeps_locked {
                    "placing"
                } else {
                    "changing the look"
                }
            }
            Message::ApplyPreset(preset) => {
                preset.apply(&mut self.document, &self.selection);
                self.say(preset.label());
                "applying a preset"
            }
            Message::PasteLook => {
                if let Some(look) = self.copied_look.clone() {
                    self.with_selected(|text_box| text_box.look = look.clone());
                    self.say("Look pasted");
                }
                "pasting a look"
            }
            Message::Nudge(by) => {
                burst = Some(Burst("nudge", 0));
                let ids = self.movable();
                if by.is_finite() {
                    arrange::move_by(&mut self.document, &ids, by);
                }
                self.say_place();
                "moving"
            }
            Message::NudgeHandle(handle, by, modifiers) => {
                burst = Some(Burst("nudge", 1));
                self.nudge_handle(handle, by, modifiers);
                "resizing"
            }
            Message::Align(alignment) => {
                let ids = self.movable();
                arrange::align(&mut self.document, &ids, alignment);
                "aligning"
            }
            Message::Distribute(axis) => {
                let ids = self.movable();
                arrange::distribute(&mut self.document, &ids, axis);
                "distributing"
            }
            // The others never change the document.
            _ => return,
        };
        if self.document != before {
            self.history.record(name, before, burst, now_ms);
        }
    }

    /// Whether the meme may have so many more texts and characters; says so where it may not.
    fn has_room_for(&mut self, texts: usize, characters: usize) -> bool {
        // Room is kept for the first two, which come back when somebody types into their fields.
        let is_further = |text_box: &&TextBox| text_box.id > TextId::SECOND;
        let further = self.document.texts.iter().filter(is_further).count();
        self.refusal = if further + texts > limits::MOST_TEXTS - 2 {
            Some(Refusal::TooManyTexts)
        } else if self.document.characters() + characters > limits::MOST_CHARACTERS {
            Some(Refusal::TooManyCharacters)
        } else {
            None
        };
        self.refusal.is_none()
    }

    fn with_text(&mut self, id: TextId, change: impl FnOnce(&mut TextBox)) {
        if let Some(text_box) = self.document.text_mut(id) {
            change(text_box);
        }
    }

    fn with_selected(&mut self, change: impl Fn(&mut TextBox)) {
        for text_box in &mut self.document.texts {
            if self.selection.contains(&text_box.id) {
                change(text_box);
            }
        }
    }

    fn set_text(&mut self, id: TextId, text: String, likely: Option<Language>) {
        // The page's two fields are always there, and so is what they stand for.
        if self.document.text(id).is_none() && !text.is_empty() {
            match id {
                TextId::FIRST => self.document.texts.insert(0, TextBox::top("")),
                TextId::SECOND => self.document.texts.push(TextBox::bottom("")),
                _ => {}
            }
        }
        self.with_text(id, |text_box| {
            if text_box.text != text {
                text_box.text = text;
                text_box.language = text_box.language.or(likely);
                text_box.is_sample = false;
            }
        });
    }

    fn set_picture(&mut self, picture: Picture) {
        self.document.picture = picture;
        // That was of the one before.
        self.document.description.clear();
        for text_box in &mut self.document.texts {
            if std::mem::take(&mut text_box.is_sample) {
                text_box.text.clear();
            }
        }
        self.view.fit();
    }

    pub(super) fn open(&mut self, meme: Document) {
        self.document = meme;
        self.selection.clear();
        self.editing = None;
        self.view.fit();
    }

    fn add(&mut self, at: Option<Point>) {
        if !self.has_room_for(1, 0) {
            return;
        }
        let meme = arrange::meme_rect(&self.document);
        let size = self.document.size();
        let seen = self.view.visible(size);
        let middle = Point::new(
            seen.center().x * meme.width(),
            seen.center().y * meme.height(),
        );
        let at = at.filter(|at| at.is_finite()).unwrap_or(middle);
        let (width, height) = (0.5 * meme.width(), 0.2 * meme.height());
        let mut frame = Rect::from_center_size(at, (width, height));
        // On the meme as far as it goes, and not quite on the text that was added just before.
        let x = bounded(frame.x0, 0.0, meme.width() - width);
        let y = bounded(frame.y0, 0.0, meme.height() - height);
        frame = frame.with_origin((x, y));
        while (self.document.texts.iter()).any(|text_box| {
            text_box
                .frame
                .to_pixels(size)
                .origin()
                .distance(frame.origin())
                < 1.0
        }) {
            frame = frame + Vec2::new(0.02 * meme.width(), 0.03 * meme.height());
        }
        let id = self.document.unused_id();
        let mut text_box = TextBox::new(id, FractionRect::from_pixels(frame, size));
        text_box.look.vertical_align = VerticalAlign::Middle;
        self.document.texts.push(text_box);
        self.selection = vec![id];
        self.editing = Some(id);
        self.say("Text added");
    }

    /// Copies the texts, each right in front of its original. Returns the copies; none where the meme has no room for them.
    pub(super) fn duplicate(&mut self, ids: &[TextId], aside: bool) -> Vec<TextId> {
        let mut copies = Vec::new();
        let characters = ids.iter().map(|id| self.text(*id).chars().count()).sum();
        if !self.has_room_for(ids.len(), characters) {
            return copies;
        }
        let originals: Vec<TextId> = (self.document.texts.iter())
            .map(|text_box| text_box.id)
            .filter(|id| ids.contains(id))
            .collect();
        for id in originals {
            let copy_id = self.document.unused_id();
            let texts = &mut self.document.texts;
            let Some(index) = texts.iter().position(|text_box| text_box.id == id) else {
                continue;
            };
            let mut copy = texts[index].clone();
            copy.id = copy_id;
            copy.is_locked = false;
            if aside {
                step_aside(&mut copy);
            }
            texts.insert(index + 1, copy);
            copies.push(copy_id);
        }
        copies
    }

    /// Puts texts in front of all others, as far as there is room for more, with the selection on them. They go where they were, and
    /// beside it where a text is there.
    fn paste(&mut self, texts: Vec<TextBox>) {
        let mut characters = 0;
        let mut count = 0;
        let mut has_room = |text_box: &TextBox| {
            characters += text_box.text.chars().count();
            count += 1;
            self.has_room_for(count, characters)
        };
        let mut texts: Vec<TextBox> = texts.into_iter().take_while(&mut has_room).collect();
        if texts.is_empty() {
            return;
        }
        let is_taken = |frame: FractionRect| {
            let mut others = self.document.texts.iter();
            others.any(|other| is_near(other.frame.x, frame.x) && is_near(other.frame.y, frame.y))
        };
        while texts.iter().any(|text_box| is_taken(text_box.frame)) {
            texts.iter_mut().for_each(step_aside);
        }
        self.editing = None;
        self.selection.clear();
        for mut text_box in texts {
            text_box.id = self.document.unused_id();
            text_box.is_locked = false;
            self.selection.push(text_box.id);
            self.document.texts.push(text_box);
        }
        self.say_pasted();
    }

    /// Puts plain text on the meme, in the middle of what is seen.
    fn paste_text(&mut self, text: String) {
        if self.has_room_for(1, 0) {
            self.add(None);
            // It is there, and not yet to be changed.
            if let Some(id) = self.editing.take() {
                let text = self.within_limits(id, text);
                self.set_text(id, text, None);
            }
            self.say_pasted();
        }
    }

    fn say_pasted(&mut self) {
        match self.selection.len() {
            0 => {}
            1 => self.say("Pasted"),
            count => self.say(&format!("{count} texts pasted")),
        }
    }

    fn nudge_handle(&mut self, handle: Handle, by: Vec2, modifiers: Modifiers) {
        let size = self.document.size();
        let shortest = self.document.font_unit_px() * 0.02;
        for id in self.movable() {
            if let Some(text_box) = self.document.text(id).filter(|_| by.is_finite()) {
                let placed = Placed::of(text_box, &self.document);
                let frame = gesture::resized(placed, handle, by, modifiers, shortest);
                self.with_text(id, |text_box| {
                    text_box.frame = FractionRect::from_pixels(frame, size);
                });
            }
        }
        self.say_place();
    }
}

/// Moves a copy a little away from its original.
fn step_aside(text_box: &mut TextBox) {
    text_box.frame.x += 0.02;
    text_box.frame.y += 0.03;
}

/// Two places so near to each other look like one.
fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-3
}

/// `after`, or where it has more than `most` characters, as an error, what is left of it without the end of what was put in:
/// what was there `before` stays, on both sides.
fn shortened(before: &str, after: String, most: usize) -> Result<String, String> {
    // Bytes are as many or more: nearly every text is short enough by them.
    if after.len() <= most || after.chars().count() <= most {
        return Ok(after);
    }
    let (mut count, mut bytes) = (0, 0);
    for (before, after) in before.chars().rev().zip(after.chars().rev()) {
        if before != after || count == most {
            break;
        }
        count += 1;
        bytes += after.len_utf8();
    }
    let start = after.char_indices().nth(most - count);
    let (start, end) = (start.map_or(0, |(start, _)| start), after.len() - bytes);
    Err([&after[..start], &after[end..]].concat())
}
