//! One question after another, with all that belongs to it.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use shared::api::answer::{AnswerView, GiveAnswer};
use shared::api::comment::{AddComment, CommentView};
use shared::api::moderation::{Moderate, QueueItem};
use shared::api::page::{MAX_LIMIT, Page};
use shared::api::question::{AcceptAnswer, AskQuestion, QuestionSummary};
use shared::api::route::Method;
use shared::api::subject::{EditSubject, SubjectView};
use shared::api::vote::PutVote;
use shared::hexadecimal;
use shared::ids::QuestionId;
use shared::person::Role;
use shared::state::{Act, State};

use super::content::{Answer, Decision, Question, Subject};
use super::people::People;
use super::promises;
use crate::client::{Call, escape};
use crate::failure::Failure;

/// The questions of a community.
pub(super) struct Threads<'a> {
    people: &'a People<'a>,
    slug: &'a str,
    /// What is there, by subject and title; read once for each subject.
    known: HashMap<String, HashMap<String, QuestionSummary>>,
}

impl<'a> Threads<'a> {
    /// Knows nothing yet.
    pub(super) fn new(people: &'a People<'a>, slug: &'a str) -> Self {
        Self {
            people,
            slug,
            known: HashMap::new(),
        }
    }

    /// Writes a question and its answers, as far as they are not there. Tells whether the question was new.
    ///
    /// # Errors
    /// When the server refuses.
    pub(super) fn write(&mut self, subject: &Subject, question: &Question) -> Result<bool, Failure> {
        let Some(asker) = &question.by else {
            return self.ask_as_guest(subject, question);
        };
        let there = self.known(subject)?;
        let known = there.get(&question.title).cloned();
        // Lists leave duplicates out. It is written before its original: where that is, this was pointed to it.
        let is_pointed = question
            .duplicate
            .as_ref()
            .is_some_and(|duplicate| there.contains_key(&duplicate.of));
        if known.is_none() && is_pointed {
            return Ok(false);
        }
        let is_new = known.is_none();
        let summary = match known {
            Some(summary) => summary,
            None => self.post(
                asker,
                "questions",
                &ask(subject, question),
                &["question", &subject.key, &question.title],
            )?,
        };
        self.votes(
            &summary.id.to_string(),
            usize::try_from(summary.score).unwrap_or(0),
            question.me_too,
        )?;
        self.answers(asker, &summary, question)?;
        promises::write(self.people, self.slug, &summary, &question.promises)?;
        self.known(subject)?.insert(question.title.clone(), summary);
        Ok(is_new)
    }

    /// Closes, points duplicates to their originals, and tells the language of each subject: once all is there.
    ///
    /// # Errors
    /// When the server refuses.
    pub(super) fn settle(&mut self, subjects: &[Subject]) -> Result<(), Failure> {
        for subject in subjects {
            for question in &subject.questions {
                let Some(summary) = self.known(subject)?.get(&question.title).cloned() else {
                    continue;
                };
                if let Some(Decision { by, reason }) = question
                    .closed
                    .as_ref()
                    .filter(|_| summary.state == State::Published)
                {
                    self.decide(by, &summary.id.to_string(), Act::Close, reason, None)?;
                }
                if let Some(duplicate) = question
                    .duplicate
                    .as_ref()
                    .filter(|_| summary.state == State::Published)
                {
                    let original = self
                        .known(subject)?
                        .get(&duplicate.of)
                        .map(|summary| summary.id.clone());
                    self.decide(
                        &duplicate.by,
                        &summary.id.to_string(),
                        Act::Duplicate,
                        "",
                        original,
                    )?;
                }
            }
        }
        self.languages(subjects)
    }

    fn known(&mut self, subject: &Subject) -> Result<&mut HashMap<String, QuestionSummary>, Failure> {
        if !self.known.contains_key(&subject.key) {
            let mut questions = HashMap::new();
            let reader = People::shopper(0);
            let mut cursor = String::new();
            loop {
                let route = format!(
                    "questions?subject={}&sort=new&limit={MAX_LIMIT}{cursor}",
                    escape(&subject.key)
                );
                let page: Page<QuestionSummary> = self.people.call(&reader, &Call::get(self.slug, &route))?;
                questions.extend(
                    page.data
                        .into_iter()
                        .map(|summary| (summary.title.clone(), summary)),
                );
                let Some(next) = page.next_cursor else { break };
                cursor = format!("&cursor={}", escape(&next));
            }
            self.known.insert(subject.key.clone(), questions);
        }
        Ok(self.known.entry(subject.key.clone()).or_default())
    }

    /// What a guest asks waits: it is in the queue of those who moderate, and in no list.
    fn ask_as_guest(&self, subject: &Subject, question: &Question) -> Result<bool, Failure> {
        if let Some(moderator) = self.people.with_role(Role::Moderator) {
            let queue: Page<QueueItem> = self
                .people
                .call(moderator, &Call::get(self.slug, "moderation/queue?limit=100"))?;
            if queue
                .data
                .iter()
                .filter_map(|item| item.question.as_ref())
                .any(|waiting| waiting.title == question.title)
            {
                return Ok(false);
            }
        }
        let body = ask(subject, question);
        let key = fingerprint(&[self.slug, "guest", &subject.key, &question.title]);
        self.people
            .call_as_guest::<Value>(
                "",
                &Call::new(Method::Post, self.slug, "questions", body).with_key(&key),
            )
            .map(|_| true)
    }

