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

    /// This shape so many pixels wide, at least one.
    #[must_use]
    pub fn with_width(self, width: u32) -> Self {
        let width = width.max(1);
        let height = u64::from(self.height) * u64::from(width);
        Self {
            width,
            height: nearest(height, self.width),
        }
    }

    /// This shape so many pixels high, at least one.
    #[must_use]
    pub fn with_height(self, height: u32) -> Self {
        let height = height.max(1);
        let width = u64::from(self.width) * u64::from(height);
        Self {
            width: nearest(width, self.height),
            height,
        }
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

/// `number / by` to the nearest whole number, at least one.
fn nearest(number: u64, by: u32) -> u32 {
    let by = u64::from(by.max(1));
    let nearest = (number + by / 2) / by;
    u32::try_from(nearest).unwrap_or(u32::MAX).max(1)
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
    fn a_side_is_as_long_as_it_is_told() {
        let size = |width, height| PixelSize { width, height };
        assert_eq!(size(1600, 900).with_width(1920), size(1920, 1080));
        assert_eq!(size(1600, 900).with_height(1080), size(1920, 1080));
        assert_eq!(size(3, 1000).with_width(1), size(1, 333));
        assert_eq!(size(1000, 3).with_width(100), size(100, 1));
        assert_eq!(size(0, 0).with_height(0), size(1, 1));
        assert_eq!(size(1, u32::MAX).with_width(u32::MAX).height, u32::MAX);
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
