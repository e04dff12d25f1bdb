//! What is told of picture files by their bytes.

use std::io::Cursor;

use proptest::prelude::*;

use super::*;

/// The smallest files of each kind: headers with the size 300 × 200 and an end, but no pixels that would decode.
fn jpeg() -> Vec<u8> {
    let mut file = vec![
        0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0,
    ];
    file.extend([
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xFF, 0, 3, 0xFF, 0xD9,
    ]);
    file
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    file.extend(width.to_be_bytes());
    file.extend(height.to_be_bytes());
    file.extend([8, 2, 0, 0, 0, 1, 2, 3, 4]);
    file.extend(b"\0\0\0\0IEND\xAE\x42\x60\x82");
    file
}

fn gif() -> Vec<u8> {
    let mut file = b"GIF89a\x2c\x01\xc8\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    file.extend(b"\x21\xf9\x04\0\0\0\0\0");
    file.extend(b"\x2c\0\0\0\0\x2c\x01\xc8\0\0\x02\x02\x44\x01\0\x3b");
    file
}

fn webp() -> Vec<u8> {
    let mut file = b"RIFF\x1e\0\0\0WEBPVP8L\x11\0\0\0\x2f".to_vec();
    file.extend((0x12B_u32 | (0xC7 << 14)).to_le_bytes());
    file.extend([0; 13]);
    file
}

fn bmp() -> Vec<u8> {
    let mut file = b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
    file.extend(300_u32.to_le_bytes());
    file.extend(200_u32.to_le_bytes());
    file.resize(0x36, 0);
    file
}

fn inspected(file: &[u8]) -> Result<Kind, PictureError> {
    inspect(Cursor::new(file)).map(|inspected| inspected.kind)
}

/// A file of the tests' fixtures.
fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/end2end/fixtures/cases");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

/// What is there of the pixels of a file, and the file as it is repaired.
fn ended(file: &[u8]) -> (Pixels, Vec<u8>) {
    let Inspected { pixels, repair, .. } = inspect(Cursor::new(file)).unwrap();
    let repaired = repair.map_or_else(|| file.to_vec(), |repair| repair.applied(file));
    (pixels, repaired)
}

#[test]
fn knows_each_kind_by_its_bytes() {
    assert_eq!(inspected(&jpeg()), Ok(Kind::Raster(Format::Jpeg)));
    assert_eq!(inspected(&png(300, 200)), Ok(Kind::Raster(Format::Png)));
    assert_eq!(inspected(&gif()), Ok(Kind::Raster(Format::Gif)));
    assert_eq!(inspected(&webp()), Ok(Kind::Raster(Format::WebP)));
    assert_eq!(inspected(&bmp()), Ok(Kind::Raster(Format::Bmp)));
    assert_eq!(inspected(b"<svg width='9'/>"), Ok(Kind::Svg));
}

#[test]
fn says_what_is_wrong() {
    assert_eq!(inspected(b""), Err(PictureError::Empty));
    let video = PictureError::Other(Media::Video("MP4"));
    assert_eq!(inspected(&fixture("movie.mp4")), Err(video));
    assert_eq!(inspected(&png(0, 5)), Err(PictureError::Damaged));
}

#[test]
fn what_only_some_browsers_show_is_for_them_to_say() {
    for (file, media) in [
        (&b"hello"[..], Media::Unknown),
        (b"%PDF-1.7 ...", Media::Document("PDF")),
        (&fixture("pic.ico"), Media::Picture("ICO")),
        (&fixture("picture.jxl"), Media::Picture("JPEG XL")),
    ] {
        assert_eq!(inspected(file), Ok(Kind::Other(media)));
    }
    assert_eq!(
        Media::Unknown.to_string(),
        PictureError::NotAPicture.to_string()
    );
}

#[test]
fn a_drawing_may_begin_anywhere() {
    for name in ["svg_long_comment.svg", "svg_latin1.svg", "svg_utf16le.svg"] {
        assert_eq!(inspected(&fixture(name)), Ok(Kind::Svg), "{name}");
    }
    let late = [" ".repeat(10_000), "<svg/>".to_owned()].concat();
    assert_eq!(inspected(late.as_bytes()), Ok(Kind::Svg));
}

#[test]
fn a_mark_that_is_missing_is_put_in_its_place() {
    for (name, end) in [
        ("gray.jpg", &b"\xFF\xD9"[..]),
        ("progressive.jpg", b"\xFF\xD9"),
        ("interlaced.png", b"\0\0\0\0IEND\xAE\x42\x60\x82"),
    ] {
        let whole = fixture(name);
        assert_eq!(ended(&whole), (Pixels::Untold, whole.clone()), "{name}");
        // Half of it may be there.
        for missing in 1..=end.len() {
            let cut = &whole[..whole.len() - missing];
            assert_eq!(
                ended(cut),
                (Pixels::Whole, whole.clone()),
                "{name} {missing}"
            );
        }
    }
    let (pixels, repaired) = ended(&fixture("jpg_no_eoi.jpg"));
    assert_eq!(pixels, Pixels::Whole);
    assert!(repaired.ends_with(b"\xFF\xD9"));
    assert_eq!(ended(&fixture("png_no_iend.png")).0, Pixels::Whole);
}

