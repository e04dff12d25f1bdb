use std::fmt;

use serde::{Deserialize, Serialize};

/// An opaque sRGB colour, a byte a channel. Displays as CSS: `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Color {
    /// `#000000`
    pub const BLACK: Self = Self { r: 0, g: 0, b: 0 };
    /// `#ffffff`
    pub const WHITE: Self = Self {
        r: 255,
        g: 255,
        b: 255,
    };
    /// `#ffe936`, the yellow of subtitles.
    pub const YELLOW: Self = Self {
        r: 255,
        g: 233,
        b: 54,
    };

    /// The colour that is written as `#rrggbb` or `#rgb`, with or without the sign. None where it is none.
    ///
    /// ```
    /// use memeforge::document::Color;
    ///
    /// assert_eq!(Color::parse("#FFF"), Some(Color::WHITE));
    /// assert_eq!(Color::parse("000000"), Some(Color::BLACK));
    /// assert_eq!(Color::parse("white"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text).as_bytes();
        let digit = |index: usize| {
            (digits[index] as char)
                .to_digit(16)
                .map(|digit| digit as u8)
        };
        let channel = |index: usize| match digits.len() {
            3 => digit(index).map(|digit| digit * 17),
            _ => Some(digit(2 * index)? * 16 + digit(2 * index + 1)?),
        };
        matches!(digits.len(), 3 | 6)
            .then(|| {
                Some(Self {
                    r: channel(0)?,
                    g: channel(1)?,
                    b: channel(2)?,
                })
            })
            .flatten()
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn displays_as_css() {
        let color = Color {
            r: 1,
            g: 0xAB,
            b: 255,
        };
        assert_eq!(color.to_string(), "#01abff");
    }
}
