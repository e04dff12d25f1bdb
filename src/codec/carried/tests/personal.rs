//! What tells about people goes wherever it is, and what a picture looks like stays.

use super::*;

/// Planted in every place that has room for it.
const SECRET: &[u8] = b"52.516 N, 13.377 E, by Ada with a Nikon";

/// A TIFF structure with an orientation between other entries, and a thumbnail behind them.
fn exif_of_a_camera(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x03".to_vec();
    tiff.extend(b"\x01\x0f\0\x02\0\0\0\x27\0\0\0\x32");
    tiff.extend(b"\x01\x12\0\x03\0\0\0\x01\0\0\0\0");
    // A value of 16 bits is at the start of its 4 bytes.
    tiff[30..34].copy_from_slice(&[0, orientation, 0, 0]);
    tiff.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x32");
    tiff.extend(b"\0\0\0\0");
    tiff.extend(SECRET);
    tiff.extend(b"\xff\xd8\xff\xdb thumbnail \xff\xd9");
    tiff
}

fn segment(marker: u8, parts: &[&[u8]]) -> Vec<u8> {
    let data = parts.concat();
    let mut segment = vec![0xFF, marker];
    segment.extend((data.len() as u16 + 2).to_be_bytes());
    segment.extend(data);
    segment
}

const PROFILE: &[u8] = b"ICC_PROFILE\0\x01\x01 profile";
const ADOBE: &[u8] = b"Adobe\0\x64\0\0\0\0\x01";

