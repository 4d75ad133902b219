//! The answers of the API, member by member.

use shared::api::answer::{AnswerView, Caution, CautionKind};
use shared::api::comment::CommentView;
use shared::api::community::CommunityView;
use shared::api::media::MediumView;
use shared::api::moderation::Moderated;
use shared::api::overlay::{MyVote, Overlay, PendingEdit};
use shared::api::page::Page;
use shared::api::person::{Mark, Me, PersonView, Titles};
use shared::api::problem::{Code, FieldError, Problem};
use shared::api::question::{
    AnswerExcerpt, QuestionLink, QuestionSummary, QuestionView, Sort, Source, SubjectRef,
};
use shared::api::search::{Match, Similar};
use shared::api::session::{Claimed, EmailLinkAsked};
use shared::api::subject::SubjectView;
use shared::api::thanks::ThanksView;
use shared::api::view::{QuestionPage, QuestionsView, SubjectHead, View};
use shared::api::vote::VoteView;
use shared::language::Language;
use shared::person::{Role, Tier};
use shared::settings::Writers;
use shared::state::State;

use super::Json;
use super::read::{Read, from_text, get, structure};

impl Read for View {
    fn read<J: Json>(json: &J) -> Option<Self> {
        match json.field("kind").text()?.as_str() {
            "questions" => Read::read(json).map(Self::Questions),
            "question" => Read::read(json).map(Self::Question),
            _ => None,
        }
    }
}

impl<T: Read> Read for Page<T> {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            data: get(json, "data")?,
            next_cursor: get(json, "next_cursor")?,
        })
    }
}

/// A question has the members of its summary beside its own.
impl Read for QuestionView {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            summary: Read::read(json)?,
            markdown: get(json, "markdown")?,
            body: get(json, "body")?,
            edited_at: get(json, "edited_at")?,
            reason: get(json, "reason")?,
            duplicate_of: get(json, "duplicate_of")?,
            source: get(json, "source")?,
            media: get(json, "media")?,
            open: get(json, "open")?,
        })
    }
}

/// `type` is no name for a field.
impl Read for Problem {
    fn read<J: Json>(json: &J) -> Option<Self> {
        Some(Self {
            kind: get(json, "type")?,
            title: get(json, "title")?,
            status: get(json, "status")?,
            detail: get(json, "detail")?,
            instance: get(json, "instance")?,
            code: get(json, "code")?,
            errors: get(json, "errors")?,
        })
    }
}

structure! {
    QuestionsView { community, subject, sort, tag, query, total, unanswered, questions }
    QuestionPage { community, question, answers }
    SubjectHead { key, name, subject }
    SubjectView { id, key, name, picture, url, aliases, language, question_count, answer_count, created_at }
    CommunityView {
        slug, name, accent, languages, time_zone, writers, email_sign_in, guest_waits, promised_hours, staff, contests;
        promises
    }
    QuestionSummary {
        id, subject, title, slug, tags, author, score, answer_count, accepted_answer_id, created_at, active_at,
        state, top_answer,
    }
    SubjectRef { id, key, name }
    AnswerExcerpt { id, excerpt, author, helped, created_at }
    QuestionLink { id, title, slug }
    Source { url, license }
    AnswerView {
        id, question_id, author, author_owns, markdown, body, helped, not_right, score, accepted, caution, thanked_by,
        created_at, edited_at, state, reason, comments, media, source,
    }
    MediumView { id, url, width, height, alt, video, limited; variant }
    Caution { kind, by, reason, at }
    CommentView { id, answer_id, author, text, created_at, state, reason }
    PersonView { id, name, face, mark, imported, has_page }
    Mark { role, title, titles }
    Titles { en, fr, ar }
    Me { id, name, tier, role, title, email, waits }
    Overlay { me, votes, mine, questions, answers, comments, edits, queue, helped_lately }
    PendingEdit { target, title, markdown, at; reason }
    MyVote { target, value, notify }
    VoteView { target, value, up, down, notify }
    ThanksView { target, by }
    Moderated { target, state }
    Similar { data }
    Match { id, title, slug, answer_count, solved, highlights }
    Claimed { contributions, votes }
    EmailLinkAsked { expires_at }
    FieldError { pointer, detail }
}

from_text! {
    State: |text: &str| Some(State::parse(text));
    Role: |text: &str| Some(Role::parse(text).unwrap_or(Role::Unknown));
    Tier: |text: &str| Some(Tier::parse(text).unwrap_or(Tier::Unknown));
    Sort: Sort::parse;
    Language: Language::of_tag;
    Writers: writers;
    CautionKind: |text: &str| Some(caution(text));
    Code: |text: &str| Some(Code::ALL.iter().copied().find(|code| code.as_str() == text).unwrap_or(Code::Unknown));
}

fn writers(text: &str) -> Option<Writers> {
    Some(match text {
        "everyone" => Writers::Everyone,
        "signed_in" => Writers::SignedIn,
        "sso" => Writers::Sso,
        _ => return None,
    })
}

