//! WebP: chunks by an allow-list, the frame's own header held against what the container says.

use super::bytes::Reader;
use super::orientation::Orientation;
use super::{Cleaned, Kind, Refusal, check_size, color};

/// How a file begins, and what stands at its ninth byte.
pub(super) const RIFF: &[u8] = b"RIFF";
pub(super) const WEBP: &[u8] = b"WEBP";

// Flags of an extended file.
const ANIMATION: u8 = 0x02;
const EXIF: u8 = 0x08;
const ALPHA: u8 = 0x10;
const PROFILE: u8 = 0x20;

/// The picture itself: the name of its chunk, its data and its size.
type Frame<'a> = (&'static [u8; 4], &'a [u8], (u32, u32));

/// The parts of a file that are kept.
#[derive(Default)]
struct Parts<'a> {
    /// The size an extended file says, and whether it says that some of it can be seen through.
    canvas: Option<(u32, u32, bool)>,
    profile: Option<Vec<u8>>,
    alpha: Option<&'a [u8]>,
    frame: Option<Frame<'a>>,
    orientation: Option<Orientation>,
}

pub(super) fn clean(bytes: &[u8]) -> Result<Cleaned, Refusal> {
    let mut reader = Reader::new(bytes);
    reader.take(4)?;
    let length = reader.little_32()? as usize;
    let mut content = Reader::new(reader.take(length)?);
    if !reader.is_empty() {
        return Err(Refusal::Trailing);
    }
    content.take(4)?;
    let mut parts = Parts::default();
    while !content.is_empty() {
        parts.read(&mut content)?;
    }
    parts.finish(bytes.len())
}

impl<'a> Parts<'a> {
    fn read(&mut self, content: &mut Reader<'a>) -> Result<(), Refusal> {
        let name: [u8; 4] = content.array()?;
        let length = content.little_32()? as usize;
        let data = content.take(length)?;
        if length % 2 == 1 {
            content.byte()?;
        }
        match &name {
            b"VP8X" if self.canvas.is_none() && self.frame.is_none() => self.canvas = Some(canvas(data)?),
            b"VP8 " if self.frame.is_none() => self.frame = Some((b"VP8 ", data, lossy(data)?)),
            b"VP8L" if self.frame.is_none() => self.frame = Some((b"VP8L", data, lossless(data)?)),
            b"ALPH" if self.alpha.is_none() && self.frame.is_none() => self.alpha = Some(data),
            b"ICCP" if self.profile.is_none() => self.profile = color::clean(data),
            b"EXIF" if self.orientation.is_none() => {
                let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                self.orientation = Orientation::read(tiff);
            }
            b"ANIM" | b"ANMF" => return Err(Refusal::Moving),
            b"VP8X" | b"VP8 " | b"VP8L" => return Err(Refusal::Damaged("two pictures in one")),
            _ => {}
        }
        Ok(())
    }

    fn finish(self, capacity: usize) -> Result<Cleaned, Refusal> {
        let (name, frame, (width, height)) = self.frame.ok_or(Refusal::Truncated)?;
        if self.canvas.is_some_and(|(w, h, _)| (w, h) != (width, height)) {
            return Err(Refusal::Damaged("two sizes for one picture"));
        }
        check_size(width, height)?;
        let mut bytes = Vec::with_capacity(capacity);
        bytes.extend_from_slice(b"RIFF\0\0\0\0WEBP");
        if let Some((_, _, see_through)) = self.canvas {
            let flag = |set: bool, flag: u8| if set { flag } else { 0 };
            let flags = flag(see_through, ALPHA)
                | flag(self.profile.is_some(), PROFILE)
                | flag(self.orientation.is_some(), EXIF);
            let [w0, w1, w2, _] = (width - 1).to_le_bytes();
            let [h0, h1, h2, _] = (height - 1).to_le_bytes();
            push(&mut bytes, b"VP8X", &[flags, 0, 0, 0, w0, w1, w2, h0, h1, h2])?;
            if let Some(profile) = &self.profile {
                push(&mut bytes, b"ICCP", profile)?;
            }
            if let Some(alpha) = self.alpha.filter(|_| name == b"VP8 ") {
                push(&mut bytes, b"ALPH", alpha)?;
            }
        }
        push(&mut bytes, name, frame)?;
        // A simple file has no room for it.
        let orientation = self.orientation.filter(|_| self.canvas.is_some());
        if let Some(orientation) = orientation {
            push(&mut bytes, b"EXIF", &orientation.block())?;
        }
        let length = u32::try_from(bytes.len().saturating_sub(8)).map_err(|_| Refusal::Form)?;
        if let Some(place) = bytes.get_mut(4..8) {
            place.copy_from_slice(&length.to_le_bytes());
        }
        let (width, height) = Orientation::shown(orientation, width, height);
        Ok(Cleaned {
            kind: Kind::Webp,
            width,
            height,
            bytes,
        })
    }
}

fn push(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) -> Result<(), Refusal> {
    let length = u32::try_from(data.len()).map_err(|_| Refusal::Form)?;
    out.extend(name);
    out.extend(length.to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
    Ok(())
}

/// The size of an extended file, and whether some of it can be seen through.
fn canvas(data: &[u8]) -> Result<(u32, u32, bool), Refusal> {
    let mut reader = Reader::new(data);
    let [flags, ..] = reader.array::<4>()?;
    if flags & ANIMATION != 0 {
        return Err(Refusal::Moving);
    }
    let (width, height) = (reader.little_24()? + 1, reader.little_24()? + 1);
    Ok((width, height, flags & ALPHA != 0))
}

/// The size of a lossy frame ([RFC 6386, section 9.1](https://www.rfc-editor.org/rfc/rfc6386#section-9.1)).
fn lossy(data: &[u8]) -> Result<(u32, u32), Refusal> {
    let mut reader = Reader::new(data);
    let tag = reader.little_24()?;
    if tag & 1 != 0 || reader.array()? != [0x9D, 0x01, 0x2A] {
        return Err(Refusal::Damaged("no key frame"));
    }
    let side = |bytes: [u8; 2]| u32::from(u16::from_le_bytes(bytes) & 0x3FFF);
    Ok((side(reader.array()?), side(reader.array()?)))
}

/// The size of a lossless frame ([RFC 9649, section 3.4](https://www.rfc-editor.org/rfc/rfc9649#section-3.4)).
fn lossless(data: &[u8]) -> Result<(u32, u32), Refusal> {
    let mut reader = Reader::new(data);
    if reader.byte()? != 0x2F {
        return Err(Refusal::Damaged("no frame"));
    }
    let bits = reader.little_32()?;
    Ok(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
}
