//! Any file gives an answer before anything of it is decoded, and so does what is made of one that lacks its end.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use memeforge::codec::picture::inspect;

fuzz_target!(|file: &[u8]| {
    if let Ok(inspected) = inspect(Cursor::new(file))
        && let Some(repair) = inspected.repair
    {
        let repaired = repair.applied(file);
        let _ = inspect(Cursor::new(repaired));
    }
});
