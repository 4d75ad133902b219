//! Questions: asked, read; listed in `list`; changed, taken back and solved in `change`.

mod change;
mod list;

pub use change::{accept, edit, remove, unaccept};
pub use list::{list, page_json, sort, subject_key, tag};

use shared::api::question::{AskQuestion, QuestionSummary, QuestionView, Source};
use shared::event::Happening;
use shared::ids::QuestionId;
use shared::markdown::Document;
use shared::slug;
use shared::state::{Kind, State};
use shared::text::{Body, Tag, Title};
use shared::visibility::{self, Sight, Viewer};

use super::context::Context;
use super::rows::{questions, questions::Question};
use super::{body, complaint, contribution, level, media, search, subject};
use crate::failure::Failure;
use crate::json;
use crate::reply::Reply;

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
    let subject_id = subject::ensure(context, &request.subject)?;
    let state = if level::waits(context, &author)? {
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
        body: serde_json::to_string(&level::document(context, markdown.as_str())?)?,
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
    subject::call(
        context,
        &question.subject_id,
        request.subject_name.as_deref(),
        question.id.as_str(),
        state,
    )?;
    media::attach(context, question.id.as_str(), &request.media)?;
    questions::refresh(context.sql, &question.id)?;
    search::index(context.sql, &question.id)?;
    contribution::happened(context, question.id.as_str(), &Happening::Asked { state })?;
    complaint::happened(context, &question.id, "[]", &question.tags)?;
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
