//! `kill -9` in the middle of bursts of mixed writes: no acknowledged write is lost, none is doubled when it is sent
//! again with its key, none is half applied.

use std::collections::HashSet;
use std::env;
use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::random;
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::wait;
use serde_json::{Value, json};

/// Rounds of every run, and of a long one.
const ROUNDS: usize = 10;
const LONG_ROUNDS: usize = 100;
/// How many write at once, and how many people each of them writes as: one person may not write without end.
const WRITERS: usize = 4;
const PEOPLE: usize = 8;
/// The moment of the kill is random: after so many answers at least, and so many more at most.
const SHORTEST_BURST: u64 = 5;
const LONGEST_BURST: u64 = 150;
/// How long a burst may take on a machine that also builds.
const BURST_TIMEOUT: Duration = Duration::from_secs(60);

/// What is written.
#[derive(Debug, Clone)]
enum Kind {
    Question,
    Answer,
    Vote,
    /// Of a code out of a box.
    Redemption(String),
}

/// A write, and its answer if one came.
#[derive(Debug, Clone)]
struct Written {
    kind: Kind,
    person: Person,
    method: &'static str,
    route: String,
    body: Value,
    key: String,
    answer: Option<Vec<u8>>,
}

impl Written {
    fn new(kind: Kind, person: &Person, question: &str) -> Self {
        let marker = format!("zk{}", random::word());
        let (method, route, body) = match kind {
            Kind::Question => (
                "POST",
                "questions".to_owned(),
                json!({ "subject": "burst", "title": format!("Does {marker} last?"), "markdown": "", "tags": ["burst"] }),
            ),
            Kind::Answer => (
                "POST",
                format!("questions/{question}/answers"),
                json!({ "markdown": format!("It is {marker}.") }),
            ),
            Kind::Vote => ("PUT", format!("votes/{question}"), json!({ "value": 1 })),
            Kind::Redemption(ref code) => ("POST", "owners".to_owned(), json!({ "code": code })),
        };
        Self {
            kind,
            person: person.clone(),
            method,
            route,
            body,
            key: random::word(),
            answer: None,
        }
    }

    /// Sends it; whether it was answered.
    fn send(&mut self) -> bool {
        let path = self.person.path(&self.route);
        let call = self
            .person
            .client
            .call(self.method, path)
            .key(&self.key)
            .json(&self.body);
        let Ok(answer) = call.try_send() else { return false };
        if answer.status >= 500 {
            // The runtime died while the edge waited for the object: nothing was acknowledged.
            return false;
        }
        assert!(answer.status < 300, "{self:?}: {}", answer.text());
        self.answer = Some(answer.body);
        true
    }
}

/// Writes until the server is gone or every person wrote their share.
fn burst(people: &[(Person, String)], question: &str, answers: &AtomicU64) -> Vec<Written> {
    let mut done = Vec::new();
    for (person, code) in people {
        let mut acts = vec![Kind::Vote, Kind::Redemption(code.clone())];
        for _ in 0..7 {
            acts.extend([Kind::Question, Kind::Answer, Kind::Answer]);
        }
        for kind in acts {
            let mut written = Written::new(kind, person, question);
            let answered = written.send();
            done.push(written);
            if !answered {
                return done;
            }
            answers.fetch_add(1, Ordering::Relaxed);
        }
    }
    done
}

/// All identifiers of a list, page by page.
fn all(reader: &Person, list: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let separator = if list.contains('?') { '&' } else { '?' };
        let page = reader
            .get(&format!("{list}{separator}limit=100{cursor}"))
            .ok(200)
            .value();
        found.extend(
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| text(item, "id")),
        );
        let Some(next) = page["next_cursor"].as_str() else {
            return found;
        };
        cursor = format!("&cursor={next}");
    }
}

/// The identifier in an acknowledged answer.
fn id(written: &Written) -> String {
    text(
        &serde_json::from_slice(written.answer.as_ref().unwrap()).unwrap(),
        "id",
    )
}

