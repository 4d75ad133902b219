//! Whether mail about a question, a story or a contest comes: the asker's own switch, and the link in every letter.
//!
//! Invariant: the code of a letter's link does one thing, for one person and one thing: it ends mail. It signs
//! nobody in, so it may stay good for as long as the letter is kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::api::notice::{NoticeView, NoticesStopped, StopNotices};
use shared::api::page::Page;
use shared::api::problem::Code;
use shared::ids::{ContestId, PersonId, Target};

use super::context::Context;
use super::rows::{contests, notices};
use super::{body, contest};
use crate::failure::Failure;
use crate::reply::Reply;
use crate::token;

/// `POST notices/stop`.
///
/// # Errors
/// When the code was not made here.
pub fn stop(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: StopNotices = body::parse(request)?;
    let (person, target) = open(&request.code, context.slug, &context.config.secret).ok_or_else(|| {
        Failure::refused(
            Code::BadCode,
            "This link is not whole. Copy it from the mail again, from `https` to its end.",
        )
    })?;
    notices::stop(context.sql, &person, &target, context.now)?;
    let contest = ContestId::parse(&target).ok();
    if let Some(id) = &contest {
        contest::letter::stopped(context, id, person)?;
    }
    let (mut question, mut story) = (None, None);
    match Target::parse(&target) {
        Ok(Target::Story(id)) => story = Some(id),
        Ok(Target::Question(id)) => question = Some(id),
        Ok(Target::Answer(_) | Target::Comment(_)) | Err(_) => {}
    }
    Reply::json(
        200,
        &NoticesStopped {
            question,
            story,
            contest,
        },
    )
}

/// `GET notices`.
///
/// # Errors
/// When SQLite fails.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&[])?;
    let person = context.caller.person().ok_or_else(Failure::not_found)?;
    let letters = contests::letters(context.sql, person)?.into_iter();
    let data = letters
        .map(|(contest, title)| NoticeView {
            code: seal(person, contest.as_str(), context.slug, &context.config.secret),
            contest,
            title,
        })
        .collect();
    Reply::json(
        200,
        &Page {
            data,
            next_cursor: None,
        },
    )
}

/// Sets whether mail about something comes to a person.
///
/// # Errors
/// When SQLite fails.
pub fn set(context: &Context<'_>, person: &PersonId, target: &str, wanted: bool) -> Result<(), Failure> {
    if wanted {
        notices::resume(context.sql, person, target)
    } else {
        notices::stop(context.sql, person, target, context.now)
    }
}

/// The link that ends mail about something to a person.
pub fn stop_url(context: &Context<'_>, person: &PersonId, target: &str) -> String {
    let code = seal(person, target, context.slug, &context.config.secret);
    format!("{}/{}/notices?code={code}", context.base_url, context.slug)
}

fn seal(person: &PersonId, target: &str, slug: &str, secret: &str) -> String {
    let named = format!("{person}.{target}");
    let mac = token::mac(secret, "notices", format!("{slug}.{named}").as_bytes());
    format!("{named}.{}", URL_SAFE_NO_PAD.encode(mac))
}

fn open(code: &str, slug: &str, secret: &str) -> Option<(PersonId, String)> {
    let (person, rest) = code.split_once('.')?;
    let (target, _) = rest.split_once('.')?;
    let person = PersonId::parse(person).ok()?;
    let good = seal(&person, target, slug, secret);
    token::same(code.as_bytes(), good.as_bytes()).then(|| (person, target.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::QuestionId;
    use shared::time::Millis;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn a_code_opens_in_its_community_only_and_not_once_it_was_changed() {
        let (person, question) = (
            PersonId::new(Millis::new(1), [1; 10]),
            QuestionId::new(Millis::new(2), [2; 10]),
        );
        let code = seal(&person, question.as_str(), "acme", SECRET);
        assert_eq!(
            open(&code, "acme", SECRET),
            Some((person.clone(), question.to_string()))
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
