//! Subjects: made on first use and named, listed, read, counted, mended by staff.
//!
//! Invariant: a name that somebody gives a subject is seen by nobody but its author and staff before their words are.

use shared::api::page::Page;
use shared::api::query::COUNTED_SUBJECTS_MAX;
use shared::api::subject::{Counts, EditSubject, SubjectCount, SubjectView};
use shared::cursor::{self, Value};
use shared::event::Happening;
use shared::ids::SubjectId;
use shared::state::State;
use shared::text::{SubjectKey, SubjectName, Url};
use shared::visibility;

use super::context::Context;
use super::rows::subjects;
use super::{body, contribution};
use crate::failure::Failure;
use crate::reply::Reply;

/// The most aliases of a subject: a product's page in all markets, languages and colors.
const ALIASES_MAX: usize = 100;
/// The most characters of a BCP 47 tag
/// ([RFC 5646, section 4.4.1](https://www.rfc-editor.org/rfc/rfc5646#section-4.4.1)).
const LANGUAGE_MAX: usize = 35;
const LIST: &str = "subjects";

/// The id of the subject of this key, made on first use. It is called by its key until [`call`] names it.
///
/// # Errors
/// When the key breaks its rule.
pub fn ensure(context: &Context<'_>, key: &str) -> Result<String, Failure> {
    let key = SubjectKey::parse(key).map_err(|error| Failure::field("/subject", error.to_string()))?;
    if let Some(subject) = subjects::resolve(context.sql, key.as_str())? {
        return Ok(subject.id.to_string());
    }
    let url = key.as_str().starts_with("https://").then_some(key.as_str());
    let id = SubjectId::new(context.now, context.random()?);
    subjects::insert(context.sql, &id, key.as_str(), url, context.now)?;
    Ok(id.to_string())
}

/// The same, under the name that the brand gives a subject without one.
///
/// # Errors
/// When the key or the name breaks its rule.
pub fn ensure_named(context: &Context<'_>, key: &str, name: Option<&str>) -> Result<String, Failure> {
    let id = ensure(context, key)?;
    if let Some(name) = name {
        subjects::name(context.sql, &id, parsed(name)?.as_str())?;
    }
    Ok(id)
}

/// Gives a subject without a name the one that new words call it: at once where everybody sees these, else once they do.
///
/// # Errors
/// When the name breaks its rule.
pub fn call(
    context: &Context<'_>,
    id: &str,
    name: Option<&str>,
    target: &str,
    state: State,
) -> Result<(), Failure> {
    let Some(name) = name else { return Ok(()) };
    subjects::propose_name(context.sql, id, target, parsed(name)?.as_str())?;
    if visibility::is_listed(state) {
        subjects::take_proposed_name(context.sql, id, target)?;
    }
    Ok(())
}

fn parsed(name: &str) -> Result<SubjectName, Failure> {
    SubjectName::parse(name).map_err(|error| Failure::field("/subject_name", error.to_string()))
}

/// `GET subjects`: those of which something is listed, with most questions first.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["limit", "cursor"])?;
    let limit = contribution::limit(context.query)?;
    let after = contribution::cursor(context, LIST)?;
    let mut data = subjects::list(context.sql, after.as_ref(), limit + 1)?;
    let more = data.len() > limit as usize;
    data.truncate(limit as usize);
    let next_cursor = data.last().filter(|_| more).map(|last| {
        let position = [
            Value::Integer(last.question_count.into()),
            Value::Integer(last.created_at.get()),
            Value::Text(last.id.to_string()),
        ];
        cursor::encode(LIST, &position, &context.cursor_mac())
    });
    Reply::json(200, &Page { data, next_cursor })
}

/// `GET subjects/{subject}`: by its identifier, key or alias.
///
/// # Errors
/// When there is none.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    Reply::json(200, &named(context)?)
}

/// `GET counts`: of up to 100 keys or aliases, in the order asked for.
///
/// # Errors
/// When no key is given, one breaks its rule, or there are too many.
pub fn counts(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["subjects"])?;
    let keys = context
        .query
        .get("subjects")
        .ok_or_else(|| Failure::field("?subjects", "Name the subjects, separated by commas."))?;
    if keys.split(',').count() > COUNTED_SUBJECTS_MAX {
        return Err(Failure::field(
            "?subjects",
            format!("At most {COUNTED_SUBJECTS_MAX} subjects are counted at once."),
        ));
    }
    let data = keys
        .split(',')
        .map(|key| count(context, &key.replace("%2C", ",").replace("%2c", ",")))
        .collect::<Result<_, _>>()?;
    Reply::json(200, &Counts { data })
}

