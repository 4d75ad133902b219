//! What a target names: a question, an answer, a comment or a story, with what stands above it.
//!
//! Invariant: [`any_visible`] is the only way to something by its identifier on behalf of a caller; what they can't
//! see is not found, as if it were not there.

use shared::ids::{AnswerId, CommentId, PersonId, Target};
use shared::state::{Kind, State};
use shared::visibility::{Sight, Viewer, is_listed, sight};

use super::context::Context;
use super::rows::answers::{self, Answer};
use super::rows::comments::{self, Comment};
use super::rows::questions::{self, Question};
use super::rows::stories::{self, Story};
use super::rows::subjects;
use super::{media, search, story};
use crate::failure::Failure;

/// Something written, with what it stands under.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// A question.
    Question(Question),
    /// An answer, and its question.
    Answer(Answer, Question),
    /// A comment, the answer it stands under, and the question of that.
    Comment(Comment, Answer, Question),
    /// A story.
    Story(Story),
}

impl Written {
    /// Its identifier.
    pub fn id(&self) -> &str {
        match self {
            Self::Question(question) => question.id.as_str(),
            Self::Answer(answer, _) => answer.id.as_str(),
            Self::Comment(comment, ..) => comment.id.as_str(),
            Self::Story(story) => story.id.as_str(),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Question(_) => Kind::Question,
            Self::Answer(..) => Kind::Answer,
            Self::Comment(..) => Kind::Comment,
            Self::Story(_) => Kind::Story,
        }
    }

    /// Who wrote it.
    pub fn author(&self) -> &PersonId {
        match self {
            Self::Question(question) => &question.author_id,
            Self::Answer(answer, _) => &answer.author_id,
            Self::Comment(comment, ..) => &comment.author_id,
            Self::Story(story) => &story.author_id,
        }
    }

    /// Its state.
    pub fn state(&self) -> State {
        match self {
            Self::Question(question) => question.state,
            Self::Answer(answer, _) => answer.state,
            Self::Comment(comment, ..) => comment.state,
            Self::Story(story) => story.state,
        }
    }

    /// Its title, if its kind has one.
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Question(question) => Some(&question.title),
            Self::Story(story) => Some(&story.title),
            Self::Answer(..) | Self::Comment(..) => None,
        }
    }

    /// Its words as the author wrote them.
    pub fn markdown(&self) -> &str {
        match self {
            Self::Question(question) => &question.markdown,
            Self::Answer(answer, _) => &answer.markdown,
            Self::Comment(comment, ..) => &comment.text,
            Self::Story(story) => &story.markdown,
        }
    }

    /// The question it is or stands under; a story stands alone.
    pub fn question(&self) -> Option<&Question> {
        match self {
            Self::Question(question) | Self::Answer(_, question) | Self::Comment(_, _, question) => {
                Some(question)
            }
            Self::Story(_) => None,
        }
    }

    /// What it is about.
    pub fn subject_id(&self) -> &str {
        match self {
            Self::Question(question) | Self::Answer(_, question) | Self::Comment(_, _, question) => {
                &question.subject_id
            }
            Self::Story(story) => &story.subject_id,
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
        let of_question = |question: &Question| {
            sight(
                question.state,
                Kind::Question,
                viewer(&question.author_id),
                question.answer_count > 0,
            )
        };
        let of_answer = |answer: &Answer| {
            let holds = answers::holds_others(context.sql, &answer.id)?;
            Ok::<_, Failure>(sight(
                answer.state,
                Kind::Answer,
                viewer(&answer.author_id),
                holds,
            ))
        };
        let alone = || sight(self.state(), self.kind(), viewer(self.author()), false);
        match self {
            Self::Question(question) => Ok(of_question(question)),
            Self::Answer(_, question) | Self::Comment(_, _, question)
                if of_question(question) == Sight::Nothing =>
            {
                Ok(Sight::Nothing)
            }
            Self::Answer(answer, _) => of_answer(answer),
            Self::Comment(_, answer, _) if of_answer(answer)? == Sight::Nothing => Ok(Sight::Nothing),
            Self::Comment(..) | Self::Story(_) => Ok(alone()),
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
        match self {
            Self::Question(question) => questions::set_state(context.sql, &question.id, state, reason, None)?,
            Self::Answer(answer, _) => answers::set_state(context.sql, &answer.id, state, reason)?,
            Self::Comment(comment, ..) => comments::set_state(context.sql, &comment.id, state, reason)?,
            Self::Story(story) => stories::set_state(context.sql, &story.id, state, reason)?,
        }
        if matches!(state, State::Removed | State::Erased) {
            media::end(context, self.id())?;
        }
        self.refresh(context)?;
        if is_listed(state) {
            return subjects::take_proposed_name(context.sql, self.subject_id(), self.id());
        }
        subjects::take_back_name(context.sql, self.subject_id(), self.id())?;
        if matches!(state, State::Removed | State::Erased) {
            subjects::drop_proposed_name(context.sql, self.id())?;
        }
        Ok(())
    }

    /// Brings counts and the index up to what stands now.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn refresh(&self, context: &Context<'_>) -> Result<(), Failure> {
        match self {
            Self::Question(question) | Self::Answer(_, question) => {
                questions::refresh(context.sql, &question.id)?;
                search::index(context.sql, &question.id)
            }
            Self::Story(story) => story::index(context, &story.id),
            Self::Comment(..) => Ok(()),
        }
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
        Target::Question(id) => Ok(questions::get(context.sql, id)?.map(Written::Question)),
        Target::Answer(id) => {
            let found = answer(context, id)?;
            Ok(found.map(|(answer, question)| Written::Answer(answer, question)))
        }
        Target::Comment(id) => comment(context, id),
        Target::Story(id) => Ok(stories::get(context.sql, id)?.map(Written::Story)),
    }
}

fn answer(context: &Context<'_>, id: &AnswerId) -> Result<Option<(Answer, Question)>, Failure> {
    let Some(answer) = answers::get(context.sql, id)? else {
        return Ok(None);
    };
    let question = questions::get(context.sql, &answer.question_id)?;
    Ok(question.map(|question| (answer, question)))
}

fn comment(context: &Context<'_>, id: &CommentId) -> Result<Option<Written>, Failure> {
    let Some(comment) = comments::get(context.sql, id)? else {
        return Ok(None);
    };
    let above = answer(context, &comment.answer_id)?;
    Ok(above.map(|(answer, question)| Written::Comment(comment, answer, question)))
}
