//! The words of every language as part of the program: each file is read while it is compiled.
//!
//! Invariant: the table has a text for every name of [`super::key::NAMES`], in that order; a file where a name
//! is missing, unknown or out of order does not compile.

#![expect(
    clippy::indexing_slicing,
    reason = "all of it is done while it is compiled, where a panic is an error of the compiler"
)]

use shared::language::Language;

use super::key::NAMES;
use super::table::Table;

/// Makes the table of a file of lines `name = text`; empty lines and lines that start with `#` are skipped.
macro_rules! table {
    ($path:literal) => {{
        const FILE: &str = include_str!($path);
        const BYTES: [u8; length(FILE)] = texts(FILE);
        const ENDS: [u16; NAMES.len()] = ends(FILE);
        const TEXT: &str = match core::str::from_utf8(&BYTES) {
            Ok(text) => text,
            Err(_) => panic!("a file of words was cut inside a letter"),
        };
        Table {
            text: TEXT,
            ends: &ENDS,
        }
    }};
}

const ENGLISH: Table = table!("en.txt");
const FRENCH: Table = table!("fr.txt");
const ARABIC: Table = table!("ar.txt");

/// The texts of a language.
pub(super) fn table(language: Language) -> Table {
    match language {
        Language::English => ENGLISH,
        Language::French => FRENCH,
        Language::Arabic => ARABIC,
    }
}

/// How many bytes all texts have.
const fn length(file: &str) -> usize {
    let ends = ends(file);
    ends[ends.len() - 1] as usize
}

/// All texts, one after the other.
const fn texts<const LENGTH: usize>(file: &str) -> [u8; LENGTH] {
    let mut texts = [0; LENGTH];
    let (mut at, mut rest) = (0, file);
    while !rest.is_empty() {
        let (line, after) = cut_line(rest);
        rest = after;
        if is_text(line) {
            let text = cut_name(line).1.as_bytes();
            let mut from = 0;
            while from < text.len() {
                texts[at] = text[from];
                (at, from) = (at + 1, from + 1);
            }
        }
    }
    texts
}

/// Where each text ends.
const fn ends(file: &str) -> [u16; NAMES.len()] {
    let mut ends = [0; NAMES.len()];
    let (mut count, mut end, mut rest) = (0, 0, file);
    while !rest.is_empty() {
        let (line, after) = cut_line(rest);
        rest = after;
        if is_text(line) {
            assert!(
                count < NAMES.len(),
                "a file of words has more texts than `key.rs` has names"
            );
            let (name, text) = cut_name(line);
            assert!(
                same(name, NAMES[count]),
                "the names of a file of words are not those of `key.rs`, in their order"
            );
            end += text.len();
            assert!(
                end <= u16::MAX as usize,
                "a file of words is longer than 65,535 bytes"
            );
            ends[count] = end as u16;
            count += 1;
        }
    }
    assert!(
        count == NAMES.len(),
        "a file of words ends before the last name of `key.rs`"
    );
    ends
}

const fn is_text(line: &str) -> bool {
    !line.is_empty() && line.as_bytes()[0] != b'#'
}

const fn cut_line(text: &str) -> (&str, &str) {
    let end = find(text, b'\n');
    let (line, rest) = text.split_at(end);
    if rest.is_empty() {
        (line, rest)
    } else {
        (line, rest.split_at(1).1)
    }
}

const fn cut_name(line: &str) -> (&str, &str) {
    let end = find(line, b'=');
    assert!(
        end > 0 && end + 2 <= line.len(),
        "a line of words is `name = text`"
    );
    (line.split_at(end - 1).0, line.split_at(end + 2).1)
}

const fn find(text: &str, byte: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] != byte {
        at += 1;
    }
    at
}

const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}
