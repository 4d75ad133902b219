//! What is mine on a page that is otherwise the same for everybody.

use shared::api::overlay::Overlay;
use shared::ids::{QuestionId, Target};
use shared::state::Kind;

use super::context::Context;
use super::rows::overlay::{self, Scope};
use super::rows::{comments, moderation, people, questions, subjects};
use super::{answer, question, recognition, session, target};
use crate::failure::Failure;
use crate::json;
use crate::reply::Reply;

/// `GET overlay?subject=…` or `?question=…`; of the community without either.
///
/// # Errors
/// When a parameter is not as it has to be.
pub fn get(context: &Context<'_>) -> Result<Reply, Failure> {
    context.query.only(&["subject", "question"])?;
    let mut overlay = Overlay::default();
    let scope = scope(context)?;
    let Some(id) = context.caller.person() else {
        return Reply::json(200, &overlay);
    };
    let person = people::get(context.sql, id)?.ok_or_else(Failure::not_found)?;
    let staff = context.caller.role().is_staff();
    if context.caller.role().moderates() {
        overlay.queue = Some(moderation::count(context.sql)?);
    }
    overlay.helped_lately = recognition::helped_lately(context.sql, id)?;
    overlay.me = Some(session::me(context, &person)?);
    if let Some(scope) = scope {
        overlay.votes = overlay::votes(context.sql, &context.caller, &scope)?;
        overlay.mine = overlay::mine(context.sql, &context.caller, &scope)?;
        overlay.edits = overlay::edits(context.sql, id, staff, &scope)?;
        for kind in [Kind::Question, Kind::Answer, Kind::Comment] {
            for target in overlay::unseen(context.sql, &context.caller, kind, &scope)? {
                add(context, &mut overlay, &target)?;
            }
        }
    }
    Reply::json(200, &overlay)
}

/// What the page is of; nothing for a subject nobody asked about yet.
fn scope(context: &Context<'_>) -> Result<Option<Scope>, Failure> {
    if let Some(id) = context.query.get("question") {
        let id = QuestionId::parse(id)
            .map_err(|_| Failure::field("?question", "This is no identifier of a question."))?;
        return Ok(Some(Scope::Question(id.to_string())));
    }
    let Some(key) = question::subject_key(context.query)? else {
        return Ok(Some(Scope::Community));
    };
    let subject = subjects::resolve(context.sql, key.as_str())?;
    Ok(subject.map(|subject| Scope::Subject(subject.id.to_string())))
}

/// Adds what a target names, unless what it stands under is not for this caller.
fn add(context: &Context<'_>, overlay: &mut Overlay, target: &Target) -> Result<(), Failure> {
    if target::any_visible(context, target.as_str()).is_err() {
        return Ok(());
    }
    match target {
        Target::Question(id) => {
            if let Some(kept) = questions::get(context.sql, id)? {
                overlay.questions.push(question::view(context, &kept)?);
            }
        }
        Target::Answer(id) => {
            overlay.answers.push(json::read(answer::one_json(context, id)?)?);
        }
        // They are no part of a question's page: `overlay/stories` has them.
        Target::Story(_) => {}
        Target::Comment(id) => {
            if let Some(json) = comments::json(context.sql, id)? {
                overlay.comments.push(json::read(json)?);
            }
        }
    }
    Ok(())
}
