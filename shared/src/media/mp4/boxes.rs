//! Boxes: a size, a name, what it holds. Invariant: a box is walked only inside of the one it stands in, so no size
//! that lies leads out of it; blanking changes no size.

use super::SECONDS_MAX;
use crate::media::Refusal;
use crate::media::bytes::Reader;

/// What becomes of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays.
    Keep,
    /// It becomes free space.
    Blank,
}

/// Says what becomes of a box, by its name, where its content begins and what that is.
type Visit<'a> = dyn FnMut(&[u8; 4], usize, &mut [u8]) -> Result<Fate, Refusal> + 'a;

/// Goes through the boxes that stand here one after the other.
///
/// # Errors
/// When one is smaller than its head or larger than where it stands, or when `visit` says so.
pub(super) fn walk(bytes: &mut [u8], visit: &mut Visit<'_>) -> Result<(), Refusal> {
    let mut at = 0;
    while let Some(rest) = bytes.get_mut(at..).filter(|rest| !rest.is_empty()) {
        // QuickTime ends some lists by zeros.
        if rest.len() < 8 && rest.iter().all(|byte| *byte == 0) {
            break;
        }
        let mut reader = Reader::new(rest);
        let (size, name) = (reader.big_32()?, reader.array()?);
        let (head, size) = match size {
            0 => (8, rest.len()),
            1 => (16, length(reader.big_64()?)?),
            size => (8, length(size.into())?),
        };
        if size < head {
            return Err(Refusal::Damaged("a box smaller than its head"));
        }
        let (own, content) = rest
            .get_mut(..size)
            .and_then(|one| one.split_at_mut_checked(head))
            .ok_or(Refusal::Truncated)?;
        if visit(&name, at + head, content)? == Fate::Blank {
            content.fill(0);
            if let Some(name) = own.get_mut(4..8) {
                name.copy_from_slice(b"free");
            }
        }
        at += size;
    }
    Ok(())
}

/// A length or an offset as memory has it.
pub(super) fn length(number: u64) -> Result<usize, Refusal> {
    usize::try_from(number).map_err(|_| Refusal::Truncated)
}

/// How long something lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Duration {
    /// In units.
    pub(super) units: u64,
    /// How many of them a second has.
    pub(super) scale: u32,
}

impl Duration {
    /// Holds it against the limit.
    pub(super) fn check(self) -> Result<(), Refusal> {
        match self.scale {
            0 => Err(Refusal::Damaged("a clock that stands still")),
            scale if self.units > SECONDS_MAX.saturating_mul(scale.into()) => Err(Refusal::Long),
            _ => Ok(()),
        }
    }
}

/// Takes the times out of a header that begins with them. It has `short` bytes, or twelve more where they are long.
/// Gives the duration that follows; what it is in a track's header means nothing.
pub(super) fn head(content: &mut [u8], short: usize) -> Result<Duration, Refusal> {
    let long = content.first() == Some(&1);
    if content.len() != if long { short + 12 } else { short } {
        return Err(Refusal::Damaged("a header of another size"));
    }
    let (times, rest) = content
        .get_mut(4..)
        .and_then(|rest| rest.split_at_mut_checked(if long { 16 } else { 8 }))
        .ok_or(Refusal::Truncated)?;
    times.fill(0);
    let mut reader = Reader::new(rest);
    Ok(Duration {
        scale: reader.big_32()?,
        units: if long {
            reader.big_64()?
        } else {
            reader.big_32()?.into()
        },
    })
}
