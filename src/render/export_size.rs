use crate::document::PixelSize;

/// What browsers' canvases can be: the longest side and the area, from large to small. The first three are Chrome's,
/// Firefox's and that of Safari on iPhones; between and below them it goes down by halves, for devices short of memory.
const LIMITS: [(u32, u64); 8] = [
    (65_535, 268_435_456),
    (32_767, 124_992_400),
    (16_384, 67_108_864),
    (16_384, 33_554_432),
    (16_384, 16_777_216),
    (8_192, 8_388_608),
    (4_096, 4_194_304),
    (4_096, 1_048_576),
];

/// Sizes with the proportions of `full` that may work where `full` does not, from large to small.
///
/// ```
/// use memeforge::{document::PixelSize, render::smaller_sizes};
///
/// let full = PixelSize { width: 5000, height: 5000 };
/// let on_an_iphone = smaller_sizes(full).next();
/// assert_eq!(on_an_iphone, Some(PixelSize { width: 4096, height: 4096 }));
/// ```
pub fn smaller_sizes(full: PixelSize) -> impl Iterator<Item = PixelSize> {
    LIMITS.into_iter().filter_map(move |(side, area)| {
        let by_side = f64::from(side) / f64::from(full.longer_side());
        let by_area = (area as f64 / full.area() as f64).sqrt();
        let factor = by_side.min(by_area);
        (factor < 1.0).then(|| full.scaled(factor))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_long_strip_is_limited_by_its_side() {
        let strip = PixelSize {
            width: 60_000,
            height: 100,
        };
        let next = smaller_sizes(strip).next();
        assert_eq!(
            next,
            Some(PixelSize {
                width: 32_767,
                height: 54
            })
        );
    }

    proptest! {
        #[test]
        fn sizes_get_smaller_and_keep_within_the_limits(width in 1_u32..70_000, height in 1_u32..70_000) {
            let full = PixelSize { width, height };
            let mut last = full;
            for size in smaller_sizes(full) {
                prop_assert!(size.area() <= last.area());
                prop_assert!(size != full);
                prop_assert!(LIMITS.iter().any(|(side, area)| size.longer_side() <= *side && size.area() <= *area));
                last = size;
            }
        }
    }
}
