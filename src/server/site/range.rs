use std::ops::Range;

/// What to send of a body that somebody asked for a part of.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it: the question makes no sense, or asks for several parts, which nobody has to answer.
    Whole,
    /// These bytes.
    Bytes(Range<usize>),
    /// Nothing: it is shorter.
    Beyond,
}

/// Reads a `Range` header for a body of that many bytes, as RFC 9110, 14.1.2 says.
pub fn part(header: &str, length: usize) -> Part {
    let Some((unit, range)) = header.split_once('=') else {
        return Part::Whole;
    };
    let Some((first, last)) = range.trim().split_once('-') else {
        return Part::Whole;
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Part::Whole;
    }
    match (number(first), number(last)) {
        // The last so many.
        (None, Some(count)) if first.is_empty() => match length.min(count) {
            0 => Part::Beyond,
            count => Part::Bytes(length - count..length),
        },
        (Some(first), None) if last.is_empty() => from(first, length, length),
        (Some(first), Some(last)) if first <= last => from(first, last.saturating_add(1), length),
        _ => Part::Whole,
    }
}

fn from(start: usize, end: usize, length: usize) -> Part {
    if start < length {
        Part::Bytes(start..end.min(length))
    } else {
        Part::Beyond
    }
}

/// Digits alone: `parse` would take a sign too. What is too large is as good as the largest.
fn number(text: &str) -> Option<usize> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_form() {
        for (header, expected) in [
            ("bytes=0-0", Part::Bytes(0..1)),
            ("bytes=2-5", Part::Bytes(2..6)),
            ("Bytes=2-5", Part::Bytes(2..6)),
            ("bytes=2-", Part::Bytes(2..10)),
            ("bytes=2-99", Part::Bytes(2..10)),
            ("bytes=-3", Part::Bytes(7..10)),
            ("bytes=-99", Part::Bytes(0..10)),
            ("bytes=9-99999999999999999999999", Part::Bytes(9..10)),
            ("bytes=10-", Part::Beyond),
            ("bytes=99999999999999999999999-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=5-2", Part::Whole),
            ("bytes=0-1,4-5", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=1--2", Part::Whole),
            ("lines=1-2", Part::Whole),
            ("bytes", Part::Whole),
            ("", Part::Whole),
        ] {
            assert_eq!(part(header, 10), expected, "{header}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Beyond);
    }
}