#[test]
fn pixels_that_are_missing_are_missed() {
    for name in [
        "jpg_no_eoi.jpg",
        "gray.jpg",
        "progressive.jpg",
        "interlaced.png",
        "png_no_iend.png",
        "frame.gif",
        "lossy.webp",
        "lossless.webp",
    ] {
        let whole = fixture(name);
        // A few of the last bytes may say nothing about pixels, and from there on none does.
        let mut was_missing = false;
        let last = whole.len() - 2;
        let early = (100..last - 60).rev().step_by(last / 12);
        for end in (last - 60..last).rev().chain(early) {
            let is_missing = ended(&whole[..end]).0 == Pixels::Missing;
            assert!(is_missing || !was_missing, "{name} {end}");
            was_missing |= is_missing;
            assert!(is_missing || whole.len() - end < 24, "{name} {end}");
        }
    }
}

#[test]
fn a_gif_is_missed_only_up_to_its_first_frame() {
    let still = fixture("frame.gif");
    let length = still.len();
    assert_eq!(
        ended(&still[..length - 1]),
        (Pixels::Untold, still[..length - 1].to_vec())
    );
    // The sub-block of no bytes that ends the frame.
    assert_eq!(ended(&still[..length - 2]), (Pixels::Whole, still.clone()));
    let moving = fixture("anim.gif");
    let cut = &moving[..moving.len() - 20];
    assert_eq!(ended(cut), (Pixels::Untold, cut.to_vec()));
}

#[test]
fn lengths_that_are_wrong_are_set_right() {
    for name in ["lossy.webp", "lossless.webp", "anim.webp"] {
        let whole = fixture(name);
        let stated = whole.len() as u32 - 8;
        for wrong in [0, stated - 10, stated + 2, u32::MAX] {
            let mut file = whole.clone();
            file[4..8].copy_from_slice(&wrong.to_le_bytes());
            assert_eq!(
                ended(&file),
                (Pixels::Untold, whole.clone()),
                "{name} {wrong}"
            );
        }
        // What comes after it is not looked at.
        let longer = [&whole[..], b"and more"].concat();
        assert_eq!(ended(&longer), (Pixels::Untold, longer.clone()));
    }
    let avif = fixture("small.avif");
    let mdat = avif.windows(4).position(|name| name == b"mdat").unwrap() - 4;
    let mut longer = avif.clone();
    longer[mdat + 3] += 1;
    assert_eq!(ended(&longer), (Pixels::Untold, avif));
    let (pixels, repaired) = ended(&fixture("bmp_size_plus2.bmp"));
    assert_eq!(
        (pixels, repaired),
        (Pixels::Whole, fixture("bmp_size_plus2.bmp"))
    );
    let bmp = fixture("bmp_size_plus2.bmp");
    assert_eq!(ended(&bmp[..bmp.len() - 1]).0, Pixels::Missing);
}

#[test]
fn what_moves_is_told() {
    for (name, is_animated) in [
        ("anim.gif", true),
        ("anim.png", true),
        ("anim.webp", true),
        ("frame.gif", false),
        ("interlaced.png", false),
        ("lossy.webp", false),
        ("small.avif", false),
    ] {
        let inspected = inspect(Cursor::new(fixture(name))).unwrap();
        assert_eq!(inspected.is_animated, is_animated, "{name}");
    }
}

#[test]
fn a_jpeg_of_many_scans_gives_an_answer_soon() {
    let mut file = b"\xFF\xD8\xFF\xC2\0\x0B\x08\x1F\xFF\x1F\xFF\x01\x01\x11\0".to_vec();
    // One code, which stands for the longest run of empty blocks.
    file.extend(b"\xFF\xC4\0\x14\x10\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xE0");
    let scan = [&b"\xFF\xDA\0\x08\x01\x01\0\x01\x3F\0"[..], &[0; 600]].concat();
    file.extend(scan.repeat(2000));
    let start = std::time::Instant::now();
    ended(&file);
    // Without optimization.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn too_many_pixels_are_refused_by_the_header() {
    let size = PixelSize {
        width: 30_000,
        height: 30_000,
    };
    assert_eq!(
        inspected(&png(30_000, 30_000)),
        Err(PictureError::TooLarge(size))
    );
    assert_eq!(
        PictureError::TooLarge(size).to_string(),
        "This picture is too large: 30,000 × 30,000 pixels. Make it smaller, at most 268 megapixels, and try again."
    );
    assert!(inspected(&png(16_384, 16_384)).is_ok());
    assert!(inspected(&png(LONGEST_SIDE + 1, 1)).is_err());
}

proptest! {
    #[test]
    fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = inspected(&bytes);
    }

    #[test]
    fn a_damaged_file_gives_an_answer(
        which in 0_usize..5,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut file = [jpeg(), png(300, 200), gif(), webp(), bmp()][which].clone();
        for (at, byte) in damage {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let _ = inspected(&file[..cut.index(file.len())]);
        let _ = inspected(&file);
    }
}
