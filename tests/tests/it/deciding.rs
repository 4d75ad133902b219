//! Moderation, honest from the start: what waits says so, staff decides, the author reads why.

use fanfare_tests::assertions::{ids, text};
use fanfare_tests::community::{Community, Person};
use fanfare_tests::fixtures;
use fanfare_tests::random;
use serde_json::{Value, json};
use shared::api::problem::Code;

use crate::pages::open;

/// What waits in the queue.
fn queue(moderator: &Person) -> Vec<String> {
    let queue = moderator.get("moderation/queue").ok(200).value();
    let items = queue["data"].as_array().unwrap();
    items.iter().map(|item| text(item, "target")).collect()
}

#[test]
fn a_guests_first_question_waits_and_says_so() {
    let community = Community::with(json!({ "moderation": { "promised_hours": 4 } }));
    let guest = community.guest("Kim");
    let question = guest.ask();
    assert_eq!(guest.question(&question)["state"], "waiting");
    community
        .visitor()
        .get(&format!("questions/{question}"))
        .refused(Code::NotFound);
    let moderator = community.staff("moderator");
    let item = &moderator.get("moderation/queue").ok(200).value()["data"][0];
    assert_eq!(item["target"], json!(question));
    let promised = item["due_at"].as_i64().unwrap() - item["since"].as_i64().unwrap();
    assert_eq!(promised, 4 * 3_600_000);
}

#[test]
fn what_waits_says_by_when_it_is_read_wherever_its_author_sees_it() {
    let community = Community::with(json!({ "moderation": { "promised_hours": 4 } }));
    let guest = community.guest("Kim");
    let question = guest.ask();
    let shared = guest.post("stories", &fixtures::story()).ok(201).value();
    let story = text(&shared, "id");
    let slug = text(&guest.question(&question), "slug");
    let answered = community.member("Robin Sample").ask();
    let answer = guest.answer(&answered);
    let told = "A person reads it by ";
    for path in [
        format!("questions/{question}/{slug}?mine=1"),
        format!("questions/{answered}/question?mine=1#{answer}"),
        format!("stories/{story}/{}", text(&shared, "slug")),
    ] {
        let page = open(&community, &guest, &format!("/{}/{path}", community.slug));
        assert_eq!(page.ok(200).text().matches(told).count(), 1, "{path}");
    }
    let mine = open(&community, &guest, &format!("/{}/me", community.slug))
        .ok(200)
        .text();
    assert_eq!(mine.matches(told).count(), 3, "{mine}");
    let painted = community.visitor().get("fragment").ok(200).text();
    let composer = "data-waiting=\"Sent. A person reads it first; until then only you see it. A person reads it within 4 hours.\"";
    assert!(painted.contains(composer), "{painted}");
}

#[test]
fn a_rejected_comment_and_why_are_on_its_authors_own_page() {
    let community = Community::new();
    let answer = {
        let member = community.member("Robin Sample");
        member.answer(&member.ask())
    };
    let guest = community.guest("Kim");
    let comment = guest.comment(&answer);
    community.staff("moderator").decide(&comment, "reject").ok(200);
    let mine = open(&community, &guest, &format!("/{}/me", community.slug))
        .ok(200)
        .text();
    assert!(
        mine.contains("With cold water?") && mine.contains("Please keep to the thing."),
        "{mine}"
    );
}

#[test]
fn what_was_written_with_a_report_is_read_by_staff() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    for (name, note) in [("Sam Sample", "It names my neighbor."), ("Lou Sample", "")] {
        let report = json!({ "target": question, "reason": "personal_data", "note": note });
        community.member(name).post("reports", &report).ok(201);
    }
    let moderator = community.staff("moderator");
    let item = &moderator.get("moderation/queue").ok(200).value()["data"][0];
    assert_eq!(item["notes"], json!(["It names my neighbor."]), "{item}");
    assert_eq!(item["objection"], Value::Null, "{item}");
    let page = open(&community, &moderator, &format!("/{}/moderation", community.slug));
    assert!(page.ok(200).text().contains("It names my neighbor."));
}

