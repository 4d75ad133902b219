//! What is mine among stories that are otherwise the same for everybody.

use shared::api::story::StoryOverlay;
use shared::ids::StoryId;

use crate::community::context::Context;
use crate::community::rows::stories::mine::{self, Scope};
use crate::community::rows::{people, subjects};
use crate::community::{question, session};
use crate::failure::Failure;
use crate::json;
use crate::reply::Reply;

/// `GET overlay/stories?subject=…` or `?story=…`; of the community without either.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn overlay(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["subject", "story"])?;
    let mut overlay = StoryOverlay::default();
    let scope = scope(context)?;
    let Some(id) = context.caller.person() else {
        return Reply::json(200, &overlay);
    };
    let person = people::get(context.sql, id)?.ok_or_else(Failure::not_found)?;
    overlay.me = Some(session::me(context, &person)?);
    if let Some(scope) = scope {
        let staff = context.caller.role().is_staff();
        overlay.acts = mine::acts(context.sql, id, &scope)?;
        overlay.mine = mine::own(context.sql, &context.caller, &scope)?;
        overlay.edits = mine::edits(context.sql, id, staff, &scope)?;
        for story in mine::unseen(context.sql, &context.caller, &scope)? {
            let story = super::one_json(context, story.as_str())?;
            overlay.stories.push(json::read(story)?);
        }
    }
    Reply::json(200, &overlay)
}

/// What the page is of; nothing for a subject nobody wrote about yet.
fn scope(context: &Context<'_>) -> Result<Option<Scope>, Failure> {
    if let Some(id) = context.query.get("story") {
        let id = StoryId::parse(id).map_err(|error| Failure::field("?story", error.to_string()))?;
        return Ok(Some(Scope::Story(id.to_string())));
    }
    let Some(key) = question::subject_key(context.query)? else {
        return Ok(Some(Scope::Community));
    };
    let subject = subjects::resolve(context.sql, key.as_str())?;
    Ok(subject.map(|subject| Scope::Subject(subject.id.to_string())))
}
