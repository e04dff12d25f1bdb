//! Any fragment gives an answer, and so does any JSON in one; what was read is written as a fragment that says the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use memeforge::codec::share_link::{decode, encode};

fuzz_target!(|data: &[u8]| {
    // The first byte says whether the rest is a fragment, what it decodes to, or the JSON inside.
    let Some((kind, rest)) = data.split_first() else {
        return;
    };
    let fragment = match kind % 3 {
        0 => String::from_utf8_lossy(rest).into_owned(),
        1 => format!("#1.{}", base64url(rest)),
        _ => format!("#1.{}", base64url(&stored(rest))),
    };
    if let Ok(meme) = decode(&fragment) {
        assert_eq!(meme.document.clone().sanitized(), meme.document);
        let again = decode(&encode(&meme)).expect("what was written is read");
        assert_eq!(again.template, meme.template);
        assert_eq!(again.document.texts.len(), meme.document.texts.len());
    }
});

/// Deflate's way to say that something is not compressed, in one block.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let length = bytes.len() as u16;
    let mut block = vec![1];
    block.extend(length.to_le_bytes());
    block.extend((!length).to_le_bytes());
    block.extend(bytes);
    block
}

fn base64url(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
