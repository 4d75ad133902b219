//! A cleaned video is as long as what came, plays the same, and holds nothing else, whatever came.
//!
//! The files in `tests/data/media` are renderings by ffmpeg, with a place and words of a canary in `udta`, `loci`,
//! `©xyz`, QuickTime's keys, XMP and a track of text, written by ffmpeg and exiftool.

mod movie;

use fanfare_shared::media::{Cleaned, Kind, Refusal, SECONDS_MAX, SIDES_MAX, clean};
use movie::{Movie, boxed};
use proptest::prelude::*;

const FILES: [(&[u8], [u32; 2]); 5] = [
    (include_bytes!("../../../../tests/data/media/clip.mp4"), [96, 64]),
    (
        include_bytes!("../../../../tests/data/media/turned.mov"),
        [64, 96],
    ),
    (
        include_bytes!("../../../../tests/data/media/telephone.3gp"),
        [96, 64],
    ),
    (include_bytes!("../../../../tests/data/media/hevc.mov"), [96, 64]),
    (include_bytes!("../../../../tests/data/media/av1.mp4"), [96, 64]),
];

/// The first of those that some browsers alone play.
const LIMITED: usize = 3;

/// Words that stand in what came along, and names of what could hold more.
const STRANGE: [&[u8]; 13] = [
    b"fanfare-canary",
    b"48.8583",
    b"2.2945",
    b"ns.adobe.com",
    b"location",
    b"xyz",
    b"loci",
    b"udta",
    b"meta",
    b"uuid",
    b"Handler",
    b"Lavf",
    b"x265",
];

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

#[test]
fn nothing_that_came_along_is_in_a_cleaned_video() {
    for (place, (bytes, [width, height])) in FILES.into_iter().enumerate() {
        assert!(holds(bytes, b"fanfare-canary"), "the file has something to lose");
        let video = clean(bytes).unwrap();
        let kind = if place < LIMITED {
            Kind::Mp4
        } else {
            Kind::LimitedMp4
        };
        assert_eq!((video.kind, video.width, video.height), (kind, width, height));
        for word in STRANGE {
            assert!(
                !holds(&video.bytes, word),
                "it holds {}",
                String::from_utf8_lossy(word)
            );
        }
    }
}

#[test]
fn what_is_left_stands_where_it_stood() {
    for (bytes, _) in FILES {
        let video = clean(bytes).unwrap();
        assert_eq!(video.bytes.len(), bytes.len());
        let mut kept = 0;
        for (at, (now, before)) in video.bytes.iter().zip(bytes).enumerate() {
            assert!(
                now == before || *now == 0 || b"freeisom \x80".contains(now),
                "byte {at}"
            );
            kept += usize::from(now == before && *now != 0);
        }
        assert!(kept > 2_000, "its samples and tables are there");
    }
}

#[test]
fn a_cleaned_video_is_clean() {
    for (bytes, _) in FILES {
        let video = clean(bytes).unwrap();
        assert_eq!(clean(&video.bytes), Ok(video));
    }
}

#[test]
fn a_video_cut_short_is_refused_at_every_byte() {
    // What stands last in these is played.
    for (bytes, _) in &FILES[1..] {
        for length in 12..bytes.len() {
            assert!(clean(&bytes[..length]).is_err(), "{length} bytes");
        }
    }
}

#[test]
fn what_follows_a_video_is_never_served() {
    for (bytes, _) in FILES {
        for tail in [
            &b"<script>alert(1)</script>"[..],
            b"PK\x03\x04archive",
            b"%PDF-1.7\n",
            b"\0\0\0\x01",
        ] {
            assert!(clean([bytes, tail].concat()).is_err());
        }
        for name in [b"uuid", b"free", b"skip", b"html"] {
            let tail = boxed(name, b"<script>alert(1)</script>");
            let video = clean([bytes, &tail].concat()).unwrap();
            assert!(!holds(&video.bytes, b"script"));
        }
    }
}

#[test]
fn data_that_no_track_plays_is_blanked() {
    let hidden = Movie {
        gap: b"48.8583".to_vec(),
        ..Movie::default()
    }
    .file();
    assert!(holds(&hidden, b"48.8583"));
    let video = clean(&hidden).unwrap();
    assert!(!holds(&video.bytes, b"48.8583") && holds(&video.bytes, b"picture-sample"));
}

#[test]
fn long_sizes_and_one_to_the_end_are_read() {
    for wide in [false, true] {
        let file = Movie {
            wide,
            ..Movie::default()
        }
        .file();
        assert!(clean(&file).is_ok());
    }
    let mut file = Movie::default().file();
    let data = file.windows(4).position(|window| window == b"mdat").unwrap();
    file[data - 4..data].fill(0);
    assert!(clean(&file).is_ok());
}

