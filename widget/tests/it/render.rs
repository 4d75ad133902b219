//! What components render, for hostile words and in every state.

use std::rc::Rc;

use fanfare_widget::action::Action;
use fanfare_widget::components::{Queue, SurfaceView};
use fanfare_widget::surface::{Context, Draft, Form, Phase, Surface, Trouble};
use serde_json::{Value, json};
use shared::language::Language;
use shared::state::State;
use yew::{Callback, Html, LocalServerRenderer, Properties, component, html};

use crate::sample;

#[derive(Properties, PartialEq)]
struct ContentProps {
    content: Html,
}

#[component]
fn Content(props: &ContentProps) -> Html {
    html! { <>{ props.content.clone() }</> }
}

fn render(content: Html) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    tokio::task::LocalSet::new().block_on(&runtime, async {
        LocalServerRenderer::<Content>::with_props(ContentProps { content })
            .hydratable(false)
            .render()
            .await
    })
}

fn view(surface: Surface) -> String {
    let act = Callback::<Action>::noop();
    render(html! { <SurfaceView surface={Rc::new(surface)} {act} /> })
}

/// As the edge renders: nobody listens, and dates are absolute.
fn at_the_edge(mut surface: Surface) -> Surface {
    let context = Context {
        live: false,
        now: None,
        ..(*surface.context).clone()
    };
    surface.context = Rc::new(context);
    surface
}

/// What is left when every tag is taken out.
fn words(html: &str) -> String {
    let mut words = String::new();
    for part in html.split('<') {
        words.push_str(part.split_once('>').map_or("", |(_, text)| text));
        words.push(' ');
    }
    words
}

const HOSTILE: [&str; 4] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onfocus='alert(1)' autofocus='",
    "</textarea></title></style><svg onload=alert(1)>",
];

fn assert_harmless(html: &str, hostile: &str) {
    assert!(!html.contains("<script"), "{hostile}: {html}");
    assert!(!html.contains("<img src=x"), "{hostile}");
    assert!(!html.contains("<svg onload"), "{hostile}");
    assert!(!html.contains("\" onfocus"), "{hostile}");
}

#[test]
fn what_a_person_types_is_never_more_than_text() {
    for hostile in HOSTILE {
        let person = json!({ "id": null, "name": hostile, "face": hostile, "mark": { "role": "expert", "title": hostile } });
        let question = sample::with(
            sample::summary(1, hostile, person.clone(), 1, 2),
            json!({ "slug": hostile, "tags": [hostile], "top_answer": sample::excerpt(1, hostile, person.clone(), 1) }),
        );
        let list = sample::with(
            sample::view(vec![question]),
            json!({ "query": hostile, "subject": { "key": hostile, "name": hostile, "subject": null } }),
        );
        let mut surface = sample::surface(list, Language::English);
        let mut draft = Draft::new(Form::Ask);
        (draft.title, draft.text, draft.tags, draft.name) = (
            hostile.to_owned(),
            hostile.to_owned(),
            hostile.to_owned(),
            hostile.to_owned(),
        );
        draft.phase = Phase::Failed(Trouble::Refused(hostile.to_owned()));
        surface.drafts = vec![draft];
        assert_harmless(&view(surface), hostile);

        let answer = sample::with(
            sample::answer(1, hostile, person.clone(), 1, 1),
            json!({
                "accepted": true, "comments": [sample::comment(1, hostile, person.clone())],
                "caution": { "kind": "outdated", "by": person.clone(), "reason": hostile, "at": sample::NOW },
                "source": { "url": format!("javascript:{hostile}"), "license": hostile },
            }),
        );
        let question = sample::with(
            sample::question("closed"),
            json!({ "reason": hostile, "author": person, "title": hostile }),
        );
        let html = view(sample::surface(
            sample::pages(question, vec![answer]),
            Language::Arabic,
        ));
        assert_harmless(&html, hostile);
        assert!(!html.contains("javascript:"), "{html}");
    }
}

#[test]
fn what_staff_does_and_for_whom_are_words_apart() {
    let person = json!({ "id": null, "name": "Maren", "mark": { "role": "expert", "title": "Workshop" } });
    let answer = sample::with(
        sample::answer(1, "Descale it.", person.clone(), 1, 1),
        json!({ "comments": [sample::comment(1, "Once a month.", person)] }),
    );
    let pages = sample::pages(sample::question("published"), vec![answer]);
    let html = view(sample::surface(pages, Language::English));
    let apart = html.matches("<bdi>Workshop</bdi>, </span><span").count();
    assert_eq!(apart, html.matches("<bdi>Workshop</bdi>").count(), "{html}");
    assert!(apart > 1, "beside the answer and in the comment");
}

#[test]
fn nothing_rendered_holds_a_style_or_a_handler() {
    for surface in [
        sample::surface(sample::list(), Language::English),
        sample::surface(sample::page(), Language::French),
        at_the_edge(sample::surface(sample::page(), Language::Arabic)),
    ] {
        let html = view(surface);
        for forbidden in [" style=", " onclick=", " onsubmit=", " oninput=", "<style"] {
            assert!(!html.contains(forbidden), "{forbidden}: {html}");
        }
    }
}

