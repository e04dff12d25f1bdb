use std::f64::consts::TAU;

use serde::{Deserialize, Serialize};

use super::sanitize::{cut, keep};
use super::{Document, FractionRect, Picture, TextBox, TextId, VerticalAlign, limits};

/// A meme to be filled in: one of MemeForge's own, of a team's, or of the person's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Template {
    /// What it goes by in addresses: letters, digits, `-` and `_`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What else it is looked for by.
    pub keywords: Vec<String>,
    /// Where it comes from, as an address; empty where nobody says so.
    pub source: String,
    /// What its picture shows, for whoever does not see it; empty where nobody says so.
    pub alt: String,
    /// The meme with an example's texts as samples. The texts are the template's boxes, with the ids from 0 on. The id of its
    /// picture means nothing.
    pub meme: Document,
    /// When each box is to be seen, should the picture move.
    pub times: Vec<Span>,
    /// Where further pictures go.
    pub overlays: Vec<Overlay>,
}

/// A part of the time that a moving picture takes, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// When it begins.
    pub start: f64,
    /// When it ends.
    pub stop: f64,
}

impl Span {
    /// All the time.
    pub const WHOLE: Self = Self {
        start: 0.0,
        stop: 1.0,
    };
}

/// Where a further picture goes, as memegen's templates say it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overlay {
    /// Its middle, as a fraction of the picture's width.
    pub center_x: f64,
    /// Its middle, as a fraction of the picture's height.
    pub center_y: f64,
    /// How far it is turned: radians, clockwise.
    pub angle: f64,
    /// Its size, as a fraction of the picture's shorter side.
    pub scale: f64,
    /// When it is to be seen.
    pub time: Span,
}

impl Template {
    /// The most keywords, and the most places for further pictures, that are taken from elsewhere.
    const MOST: usize = 100;

    /// The same, from somebody else and maybe hostile: its meme as [`Document::sanitized_as_kept`] has it, numbers finite, times within the picture's, names cut at their longest, its source an address of the web. Its id stays as it is.
    #[must_use]
    pub fn sanitized(mut self) -> Self {
        self.meme = self.meme.sanitized_as_kept();
        self.times.truncate(limits::MOST_TEXTS);
        self.overlays.truncate(Self::MOST);
        self.keywords.truncate(Self::MOST);
        for text in (self.keywords.iter_mut()).chain([&mut self.name, &mut self.source]) {
            cut(text, limits::LONGEST_NAME);
        }
        // Elsewhere it is a link: to the web alone.
        if !(["http://", "https://"].iter()).any(|web| self.source.starts_with(web)) {
            self.source.clear();
        }
        cut(&mut self.alt, limits::MOST_CHARACTERS);
        for time in &mut self.times {
            time.sanitize();
        }
        for overlay in &mut self.overlays {
            overlay.sanitize();
        }
        self
    }
}

impl Span {
    fn sanitize(&mut self) {
        keep(&mut self.start, [0.0, 1.0], 0.0);
        keep(&mut self.stop, [0.0, 1.0], 1.0);
    }
}

impl Overlay {
    fn sanitize(&mut self) {
        // As far as a `config.yml` goes as well.
        keep(&mut self.center_x, [-10.0, 10.0], 0.5);
        keep(&mut self.center_y, [-10.0, 10.0], 0.5);
        keep(&mut self.angle, [-TAU, TAU], 0.0);
        keep(&mut self.scale, [0.001, 10.0], 0.25);
        self.time.sanitize();
    }
}

