//! What nobody made, a community or a contest, is asked for by every route: 404, and nothing is stored for it.

use std::path::Path;

use fanfare_tests::assertions::text;
use fanfare_tests::client::Client;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::{fixtures, random};
use serde_json::json;
use shared::api::problem::Code;
use shared::api::route::{Access, Method, ROUTES, Route};

/// Pages by how they come to their community: read, with a form, as a feed, as an application's guest.
const PAGES: [&str; 8] = [
    "GET ",
    "GET /sitemap.xml",
    "GET /feed.xml",
    "GET /ask",
    "POST /ask",
    "GET /sign-in",
    "POST /guest",
    "GET /contests",
];

/// Pages of a contest.
const CONTEST_PAGES: [&str; 5] = ["", "/rules", "/check", "/enter", "/receipt"];

/// A server with a community that has a contest, so that both kinds of objects are known there.
fn server(state: &Path) -> (Server, Community) {
    let server = Server::start(state, &Options::with_mailbox());
    let community = Community::on(&server, json!({}));
    let contest = draft(&community);
    open(&community, &contest);
    (server, community)
}

/// A contest that did not open: the community knows its identifier, and nothing was stored for it yet.
fn draft(community: &Community) -> String {
    let draft = community.operator().post("contests", &fixtures::contest());
    text(&draft.ok(201).value(), "id")
}

fn open(community: &Community, contest: &str) {
    let operator = community.operator();
    let opening = operator.path(&format!("contests/{contest}/opening"));
    operator.client.call("POST", opening).send().ok(200);
}

/// Every file below a directory.
fn files(directory: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for path in entries.map_while(Result::ok).map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path.to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

/// The status of a route of this community, with identifiers that nobody gave.
fn status(client: &Client, slug: &str, route: &Route, contest: &str) -> u16 {
    let parts: Vec<&str> = route.path.split('/').collect();
    let filled: Vec<&str> = parts
        .iter()
        .map(|part| if part.starts_with('{') { contest } else { part })
        .collect();
    let path = format!("/api/v1/{slug}/{}", filled.join("/"));
    let call = client.call(route.method.as_str(), path).outside_the_contract();
    let call = if route.body_limit > 0 {
        call.json(&json!({}))
    } else {
        call
    };
    call.send().status
}

/// Asks for this slug by every route, as this caller.
fn ask_for(client: &Client, slug: &str) {
    let contest = "k_0199c0de-0000-7000-8000-000000000000";
    for route in ROUTES.iter().filter(|route| !route.path.starts_with('/')) {
        assert_eq!(status(client, slug, route, contest), 404, "{:?}", route.operation);
    }
    let preflight = client
        .call("OPTIONS", format!("/api/v1/{slug}/questions"))
        .header("origin", "https://shop.example")
        .outside_the_contract();
    assert_eq!(preflight.send().status, 404);
    for page in PAGES {
        let (method, path) = page.split_once(' ').unwrap();
        let path = format!("/{slug}{path}");
        let status = client.call(method, &path).outside_the_contract().send().status;
        assert_eq!(status, 404, "{method} {path}");
    }
    for path in [
        format!("/mailbox?community={slug}"),
        format!("/{slug}/contests/{contest}"),
    ] {
        assert_eq!(client.page(&path).status, 404, "{path}");
    }
}

#[test]
fn a_slug_nobody_made_a_community_of_makes_no_file_by_any_route() {
    let state = server::directory();
    let (server, community) = server(state.path());
    let visitor = Client::new(&server);
    let before = files(&state.path().join("objects"));
    for caller in [
        &visitor,
        &community.operator().client,
        &community.member("Sam Sample").client,
    ] {
        ask_for(caller, &format!("t-{}", random::word()));
    }
    for _ in 0..100 {
        visitor
            .get(format!("/api/v1/t-{}/questions", random::word()))
            .refused(Code::UnknownCommunity);
    }
    for slug in ["A", "a--b", "x".repeat(200).as_str(), "a_b", "..%2Fcontests%2Fx"] {
        visitor
            .call("GET", format!("/api/v1/{slug}/questions"))
            .outside_the_contract()
            .send()
            .refused(Code::UnknownCommunity);
    }
    assert_eq!(files(&state.path().join("objects")), before);
}

#[test]
fn a_contest_that_did_not_open_has_no_file_and_opens_as_any_other() {
    let state = server::directory();
    let (server, community) = server(state.path());
    let contest = draft(&community);
    let member = community.member("Sam Sample");
    let before = files(&state.path().join("objects"));
    let of_contests =
        |route: &&Route| route.path.starts_with("contests/{contest}") && !route.path.ends_with("/opening");
    for route in ROUTES.iter().filter(of_contests) {
        for caller in [&member, &community.operator()] {
            let status = status(&caller.client, &community.slug, route, &contest);
            assert!((400..500).contains(&status), "{:?}: {status}", route.operation);
        }
        if route.method == Method::Get && route.access != Access::Session {
            let path = format!("/api/v1/{}/contests/{contest}", community.slug);
            assert_eq!(Client::new(&server).get(path).status, 404);
        }
    }
    for page in CONTEST_PAGES {
        let path = format!("/{}/contests/{contest}{page}", community.slug);
        assert_eq!(Client::new(&server).page(&path).status, 404, "{path}");
    }
    assert_eq!(files(&state.path().join("objects")), before);
    open(&community, &contest);
    community.visitor().get(&format!("contests/{contest}")).ok(200);
}

#[test]
fn a_community_is_found_after_its_slug_was_asked_for_in_vain_and_after_a_kill() {
    let state = server::directory();
    let slug = format!("t-{}", random::word());
    {
        let server = Server::start(state.path(), &Options::default());
        let client = Client::new(&server);
        let path = format!("/api/v1/{slug}/questions");
        client.get(&path).refused(Code::UnknownCommunity);
        let operator = client.with_token(server::OPERATOR_TOKEN);
        // One that is refused leaves the slug to be taken.
        let create = |name: &str| {
            let body = json!({ "slug": slug, "name": name });
            operator.call("POST", "/api/v1/communities").json(&body).send()
        };
        create("").refused_field("/name");
        client.get(&path).refused(Code::UnknownCommunity);
        create("Halden").ok(201);
        client.get(&path).ok(200);
        server.kill();
    }
    let server = Server::start(state.path(), &Options::default());
    Person::of(&server, &slug).get("questions").ok(200);
}
