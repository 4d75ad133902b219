//! The rules of the state, told as what happened and what follows.

use std::rc::Rc;

use serde_json::json;
use shared::api::problem::{Code, Problem};
use shared::api::view::View;
use shared::api::vote::VoteView;
use shared::language::Language;
use shared::time::Millis;

use super::effect::{Effect, Purpose};
use super::event::{Event, Read};
use super::sample::{self, NOW, answer, answer_json, overlay, question, question_id, question_json, read};
use super::trouble::CallError;
use super::write::{Reply, Write};
use super::{State, merge, votes};
use crate::action::{Action, Destination, Step};
use crate::place::Place;
use crate::surface::{
    Context, Dates, Field, Form, Formatter, Links, NoticeKind, Phase, Progress, Surface, Trouble,
};

struct Plain;

impl Formatter for Plain {
    fn day(&self, at: Millis) -> String {
        at.iso()
    }

    fn time(&self, at: Millis, _now: Option<Millis>) -> String {
        at.iso()
    }
}

fn place() -> Place {
    Place {
        community: "acme".to_owned(),
        subject: Some("sku".to_owned()),
        ..Place::default()
    }
}

fn state(view: View) -> State {
    let community = match &view {
        View::Questions(list) => list.community.clone(),
        View::Question(page) => page.community.clone(),
    };
    let context = Context {
        links: Links::new("https://f.example", &community, Language::English),
        community: Rc::new(community),
        language: Language::English,
        dates: Dates(Rc::new(Plain)),
        now: Some(NOW),
        prefix: "f".into(),
        live: true,
        page: false,
    };
    let mut place = place();
    if matches!(view, View::Question(_)) {
        place.question = Some(question_id(1).to_string());
    }
    let mut surface = Surface::new(Rc::new(context), Rc::new(view));
    surface.overlay = Rc::new(overlay());
    State::new(surface, place, Some("\"v1\"".to_owned()))
}

fn act(state: &mut State, action: Action, key: &str) -> Vec<Effect> {
    state.reduce(Event::Act(action), key)
}

fn typed(state: &mut State, form: &Form, field: Field, value: &str) -> Vec<Effect> {
    act(
        state,
        Action::Typed(form.clone(), field, value.to_owned()),
        "unused",
    )
}

/// The one write that goes out.
fn sent(effects: &[Effect]) -> (Purpose, Write, String) {
    let mut sends = effects.iter().filter_map(|effect| match effect {
        Effect::Send { purpose, write, key } => Some((purpose.clone(), write.clone(), key.clone())),
        _ => None,
    });
    let send = sends.next().expect("something is sent");
    assert!(sends.next().is_none(), "one thing is sent");
    send
}

fn asked(state: &mut State, key: &str) -> (Purpose, Write, String) {
    typed(state, &Form::Ask, Field::Title, "Does it whistle");
    sent(&act(state, Action::Send(Form::Ask), key))
}

fn refuse(
    state: &mut State,
    (purpose, write, key): (Purpose, Write, String),
    error: CallError,
) -> Vec<Effect> {
    state.reduce(
        Event::Refused {
            purpose,
            write,
            key,
            error,
        },
        "unused",
    )
}

fn problem(code: Code, retry_after: Option<u32>) -> CallError {
    let problem: Problem = read(json!({
        "type": "", "title": "", "status": code.status(), "detail": "Not so.", "instance": "", "code": code.as_str(),
    }));
    CallError::Problem {
        problem: Box::new(problem),
        retry_after,
    }
}

fn phase(state: &State, form: &Form) -> Option<Phase> {
    state.surface.draft(form).map(|draft| draft.phase.clone())
}

#[test]
fn a_send_that_failed_goes_out_again_with_the_same_bytes_and_key() {
    let mut state = state(sample::list(&[1]));
    let first = asked(&mut state, "k1");
    refuse(&mut state, first.clone(), CallError::Network);
    assert_eq!(phase(&state, &Form::Ask), Some(Phase::Failed(Trouble::Offline)));
    let second = sent(&act(&mut state, Action::Send(Form::Ask), "k2"));
    assert_eq!((first.1.request(), first.2), (second.1.request(), second.2));
}

