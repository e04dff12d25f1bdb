/// Writes a number with at most three digits after the point, as CSS and number fields read it. By whole numbers alone: the
/// standard library's way to write any float exactly brings tables of 5 KB into the page.
///
/// ```
/// use memeforge::codec::decimal;
///
/// assert_eq!(decimal(-12.5), "-12.5");
/// assert_eq!(decimal(3.0), "3");
/// assert_eq!(decimal(0.12345), "0.123");
/// assert_eq!(decimal(f64::NAN), "0");
/// ```
pub fn decimal(number: f64) -> String {
    // `as` saturates, and takes NaN for 0.
    let thousandths = (number * 1000.0).round() as i64;
    let mut text = (thousandths / 1000).to_string();
    if thousandths < 0 && thousandths > -1000 {
        text.insert(0, '-');
    }
    let mut rest = (thousandths % 1000).unsigned_abs();
    if rest > 0 {
        text.push('.');
        let mut place = 100;
        while rest > 0 {
            text.push(char::from(b'0' + (rest / place) as u8));
            rest %= place;
            place /= 10;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn is_read_back_as_it_was(number in -1e6..1e6) {
            let read: f64 = decimal(number).parse().unwrap();
            prop_assert!((read - number).abs() <= 0.000_500_1);
        }
    }
}
