//! Answers: listed, read, given, changed, taken back.

use shared::api::answer::{AnswerView, EditAnswer, GiveAnswer};
use shared::cursor::{self, Value};
use shared::event::Happening;
use shared::ids::{AnswerId, QuestionId};
use shared::markdown::{Document, plain};
use shared::policy::Refusal;
use shared::ranking::AnswerRank;
use shared::state::{Kind, State};
use shared::text::AnswerBody;
use shared::visibility::{self, Sight, Viewer};

use super::context::Context;
use super::rows::answers::{self, Answer, EXCERPT_CHARACTERS, SeenAnswer, Which};
use super::rows::edits::Words;
use super::rows::questions;
use super::{body, contribution, edit, level, media, outbox, question, search, target};
use crate::failure::Failure;
use crate::json;
use crate::reply::{JSON, Reply};

/// `GET questions/{id}/answers`.
///
/// # Errors
/// When there is no question this caller can see.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["limit", "cursor"])?;
    let question = question::visible(context, context.parameter)?;
    Ok(Reply::new(200, JSON, page_json(context, &question.id)?))
}

/// The page of answers this query asks for, as JSON.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn page_json(context: &Context<'_>, question: &QuestionId) -> Result<String, Failure> {
    let limit = contribution::limit(context.query)?;
    let list = format!("answers {question}");
    let after = after(context, &list)?;
    let mut rows = answers::seen(
        context.sql,
        &context.caller,
        &Which::Of(question, after),
        limit.saturating_add(1),
    )?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|last| {
        let AnswerRank {
            class,
            bound,
            created_at,
        } = last.rank;
        let place = [
            Value::Integer(class),
            Value::Real(bound),
            Value::Integer(created_at),
            Value::Text(last.id.to_string()),
        ];
        cursor::encode(&list, &place, &context.cursor_mac())
    });
    let data = rows
        .iter()
        .filter_map(|row| json(context, row).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    Ok(format!(
        "{{\"data\":[{}],\"next_cursor\":{}}}",
        data.join(","),
        serde_json::to_string(&next)?
    ))
}

/// `GET answers/{id}`.
///
/// # Errors
/// When there is nothing this caller can see.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    let id = AnswerId::parse(context.parameter).map_err(|_| Failure::not_found())?;
    let kept = answers::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    question::visible(context, kept.question_id.as_str())?;
    Ok(Reply::new(200, JSON, one_json(context, &id)?))
}

/// `POST questions/{id}/answers`.
///
/// # Errors
/// When a field breaks its rule, this caller may not answer, or the question takes no answers.
pub fn give(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: GiveAnswer = body::parse(request)?;
    let question = question::visible(context, context.parameter)?;
    let author = contribution::author(context, request.name.as_deref())?;
    if !visibility::takes_answers(question.state) {
        return Err(Refusal::WrongState {
            state: question.state,
        }
        .into());
    }
    let markdown = markdown(&request.markdown)?;
    let document = level::document(context, &markdown)?;
    let waits = level::waits(context, &author)?;
    let state = if waits { State::Waiting } else { State::Published };
    let answer = Answer {
        id: AnswerId::new(context.now, context.random()?),
        question_id: question.id,
        author_id: author.id,
        body: serde_json::to_string(&document)?,
        excerpt: plain::excerpt(&document, EXCERPT_CHARACTERS),
        markdown,
        state,
        reason: None,
        up: 0,
        down: 0,
        accepted: false,
        caution: None,
        created_at: context.now,
        edited_at: None,
        source_id: None,
        source_url: None,
        source_license: None,
    };
    answers::insert(context.sql, &answer)?;
    media::attach(context, answer.id.as_str(), &request.media)?;
    let happening = Happening::Answered {
        question: answer.question_id.clone(),
        state,
    };
    contribution::happened(context, answer.id.as_str(), &happening)?;
    if state == State::Published {
        published(context, &answer)?;
    }
    Ok(Reply::new(201, JSON, one_json(context, &answer.id)?))
}

