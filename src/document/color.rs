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