fn caution(text: &str) -> CautionKind {
    match text {
        "outdated" => CautionKind::Outdated,
        "not_right" => CautionKind::NotRight,
        _ => CautionKind::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::*;
    use crate::state::sample;

    /// Reads it both ways; `serde` is the contract.
    fn reads_alike<T: Read + DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(json: &Value) {
        let expected: T = serde_json::from_value(json.clone()).expect("it is of its type");
        assert_eq!(T::read(json), Some(expected), "{json}");
    }

    fn full_answer() -> Value {
        let person = json!({ "id": format!("p_{:032x}", 1), "name": "Sample", "face": "https://a.example/f.png",
            "mark": { "role": "expert", "title": "spare parts" }, "imported": true, "has_page": true });
        let mut answer = sample::answer_json(1, 1, "outdated");
        answer["author"] = person.clone();
        answer["accepted"] = json!(true);
        answer["author_owns"] = json!(true);
        answer["caution"] =
            json!({ "kind": "outdated", "by": person.clone(), "reason": "Since June", "at": 7 });
        answer["reason"] = json!("why");
        answer["edited_at"] = json!(9);
        answer["thanked_by"] = json!([person.clone()]);
        answer["media"] = json!([{ "id": format!("m_{:032x}", 1), "url": "/api/v1/a/media/m", "width": 4, "height": 3, "alt": "A kettle" }]);
        answer["source"] = json!({ "url": "https://a.example", "license": "CC BY-SA 4.0" });
        answer["comments"] = json!([{ "id": format!("c_{:032x}", 1), "answer_id": sample::answer_id(1).as_str(), "author": person,
            "text": "Thanks", "created_at": 3, "state": "published" }]);
        answer
    }

    #[test]
    fn views_read_as_the_contract_says() {
        for view in [sample::list(&[]), sample::list(&[1, 2]), sample::page(&[1, 2])] {
            reads_alike::<View>(&serde_json::to_value(&view).expect("a view is written"));
        }
        let mut list = serde_json::to_value(sample::list(&[1])).expect("a view is written");
        list["questions"]["data"][0]["top_answer"] = json!({ "id": sample::answer_id(1).as_str(), "excerpt": "It does",
            "author": { "id": null, "name": "" }, "helped": 3, "created_at": 5 });
        list["questions"]["next_cursor"] = json!("c");
        list["community"]["promised_hours"] = json!(24);
        list["community"]["accent"] = json!("#336699");
        list["subject"] = json!({ "key": "k", "name": "n", "subject": { "id": format!("s_{:032x}", 1), "key": "k", "name": "n",
            "picture": null, "url": "https://a.example", "aliases": ["b"], "language": null, "question_count": 1,
            "answer_count": 2, "created_at": 3 } });
        reads_alike::<View>(&list);
    }

    #[test]
    fn an_answer_with_everything_reads_as_the_contract_says() {
        reads_alike::<AnswerView>(&full_answer());
        let mut question = sample::question_json(1, "duplicate");
        question["duplicate_of"] =
            json!({ "id": sample::question_id(2).as_str(), "title": "t", "slug": "s" });
        reads_alike::<QuestionView>(&question);
    }

    #[test]
    fn an_overlay_reads_as_the_contract_says() {
        let target = sample::answer(1).as_str().to_owned();
        reads_alike::<Overlay>(&json!({
            "me": { "id": format!("p_{:032x}", 1), "name": "Sample", "tier": "email", "role": "moderator", "title": "", "email": "a@b.example", "waits": true },
            "votes": [{ "target": target, "value": -1, "notify": true }], "mine": [target],
            "questions": [sample::question_json(2, "waiting")], "answers": [full_answer()], "comments": [],
            "edits": [{ "target": target, "title": null, "markdown": "new", "at": 8 }], "queue": 4, "helped_lately": 3,
        }));
        reads_alike::<Overlay>(&serde_json::to_value(sample::overlay()).expect("an overlay is written"));
    }

    #[test]
    fn small_answers_read_as_the_contract_says() {
        let target = sample::question(1).as_str().to_owned();
        reads_alike::<VoteView>(
            &json!({ "target": target, "value": 1, "up": 5, "down": 0, "notify": false }),
        );
        reads_alike::<ThanksView>(&json!({ "target": target, "by": [{ "id": null, "name": "Sample" }] }));
        reads_alike::<Moderated>(&json!({ "target": target, "state": "hidden" }));
        reads_alike::<Claimed>(&json!({ "contributions": 1, "votes": 2 }));
        reads_alike::<EmailLinkAsked>(&json!({ "expires_at": 7 }));
        reads_alike::<Similar>(
            &json!({ "data": [{ "id": target, "title": "t", "slug": "s", "answer_count": 1, "solved": true, "highlights": [[0, 3], [5, 6]] }] }),
        );
        reads_alike::<Problem>(
            &json!({ "type": "u", "title": "t", "status": 422, "detail": "d", "instance": "i", "code": "invalid_field",
            "errors": [{ "pointer": "/title", "detail": "longer" }] }),
        );
    }

    #[test]
    fn words_of_a_newer_release_read_as_unknown() {
        assert_eq!(State::read(&json!("frozen")), Some(State::Unknown));
        assert_eq!(Role::read(&json!("king")), Some(Role::Unknown));
        assert_eq!(Code::read(&json!("teapot")), Some(Code::Unknown));
        assert_eq!(CautionKind::read(&json!("odd")), Some(CautionKind::Unknown));
    }

    #[test]
    fn what_is_no_answer_of_ours_is_nothing() {
        for json in [
            json!(null),
            json!([]),
            json!({ "kind": "poem" }),
            json!({ "kind": "questions" }),
            json!("questions"),
        ] {
            assert_eq!(View::read(&json), None, "{json}");
        }
    }
}
