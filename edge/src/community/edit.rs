//! Authors change and take back their own words.
//!
//! Invariant: what others saw is kept as a revision before it is replaced; where the policy wants a person to
//! read an edit first, the old words stand until then.

use shared::event::Happening;
use shared::markdown::plain;
use shared::state::Act;
use shared::{edit, policy, slug};

use super::context::Context;
use super::rows::answers::EXCERPT_CHARACTERS;
use super::rows::edits::{self, Words};
use super::rows::{answers, comments, people, questions, reports, stories};
use super::target::Written;
use super::{complaint, contribution, level, media, outbox};
use crate::failure::Failure;
use crate::reply::Reply;

/// Changes the words of something, or keeps the change until a person has read it.
///
/// # Errors
/// When it is not this caller's, or gone.
pub fn submit(context: &Context<'_>, written: &Written, words: &Words) -> Result<(), Failure> {
    policy::may_edit(&context.caller, written.author(), written.state())?;
    if *words == current(written) {
        return edits::drop_pending(context.sql, written.id());
    }
    let author = people::get(context.sql, written.author())?.ok_or_else(Failure::not_found)?;
    let waits = level::edit_waits(context, &author)?;
    if waits && written.is_public(context)? {
        return edits::set_pending(context.sql, written.id(), words, context.now);
    }
    edits::drop_pending(context.sql, written.id())?;
    apply(context, written, words)?;
    let (from, to) = (written.state(), written.state().after_edit());
    if from != to {
        written.set_state(context, to, None)?;
        contribution::happened(context, written.id(), &Happening::Appealed {})?;
    }
    Ok(())
}

/// Applies an edit that waited, in its author's name.
///
/// # Errors
/// When SQLite fails.
pub fn apply_pending(context: &Context<'_>, written: &Written, words: &Words) -> Result<(), Failure> {
    let author = people::get(context.sql, written.author())?.ok_or_else(Failure::not_found)?;
    edits::drop_pending(context.sql, written.id())?;
    apply(&contribution::acting(context, author.caller()), written, words)
}

/// Takes something back: `DELETE` on one's own words.
///
/// # Errors
/// When it is not this caller's, or gone.
pub fn remove(context: &Context<'_>, written: &Written) -> Result<Reply, Failure> {
    let from = written.state();
    policy::may_remove(&context.caller, written.author(), written.kind(), from)?;
    let to = from
        .next(written.kind(), Act::Remove)
        .map_err(policy::Refusal::from)?;
    edits::drop_pending(context.sql, written.id())?;
    reports::close(context.sql, written.id(), None)?;
    written.set_state(context, to, None)?;
    contribution::happened(context, written.id(), &Happening::Removed { from })?;
    Ok(Reply::empty(204))
}

/// The words that stand there now.
pub fn current(written: &Written) -> Words {
    Words {
        title: written.title().map(str::to_owned),
        markdown: written.markdown().to_owned(),
        tags: match written {
            Written::Question(question) => Some(question.tags.clone()),
            _ => None,
        },
        media: None,
    }
}

fn apply(context: &Context<'_>, written: &Written, words: &Words) -> Result<(), Failure> {
    let public = written.is_public(context)?;
    let substantial = edit::is_substantial(written.markdown(), &words.markdown);
    if public {
        let Words { title, markdown, .. } = current(written);
        let shown = serde_json::to_string(&media::shown_with(context, written.id())?)?;
        edits::keep_revision(
            context.sql,
            written.id(),
            title.as_deref(),
            &markdown,
            &shown,
            context.now,
        )?;
    }
    if let Some(wanted) = &words.media {
        media::arrange(context, written.id(), wanted)?;
    }
    set(context, written, words)?;
    contribution::happened(context, written.id(), &Happening::Edited { substantial })?;
    written.refresh(context)?;
    match written {
        Written::Answer(answer, _) if public && substantial => {
            outbox::notify_edited(context, &answer.question_id, &answer.id)
        }
        _ => Ok(()),
    }
}

fn set(context: &Context<'_>, written: &Written, words: &Words) -> Result<(), Failure> {
    let document = level::document(context, &words.markdown)?;
    let body = serde_json::to_string(&document)?;
    match written {
        Written::Question(question) => {
            let mut question = question.clone();
            if let Some(title) = &words.title {
                question.slug = slug::question_slug(title);
                question.title.clone_from(title);
            }
            if let Some(tags) = &words.tags {
                let before = question.tags.clone();
                question.tags = complaint::kept(&question.tags, tags)?;
                complaint::happened(context, &question.id, &before, &question.tags)?;
            }
            question.body = body;
            question.markdown.clone_from(&words.markdown);
            questions::set_words(context.sql, &question, context.now)
        }
        Written::Answer(answer, _) => {
            let excerpt = plain::excerpt(&document, EXCERPT_CHARACTERS);
            answers::set_words(
                context.sql,
                &answer.id,
                &words.markdown,
                &body,
                &excerpt,
                context.now,
            )
        }
        Written::Comment(comment, ..) => {
            comments::set_words(context.sql, &comment.id, &words.markdown, context.now)
        }
        Written::Story(story) => {
            let mut story = story.clone();
            if let Some(title) = &words.title {
                story.slug = slug::story_slug(title);
                story.title.clone_from(title);
            }
            story.body = body;
            story.markdown.clone_from(&words.markdown);
            stories::set_words(context.sql, &story, context.now)
        }
    }
}
