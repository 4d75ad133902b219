//! Writes the tables of `unicode` down, small: the crates that know them keep them for speed, in a size that every
//! Worker would carry.
//!
//! A table is numbers as LEB128. Of what characters become: how many these are; for each, in order, how far it is from
//! the one before it and how many it becomes; then those, each as how far it is from the one at its place in what came
//! before, since neighbours become neighbours and what repeats itself weighs nothing when it travels. Of what numbers
//! characters have: for each run how far it is from the one before it, how long, the number.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, io};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{
    canonical_combining_class, compose, decompose_canonical, decompose_compatible, is_combining_mark,
};
use unicode_security::mixed_script::AugmentedScriptSet;

/// More than any character becomes.
const MOST: usize = 32;

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
    let mut last = 0;
    let mut before = [0; MOST];
    let (mut count, mut heads, mut tails) = (0, Vec::new(), Vec::new());
    for character in characters() {
        let Some(becomes) = of(character) else { continue };
        assert!(becomes.len() < MOST, "{character:?} becomes too many");
        let step = u32::from(character) - last;
        number(&mut heads, step * MOST as u32 + becomes.len() as u32);
        for (other, before) in becomes.into_iter().map(u32::from).zip(&mut before) {
            // Even numbers lead up, odd ones down.
            let up = other.checked_sub(*before).map(|up| up * 2);
            number(&mut tails, up.unwrap_or_else(|| (*before - other) * 2 - 1));
            *before = other;
        }
        last = character.into();
        count += 1;
    }
    let mut table = Vec::new();
    number(&mut table, count);
    [table, heads, tails].concat()
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

/// What a decomposed character looks like, where the parts of its compatible form look otherwise.
fn prototype(character: char) -> Option<Vec<char>> {
    if canonical(character).is_some() {
        return None;
    }
    let looks: Vec<char> = unicode_security::skeleton(&character.to_string()).collect();
    let as_parts: Vec<char> = match compatible(character) {
        Some(parts) => parts
            .iter()
            .flat_map(|part| unicode_security::skeleton(&part.to_string()).collect::<Vec<_>>())
            .collect(),
        None => vec![character],
    };
    (looks != as_parts).then_some(looks)
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
