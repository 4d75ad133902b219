//! What a target names: a question, an answer or a comment, with what stands above it.
//!
//! Invariant: [`any_visible`] is the only way to something by its identifier on behalf of a caller; what they can't
//! see is not found, as if it were not there.

use shared::ids::{AnswerId, CommentId, PersonId, Target};
use shared::state::{Kind, State};
use shared::visibility::{Sight, Viewer, sight};

use super::context::Context;
use super::rows::answers::{self, Answer};
use super::rows::comments::{self, Comment};
use super::rows::questions::{self, Question};
use super::{media, search};
use crate::failure::Failure;

/// Something written, and the question it is or stands under.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The question.
    pub question: Question,
    /// What of it.
    pub part: Part,
}

/// Which part of a question's page something is.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// The question itself.
    Question,
    /// An answer.
    Answer(Answer),
    /// A comment, and the answer it stands under.
    Comment(Comment, Answer),
}

impl Written {
    /// Its identifier.
    pub fn id(&self) -> &str {
        match &self.part {
            Part::Question => self.question.id.as_str(),
            Part::Answer(answer) => answer.id.as_str(),
            Part::Comment(comment, _) => comment.id.as_str(),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        match &self.part {
            Part::Question => Kind::Question,
            Part::Answer(_) => Kind::Answer,
            Part::Comment(..) => Kind::Comment,
        }
    }

    /// Who wrote it.
    pub fn author(&self) -> &PersonId {
        match &self.part {
            Part::Question => &self.question.author_id,
            Part::Answer(answer) => &answer.author_id,
            Part::Comment(comment, _) => &comment.author_id,
        }
    }

    /// Its state.
    pub fn state(&self) -> State {
        match &self.part {
            Part::Question => self.question.state,
            Part::Answer(answer) => answer.state,
            Part::Comment(comment, _) => comment.state,
        }
    }

    /// Its words as the author wrote them.
    pub fn markdown(&self) -> &str {
        match &self.part {
            Part::Question => &self.question.markdown,
            Part::Answer(answer) => &answer.markdown,
            Part::Comment(comment, _) => &comment.text,
        }
    }

    /// What this caller gets of it: nothing of what stands under something they do not see.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn sight(&self, context: &Context<'_>) -> Result<Sight, Failure> {
        self.sight_of(context, |author| Viewer::of(&context.caller, Some(author)))
    }

    /// Whether everybody sees it.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn is_public(&self, context: &Context<'_>) -> Result<bool, Failure> {
        Ok(matches!(
            self.sight_of(context, |_| Viewer::Stranger)?,
            Sight::Full | Sight::Marked
        ))
    }

    fn sight_of(
        &self,
        context: &Context<'_>,
        viewer: impl Fn(&PersonId) -> Viewer,
    ) -> Result<Sight, Failure> {
        let question = &self.question;
        let above = sight(
            question.state,
            Kind::Question,
            viewer(&question.author_id),
            question.answer_count > 0,
        );
        let of_answer = |answer: &Answer| {
            let holds = answers::holds_others(context.sql, &answer.id)?;
            Ok::<_, Failure>(sight(
                answer.state,
                Kind::Answer,
                viewer(&answer.author_id),
                holds,
            ))
        };
        match &self.part {
            Part::Question => Ok(above),
            _ if above == Sight::Nothing => Ok(Sight::Nothing),
            Part::Answer(answer) => of_answer(answer),
            Part::Comment(_, answer) if of_answer(answer)? == Sight::Nothing => Ok(Sight::Nothing),
            Part::Comment(comment, _) => Ok(sight(
                comment.state,
                Kind::Comment,
                viewer(&comment.author_id),
                false,
            )),
        }
    }

    /// Sets its state, and everything that follows from it.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn set_state(
        &self,
        context: &Context<'_>,
        state: State,
        reason: Option<&str>,
    ) -> Result<(), Failure> {
        match &self.part {
            Part::Question => questions::set_state(context.sql, &self.question.id, state, reason, None)?,
            Part::Answer(answer) => answers::set_state(context.sql, &answer.id, state, reason)?,
            Part::Comment(comment, _) => comments::set_state(context.sql, &comment.id, state, reason)?,
        }
        if matches!(state, State::Removed | State::Erased) {
            media::end(context, self.id())?;
        }
        self.refresh(context)
    }

    /// Brings counts and the index up to what stands now.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn refresh(&self, context: &Context<'_>) -> Result<(), Failure> {
        if matches!(self.part, Part::Comment(..)) {
            return Ok(());
        }
        questions::refresh(context.sql, &self.question.id)?;
        search::index(context.sql, &self.question.id)
    }
}

/// What `id` names, if it is of `kind` and this caller sees it; stones are not found.
///
/// # Errors
/// When there is nothing of this kind that this caller sees.
pub fn visible(context: &Context<'_>, kind: Kind, id: &str) -> Result<Written, Failure> {
    let written = any_visible(context, id)?;
    if written.kind() == kind {
        Ok(written)
    } else {
        Err(Failure::not_found())
    }
}

/// What `id` names, of whatever kind, if this caller sees it; stones are not found.
///
/// # Errors
/// When there is nothing this caller sees.
pub fn any_visible(context: &Context<'_>, id: &str) -> Result<Written, Failure> {
    let target = Target::parse(id).map_err(|_| Failure::not_found())?;
    let written = find(context, &target)?.ok_or_else(Failure::not_found)?;
    match written.sight(context)? {
        Sight::Full | Sight::Marked => Ok(written),
        Sight::Stone(_) | Sight::Nothing => Err(Failure::not_found()),
    }
}

/// What a target names, in whatever state.
///
/// # Errors
/// When SQLite fails.
pub fn find(context: &Context<'_>, target: &Target) -> Result<Option<Written>, Failure> {
    match target {
        Target::Question(id) => Ok(questions::get(context.sql, id)?.map(|question| Written {
            question,
            part: Part::Question,
        })),
        Target::Answer(id) => answer(context, id),
        Target::Comment(id) => comment(context, id),
    }
}

fn answer(context: &Context<'_>, id: &AnswerId) -> Result<Option<Written>, Failure> {
    let Some(answer) = answers::get(context.sql, id)? else {
        return Ok(None);
    };
    let question = questions::get(context.sql, &answer.question_id)?;
    Ok(question.map(|question| Written {
        question,
        part: Part::Answer(answer),
    }))
}

fn comment(context: &Context<'_>, id: &CommentId) -> Result<Option<Written>, Failure> {
    let Some(comment) = comments::get(context.sql, id)? else {
        return Ok(None);
    };
    let Some(answer) = answers::get(context.sql, &comment.answer_id)? else {
        return Ok(None);
    };
    let question = questions::get(context.sql, &answer.question_id)?;
    Ok(question.map(|question| Written {
        question,
        part: Part::Comment(comment, answer),
    }))
}
