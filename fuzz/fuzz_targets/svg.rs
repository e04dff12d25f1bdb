//! Any drawing is prepared or refused, and what was prepared is not refused afterwards.
#![no_main]

use libfuzzer_sys::fuzz_target;
use memeforge::codec::picture::svg::prepare;

fuzz_target!(|text: &str| {
    if let Ok(prepared) = prepare(text) {
        assert!(prepare(&prepared.svg).is_ok());
    }
});