    fn answers(&self, asker: &str, question: &QuestionSummary, content: &Question) -> Result<(), Failure> {
        if content.answers.is_empty() {
            return Ok(());
        }
        let route = format!("questions/{}/answers", question.id);
        let there: Page<AnswerView> = self.people.call(
            asker,
            &Call::get(self.slug, &format!("{route}?limit={MAX_LIMIT}")),
        )?;
        for answer in &content.answers {
            let view = match there
                .data
                .iter()
                .find(|view| view.markdown.trim() == answer.markdown.trim())
            {
                Some(view) => view.clone(),
                None => {
                    let body = GiveAnswer {
                        markdown: answer.markdown.clone(),
                        media: Vec::new(),
                        name: None,
                    };
                    self.post(
                        &answer.by,
                        &route,
                        &body,
                        &["answer", question.id.as_str(), &answer.markdown],
                    )?
                }
            };
            self.votes(view.id.as_str(), view.helped as usize, answer.helped)?;
            self.comments(&view, answer)?;
            self.judge(asker, question, &view, answer)?;
        }
        Ok(())
    }

    fn comments(&self, view: &AnswerView, answer: &Answer) -> Result<(), Failure> {
        for comment in &answer.comments {
            if view.comments.iter().any(|there| there.text == comment.text) {
                continue;
            }
            let body = AddComment {
                answer_id: view.id.clone(),
                text: comment.text.clone(),
                name: None,
            };
            self.post::<CommentView>(
                &comment.by,
                "comments",
                &body,
                &["comment", view.id.as_str(), &comment.text],
            )?;
        }
        Ok(())
    }

    /// What the asker and the brand say of an answer.
    fn judge(
        &self,
        asker: &str,
        question: &QuestionSummary,
        view: &AnswerView,
        answer: &Answer,
    ) -> Result<(), Failure> {
        if answer.accepted && question.accepted_answer_id.is_none() {
            let body = AcceptAnswer {
                answer_id: view.id.clone(),
            };
            self.people.call::<Value>(
                asker,
                &Call::new(
                    Method::Put,
                    self.slug,
                    &format!("questions/{}/accepted", question.id),
                    body,
                ),
            )?;
        }
        match &answer.caution {
            Some(caution) if view.caution.is_none() => {
                self.decide(&caution.by, view.id.as_str(), caution.act, &caution.reason, None)
            }
            _ => Ok(()),
        }
    }

    fn decide(
        &self,
        by: &str,
        target: &str,
        act: Act,
        reason: &str,
        duplicate_of: Option<QuestionId>,
    ) -> Result<(), Failure> {
        let body = Moderate {
            act,
            reason: reason.to_owned(),
            code: None,
            duplicate_of,
        };
        self.people
            .call::<Value>(
                by,
                &Call::new(Method::Put, self.slug, &format!("moderation/{target}"), body),
            )
            .map(|_| ())
    }

    /// Lets shoppers vote until there are as many votes as wanted.
    fn votes(&self, target: &str, there: usize, wanted: usize) -> Result<(), Failure> {
        for number in there..wanted {
            let body = PutVote {
                value: 1,
                act: None,
                reason: None,
                notify: None,
            };
            let call = Call::new(Method::Put, self.slug, &format!("votes/{target}"), body);
            self.people.call::<Value>(&People::shopper(number + 1), &call)?;
        }
        Ok(())
    }

    fn languages(&self, subjects: &[Subject]) -> Result<(), Failure> {
        let Some(moderator) = self.people.with_role(Role::Moderator) else {
            return Ok(());
        };
        let there: Page<SubjectView> = self
            .people
            .call(moderator, &Call::get(self.slug, "subjects?limit=100"))?;
        for view in there.data {
            let Some(subject) = subjects
                .iter()
                .find(|subject| subject.key == view.key && view.language.as_ref() != Some(&subject.language))
            else {
                continue;
            };
            let body = EditSubject {
                language: Some(subject.language.clone()),
                ..EditSubject::default()
            };
            self.people.call::<Value>(
                moderator,
                &Call::new(Method::Patch, self.slug, &format!("subjects/{}", view.id), body),
            )?;
        }
        Ok(())
    }

    fn post<A: serde::de::DeserializeOwned>(
        &self,
        person: &str,
        route: &str,
        body: &impl Serialize,
        content: &[&str],
    ) -> Result<A, Failure> {
        let key = fingerprint(&[&[self.slug, person], content].concat());
        self.people.call(
            person,
            &Call::new(Method::Post, self.slug, route, json!(body)).with_key(&key),
        )
    }
}

fn ask(subject: &Subject, question: &Question) -> AskQuestion {
    AskQuestion {
        subject: subject.key.clone(),
        subject_name: Some(subject.name.clone()),
        title: question.title.clone(),
        markdown: question.markdown.clone(),
        tags: question.tags.clone(),
        media: Vec::new(),
        name: None,
    }
}

/// The key of a write: its content, so that the same write is the same request.
pub(super) fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hexadecimal::encode(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_fits_and_tells_parts_apart() {
        assert_eq!(fingerprint(&["a"]).len(), 64);
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
    }
}
