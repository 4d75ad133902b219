//! What sets up a decoder of HEVC (ISO 14496-15, 8.3.3): lists of units, each with its length. Invariant: units stay as
//! long as they are; of those that only tell of the picture, as programs name themselves, the words go.

use super::boxes::length;
use crate::media::Refusal;
use crate::media::bytes::Reader;

/// What stands before the lists, the last of it how many there are.
const HEAD: usize = 23;
/// The types of units that a decoder is set up with.
const NEEDED: core::ops::RangeInclusive<u8> = 32..=34;
/// What stands in place of words: no zeros, of which three would end a unit.
const SPACE: u8 = b' ';
/// How a unit ends.
const END: u8 = 0x80;

/// Takes the words out.
///
/// # Errors
/// When the lists are not as long as what they stand in.
pub(super) fn clean(content: &mut [u8]) -> Result<(), Refusal> {
    let damaged = Refusal::Damaged("what sets up its decoder");
    let (head, mut rest) = content.split_at_mut_checked(HEAD).ok_or(damaged)?;
    for _ in 0..head.last().copied().unwrap_or_default() {
        let mut list = Reader::new(rest);
        let [kind] = list.array()?;
        let (kind, count) = (kind & 0x3F, list.big_16()?);
        rest = rest.get_mut(3..).ok_or(damaged)?;
        for _ in 0..count {
            let size = length(Reader::new(rest).big_16()?.into())?;
            let (unit, after) = rest
                .get_mut(2..)
                .and_then(|rest| rest.split_at_mut_checked(size))
                .ok_or(damaged)?;
            if unit.first().map(|first| first >> 1) != Some(kind) {
                return Err(damaged);
            }
            if !NEEDED.contains(&kind) {
                blank(unit);
            }
            rest = after;
        }
    }
    if rest.is_empty() { Ok(()) } else { Err(damaged) }
}

/// Leaves the head of a unit, what its words are for, and how long they are.
fn blank(unit: &mut [u8]) {
    let mut words = unit.get_mut(2..).unwrap_or_default();
    for _ in 0..2 {
        let more = words.iter().take_while(|byte| **byte == u8::MAX).count();
        words = words.get_mut(more + 1..).unwrap_or_default();
    }
    if let Some((end, words)) = words.split_last_mut() {
        words.fill(SPACE);
        *end = END;
    }
}
