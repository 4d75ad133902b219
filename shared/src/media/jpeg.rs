//! JPEG: segments by an allow-list, scans copied as they are.
//!
//! Of what cameras add, three things are kept because a reader would see their loss, each written anew: the density
//! (`JFIF`), which way up it is (`Exif`) and the color space (`ICC_PROFILE`); and what Adobe's programs say of how
//! colors are stored. What follows the end is dropped: telephones put a second picture, a clip or a depth map there.

use super::bytes::Reader;
use super::orientation::Orientation;
use super::{Cleaned, Kind, Refusal, check_size, color};

/// How a file begins.
pub(super) const MAGIC: [u8; 3] = [0xFF, 0xD8, 0xFF];

const SOF0: u8 = 0xC0;
const SOF2: u8 = 0xC2;
const DHT: u8 = 0xC4;
const SOI: u8 = 0xD8;
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const DQT: u8 = 0xDB;
const DRI: u8 = 0xDD;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const APP15: u8 = 0xEF;
const COM: u8 = 0xFE;

const EXIF: &[u8] = b"Exif\0\0";
/// One profile in one part; larger ones are of kinds that are not kept.
const ICC: &[u8] = b"ICC_PROFILE\0\x01\x01";
/// The most scans: encoders make about ten, and each costs a reader's browser a pass over the whole picture.
const SCANS_MAX: u32 = 100;

/// What is kept of what cameras add.
#[derive(Default)]
struct Extras {
    density: Option<[u8; 5]>,
    orientation: Option<Orientation>,
    profile: Option<Vec<u8>>,
    transform: Option<u8>,
}

pub(super) fn clean(bytes: &[u8]) -> Result<Cleaned, Refusal> {
    let mut reader = Reader::new(bytes);
    reader.take(2)?;
    let mut out = Vec::with_capacity(bytes.len());
    let mut tables = Vec::new();
    let mut extras = Extras::default();
    let mut size = None;
    let mut scans = 0;
    loop {
        let marker = marker(&mut reader)?;
        if marker == EOI {
            break;
        }
        let segment = segment(&mut reader)?;
        // Before the first scan everything waits for what is written in front of it.
        let into = if scans == 0 { &mut tables } else { &mut out };
        match marker {
            SOF0..=SOF2 if size.is_none() => {
                size = Some(frame(segment)?);
                push(into, marker, segment)?;
            }
            DQT => {
                quantization(segment)?;
                push(into, marker, segment)?;
            }
            DHT => {
                huffman(segment)?;
                push(into, marker, segment)?;
            }
            DRI if segment.len() == 2 => push(into, marker, segment)?,
            SOS => {
                if size.is_none() {
                    return Err(Refusal::Damaged("a scan before its frame"));
                }
                scan(segment)?;
                if scans == 0 {
                    extras.write(&mut out)?;
                    out.append(&mut tables);
                }
                scans += 1;
                if scans > SCANS_MAX {
                    return Err(Refusal::Form);
                }
                push(&mut out, marker, segment)?;
                out.extend_from_slice(entropy(&mut reader)?);
            }
            APP0..=APP15 if scans == 0 => extras.read(marker, segment),
            APP0..=APP15 | COM => {}
            // Lossless, hierarchical and arithmetic coding, and a height that follows the first scan.
            0xC3..=0xCF | 0xDC => return Err(Refusal::Form),
            _ => return Err(Refusal::Damaged("an unknown part")),
        }
    }
    let (width, height) = size.filter(|_| scans > 0).ok_or(Refusal::Damaged("no scan"))?;
    out.extend([0xFF, EOI]);
    let (width, height) = Orientation::shown(extras.orientation, width, height);
    Ok(Cleaned {
        kind: Kind::Jpeg,
        width,
        height,
        bytes: out,
    })
}

impl Extras {
    fn read(&mut self, marker: u8, segment: &[u8]) {
        match marker {
            APP0 if self.density.is_none() => {
                self.density = segment
                    .strip_prefix(b"JFIF\0")
                    .and_then(|rest| rest.get(2..7)?.first_chunk().copied());
            }
            APP1 if self.orientation.is_none() => {
                self.orientation = segment.strip_prefix(EXIF).and_then(Orientation::read);
            }
            APP2 if self.profile.is_none() => {
                self.profile = segment.strip_prefix(ICC).and_then(color::clean);
            }
            APP14 if self.transform.is_none() => {
                self.transform = segment
                    .strip_prefix(b"Adobe")
                    .and_then(|rest| rest.get(6).copied())
                    .filter(|transform| *transform <= 2);
            }
            _ => {}
        }
    }

