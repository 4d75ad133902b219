//! Bad input: the right 4xx naming the field, at once, and nothing changed.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use fanfare_tests::assertions::ids;
use fanfare_tests::client::Client;
use fanfare_tests::command::fanfare;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::fixtures;
use fanfare_tests::server::{self, OPERATOR_TOKEN, Options, Server};
use serde_json::{Value, json};
use shared::api::problem::Code;

/// How long a raw answer may take before the test gives up on it.
const RAW_TIMEOUT: Duration = Duration::from_secs(20);

/// A good question with one field changed.
fn question_with(field: &str, value: Value) -> Value {
    let mut question = fixtures::question();
    question[field] = value;
    question
}

/// Sends bytes that no honest client sends, and reads what comes back.
fn raw(request: &[u8]) -> String {
    let mut stream = TcpStream::connect(server::shared().address()).unwrap();
    stream.set_read_timeout(Some(RAW_TIMEOUT)).unwrap();
    // The server may close before it read everything.
    let _ = stream.write_all(request);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn every_field_of_a_question_has_a_limit() {
    let community = Community::new();
    for (field, pointer, value) in [
        ("title", "/title", json!("Why?")),
        ("title", "/title", json!("a".repeat(151))),
        ("title", "/title", json!("?!?!?!?!?!")),
        ("title", "/title", json!("How \u{202E}does this work?")),
        ("title", "/title", json!(7)),
        ("title", "/title", Value::Null),
        ("markdown", "/markdown", json!("a".repeat(10_001))),
        ("markdown", "/markdown", json!(["a"])),
        ("tags", "/tags/5", json!(["a", "b", "c", "d", "e", "f"])),
        ("tags", "/tags/1", json!(["a", "b".repeat(31)])),
        ("tags", "/tags/0", json!(["<b>"])),
        ("tags", "/tags", json!("a")),
        ("tags", "/tags/0", json!([1])),
        ("subject", "/subject", json!("")),
        ("subject", "/subject", json!("a".repeat(301))),
        ("subject_name", "/subject_name", json!("a".repeat(121))),
    ] {
        // Ten refused questions are as many as ten good ones to the limit of a person: each has another asker.
        let asker = community.member("Robin Sample");
        let problem = asker.post("questions", &question_with(field, value));
        problem.refused_field(pointer);
    }
    assert!(
        ids(&community.visitor().get("questions")).is_empty(),
        "nothing changed"
    );
}

#[test]
fn every_other_text_has_a_limit_too() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let member = community.member("Sam Sample");
    let moderator = community.staff("moderator");
    let question = asker.ask();
    let answer = member.answer(&question);
    let answers = format!("questions/{question}/answers");
    member
        .post(&answers, &json!({ "markdown": "N" }))
        .refused_field("/markdown");
    member
        .post(&answers, &json!({ "markdown": "a".repeat(10_001) }))
        .refused_field("/markdown");
    let comment = |text: &str| json!({ "answer_id": answer, "text": text });
    member.post("comments", &comment("N")).refused_field("/text");
    member
        .post("comments", &comment(&"a".repeat(601)))
        .refused_field("/text");
    member
        .post("comments", &json!({ "answer_id": "a_1", "text": "With water?" }))
        .refused_field("/answer_id");
    let report =
        |target: &str, reason: &str, note: &str| json!({ "target": target, "reason": reason, "note": note });
    member
        .post("reports", &report(&question, "other", &"a".repeat(601)))
        .refused_field("/note");
    member
        .post("reports", &report(&question, "boring", ""))
        .refused_field("/reason");
    member
        .post("reports", &report("p_1", "other", ""))
        .refused_field("/target");
    moderator
        .put(
            &format!("moderation/{question}"),
            &json!({ "act": "hide", "reason": "a".repeat(301) }),
        )
        .refused_field("/reason");
    moderator
        .put(&format!("moderation/{question}"), &json!({ "act": "burn" }))
        .refused_field("/act");
    member
        .patch("me", &json!({ "name": "a".repeat(41) }))
        .refused_field("/name");
    moderator
        .put(
            &format!("votes/{answer}"),
            &json!({ "value": -1, "reason": "a".repeat(301) }),
        )
        .refused_field("/reason");
    assert_eq!(community.visitor().question(&question)["answer_count"], 1);
}

