//! What a guest did, and its way to the person they turned out to be.
//!
//! Invariant: after [`take_votes`] and [`take_contributions`] no row names the guest but the ledger's, and the counts
//! of votes agree with the rows.

use shared::ids::{PersonId, Target};

use super::{answers, notices, questions, story_votes};
use crate::community::sql::{Row, Sql, Value, text};
use crate::failure::Failure;

/// How many contributions and votes of a guest there are to claim.
///
/// # Errors
/// When SQLite fails.
pub fn claimable(sql: &Sql, guest: &PersonId) -> Result<u32, Failure> {
    let count = sql.integer(
        "SELECT (SELECT count(*) FROM questions WHERE author_id = ?1 AND state NOT IN ('removed', 'erased'))
              + (SELECT count(*) FROM answers WHERE author_id = ?1 AND state NOT IN ('removed', 'erased'))
              + (SELECT count(*) FROM comments WHERE author_id = ?1 AND state NOT IN ('removed', 'erased'))
              + (SELECT count(*) FROM stories WHERE author_id = ?1 AND state NOT IN ('removed', 'erased'))
              + (SELECT count(*) FROM votes WHERE person_id = ?1 AND value <> 0)
              + (SELECT count(*) FROM story_votes WHERE person_id = ?1)",
        vec![text(guest.as_str())],
    )?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Whether a guest was claimed by a person before.
///
/// # Errors
/// When SQLite fails.
pub fn is_claimed_by(sql: &Sql, guest: &PersonId, person: &PersonId) -> Result<bool, Failure> {
    let count = sql.integer(
        "SELECT count(*) FROM people WHERE id = ? AND merged_into = ?",
        both(guest, person),
    )?;
    Ok(count > 0)
}

/// Gives a guest's votes to a person; how many changed hands. Of two votes on one thing the person's own stands,
/// unless it was withdrawn; what is now a vote on their own words goes.
///
/// # Errors
/// When SQLite fails.
pub fn take_votes(sql: &Sql, guest: &PersonId, person: &PersonId) -> Result<u32, Failure> {
    let on_own = sql.rows(
        "DELETE FROM votes WHERE person_id IN (?1, ?2) AND value <> 0 AND coalesce(
           (SELECT author_id FROM questions WHERE id = target), (SELECT author_id FROM answers WHERE id = target)
         ) IN (?1, ?2) RETURNING target, value",
        both(guest, person),
    )?;
    let twice = sql.rows(
        "SELECT g.target, g.value FROM votes g JOIN votes m ON m.target = g.target AND m.person_id = ?2
         WHERE g.person_id = ?1 AND g.value <> 0 AND m.value <> 0",
        both(guest, person),
    )?;
    sql.run(
        "UPDATE votes SET
           reason = CASE WHEN votes.value = 0 THEN g.reason ELSE votes.reason END,
           value = CASE WHEN votes.value = 0 THEN g.value ELSE votes.value END,
           notify = max(votes.notify, g.notify)
         FROM votes g WHERE g.person_id = ?1 AND votes.person_id = ?2 AND votes.target = g.target",
        both(guest, person),
    )?;
    sql.run(
        "DELETE FROM votes WHERE person_id = ?1 AND target IN (SELECT target FROM votes WHERE person_id = ?2)",
        both(guest, person),
    )?;
    let moved = sql.rows(
        "UPDATE votes SET person_id = ?2 WHERE person_id = ?1 RETURNING target",
        both(guest, person),
    )?;
    notices::take(sql, guest, person)?;
    on_own
        .iter()
        .chain(&twice)
        .try_for_each(|row| uncount(sql, row))?;
    Ok(count(&moved) + story_votes::take(sql, guest, person)?)
}

/// Gives a guest's questions, answers, comments, stories, pictures and reports to a person, and ends the guest; how many contributions
/// changed hands.
///
/// # Errors
/// When SQLite fails.
pub fn take_contributions(sql: &Sql, guest: &PersonId, person: &PersonId) -> Result<u32, Failure> {
    let mut contributions = 0;
    for table in ["questions", "answers", "comments", "stories"] {
        let query = format!("UPDATE {table} SET author_id = ?2 WHERE author_id = ?1 RETURNING id");
        contributions += count(&sql.rows(&query, both(guest, person))?);
    }
    sql.run(
        "UPDATE OR IGNORE reports SET person_id = ?2 WHERE person_id = ?1",
        both(guest, person),
    )?;
    sql.run(
        "UPDATE features SET author_id = ?2 WHERE author_id = ?1",
        both(guest, person),
    )?;
    sql.run(
        "UPDATE media SET person_id = ?2 WHERE person_id = ?1",
        both(guest, person),
    )?;
    sql.run(
        "DELETE FROM reports WHERE person_id = ?",
        vec![text(guest.as_str())],
    )?;
    sql.run(
        "UPDATE people SET published = published + (SELECT published FROM people WHERE id = ?1) WHERE id = ?2",
        both(guest, person),
    )?;
    sql.run(
        "UPDATE people SET merged_into = ?2, name = '', skeleton = '', face = NULL, published = 0 WHERE id = ?1",
        both(guest, person),
    )?;
    Ok(contributions)
}

/// Takes a vote that went out of the counts of what it was on.
fn uncount(sql: &Sql, row: &Row) -> Result<(), Failure> {
    let value = row.integer(1);
    match Target::parse(&row.text(0)) {
        Ok(Target::Question(id)) => questions::shift_votes(sql, &id, -value),
        Ok(Target::Answer(id)) => {
            answers::shift_votes(sql, &id, -i64::from(value == 1), -i64::from(value == -1))?;
            match answers::get(sql, &id)? {
                Some(answer) => questions::refresh(sql, &answer.question_id),
                None => Ok(()),
            }
        }
        Ok(Target::Comment(_) | Target::Story(_)) | Err(_) => Ok(()),
    }
}

fn both(guest: &PersonId, person: &PersonId) -> Vec<Value> {
    vec![text(guest.as_str()), text(person.as_str())]
}

fn count(rows: &[Row]) -> u32 {
    u32::try_from(rows.len()).unwrap_or(u32::MAX)
}
