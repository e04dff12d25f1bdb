//! The size of a text that is as large as fits.

/// Sizes that are tried are this far apart, so that a larger box gives exactly the same size or a larger one.
const STEP: f64 = 0.99;

/// The number of sizes: 0.99⁴⁰⁰⁰ of the largest is far below anything that can be seen, so something always fits.
const STEPS: u32 = 4000;

/// The largest size of at most `largest` px that `fits`; smaller ones fit as well.
pub fn largest_size(largest: f64, fits: &dyn Fn(f64) -> bool) -> f64 {
    let size = |step: u32| largest * STEP.powi(step as i32);
    let (mut first, mut last) = (0, STEPS);
    while first < last {
        let middle = u32::midpoint(first, last);
        if fits(size(middle)) {
            last = middle;
        } else {
            first = middle + 1;
        }
    }
    size(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_largest_that_fits() {
        assert_eq!(largest_size(50.0, &|_| true), 50.0);
        let size = largest_size(50.0, &|size| size <= 20.0);
        assert!(size <= 20.0 && size > 0.99 * 20.0);
        assert!(largest_size(50.0, &|_| false) < 1e-12);
    }
}
