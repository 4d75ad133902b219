//! The queue: what waits for a decision, oldest first.

use shared::api::moderation::QueueItem;
use shared::api::page::Page;
use shared::api::question::QuestionLink;
use shared::api::story::StoryLink;
use shared::cursor::{self, Value};
use shared::ids::Target;
use shared::markdown::{Block, Document, Inline, parse};
use shared::policy;
use shared::state::State;
use shared::time::Millis;

use crate::community::context::Context;
use crate::community::rows::{edits, moderation, people, reports, subjects};
use crate::community::target::Written;
use crate::community::{contribution, media, target};
use crate::failure::Failure;
use crate::reply::Reply;

/// `GET moderation/queue`: what waits, what is hidden, what is reported, and edits that wait.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn queue(context: &Context<'_>) -> Result<Reply, Failure> {
    policy::may_read_queue(&context.caller)?;
    context.query.only(&["limit", "cursor"])?;
    let limit = contribution::limit(context.query)?;
    let after = after(context)?;
    let mut places = moderation::queue(context.sql, after, limit.saturating_add(1))?;
    let more = places.len() > limit as usize;
    places.truncate(limit as usize);
    let next_cursor = places.last().filter(|_| more).map(|(target, since)| {
        let place = [Value::Integer(since.get()), Value::Text(target.to_string())];
        cursor::encode(LIST, &place, &context.cursor_mac())
    });
    let items = places
        .into_iter()
        .filter_map(|(target, since)| item(context, target, since).transpose());
    Reply::json(
        200,
        &Page {
            data: items.collect::<Result<Vec<_>, _>>()?,
            next_cursor,
        },
    )
}

const LIST: &str = "queue";
/// The most notes of one thing: beyond that they say what others said.
const NOTES_MAX: u32 = 20;

fn item(context: &Context<'_>, target: Target, since: Millis) -> Result<Option<QueueItem>, Failure> {
    let Some(written) = target::find(context, &target)? else {
        return Ok(None);
    };
    let Some(author) = people::get(context.sql, written.author())? else {
        return Ok(None);
    };
    let pending = edits::pending(context.sql, written.id())?;
    let state = written.state();
    let waits = state == State::Waiting || pending.is_some();
    let promise = context.settings.moderation.promised_hours.filter(|_| waits);
    let new_title = pending.as_ref().and_then(|(words, _)| words.title.clone());
    let (mut question, mut story) = (None, None);
    if let Written::Story(kept) = &written {
        story = Some(StoryLink {
            id: kept.id.clone(),
            title: new_title.unwrap_or_else(|| kept.title.clone()),
            slug: kept.slug.clone(),
        });
    } else if let Some(kept) = written.question() {
        question = Some(QuestionLink {
            id: kept.id.clone(),
            title: new_title.unwrap_or_else(|| kept.title.clone()),
            slug: kept.slug.clone(),
        });
    }
    Ok(Some(QueueItem {
        target,
        question,
        story,
        subject_name: subjects::proposed_name(context.sql, written.subject_id(), written.id())?,
        body: match &pending {
            Some((words, _)) => document(&written, &words.markdown),
            None => document(&written, written.markdown()),
        },
        media: match pending.as_ref().and_then(|(words, _)| words.media.as_ref()) {
            Some(wanted) => media::named(context, wanted)?,
            None => media::views(context, written.id())?,
        },
        published_before: moderation::published_of(context.sql, &author.id)?,
        author: author.view(),
        state,
        since,
        due_at: promise.map(|hours| since.plus(i64::from(hours) * Millis::HOUR)),
        reports: reports::by_reason(context.sql, written.id(), written.author())?,
        notes: reports::notes(context.sql, written.id(), written.author(), NOTES_MAX)?,
        objection: reports::objection(context.sql, written.id())?,
        edit: pending.is_some(),
    }))
}

/// A comment is plain text, everything else Markdown.
fn document(written: &Written, words: &str) -> Document {
    match written {
        Written::Comment(..) => Document {
            blocks: vec![Block::Paragraph(vec![Inline::Text(words.to_owned())])],
        },
        _ => parse::parse(words),
    }
}

fn after(context: &Context<'_>) -> Result<Option<(Millis, String)>, Failure> {
    let Some(position) = contribution::position(context, LIST)? else {
        return Ok(None);
    };
    match position.as_slice() {
        [Value::Integer(since), Value::Text(id)] => Ok(Some((Millis::new(*since), id.clone()))),
        _ => Err(contribution::bad_cursor()),
    }
}
