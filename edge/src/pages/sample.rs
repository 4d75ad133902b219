//! A question page to test with.

use shared::api::answer::AnswerView;
use shared::api::community::CommunityView;
use shared::api::media::MediumView;
use shared::api::page::Page;
use shared::api::person::PersonView;
use shared::api::question::{QuestionSummary, QuestionView, SubjectRef};
use shared::api::story::{StoryActs, StoryView};
use shared::api::view::QuestionPage;
use shared::ids::{AnswerId, MediumId, PersonId, QuestionId, StoryId, SubjectId};
use shared::language::Language;
use shared::markdown::parse::parse;
use shared::settings::Writers;
use shared::state::State;
use shared::time::Millis;

const AT: Millis = Millis::new(1_700_000_000_000);

/// A community that speaks English and French.
pub(crate) fn community() -> CommunityView {
    CommunityView {
        slug: "acme".to_owned(),
        name: "Acme".to_owned(),
        accent: Some("#b4552d".to_owned()),
        languages: vec![Language::English, Language::French],
        time_zone: "UTC".to_owned(),
        writers: Writers::Everyone,
        email_sign_in: true,
        guest_waits: false,
        promised_hours: None,
        staff: Vec::new(),
        contests: false,
        promises: None,
    }
}

/// A question with a solved answer and another one.
pub(crate) fn question_page() -> QuestionPage {
    let id = QuestionId::new(AT, [1; 10]);
    let solved = answer(&id, 2, "Ada", "Descale it first.");
    let solved = AnswerView {
        accepted: true,
        ..solved
    };
    let other = answer(&id, 3, "", "Mine needed a new gasket.");
    let markdown = "It is **slow** since May.".to_owned();
    QuestionPage {
        community: community(),
        question: QuestionView {
            summary: QuestionSummary {
                id,
                subject: SubjectRef {
                    id: SubjectId::new(AT, [4; 10]),
                    key: "kettle".to_owned(),
                    name: "Kettle".to_owned(),
                },
                title: "Why does it pour slowly?".to_owned(),
                slug: "why-does-it-pour-slowly".to_owned(),
                tags: vec!["scale".to_owned()],
                author: person("Ada"),
                score: 7,
                answer_count: 2,
                accepted_answer_id: Some(solved.id.clone()),
                created_at: AT,
                active_at: AT,
                state: State::Published,
                top_answer: None,
            },
            body: parse(&markdown),
            markdown,
            edited_at: None,
            reason: None,
            duplicate_of: None,
            source: None,
            media: Vec::new(),
            open: true,
        },
        answers: Page {
            data: vec![solved, other],
            next_cursor: None,
        },
    }
}

/// A story with a picture, to which three people said something.
pub(crate) fn story() -> StoryView {
    StoryView {
        id: StoryId::new(AT, [5; 10]),
        subject: SubjectRef {
            id: SubjectId::new(AT, [4; 10]),
            key: "kettle".to_owned(),
            name: "Kettle".to_owned(),
        },
        title: "Sunday, by the lake".to_owned(),
        slug: "sunday-by-the-lake".to_owned(),
        author: person("Ada"),
        markdown: "It *boiled* in the rain.".to_owned(),
        body: parse("It *boiled* in the rain."),
        media: vec![MediumView {
            id: MediumId::new(AT, [6; 10]),
            url: "/api/v1/acme/media/m".to_owned(),
            width: 4,
            height: 3,
            alt: "A kettle".to_owned(),
            video: false,
            limited: false,
            variant: false,
        }],
        acts: StoryActs {
            will_try: 1,
            smiled: 2,
            helped: 0,
        },
        thanked_by: Vec::new(),
        created_at: AT,
        edited_at: None,
        state: State::Published,
        reason: None,
    }
}

fn answer(question_id: &QuestionId, number: u8, name: &str, markdown: &str) -> AnswerView {
    AnswerView {
        id: AnswerId::new(AT, [number; 10]),
        question_id: question_id.clone(),
        author: person(name),
        author_owns: false,
        markdown: markdown.to_owned(),
        body: parse(markdown),
        helped: 3,
        not_right: 0,
        score: 3,
        accepted: false,
        caution: None,
        thanked_by: Vec::new(),
        created_at: AT,
        edited_at: None,
        state: State::Published,
        reason: None,
        comments: Vec::new(),
        media: Vec::new(),
        source: None,
    }
}

fn person(name: &str) -> PersonView {
    PersonView {
        id: Some(PersonId::new(AT, [9; 10])),
        name: name.to_owned(),
        face: None,
        mark: None,
        imported: false,
        has_page: false,
    }
}
