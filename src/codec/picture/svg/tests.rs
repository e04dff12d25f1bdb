//! What is opened and what is refused of drawings.

use proptest::prelude::*;

use super::*;

/// A drawing with this content.
fn drawing(content: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='600' height='400'>{content}</svg>"
    )
}

fn refusal(content: &str) -> Option<PictureError> {
    prepare(&drawing(content)).err()
}

#[test]
fn other_text_is_no_svg() {
    assert!(looks_like_svg(
        b"\xEF\xBB\xBF\n<?xml version='1.0'?><!-- a --><svg>"
    ));
    assert!(looks_like_svg(b"\xFF\xFE<\0?\0"));
    assert!(looks_like_svg(b"\0<\0?"));
    assert!(!looks_like_svg(b"see <svg>"));
}

#[test]
fn a_size_is_stated_whatever_was_stated_before() {
    for (svg, prepared) in [
        (
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "<svg xmlns='http://www.w3.org/2000/svg' width=\"300\" height=\"150\"/>",
        ),
        (
            "<?xml version='1.0' encoding='latin1'?><svg width='1in' height='9' xmlns='http://www.w3.org/2000/svg'><g width='5'/></svg>",
            "<svg   xmlns='http://www.w3.org/2000/svg' width=\"96\" height=\"9\"><g width='5'/></svg>",
        ),
        (
            "<!-- <svg> --><a:svg xmlns:a='http://www.w3.org/2000/svg'/>",
            "<!-- <svg> --><a:svg xmlns:a='http://www.w3.org/2000/svg' width=\"300\" height=\"150\"/>",
        ),
        (
            "<!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns;'/>",
            "<svg xmlns='http://www.w3.org/2000/svg' width=\"300\" height=\"150\"/>",
        ),
    ] {
        let drawing = prepare(svg).unwrap();
        assert_eq!(drawing.svg, prepared);
        assert_eq!(prepare(prepared).unwrap().size, drawing.size);
    }
}

#[test]
fn what_is_deep_inside_is_judged_too() {
    let inside = |content: &str| prepare(&drawing(&format!("<g><g>{content}</g></g>")));
    assert_eq!(inside("<script>1</script>"), Err(PictureError::SvgScript));
    assert_eq!(inside("<rect onclick='1'/>"), Err(PictureError::SvgScript));
    assert_eq!(
        inside("<image href='http://a/b.png'/>"),
        Err(PictureError::SvgRemote)
    );
    assert_eq!(
        inside("<rect fill='u\\72l(http://a/b.svg#c)'/>"),
        Err(PictureError::SvgRemote)
    );
    assert_eq!(
        inside("<rect onclic&#107;='1'/>"),
        Err(PictureError::Damaged)
    );
    assert_eq!(
        inside("<style><![CDATA[@import 'a.css';]]></style>"),
        Err(PictureError::SvgRemote)
    );
    assert_eq!(
        prepare("<?xml-stylesheet href='a.css'?><svg/>"),
        Err(PictureError::SvgRemote)
    );
    assert!(inside("<style>rect { fill: url(#a) }</style><a href='http://b'/>").is_ok());
}

#[test]
fn a_page_with_a_drawing_in_it_is_no_picture() {
    let page = "<!DOCTYPE html><html><body><svg/></body></html>";
    assert_eq!(prepare(page), Err(PictureError::NotAPicture));
}

#[test]
fn what_is_no_xml_is_damaged() {
    for svg in [
        "",
        "svg",
        "<svg",
        "<svg width=5>",
        "<svg a='<'/>",
        "<!-- <svg>",
        "<svg/>",
        "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><g></svg></g>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>text",
        "<svg xmlns='http://www.w3.org/2000/svg' a='1' a='2'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'><use xlink:href='#a'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><text>&nbsp;</text></svg>",
    ] {
        assert_eq!(prepare(svg).err(), Some(PictureError::Damaged), "{svg}");
    }
}

/// `levels` groups, each with `count` of `item`, in which `@` is the level before.
fn levels(levels: usize, count: usize, group: &str, item: &str) -> String {
    let level = |level: usize| {
        let item = item.replace('@', &format!("a{}", level - 1));
        let (name, rest) = group.split_once(' ').unwrap_or((group, ""));
        format!(
            "<{name} id='a{level}' {rest}>{}</{name}>",
            item.repeat(count)
        )
    };
    let all: String = (1..=levels).map(level).collect();
    format!("<rect id='a0' width='3' height='3'/>{all}")
}

