//! Any file gives an answer, and templates that were read are written as a zip with the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use memeforge::codec::template_zip::{read, write};

fuzz_target!(|zip: &[u8]| {
    if let Ok(templates) = read(zip) {
        let zip = write(&templates).expect("what is read can be written");
        assert_eq!(read(&zip), Ok(templates));
    }
});