/// Holds what is stored against what was written.
fn reconcile(community: &Community, question: &str, written: &[Written]) {
    let of = |wanted: fn(&Kind) -> bool| written.iter().filter(move |written| wanted(&written.kind));
    let asked: HashSet<String> = of(|kind| matches!(kind, Kind::Question)).map(id).collect();
    let answered: HashSet<String> = of(|kind| matches!(kind, Kind::Answer)).map(id).collect();
    let votes = of(|kind| matches!(kind, Kind::Vote)).count();

    for redeemed in of(|kind| matches!(kind, Kind::Redemption(_))) {
        let owned = redeemed.person.get("me/owned").ok(200).value();
        assert_eq!(owned["data"].as_array().map(Vec::len), Some(1), "{owned}");
    }
    let reader = community.visitor();
    let found = all(&reader, "questions?subject=burst&sort=new");
    assert_eq!(found.len(), asked.len(), "questions: none lost, none doubled");
    assert_eq!(found.into_iter().collect::<HashSet<_>>(), asked);
    let found = all(&reader, &format!("questions/{question}/answers"));
    assert_eq!(found.len(), answered.len(), "answers: none lost, none doubled");
    assert_eq!(found.into_iter().collect::<HashSet<_>>(), answered);

    // Nothing half applied: every count says the same as the rows it counts.
    let whole = reader.question(question);
    assert_eq!(whole["answer_count"], json!(answered.len()));
    assert_eq!(whole["score"], json!(votes));
    let counts = reader.get("counts?subjects=burst").ok(200).value();
    assert_eq!(counts["data"][0]["questions"], json!(asked.len()));
    for written in written.iter().rev().take(12) {
        if let Kind::Question = written.kind {
            let marker = text(&written.body, "title").split(' ').nth(1).unwrap().to_owned();
            let found = reader.get(&format!("search?q={marker}")).ok(200).text();
            assert!(found.contains(&id(written)), "{marker} is in the index");
        }
    }
}

fn round(number: usize, state: &std::path::Path) -> (usize, usize) {
    let server = Server::start(state, &Options::default());
    let community = Community::on(&server, json!({ "moderation": { "guests": "none" } }));
    let question = community.member("Robin Sample").ask();
    let request = json!({ "subject": "kettle", "count": WRITERS * PEOPLE });
    let made = community
        .operator()
        .post("owners/codes", &request)
        .ok(201)
        .value();
    let codes = made["codes"].as_array().unwrap();
    let people: Vec<(Person, String)> = codes
        .iter()
        .map(|code| {
            (
                community.member(&random::name()),
                code.as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let answers = AtomicU64::new(0);
    let mut written: Vec<Written> = thread::scope(|scope| {
        let writers: Vec<_> = people
            .chunks(PEOPLE)
            .map(|people| scope.spawn(|| burst(people, &question, &answers)))
            .collect();
        let enough = SHORTEST_BURST + random::below(LONGEST_BURST);
        wait::until("a burst of writes", BURST_TIMEOUT, || {
            (answers.load(Ordering::Relaxed) >= enough).then_some(())
        });
        server.kill();
        writers
            .into_iter()
            .flat_map(|writer| writer.join().unwrap())
            .collect()
    });
    drop(server);

    let server = Server::start(state, &Options::default());
    let community = community.moved_to(&server);
    let in_flight = written.iter().filter(|written| written.answer.is_none()).count();
    for written in &mut written {
        written.person = written.person.moved_to(&server);
        let acknowledged = written.answer.take();
        let again = written.send();
        assert!(
            again,
            "round {number}: {written:?} was not answered after the restart"
        );
        // A vote repeated is the same vote; an answer kept under its key is the same byte for byte.
        if let Some(acknowledged) = acknowledged {
            assert_eq!(
                written.answer.as_ref(),
                Some(&acknowledged),
                "round {number}: {written:?}"
            );
        }
    }
    reconcile(&community, &question, &written);
    (written.len(), in_flight)
}

#[test]
fn no_acknowledged_write_is_lost_doubled_or_half_applied_by_kill_9() {
    let rounds = if env::var_os("FANFARE_LONG").is_some() {
        LONG_ROUNDS
    } else {
        ROUNDS
    };
    let state = server::directory();
    let (mut total, mut cut) = (0, 0);
    for number in 1..=rounds {
        let (written, in_flight) = round(number, state.path());
        total += written;
        cut += in_flight;
        // Written past the test's own capture: the figures belong to every run.
        let _ = writeln!(
            std::io::stderr(),
            "kill -9, round {number}: {written} writes, {in_flight} in flight"
        );
    }
    assert!(
        total > rounds * WRITERS,
        "{total} writes in {rounds} rounds are no bursts"
    );
    assert!(cut > 0, "no round killed the server while something was written");
}
