//! What a consent is about: something written here, or an entry of a contest, of which the community knows what the
//! contest told.

use shared::api::feature::EntryLink;
use shared::api::question::QuestionLink;
use shared::api::story::StoryLink;
use shared::feature::Featured;
use shared::ids::{EntryId, PersonId};
use shared::markdown::{parse, plain};
use shared::visibility;

use crate::community::context::Context;
use crate::community::rows::answers::EXCERPT_CHARACTERS;
use crate::community::rows::contest_entries;
use crate::community::target::{self, Written};
use crate::contest::message::KnownEntry;
use crate::failure::Failure;

/// What a consent is about.
pub enum About {
    /// A story or an answer.
    Written(Box<Written>),
    /// An entry, and whether everybody sees it.
    Entry(EntryId, KnownEntry, bool),
}

impl About {
    /// What this names; nothing for what is not there, or is nothing that can be featured.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn find(context: &Context<'_>, featured: &Featured) -> Result<Option<Self>, Failure> {
        match featured {
            Featured::Written(target) => {
                let written = target::find(context, target)?;
                let fits = |written: &Written| matches!(written, Written::Story(_) | Written::Answer(..));
                Ok(written
                    .filter(fits)
                    .map(|written| Self::Written(Box::new(written))))
            }
            Featured::Entry(entry) => {
                let known = contest_entries::get(context.sql, entry)?;
                Ok(known.map(|(known, shown)| Self::Entry(entry.clone(), known, shown)))
            }
        }
    }

    /// Whether it is listed, and everybody sees it where it was said.
    ///
    /// # Errors
    /// When SQLite fails.
    pub fn is_shown(&self, context: &Context<'_>) -> Result<bool, Failure> {
        match self {
            Self::Written(written) => {
                Ok(visibility::is_listed(written.state()) && written.is_public(context)?)
            }
            Self::Entry(_, _, shown) => Ok(*shown),
        }
    }

    /// Its identifier.
    pub fn id(&self) -> &str {
        match self {
            Self::Written(written) => written.id(),
            Self::Entry(entry, ..) => entry.as_str(),
        }
    }

    /// Who wrote it, or sent it in.
    pub fn author(&self) -> &PersonId {
        match self {
            Self::Written(written) => written.author(),
            Self::Entry(_, known, _) => &known.person,
        }
    }

    /// What it is about; an entry is about its contest.
    pub fn subject_id(&self) -> Option<&str> {
        match self {
            Self::Written(written) => Some(written.subject_id()),
            Self::Entry(..) => None,
        }
    }

    /// What it says, in a line or two.
    pub fn excerpt(&self) -> String {
        match self {
            Self::Entry(_, known, _) => known.title.clone(),
            Self::Written(written) => match written.title() {
                Some(title) => title.to_owned(),
                None => plain::excerpt(&parse::parse(written.markdown()), EXCERPT_CHARACTERS),
            },
        }
    }

    /// The way to the question of an answer.
    pub fn question(&self) -> Option<QuestionLink> {
        let Self::Written(written) = self else { return None };
        written.question().map(|question| QuestionLink {
            id: question.id.clone(),
            title: question.title.clone(),
            slug: question.slug.clone(),
        })
    }

    /// The way to a story.
    pub fn story(&self) -> Option<StoryLink> {
        let Self::Written(written) = self else { return None };
        let Written::Story(story) = written.as_ref() else {
            return None;
        };
        Some(StoryLink {
            id: story.id.clone(),
            title: story.title.clone(),
            slug: story.slug.clone(),
        })
    }

    /// The way to an entry.
    pub fn entry(&self) -> Option<EntryLink> {
        let Self::Entry(id, known, _) = self else {
            return None;
        };
        Some(EntryLink {
            contest: known.contest.clone(),
            id: id.clone(),
        })
    }
}