impl Document {
    /// This meme, a template's, with `picture` and with what was typed into `before`, text by text. What was typed beyond its
    /// boxes stays as it was. Where nothing was typed its own texts stand there as samples.
    #[must_use]
    pub fn filled_like(mut self, before: &Self, picture: Picture) -> Self {
        let is_typed =
            |text_box: &&TextBox| !text_box.is_sample && !text_box.text.trim().is_empty();
        let typed: Vec<&TextBox> = before.texts.iter().filter(is_typed).collect();
        self.picture = picture;
        for missing in [TextBox::top(""), TextBox::bottom("")] {
            if self.text(missing.id).is_none() {
                self.texts.push(missing);
            }
        }
        for text_box in &mut self.texts {
            let text = typed.iter().find(|typed| typed.id == text_box.id);
            text_box.is_sample = typed.is_empty() && !text_box.text.is_empty();
            if let Some(text) = text {
                text_box.text.clone_from(&text.text);
                text_box.language = text.language;
            } else if !text_box.is_sample {
                // Half of an example is none.
                text_box.text.clear();
            }
        }
        let further: Vec<TextBox> = (typed.into_iter())
            .filter(|typed| self.text(typed.id).is_none())
            .cloned()
            .collect();
        self.texts.extend(further);
        self
    }

    /// This meme as a template's: its texts are the boxes, with the ids from 0 on, and what they say is an example.
    #[must_use]
    pub fn as_template(mut self) -> Self {
        let mut ids: Vec<TextId> = self.texts.iter().map(|text_box| text_box.id).collect();
        ids.sort_unstable();
        for text_box in &mut self.texts {
            let place = ids.iter().position(|id| *id == text_box.id);
            text_box.id = TextId(place.map_or(0, |place| place as u32));
            text_box.is_sample = true;
        }
        // That is of what the meme said.
        self.description.clear();
        self
    }

    /// This meme, a template's, with `picture`, and with `lines` in its boxes, in the order of their ids. Lines beyond them
    /// become texts in the middle.
    #[must_use]
    pub fn with_lines(self, lines: &[String], picture: Picture) -> Self {
        let mut typed = Self::classic(picture.clone());
        typed.texts.clear();
        for (id, line) in (0..).zip(lines) {
            let middle = FractionRect {
                x: 0.1,
                y: 0.4,
                width: 0.8,
                height: 0.2,
            };
            let mut text_box = TextBox::new(TextId(id), middle);
            text_box.look.vertical_align = VerticalAlign::Middle;
            text_box.text.clone_from(line);
            typed.texts.push(text_box);
        }
        self.filled_like(&typed, picture)
    }

