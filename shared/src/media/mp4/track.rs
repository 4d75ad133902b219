//! A track: what plays it, how long, and where its samples are.

use super::SIDES_MAX;
use super::boxes::{Duration, Fate, head, walk};
use super::entry::{self, Plays};
use super::samples::{Samples, Span, rows};
use crate::media::Refusal;
use crate::media::bytes::Reader;

/// A track that is played.
pub(super) struct Track {
    /// Its width in pixels, as it is shown; nothing of a sound.
    pub(super) width: u32,
    /// Its height in pixels, as it is shown.
    pub(super) height: u32,
    /// Whether some browsers alone play it.
    pub(super) limited: bool,
    /// Where its samples are in the file.
    pub(super) spans: Vec<Span>,
}

/// What a track is there for.
pub(super) enum Role {
    /// What one sees.
    Picture(Track),
    /// What one hears.
    Sound(Track),
    /// Sound that not every browser plays.
    StrangeSound,
    /// Anything else: places, times, chapters.
    Other,
}

/// What was found of a track so far.
#[derive(Default)]
struct Found {
    handler: [u8; 4],
    /// Its sides, and whether it is shown turned by a quarter.
    shown: (u32, u32, bool),
    scale: u32,
    /// Who plays it, and its sides as they are encoded.
    entry: Option<(Plays, [u32; 2])>,
    samples: Samples,
}

/// Reads a track, and blanks what of it no player needs.
pub(super) fn read(content: &mut [u8]) -> Result<Role, Refusal> {
    let mut found = Found::default();
    walk(content, &mut |name, _, content| {
        match name {
            b"tkhd" => found.shown = shown(content)?,
            b"edts" => edits(content)?,
            b"mdia" => found.media(content)?,
            _ => return Ok(Fate::Blank),
        }
        Ok(Fate::Keep)
    })?;
    found.finish()
}

impl Found {
    fn media(&mut self, content: &mut [u8]) -> Result<(), Refusal> {
        walk(content, &mut |name, _, content| {
            match name {
                b"mdhd" => self.scale = head(content, 24)?.scale,
                b"hdlr" => self.handler = handler(content)?,
                b"minf" => self.information(content)?,
                _ => return Ok(Fate::Blank),
            }
            Ok(Fate::Keep)
        })
    }

    fn information(&mut self, content: &mut [u8]) -> Result<(), Refusal> {
        walk(content, &mut |name, _, content| {
            match name {
                b"vmhd" | b"smhd" if content.len() <= 12 => {}
                b"dinf" => references(content)?,
                b"stbl" => self.table(content)?,
                _ => return Ok(Fate::Blank),
            }
            Ok(Fate::Keep)
        })
    }

    fn table(&mut self, content: &mut [u8]) -> Result<(), Refusal> {
        walk(content, &mut |name, _, content| {
            if name == b"stsd" {
                self.entry = Some(entry::read(content)?);
            } else if !self.samples.read(name, content)? {
                return Ok(Fate::Blank);
            }
            Ok(Fate::Keep)
        })
    }

    fn finish(self) -> Result<Role, Refusal> {
        let missing = Refusal::Damaged("a track without samples");
        let is_sound = match &self.handler {
            b"vide" => false,
            b"soun" => true,
            _ => return Ok(Role::Other),
        };
        let (plays, [coded_width, coded_height]) = self.entry.ok_or(missing)?;
        if plays == Plays::Hardly {
            return if is_sound {
                Ok(Role::StrangeSound)
            } else {
                Err(Refusal::VideoForm)
            };
        }
        Duration {
            units: self.samples.units,
            scale: self.scale,
        }
        .check()?;
        let spans = self.samples.spans()?;
        if is_sound {
            return Ok(Role::Sound(Track {
                width: 0,
                height: 0,
                limited: false,
                spans,
            }));
        }
        if spans.iter().all(Span::is_empty) {
            return Err(missing);
        }
        let (width, height, turned) = self.shown;
        check_sides(coded_width, coded_height)?;
        check_sides(width, height)?;
        let (width, height) = if turned { (height, width) } else { (width, height) };
        let limited = plays == Plays::Some;
        Ok(Role::Picture(Track {
            width,
            height,
            limited,
            spans,
        }))
    }
}

fn check_sides(width: u32, height: u32) -> Result<(), Refusal> {
    let [long, short] = SIDES_MAX;
    if width == 0 || height == 0 {
        return Err(Refusal::Damaged("a side of no pixels"));
    }
    let fits = width.max(height) <= long && width.min(height) <= short;
    fits.then_some(()).ok_or(Refusal::Sides { width, height })
}

/// The sides of a track, as they stand in its header, and whether they change places.
fn shown(content: &mut [u8]) -> Result<(u32, u32, bool), Refusal> {
    head(content, 84)?;
    let mut reader = Reader::new(content);
    reader.take(content.len().saturating_sub(44))?;
    // The matrix of a quarter's turn takes nothing of the width across.
    let across = reader.big_32()?;
    reader.take(32)?;
    Ok((reader.big_32()? >> 16, reader.big_32()? >> 16, across == 0))
}

/// What a track is for; the name that the device gave it goes.
fn handler(content: &mut [u8]) -> Result<[u8; 4], Refusal> {
    let mut reader = Reader::new(content);
    reader.take(8)?;
    let handler = reader.array()?;
    if let Some(rest) = content.get_mut(12..) {
        rest.fill(0);
    }
    Ok(handler)
}

/// Which parts of the samples are played.
fn edits(content: &mut [u8]) -> Result<(), Refusal> {
    walk(content, &mut |name, _, content| {
        if name != b"elst" {
            return Ok(Fate::Blank);
        }
        let long = content.first() == Some(&1);
        rows(content, 4, if long { 20 } else { 12 })?;
        Ok(Fate::Keep)
    })
}

/// Where the samples are: in this file.
fn references(content: &mut [u8]) -> Result<(), Refusal> {
    walk(content, &mut |name, _, content| {
        if name != b"dref" {
            return Ok(Fate::Blank);
        }
        // One reference, without an address.
        match (content.len(), content.last()) {
            (20, Some(1)) => Ok(Fate::Keep),
            _ => Err(Refusal::Damaged("its samples are elsewhere")),
        }
    })
}