#[test]
fn a_closed_question_says_so_in_lists_and_waits_for_no_answer() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let open_one = community.member("Sam Sample").ask();
    community.staff("moderator").decide(&question, "close").ok(200);
    let visitor = community.visitor();
    let unanswered = visitor.get("questions?sort=unanswered").ok(200);
    assert_eq!(ids(&unanswered), [open_one]);
    for view in ["view", "view?subject=strainer"] {
        let view = visitor.get(view).ok(200).value();
        assert_eq!(
            (&view["total"], &view["unanswered"]),
            (&json!(2), &json!(1)),
            "{view}"
        );
    }
    let list = visitor.get("fragment").ok(200).text();
    assert_eq!(list.matches(">Closed<").count(), 1, "{list}");
    assert_eq!(list.matches("Nobody has answered yet").count(), 1, "{list}");
}

#[test]
fn once_approved_a_guest_waits_no_more() {
    let community = Community::new();
    let guest = community.guest("Kim");
    let first = guest.ask();
    let moderator = community.staff("moderator");
    assert_eq!(queue(&moderator), [first.as_str()]);
    moderator.decide(&first, "approve").ok(200);
    assert!(queue(&moderator).is_empty());
    assert_eq!(community.visitor().question(&first)["state"], "published");
    let second = guest.ask();
    assert_eq!(community.visitor().question(&second)["state"], "published");
}

#[test]
fn a_rejected_author_reads_why_and_nobody_else_reads_anything() {
    let community = Community::new();
    let guest = community.guest("Kim");
    let question = guest.ask();
    community.staff("moderator").decide(&question, "reject").ok(200);
    let mine = guest.question(&question);
    assert_eq!(
        (&mine["state"], &mine["reason"]),
        (&json!("rejected"), &json!("Please keep to the thing."))
    );
    community
        .visitor()
        .get(&format!("questions/{question}"))
        .refused(Code::NotFound);
}

#[test]
fn a_rejection_has_a_reason() {
    let community = Community::new();
    let question = community.guest("Kim").ask();
    let moderator = community.staff("moderator");
    moderator
        .put(&format!("moderation/{question}"), &json!({ "act": "reject" }))
        .refused_field("/reason");
    assert_eq!(queue(&moderator), [question]);
}

#[test]
fn hidden_words_come_back_when_restored() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let answer = community.member("Sam Sample").answer(&question);
    let moderator = community.staff("moderator");
    let visitor = community.visitor();
    moderator.decide(&answer, "hide").ok(200);
    visitor.get(&format!("answers/{answer}")).refused(Code::NotFound);
    assert_eq!(visitor.question(&question)["answer_count"], 0);
    moderator.decide(&answer, "restore").ok(200);
    assert_eq!(visitor.answer_view(&answer)["state"], "published");
    assert_eq!(visitor.question(&question)["answer_count"], 1);
}

#[test]
fn a_word_of_caution_stands_beside_an_answer_and_takes_it_out_of_first_place() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let word = random::word();
    let question = asker.ask_this(&fixtures::titled(&format!("Why is the {word} thin?")));
    let solved = community.member("Sam Sample").answer(&question);
    let other = community.member("Kim Sample").answer(&question);
    asker
        .put(
            &format!("questions/{question}/accepted"),
            &json!({ "answer_id": solved }),
        )
        .ok(200);
    let expert = community.staff("expert");
    let visitor = community.visitor();
    for (act, back, kind) in [
        ("outdate", "reopen", "outdated"),
        ("dispute", "undispute", "not_right"),
    ] {
        expert.decide(&solved, act).ok(200);
        let shown = visitor.answer_view(&solved);
        assert_eq!(shown["caution"]["kind"], kind);
        assert_eq!(shown["caution"]["by"]["id"], json!(expert.id));
        assert!(
            !text(&shown, "markdown").is_empty(),
            "nothing is silently removed"
        );
        let order = ids(&visitor.get(&format!("questions/{question}/answers")));
        assert_eq!(order, [other.clone(), solved.clone()], "{act}");
        let similar = || {
            let found = visitor.get(&format!("similar?q=why%20is%20the%20{word}"));
            found.ok(200).value()["data"][0]["solved"].clone()
        };
        assert_eq!(similar(), false, "{act}");
        expert.decide(&solved, back).ok(200);
        let order = ids(&visitor.get(&format!("questions/{question}/answers")));
        assert_eq!(order, [solved.clone(), other.clone()], "{back}");
        assert_eq!(similar(), true, "{back}");
    }
}

