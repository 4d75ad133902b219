//! What a surface shows, as one value. Only what everybody sees is in it, so it may be cached.

use shared::api::community::CommunityView;
use shared::api::view::SubjectHead;
use shared::settings::Review;
use shared::text::SubjectName;

use super::context::Context;
use super::rows::promises::Scope;
use super::rows::{contests, questions, staff, subjects};
use super::{answer, feature, promise, question, recognition, search, story};
use crate::failure::Failure;
use crate::json;
use crate::reply::{JSON, Reply};

/// How many people of the brand a surface shows.
const STAFF_SHOWN: u32 = 3;

/// `GET view`, and the data of `GET fragment`.
///
/// # Errors
/// When a parameter is not as it has to be, or there is no such question to see.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    // `lang` chooses the words of a fragment; its data is the same in every language.
    let known = [
        "view",
        "subject",
        "subject_name",
        "question",
        "story",
        "sort",
        "tag",
        "q",
        "cursor",
        "period",
        "newcomers",
        "person",
        "lang",
    ];
    context.query.only(&known)?;
    let json = match context.query.get("view") {
        None | Some("questions") => questions_json(context)?,
        Some("question") => question_json(context)?,
        Some("stories") => stories_json(context)?,
        Some("story") => story_json(context)?,
        Some("gallery") => gallery_json(context)?,
        Some("leaders") => leaders_json(context)?,
        Some("promises") => promises_json(context)?,
        Some("person") => person_json(context)?,
        Some(_) => {
            return Err(Failure::field(
                "?view",
                "The views are `questions`, `question`, `stories`, `story`, `gallery`, `leaders`, `promises` and `person`.",
            ));
        }
    };
    Ok(Reply::new(200, JSON, json))
}

/// The parts are finished JSON and are joined as text: no answer is read back and written again.
fn questions_json(context: &Context<'_>) -> Result<String, Failure> {
    let sort = question::sort(context)?;
    let head = subject_head(context)?;
    let tag = question::tag(context.query)?;
    let (total, unanswered) = match head.as_ref().map(|head| &head.subject) {
        None => questions::totals(context.sql, None)?,
        Some(Some(subject)) => questions::totals(context.sql, Some(subject.id.as_str()))?,
        Some(None) => (0, 0),
    };
    let query = context.query.get("q");
    let page = if query.is_some() {
        search::page_json(context)?
    } else {
        question::page_json(context)?
    };
    Ok(format!(
        "{{\"kind\":\"questions\",\"community\":{},\"subject\":{},\"sort\":{},\"tag\":{},\"query\":{},\"total\":{total},\"unanswered\":{unanswered},\"questions\":{page}}}",
        community_json(context, head.as_ref().and_then(subject_of))?,
        serde_json::to_string(&head)?,
        serde_json::to_string(&sort)?,
        serde_json::to_string(&tag.as_ref().map(AsRef::<str>::as_ref))?,
        serde_json::to_string(&query)?,
    ))
}

fn question_json(context: &Context<'_>) -> Result<String, Failure> {
    let id = context
        .query
        .get("question")
        .ok_or_else(|| Failure::field("?question", "Name the question to show."))?;
    let question = question::visible(context, id)?;
    let answers = answer::page_json(context, &question.id)?;
    let subject = question.subject_id.clone();
    let question = serde_json::to_string(&question::view(context, &question)?)?;
    let community = community_json(context, Some(&subject))?;
    Ok(format!(
        "{{\"kind\":\"question\",\"community\":{community},\"question\":{question},\"answers\":{answers}}}"
    ))
}

fn stories_json(context: &Context<'_>) -> Result<String, Failure> {
    let head = subject_head(context)?;
    Ok(format!(
        "{{\"kind\":\"stories\",\"community\":{},\"subject\":{},\"sort\":{},\"query\":{},\"stories\":{}}}",
        community_json(context, head.as_ref().and_then(subject_of))?,
        serde_json::to_string(&head)?,
        serde_json::to_string(&story::sort(context)?)?,
        serde_json::to_string(&context.query.get("q"))?,
        story::page_json(context)?,
    ))
}

