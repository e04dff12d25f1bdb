//! What styles may multiply: references to other elements, filters, dashes.

use std::borrow::Cow;
use std::collections::HashMap;

/// What declarations make a browser do beyond painting an element once.
#[derive(Debug, Default, PartialEq)]
pub struct Style {
    /// Ids that an element itself is painted through: filters, masks, clip paths.
    pub own: Vec<String>,
    /// Ids that all within an element is painted with: patterns, gradients, markers; and whether that is at each vertex.
    pub inherited: Vec<(String, bool)>,
    /// The length of all dashes and gaps together, in user units.
    pub dash_period: Option<f64>,
    /// How many functions filter it, and how many shadows it throws.
    pub filters: f64,
    /// Whether it is painted on a layer of its own.
    pub is_layer: bool,
    /// How many tracks it asks a grid for.
    pub tracks: f64,
    /// Files within it.
    pub data_urls: Vec<String>,
}

impl Style {
    /// Takes in a declaration or a presentation attribute.
    pub fn declare(&mut self, property: &str, value: &str) {
        let property = property.trim().to_ascii_lowercase();
        let is_custom = property.starts_with("--");
        let is_own = !is_custom
            && ["filter", "mask", "clip-path"]
                .iter()
                .any(|own| property.contains(own));
        for address in addresses(value) {
            if let Some(id) = address.strip_prefix('#') {
                let is_at_vertices =
                    is_custom || matches!(property.as_str(), "marker" | "marker-mid");
                if is_own {
                    self.own.push(id.to_owned());
                } else {
                    self.inherited.push((id.to_owned(), is_at_vertices));
                }
            }
        }
        self.data_urls.extend(data_urls(value));
        let functions = || (value.matches('(').count() - value.matches("url(").count()) as f64;
        match property.as_str() {
            "stroke-dasharray" => self.dash_period = dash_period(value),
            "opacity" => self.is_layer |= value.trim() != "1",
            "mix-blend-mode" | "isolation" => self.is_layer = true,
            "text-shadow" | "box-shadow" => {
                self.filters += value.matches(',').count() as f64 + 1.0;
            }
            "filter" | "backdrop-filter" => self.filters += functions(),
            _ if is_custom => self.filters += functions(),
            _ if property.starts_with("grid") => {
                let counts = value.split("repeat(").skip(1);
                self.tracks += counts.filter_map(leading_number).sum::<f64>();
            }
            _ => {}
        }
    }

    /// Takes in all declarations of a `style` attribute or a rule.
    pub fn declare_all(&mut self, declarations: &str) {
        for declaration in split_outside(declarations, ';') {
            if let Some((property, value)) = declaration.split_once(':') {
                self.declare(property, value);
            }
        }
    }
}

/// The rules of all `style` elements, by what the elements that they are for have.
#[derive(Debug, Default)]
pub struct Sheet {
    styles: Vec<Style>,
    keyed: HashMap<String, Vec<usize>>,
    /// How many selectors every element has to be compared with.
    pub broad: f64,
    /// How many selectors every element has to be compared with for every other.
    pub paired: f64,
}

impl Sheet {
    /// Takes in the text of a `style` element. What follows a brace in it is a rule, wherever it is nested.
    pub fn take_in(&mut self, css: &str) {
        let mut selectors = String::new();
        for part in split_outside(css, '{') {
            // Before the last `}` are the declarations of the selectors before, after it the next ones.
            let (declarations, after) = part.split_once('}').unwrap_or((part, ""));
            let next = if part.contains('}') {
                after.rsplit(['}', ';']).next().unwrap_or_default()
            } else {
                part.rsplit(';').next().unwrap_or_default()
            };
            self.take_in_rule(&selectors, declarations);
            next.clone_into(&mut selectors);
        }
    }

    fn take_in_rule(&mut self, selectors: &str, declarations: &str) {
        let mut style = Style::default();
        style.declare_all(declarations);
        let index = self.styles.len();
        let is_plain = style == Style::default();
        for selector in split_outside(selectors, ',') {
            let selector = selector.trim();
            let key = key(selector);
            if key == "*" {
                self.broad += 1.0;
            }
            if selector.contains('~') || selector.contains(":has(") {
                self.paired += 1.0;
            }
            if !is_plain {
                self.keyed.entry(key).or_default().push(index);
            }
        }
        if !is_plain {
            self.styles.push(style);
        }
    }

    /// Those of all rules.
    pub fn all(&self) -> impl Iterator<Item = &Style> {
        self.styles.iter()
    }

    /// The styles of an element of this name, id and classes, and maybe more than those.
    pub fn styles_of<'a>(
        &'a self,
        name: &str,
        id: Option<&str>,
        classes: &str,
    ) -> impl Iterator<Item = &'a Style> + use<'a> {
        let mut keys = Vec::new();
        if !self.styles.is_empty() {
            keys.extend(["*".to_owned(), name.to_ascii_lowercase()]);
            keys.extend(id.map(|id| format!("#{id}")));
            keys.extend(
                classes
                    .split_ascii_whitespace()
                    .map(|class| format!(".{class}")),
            );
        }
        keys.into_iter()
            .filter_map(|key| self.keyed.get(&key))
            .flatten()
            .map(|index| &self.styles[*index])
    }
}

