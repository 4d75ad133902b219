//! A cleaned picture is the picture and nothing else, whatever came.
//!
//! The files in `tests/data/media` are renderings by ffmpeg, with a place and words of a canary written by exiftool
//! into every block their containers have.

use fanfare_shared::media::{Cleaned, Kind, PIXELS_MAX, Refusal, clean};
use proptest::prelude::*;

const FILES: [(&[u8], Kind, [u32; 2]); 5] = [
    (
        include_bytes!("../../../../tests/data/media/photo.jpg"),
        Kind::Jpeg,
        [64, 96],
    ),
    (
        include_bytes!("../../../../tests/data/media/progressive.jpg"),
        Kind::Jpeg,
        [96, 64],
    ),
    (
        include_bytes!("../../../../tests/data/media/shot.png"),
        Kind::Png,
        [64, 96],
    ),
    (
        include_bytes!("../../../../tests/data/media/lossy.webp"),
        Kind::Webp,
        [96, 64],
    ),
    (
        include_bytes!("../../../../tests/data/media/lossless.webp"),
        Kind::Webp,
        [96, 64],
    ),
];

/// Words that stand in what came along, and names of what could hold more.
const STRANGE: [&[u8]; 12] = [
    b"fanfare-canary",
    b"48.8583",
    b"2.2945",
    b"48,51.",
    b"ns.adobe.com",
    b"Photoshop",
    b"8BIM",
    b"tEXt",
    b"iTXt",
    b"XMP ",
    b"desc",
    b"CAMR",
];

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

fn put(bytes: &[u8], at: usize, with: &[u8]) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    changed[at..at + with.len()].copy_from_slice(with);
    changed
}

#[test]
fn nothing_that_came_along_is_in_a_cleaned_picture() {
    for (bytes, kind, [width, height]) in FILES {
        assert!(holds(bytes, b"fanfare-canary"), "the file has something to lose");
        let picture = clean(bytes).unwrap();
        assert_eq!(
            (picture.kind, picture.width, picture.height),
            (kind, width, height)
        );
        for word in STRANGE {
            let word_text = String::from_utf8_lossy(word);
            assert!(!holds(&picture.bytes, word), "{kind:?} holds {word_text}");
        }
        assert!(picture.bytes.len() < bytes.len());
    }
}

#[test]
fn a_cleaned_picture_is_clean() {
    for (bytes, ..) in FILES {
        let picture = clean(bytes).unwrap();
        assert_eq!(clean(&picture.bytes), Ok(picture));
    }
}

#[test]
fn a_file_cut_short_is_refused_at_every_byte() {
    for (bytes, kind, _) in FILES {
        let whole = clean(bytes).unwrap().bytes;
        for length in 12..whole.len() {
            assert!(clean(&whole[..length]).is_err(), "{kind:?} of {length} bytes");
        }
    }
}

#[test]
fn what_follows_a_picture_is_never_served() {
    for (bytes, kind, _) in FILES {
        let whole = clean(bytes).unwrap();
        let followed = [&whole.bytes[..], b"<script>alert(1)</script>PK\x03\x04"].concat();
        match kind {
            Kind::Jpeg => assert_eq!(
                clean(&followed),
                Ok(whole),
                "telephones add to it, and it is cut off"
            ),
            _ => assert_eq!(clean(&followed), Err(Refusal::Trailing)),
        }
    }
}

/// Where a file says its sides: the place, and how a side of this many pixels is written there twice.
fn flooded(bytes: &[u8], kind: Kind, side: u32) -> Vec<u8> {
    let [_, b, c, d] = side.to_be_bytes();
    match kind {
        Kind::Jpeg => {
            let frame = bytes
                .windows(3)
                .position(|window| matches!(window, [0xFF, 0xC0 | 0xC2, 0]))
                .unwrap();
            put(bytes, frame + 5, &[c, d, c, d])
        }
        Kind::Png => put(bytes, 16, &[0, b, c, d, 0, b, c, d]),
        _ => {
            let frame = bytes.windows(4).position(|window| window == b"VP8 ").unwrap();
            put(bytes, frame + 14, &[d, c & 0x3F, d, c & 0x3F])
        }
    }
}

