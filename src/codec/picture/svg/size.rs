//! How large a drawing is.

use kurbo::Size;

use super::{PictureError, check_size};
use crate::document::PixelSize;

/// The longer side of a drawing that states its proportions but no size, in pixels.
const USUAL_SIDE: f64 = 1200.0;

/// What a drawing says of its size, in CSS pixels; nothing where it leaves that to whoever shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StatedSize {
    /// The width.
    pub width: Option<f64>,
    /// The height.
    pub height: Option<f64>,
    /// The size of the `viewBox`, which states proportions alone.
    pub view_box: Option<Size>,
}

/// The size of a drawing. One that states a size keeps it; one that states only proportions gets 1,200 px on its
/// longer side, and one that states nothing the 300 × 150 of CSS.
pub fn size(stated: StatedSize) -> Result<PixelSize, PictureError> {
    let positive = |length: &f64| *length > 0.0 && length.is_finite();
    let ratio = (stated.view_box)
        .map(|view_box| view_box.width / view_box.height)
        .filter(positive);
    let (width, height) = match (
        stated.width.filter(positive),
        stated.height.filter(positive),
        ratio,
    ) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(ratio)) => (width, width / ratio),
        (None, Some(height), Some(ratio)) => (height * ratio, height),
        (None, None, Some(ratio)) => {
            let width = USUAL_SIDE * ratio.min(1.0);
            (width, width / ratio)
        }
        (width, height, None) => (width.unwrap_or(300.0), height.unwrap_or(150.0)),
    };
    // `as` saturates, so an absurd length is refused as too large.
    let whole = |length: f64| length.round().max(1.0) as u32;
    let size = PixelSize {
        width: whole(width),
        height: whole(height),
    };
    check_size(size)?;
    Ok(size)
}

/// A length in CSS pixels; none for percentages and units that depend on where it is shown.
pub fn length_px(text: &str) -> Option<f64> {
    let text = text.trim();
    let (number, rest) = number(text)?;
    let px_per_unit = match rest.trim() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    Some(number * px_per_unit)
}

/// The size in a `viewBox`.
pub fn view_box(text: &str) -> Option<Size> {
    let mut numbers = [0.0; 4];
    let mut rest = text;
    for slot in &mut numbers {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        (*slot, rest) = number(rest)?;
    }
    let [_, _, width, height] = numbers;
    Some(Size::new(width, height))
}

/// The number that a text starts with, and what follows. The standard library's parser is exact to the last bit, and
/// brings 12 KB of tables for that; a size in pixels is rounded anyway.
pub fn number(text: &str) -> Option<(f64, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    let (whole, rest) = unsigned.split_at(digits(unsigned));
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => rest.split_at(digits(rest)),
        None => ("", rest),
    };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    // "1em" is one and a unit, "1e2" a hundred.
    let exponent = rest.strip_prefix(['e', 'E']).and_then(|rest| {
        let unsigned = rest.strip_prefix(['+', '-']).unwrap_or(rest);
        let (exponent, after) = unsigned.split_at(digits(unsigned));
        let exponent: i32 = exponent.parse().ok()?;
        Some((
            if rest.starts_with('-') {
                -exponent
            } else {
                exponent
            },
            after,
        ))
    });
    let (exponent, rest) = exponent.unwrap_or((0, rest));
    let value = |digits: &str| {
        let append = |value, digit: u8| value * 10.0 + f64::from(digit - b'0');
        digits.bytes().fold(0.0, append)
    };
    let fraction = value(fraction) / 10_f64.powi(fraction.len() as i32);
    let number = sign * (value(whole) + fraction) * 10_f64.powi(exponent);
    number.is_finite().then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sides(
        width: Option<f64>,
        height: Option<f64>,
        view_box: Option<(f64, f64)>,
    ) -> Result<(u32, u32), PictureError> {
        let view_box = view_box.map(Size::from);
        let stated = StatedSize {
            width,
            height,
            view_box,
        };
        size(stated).map(|size| (size.width, size.height))
    }

    #[test]
    fn a_stated_size_is_kept() {
        assert_eq!(sides(Some(400.0), Some(300.4), None), Ok((400, 300)));
        assert_eq!(
            sides(Some(96.0), Some(96.0), Some((9.0, 1.0))),
            Ok((96, 96))
        );
    }

    #[test]
    fn proportions_fill_in_what_is_missing() {
        assert_eq!(sides(Some(400.0), None, Some((2.0, 1.0))), Ok((400, 200)));
        assert_eq!(sides(None, Some(200.0), Some((2.0, 1.0))), Ok((400, 200)));
        assert_eq!(sides(None, None, Some((10.0, 20.0))), Ok((600, 1200)));
        assert_eq!(sides(Some(500.0), None, None), Ok((500, 150)));
    }

    #[test]
    fn what_makes_no_sense_counts_as_not_stated() {
        assert_eq!(sides(None, None, None), Ok((300, 150)));
        assert_eq!(
            sides(Some(-5.0), Some(f64::NAN), Some((0.0, 0.0))),
            Ok((300, 150))
        );
    }

    #[test]
    fn a_giant_is_refused() {
        for (width, height) in [(30_000.0, 30_000.0), (1e300, 1.0)] {
            assert!(matches!(
                sides(Some(width), Some(height), None),
                Err(PictureError::TooLarge(_))
            ));
        }
        assert!(sides(Some(9.0), None, Some((1.0, 1e300))).is_err());
    }

    #[test]
    fn lengths_come_in_units() {
        for (text, px) in [
            ("400", 400.0),
            (" 12.5px ", 12.5),
            ("+1e2", 100.0),
            ("1.5E-1in", 14.4),
            (".5pc", 8.0),
            ("72pt", 96.0),
            ("2.54cm", 96.0),
            ("25.4 mm", 96.0),
            ("-3", -3.0),
        ] {
            let length = length_px(text).unwrap();
            assert!((length - px).abs() < 1e-9, "{text}: {length}");
        }
        for text in ["", "100%", "1em", "2ex", "auto", "px", "1e", "--1", "1e999"] {
            assert_eq!(length_px(text), None, "{text}");
        }
    }

    #[test]
    fn a_view_box_is_four_numbers() {
        assert_eq!(view_box("0 0 24 12"), Some(Size::new(24.0, 12.0)));
        assert_eq!(view_box(" -1,-2 , 3.5,1e1 "), Some(Size::new(3.5, 10.0)));
        assert_eq!(view_box("0 0 24"), None);
        assert_eq!(view_box("none"), None);
    }

    proptest! {
        #[test]
        fn numbers_agree_with_the_standard_library(value in -1e6..1e6_f64) {
            let (parsed, rest) = number(&value.to_string()).map(|(n, rest)| (n, rest.to_owned())).unwrap();
            prop_assert_eq!(rest, "");
            prop_assert!((parsed - value).abs() <= value.abs() * 1e-12);
        }

        #[test]
        fn any_text_gives_an_answer(text in "[-+.0-9eE%a-z, ]{0,30}", width: Option<f64>, box_size: Option<(f64, f64)>) {
            let _ = length_px(&text);
            let _ = view_box(&text);
            if let Ok((width, height)) = sides(width, length_px(&text), box_size) {
                prop_assert!(width > 0 && height > 0);
            }
        }
    }
}