#[test]
fn every_setting_has_a_form() {
    let community = Community::new();
    let operator = community.operator();
    let before = operator.get("settings").ok(200).body;
    for (field, value) in [
        ("name", json!("")),
        ("name", json!("a".repeat(61))),
        ("origins", json!(["ftp://shop.example"])),
        ("origins", json!(["https://shop.example/path"])),
        ("languages", json!(["tlh"])),
        ("languages", json!([])),
        ("time_zone", json!("not a zone!")),
        ("time_zone", json!("Mars/Olympus")),
        ("accent", json!("red")),
        ("writers", json!("nobody")),
        (
            "sso_keys",
            json!([{ "kid": "k", "algorithm": "HS256", "key": "short" }]),
        ),
        (
            "sso_keys",
            json!([{ "kid": "k", "algorithm": "none", "key": "" }]),
        ),
        ("moderation", json!({ "guests": "sometimes" })),
        ("moderation", json!({ "promised_hours": 0 })),
        ("levels", json!({ "like": { "names": { "de": "Treu" } } })),
        ("levels", json!({ "like": { "unlocks": ["everything"] } })),
        ("levels", json!({ "hate": {} })),
    ] {
        let refused = operator.patch("settings", &json!({ field: value }));
        let problem = refused.refused(Code::InvalidField);
        let pointer = format!("/{field}");
        assert!(
            problem
                .errors
                .iter()
                .any(|error| error.pointer.starts_with(&pointer)),
            "{field}: {problem:?}"
        );
    }
    assert_eq!(operator.get("settings").ok(200).body, before, "nothing changed");
    let refused = operator
        .client
        .call("POST", "/api/v1/communities")
        .json(&json!({ "slug": "t-mars", "name": "Halden", "time_zone": "Mars/Olympus" }))
        .send();
    refused.refused_field("/time_zone");
    let refused = operator
        .client
        .call("POST", "/api/v1/communities")
        .json(&json!({ "slug": "t-elsewhere", "name": "Halden", "jurisdiction": "eu" }))
        .send();
    let refused = refused.refused_field("/jurisdiction");
    assert!(
        refused.errors[0].detail.contains("FANFARE_JURISDICTION"),
        "{refused:?}"
    );
}

#[test]
fn settings_that_the_command_shows_are_changed_and_given_back() {
    let community = Community::new();
    let folder = server::directory();
    let file = folder.path().join("settings.json");
    let run = |file: Option<&Path>| {
        let mut command = fanfare();
        command.args(["community", "settings", "--community", &community.slug]);
        command.args(["--server", &server::shared().url]);
        command.args(["--operator-token", OPERATOR_TOKEN]).args(file);
        let output = command.output().expect("cargo runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let before = run(None);
    let mut changed = before.clone();
    changed["writers"] = json!("signed_in");
    std::fs::write(&file, changed.to_string()).unwrap();
    assert_eq!(run(Some(&file)), changed);
    std::fs::write(&file, json!({ "writers": before["writers"] }).to_string()).unwrap();
    assert_eq!(run(Some(&file)), before, "what a file does not name stays");
    community.member("Robin Sample").ask();
}

#[test]
fn settings_that_stay_as_they_are_are_no_change() {
    let community = Community::with(json!({ "time_zone": "Europe/Oslo" }));
    let operator = community.operator();
    let version = |accent: &str| {
        let body = json!({ "accent": accent, "time_zone": "Europe/Oslo" });
        operator
            .patch("settings", &body)
            .ok(200)
            .header("fanfare-version")
    };
    let first = version("#336699");
    assert_eq!(version("#336699"), first);
    assert_ne!(version("#993366"), first);
}

#[test]
fn a_body_of_another_shape_names_the_place() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let problem = asker.post("questions", &question_with("color", json!("red")));
    assert!(problem.refused(Code::InvalidField).detail.contains("color"));
    asker
        .post("questions", &json!({ "subject": "strainer" }))
        .refused(Code::InvalidField);
    asker.post("questions", &json!([])).refused(Code::InvalidField);
    asker
        .post("session", &json!({ "kind": "magic" }))
        .refused(Code::InvalidField);
}

#[test]
fn what_is_no_json_is_refused_as_that() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    for body in ["", "{", "{\"title\": }", "{\"subject\": \"a\",}", "\u{feff}{}"] {
        let path = asker.path("questions");
        let sent = asker
            .client
            .call("POST", path)
            .body("application/json", body)
            .send();
        sent.refused(Code::MalformedJson);
    }
    let invalid = asker
        .client
        .call("POST", asker.path("questions"))
        .body("application/json", b"{\"title\": \"\xff\xfe\"}".to_vec())
        .send();
    assert!((400..500).contains(&invalid.status), "{}", invalid.text());
}

