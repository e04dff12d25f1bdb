use proptest::prelude::*;

use super::*;
use crate::codec::carried;
use crate::document::testing::{self, text};
use crate::document::{
    Blank, BundledFace, Color, Crop, Document, Face, Fill, FontSize, Grid, LAYOUTS, Overlay,
    PixelSize, Shape, Span, Template, TextBox, TextId, limits,
};

mod hostile;

/// A meme as the first version wrote it. It opens for ever, and this text never changes.
const FIRST_VERSION: &str = r#"{
  "memeforge": 1,
  "name": "My cat",
  "document": {
    "picture": {"id": 3, "name": "cat.jpg", "size": {"width": 1080, "height": 1350}},
    "surround": {"left": 0.0, "top": 0.22, "right": 0.0, "bottom": 0.0, "color": {"r": 255, "g": 255, "b": 255}, "line": null},
    "texts": [{
      "id": 0, "name": "Punch line", "text": "no\nway", "is_sample": false, "is_hidden": true, "is_locked": true,
      "frame": {"x": 0.1, "y": 0.2, "width": 0.7, "height": 0.25}, "angle": -0.5,
      "look": {
        "font": {"face": {"Own": "Comic.woff2"}, "bold": true, "italic": false},
        "size": {"Fixed": 0.1}, "case": "AsTyped", "fill": {"r": 1, "g": 2, "b": 3},
        "outline": {"color": {"r": 0, "g": 0, "b": 0}, "width_em": 0.1},
        "shadow": {"color": {"r": 0, "g": 0, "b": 0}, "opacity": 0.5, "distance_em": 0.06, "angle": 0.75, "blur_em": 0.08},
        "plate": {"color": {"r": 9, "g": 9, "b": 9}, "opacity": 0.25, "padding_em": 0.2, "radius_em": 0.5, "tail_em": 1.0, "tail_angle": 2.0},
        "opacity": 0.75, "align": "Start", "vertical_align": "Middle", "line_height": 1.5, "letter_spacing_em": 0.1, "arc": 1.25
      }
    }, {"id": 1, "text": "second", "look": {"font": {"face": {"Bundled": "Lora"}}, "size": {"Auto": {"at_most": 0.2}}}}]
  },
  "picture": {"panels": {
    "grid": {"layout": {"has_columns": true, "lines": [1, 2]}, "shape": "Portrait", "gutter": 0.02, "border": 0.01, "color": {"r": 0, "g": 0, "b": 0}},
    "cells": [null, {"name": "dog.heic", "file": "cells/1.heic", "ending": "heic", "crop": {"zoom": 2.0, "center": [0.25, 0.75]}}]
  }},
  "fonts": [{"name": "Comic.woff2", "file": "fonts/0.woff2"}],
  "template": {"id": "mine", "name": "Mine", "own": {
    "id": "mine", "name": "Mine", "keywords": ["cat"], "source": "https://example.org/", "alt": "A cat.",
    "meme": {
      "picture": {"id": 0, "name": "", "size": {"width": 600, "height": 400}},
      "surround": {"left": 0.0, "top": 0.0, "right": 0.0, "bottom": 0.0, "color": {"r": 255, "g": 255, "b": 255}, "line": null},
      "texts": []
    },
    "times": [{"start": 0.0, "stop": 0.5}],
    "overlays": [{"center_x": 0.5, "center_y": 0.25, "angle": 0.5, "scale": 0.25, "time": {"start": 0.0, "stop": 1.0}}]
  }}
}"#;