#[test]
fn a_changed_text_is_another_send() {
    let mut state = state(sample::list(&[1]));
    let first = asked(&mut state, "k1");
    refuse(&mut state, first, CallError::Network);
    typed(&mut state, &Form::Ask, Field::Title, "Does it whistle loudly");
    assert_eq!(sent(&act(&mut state, Action::Send(Form::Ask), "k2")).2, "k2");
}

#[test]
fn a_key_that_belongs_to_another_text_is_not_used_again() {
    let mut state = state(sample::list(&[1]));
    let first = asked(&mut state, "k1");
    refuse(&mut state, first, problem(Code::IdempotencyMismatch, None));
    assert_eq!(sent(&act(&mut state, Action::Send(Form::Ask), "k2")).2, "k2");
}

#[test]
fn one_press_more_does_not_send_twice() {
    let mut state = state(sample::list(&[1]));
    asked(&mut state, "k1");
    assert!(act(&mut state, Action::Send(Form::Ask), "k2").is_empty());
    assert!(
        typed(&mut state, &Form::Ask, Field::Title, "Other").is_empty(),
        "what is on its way does not change"
    );
}

#[test]
fn a_draft_with_its_key_is_kept_before_it_goes_out_and_forgotten_when_it_is_taken() {
    let mut state = state(sample::list(&[1]));
    typed(&mut state, &Form::Ask, Field::Title, "Does it whistle");
    let effects = act(&mut state, Action::Send(Form::Ask), "k1");
    let kept = effects.iter().find_map(|effect| match effect {
        Effect::Keep(name, Some(kept)) => Some((name.clone(), kept.key.clone())),
        _ => None,
    });
    assert_eq!(
        kept,
        Some(("acme:draft:ask:sku".to_owned(), Some("k1".to_owned())))
    );
    let (purpose, write, _) = sent(&effects);
    let reply = Reply::Question(read(question_json(2, "published")));
    let effects = state.reduce(
        Event::Replied {
            purpose,
            write,
            reply,
        },
        "unused",
    );
    assert!(effects.contains(&Effect::Keep("acme:draft:ask:sku".to_owned(), None)));
    assert_eq!(
        state.surface.draft(&Form::Ask).map(|draft| draft.title.as_str()),
        Some("")
    );
}

#[test]
fn a_question_that_waits_says_so_and_stands_among_mine() {
    let mut state = state(sample::list(&[1]));
    let (purpose, write, _) = asked(&mut state, "k1");
    let reply = Reply::Question(read(question_json(2, "waiting")));
    state.reduce(
        Event::Replied {
            purpose,
            write,
            reply,
        },
        "unused",
    );
    assert_eq!(phase(&state, &Form::Ask), Some(Phase::Waiting(None)));
    assert_eq!(state.surface.overlay.questions.len(), 1);
}

#[test]
fn a_limit_says_when_again_and_keeps_the_words() {
    let mut state = state(sample::list(&[1]));
    let first = asked(&mut state, "k1");
    refuse(&mut state, first, problem(Code::RateLimited, Some(90)));
    let again = Trouble::RateLimited(Some(NOW.plus(90 * Millis::SECOND)));
    assert_eq!(phase(&state, &Form::Ask), Some(Phase::Failed(again)));
    assert_eq!(
        state.surface.draft(&Form::Ask).map(|draft| draft.title.as_str()),
        Some("Does it whistle")
    );
}

#[test]
fn without_a_connection_one_send_waits_and_goes_out_when_it_is_back() {
    let mut state = state(sample::list(&[1]));
    state.reduce(Event::Online(false), "unused");
    let first = asked(&mut state, "k1");
    refuse(&mut state, first.clone(), CallError::Network);
    assert_eq!(phase(&state, &Form::Ask), Some(Phase::Queued));
    let again = sent(&state.reduce(Event::Online(true), "k2"));
    assert_eq!((again.1, again.2), (first.1, first.2));
}

