//! What browsers demand of XML beyond what its tokenizer does: names that match, prefixes that are declared, references that lead
//! somewhere.

use std::borrow::Cow;

use super::PictureError;

/// The namespace of drawings.
const SVG: &str = "http://www.w3.org/2000/svg";

/// How deep elements may be within elements. Browsers recurse into them, and into what they refer to.
pub const DEEPEST: usize = 256;

/// The elements that are open, and the prefixes that they declare.
#[derive(Default)]
pub struct Nesting<'a> {
    /// The name of each, with its prefix.
    open: Vec<(&'a str, &'a str)>,
    /// The namespace of each prefix, with the depth at which it is declared.
    namespaces: Vec<(&'a str, Cow<'a, str>, usize)>,
    /// The prefixed attributes and the names of all of the element whose tag is being read.
    attributes: Vec<(&'a str, &'a str)>,
    is_closed: bool,
}

impl<'a> Nesting<'a> {
    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// An element begins.
    pub fn begin(&mut self, prefix: &'a str, local: &'a str) -> Result<(), PictureError> {
        if self.is_closed {
            return Err(PictureError::Damaged);
        }
        if self.open.len() == DEEPEST {
            return Err(PictureError::SvgTooComplex);
        }
        self.open.push((prefix, local));
        Ok(())
    }

    /// An attribute of the element that has begun.
    pub fn attribute(
        &mut self,
        prefix: &'a str,
        local: &'a str,
        value: Cow<'a, str>,
    ) -> Result<(), PictureError> {
        if self.attributes.contains(&(prefix, local)) {
            return Err(PictureError::Damaged);
        }
        // Very many would be looked through for long.
        if self.attributes.len().max(self.namespaces.len()) == DEEPEST {
            return Err(PictureError::SvgTooComplex);
        }
        self.attributes.push((prefix, local));
        let declared = match (prefix, local) {
            ("", "xmlns") => Some(""),
            ("xmlns", prefix) => Some(prefix),
            _ => None,
        };
        if let Some(declared) = declared {
            let depth = self.open.len();
            self.namespaces.push((declared, value, depth));
        }
        Ok(())
    }

    /// The tag of the element that has begun ends.
    pub fn tag_ends(&mut self) -> Result<(), PictureError> {
        let attributes = std::mem::take(&mut self.attributes);
        let prefixes = attributes.iter().map(|(prefix, _)| *prefix);
        let own = self.open.last().map(|(prefix, _)| *prefix);
        for prefix in prefixes.chain(own) {
            let is_known = matches!(prefix, "" | "xml" | "xmlns");
            if !is_known && self.namespace(prefix).is_none() {
                return Err(PictureError::Damaged);
            }
        }
        if self.open.len() == 1 && self.namespace(self.open[0].0) != Some(SVG) {
            return Err(PictureError::Damaged);
        }
        Ok(())
    }

    /// The innermost element ends: by its own end tag, where a name is given.
    pub fn end(&mut self, name: Option<(&str, &str)>) -> Result<(), PictureError> {
        let open = self.open.pop().ok_or(PictureError::Damaged)?;
        if name.is_some_and(|name| name != open) {
            return Err(PictureError::Damaged);
        }
        let depth = self.open.len();
        while (self.namespaces.last()).is_some_and(|(.., declared_at)| *declared_at > depth) {
            self.namespaces.pop();
        }
        self.is_closed = self.open.is_empty();
        Ok(())
    }

    /// All that was opened has to be closed.
    pub fn finish(&self) -> Result<(), PictureError> {
        if self.is_closed {
            Ok(())
        } else {
            Err(PictureError::Damaged)
        }
    }

    fn namespace(&self, prefix: &str) -> Option<&str> {
        let declared = self.namespaces.iter().rev();
        let mut declared = declared.filter(|(declared, ..)| *declared == prefix);
        declared.next().map(|(_, namespace, _)| namespace.as_ref())
    }
}

/// A text or an attribute's value with its references resolved.
pub fn resolved(raw: &str) -> Result<Cow<'_, str>, PictureError> {
    if !raw.contains('&') {
        return Ok(Cow::Borrowed(raw));
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let (name, after) = after.split_once(';').ok_or(PictureError::Damaged)?;
        text.push(character(name).ok_or(PictureError::Damaged)?);
        rest = after;
    }
    text.push_str(rest);
    Ok(Cow::Owned(text))
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number).filter(|c| *c >= ' ' || matches!(c, '\t' | '\n' | '\r'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        for (raw, text) in [
            ("a", Some("a")),
            ("&lt;&#65;&#x42;&apos;", Some("<AB'")),
            ("&nbsp;", None),
            ("&#0;", None),
            ("a & b", None),
            ("&amp", None),
        ] {
            assert_eq!(resolved(raw).ok().as_deref(), text, "{raw}");
        }
    }
}
