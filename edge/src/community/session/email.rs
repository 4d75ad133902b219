//! Links by e-mail: asked for, and redeemed once.
//!
//! Invariant: whoever asks learns nothing about an address. An address has at most one link that works, the newest.

use serde::{Deserialize, Serialize};
use shared::api::health::MailState;
use shared::api::problem::Code;
use shared::api::session::{AskEmailLink, EmailLinkAsked};
use shared::code::EMAIL_LINK_MS;
use shared::language::Language;
use shared::person::Tier;
use shared::text::Email;
use shared::time::Millis;

use super::{bad_code, newcomer, secret, welcome};
use crate::community::body;
use crate::community::context::Context;
use crate::community::outbox::{self, Kind, Letter};
use crate::community::rows::codes::{self, Purpose};
use crate::community::rows::people::{self, Person};
use crate::failure::Failure;
use crate::reply::Reply;
use crate::token::hash;

/// How many links one address is sent, whoever asks, in [`ASKED_WINDOW_MS`].
const ASKED_MAX: i64 = 5;
const ASKED_WINDOW_MS: i64 = 10 * Millis::MINUTE;
/// The most characters of a path to come back to: a permalink with its query.
const RETURN_TO_MAX: usize = 500;

/// What a link stands for.
#[derive(Debug, Serialize, Deserialize)]
struct Link {
    email: String,
}

/// `POST session/email`.
///
/// # Errors
/// When a field breaks its rule, mail is off, or the address was sent too many.
pub fn ask_email_link(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: AskEmailLink = body::parse(request)?;
    let email = Email::parse(&request.email).map_err(|error| Failure::field("/email", error.to_string()))?;
    if !is_path_of(context.slug, &request.return_to) {
        let detail = format!(
            "This has to be a path of this community: it starts with /{} and has at most {RETURN_TO_MAX} characters.",
            context.slug
        );
        return Err(Failure::field("/return_to", detail));
    }
    if !context.config.mail().is_on() {
        let next_step = match context.config.mail() {
            MailState::NeedsBaseUrl => {
                " Its operator sets `FANFARE_BASE_URL`, so that links in mail lead here."
            }
            _ => "",
        };
        return Err(Failure::refused(
            Code::EmailOff,
            format!(
                "Sign-in by e-mail is off on this deployment; continue as a guest, or sign in with the brand.{next_step}"
            ),
        ));
    }
    let address = hash(email.as_str());
    limit(context, &address)?;
    codes::drop_all(context.sql, Purpose::EmailLink, &address)?;
    let code = secret()?;
    let expires_at = context.now.plus(EMAIL_LINK_MS);
    codes::keep(
        context.sql,
        Purpose::EmailLink,
        &code,
        &address,
        &Link {
            email: email.as_str().to_owned(),
        },
        expires_at,
    )?;
    let language = Language::choose(&request.language, &context.settings.languages);
    let letter = Letter::sign_in(
        language,
        &context.settings.name,
        &link(context, &code, &request.return_to, language),
    );
    outbox::queue(context, Kind::SignIn, email.as_str(), letter)?;
    Reply::json(202, &EmailLinkAsked { expires_at })
}

/// The person whose address a code confirms; made when they come for the first time.
///
/// # Errors
/// When the code is not good.
pub(super) fn redeem(context: &Context<'_>, code: &str) -> Result<Person, Failure> {
    let Link { email } =
        codes::take(context.sql, Purpose::EmailLink, code, context.now)?.ok_or_else(bad_code)?;
    let known = people::by_email(context.sql, &email)?;
    let first = known.is_none();
    let person = match known {
        Some(person) => person,
        None => {
            let person = Person {
                email: Some(email),
                ..newcomer(context, Tier::Email)?
            };
            people::insert(context.sql, &person)?;
            person
        }
    };
    welcome(context, &person, first)?;
    Ok(person)
}

fn limit(context: &Context<'_>, address: &str) -> Result<(), Failure> {
    let (asked, first_ends) = codes::count(context.sql, Purpose::EmailAsked, address, context.now)?;
    if asked >= ASKED_MAX {
        let wait_ms = first_ends.map_or(ASKED_WINDOW_MS, |at| at.since(context.now));
        let seconds = u32::try_from(wait_ms / Millis::SECOND + 1).unwrap_or(u32::MAX);
        return Err(Failure::Refused {
            code: Code::RateLimited,
            detail: format!(
                "This address was sent {ASKED_MAX} links already; the newest one works. Try again in {seconds} seconds."
            ),
            errors: Vec::new(),
            retry_after: Some(seconds),
        });
    }
    codes::keep(
        context.sql,
        Purpose::EmailAsked,
        &secret()?,
        address,
        &(),
        context.now.plus(ASKED_WINDOW_MS),
    )?;
    Ok(())
}

fn link(context: &Context<'_>, code: &str, return_to: &str, language: Language) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("code", code);
    if !return_to.is_empty() {
        query.append_pair("return_to", return_to);
    }
    query.append_pair("lang", language.tag());
    format!("{}/{}/sign-in?{}", context.base_url, context.slug, query.finish())
}

/// Whether a sign-in may come back to this address: nowhere, or a page of the community on the same origin.
fn is_path_of(slug: &str, path: &str) -> bool {
    let Some(rest) = path.strip_prefix('/').and_then(|rest| rest.strip_prefix(slug)) else {
        return path.is_empty();
    };
    let ends = rest.is_empty() || rest.starts_with(['/', '?', '#']);
    let climbs = rest
        .split(['/', '?', '#'])
        .any(|part| part == "." || part == "..");
    let odd = path
        .chars()
        .any(|character| character == '\\' || character.is_whitespace() || character.is_control());
    ends && !climbs && !odd && path.chars().count() <= RETURN_TO_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_comes_back_to_pages_of_its_own_community_only() {
        for good in [
            "",
            "/acme",
            "/acme/questions/q_1/how?lang=fr#a_1",
            "/acme?sort=new",
            "/acme/tags/قهوة",
        ] {
            assert!(is_path_of("acme", good), "{good}");
        }
        for bad in [
            "acme",
            "//acme",
            "//evil.example/acme",
            "/\\evil.example",
            "/acmeevil",
            "/other",
            "/acme/../other",
            "/acme/..",
            "https://evil.example",
            "https://evil.example/acme",
            "javascript:alert(1)",
            "/acme\\..",
            "/acme/\nx",
            "/acme/ x",
            "/acme\u{0}",
            "/ acme",
            "/%61cme",
        ] {
            assert!(!is_path_of("acme", bad), "{bad}");
        }
        assert!(!is_path_of(
            "acme",
            &format!("/acme/{}", "x".repeat(RETURN_TO_MAX))
        ));
    }
}