#[test]
fn every_state_says_something_to_everyone_who_sees_it() {
    let roles = [
        None,
        Some("member"),
        Some("expert"),
        Some("moderator"),
        Some("owner"),
    ];
    for state in State::ALL.into_iter().chain([State::Unknown]) {
        for role in roles {
            for mine in [false, true] {
                for live in [false, true] {
                    let target = sample::question_id(1);
                    let question = sample::with(
                        sample::question(state.as_str()),
                        json!({ "reason": "the reason given" }),
                    );
                    let mut surface = sample::surface(sample::pages(question, Vec::new()), Language::English);
                    let me = role.map_or(Value::Null, |role| sample::me(role, "email", false));
                    let own = if mine { json!([target.as_str()]) } else { json!([]) };
                    surface.overlay = Rc::new(sample::overlay(json!({ "me": me, "mine": own })));
                    let surface = if live { surface } else { at_the_edge(surface) };
                    let said = words(&view(surface));
                    assert!(
                        said.chars().filter(|letter| letter.is_alphabetic()).count() > 20,
                        "{state:?} {role:?}: {said}"
                    );
                    if state == State::Rejected {
                        assert!(said.contains("the reason given"), "{said}");
                    }
                }
            }
        }
    }
}

#[test]
fn only_staff_is_offered_decisions_and_only_where_they_are_possible() {
    let waiting = |role: &str| {
        let mut surface = sample::surface(
            sample::pages(sample::question("waiting"), Vec::new()),
            Language::English,
        );
        surface.overlay = Rc::new(sample::overlay(json!({ "me": sample::me(role, "email", false) })));
        words(&view(surface))
    };
    assert!(
        waiting("moderator").contains("Approve") && waiting("moderator").contains("Reject with a reason")
    );
    assert!(!waiting("member").contains("Approve") && !waiting("expert").contains("Approve"));
}

#[test]
fn nobody_votes_on_their_own_words() {
    let mut surface = sample::surface(sample::page(), Language::English);
    assert_eq!(view(surface.clone()).matches("data-send=\"vote\"").count(), 3);
    surface.overlay = Rc::new(sample::overlay(
        json!({ "mine": [sample::question_id(1).as_str(), sample::answer_id(1).as_str()] }),
    ));
    assert_eq!(view(surface).matches("data-send=\"vote\"").count(), 1);
}

#[test]
fn the_mark_comes_from_the_servers_field_and_not_from_a_name() {
    let of = |author: Value| {
        let page = sample::pages(
            sample::question("published"),
            vec![sample::answer(1, "It does not.", author, 1, 1)],
        );
        view(sample::surface(page, Language::English))
    };
    assert!(of(sample::staff("Anneke", "spare parts")).contains("part=\"mark\""));
    assert!(!of(sample::person("Northbeam ✓ staff")).contains("part=\"mark\""));
    let member = json!({ "id": null, "name": "Sample", "mark": { "role": "member", "title": "staff" } });
    assert!(!of(member).contains("part=\"mark\""));
}

#[test]
fn without_an_application_links_and_forms_lead_to_pages() {
    let list = view(at_the_edge(sample::surface(sample::list(), Language::English)));
    let address = [
        "/northbeam/questions/",
        sample::question_id(1).as_str(),
        "/a-question",
    ]
    .concat();
    assert!(list.contains(&["href=\"", &address, "\""].concat()), "{list}");
    assert!(list.contains("data-view=\"question\"") && list.contains("action=\"/northbeam/ask\""));
    assert!(!list.contains("role=\"combobox\"") && !list.contains("aria-pressed"));
    let page = view(at_the_edge(sample::surface(sample::page(), Language::English)));
    for part in [
        "data-send=\"answer\"",
        "data-send=\"comment\"",
        "data-send=\"vote\"",
        "data-status",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn every_id_is_there_once_and_every_label_has_its_field() {
    let mut surface = sample::surface(sample::page(), Language::English);
    surface.drafts = vec![
        Draft::new(Form::SignIn),
        Draft::new(Form::Comment(sample::answer_id(2))),
    ];
    let html = view(surface);
    let values = |name: &str| {
        html.split(&[" ", name, "=\""].concat())
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect::<Vec<_>>()
    };
    let mut ids = values("id");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{ids:?}");
    for target in values("for").into_iter().chain(values("aria-labelledby")) {
        assert!(ids.contains(&target), "{target} of {ids:?}");
    }
}

#[test]
fn a_queue_says_who_reported_what_and_offers_what_can_follow() {
    let surface = Rc::new(sample::surface(sample::list(), Language::English));
    let said = words(&render(html! { <Queue {surface} items={sample::queue()} /> }));
    assert!(said.contains("Reported: Personal data 2, Off topic 1"), "{said}");
    assert!(said.contains("Approve") && said.contains("Restore"), "{said}");
}
