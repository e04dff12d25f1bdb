//! Angles: radians, clockwise.

use std::f64::consts::FRAC_PI_2;

use kurbo::{Affine, Point, Vec2};

/// π/2 in two parts, of which a few million times the first is exact: from fdlibm's `e_rem_pio2.c`.
const QUARTER: f64 = 1.570_796_326_734_125_6;
const QUARTER_REST: f64 = 6.077_100_506_506_192e-11;

/// The polynomials of fdlibm's `k_sin.c` and `k_cos.c`, highest power first.
const SINE: [f64; 6] = [
    1.589_690_995_211_55e-10,
    -2.505_076_025_340_686_3e-8,
    2.755_731_370_707_006_8e-6,
    -1.984_126_982_985_795e-4,
    8.333_333_333_322_49e-3,
    -1.666_666_666_666_663_2e-1,
];
const COSINE: [f64; 6] = [
    -1.135_964_755_778_819_5e-11,
    2.087_572_321_298_175e-9,
    -2.755_731_435_139_066_3e-7,
    2.480_158_728_947_673e-5,
    -1.388_888_888_887_411e-3,
    4.166_666_666_666_66e-2,
];

/// The unit vector in the direction of `angle`: its cosine and its sine. As `Vec2::from_angle`, which would bring 3 KB into the
/// first load: the standard library's sine is right for angles up to 10³⁰⁸ too, this one up to a million.
///
/// ```
/// use memeforge::document::direction;
///
/// assert_eq!(direction(0.0).x, 1.0);
/// assert!((direction(1.0).y - 1.0_f64.sin()).abs() < 1e-15);
/// ```
pub fn direction(angle: f64) -> Vec2 {
    let quarters = (angle / FRAC_PI_2).round();
    // Between -π/4 and π/4.
    let rest = angle - quarters * QUARTER - quarters * QUARTER_REST;
    let square = rest * rest;
    let polynomial = |factors: [f64; 6]| {
        let add = |sum: f64, factor| sum * square + factor;
        factors.into_iter().fold(0.0, add)
    };
    let sine = rest + rest * square * polynomial(SINE);
    let cosine = 1.0 - square / 2.0 + square * square * polynomial(COSINE);
    match (quarters % 4.0) as i32 {
        0 => Vec2::new(cosine, sine),
        1 | -3 => Vec2::new(-sine, cosine),
        2 | -2 => Vec2::new(-cosine, -sine),
        _ => Vec2::new(sine, -cosine),
    }
}

/// A turn about the origin: `Affine::rotate`, made of [`direction`].
pub fn turn(angle: f64) -> Affine {
    let Vec2 { x: cos, y: sin } = direction(angle);
    Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
}

/// A turn about `center`.
pub fn turn_about(angle: f64, center: Point) -> Affine {
    let center = center.to_vec2();
    Affine::translate(center) * turn(angle) * Affine::translate(-center)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_turn_is_exact() {
        assert_eq!(turn(0.0), Affine::IDENTITY);
        assert!(direction(f64::NAN).is_nan());
    }

    proptest! {
        #[test]
        fn it_is_what_the_standard_library_says(angle in -1e6_f64..1e6, small in -10.0_f64..10.0) {
            for angle in [angle, small] {
                let (expected, way) = (Vec2::from_angle(angle), direction(angle));
                prop_assert!((way - expected).hypot() < 1e-15 * angle.abs().max(1.0), "{angle}");
            }
            prop_assert!((direction(small) - Vec2::from_angle(small)).hypot() < 3e-16);
        }
    }
}
