//! Finding questions: similar ones while a title is typed, and the search of a community.
//!
//! Invariant: only listed questions are in the index, and the index is asked only expressions that
//! `shared::search` made. What `similar` looks at is bounded, whatever the size of the community.

mod candidates;
mod words;

use shared::api::problem::Code;
use shared::api::search::{Match, Similar};
use shared::cursor::{self, Value};
use shared::ids::QuestionId;
use shared::markdown::{Document, plain};
use shared::search::{
    Candidate, Merits, Mode, Query, highlights, indexed, match_expression, promising, terms,
};
use shared::sort;
use shared::state::State;
use shared::visibility;

use super::context::Context;
use super::contribution;
use super::rows::search::{self as rows, Found, Indexed};
use super::rows::subjects;
use super::sql::Sql;
use crate::failure::Failure;
use crate::json;
use crate::reply::{JSON, Reply};

/// The most similar questions shown: what fits under a title without scrolling.
const SIMILAR_MAX: usize = 5;
/// What a question has to reach to be called similar: about a quarter of what was typed, by weight.
const SIMILAR_MIN: f64 = 0.22;
/// The most characters of a search that are read: a title twice over.
const QUERY_MAX: usize = 300;
/// The most of a text that is indexed, in characters of its plain form.
const INDEXED_MAX: usize = 4_000;

/// `GET similar?q=`.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn similar(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["q", "subject"])?;
    let asked = words::understand(context.sql, asked_terms(context)?)?;
    let subject = subject_id(context)?.flatten();
    let query = Query::new(&asked.terms, &|term| asked.rarity(term), asked.rarity_of_others());
    let scored = rows::words_of(context.sql, &candidates::similar(context.sql, &asked)?)?
        .into_iter()
        .map(|words| {
            (
                query.score(Candidate {
                    title: &words.title,
                    context: &words.context,
                }),
                words.number,
            )
        })
        .collect();
    let promising = promising(scored, SIMILAR_MAX, SIMILAR_MIN);
    let numbers: Vec<i64> = promising.iter().map(|(_, number)| *number).collect();
    let mut found = weigh(&promising, rows::load(context.sql, &numbers)?, subject.as_deref());
    found.truncate(SIMILAR_MAX);
    sort::by_key(&mut found, |found| found.answer_count == 0);
    let data = found
        .into_iter()
        .map(|found| as_match(found, &asked.terms))
        .collect::<Result<_, _>>()?;
    Reply::json(200, &Similar { data })
}

/// `GET search?q=`.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn search(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["q", "subject", "limit", "cursor"])?;
    Ok(Reply::new(200, JSON, page_json(context)?))
}

/// The page of questions that `q` finds, as JSON.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn page_json(context: &Context<'_>) -> Result<String, Failure> {
    let limit = contribution::limit(context.query)?;
    let asked = asked_terms(context)?;
    let list = format!("search {asked:?} {:?}", context.query.get("subject"));
    let offset = contribution::cursor(context, &list)?.map_or(0, |([offset, _], _)| offset);
    let subject = match subject_id(context)? {
        Some(None) => return Ok("{\"data\":[],\"next_cursor\":null}".to_owned()),
        subject => subject.flatten(),
    };
    let mut rows = Vec::new();
    if !asked.is_empty() {
        let page =
            |expression: &str| rows::ranked(context.sql, expression, subject.as_deref(), limit + 1, offset);
        rows = page(&match_expression(&asked, Mode::All, true))?;
        if rows.is_empty() {
            let meant = words::understand(context.sql, asked)?;
            rows = page(&match_expression(&meant.terms, Mode::All, false))?;
            if rows.is_empty() {
                rows = page(&match_expression(&meant.terms, Mode::Any, true))?;
            }
        }
    }
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = more.then(|| {
        let position = [
            Value::Integer(offset + i64::from(limit)),
            Value::Integer(0),
            Value::Text(String::new()),
        ];
        cursor::encode(&list, &position, &context.cursor_mac())
    });
    Ok(format!(
        "{{\"data\":[{}],\"next_cursor\":{}}}",
        rows.join(","),
        serde_json::to_string(&next)?
    ))
}

