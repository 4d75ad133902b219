//! Questions: asked, listed, read; changed, taken back and solved in `change`.

mod change;

pub use change::{accept, edit, remove, unaccept};

use shared::api::question::{AskQuestion, QuestionSummary, QuestionView, Sort, Source};
use shared::cursor;
use shared::event::Happening;
use shared::ids::QuestionId;
use shared::markdown::{Document, parse};
use shared::state::{Kind, State};
use shared::text::{Body, SubjectKey, SubjectName, Tag, Title};
use shared::visibility::{self, Sight, Viewer};
use shared::{policy, slug};

use super::context::Context;
use super::rows::{questions, questions::Question, subjects};
use super::{body, contribution, media, search};
use crate::failure::Failure;
use crate::incoming::Query;
use crate::json;
use crate::reply::{JSON, Reply};

/// `GET questions`.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context
        .query
        .only(&["subject", "tag", "sort", "limit", "cursor"])?;
    Ok(Reply::new(200, JSON, page_json(context)?))
}

/// The page of questions this query asks for, as JSON.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn page_json(context: &Context<'_>) -> Result<String, Failure> {
    let limit = contribution::limit(context.query)?;
    let sort = sort(context)?;
    let key = subject_key(context.query)?;
    let subject = key
        .as_ref()
        .map(|key| subjects::resolve(context.sql, key.as_str()))
        .transpose()?;
    let tag = tag(context.query)?.map(Tag::into_string);
    let list = format!(
        "questions {:?} {:?} {}",
        key.as_ref().map(SubjectKey::as_str),
        tag,
        sort.as_str()
    );
    let after = contribution::cursor(context, &list)?;
    let subject_id = match subject {
        Some(None) => return Ok("{\"data\":[],\"next_cursor\":null}".to_owned()),
        Some(Some(subject)) => Some(subject.id.as_str().to_owned()),
        None => None,
    };
    let order = match sort {
        Sort::Active => ["active_at", "created_at"],
        Sort::New => ["created_at", "created_at"],
        Sort::Top | Sort::Unanswered => ["score", "created_at"],
    };
    let filter = questions::Filter {
        subject_id,
        tag,
        unanswered: sort == Sort::Unanswered,
        order,
        after,
    };
    let mut rows = questions::list(context.sql, &filter, limit + 1)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|last| {
        let [a, b] = last.place;
        let position = [
            cursor::Value::Integer(a),
            cursor::Value::Integer(b),
            cursor::Value::Text(last.id.clone()),
        ];
        cursor::encode(&list, &position, &context.cursor_mac())
    });
    let ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
    let data = context.summaries.of(context.sql, &ids)?.join(",");
    Ok(format!(
        "{{\"data\":[{data}],\"next_cursor\":{}}}",
        serde_json::to_string(&next)?
    ))
}

/// The order this query asks for.
///
/// # Errors
/// When there is no such order.
pub fn sort(context: &Context<'_>) -> Result<Sort, Failure> {
    match context.query.get("sort") {
        None => Ok(Sort::default()),
        Some(word) => Sort::parse(word)
            .ok_or_else(|| Failure::field("?sort", "The orders are active, new, top and unanswered.")),
    }
}

/// The tag this query asks for.
///
/// # Errors
/// When it is no tag.
pub fn tag(query: &Query) -> Result<Option<Tag>, Failure> {
    query
        .get("tag")
        .map(|tag| Tag::parse(tag).map_err(|error| Failure::field("?tag", error.to_string())))
        .transpose()
}

/// The key of the subject this query asks for.
///
/// # Errors
/// When it is no key.
pub fn subject_key(query: &Query) -> Result<Option<SubjectKey>, Failure> {
    let parse =
        |key: &str| SubjectKey::parse(key).map_err(|error| Failure::field("?subject", error.to_string()));
    query.get("subject").map(parse).transpose()
}

