//! A contest of a test's own.

use std::time::{Duration, Instant};

use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::server::{self, Server};
use fanfare_tests::{fixtures, jwt, random, wait};
use serde_json::{Value, json};

/// How long a contest lasts at least whose close is waited for, and at most.
const SHORTEST: Duration = Duration::from_secs(15);
const LONGEST: Duration = Duration::from_secs(120);
/// How many times what is done before the close takes as long as making a community and one of its people: some 30 calls,
/// and as many again.
const CALLS: u32 = 20;
/// Until the longest of them is over, and somewhat longer.
pub(super) const CLOSING_TIMEOUT: Duration = Duration::from_secs(240);

/// A contest that opened.
pub(super) struct Contest {
    pub(super) community: Community,
    pub(super) id: String,
    /// When its votes are over, in milliseconds.
    pub(super) closes_at: u64,
}

impl Contest {
    /// A contest under these rules, in a community of its own.
    pub(super) fn open(rules: &Value) -> Self {
        Self::open_in(Community::new(), rules)
    }

    /// The same on another server.
    pub(super) fn open_on(server: &Server, rules: &Value) -> Self {
        Self::open_in(Community::on(server, json!({})), rules)
    }

    /// The same in this community.
    pub(super) fn open_in(community: Community, rules: &Value) -> Self {
        let owner = community.staff("owner");
        let draft = owner.post("contests", rules).ok(201).value();
        let id = draft["id"].as_str().unwrap().to_owned();
        let closes_at = rules["votes"]["closes_at"].as_u64().unwrap();
        let contest = Self {
            community,
            id,
            closes_at,
        };
        contest.try_open(&owner).ok(200);
        contest
    }

    /// A contest that closes soon, with time enough to enter and vote, however busy the machine is.
    pub(super) fn closing_soon() -> Self {
        Self::open(&soon())
    }

    /// The same contest after its server was started again.
    pub(super) fn moved_to(&self, server: &Server) -> Self {
        Self {
            community: self.community.moved_to(server),
            id: self.id.clone(),
            closes_at: self.closes_at,
        }
    }

    pub(super) fn try_open(&self, person: &Person) -> Answer {
        person
            .client
            .call("POST", person.path(&self.path("opening")))
            .send()
    }

    /// The path of one of its routes.
    pub(super) fn path(&self, route: &str) -> String {
        format!("contests/{}/{route}", self.id)
    }

    /// The address of its server.
    pub(super) fn server(&self) -> &str {
        &server::shared().url
    }

    pub(super) fn member(&self, name: &str) -> Person {
        self.community.member(&format!("{name} {}", random::name()))
    }

    pub(super) fn guest(&self) -> Person {
        self.community.guest(&random::name())
    }

    pub(super) fn try_enter(&self, person: &Person) -> Answer {
        person.post(&self.path("entries"), &fixtures::entry())
    }

    pub(super) fn enter(&self, person: &Person) -> String {
        let entry = self.try_enter(person).ok(201).value();
        entry["id"].as_str().unwrap().to_owned()
    }

    pub(super) fn decide_entry(&self, person: &Person, entry: &str, act: &str) -> Answer {
        let body = json!({ "act": act, "reason": "Please keep to the theme." });
        person.put(&self.path(&format!("entries/{entry}")), &body)
    }

    pub(super) fn entries(&self, person: &Person) -> Vec<Value> {
        let page = person.get(&self.path("entries")).ok(200).value();
        page["data"].as_array().unwrap().clone()
    }

    pub(super) fn vote(&self, person: &Person, entries: &[&str]) -> Answer {
        person.post(&self.path("ballots"), &json!({ "entries": entries }))
    }

    pub(super) fn view(&self, person: &Person) -> Value {
        person.get(&format!("contests/{}", self.id)).ok(200).value()
    }

    /// A field of what one needs to check it.
    pub(super) fn audit(&self, field: &str) -> String {
        let audit = self.community.visitor().get(&self.path("audit")).ok(200).value();
        audit[field].as_str().unwrap().to_owned()
    }

    /// The lines of the published log.
    pub(super) fn log(&self) -> Vec<String> {
        let (mut lines, mut from) = (Vec::new(), 0);
        loop {
            let text = self
                .community
                .visitor()
                .get(&self.path(&format!("log?from={from}")))
                .ok(200)
                .text();
            let part: Vec<String> = text.lines().map(str::to_owned).collect();
            let next = part
                .last()
                .and_then(|line| serde_json::from_str::<Value>(line).ok()?["next"].as_u64());
            lines.extend(part.into_iter().filter(|line| !line.starts_with("{\"next\"")));
            match next {
                Some(next) => from = next,
                None => return lines,
            }
        }
    }

    /// Waits until the alarm closed it and its log is published whole.
    pub(super) fn wait_until_closed(&self) {
        wait::until("the contest closes by itself", CLOSING_TIMEOUT, || {
            let listed = self.community.visitor().get("contests").ok(200).value();
            (listed["data"][0]["state"] == "closed")
                .then(|| self.log())
                .filter(|log| log.iter().any(|line| line.contains("fanfare.contest.v1 close")))
        });
    }
}

/// An open contest of this community, and an entry of this person that everybody sees.
pub(crate) fn published(community: &Community, person: &Person) -> (String, String) {
    let owner = community.staff("owner");
    let draft = owner.post("contests", &long()).ok(201).value();
    let contest = Contest {
        community: community.clone(),
        id: draft["id"].as_str().unwrap().to_owned(),
        closes_at: u64::MAX,
    };
    contest.try_open(&owner).ok(200);
    let entry = contest.enter(person);
    (contest.id, entry)
}

/// Rules of a contest that goes on long after the test.
pub(super) fn long() -> Value {
    lasting(3_600_000)
}

/// Rules of a contest that closes soon.
pub(super) fn soon() -> Value {
    lasting(while_busy())
}

/// Time enough, in milliseconds, for what a test does before the close: what takes longer now gets longer.
pub(super) fn while_busy() -> u64 {
    let began = Instant::now();
    Community::new().staff("owner");
    let time = (began.elapsed() * CALLS).clamp(SHORTEST, LONGEST);
    u64::try_from(time.as_millis()).unwrap()
}

fn lasting(milliseconds: u64) -> Value {
    let mut rules = fixtures::contest();
    let closes_at = jwt::now() * 1_000 + milliseconds;
    for window in ["entries", "votes"] {
        rules[window]["closes_at"] = json!(closes_at);
    }
    rules["entries_per_person"] = json!(1);
    rules["moderation"] = json!("after");
    rules
}
