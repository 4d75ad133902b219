//! Answers: kept, read back, ranked, listed.
//!
//! Invariant: `listed` follows from the state, `class` and `bound` from votes, acceptance and caution; both are
//! written here alone, by the domain's rules.

use shared::ids::{AnswerId, PersonId, QuestionId};
use shared::person::Caller;
use shared::ranking::AnswerRank;
use shared::state::{Kind, State};
use shared::time::Millis;
use shared::visibility;

use super::seen::Seen;
use super::words;
use crate::community::sql::{Row, Sql, Value, flag, integer, maybe_text, maybe_time, real, text, time};
use crate::failure::Failure;

/// The most characters of an answer's first words in a list: two lines beside a picture.
pub const EXCERPT_CHARACTERS: usize = 220;

/// An answer as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Which.
    pub id: AnswerId,
    /// To which question.
    pub question_id: QuestionId,
    /// Who answers.
    pub author_id: PersonId,
    /// What the author wrote.
    pub markdown: String,
    /// The same parsed, as JSON.
    pub body: String,
    /// Its first words.
    pub excerpt: String,
    /// Its state.
    pub state: State,
    /// Why it is rejected or hidden.
    pub reason: Option<String>,
    /// *This helped me*.
    pub up: i64,
    /// *Not right*.
    pub down: i64,
    /// Whether it solved it for the asker.
    pub accepted: bool,
    /// The kind of caution that stands beside it.
    pub caution: Option<String>,
    /// When it was given.
    pub created_at: Millis,
    /// When its author changed it.
    pub edited_at: Option<Millis>,
    /// Where it was imported from.
    pub source_id: Option<String>,
    /// The original's address.
    pub source_url: Option<String>,
    /// The original's licence.
    pub source_license: Option<String>,
}

const COLUMNS: &str = "id, question_id, author_id, excerpt, state, reason, up, down, accepted,
  caution_kind, created_at, edited_at, source_id, source_url, source_license";

/// Whether visible words of others stand under the answer `a`.
const HOLDS_OTHERS: &str = "EXISTS (SELECT 1 FROM comments o WHERE o.answer_id = a.id AND o.listed = 1 AND o.author_id <> a.author_id)";

/// The best answers of a person that everybody sees: what solved it first, then by what helped, then the newest.
///
/// # Errors
/// When SQLite fails.
pub fn best_of(sql: &Sql, person: &PersonId, limit: u32) -> Result<Vec<String>, Failure> {
    let rows = sql.rows(
        "SELECT id FROM answers WHERE author_id = ? AND listed = 1 ORDER BY class, bound DESC, id DESC LIMIT ?",
        vec![text(person.as_str()), integer(limit)],
    )?;
    Ok(rows.iter().map(|row| row.text(0)).collect())
}

/// Keeps a new answer, ranked. The question's derived columns follow with `questions::refresh`.
///
/// # Errors
/// When SQLite fails.
pub fn insert(sql: &Sql, answer: &Answer) -> Result<(), Failure> {
    sql.run(
        &format!("INSERT INTO answers ({COLUMNS}, listed) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
        vec![
            text(answer.id.as_str()),
            text(answer.question_id.as_str()),
            text(answer.author_id.as_str()),
            text(&answer.excerpt),
            text(answer.state.as_str()),
            maybe_text(answer.reason.as_ref()),
            integer(answer.up),
            integer(answer.down),
            flag(answer.accepted),
            maybe_text(answer.caution.as_ref()),
            time(answer.created_at),
            maybe_time(answer.edited_at),
            maybe_text(answer.source_id.as_ref()),
            maybe_text(answer.source_url.as_ref()),
            maybe_text(answer.source_license.as_ref()),
            flag(visibility::is_listed(answer.state)),
        ],
    )?;
    words::set(sql, answer.id.as_str(), &answer.markdown, &answer.body)?;
    rank(sql, &answer.id)
}

/// An answer by id.
///
/// # Errors
/// When SQLite fails.
pub fn get(sql: &Sql, id: &AnswerId) -> Result<Option<Answer>, Failure> {
    let query = format!("SELECT {COLUMNS}, markdown, body FROM answers JOIN words USING (id) WHERE id = ?");
    sql.row(&query, vec![text(id.as_str())])?
        .map(|row| read(&row))
        .transpose()
}

/// Changes the words of an answer.
///
/// # Errors
/// When SQLite fails.
pub fn set_words(
    sql: &Sql,
    id: &AnswerId,
    markdown: &str,
    body: &str,
    excerpt: &str,
    now: Millis,
) -> Result<(), Failure> {
    sql.run(
        "UPDATE answers SET excerpt = ?, edited_at = ? WHERE id = ?",
        vec![text(excerpt), time(now), text(id.as_str())],
    )?;
    words::set(sql, id.as_str(), markdown, body)
}

/// Sets the state of an answer, with the reason its author reads.
///
/// # Errors
/// When SQLite fails.
pub fn set_state(sql: &Sql, id: &AnswerId, state: State, reason: Option<&str>) -> Result<(), Failure> {
    sql.run(
        "UPDATE answers SET state = ?, listed = ?, reason = ? WHERE id = ?",
        vec![
            text(state.as_str()),
            flag(visibility::is_listed(state)),
            maybe_text(reason),
            text(id.as_str()),
        ],
    )?;
    rank(sql, id)
}

/// A word of caution, as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caution<'a> {
    /// `outdated` or `not_right`.
    pub kind: &'a str,
    /// Who says so.
    pub by: &'a PersonId,
    /// Why.
    pub reason: &'a str,
    /// When.
    pub at: Millis,
}

