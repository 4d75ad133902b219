//! Stories: listed, read, shared, changed, taken back; what is mine among them in `mine`.

mod mine;

pub use mine::overlay;

use shared::api::story::{EditStory, ShareStory, StorySort};
use shared::cursor::{self, Value};
use shared::event::Happening;
use shared::ids::StoryId;
use shared::markdown::Document;
use shared::search::{Mode, indexed, match_expression};
use shared::slug;
use shared::state::{Kind, State};
use shared::text::{Body, StoryTitle, SubjectKey};
use shared::visibility;

use super::context::Context;
use super::rows::stories::{self, Shown, Story};
use super::rows::subjects;
use super::{body, contribution, edit, level, media, question, search, subject, target};
use crate::failure::Failure;
use crate::json;
use crate::reply::{JSON, Reply};

/// `GET stories`.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["subject", "sort", "q", "limit", "cursor"])?;
    Ok(Reply::new(200, JSON, page_json(context)?))
}

/// The page of stories this query asks for, as JSON.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn page_json(context: &Context<'_>) -> Result<String, Failure> {
    let limit = contribution::limit(context.query)?;
    let sort = sort(context)?;
    let key = question::subject_key(context.query)?;
    let asked = context
        .query
        .get("q")
        .map(|_| search::asked_terms(context))
        .transpose()?;
    let list = format!(
        "stories {:?} {asked:?} {}",
        key.as_ref().map(SubjectKey::as_str),
        sort.as_str()
    );
    let after = contribution::cursor(context, &list)?;
    let subject = match key {
        None => None,
        Some(key) => match subjects::resolve(context.sql, key.as_str())? {
            Some(subject) => Some(subject.id.as_str().to_owned()),
            None => return Ok("{\"data\":[],\"next_cursor\":null}".to_owned()),
        },
    };
    let (subject, top) = (subject.as_deref(), sort == StorySort::Top);
    let offset = after.as_ref().map_or(0, |([offset, _], _)| *offset);
    let mut rows = match &asked {
        None => stories::list(context.sql, subject, top, after.as_ref(), limit + 1)?,
        Some(asked) => found(context, asked, subject, limit + 1, offset)?,
    };
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|last| {
        let [a, b] = match asked {
            None => last.place,
            Some(_) => [offset + i64::from(limit), 0],
        };
        let place = [Value::Integer(a), Value::Integer(b), Value::Text(last.id.clone())];
        cursor::encode(&list, &place, &context.cursor_mac())
    });
    let data = rows
        .into_iter()
        .map(|row| with_media(context, row, true))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(format!(
        "{{\"data\":[{}],\"next_cursor\":{}}}",
        data.join(","),
        serde_json::to_string(&next)?
    ))
}

fn found(
    context: &Context<'_>,
    asked: &[String],
    subject: Option<&str>,
    limit: u32,
    offset: i64,
) -> Result<Vec<Shown>, Failure> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let with = |mode| {
        let expression = match_expression(asked, mode, true);
        stories::found(context.sql, &expression, subject, limit, offset)
    };
    let all = with(Mode::All)?;
    if all.is_empty() { with(Mode::Any) } else { Ok(all) }
}

/// The order this query asks for.
///
/// # Errors
/// When there is no such order.
pub fn sort(context: &Context<'_>) -> Result<StorySort, Failure> {
    match context.query.get("sort") {
        None => Ok(StorySort::default()),
        Some(word) => {
            StorySort::parse(word).ok_or_else(|| Failure::field("?sort", "The orders are new and top."))
        }
    }
}

/// `GET stories/{id}`.
///
/// # Errors
/// When there is nothing this caller can see.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    shown(context, 200, context.parameter)
}

