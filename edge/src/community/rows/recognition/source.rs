//! What recognition is counted from, read piece by piece: people, what they wrote, what happened.
//!
//! Invariant: a piece is small, so that between two of them other calls are answered. It crosses in one text, a line
//! for each row: a million events would else be nine million values. No part of a line is a text that somebody wrote,
//! but for words without white space.

use serde_json::Value;
use shared::recognition::{Day, Detail, Known, Ledger, Member, Writing};
use shared::state::Kind;
use shared::time::Millis;

use crate::community::sql::{Sql, integer, text};
use crate::failure::Failure;
use crate::json;

/// How many rows a piece has: under fifty milliseconds.
const PIECE: u32 = 2_000;

/// How far it was read.
#[derive(Debug, Default)]
pub struct Source {
    /// Which of [`TABLES`]; after them come events.
    table: usize,
    /// What was read last of it: an id, or the number of an event.
    after: String,
    /// The last event that counts, known once events are read.
    end: Option<i64>,
    votes: Votes,
}

impl Source {
    /// Reads the next piece; whether there is more.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn read(&mut self, sql: &Sql, ledger: &mut Ledger) -> Result<bool, Failure> {
        let table = TABLES.get(self.table);
        let values = vec![text(&self.after), integer(PIECE)];
        let piece = match table {
            Some((query, _)) => sql.row(query, values)?,
            None => {
                let end = match self.end {
                    Some(end) => end,
                    None => sql.integer("SELECT coalesce(max(number), 0) FROM events", vec![])?,
                };
                self.end = Some(end);
                sql.row(EVENTS, values.into_iter().chain([integer(end)]).collect())?
            }
        };
        let piece = piece.ok_or_else(Failure::not_found)?;
        for line in piece.text(2).lines() {
            match table {
                Some((_, add)) => add(ledger, line),
                None => event(ledger, &mut self.votes, line),
            }
        }
        let more = piece.integer(1) == i64::from(PIECE);
        self.after = if more { piece.text(0) } else { String::new() };
        self.table += usize::from(!more);
        Ok(more || table.is_some())
    }
}

/// Adds a line.
type Add = fn(&mut Ledger, &str);

/// What is read of a table, after an id, and how it is added: questions before what stands under them.
const TABLES: [(&str, Add); 5] = [
    (
        "SELECT max(id), count(*), group_concat(line, '\n') FROM (SELECT id,
           format('%s\t%s\t%d\t%s\t%d\t%d', id, tier, role <> 'member', merged_into, imported_from IS NOT NULL,
             EXISTS (SELECT 1 FROM owners WHERE person_id = people.id)) AS line
         FROM people WHERE id > ? ORDER BY id LIMIT ?)",
        person,
    ),
    (
        "SELECT max(id), count(*), group_concat(line, '\n') FROM (SELECT q.id,
           format('%s\t%s\t\t%d\t0\t%s\t%s\t%s', q.id, q.author_id, q.created_at, CASE WHEN q.source_id IS NOT NULL THEN
             (SELECT e.data ->> 'score' FROM events e WHERE e.target = q.id AND e.kind <> 'voted' AND e.kind = 'imported') END,
             s.key, q.tags) AS line
         FROM questions q JOIN subjects s ON s.id = q.subject_id WHERE q.id > ? ORDER BY q.id LIMIT ?)",
        |ledger, line| writing(ledger, Kind::Question, line),
    ),
    // An imported answer that solved it was solved where it comes from: its asker is nobody who could say so here.
    (
        "SELECT max(id), count(*), group_concat(line, '\n') FROM (SELECT a.id,
           format('%s\t%s\t%s\t%d\t%d\t%s\t\t', a.id, a.author_id, a.question_id, a.created_at,
             a.accepted = 1 AND a.source_id IS NOT NULL, CASE WHEN a.source_id IS NOT NULL THEN
             (SELECT e.data ->> 'score' FROM events e WHERE e.target = a.id AND e.kind <> 'voted' AND e.kind = 'imported') END)
             AS line
         FROM answers a WHERE a.id > ? ORDER BY a.id LIMIT ?)",
        |ledger, line| writing(ledger, Kind::Answer, line),
    ),
    (
        "SELECT max(id), count(*), group_concat(line, '\n') FROM (SELECT c.id,
           format('%s\t%s\t%s\t%d\t0\t\t\t', c.id, c.author_id, a.question_id, c.created_at) AS line
         FROM comments c JOIN answers a ON a.id = c.answer_id WHERE c.id > ? ORDER BY c.id LIMIT ?)",
        |ledger, line| writing(ledger, Kind::Comment, line),
    ),
    (
        "SELECT max(id), count(*), group_concat(line, '\n') FROM (SELECT t.id,
           format('%s\t%s\t\t%d\t0\t\t%s\t', t.id, t.author_id, t.created_at, s.key) AS line
         FROM stories t JOIN subjects s ON s.id = t.subject_id WHERE t.id > ? ORDER BY t.id LIMIT ?)",
        |ledger, line| writing(ledger, Kind::Story, line),
    ),
];

