//! Who is told what by mail: one mail per person and event, to people with an address who did not stop it, and
//! never about what they did themselves.

use shared::ids::{AnswerId, PersonId, QuestionId};
use shared::language::Language;

use super::letter::{About, Kind, Letter};
use crate::community::context::Context;
use crate::community::feature::About as Asked;
use crate::community::notice;
use crate::community::rows::features::Feature;
use crate::community::rows::promises::Promise;
use crate::community::rows::questions::{self, Question};
use crate::community::rows::{notices, outbox as rows};
use crate::community::target::Written;
use crate::contest::message::ReceiptLetter;
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
    let Some(news) = News::of_answer(context, question, answer)? else {
        return Ok(());
    };
    let asker = &news.asker;
    let wishes = rows::take_wishes(context.sql, question, answer)?;
    for person in wishes.iter().chain([asker]).filter(|person| !news.is_by(person)) {
        news.tell(Kind::Answered, person, |language, about| {
            Letter::answered(language, person == asker, about)
        })?;
    }
    Ok(())
}

/// Tells those an answer had helped that it changed in substance.
///
/// # Errors
/// When SQLite fails.
pub fn notify_edited(context: &Context<'_>, question: &QuestionId, answer: &AnswerId) -> Result<(), Failure> {
    let Some(news) = News::of_answer(context, question, answer)? else {
        return Ok(());
    };
    for person in rows::helped(context.sql, answer)? {
        news.tell(Kind::Edited, &person, Letter::edited)?;
    }
    Ok(())
}

/// Tells an author that what they wrote (a question or a story, or below a question) was rejected, and why.
///
/// # Errors
/// When SQLite fails.
pub fn notify_rejected(context: &Context<'_>, written: &Written, reason: &str) -> Result<(), Failure> {
    match News::to_author(context, written, reason) {
        Some(news) => news.tell(Kind::Rejected, written.author(), Letter::rejected),
        None => Ok(()),
    }
}

/// Tells an author that the brand asks to show what they wrote elsewhere, and where they answer.
///
/// # Errors
/// When SQLite fails.
pub fn notify_feature(context: &Context<'_>, asked: &Asked, feature: &Feature) -> Result<(), Failure> {
    let news = match asked {
        Asked::Written(written) => News::to_author(context, written, &feature.note),
        Asked::Entry(..) => Some(News {
            context,
            target: asked.id().to_owned(),
            title: asked.excerpt(),
            asker: asked.author().clone(),
            author: None,
            name: String::new(),
            text: String::new(),
            link: String::new(),
        }),
    };
    let Some(mut news) = news else {
        return Ok(());
    };
    news.link = format!("{}/{}/me#{}", context.base_url, context.slug, feature.id);
    news.text = match feature.note.as_str() {
        "" => feature.text.clone(),
        note => format!("{}\n\n{note}", feature.text),
    };
    news.tell(Kind::Feature, asked.author(), Letter::feature)
}

/// Tells everybody with the same problem, who asked and who said *me too*, what was promised or what became of it.
///
/// # Errors
/// When SQLite fails.
pub fn notify_promise(
    context: &Context<'_>,
    question: &Question,
    promise: &Promise,
    name: &str,
) -> Result<(), Failure> {
    let text = match promise.ending {
        None => format!("{}\n\n{}: {}", promise.apology, promise.due.iso(), promise.step),
        Some(_) => format!("{}: {}\n\n{}", promise.due.iso(), promise.step, promise.word),
    };
    let news = News {
        context,
        target: question.id.as_str().to_owned(),
        title: question.title.clone(),
        asker: question.author_id.clone(),
        author: Some(promise.by.clone()),
        name: name.to_owned(),
        text: text.trim_end().to_owned(),
        link: of_question(context, question, None),
    };
    let others = rows::said_me_too(context.sql, &question.id)?;
    for person in [&question.author_id].into_iter().chain(&others) {
        news.tell(Kind::Promise, person, |language, about| {
            Letter::promise(language, promise.ending, about)
        })?;
    }
    Ok(())
}

