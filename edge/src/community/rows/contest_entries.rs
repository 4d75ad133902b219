//! What contests told of their entries: those that everybody sees or saw.

use shared::api::contest::Entrant;
use shared::api::people::GivenEntry;
use shared::ids::{ContestId, EntryId, PersonId};

use crate::community::sql::{Row, Sql, flag, text};
use crate::contest::message::KnownEntry;
use crate::failure::Failure;
use crate::json;

/// Keeps what a contest tells of an entry, and whether everybody sees it; whether that is new. What nobody sees and
/// nobody saw is not kept.
///
/// # Errors
/// When SQLite fails.
pub fn keep(sql: &Sql, entry: &EntryId, known: &KnownEntry, shown: bool) -> Result<bool, Failure> {
    let rows = sql.rows(
        "INSERT INTO contest_entries (entry, contest, author_id, title, shown)
         SELECT ?1, ?2, ?3, ?4, ?5 WHERE ?5 = 1 OR EXISTS (SELECT 1 FROM contest_entries WHERE entry = ?1)
         ON CONFLICT (entry) DO UPDATE SET title = excluded.title, shown = excluded.shown
           WHERE title <> excluded.title OR shown <> excluded.shown RETURNING 1",
        vec![
            text(entry.as_str()),
            text(known.contest.as_str()),
            text(known.person.as_str()),
            text(&known.title),
            flag(shown),
        ],
    )?;
    Ok(!rows.is_empty())
}

/// What is known of an entry, and whether everybody sees it.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, entry: &EntryId) -> Result<Option<(KnownEntry, bool)>, Failure> {
    let query = "SELECT contest, author_id, title, shown FROM contest_entries WHERE entry = ?";
    let row = sql.row(query, vec![text(entry.as_str())])?;
    let read = |row: &Row| {
        let known = KnownEntry {
            contest: ContestId::parse(&row.text(0)).map_err(bad)?,
            person: PersonId::parse(&row.text(1)).map_err(bad)?,
            title: row.text(2),
        };
        Ok((known, row.flag(3)))
    };
    row.as_ref().map(read).transpose()
}

/// The entries of a person that everybody sees, the last first.
///
/// # Errors
/// When SQLite fails.
pub fn of_person(sql: &Sql, person: &PersonId) -> Result<Vec<GivenEntry>, Failure> {
    let rows = sql.rows(
        "SELECT json_object(
           'id', e.entry, 'title', e.title, 'contest', e.contest, 'contest_title', c.document ->> '$.title',
           'won', json(CASE WHEN instr(c.winners, e.entry) THEN 'true' ELSE 'false' END))
         FROM contest_entries e JOIN contests c ON c.id = e.contest
         WHERE e.author_id = ? AND e.shown = 1 ORDER BY e.entry DESC LIMIT 20",
        vec![text(person.as_str())],
    )?;
    rows.iter().map(|row| Ok(json::read(row.text(0))?)).collect()
}

/// Who sent in those of these entries that everybody sees, of whoever has a page.
///
/// # Errors
/// When SQLite fails.
pub fn entrants(sql: &Sql, entries: &[EntryId]) -> Result<Vec<Entrant>, Failure> {
    let rows = sql.rows(
        "SELECT json_object('entry', e.entry, 'person', e.author_id)
         FROM json_each(?) j JOIN contest_entries e ON e.entry = j.value
         WHERE e.shown = 1 AND EXISTS (SELECT 1 FROM contributors c WHERE c.id = e.author_id)",
        vec![text(serde_json::to_string(entries)?)],
    )?;
    rows.iter().map(|row| Ok(json::read(row.text(0))?)).collect()
}

fn bad(error: shared::ids::IdError) -> Failure {
    Failure::Internal(error.to_string())
}
