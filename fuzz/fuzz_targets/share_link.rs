//! Any fragment gives an answer, and so does any JSON in one; what was read is written as a fragment that says the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use memeforge::codec::share_link::{decode, encode, pack};

fuzz_target!(|data: &[u8]| {
    // The first byte says whether the rest is a fragment, what it decodes to, or the JSON inside.
    let Some((kind, rest)) = data.split_first() else {
        return;
    };
    let fragment = match kind % 3 {
        0 => String::from_utf8_lossy(rest).into_owned(),
        1 => format!("#1.{}", base64url(rest)),
        _ => pack(rest),
    };
    if let Ok(meme) = decode(&fragment) {
        assert_eq!(meme.document.clone().sanitized(), meme.document);
        let again = decode(&encode(&meme)).expect("what was written is read");
        assert_eq!(again.template, meme.template);
        assert_eq!(again.document.texts.len(), meme.document.texts.len());
        // Numbers are rounded once.
        assert_eq!(decode(&encode(&again)).as_ref(), Ok(&again));
    }
});

fn base64url(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
