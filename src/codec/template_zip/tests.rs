use proptest::prelude::*;

use super::*;

fn template(id: &str) -> ZippedTemplate {
    ZippedTemplate {
        id: id.to_owned(),
        config: format!("name: {id}\n"),
        picture_name: "default.png".to_owned(),
        picture: b"\x89PNG".repeat(9),
    }
}

/// A zip by Python's `zipfile`, deflated, with a folder above, `.DS_Store`, `__MACOSX`, a folder's own entry, a style's
/// picture and a GIF beside the still: `fuzz/corpus/template_zip/python`.
const PYTHONS: &[u8] = include_bytes!("../../../fuzz/corpus/template_zip/python");

/// A zip in which files have these names; those that end in `.yml` are configurations.
fn zip(names: &[&str]) -> Vec<u8> {
    // Names of the same length are put into what was written: neither place nor checksum depends on them.
    let templates: Vec<ZippedTemplate> = (0..names.len())
        .map(|index| {
            template(&format!(
                "{index:0>width$}",
                width = names[index].len() - 11
            ))
        })
        .collect();
    let mut zip = write(&templates).unwrap();
    for (template, name) in templates.iter().zip(names) {
        replace(
            &mut zip,
            format!("{}/{CONFIG}", template.id).as_bytes(),
            name.as_bytes(),
        );
    }
    zip
}

fn replace(bytes: &mut [u8], old: &[u8], new: &[u8]) {
    assert_eq!(old.len(), new.len());
    for at in 0..=bytes.len() - old.len() {
        if bytes[at..].starts_with(old) {
            bytes[at..at + new.len()].copy_from_slice(new);
        }
    }
}

#[test]
fn reads_what_others_zip() {
    let templates = read(PYTHONS).unwrap();
    assert_eq!(templates.len(), 2);
    assert_eq!(templates[0].id, "one");
    assert_eq!(templates[0].config, "name: One\n");
    assert_eq!(templates[0].picture_name, "default.jpg");
    assert_eq!(templates[0].picture, b"still".repeat(20));
    assert_eq!(templates[1].picture_name, "default.webp");
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for name in [
        "../../../config.yml",
        "/etc/x/config.yml",
        "a\\..\\b/config.yml",
        "C:/aaa/config.yml",
        "a/../bb/config.yml",
    ] {
        assert_eq!(
            read(&zip(&[name])),
            Err(TemplateZipError::Name(name.to_owned()))
        );
    }
    let name = "a b/config.yml";
    assert_eq!(
        read(&zip(&[name])),
        Err(TemplateZipError::Name(name.to_owned()))
    );
}

#[test]
fn says_what_is_wrong() {
    assert_eq!(read(b""), Err(TemplateZipError::NotAZip));
    assert_eq!(read(b"GIF89a"), Err(TemplateZipError::NotAZip));
    let whole = write(&[template("a")]).unwrap();
    for end in 2..whole.len() {
        assert_eq!(read(&whole[..end]), Err(TemplateZipError::Damaged));
    }
    let twice = zip(&["same/config.yml", "same/config.yml"]);
    let name = "same/config.yml".to_owned();
    assert_eq!(read(&twice), Err(TemplateZipError::Duplicate(name)));

    let mut wrong_crc = whole.clone();
    replace(&mut wrong_crc, b"name: a", b"name: b");
    assert_eq!(read(&wrong_crc), Err(TemplateZipError::Damaged));

    // The flags and the method of the first line of the directory.
    let directory = whole
        .windows(4)
        .position(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    let mut encrypted = whole.clone();
    encrypted[directory + 8] = 1;
    assert_eq!(read(&encrypted), Err(TemplateZipError::Encrypted));
    let mut packed = whole.clone();
    packed[directory + 10] = 12;
    assert_eq!(
        read(&packed),
        Err(TemplateZipError::Method("a/config.yml".to_owned()))
    );
    // And the size that it says it has.
    let mut large = whole.clone();
    large[directory + 24..directory + 28].copy_from_slice(&(2_u32 << 20).to_le_bytes());
    assert_eq!(
        read(&large),
        Err(TemplateZipError::TooLarge("a/config.yml".to_owned()))
    );

    let mut alone = whole.clone();
    replace(&mut alone, b"default.png", b"another.png");
    assert_eq!(
        read(&alone),
        Err(TemplateZipError::NoPicture("a".to_owned()))
    );
    let mut nothing = whole.clone();
    replace(&mut nothing, b"config.yml", b"config.txt");
    assert_eq!(read(&nothing), Err(TemplateZipError::Empty));
}

#[test]
fn there_is_an_end_to_files() {
    let templates: Vec<ZippedTemplate> = (0..=MOST_FILES / 2)
        .map(|index| template(&index.to_string()))
        .collect();
    assert_eq!(write(&templates), Err(TemplateZipError::TooManyFiles));
    assert_eq!(
        read(&write(&templates[1..]).unwrap()).unwrap().len(),
        MOST_FILES / 2
    );
}

#[test]
fn only_what_can_be_read_is_written() {
    assert_eq!(write(&[]), Err(TemplateZipError::Empty));
    let same = [template("a"), template("a")];
    assert_eq!(
        write(&same),
        Err(TemplateZipError::Duplicate("a".to_owned()))
    );
    assert!(matches!(
        write(&[template("..")]),
        Err(TemplateZipError::Name(_))
    ));
    let mut other = template("a");
    other.picture_name = "cat.png".to_owned();
    assert!(matches!(write(&[other]), Err(TemplateZipError::Name(_))));
}

proptest! {
    #[test]
    fn what_was_written_is_read(
        templates in prop::collection::btree_map(
            "[a-zA-Z0-9_-]{1,9}",
            ("\\PC{0,20}", 0..PICTURE_ENDINGS.len(), prop::collection::vec(any::<u8>(), 0..99)),
            1..5,
        ),
    ) {
        let templates: Vec<ZippedTemplate> = (templates.into_iter())
            .map(|(id, (config, ending, picture))| ZippedTemplate {
                id,
                config,
                picture_name: format!("default.{}", PICTURE_ENDINGS[ending]),
                picture,
            })
            .collect();
        prop_assert_eq!(read(&write(&templates).unwrap()), Ok(templates));
    }

    #[test]
    fn a_damaged_zip_gives_an_answer(
        which in any::<bool>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..9),
    ) {
        let mut zip = if which { PYTHONS.to_vec() } else { write(&[template("a"), template("b")]).unwrap() };
        for (at, byte) in damage {
            let at = at.index(zip.len());
            zip[at] = byte;
        }
        let _ = read(&zip);
    }
}
