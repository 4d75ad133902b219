//! Where the samples of a track are: tables of their sizes, of how many stand in a chunk, and of where chunks begin.
//!
//! Invariant: a table is as long as it says, to the byte, and says no more than a video of the limit needs.

use core::iter::repeat_n;
use core::ops::Range;

use super::boxes::length;
use crate::media::Refusal;
use crate::media::bytes::Reader;
use crate::sort;

/// Where a chunk is in the file.
pub(super) type Span = Range<usize>;

/// The most samples of a track: a minute of 240 pictures a second, and some.
const SAMPLES_MAX: usize = 20_000;

/// What the tables say.
#[derive(Default)]
pub(super) struct Samples {
    /// How long they last together, in units of the track.
    pub(super) units: u64,
    sizes: Vec<u32>,
    /// From which chunk on, counted from 1, a chunk has how many samples.
    runs: Vec<(u32, u32)>,
    chunks: Vec<u64>,
}

impl Samples {
    /// Reads a table; whether it is one of those a player needs.
    pub(super) fn read(&mut self, name: &[u8; 4], content: &[u8]) -> Result<bool, Refusal> {
        match name {
            b"stts" => {
                for row in rows(content, 4, 8)?.chunks_exact(8) {
                    let mut row = Reader::new(row);
                    let (count, each) = (u64::from(row.big_32()?), u64::from(row.big_32()?));
                    self.units = self.units.saturating_add(count.saturating_mul(each));
                }
            }
            b"ctts" | b"stss" => {
                rows(content, 4, if name == b"ctts" { 8 } else { 4 })?;
            }
            b"stsc" => {
                for row in rows(content, 4, 12)?.chunks_exact(12) {
                    let mut row = Reader::new(row);
                    self.runs.push((row.big_32()?, row.big_32()?));
                }
            }
            b"stco" => {
                for row in rows(content, 4, 4)?.chunks_exact(4) {
                    self.chunks.push(Reader::new(row).big_32()?.into());
                }
            }
            b"co64" => {
                for row in rows(content, 4, 8)?.chunks_exact(8) {
                    self.chunks.push(Reader::new(row).big_64()?);
                }
            }
            b"stsz" => self.sizes(content)?,
            b"stz2" => return Err(Refusal::VideoForm),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// All of one size, or each of its own.
    fn sizes(&mut self, content: &[u8]) -> Result<(), Refusal> {
        let mut reader = Reader::new(content);
        reader.take(4)?;
        match (reader.big_32()?, reader.big_32()?) {
            (0, _) => {
                for row in rows(content, 8, 4)?.chunks_exact(4) {
                    self.sizes.push(Reader::new(row).big_32()?);
                }
            }
            (each, count) if content.len() == 12 => {
                let count = length(count.into())?;
                if count > SAMPLES_MAX {
                    return Err(Refusal::Long);
                }
                self.sizes.extend(repeat_n(each, count));
            }
            _ => return Err(Refusal::Damaged("a table of another size")),
        }
        Ok(())
    }

    /// Where the chunks are.
    pub(super) fn spans(&self) -> Result<Vec<Span>, Refusal> {
        let (mut sizes, mut runs) = (self.sizes.iter(), self.runs.iter().peekable());
        let mut samples = 0;
        let mut spans = Vec::with_capacity(self.chunks.len());
        for (number, begin) in (1..).zip(&self.chunks) {
            while let Some((_, count)) = runs.next_if(|(first, _)| *first <= number) {
                samples = length((*count).into())?;
            }
            let bytes: u64 = sizes.by_ref().take(samples).map(|size| u64::from(*size)).sum();
            spans.push(length(*begin)?..length(begin.saturating_add(bytes))?);
        }
        Ok(spans)
    }
}

/// The rows of a table that begins with so many bytes and how many rows there are.
pub(super) fn rows(content: &[u8], before: usize, width: usize) -> Result<&[u8], Refusal> {
    let mut reader = Reader::new(content);
    reader.take(before)?;
    let count = length(reader.big_32()?.into())?;
    if count > SAMPLES_MAX {
        return Err(Refusal::Long);
    }
    if reader.rest().len() != count * width {
        return Err(Refusal::Damaged("a table of another size"));
    }
    Ok(reader.rest())
}

/// Blanks what of the data no sample is read from.
///
/// # Errors
/// When a sample is outside of the data.
pub(super) fn blank_others<'a>(
    bytes: &mut [u8],
    data: &[Span],
    played: impl Iterator<Item = &'a Span>,
) -> Result<(), Refusal> {
    let outside = Err(Refusal::Damaged("a sample outside of the data"));
    let mut played: Vec<&Span> = played.filter(|span| !span.is_empty()).collect();
    sort::by_key(&mut played, |span| span.start);
    let mut played = played.into_iter().peekable();
    for all in data {
        let mut blank_from = all.start;
        while let Some(span) = played.next_if(|span| span.start < all.end) {
            if span.start < all.start || span.end > all.end {
                return outside;
            }
            if let Some(gap) = bytes.get_mut(blank_from..span.start) {
                gap.fill(0);
            }
            blank_from = blank_from.max(span.end);
        }
        bytes
            .get_mut(blank_from..all.end)
            .ok_or(Refusal::Truncated)?
            .fill(0);
    }
    if played.next().is_some() { outside } else { Ok(()) }
}