#[test]
fn the_first_version_opens_for_ever() {
    let project = from_json(FIRST_VERSION).unwrap();
    assert_eq!(project.name, "My cat");
    let document = &project.document;
    assert_eq!(document.picture.name, "cat.jpg");
    assert_eq!(document.surround.top, 0.22);
    let [first, second] = &document.texts[..] else {
        panic!("{document:?}")
    };
    assert_eq!((&*first.name, &*first.text), ("Punch line", "no\nway"));
    assert!(first.is_hidden && first.is_locked && !first.is_sample);
    assert_eq!((first.frame.width, first.angle), (0.7, -0.5));
    let look = &first.look;
    assert_eq!(look.font.face, Face::Own("Comic.woff2".to_owned()));
    assert_eq!(look.size, FontSize::Fixed(0.1));
    assert_eq!((look.fill.g, look.plate.tail_em, look.arc), (2, 1.0, 1.25));
    // What it does not say of the second is as usual.
    let mut usual = TextBox::bottom("second");
    usual.look.font.face = Face::Bundled(BundledFace::Lora);
    usual.look.size = FontSize::Auto { at_most: 0.2 };
    assert_eq!(*second, usual);
    let ProjectPicture::Panels { grid, cells } = &project.picture else {
        panic!("{:?}", project.picture)
    };
    assert_eq!(grid.layout().label, "One left of two");
    assert_eq!((grid.shape, grid.gutter), (Shape::Portrait, 0.02));
    assert!(cells[0].is_none());
    let cell = cells[1].as_ref().unwrap();
    assert_eq!((&*cell.data, &*cell.ending), ("cells/1.heic", "heic"));
    assert_eq!((cell.crop.zoom, cell.crop.center.y), (2.0, 0.75));
    assert_eq!(project.fonts[0].data, "fonts/0.woff2");
    let own = project.template.clone().unwrap().own.unwrap();
    assert_eq!(
        (&*own.source, own.times[0].stop),
        ("https://example.org/", 0.5)
    );
    assert_eq!((own.meme.texts.len(), own.overlays[0].scale), (0, 0.25));
    // And it is written so that it says the same.
    assert_eq!(from_json(&to_json(&project).unwrap()), Ok(project));
}

#[test]
fn the_least_that_is_a_meme_opens() {
    let project = from_json(r#"{"memeforge": 1, "document": {}}"#).unwrap();
    assert_eq!(project.picture, ProjectPicture::None);
    assert_eq!(project.document.texts.len(), 2);
    let json = r#"{"memeforge": 1, "document": {"texts": [{}, {}, {}]}, "picture": {"blank": {}},
        "template": {"id": "a", "own": {"id": "a"}}}"#;
    let project = from_json(json).unwrap();
    assert_eq!(project.document.texts[0], TextBox::top(""));
    assert_eq!(project.document.texts[2].id, TextId(2));
    assert_eq!(project.picture, ProjectPicture::Blank(Blank::default()));
    let panels = r#"{"memeforge": 1, "document": {}, "picture": {"panels": {}}}"#;
    let picture = from_json(panels).unwrap().picture;
    let cells = Vec::new();
    let grid = Grid::default();
    assert_eq!(picture, ProjectPicture::Panels { grid, cells });
}

