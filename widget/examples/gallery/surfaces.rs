//! Surfaces in every state.

use std::rc::Rc;

use fanfare_widget::surface::{
    Draft, Field, Form, Notice, NoticeKind, Phase, Progress, Suggestions, Surface, Trouble,
};
use serde_json::json;
use shared::api::report::ReportReason;
use shared::api::search::Match;
use shared::ids::Target;
use shared::language::Language;
use shared::state::Act;
use shared::time::Millis;

use super::sample;
use super::scenes::{list, question};

fn draft(form: Form, fields: &[(Field, &str)], phase: Phase) -> Draft {
    let mut draft = Draft::new(form);
    for (field, value) in fields {
        draft.set(*field, (*value).to_owned());
    }
    draft.phase = phase;
    draft
}

/// Asking, and how its sending stands.
pub(crate) fn asking() -> Vec<(&'static str, Surface)> {
    let title = (Field::Title, "does the handle get hot on ind");
    let with = |fields: &[(Field, &str)], phase| {
        let mut surface = list();
        surface.drafts = vec![draft(Form::Ask, fields, phase)];
        surface
    };
    let mut suggest = with(&[title], Phase::Typing);
    suggest.suggestions = Suggestions {
        found: matches(),
        chosen: Some(0),
        closed: false,
    };
    let full = [
        title,
        (
            Field::Text,
            "It starts at about 80 °C, very softly, since last week.",
        ),
    ];
    vec![
        ("ask-similar", suggest),
        ("ask-typing", with(&full, Phase::Typing)),
        ("ask-sending", with(&full, Phase::Sending)),
        ("ask-waiting", with(&[], Phase::Waiting(Some(NOW_PLUS_2)))),
        ("ask-failed", with(&full, Phase::Failed(Trouble::Failed))),
        (
            "ask-limited",
            with(&full, Phase::Failed(Trouble::RateLimited(Some(NOW_PLUS_2)))),
        ),
        (
            "ask-refused",
            with(
                &full,
                Phase::Failed(Trouble::Refused(
                    "A name like the brand’s can’t be used here. Choose another.".to_owned(),
                )),
            ),
        ),
        ("ask-queued", {
            let mut surface = with(&full, Phase::Queued);
            surface.online = false;
            surface
        }),
        ("ask-sign-in", {
            let mut surface = with(&full, Phase::SignInFirst);
            surface.drafts.push(draft(
                Form::SignIn,
                &[(Field::Email, "sample@mail.example")],
                Phase::Typing,
            ));
            surface
        }),
        ("ask-sign-in-sent", {
            let mut surface = with(&full, Phase::SignInFirst);
            surface.drafts.push(draft(
                Form::SignIn,
                &[(Field::Email, "sample@mail.example")],
                Phase::Sent(None),
            ));
            surface.claimable = 3;
            surface
        }),
    ]
}

const NOW_PLUS_2: Millis = Millis::from_civil(2026, 11, 21, 14, 0, 0);

fn matches() -> Vec<Match> {
    vec![
        Match {
            id: sample::question_id(1),
            title: "Does the handle get hot on an induction hob?".to_owned(),
            slug: "a".to_owned(),
            answer_count: 4,
            solved: true,
            highlights: vec![(0, 23), (30, 33)],
        },
        Match {
            id: sample::question_id(5),
            title: "Will it work on induction at low power?".to_owned(),
            slug: "b".to_owned(),
            answer_count: 5,
            solved: false,
            highlights: vec![(16, 19)],
        },
    ]
}

/// Answering, commenting, reporting, changing.
pub(crate) fn answering() -> Vec<(&'static str, Surface)> {
    let text = [(
        Field::Text,
        "It does not, at least not mine.\n\n- on gas: a little\n- on induction: no",
    )];
    let answer = Target::Answer(sample::answer_id(2));
    let with = |drafts: Vec<Draft>| {
        let mut surface = question();
        surface.drafts = drafts;
        surface
    };
    vec![
        (
            "answer-typing",
            with(vec![draft(Form::Answer, &text, Phase::Typing)]),
        ),
        (
            "answer-failed",
            with(vec![draft(Form::Answer, &text, Phase::Failed(Trouble::Offline))]),
        ),
        (
            "comment-open",
            with(vec![draft(
                Form::Comment(sample::answer_id(2)),
                &[],
                Phase::Typing,
            )]),
        ),
        (
            "not-right",
            with(vec![draft(
                Form::NotRight(sample::answer_id(2)),
                &[(Field::Text, "It is aluminium")],
                Phase::Typing,
            )]),
        ),
        (
            "report",
            with(vec![draft(
                Form::Report(answer.clone()),
                &[(Field::Reason, "personal_data")],
                Phase::Typing,
            )]),
        ),
        ("edit", {
            let mut surface = with(vec![draft(Form::Edit(answer.clone()), &text, Phase::Typing)]);
            surface.overlay = Rc::new(sample::overlay(
                json!({ "me": sample::me("member", "guest", false), "mine": [answer.as_str()] }),
            ));
            surface
        }),
        ("menu", {
            let mut surface = question();
            surface.menu = Some(answer);
            surface
        }),
    ]
}

