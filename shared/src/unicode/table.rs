//! The tables as `build.rs` wrote them, unpacked when they are first asked.
//!
//! Invariant: what is not in a table has nothing, and asking never fails.

use std::sync::OnceLock;

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
            let mut entries = Entries {
                characters: Vec::new(),
                starts: vec![0],
                becomes: Vec::new(),
            };
            let mut character = 0;
            while let Some(step) = numbers.next() {
                character += step;
                let length = numbers.next().unwrap_or_default() as usize;
                entries.characters.push(character);
                entries
                    .becomes
                    .extend(numbers.by_ref().take(length).filter_map(char::from_u32));
                entries
                    .starts
                    .push(u32::try_from(entries.becomes.len()).unwrap_or(u32::MAX));
            }
            entries
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