fn jpeg_of_a_camera(orientation: u8) -> Vec<u8> {
    let mut file = vec![0xFF, 0xD8];
    // JFIF with a thumbnail of 13 × 1 pixels, which is the secret.
    file.extend(segment(
        0xE0,
        &[b"JFIF\0\x01\x02\0\0\x01\0\x01\x0d\x01", SECRET],
    ));
    file.extend(segment(0xE0, &[b"JFXX\0\x10", SECRET]));
    file.extend(segment(
        0xE1,
        &[b"Exif\0\0", &exif_of_a_camera(orientation)],
    ));
    file.extend(segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", SECRET]));
    file.extend(segment(
        0xE1,
        &[b"http://ns.adobe.com/xmp/extension/\0", SECRET],
    ));
    file.extend(segment(0xE2, &[PROFILE]));
    file.extend(segment(0xE2, &[b"MPF\0MM\0*", SECRET]));
    file.extend(segment(0xE2, &[b"urn:iso:std:iso:ts:21496:-1\0", SECRET]));
    for marker in 0xE3..=0xED {
        file.extend(segment(marker, &[b"JP Photoshop 3.0\0", SECRET]));
    }
    file.extend(segment(0xEE, &[ADOBE, SECRET]));
    file.extend(segment(0xEE, &[SECRET]));
    file.extend(segment(0xEF, &[SECRET]));
    file.extend(segment(0xFE, &[SECRET]));
    file.extend(segment(0x02, &[SECRET]));
    // Filling, and what is no segment.
    file.extend(b"\xff\xff");
    file.extend(&PROGRESSIVE[2..PROGRESSIVE.len() - 2]);
    file.extend(segment(0xFE, &[SECRET]));
    file.extend([0xFF, 0xD9]);
    // Further pictures of MPF, and the film of a Motion Photo.
    file.extend(JPEG);
    file.extend(b"MotionPhoto_Data");
    file.extend(SECRET);
    file
}

fn chunk(kind: [u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let data = [&kind[..], &parts.concat()].concat();
    let mut chunk = (data.len() as u32 - 4).to_be_bytes().to_vec();
    chunk.extend(&data);
    chunk.extend(crc32(&data).to_be_bytes());
    chunk
}

fn png_of_a_camera(orientation: u8) -> Vec<u8> {
    let mut file = PNG[..33].to_vec();
    file.extend(chunk(*b"gAMA", &[&[0, 0, 0xB1, 0x8F]]));
    file.extend(chunk(*b"iCCP", &[b"name\0\0 profile"]));
    file.extend(chunk(*b"tEXt", &[b"Author\0", SECRET]));
    file.extend(chunk(*b"zTXt", &[b"Raw profile type exif\0\0", SECRET]));
    file.extend(chunk(*b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", SECRET]));
    file.extend(chunk(*b"tIME", &[b"\x07\xea\x0b\x19\x0a\x28\0"]));
    file.extend(chunk(*b"iDOT", &[SECRET]));
    file.extend(chunk(*b"caBX", &[SECRET]));
    file.extend(&PNG[33..PNG.len() - 12]);
    file.extend(chunk(*b"eXIf", &[&exif_of_a_camera(orientation)]));
    file.extend(chunk(*b"tEXt", &[b"Comment\0", SECRET]));
    file.extend(&PNG[PNG.len() - 12..]);
    file.extend(SECRET);
    file
}

fn riff_chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = kind.to_vec();
    chunk.extend((data.len() as u32).to_le_bytes());
    chunk.extend(data);
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    chunk
}

fn webp_of_a_camera(orientation: u8, prefix: &[u8]) -> Vec<u8> {
    let mut file = b"RIFF\0\0\0\0WEBP".to_vec();
    file.extend(riff_chunk(*b"VP8X", &[0x2C, 1, 2, 3, 5, 0, 0, 3, 0, 0, 77]));
    file.extend(riff_chunk(*b"ICCP", b"profile"));
    file.extend(&LOSSLESS[12..]);
    file.extend(riff_chunk(
        *b"EXIF",
        &[prefix, &exif_of_a_camera(orientation)].concat(),
    ));
    file.extend(riff_chunk(*b"XMP ", SECRET));
    file.extend(riff_chunk(*b"what", SECRET));
    let length = file.len() as u32 - 8;
    file[4..8].copy_from_slice(&length.to_le_bytes());
    file.extend(SECRET);
    file
}

/// Of which nothing may be found afterwards.
fn assert_impersonal(cleaned: &[u8]) {
    for planted in [
        &SECRET[..12],
        b"Nikon",
        b"thumbnail",
        b"MotionPhoto",
        b"MPF",
    ] {
        assert!(!contains(cleaned, planted), "{:?}", cleaned.escape_ascii());
    }
    inspect(Cursor::new(cleaned)).unwrap();
}

#[test]
fn a_jpeg_keeps_its_pixels_its_colours_and_its_orientation() {
    for orientation in 1..=8 {
        let cleaned = without_personal(&jpeg_of_a_camera(orientation)).unwrap();
        assert_impersonal(&cleaned);
        let mut expected = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0".to_vec();
        if orientation > 1 {
            expected.extend(segment(0xE1, &[b"Exif\0\0", &exif::tiff(orientation)]));
        }
        expected.extend(segment(0xE2, &[PROFILE]));
        expected.extend(segment(0xEE, &[ADOBE]));
        expected.extend(&PROGRESSIVE[2..]);
        assert_eq!(
            cleaned.escape_ascii().to_string(),
            expected.escape_ascii().to_string()
        );
    }
}

#[test]
fn a_png_keeps_its_pixels_its_colours_and_its_orientation() {
    for orientation in 1..=8 {
        let cleaned = without_personal(&png_of_a_camera(orientation)).unwrap();
        assert_impersonal(&cleaned);
        let coded = pixels(PNG).split_last_chunk::<12>().unwrap().0;
        assert!(contains(&cleaned, coded));
        assert!(contains(&cleaned, b"gAMA") && contains(&cleaned, b"iCCP"));
        assert!(!contains(&cleaned, b"tIME"));
        let exif = chunk(*b"eXIf", &[&exif::tiff(orientation)]);
        assert_eq!(contains(&cleaned, &exif), orientation > 1);
        // It stays behind the pixels, where browsers do not look for it, or before them.
        let end = cleaned.len() - 12;
        assert_eq!(cleaned[..end].ends_with(&exif), orientation > 1);
        let camera = exif_of_a_camera(orientation);
        let before = [&PNG[..33], &chunk(*b"eXIf", &[&camera]), &PNG[33..]].concat();
        let after = if orientation > 1 { exif } else { Vec::new() };
        let expected = [&PNG[..33], &after, &PNG[33..]].concat();
        assert_eq!(without_personal(&before), Ok(expected));
    }
}

#[test]
fn a_webp_keeps_its_pixels_its_colours_and_its_orientation() {
    for orientation in 1..=8 {
        for prefix in [&b""[..], b"Exif\0\0"] {
            let cleaned = without_personal(&webp_of_a_camera(orientation, prefix)).unwrap();
            assert_impersonal(&cleaned);
            assert!(contains(&cleaned, pixels(LOSSLESS)));
            assert!(contains(&cleaned, &riff_chunk(*b"ICCP", b"profile")));
            let flags = if orientation > 1 { 0x28 } else { 0x20 };
            assert_eq!(cleaned[16..24], [10, 0, 0, 0, flags, 0, 0, 0]);
            let exif = riff_chunk(*b"EXIF", &exif::tiff(orientation));
            assert_eq!(cleaned.ends_with(&exif), orientation > 1);
        }
    }
}

#[test]
fn a_frame_of_a_webp_keeps_only_its_pixels() {
    assert_eq!(without_personal(MOVING).as_deref(), Ok(MOVING));
    let at = (0..MOVING.len())
        .find(|at| MOVING[*at..].starts_with(b"ANMF"))
        .unwrap();
    let length = u32::from_le_bytes(*MOVING[at + 4..].first_chunk().unwrap());
    let secret = riff_chunk(*b"what", SECRET);
    let mut file = MOVING.to_vec();
    file.splice(
        at + 8 + length as usize..at + 8 + length as usize,
        secret.clone(),
    );
    let longer = length + secret.len() as u32;
    file[at + 4..at + 8].copy_from_slice(&longer.to_le_bytes());
    let all = file.len() as u32 - 8;
    file[4..8].copy_from_slice(&all.to_le_bytes());
    assert_eq!(without_personal(&file).as_deref(), Ok(MOVING));
}

#[test]
fn a_gif_keeps_its_frames_and_how_often_they_play() {
    assert_eq!(without_personal(GIF).as_deref(), Ok(GIF));
    let first = 13 + (3 << ((GIF[10] & 7) + 1));
    let mut secrets = b"\x21\xfe\x27".to_vec();
    secrets.extend(SECRET);
    secrets.extend(b"\0\x21\xff\x0bXMP DataXMP\x27");
    secrets.extend(SECRET);
    secrets.extend(b"\0\x21\x77\x27");
    secrets.extend(SECRET);
    secrets.push(0);
    let end = GIF.len() - 1;
    let file = [
        &GIF[..first],
        &secrets,
        &GIF[first..end],
        &secrets,
        b";",
        SECRET,
    ]
    .concat();
    assert_eq!(without_personal(&file).as_deref(), Ok(GIF));
}

#[test]
fn what_has_nothing_personal_stays_as_it_is() {
    for file in CARRIERS.into_iter().chain([GIF, b"BM, which is a bitmap"]) {
        assert_eq!(without_personal(file).as_deref(), Ok(file));
    }
}

#[test]
fn what_is_not_known_is_not_cleaned() {
    for file in [
        &b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"[..],
        b"",
        b"<svg/>",
        b"%PDF",
    ] {
        assert_eq!(without_personal(file), Err(CarriedError::NotCleanable));
    }
    let critical = [&PNG[..33], &chunk(*b"ABCD", &[]), &PNG[33..]].concat();
    assert_eq!(without_personal(&critical), Err(CarriedError::NotCleanable));
}

#[test]
fn a_file_without_its_end_is_not_cleaned() {
    for file in [JPEG, PNG, LOSSY, GIF] {
        // Of a GIF only what is after the last frame may be missing.
        let end = file.len() - 2;
        assert_eq!(without_personal(&file[..end]), Err(CarriedError::CutOff));
    }
}