#[test]
fn what_is_newer_is_refused_and_what_is_unknown_passed_over() {
    let json = |version: &str| {
        format!(r#"{{"memeforge": {version}, "document": {{"new": 1}}, "new": []}}"#)
    };
    assert!(from_json(&json("1")).is_ok());
    for newer in ["2", "1000", "18446744073709551615"] {
        assert_eq!(from_json(&json(newer)), Err(ProjectError::Newer));
    }
    assert!(ProjectError::Newer.to_string().contains("newer MemeForge"));
    // Whatever else the newer one says.
    let newer = r#"{"memeforge": 2, "document": 7, "picture": "hologram"}"#;
    assert_eq!(from_json(newer), Err(ProjectError::Newer));
    assert_eq!(from_json(&json("0")), Err(ProjectError::Damaged));
    for other in ["-1", "1.5", "\"1\"", "null"] {
        assert_eq!(from_json(&json(other)), Err(ProjectError::NotAProject));
    }
}

#[test]
fn a_document_goes_alone() {
    let document = Document::example();
    let json = document_to_json(&document).unwrap();
    assert_eq!(document_from_json(&json), Ok(document));
    assert!(json.contains("\"memeforge\":1"));
    assert_eq!(document_from_json(FIRST_VERSION).unwrap().texts.len(), 2);
}

#[test]
fn texts_that_were_deleted_stay_so() {
    let mut project = Project::new(Document::example());
    project.document.texts.remove(0);
    assert_eq!(read(&write(&project).unwrap()).unwrap(), project);
    project.document.texts.clear();
    assert_eq!(read(&write(&project).unwrap()).unwrap(), project);
}

#[test]
fn a_project_is_told_by_its_start() {
    let file = write(&Project::new(Document::example())).unwrap();
    assert!(is_project(&file));
    for end in 0..39 {
        assert!(!is_project(&file[..end]));
    }
    assert!(!is_project(&zip::write(&[("other.json", &file)]).unwrap()));
}

/// A project zipped by Python's `zipfile`, deflated. The first byte is for the fuzz target.
const PYTHONS: &[u8] = include_bytes!("../../../fuzz/corpus/project/deflated");

#[test]
fn what_others_have_zipped_is_read() {
    let project = read(&PYTHONS[1..]).unwrap();
    let ending = "png".to_owned();
    let data = b"\x89PNG".repeat(5);
    assert_eq!(project.picture, ProjectPicture::File { data, ending });
    assert_eq!(project.fonts[0].data, [0, 1, 0, 0]);
}

#[test]
fn endings_are_those_that_there_are() {
    let kinds = [
        Kind::Svg,
        Kind::Raster(Format::Jpeg),
        Kind::Raster(Format::Png),
        Kind::Raster(Format::WebP),
        Kind::Raster(Format::Avif),
        Kind::Raster(Format::Heic),
        Kind::Raster(Format::Gif),
        Kind::Raster(Format::Bmp),
    ];
    let mut endings: Vec<_> = kinds.into_iter().map(picture_ending).collect();
    assert!(
        endings
            .iter()
            .all(|ending| ProjectPicture::ENDINGS.contains(ending))
    );
    endings.sort_unstable();
    endings.dedup();
    assert_eq!(endings.len(), ProjectPicture::ENDINGS.len());
    assert_eq!(font_ending(b"wOF2\0"), "woff2");
    assert_eq!(font_ending(b"wOFF"), "woff");
    assert_eq!(font_ending(b"OTTO\0"), "otf");
    assert_eq!(font_ending(b""), "ttf");
}

fn data() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..60)
}

const PNG: &[u8] = include_bytes!("../../../fuzz/corpus/carried/photo.png");
const JPEG: &[u8] = include_bytes!("../../../fuzz/corpus/carried/photo.jpg");
const WEBP: &[u8] = include_bytes!("../../../fuzz/corpus/carried/lossy.webp");

fn ending() -> impl Strategy<Value = String> {
    prop::sample::select(&ProjectPicture::ENDINGS[..]).prop_map(str::to_owned)
}

fn color() -> impl Strategy<Value = Color> {
    any::<[u8; 3]>().prop_map(|[r, g, b]| Color { r, g, b })
}

fn blank() -> impl Strategy<Value = Blank> {
    let plain = color().prop_map(Fill::Plain);
    let gradient = (color(), color(), 0.0..=360.0);
    let gradient = gradient.prop_map(|(from, to, angle)| Fill::Gradient { from, to, angle });
    (1..=4096_u32, 1..=4096_u32, prop_oneof![plain, gradient]).prop_map(|(width, height, fill)| {
        let size = PixelSize { width, height };
        Blank { size, fill }
    })
}

prop_compose! {
    fn cell()(name in text(), data in data(), ending in ending(), zoom in 1.0..8.0, center in (0.0..1.0, 0.0..1.0)) -> ProjectCell {
        ProjectCell { name, data, ending, crop: Crop { zoom, center: center.into() } }
    }
}