#[test]
fn a_draft_of_an_earlier_visit_never_replaces_what_is_typed_now() {
    let kept = crate::draft::KeptDraft {
        fields: vec![("title".to_owned(), "Old".to_owned())],
        key: None,
        saved_at: NOW,
    };
    let restored = Event::Restored {
        form: Form::Ask,
        kept,
    };
    let mut fresh = state(sample::list(&[1]));
    fresh.reduce(restored.clone(), "unused");
    assert_eq!(
        fresh.surface.draft(&Form::Ask).map(|draft| draft.title.as_str()),
        Some("Old")
    );
    let mut busy = state(sample::list(&[1]));
    typed(&mut busy, &Form::Ask, Field::Title, "New");
    busy.reduce(restored, "unused");
    assert_eq!(
        busy.surface.draft(&Form::Ask).map(|draft| draft.title.as_str()),
        Some("New")
    );
}

#[test]
fn a_vote_shows_at_once_and_is_undone_with_words_when_it_is_refused() {
    let mut state = state(sample::page(&[1]));
    let going = sent(&act(&mut state, Action::Vote(answer(1), 1), "k1"));
    assert_eq!(votes::mine(&state.surface.overlay, &answer(1)), 1);
    refuse(&mut state, going, problem(Code::OwnContribution, None));
    assert_eq!(*state.surface.view, sample::page(&[1]));
    let notice = state.surface.notices.first().expect("it is said");
    assert_eq!(
        (&notice.kind, &notice.about),
        (
            &NoticeKind::Failed(Trouble::Refused("Not so.".to_owned())),
            &Some(answer(1))
        )
    );
}

#[test]
fn a_withdrawn_vote_can_be_taken_back() {
    let mut state = state(sample::page(&[1]));
    let mut mine = overlay();
    mine.votes.push(shared::api::overlay::MyVote {
        target: answer(1),
        value: 1,
        notify: false,
    });
    state.surface.overlay = Rc::new(mine);
    let (purpose, write, _) = sent(&act(&mut state, Action::Vote(answer(1), 0), "k1"));
    let reply = Reply::Vote(VoteView {
        target: answer(1),
        value: 0,
        up: 2,
        down: 1,
        notify: false,
    });
    state.reduce(
        Event::Replied {
            purpose,
            write,
            reply,
        },
        "unused",
    );
    let notice = state.surface.notices.first().expect("it is said").clone();
    assert_eq!((notice.kind, notice.undo), (NoticeKind::VoteWithdrawn, true));
    let (_, write, _) = sent(&act(&mut state, Action::Undo(notice.id), "k2"));
    assert!(matches!(write, Write::Vote(_, vote) if vote.value == 1));
    assert!(state.surface.notices.is_empty());
}

#[test]
fn who_asked_switches_being_told_without_a_vote() {
    let mut state = state(sample::page(&[1]));
    let mut own = overlay();
    own.mine.push(question(1));
    state.surface.overlay = Rc::new(own);
    for notify in [false, true] {
        let follow = Action::Follow(question_id(1), notify);
        let (purpose, write, _) = sent(&act(&mut state, follow, "k1"));
        let Write::Vote(_, vote) = &write else {
            panic!("the switch is sent as a vote's wish")
        };
        assert_eq!((vote.value, vote.notify), (0, Some(notify)));
        let reply = Reply::Vote(VoteView {
            target: question(1),
            value: 0,
            up: 4,
            down: 0,
            notify,
        });
        state.reduce(
            Event::Replied {
                purpose,
                write,
                reply,
            },
            "unused",
        );
        let told = |vote: &shared::api::overlay::MyVote| vote.target == question(1) && vote.notify;
        assert_eq!(state.surface.overlay.votes.iter().any(told), notify);
    }
}

#[test]
fn a_failed_act_is_tried_again_with_its_key() {
    let mut state = state(sample::page(&[1]));
    let going = sent(&act(&mut state, Action::Remove(answer(1)), "k1"));
    assert!(
        act(&mut state, Action::Remove(answer(1)), "k2").is_empty(),
        "one at a time"
    );
    refuse(&mut state, going.clone(), CallError::Network);
    let notice = state.surface.notices.first().expect("it is said").id;
    assert_eq!(sent(&act(&mut state, Action::Retry(notice), "k3")), going);
}

