//! What waits for a decision.

use shared::ids::{PersonId, Target};
use shared::time::Millis;

use crate::community::sql::{Row, Sql, integer, text, time};
use crate::failure::Failure;

/// Targets that wait, and since when: new words since they were written, refused ones since their author changed
/// them, hidden ones since they were hidden, reported ones since the first open report, edits since they were made. The
/// indexes are named because SQLite, which has no statistics here, would read every row instead; that of events has no
/// votes in it, which the query has to say.
///
/// The runtime takes five terms of a compound query at most, so the kinds of things written are one of their own.
fn waiting() -> String {
    let written = ["questions", "answers", "comments", "stories"].map(|table| {
        format!(
            "SELECT id AS target, max(created_at, coalesce((SELECT max(at) FROM events WHERE target = {table}.id
               AND kind <> 'voted' AND kind = CASE state WHEN 'waiting' THEN 'appealed' ELSE 'moderated' END), 0)) AS since
             FROM {table} INDEXED BY {table}_to_decide WHERE state IN ('waiting', 'hidden')"
        )
    });
    format!(
        "SELECT target, since FROM ({})
         UNION ALL SELECT target, min(at) FROM reports WHERE open = 1 GROUP BY target
         UNION ALL SELECT target, at FROM pending_edits WHERE reason IS NULL",
        written.join(" UNION ALL ")
    )
}

/// What waits, oldest first, after a place.
///
/// # Errors
/// When SQLite fails.
pub fn queue(
    sql: &Sql,
    after: Option<(Millis, String)>,
    limit: u32,
) -> Result<Vec<(Target, Millis)>, Failure> {
    let (since, target) = after.unwrap_or((Millis::new(-1), String::new()));
    let query = format!(
        "SELECT target, min(since) AS first FROM ({}) GROUP BY target
         HAVING (min(since), target) > (?, ?) ORDER BY first, target LIMIT ?",
        waiting()
    );
    let rows = sql.rows(&query, vec![time(since), text(target), integer(limit)])?;
    let read = |row: &Row| {
        let target = Target::parse(&row.text(0)).map_err(|error| Failure::Internal(error.to_string()))?;
        Ok((target, row.time(1)))
    };
    rows.iter().map(read).collect()
}

/// How much waits.
///
/// # Errors
/// When SQLite fails.
pub fn count(sql: &Sql) -> Result<u32, Failure> {
    let query = format!("SELECT count(DISTINCT target) FROM ({})", waiting());
    let count = sql.integer(&query, vec![])?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How much of what a person wrote everybody sees.
///
/// # Errors
/// When SQLite fails.
pub fn published_of(sql: &Sql, person: &PersonId) -> Result<u32, Failure> {
    let count = sql.integer(
        "SELECT (SELECT count(*) FROM questions WHERE author_id = ?1 AND listed = 1)
           + (SELECT count(*) FROM answers WHERE author_id = ?1 AND listed = 1)
           + (SELECT count(*) FROM comments WHERE author_id = ?1 AND listed = 1)
           + (SELECT count(*) FROM stories WHERE author_id = ?1 AND listed = 1)",
        vec![text(person.as_str())],
    )?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Counts one more thing of a person that staff let through: their next ones need not wait.
///
/// # Errors
/// When SQLite fails.
pub fn count_approved(sql: &Sql, person: &PersonId) -> Result<(), Failure> {
    sql.run(
        "UPDATE people SET published = published + 1 WHERE id = ?",
        vec![text(person.as_str())],
    )
}
