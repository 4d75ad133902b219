//! Many who redeem one code at once: each on a connection of their own, all requests there before an answer is read.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::server;
use serde_json::json;

use super::{code, owned};

/// How many redeem one code, and how many of them are signed in at once.
const REDEEMERS: usize = 1_000;
const AT_ONCE: usize = 40;
/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// So many people.
fn people(community: &Community) -> Vec<Person> {
    thread::scope(|scope| {
        let sign_in = || (0..REDEEMERS / AT_ONCE).map(|_| community.member("Sam Sample"));
        let workers: Vec<_> = (0..AT_ONCE)
            .map(|_| scope.spawn(move || sign_in().collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    })
}

/// What they send to redeem a code, as it goes over the wire.
fn request(person: &Person, code: &str) -> Vec<u8> {
    let body = json!({ "code": code }).to_string();
    let head = [
        format!("POST {} HTTP/1.1", person.path("owners")),
        format!("host: {}", server::shared().address()),
        format!("authorization: Bearer {}", person.client.token().unwrap()),
        "content-type: application/json".to_owned(),
        format!("content-length: {}", body.len()),
        "connection: close".to_owned(),
    ];
    format!("{}\r\n\r\n{body}", head.join("\r\n")).into_bytes()
}

/// The statuses of all: each is connected and has sent all but its last byte before the first sends that, and all have
/// sent it before an answer is read.
fn at_once(requests: &[Vec<u8>]) -> Vec<u16> {
    let begun = requests.iter().map(|request| {
        let mut stream = TcpStream::connect(server::shared().address()).unwrap();
        stream.set_read_timeout(Some(TIMEOUT)).unwrap();
        let (last, rest) = request.split_last().unwrap();
        stream.write_all(rest).unwrap();
        (stream, *last)
    });
    let mut begun: Vec<_> = begun.collect();
    for (stream, last) in &mut begun {
        stream.write_all(&[*last]).unwrap();
    }
    let status = |(stream, _): &mut (TcpStream, u8)| {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
        status.unwrap_or_else(|| panic!("no answer: {answer:?}"))
    };
    begun.iter_mut().map(status).collect()
}

#[test]
fn a_thousand_who_redeem_one_code_at_once_are_one_owner() {
    let community = Community::new();
    let code = code(&community);
    let people = people(&community);
    let requests: Vec<_> = people.iter().map(|person| request(person, &code)).collect();
    let statuses = at_once(&requests);
    assert_eq!(statuses.len(), REDEEMERS);
    let of = |wanted: u16| {
        let with = people.iter().zip(&statuses);
        with.filter(move |(_, status)| **status == wanted)
            .map(|(person, _)| person)
    };
    assert_eq!((of(200).count(), of(422).count()), (1, REDEEMERS - 1));
    let owner = of(200).next().unwrap();
    assert_eq!(text(&owned(owner)[0]["subject"], "key"), "strainer");
    for other in of(422).step_by(97) {
        assert_eq!(owned(other), json!([]));
    }
}
