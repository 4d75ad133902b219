//! The log as it is kept: leaves are appended, roots and proofs made from the hashes of complete subtrees.

use shared::contest::leaf::{Act, Leaf, minute};
use shared::log::hash::TreeHash;
use shared::log::tree::{self, Node};
use shared::time::Millis;

use super::context::Opened;
use super::rows::leaves;
use crate::community::sql::Sql;
use crate::failure::Failure;

/// Where the next leaf goes.
#[derive(Debug, Clone, Copy)]
pub struct Next {
    /// Its place.
    pub index: u64,
    minute: Millis,
}

impl Next {
    /// The time the leaf is read by: never before that of the leaves before it, as its minute says to whoever checks.
    pub fn time(&self, now: Millis) -> Millis {
        now.max(self.minute)
    }
}

/// The place of the next leaf. A clock that jumped back makes no leaf older than the one before.
///
/// # Errors
/// When SQLite fails.
pub fn next(sql: &Sql, now: Millis) -> Result<Next, Failure> {
    let now = minute(now);
    Ok(match leaves::last(sql)? {
        Some((index, last)) => Next {
            index: index + 1,
            minute: last.max(now),
        },
        None => Next {
            index: 0,
            minute: now,
        },
    })
}

/// Appends a leaf; its text.
///
/// # Errors
/// When SQLite fails.
pub fn append(sql: &Sql, contest: &Opened, next: Next, act: Act) -> Result<String, Failure> {
    let leaf = Leaf {
        contest: contest.id.clone(),
        index: next.index,
        minute: next.minute,
        act,
    };
    let text = leaf.text();
    let made = tree::append(next.index, TreeHash::of_leaf(text.as_bytes()), |node| {
        leaves::node(sql, node)
    })?;
    leaves::insert(sql, next.index, next.minute, &text)?;
    leaves::insert_nodes(sql, &made)?;
    Ok(text)
}

/// How many leaves there are.
///
/// # Errors
/// When SQLite fails.
pub fn size(sql: &Sql) -> Result<u64, Failure> {
    Ok(leaves::last(sql)?.map_or(0, |(index, _)| index + 1))
}

/// The root of the first `size` leaves.
///
/// # Errors
/// When a hash is missing.
pub fn root(sql: &Sql, size: u64) -> Result<TreeHash, Failure> {
    tree::root(size, read(sql))
}

/// The proof that a leaf is among the first `size`.
///
/// # Errors
/// When a hash is missing.
pub fn inclusion(sql: &Sql, index: u64, size: u64) -> Result<Vec<TreeHash>, Failure> {
    tree::inclusion(index, size, read(sql))
}

/// The proof that the first `size` leaves go on from the first `earlier`.
///
/// # Errors
/// When a hash is missing.
pub fn consistency(sql: &Sql, earlier: u64, size: u64) -> Result<Vec<TreeHash>, Failure> {
    tree::consistency(earlier, size, read(sql))
}

fn read(sql: &Sql) -> impl FnMut(Node) -> Result<TreeHash, Failure> + '_ {
    |node| leaves::node(sql, node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_is_read_by_its_own_minute_where_the_clock_jumped_back() {
        let next = Next {
            index: 1,
            minute: Millis::new(5 * Millis::MINUTE),
        };
        let at = |now| next.time(Millis::new(now)).get();
        assert_eq!(at(5 * Millis::MINUTE + 7), 5 * Millis::MINUTE + 7);
        assert_eq!(at(2), 5 * Millis::MINUTE);
    }
}
