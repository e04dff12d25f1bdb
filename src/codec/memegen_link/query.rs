//! The part of an address after its question mark.

use super::line::percent_decoded;
use super::{LinkError, MemeLink};

/// Sizes that are read, in pixels: from what memegen accepts to the longest side of a canvas.
const SIDES: std::ops::RangeInclusive<u32> = 10..=crate::codec::picture::LONGEST_SIDE;

/// Reads what is understood of `query` into `link`. Of a key that is there twice the first counts, except that styles add up.
pub(super) fn read(query: &str, link: &mut MemeLink) -> Result<(), LinkError> {
    for pair in query.split('&') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        if !matches!(
            key,
            "font" | "color" | "style" | "layout" | "width" | "height"
        ) {
            continue;
        }
        let value = value.replace('+', " ");
        let value = percent_decoded(&value)?;
        let value = value.trim();
        match key {
            "font" if link.font.is_none() && !value.is_empty() => {
                link.font = Some(value.to_owned());
            }
            "color" if link.colors.is_empty() => link.colors = listed(value),
            "style" => link.styles.extend(listed(value)),
            "layout" => link.layout_top |= value == "top",
            "width" => link.width = link.width.or_else(|| side(value)),
            "height" => link.height = link.height.or_else(|| side(value)),
            _ => {}
        }
    }
    Ok(())
}

/// What stands between commas.
fn listed(value: &str) -> Vec<String> {
    (value.split(',').map(str::trim))
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

fn side(value: &str) -> Option<u32> {
    value.parse().ok().filter(|side| SIDES.contains(side))
}
