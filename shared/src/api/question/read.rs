//! How a question is read. On the wire its members and those of its summary stand side by side.
//!
//! Invariant: it takes what [`QuestionView`] writes. The `flatten` that writes it would read it, too, by keeping every
//! value aside first; each type inside would be compiled for that once more.

use serde::{Deserialize, Deserializer};

use super::{AnswerExcerpt, QuestionLink, QuestionSummary, QuestionView, Source, SubjectRef};
use crate::api::media::MediumView;
use crate::api::person::PersonView;
use crate::ids::{AnswerId, QuestionId};
use crate::markdown::Document;
use crate::state::State;
use crate::time::Millis;

impl<'de> Deserialize<'de> for QuestionView {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Members::deserialize(deserializer)?;
        Ok(Self {
            summary: QuestionSummary {
                id: members.id,
                subject: members.subject,
                title: members.title,
                slug: members.slug,
                tags: members.tags,
                author: members.author,
                score: members.score,
                answer_count: members.answer_count,
                accepted_answer_id: members.accepted_answer_id,
                created_at: members.created_at,
                active_at: members.active_at,
                state: members.state,
                top_answer: members.top_answer,
            },
            markdown: members.markdown,
            body: members.body,
            edited_at: members.edited_at,
            reason: members.reason,
            duplicate_of: members.duplicate_of,
            source: members.source,
            media: members.media,
            open: members.open,
        })
    }
}

#[derive(Deserialize)]
struct Members {
    id: QuestionId,
    subject: SubjectRef,
    title: String,
    slug: String,
    tags: Vec<String>,
    author: PersonView,
    score: i64,
    answer_count: u32,
    accepted_answer_id: Option<AnswerId>,
    created_at: Millis,
    active_at: Millis,
    state: State,
    #[serde(default)]
    top_answer: Option<AnswerExcerpt>,
    markdown: String,
    body: Document,
    edited_at: Option<Millis>,
    reason: Option<String>,
    duplicate_of: Option<QuestionLink>,
    #[serde(default)]
    source: Option<Source>,
    #[serde(default)]
    media: Vec<MediumView>,
    #[serde(default)]
    open: bool,
}