prop_compose! {
    fn panels()(
        layout in 0..LAYOUTS.len(),
        shape in prop::sample::select(&Shape::ALL[..]),
        widths in (0.0..0.1, 0.0..0.1),
        color in color(),
        cells in prop::collection::vec(prop::option::of(cell()), 0..=Grid::MOST_CELLS),
    ) -> ProjectPicture {
        let grid = Grid { layout, shape, gutter: widths.0, border: widths.1, color };
        ProjectPicture::Panels { grid, cells }
    }
}

prop_compose! {
    fn template()(
        name in text(),
        meme in testing::document().boxed(),
        words in prop::collection::vec(text(), 0..3),
        span in (0.0..1.0, 0.0..1.0),
        overlay in prop::option::of((-1.0..2.0, -3.0..3.0, 0.01..2.0)),
    ) -> Template {
        let time = Span { start: span.0, stop: span.1 };
        let overlay = overlay.map(|(center_x, angle, scale)| Overlay { center_x, center_y: 0.1, angle, scale, time });
        let mut meme = meme.as_template();
        // Templates need not have two texts.
        meme.texts.truncate(words.len());
        Template {
            id: "my-own_1".to_owned(),
            name,
            keywords: words,
            source: String::new(),
            alt: "alt".to_owned(),
            times: vec![time; meme.texts.len()],
            meme,
            overlays: overlay.into_iter().collect(),
        }
    }
}

prop_compose! {
    /// Any project that the editor could have made.
    fn project()(
        document in testing::document().boxed(),
        picture in prop_oneof![
            Just(ProjectPicture::None),
            (data(), ending()).prop_map(|(data, ending)| ProjectPicture::File { data, ending }),
            blank().prop_map(ProjectPicture::Blank),
            panels(),
        ],
        fonts in prop::collection::vec((text(), data()), 0..4),
        template in prop::option::of(("[a-zA-Z0-9_-]{1,9}", text(), prop::option::of(template().boxed()))),
        name in text(),
    ) -> Project {
        Project {
            document,
            picture,
            fonts: fonts.into_iter().map(|(name, data)| ProjectFont { name, data }).collect(),
            template: template.map(|(id, name, own)| UsedTemplate { id, name, own }),
            name,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_was_written_is_read(project in project()) {
        let file = write(&project).unwrap();
        prop_assert!(is_project(&file));
        prop_assert_eq!(&read(&file).unwrap(), &project);
        for picture in [PNG, JPEG, WEBP] {
            let carrying = carried::embed(picture, Some(&file), None).unwrap();
            let carried = carried::extract(&carrying).unwrap().unwrap();
            prop_assert_eq!(&read(&carried).unwrap(), &project);
        }
    }
}

proptest! {
    #[test]
    fn a_damaged_project_gives_an_answer(
        project in project(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..9),
        end in any::<prop::sample::Index>(),
    ) {
        let mut file = write(&project).unwrap();
        prop_assert!(read(&file[..end.index(file.len())]).is_err());
        for (at, byte) in damage {
            let at = at.index(file.len());
            file[at] = byte;
        }
        // What is read in spite of it can be written again.
        if let Ok(project) = read(&file) {
            prop_assert_eq!(read(&write(&project).unwrap()), Ok(project));
        }
    }

    #[test]
    fn damaged_json_gives_an_answer(
        project in project(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), "[\\[\\]{}\",:0-9e. -]"), 1..5),
    ) {
        let mut json = to_json(&project.try_map(|_, _| Ok::<_, ProjectError>(String::new())).unwrap()).unwrap();
        for (at, with) in damage {
            let at = at.index(json.len());
            if json.is_char_boundary(at) && json.is_char_boundary(at + 1) {
                json.replace_range(at..=at, &with);
            }
        }
        if let Ok(project) = from_json(&json) {
            prop_assert_eq!(from_json(&to_json(&project).unwrap()), Ok(project));
        }
    }

    #[test]
    fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,99}") {
        let _ = read(&bytes);
        let _ = from_json(&text);
        let _ = from_json(&format!("{{\"memeforge\":1,\"document\":{text}}}"));
    }
}
