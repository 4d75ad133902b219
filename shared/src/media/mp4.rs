//! MP4 ([ISO 14496-12](https://www.iso.org/standard/83102.html)) and QuickTime: boxes by an allow-list, read from
//! their headers. What no player needs is blanked where it stands, so that every offset still holds.
//!
//! Invariants: a cleaned file is as long as what came; its boxes are those listed here, or empty; of its data only
//! what a kept track plays is left, so whatever else recorded where and how it was taken is gone with its samples.

mod boxes;
mod entry;
mod hevc;
mod samples;
mod track;

use super::{Cleaned, Kind, Refusal};
use boxes::{Fate, head, walk};
use samples::Span;
use track::{Role, Track};

/// The longest a video may last, in seconds. What telephones make of it fits the bytes that are taken.
pub const SECONDS_MAX: u64 = 60;
/// The most pixels of a side, either way up: what is called 4K.
pub const SIDES_MAX: [u32; 2] = [3_840, 2_160];
/// The most tracks a file may have; telephones write up to eight.
const TRACKS_MAX: usize = 16;
/// What a player is told it needs: the first of these, or one of the others.
const BRANDS: [&[u8; 4]; 15] = [
    b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV",
    b"3gp4", b"3gp5", b"3gp6", b"qt  ",
];
/// The most bytes of the list of brands.
const BRANDS_BYTES: usize = 128;

/// Tells a video by how its file begins.
pub(super) fn is_video(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp")
        && bytes
            .get(8..12)
            .is_some_and(|brand| BRANDS.iter().any(|known| *known == brand))
}

pub(super) fn clean(mut bytes: Vec<u8>) -> Result<Cleaned, Refusal> {
    let mut movie = None;
    let mut data: Vec<Span> = Vec::new();
    let mut first = true;
    walk(&mut bytes, &mut |name, at, content| {
        if core::mem::take(&mut first) != (name == b"ftyp") {
            return Err(Refusal::Damaged("it begins twice"));
        }
        match name {
            b"ftyp" => brands(content)?,
            b"moov" if movie.is_none() => movie = Some(Movie::read(content)?),
            b"moov" => return Err(Refusal::Damaged("two videos in one")),
            b"mdat" => data.push(at..at + content.len()),
            // A file in pieces says in each piece where it goes on.
            b"moof" => return Err(Refusal::VideoForm),
            _ => return Ok(Fate::Blank),
        }
        Ok(Fate::Keep)
    })?;
    let Movie { picture, sound } = movie.ok_or(Refusal::Damaged("it says nothing of its tracks"))?;
    let sound = sound.iter().flat_map(|sound| &sound.spans);
    samples::blank_others(&mut bytes, &data, picture.spans.iter().chain(sound))?;
    Ok(Cleaned {
        kind: if picture.limited {
            Kind::LimitedMp4
        } else {
            Kind::Mp4
        },
        width: picture.width,
        height: picture.height,
        bytes,
    })
}

/// What is played.
struct Movie {
    picture: Track,
    sound: Option<Track>,
}

impl Movie {
    fn read(content: &mut [u8]) -> Result<Self, Refusal> {
        let (mut pictures, mut sounds) = (Vec::new(), Vec::new());
        let (mut tracks, mut strange_sound) = (0, false);
        walk(content, &mut |name, _, content| {
            match name {
                b"mvhd" => header(content)?,
                b"trak" => {
                    tracks += 1;
                    if tracks > TRACKS_MAX {
                        return Err(Refusal::VideoForm);
                    }
                    match track::read(content)? {
                        Role::Picture(track) => pictures.push(track),
                        // A second one is another language, or for other ears.
                        Role::Sound(track) if sounds.is_empty() => sounds.push(track),
                        Role::StrangeSound => {
                            strange_sound = true;
                            return Ok(Fate::Blank);
                        }
                        Role::Sound(_) | Role::Other => return Ok(Fate::Blank),
                    }
                }
                b"mvex" => return Err(Refusal::VideoForm),
                _ => return Ok(Fate::Blank),
            }
            Ok(Fate::Keep)
        })?;
        let sound = sounds.pop();
        if sound.is_none() && strange_sound {
            return Err(Refusal::VideoForm);
        }
        match (pictures.pop(), pictures.pop()) {
            (Some(picture), None) => Ok(Self { picture, sound }),
            _ => Err(Refusal::VideoForm),
        }
    }
}

/// Leaves of the brands those that are known, and nothing of the version, which is anybody's.
fn brands(content: &mut [u8]) -> Result<(), Refusal> {
    if content.len() < 8 || content.len() > BRANDS_BYTES || !content.len().is_multiple_of(4) {
        return Err(Refusal::Damaged("its kind"));
    }
    let [isom, ..] = BRANDS;
    for (at, brand) in content.chunks_exact_mut(4).enumerate() {
        if at == 1 {
            brand.fill(0);
        } else if !BRANDS.iter().any(|known| *known == brand) {
            brand.copy_from_slice(isom);
        }
    }
    Ok(())
}

/// The header of it all: how long it says it lasts. Its times, and what QuickTime kept of the last viewing, go.
fn header(content: &mut [u8]) -> Result<(), Refusal> {
    let duration = head(content, 100)?;
    for past in [
        content.len() - 28..content.len() - 4,
        content.len() - 74..content.len() - 64,
    ] {
        content.get_mut(past).ok_or(Refusal::Truncated)?.fill(0);
    }
    duration.check()
}
