//! Any file gives an answer; what is put into one is found in it again, and not once it has been cleaned; and what was cleaned
//! has nothing left to be cleaned.
#![no_main]

use libfuzzer_sys::fuzz_target;
use memeforge::codec::carried::{description, embed, extract, without_personal};

fuzz_target!(|file: &[u8]| {
    let _ = extract(file);
    let _ = description(file);
    if let Ok(carrying) = embed(file, Some(b"meme"), Some("text")) {
        assert_eq!(extract(&carrying), Ok(Some(b"meme".to_vec())));
        assert_eq!(description(&carrying), Ok(Some("text".to_owned())));
        assert_eq!(
            embed(&carrying, Some(b"meme"), Some("text")),
            Ok(carrying.clone())
        );
        if let Ok(cleaned) = without_personal(&carrying) {
            assert_eq!(extract(&cleaned), Ok(None));
            assert_eq!(description(&cleaned), Ok(None));
        }
    }
    if let Ok(cleaned) = without_personal(file) {
        assert_eq!(without_personal(&cleaned), Ok(cleaned));
    }
});
