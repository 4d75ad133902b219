//! Mail about a question comes until whoever gets it stops it: on the page, in the widget, or by the link in every
//! letter without signing in.

use fanfare_tests::assertions::text;
use fanfare_tests::client::{Answer, Client};
use fanfare_tests::community::{Community, Person};
use fanfare_tests::{jwt, mailbox, random};
use serde_json::{Value, json};
use shared::api::problem::Code;

/// Somebody the brand signed in, with an address for notices.
pub(crate) fn reachable(community: &Community, name: &str) -> Person {
    let mut claims = jwt::claims(&community.slug, &random::word(), name);
    claims["email"] = json!(format!("{}@example.org", random::word()));
    community.begin(&json!({ "kind": "sso", "token": jwt::sign(&jwt::header(), &claims) }))
}

/// How many letters say this.
fn letters(community: &Community, marker: &str) -> usize {
    mailbox::text(&community.visitor().client, &community.slug)
        .matches(marker)
        .count()
}

/// Answers with a word that is found again in letters.
fn answer_with_marker(author: &Person, question: &str) -> String {
    let marker = format!("zn{}", random::word());
    let body = json!({ "markdown": format!("Try {marker} instead.") });
    author
        .post(&format!("questions/{question}/answers"), &body)
        .ok(201);
    marker
}

/// Whether the overlay says that this person is told.
fn is_told(person: &Person, question: &str) -> bool {
    let overlay = person
        .get(&format!("overlay?question={question}"))
        .ok(200)
        .value();
    let votes = overlay["votes"].as_array().unwrap();
    votes
        .iter()
        .any(|vote| vote["target"] == question && vote["notify"] == true)
}

/// The codes of the links that stop mail, newest first.
pub(crate) fn codes(community: &Community) -> Vec<String> {
    let mails = mailbox::text(&community.visitor().client, &community.slug);
    let links = mails.split("/notices?code=").skip(1);
    let code = |rest: &str| {
        let ends = |character: char| !character.is_ascii_alphanumeric() && !"._-".contains(character);
        rest.split(ends).next().unwrap_or_default().to_owned()
    };
    links.map(code).collect()
}

#[test]
fn who_asked_is_told_until_they_say_no_and_again_when_they_say_yes() {
    let community = Community::new();
    let (asker, other) = (
        reachable(&community, "Robin Sample"),
        community.member("Sam Sample"),
    );
    let question = asker.ask();
    assert!(is_told(&asker, &question), "unless they say no");
    let switch = |notify: bool| {
        let body = json!({ "value": 0, "notify": notify });
        let view = asker.put(&format!("votes/{question}"), &body).ok(200).value();
        assert_eq!((&view["notify"], &view["value"]), (&json!(notify), &json!(0)));
        assert_eq!(is_told(&asker, &question), notify);
    };
    for (notify, expected) in [(None, 1), (Some(false), 0), (Some(true), 1)] {
        if let Some(notify) = notify {
            switch(notify);
        }
        let marker = answer_with_marker(&other, &question);
        assert_eq!(letters(&community, &marker), expected, "{notify:?}");
    }
    let own = asker.put(
        &format!("votes/{question}"),
        &json!({ "value": 1, "notify": true }),
    );
    own.refused(Code::OwnContribution);
    assert_eq!(asker.question(&question)["score"], 0);
}

#[test]
fn a_guest_without_an_address_is_not_promised_mail() {
    let community = Community::new();
    let guest = community.guest("Kim");
    let question = guest.ask();
    assert!(!is_told(&guest, &question));
}

#[test]
fn the_link_of_a_letter_stops_mail_in_one_step_without_signing_in() {
    let community = Community::new();
    let (asker, other) = (
        reachable(&community, "Robin Sample"),
        community.member("Sam Sample"),
    );
    let question = asker.ask();
    answer_with_marker(&other, &question);
    let code = codes(&community).remove(0);
    let page = format!("/{}/notices?code={code}", community.slug);
    let client = community.visitor().client;
    // A program that looks for malice opens it: nothing happens.
    let form = client.page(&page).ok(200).text();
    assert!(is_told(&asker, &question));
    let done = press(&client, &community, &form, &code);
    assert!(done.ok(200).text().contains("role=\"status\""));
    assert!(!is_told(&asker, &question));
    let marker = answer_with_marker(&other, &question);
    assert_eq!(letters(&community, &marker), 0);
    // Of one question only, and of no other person.
    let another = asker.ask();
    let marker = answer_with_marker(&other, &another);
    assert_eq!(letters(&community, &marker), 1);
}

/// Presses the button of the page.
fn press(client: &Client, community: &Community, form: &str, code: &str) -> Answer {
    let field = form
        .split("<input")
        .find(|field| field.contains("name=\"form_token\""))
        .unwrap();
    let token = field
        .split("value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let token = token.unwrap();
    let call = client
        .call("POST", format!("/{}/notices", community.slug))
        .header("origin", client.base())
        .body(
            "application/x-www-form-urlencoded",
            format!("form_token={token}&code={code}"),
        );
    call.outside_the_contract().send()
}

#[test]
fn whom_an_answer_helped_hears_of_its_changes_until_they_stop_it() {
    let community = Community::new();
    let (fan, author) = (
        reachable(&community, "Robin Sample"),
        community.member("Sam Sample"),
    );
    let question = community.member("Ada Sample").ask();
    let answer = author.answer(&question);
    fan.vote(&answer, 1).ok(200);
    let edit = |words: &str, marker: &str| {
        let body = json!({ "markdown": format!("{words} {marker}.") });
        author.patch(&format!("answers/{answer}"), &body).ok(200);
        letters(&community, marker)
    };
    let first = "Something else altogether, and now with";
    assert_eq!(edit(first, "zmfirst"), 1);
    assert_eq!(edit(first, "zmsmall"), 0, "one word in seven is no news");
    let code = codes(&community).remove(0);
    let stopped: Value = community
        .visitor()
        .post("notices/stop", &json!({ "code": code }))
        .ok(200)
        .value();
    assert_eq!(text(&stopped, "question"), question);
    assert_eq!(edit("Boil it twice a month instead, then rinse", "zmsecond"), 0);
}

#[test]
fn a_code_that_was_changed_or_is_of_another_community_stops_nothing() {
    let (community, elsewhere) = (Community::new(), Community::new());
    let asker = reachable(&community, "Robin Sample");
    let question = asker.ask();
    answer_with_marker(&community.member("Sam Sample"), &question);
    let code = codes(&community).remove(0);
    let stop = |community: &Community, code: &str| {
        community.visitor().post("notices/stop", &json!({ "code": code }))
    };
    stop(&elsewhere, &code).refused(Code::BadCode);
    stop(&community, &code[..code.len() - 1]).refused(Code::BadCode);
    stop(&community, "").refused(Code::BadCode);
    assert!(is_told(&asker, &question));
}

#[test]
fn what_a_guest_switched_off_stays_off_for_the_person_they_turn_out_to_be() {
    let community = Community::new();
    let guest = community.guest("Kim");
    let question = guest.ask();
    let body = json!({ "value": 0, "notify": false });
    guest.put(&format!("votes/{question}"), &body).ok(200);
    let person = reachable(&community, "Kim Sample");
    let claim = json!({ "guest_token": guest.client.token() });
    person.post("session/claim", &claim).ok(200);
    assert!(!is_told(&person, &question));
}
