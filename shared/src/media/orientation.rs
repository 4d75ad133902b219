//! Which way up a picture is: the one word of [EXIF](https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E)
//! that a reader needs. Invariant: of a block that came in nothing is kept but a number from 2 to 8.

use super::bytes::Reader;

/// The tag of the orientation in the first directory.
const TAG: u16 = 0x0112;
/// The type of a number of 16 bits.
const SHORT: u16 = 3;

/// How a picture is to be turned: 2 to 8, as EXIF counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Orientation(u8);

impl Orientation {
    /// The orientation a TIFF block says; nothing when it is upright or does not say.
    pub(super) fn read(tiff: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(tiff);
        let little = match reader.array().ok()? {
            [b'I', b'I', 42, 0] => true,
            [b'M', b'M', 0, 42] => false,
            _ => return None,
        };
        let short = |bytes: [u8; 2]| {
            if little {
                u16::from_le_bytes(bytes)
            } else {
                u16::from_be_bytes(bytes)
            }
        };
        let offset = reader.array().ok()?;
        let offset = if little {
            u32::from_le_bytes(offset)
        } else {
            u32::from_be_bytes(offset)
        };
        let mut directory = Reader::new(tiff.get(usize::try_from(offset).ok()?..)?);
        let count = short(directory.array().ok()?);
        for _ in 0..count {
            let [t0, t1, k0, k1, _, _, _, _, v0, v1, _, _] = directory.array().ok()?;
            if short([t0, t1]) == TAG && short([k0, k1]) == SHORT {
                let value = u8::try_from(short([v0, v1])).ok()?;
                return (2..=8).contains(&value).then_some(Self(value));
            }
        }
        None
    }

    /// A TIFF block that says this and nothing else.
    pub(super) fn block(self) -> [u8; 26] {
        let [tag_high, tag_low] = TAG.to_be_bytes();
        [
            b'M', b'M', 0, 42, 0, 0, 0, 8, // the first directory follows at once
            0, 1, // one entry
            tag_high, tag_low, 0, 3, 0, 0, 0, 1, 0, self.0, 0, 0, // one short, padded
            0, 0, 0, 0, // no further directory
        ]
    }

    /// Width and height as they are shown: four of the turns lay a picture on its side.
    pub(super) fn shown(this: Option<Self>, width: u32, height: u32) -> (u32, u32) {
        match this {
            Some(Self(5..=8)) => (height, width),
            _ => (width, height),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orientation_reads_back_from_its_own_block() {
        for value in 2..=8 {
            let orientation = Orientation(value);
            assert_eq!(Orientation::read(&orientation.block()), Some(orientation));
        }
        assert_eq!(Orientation::read(&Orientation(1).block()), None);
        assert_eq!(Orientation::read(&Orientation(9).block()), None);
    }

    #[test]
    fn the_smaller_byte_first_is_read_too() {
        let block =
            b"II\x2a\0\x0a\0\0\0??\x02\0\x0f\x01\x02\0\x04\0\0\0\0\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        assert_eq!(Orientation::read(block), Some(Orientation(6)));
        assert_eq!(Orientation::shown(Orientation::read(block), 4, 3), (3, 4));
    }

    #[test]
    fn a_block_that_lies_says_nothing() {
        for block in [
            &b""[..],
            b"II\x2a\0",
            b"MM\0\x2a\xff\xff\xff\xff",
            b"MM\0\x2a\0\0\0\x08\xff\xff\x01\x12",
        ] {
            assert_eq!(Orientation::read(block), None);
        }
    }
}