/// Indexes a question anew, or takes it out of the index when it is not to be found.
///
/// # Errors
/// When SQLite fails.
pub fn index(sql: &Sql, id: &QuestionId) -> Result<(), Failure> {
    let source = rows::source(sql, id)?.filter(|source| visibility::is_indexed(State::parse(&source.state)));
    let Some(source) = source else {
        return rows::remove(sql, id);
    };
    let answers: Vec<String> = source
        .answers
        .iter()
        .map(|body| plain_body(body))
        .collect::<Result<_, _>>()?;
    let tags: Vec<String> = json::read(&source.tags)?;
    rows::put(
        sql,
        id,
        &Indexed {
            title: indexed(&source.title),
            body: indexed(&plain_body(&source.body)?),
            answers: indexed(&answers.join(" ")),
            tags: indexed(&tags.join(" ")),
        },
    )
}

/// What is similar enough, the best first, of those alike the newest.
fn weigh(scored: &[(f64, i64)], found: Vec<Found>, subject: Option<&str>) -> Vec<Found> {
    let score = |number: i64| {
        scored
            .iter()
            .find(|(_, scored)| *scored == number)
            .map_or(0.0, |(score, _)| *score)
    };
    let mut weighed: Vec<(f64, Found)> = found
        .into_iter()
        .map(|found| {
            let merits = Merits {
                answered: found.answer_count > 0,
                solved: found.solved,
                same_subject: subject == Some(found.subject_id.as_str()),
            };
            (score(found.number) * merits.factor(), found)
        })
        .filter(|(weight, _)| *weight >= SIMILAR_MIN)
        .collect();
    sort::by(&mut weighed, |(a, left), (b, right)| {
        b.total_cmp(a).then_with(|| right.number.cmp(&left.number))
    });
    weighed.into_iter().map(|(_, found)| found).collect()
}

fn as_match(found: Found, asked: &[String]) -> Result<Match, Failure> {
    Ok(Match {
        id: QuestionId::parse(&found.id).map_err(|error| Failure::Internal(error.to_string()))?,
        highlights: highlights(&found.title, asked),
        title: found.title,
        slug: found.slug,
        answer_count: found.answer_count,
        solved: found.solved,
    })
}

/// What this query looks for, as the index has it.
///
/// # Errors
/// When it is too long.
pub fn asked_terms(context: &Context<'_>) -> Result<Vec<String>, Failure> {
    let asked = context.query.get("q").unwrap_or_default();
    if asked.chars().count() > QUERY_MAX {
        return Err(Failure::Refused {
            code: Code::BadRequest,
            detail: format!("A search has at most {QUERY_MAX} characters."),
            errors: vec![shared::api::problem::FieldError {
                pointer: "?q".to_owned(),
                detail: "This is too long.".to_owned(),
            }],
            retry_after: None,
        });
    }
    let mut terms = terms(asked);
    terms.truncate(shared::search::TERMS_MAX);
    Ok(terms)
}

/// The subject asked for: absent, unknown here, or its id.
fn subject_id(context: &Context<'_>) -> Result<Option<Option<String>>, Failure> {
    let Some(key) = context.query.get("subject") else {
        return Ok(None);
    };
    Ok(Some(
        subjects::resolve(context.sql, key)?.map(|subject| subject.id.as_str().to_owned()),
    ))
}

fn plain_body(body: &str) -> Result<String, Failure> {
    let document: Document = json::read(body)?;
    Ok(plain_text(&document))
}

/// As much of a text as is indexed.
pub fn plain_text(document: &Document) -> String {
    plain::plain(document).chars().take(INDEXED_MAX).collect()
}