/// What happened after an event, up to another.
const EVENTS: &str = "SELECT format('%d', max(number)), count(*),
    group_concat(format('%d\t%s\t%s\t%s\t%s', at, kind, actor, target, data), '\n')
  FROM (SELECT number, at, kind, actor, target, data FROM events
    WHERE number > CAST(?1 AS INTEGER) AND number <= ?3 AND target IS NOT NULL ORDER BY number LIMIT ?2)";

fn person(ledger: &mut Ledger, line: &str) {
    let mut parts = line.split('\t');
    let mut part = || parts.next().unwrap_or_default();
    let (id, tier, staff, merged_into, imported, owner) = (part(), part(), part(), part(), part(), part());
    let known = match (tier, imported, owner) {
        // Who has a code out of a box is known to the brand as much as who has an account there.
        ("sso", _, _) | (_, _, "1") => Known::Brand,
        ("email", _, _) | (_, "1", _) => Known::Address,
        _ => Known::Device,
    };
    let member = Member {
        known,
        staff: staff == "1",
        merged_into: some(merged_into),
    };
    ledger.person(id, &member);
}

fn writing(ledger: &mut Ledger, kind: Kind, line: &str) {
    let mut parts = line.split('\t');
    let mut part = || parts.next().unwrap_or_default();
    let (id, author, question, at, solved) = (part(), part(), part(), part(), part());
    let (score, subject, tags) = (part(), part(), part());
    let writing = Writing {
        kind,
        author: author.to_owned(),
        question: some(question),
        subject: subject.to_owned(),
        tags: match tags {
            "" | "[]" => Vec::new(),
            tags => json::read(tags).unwrap_or_default(),
        },
        complaint: false,
        solved_elsewhere: solved == "1",
        imported_score: score.parse().ok(),
        at: Millis::new(at.parse().unwrap_or_default()),
    };
    ledger.contribution(id, &writing);
}

fn event(ledger: &mut Ledger, votes: &mut Votes, line: &str) {
    let mut parts = line.splitn(5, '\t');
    let mut part = || parts.next().unwrap_or_default();
    let (at, kind, actor, target, data) = (part(), part(), part(), part(), part());
    let at = Millis::new(at.parse().unwrap_or_default());
    let mut add = |said: &Said| ledger.event(at, kind, Some(actor), target, said.detail(kind));
    if kind == "voted" {
        votes.said(data).into_iter().for_each(add);
    } else {
        add(&Said::read(data));
    }
}

/// What an event says beside its kind.
#[derive(Debug, Default)]
struct Said {
    value: i64,
    act: Option<String>,
    guest: Option<String>,
    level: Option<String>,
    fades: Option<Day>,
    state: Option<String>,
}

impl Said {
    fn read(data: &str) -> Self {
        let data = json::parse(data.as_bytes()).unwrap_or_default();
        let word = |name: &str| data.get(name).and_then(Value::as_str).map(str::to_owned);
        let number = |name: &str| data.get(name).and_then(Value::as_i64);
        let held = data.get("held").and_then(Value::as_bool);
        let day = |number| i32::try_from(number).ok().map(Day::new);
        Self {
            value: number("value").unwrap_or_else(|| held.unwrap_or_default().into()),
            act: word("act"),
            guest: word("guest"),
            level: word("level"),
            fades: number("fades").and_then(day),
            state: word("to").or_else(|| word("state")),
        }
    }

    fn detail(&self, kind: &str) -> Detail<'_> {
        let act = |of: &str| self.act.as_deref().filter(|_| kind == of);
        Detail {
            value: self.value,
            act: act("voted"),
            decision: act("moderated"),
            guest: self.guest.as_deref(),
            level: self.level.as_deref().map(|level| (level, self.fades)),
            state: self.state.as_deref(),
        }
    }
}

/// What votes say, as it was written: nearly all events are votes, and they say few different things.
#[derive(Debug, Default)]
struct Votes(Vec<(String, Said)>);

impl Votes {
    fn said(&mut self, data: &str) -> Option<&Said> {
        if self.0.iter().all(|(known, _)| known != data) {
            self.0.push((data.to_owned(), Said::read(data)));
        }
        let said = self.0.iter().find(|(known, _)| known == data);
        said.map(|(_, said)| said)
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}
