//! Problems in the language that the caller reads, by `Accept-Language`
//! ([RFC 9457, section 3.1.3](https://www.rfc-editor.org/rfc/rfc9457#section-3.1.3) lets them be negotiated).
//!
//! Invariant: the code, the status and the pointers stay; only sentences change. A problem is never cached, so no
//! caller reads another's language.

use shared::language::Language;
use widget::words::problems;

use crate::community_client::Answer;
use crate::failure::{self, Failure};
use crate::incoming::Incoming;
use crate::reply::{Outgoing, Reply};

/// What an object answered, to be passed on; a problem in the caller's language.
///
/// # Errors
/// When the problem can't be written.
pub fn pass(incoming: &Incoming, mut answer: Answer) -> Result<Outgoing, Failure> {
    let language = in_language_of(incoming, &mut answer)?;
    let mut outgoing = answer.pass();
    if let Some(language) = language {
        outgoing.header("content-language", language.tag());
    }
    Ok(outgoing)
}

/// Says a problem that an object answered with in the caller's language; gives it back if it is another than the
/// object's own.
fn in_language_of(incoming: &Incoming, answer: &mut Answer) -> Result<Option<Language>, Failure> {
    if answer.status < 400 {
        return Ok(None);
    }
    let language = language(incoming);
    if language == Language::English {
        return Ok(None);
    }
    let Some(mut problem) = answer.problem() else {
        return Ok(None);
    };
    problems::say(&mut problem, language);
    answer.replace(&serde_json::to_string(&problem)?);
    Ok(Some(language))
}

/// A failure as an answer in the caller's language.
pub fn refusal(incoming: &Incoming, failure: Failure) -> Reply {
    let language = language(incoming);
    let (mut problem, retry_after) = failure.into_problem(&incoming.id);
    problems::say(&mut problem, language);
    failure::reply(&problem, retry_after).header("content-language", language.tag())
}

fn language(incoming: &Incoming) -> Language {
    Language::choose(&incoming.header("accept-language"), &Language::ALL)
}
