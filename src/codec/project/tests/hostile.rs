//! What others may have made of a project.

use super::*;

/// A project's file with this JSON and these files.
fn file(json: &str, files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut all = vec![(JSON, json.as_bytes().to_vec())];
    all.extend(files.iter().cloned());
    zip::write(&all).unwrap()
}

fn with_picture(picture: &str) -> String {
    format!(r#"{{"memeforge": 1, "document": {{}}, "picture": {picture}}}"#)
}

/// The file with one line of its directory changed: `bytes` at `at` of the line of the file of this name.
fn forged(mut file: Vec<u8>, name: &str, at: usize, bytes: &[u8]) -> Vec<u8> {
    let is_line = |place: &usize| {
        file[*place..].starts_with(b"PK\x01\x02")
            && file[*place + 46..].starts_with(name.as_bytes())
    };
    let place = (0..file.len() - 46).find(is_line).unwrap();
    file[place + at..place + at + bytes.len()].copy_from_slice(bytes);
    file
}

const PICTURE: &str = r#"{"file": {"file": "picture.png", "ending": "png"}}"#;

#[test]
fn says_what_is_wrong() {
    for other in [&b""[..], b"GIF89a", &zip::write(&[("a", b"b")]).unwrap()] {
        assert_eq!(read(other), Err(ProjectError::NotAProject));
    }
    let missing = read(&file(&with_picture(PICTURE), &[]));
    assert_eq!(
        missing,
        Err(ProjectError::Missing("picture.png".to_owned()))
    );
    let tiff = PICTURE.replace("\"png\"", "\"tiff\"");
    let tiff = read(&file(&with_picture(&tiff), &[("picture.png", vec![])]));
    assert_eq!(tiff, Err(ProjectError::Ending("tiff".to_owned())));
    for damaged in [
        "",
        "{",
        "[]",
        "1",
        r#"{"memeforge": 1}"#,
        r#"{"memeforge": 1, "document": []}"#,
        r#"{"memeforge": 1, "document": {"picture": 1}}"#,
        r#"{"memeforge": 1, "document": {"surround": {"top": 1e999}}}"#,
        r#"{"memeforge": 1, "document": {}, "template": {"id": "../a"}}"#,
        r#"{"memeforge": 1, "document": {}, "template": {"id": "a", "own": {"id": ".."}}}"#,
        r#"{"memeforge": 1, "document": {}, "picture": "hologram"}"#,
    ] {
        assert_eq!(
            read(&file(damaged, &[])),
            Err(ProjectError::Damaged),
            "{damaged}"
        );
    }
    let deep = with_picture(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)));
    assert_eq!(from_json(&deep), Err(ProjectError::Damaged));
    let whole = file(&with_picture(PICTURE), &[("picture.png", b"1234".to_vec())]);
    assert!(read(&whole).is_ok());
    assert_eq!(
        read(&forged(whole.clone(), "picture.png", 8, &[1])),
        Err(ProjectError::Encrypted)
    );
    assert_eq!(
        read(&forged(whole.clone(), "picture.png", 10, &[12])),
        Err(ProjectError::Method("picture.png".to_owned()))
    );
    assert_eq!(
        read(&forged(whole.clone(), "picture.png", 16, &[0; 4])),
        Err(ProjectError::Damaged)
    );
    assert_eq!(
        read(&forged(whole, "picture.png", 46, b"../cure.png")),
        Err(ProjectError::Name("../cure.png".to_owned()))
    );
    // What JSON calls a file is no path: it is looked for in the zip, and nowhere else.
    let elsewhere = PICTURE.replace("picture.png", "../../etc/passwd");
    let elsewhere = read(&file(&with_picture(&elsewhere), &[]));
    assert!(matches!(elsewhere, Err(ProjectError::Missing(_))));
}

#[test]
fn a_bomb_does_not_go_off() {
    let zeros = miniz_oxide::deflate::compress_to_vec(&vec![0; 8 << 20], 9);
    assert!(zeros.len() < 10_000);
    let json = with_picture(&PICTURE.replace("picture.png", "a"));
    let bomb = file(&json, &[("a", zeros.clone())]);
    let bomb = forged(bomb, "a", 10, &[8]);
    for (size, error) in [
        (8_u32 << 20, ProjectError::Damaged),
        (100, ProjectError::Damaged),
        ((64 << 20) + 1, ProjectError::TooLarge("a".to_owned())),
        (u32::MAX - 1, ProjectError::TooLarge("a".to_owned())),
    ] {
        // The first has a wrong checksum as well.
        let bomb = forged(bomb.clone(), "a", 24, &size.to_le_bytes());
        assert_eq!(read(&bomb), Err(error), "{size}");
    }
    // JSON that says it is small, and JSON that is large.
    let packed = forged(file("{}", &[]), JSON, 24, &(3_u32 << 20).to_le_bytes());
    assert_eq!(read(&packed), Err(ProjectError::TooLarge(JSON.to_owned())));
    let large = " ".repeat(LONGEST_JSON + 1);
    assert_eq!(
        from_json(&large),
        Err(ProjectError::TooLarge(JSON.to_owned()))
    );
    assert_eq!(
        read(&file(&large, &[])),
        Err(ProjectError::TooLarge(JSON.to_owned()))
    );
}