#[test]
fn what_others_wrote_is_announced_and_moves_nothing() {
    let mut state = state(sample::list(&[2, 1]));
    let latest = Read::Latest(
        place(),
        Box::new(sample::list(&[3, 2, 1])),
        Some("\"v2\"".to_owned()),
    );
    state.reduce(Event::Read(latest), "unused");
    assert_eq!(
        (state.surface.news, &*state.surface.view),
        (1, &sample::list(&[2, 1]))
    );
    act(&mut state, Action::ShowNews, "unused");
    assert_eq!(
        (state.surface.news, &*state.surface.view),
        (0, &sample::list(&[3, 2, 1]))
    );
}

#[test]
fn newer_data_than_the_painted_waits_until_it_is_wanted() {
    let mut state = state(sample::list(&[3, 2, 1]));
    state.begin(&[question_id(2).to_string(), question_id(1).to_string()]);
    let View::Questions(shown) = &*state.surface.view else {
        panic!("a list stays a list")
    };
    let ids: Vec<_> = shown
        .questions
        .data
        .iter()
        .map(|question| question.id.clone())
        .collect();
    assert_eq!(
        (ids, state.surface.news),
        (vec![question_id(2), question_id(1)], 1)
    );
}

#[test]
fn a_poll_runs_only_while_someone_can_see_it() {
    let mut state = state(sample::list(&[1]));
    assert!(
        state
            .reduce(
                Event::Ticked {
                    now: NOW,
                    visible: false
                },
                "unused"
            )
            .is_empty()
    );
    let effects = state.reduce(
        Event::Ticked {
            now: NOW,
            visible: true,
        },
        "unused",
    );
    assert_eq!(effects, [Effect::Poll(place(), Some("\"v1\"".to_owned()))]);
}

#[test]
fn an_answer_to_a_place_that_was_left_changes_nothing() {
    let mut state = state(sample::list(&[1]));
    act(
        &mut state,
        Action::Go(Destination::Question(question_id(1))),
        "unused",
    );
    act(
        &mut state,
        Action::Go(Destination::Question(question_id(2))),
        "unused",
    );
    let first = Place {
        question: Some(question_id(1).to_string()),
        ..place()
    };
    let effects = state.reduce(
        Event::Read(Read::Page(first, Box::new(sample::page(&[])), None)),
        "unused",
    );
    assert!(effects.is_empty());
    assert_eq!(
        (&*state.surface.view, &state.surface.loading),
        (&sample::list(&[1]), &Progress::Busy)
    );
}

#[test]
fn what_did_not_load_is_asked_for_again_and_not_what_is_shown() {
    let mut state = state(sample::list(&[1]));
    act(
        &mut state,
        Action::Go(Destination::Question(question_id(1))),
        "unused",
    );
    let wanted = Place {
        question: Some(question_id(1).to_string()),
        ..place()
    };
    state.reduce(
        Event::Read(Read::Failed(wanted.clone(), CallError::Network)),
        "unused",
    );
    assert_eq!(act(&mut state, Action::Again, "unused"), [Effect::Load(wanted)]);
}

#[test]
fn only_the_latest_lookup_is_shown_and_arrows_walk_through_it() {
    let mut state = state(sample::list(&[1]));
    typed(&mut state, &Form::Ask, Field::Title, "whis");
    let Some(Effect::Lookup { number, .. }) = typed(&mut state, &Form::Ask, Field::Title, "whistle").pop()
    else {
        panic!("a title is looked up")
    };
    let found = || {
        read::<Vec<_>>(
            json!([{ "id": question_id(1).as_str(), "title": "", "slug": "", "answer_count": 1, "solved": false, "highlights": [] }]),
        )
    };
    state.reduce(
        Event::Read(Read::Similar(number.wrapping_sub(1), found())),
        "unused",
    );
    assert!(state.surface.suggestions.found.is_empty());
    state.reduce(Event::Read(Read::Similar(number, found())), "unused");
    let mut walk = Vec::new();
    for step in [Step::Next, Step::Next, Step::Previous, Step::Close] {
        act(&mut state, Action::Suggest(step), "unused");
        walk.push(state.surface.suggestions.chosen);
    }
    assert_eq!(walk, [Some(0), None, Some(0), None]);
}

