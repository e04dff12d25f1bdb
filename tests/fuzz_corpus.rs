//! The inputs in `fuzz/corpus`, which fuzzing found to reach different code, once more: every decoder gives an answer.

use std::fs;
use std::io::Cursor;

use memeforge::codec::{carried, layers, memegen_link, picture, project, share_link, template_zip};

/// The seeds of a target of `fuzz/`.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = fs::read_dir(format!("fuzz/corpus/{target}")).expect("every target has seeds");
    let read = |entry: Result<fs::DirEntry, std::io::Error>| fs::read(entry?.path());
    let seeds: Vec<Vec<u8>> = folder
        .map(|entry| read(entry).expect("seeds can be read"))
        .collect();
    assert!(!seeds.is_empty());
    seeds
}

#[test]
fn every_decoder_answers_to_every_seed() {
    for target in [
        "carried",
        "layers",
        "memegen_link",
        "picture",
        "project",
        "share_link",
        "svg",
        "template_zip",
    ] {
        for seed in seeds(target) {
            let text = String::from_utf8_lossy(&seed);
            let _ = memegen_link::parse(&format!("/m/{text}"));
            let _ = carried::extract(&seed);
            let _ = carried::description(&seed);
            let _ = carried::embed(&seed, Some(b"meme"), Some("text"));
            let _ = carried::without_personal(&seed);
            let _ = picture::inspect(Cursor::new(&seed));
            let _ = picture::svg::prepare(&text);
            // The first byte says what the rest is: see fuzz/fuzz_targets/share_link.rs.
            let _ = share_link::decode(text.get(1..).unwrap_or_default());
            let _ = template_zip::read(&seed);
            // The first byte says what the rest is here as well.
            let rest = seed.get(1..).unwrap_or_default();
            let _ = project::read(rest);
            let _ = project::from_json(&String::from_utf8_lossy(rest));
            let _ = layers::from_html(&String::from_utf8_lossy(rest));
        }
    }
}
