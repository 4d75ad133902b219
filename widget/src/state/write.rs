//! What a person sends: each act as the request it is on the wire, and what the server's answer means.
//!
//! Invariant: the request of a write depends on nothing but the write, so trying again sends the same bytes
//! under the same key.

use shared::api::answer::{AnswerView, EditAnswer, GiveAnswer};
use shared::api::comment::{AddComment, CommentView, EditComment};
use shared::api::moderation::{Moderate, Moderated};
use shared::api::person::{EditMe, Me};
use shared::api::question::{AskQuestion, EditQuestion, QuestionView};
use shared::api::report::{MakeReport, ReportReason};
use shared::api::route::Method;
use shared::api::session::{AskEmailLink, Claim, Claimed, EmailLinkAsked};
use shared::api::thanks::ThanksView;
use shared::api::vote::{PutVote, VoteView};
use shared::ids::{AnswerId, CommentId, QuestionId, Target};
use shared::state::Act;

use crate::json::{Json, Object, Read};

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
    /// Thanks for the brand, or withdraws that.
    Thank(Target, bool),
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
    /// Everybody who thanks.
    Thanks(ThanksView),
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
        let (method, path) = self.route();
        Request {
            method,
            path,
            body: self.body().map(Object::done),
        }
    }

    fn route(&self) -> (Method, String) {
        let (method, path): (_, &[&str]) = match self {
            Self::Ask(_) => (Method::Post, &["questions"]),
            Self::Answer(id, _) => (Method::Post, &["questions/", id.as_str(), "/answers"]),
            Self::Comment(_) => (Method::Post, &["comments"]),
            Self::Vote(target, _) => (Method::Put, &["votes/", target.as_str()]),
            Self::Accept(id, Some(_)) => (Method::Put, &["questions/", id.as_str(), "/accepted"]),
            Self::Accept(id, None) => (Method::Delete, &["questions/", id.as_str(), "/accepted"]),
            Self::Thank(target, true) => (Method::Put, &["thanks/", target.as_str()]),
            Self::Thank(target, false) => (Method::Delete, &["thanks/", target.as_str()]),
            Self::EditQuestion(id, _) => (Method::Patch, &["questions/", id.as_str()]),
            Self::EditAnswer(id, _) => (Method::Patch, &["answers/", id.as_str()]),
            Self::EditComment(id, _) => (Method::Patch, &["comments/", id.as_str()]),
            Self::Remove(Target::Question(id)) => (Method::Delete, &["questions/", id.as_str()]),
            Self::Remove(Target::Answer(id)) => (Method::Delete, &["answers/", id.as_str()]),
            Self::Remove(Target::Comment(id)) => (Method::Delete, &["comments/", id.as_str()]),
            Self::Remove(Target::Story(id)) => (Method::Delete, &["stories/", id.as_str()]),
            Self::Report(_) => (Method::Post, &["reports"]),
            Self::Moderate(target, _) => (Method::Put, &["moderation/", target.as_str()]),
            Self::EmailLink(_) => (Method::Post, &["session/email"]),
            Self::EditMe(_) => (Method::Patch, &["me"]),
            Self::Claim(_) => (Method::Post, &["session/claim"]),
        };
        (method, path.concat())
    }

    fn body(&self) -> Option<Object> {
        let object = Object::new();
        Some(match self {
            Self::Ask(ask) => object
                .text("subject", &ask.subject)
                .maybe("subject_name", ask.subject_name.as_deref())
                .text("title", &ask.title)
                .text("markdown", &ask.markdown)
                .texts("tags", &ask.tags)
                .maybe("name", ask.name.as_deref()),
            Self::Answer(_, answer) => object
                .text("markdown", &answer.markdown)
                .maybe("name", answer.name.as_deref()),
            Self::Comment(comment) => object
                .text("answer_id", comment.answer_id.as_str())
                .text("text", &comment.text)
                .maybe("name", comment.name.as_deref()),
            Self::Vote(_, vote) => object
                .number("value", vote.value.into())
                .maybe("reason", vote.reason.as_deref())
                .flag("notify", vote.notify),
            Self::Accept(_, Some(answer)) => object.text("answer_id", answer.as_str()),
            Self::Thank(_, true) => object,
            Self::EditQuestion(_, edit) => {
                let object = object
                    .maybe("title", edit.title.as_deref())
                    .maybe("markdown", edit.markdown.as_deref());
                match &edit.tags {
                    Some(tags) => object.texts("tags", tags),
                    None => object,
                }
            }
            Self::EditAnswer(_, edit) => object.text("markdown", &edit.markdown),
            Self::EditComment(_, edit) => object.text("text", &edit.text),
            Self::Report(report) => object
                .text("target", report.target.as_str())
                .text("reason", report.reason.as_str())
                .text("note", &report.note),
            Self::Moderate(_, decision) => object
                .text("act", act(decision.act))
                .text("reason", &decision.reason)
                .maybe("code", decision.code.map(ReportReason::as_str))
                .maybe(
                    "duplicate_of",
                    decision.duplicate_of.as_ref().map(QuestionId::as_str),
                ),
            Self::EmailLink(ask) => object
                .text("email", &ask.email)
                .text("return_to", &ask.return_to)
                .text("language", &ask.language),
            Self::EditMe(edit) => object.text("name", &edit.name),
            Self::Claim(claim) => object.text("guest_token", &claim.guest_token),
            Self::Accept(_, None) | Self::Thank(_, false) | Self::Remove(_) => return None,
        })
    }

    /// Reads what the server said; nothing when it is not what this write is answered with.
    pub fn reply<J: Json>(&self, body: &J) -> Option<Reply> {
        match self {
            Self::Ask(_) | Self::EditQuestion(..) => Read::read(body).map(Reply::Question),
            Self::Accept(..) => Some(Read::read(body).map_or(Reply::Done, Reply::Question)),
            Self::Answer(..) | Self::EditAnswer(..) => Read::read(body).map(Reply::Answer),
            Self::Comment(_) | Self::EditComment(..) => Read::read(body).map(Reply::Comment),
            Self::Vote(..) => Read::read(body).map(Reply::Vote),
            Self::Thank(..) => Read::read(body).map(Reply::Thanks),
            Self::Moderate(..) => Read::read(body).map(Reply::Moderated),
            Self::EditMe(_) => Read::read(body).map(Reply::Me),
            Self::Claim(_) => Read::read(body).map(Reply::Claimed),
            Self::EmailLink(_) => Read::read(body).map(Reply::LinkAsked),
            Self::Remove(_) | Self::Report(_) => Some(Reply::Done),
        }
    }

    /// What it is about, where it can be done once at a time.
    pub fn target(&self) -> Option<Target> {
        match self {
            Self::Accept(id, _) | Self::EditQuestion(id, _) => Some(Target::Question(id.clone())),
            Self::EditAnswer(id, _) => Some(Target::Answer(id.clone())),
            Self::Remove(target)
            | Self::Moderate(target, _)
            | Self::Vote(target, _)
            | Self::Thank(target, _) => Some(target.clone()),
            Self::Report(report) => Some(report.target.clone()),
            Self::EditComment(id, _) => Some(Target::Comment(id.clone())),
            Self::Ask(_)
            | Self::Answer(..)
            | Self::Comment(_)
            | Self::EmailLink(_)
            | Self::EditMe(_)
            | Self::Claim(_) => None,
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

/// The word of an act on the wire.
fn act(act: Act) -> &'static str {
    match act {
        Act::Approve => "approve",
        Act::Reject => "reject",
        Act::Hide => "hide",
        Act::Restore => "restore",
        Act::Close => "close",
        Act::Duplicate => "duplicate",
        Act::Reopen => "reopen",
        Act::Outdate => "outdate",
        Act::Dispute => "dispute",
        Act::Undispute => "undispute",
        Act::Remove => "remove",
        Act::Erase => "erase",
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde_json::{Value, json};
    use shared::api::question::AcceptAnswer;
    use shared::api::route::{Found, PREFIX, find};

    use super::*;
    use crate::state::sample::{answer_id, question_id};

    /// Every write, with what `serde` makes of its body.
    fn writes() -> Vec<(Write, Option<Value>)> {
        fn body(value: impl Serialize) -> Option<Value> {
            Some(serde_json::to_value(value).expect("a request is written"))
        }
        let name = Some("Sample".to_owned());
        let ask = AskQuestion {
            subject: "sku".to_owned(),
            subject_name: name.clone(),
            title: "Does it".to_owned(),
            markdown: "\"so\"".to_owned(),
            tags: vec!["a".to_owned(), "b".to_owned()],
            media: Vec::new(),
            name: name.clone(),
        };
        let answer = GiveAnswer {
            markdown: "It does".to_owned(),
            media: Vec::new(),
            name: None,
        };
        let comment = AddComment {
            answer_id: answer_id(1),
            text: "Thanks".to_owned(),
            name: name.clone(),
        };
        let vote = PutVote {
            value: -1,
            act: None,
            reason: name.clone(),
            notify: Some(false),
        };
        let edit = EditQuestion {
            title: name,
            markdown: None,
            tags: Some(Vec::new()),
            media: None,
        };
        let report = MakeReport {
            target: Target::Answer(answer_id(1)),
            reason: ReportReason::OffTopic,
            note: "x".to_owned(),
        };
        let link = AskEmailLink {
            email: "a@b.example".to_owned(),
            return_to: String::new(),
            language: "fr".to_owned(),
        };
        let claim = Claim {
            guest_token: "g".to_owned(),
        };
        let me = EditMe {
            name: "Sample".to_owned(),
        };
        let edit_answer = EditAnswer {
            markdown: "It did".to_owned(),
            media: None,
        };
        let edit_comment = EditComment {
            text: "Thank you".to_owned(),
        };
        let accept = AcceptAnswer {
            answer_id: answer_id(1),
        };
        let comment_id = CommentId::new(crate::state::sample::NOW, [1; 10]);
        let question = Target::Question(question_id(1));
        let mut writes = vec![
            (Write::Ask(ask.clone()), body(ask)),
            (Write::Answer(question_id(1), answer.clone()), body(answer)),
            (Write::Comment(comment.clone()), body(comment)),
            (Write::Vote(question.clone(), vote.clone()), body(vote)),
            (Write::Accept(question_id(1), Some(answer_id(1))), body(accept)),
            (Write::Accept(question_id(1), None), None),
            (Write::EditQuestion(question_id(1), edit.clone()), body(edit)),
            (
                Write::EditAnswer(answer_id(1), edit_answer.clone()),
                body(edit_answer),
            ),
            (
                Write::EditComment(comment_id.clone(), edit_comment.clone()),
                body(edit_comment),
            ),
            (Write::Thank(question.clone(), true), Some(json!({}))),
            (Write::Thank(question.clone(), false), None),
            (Write::Remove(question.clone()), None),
            (Write::Remove(Target::Answer(answer_id(1))), None),
            (Write::Remove(Target::Comment(comment_id)), None),
            (Write::Report(report.clone()), body(report)),
            (Write::EmailLink(link.clone()), body(link)),
            (Write::EditMe(me.clone()), body(me)),
            (Write::Claim(claim.clone()), body(claim)),
        ];
        for word in [
            "approve",
            "reject",
            "hide",
            "restore",
            "close",
            "duplicate",
            "reopen",
            "outdate",
            "dispute",
            "undispute",
            "remove",
            "erase",
        ] {
            let act: Act = serde_json::from_value(json!(word)).expect("it is an act");
            let decision = Moderate {
                act,
                reason: "why".to_owned(),
                code: Some(ReportReason::Other),
                duplicate_of: Some(question_id(2)),
            };
            writes.push((
                Write::Moderate(question.clone(), decision.clone()),
                body(decision),
            ));
        }
        writes
    }

    #[test]
    fn every_write_is_a_route_of_the_api_and_says_what_the_contract_says() {
        for (write, expected) in writes() {
            let request = write.request();
            let path = [PREFIX, "acme/", &request.path].concat();
            assert!(
                matches!(find(request.method.as_str(), &path), Found::Route(..)),
                "{write:?} is {path}"
            );
            let body = request
                .body
                .map(|body| serde_json::from_str::<Value>(&body).expect("it is JSON"));
            assert_eq!(body, expected, "{write:?}");
        }
    }

    #[test]
    fn an_answer_of_another_kind_is_nothing() {
        let vote = Write::Vote(
            Target::Question(question_id(1)),
            PutVote {
                value: 1,
                act: None,
                reason: None,
                notify: None,
            },
        );
        assert_eq!(vote.reply(&json!({ "id": 7 })), None);
        assert_eq!(vote.reply(&json!(null)), None);
    }
}