#[test]
fn lying_sizes_lead_nowhere() {
    for (bytes, _) in FILES {
        for name in [
            b"moov", b"trak", b"mdia", b"stbl", b"stsd", b"stsz", b"mp4a", b"mdat",
        ] {
            let at = bytes.windows(4).position(|window| window == name).unwrap();
            for size in [2_u32, 7, 9, 0x7FFF_FFFF, u32::MAX] {
                let mut lying = bytes.to_vec();
                lying[at - 4..at].copy_from_slice(&size.to_be_bytes());
                assert!(
                    clean(&lying).is_err(),
                    "{} of {size}",
                    String::from_utf8_lossy(name)
                );
            }
        }
    }
}

#[test]
fn limits_are_held_by_what_the_tables_say() {
    let [long, short] = SIDES_MAX;
    let refused = |movie: Movie| clean(movie.file());
    assert_eq!(
        refused(Movie {
            seconds: SECONDS_MAX as u32 + 1,
            ..Movie::default()
        }),
        Err(Refusal::Long)
    );
    assert!(
        refused(Movie {
            seconds: SECONDS_MAX as u32,
            ..Movie::default()
        })
        .is_ok()
    );
    assert!(
        refused(Movie {
            sides: [short, long],
            ..Movie::default()
        })
        .is_ok()
    );
    for [width, height] in [[long + 1, 2], [long, long], [60_000, 60_000]] {
        let sides = [width, height];
        assert_eq!(
            refused(Movie {
                sides,
                ..Movie::default()
            }),
            Err(Refusal::Sides { width, height })
        );
    }
    assert_eq!(
        refused(Movie {
            samples: 4_000_000_000,
            ..Movie::default()
        }),
        Err(Refusal::Long)
    );
    assert_eq!(
        refused(Movie {
            tracks: 2,
            ..Movie::default()
        }),
        Err(Refusal::VideoForm)
    );
    assert_eq!(
        refused(Movie {
            tracks: 17,
            ..Movie::default()
        }),
        Err(Refusal::VideoForm)
    );
    assert_eq!(
        refused(Movie {
            tracks: 0,
            ..Movie::default()
        }),
        Err(Refusal::VideoForm)
    );
}

#[test]
fn forms_that_hardly_a_browser_plays_are_refused() {
    for encoded in [*b"dvh1", *b"mp4v", *b"encv", *b"vp09"] {
        assert_eq!(
            clean(
                Movie {
                    encoded,
                    ..Movie::default()
                }
                .file()
            ),
            Err(Refusal::VideoForm)
        );
    }
    let in_pieces = [Movie::default().file(), boxed(b"moof", b"")].concat();
    assert_eq!(clean(in_pieces), Err(Refusal::VideoForm));
    let extended = Movie {
        more: boxed(b"mvex", b""),
        ..Movie::default()
    };
    assert_eq!(clean(extended.file()), Err(Refusal::VideoForm));
}

/// What sets up a decoder of HEVC: lists of units, by their type.
fn hevc(lists: &[(u8, &[u8])]) -> Vec<u8> {
    let mut content = [&[1][..], &[0; 21], &[lists.len() as u8]].concat();
    for (kind, unit) in lists {
        let length = (unit.len() as u16).to_be_bytes();
        content.extend([&[0x80 | kind, 0, 1][..], &length, unit].concat());
    }
    boxed(b"hvcC", &content)
}

fn encoded(encoded: &[u8; 4], setup: Vec<u8>) -> Result<Cleaned, Refusal> {
    let movie = Movie {
        encoded: *encoded,
        setup,
        ..Movie::default()
    };
    clean(movie.file())
}

#[test]
fn what_telephones_record_is_taken_with_what_sets_up_its_decoder() {
    let setup = hevc(&[(33, b"\x42\x01sides")]);
    for name in [b"hvc1", b"hev1"] {
        assert_eq!(encoded(name, setup.clone()).unwrap().kind, Kind::LimitedMp4);
    }
    let av1 = boxed(b"av1C", &[0x81, 0, 12, 0]);
    assert_eq!(encoded(b"av01", av1).unwrap().kind, Kind::LimitedMp4);
    for without in [Vec::new(), boxed(b"hvcC", &[1; 5_000])] {
        let damaged = encoded(b"hvc1", without);
        assert!(matches!(damaged, Err(Refusal::Damaged(_))), "{damaged:?}");
    }
}

