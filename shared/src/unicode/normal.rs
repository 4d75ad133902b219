//! The normal forms of [UAX 15](https://www.unicode.org/reports/tr15/).
//!
//! Invariant: a form of a form is the same form. Hangul is arithmetic, as the standard has it (section 3.12).

use std::sync::OnceLock;

use super::table::{Mapping, Runs};
use crate::sort;

static CANONICAL: Mapping = Mapping::new(include_bytes!(concat!(env!("OUT_DIR"), "/canonical.table")));
static COMPATIBLE: Mapping = Mapping::new(include_bytes!(concat!(env!("OUT_DIR"), "/compatible.table")));
static PAIRS: Mapping = Mapping::new(include_bytes!(concat!(env!("OUT_DIR"), "/pairs.table")));
static CLASSES: Runs = Runs::new(include_bytes!(concat!(env!("OUT_DIR"), "/classes.table")));

const SYLLABLES: u32 = 0xAC00;
const LEADS: u32 = 0x1100;
const VOWELS: u32 = 0x1161;
const TAILS: u32 = 0x11A7;
const LEAD_COUNT: u32 = 19;
const VOWEL_COUNT: u32 = 21;
const TAIL_COUNT: u32 = 28;

/// Canonical decomposition.
pub fn nfd(text: &str) -> String {
    decomposed(text, false).into_iter().collect()
}

/// Compatibility decomposition.
pub fn nfkd(text: &str) -> String {
    decomposed(text, true).into_iter().collect()
}

/// Canonical decomposition, then composition.
pub fn nfc(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    composed(decomposed(text, false))
}

/// Compatibility decomposition, then composition.
pub fn nfkc(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    composed(decomposed(text, true))
}

/// What a character becomes for compatibility alone.
pub(super) fn compatible(character: char) -> Option<&'static [char]> {
    COMPATIBLE.get(character)
}

fn class(character: char) -> u32 {
    if character < '\u{300}' {
        return 0;
    }
    CLASSES.get(character)
}

fn decomposed(text: &str, compatible: bool) -> Vec<char> {
    let mut parts = Vec::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            parts.push(character);
        } else if let Some(syllable) = syllable(character) {
            parts.extend(syllable.into_iter().flatten());
        } else {
            let becomes = COMPATIBLE.get(character).filter(|_| compatible);
            match becomes.or_else(|| CANONICAL.get(character)) {
                Some(becomes) => parts.extend(becomes),
                None => parts.push(character),
            }
        }
    }
    // Marks between two letters are put in the order of their classes; those of one class keep theirs.
    for marks in parts.chunk_by_mut(|_, next| class(*next) != 0) {
        let from = usize::from(marks.first().is_some_and(|first| class(*first) == 0));
        if let Some(marks) = marks.get_mut(from..) {
            sort::by_key(marks, |mark| class(*mark));
        }
    }
    parts
}

fn syllable(character: char) -> Option<[Option<char>; 3]> {
    let index = u32::from(character).checked_sub(SYLLABLES)?;
    if index >= LEAD_COUNT * VOWEL_COUNT * TAIL_COUNT {
        return None;
    }
    let tail = index % TAIL_COUNT;
    Some([
        char::from_u32(LEADS + index / (VOWEL_COUNT * TAIL_COUNT)),
        char::from_u32(VOWELS + index / TAIL_COUNT % VOWEL_COUNT),
        char::from_u32(TAILS + tail).filter(|_| tail > 0),
    ])
}

fn composed(parts: Vec<char>) -> String {
    let mut whole: Vec<char> = Vec::with_capacity(parts.len());
    // Where the last letter stands, and the class of the mark before: one of its class or a higher one is in the way.
    let (mut letter, mut before): (Option<usize>, Option<u32>) = (None, None);
    for part in parts {
        let class = class(part);
        let free = before.is_none_or(|before| before != 0 && before < class);
        let together = letter
            .filter(|_| free)
            .and_then(|at| whole.get_mut(at))
            .and_then(|first| pair(*first, part).map(|together| *first = together));
        if together.is_some() {
            continue;
        }
        if class == 0 {
            letter = Some(whole.len());
            before = None;
        } else {
            before = Some(class);
        }
        whole.push(part);
    }
    whole.into_iter().collect()
}

fn pair(first: char, second: char) -> Option<char> {
    static TOGETHER: OnceLock<Vec<((char, char), char)>> = OnceLock::new();
    let (a, b) = (u32::from(first), u32::from(second));
    if let (Some(lead), Some(vowel)) = (a.checked_sub(LEADS), b.checked_sub(VOWELS))
        && lead < LEAD_COUNT
        && vowel < VOWEL_COUNT
    {
        return char::from_u32(SYLLABLES + (lead * VOWEL_COUNT + vowel) * TAIL_COUNT);
    }
    if let (Some(index), Some(tail)) = (a.checked_sub(SYLLABLES), b.checked_sub(TAILS))
        && index < LEAD_COUNT * VOWEL_COUNT * TAIL_COUNT
        && index % TAIL_COUNT == 0
        && (1..TAIL_COUNT).contains(&tail)
    {
        return char::from_u32(a + tail);
    }
    let pairs = || {
        let pair = |(whole, parts): (char, &[char])| match parts {
            [first, second] => Some(((*first, *second), whole)),
            _ => None,
        };
        sort::distinct(PAIRS.all().filter_map(pair))
    };
    let pairs = TOGETHER.get_or_init(pairs);
    let at = pairs
        .binary_search_by_key(&(first, second), |(parts, _)| *parts)
        .ok()?;
    pairs.get(at).map(|(_, whole)| *whole)
}
