//! Which part of a file is asked for ([RFC 9110, section 14](https://www.rfc-editor.org/rfc/rfc9110#section-14)).

use crate::blobs::Part;

/// The part that was asked for is not in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OutOfRange;

/// The part that `range` asks for of a file of `length` bytes; nothing for the whole. What can't be read, asks for
/// several parts, or is of another version of the file (`if_range`), asks for the whole.
///
/// # Errors
/// When there is no such part.
pub(super) fn wanted(
    range: &str,
    if_range: &str,
    etag: &str,
    length: u32,
) -> Result<Option<Part>, OutOfRange> {
    let Some(asked) = range
        .strip_prefix("bytes=")
        .filter(|_| if_range.is_empty() || if_range == etag)
    else {
        return Ok(None);
    };
    let Some((first, last)) = asked.trim().split_once('-') else {
        return Ok(None);
    };
    let number = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| text.parse::<u32>().ok())
    };
    let (offset, end) = match (number(first), number(last)) {
        // The last so many bytes.
        (Some(None), Some(Some(count))) => (length.saturating_sub(count), length),
        (Some(Some(first)), Some(None)) if last.is_empty() => (first, length),
        (Some(Some(first)), Some(Some(last))) if first <= last => (first, last.saturating_add(1).min(length)),
        _ => return Ok(None),
    };
    match end.checked_sub(offset) {
        Some(length @ 1..) => Ok(Some(Part { offset, length })),
        _ => Err(OutOfRange),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTH: u32 = 1_000;

    fn part(range: &str) -> Result<Option<(u32, u32)>, OutOfRange> {
        let part = wanted(range, "", "\"m\"", LENGTH)?;
        Ok(part.map(|part| (part.offset, part.length)))
    }

    #[test]
    fn a_part_is_what_was_asked_for_and_ends_with_the_file() {
        for (range, expected) in [
            ("bytes=0-0", (0, 1)),
            ("bytes=0-499", (0, 500)),
            ("bytes=500-", (500, 500)),
            ("bytes=-1", (999, 1)),
            ("bytes=-5000", (0, 1_000)),
            ("bytes=990-5000", (990, 10)),
            ("bytes=999-4294967295", (999, 1)),
        ] {
            assert_eq!(part(range), Ok(Some(expected)), "{range}");
        }
    }

    #[test]
    fn what_can_t_be_read_asks_for_the_whole() {
        for range in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "items=0-1",
            "bytes=5-2",
            "bytes=0-1,5-6",
            "bytes=a-b",
            "bytes=+1-2",
            "bytes=99999999999999999999-",
        ] {
            assert_eq!(part(range), Ok(None), "{range}");
        }
        assert_eq!(wanted("bytes=0-1", "\"other\"", "\"m\"", LENGTH), Ok(None));
        assert!(wanted("bytes=0-1", "\"m\"", "\"m\"", LENGTH).is_ok_and(|part| part.is_some()));
    }

    #[test]
    fn what_is_behind_the_end_is_not_there() {
        for range in ["bytes=1000-", "bytes=1000-2000", "bytes=-0"] {
            assert_eq!(part(range), Err(OutOfRange), "{range}");
        }
    }
}