#[test]
fn a_duplicate_leads_on_and_its_people_ask_the_other_question() {
    let community = Community::new();
    let (robin, sam, kim) = (
        community.member("Robin"),
        community.member("Sam"),
        community.member("Kim"),
    );
    let (original, duplicate) = (robin.ask(), sam.ask());
    kim.vote(&original, 1).ok(200);
    kim.vote(&duplicate, 1).ok(200);
    community.member("Lou Sample").vote(&duplicate, 1).ok(200);
    let moderator = community.staff("moderator");
    moderator
        .put(
            &format!("moderation/{duplicate}"),
            &json!({ "act": "duplicate", "duplicate_of": original }),
        )
        .ok(200);
    let visitor = community.visitor();
    let shown = visitor.question(&duplicate);
    assert_eq!(
        (&shown["state"], &shown["duplicate_of"]["id"]),
        (&json!("duplicate"), &json!(original))
    );
    let page = visitor.client.page(format!(
        "/{}/questions/{duplicate}/{}",
        community.slug,
        text(&shown, "slug")
    ));
    assert!(
        matches!(page.status, 301 | 302 | 303 | 307 | 308),
        "{}",
        page.status
    );
    assert!(
        page.header("location").contains(&original),
        "{}",
        page.header("location")
    );
    assert_eq!(ids(&visitor.get("questions")), [original.as_str()]);
    // Kim said it of both and counts once.
    assert_eq!(visitor.question(&original)["score"], 2);
}

#[test]
fn reports_reach_staff_and_enough_of_them_hide() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let report = json!({ "target": question, "reason": "advertising", "note": "" });
    let moderator = community.staff("moderator");
    for (number, name) in ["Sam", "Kim", "Lou"].into_iter().enumerate() {
        let reporter = community.member(name);
        reporter.post("reports", &report).ok(201);
        // The same person a second time is not a second person.
        if number < 2 {
            reporter.post("reports", &report).ok(201);
        }
        let item = &moderator.get("moderation/queue").ok(200).value()["data"][0];
        assert_eq!(
            item["reports"],
            json!([{ "reason": "advertising", "count": number + 1 }])
        );
        let seen = community.visitor().get(&format!("questions/{question}")).status;
        assert_eq!(seen, if number < 2 { 200 } else { 404 });
    }
    moderator.decide(&question, "restore").ok(200);
    assert_eq!(community.visitor().question(&question)["state"], "published");
    assert!(queue(&moderator).is_empty());
}

