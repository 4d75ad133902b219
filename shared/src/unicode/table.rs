//! The tables as `build.rs` wrote them, unpacked when they are first asked.
//!
//! Invariant: what is not in a table has nothing, and asking never fails.

use std::sync::OnceLock;

/// More than any character becomes.
const MOST: u32 = 32;

/// What characters become.
pub(super) struct Mapping {
    packed: &'static [u8],
    entries: OnceLock<Entries>,
}

struct Entries {
    characters: Vec<u32>,
    /// Where the characters each becomes begin; one more at the end.
    starts: Vec<u32>,
    becomes: Vec<char>,
}

impl Mapping {
    pub(super) const fn new(packed: &'static [u8]) -> Self {
        Self {
            packed,
            entries: OnceLock::new(),
        }
    }

    /// What a character becomes, if it does not stay.
    pub(super) fn get(&self, character: char) -> Option<&[char]> {
        let entries = self.entries();
        let at = entries.characters.binary_search(&character.into()).ok()?;
        let start = |at: usize| entries.starts.get(at).map(|start| *start as usize);
        entries.becomes.get(start(at)?..start(at + 1)?)
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = (char, &[char])> {
        let characters = self.entries().characters.iter();
        characters
            .filter_map(|character| char::from_u32(*character))
            .filter_map(|character| Some((character, self.get(character)?)))
    }

    fn entries(&self) -> &Entries {
        self.entries.get_or_init(|| {
            let mut numbers = Numbers(self.packed);
            let count = numbers.next().unwrap_or_default() as usize;
            let (mut character, mut end) = (0, 0);
            let (mut characters, mut starts) = (Vec::with_capacity(count), vec![0]);
            for head in numbers.by_ref().take(count) {
                character += head / MOST;
                end += head % MOST;
                characters.push(character);
                starts.push(end);
            }
            let mut becomes = Vec::with_capacity(end as usize);
            let mut before = [0_u32; MOST as usize];
            for length in starts.array_windows().map(|[start, end]| end - start) {
                for (code, step) in before.iter_mut().take(length as usize).zip(numbers.by_ref()) {
                    *code = match step % 2 {
                        0 => code.wrapping_add(step / 2),
                        _ => code.wrapping_sub(step / 2 + 1),
                    };
                    becomes.extend(char::from_u32(*code));
                }
            }
            Entries {
                characters,
                starts,
                becomes,
            }
        })
    }
}

/// The numbers of characters.
pub(super) struct Runs {
    packed: &'static [u8],
    /// From, to, and the number.
    runs: OnceLock<Vec<[u32; 3]>>,
}

impl Runs {
    pub(super) const fn new(packed: &'static [u8]) -> Self {
        Self {
            packed,
            runs: OnceLock::new(),
        }
    }

    /// The number of a character; nought if it has none.
    pub(super) fn get(&self, character: char) -> u32 {
        let runs = self.runs.get_or_init(|| {
            let mut numbers = Numbers(self.packed);
            let mut runs = Vec::new();
            let mut end = 0;
            while let (Some(step), Some(length), Some(number)) =
                (numbers.next(), numbers.next(), numbers.next())
            {
                runs.push([end + step, end + step + length, number]);
                end += step + length;
            }
            runs
        });
        let code = u32::from(character);
        let after = runs.partition_point(|[_, to, _]| *to <= code);
        runs.get(after)
            .filter(|[from, ..]| *from <= code)
            .map_or(0, |[_, _, number]| *number)
    }
}

/// Numbers in LEB128.
struct Numbers(&'static [u8]);

impl Iterator for Numbers {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}
