//! What a person sends: each act as the request it is on the wire, and what the server's answer means.
//!
//! Invariant: the request of a write depends on nothing but the write, so trying again sends the same bytes
//! under the same key.

use serde::Serialize;
use shared::api::answer::{AnswerView, EditAnswer, GiveAnswer};
use shared::api::comment::{AddComment, CommentView, EditComment};
use shared::api::moderation::{Moderate, Moderated};
use shared::api::person::{EditMe, Me};
use shared::api::question::{AcceptAnswer, AskQuestion, EditQuestion, QuestionView};
use shared::api::report::MakeReport;
use shared::api::route::Method;
use shared::api::session::{AskEmailLink, Claim, Claimed, EmailLinkAsked};
use shared::api::vote::{PutVote, VoteView};
use shared::ids::{AnswerId, CommentId, QuestionId, Target};

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Asks.
    Ask(AskQuestion),
    /// Answers.
    Answer(QuestionId, GiveAnswer),
    /// Comments.
    Comment(AddComment),
    /// Votes, changes or withdraws a vote.
    Vote(Target, PutVote),
    /// Says that an answer solved it, or withdraws that.
    Accept(QuestionId, Option<AnswerId>),
    /// Changes one's own question.
    EditQuestion(QuestionId, EditQuestion),
    /// Changes one's own answer.
    EditAnswer(AnswerId, EditAnswer),
    /// Changes one's own comment.
    EditComment(CommentId, EditComment),
    /// Takes one's own words back.
    Remove(Target),
    /// Tells staff.
    Report(MakeReport),
    /// Decides, as staff.
    Moderate(Target, Moderate),
    /// Asks for a sign-in link.
    EmailLink(AskEmailLink),
    /// Gives or changes one's name.
    EditMe(EditMe),
    /// Makes mine what a guest did here.
    Claim(Claim),
}

/// What the server said to a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// A question as it stands now.
    Question(Box<QuestionView>),
    /// An answer as it stands now.
    Answer(Box<AnswerView>),
    /// A comment as it stands now.
    Comment(Box<CommentView>),
    /// A vote and everybody's.
    Vote(VoteView),
    /// A decision.
    Moderated(Moderated),
    /// The person of this session.
    Me(Box<Me>),
    /// What became mine.
    Claimed(Claimed),
    /// A sign-in link was sent.
    LinkAsked(EmailLinkAsked),
    /// It is done, and nothing more is known.
    Done,
}

/// A write on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Where, below the community.
    pub path: String,
    /// The body; absent where there is none.
    pub body: Option<String>,
}

impl Write {
    /// The request that says this.
    pub fn request(&self) -> Request {
        match self {
            Self::Ask(body) => json(Method::Post, &["questions"], body),
            Self::Answer(id, body) => json(Method::Post, &["questions/", id.as_str(), "/answers"], body),
            Self::Comment(body) => json(Method::Post, &["comments"], body),
            Self::Vote(target, body) => json(Method::Put, &["votes/", target.as_str()], body),
            Self::Accept(id, Some(answer)) => {
                json(Method::Put, &["questions/", id.as_str(), "/accepted"], &AcceptAnswer { answer_id: answer.clone() })
            }
            Self::Accept(id, None) => bare(Method::Delete, &["questions/", id.as_str(), "/accepted"]),
            Self::EditQuestion(id, body) => json(Method::Patch, &["questions/", id.as_str()], body),
            Self::EditAnswer(id, body) => json(Method::Patch, &["answers/", id.as_str()], body),
            Self::EditComment(id, body) => json(Method::Patch, &["comments/", id.as_str()], body),
            Self::Remove(target) => {
                let folder = match target {
                    Target::Question(_) => "questions/",
                    Target::Answer(_) => "answers/",
                    Target::Comment(_) => "comments/",
                };
                bare(Method::Delete, &[folder, target.as_str()])
            }
            Self::Report(body) => json(Method::Post, &["reports"], body),
            Self::Moderate(target, body) => json(Method::Put, &["moderation/", target.as_str()], body),
            Self::EmailLink(body) => json(Method::Post, &["session/email"], body),
            Self::EditMe(body) => json(Method::Patch, &["me"], body),
            Self::Claim(body) => json(Method::Post, &["session/claim"], body),
        }
    }

