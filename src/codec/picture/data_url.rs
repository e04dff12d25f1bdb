//! `data:` addresses, which hold their file themselves.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

/// As browsers decode it: padded or not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The file in a `data:` address. None where the address is another one, or damaged.
///
/// ```
/// use memeforge::codec::picture::data_url;
///
/// assert_eq!(data_url("data:image/svg+xml,%3Csvg/%3E#a").as_deref(), Some(&b"<svg/>"[..]));
/// assert_eq!(data_url("data:;base64, aGVs bG8").as_deref(), Some(&b"hello"[..]));
/// assert_eq!(data_url("https://example.com"), None);
/// ```
pub fn data_url(address: &str) -> Option<Vec<u8>> {
    let address = address.trim();
    let (scheme, rest) = address.split_at_checked("data:".len())?;
    if !scheme.eq_ignore_ascii_case("data:") {
        return None;
    }
    let (media_type, data) = rest.split_once(',')?;
    let data = data.split('#').next().unwrap_or_default();
    let bytes: Cow<[u8]> = percent_decode_str(data).into();
    if media_type
        .trim_end()
        .to_ascii_lowercase()
        .ends_with(";base64")
    {
        let is_space = |byte: &u8| byte.is_ascii_whitespace();
        let digits: Vec<u8> = bytes
            .iter()
            .copied()
            .filter(|byte| !is_space(byte))
            .collect();
        BASE64.decode(digits).ok()
    } else {
        Some(bytes.into_owned())
    }
}
