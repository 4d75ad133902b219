//! Many ballots at once: none is lost or doubled, also when the runtime is killed meanwhile; too many from one network wait
//! for a person, and the close waits for that person, not for ever.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::random;
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::wait;
use serde_json::{Value, json};
use shared::api::problem::Code;
use shared::contest::verify::Witnessed;

use super::sample::{CLOSING_TIMEOUT, Contest, long, soon};
use super::verify;

/// How many vote at once.
const VOTERS: usize = 2_000;
/// How many of them wait for an answer at the same time.
const AT_ONCE: usize = 50;
/// How many ballots a minute count from one network; what comes within two minutes is at most twice that.
pub(super) const CEILING: usize = shared::contest::deciding::CROWD as usize;
/// The header that says where somebody calls from, as a proxy in front would.
pub(super) const FROM: &str = "x-client-address";
/// How long a burst may take on a machine that also builds.
const BURST_TIMEOUT: Duration = Duration::from_secs(60);

/// Rules that let guests vote: they are known at once.
pub(super) fn for_guests(mut rules: Value) -> Value {
    rules["voters"]["tiers"] = json!(["email", "sso", "guest"]);
    rules
}

pub(super) fn guests(community: &Community, count: usize) -> Vec<Person> {
    let each = count.div_ceil(16);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..16)
            .map(|_| {
                let make = move || {
                    (0..each)
                        .map(|_| community.guest(&random::name()))
                        .collect::<Vec<_>>()
                };
                scope.spawn(make)
            })
            .collect();
        let made = workers.into_iter().flat_map(|worker| worker.join().unwrap());
        made.take(count).collect()
    })
}

/// The place of an accepted ballot in the log.
fn place(answer: &Answer) -> u64 {
    answer.value()["ballot"].as_u64().unwrap()
}

/// The most bytes of database a ballot may take: its leaf, the hashes above it, its voter and the key it came with.
const BYTES_OF_A_BALLOT: u64 = 1_024;
/// How large the databases are in the folders of contests, with what still stands in their logs.
const DATABASES: &str = "
import glob, sqlite3, sys
names = [name for name in glob.glob(sys.argv[1] + '/*/*.sqlite') if 'contest' in name.rsplit('/', 2)[1].lower()]
pragma = lambda database, name: database.execute('PRAGMA ' + name).fetchone()[0]
print(sum(pragma(d, 'page_count') * pragma(d, 'page_size') for d in map(sqlite3.connect, names)))
";