#[test]
fn only_json_is_taken() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "",
        "application/jsonp",
    ] {
        let body = fixtures::question().to_string();
        let sent = asker
            .client
            .call("POST", asker.path("questions"))
            .body(content_type, body)
            .send();
        sent.refused(Code::UnsupportedMediaType);
    }
    let body = fixtures::question().to_string();
    let sent = asker
        .client
        .call("POST", asker.path("questions"))
        .body("application/json; charset=utf-8", body)
        .send();
    assert_eq!(sent.status, 201);
}

#[test]
fn a_body_over_its_limit_is_refused_by_its_announced_length() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let token = asker.client.token().unwrap();
    let body = fixtures::titled(&"a".repeat(200_000)).to_string();
    let request = format!(
        "POST {} HTTP/1.1\r\nhost: fanfare\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        asker.path("questions"),
        body.len(),
    );
    // The server answers before it read everything, which not every client likes.
    let answer = raw(request.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("body_too_large"), "{answer}");
    assert!(ids(&community.visitor().get("questions")).is_empty());
}

/// A question sent in chunks, without a length.
fn chunked(asker: &Person, size: usize) -> String {
    let token = asker.client.token().unwrap();
    let path = asker.path("questions");
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: fanfare\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n\
         transfer-encoding: chunked\r\nconnection: close\r\n\r\n"
    );
    let mut request = head.into_bytes();
    let chunk = "a".repeat(8_192);
    for _ in 0..size / chunk.len() {
        request.extend_from_slice(format!("{:x}\r\n{chunk}\r\n", chunk.len()).as_bytes());
    }
    request.extend_from_slice(b"0\r\n\r\n");
    raw(&request)
}

#[test]
fn a_body_without_a_length_is_cut_off_at_its_limit() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let answer = chunked(&asker, 1024 * 1024);
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(ids(&community.visitor().get("questions")).is_empty());
}

#[test]
fn a_body_shorter_than_announced_changes_nothing() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let token = asker.client.token().unwrap();
    let body = fixtures::question().to_string();
    let request = format!(
        "POST {} HTTP/1.1\r\nhost: fanfare\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        asker.path("questions"),
        body.len() + 40,
    );
    let answer = raw(request.as_bytes());
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    assert!(ids(&community.visitor().get("questions")).is_empty());
}

#[test]
fn odd_pages_of_lists_are_refused() {
    let community = Community::new();
    let visitor = community.visitor();
    for cursor in ["x", "AAAA", "%00", &"a".repeat(600)] {
        visitor
            .get(&format!("questions?cursor={cursor}"))
            .refused(Code::BadCursor);
    }
    for limit in ["0", "101", "-1", "x", "1e3"] {
        let refused = visitor.get(&format!("questions?limit={limit}"));
        assert!(matches!(refused.status, 400 | 422), "{limit}: {}", refused.text());
    }
    let refused = visitor.get("questions?sort=best");
    assert!(matches!(refused.status, 400 | 422), "{}", refused.text());
    visitor.get("questions?color=red").refused(Code::BadRequest);
}

#[test]
fn a_cursor_of_another_list_or_community_is_refused() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let (_, _) = (asker.ask(), asker.ask());
    let page = community
        .visitor()
        .get("questions?sort=new&limit=1")
        .ok(200)
        .value();
    let cursor = page["next_cursor"].as_str().unwrap();
    community
        .visitor()
        .get(&format!("questions?sort=top&limit=1&cursor={cursor}"))
        .refused(Code::BadCursor);
    Community::new()
        .visitor()
        .get(&format!("questions?sort=new&limit=1&cursor={cursor}"))
        .refused(Code::BadCursor);
}

#[test]
fn a_bad_token_is_refused_and_never_echoed() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let good = asker.client.token().unwrap();
    let changed = format!("{}x", &good[..good.len() - 1]);
    for token in ["x", "v1.a.b", &changed, &"a".repeat(5_000), "v1.."] {
        let refused = community.holder(token).get("me");
        refused.refused(Code::BadToken);
        assert!(
            !refused.text().contains(&token[..token.len().min(40)]) || token.len() < 4,
            "{}",
            refused.text()
        );
    }
}

