//! Imports: questions and answers from elsewhere, idempotent by the id they had there.
//!
//! Invariant: an item that is here already is left as it stands. An imported net score n counts as n votes up,
//! or n down; each item is one event of the ledger, at its own date.

use shared::api::import::{ImportAuthor, ImportBatch, ImportItem, ImportReport, MAX_ITEMS, Refused};
use shared::api::question::Source;
use shared::event::Happening;
use shared::ids::{AnswerId, PersonId, QuestionId};
use shared::markdown::{parse, plain};
use shared::person::{Role, Tier};
use shared::ranking::with_imported;
use shared::sort;
use shared::state::State;
use shared::text::{AnswerBody, Body, SubjectName, Tag, Title, Url};
use shared::time::Millis;
use shared::{name, slug};

use super::context::Context;
use super::rows::answers::EXCERPT_CHARACTERS;
use super::rows::answers::{self, Answer};
use super::rows::imports;
use super::rows::people::{self, Person};
use super::rows::questions::{self, Question};
use super::{body, search, subject};
use crate::failure::Failure;
use crate::reply::Reply;

/// `POST imports`.
///
/// # Errors
/// When the batch itself breaks a rule; items that do are named in the report.
pub fn batch(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let batch: ImportBatch = body::parse(request)?;
    if batch.items.len() > MAX_ITEMS {
        return Err(Failure::field(
            "/items",
            format!("A batch has at most {MAX_ITEMS} items; send the rest in the next."),
        ));
    }
    SubjectName::parse(&batch.source).map_err(|error| Failure::field("/source", error.to_string()))?;
    let mut import = Import {
        context,
        batch: &batch,
        subject_id: String::new(),
        known: Vec::new(),
        authors: Vec::new(),
        touched: Vec::new(),
        report: ImportReport::default(),
    };
    if !batch.dry_run {
        import.subject_id = subject::ensure_named(context, &batch.subject, Some(&batch.subject_name))?;
    }
    for item in &batch.items {
        import.take(item)?;
    }
    for id in sort::distinct(std::mem::take(&mut import.touched)) {
        questions::refresh(context.sql, &id)?;
        search::index(context.sql, &id)?;
    }
    Reply::json(200, &import.report)
}

/// A batch on its way in.
struct Import<'a> {
    context: &'a Context<'a>,
    batch: &'a ImportBatch,
    subject_id: String,
    /// Questions of this batch, by the id they had there; without an id of ours in a dry run.
    known: Vec<(String, Option<QuestionId>)>,
    authors: Vec<String>,
    touched: Vec<QuestionId>,
    report: ImportReport,
}

/// The words of an item, checked.
struct Words {
    markdown: String,
    body: String,
    excerpt: String,
}