#[test]
fn there_is_an_end_to_everything() {
    let many = |count: usize, one: &str| vec![one; count].join(",");
    let texts = format!(
        r#"{{"memeforge": 1, "document": {{"texts": [{}]}}}}"#,
        many(500_000, "{}")
    );
    assert_eq!(
        from_json(&texts).unwrap().document.texts.len(),
        limits::MOST_TEXTS
    );
    let cells = with_picture(&format!(
        r#"{{"panels": {{"cells": [{}]}}}}"#,
        many(10, "null")
    ));
    assert_eq!(from_json(&cells), Err(ProjectError::TooManyCells));
    let fonts = many(51, r#"{"name": "a", "file": "a"}"#);
    let fonts = format!(r#"{{"memeforge": 1, "document": {{}}, "fonts": [{fonts}]}}"#);
    assert_eq!(from_json(&fonts), Err(ProjectError::TooManyFonts));
    let empty: Vec<(String, Vec<u8>)> = (0..=MOST_FILES)
        .map(|index| (index.to_string(), Vec::new()))
        .collect();
    assert_eq!(
        read(&zip::write(&empty).unwrap()),
        Err(ProjectError::TooManyFiles)
    );
}

#[test]
fn only_what_can_be_read_is_written() {
    let picture = |data, ending: &str| Project {
        picture: ProjectPicture::File {
            data,
            ending: ending.to_owned(),
        },
        ..Project::new(Document::example())
    };
    for ending in ["", "exe", "PNG", "../png", "jpeg"] {
        let error = ProjectError::Ending(ending.to_owned());
        assert_eq!(write(&picture(vec![], ending)), Err(error));
    }
    let large = vec![0; (LARGEST_PICTURE + 1) as usize];
    assert_eq!(
        write(&picture(large, "png")),
        Err(ProjectError::TooLarge("picture.png".to_owned()))
    );
    let mut fonts = Project::new(Document::example());
    let font = ProjectFont {
        name: "a".to_owned(),
        data: vec![],
    };
    fonts.fonts = vec![font.clone(); MOST_FONTS];
    assert!(read(&write(&fonts).unwrap()).is_ok());
    fonts.fonts.push(font);
    assert_eq!(write(&fonts), Err(ProjectError::TooManyFonts));
    // Nothing that somebody typed is lost without a word.
    let mut long = Project::new(Document::example());
    long.document.texts[0].text.clear();
    long.document.texts[1].text = "ä".repeat(limits::MOST_CHARACTERS);
    assert_eq!(read(&write(&long).unwrap()), Ok(long.clone()));
    long.document.texts[1].text.push('a');
    assert_eq!(write(&long), Err(ProjectError::TooManyTexts));
    let mut many = Project::new(Document::example());
    while many.document.texts.len() < limits::MOST_TEXTS {
        let id = many.document.unused_id();
        many.document
            .texts
            .push(TextBox::new(id, many.document.texts[0].frame));
    }
    assert_eq!(read(&write(&many).unwrap()), Ok(many.clone()));
    let id = many.document.unused_id();
    many.document
        .texts
        .push(TextBox::new(id, many.document.texts[0].frame));
    assert_eq!(write(&many), Err(ProjectError::TooManyTexts));
    let mut named = Project::new(Document::example());
    named.template = Some(UsedTemplate {
        id: "a b".to_owned(),
        name: String::new(),
        own: None,
    });
    assert_eq!(write(&named), Err(ProjectError::Damaged));
}

#[test]
fn numbers_are_tamed() {
    let json = with_picture(
        r#"{"panels": {"grid": {"layout": {"has_columns": false, "lines": [99]}, "gutter": 7, "border": -1e300},
            "cells": [{"file": "a", "ending": "png", "crop": {"zoom": 1e300, "center": [-5, 5]}}]}}"#,
    );
    let ProjectPicture::Panels { grid, cells } = from_json(&json).unwrap().picture else {
        panic!("it has panels")
    };
    assert_eq!(
        (grid.layout, grid.gutter, grid.border),
        (0, Grid::WIDEST, 0.0)
    );
    let crop = cells[0].as_ref().unwrap().crop;
    assert_eq!(
        (crop.zoom, crop.center),
        (Crop::MOST_ZOOM, (0.0, 1.0).into())
    );
    let json = with_picture(
        r#"{"blank": {"size": {"width": 0, "height": 4294967295}, "fill": {"Gradient":
            {"from": {"r": 0, "g": 0, "b": 0}, "to": {"r": 0, "g": 0, "b": 0}, "angle": -7}}}}"#,
    );
    let ProjectPicture::Blank(blank) = from_json(&json).unwrap().picture else {
        panic!("it is blank")
    };
    assert_eq!(Blank::obstacle(blank.size), None);
    assert!(matches!(blank.fill, Fill::Gradient { angle: 0.0, .. }));
    // An error of reading that is none makes no number that is none.
    let ulps = r#"{"memeforge": 1, "document": {"texts": [{"angle": 0.5}]}, "ulps": [[0, 4611686018427387904]]}"#;
    assert!(from_json(ulps).unwrap().document.texts[0].angle.is_finite());
}