/// Tells a voter where their ballot stands in the log, and where they check it.
///
/// # Errors
/// When SQLite fails.
pub fn notify_receipt(context: &Context<'_>, letter: &ReceiptLetter, title: &str) -> Result<(), Failure> {
    let ReceiptLetter { contest, person, .. } = letter;
    let news = News {
        context,
        target: contest.as_str().to_owned(),
        title: title.to_owned(),
        asker: person.clone(),
        author: None,
        name: String::new(),
        text: letter.receipt.clone(),
        link: format!("{}/{}/contests/{contest}/check", context.base_url, context.slug),
    };
    news.tell(Kind::Receipt, person, |language, about| {
        Letter::receipt(language, letter.is_last, about)
    })
}

/// What people are told about a question, a story or a contest.
struct News<'a> {
    context: &'a Context<'a>,
    /// About which: what its letters can be stopped for.
    target: String,
    title: String,
    /// Who asked, or shared it.
    asker: PersonId,
    /// Who wrote what is told, if they are named.
    author: Option<PersonId>,
    name: String,
    text: String,
    link: String,
}

impl<'a> News<'a> {
    /// What an answer says; nothing if it or its question is gone.
    fn of_answer(
        context: &'a Context<'a>,
        question: &QuestionId,
        answer: &AnswerId,
    ) -> Result<Option<Self>, Failure> {
        let Some(question) = questions::get(context.sql, question)? else {
            return Ok(None);
        };
        let words = rows::answer_words(context.sql, answer)?;
        Ok(words.map(|words| Self {
            link: of_question(context, &question, Some(answer)),
            context,
            target: question.id.as_str().to_owned(),
            title: question.title,
            asker: question.author_id,
            author: Some(words.author_id),
            name: words.author_name,
            text: words.markdown,
        }))
    }

    /// What the author of something is told about it.
    fn to_author(context: &'a Context<'a>, written: &Written, text: &str) -> Option<Self> {
        let (target, title, link) = match (written, written.question()) {
            (Written::Story(story), _) => (
                story.id.as_str(),
                &story.title,
                link(context, "stories", story.id.as_str(), &story.slug, None),
            ),
            (_, Some(question)) => (
                question.id.as_str(),
                &question.title,
                of_question(context, question, None),
            ),
            (_, None) => return None,
        };
        Some(Self {
            context,
            target: target.to_owned(),
            title: title.clone(),
            asker: written.author().clone(),
            author: None,
            name: String::new(),
            text: text.to_owned(),
            link,
        })
    }

    fn is_by(&self, person: &PersonId) -> bool {
        self.author.as_ref() == Some(person)
    }

    /// Tells one person, unless they did it, stopped such mail, or gave no address.
    fn tell(
        &self,
        kind: Kind,
        person: &PersonId,
        letter: impl Fn(Language, &About<'_>) -> Letter,
    ) -> Result<(), Failure> {
        let context = self.context;
        if context.caller.is(person) || notices::are_stopped(context.sql, person, &self.target)? {
            return Ok(());
        }
        let Some(address) = rows::address(context.sql, person)? else {
            return Ok(());
        };
        let about = About {
            brand: &context.settings.name,
            title: &self.title,
            name: &self.name,
            text: &self.text,
            link: &self.link,
            stop_url: &notice::stop_url(context, person, &self.target),
        };
        // The community's first language: a person's own is not known here.
        let language = Language::first_of(&context.settings.languages);
        super::queue(context, kind, &address, letter(language, &about))
    }
}

fn of_question(context: &Context<'_>, question: &Question, answer: Option<&AnswerId>) -> String {
    link(context, "questions", question.id.as_str(), &question.slug, answer)
}

fn link(context: &Context<'_>, things: &str, id: &str, slug: &str, answer: Option<&AnswerId>) -> String {
    let slug: String = form_urlencoded::byte_serialize(slug.as_bytes()).collect();
    let anchor = answer.map(|answer| format!("#{answer}")).unwrap_or_default();
    format!(
        "{}/{}/{things}/{id}/{slug}{anchor}",
        context.base_url, context.slug
    )
}
