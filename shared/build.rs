//! Writes the tables of `unicode` down, small: the crates that know them keep them for speed, in a size that every
//! Worker would carry.
//!
//! A table is bytes: for each character, in order, how far it is from the one before it, how many characters it becomes
//! (or a number, or how many follow it), and those; all as LEB128.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, io};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{
    canonical_combining_class, compose, decompose_canonical, decompose_compatible, is_combining_mark,
};
use unicode_security::mixed_script::AugmentedScriptSet;

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
    )?;
    let (scripts, sets) = scripts();
    write("scripts.table", scripts)?;
    write("script-sets.table", sets)
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
fn runs(mut of: impl FnMut(char) -> u32) -> Vec<u8> {
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
    for character in '\0'..=char::MAX {
        let value = of(character);
        if value != run.1 {
            close(run, character.into());
            run = (character.into(), value);
        }
    }
    close(run, u32::from(char::MAX) + 1);
    table
}

/// Which set of scripts each letter or digit is of, and the scripts of each set. What all scripts use is of none.
/// Scripts are numbered as they come; first the writing systems of more than one script, then Latin.
fn scripts() -> (Vec<u8>, Vec<u8>) {
    let mut names = vec!["Hanb", "Jpan", "Kore", "Latn"];
    let mut sets: Vec<Vec<char>> = Vec::new();
    let mut last = 0;
    let of = |character: char| {
        let set = AugmentedScriptSet::for_char(character);
        // Asked is only of letters and digits: what stands between them makes no run shorter.
        if character.is_alphanumeric() {
            last = if set.is_all() {
                0
            } else {
                let systems = [("Hanb", set.hanb), ("Jpan", set.jpan), ("Kore", set.kore)];
                let systems = systems.into_iter().filter_map(|(name, is)| is.then_some(name));
                let numbers = systems
                    .chain(set.base.iter().map(|script| script.short_name()))
                    .map(|name| place(&mut names, name) + 1)
                    .filter_map(char::from_u32)
                    .collect();
                place(&mut sets, numbers) + 1
            };
        }
        last
    };
    let scripts = runs(of);
    let all = (1..)
        .filter_map(char::from_u32)
        .zip(sets)
        .collect::<BTreeMap<_, _>>();
    (scripts, mapping(|character| all.get(&character).cloned()))
}

/// Where it stands among those seen so far.
fn place<T: PartialEq>(seen: &mut Vec<T>, one: T) -> u32 {
    let at = seen.iter().position(|other| *other == one).unwrap_or_else(|| {
        seen.push(one);
        seen.len() - 1
    });
    at as u32
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