#[test]
fn each_line_of_the_log_is_json_and_names_nobody() {
    let state = server::directory();
    let server = Server::start(state.path(), &Options::default());
    let community = Community::on(&server, json!({}));
    let client = community.visitor().client;
    client.page(format!("/{}", community.slug)).ok(200);
    for path in [
        "/caf%C3%A9",
        "/someone@example.com",
        "/%22%5C%0A",
        "/api/v1/someone@example.com/view",
    ] {
        assert_eq!(client.page(path).status, 404, "{path}");
    }
    let log = server.log();
    let lines: Vec<Value> = log
        .lines()
        .filter(|line| line.contains("\"route\""))
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    let named: Vec<&Value> = lines.iter().map(|line| &line["community"]).collect();
    assert!(
        named.contains(&&json!(community.slug)) && named.len() >= 6,
        "{log}"
    );
    assert!(
        named.iter().all(|name| **name == community.slug || *name == ""),
        "{named:?}"
    );
}

/// What is promised of every answer to bad input.
const PROMISED: Duration = Duration::from_millis(50);
/// How many times a constant answer the same may take where the machine is busy with something else: an object is asked,
/// and the problem is written.
const CONSTANTS: u32 = 4;

/// How long this takes.
fn time_of(act: impl FnOnce()) -> Duration {
    let began = Instant::now();
    act();
    began.elapsed()
}

/// The middle of these times.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[test]
fn bad_input_is_answered_quickly() {
    let community = Community::new();
    let (asker, visitor) = (community.member("Robin Sample"), community.visitor());
    let vote = asker.path("votes/q_00000000000000000000000000000000");
    let put = |content_type: &str, body: &str| {
        let call = asker.client.call("PUT", &vote);
        call.body(content_type, body).send()
    };
    let json = "application/json";
    let unknown = "/api/v1/t-nobody-made-this/questions";
    let bad: [(&str, &dyn Fn()); 6] = [
        ("malformed", &|| drop(put(json, "{").refused(Code::MalformedJson))),
        ("misshapen", &|| {
            drop(put(json, "{\"value\":[]}").refused_field("/value"))
        }),
        ("a form", &|| {
            drop(put("text/plain", "{}").refused(Code::UnsupportedMediaType))
        }),
        ("a cursor", &|| {
            drop(visitor.get("questions?cursor=AAAA").refused(Code::BadCursor))
        }),
        ("a token", &|| {
            drop(community.holder("v1.a.b").get("me").refused(Code::BadToken))
        }),
        ("nowhere", &|| {
            drop(visitor.client.get(unknown).refused(Code::UnknownCommunity))
        }),
    ];
    for (what, send) in bad {
        // Both in turn, so that whatever else the machine does slows them alike.
        let pairs = (0..15).map(|_| {
            (
                time_of(send),
                time_of(|| drop(visitor.client.get("/health").ok(200))),
            )
        });
        let (answers, constants): (Vec<_>, Vec<_>) = pairs.unzip();
        let (answer, constant) = (median(answers), median(constants));
        assert!(
            answer < PROMISED.max(constant * CONSTANTS),
            "{what} took {answer:?}, a constant answer {constant:?}"
        );
    }
}

#[test]
fn a_community_is_made_by_the_operator_with_a_good_slug() {
    let client = Client::new(server::shared());
    let operator = client.with_token(OPERATOR_TOKEN);
    let make = |client: &Client, body: &Value| client.call("POST", "/api/v1/communities").json(body).send();
    let body = json!({ "slug": "good-slug-1", "name": "Halden" });
    make(&client, &body).refused(Code::SignInNeeded);
    let wrong = client.with_token("operator-token-of-the-testz");
    assert_eq!(make(&wrong, &body).status, 401);
    for slug in ["", "a", "A", "a b", "a--b", "-a", "a".repeat(41).as_str(), "../a"] {
        make(&operator, &json!({ "slug": slug, "name": "Halden" })).refused_field("/slug");
    }
    let community = Community::new();
    make(&operator, &json!({ "slug": community.slug, "name": "Halden" })).refused(Code::SlugTaken);
}

#[test]
fn one_person_can_not_flood_a_community() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    for _ in 0..10 {
        asker.ask();
    }
    let refused = asker.post("questions", &fixtures::question());
    refused.refused(Code::RateLimited);
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    assert_eq!(ids(&community.visitor().get("questions?sort=new")).len(), 10);
    community.member("Sam Sample").ask();
}