/// Sets what stands beside an answer, or takes it away.
///
/// # Errors
/// When SQLite fails.
pub fn set_caution(sql: &Sql, id: &AnswerId, caution: Option<&Caution<'_>>) -> Result<(), Failure> {
    sql.run(
        "UPDATE answers SET caution_kind = ?, caution_by = ?, caution_reason = ?, caution_at = ? WHERE id = ?",
        vec![
            maybe_text(caution.map(|caution| caution.kind)),
            maybe_text(caution.map(|caution| caution.by.as_str())),
            maybe_text(caution.map(|caution| caution.reason)),
            maybe_time(caution.map(|caution| caution.at)),
            text(id.as_str()),
        ],
    )?;
    rank(sql, id)
}

/// Says which answer of a question solved it, if any: at most one.
///
/// # Errors
/// When SQLite fails.
pub fn set_accepted(sql: &Sql, question: &QuestionId, accepted: Option<&AnswerId>) -> Result<(), Failure> {
    let chosen = maybe_text(accepted.map(AnswerId::as_str));
    let changed = sql.rows(
        "UPDATE answers SET accepted = coalesce(id = ?2, 0)
         WHERE question_id = ?1 AND accepted <> coalesce(id = ?2, 0) RETURNING id",
        vec![text(question.as_str()), chosen],
    )?;
    changed
        .iter()
        .try_for_each(|row| rank(sql, &parse_id(&row.text(0))?))
}

/// The answer that solved a question for its asker, in whatever state.
///
/// # Errors
/// When SQLite fails.
pub fn accepted(sql: &Sql, question: &QuestionId) -> Result<Option<AnswerId>, Failure> {
    let query = "SELECT id FROM answers WHERE question_id = ? AND accepted = 1 LIMIT 1";
    sql.text(query, vec![text(question.as_str())])?
        .map(|id| parse_id(&id))
        .transpose()
}

/// Adds to the votes of an answer.
///
/// # Errors
/// When SQLite fails.
pub fn shift_votes(sql: &Sql, id: &AnswerId, up: i64, down: i64) -> Result<(), Failure> {
    sql.run(
        "UPDATE answers SET up = up + ?, down = down + ? WHERE id = ?",
        vec![integer(up), integer(down), text(id.as_str())],
    )?;
    rank(sql, id)
}

/// Writes the place of an answer anew.
///
/// # Errors
/// When SQLite fails.
pub fn rank(sql: &Sql, id: &AnswerId) -> Result<(), Failure> {
    let Some(answer) = get(sql, id)? else {
        return Ok(());
    };
    let cautioned = answer.caution.is_some() || answer.state == State::Outdated;
    let count = |votes: i64| u32::try_from(votes).unwrap_or_default();
    let created_at = answer.created_at.get();
    let rank = AnswerRank::new(
        answer.accepted,
        cautioned,
        count(answer.up),
        count(answer.down),
        created_at,
    );
    sql.run(
        "UPDATE answers SET class = ?, bound = ? WHERE id = ?",
        vec![integer(rank.class), real(rank.bound), text(id.as_str())],
    )
}

/// Whether visible words of others stand under an answer.
///
/// # Errors
/// When SQLite fails.
pub fn holds_others(sql: &Sql, id: &AnswerId) -> Result<bool, Failure> {
    let query = format!("SELECT {HOLDS_OTHERS} FROM answers a WHERE a.id = ?");
    Ok(sql.integer(&query, vec![text(id.as_str())])? != 0)
}

