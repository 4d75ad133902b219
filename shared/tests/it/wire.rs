//! The wire, as it stands: a change here is a change of the contract.

use fanfare_shared::api::answer::{AnswerView, Caution, CautionKind};
use fanfare_shared::api::comment::CommentView;
use fanfare_shared::api::community::{CommunityView, SettingsView};
use fanfare_shared::api::health::{Health, MailState};
use fanfare_shared::api::import::{ImportReport, Refused};
use fanfare_shared::api::media::MediumView;
use fanfare_shared::api::moderation::{Moderated, QueueItem, ReportCount};
use fanfare_shared::api::notice::NoticesStopped;
use fanfare_shared::api::overlay::{MyVote, Overlay, PendingEdit};
use fanfare_shared::api::page::Page;
use fanfare_shared::api::person::{Mark, Me, Member, PersonView, Titles};
use fanfare_shared::api::problem::{Code, FieldError, Problem};
use fanfare_shared::api::question::{
    AnswerExcerpt, QuestionLink, QuestionSummary, QuestionView, Revision, Sort, Source, SubjectRef,
};
use fanfare_shared::api::report::{ReportReason, ReportView};
use fanfare_shared::api::search::{Match, Similar};
use fanfare_shared::api::session::{Claimed, EmailLinkAsked, Session, TransferCode};
use fanfare_shared::api::subject::{Counts, SubjectCount, SubjectView};
use fanfare_shared::api::view::{QuestionPage, QuestionsView, SubjectHead, View};
use fanfare_shared::api::vote::VoteView;
use fanfare_shared::ids::{AnswerId, CommentId, MediumId, PersonId, QuestionId, SubjectId, Target};
use fanfare_shared::language::Language;
use fanfare_shared::markdown::parse::parse;
use fanfare_shared::person::{Role, Tier};
use fanfare_shared::settings::{Settings, SsoAlgorithm, SsoKey, Writers};
use fanfare_shared::state::State;
use fanfare_shared::time::Millis;
use insta::assert_json_snapshot;

const NOW: Millis = Millis::from_civil(2026, 11, 21, 9, 30, 0);

fn question_id() -> QuestionId {
    QuestionId::new(NOW, [1; 10])
}

fn answer_id() -> AnswerId {
    AnswerId::new(NOW, [2; 10])
}

fn guest() -> PersonView {
    PersonView {
        id: Some(PersonId::new(NOW, [3; 10])),
        name: String::new(),
        face: None,
        mark: None,
        imported: false,
        has_page: false,
    }
}

fn expert() -> PersonView {
    PersonView {
        id: Some(PersonId::new(NOW, [4; 10])),
        name: "Sample Expert".to_owned(),
        face: Some("https://cdn.example/face.png".to_owned()),
        mark: Some(Mark {
            role: Role::Expert,
            title: "spare parts".to_owned(),
            titles: Titles::default(),
        }),
        imported: false,
        has_page: false,
    }
}

fn source() -> Source {
    Source {
        url: "https://coffee.stackexchange.com/q/1".to_owned(),
        license: "CC BY-SA 3.0".to_owned(),
    }
}

fn summary() -> QuestionSummary {
    QuestionSummary {
        id: question_id(),
        subject: SubjectRef {
            id: SubjectId::new(NOW, [5; 10]),
            key: "sku:KTL-100".to_owned(),
            name: "Kettle".to_owned(),
        },
        title: "How do I descale the kettle?".to_owned(),
        slug: "how-do-i-descale-the-kettle".to_owned(),
        tags: vec!["descaling".to_owned()],
        author: guest(),
        score: 12,
        answer_count: 1,
        accepted_answer_id: Some(answer_id()),
        created_at: NOW,
        active_at: NOW.plus(Millis::HOUR),
        state: State::Published,
        top_answer: Some(AnswerExcerpt {
            id: answer_id(),
            excerpt: "Citric acid, twice a year.".to_owned(),
            author: expert(),
            helped: 7,
            created_at: NOW.plus(Millis::HOUR),
        }),
    }
}

/// A question with everything a question can have.
pub(crate) fn question() -> QuestionView {
    let markdown = "It **hums**.\n\n- since May\n- see [this](https://a.example)\n\n> and `this`";
    QuestionView {
        summary: summary(),
        markdown: markdown.to_owned(),
        body: parse(markdown),
        edited_at: Some(NOW.plus(Millis::MINUTE)),
        reason: None,
        duplicate_of: Some(QuestionLink {
            id: question_id(),
            title: "The other".to_owned(),
            slug: "the-other".to_owned(),
        }),
        source: Some(source()),
        media: vec![medium("A kettle on a table, steam above it.")],
        open: true,
    }
}