/// `POST stories`.
///
/// # Errors
/// When a field breaks its rule, or this caller may not share.
pub fn share(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: ShareStory = body::parse(request)?;
    let author = contribution::author(context, request.name.as_deref())?;
    let (title, markdown) = (title(&request.title)?, markdown(&request.markdown)?);
    let subject_id = subject::ensure(context, &request.subject)?;
    let waits = level::waits(context, &author)?;
    let state = if waits { State::Waiting } else { State::Published };
    let story = Story {
        id: StoryId::new(context.now, context.random()?),
        subject_id,
        author_id: author.id,
        slug: slug::story_slug(&title),
        title,
        body: serde_json::to_string(&level::document(context, &markdown)?)?,
        markdown,
        state,
        created_at: context.now,
    };
    stories::insert(context.sql, &story)?;
    subject::call(
        context,
        &story.subject_id,
        request.subject_name.as_deref(),
        story.id.as_str(),
        state,
    )?;
    media::attach(context, story.id.as_str(), &request.media)?;
    index(context, &story.id)?;
    contribution::happened(context, story.id.as_str(), &Happening::Shared { state })?;
    shown(context, 201, story.id.as_str())
}

/// `PATCH stories/{id}`.
///
/// # Errors
/// When a field breaks its rule, or it is not this caller's.
pub fn edit(context: &Context<'_>, request: &[u8]) -> Result<Reply, Failure> {
    let request: EditStory = body::parse(request)?;
    let written = target::visible(context, Kind::Story, context.parameter)?;
    let mut words = edit::current(&written);
    if let Some(new) = &request.title {
        words.title = Some(title(new)?);
    }
    if let Some(new) = &request.markdown {
        words.markdown = markdown(new)?;
    }
    words.media = media::changed(context, written.id(), request.media.as_deref())?;
    edit::submit(context, &written, &words)?;
    shown(context, 200, written.id())
}

/// `DELETE stories/{id}`.
///
/// # Errors
/// When it is not this caller's, or gone.
pub fn remove(context: &Context<'_>) -> Result<Reply, Failure> {
    edit::remove(
        context,
        &target::visible(context, Kind::Story, context.parameter)?,
    )
}

/// A story as this caller sees it, as JSON.
///
/// # Errors
/// When there is nothing this caller can see.
pub fn one_json(context: &Context<'_>, id: &str) -> Result<String, Failure> {
    let written = target::visible(context, Kind::Story, id)?;
    let row = stories::one(context.sql, id)?.ok_or_else(Failure::not_found)?;
    with_media(context, row, visibility::is_listed(written.state()))
}

/// Indexes a story anew, or takes it out of the index when it is not to be found.
///
/// # Errors
/// When SQLite fails.
pub fn index(context: &Context<'_>, id: &StoryId) -> Result<(), Failure> {
    let story = stories::get(context.sql, id)?.filter(|story| visibility::is_indexed(story.state));
    let Some(story) = story else {
        return stories::index(context.sql, id, None);
    };
    let document: Document = json::read(&story.body)?;
    let words = [indexed(&story.title), indexed(&search::plain_text(&document))];
    stories::index(context.sql, id, Some([&words[0], &words[1]]))
}

fn shown(context: &Context<'_>, status: u16, id: &str) -> Result<Reply, Failure> {
    Ok(Reply::new(status, JSON, one_json(context, id)?))
}

/// A row is finished JSON: the object is opened at its end to take the pictures in.
fn with_media(context: &Context<'_>, row: Shown, public: bool) -> Result<String, Failure> {
    if !row.has_media {
        return Ok(row.json);
    }
    let views = media::views_of(context, &row.id, public)?;
    let open = row.json.strip_suffix('}').unwrap_or(&row.json);
    Ok(format!("{open},\"media\":{}}}", serde_json::to_string(&views)?))
}

fn title(text: &str) -> Result<String, Failure> {
    let title = StoryTitle::parse(text).map_err(|error| Failure::field("/title", error.to_string()))?;
    Ok(title.into_string())
}

fn markdown(text: &str) -> Result<String, Failure> {
    let body = Body::parse(text).map_err(|error| Failure::field("/markdown", error.to_string()))?;
    Ok(body.into_string())
}
