//! Reads a file of words while the program is compiled: at run time it is a table of texts.
//!
//! Invariant: the table has a text for every name of [`super::key::NAMES`], in that order; a file where a name
//! is missing, unknown or out of order does not compile.

use super::key::NAMES;

/// The texts of a language, by the number of their key.
pub(super) type Table = [&'static str; NAMES.len()];

/// Reads a file of lines `name = text`; empty lines and lines that start with `#` are skipped.
pub(super) const fn read(file: &'static str) -> Table {
    let mut table = [""; NAMES.len()];
    let mut count = 0;
    let mut rest = file;
    while !rest.is_empty() {
        let (line, after) = cut_line(rest);
        rest = after;
        if line.is_empty() || line.as_bytes()[0] == b'#' {
            continue;
        }
        assert!(
            count < NAMES.len(),
            "a file of words has more texts than `key.rs` has names"
        );
        let (name, text) = cut_name(line);
        assert!(
            same(name, NAMES[count]),
            "the names of a file of words are not those of `key.rs`, in their order"
        );
        table[count] = text;
        count += 1;
    }
    assert!(
        count == NAMES.len(),
        "a file of words ends before the last name of `key.rs`"
    );
    table
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
