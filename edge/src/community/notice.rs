//! Whether mail about a question comes: the asker's own switch, and the link in every letter.
//!
//! Invariant: the code of a letter's link does one thing, for one person and one question: it ends mail. It signs
//! nobody in, so it may stay good for as long as the letter is kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::api::notice::{NoticesStopped, StopNotices};
use shared::api::problem::Code;
use shared::ids::{PersonId, QuestionId};

use super::body;
use super::context::Context;
use super::rows::notices;
use crate::failure::Failure;
use crate::reply::Reply;
use crate::token;

/// `POST notices/stop`.
///
/// # Errors
/// When the code was not made here.
pub fn stop(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: StopNotices = body::parse(request)?;
    let (person, question) = open(&request.code, context.slug, &context.config.secret).ok_or_else(|| {
        Failure::refused(
            Code::BadCode,
            "This link is not whole. Copy it from the mail again, from `https` to its end.",
        )
    })?;
    notices::stop(context.sql, &person, &question, context.now)?;
    Reply::json(200, &NoticesStopped { question })
}

/// Sets whether mail about their question comes to its asker.
///
/// # Errors
/// When SQLite fails.
pub fn set(
    context: &Context<'_>,
    person: &PersonId,
    question: &QuestionId,
    wanted: bool,
) -> Result<(), Failure> {
    if wanted {
        notices::resume(context.sql, person, question)
    } else {
        notices::stop(context.sql, person, question, context.now)
    }
}

/// The link that ends mail about a question to a person.
pub fn stop_url(context: &Context<'_>, person: &PersonId, question: &QuestionId) -> String {
    let code = seal(person, question, context.slug, &context.config.secret);
    format!("{}/{}/notices?code={code}", context.base_url, context.slug)
}

fn seal(person: &PersonId, question: &QuestionId, slug: &str, secret: &str) -> String {
    let named = format!("{person}.{question}");
    let mac = token::mac(secret, "notices", format!("{slug}.{named}").as_bytes());
    format!("{named}.{}", URL_SAFE_NO_PAD.encode(mac))
}

fn open(code: &str, slug: &str, secret: &str) -> Option<(PersonId, QuestionId)> {
    let (person, rest) = code.split_once('.')?;
    let (question, _) = rest.split_once('.')?;
    let (person, question) = (PersonId::parse(person).ok()?, QuestionId::parse(question).ok()?);
    let good = seal(&person, &question, slug, secret);
    token::same(code.as_bytes(), good.as_bytes()).then_some((person, question))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::Millis;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn a_code_opens_in_its_community_only_and_not_once_it_was_changed() {
        let (person, question) = (
            PersonId::new(Millis::new(1), [1; 10]),
            QuestionId::new(Millis::new(2), [2; 10]),
        );
        let code = seal(&person, &question, "acme", SECRET);
        assert_eq!(
            open(&code, "acme", SECRET),
            Some((person.clone(), question.clone()))
        );
        assert_eq!(open(&code, "other", SECRET), None);
        assert_eq!(open(&code, "acme", "another secret of the same size."), None);
        let other = PersonId::new(Millis::new(3), [1; 10]);
        let forged = code.replace(person.as_str(), other.as_str());
        assert_eq!(open(&forged, "acme", SECRET), None);
        for odd in ["", ".", "..", "p_1.q_1.x", &code[..code.len() - 1]] {
            assert_eq!(open(odd, "acme", SECRET), None, "{odd}");
        }
    }
}