/// What follows when an answer is seen by all for the first time: the question is active, its followers hear.
///
/// # Errors
/// When SQLite fails.
pub fn published(context: &Context<'_>, answer: &Answer) -> Result<(), Failure> {
    questions::touch(context.sql, &answer.question_id, context.now)?;
    questions::refresh(context.sql, &answer.question_id)?;
    search::index(context.sql, &answer.question_id)?;
    outbox::notify_answered(context, &answer.question_id, &answer.id)
}

/// `PATCH answers/{id}`.
///
/// # Errors
/// When a field breaks its rule, or it is not this caller's.
pub fn edit(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: EditAnswer = body::parse(request)?;
    let written = target::visible(context, Kind::Answer, context.parameter)?;
    let words = Words {
        title: None,
        markdown: markdown(&request.markdown)?,
        tags: None,
        media: media::changed(context, written.id(), request.media.as_deref())?,
    };
    edit::submit(context, &written, &words)?;
    let id = AnswerId::parse(written.id()).map_err(|_| Failure::not_found())?;
    Ok(Reply::new(200, JSON, one_json(context, &id)?))
}

/// `DELETE answers/{id}`.
///
/// # Errors
/// When it is not this caller's, or gone.
pub fn remove(context: &Context<'_>) -> Result<Reply, Failure> {
    edit::remove(
        context,
        &target::visible(context, Kind::Answer, context.parameter)?,
    )
}

/// An answer as this caller sees it, as JSON; nothing if they do not.
///
/// # Errors
/// When it can't be read back.
pub fn json(context: &Context<'_>, row: &SeenAnswer) -> Result<Option<String>, Failure> {
    let viewer = Viewer::of(&context.caller, Some(&row.author_id));
    match visibility::sight(row.state, Kind::Answer, viewer, row.holds_others) {
        Sight::Nothing => Ok(None),
        Sight::Stone(_) => Ok(Some(serde_json::to_string(&stone(row)?)?)),
        Sight::Full | Sight::Marked => {
            // Both are finished JSON: the object is opened at its end to take the comments in.
            let open = row.json.strip_suffix('}').unwrap_or(&row.json);
            let media = if row.has_media {
                let views = media::views(context, row.id.as_str())?;
                format!(",\"media\":{}", serde_json::to_string(&views)?)
            } else {
                String::new()
            };
            Ok(Some(format!("{open},\"comments\":{}{media}}}", row.comments)))
        }
    }
}

/// One answer as this caller sees it, as JSON.
///
/// # Errors
/// When there is nothing this caller can see.
pub fn one_json(context: &Context<'_>, id: &AnswerId) -> Result<String, Failure> {
    let rows = answers::seen(context.sql, &context.caller, &Which::One(id), 1)?;
    let row = rows.first().ok_or_else(Failure::not_found)?;
    json(context, row)?.ok_or_else(Failure::not_found)
}

fn stone(row: &SeenAnswer) -> Result<AnswerView, Failure> {
    Ok(AnswerView {
        id: row.id.clone(),
        question_id: row.question_id.clone(),
        author: contribution::nobody(),
        author_owns: false,
        markdown: String::new(),
        body: Document::default(),
        helped: 0,
        not_right: 0,
        score: 0,
        accepted: false,
        caution: None,
        thanked_by: Vec::new(),
        created_at: shared::time::Millis::new(row.rank.created_at),
        edited_at: None,
        state: row.state,
        reason: None,
        comments: json::read(&row.comments)?,
        media: Vec::new(),
        source: None,
    })
}

fn markdown(text: &str) -> Result<String, Failure> {
    let body = AnswerBody::parse(text).map_err(|error| Failure::field("/markdown", error.to_string()))?;
    Ok(body.into_string())
}

fn after(context: &Context<'_>, list: &str) -> Result<Option<(AnswerRank, String)>, Failure> {
    let Some(position) = contribution::position(context, list)? else {
        return Ok(None);
    };
    match position.as_slice() {
        [
            Value::Integer(class),
            Value::Real(bound),
            Value::Integer(created_at),
            Value::Text(id),
        ] => Ok(Some((
            AnswerRank {
                class: *class,
                bound: *bound,
                created_at: *created_at,
            },
            id.clone(),
        ))),
        _ => Err(contribution::bad_cursor()),
    }
}
