//! Pictures and videos people send: recognized, measured and cleaned from their bytes, without decoding a pixel.
//!
//! Invariant: what [`clean`] gives holds the picture and what a decoder needs to show it right, in a container
//! written anew (of a video: blanked in place). No comment, place, device or time that came along is in it, and
//! nothing follows the picture.

mod bytes;
mod color;
mod jpeg;
mod mp4;
mod orientation;
mod png;
mod webp;

use std::borrow::Cow;

pub use mp4::{SECONDS_MAX, SIDES_MAX};

/// The most bytes a picture may have: what a telephone's camera makes stays under it, and the Worker can hold a
/// few at a time.
pub const BYTES_MAX: usize = 10 * 1024 * 1024;
/// The most bytes a video may have: as it came, cleaned and on its way to the store it stands in memory up to three
/// times, and uploads together take half of the 128 MB an isolate has.
pub const VIDEO_BYTES_MAX: usize = 20 * 1024 * 1024;
/// The most bytes of one part of a file that is sent in parts: what is sent again after a connection broke.
pub const PART_BYTES_MAX: usize = 2 * 1024 * 1024;
/// The most parts of a file: those of the largest video, and as many again for who sends smaller ones.
pub const PARTS_MAX: usize = 20;
/// The media type of a part.
pub const PART_TYPE: &str = "application/octet-stream";
/// The word of a part in the database.
pub const PART: &str = "part";
/// The most bytes a picture or video of a form without scripts may have.
pub const FORM_BYTES_MAX: usize = 5 * 1024 * 1024;
/// The most pixels a picture may have: a telephone's largest today, 8,064 by 6,048, and a little more.
pub const PIXELS_MAX: u32 = 50_000_000;
/// The most pixels of a side: what WebP can say.
pub const SIDE_MAX: u32 = 16_383;
/// The width of a smaller variant in pixels: a column of a gallery, and half of one where a screen has two pixels for one.
pub const VARIANT_WIDTH: u32 = 480;
/// The most bytes of a variant: a few times what a picture of its sides has.
pub const VARIANT_BYTES_MAX: usize = 512 * 1024;
/// Up to so many bytes a picture without a variant is shown whole where it is small, too: what a browser makes of a large
/// one stays below it more often than not.
pub const WHOLE_BYTES_MAX: u32 = 512 * 1024;
/// The most pictures of one question or answer.
pub const PICTURES_MAX: usize = 4;

/// A kind of picture or video.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// [JPEG](https://www.w3.org/Graphics/JPEG/itu-t81.pdf): baseline and progressive, 8 bits.
    Jpeg,
    /// [PNG](https://www.w3.org/TR/png-3/), one frame.
    Png,
    /// [WebP](https://www.rfc-editor.org/rfc/rfc9649), one frame.
    Webp,
    /// [MP4](https://www.iso.org/standard/83102.html) or QuickTime: H.264 and AAC, whole.
    Mp4,
    /// The same, of HEVC or AV1, as telephones record it: some browsers play it, all can keep it.
    LimitedMp4,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Jpeg, Self::Png, Self::Webp, Self::Mp4, Self::LimitedMp4];

    /// The word in the database and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Mp4 => "mp4",
            Self::LimitedMp4 => "limited_mp4",
        }
    }

    /// What the names of its files end in.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::LimitedMp4 => Self::Mp4.as_str(),
            kind => kind.as_str(),
        }
    }

    /// Whether it is played.
    pub const fn is_video(self) -> bool {
        matches!(self, Self::Mp4 | Self::LimitedMp4)
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The media type it is served as.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Mp4 | Self::LimitedMp4 => "video/mp4",
        }
    }

    /// The most bytes of one.
    pub const fn bytes_max(self) -> usize {
        match self {
            Self::Jpeg | Self::Png | Self::Webp => BYTES_MAX,
            Self::Mp4 | Self::LimitedMp4 => VIDEO_BYTES_MAX,
        }
    }

    /// Tells a kind by how its files begin, whatever their name or type says.
    pub fn recognize(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&jpeg::MAGIC) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(&png::MAGIC) {
            Some(Self::Png)
        } else if bytes.starts_with(webp::RIFF) && bytes.get(8..12) == Some(webp::WEBP) {
            Some(Self::Webp)
        } else if mp4::is_video(bytes) {
            Some(Self::Mp4)
        } else {
            None
        }
    }
}

/// A cleaned picture or video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// Its kind.
    pub kind: Kind,
    /// Its width in pixels, as it is shown.
    pub width: u32,
    /// Its height in pixels, as it is shown.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Why a file is not taken, and how to mend it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It does not begin as a picture of these kinds does.
    #[error("This is nothing that can be shown here. Send a JPEG, PNG or WebP file, or a video as MP4.")]
    Kind,
    /// It is one of these kinds, in a form that browsers do not show.
    #[error("This form of picture is not shown everywhere. Save it as an ordinary JPEG, PNG or WebP file.")]
    Form,
    /// It is a video that hardly a browser plays, or one in pieces.
    #[error(
        "This form of video is not played everywhere. Save it as an ordinary MP4 file in one piece (H.264 and AAC)."
    )]
    VideoForm,
    /// It is a video that lasts too long.
    #[error("The video lasts longer than {SECONDS_MAX} seconds. Cut it and send it again.")]
    Long,
    /// It is a video that says it is larger than screens are.
    #[error(
        "The video has {width} by {height} pixels; at most {} by {} are taken, either way up. Make it smaller and send it again.",
        SIDES_MAX[0],
        SIDES_MAX[1]
    )]
    Sides {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// It moves.
    #[error("Pictures that move are not taken. Send one still picture, or a video as MP4.")]
    Moving,
    /// It has too many bytes.
    #[error("The file has {bytes} bytes; at most {most} are taken. Make it smaller and send it again.")]
    Bytes {
        /// What it has.
        bytes: usize,
        /// What one of its kind may have.
        most: usize,
    },
    /// It says it is larger than anything people take.
    #[error(
        "The picture has {width} by {height} pixels; at most {SIDE_MAX} a side and {PIXELS_MAX} in all are taken."
    )]
    Pixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// It ends before it should.
    #[error("The file ends too early. Choose it again and send it whole.")]
    Truncated,
    /// Something follows the picture.
    #[error("Something follows the picture in this file. Save the picture anew and send that.")]
    Trailing,
    /// Its parts contradict each other.
    #[error("The file is damaged ({0}). Save the picture anew and send that.")]
    Damaged(&'static str),
}

