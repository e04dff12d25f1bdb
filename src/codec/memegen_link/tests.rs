use proptest::prelude::*;

use super::*;

/// Lines and what memegen makes of them: its own `app/tests/test_utils_text.py`.
const MEMEGENS: [(&[&str], &str); 13] = [
    (&["hello world"], "hello_world"),
    (&["?%#/&\\<>"], "~q~p~h~s~a~b~l~g"),
    (&["a/b", "c"], "a~sb/c"),
    (&["variable_name"], "variable__name"),
    (&["variable-name"], "variable--name"),
    (&["foo\nbar"], "foo~nbar"),
    (&["def data() -> Dict"], "def_data()_--~g_Dict"),
    (&["finish <- start"], "finish_~l--_start"),
    (
        &["That's not how \"this\" works"],
        "That's_not_how_''this''_works",
    ),
    (&["git commit --no-verify"], "git_commit_----no--verify"),
    (
        &["_username likes _charname"],
        "__username_likes___charname",
    ),
    (&["underscore_ dash-"], "underscore__-dash--"),
    (&["kill -9"], "kill_--9"),
];

fn parsed(link: &str) -> MemeLink {
    parse(link).unwrap().unwrap()
}

#[test]
fn writes_and_reads_what_memegen_does() {
    for (lines, slug) in MEMEGENS {
        assert_eq!(link_path("x", lines), format!("/m/x/{slug}"));
        assert_eq!(parsed(&format!("/images/x/{slug}.png")).lines, lines);
    }
    // Links of its documentation.
    for (link, id, lines) in [
        ("/images/ds.png", "ds", vec![]),
        (
            "/images/ugandanknuck/~hspecial_characters~q/underscore__-dash--_%F0%9F%91%8D.png",
            "ugandanknuck",
            vec!["#special characters?", "underscore_ dash- 👍"],
        ),
        (
            "/images/ds/The_dress_is_black_and_blue./The_dress_is_gold_and_white..jpg",
            "ds",
            vec![
                "The dress is black and blue.",
                "The dress is gold and white.",
            ],
        ),
        ("/images/aag/_/aliens.png", "aag", vec!["", "aliens"]),
    ] {
        assert_eq!(parsed(link).id, id);
        assert_eq!(parsed(link).lines, lines);
    }
}

#[test]
fn a_line_that_the_grammar_cannot_say_is_percent_encoded_twice() {
    for (line, segment) in [
        ("~q", "%257Eq"),
        ("it''s", "it%2527%2527s"),
        ("a  b", "a_%2520b"),
        (" ", "%2520"),
        (".", "%252E"),
        ("..", ".%252E"),
        ("me.PNG", "me%252EPNG"),
        ("a - b", "a_%252D_b"),
        ("\r", "%0D"),
    ] {
        assert_eq!(encode_line(line), segment);
        assert_eq!(decode_line(segment).as_deref(), Ok(line));
    }
}

#[test]
fn percent_encoding_by_others_changes_nothing() {
    assert_eq!(decode_line("%27%27so%27%27").as_deref(), Ok("\"so\""));
    assert_eq!(decode_line("why%5Fnot%7Eq").as_deref(), Ok("why not?"));
    // What begins no percent-encoding stands for itself.
    assert_eq!(decode_line("100%_%zz_%2541").as_deref(), Ok("100% %zz %41"));
    assert_eq!(decode_line("%").as_deref(), Ok("%"));
    assert_eq!(decode_line("%FF"), Err(LinkError::NotText));
}

#[test]
fn an_address_ends_in_what_chats_take_for_its_end() {
    assert_eq!(link_path("x", &["Really.", "Wow!"]), "/m/x/Really./Wow%21");
    assert_eq!(link_path("x", &["", ""]), "/m/x");
}

#[test]
fn the_query_is_understood() {
    let link = parsed(
        "/m/x/a.WebP?color=red,%23fff&font=comic+neue&style=a,b&style=c&layout=top&width=800&height=9&token=%FF#end",
    );
    assert_eq!(link.ending, Some(Ending::WebP));
    assert_eq!(link.lines, ["a"]);
    assert_eq!(link.colors, ["red", "#fff"]);
    assert_eq!(link.font.as_deref(), Some("comic neue"));
    assert_eq!(link.styles, ["a", "b", "c"]);
    assert!(link.layout_top);
    assert_eq!((link.width, link.height), (Some(800), None));
}

#[test]
fn says_what_is_wrong() {
    let long = "a".repeat(LONGEST_PATH);
    assert_eq!(parse(&format!("/m/x/{long}")), Err(LinkError::TooLong));
    assert_eq!(parse(&format!("/m/x?{long}a")), Err(LinkError::TooLong));
    let many = "/a".repeat(MOST_LINES + 1);
    assert_eq!(parse(&format!("/m/x{many}")), Err(LinkError::TooManyLines));
    assert_eq!(parse("/m/../a"), Err(LinkError::Id));
    assert_eq!(parse("/m/%2e/a"), Err(LinkError::Id));
    assert_eq!(parse("/m/x/%C3"), Err(LinkError::NotText));
    assert_eq!(parse("/m/x?font=%C3"), Err(LinkError::NotText));
    for other in [
        "",
        "/",
        "/m",
        "/m/",
        "/images",
        "/images/?a",
        "/memes/x",
        "m/x",
    ] {
        assert_eq!(parse(other), Ok(None), "{other}");
    }
}

/// Lines in which the grammar's own characters are frequent.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-_~' \"./%qpngs2750DEFe\n]{0,12}",
        "[a-c _-]{0,16}",
        "[ab]{0,3}\\.(png|jpe?g|GIF|webp)",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn lines_are_read_as_they_were_written(lines in prop::collection::vec(line(), 0..6), ending in prop::bool::ANY) {
        let path = link_path("x-1", &lines);
        prop_assert!(path.is_ascii());
        let link = parsed(&if ending { format!("{path}.jpeg") } else { path });
        let count = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        prop_assert_eq!(&link.lines, &lines[..count]);
        prop_assert_eq!(link.ending.is_some(), ending);
        prop_assert_eq!(link.id, "x-1");
    }

    #[test]
    fn a_segment_is_no_more_than_one(line in line()) {
        let segment = encode_line(&line);
        prop_assert!(!segment.contains(['/', '?', '#']));
        prop_assert!(segment != "." && segment != ".." && !segment.is_empty());
        prop_assert_eq!(decode_line(&segment), Ok(line));
    }

    #[test]
    fn any_address_gives_an_answer(rest in "\\PC*") {
        let _ = parse(&rest);
        let _ = parse(&format!("/m/x/{rest}"));
    }
}
