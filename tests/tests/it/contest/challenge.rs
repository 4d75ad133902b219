//! Ballots past the ceiling of their network: who passes a challenge is counted at once, who does not waits, and nobody is
//! refused.

use std::sync::Mutex;

use fanfare_tests::community::{Community, Person};
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::stub::{self, Received};
use serde_json::{Value, json};
use shared::contest::verify::Witnessed;

use super::crowds::{CEILING, FROM, for_guests, guests};
use super::sample::{Contest, soon};
use super::verify;

/// A token of a challenge that was passed; another one by another end.
const GOOD: &str = "passed-";
const SECRET: &str = "the secret of the provider";
const NETWORK: &str = "192.0.2.1";

/// The provider: a good token is good once, and one of the brand's secret alone.
fn provider(used: &Mutex<Vec<String>>, received: &Received) -> (u16, String) {
    let token = received.body["response"].as_str().unwrap_or_default().to_owned();
    if token == "broken" {
        return (500, "<html>no</html>".to_owned());
    }
    let mut used = used.lock().unwrap();
    let passed = received.body["secret"] == SECRET && token.starts_with(GOOD) && !used.contains(&token);
    used.push(token);
    (200, json!({ "success": passed, "error-codes": [] }).to_string())
}

/// A server with this provider.
fn challenging(state: &std::path::Path, url: &str) -> Server {
    let mut options = Options::with(&["--client-address-header", FROM]);
    for (name, value) in [("URL", url), ("SITE_KEY", "site-key"), ("SECRET", SECRET)] {
        let variable = (format!("FANFARE_CHALLENGE_{name}"), value.to_owned());
        options.environment.push(variable);
    }
    Server::start(state, &options)
}

#[test]
fn who_passes_a_challenge_is_counted_and_who_does_not_waits() {
    let used = Mutex::default();
    let (url, received) = stub::serve(move |_, received| provider(&used, received));
    let state = server::directory();
    let server = challenging(state.path(), &url);
    let community = Community::on(&server, json!({}));
    let voters = guests(&community, 2 * CEILING + 4);
    let mut rules = for_guests(soon());
    rules["challenge"] = json!(true);
    let contest = Contest::open_in(community, &rules);
    let moderator = contest.community.staff("moderator");
    let entry = contest.enter(&contest.member("Ada"));
    let vote = |voter: &Person, challenge: Option<&str>| -> Value {
        let call = voter.client.call("POST", voter.path(&contest.path("ballots")));
        let mut ballot = json!({ "entries": [entry] });
        if let Some(challenge) = challenge {
            ballot["challenge"] = json!(challenge);
        }
        call.header(FROM, NETWORK).json(&ballot).send().ok(201).value()
    };

    // A minute may end meanwhile, and with it its count.
    let mut voters = voters.iter();
    let (held, first) = voters
        .by_ref()
        .map(|voter| (voter, vote(voter, None)))
        .find(|(_, ballot)| ballot["held"] == true)
        .expect("one of them waits");
    let challenge = json!({ "site_key": "site-key", "script": format!("{url}/api.js") });
    assert_eq!(first["challenge"], challenge, "{first}");
    assert_eq!(contest.view(held)["mine"]["held"], true);

    for bad in ["", "wrong", "broken", &"x".repeat(4_000)] {
        let again = vote(held, Some(bad));
        assert_eq!(
            (&again["held"], &again["ballot"]),
            (&json!(true), &first["ballot"]),
            "{bad}"
        );
    }
    let counted = vote(held, Some("passed-1"));
    assert_eq!(
        (&counted["held"], &counted["challenge"]),
        (&json!(false), &Value::Null)
    );
    let leaf = counted["leaf"].as_str().unwrap();
    let replaces = format!("\nreplaces={}\n", first["ballot"]);
    assert!(
        leaf.contains("\nstate=counted\n") && leaf.contains(&replaces),
        "{leaf}"
    );
    assert_eq!(contest.view(held)["mine"]["held"], Value::Null);

    // What was passed once is passed for one ballot.
    let (other, waits) = voters
        .by_ref()
        .map(|voter| (voter, vote(voter, Some("passed-1"))))
        .find(|(_, ballot)| ballot["held"] == true)
        .expect("one of them waits");
    assert_eq!(waits["challenge"], challenge);
    let keyed = || {
        let call = other.client.call("POST", other.path(&contest.path("ballots")));
        let ballot = json!({ "entries": [entry] });
        let sent = call.header(FROM, NETWORK).key("kept").json(&ballot).send();
        sent.ok(201).body
    };
    let kept = keyed();
    // The provider is not asked without end.
    received.try_iter().for_each(drop);
    for _ in 0..=CEILING {
        let call = other.client.call("POST", other.path(&contest.path("ballots")));
        let again = json!({ "entries": [entry], "challenge": "wrong" });
        call.header(FROM, NETWORK).json(&again).send();
    }
    let asked = received.try_iter().count();
    assert!((1..CEILING).contains(&asked), "{asked}");
    let at_once = vote(voters.next().unwrap(), Some("passed-2"));
    assert_eq!(at_once["held"], false, "{at_once}");

    let decision = json!({ "act": "void", "reason": "automated" });
    moderator
        .put(&contest.path(&format!("ballots/{}", waits["ballot"])), &decision)
        .ok(200);
    assert_eq!(contest.view(other)["mine"]["held"], Value::Null);
    assert_eq!(keyed(), kept, "an answer that was kept is the same byte for byte");
    contest.wait_until_closed();
    let report = verify(&contest, Witnessed::default()).unwrap();
    assert_eq!((report.held, report.void, report.replaced), (0, 1, 1));
    let told = [server.log(), contest.log().join("\n")].concat();
    assert!(
        !told.contains(GOOD) && !told.contains(SECRET),
        "what was brought is told nobody"
    );
}