fn database_bytes(state: &std::path::Path) -> u64 {
    let mut python = std::process::Command::new("python3");
    let output = python.args(["-c", DATABASES]).arg(state.join("objects")).output();
    let output = output.expect("python3 is installed");
    let said = String::from_utf8_lossy(&output.stdout);
    let bytes = said.trim().parse();
    bytes.unwrap_or_else(|_| panic!("no size: {}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn two_thousand_ballots_at_once_are_two_thousand_leaves_of_less_than_a_kilobyte() {
    let state = server::directory();
    let server = Server::start(state.path(), &Options::default());
    let contest = Contest::open_on(&server, &for_guests(long()));
    let entry = contest.enter(&contest.member("Ada"));
    let voters = guests(&contest.community, VOTERS);
    let places: Vec<u64> = thread::scope(|scope| {
        let workers: Vec<_> = voters
            .chunks(VOTERS / AT_ONCE)
            .map(|voters| {
                let (contest, entry) = (&contest, &entry);
                let vote = move |voter| place(&contest.vote(voter, &[entry]).ok(201));
                scope.spawn(move || voters.iter().map(vote).collect::<Vec<_>>())
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    // The rules and the entry come first; then every leaf is one ballot of one voter.
    let all: BTreeSet<u64> = places.iter().copied().collect();
    assert_eq!(all, (2..2 + VOTERS as u64).collect());
    for (voter, place_of) in voters.iter().zip(places).step_by(97) {
        assert_eq!(place(&voter.get(&contest.path("ballot")).ok(200)), place_of);
    }
    drop(server);
    let bytes = database_bytes(state.path());
    let each = bytes / VOTERS as u64;
    assert!(
        (1..=BYTES_OF_A_BALLOT).contains(&each),
        "{each} bytes a ballot, {bytes} in all"
    );
}

/// A ballot with its key, and its answer if one came.
struct Sent {
    voter: Person,
    key: String,
    answer: Option<Vec<u8>>,
}

impl Sent {
    fn send(&mut self, contest: &Contest, entry: &str) -> bool {
        let path = self.voter.path(&contest.path("ballots"));
        let call = self.voter.client.call("POST", path).key(&self.key);
        let Ok(answer) = call.json(&json!({ "entries": [entry] })).try_send() else {
            return false;
        };
        // The runtime died while the Worker waited for the object: nothing was acknowledged.
        if answer.status >= 500 {
            return false;
        }
        assert_eq!(answer.status, 201, "{}", answer.text());
        self.answer = Some(answer.body);
        true
    }
}

#[test]
fn no_acknowledged_ballot_is_lost_or_doubled_by_kill_9() {
    let state = server::directory();
    let server = Server::start(state.path(), &Options::default());
    let contest = Contest::open_on(&server, &for_guests(long()));
    let entry = contest.enter(&contest.member("Ada"));
    let voters = guests(&contest.community, 400);
    let answered = AtomicU64::new(0);
    let mut sent: Vec<Sent> = thread::scope(|scope| {
        let workers: Vec<_> = voters
            .chunks(50)
            .map(|voters| {
                let (contest, entry, answered) = (&contest, &entry, &answered);
                scope.spawn(move || {
                    let mut done = Vec::new();
                    for voter in voters {
                        let (voter, key) = (voter.clone(), random::word());
                        let mut ballot = Sent {
                            voter,
                            key,
                            answer: None,
                        };
                        let went_on = ballot.send(contest, entry);
                        done.push(ballot);
                        if !went_on {
                            break;
                        }
                        answered.fetch_add(1, Ordering::Relaxed);
                    }
                    done
                })
            })
            .collect();
        let enough = 20 + random::below(150);
        wait::until("a burst of ballots", BURST_TIMEOUT, || {
            (answered.load(Ordering::Relaxed) >= enough).then_some(())
        });
        server.kill();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    drop(server);

    let server = Server::start(state.path(), &Options::default());
    let contest = contest.moved_to(&server);
    assert!(
        sent.iter().any(|ballot| ballot.answer.is_none()),
        "something was in flight"
    );
    for ballot in &mut sent {
        ballot.voter = ballot.voter.moved_to(&server);
        let acknowledged = ballot.answer.take();
        assert!(ballot.send(&contest, &entry), "it is answered after the restart");
        if acknowledged.is_some() {
            assert_eq!(
                ballot.answer, acknowledged,
                "a kept reply is the same byte for byte"
            );
        }
    }
    let place = |ballot: &Sent| {
        let answer: Value = serde_json::from_slice(ballot.answer.as_ref().unwrap()).unwrap();
        answer["ballot"].as_u64().unwrap()
    };
    let places: BTreeSet<u64> = sent.iter().map(place).collect();
    assert_eq!(places, (2..2 + sent.len() as u64).collect());
}

#[test]
fn ballots_past_a_networks_ceiling_wait_and_the_close_waits_for_a_person() {
    let state = server::directory();
    let trusting = Options::with(&["--client-address-header", FROM]);
    let server = Server::start(state.path(), &trusting);
    let community = Community::on(&server, json!({}));
    let voters = guests(&community, 2 * CEILING + 4);
    let contest = Contest::open_in(community, &for_guests(soon()));
    let (ada, moderator) = (contest.member("Ada"), contest.community.staff("moderator"));
    let entry = contest.enter(&ada);
    let vote = |voter: &Person, from: &str| {
        let path = voter.path(&contest.path("ballots"));
        let call = voter.client.call("POST", path).header(FROM, from);
        call.json(&json!({ "entries": [entry] })).send().ok(201).value()
    };
    let mut voters = voters.iter();
    // What is refused pushes nobody past the ceiling.
    for refused in voters.by_ref().take(2) {
        for _ in 0..=CEILING / 2 {
            let path = refused.path(&contest.path("ballots"));
            let call = refused.client.call("POST", path).header(FROM, "192.0.2.1");
            let nothing = json!({ "entries": ["en_00000000000000000000000000000000"] });
            call.json(&nothing).send().refused(Code::InvalidField);
        }
    }
    // A minute may end meanwhile, and with it its count.
    let (mut counted, mut held) = (0, None);
    for voter in voters.by_ref() {
        let ballot = vote(voter, "192.0.2.1");
        if ballot["held"] == true {
            held = ballot["ballot"].as_u64();
            break;
        }
        counted += 1;
    }
    let held = held.expect("one of them waits");
    assert!((CEILING..=2 * CEILING).contains(&counted), "{counted}");
    let elsewhere = vote(voters.next().unwrap(), "198.51.100.7");
    assert_eq!(elsewhere["held"], false, "a school is not the town");

    let page = format!("/{}/contests/{}", contest.community.slug, contest.id);
    let visitor = contest.community.visitor();
    wait::until("the page says what the close waits for", CLOSING_TIMEOUT, || {
        let shown = visitor.client.page(&page).ok(200).text();
        shown.contains("Votes wait for a decision").then_some(())
    });
    assert_eq!(contest.view(&visitor)["state"], "open");
    let decision = json!({ "act": "release", "reason": "A school: its teacher confirmed it." });
    moderator
        .put(&contest.path(&format!("ballots/{held}")), &decision)
        .ok(200);
    contest.wait_until_closed();
    let report = verify(&contest, Witnessed::default()).unwrap();
    assert_eq!((report.counted, report.held), (counted as u64 + 2, 0));
    assert!(
        contest
            .log()
            .iter()
            .any(|line| line.contains("its teacher confirmed it"))
    );
}

#[test]
fn a_contest_restored_to_an_older_state_is_stopped_and_signs_no_second_history() {
    let state = server::directory();
    let start = || Server::start(state.path(), &Options::default());
    let server = start();
    let contest = Contest::open_on(&server, &long());
    let people: Vec<Person> = ["Ada", "Bo", "Cy"].map(|name| contest.member(name)).into();
    contest.enter(&people[0]);
    drop(server);
    let older = tempfile::tempdir().unwrap();
    let (now, then) = (state.path().join("objects"), older.path().to_owned());
    copy(&now, &then);

    let server = start();
    let (contest, people) = moved(&contest, &people, &server);
    contest.enter(&people[1]);
    let signed = contest.audit("checkpoint");
    drop(server);
    // Only the contest is restored: the community remembers what it saw.
    for namespace in std::fs::read_dir(&then).unwrap() {
        let namespace = namespace.unwrap().file_name();
        if namespace.to_string_lossy().to_lowercase().contains("contest") {
            std::fs::remove_dir_all(now.join(&namespace)).unwrap();
            copy(&then.join(&namespace), &now.join(&namespace));
        }
    }

    let server = start();
    let (contest, people) = moved(&contest, &people, &server);
    assert_ne!(contest.audit("checkpoint"), signed, "its state is the older one");
    contest.try_enter(&people[2]);
    wait::until("the contest is stopped", CLOSING_TIMEOUT, || {
        (contest.view(&people[2])["state"] == "stopped").then_some(())
    });
    let size = |note: &str| note.lines().nth(1).unwrap().parse::<u64>().unwrap();
    assert!(
        size(&contest.audit("checkpoint")) < size(&signed),
        "nothing more is signed"
    );
    contest
        .vote(&people[2], &[])
        .refused(shared::api::problem::Code::WrongState);
}

#[test]
fn a_contest_that_takes_no_message_keeps_none_from_the_others() {
    let state = server::directory();
    let start = || Server::start(state.path(), &Options::default());
    let server = start();
    let contest = Contest::open_on(&server, &long());
    drop(server);
    for file in databases(&state.path().join("objects")) {
        std::fs::write(file, "what no database begins with").unwrap();
    }

    let server = start();
    let contest = contest.moved_to(&server);
    let broken = format!("contests/{}", contest.id);
    assert_eq!(contest.community.visitor().get(&broken).status, 503);
    // Who loses a role tells every open contest.
    let community = &contest.community;
    let path = format!("members/{}", community.staff("moderator").id);
    let lowered = json!({ "role": "member" });
    community.operator().put(&path, &lowered).ok(200);
    let another = Contest::open_in(contest.community.clone(), &long());
    another.enter(&another.member("Ada"));
}

/// The databases of contests below a directory of objects, and what belongs to them.
fn databases(objects: &std::path::Path) -> Vec<std::path::PathBuf> {
    let files = std::fs::read_dir(objects.join("fanfare-contest")).unwrap();
    let files = files.map(|file| file.unwrap().path());
    files.filter(|file| !file.ends_with("metadata.sqlite")).collect()
}

fn moved(contest: &Contest, people: &[Person], server: &Server) -> (Contest, Vec<Person>) {
    let people = people.iter().map(|person| person.moved_to(server)).collect();
    (contest.moved_to(server), people)
}

/// Copies a directory with all that is in it.
fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