/// An answer as one caller may see it.
#[derive(Debug, Clone, PartialEq)]
pub struct SeenAnswer {
    /// Which.
    pub id: AnswerId,
    /// To which question.
    pub question_id: QuestionId,
    /// Who answers.
    pub author_id: PersonId,
    /// Its state.
    pub state: State,
    /// Whether visible words of others stand under it.
    pub holds_others: bool,
    /// Its place.
    pub rank: AnswerRank,
    /// The wire type as JSON, without `comments`.
    pub json: String,
    /// The comments this caller sees, as a JSON array.
    pub comments: String,
    /// Whether pictures belong to it.
    pub has_media: bool,
}

/// Which answers are read.
#[derive(Debug, Clone, PartialEq)]
pub enum Which<'a> {
    /// One.
    One(&'a AnswerId),
    /// Those of a question, after a place.
    Of(&'a QuestionId, Option<(AnswerRank, String)>),
}

/// Answers that `caller` sees, in the domain's order.
///
/// # Errors
/// When SQLite fails.
pub fn seen(sql: &Sql, caller: &Caller, which: &Which<'_>, limit: u32) -> Result<Vec<SeenAnswer>, Failure> {
    let seen = Seen::of(caller, Kind::Answer);
    let answers = seen.condition("a", HOLDS_OTHERS);
    let comments = Seen::of(caller, Kind::Comment).condition("c", "0");
    let mut values: Vec<Value> = vec![seen.person()];
    let place = match which {
        Which::One(id) => {
            values.push(text(id.as_str()));
            "a.id = ?2"
        }
        Which::Of(question, None) => {
            values.push(text(question.as_str()));
            "a.question_id = ?2"
        }
        Which::Of(question, Some((rank, id))) => {
            values.extend([text(question.as_str()), integer(rank.class), real(-rank.bound)]);
            values.extend([integer(rank.created_at), text(id)]);
            "a.question_id = ?2 AND (a.class, -a.bound, a.created_at, a.id) > (?3, ?4, ?5, ?6)"
        }
    };
    let query = format!(
        "SELECT a.id, a.question_id, a.author_id, a.state, {HOLDS_OTHERS}, a.class, a.bound, a.created_at, v.json,
           (SELECT json_group_array(json(t.json)) FROM (
             SELECT w.json FROM comments c JOIN comment_views w ON w.id = c.id
             WHERE c.answer_id = a.id AND {comments} ORDER BY c.id) t),
           EXISTS (SELECT 1 FROM media m WHERE m.target = a.id AND m.gone = 0 AND m.removed = 0)
         FROM answers a JOIN answer_views v ON v.id = a.id WHERE {place} AND {answers}
         ORDER BY a.class, a.bound DESC, a.created_at, a.id LIMIT {limit}"
    );
    sql.rows(&query, values)?.iter().map(read_seen).collect()
}

fn read_seen(row: &Row) -> Result<SeenAnswer, Failure> {
    Ok(SeenAnswer {
        id: parse_id(&row.text(0))?,
        question_id: QuestionId::parse(&row.text(1)).map_err(|error| Failure::Internal(error.to_string()))?,
        author_id: PersonId::parse(&row.text(2)).map_err(|error| Failure::Internal(error.to_string()))?,
        state: State::parse(&row.text(3)),
        holds_others: row.flag(4),
        rank: AnswerRank {
            class: row.integer(5),
            bound: row.real(6),
            created_at: row.integer(7),
        },
        json: row.text(8),
        comments: row.text(9),
        has_media: row.flag(10),
    })
}

fn read(row: &Row) -> Result<Answer, Failure> {
    let bad = |error: shared::ids::IdError| Failure::Internal(error.to_string());
    Ok(Answer {
        id: AnswerId::parse(&row.text(0)).map_err(bad)?,
        question_id: QuestionId::parse(&row.text(1)).map_err(bad)?,
        author_id: PersonId::parse(&row.text(2)).map_err(bad)?,
        excerpt: row.text(3),
        state: State::parse(&row.text(4)),
        reason: row.maybe_text(5),
        up: row.integer(6),
        down: row.integer(7),
        accepted: row.flag(8),
        caution: row.maybe_text(9),
        created_at: row.time(10),
        edited_at: row.maybe_time(11),
        source_id: row.maybe_text(12),
        source_url: row.maybe_text(13),
        source_license: row.maybe_text(14),
        markdown: row.text(15),
        body: row.text(16),
    })
}

fn parse_id(id: &str) -> Result<AnswerId, Failure> {
    AnswerId::parse(id).map_err(|error| Failure::Internal(error.to_string()))
}
