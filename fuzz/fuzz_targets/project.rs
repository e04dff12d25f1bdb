//! Any file gives an answer, and so does any JSON, alone and in a file; what was read is written so that it says the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use memeforge::codec::project::{from_json, read, to_json, write};
use memeforge::codec::zip;

fuzz_target!(|data: &[u8]| {
    // The first byte says whether the rest is a file, JSON, or JSON and, after a 0, a picture beside it.
    let Some((kind, rest)) = data.split_first() else {
        return;
    };
    match kind % 3 {
        0 => check(rest),
        1 => {
            if let Ok(project) = from_json(&String::from_utf8_lossy(rest)) {
                let json = to_json(&project).expect("what is read can be written");
                assert_eq!(from_json(&json), Ok(project));
            }
        }
        _ => {
            let mut parts = rest.splitn(2, |byte| *byte == 0);
            let json = parts.next().unwrap_or_default();
            let picture = parts.next().unwrap_or_default();
            let file = zip::write(&[("meme.json", json), ("a", picture)]);
            check(&file.expect("so little can be written"));
        }
    }
});

fn check(file: &[u8]) {
    if let Ok(project) = read(file) {
        let document = project.document.clone();
        assert_eq!(document.sanitized_as_kept(), project.document);
        let file = write(&project).expect("what is read can be written");
        assert_eq!(read(&file), Ok(project));
    }
}
