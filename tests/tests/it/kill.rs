//! `kill -9` in the middle of bursts of mixed writes: no acknowledged write is lost, none is doubled when it is sent
//! again with its key, none is half applied; recognition, which was counting, comes to what was written.

use std::collections::HashSet;
use std::env;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::{database, fixtures, random, wait};
use serde_json::{Value, json};

use crate::recognition::{count, statement};

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
    Redemption,
    /// That it is a complaint, and that its answer solved it.
    Complaint,
    Acceptance,
    /// Of the brand: for the answer, and to do something about the question.
    Thanks,
    Promise,
}

/// Somebody who writes, what is theirs, and who stands by.
struct Writer {
    person: Person,
    /// A code out of a box.
    code: String,
    /// A question of theirs, and what was answered to it.
    question: String,
    answer: String,
    /// Somebody of the brand.
    expert: Person,
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
    fn new(kind: Kind, writer: &Writer, question: &str) -> Self {
        let Writer {
            person, code, expert, ..
        } = writer;
        let own = &writer.question;
        let person = if matches!(kind, Kind::Thanks | Kind::Promise) {
            expert
        } else {
            person
        };
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
            Kind::Redemption => ("POST", "owners".to_owned(), json!({ "code": code })),
            Kind::Complaint => (
                "PUT",
                format!("questions/{own}/complaint"),
                json!({ "complaint": true }),
            ),
            Kind::Acceptance => (
                "PUT",
                format!("questions/{own}/accepted"),
                json!({ "answer_id": writer.answer }),
            ),
            Kind::Thanks => ("PUT", format!("thanks/{}", writer.answer), json!({})),
            Kind::Promise => ("POST", "promises".to_owned(), fixtures::promise(own)),
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
fn burst(people: &[Writer], question: &str, answers: &AtomicU64) -> Vec<Written> {
    let mut done = Vec::new();
    for writer in people {
        let mut acts = vec![Kind::Vote, Kind::Redemption, Kind::Acceptance];
        acts.extend([Kind::Thanks, Kind::Complaint, Kind::Promise]);
        for _ in 0..7 {
            acts.extend([Kind::Question, Kind::Answer, Kind::Answer]);
        }
        for kind in acts {
            let mut written = Written::new(kind, writer, question);
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

    for redeemed in of(|kind| matches!(kind, Kind::Redemption)) {
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

/// Holds what is counted against what was written: whom these helpers helped, and that nothing that is kept is another
/// than a fresh computation.
fn recount(community: &Community, helpers: &[Person], written: &[Written]) {
    let counted = count(community);
    assert_eq!(
        counted["mended"], 0,
        "what is kept is what was written: {counted}"
    );
    let again = count(community);
    assert_eq!(
        (&again["digest"], &again["mended"]),
        (&counted["digest"], &json!(0))
    );
    let of = |wanted: fn(&Kind) -> bool| written.iter().filter(|written| wanted(&written.kind)).count();
    let sum = |name: &str| -> u64 {
        let numbers = helpers.iter().map(|helper| statement(helper)[name].as_u64());
        numbers.map(Option::unwrap_or_default).sum()
    };
    let accepted = of(|kind| matches!(kind, Kind::Acceptance));
    assert_eq!(sum("helped"), accepted as u64);
    assert_eq!(
        sum("staff_thanks"),
        of(|kind| matches!(kind, Kind::Thanks)) as u64
    );
    let leaders = community.visitor().get("leaders?period=ever").ok(200).value();
    let leaders = leaders["data"].as_array().unwrap().iter();
    let helped: u64 = leaders.filter_map(|leader| leader["helped"].as_u64()).sum();
    assert_eq!(helped, accepted as u64);
}

/// The people of a burst, each group with somebody who answered them and somebody of the brand.
fn gather(community: &Community) -> (Vec<Writer>, Vec<Person>) {
    let request = json!({ "subject": "kettle", "count": WRITERS * PEOPLE });
    let made = community
        .operator()
        .post("owners/codes", &request)
        .ok(201)
        .value();
    let codes: Vec<_> = made["codes"].as_array().unwrap().iter().collect();
    let (mut people, mut helpers) = (Vec::new(), Vec::new());
    for codes in codes.chunks(PEOPLE) {
        let (helper, expert) = (community.member("Sam Sample"), community.staff("expert"));
        for code in codes {
            let person = community.member(&random::name());
            let question = person.ask();
            people.push(Writer {
                answer: helper.answer(&question),
                person,
                code: code.as_str().unwrap().to_owned(),
                question,
                expert: expert.clone(),
            });
        }
        helpers.push(helper);
    }
    (people, helpers)
}

/// Has it counted again and again, until it is killed.
fn keep_counting(community: &Community, killed: &AtomicBool) {
    let operator = community.operator();
    while !killed.load(Ordering::Relaxed) {
        let path = operator.path("recognition/runs");
        let call = operator.client.call("POST", path).json(&json!({ "today": true }));
        let _ = call.try_send();
    }
}

/// What a round came to: how many writes there were, how many of them were under way when it was killed, and whether a
/// count was.
fn round(number: usize, state: &std::path::Path) -> (usize, usize, bool) {
    let server = Server::start(state, &Options::default());
    let community = Community::on(&server, json!({ "moderation": { "guests": "none" } }));
    let question = community.member("Robin Sample").ask();
    let (people, helpers) = gather(&community);
    let answers = AtomicU64::new(0);
    let killed = AtomicBool::new(false);
    let mut written: Vec<Written> = thread::scope(|scope| {
        let writers: Vec<_> = people
            .chunks(PEOPLE)
            .map(|people| scope.spawn(|| burst(people, &question, &answers)))
            .collect();
        scope.spawn(|| keep_counting(&community, &killed));
        let enough = SHORTEST_BURST + random::below(LONGEST_BURST);
        wait::until("a burst of writes", BURST_TIMEOUT, || {
            (answers.load(Ordering::Relaxed) >= enough).then_some(())
        });
        server.kill();
        killed.store(true, Ordering::Relaxed);
        writers
            .into_iter()
            .flat_map(|writer| writer.join().unwrap())
            .collect()
    });
    drop(server);
    let counting = "SELECT counting FROM recognition";
    let counting = database::run(state, "community", "recognition", &[counting]);
    let was_counting = counting.lines().any(|run| run != "0");

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
    let helpers: Vec<_> = helpers.iter().map(|helper| helper.moved_to(&server)).collect();
    recount(&community, &helpers, &written);
    (written.len(), in_flight, was_counting)
}

#[test]
fn no_acknowledged_write_is_lost_doubled_or_half_applied_by_kill_9() {
    let rounds = if env::var_os("FANFARE_LONG").is_some() {
        LONG_ROUNDS
    } else {
        ROUNDS
    };
    let state = server::directory();
    let (mut total, mut cut, mut counts) = (0, 0, 0);
    for number in 1..=rounds {
        let (written, in_flight, was_counting) = round(number, state.path());
        total += written;
        cut += in_flight;
        counts += usize::from(was_counting);
        // Written past the test's own capture: the figures belong to every run.
        let _ = writeln!(
            std::io::stderr(),
            "kill -9, round {number}: {written} writes, {in_flight} in flight, counting: {was_counting}"
        );
    }
    assert!(
        total > rounds * WRITERS,
        "{total} writes in {rounds} rounds are no bursts"
    );
    assert!(cut > 0, "no round killed the server while something was written");
    assert!(counts > 0, "no round killed the server while recognition counted");
}
