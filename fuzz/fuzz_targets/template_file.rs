//! Any text gives an answer, and a template that was read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use memeforge::codec::template_file::{parse, write};
use memeforge::document::PixelSize;

fuzz_target!(|yaml: &str| {
    let size = PixelSize {
        width: 600,
        height: 400,
    };
    if let Ok(template) = parse("a", yaml, size) {
        let written = write(&template);
        let read = parse("a", &written, size).expect("what is written can be read");
        assert_eq!(read.name, template.name);
        assert_eq!(read.keywords, template.keywords);
        let texts = |of: &memeforge::document::Template| -> Vec<String> {
            (of.meme.texts.iter())
                .map(|text_box| text_box.text.clone())
                .collect()
        };
        assert_eq!(texts(&read), texts(&template));
    }
});
