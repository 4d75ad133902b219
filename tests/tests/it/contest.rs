//! Contests: from rules to winners over HTTP, and a stranger who checks the result with what is public alone.

mod after;
mod amendments;
mod ballots;
mod challenge;
mod closing;
mod crowds;
mod eligibility;
mod entrants;
mod featured;
mod letters;
mod pages;
mod photos;
mod reports;
mod sample;
mod videos;
mod waiting;

use std::process::Command;
use std::thread;

use fanfare_tests::assertions::ids;
use fanfare_tests::client::Answer;
use fanfare_tests::command;
use fanfare_tests::community::{Community, Person};
use serde_json::{Value, json};
use shared::api::problem::Code;
use shared::contest::acceptance::Acceptance;
use shared::contest::commitment;
use shared::contest::tampering::Tampering;
use shared::contest::verify::{Compared, Report, Verifier, Witnessed};
use shared::log::receipt::Receipt;

use crate::pages::open;

pub(crate) use sample::published;
use sample::{Contest, long};

/// What the published log says, compared with these.
fn verify(contest: &Contest, witnessed: Witnessed) -> Result<Report, Tampering> {
    let mut verifier = Verifier::new(&is_signed, witnessed);
    for line in contest.log() {
        verifier.push(&line)?;
    }
    verifier.finish()
}

fn is_signed(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    ed25519_dalek::VerifyingKey::from_bytes(public).is_ok_and(|key| {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        key.verify_strict(message, &signature).is_ok()
    })
}

#[test]
fn a_contest_runs_from_rules_to_winners_and_a_stranger_verifies_it() {
    let contest = Contest::closing_soon();
    let (ada, bo) = (contest.member("Ada"), contest.member("Bo"));
    let (first, second) = (contest.enter(&ada), contest.enter(&bo));
    let kept = Witnessed {
        fingerprint: Some(contest.audit("fingerprint")),
        checkpoints: vec![contest.audit("checkpoint")],
        ..Witnessed::default()
    };
    let voters: Vec<Person> = (0..3)
        .map(|number| contest.member(&format!("Voter {number}")))
        .collect();
    contest.vote(&voters[0], &[&first]).ok(201);
    contest.vote(&voters[1], &[&second]).ok(201);
    let accepted = contest.vote(&voters[2], &[&first]).ok(201).value();
    let changed = contest.vote(&voters[1], &[&first]).ok(201).value();
    assert!(
        changed["leaf"].as_str().unwrap().contains("\nreplaces="),
        "{changed}"
    );
    contest.vote(&ada, &[&first]).refused(Code::OwnContribution);
    contest.vote(&contest.guest(), &[&first]).refused(Code::Forbidden);
    // Until the close nothing tells who chose what: no ballot is published alone.
    let before = verify(&contest, kept.clone()).unwrap();
    assert_eq!((before.counted, before.result), (0, None));

    contest.wait_until_closed();
    let index = accepted["ballot"].as_u64().unwrap();
    let receipt = contest
        .community
        .visitor()
        .get(&contest.path(&format!("receipts/{index}")))
        .ok(200);
    let witnessed = Witnessed {
        receipts: vec![Receipt::parse(&receipt.text()).unwrap()],
        acceptances: vec![Acceptance::parse(accepted["acceptance"].as_str().unwrap()).unwrap()],
        ..kept
    };
    let report = verify(&contest, witnessed).unwrap();
    let result = report.result.unwrap();
    let totals: Vec<_> = result
        .totals
        .iter()
        .map(|(entry, votes, _)| (entry.as_str(), *votes))
        .collect();
    assert_eq!(totals, [(first.as_str(), 3), (second.as_str(), 0)]);
    assert_eq!(
        result
            .winners
            .iter()
            .map(|entry| entry.as_str())
            .collect::<Vec<_>>(),
        [first.as_str()]
    );
    assert_eq!((report.counted, report.replaced), (3, 1));
    let expected = Compared {
        key: true,
        checkpoints: 1,
        receipts: 1,
        acceptances: 1,
        awaited: Vec::new(),
    };
    assert_eq!(report.compared, expected);
    let shown = contest.view(&contest.community.visitor());
    assert_eq!(shown["winners"], json!([first]));
    let listed = contest.community.visitor().get("contests").ok(200).value();
    assert_eq!(listed["data"][0]["winners"], json!([first]));
    let entered = contest
        .community
        .visitor()
        .get(&format!("{}?person={}", contest.path("entries"), bo.id));
    assert_eq!(ids(&entered), [second.as_str()]);
    for (person, entry, won) in [(&ada, &first, true), (&bo, &second, false)] {
        let path = format!("/{}/people/{}", contest.community.slug, person.id);
        let page = open(&contest.community, person, &path).ok(200).text();
        assert!(page.contains(&format!("entries/{entry}")), "{page}");
        assert_eq!(page.contains("✓ won"), won, "{page}");
    }
    contest.vote(&voters[0], &[&second]).refused(Code::WrongState);
}