#[test]
fn what_was_decided_is_reported_again_as_another_case_that_hides_nothing_until_its_words_change() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    let question = author.ask();
    let moderator = community.staff("moderator");
    let report = |reason: &str| json!({ "target": question, "reason": reason, "note": "Look at the link." });
    let seen = || community.visitor().get(&format!("questions/{question}")).status;
    let reporters = ["Sam", "Kim", "Lou"].map(|name| community.member(name));
    for reporter in &reporters {
        reporter.post("reports", &report("advertising")).ok(201);
    }
    assert_eq!(seen(), 404);
    moderator.decide(&question, "restore").ok(200);
    // The same people say it again: a person reads it, and what that person let stand stays.
    for (number, reporter) in reporters.iter().enumerate() {
        reporter.post("reports", &report("hurtful")).ok(201);
        let item = &moderator.get("moderation/queue").ok(200).value()["data"][0];
        assert_eq!(
            item["reports"],
            json!([{ "reason": "hurtful", "count": number + 1 }])
        );
    }
    community
        .member("Ada")
        .post("reports", &report("hurtful"))
        .ok(201);
    assert_eq!(seen(), 200);
    moderator.decide(&question, "approve").ok(200);
    assert!(queue(&moderator).is_empty());
    // Other words are another matter.
    let edit = json!({ "markdown": "Buy it at the corner, and tell them that we sent you." });
    author.patch(&format!("questions/{question}"), &edit).ok(200);
    for reporter in &reporters {
        reporter.post("reports", &report("advertising")).ok(201);
    }
    assert_eq!(seen(), 404);
}

#[test]
fn a_decision_twice_is_refused_the_second_time() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let moderator = community.staff("moderator");
    moderator.decide(&question, "close").ok(200);
    moderator.decide(&question, "close").refused(Code::WrongState);
    moderator.decide(&question, "reopen").ok(200);
    moderator.decide(&question, "outdate").refused(Code::WrongState);
}

#[test]
fn nobody_removes_or_erases_by_moderation() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    for act in ["remove", "erase"] {
        community
            .staff("owner")
            .decide(&question, act)
            .refused_field("/act");
    }
    assert_eq!(community.visitor().question(&question)["state"], "published");
}

#[test]
fn an_author_says_that_their_own_answer_is_outdated() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let author = community.member("Sam Sample");
    let answer = author.answer(&question);
    community
        .member("Kim Sample")
        .decide(&answer, "outdate")
        .refused(Code::Forbidden);
    author.decide(&answer, "outdate").ok(200);
    assert_eq!(community.visitor().answer_view(&answer)["state"], "outdated");
}

/// A question that is seen in a community where edits wait, with its author and a moderator.
fn question_whose_edits_wait() -> (Community, Person, Person, String) {
    let community = Community::with(json!({
        "moderation": { "guests": "all", "signed_in": "all", "edits": true }
    }));
    let author = community.member("Robin Sample");
    let moderator = community.staff("moderator");
    let question = author.ask_this(&fixtures::titled("Why is the crema thin?"));
    moderator.decide(&question, "approve").ok(200);
    (community, author, moderator, question)
}

#[test]
fn edits_wait_where_the_brand_wants_it() {
    let (community, author, moderator, question) = question_whose_edits_wait();
    author
        .patch(
            &format!("questions/{question}"),
            &json!({ "title": "Why is the crema thick?" }),
        )
        .ok(200);
    let visitor = community.visitor();
    assert_eq!(visitor.question(&question)["title"], "Why is the crema thin?");
    let overlay = author
        .get(&format!("overlay?question={question}"))
        .ok(200)
        .value();
    assert_eq!(overlay["edits"][0]["title"], "Why is the crema thick?");
    moderator.decide(&question, "approve").ok(200);
    assert_eq!(visitor.question(&question)["title"], "Why is the crema thick?");
    let overlay = author
        .get(&format!("overlay?question={question}"))
        .ok(200)
        .value();
    assert_eq!(overlay["edits"], Value::Null, "nothing waits any more");
}

