//! Any address gives an answer, and what was read of it is written as an address that says the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use memeforge::codec::memegen_link::{decode_line, encode_line, link_path, parse};

fuzz_target!(|text: &str| {
    assert_eq!(decode_line(&encode_line(text)).as_deref(), Ok(text));
    if let Ok(Some(link)) = parse(&format!("/m/{text}")) {
        // What is written can be longer than what is read; that is refused, and nothing else is.
        if let Ok(again) = parse(&link_path(&link.id, &link.lines)) {
            let again = again.expect("it is such an address");
            let empty = |line: &&String| line.is_empty();
            let trailing = link.lines.iter().rev().take_while(empty).count();
            assert_eq!(again.id, link.id);
            assert_eq!(again.lines, link.lines[..link.lines.len() - trailing]);
        }
    }
});