/// An answer with everything an answer can have.
pub(crate) fn answer() -> AnswerView {
    AnswerView {
        id: answer_id(),
        question_id: question_id(),
        author: expert(),
        author_owns: true,
        markdown: "Citric acid,\ntwice a year.".to_owned(),
        body: parse("Citric acid,\ntwice a year."),
        helped: 7,
        not_right: 1,
        score: 6,
        accepted: true,
        caution: Some(Caution {
            kind: CautionKind::Outdated,
            by: expert(),
            reason: "The lid changed in 2025.".to_owned(),
            at: NOW,
        }),
        thanked_by: vec![expert()],
        created_at: NOW,
        edited_at: None,
        state: State::Outdated,
        reason: Some("Told to the author.".to_owned()),
        comments: vec![comment()],
        media: vec![medium("")],
        source: Some(source()),
    }
}

fn medium(alt: &str) -> MediumView {
    let id = MediumId::new(NOW, [8; 10]);
    MediumView {
        url: format!("/api/v1/northbeam/media/{id}"),
        id,
        width: 1600,
        height: 1200,
        alt: alt.to_owned(),
        video: false,
        limited: false,
        variant: false,
    }
}

fn comment() -> CommentView {
    CommentView {
        id: CommentId::new(NOW, [6; 10]),
        answer_id: answer_id(),
        author: PersonView {
            imported: true,
            ..guest()
        },
        text: "That did it.".to_owned(),
        created_at: NOW,
        state: State::Waiting,
        reason: None,
    }
}

fn community() -> CommunityView {
    CommunityView {
        slug: "northbeam".to_owned(),
        name: "Northbeam".to_owned(),
        accent: Some("#0a7c66".to_owned()),
        languages: vec![Language::English, Language::French, Language::Arabic],
        time_zone: "Europe/Paris".to_owned(),
        writers: Writers::Everyone,
        email_sign_in: true,
        guest_waits: true,
        promised_hours: Some(24),
        staff: vec![expert()],
        contests: false,
        promises: None,
    }
}

fn subject() -> SubjectView {
    SubjectView {
        id: SubjectId::new(NOW, [5; 10]),
        key: "sku:KTL-100".to_owned(),
        name: "Kettle".to_owned(),
        picture: None,
        url: Some("https://shop.example/kettle".to_owned()),
        aliases: vec!["https://shop.example/kettle-red".to_owned()],
        language: Some("en".to_owned()),
        question_count: 3,
        answer_count: 5,
        created_at: NOW,
    }
}

fn me() -> Me {
    Me {
        id: PersonId::new(NOW, [3; 10]),
        name: "Ada".to_owned(),
        tier: Tier::Email,
        role: Role::Member,
        title: String::new(),
        email: Some("ada@example.com".to_owned()),
        waits: false,
    }
}

#[test]
fn a_question_and_its_list() {
    assert_json_snapshot!("question", question());
    assert_json_snapshot!(
        "question_list",
        Page {
            data: vec![summary()],
            next_cursor: Some("b3BhcXVl".to_owned())
        }
    );
    assert_json_snapshot!(
        "revision",
        Revision {
            title: Some("Before".to_owned()),
            markdown: "b".to_owned(),
            media: Vec::new(),
            replaced_at: NOW
        }
    );
}

#[test]
fn an_answer_with_its_comments() {
    assert_json_snapshot!("answer", answer());
}

#[test]
fn the_views_of_the_surfaces() {
    let questions = QuestionsView {
        community: community(),
        subject: Some(SubjectHead {
            key: "sku:KTL-100".to_owned(),
            name: "Kettle".to_owned(),
            subject: Some(subject()),
        }),
        sort: Sort::Active,
        tag: None,
        query: None,
        total: 1,
        unanswered: 0,
        questions: Page {
            data: vec![summary()],
            next_cursor: None,
        },
    };
    assert_json_snapshot!("view_questions", View::Questions(questions));
    let page = QuestionPage {
        community: community(),
        question: question(),
        answers: Page {
            data: vec![answer()],
            next_cursor: None,
        },
    };
    assert_json_snapshot!("view_question", View::Question(Box::new(page)));
}