/// `PATCH subjects/{subject}`.
///
/// # Errors
/// When a field breaks its rule, or an alias is another subject's.
pub fn edit(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: EditSubject = body::parse(request)?;
    let mut subject = named(context)?;
    if let Some(name) = &request.name {
        subject.name = SubjectName::parse(name)
            .map_err(|error| Failure::field("/name", error.to_string()))?
            .into_string();
    }
    subject.picture = address(request.picture.as_deref(), "/picture", subject.picture)?;
    subject.url = address(request.url.as_deref(), "/url", subject.url)?;
    if let Some(language) = request.language {
        if !language.is_empty() && !is_language_tag(&language) {
            return Err(Failure::field(
                "/language",
                "This has to be a language tag such as fr or pt-BR.",
            ));
        }
        subject.language = Some(language).filter(|tag| !tag.is_empty());
    }
    subjects::update(context.sql, &subject)?;
    if let Some(aliases) = &request.aliases {
        set_aliases(context, &subject, aliases)?;
    }
    contribution::happened(context, subject.id.as_str(), &Happening::SubjectChanged {})?;
    let subject = subjects::get(context.sql, &subject.id)?.ok_or_else(Failure::not_found)?;
    Reply::json(200, &subject)
}

/// The subject the path names.
fn named(context: &Context<'_>) -> Result<SubjectView, Failure> {
    if let Ok(id) = SubjectId::parse(context.parameter) {
        return subjects::get(context.sql, &id)?.ok_or_else(Failure::not_found);
    }
    let key = SubjectKey::parse(&decoded(context.parameter)).map_err(|_| Failure::not_found())?;
    subjects::resolve(context.sql, key.as_str())?.ok_or_else(Failure::not_found)
}

fn count(context: &Context<'_>, text: &str) -> Result<SubjectCount, Failure> {
    let key = SubjectKey::parse(text).map_err(|error| Failure::field("?subjects", error.to_string()))?;
    let subject = subjects::resolve(context.sql, key.as_str())?;
    let (questions, answers) =
        subject.map_or((0, 0), |subject| (subject.question_count, subject.answer_count));
    Ok(SubjectCount {
        key: text.to_owned(),
        questions,
        answers,
    })
}

/// Sets all aliases of a subject. One that is a subject of its own is merged; one of another subject is refused, for
/// what stands there would silently move.
fn set_aliases(context: &Context<'_>, subject: &SubjectView, aliases: &[String]) -> Result<(), Failure> {
    if aliases.len() > ALIASES_MAX {
        return Err(Failure::field(
            "/aliases",
            format!("At most {ALIASES_MAX} are allowed; there are {}.", aliases.len()),
        ));
    }
    subjects::drop_aliases(context.sql, &subject.id)?;
    for (index, alias) in aliases.iter().enumerate() {
        let pointer = format!("/aliases/{index}");
        let alias = SubjectKey::parse(alias).map_err(|error| Failure::field(&pointer, error.to_string()))?;
        match subjects::resolve(context.sql, alias.as_str())? {
            None => subjects::add_alias(context.sql, &subject.id, alias.as_str())?,
            Some(other) if other.id == subject.id => {}
            Some(other) if other.key == alias.as_str() => {
                subjects::merge(context.sql, &other.id, &subject.id, alias.as_str())?
            }
            Some(other) => {
                return Err(Failure::field(
                    &pointer,
                    format!("This is an alias of “{}” already.", other.name),
                ));
            }
        }
    }
    Ok(())
}

/// An address after an edit: absent stays, empty goes.
fn address(edit: Option<&str>, pointer: &str, before: Option<String>) -> Result<Option<String>, Failure> {
    match edit {
        None => Ok(before),
        Some("") => Ok(None),
        Some(url) => Url::parse(url)
            .map(|url| Some(url.into_string()))
            .map_err(|error| Failure::field(pointer, error.to_string())),
    }
}

/// A part of a path without its percent-encoding. A plus sign is one there.
fn decoded(part: &str) -> String {
    percent_encoding::percent_decode_str(part)
        .decode_utf8_lossy()
        .into_owned()
}

/// The shape of a [BCP 47](https://www.rfc-editor.org/rfc/bcp/bcp47) tag: a language of two or three letters, then
/// subtags of up to eight letters and digits.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    tag.len() <= LANGUAGE_MAX
        && (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_in_a_path_reads_as_it_was_written() {
        assert_eq!(decoded("sku%3AKTL-100"), "sku:KTL-100");
        assert_eq!(
            decoded("https%3A%2F%2Fshop.example%2Fp%3Fa%3D1%26b%3D2"),
            "https://shop.example/p?a=1&b=2"
        );
        assert_eq!(decoded("a+b&c=d"), "a+b&c=d");
        assert_eq!(decoded("caf%C3%A9"), "café");
        assert_eq!(decoded(""), "");
    }

    #[test]
    fn a_language_is_a_tag() {
        for good in ["fr", "pt-BR", "zh-Hant-TW", "gsw"] {
            assert!(is_language_tag(good), "{good}");
        }
        for bad in [
            "",
            "f",
            "french",
            "fr_CA",
            "fr-",
            "-fr",
            "fr CA",
            "fr-waytoolong",
            "é",
        ] {
            assert!(!is_language_tag(bad), "{bad}");
        }
    }
}