#[test]
fn the_program_that_encoded_hevc_is_not_named() {
    let words = b"\x4E\x01\x05\x0Fcanary x265 1.0\x80";
    let video = encoded(b"hvc1", hevc(&[(33, b"\x42\x01sides"), (39, words)])).unwrap();
    assert!(holds(&video.bytes, b"\x42\x01sides"), "the decoder is set up");
    assert!(holds(&video.bytes, b"\x4E\x01\x05\x0F               \x80"));
    assert!(!holds(&video.bytes, b"canary") && !holds(&video.bytes, b"x265"));
    assert_eq!(clean(&video.bytes), Ok(video));
}

#[test]
fn lists_that_lie_about_a_decoder_of_hevc_are_refused() {
    let right = hevc(&[(33, b"\x42\x01sides"), (39, b"\x4E\x01\x05\x04word\x80")]);
    for cut in 8..right.len() {
        let content = boxed(b"hvcC", &right[8..cut]);
        assert!(encoded(b"hvc1", content).is_err(), "{cut}");
    }
    let followed = boxed(b"hvcC", &[&right[8..], b"more"].concat());
    assert!(encoded(b"hvc1", followed).is_err());
    let other = hevc(&[(33, b"\x4E\x01\x05\x04word\x80")]);
    assert!(encoded(b"hvc1", other).is_err(), "a unit is of its list's type");
    for short in [&b"\x4E"[..], b"\x4E\x01", b"\x4E\x01\xFF\xFF", b"\x4E\x01\x05"] {
        assert!(encoded(b"hvc1", hevc(&[(39, short)])).is_ok(), "{short:?}");
    }
}

#[test]
fn samples_elsewhere_are_refused() {
    let damaged = |movie: Movie| matches!(clean(movie.file()), Err(Refusal::Damaged(_)));
    assert!(damaged(Movie {
        reference: boxed(b"url ", b"\0\0\0\0http://127.0.0.1/"),
        ..Movie::default()
    }));
    for chunk in [0, 4, 1 << 20, u32::MAX] {
        assert!(
            damaged(Movie {
                chunk: Some(chunk),
                ..Movie::default()
            }),
            "{chunk}"
        );
    }
}

#[test]
fn boxes_in_boxes_and_boxes_without_number_end() {
    let mut nested = Vec::new();
    for _ in 0..200 {
        nested = boxed(b"wave", &nested);
    }
    assert!(
        clean(
            Movie {
                setup: nested,
                ..Movie::default()
            }
            .file()
        )
        .is_ok()
    );
    let mut deep = Vec::new();
    for _ in 0..3_000 {
        deep = boxed(b"wave", &deep);
    }
    assert!(
        clean(
            Movie {
                setup: deep,
                ..Movie::default()
            }
            .file()
        )
        .is_ok()
    );
    let many = boxed(b"free", b"").repeat(500_000);
    assert!(
        clean(
            Movie {
                more: many,
                ..Movie::default()
            }
            .file()
        )
        .is_ok()
    );
}

#[test]
fn a_second_movie_is_refused() {
    let file = Movie::default().file();
    assert!(clean(file.repeat(2)).is_err());
    let movie = file.windows(4).position(|window| window == b"moov").unwrap() - 4;
    let data = file.windows(4).position(|window| window == b"mdat").unwrap() - 4;
    assert!(clean([&file[..data], &file[movie..data], &file[data..]].concat()).is_err());
}

fn cleaned_is_clean(length: usize, video: &Cleaned) -> Result<(), TestCaseError> {
    prop_assert_eq!(video.bytes.len(), length);
    let again = clean(&video.bytes);
    prop_assert_eq!(again.as_ref(), Ok(video));
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_taken_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let file = [&b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x80moov"[..], &bytes].concat();
        if let Ok(video) = clean(&file) {
            cleaned_is_clean(file.len(), &video)?;
        }
    }

    #[test]
    fn a_video_with_any_bytes_changed_is_cleaned_or_refused(
        file in 0..FILES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = FILES[file].0.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(video) = clean(&bytes) {
            cleaned_is_clean(bytes.len(), &video)?;
        }
    }

    #[test]
    fn words_in_a_box_that_no_player_needs_are_lost(
        words in "[a-z<>/ .0-9]{8,60}",
        name in prop::sample::select(vec![*b"udta", *b"meta", *b"uuid", *b"free", *b"skip", *b"\xA9xyz", *b"loci", *b"iods"]),
    ) {
        let more = boxed(&name, words.as_bytes());
        let file = [Movie { more: more.clone(), ..Movie::default() }.file(), more].concat();
        let video = clean(&file).unwrap();
        prop_assert!(!holds(&video.bytes, words.as_bytes()));
        cleaned_is_clean(file.len(), &video)?;
    }
}
