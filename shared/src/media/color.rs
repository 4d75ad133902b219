//! The color space of a picture: an [ICC profile](https://www.color.org/specification/ICC.1-2022-05.pdf), written anew.
//!
//! Invariant: what is kept are the numbers that colors are computed from. Names, copyrights, dates and devices, which
//! can hold any text, are not; a profile that can't be told by such numbers is left out, and the picture is sRGB.

use super::Refusal;
use super::bytes::Reader;

const HEADER: usize = 128;
/// The most entries of a curve: more do not make an 8-bit picture any finer.
const CURVE_MAX: usize = 4_096;
/// Numbers of a color space by matrix and curves.
const TAGS: [&[u8; 4]; 11] = [
    b"wtpt", b"bkpt", b"chad", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"cicp",
];
/// What a profile of three colors, or of grays, can't do without.
const COLORS: [&[u8; 4]; 6] = [b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"];
const GRAYS: [&[u8; 4]; 1] = [b"kTRC"];

/// The profile with its numbers alone; nothing when it is not of this kind.
pub(super) fn clean(profile: &[u8]) -> Option<Vec<u8>> {
    let needed: &[&[u8; 4]] = match profile.get(16..20)? {
        b"RGB " => &COLORS,
        b"GRAY" => &GRAYS,
        _ => return None,
    };
    let header = header(profile)?;
    let tags = tags(profile).ok()?;
    let has = |name: &&[u8; 4]| tags.iter().any(|(tag, _)| tag == name);
    if !needed.iter().all(has) {
        return None;
    }
    write(&header, &tags)
}

/// The header without its size, dates, devices and hash.
fn header(profile: &[u8]) -> Option<[u8; HEADER]> {
    let given = profile.get(..HEADER)?;
    let whole = given
        .get(12..16)
        .is_some_and(|class| matches!(class, b"mntr" | b"scnr" | b"spac"))
        && given.get(20..24) == Some(b"XYZ ")
        && given.get(36..40) == Some(b"acsp");
    let mut header = [0; HEADER];
    // Version, class, color space and connection space; the signature; intent and illuminant.
    for range in [8..24, 36..40, 64..80] {
        header.get_mut(range.clone())?.copy_from_slice(given.get(range)?);
    }
    whole.then_some(header)
}

type Tag<'a> = (&'static [u8; 4], &'a [u8]);

fn tags(profile: &[u8]) -> Result<Vec<Tag<'_>>, Refusal> {
    let mut table = Reader::new(profile.get(HEADER..).ok_or(Refusal::Truncated)?);
    let mut kept: Vec<Tag<'_>> = Vec::new();
    for _ in 0..table.big_32()? {
        let name: [u8; 4] = table.array()?;
        let (offset, size) = (table.big_32()? as usize, table.big_32()? as usize);
        let known = TAGS.into_iter().find(|known| **known == name);
        let Some(known) = known.filter(|known| kept.iter().all(|(tag, _)| tag != known)) else {
            continue;
        };
        let value = profile
            .get(offset..offset.saturating_add(size))
            .and_then(number)
            .ok_or(Refusal::Damaged("its color profile"))?;
        kept.push((known, value));
    }
    Ok(kept)
}

/// A value that is made of numbers alone, without what may be hidden behind them.
fn number(value: &[u8]) -> Option<&[u8]> {
    let length = match value.first_chunk()? {
        b"XYZ " => 20,
        b"sf32" => 44,
        b"cicp" => 12,
        b"curv" => {
            let count = u32::from_be_bytes(*value.get(8..)?.first_chunk()?) as usize;
            12 + 2 * Some(count).filter(|count| *count <= CURVE_MAX)?
        }
        b"para" => {
            let function = u16::from_be_bytes(*value.get(8..)?.first_chunk()?);
            12 + 4 * [1, 3, 4, 5, 7].get(usize::from(function))?
        }
        _ => return None,
    };
    value.get(..length)
}

fn write(header: &[u8; HEADER], tags: &[Tag<'_>]) -> Option<Vec<u8>> {
    let mut out = header.to_vec();
    out.extend(u32::try_from(tags.len()).ok()?.to_be_bytes());
    let mut offset = HEADER + 4 + 12 * tags.len();
    for (name, value) in tags {
        out.extend(*name);
        out.extend(u32::try_from(offset).ok()?.to_be_bytes());
        out.extend(u32::try_from(value.len()).ok()?.to_be_bytes());
        offset += value.len().next_multiple_of(4);
    }
    for (_, value) in tags {
        out.extend(*value);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let size = u32::try_from(out.len()).ok()?.to_be_bytes();
    out.get_mut(..4)?.copy_from_slice(&size);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A profile as cameras write them: three colors, shared curves, a name and a copyright.
    fn profile() -> Vec<u8> {
        let mut profile = vec![0; HEADER];
        for (at, text) in [
            (4, "appl"),
            (12, "mntr"),
            (16, "RGB "),
            (20, "XYZ "),
            (36, "acsp"),
            (48, "CAMR"),
            (80, "appl"),
        ] {
            profile[at..at + 4].copy_from_slice(text.as_bytes());
        }
        let (colors, curve, words) = (
            HEADER + 4 + 12 * 8,
            HEADER + 4 + 12 * 8 + 20,
            HEADER + 4 + 12 * 8 + 36,
        );
        profile.extend(8_u32.to_be_bytes());
        for (name, offset, size) in [
            ("desc", words, 24),
            ("cprt", words, 24),
            ("rXYZ", colors, 20),
            ("gXYZ", colors, 20),
            ("bXYZ", colors, 20),
            ("rTRC", curve, 16),
            ("gTRC", curve, 16),
            ("bTRC", curve, 16),
        ] {
            profile.extend(name.as_bytes());
            profile.extend((offset as u32).to_be_bytes());
            profile.extend((size as u32).to_be_bytes());
        }
        profile.extend(b"XYZ \0\0\0\0\0\0\x6f\xa2\0\0\x38\xf5\0\0\x03\x90");
        profile.extend(b"para\0\0\0\0\0\0\0\0\0\x02\x33\x33");
        profile.extend(b"text\0\0\0\x0048.8583,2.2945\0\0");
        profile
    }

    #[test]
    fn colors_stay_and_words_go() {
        let cleaned = clean(&profile()).expect("it is a profile of matrix and curves");
        let text = String::from_utf8_lossy(&cleaned);
        assert!(text.contains("rXYZ") && text.contains("para") && text.contains("acsp"));
        for word in ["48.8583", "desc", "cprt", "CAMR", "appl"] {
            assert!(!text.contains(word), "{word}");
        }
        assert_eq!(clean(&cleaned), Some(cleaned.clone()), "once cleaned it stays");
    }

    #[test]
    fn a_profile_of_another_kind_is_left_out() {
        let mut ink = profile();
        ink[16..20].copy_from_slice(b"CMYK");
        assert_eq!(clean(&ink), None);
        let mut beyond = profile();
        beyond[HEADER + 4 + 24 + 4..HEADER + 4 + 24 + 8].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(clean(&beyond), None);
        // The words stand last: without them the numbers are whole.
        let (whole, numbers) = (profile(), profile().len() - 24);
        for length in 0..whole.len() {
            assert_eq!(clean(&whole[..length]).is_some(), length >= numbers, "{length}");
        }
    }
}