#[test]
fn a_header_that_promises_too_many_pixels_is_refused() {
    for (bytes, kind, _) in [FILES[0], FILES[1], FILES[2]] {
        for side in [16_000, 16_384, 40_000] {
            let refused = clean(flooded(bytes, kind, side));
            assert!(
                matches!(refused, Err(Refusal::Pixels { .. })),
                "{kind:?} {side}: {refused:?}"
            );
        }
    }
    assert_eq!(
        clean(flooded(FILES[3].0, Kind::Webp, 16_000)),
        Err(Refusal::Damaged("two sizes for one picture"))
    );
    assert!(16_000_u32.pow(2) > PIXELS_MAX);
}

#[test]
fn moving_pictures_are_refused() {
    let (png, ..) = FILES[2];
    let control = [
        &[0, 0, 0, 8],
        b"acTL".as_slice(),
        &[0, 1, 0x86, 0xA0, 0, 0, 0, 0],
        &[0; 4],
    ]
    .concat();
    assert_eq!(
        clean([&png[..33], &control, &png[33..]].concat()),
        Err(Refusal::Moving)
    );
    let (webp, ..) = FILES[3];
    assert_eq!(clean(put(webp, 20, &[0x02])), Err(Refusal::Moving));
}

#[test]
fn tables_with_something_behind_them_are_refused() {
    let (jpeg, ..) = FILES[0];
    let whole = clean(jpeg).unwrap().bytes;
    let at = whole
        .windows(2)
        .position(|window| window == [0xFF, 0xDB])
        .unwrap();
    let length = u16::from_be_bytes([whole[at + 2], whole[at + 3]]);
    let stuffed = [
        &whole[..at + 2],
        &(length + 4).to_be_bytes(),
        &whole[at + 4..at + 2 + usize::from(length)],
        b"/*<>",
        &whole[at + 2 + usize::from(length)..],
    ]
    .concat();
    assert!(clean(&stuffed).is_err());
}

fn cleaned_is_clean(picture: &Cleaned) -> Result<(), TestCaseError> {
    let again = clean(&picture.bytes);
    prop_assert_eq!(again.as_ref(), Ok(picture));
    for word in STRANGE {
        prop_assert!(!holds(&picture.bytes, word));
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_taken_or_refused(kind in 0..3_usize, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let begin: &[u8] = [&[0xFF, 0xD8, 0xFF][..], b"\x89PNG\r\n\x1a\n", b"RIFF\x80\0\0\0WEBP"][kind];
        if let Ok(picture) = clean([begin, &bytes].concat()) {
            prop_assert_eq!(clean(&picture.bytes), Ok(picture));
        }
    }

    #[test]
    fn a_picture_with_any_bytes_changed_is_cleaned_or_refused(
        file in 0..FILES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = clean(FILES[file].0).unwrap().bytes;
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(picture) = clean(&bytes) {
            cleaned_is_clean(&picture)?;
        }
    }

    #[test]
    fn a_picture_with_anything_in_a_segment_of_its_own_loses_it(words in "[a-z<>/ .0-9]{8,60}", segment in prop::sample::select(vec![0xE0_u8, 0xE1, 0xE2, 0xE5, 0xED, 0xEE, 0xEF, 0xFE])) {
        let (bytes, ..) = FILES[0];
        let length = (words.len() + 2) as u16;
        let with = [&bytes[..2], &[0xFF, segment], &length.to_be_bytes(), words.as_bytes(), &bytes[2..]].concat();
        let picture = clean(&with).unwrap();
        prop_assert!(!holds(&picture.bytes, words.as_bytes()));
        cleaned_is_clean(&picture)?;
    }
}
