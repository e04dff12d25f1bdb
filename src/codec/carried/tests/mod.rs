use std::io::Cursor;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::codec::picture::{Kind, inspect};

mod personal;

/// Small pictures that browsers decode, by sharp: see `fuzz/corpus/carried`.
const JPEG: &[u8] = include_bytes!("../../../../fuzz/corpus/carried/photo.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("../../../../fuzz/corpus/carried/progressive.jpg");
const PNG: &[u8] = include_bytes!("../../../../fuzz/corpus/carried/photo.png");
const LOSSY: &[u8] = include_bytes!("../../../../fuzz/corpus/carried/lossy.webp");
const LOSSLESS: &[u8] = include_bytes!("../../../../fuzz/corpus/carried/lossless.webp");
const ALPHA: &[u8] = include_bytes!("../../../../fuzz/corpus/carried/alpha.webp");
const MOVING: &[u8] = include_bytes!("../../../../fuzz/corpus/carried/moving.webp");
const GIF: &[u8] = include_bytes!("../../../../fuzz/corpus/carried/moving.gif");

/// Those that can carry something.
const CARRIERS: [&[u8]; 7] = [JPEG, PROGRESSIVE, PNG, LOSSY, LOSSLESS, ALPHA, MOVING];

/// Bytes that compress as badly as a zip does.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// What one of the pictures above is coded as: all that has to stay, in one piece.
fn pixels(picture: &[u8]) -> &[u8] {
    let start: &[u8] = match format(picture) {
        Some(Format::Jpeg) => b"\xff\xdb",
        Some(Format::Png) => b"IDAT",
        // A header is written for those that have none.
        _ if picture[12..].starts_with(b"VP8X") => &picture[30..],
        _ => b"VP8",
    };
    let start = (0..picture.len()).find(|at| picture[*at..].starts_with(start));
    &picture[start.unwrap()..]
}

#[test]
fn large_payloads_of_many_segments_come_back() {
    let payload = noise(150_000);
    for file in CARRIERS {
        let carrying = embed(file, Some(&payload), None).unwrap();
        assert_eq!(extract(&carrying), Ok(Some(payload.clone())));
        // base64 and packing cost less than 2 %, segments and chunks nearly nothing.
        assert!(carrying.len() < file.len() + 153_500, "{}", carrying.len());
    }
    // What packs well is not taken for a bomb.
    let zeros = vec![0; 100_000];
    let carrying = embed(PNG, Some(&zeros), None).unwrap();
    assert_eq!(extract(&carrying), Ok(Some(zeros)));
}

#[test]
fn full_segments_and_long_descriptions_come_back() {
    // A segment's 65,533 bytes less the identifier, two numbers and the checksum.
    for length in 65_514..=65_516 {
        let carrying = embed(JPEG, Some(&noise(length)), Some(&"&".repeat(7_000))).unwrap();
        assert_eq!(extract(&carrying), Ok(Some(noise(length))));
        let text = description(&carrying).unwrap().unwrap();
        assert!(text.len() == LONGEST_DESCRIPTION && text.ends_with("&…"));
        let count = carrying.windows(10).filter(|part| part == b"MemeForge\0");
        assert_eq!(count.count(), if length == 65_516 { 2 } else { 1 });
    }
}

#[test]
fn what_carries_nothing_says_so() {
    for file in CARRIERS.into_iter().chain([GIF, b"", b"BM", b"<svg/>"]) {
        assert_eq!(extract(file), Ok(None));
        assert_eq!(description(file), Ok(None));
    }
    // Coded pixels that look like a part of one.
    let start = (0..JPEG.len()).find(|at| JPEG[*at..].starts_with(b"\xff\xda"));
    let pixels = start.unwrap() + 14;
    let file = [&JPEG[..pixels], b"..MemeForge\0", &JPEG[pixels..]].concat();
    assert_eq!(extract(&file), Ok(None));
    for file in [GIF, b"", b"BM", b"<svg/>"] {
        assert_eq!(embed(file, Some(b""), None), Err(CarriedError::CannotCarry));
    }
}

#[test]
fn a_description_alone_takes_a_meme_that_was_there_out() {
    for file in CARRIERS {
        let carrying = embed(file, Some(b"meme"), Some("text")).unwrap();
        let described = embed(&carrying, None, Some("other")).unwrap();
        assert_eq!(extract(&described), Ok(None));
        assert_eq!(description(&described), Ok(Some("other".to_owned())));
    }
}

#[test]
fn a_damaged_payload_is_an_error() {
    let payload = noise(70_000);
    for file in CARRIERS {
        let carrying = embed(file, Some(&payload), None).unwrap();
        for at in (2..carrying.len()).step_by(1_999) {
            let mut damaged = carrying.clone();
            damaged[at] ^= 0x55;
            match extract(&damaged) {
                // Where it does not matter, or where nothing tells that there was a meme.
                Ok(found) => assert!(found.is_none_or(|found| found == payload), "{at}"),
                Err(error) => assert_eq!(error, CarriedError::PayloadDamaged),
            }
        }
        // Cut off within it.
        let half = &carrying[..carrying.len() / 2];
        assert_eq!(extract(half), Err(CarriedError::PayloadDamaged));
    }
}

#[test]
fn missing_and_mixed_segments_are_an_error() {
    let carrying = embed(JPEG, Some(&noise(200_000)), None).unwrap();
    let is_segment = |at: &usize| carrying[*at..].starts_with(b"\xff\xe9\xff\xffMemeForge\0");
    let starts: Vec<usize> = (0..carrying.len()).filter(is_segment).collect();
    assert_eq!(starts.len(), 3);
    let length = starts[1] - starts[0];
    let mut missing = carrying.clone();
    missing.drain(starts[1]..starts[2]);
    assert_eq!(extract(&missing), Err(CarriedError::PayloadDamaged));
    let mut mixed = carrying.clone();
    mixed[starts[0]..starts[2]].rotate_left(length);
    assert_eq!(extract(&mixed), Err(CarriedError::PayloadDamaged));
    let mut twice = carrying.clone();
    twice.splice(
        starts[1]..starts[1],
        carrying[starts[0]..starts[1]].to_vec(),
    );
    assert_eq!(extract(&twice), Err(CarriedError::PayloadDamaged));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let text = vec![b'A'; 4 << 20];
    let mut chunk = b"iTXtmemeforge\0\x01\0\0\0".to_vec();
    chunk.extend(miniz_oxide::deflate::compress_to_vec_zlib(&text, 1));
    let mut file = PNG[..33].to_vec();
    file.extend((chunk.len() as u32 - 4).to_be_bytes());
    file.extend(&chunk);
    file.extend(crc32(&chunk).to_be_bytes());
    file.extend(&PNG[33..]);
    assert!(file.len() < 100_000);
    assert_eq!(extract(&file), Err(CarriedError::PayloadDamaged));
}

#[test]
fn an_extended_webp_has_the_size_of_its_pixels() {
    // 6 × 4 pixels, with the flag for XMP, and for transparency where there is some.
    for (file, flags) in [
        (LOSSY, 0x04),
        (LOSSLESS, 0x04),
        (ALPHA, 0x14),
        (MOVING, 0x06),
    ] {
        let carrying = embed(file, Some(b""), Some("a")).unwrap();
        assert_eq!(carrying[12..16], *b"VP8X");
        assert_eq!(carrying[20..30], [flags, 0, 0, 0, 5, 0, 0, 3, 0, 0]);
        assert_eq!(
            embed(&carrying, Some(b""), None).unwrap()[20],
            flags & !0x04
        );
    }
}

#[test]
fn segments_of_others_keep_their_places() {
    let exif = [&b"\xff\xe1\0\x22Exif\0\0"[..], &exif::tiff(6)].concat();
    let jpeg = [&JPEG[..20], &exif, &JPEG[20..]].concat();
    assert_eq!(JPEG[2..4], [0xFF, 0xE0]);
    let carrying = embed(&jpeg, Some(b"meme"), Some("text")).unwrap();
    assert!(carrying.starts_with(&jpeg[..20 + exif.len()]));
    assert!(carrying.ends_with(&JPEG[20..]));
    // Somebody else's XMP stays if there is nothing for its place.
    let theirs = b"\xff\xe1\0\x25http://ns.adobe.com/xap/1.0/\0theirs";
    let jpeg = [&JPEG[..20], theirs, &JPEG[20..]].concat();
    let kept = embed(&jpeg, Some(b"meme"), None).unwrap();
    assert!(contains(&kept, theirs));
    let replaced = embed(&jpeg, Some(b"meme"), Some("text")).unwrap();
    assert!(!contains(&replaced, theirs));
}

#[test]
fn errors_are_sentences() {
    for error in [
        CarriedError::CannotCarry,
        CarriedError::NotCleanable,
        CarriedError::CutOff,
        CarriedError::Damaged,
        CarriedError::PayloadDamaged,
        CarriedError::TooLarge,
    ] {
        let text = error.to_string();
        assert!(text.ends_with('.') && text.contains(". "), "{text}");
    }
}

/// What kind of picture a file is. None where it has not all that it should.
fn kind_of(file: &[u8]) -> Option<Kind> {
    let inspected = inspect(Cursor::new(file)).ok()?;
    inspected.repair.is_none().then_some(inspected.kind)
}

proptest! {
    #[test]
    fn what_was_embedded_is_extracted(
        which in 0..CARRIERS.len(),
        payload in vec(any::<u8>(), 0..3_000),
        earlier in vec(any::<u8>(), 0..300),
        text in prop::option::of(any::<String>()),
        earlier_text in prop::option::of(any::<String>()),
    ) {
        let file = CARRIERS[which];
        let carrying = embed(file, Some(&payload), text.as_deref()).unwrap();
        prop_assert_eq!(extract(&carrying), Ok(Some(payload.clone())));
        prop_assert_eq!(description(&carrying), Ok(text.as_deref().map(shortened)));
        prop_assert!(contains(&carrying, pixels(file)));
        let kind = kind_of(&carrying);
        prop_assert_eq!(kind, kind_of(file));
        prop_assert!(matches!(kind, Some(Kind::Raster(_))));
        // Once more leaves one.
        let before = embed(file, Some(&earlier), earlier_text.as_deref()).unwrap();
        prop_assert_eq!(embed(&before, Some(&payload), text.as_deref()), Ok(carrying.clone()));
        // And cleaning leaves none.
        let cleaned = without_personal(&carrying).unwrap();
        prop_assert_eq!(extract(&cleaned), Ok(None));
        prop_assert_eq!(description(&cleaned), Ok(None));
        prop_assert!(contains(&cleaned, pixels(file)));
        prop_assert_eq!(kind_of(&cleaned), kind);
    }

    #[test]
    fn any_bytes_give_an_answer(
        which in 0_usize..6,
        bytes in vec(any::<u8>(), 0..300),
    ) {
        let starts: [&[u8]; 6] = [b"", &PNG[..8], &JPEG[..3], &LOSSY[..12], &GIF[..13], b"\xff\xd8\xff\xe9\0\x10MemeForge\0"];
        answers(&[starts[which], &bytes].concat())?;
    }

    #[test]
    fn a_damaged_file_gives_an_answer(
        which in 0..=CARRIERS.len(),
        damage in vec((any::<Index>(), any::<u8>()), 0..8),
        cut in any::<Index>(),
    ) {
        let mut file = match CARRIERS.get(which) {
            Some(file) => embed(file, Some(b"a small payload"), Some("a <text>")).unwrap(),
            None => GIF.to_vec(),
        };
        for (at, byte) in damage {
            let at = at.index(file.len());
            file[at] = byte;
        }
        answers(&file)?;
        answers(&file[..cut.index(file.len())])?;
    }
}

/// Every function answers, and what it makes of a file is one that it reads again.
fn answers(file: &[u8]) -> Result<(), TestCaseError> {
    let _ = extract(file);
    let _ = description(file);
    if let Ok(carrying) = embed(file, Some(b"meme"), Some("text")) {
        prop_assert_eq!(extract(&carrying), Ok(Some(b"meme".to_vec())));
        prop_assert_eq!(description(&carrying), Ok(Some("text".to_owned())));
        prop_assert_eq!(embed(&carrying, Some(b"meme"), Some("text")), Ok(carrying));
    }
    if let Ok(cleaned) = without_personal(file) {
        prop_assert_eq!(without_personal(&cleaned), Ok(cleaned));
    }
    Ok(())
}
