//! The colours that a picture is made of, to be offered for its texts.

use crate::document::Color;

/// The most that are told.
const MOST: usize = 6;

/// Colours that differ by less than this in each channel are one to the eye that chooses.
const APART: u8 = 40;

/// A colour that fewer pixels have, as a fraction of all, is no colour of the picture.
const LEAST_SHARE: f64 = 0.004;

/// The colours of a picture, those that most of it has first. `rgba` has four bytes a pixel, of which few are enough: 64 × 64.
/// Transparent pixels do not count.
///
/// ```
/// use memeforge::codec::picture::main_colors;
///
/// let pixels = [[255, 0, 0, 255], [255, 0, 0, 255], [0, 0, 255, 255]].concat();
/// let names: Vec<String> = main_colors(&pixels).iter().map(ToString::to_string).collect();
/// assert_eq!(names, ["#ff0000", "#0000ff"]);
/// ```
pub fn main_colors(rgba: &[u8]) -> Vec<Color> {
    // Three bits of each channel: how many pixels fall into a bin, and the sum of each of their channels.
    let mut bins = vec![[0_u32; 4]; 512];
    let mut opaque = 0_u32;
    for pixel in rgba.chunks_exact(4).filter(|pixel| pixel[3] >= 128) {
        let level = |channel: u8| usize::from(channel >> 5);
        let bin = &mut bins[(level(pixel[0]) << 6) | (level(pixel[1]) << 3) | level(pixel[2])];
        bin[3] += 1;
        for (sum, channel) in bin.iter_mut().zip(&pixel[..3]) {
            *sum += u32::from(*channel);
        }
        opaque += 1;
    }
    bins.retain(|bin| f64::from(bin[3]) > LEAST_SHARE * f64::from(opaque));
    bins.sort_by_key(|bin| std::cmp::Reverse(bin[3]));
    let mut colors: Vec<Color> = Vec::new();
    for [r, g, b, count] in bins {
        let mean = |sum: u32| (sum / count) as u8;
        let color = Color {
            r: mean(r),
            g: mean(g),
            b: mean(b),
        };
        if colors.len() < MOST && colors.iter().all(|other| are_apart(*other, color)) {
            colors.push(color);
        }
    }
    colors
}

fn are_apart(a: Color, b: Color) -> bool {
    [(a.r, b.r), (a.g, b.g), (a.b, b.b)]
        .iter()
        .any(|(a, b)| a.abs_diff(*b) >= APART)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_transparent_or_rare_is_no_colour_of_the_picture() {
        assert!(main_colors(&[]).is_empty());
        assert!(main_colors(&[9, 9, 9, 0]).is_empty());
        let mut pixels = [200, 100, 50, 255].repeat(1000);
        pixels.extend([0, 255, 0, 255]);
        let colors: Vec<String> = main_colors(&pixels).iter().map(Color::to_string).collect();
        assert_eq!(colors, ["#c86432"]);
    }

    #[test]
    fn shades_that_are_alike_are_one() {
        let pixels = [[250, 0, 0, 255], [220, 10, 10, 255], [0, 0, 0, 255]].concat();
        assert_eq!(main_colors(&pixels).len(), 2);
    }

    proptest! {
        #[test]
        fn few_colours_that_can_be_told_apart(pixels in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let colors = main_colors(&pixels);
            prop_assert!(colors.len() <= MOST);
            for (index, color) in colors.iter().enumerate() {
                prop_assert!(colors[..index].iter().all(|other| are_apart(*other, *color)));
            }
        }
    }
}
