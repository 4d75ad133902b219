//! The texts of a language as they are held at run time: one text without names, and where each of its parts ends.
//!
//! Invariant: a table has a text for every name of [`super::key::NAMES`], in that order.

#[cfg(any(test, feature = "csr"))]
use super::key::NAMES;

/// The texts of a language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    /// All texts, one after the other.
    pub(super) text: &'static str,
    /// Where each text ends.
    pub(super) ends: &'static [u16],
}

impl Table {
    /// A text by the number of its key.
    pub(super) fn get(self, number: usize) -> &'static str {
        let end = |number: usize| self.ends.get(number).copied().unwrap_or_default();
        let start = number.checked_sub(1).map_or(0, end);
        self.text
            .get(usize::from(start)..usize::from(end(number)))
            .unwrap_or_default()
    }

    /// The table of the texts in the order of their names; nothing when there are fewer or more, or when they
    /// are longer than 65,535 bytes together. It stays in memory for good: a language is read once.
    #[cfg(any(test, feature = "csr"))]
    pub(super) fn read(texts: &[String]) -> Option<Self> {
        let mut end = 0;
        let ends: Option<Vec<u16>> = texts
            .iter()
            .map(|text| {
                end += text.len();
                end.try_into().ok()
            })
            .collect();
        let ends = ends.filter(|ends| ends.len() == NAMES.len())?;
        Some(Self {
            text: texts.concat().leak(),
            ends: ends.leak(),
        })
    }
}

#[cfg(test)]
mod tests {
    use shared::language::Language;

    use super::*;
    use crate::words::{Words, key};

    #[test]
    fn words_that_were_read_are_those_that_are_built_in() {
        for language in Language::ALL {
            let texts: Vec<_> = key::ALL
                .iter()
                .map(|key| Words(language).text(*key).to_owned())
                .collect();
            let table = Table::read(&texts).expect("it has every text");
            for key in key::ALL {
                assert_eq!(table.get(*key as usize), Words(language).text(*key), "{key:?}");
            }
        }
    }

    #[test]
    fn words_of_another_release_are_refused() {
        assert!(Table::read(&vec![String::new(); NAMES.len() - 1]).is_none());
        assert!(Table::read(&vec![String::new(); NAMES.len() + 1]).is_none());
        assert!(Table::read(&vec!["x".repeat(65_536); NAMES.len()]).is_none());
    }
}
