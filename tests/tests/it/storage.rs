//! A write is done whole or not at all: when a statement fails, when the code panics, and for whoever asks meanwhile.
//!
//! The Worker of these tests was built to fail on demand; no release is. A panic ends the wasm instance: the write
//! that panicked is answered as one to send again, and those in flight beside it may be, too.

use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::fixtures;
use fanfare_tests::random;
use fanfare_tests::server::{self, Options, Server};
use serde_json::{Value, json};
use shared::api::problem::Code;

/// How long a sender waits for an answer; also that of a panic takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// The server that fails when a key asks it to.
fn failing() -> &'static Server {
    static FAILING: OnceLock<Server> = OnceLock::new();
    FAILING.get_or_init(|| server::for_all_tests(Options::with(&["--fault-injection"])))
}

/// A community of that server, and the turn of the test that has it: a panic ends what is in flight for every
/// community of the isolate, so the tests that ask for one go one after the other.
fn community() -> (MutexGuard<'static, ()>, Community) {
    static TURN: Mutex<()> = Mutex::new(());
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    (turn, Community::on(failing(), json!({})))
}

/// A key that makes a write fail before its third statement.
fn fault(kind: &str) -> String {
    format!("fanfare-fault-injection-{kind}-3")
}

/// Everything a stranger and the author can read, to see that nothing changed.
fn everything(community: &Community, author: &Person, question: &str) -> Vec<Value> {
    let visitor = community.visitor();
    let mut all: Vec<Value> = [
        "questions?sort=new".to_owned(),
        "subjects".to_owned(),
        "counts?subjects=strainer,other".to_owned(),
        "search?q=strainer".to_owned(),
        format!("questions/{question}"),
        format!("questions/{question}/answers"),
    ]
    .iter()
    .map(|path| visitor.get(path).ok(200).value())
    .collect();
    all.push(
        author
            .get(&format!("overlay?question={question}"))
            .ok(200)
            .value(),
    );
    all
}

/// Three writes of several statements each.
fn writes(question: &str) -> [(&'static str, String, Value); 3] {
    [
        (
            "POST",
            "questions".to_owned(),
            json!({ "subject": "other", "title": "Does the strainer rust?", "markdown": "", "tags": ["rust"] }),
        ),
        (
            "POST",
            format!("questions/{question}/answers"),
            fixtures::answer(),
        ),
        (
            "PATCH",
            format!("questions/{question}"),
            json!({ "title": "Does the other strainer rust?" }),
        ),
    ]
}

/// The answer to a write; none when it was lost.
fn write(
    person: &Person,
    (method, route, body): &(&'static str, String, Value),
    key: &str,
) -> Option<Answer> {
    let client = person.client.giving_up_after(PATIENCE);
    let call = client.call(method, person.path(route)).key(key).json(body);
    call.try_send().ok().filter(|answer| answer.status < 500)
}

#[test]
fn a_failed_statement_is_answered_as_our_fault_and_says_nothing_of_the_inside() {
    let (_turn, community) = community();
    let author = community.member("Robin Sample");
    let failed = author.post_with_key("questions", &fixtures::question(), &fault("error"));
    failed.refused(Code::Internal);
    assert!(!failed.text().contains("fault"), "{}", failed.text());
}

#[test]
fn a_write_that_panics_is_answered_at_once_as_one_to_send_again() {
    let (_turn, community) = community();
    let author = community.member("Robin Sample");
    let client = author.client.giving_up_after(PATIENCE);
    let call = client.call("POST", author.path("questions"));
    let answer = call.key(&fault("panic")).json(&fixtures::question()).send();
    answer.refused(Code::Unavailable);
}

#[test]
fn a_write_whose_third_statement_fails_leaves_nothing() {
    let (_turn, community) = community();
    let author = community.member("Robin Sample");
    let question = author.ask();
    let faults = ["error", "panic", "error"];
    for (kind, act) in faults.into_iter().zip(writes(&question)) {
        let before = everything(&community, &author, &question);
        let done = write(&author, &act, &fault(kind));
        assert!(done.is_none(), "{kind} in {act:?} was acknowledged");
        assert_eq!(
            everything(&community, &author, &question),
            before,
            "{kind} in {act:?}"
        );
    }
    for act in writes(&question) {
        let done = write(&author, &act, &random::word()).expect("an answer");
        assert!(done.status < 300, "{act:?}: {}", done.text());
    }
}

#[test]
fn the_same_request_succeeds_after_it_failed() {
    let (_turn, community) = community();
    let author = community.member("Robin Sample");
    let question = fixtures::question();
    let act = ("POST", "questions".to_owned(), question);
    for kind in ["error", "panic"] {
        assert!(write(&author, &act, &fault(kind)).is_none(), "{kind}");
    }
    let key = random::word();
    let send = || write(&author, &act, &key).expect("an answer").ok(201);
    let (first, again) = (send(), send());
    assert_eq!(first.body, again.body);
    let list = community.visitor().get("questions").ok(200).value();
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
}

#[test]
fn writes_in_flight_beside_a_panic_succeed_when_sent_again_with_their_key() {
    let (_turn, community) = community();
    let asked = community.member("Robin Sample").ask();
    let people: Vec<Person> = (0..8).map(|_| community.member(&random::name())).collect();
    let panicking = community.member("Lou Sample");
    let retried: usize = thread::scope(|scope| {
        let workers: Vec<_> = people
            .iter()
            .map(|person| {
                let act = ("POST", format!("questions/{asked}/answers"), fixtures::answer());
                scope.spawn(move || {
                    let key = random::word();
                    if write(person, &act, &key).is_some() {
                        return 0;
                    }
                    let again = write(person, &act, &key).expect("an answer after the panic");
                    again.ok(201);
                    1
                })
            })
            .collect();
        let act = ("POST", format!("questions/{asked}/answers"), fixtures::answer());
        assert!(write(&panicking, &act, &fault("panic")).is_none());
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    eprintln!(
        "{retried} of {} writes had to be sent again after the panic",
        people.len()
    );
    assert_eq!(
        community.visitor().question(&asked)["answer_count"],
        json!(people.len())
    );
}