/// A class, an id or a name that every element has which a selector is for; `*` where it has none of them.
fn key(selector: &str) -> String {
    let last = selector.rsplit([' ', '>', '+', '~', '\n', '\t']).next();
    let last = last.unwrap_or_default();
    if last.contains(['[', ':', '(', '|', '*']) || last.is_empty() {
        return "*".to_owned();
    }
    let start = last.find(['.', '#']).unwrap_or(0);
    let rest = &last[start..];
    let end = rest
        .char_indices()
        .skip(1)
        .find(|(_, c)| matches!(c, '.' | '#'));
    let word = &rest[..end.map_or(rest.len(), |(at, _)| at)];
    if word.starts_with(['.', '#']) {
        word.to_owned()
    } else {
        word.to_ascii_lowercase()
    }
}

/// CSS with its comments taken out and its escapes resolved.
pub fn unescaped(css: &str) -> Cow<'_, str> {
    if !css.contains('\\') && !css.contains("/*") {
        return Cow::Borrowed(css);
    }
    let mut text = String::with_capacity(css.len());
    let mut parts = css.split("/*");
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        text.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    let escaped = std::mem::take(&mut text);
    let mut rest = escaped.as_str();
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let digits = after
            .bytes()
            .take(6)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        let (code, after) = after.split_at(digits);
        let code = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        text.extend(code);
        rest = if digits > 0 {
            after.strip_prefix([' ', '\n', '\t']).unwrap_or(after)
        } else {
            after
        };
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// What is in each `url(…)` of some CSS.
pub fn addresses(css: &str) -> impl Iterator<Item = &str> {
    let is_url = |at: &usize| {
        (css.as_bytes()[..*at].last_chunk())
            .is_some_and(|name: &[u8; 3]| name.eq_ignore_ascii_case(b"url"))
    };
    let opened = css.match_indices('(').map(|(at, _)| at).filter(is_url);
    opened.map(|at| {
        let address = css[at + 1..].trim_start();
        match address.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                address[1..].split(quote).next().unwrap_or_default().trim()
            }
            _ => address.split(')').next().unwrap_or_default().trim(),
        }
    })
}

/// Every `data:` address in some CSS, however it is put there.
fn data_urls(css: &str) -> impl Iterator<Item = String> {
    let found = css.match_indices(':').map(|(at, _)| at);
    let found = found.filter(|at| {
        (css.as_bytes()[..*at].last_chunk())
            .is_some_and(|name: &[u8; 4]| name.eq_ignore_ascii_case(b"data"))
    });
    found.map(|at| {
        let start = at - 4;
        let before = css[..start].trim_end().chars().next_back();
        let end = match before {
            Some(quote @ ('"' | '\'')) => css[start..].find(quote),
            _ => css[start..].find(')'),
        };
        css[start..end.map_or(css.len(), |end| start + end)].to_owned()
    })
}

/// The parts of some CSS between `separator`s that are in no quotes and no brackets.
fn split_outside(css: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quote = None;
    let mut depth = 0_usize;
    css.split(move |c: char| {
        match (quote, c) {
            (Some(open), c) => {
                if c == open {
                    quote = None;
                }
                return false;
            }
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            // What is never closed ends here, as a browser's parser goes on here.
            (None, '{' | '}') => depth = 0,
            _ => {}
        }
        depth == 0 && c == separator
    })
}

/// The sum of the lengths in a `stroke-dasharray`. None where it has no dashes.
fn dash_period(value: &str) -> Option<f64> {
    /// What is computed may be as small as this.
    const COMPUTED: f64 = 0.01;
    if value.contains('(') {
        return Some(COMPUTED);
    }
    let lengths = value.split([',', ' ', '\n', '\t']);
    let sum: f64 = lengths.filter_map(leading_number).map(f64::abs).sum();
    (sum > 0.0).then_some(sum)
}

/// The number that a text begins with.
pub fn leading_number(text: &str) -> Option<f64> {
    super::size::number(text.trim_start()).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_however_they_are_written() {
        for css in [
            "filter:url(#f)",
            "FILTER : URL( '#f' )",
            "color: red; filter: blur(2px) url(\"#f\")",
            "fil\\74 er:u\\72l(#f)",
            "fil/* */ter:url(#f)",
        ] {
            let mut style = Style::default();
            style.declare_all(&unescaped(css));
            assert_eq!(style.own, ["f"], "{css}");
        }
        let mut style = Style::default();
        style.declare_all("--a:url(#a);fill:url(#b);background:url('data:image/svg+xml;a,(b)')");
        let inherited = [("a".to_owned(), true), ("b".to_owned(), false)];
        assert_eq!(style.inherited, inherited);
        assert_eq!(style.data_urls, ["data:image/svg+xml;a,(b)"]);
    }

    #[test]
    fn rules_are_for_whom_their_selectors_name() {
        let mut sheet = Sheet::default();
        sheet.take_in(
            "@media all { .a, g .b.c { fill: url(#1) } } rect { fill: url(#2) } [x] { fill: url(#3) } #i{fill:url(#4)}",
        );
        let fills = |name: &str, id: Option<&str>, classes: &str| -> String {
            let styles = sheet.styles_of(name, id, classes);
            let ids = styles.flat_map(|style| style.inherited.iter().map(|(id, _)| id.as_str()));
            ids.collect()
        };
        assert_eq!(fills("path", None, "x a"), "31");
        assert_eq!(fills("path", None, "b"), "31");
        assert_eq!(fills("RECT", None, ""), "32");
        assert_eq!(fills("path", Some("i"), ""), "34");
    }

    #[test]
    fn dashes_are_added_up() {
        for (value, period) in [
            ("5, 2.5 1", Some(8.5)),
            ("none", None),
            ("0 0", None),
            ("calc(1px / 9)", Some(0.01)),
        ] {
            assert_eq!(dash_period(value), period, "{value}");
        }
    }
}