/// The bytes as a `data:` address has them.
fn percent_encoded(bytes: &[u8]) -> String {
    percent_encoding::percent_encode(bytes, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The start of a PNG that has 16384 pixels on each side.
fn start_of_large_png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 0x40, 0, 0, 0, 0x40, 0, 8, 2, 0, 0, 0, 1, 2, 3, 4]);
    png
}

#[test]
fn what_multiplies_is_refused() {
    let use_of = |id: &str| format!("<use href='#{id}'/>");
    let blend = "<feBlend in='r' in2='r' result='r'/>".repeat(40);
    let nested = |svg: &str| {
        let svg = percent_encoding::utf8_percent_encode(svg, percent_encoding::NON_ALPHANUMERIC);
        format!("data:image/svg+xml,{svg}")
    };
    let bomb = drawing(&levels(9, 10, "g", "<use href='#@'/>"));
    let utf_16: Vec<u8> = bomb.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf_16 = [&[0xFF, 0xFE], &utf_16[..]].concat();
    let escaped = percent_encoded(&utf_16);
    let large = percent_encoded(&start_of_large_png());
    let hostile = [
        levels(9, 10, "g", "<use href='#@'/>"),
        levels(9, 10, "g", "<use xlink:href=' #@ '/>"),
        levels(9, 10, "g", "<use href='#%61@'/>").replace("#%61a", "#%61"),
        levels(9, 10, "g", "<use href='&#35;@'/>"),
        levels(9, 10, "symbol", "<use href='#@'/>") + &use_of("a9"),
        levels(9, 10, "clipPath", "<use href='#@'/>"),
        levels(9, 10, "clipPath", "<rect clip-path='url(#@)'/>"),
        levels(9, 10, "mask", "<rect mask='url(#@)'/>"),
        levels(
            9,
            10,
            "pattern",
            "<rect width='9' style='fill: url( \"#@\" )'/>",
        ),
        levels(9, 10, "pattern", "<rect style='f\\69ll:u\\72l(#@)'/>"),
        levels(9, 10, "marker", "<path d='M0 0h1' marker-start='url(#@)'/>"),
        format!(
            "<style>.m {{ marker: url(#m) }}</style><marker id='m'>{}</marker><path class='m' d='M0 0{}'/>",
            "<rect/>".repeat(500),
            "h 1 ".repeat(1000)
        ),
        format!(
            "<pattern id='p'>{}</pattern><g fill='url(#p)'>{}</g>",
            "<rect/>".repeat(1000),
            "<rect/>".repeat(1000)
        ),
        format!(
            "<style>rect {{ fill: var(--p) }} :root {{ --p: url(#p) }}</style><pattern id='p'>{}</pattern>{}",
            "<path/>".repeat(1000),
            "<rect/>".repeat(1000)
        ),
        format!("<filter id='f'>{blend}</filter><rect filter='url(#f)'/>"),
        format!(
            "<filter id='f'>{}</filter><rect filter='url(#f)'/>",
            "<feTurbulence/>".repeat(200)
        ),
        format!(
            "<filter id='f'><feMorphology radius='9999'/></filter>{}",
            "<rect filter='url(#f)'/>".repeat(20)
        ),
        "<rect style='filter: blur(9px)'/>".repeat(400),
        format!("<mask id='m'/>{}", "<rect mask='url(#m)'/>".repeat(1000)),
        "<path stroke-dasharray='.001' d='M0 0L500 300L0 300L600 0'/>".repeat(100),
        format!(
            "<g stroke-dasharray='.001'>{}</g>",
            "<line x2='9000'/>".repeat(100)
        ),
        "<g>".repeat(300) + &"</g>".repeat(300),
        levels(300, 1, "g", "<use href='#@'/>"),
        "<g id='a'><use href='#a'/></g>".to_owned(),
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>".to_owned(),
        "<pattern id='a'><rect fill='url(#a)'/></pattern>".to_owned(),
        "<linearGradient id='a' href='#b'/><linearGradient id='b' href='#a'/>".to_owned(),
        "<rect/>".repeat(400_000),
        format!("<text>{}</text>", "a ".repeat(2_000_000)),
        format!("<image href='{}'/>", nested(&bomb)),
        format!("<image href='data:image/svg+xml,{escaped}'/>"),
        format!("<feImage href='{}'/>", nested(&bomb)),
        format!(
            "<image href='{}'/>",
            nested(&drawing(&format!("<image href='{}'/>", nested(&bomb))))
        ),
        format!(
            "<style>rect {{ background: url({}) }}</style>",
            nested(&bomb)
        ),
        format!("<image href='data:image/png,{large}'/>").repeat(2),
        format!(
            "<style>* ~ rect {{ fill: red }}</style>{}",
            "<rect/>".repeat(20_000)
        ),
        "<foreignObject><td xmlns='http://www.w3.org/1999/xhtml' colspan='1000'/></foreignObject>"
            .repeat(2),
        "<g style='display: grid; grid-template: repeat(1000000, 1px)'/>".to_owned(),
    ];
    for content in hostile {
        let start = std::time::Instant::now();
        assert_eq!(
            refusal(&content),
            Some(PictureError::SvgTooComplex),
            "{}",
            &content[..content.len().min(300)]
        );
        // Without optimization, on a machine that has other things to do.
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }
}

