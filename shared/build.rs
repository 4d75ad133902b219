//! Writes the tables of `unicode` down, small: the crates that know them keep them for speed, in a size that every
//! Worker would carry.
//!
//! A table is bytes: for each character, in order, how far it is from the one before it, how many characters it becomes
//! (or a number, or how many follow it), and those; all as LEB128.

use std::path::Path;
use std::{env, fs, io};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{
    canonical_combining_class, compose, decompose_canonical, decompose_compatible, is_combining_mark,
};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let directory = env::var("OUT_DIR").map_err(io::Error::other)?;
    let write = |name: &str, table: Vec<u8>| fs::write(Path::new(&directory).join(name), table);
    write("canonical.table", mapping(canonical))?;
    write("compatible.table", mapping(compatible))?;
    write("prototypes.table", mapping(prototype))?;
    write("pairs.table", mapping(pair))?;
    write(
        "classes.table",
        runs(|character| canonical_combining_class(character).into()),
    )?;
    write(
        "marks.table",
        runs(|character| is_combining_mark(character).into()),
    )
}

/// All characters but the syllables of Hangul, which follow from arithmetic.
fn characters() -> impl Iterator<Item = char> {
    ('\0'..=char::MAX).filter(|character| !('\u{AC00}'..='\u{D7A3}').contains(character))
}

fn mapping(of: impl Fn(char) -> Option<Vec<char>>) -> Vec<u8> {
    let mut table = Vec::new();
    let mut last = 0;
    for character in characters() {
        if let Some(becomes) = of(character) {
            number(&mut table, u32::from(character) - last);
            last = character.into();
            number(&mut table, becomes.len() as u32);
            becomes
                .iter()
                .for_each(|other| number(&mut table, (*other).into()));
        }
    }
    table
}

/// Runs of characters that have a number other than nought: how far from the end of the last one, how long, the number.
fn runs(of: impl Fn(char) -> u32) -> Vec<u8> {
    let mut table = Vec::new();
    let (mut end, mut run) = (0, (0, 0));
    let mut close = |(from, value): (u32, u32), to: u32| {
        if value != 0 {
            number(&mut table, from - end);
            number(&mut table, to - from);
            number(&mut table, value);
            end = to;
        }
    };
    for character in characters() {
        let value = of(character);
        if value != run.1 {
            close(run, character.into());
            run = (character.into(), value);
        }
    }
    close(run, u32::from(char::MAX) + 1);
    table
}

fn number(table: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        table.push(number as u8 | 0x80);
        number >>= 7;
    }
    table.push(number as u8);
}

fn canonical(character: char) -> Option<Vec<char>> {
    let mut parts = Vec::new();
    decompose_canonical(character, |part| parts.push(part));
    (parts != [character]).then_some(parts)
}

/// Only where it differs from the canonical one.
fn compatible(character: char) -> Option<Vec<char>> {
    let mut parts = Vec::new();
    decompose_compatible(character, |part| parts.push(part));
    (parts != [character] && Some(&parts) != canonical(character).as_ref()).then_some(parts)
}

/// What a decomposed character looks like.
fn prototype(character: char) -> Option<Vec<char>> {
    if canonical(character).is_some() {
        return None;
    }
    let looks: Vec<char> = unicode_security::skeleton(&character.to_string()).collect();
    (looks != [character]).then_some(looks)
}

/// The two characters that compose this one.
fn pair(character: char) -> Option<Vec<char>> {
    let parts = canonical(character)?;
    let (last, rest) = parts.split_last()?;
    let first: String = rest.iter().collect::<String>().nfc().collect();
    let mut first = first.chars();
    let (first, None) = (first.next()?, first.next()) else {
        return None;
    };
    (compose(first, *last) == Some(character)).then(|| vec![first, *last])
}