#[test]
fn pages_of_the_list_hold_every_contest_that_opened_once_newest_first() {
    let community = Community::new();
    let mut opened: Vec<String> = (0..5)
        .map(|_| Contest::open_in(community.clone(), &long()).id)
        .collect();
    opened.reverse();
    community.staff("owner").post("contests", &long()).ok(201);
    let visitor = community.visitor();
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = visitor.get(&format!("contests?limit=2{cursor}"));
        seen.extend(ids(&page));
        match page.value()["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, opened, "and no draft");
    visitor.get("contests?cursor=elsewhere").refused(Code::BadCursor);
    visitor.get("contests?limit=0").refused_field("?limit");
}

#[test]
fn the_command_and_the_script_check_a_contest_from_its_address_and_from_a_folder() {
    let contest = Contest::closing_soon();
    let entry = contest.enter(&contest.member("Ada"));
    let bo = contest.member("Bo");
    contest.vote(&bo, &[&entry]).ok(201);
    let page = format!("/{}/contests/{}/receipt", contest.community.slug, contest.id);
    let kept = shown_promise(&open(&contest.community, &bo, &page).ok(200).text());
    contest.wait_until_closed();
    let folder = tempfile::tempdir().unwrap();
    let promise = folder.path().join("promise.txt");
    std::fs::write(&promise, kept).unwrap();
    let folder = folder.path().to_string_lossy().into_owned();
    let address = format!(
        "{}/{}/contests/{}",
        contest.server(),
        contest.community.slug,
        contest.id
    );
    let fingerprint = contest.audit("fingerprint");
    let passed = fanfare(&["verify", &address, "--key", &fingerprint]);
    assert!(passed.starts_with("PASS"), "{passed}");
    let promise = promise.to_str().unwrap();
    let passed = fanfare(&["verify", &address, "--receipt", promise]);
    assert!(passed.contains("compared with 1 acceptance: it fits"), "{passed}");
    let arguments = [
        "contest",
        "export",
        &contest.id,
        "--community",
        &contest.community.slug,
    ];
    fanfare(&[&arguments[..], &["--server", contest.server(), "--out", &folder]].concat());
    let passed = fanfare(&["verify", &folder]);
    assert!(passed.contains("compared with nothing"), "{passed}");
    let script = fanfare_tests::server::root().join("docs/verify_contest.py");
    let checked = Command::new("python3")
        .arg(script)
        .arg(format!("{folder}/log.ndjson"))
        .args([
            "--key",
            &fingerprint,
            "--contest",
            &contest.id,
            "--acceptance",
            promise,
        ])
        .output()
        .expect("python3 is installed");
    assert_eq!(String::from_utf8_lossy(&checked.stdout).trim(), "PASS");
    let log = format!("{folder}/log.ndjson");
    let bent = std::fs::read_to_string(&log)
        .unwrap()
        .replace("via=sso", "via=email");
    std::fs::write(&log, bent).unwrap();
    let failed = fanfare(&["verify", &folder]);
    assert!(
        failed.contains("FAIL") && failed.contains("another root"),
        "{failed}"
    );
}

/// The text below the signed promise on the page of a receipt, as somebody would copy it.
fn shown_promise(page: &str) -> String {
    let shown = page.split("<code>").find(|text| text.contains("\nsalt="));
    shown.unwrap().split("</code>").next().unwrap().to_owned()
}

/// What the command says, on either output.
fn fanfare(arguments: &[&str]) -> String {
    let output = command::fanfare().args(arguments).output().expect("cargo runs");
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn three_hundred_ballots_of_one_person_at_once_are_one_vote() {
    let contest = Contest::open(&long());
    let (first, second) = (
        contest.enter(&contest.member("Ada")),
        contest.enter(&contest.member("Bo")),
    );
    let voter = contest.member("Voter");
    let statuses: Vec<u16> = thread::scope(|scope| {
        let workers: Vec<_> = (0..30)
            .map(|number| {
                let entry = if number % 2 == 0 { &first } else { &second };
                let (contest, voter) = (&contest, &voter);
                scope.spawn(move || {
                    (0..10)
                        .map(|_| contest.vote(voter, &[entry]).status)
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    assert!(
        statuses.iter().all(|status| matches!(status, 201 | 429)),
        "{statuses:?}"
    );
    let mine = contest.view(&voter)["mine"].clone();
    assert_eq!(mine["entries"].as_array().unwrap().len(), 1, "{mine}");
}

#[test]
fn a_ballot_sent_again_with_its_key_has_the_same_reply_byte_for_byte() {
    let contest = Contest::open(&long());
    let entry = contest.enter(&contest.member("Ada"));
    let voter = contest.member("Voter");
    let send = |body: &Value| voter.post_with_key(&contest.path("ballots"), body, "once");
    let first = send(&json!({ "entries": [entry] })).ok(201);
    let again = send(&json!({ "entries": [entry] })).ok(201);
    assert_eq!(first.body, again.body);
    assert_eq!(again.header("idempotency-replayed"), "true");
    send(&json!({ "entries": [] })).refused(Code::IdempotencyMismatch);
    let kept = voter.get(&contest.path("ballot")).ok(200);
    assert_eq!(kept.value(), first.value());
    // Another key for the same choice adds no leaf.
    let other = contest.vote(&voter, &[&entry]).ok(201).value();
    assert_eq!(other["ballot"], first.value()["ballot"]);
}

#[test]
fn a_leaf_holds_the_commitment_to_what_its_voters_device_made() {
    let contest = Contest::open(&long());
    let entry = contest.enter(&contest.member("Ada"));
    let path = contest.path("ballots");
    let nonce = "0123456789abcdef0123456789abcdef";
    let voter = contest.member("Voter");
    let send = |nonce: &str| voter.post(&path, &json!({ "entries": [entry], "nonce": nonce }));
    for wrong in ["", "0123", &nonce.to_uppercase(), &format!("{nonce}0")] {
        send(wrong).refused_field("/nonce");
    }
    let accepted = send(nonce).ok(201).value();
    let line = format!("\nnonce={}\n", commitment::of_nonce(nonce).unwrap());
    assert!(accepted["leaf"].as_str().unwrap().ends_with(&line), "{accepted}");
    // What was sent again with another stands as it was.
    let again = send(&nonce.replace('0', "1")).ok(201).value();
    assert_eq!(again["leaf"], accepted["leaf"]);
}

#[test]
fn a_ballot_chooses_what_the_rules_allow() {
    let contest = Contest::open(&long());
    let entries: Vec<String> = (0..3)
        .map(|number| contest.enter(&contest.member(&format!("N {number}"))))
        .collect();
    let voter = contest.member("Voter");
    let vote = |chosen: &[&str]| -> Answer { contest.vote(&voter, chosen) };
    vote(&[&entries[0], &entries[1], &entries[2]]).refused_field("/entries");
    vote(&[&entries[0], &entries[0]]).refused_field("/entries");
    vote(&["en_00000000000000000000000000000000"]).refused_field("/entries");
    vote(&["q_00000000000000000000000000000000"]).refused_field("/entries/0");
    vote(&[&entries[0], &entries[1]]).ok(201);
    vote(&[]).ok(201);
    contest
        .vote(&contest.community.visitor(), &[&entries[0]])
        .refused(Code::SignInNeeded);
}

#[test]
fn staff_reads_entries_first_where_the_rules_say_so_and_takes_out_what_breaks_them() {
    let mut rules = long();
    rules["moderation"] = json!("before");
    let contest = Contest::open(&rules);
    let (ada, voter) = (contest.member("Ada"), contest.member("Voter"));
    let entry = contest.enter(&ada);
    let visitor = contest.community.visitor();
    let listed = |person: &Person| contest.entries(person).len();
    assert_eq!((listed(&visitor), listed(&ada)), (0, 1));
    contest.vote(&voter, &[&entry]).refused_field("/entries");
    let moderator = contest.community.staff("moderator");
    contest
        .decide_entry(&ada, &entry, "publish")
        .refused(Code::Forbidden);
    contest.decide_entry(&moderator, &entry, "publish").ok(200);
    assert_eq!(listed(&visitor), 1);
    contest.vote(&voter, &[&entry]).ok(201);
    contest.decide_entry(&moderator, &entry, "disqualify").ok(200);
    assert_eq!(listed(&visitor), 0);
    contest
        .decide_entry(&moderator, &entry, "publish")
        .refused(Code::WrongState);
}

#[test]
fn a_ballot_made_void_stays_in_the_log_with_its_reason() {
    let contest = Contest::closing_soon();
    let entry = contest.enter(&contest.member("Ada"));
    let voter = contest.member("Voter");
    let ballot = contest.vote(&voter, &[&entry]).ok(201).value()["ballot"]
        .as_u64()
        .unwrap();
    let decide =
        |person: &Person, body: Value| person.put(&contest.path(&format!("ballots/{ballot}")), &body);
    let moderator = contest.community.staff("moderator");
    decide(&voter, json!({ "act": "void", "reason": "traded" })).refused(Code::Forbidden);
    decide(&moderator, json!({ "act": "release", "reason": "A mistake." })).refused(Code::WrongState);
    decide(&moderator, json!({ "act": "void", "reason": "traded" })).ok(200);
    contest.vote(&voter, &[]).refused(Code::Forbidden);
    contest.wait_until_closed();
    let report = verify(&contest, Witnessed::default()).unwrap();
    assert_eq!((report.counted, report.void), (0, 1));
    assert!(contest.log().iter().any(|line| line.contains("reason=traded")));
}

#[test]
fn nobody_enters_or_votes_outside_the_windows_and_nobody_closes_early() {
    let mut rules = long();
    let later = rules["votes"]["closes_at"].as_i64().unwrap() - 1_000;
    rules["entries"]["opens_at"] = json!(later - 1_000);
    rules["votes"]["opens_at"] = json!(later);
    let contest = Contest::open(&rules);
    let ada = contest.member("Ada");
    contest.try_enter(&ada).refused(Code::WrongState);
    contest.vote(&ada, &[]).refused(Code::WrongState);
    let owner = contest.community.staff("owner");
    owner
        .post(&contest.path("closing"), &json!({}))
        .refused(Code::WrongState);
    contest.try_open(&owner).refused(Code::WrongState);
}

#[test]
fn a_draft_says_what_is_wrong_with_its_rules_and_is_seen_by_nobody() {
    let community = Community::new();
    let owner = community.staff("owner");
    let mut rules = long();
    rules["zone"] = json!("Mars/Olympus");
    rules["winners"] = json!(0);
    let refused = owner.post("contests", &rules);
    refused.refused_field("/zone");
    refused.refused_field("/winners");
    let draft = owner.post("contests", &long()).ok(201).value();
    let path = format!("contests/{}", draft["id"].as_str().unwrap());
    community.visitor().get(&path).refused(Code::NotFound);
    assert_eq!(
        community.visitor().get("contests").ok(200).value()["data"],
        json!([])
    );
    community
        .member("Kim")
        .post("contests", &long())
        .refused(Code::Forbidden);
}

#[test]
fn a_role_that_was_lowered_ends_ballots_with_the_old_session() {
    let contest = Contest::open(&long());
    let entry = contest.enter(&contest.member("Ada"));
    let expert = contest.community.staff("expert");
    contest.vote(&expert, &[&entry]).ok(201);
    let operator = contest.community.operator();
    operator
        .put(&format!("members/{}", expert.id), &json!({ "role": "member" }))
        .ok(200);
    contest.vote(&expert, &[]).refused(Code::BadToken);
}