fn story_json(context: &Context<'_>) -> Result<String, Failure> {
    let id = context
        .query
        .get("story")
        .ok_or_else(|| Failure::field("?story", "Name the story to show."))?;
    let (story, community) = (story::one_json(context, id)?, community_json(context, None)?);
    Ok(format!(
        "{{\"kind\":\"story\",\"community\":{community},\"story\":{story}}}"
    ))
}

fn gallery_json(context: &Context<'_>) -> Result<String, Failure> {
    let (items, community) = (feature::gallery_json(context)?, community_json(context, None)?);
    Ok(format!(
        "{{\"kind\":\"gallery\",\"community\":{community},\"items\":{items}}}"
    ))
}

fn leaders_json(context: &Context<'_>) -> Result<String, Failure> {
    let leaders = serde_json::to_string(&recognition::list(context)?)?;
    Ok(format!(
        "{{\"kind\":\"leaders\",\"community\":{},\"subject\":{},\"tag\":{},\"newcomers\":{},\"leaders\":{leaders}}}",
        community_json(context, None)?,
        serde_json::to_string(&context.query.get("subject"))?,
        serde_json::to_string(&context.query.get("tag"))?,
        context.query.get("newcomers").is_some(),
    ))
}

fn promises_json(context: &Context<'_>) -> Result<String, Failure> {
    let promises = promise::page(context)?;
    Ok(format!(
        "{{\"kind\":\"promises\",\"community\":{},\"promises\":{}}}",
        community_json(context, None)?,
        serde_json::to_string(&promises)?,
    ))
}

fn person_json(context: &Context<'_>) -> Result<String, Failure> {
    let id = context
        .query
        .get("person")
        .ok_or_else(|| Failure::field("?person", "Name the person to show."))?;
    let (page, community) = (
        recognition::contributor(context, id)?,
        community_json(context, None)?,
    );
    Ok(format!(
        "{{\"kind\":\"person\",\"community\":{community},\"page\":{}}}",
        serde_json::to_string(&page)?,
    ))
}

/// The id of the subject a view is about; empty for one nobody asked about yet.
fn subject_of(head: &SubjectHead) -> Option<&str> {
    Some(head.subject.as_ref().map_or("", |subject| subject.id.as_str()))
}

fn subject_head(context: &Context<'_>) -> Result<Option<SubjectHead>, Failure> {
    let Some(key) = question::subject_key(context.query)? else {
        return Ok(None);
    };
    let subject = subjects::resolve(context.sql, key.as_str())?;
    let given = context
        .query
        .get("subject_name")
        .map(SubjectName::parse)
        .transpose();
    let given = given.map_err(|error| Failure::field("?subject_name", error.to_string()))?;
    // A subject without a name is called by its key.
    let named = subject.as_ref().filter(|subject| subject.name != subject.key);
    let name = match (named, given) {
        (Some(subject), _) => subject.name.clone(),
        (None, Some(name)) => name.into_string(),
        (None, None) => key.as_str().to_owned(),
    };
    Ok(Some(SubjectHead {
        key: key.into_string(),
        name,
        subject,
    }))
}

/// The community, with the record of promises about a subject or of all.
fn community_json(context: &Context<'_>, subject: Option<&str>) -> Result<String, Failure> {
    let settings = &context.settings;
    let staff = staff::views(context.sql, STAFF_SHOWN)?;
    let staff = staff.iter().map(json::read).collect::<Result<_, _>>()?;
    Ok(serde_json::to_string(&CommunityView {
        slug: context.slug.to_owned(),
        name: settings.name.clone(),
        accent: settings.accent.clone(),
        languages: settings.languages.clone(),
        time_zone: settings.time_zone.clone(),
        writers: settings.writers,
        email_sign_in: context.config.mail().is_on(),
        guest_waits: settings.moderation.guests != Review::None,
        promised_hours: settings.moderation.promised_hours,
        staff,
        contests: contests::any_opened(context.sql)?,
        promises: promise::record(context, &Scope::of_subject(subject))?,
    })?)
}