#[test]
fn what_is_mine() {
    let overlay = Overlay {
        me: Some(me()),
        votes: vec![MyVote {
            target: Target::Answer(answer_id()),
            value: 1,
            notify: false,
        }],
        mine: vec![Target::Question(question_id())],
        questions: Vec::new(),
        answers: Vec::new(),
        comments: vec![comment()],
        edits: vec![PendingEdit {
            target: Target::Answer(answer_id()),
            title: None,
            markdown: "Thrice a year.".to_owned(),
            at: NOW,
            reason: None,
        }],
        queue: Some(2),
        helped_lately: Some(3),
    };
    assert_json_snapshot!("overlay", overlay);
    let session = Session {
        token: "secret".to_owned(),
        expires_at: NOW.plus(Millis::DAY),
        me: me(),
        claimable: 2,
    };
    assert_json_snapshot!("session", session);
    let vote = VoteView {
        target: Target::Question(question_id()),
        value: 1,
        up: 12,
        down: 0,
        notify: true,
    };
    assert_json_snapshot!("vote", vote);
}

#[test]
fn what_staff_reads() {
    let item = QueueItem {
        target: Target::Comment(CommentId::new(NOW, [6; 10])),
        question: Some(QuestionLink {
            id: question_id(),
            title: "The question".to_owned(),
            slug: "the-question".to_owned(),
        }),
        story: None,
        subject_name: Some("Kettle".to_owned()),
        body: parse("That did it."),
        media: Vec::new(),
        author: guest(),
        published_before: 0,
        state: State::Waiting,
        since: NOW,
        due_at: Some(NOW.plus(24 * Millis::HOUR)),
        reports: vec![ReportCount {
            reason: ReportReason::PersonalData,
            count: 2,
        }],
        notes: vec!["It names a person.".to_owned()],
        objection: Some("One is missing.".to_owned()),
        edit: true,
    };
    assert_json_snapshot!("queue_item", item);
    let member = Member {
        id: PersonId::new(NOW, [4; 10]),
        name: "Sample Expert".to_owned(),
        tier: Tier::Sso,
        role: Role::Expert,
        title: "spare parts".to_owned(),
        face: None,
        created_at: NOW,
    };
    assert_json_snapshot!("member", member);
    let mut settings = Settings::new("Northbeam");
    settings.sso_keys.push(SsoKey {
        kid: "k1".to_owned(),
        algorithm: SsoAlgorithm::HS256,
        key: "a secret".to_owned(),
    });
    assert_json_snapshot!(
        "settings",
        SettingsView {
            slug: "northbeam".to_owned(),
            settings: settings.redacted()
        }
    );
    assert_json_snapshot!(
        "moderated",
        Moderated {
            target: Target::Answer(answer_id()),
            state: State::Hidden
        }
    );
}

#[test]
fn the_small_answers() {
    let similar = Similar {
        data: vec![Match {
            id: question_id(),
            title: "How do I descale it?".to_owned(),
            slug: "how-do-i-descale-it".to_owned(),
            answer_count: 1,
            solved: true,
            highlights: vec![(9, 16)],
        }],
    };
    assert_json_snapshot!("similar", similar);
    assert_json_snapshot!(
        "counts",
        Counts {
            data: vec![SubjectCount {
                key: "sku:KTL-100".to_owned(),
                questions: 3,
                answers: 5
            }]
        }
    );
    assert_json_snapshot!("subject", subject());
    assert_json_snapshot!("report", ReportView { received: true });
    assert_json_snapshot!(
        "claimed",
        Claimed {
            contributions: 1,
            votes: 2
        }
    );
    assert_json_snapshot!(
        "transfer_code",
        TransferCode {
            code: "once".to_owned()
        }
    );
    assert_json_snapshot!(
        "notices_stopped",
        NoticesStopped {
            question: Some(question_id()),
            story: None,
            contest: None,
        }
    );
    assert_json_snapshot!("email_link_asked", EmailLinkAsked { expires_at: NOW });
    assert_json_snapshot!(
        "health",
        Health {
            status: "ok".to_owned(),
            version: "0.1.0".to_owned(),
            mail: MailState::Mailbox
        }
    );
    let report = ImportReport {
        questions: 1,
        refused: vec![Refused {
            source_id: "7".to_owned(),
            reason: "The title is empty.".to_owned(),
        }],
        ..ImportReport::default()
    };
    assert_json_snapshot!("import_report", report);
}

#[test]
fn a_problem() {
    let problem = Problem {
        kind: "https://fanfare.example/problems/invalid_field".to_owned(),
        title: Code::InvalidField.title().to_owned(),
        status: Code::InvalidField.status(),
        detail: "The title is too short.".to_owned(),
        instance: "req_1".to_owned(),
        code: Code::InvalidField,
        errors: vec![FieldError {
            pointer: "/title".to_owned(),
            detail: "This needs at least 8 characters; it has 2.".to_owned(),
        }],
    };
    assert_json_snapshot!("problem", problem);
}
