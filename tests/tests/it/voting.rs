//! Votes: one act per person and thing, changed or withdrawn at will, exact under any race.

use std::thread;

use fanfare_tests::community::{Community, Person};
use serde_json::json;
use shared::api::problem::Code;

/// What everybody sees of an answer's votes.
fn counted(community: &Community, answer: &str) -> (u64, u64) {
    let answer = community.visitor().answer_view(answer);
    (
        answer["helped"].as_u64().unwrap(),
        answer["not_right"].as_u64().unwrap(),
    )
}

#[test]
fn two_hundred_identical_votes_at_once_are_one() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let voter = community.member("Sam Sample");
    let answers: Vec<u16> = thread::scope(|scope| {
        let workers: Vec<_> = (0..20)
            .map(|_| {
                scope.spawn(|| {
                    (0..10)
                        .map(|_| voter.vote(&question, 1).status)
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    assert_eq!(answers.len(), 200);
    // 120 a minute is the limit of one person; what is over it is refused and changes nothing.
    assert!(
        answers.iter().all(|status| matches!(status, 200 | 429)),
        "{answers:?}"
    );
    assert!(answers.iter().filter(|status| **status == 200).count() >= 120);
    assert_eq!(community.visitor().question(&question)["score"], 1);
}

#[test]
fn many_people_at_once_are_counted_exactly() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let answer = community.member("Sam Sample").answer(&question);
    let voters: Vec<Person> = (0..40)
        .map(|number| community.guest(&format!("Guest {number}")))
        .collect();
    thread::scope(|scope| {
        for (number, voter) in voters.iter().enumerate() {
            let value = if number % 4 == 0 { -1 } else { 1 };
            let answer = &answer;
            scope.spawn(move || voter.vote(answer, value).ok(200));
        }
    });
    assert_eq!(counted(&community, &answer), (30, 10));
}

#[test]
fn a_mind_may_change_as_often_as_it_likes() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let answer = community.member("Sam Sample").answer(&question);
    let voter = community.member("Kim Sample");
    for (value, expected) in [
        (1, (1, 0)),
        (-1, (0, 1)),
        (-1, (0, 1)),
        (1, (1, 0)),
        (0, (0, 0)),
        (0, (0, 0)),
    ] {
        let vote = voter.vote(&answer, value).ok(200).value();
        assert_eq!(vote["value"], value);
        assert_eq!(
            (vote["up"].as_u64().unwrap(), vote["down"].as_u64().unwrap()),
            expected
        );
        assert_eq!(counted(&community, &answer), expected);
    }
}

#[test]
fn changes_of_mind_at_once_end_in_one_of_them() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let answer = community.member("Sam Sample").answer(&question);
    let voter = community.member("Kim Sample");
    thread::scope(|scope| {
        for value in [1, -1, 0, 1, -1, 0, 1, -1] {
            let (voter, answer) = (&voter, &answer);
            scope.spawn(move || {
                for _ in 0..10 {
                    voter.vote(answer, value).ok(200);
                }
            });
        }
    });
    let (up, down) = counted(&community, &answer);
    assert!(up + down <= 1, "{up} up and {down} down are from one person");
    let mine = voter.get(&format!("overlay?question={question}")).ok(200).value();
    let value = mine["votes"][0]["value"].as_i64().unwrap_or_default();
    assert_eq!((up, down), (u64::from(value == 1), u64::from(value == -1)));
}

#[test]
fn me_too_has_no_opposite() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let voter = community.member("Sam Sample");
    for value in [-1, 2, -128, 127] {
        voter.vote(&question, value).refused_field("/value");
    }
    assert_eq!(community.visitor().question(&question)["score"], 0);
}

#[test]
fn nobody_votes_on_their_own_words() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    let question = author.ask();
    let answer = author.answer(&question);
    author.vote(&question, 1).refused(Code::OwnContribution);
    author.vote(&answer, 1).refused(Code::OwnContribution);
    assert_eq!(counted(&community, &answer), (0, 0));
}

#[test]
fn a_comment_is_not_voted_on() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let answer = community.member("Sam Sample").answer(&question);
    let comment = community.member("Kim Sample").comment(&answer);
    community
        .member("Lou Sample")
        .vote(&comment, 1)
        .refused_field("/target");
}

#[test]
fn a_reason_goes_with_not_right_only() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let answer = community.member("Sam Sample").answer(&question);
    let voter = community.member("Kim Sample");
    let path = format!("votes/{answer}");
    voter
        .put(&path, &json!({ "value": 1, "reason": "It broke." }))
        .refused_field("/reason");
    voter
        .put(&path, &json!({ "value": -1, "reason": "It broke." }))
        .ok(200);
    assert_eq!(counted(&community, &answer), (0, 1));
}

#[test]
fn a_visitor_is_asked_to_sign_in_first() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    community.visitor().vote(&question, 1).refused(Code::SignInNeeded);
}
