//! PNG: chunks by an allow-list. Text, times, EXIF, color profiles (which are compressed text as much as numbers) and
//! whatever is not known are left out; which way up it is comes back in an `eXIf` chunk of our own.

use super::bytes::Reader;
use super::orientation::Orientation;
use super::{Cleaned, Kind, Refusal, check_size};

/// How a file begins.
pub(super) const MAGIC: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

pub(super) fn clean(bytes: &[u8]) -> Result<Cleaned, Refusal> {
    let mut reader = Reader::new(bytes);
    let mut out = reader.take(MAGIC.len())?.to_vec();
    let header = Chunk::read(&mut reader)?;
    if &header.name != b"IHDR" {
        return Err(Refusal::Damaged("no header"));
    }
    let (width, height) = size(header.data)?;
    header.write(&mut out);
    let orientation = orientation(reader)?;
    if let Some(orientation) = orientation {
        push_exif(&mut out, orientation);
    }
    let mut data = false;
    loop {
        let chunk = Chunk::read(&mut reader)?;
        match &chunk.name {
            b"IDAT" => data = true,
            b"acTL" | b"fcTL" | b"fdAT" => return Err(Refusal::Moving),
            b"IEND" if chunk.data.is_empty() => {
                chunk.write(&mut out);
                break;
            }
            name if chunk.is_kept(data) => {
                if name == b"PLTE" && chunk.data.len() % 3 != 0 {
                    return Err(Refusal::Damaged("its palette"));
                }
            }
            // What can't be left out without changing the picture.
            [b'A'..=b'Z', ..] => return Err(Refusal::Form),
            _ => continue,
        }
        chunk.write(&mut out);
    }
    if !data {
        return Err(Refusal::Damaged("no picture in it"));
    }
    if !reader.is_empty() {
        return Err(Refusal::Trailing);
    }
    let (width, height) = Orientation::shown(orientation, width, height);
    Ok(Cleaned {
        kind: Kind::Png,
        width,
        height,
        bytes: out,
    })
}

/// A part of a file: its name, what it holds, and the sum over both as it came.
struct Chunk<'a> {
    name: [u8; 4],
    data: &'a [u8],
    sum: [u8; 4],
}

impl<'a> Chunk<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, Refusal> {
        let length = reader.big_32()? as usize;
        Ok(Self {
            name: reader.array()?,
            data: reader.take(length)?,
            sum: reader.array()?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        // It was read with a length of 32 bits.
        out.extend((self.data.len() as u32).to_be_bytes());
        out.extend(self.name);
        out.extend_from_slice(self.data);
        out.extend(self.sum);
    }

    /// Whether it is one of those that say how colors are meant, with room for that and nothing more; they stand
    /// before the picture.
    fn is_kept(&self, after_data: bool) -> bool {
        let fits = match &self.name {
            b"PLTE" => self.data.len() <= 3 * 256,
            b"tRNS" => self.data.len() <= 256,
            b"gAMA" | b"cICP" => self.data.len() == 4,
            b"cHRM" => self.data.len() == 32,
            b"sRGB" => self.data.len() == 1,
            b"sBIT" => self.data.len() <= 4,
            b"bKGD" => self.data.len() <= 6,
            _ => false,
        };
        fits && !after_data
    }
}

/// The sides, from a header of a form the standard allows.
fn size(header: &[u8]) -> Result<(u32, u32), Refusal> {
    let mut reader = Reader::new(header);
    let (width, height) = (reader.big_32()?, reader.big_32()?);
    let [depth, color, compression, filter, interlace] = reader.array()?;
    let form = matches!(
        (color, depth),
        (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) | (2 | 4 | 6, 8 | 16)
    );
    if !form || compression != 0 || filter != 0 || interlace > 1 || !reader.is_empty() {
        return Err(Refusal::Damaged("its header"));
    }
    check_size(width, height)?;
    Ok((width, height))
}

/// Which way up it is, wherever the file says so.
fn orientation(mut ahead: Reader<'_>) -> Result<Option<Orientation>, Refusal> {
    while !ahead.is_empty() {
        let chunk = Chunk::read(&mut ahead)?;
        match &chunk.name {
            b"eXIf" => return Ok(Orientation::read(chunk.data)),
            b"IEND" => break,
            _ => {}
        }
    }
    Ok(None)
}

/// Writes a chunk that says which way up it is, and nothing else.
fn push_exif(out: &mut Vec<u8>, orientation: Orientation) {
    let data = orientation.block();
    let name = *b"eXIf";
    let sum = sum(&[&name[..], &data].concat());
    Chunk {
        name,
        data: &data,
        sum,
    }
    .write(out);
}

/// The sum of a chunk ([PNG, annex D](https://www.w3.org/TR/png-3/#D-CRCAppendix)).
fn sum(bytes: &[u8]) -> [u8; 4] {
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    });
    (!sum).to_be_bytes()
}