/// Checks a picture or video by its headers, and leaves of it what a decoder needs, and nothing else: a picture's
/// container is written anew, a video is cleaned where it stands.
///
/// # Errors
/// When it is none of ours, too large, damaged, or more than one picture.
pub fn clean<'a>(bytes: impl Into<Cow<'a, [u8]>>) -> Result<Cleaned, Refusal> {
    cleaned(bytes.into())
}

fn cleaned(bytes: Cow<'_, [u8]>) -> Result<Cleaned, Refusal> {
    let kind = Kind::recognize(&bytes).ok_or(Refusal::Kind)?;
    if bytes.len() > kind.bytes_max() {
        return Err(Refusal::Bytes {
            bytes: bytes.len(),
            most: kind.bytes_max(),
        });
    }
    match kind {
        Kind::Jpeg => jpeg::clean(&bytes),
        Kind::Png => png::clean(&bytes),
        Kind::Webp => webp::clean(&bytes),
        Kind::Mp4 | Kind::LimitedMp4 => mp4::clean(bytes.into_owned()),
    }
}

/// Whether a picture of these sides is the smaller variant of one, or the poster of a video: [`VARIANT_WIDTH`] wide, or as
/// wide as what it stands for where that is less, and as high as it follows, to a pixel.
pub fn is_variant([width, height]: [u32; 2], of: [u32; 2]) -> bool {
    let [width, height, full_width, full_height] = [width, height, of[0], of[1]].map(u64::from);
    let as_high = (height * full_width).abs_diff(full_height * width);
    width == full_width.min(VARIANT_WIDTH.into()) && as_high <= full_width
}

/// Holds the sides of a picture against the limits.
fn check_size(width: u32, height: u32) -> Result<(), Refusal> {
    if width == 0 || height == 0 {
        return Err(Refusal::Damaged("a side of no pixels"));
    }
    let fits = width <= SIDE_MAX && height <= SIDE_MAX && width.saturating_mul(height) <= PIXELS_MAX;
    fits.then_some(()).ok_or(Refusal::Pixels { width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_is_refused_whatever_it_is_called() {
        for bytes in [
            &b""[..],
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"<!doctype html><script>alert(1)</script>",
            b"GIF89a=1;/*",
            b"%PDF-1.7",
            b"PK\x03\x04",
            b"RIFF\x04\0\0\0WAVE",
            b"BM",
            b"\0\0\0\x18ftypheic",
        ] {
            assert_eq!(clean(bytes), Err(Refusal::Kind));
            let called = [b"\0\0\0\x18ftyp".as_slice(), bytes].concat();
            assert_eq!(clean(called), Err(Refusal::Kind));
        }
    }

    #[test]
    fn a_side_has_a_limit_and_so_has_the_whole() {
        assert_eq!(check_size(8_064, 6_048), Ok(()));
        assert_eq!(check_size(SIDE_MAX, 3_051), Ok(()));
        for (width, height) in [
            (SIDE_MAX + 1, 1),
            (8_000, 8_000),
            (40_000, 40_000),
            (u32::MAX, u32::MAX),
        ] {
            assert_eq!(check_size(width, height), Err(Refusal::Pixels { width, height }));
        }
        assert!(check_size(0, 5).is_err() && check_size(5, 0).is_err());
    }

    #[test]
    fn a_variant_is_as_wide_as_a_column_and_as_high_as_it_follows() {
        for (full, variant) in [
            ([2048, 1536], [480, 360]),
            ([1536, 2048], [480, 640]),
            ([1000, 333], [480, 160]),
            ([1000, 1], [480, 1]),
            ([320, 240], [320, 240]),
            ([480, 1], [480, 1]),
        ] {
            assert!(is_variant(variant, full), "{variant:?} of {full:?}");
        }
        for (full, other) in [
            ([2048, 1536], [481, 361]),
            ([2048, 1536], [480, 362]),
            ([2048, 1536], [480, 640]),
            ([320, 240], [480, 360]),
            ([SIDE_MAX, SIDE_MAX], [480, 1]),
        ] {
            assert!(!is_variant(other, full), "{other:?} of {full:?}");
        }
    }

    #[test]
    fn a_file_over_the_limit_is_not_looked_at() {
        for (begin, most) in [
            (&jpeg::MAGIC[..], BYTES_MAX),
            (b"\0\0\0\x18ftypisom", VIDEO_BYTES_MAX),
        ] {
            let mut file = begin.to_vec();
            file.resize(most + 1, 0xFF);
            let bytes = file.len();
            assert_eq!(clean(file), Err(Refusal::Bytes { bytes, most }));
        }
    }
}
