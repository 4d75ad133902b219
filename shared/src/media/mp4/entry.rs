//! What a track is encoded as. Invariant: of an entry stays what a decoder is set up with, of a limited size; the
//! name of the program that encoded it, and color profiles, which have names, too, go.

use super::boxes::{Fate, walk};
use super::hevc;
use crate::media::Refusal;
use crate::media::bytes::Reader;

/// What the fields of an entry for pictures take, before the boxes in it.
const PICTURE: usize = 78;
/// The same for sound, and what QuickTime's first version adds.
const SOUND: usize = 28;
const SOUND_MORE: usize = 16;
/// The most bytes that set up a decoder.
const SETUP_BYTES: usize = 4_096;

/// Which browsers play what a track has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plays {
    /// All.
    Every,
    /// Those on machines that were made for it: HEVC, AV1.
    Some,
    /// None, or next to none.
    Hardly,
}

/// Who plays what this track has, and its sides as they are encoded (nothing of sound).
///
/// # Errors
/// When there are several, or it is damaged.
pub(super) fn read(content: &mut [u8]) -> Result<(Plays, [u32; 2]), Refusal> {
    let (count, entries) = content.split_at_mut_checked(8).ok_or(Refusal::Truncated)?;
    let mut found = None;
    walk(entries, &mut |name, _, content| {
        if found.is_some() {
            return Err(Refusal::VideoForm);
        }
        found = Some(match name {
            b"avc1" | b"avc3" => (Plays::Every, picture(content)?.0),
            b"hvc1" | b"hev1" | b"av01" => match picture(content)? {
                (sides, true) => (Plays::Some, sides),
                _ => return Err(Refusal::Damaged("nothing sets up its decoder")),
            },
            b"mp4a" => (Plays::Every, sound(content)?),
            _ => (Plays::Hardly, [0; 2]),
        });
        Ok(Fate::Keep)
    })?;
    let one = count.ends_with(&[0, 0, 0, 1]);
    found
        .filter(|_| one)
        .ok_or(Refusal::Damaged("a track that is encoded as nothing"))
}

/// Its sides, and whether what sets up a decoder is left.
fn picture(content: &mut [u8]) -> Result<([u32; 2], bool), Refusal> {
    let (fields, boxes) = content.split_at_mut_checked(PICTURE).ok_or(Refusal::Truncated)?;
    let mut reader = Reader::new(fields);
    reader.take(24)?;
    let sides = [reader.big_16()?.into(), reader.big_16()?.into()];
    // Who encoded it, by an identifier and by name.
    for named in [8..24, 42..74] {
        fields.get_mut(named).ok_or(Refusal::Truncated)?.fill(0);
    }
    Ok((sides, setup(boxes)?))
}

fn sound(content: &mut [u8]) -> Result<[u32; 2], Refusal> {
    let more = match content.get(8..10) {
        Some([0, 0]) => 0,
        Some([0, 1]) => SOUND_MORE,
        _ => return Err(Refusal::VideoForm),
    };
    let (fields, boxes) = content
        .split_at_mut_checked(SOUND + more)
        .ok_or(Refusal::Truncated)?;
    fields.get_mut(10..16).ok_or(Refusal::Truncated)?.fill(0);
    setup(boxes)?;
    Ok([0; 2])
}

/// Leaves what sets up a decoder; whether there is anything that does.
fn setup(boxes: &mut [u8]) -> Result<bool, Refusal> {
    let mut found = false;
    walk(boxes, &mut |name, _, content| {
        match name {
            b"avcC" | b"av1C" | b"esds" if content.len() <= SETUP_BYTES => found = true,
            b"hvcC" if content.len() <= SETUP_BYTES => {
                hevc::clean(content)?;
                found = true;
            }
            b"pasp" | b"btrt" | b"frma" if content.len() <= SETUP_BYTES => {}
            b"colr" if matches!(content.get(..4), Some(b"nclx" | b"nclc")) && content.len() <= 11 => {}
            // QuickTime puts the same into a box of its own, with the entry's name and an end beside it.
            b"wave" if content.len() <= SETUP_BYTES => found |= setup(content)?,
            b"mp4a" | b"\0\0\0\0" if content.len() <= 4 => content.fill(0),
            _ => return Ok(Fate::Blank),
        }
        Ok(Fate::Keep)
    })?;
    Ok(found)
}