/// `POST questions`.
///
/// # Errors
/// When a field breaks its rule, or this caller may not ask.
pub fn ask(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: AskQuestion = body::parse(request)?;
    let author = contribution::author(context, request.name.as_deref())?;
    let title = Title::parse(&request.title).map_err(|error| Failure::field("/title", error.to_string()))?;
    let markdown =
        Body::parse(&request.markdown).map_err(|error| Failure::field("/markdown", error.to_string()))?;
    let tags = tags(&request.tags)?;
    let subject_id = ensure_subject(context, &request.subject, request.subject_name.as_deref())?;
    let state = if policy::must_wait(&context.settings, &context.caller, author.published > 0) {
        State::Waiting
    } else {
        State::Published
    };
    let question = Question {
        id: QuestionId::new(context.now, context.random()?),
        subject_id,
        author_id: author.id.clone(),
        slug: slug::question_slug(title.as_str()),
        title: title.into_string(),
        body: serde_json::to_string(&parse::parse(markdown.as_str()))?,
        markdown: markdown.into_string(),
        tags,
        state,
        reason: None,
        duplicate_of: None,
        up: 0,
        down: 0,
        answer_count: 0,
        accepted_answer_id: None,
        created_at: context.now,
        edited_at: None,
        active_at: context.now,
        source_id: None,
        source_url: None,
        source_license: None,
    };
    questions::insert(context.sql, &question)?;
    media::attach(context, question.id.as_str(), &request.media)?;
    questions::refresh(context.sql, &question.id)?;
    search::index(context.sql, &question.id)?;
    contribution::happened(context, question.id.as_str(), &Happening::Asked { state })?;
    Reply::json(201, &view(context, &question)?)
}

/// `GET questions/{id}`.
///
/// # Errors
/// When there is nothing this caller can see.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    let question = visible(context, context.parameter)?;
    Reply::json(200, &view(context, &question)?)
}

/// The question of this id, if this caller sees it or its stone.
///
/// # Errors
/// When not; the same as when there is none.
pub fn visible(context: &Context<'_>, id: &str) -> Result<Question, Failure> {
    let id = QuestionId::parse(id).map_err(|_| Failure::not_found())?;
    let question = questions::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    match sight(context, &question) {
        Sight::Nothing => Err(Failure::not_found()),
        Sight::Full | Sight::Marked | Sight::Stone(_) => Ok(question),
    }
}

/// What this caller sees of a question.
pub fn sight(context: &Context<'_>, question: &Question) -> Sight {
    let viewer = Viewer::of(&context.caller, Some(&question.author_id));
    visibility::sight(question.state, Kind::Question, viewer, question.answer_count > 0)
}

/// A question as this caller sees it.
///
/// # Errors
/// When it can't be read back.
pub fn view(context: &Context<'_>, question: &Question) -> Result<QuestionView, Failure> {
    let json = questions::summary_json(context.sql, &question.id)?.ok_or_else(Failure::not_found)?;
    let mut summary: QuestionSummary = json::read(json)?;
    let stone = matches!(sight(context, question), Sight::Stone(_));
    if stone {
        summary.author = contribution::nobody();
        summary.title = String::new();
        // The address of a stone holds no words of what was taken back.
        summary.slug = slug::question_slug("");
        summary.tags = Vec::new();
    }
    let duplicate_of = match &question.duplicate_of {
        Some(id) => contribution::link(context, id)?,
        None => None,
    };
    Ok(QuestionView {
        open: visibility::takes_answers(question.state),
        markdown: if stone {
            String::new()
        } else {
            question.markdown.clone()
        },
        body: if stone {
            Document::default()
        } else {
            json::read(&question.body)?
        },
        edited_at: question.edited_at,
        reason: question.reason.clone().filter(|_| !stone),
        duplicate_of,
        media: if stone {
            Vec::new()
        } else {
            media::views(context, question.id.as_str())?
        },
        source: source(question.source_url.as_ref(), question.source_license.as_ref()).filter(|_| !stone),
        summary,
    })
}

/// Where imported words come from.
pub fn source(url: Option<&String>, license: Option<&String>) -> Option<Source> {
    Some(Source {
        url: url?.clone(),
        license: license?.clone(),
    })
}

fn tags(tags: &[String]) -> Result<String, Failure> {
    let tags = Tag::parse_all(tags)
        .map_err(|(index, error)| Failure::field(&format!("/tags/{index}"), error.to_string()))?;
    Ok(serde_json::to_string(
        &tags.iter().map(Tag::as_str).collect::<Vec<_>>(),
    )?)
}

/// The id of the subject of this key, made on first use.
///
/// # Errors
/// When the key or the name breaks its rule.
pub fn ensure_subject(context: &Context<'_>, key: &str, name: Option<&str>) -> Result<String, Failure> {
    let key = SubjectKey::parse(key).map_err(|error| Failure::field("/subject", error.to_string()))?;
    if let Some(subject) = subjects::resolve(context.sql, key.as_str())? {
        return Ok(subject.id.as_str().to_owned());
    }
    let name = SubjectName::parse(name.unwrap_or(key.as_str()))
        .map_err(|error| Failure::field("/subject_name", error.to_string()))?;
    let url = key.as_str().starts_with("https://").then_some(key.as_str());
    let id = shared::ids::SubjectId::new(context.now, context.random()?);
    subjects::insert(context.sql, &id, key.as_str(), name.as_str(), url, context.now)?;
    Ok(id.as_str().to_owned())
}
