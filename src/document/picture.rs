use std::fmt;

use serde::{Deserialize, Serialize};

/// Which picture a document shows. The pictures themselves are kept outside of documents, under this id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PictureId(pub u32);

/// A picture as a document knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Where to find the picture itself.
    pub id: PictureId,
    /// The name of the file it came from, as its owner wrote it; empty where it had none.
    pub name: String,
    /// Its full size, as it is seen: after the camera's orientation has been applied.
    pub size: PixelSize,
}

/// A size in whole pixels. Displays as `4,000 × 3,000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PixelSize {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl PixelSize {
    /// The number of pixels.
    pub fn area(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// The longer side.
    pub fn longer_side(self) -> u32 {
        self.width.max(self.height)
    }

    /// The shorter side.
    pub fn shorter_side(self) -> u32 {
        self.width.min(self.height)
    }

    /// This size times `factor`, rounded down to whole pixels, but at least one each way.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        // `as` saturates, so a factor that is absurd or NaN gives a size that is merely too large or too small.
        let scale = |side: u32| ((f64::from(side) * factor) as u32).max(1);
        Self {
            width: scale(self.width),
            height: scale(self.height),
        }
    }
}

impl fmt::Display for PixelSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} × {}", grouped(self.width), grouped(self.height))
    }
}

/// A whole number with a comma between thousands.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn displays_with_grouped_digits() {
        let size = |width, height| PixelSize { width, height }.to_string();
        assert_eq!(size(1, 999), "1 × 999");
        assert_eq!(size(4000, 30_000), "4,000 × 30,000");
        assert_eq!(size(1_234_567, 100_000), "1,234,567 × 100,000");
    }

    #[test]
    fn scaling_never_loses_a_side() {
        let strip = PixelSize {
            width: 10_000,
            height: 3,
        };
        assert_eq!(
            strip.scaled(0.1),
            PixelSize {
                width: 1000,
                height: 1
            }
        );
    }
}
