//! Leaves and the hashes above them.

use shared::log::hash::TreeHash;
use shared::log::tree::Node;
use shared::time::Millis;

use super::{signed, unsigned};
use crate::community::sql::{Sql, integer, text, time};
use crate::failure::Failure;

/// The index and the minute of the last leaf.
///
/// # Errors
/// When SQLite fails.
pub fn last(sql: &Sql) -> Result<Option<(u64, Millis)>, Failure> {
    let row = sql.row(
        "SELECT number, minute FROM leaves ORDER BY number DESC LIMIT 1",
        vec![],
    )?;
    Ok(row.map(|row| (unsigned(row.integer(0)), row.time(1))))
}

/// Keeps a leaf.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, index: u64, minute: Millis, leaf: &str) -> Result<(), Failure> {
    sql.run(
        "INSERT INTO leaves (number, minute, text) VALUES (?, ?, ?)",
        vec![integer(signed(index)), time(minute), text(leaf)],
    )
}

/// The text of a leaf.
///
/// # Errors
/// When there is none.
pub fn get(sql: &Sql, index: u64) -> Result<String, Failure> {
    let row = sql.row(
        "SELECT text FROM leaves WHERE number = ?",
        vec![integer(signed(index))],
    )?;
    row.map(|row| row.text(0)).ok_or_else(Failure::not_found)
}

/// The texts of up to `limit` leaves from `start` up to, and without, `end`.
///
/// # Errors
/// When SQLite fails.
pub fn range(sql: &Sql, start: u64, end: u64, limit: u32) -> Result<Vec<(u64, String)>, Failure> {
    let rows = sql.rows(
        "SELECT number, text FROM leaves WHERE number >= ? AND number < ? ORDER BY number LIMIT ?",
        vec![integer(signed(start)), integer(signed(end)), integer(limit)],
    )?;
    Ok(rows
        .iter()
        .map(|row| (unsigned(row.integer(0)), row.text(1)))
        .collect())
}

/// The hash of a complete subtree.
///
/// # Errors
/// When it is missing.
pub fn node(sql: &Sql, node: Node) -> Result<TreeHash, Failure> {
    let row = sql.row(
        "SELECT hash FROM nodes WHERE level = ? AND number = ?",
        vec![integer(node.level), integer(signed(node.number))],
    )?;
    row.and_then(|row| TreeHash::from_base64(&row.text(0)))
        .ok_or_else(|| Failure::Internal(format!("the log has no hash at {node:?}")))
}

/// Keeps hashes of complete subtrees.
///
/// # Errors
/// When SQLite fails.
pub fn insert_nodes(sql: &Sql, nodes: &[(Node, TreeHash)]) -> Result<(), Failure> {
    let places = vec!["(?, ?, ?)"; nodes.len()].join(", ");
    let values = nodes
        .iter()
        .flat_map(|(node, hash)| {
            [
                integer(node.level),
                integer(signed(node.number)),
                text(hash.to_base64()),
            ]
        })
        .collect();
    sql.run(
        &format!("INSERT INTO nodes (level, number, hash) VALUES {places}"),
        values,
    )
}
