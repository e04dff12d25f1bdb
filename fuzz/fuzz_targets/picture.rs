//! Any file gives an answer before anything of it is decoded.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use memeforge::codec::picture::inspect;

fuzz_target!(|file: &[u8]| {
    let _ = inspect(Cursor::new(file));
});