    /// What its boxes say, in the order of their ids, where nothing but texts was changed since it was begun from `meme`, a
    /// template's. None where more was. Samples are no lines.
    pub fn lines_in(&self, meme: &Self) -> Option<Vec<String>> {
        let mut plain = meme.clone().filled_like(self, self.picture.clone());
        for (text_box, of_this) in plain.texts.iter_mut().zip(&self.texts) {
            text_box.text.clone_from(&of_this.text);
            text_box.is_sample = of_this.is_sample;
        }
        let is_only_texts = plain == *self && self.texts.len() <= meme.texts.len().max(2);
        is_only_texts.then(|| {
            let mut texts: Vec<&TextBox> = self.texts.iter().collect();
            texts.sort_by_key(|text_box| text_box.id);
            let line = |text_box: &TextBox| {
                let typed = (!text_box.is_sample).then_some(&text_box.text);
                typed.cloned().unwrap_or_default()
            };
            texts.into_iter().map(line).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{PictureId, PixelSize};

    fn template(count: u32) -> Document {
        let mut document = Document::example();
        document.texts = (0..count)
            .map(|index| {
                let frame = FractionRect {
                    x: 0.1 * f64::from(index),
                    y: 0.0,
                    width: 0.1,
                    height: 0.1,
                };
                let mut text_box = TextBox::new(TextId(index), frame);
                text_box.text = format!("sample {index}");
                text_box
            })
            .collect();
        document
    }

    fn picture() -> Picture {
        Picture {
            id: PictureId(7),
            name: "A template".to_owned(),
            size: PixelSize {
                width: 300,
                height: 200,
            },
        }
    }

    fn texts(document: &Document) -> Vec<(u32, &str, bool)> {
        let texts = document.texts.iter();
        texts
            .map(|text_box| (text_box.id.0, text_box.text.as_str(), text_box.is_sample))
            .collect()
    }

    #[test]
    fn with_nothing_typed_the_samples_are_shown() {
        let filled = template(3).filled_like(&Document::example(), picture());
        assert_eq!(filled.picture, picture());
        assert_eq!(
            texts(&filled),
            [
                (0, "sample 0", true),
                (1, "sample 1", true),
                (2, "sample 2", true)
            ]
        );
    }

    #[test]
    fn a_hostile_template_is_tamed() {
        let mut hostile = Template {
            id: "a".to_owned(),
            name: "a".repeat(10_000),
            keywords: vec![String::new(); 10_000],
            source: "javascript:alert(1)".to_owned(),
            alt: String::new(),
            meme: template(1),
            times: vec![Span::WHOLE; 10_000],
            overlays: Vec::new(),
        };
        hostile.times[0].stop = f64::NAN;
        hostile.meme.texts[0].angle = f64::INFINITY;
        let tamed = hostile.sanitized();
        assert_eq!(tamed.source, "");
        assert_eq!(tamed.times[0], Span::WHOLE);
        assert_eq!(tamed.meme.texts.len(), 1);
        assert_eq!(tamed.meme.texts[0].angle, 0.0);
        assert_eq!(tamed.name.len(), limits::LONGEST_NAME);
        assert_eq!(tamed.keywords.len(), 100);
        assert_eq!(tamed.clone().sanitized(), tamed);
        let mut source = tamed;
        source.source = "https://example.org/a".to_owned();
        assert_eq!(source.clone().sanitized(), source);
    }

    #[test]
    fn what_was_typed_goes_along_box_by_box() {
        let mut before = template(4).filled_like(&Document::example(), picture());
        for text_box in &mut before.texts {
            text_box.is_sample = false;
            text_box.text = match text_box.id.0 {
                1 => "mine".to_owned(),
                3 => "fourth".to_owned(),
                _ => String::new(),
            };
        }
        let filled = template(2).filled_like(&before, picture());
        assert_eq!(
            texts(&filled),
            [(0, "", false), (1, "mine", false), (3, "fourth", false)]
        );
        assert_eq!(filled.texts[1].frame, template(2).texts[1].frame);
        assert_eq!(filled.texts[2].frame, before.texts[3].frame);
        // And back: nothing is lost on the way.
        let back = template(4).filled_like(&filled, picture());
        assert_eq!(
            texts(&back),
            [
                (0, "", false),
                (1, "mine", false),
                (2, "", false),
                (3, "fourth", false)
            ]
        );
    }

    #[test]
    fn the_first_two_texts_are_always_there() {
        let filled = template(1).filled_like(&Document::example(), picture());
        assert_eq!(texts(&filled), [(0, "sample 0", true), (1, "", false)]);
        assert_eq!(template(0).filled_like(&filled, picture()).texts.len(), 2);
    }

    #[test]
    fn lines_go_into_boxes_and_come_out_of_them() {
        let lines = ["one", "", "three"].map(str::to_owned);
        let mut filled = template(3).with_lines(&lines, picture());
        assert_eq!(
            texts(&filled),
            [(0, "one", false), (1, "", false), (2, "three", false)]
        );
        assert_eq!(filled.lines_in(&template(3)).unwrap(), lines);
        // Its order may be another.
        filled.texts.swap(0, 2);
        assert_eq!(filled.lines_in(&template(3)), None);
        filled.texts.swap(0, 2);
        filled.texts[1].angle = 0.1;
        assert_eq!(filled.lines_in(&template(3)), None);
    }

    #[test]
    fn a_meme_becomes_a_template_whose_boxes_are_numbered() {
        let mut meme = template(3);
        meme.texts[1].id = TextId(9);
        meme.texts.swap(0, 1);
        let ids: Vec<u32> = (meme.as_template().texts.iter())
            .map(|text_box| text_box.id.0)
            .collect();
        assert_eq!(ids, [2, 0, 1]);
    }

    #[test]
    fn lines_beyond_the_boxes_are_texts_of_their_own() {
        let lines = ["one", "two", "three"].map(str::to_owned);
        let filled = template(1).with_lines(&lines, picture());
        assert_eq!(texts(&filled).len(), 3);
        assert_eq!(filled.lines_in(&template(1)), None);
        let samples = template(2).with_lines(&[], picture());
        assert_eq!(samples.lines_in(&template(2)).unwrap(), ["", ""]);
    }
}
