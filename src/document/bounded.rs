/// A number kept between a least and a most. As `f64::clamp`, which would bring 10 KB of the standard library's way to
/// print floats into the page: it prints its bounds when they are the wrong way round. Then the least counts here.
///
/// ```
/// use memeforge::document::bounded;
///
/// assert_eq!(bounded(3.0, 0.0, 2.0), 2.0);
/// assert_eq!(bounded(1.0, 4.0, 2.0), 4.0);
/// ```
pub fn bounded(number: f64, least: f64, most: f64) -> f64 {
    number.min(most).max(least)
}
