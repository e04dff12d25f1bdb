//! The entities that a drawing declares in its DOCTYPE, put in their places.

use std::borrow::Cow;
use std::collections::HashMap;

use xmlparser::{EntityDefinition, Token, Tokenizer};

use super::PictureError;

/// How much longer entities may make a drawing, in bytes.
const MOST_GROWTH: usize = 1 << 20;

/// How deep entities may be within entities.
const DEEPEST: usize = 16;

/// The drawing without its DOCTYPE, and with what that declares where it is referred to.
pub fn expanded(svg: &str) -> Result<Cow<'_, str>, PictureError> {
    let mut values = HashMap::new();
    let mut doctype: Option<(usize, usize)> = None;
    for token in Tokenizer::from(svg) {
        let token = token.map_err(|_| PictureError::Damaged)?;
        match token {
            Token::EmptyDtd { span, .. } => doctype = Some((span.start(), span.end())),
            Token::DtdStart { span, .. } => doctype = Some((span.start(), svg.len())),
            Token::DtdEnd { span } => {
                doctype = doctype.map(|(start, _)| (start, span.end()));
            }
            Token::EntityDeclaration {
                name,
                definition,
                span,
            } => match definition {
                // Those with a `%` are for the DOCTYPE itself.
                _ if span["<!ENTITY".len()..].trim_start().starts_with('%') => {}
                // The first declaration counts.
                EntityDefinition::EntityValue(value) => {
                    values.entry(name.as_str()).or_insert(value.as_str());
                }
                EntityDefinition::ExternalId(_) => return Err(PictureError::SvgRemote),
            },
            Token::ElementStart { .. } => break,
            _ => {}
        }
    }
    let Some((start, end)) = doctype else {
        return Ok(Cow::Borrowed(svg));
    };
    let (before, after) = (&svg[..start], &svg[end..]);
    let mut whole = String::with_capacity(svg.len());
    whole.push_str(before);
    let most = svg.len() + MOST_GROWTH;
    put_in(after, &values, DEEPEST, most, &mut whole)?;
    Ok(Cow::Owned(whole))
}

fn put_in(
    text: &str,
    values: &HashMap<&str, &str>,
    deepest: usize,
    most: usize,
    whole: &mut String,
) -> Result<(), PictureError> {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        append(before, most, whole)?;
        let named = after.split_once(';');
        let known = named.and_then(|(name, after)| Some((*values.get(name)?, after)));
        let Some((value, after)) = known else {
            append("&", most, whole)?;
            rest = after;
            continue;
        };
        let deepest = deepest.checked_sub(1).ok_or(PictureError::SvgTooComplex)?;
        if value.contains('<') {
            put_in(value, values, deepest, most, whole)?;
        } else {
            // It may be within an attribute, which its quotes do not end.
            let value = value.replace('"', "&quot;").replace('\'', "&apos;");
            put_in(&value, values, deepest, most, whole)?;
        }
        rest = after;
    }
    append(rest, most, whole)
}

fn append(text: &str, most: usize, whole: &mut String) -> Result<(), PictureError> {
    if whole.len() + text.len() > most {
        return Err(PictureError::SvgTooComplex);
    }
    whole.push_str(text);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_is_put_in() {
        for (svg, whole) in [
            ("<svg/>", "<svg/>"),
            ("<!DOCTYPE svg><svg/>", "<svg/>"),
            (
                "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'><svg/>",
                "<svg/>",
            ),
            (
                "<!DOCTYPE svg [<!ENTITY c 'red'><!ENTITY r \"<rect fill='&c;'/>\">]><svg>&r;&amp;&x;&</svg>",
                "<svg><rect fill='red'/>&amp;&x;&</svg>",
            ),
            (
                "<!DOCTYPE svg [<!ENTITY q '\"'>]><svg a=\"&q;\"/>",
                "<svg a=\"&quot;\"/>",
            ),
        ] {
            assert_eq!(expanded(svg).as_deref(), Ok(whole), "{svg}");
        }
    }

    #[test]
    fn those_that_multiply_are_refused() {
        let levels = (1..13).map(|level| {
            let inner = format!("&e{};", level - 1).repeat(10);
            format!("<!ENTITY e{level} '{inner}'>")
        });
        let laughs = format!(
            "<!DOCTYPE svg [<!ENTITY e0 'ha'>{}]><svg>&e12;</svg>",
            levels.collect::<String>()
        );
        assert_eq!(expanded(&laughs), Err(PictureError::SvgTooComplex));
        let circle = "<!DOCTYPE svg [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><svg>&a;</svg>";
        assert_eq!(expanded(circle), Err(PictureError::SvgTooComplex));
        let remote = "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>";
        assert_eq!(expanded(remote), Err(PictureError::SvgRemote));
    }
}