impl Import<'_> {
    fn take(&mut self, item: &ImportItem) -> Result<(), Failure> {
        let (source_id, taken) = match item {
            ImportItem::Question { source_id, .. } => (source_id, self.take_question(item)?),
            ImportItem::Answer { source_id, .. } => (source_id, self.take_answer(item)?),
        };
        if let Err(reason) = taken {
            self.report.refused.push(Refused {
                source_id: source_id.clone(),
                reason,
            });
        }
        Ok(())
    }

    fn take_question(&mut self, item: &ImportItem) -> Result<Result<(), String>, Failure> {
        let ImportItem::Question {
            source_id,
            title,
            markdown,
            tags,
            author,
            score,
            created_at,
            active_at,
            edited_at,
            closed,
            origin,
        } = item
        else {
            return Ok(Ok(()));
        };
        let key = self.key(source_id);
        if let Some(id) = imports::question(self.context.sql, &key)? {
            self.known.push((source_id.clone(), Some(id)));
            self.report.unchanged += 1;
            return Ok(Ok(()));
        }
        let checked = Title::parse(title)
            .map_err(|error| format!("title: {error}"))
            .and_then(|title| {
                Ok((
                    title,
                    Body::parse(markdown).map_err(|error| format!("markdown: {error}"))?,
                ))
            })
            .and_then(|(title, body)| {
                Ok((
                    title,
                    body,
                    Tag::parse_all(tags).map_err(|(_, error)| format!("tags: {error}"))?,
                ))
            })
            .and_then(|checked| check_origin(origin).map(|()| checked));
        let (title, body, tags) = match checked {
            Ok(checked) => checked,
            Err(reason) => return Ok(Err(reason)),
        };
        let author_id = self.author(author, *created_at)?;
        self.report.questions += 1;
        if self.batch.dry_run {
            self.known.push((source_id.clone(), None));
            return Ok(Ok(()));
        }
        let words = read_words(body.as_str())?;
        let (up, down) = with_imported(0, 0, *score);
        let question = Question {
            id: QuestionId::new(*created_at, self.context.random()?),
            subject_id: self.subject_id.clone(),
            author_id,
            slug: slug::question_slug(title.as_str()),
            title: title.into_string(),
            markdown: words.markdown,
            body: words.body,
            tags: serde_json::to_string(&tags.iter().map(Tag::as_str).collect::<Vec<_>>())?,
            state: if *closed { State::Closed } else { State::Published },
            reason: None,
            duplicate_of: None,
            up: up.into(),
            down: down.into(),
            answer_count: 0,
            accepted_answer_id: None,
            created_at: *created_at,
            edited_at: *edited_at,
            active_at: (*active_at).max(*created_at),
            source_id: Some(key),
            source_url: Some(origin.url.clone()),
            source_license: Some(origin.license.clone()),
        };
        questions::insert(self.context.sql, &question)?;
        self.record(question.id.as_str(), *score, *created_at)?;
        self.touched.push(question.id.clone());
        self.known.push((source_id.clone(), Some(question.id)));
        Ok(Ok(()))
    }

    fn take_answer(&mut self, item: &ImportItem) -> Result<Result<(), String>, Failure> {
        let ImportItem::Answer {
            source_id,
            question,
            markdown,
            author,
            score,
            accepted,
            created_at,
            edited_at,
            origin,
        } = item
        else {
            return Ok(Ok(()));
        };
        let key = self.key(source_id);
        if imports::has_answer(self.context.sql, &key)? {
            self.report.unchanged += 1;
            return Ok(Ok(()));
        }
        let question_id = match self.known.iter().rev().find(|(known, _)| known == question) {
            Some((_, id)) => id.clone(),
            None => match imports::question(self.context.sql, &self.key(question))? {
                Some(id) => Some(id),
                None => return Ok(Err(format!("question {question} is not here; send it first"))),
            },
        };
        let checked = AnswerBody::parse(markdown)
            .map_err(|error| format!("markdown: {error}"))
            .and_then(|body| check_origin(origin).map(|()| body));
        let body = match checked {
            Ok(body) => body,
            Err(reason) => return Ok(Err(reason)),
        };
        let author_id = self.author(author, *created_at)?;
        self.report.answers += 1;
        let Some(question_id) = question_id else {
            return Ok(Ok(()));
        };
        if self.batch.dry_run {
            return Ok(Ok(()));
        }
        let words = read_words(body.as_str())?;
        let (up, down) = with_imported(0, 0, *score);
        let answer = Answer {
            id: AnswerId::new(*created_at, self.context.random()?),
            question_id: question_id.clone(),
            author_id,
            markdown: words.markdown,
            body: words.body,
            excerpt: words.excerpt,
            state: State::Published,
            reason: None,
            up: up.into(),
            down: down.into(),
            accepted: *accepted,
            caution: None,
            created_at: *created_at,
            edited_at: *edited_at,
            source_id: Some(key),
            source_url: Some(origin.url.clone()),
            source_license: Some(origin.license.clone()),
        };
        answers::insert(self.context.sql, &answer)?;
        self.record(answer.id.as_str(), *score, *created_at)?;
        self.touched.push(question_id);
        Ok(Ok(()))
    }

    /// The person an author there is here, made on first use. In a dry run only counted.
    fn author(&mut self, author: &ImportAuthor, since: Millis) -> Result<PersonId, Failure> {
        let key = self.key(&author.source_id);
        if let Some(person) = people::by_import(self.context.sql, &key)? {
            return Ok(person.id);
        }
        let id = PersonId::new(since, self.context.random()?);
        if !self.authors.contains(&key) {
            self.authors.push(key.clone());
            self.report.authors += 1;
        }
        if !self.batch.dry_run {
            let reserved = [self.context.settings.name.as_str()];
            let name = name::check(&author.name, &reserved).unwrap_or_default();
            people::insert(
                self.context.sql,
                &Person {
                    id: id.clone(),
                    name,
                    tier: Tier::Guest,
                    role: Role::Member,
                    title: String::new(),
                    face: None,
                    email: None,
                    sso_subject: None,
                    epoch: 0,
                    published: 0,
                    imported_from: Some(key),
                    created_at: since,
                },
            )?;
        }
        Ok(id)
    }

    fn key(&self, source_id: &str) -> String {
        format!("{}/{source_id}", self.batch.source)
    }

    fn record(&self, target: &str, score: i64, at: Millis) -> Result<(), Failure> {
        let happening = Happening::Imported {
            source: self.batch.source.clone(),
            score,
        };
        self.context.record_at(at, Some(target), &happening)
    }
}

fn read_words(markdown: &str) -> Result<Words, Failure> {
    let document = parse::parse(markdown);
    Ok(Words {
        markdown: markdown.to_owned(),
        body: serde_json::to_string(&document)?,
        excerpt: plain::excerpt(&document, EXCERPT_CHARACTERS),
    })
}

fn check_origin(origin: &Source) -> Result<(), String> {
    Url::parse(&origin.url).map_err(|error| format!("origin: {error}"))?;
    SubjectName::parse(&origin.license).map_err(|error| format!("license: {error}"))?;
    Ok(())
}