#[test]
fn usual_drawings_are_within_the_bounds() {
    let icons = "<use href='#a1'/>".repeat(500);
    let shadow = "<filter id='f'><feGaussianBlur in='SourceAlpha' stdDeviation='3'/><feOffset dx='2' result='o'/><feMerge><feMergeNode in='o'/><feMergeNode in='SourceGraphic'/></feMerge></filter>";
    for content in [
        levels(1, 10, "symbol", "<path d='M0 0h9v9z'/>") + &icons,
        format!("{shadow}{}", "<g filter='url(#f)'><rect/></g>".repeat(30)),
        "<path fill='red' d='M10 10c5 5 5 5 9 9z'/>".repeat(50_000),
        format!(
            "<style>.a{{fill:url(#g);stroke-dasharray:4 2}}</style><linearGradient id='g'><stop/><stop/></linearGradient>{}",
            "<path class='a' d='M10 10c500 5 500 5 90 90z'/>".repeat(2000)
        ),
        format!("<text>{}</text>", "word ".repeat(10_000)),
        format!(
            "<style>path {{ marker-end: url(#m) }}</style><marker id='m'><path d='M0 0h9'/></marker>{}",
            "<path d='M0 0 1 2 3 4 5 6 7 8'/>".repeat(5000)
        ),
        "<use href='#nothing'/><rect fill='url(#nothing)'/>".to_owned(),
        "<a href='#b'><rect id='b'/></a>".to_owned(),
        "<image href='data:image/png;base64,AAAA'/>".to_owned(),
    ] {
        assert_eq!(
            refusal(&content),
            None,
            "{}",
            &content[..content.len().min(300)]
        );
    }
}

#[test]
fn the_steps_depend_on_the_pixels() {
    let of_size = |size: &str| {
        let blurs =
            "<filter id='f'><feGaussianBlur stdDeviation='3'/></filter><rect filter='url(#f)'/>";
        prepare(&drawing(blurs).replace("width='600' height='400'", size)).err()
    };
    assert_eq!(of_size("width='4000' height='3000'"), None);
    let large = of_size("width='16000' height='16000'");
    assert_eq!(large, Some(PictureError::SvgTooComplex));
}

#[test]
fn what_moves_is_told() {
    for (content, is_animated) in [
        ("<rect><animate attributeName='x'/></rect>", true),
        ("<rect><set attributeName='x'/></rect>", true),
        ("<style>@keyframes a {}</style>", true),
        ("<text>animate @keyframes</text>", false),
    ] {
        let judged = prepare(&drawing(content)).unwrap();
        assert_eq!(judged.is_animated, is_animated, "{content}");
    }
}

#[test]
fn markup_is_read_in_any_encoding() {
    let text = "<?xml version='1.0'?><svg/>";
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(markup(&utf_16), text);
    assert_eq!(markup(b"<svg id='\xe9'/>"), "<svg id='\u{e9}'/>");
}

proptest! {
    #[test]
    fn any_text_gives_an_answer(svg in "(<svg |</|/>|<!\\[CDATA\\[|\\]\\]>|<!--|-->|width=|'|\"|>|<|&#9;|[a-z0-9 =:é]){0,40}") {
        if let Ok(prepared) = prepare(&svg) {
            // Once prepared, there is nothing left to do but to state the same again.
            prop_assert!(prepare(&prepared.svg).is_ok());
        }
    }
}
