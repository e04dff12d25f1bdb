use proptest::prelude::*;

use super::*;

const LIMITS: Limits = Limits {
    most_files: 10,
    largest_total: 1 << 20,
};

fn open(zip: &[u8]) -> Result<Zip<'_>, ZipError> {
    Zip::open(zip, LIMITS, |_| true)
}

/// A zip with one file of this name, whatever it is: neither place nor checksum depends on it.
fn named(name: &str) -> Vec<u8> {
    let usual = "x".repeat(name.len());
    let mut zip = write(&[(&usual, b"")]).unwrap();
    for at in 0..=zip.len() - name.len() {
        if zip[at..].starts_with(usual.as_bytes()) {
            zip[at..at + name.len()].copy_from_slice(name.as_bytes());
        }
    }
    zip
}

/// A zip of one deflated file, which says that it has `size` bytes and this checksum.
fn deflated(data: &[u8], size: u32, crc: u32) -> Vec<u8> {
    let packed = miniz_oxide::deflate::compress_to_vec(data, 9);
    let mut zip = write(&[("a", packed)]).unwrap();
    let directory = zip.windows(4).position(|bytes| bytes == b"PK\x01\x02");
    let directory = directory.unwrap();
    zip[directory + 10] = 8;
    zip[directory + 16..directory + 20].copy_from_slice(&crc.to_le_bytes());
    zip[directory + 24..directory + 28].copy_from_slice(&size.to_le_bytes());
    zip
}

#[test]
fn names_that_lead_elsewhere_are_neither_read_nor_written() {
    for name in ["/a", "../a", "a/../b", "a\\b", "C:a", "a\0b", ".."] {
        let error = ZipError::Name(name.to_owned());
        assert_eq!(open(&named(name)).err(), Some(error.clone()));
        assert_eq!(write(&[(name, b"")]), Err(error));
    }
    assert!(open(&named("a/..b")).is_ok());
    assert!(write(&[("a".repeat(70_000), b"")]).is_err());
    assert!(write(&[("a", b"1"), ("a", b"2")]).is_err());
}

#[test]
fn a_bomb_does_not_go_off() {
    let zeros = vec![0; 1 << 20];
    let crc = crc32(&zeros);
    let honest = deflated(&zeros, 1 << 20, crc);
    assert!(honest.len() < 2000);
    let mut zip = open(&honest).unwrap();
    assert_eq!(
        zip.unpack("a", (1 << 20) - 1),
        Err(ZipError::TooLarge("a".to_owned()))
    );
    assert_eq!(zip.unpack("a", 1 << 20), Ok(Some(zeros.clone())));
    // That was all that may be unpacked of it.
    assert_eq!(
        zip.unpack("a", 1 << 20),
        Err(ZipError::TooLarge("a".to_owned()))
    );
    let liar = deflated(&zeros, 100, crc);
    assert_eq!(
        open(&liar).unwrap().unpack("a", 100),
        Err(ZipError::Damaged)
    );
    let boaster = deflated(b"a", 1 << 19, crc32(b"a"));
    assert_eq!(
        open(&boaster).unwrap().unpack("a", 1 << 20),
        Err(ZipError::Damaged)
    );
    let wrong = deflated(&zeros, 1 << 20, !crc);
    assert_eq!(
        open(&wrong).unwrap().unpack("a", 1 << 20),
        Err(ZipError::Damaged)
    );
}

#[test]
fn what_is_not_wanted_is_passed_over() {
    let files = ["a", "b", "c"].map(|name| (name, name));
    let zip = write(&files).unwrap();
    let mut zip = Zip::open(&zip, LIMITS, |name| name != "b").unwrap();
    assert_eq!(zip.names().collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(zip.unpack("b", 9), Ok(None));
    assert_eq!(zip.unpack("c", 9), Ok(Some(b"c".to_vec())));
}

proptest! {
    #[test]
    fn what_was_written_is_read(
        files in prop::collection::btree_map("[a-zä猫/.]{1,9}", prop::collection::vec(any::<u8>(), 0..99), 0..9),
    ) {
        let files: Vec<_> = (files.into_iter())
            .filter(|(name, _)| !leads_elsewhere(name) && !name.ends_with('/'))
            .collect();
        let zip = write(&files).unwrap();
        let mut zip = open(&zip).unwrap();
        prop_assert_eq!(zip.names().count(), files.len());
        for (name, data) in files {
            prop_assert_eq!(zip.unpack(&name, 100), Ok(Some(data)));
        }
    }
}
