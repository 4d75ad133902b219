//! Receipts by mail: to who wants them, one for a checkpoint, whatever becomes of the alarm.

use std::path::Path;
use std::time::Duration;

use fanfare_tests::community::{Community, Person};
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::{database, jwt, mailbox, random, wait};
use serde_json::{Value, json};
use shared::contest::verify::Witnessed;
use shared::log::receipt::Receipt;

use super::crowds::{for_guests, guests};
use super::sample::{Contest, long, soon};
use super::verify;

/// How long the alarm of a busy machine may take.
const LETTER_TIMEOUT: Duration = Duration::from_secs(60);
/// What every receipt's letter says, in English.
const SUBJECT: &str = "Your receipt: ";
/// How many ballots a batch hides one among.
const BATCH: usize = 100;

/// Runs statements on the database of the one contest here; what the last one gives.
fn run(state: &Path, statements: &[&str]) -> String {
    database::run(state, "contest", "voters", statements)
}

/// Somebody with an address, and it.
fn with_address(community: &Community) -> (Person, String) {
    let word = random::word();
    let address = format!("{word}@example.org");
    let mut claims = jwt::claims(&community.slug, &word, "Robin");
    claims["email"] = json!(address);
    claims["email_verified"] = json!(true);
    let token = jwt::sign(&jwt::header(), &claims);
    (
        community.begin(&json!({ "kind": "sso", "token": token })),
        address,
    )
}

fn cast(contest: &Contest, voter: &Person, entry: &str, letters: bool) -> Value {
    let ballot = json!({ "entries": [entry], "letters": letters });
    voter.post(&contest.path("ballots"), &ballot).ok(201).value()
}

/// How many receipts were sent here.
fn sent(contest: &Contest) -> usize {
    let page = mailbox::text(&contest.community.visitor().client, &contest.community.slug);
    page.matches(SUBJECT).count()
}

/// The letter's receipt.
fn receipt(contest: &Contest) -> Receipt {
    let page = mailbox::text(&contest.community.visitor().client, &contest.community.slug);
    let start = page
        .find("c2sp.org/tlog-proof")
        .expect("a letter has its receipt");
    let end = page[start..]
        .find("\n\nCheck it here")
        .expect("and says where to check it")
        + start;
    Receipt::parse(&format!("{}\n", page[start..end].trim_end())).expect("it is whole")
}

#[test]
fn a_receipt_goes_by_mail_with_the_next_checkpoint_once_whatever_becomes_of_the_alarm() {
    let state = server::directory();
    let start = || Server::start(state.path(), &Options::with_mailbox());
    let server = start();
    let contest = Contest::open_on(&server, &for_guests(long()));
    let entry = contest.enter(&contest.member("Ada"));
    let (voter, address) = with_address(&contest.community);
    assert_eq!(cast(&contest, &voter, &entry, true)["letters"], true);
    for guest in guests(&contest.community, BATCH - 1) {
        contest.vote(&guest, &[&entry]).ok(201);
    }
    assert_eq!(sent(&contest), 0, "nothing is published yet");

    // A quarter of an hour passes while nothing runs, and the alarm is lost with it.
    drop(server);
    run(
        state.path(),
        &[
            "UPDATE checkpoints SET at = at - 1800000",
            "UPDATE due SET at = 0 WHERE task = 'publish'",
        ],
    );
    let server = start();
    let (contest, voter) = (contest.moved_to(&server), voter.moved_to(&server));
    contest.view(&voter);
    wait::until("the receipt is sent", LETTER_TIMEOUT, || {
        (sent(&contest) == 1).then_some(())
    });
    let page = mailbox::text(&voter.client, &contest.community.slug);
    assert!(page.contains(&address) && page.contains("/check"), "{page}");
    let witnessed = Witnessed {
        receipts: vec![receipt(&contest)],
        ..Witnessed::default()
    };
    assert_eq!(verify(&contest, witnessed).unwrap().compared.receipts, 1);

    // The contest died before it noted that it told the community, which is told again.
    drop(server);
    let again = "INSERT INTO due (task, at) VALUES ('letters', 0) ON CONFLICT (task) DO UPDATE SET at = 0";
    run(
        state.path(),
        &["UPDATE voters SET told = 0 WHERE told > 0", again],
    );
    let server = start();
    let (contest, voter) = (contest.moved_to(&server), voter.moved_to(&server));
    contest.view(&voter);
    wait::until("the community is told again", LETTER_TIMEOUT, || {
        (run(state.path(), &["SELECT count(*) FROM voters WHERE told = 0"]) == "0").then_some(())
    });
    assert_eq!(sent(&contest), 1, "one letter for a checkpoint");

    let listed = voter.get("notices").ok(200).value();
    assert_eq!(listed["data"][0]["contest"], json!(contest.id));

    // The link in the letter ends them, without signing in; the receipt's page shows it.
    let code = mailbox::text(&voter.client, &contest.community.slug);
    let code = code.split("/notices?code=").nth(1).unwrap();
    let code = code.split(['"', '<', ' ', '\n']).next().unwrap();
    let stopped = contest
        .community
        .visitor()
        .post("notices/stop", &json!({ "code": code }));
    assert_eq!(stopped.ok(200).value()["contest"], json!(contest.id));
    wait::until("the contest knows that they are unwanted", LETTER_TIMEOUT, || {
        let mine = voter.get(&contest.path("ballot")).ok(200).value();
        (mine["letters"] == Value::Null).then_some(())
    });
    assert_eq!(voter.get("notices").ok(200).value()["data"], json!([]));
    assert_eq!(
        cast(&contest, &voter, &entry, true)["letters"],
        true,
        "and asked for again"
    );
}

#[test]
fn the_last_receipt_goes_by_mail_at_the_close_and_only_to_who_wants_it() {
    let contest = Contest::open(&soon());
    let entry = contest.enter(&contest.member("Ada"));
    let (wants, address) = with_address(&contest.community);
    let (does_not, other) = with_address(&contest.community);
    let kept = cast(&contest, &wants, &entry, true);
    cast(&contest, &does_not, &entry, true);
    assert_eq!(cast(&contest, &does_not, &entry, false)["letters"], Value::Null);
    contest
        .vote(&contest.member("Nobody's address"), &[&entry])
        .ok(201);
    contest.wait_until_closed();
    wait::until("the last receipt is sent", LETTER_TIMEOUT, || {
        (sent(&contest) > 0).then_some(())
    });
    let page = mailbox::text(&wants.client, &contest.community.slug);
    assert!(page.contains(&address) && !page.contains(&other), "{page}");
    assert!(page.contains("this is the last receipt"), "{page}");
    let receipt = receipt(&contest);
    assert_eq!(json!(receipt.index), kept["ballot"]);
    let witnessed = Witnessed {
        receipts: vec![receipt],
        ..Witnessed::default()
    };
    assert_eq!(verify(&contest, witnessed).unwrap().compared.receipts, 1);
    assert_eq!(sent(&contest), 1);
}
