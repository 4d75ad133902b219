//! What someone may have meant: the words of a query as the community writes them.

use std::collections::HashMap;

use shared::search::{is_stop_word, one_edit_variants, stem};
use shared::sort;

use crate::community::rows::search as rows;
use crate::community::sql::Sql;
use crate::failure::Failure;

/// The words of a query, understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    /// The terms in order; a word that stands nowhere is replaced by the one it is a typo or the beginning of.
    pub(super) terms: Vec<String>,
    counts: HashMap<String, i64>,
    total: f64,
}

/// The fewest letters of a word being typed that is completed.
const COMPLETED_MIN: usize = 2;
/// The fewest letters two forms of a word share from their beginning: shorter ones are shared by chance.
const RELATED_MIN: usize = 6;

impl Asked {
    /// In how many questions a term stands.
    pub(super) fn count(&self, term: &str) -> i64 {
        self.counts.get(term).copied().unwrap_or_default()
    }

    /// How rare a term is: the logarithm of all questions over those with it.
    pub(super) fn rarity(&self, term: &str) -> f64 {
        rarity(self.total, self.count(term))
    }

    /// How rare a word is that was not asked for, and not counted therefore: as rare as can be.
    pub(super) fn rarity_of_others(&self) -> f64 {
        rarity(self.total, 0)
    }

    /// The terms that say something, the rarest first: those that stand nowhere are left out.
    pub(super) fn telling(&self) -> Vec<&str> {
        let mut telling: Vec<&str> = self
            .terms
            .iter()
            .map(String::as_str)
            .filter(|term| !is_stop_word(term) && self.count(term) > 0)
            .collect();
        if telling.is_empty() {
            telling = self
                .terms
                .iter()
                .map(String::as_str)
                .filter(|term| self.count(term) > 0)
                .collect();
        }
        sort::by_key(&mut telling, |term| self.count(term));
        telling.dedup();
        telling
    }
}

/// Understands the terms of a query: counts them, and mends those that stand nowhere.
///
/// # Errors
/// When SQLite fails.
pub(super) fn understand(sql: &Sql, terms: Vec<String>) -> Result<Asked, Failure> {
    let counts = rows::counts(sql, &terms)?.into_iter().collect();
    let mut asked = Asked {
        terms,
        counts,
        total: rows::total(sql)? as f64,
    };
    let last = asked.terms.len().saturating_sub(1);
    for at in 0..asked.terms.len() {
        let Some(term) = asked.terms.get(at).cloned() else {
            continue;
        };
        if asked.count(&term) > 0 || is_stop_word(&term) {
            continue;
        }
        let meant = match if at == last { completion(sql, &term)? } else { None } {
            None => correction(sql, &term)?,
            completed => completed,
        };
        let meant = match meant {
            None => relative(sql, &term)?,
            found => found,
        };
        if let Some((word, count)) = meant
            && let Some(slot) = asked.terms.get_mut(at)
        {
            slot.clone_from(&word);
            asked.counts.insert(word, count);
        }
    }
    Ok(asked)
}

fn rarity(total: f64, count: i64) -> f64 {
    (1.0 + total / (1.0 + count as f64)).ln()
}

fn completion(sql: &Sql, term: &str) -> Result<Option<(String, i64)>, Failure> {
    if term.chars().count() < COMPLETED_MIN {
        return Ok(None);
    }
    Ok(rows::beginning(sql, term, 1)?.into_iter().next())
}

/// Another form of the same word: `dehydration` for `dehydrate`.
fn relative(sql: &Sql, term: &str) -> Result<Option<(String, i64)>, Failure> {
    let stem = stem(term);
    if stem.chars().count() < RELATED_MIN {
        return Ok(None);
    }
    Ok(rows::beginning(sql, stem, 1)?.into_iter().next())
}

fn correction(sql: &Sql, term: &str) -> Result<Option<(String, i64)>, Failure> {
    let variants = one_edit_variants(term);
    if variants.is_empty() {
        return Ok(None);
    }
    Ok(rows::counts(sql, &variants)?.into_iter().next())
}