    /// Writes the beginning of a file.
    fn write(&self, out: &mut Vec<u8>) -> Result<(), Refusal> {
        out.extend([0xFF, SOI]);
        if let Some(density) = self.density {
            push(out, APP0, &[b"JFIF\0\x01\x02", &density[..], &[0, 0]].concat())?;
        }
        if let Some(orientation) = self.orientation {
            push(out, APP1, &[EXIF, &orientation.block()].concat())?;
        }
        if let Some(profile) = &self.profile {
            push(out, APP2, &[ICC, profile].concat())?;
        }
        if let Some(transform) = self.transform {
            push(out, APP14, &[b"Adobe\0\x64\0\0\0\0", &[transform][..]].concat())?;
        }
        Ok(())
    }
}

/// The next marker; any number of fill bytes may stand before it.
fn marker(reader: &mut Reader<'_>) -> Result<u8, Refusal> {
    if reader.byte()? != 0xFF {
        return Err(Refusal::Damaged("something between its parts"));
    }
    loop {
        match reader.byte()? {
            0xFF => {}
            marker => return Ok(marker),
        }
    }
}

fn segment<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], Refusal> {
    let length = usize::from(reader.big_16()?);
    let length = length
        .checked_sub(2)
        .ok_or(Refusal::Damaged("a part without length"))?;
    reader.take(length)
}

fn push(out: &mut Vec<u8>, marker: u8, segment: &[u8]) -> Result<(), Refusal> {
    let length = u16::try_from(segment.len() + 2).map_err(|_| Refusal::Damaged("a part too long"))?;
    out.extend([0xFF, marker]);
    out.extend(length.to_be_bytes());
    out.extend_from_slice(segment);
    Ok(())
}

/// The sides, from a frame of 8 bits and 1, 3 or 4 colors.
fn frame(segment: &[u8]) -> Result<(u32, u32), Refusal> {
    let mut reader = Reader::new(segment);
    let depth = reader.byte()?;
    let (height, width) = (reader.big_16()?, reader.big_16()?);
    let colors = reader.byte()?;
    if depth != 8 || !matches!(colors, 1 | 3 | 4) {
        return Err(Refusal::Form);
    }
    if reader.rest().len() != 3 * usize::from(colors) {
        return Err(Refusal::Damaged("its frame"));
    }
    check_size(width.into(), height.into())?;
    Ok((width.into(), height.into()))
}

/// Tables of 64 numbers of one byte or two, and nothing behind them.
fn quantization(segment: &[u8]) -> Result<(), Refusal> {
    let mut reader = Reader::new(segment);
    while !reader.is_empty() {
        let wide = reader.byte()? >> 4;
        reader.take(if wide == 0 { 64 } else { 128 })?;
    }
    Ok(())
}

/// Tables of 16 counts and as many symbols, and nothing behind them.
fn huffman(segment: &[u8]) -> Result<(), Refusal> {
    let mut reader = Reader::new(segment);
    while !reader.is_empty() {
        let [_, counts @ ..] = reader.array::<17>()?;
        reader.take(counts.iter().map(|count| usize::from(*count)).sum())?;
    }
    Ok(())
}

/// One to four colors, two bytes each, and three bytes.
fn scan(segment: &[u8]) -> Result<(), Refusal> {
    let colors = segment.first().copied().unwrap_or_default();
    let fits = (1..=4).contains(&colors) && segment.len() == 4 + 2 * usize::from(colors);
    fits.then_some(()).ok_or(Refusal::Damaged("a scan"))
}

/// The data of a scan: up to the next marker that is no restart.
fn entropy<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], Refusal> {
    let rest = reader.rest();
    let mut end = 0;
    loop {
        let ahead = rest.get(end..).unwrap_or_default();
        end += ahead
            .iter()
            .position(|byte| *byte == 0xFF)
            .ok_or(Refusal::Truncated)?;
        match rest.get(end + 1) {
            None => return Err(Refusal::Truncated),
            Some(0x00 | 0xD0..=0xD7) => end += 2,
            Some(0xFF) => end += 1,
            Some(_) => return reader.take(end),
        }
    }
}
