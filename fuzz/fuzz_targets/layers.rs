//! Any HTML gives an answer, and so does any JSON in it; what was read is within the editor's limits and is written and read again.
#![no_main]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use libfuzzer_sys::fuzz_target;
use memeforge::codec::layers::{from_html, to_html, to_plain};

fuzz_target!(|data: &[u8]| {
    // The first byte says whether the rest is HTML or the JSON inside.
    let Some((kind, rest)) = data.split_first() else {
        return;
    };
    let html = if kind % 2 == 0 {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        format!("<div data-memeforge-layers=\"{}\">", STANDARD.encode(rest))
    };
    if let Some(texts) = from_html(&html) {
        let _ = to_plain(&texts);
        assert_eq!(from_html(&to_html(&texts)), Some(texts));
    }
});