/// Lists with little, with much, and as the edge renders them.
pub(crate) fn lists() -> Vec<(&'static str, Surface)> {
    let of = |value| sample::surface(value, Language::English);
    let mut more = of(sample::with(sample::list(), json!({})));
    if let Some(list) = match Rc::make_mut(&mut more.view) {
        shared::api::view::View::Questions(list) => Some(list),
        shared::api::view::View::Question(_) => None,
    } {
        list.questions.next_cursor = Some("next".to_owned());
    }
    let mut failed = more.clone();
    failed.more = Progress::Failed(Trouble::Failed);
    let mut edge = more.clone();
    let mut context = (*edge.context).clone();
    (context.live, context.now) = (false, None);
    edge.context = Rc::new(context);
    let mut page_edge = question();
    page_edge.context = Rc::clone(&edge.context);
    let mut news = list();
    news.news = 2;
    vec![
        ("empty", of(sample::view(Vec::new()))),
        (
            "search",
            of(sample::with(
                sample::list(),
                json!({ "subject": null, "query": "handle" }),
            )),
        ),
        (
            "search-none",
            of(sample::with(
                sample::view(Vec::new()),
                json!({ "subject": null, "query": "zeppelin", "total": 4 }),
            )),
        ),
        (
            "tag",
            of(sample::with(
                sample::list(),
                json!({ "subject": null, "tag": "induction" }),
            )),
        ),
        (
            "community",
            of(sample::with(sample::list(), json!({ "subject": null }))),
        ),
        ("more", more),
        ("more-failed", failed),
        ("news", news),
        ("edge-list", edge),
        ("edge-question", page_edge),
    ]
}

/// The states of a question.
pub(crate) fn states() -> Vec<(&'static str, Surface)> {
    let mine = json!([sample::question_id(1).as_str()]);
    let page = |state: &str, more: serde_json::Value, overlay: serde_json::Value| {
        let question = sample::with(sample::question(state), more);
        let mut surface = sample::surface(sample::pages(question, Vec::new()), Language::English);
        surface.overlay = Rc::new(sample::overlay(overlay));
        surface
    };
    let mut all = vec![
        (
            "closed",
            page(
                "closed",
                json!({ "reason": "the 2022 kettle is no longer sold" }),
                json!({}),
            ),
        ),
        (
            "duplicate",
            page(
                "duplicate",
                json!({ "duplicate_of": { "id": sample::question_id(2).as_str(), "title": "Is the handle safe for children?", "slug": "a" } }),
                json!({}),
            ),
        ),
        (
            "waiting-author",
            page(
                "waiting",
                json!({}),
                json!({ "mine": mine, "me": sample::me("member", "guest", true) }),
            ),
        ),
        (
            "waiting-staff",
            page(
                "waiting",
                json!({}),
                json!({ "me": sample::me("moderator", "email", false) }),
            ),
        ),
        (
            "rejected",
            page(
                "rejected",
                json!({ "reason": "It names your neighbour. Take the name out and send it again; nothing else is wrong." }),
                json!({ "mine": mine, "me": sample::me("member", "guest", true) }),
            ),
        ),
        (
            "hidden-staff",
            page(
                "hidden",
                json!({}),
                json!({ "me": sample::me("moderator", "email", false) }),
            ),
        ),
        ("removed", page("removed", sample::body(""), json!({}))),
    ];
    let mut rejecting = page(
        "waiting",
        json!({}),
        json!({ "me": sample::me("moderator", "email", false) }),
    );
    let mut why = draft(
        Form::Decide(Target::Question(sample::question_id(1)), Act::Reject),
        &[(
            Field::Text,
            "It names your neighbour. Take the name out and send it again; nothing else is wrong.",
        )],
        Phase::Typing,
    );
    why.reason = Some(ReportReason::PersonalData);
    rejecting.drafts = vec![why];
    all.push(("rejecting", rejecting));
    all
}

/// Acts under way and done.
pub(crate) fn acting() -> Vec<(&'static str, Surface)> {
    let answer = Target::Answer(sample::answer_id(2));
    let mut surface = question();
    surface.overlay = Rc::new(sample::overlay(json!({
        "me": sample::me("member", "guest", false),
        "mine": [sample::question_id(1).as_str()],
        "edits": [{ "target": answer.as_str(), "title": null, "markdown": "We test to 50 °C now.", "at": sample::NOW }],
    })));
    surface.busy = vec![answer.clone()];
    surface.notices = vec![
        Notice {
            id: 1,
            kind: NoticeKind::Solved,
            about: Some(Target::Answer(sample::answer_id(1))),
            undo: true,
        },
        Notice {
            id: 2,
            kind: NoticeKind::Failed(Trouble::Failed),
            about: Some(answer),
            undo: false,
        },
        Notice {
            id: 3,
            kind: NoticeKind::SignedIn("Tove K.".to_owned()),
            about: None,
            undo: false,
        },
    ];
    vec![("acts", surface)]
}
