//! What a contest shows: itself, its log, receipts, and what one needs to check it.

use shared::api::contest::{AuditView, ContestState, ContestView, MyBallot};
use shared::api::problem::Code;
use shared::contest::line::{Line, NDJSON};
use shared::contest::rules;
use shared::contest::standing::Standing;
use shared::language::Language;
use shared::log::receipt::Receipt;

use super::context::Context;
use super::rows::checkpoints::{self, Published};
use super::rows::{amendments, ballots, contest as rows, entries, leaves};
use super::signer::Signer;
use super::{ballot, close, log};
use crate::failure::Failure;
use crate::pages::contest::words::Word;
use crate::reply::Reply;

/// The most lines of one answer: about a megabyte.
const LINES: u32 = 2_000;

/// `GET contests/{contest}`.
///
/// # Errors
/// When SQLite fails.
pub fn contest(context: &Context<'_>) -> Result<Reply, Failure> {
    let (winners, ballots) = rows::shown(context.sql)?;
    let mine = match context.caller.person() {
        Some(person) => ballots::of_voter(context.sql, person)?.map(|(_, ballot)| MyBallot {
            ballot: ballot.leaf,
            held: ballot.standing == Standing::Held,
            entries: ballot.choice,
        }),
        None => None,
    };
    Reply::json(
        200,
        &ContestView {
            id: context.contest.id.clone(),
            state: context.state,
            rules: context.contest.rules.clone(),
            rules_hash: rules::hash(&context.contest.document),
            amendments: amendments::all(context.sql)?,
            entries: entries::standing(context.sql)?,
            ballots,
            winners,
            mine,
        },
    )
}

/// `GET audit`.
///
/// # Errors
/// When SQLite fails.
pub fn audit(context: &Context<'_>, signer: &Signer) -> Result<Reply, Failure> {
    let key = signer.named(&context.contest.origin);
    let (size, checkpoint) = checkpoints::last(context.sql)?
        .map(|last| (last.size, last.note))
        .unwrap_or_default();
    Reply::json(
        200,
        &AuditView {
            id: context.contest.id.clone(),
            state: context.state,
            origin: context.contest.origin.clone(),
            fingerprint: key.fingerprint(),
            key: key.verifier(),
            size,
            checkpoint,
            proves: english(Word::ProvesMore).to_owned(),
            does_not_prove: [Word::NotProvesMore, Word::ReceiptPrivate].map(english).join(" "),
        },
    )
}

/// The API says in English what the page of the check says in the reader's language.
fn english(word: Word) -> &'static str {
    word.in_language(Language::English)
}

/// `GET receipts/{ballot}`.
///
/// # Errors
/// When the leaf is not published yet.
pub fn receipt(context: &Context<'_>) -> Result<Reply, Failure> {
    let index = ballot::index(context.parameter("ballot"))?;
    let last = checkpoints::last(context.sql)?.filter(|last| index < last.size);
    let last = last.ok_or_else(|| {
        Failure::refused(
            Code::NotFound,
            "Nothing stands at this place of the published log yet; a receipt follows with the next checkpoint.",
        )
    })?;
    let receipt = Receipt {
        index,
        path: log::inclusion(context.sql, index, last.size)?,
        checkpoint: last.note,
    };
    Ok(Reply::new(200, "text/plain; charset=utf-8", receipt.text()))
}

/// `GET log`.
///
/// # Errors
/// When the query can't be read.
pub fn lines(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["from"])?;
    let from = match context.query.get("from") {
        None => 0,
        Some(from) => from.parse().map_err(|_| {
            Failure::refused(
                Code::BadRequest,
                "`from` is the number the line `next` of the part before gives.",
            )
        })?,
    };
    let published = checkpoints::last(context.sql)?.map_or(0, |last| last.size);
    let (mut lines, next) = if from < published {
        leaves_from(context, from, published)?
    } else {
        openings_from(context, from, published)?
    };
    lines.extend(next.map(Line::Next));
    let mut body = String::new();
    for line in &lines {
        body.push_str(&serde_json::to_string(line)?);
        body.push('\n');
    }
    Ok(Reply::new(200, NDJSON, body))
}

/// Leaves with the checkpoints between them, and where it goes on.
fn leaves_from(
    context: &Context<'_>,
    from: u64,
    published: u64,
) -> Result<(Vec<Line>, Option<u64>), Failure> {
    let leaves = leaves::range(context.sql, from, published, LINES)?;
    let end = from + leaves.len() as u64;
    let mut checkpoints = checkpoints::between(context.sql, from, end)?
        .into_iter()
        .peekable();
    let mut lines = Vec::new();
    for (index, text) in leaves {
        lines.push(Line::Leaf(text));
        let here = checkpoints.next_if(|checkpoint: &Published| checkpoint.size == index + 1);
        lines.extend(here.map(|checkpoint| Line::Checkpoint(checkpoint.note)));
    }
    let more = end < published || is_opened(context, published)?;
    Ok((lines, more.then_some(end)))
}

fn openings_from(
    context: &Context<'_>,
    from: u64,
    published: u64,
) -> Result<(Vec<Line>, Option<u64>), Failure> {
    if !is_opened(context, published)? {
        return Ok((Vec::new(), None));
    }
    let openings = close::openings(context.sql, &context.contest, from - published, LINES)?;
    let full = openings.len() == LINES as usize;
    let next = openings
        .last()
        .filter(|_| full)
        .map(|last| published + last.ballot + 1);
    Ok((openings.into_iter().map(Line::Opening).collect(), next))
}

/// Whether the close is published, and with it what the ballots chose.
fn is_opened(context: &Context<'_>, published: u64) -> Result<bool, Failure> {
    Ok(context.state == ContestState::Closed && log::size(context.sql)? == published)
}
