//! The dependency rule of ARCHITECTURE.md, read off the imports: nothing points up, and the pure folders know neither
//! Leptos nor the browser.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each folder of `src`, and the folders that it may import from.
const MAY_IMPORT: [(&str, &[&str]); 10] = [
    ("document", &[]),
    ("text", &["document"]),
    ("scene", &["document", "text"]),
    ("render", &["document", "text", "scene"]),
    ("editor", &["document"]),
    ("codec", &["document"]),
    ("library", &[]),
    (
        "browser",
        &["document", "text", "scene", "render", "editor", "codec"],
    ),
    (
        "app",
        &[
            "document", "text", "scene", "render", "editor", "codec", "library", "browser",
        ],
    ),
    ("server", &["app", "codec", "document", "library"]),
];

/// Folders whose code compiles without features.
const PURE: [&str; 7] = [
    "document", "text", "scene", "render", "editor", "codec", "library",
];

/// Crates of the page and the browser.
const IMPURE_CRATES: [&str; 5] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
];

/// The one place in a pure folder that may know the browser: it only translates to its canvas.
const CANVAS: &str = "src/render/canvas";

/// Native tests may measure with what the tests of `text` provide.
const TEST_MEASURE: &str = "crate::text::testing";

#[test]
fn nothing_points_up() {
    let mut wrong = Vec::new();
    for (folder, allowed) in MAY_IMPORT {
        for (file, source) in sources(folder) {
            for (line, text) in code(&source) {
                for imported in words_after(text, "crate::") {
                    let is_known = MAY_IMPORT.iter().any(|(name, _)| *name == imported);
                    let is_allowed = imported == folder || allowed.contains(&imported.as_str());
                    if is_known && !is_allowed && !text.contains(TEST_MEASURE) {
                        wrong.push(format!("{}:{line} imports {imported}", file.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "these point up:\n{}", wrong.join("\n"));
}

#[test]
fn pure_folders_know_neither_leptos_nor_the_browser() {
    let mut wrong = Vec::new();
    for folder in PURE {
        for (file, source) in sources(folder) {
            if file.starts_with(CANVAS) {
                continue;
            }
            for (line, text) in code(&source) {
                let names_crate = |name: &&str| text.contains(&format!("{name}::"));
                if let Some(name) = IMPURE_CRATES.iter().find(|name| names_crate(name)) {
                    wrong.push(format!("{}:{line} uses {name}", file.display()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these are not pure:\n{}",
        wrong.join("\n")
    );
}

/// Translators and extensions replace and split text nodes, so none is to be remembered and written to.
#[test]
fn words_that_change_are_in_elements_of_their_own() {
    let mut wrong = Vec::new();
    for (file, source) in sources("app") {
        if file.ends_with("dynamic.rs") {
            continue;
        }
        for (line, text) in code(&source) {
            let text = text.trim_start();
            let child = text
                .strip_prefix('{')
                .or_else(|| Some(text.split_once(">{")?.1));
            let changes = |child: &str| {
                let of = child.strip_prefix("move || ").unwrap_or_default();
                let first = of.split(['(', '{', ' ']).next().unwrap_or_default();
                let is_value =
                    first.strip_suffix(".get").is_some() && of[first.len()..].starts_with("()}");
                child.starts_with("dynamic(") || first == "format!" || is_value
            };
            if child.is_some_and(changes) {
                wrong.push(format!("{}:{line}: {text}", file.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these are to be `words(…)` of src/app/dynamic.rs:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_folder_has_its_rule() {
    let rules: Vec<&str> = MAY_IMPORT.iter().map(|(folder, _)| *folder).collect();
    for entry in fs::read_dir("src").expect("src can be read") {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            let folder = entry.file_name().into_string().unwrap();
            assert!(
                rules.contains(&folder.as_str()),
                "src/{folder} has no rule in tests/tidy.rs"
            );
        }
    }
}

#[test]
fn the_rule_has_no_circle() {
    let rules: BTreeMap<&str, &[&str]> = MAY_IMPORT.into_iter().collect();
    for folder in rules.keys() {
        let mut reached: Vec<&str> = rules[folder].to_vec();
        let mut next = 0;
        while next < reached.len() {
            for below in rules[reached[next]] {
                if !reached.contains(below) {
                    reached.push(below);
                }
            }
            next += 1;
        }
        assert!(!reached.contains(folder), "{folder} reaches itself");
    }
}

/// The Rust files of a folder of `src`.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new("src").join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push((
                    path.clone(),
                    fs::read_to_string(path).expect("sources are text"),
                ));
            }
        }
    }
    assert!(!files.is_empty(), "src/{folder} has no files");
    files
}

/// The lines that are code, with their numbers.
fn code(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = source.lines().enumerate();
    lines
        .map(|(index, text)| (index + 1, text))
        .filter(|(_, text)| !text.trim_start().starts_with("//"))
}

/// The names that follow `prefix` in a line: several where it opens a group.
fn words_after(line: &str, prefix: &str) -> Vec<String> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.split(prefix)
        .skip(1)
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => group.split(',').map(str::trim).collect(),
            None => vec![rest],
        })
        .map(|name| name.chars().take_while(|c| is_name(*c)).collect())
        .collect()
}
