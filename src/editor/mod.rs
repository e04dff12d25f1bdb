//! What somebody does to a meme: messages in, the next state out. Knows nothing of pages, pointers or pictures' bytes.

mod preview_size;

pub use preview_size::preview_size;

use crate::document::{Document, Picture};

/// The meme being edited.
#[derive(Clone, Debug, PartialEq)]
pub struct Editor {
    document: Document,
    /// Whether each text is still the example's, so that it leaves with the example's picture.
    example_texts: Vec<bool>,
}

/// Something that somebody did.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Typed into the text box with this index; the whole text as it now is.
    SetText {
        /// Which text box, counted from the back.
        index: usize,
        /// Its text.
        text: String,
    },
    /// Put another picture under the texts.
    SetPicture(Picture),
}

impl Editor {
    /// An editor on the example, whose texts are there to be overwritten.
    pub fn example() -> Self {
        let document = Document::example();
        Self {
            example_texts: vec![true; document.texts.len()],
            document,
        }
    }

    /// The meme as it is now.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The text of the box with this index; empty where there is no such box.
    pub fn text(&self, index: usize) -> &str {
        self.document
            .texts
            .get(index)
            .map_or("", |text_box| text_box.text.as_str())
    }

    /// Whether the text of this box is the example's, untouched.
    pub fn is_example_text(&self, index: usize) -> bool {
        self.example_texts.get(index).copied().unwrap_or(false)
    }

    /// Carries `message` out. One that names a box that is not there changes nothing.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::SetText { index, text } => {
                if let Some(text_box) = self.document.texts.get_mut(index)
                    && text_box.text != text
                {
                    text_box.text = text;
                    self.example_texts[index] = false;
                }
            }
            Message::SetPicture(picture) => {
                self.document.picture = picture;
                for (text_box, is_example) in
                    self.document.texts.iter_mut().zip(&mut self.example_texts)
                {
                    if std::mem::take(is_example) {
                        text_box.text.clear();
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{PictureId, PixelSize};

    fn set_text(index: usize, text: &str) -> Message {
        Message::SetText {
            index,
            text: text.to_owned(),
        }
    }

    fn own_picture() -> Message {
        Message::SetPicture(Picture {
            id: PictureId(1),
            name: "dog.jpg".to_owned(),
            size: PixelSize {
                width: 40,
                height: 30,
            },
        })
    }

    fn after(messages: impl IntoIterator<Item = Message>) -> Editor {
        let mut editor = Editor::example();
        for message in messages {
            editor.update(message);
        }
        editor
    }

    #[test]
    fn typing_changes_one_text() {
        let editor = after([set_text(1, "hello")]);
        assert_eq!(editor.text(0), Editor::example().text(0));
        assert_eq!(editor.text(1), "hello");
    }

    #[test]
    fn the_examples_texts_leave_with_its_picture() {
        let editor = after([own_picture()]);
        assert_eq!([editor.text(0), editor.text(1)], ["", ""]);
        assert_eq!(editor.document().picture.name, "dog.jpg");
    }

    #[test]
    fn typed_texts_stay_when_the_picture_changes() {
        let editor = after([set_text(0, "mine"), own_picture()]);
        assert_eq!([editor.text(0), editor.text(1)], ["mine", ""]);
        let editor = after([own_picture(), set_text(1, "mine"), own_picture()]);
        assert_eq!([editor.text(0), editor.text(1)], ["", "mine"]);
    }

    #[test]
    fn a_text_typed_just_like_the_examples_is_still_typed() {
        let example = Editor::example().text(0).to_owned();
        let editor = after([set_text(0, "x"), set_text(0, &example), own_picture()]);
        assert_eq!(editor.text(0), example);
    }

    #[test]
    fn a_box_that_is_not_there_is_left_alone() {
        assert_eq!(after([set_text(9, "x")]), Editor::example());
    }
}
