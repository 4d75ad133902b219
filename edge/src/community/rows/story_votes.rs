//! What people said to stories: a row for each person, story and act. Invariant: a row is written together with the
//! count it changes, in one transaction.

use shared::ids::PersonId;
use shared::story::StoryAct;
use shared::time::Millis;

use super::stories;
use crate::community::sql::{Row, Sql, Value, text, time};
use crate::failure::Failure;

/// Sets whether a person did an act; whether they did it before.
///
/// # Errors
/// When SQLite fails.
pub fn set(
    sql: &Sql,
    story: &str,
    person: &PersonId,
    act: StoryAct,
    done: bool,
    now: Millis,
) -> Result<bool, Failure> {
    let mut values = vec![text(story), text(person.as_str()), text(act.as_str())];
    if done {
        values.push(time(now));
        let added = sql.rows(
            "INSERT INTO story_votes (story_id, person_id, act, at) VALUES (?, ?, ?, ?)
             ON CONFLICT DO NOTHING RETURNING act",
            values,
        )?;
        return Ok(added.is_empty());
    }
    let gone = sql.rows(
        "DELETE FROM story_votes WHERE story_id = ? AND person_id = ? AND act = ? RETURNING act",
        values,
    )?;
    Ok(!gone.is_empty())
}

/// Gives a guest's acts to a person; how many changed hands. Of the same act by both one stays, and what is now on
/// their own story goes.
///
/// # Errors
/// When SQLite fails.
pub fn take(sql: &Sql, guest: &PersonId, person: &PersonId) -> Result<u32, Failure> {
    let both = || -> Vec<Value> { vec![text(guest.as_str()), text(person.as_str())] };
    let moved = sql.rows(
        "UPDATE OR IGNORE story_votes SET person_id = ?2 WHERE person_id = ?1 RETURNING act",
        both(),
    )?;
    // What is left of the guest's the person did as well.
    let twice = sql.rows(
        "DELETE FROM story_votes WHERE person_id = ? RETURNING story_id, act",
        vec![text(guest.as_str())],
    )?;
    let on_own = sql.rows(
        "DELETE FROM story_votes WHERE person_id = ?2 AND story_id IN
           (SELECT id FROM stories WHERE author_id IN (?1, ?2)) RETURNING story_id, act",
        both(),
    )?;
    twice
        .iter()
        .chain(&on_own)
        .try_for_each(|row| uncount(sql, row))?;
    Ok(u32::try_from(moved.len()).unwrap_or(u32::MAX))
}

fn uncount(sql: &Sql, row: &Row) -> Result<(), Failure> {
    match StoryAct::parse(&row.text(1)) {
        Some(act) => stories::shift_act(sql, &row.text(0), act, -1).map(|_| ()),
        None => Ok(()),
    }
}