    /// Reads what the server said; nothing when it is not what this write is answered with.
    pub fn reply(&self, body: &str) -> Option<Reply> {
        match self {
            Self::Ask(_) | Self::EditQuestion(..) => serde_json::from_str(body).ok().map(Reply::Question),
            Self::Accept(..) => Some(serde_json::from_str(body).map_or(Reply::Done, Reply::Question)),
            Self::Answer(..) | Self::EditAnswer(..) => serde_json::from_str(body).ok().map(Reply::Answer),
            Self::Comment(_) | Self::EditComment(..) => serde_json::from_str(body).ok().map(Reply::Comment),
            Self::Vote(..) => serde_json::from_str(body).ok().map(Reply::Vote),
            Self::Moderate(..) => serde_json::from_str(body).ok().map(Reply::Moderated),
            Self::EditMe(_) => serde_json::from_str(body).ok().map(Reply::Me),
            Self::Claim(_) => serde_json::from_str(body).ok().map(Reply::Claimed),
            Self::EmailLink(_) => serde_json::from_str(body).ok().map(Reply::LinkAsked),
            Self::Remove(_) | Self::Report(_) => Some(Reply::Done),
        }
    }

    /// What it is about, where it can be done once at a time.
    pub fn target(&self) -> Option<Target> {
        match self {
            Self::Accept(id, _) | Self::EditQuestion(id, _) => Some(Target::Question(id.clone())),
            Self::EditAnswer(id, _) => Some(Target::Answer(id.clone())),
            Self::Remove(target) | Self::Moderate(target, _) | Self::Vote(target, _) => Some(target.clone()),
            Self::Report(report) => Some(report.target.clone()),
            Self::EditComment(id, _) => Some(Target::Comment(id.clone())),
            Self::Ask(_) | Self::Answer(..) | Self::Comment(_) | Self::EmailLink(_) | Self::EditMe(_) | Self::Claim(_) => None,
        }
    }

    /// Whether it makes a person: who only signs in or reports needs no guest.
    pub fn needs_session(&self) -> bool {
        !matches!(self, Self::EmailLink(_))
    }

    /// What is told to the page when it is done.
    pub fn event(&self) -> Option<&'static str> {
        match self {
            Self::Ask(_) => Some("question:created"),
            Self::Answer(..) => Some("answer:created"),
            Self::Vote(..) => Some("vote:changed"),
            _ => None,
        }
    }
}

fn json(method: Method, path: &[&str], body: &impl Serialize) -> Request {
    Request { method, path: path.concat(), body: serde_json::to_string(body).ok() }
}

fn bare(method: Method, path: &[&str]) -> Request {
    Request { method, path: path.concat(), body: None }
}

#[cfg(test)]
mod tests {
    use shared::api::route::{Found, PREFIX, find};

    use super::*;

    fn question() -> QuestionId {
        QuestionId::new(shared::time::Millis::new(1), [1; 10])
    }

    fn answer() -> AnswerId {
        AnswerId::new(shared::time::Millis::new(1), [2; 10])
    }

    #[test]
    fn every_write_is_a_route_of_the_api() {
        let vote = PutVote { value: 1, reason: None, notify: None };
        let moderate =
            Moderate { act: shared::state::Act::Approve, reason: String::new(), code: None, duplicate_of: None };
        let writes = [
            Write::Answer(question(), GiveAnswer { markdown: "It does".to_owned(), name: None }),
            Write::Comment(AddComment { answer_id: answer(), text: "Thanks".to_owned(), name: None }),
            Write::Vote(Target::Question(question()), vote),
            Write::Accept(question(), Some(answer())),
            Write::Accept(question(), None),
            Write::EditQuestion(question(), EditQuestion::default()),
            Write::EditAnswer(answer(), EditAnswer { markdown: "It did".to_owned() }),
            Write::Remove(Target::Question(question())),
            Write::Remove(Target::Answer(answer())),
            Write::Moderate(Target::Answer(answer()), moderate),
            Write::EmailLink(AskEmailLink { email: "a@b.example".to_owned(), return_to: String::new(), language: String::new() }),
        ];
        for write in writes {
            let request = write.request();
            let path = [PREFIX, "acme/", &request.path].concat();
            assert!(matches!(find(request.method.as_str(), &path), Found::Route(..)), "{write:?} is {path}");
        }
    }

    #[test]
    fn an_answer_of_another_kind_is_nothing() {
        let vote = Write::Vote(Target::Question(question()), PutVote { value: 1, reason: None, notify: None });
        assert_eq!(vote.reply("{\"id\":7}"), None);
        assert_eq!(vote.reply("<html>"), None);
    }
}
