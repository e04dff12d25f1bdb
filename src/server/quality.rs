/// The members of a list such as `br, gzip;q=0.5`, each with how much it is wanted in thousandths: 1000 where nothing
/// is said. A member whose weight cannot be read is left out.
pub fn qualities(list: &str) -> impl Iterator<Item = (&str, u16)> {
    list.split(',').filter_map(|member| {
        let mut parts = member.split(';').map(str::trim);
        let name = parts.next().filter(|name| !name.is_empty())?;
        let weight =
            parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        Some((name, weight.map_or(Some(1000), thousandths)?))
    })
}

/// A weight from 0 to 1 with at most three decimals (RFC 9110, 12.4.2).
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, decimals) = weight.split_once('.').unwrap_or((weight, ""));
    let is_number = decimals.len() <= 3 && decimals.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths = format!("{decimals:0<3}").parse::<u16>().ok()?;
    match whole {
        "0" if is_number => Some(thousandths),
        "1" if is_number && thousandths == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_in_thousandths() {
        let list = "a, b;q=0.5 ,c ; q=1.000;d=e, f;q=0, g;level=1;q=0.125, , h;q=2, i;q=0.1234, j;q=x, k;q=-1, l;q=1.";
        let read: Vec<_> = qualities(list).collect();
        let expected = [
            ("a", 1000),
            ("b", 500),
            ("c", 1000),
            ("f", 0),
            ("g", 125),
            ("l", 1000),
        ];
        assert_eq!(read, expected);
    }
}
