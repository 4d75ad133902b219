//! Files to send: renderings with a canary and a place in every block their containers have, and what was hidden.

use std::io::Write;
use std::process::{Command, Stdio};

/// A photograph on its side, with EXIF, XMP, IPTC, a comment and a color profile.
pub const PHOTO: &[u8] = include_bytes!("../data/media/photo.jpg");
/// Another, progressive, with something behind its end.
pub const PROGRESSIVE: &[u8] = include_bytes!("../data/media/progressive.jpg");
/// A picture of a screen, with EXIF, XMP, text and a color profile.
pub const SHOT: &[u8] = include_bytes!("../data/media/shot.png");
/// A lossy picture, with EXIF, XMP and a color profile.
pub const LOSSY: &[u8] = include_bytes!("../data/media/lossy.webp");
/// A lossless picture, with EXIF and XMP.
pub const LOSSLESS: &[u8] = include_bytes!("../data/media/lossless.webp");

/// A video, with XMP, QuickTime's keys, user data and the places that 3GPP and QuickTime have there.
pub const CLIP: &[u8] = include_bytes!("../data/media/clip.mp4");
/// One on its side, as QuickTime keeps it, with a track of text that says a place.
pub const TURNED: &[u8] = include_bytes!("../data/media/turned.mov");
/// One of an older telephone, with the place where 3GPP has it.
pub const TELEPHONE: &[u8] = include_bytes!("../data/media/telephone.3gp");
/// One of HEVC, as a telephone of today has it in QuickTime's keys.
pub const HEVC: &[u8] = include_bytes!("../data/media/hevc.mov");
/// One of AV1.
pub const AV1: &[u8] = include_bytes!("../data/media/av1.mp4");

/// All of them, by what they are sent as.
pub const ALL: [(&str, &[u8]); 10] = [
    ("image/jpeg", PHOTO),
    ("image/jpeg", PROGRESSIVE),
    ("image/png", SHOT),
    ("image/webp", LOSSY),
    ("image/webp", LOSSLESS),
    ("video/mp4", CLIP),
    ("video/mp4", TURNED),
    ("video/mp4", TELEPHONE),
    ("video/mp4", HEVC),
    ("video/mp4", AV1),
];

/// Words that only metadata of [`ALL`] holds.
pub const HIDDEN: [&str; 4] = ["fanfare-canary", "48.8583", "2.2945", "ns.adobe.com"];

/// What a reader of headers takes for a PNG of these sides and so many bytes and a little more, with words in it.
pub fn of_sides(width: u32, height: u32, bytes: usize) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).expect("a chunk has less than 4 GB");
        [&length.to_be_bytes()[..], name, data, &[0; 4]].concat()
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        chunk(b"tEXt", b"Comment\0fanfare-canary"),
        chunk(b"IDAT", &vec![0; bytes]),
        chunk(b"IEND", b""),
    ]
    .concat()
}

/// Whether these bytes hold this word.
pub fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

/// What exiftool reads in a file, a tag a line; nothing where it is not installed.
pub fn tags(bytes: &[u8]) -> Option<String> {
    let mut exiftool = Command::new("exiftool")
        .args(["-a", "-u", "-G1", "-s", "-ee", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    exiftool.stdin.take()?.write_all(bytes).ok()?;
    let output = exiftool.wait_with_output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
