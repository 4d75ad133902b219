//! Who is told what by mail: one mail per person and event, to people with an address, and never about what they
//! did themselves.

use shared::ids::{AnswerId, PersonId, QuestionId};
use shared::language::Language;

use super::letter::{About, Kind, Letter};
use crate::community::context::Context;
use crate::community::rows::outbox as rows;
use crate::community::rows::questions::{self, Question};
use crate::failure::Failure;

/// Tells the asker of a published answer, and once those who asked to be told. To be called when an answer is
/// published, not when it waits.
///
/// # Errors
/// When SQLite fails.
pub fn notify_answered(
    context: &Context<'_>,
    question: &QuestionId,
    answer: &AnswerId,
) -> Result<(), Failure> {
    let Some(question) = questions::get(context.sql, question)? else {
        return Ok(());
    };
    let Some(words) = rows::answer_words(context.sql, answer)? else {
        return Ok(());
    };
    let link = link(context, &question, Some(answer));
    let about = About {
        brand: &context.settings.name,
        title: &question.title,
        name: &words.author_name,
        text: &words.markdown,
        link: &link,
    };
    let wishes = rows::take_wishes(context.sql, &question.id, answer)?;
    let listens = question.author_id != words.author_id && rows::asker_listens(context.sql, &question.id)?;
    for person in wishes.iter().chain(Some(&question.author_id).filter(|_| listens)) {
        let letter = Letter::answered(language(context), *person == question.author_id, &about);
        send(context, Kind::Answered, person, letter)?;
    }
    Ok(())
}

/// Tells those an answer had helped that it changed in substance.
///
/// # Errors
/// When SQLite fails.
pub fn notify_edited(context: &Context<'_>, question: &QuestionId, answer: &AnswerId) -> Result<(), Failure> {
    let Some(question) = questions::get(context.sql, question)? else {
        return Ok(());
    };
    let Some(words) = rows::answer_words(context.sql, answer)? else {
        return Ok(());
    };
    let link = link(context, &question, Some(answer));
    let about = About {
        brand: &context.settings.name,
        title: &question.title,
        name: &words.author_name,
        text: &words.markdown,
        link: &link,
    };
    for person in rows::helped(context.sql, answer)? {
        send(
            context,
            Kind::Edited,
            &person,
            Letter::edited(language(context), &about),
        )?;
    }
    Ok(())
}

/// Tells an author that what they wrote about a question (the question itself, an answer, a comment) was rejected,
/// and why.
///
/// # Errors
/// When SQLite fails.
pub fn notify_rejected(
    context: &Context<'_>,
    author: &PersonId,
    question: &QuestionId,
    reason: &str,
) -> Result<(), Failure> {
    let Some(question) = questions::get(context.sql, question)? else {
        return Ok(());
    };
    let link = link(context, &question, None);
    let about = About {
        brand: &context.settings.name,
        title: &question.title,
        name: "",
        text: reason,
        link: &link,
    };
    send(
        context,
        Kind::Rejected,
        author,
        Letter::rejected(language(context), &about),
    )
}

fn send(context: &Context<'_>, kind: Kind, person: &PersonId, letter: Letter) -> Result<(), Failure> {
    if context.caller.is(person) {
        return Ok(());
    }
    match rows::address(context.sql, person)? {
        Some(address) => super::queue(context, kind, &address, letter),
        None => Ok(()),
    }
}

/// The community's first language: a person's own is not known here.
fn language(context: &Context<'_>) -> Language {
    context.settings.languages.first().copied().unwrap_or_default()
}

fn link(context: &Context<'_>, question: &Question, answer: Option<&AnswerId>) -> String {
    let slug: String = form_urlencoded::byte_serialize(question.slug.as_bytes()).collect();
    let anchor = answer.map(|answer| format!("#{answer}")).unwrap_or_default();
    format!(
        "{}/{}/questions/{}/{slug}{anchor}",
        context.base_url, context.slug, question.id
    )
}