#[test]
fn a_refused_change_stands_with_its_reason_before_its_author_alone() {
    let (community, author, moderator, question) = question_whose_edits_wait();
    let report = json!({ "target": question, "reason": "other", "note": "" });
    community.member("Sam Sample").post("reports", &report).ok(201);
    let change = |title: &str| {
        let change = json!({ "title": title });
        author.patch(&format!("questions/{question}"), &change).ok(200);
    };
    change("Why is the crema thick?");
    let page = open(&community, &moderator, &format!("/{}/moderation", community.slug))
        .ok(200)
        .text();
    let acts = ["reject", "approve", "hide"].map(|act| page.contains(&format!("value=\"{act}\"")));
    assert_eq!(acts, [true, true, false], "hiding is of the words that stand");
    moderator.decide(&question, "reject").ok(200);
    let edits = |person: &Person| {
        let overlay = person.get(&format!("overlay?question={question}"));
        overlay.ok(200).value()["edits"].clone()
    };
    let refused = &edits(&author)[0];
    assert_eq!(
        (&refused["title"], &refused["reason"]),
        (
            &json!("Why is the crema thick?"),
            &json!("Please keep to the thing.")
        )
    );
    for other in [&moderator, &community.member("Lou Sample")] {
        assert_eq!(edits(other), Value::Null);
    }
    assert_eq!(
        community.visitor().question(&question)["title"],
        "Why is the crema thin?"
    );
    let mine = open(&community, &author, &format!("/{}/me", community.slug))
        .ok(200)
        .text();
    assert!(mine.contains("Please keep to the thing."), "{mine}");
    let item = &moderator.get("moderation/queue").ok(200).value()["data"][0];
    assert_eq!(
        item["reports"][0]["count"], 1,
        "the report is of the words that stand: {item}"
    );
    assert_eq!(item["edit"], Value::Null, "{item}");
    change("Why is the crema so thick?");
    assert_eq!(edits(&author)[0]["reason"], Value::Null);
    assert_eq!(edits(&moderator)[0]["title"], "Why is the crema so thick?");
    moderator.decide(&question, "approve").ok(200);
    assert_eq!(edits(&author), Value::Null);
}

#[test]
fn refused_words_that_their_author_changed_wait_again() {
    let community = Community::with(json!({ "moderation": { "promised_hours": 4 } }));
    let guest = community.guest("Kim");
    let question = guest.ask();
    let moderator = community.staff("moderator");
    moderator.decide(&question, "reject").ok(200);
    assert!(queue(&moderator).is_empty());
    let asked_at = guest.question(&question)["created_at"].as_i64().unwrap();
    let better = json!({ "title": "How do I clean the small strainer?" });
    let changed = guest
        .patch(&format!("questions/{question}"), &better)
        .ok(200)
        .value();
    assert_eq!(
        (&changed["state"], &changed["reason"]),
        (&json!("waiting"), &json!(null))
    );
    let item = &moderator.get("moderation/queue").ok(200).value()["data"][0];
    assert_eq!(item["target"], json!(question));
    assert!(item["since"].as_i64().unwrap() > asked_at, "{item}");
    community
        .visitor()
        .get(&format!("questions/{question}"))
        .refused(Code::NotFound);
    moderator.decide(&question, "approve").ok(200);
    let shown = community.visitor().question(&question);
    assert_eq!(shown["title"], "How do I clean the small strainer?");
}

#[test]
fn a_restored_answer_is_as_outdated_as_it_was() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let answer = community.member("Sam Sample").answer(&question);
    let moderator = community.staff("moderator");
    for act in ["outdate", "hide", "restore"] {
        moderator.decide(&answer, act).ok(200);
    }
    let visitor = community.visitor();
    let shown = visitor.answer_view(&answer);
    assert_eq!(
        (&shown["state"], &shown["caution"]["kind"]),
        (&json!("outdated"), &json!("outdated"))
    );
    moderator.decide(&answer, "reopen").ok(200);
    assert_eq!(visitor.answer_view(&answer)["caution"], json!(null));
}

#[test]
fn a_closed_question_that_was_hidden_comes_back_closed() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let moderator = community.staff("moderator");
    for act in ["close", "hide", "restore"] {
        moderator.decide(&question, act).ok(200);
    }
    let visitor = community.visitor();
    assert_eq!(visitor.question(&question)["state"], "closed");
    moderator.decide(&question, "reopen").ok(200);
    for act in ["hide", "restore"] {
        moderator.decide(&question, act).ok(200);
    }
    assert_eq!(visitor.question(&question)["state"], "published");
}
