//! The description as XMP, the metadata that photo programs share: `dc:description`, and IPTC's text for those who do not see.

/// What the packet says of who wrote it, and by what it is known again.
const OURS: &str = "x:xmptk=\"MemeForge\"";

const START: &str = concat!(
    "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\" x:xmptk=\"MemeForge\">",
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
    "<rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"",
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
    " xmlns:iptc=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\" xmp:CreatorTool=\"MemeForge\">",
);
const END: &str = "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";

/// The properties that have the text, of which the first is read.
const PROPERTIES: [&str; 2] = ["dc:description", "iptc:AltTextAccessibility"];

/// Characters that are written otherwise in XML.
const ESCAPED: [(char, &str); 5] = [
    ('&', "&amp;"),
    ('<', "&lt;"),
    ('>', "&gt;"),
    ('"', "&quot;"),
    ('\'', "&apos;"),
];

/// A packet with a description, which has no characters that XML forbids.
pub fn packet(description: &str) -> String {
    let mut packet = START.to_owned();
    for property in PROPERTIES {
        packet.push('<');
        packet.push_str(property);
        packet.push_str("><rdf:Alt><rdf:li xml:lang=\"x-default\">");
        for character in description.chars() {
            // In text only the first three have to be.
            match ESCAPED[..3].iter().find(|(plain, _)| *plain == character) {
                Some((_, escaped)) => packet.push_str(escaped),
                None => packet.push(character),
            }
        }
        packet.push_str("</rdf:li></rdf:Alt></");
        packet.push_str(property);
        packet.push('>');
    }
    packet.push_str(END);
    packet
}

/// Whether MemeForge wrote this packet.
pub fn is_ours(packet: &[u8]) -> bool {
    packet
        .windows(OURS.len())
        .take(START.len())
        .any(|window| window == OURS.as_bytes())
}

/// The first text of `dc:description` in a packet. Looks for the tags as they are nearly always written, since a reader of all
/// of XML and RDF would be many times the size.
pub fn description(packet: &[u8]) -> Option<String> {
    let packet = str::from_utf8(packet).ok()?;
    let (_, property) = packet.split_once("<dc:description>")?;
    let (property, _) = property.split_once("</dc:description>")?;
    let (_, item) = property.split_once("<rdf:li")?;
    let (_, item) = item.split_once('>')?;
    let (text, _) = item.split_once("</rdf:li>")?;
    Some(unescaped(text))
}

fn unescaped(text: &str) -> String {
    let mut rest = text;
    let mut unescaped = String::new();
    while let Some(at) = rest.find('&') {
        unescaped.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = (ESCAPED.iter()).find(|(_, escaped)| rest.starts_with(escaped));
        if let Some((plain, escaped)) = known {
            unescaped.push(*plain);
            rest = &rest[escaped.len()..];
        } else if let Some((plain, length)) = numbered(rest) {
            unescaped.push(plain);
            rest = &rest[length..];
        } else {
            unescaped.push('&');
            rest = &rest[1..];
        }
    }
    unescaped + rest
}

/// The character that a reference such as `&#10;` or `&#xA;` at the start stands for, and the reference's length in bytes.
fn numbered(text: &str) -> Option<(char, usize)> {
    // The longest is `&#x10FFFF;`.
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let number = text.get(..end)?.strip_prefix("&#")?;
    let number = match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    Some((char::from_u32(number.ok()?)?, end + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use xmlparser::{Token, Tokenizer};

    use super::super::description::{LONGEST_DESCRIPTION, shortened};
    use super::*;

    #[test]
    fn reads_what_others_write() {
        let text = |xml: &str| description(xml.as_bytes());
        assert_eq!(
            text(
                "<dc:description>\n <rdf:Alt>\n  <rdf:li xml:lang='en'>a &#38; b&#x21; &nbsp; &amp</rdf:li>…</dc:description>"
            ),
            Some("a & b! &nbsp; &amp".to_owned())
        );
        assert_eq!(text("<dc:description>a</dc:description>"), None);
        assert_eq!(text(""), None);
    }

    #[test]
    fn the_longest_fits_into_a_segment_of_a_jpeg() {
        let packet = packet(&"&".repeat(LONGEST_DESCRIPTION));
        assert!(packet.len() + 29 <= 65_533, "{}", packet.len());
    }

    proptest! {
        #[test]
        fn any_text_is_read_again(text in any::<String>()) {
            let text = shortened(&text);
            let packet = packet(&text);
            prop_assert!(is_ours(packet.as_bytes()));
            prop_assert_eq!(description(packet.as_bytes()), Some(text));
            prop_assert!(Tokenizer::from(packet.as_str()).all(|token: Result<Token<'_>, _>| token.is_ok()));
        }

        #[test]
        fn any_bytes_give_an_answer(bytes in "(<dc:description>|<rdf:li|>|</rdf:li>|</dc:description>|&|&#|x|;|9|é){0,20}") {
            let _ = description(bytes.as_bytes());
            let _ = unescaped(&bytes);
        }
    }
}
