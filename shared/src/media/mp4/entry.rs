//! What a track is encoded as. Invariant: of an entry stays what a decoder is set up with, of a limited size; the
//! name of the program that encoded it, and color profiles, which have names, too, go.

use super::boxes::{Fate, walk};
use crate::media::Refusal;
use crate::media::bytes::Reader;

/// What the fields of an entry for pictures take, before the boxes in it.
const PICTURE: usize = 78;
/// The same for sound, and what QuickTime's first version adds.
const SOUND: usize = 28;
const SOUND_MORE: usize = 16;
/// The most bytes that set up a decoder.
const SETUP_BYTES: usize = 2_048;

/// Whether every browser plays what this track has, and its sides as they are encoded (nothing of sound).
///
/// # Errors
/// When there are several, or it is damaged.
pub(super) fn read(content: &mut [u8]) -> Result<(bool, [u32; 2]), Refusal> {
    let (count, entries) = content.split_at_mut_checked(8).ok_or(Refusal::Truncated)?;
    let mut found = None;
    walk(entries, &mut |name, _, content| {
        if found.is_some() {
            return Err(Refusal::VideoForm);
        }
        found = Some(match name {
            b"avc1" | b"avc3" => (true, picture(content)?),
            b"mp4a" => (true, sound(content)?),
            _ => (false, [0; 2]),
        });
        Ok(Fate::Keep)
    })?;
    let one = count.ends_with(&[0, 0, 0, 1]);
    found
        .filter(|_| one)
        .ok_or(Refusal::Damaged("a track that is encoded as nothing"))
}

fn picture(content: &mut [u8]) -> Result<[u32; 2], Refusal> {
    let (fields, boxes) = content.split_at_mut_checked(PICTURE).ok_or(Refusal::Truncated)?;
    let mut reader = Reader::new(fields);
    reader.take(24)?;
    let sides = [reader.big_16()?.into(), reader.big_16()?.into()];
    // Who encoded it, by an identifier and by name.
    for named in [8..24, 42..74] {
        fields.get_mut(named).ok_or(Refusal::Truncated)?.fill(0);
    }
    setup(boxes)?;
    Ok(sides)
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

/// Leaves what sets up a decoder.
fn setup(boxes: &mut [u8]) -> Result<(), Refusal> {
    walk(boxes, &mut |name, _, content| {
        match name {
            b"avcC" | b"esds" | b"pasp" | b"btrt" | b"frma" if content.len() <= SETUP_BYTES => {}
            b"colr" if matches!(content.get(..4), Some(b"nclx" | b"nclc")) && content.len() <= 11 => {}
            // QuickTime puts the same into a box of its own, with the entry's name and an end beside it.
            b"wave" if content.len() <= SETUP_BYTES => setup(content)?,
            b"mp4a" | b"\0\0\0\0" if content.len() <= 4 => content.fill(0),
            _ => return Ok(Fate::Blank),
        }
        Ok(Fate::Keep)
    })
}
