use proptest::prelude::*;

use super::*;
use crate::document::{Color, Face, FontSize, Preset, Surround};

/// The link of `meme`, as the first version made it.
const LINK: &str = "#1.dYwxDsIwEAS_Ym19RVBEgZ9AwQcQQpZzwhYkjuyzEmHd30noU-0WM9MgsBgKCANswxy91Mz7LfH738DxFTbq0nWEJQ4SYE_9uVdVwgp7b4jlWdw4fzZecmWC8Lp3b8k471OdhMyUzOKE8-jyG0rH0rUWMRLYeCfQh_4A";

fn meme() -> SharedMeme {
    SharedMeme {
        template: Some("ds".to_owned()),
        document: Document::example(),
    }
}

fn fragment(json: &str) -> String {
    pack(json.as_bytes())
}

/// What is left of a document on its way.
fn expected(mut document: Document) -> Document {
    document.picture.id = PictureId(0);
    document.picture.name.clear();
    document
}

#[test]
fn a_meme_comes_back_without_the_name_of_its_picture() {
    let meme = meme();
    let read = decode(&encode(&meme)).unwrap();
    assert_eq!(read.template, meme.template);
    assert_eq!(read.document, expected(meme.document));
}

#[test]
fn all_presets_and_surrounds_come_back() {
    for preset in Preset::ALL {
        let mut meme = meme();
        meme.template = None;
        preset.apply(&mut meme.document, &[TextId::FIRST]);
        let once = decode(&encode(&meme)).unwrap();
        assert_eq!(once.document.texts[0].look, meme.document.texts[0].look);
        assert_eq!(once.document.surround, meme.document.surround);
        assert_eq!(decode(&encode(&once)).unwrap(), once);
    }
}

#[test]
fn links_are_short() {
    let mut meme = meme();
    assert!(encode(&meme).len() < 200, "{}", encode(&meme).len());
    // Two texts of somebody who has dragged, turned and coloured both, in a frame.
    for (text_box, text) in meme.document.texts.iter_mut().zip([
        "When the tests are green but nobody knows why",
        "Ship it on a Friday afternoon, what could go wrong?",
    ]) {
        text_box.text = text.to_owned();
        text_box.is_sample = false;
        text_box.frame.x = 0.123_456_789_012_345_6;
        text_box.frame.y += 0.012_345_678_901_234_5;
        text_box.frame.width = 0.765_432_109_876_543_2;
        text_box.angle = 0.087_266_462_599_716_5;
        text_box.look.size = FontSize::Fixed(0.105);
        text_box.look.fill = Color::YELLOW;
        text_box.look.font.face = Face::Own("Comic Sans MS.ttf".to_owned());
        text_box.look.shadow.opacity = 0.6;
    }
    meme.document.set_surround(Surround::DEMOTIVATIONAL);
    assert!(encode(&meme).len() < 600, "{}", encode(&meme).len());
}

#[test]
fn a_link_of_today_is_read_for_ever() {
    assert_eq!(encode(&meme()), LINK);
    assert_eq!(decode(LINK).unwrap().document, expected(meme().document));
}

#[test]
fn says_what_is_wrong() {
    assert_eq!(decode("#2.abc"), Err(ShareLinkError::Newer));
    assert_eq!(decode("#0.abc"), Err(ShareLinkError::Damaged));
    for damaged in ["", "#", "#main", "#1.", "#1.$", "#+1.q1", "#1.AAAA"] {
        assert_eq!(decode(damaged), Err(ShareLinkError::Damaged), "{damaged}");
    }
    let link = encode(&meme());
    for end in 0..link.len() {
        assert_eq!(decode(&link[..end]), Err(ShareLinkError::Damaged));
    }
    assert_eq!(
        decode(&format!("#1.{}", "A".repeat(LONGEST_FRAGMENT))),
        Err(ShareLinkError::TooLong)
    );
    let bomb = format!("{{\"t\":\"{}\"}}", "a".repeat(LONGEST_JSON));
    assert!(fragment(&bomb).len() < 10_000);
    assert_eq!(decode(&fragment(&bomb)), Err(ShareLinkError::TooLong));
}

#[test]
fn hostile_content_is_a_meme_or_an_error() {
    for json in [
        "5",
        "{\"d\":5}",
        "{\"x\":[5]}",
        "{\"d\":{\"picture\":null}}",
        "{\"d\":{\"surround\":{\"top\":1e999}}}",
        "{\"x\":[{\"frame\":{\"x\":\"1\"}}]}",
        "{\"x\":[{\"id\":-1}]}",
        "{\"t\":\"../etc\"}",
    ] {
        assert_eq!(
            decode(&fragment(json)),
            Err(ShareLinkError::Damaged),
            "{json}"
        );
    }
    let deep = format!(
        "{{\"d\":{}1{}}}",
        "{\"a\":".repeat(100_000),
        "}".repeat(100_000)
    );
    assert_eq!(decode(&fragment(&deep)), Err(ShareLinkError::Damaged));
    let tamed = |json| decode(&fragment(json)).unwrap().document;
    let document =
        tamed("{\"d\":{\"picture\":{\"name\":\"secret\",\"size\":{\"width\":4294967295}}}}");
    assert_eq!(document.picture.name, "");
    assert_eq!(document.picture.size.width, limits::LONGEST_SIDE);
    assert_eq!(document.texts.len(), 2);
    // What is not known here is passed over.
    assert_eq!(tamed("{\"d\":{\"new\":1},\"n\":[]}").texts.len(), 2);
    let many = format!("{{\"x\":[{}{{}}]}}", "{},".repeat(100_000));
    assert_eq!(tamed(&many).texts.len(), limits::MOST_TEXTS);
}

proptest! {
    #[test]
    fn what_was_read_is_written_as_it_was(
        texts in prop::collection::vec((any::<String>(), -2.0..2.0, -3.2..3.2, any::<[u8; 3]>()), 0..5),
        room in 0.0..1.0,
    ) {
        let mut document = Document::example();
        document.set_surround(Surround::CAPTION.with_room(room));
        for (id, (text, x, angle, [r, g, b])) in (0..).map(TextId).zip(texts) {
            if document.text(id).is_none() {
                document.texts.push(TextBox::new(id, FractionRect::default()));
            }
            let text_box = document.text_mut(id).unwrap();
            text_box.text = text;
            text_box.frame.x = x;
            text_box.angle = angle;
            text_box.look.fill = Color { r, g, b };
        }
        let document = document.sanitized();
        let once = decode(&encode(&SharedMeme { template: None, document: document.clone() })).unwrap();
        for (read, written) in once.document.texts.iter().zip(&document.texts) {
            prop_assert_eq!(&read.text, &written.text);
            prop_assert_eq!(read.look.fill, written.look.fill);
            prop_assert!((read.frame.x - written.frame.x).abs() < 1e-6);
        }
        prop_assert_eq!(once.document.texts.len(), document.texts.len());
        prop_assert_eq!(decode(&encode(&once)).unwrap(), once);
    }

    #[test]
    fn any_fragment_gives_an_answer(
        text in "\\PC*",
        packed in prop::collection::vec(any::<u8>(), 0..64),
        json in "[\\[\\]{}\",:txd0-9e. -]{0,40}",
    ) {
        let _ = decode(&text);
        let _ = decode(&format!("#1.{}", URL_SAFE_NO_PAD.encode(packed)));
        let _ = decode(&fragment(&json));
    }
}
