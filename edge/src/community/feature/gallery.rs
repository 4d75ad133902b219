//! The gallery: what authors agreed to have shown, each with its author's name.

use shared::api::feature::GalleryItem;
use shared::api::question::SubjectRef;
use shared::cursor::{self, Value};
use shared::ids::SubjectId;

use super::{About, person};
use crate::community::context::Context;
use crate::community::rows::features::{self, Feature};
use crate::community::rows::subjects;
use crate::community::{contribution, media, question};
use crate::failure::Failure;
use crate::reply::{JSON, Reply};

/// `GET gallery`.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn list(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["subject", "limit", "cursor"])?;
    Ok(Reply::new(200, JSON, page_json(context)?))
}

/// The page of the gallery this query asks for, as JSON.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn page_json(context: &Context<'_>) -> Result<String, Failure> {
    let limit = contribution::limit(context.query)?;
    let key = question::subject_key(context.query)?;
    let list = format!("gallery {:?}", key.as_ref().map(AsRef::<str>::as_ref));
    let before = contribution::cursor(context, &list)?;
    let subject = match key {
        None => None,
        Some(key) => match subjects::resolve(context.sql, key.as_str())? {
            Some(subject) => Some(subject.id.as_str().to_owned()),
            None => return Ok("{\"data\":[],\"next_cursor\":null}".to_owned()),
        },
    };
    let mut rows = features::gallery(
        context.sql,
        subject.as_deref(),
        before.as_ref(),
        context.now,
        limit + 1,
    )?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|last| {
        let place = [
            Value::Integer(last.changed_at.get()),
            Value::Integer(0),
            Value::Text(last.id.to_string()),
        ];
        cursor::encode(&list, &place, &context.cursor_mac())
    });
    let items = rows
        .iter()
        .filter_map(|feature| item(context, feature).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    Ok(format!(
        "{{\"data\":{},\"next_cursor\":{}}}",
        serde_json::to_string(&items)?,
        serde_json::to_string(&next)?
    ))
}

fn item(context: &Context<'_>, feature: &Feature) -> Result<Option<GalleryItem>, Failure> {
    let Some(about) = About::find(context, &feature.target)? else {
        return Ok(None);
    };
    if !about.is_shown(context)? {
        return Ok(None);
    }
    let subject = about.subject_id().map(|id| subject(context, id)).transpose()?;
    Ok(Some(GalleryItem {
        id: feature.id.clone(),
        target: feature.target.clone(),
        excerpt: about.excerpt(),
        question: about.question(),
        story: about.story(),
        entry: about.entry(),
        medium: media::views_of(context, about.id(), true)?.into_iter().next(),
        author: person(context, &feature.author_id)?,
        subject,
        until: feature.until,
    }))
}

fn subject(context: &Context<'_>, id: &str) -> Result<SubjectRef, Failure> {
    let id = SubjectId::parse(id).map_err(|error| Failure::Internal(error.to_string()))?;
    let subject = subjects::get(context.sql, &id)?.ok_or_else(Failure::not_found)?;
    Ok(SubjectRef {
        id: subject.id,
        key: subject.key,
        name: subject.name,
    })
}