#[test]
fn who_has_to_sign_in_first_sends_once_signed_in_without_pressing_again() {
    let mut state = state(sample::list(&[1]));
    let community = shared::api::community::CommunityView {
        writers: shared::settings::Writers::SignedIn,
        ..(*state.surface.context.community).clone()
    };
    Rc::make_mut(&mut state.surface.context).community = Rc::new(community);
    typed(&mut state, &Form::Ask, Field::Title, "Does it whistle");
    assert_eq!(
        act(&mut state, Action::Send(Form::Ask), "k1"),
        [Effect::AskSignIn]
    );
    assert_eq!(phase(&state, &Form::Ask), Some(Phase::SignInFirst));
    let mut known = overlay();
    known.me = Some(read(json!({
        "id": format!("p_{:032x}", 1), "name": "Sample", "tier": "sso", "role": "member", "title": "", "email": null, "waits": false,
    })));
    let effects = state.reduce(Event::Read(Read::Overlay(place(), Box::new(known))), "k2");
    assert!(matches!(sent(&effects).1, Write::Ask(_)));
}

#[test]
fn an_edit_begins_with_the_words_that_stand() {
    let mut state = state(sample::page(&[1]));
    act(&mut state, Action::Open(Form::Edit(answer(1))), "unused");
    assert_eq!(
        state
            .surface
            .draft(&Form::Edit(answer(1)))
            .map(|draft| draft.text.as_str()),
        Some("It does")
    );
}

#[test]
fn an_answer_of_mine_appears_below_the_others() {
    let mut state = state(sample::page(&[1]));
    typed(&mut state, &Form::Answer, Field::Text, "It does");
    let (purpose, write, _) = sent(&act(&mut state, Action::Send(Form::Answer), "k1"));
    let reply = Reply::Answer(read(answer_json(2, 1, "published")));
    state.reduce(
        Event::Replied {
            purpose,
            write,
            reply,
        },
        "unused",
    );
    assert_eq!(
        merge::news(&sample::page(&[1]), &state.surface.view, &overlay()),
        1
    );
    assert!(state.surface.overlay.mine.contains(&answer(2)));
}

#[test]
fn a_decision_of_staff_shows_and_says_so() {
    let mut state = state(sample::page(&[1]));
    let (purpose, write, _) = sent(&act(
        &mut state,
        Action::Decide(question(1), shared::state::Act::Approve),
        "k1",
    ));
    let reply = read(json!({ "target": question(1).as_str(), "state": "published" }));
    state.reduce(
        Event::Replied {
            purpose,
            write,
            reply: Reply::Moderated(reply),
        },
        "unused",
    );
    assert_eq!(
        state.surface.notices.first().map(|notice| &notice.kind),
        Some(&NoticeKind::Decided(shared::state::Act::Approve))
    );
    assert!(!state.surface.is_busy(&question(1)));
}

#[test]
fn what_was_rejected_stays_where_it_is_with_the_way_back() {
    use shared::state::Act;
    let mut state = state(sample::page(&[1]));
    for (decision, stands, asked_anew) in [
        (Act::Reject, "rejected", false),
        (Act::Approve, "published", true),
    ] {
        let (purpose, write, _) = sent(&act(&mut state, Action::Decide(question(1), decision), "k1"));
        let reply = read(json!({ "target": question(1).as_str(), "state": stands }));
        let effects = state.reduce(
            Event::Replied {
                purpose,
                write,
                reply: Reply::Moderated(reply),
            },
            "unused",
        );
        let View::Question(page) = &*state.surface.view else {
            panic!("a question stays a question")
        };
        assert_eq!(page.question.summary.state.as_str(), stands);
        let loads = |effect: &Effect| matches!(effect, Effect::Load(_));
        assert_eq!(effects.iter().any(loads), asked_anew);
    }
}
