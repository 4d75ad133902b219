//! Freshness and caches: public answers are at most two seconds old, personal ones are never kept, and nothing a
//! reader sends reaches what others read.

use std::time::Duration;

use fanfare_tests::assertions::ids;
use fanfare_tests::community::Community;
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::wait;
use serde_json::json;
use shared::api::problem::Code;

/// How old a public answer may be.
const FRESH: Duration = Duration::from_secs(2);

#[test]
fn a_new_question_is_in_every_list_within_two_seconds() {
    let community = Community::new();
    let visitor = community.visitor();
    for path in ["questions", "view", "fragment"] {
        visitor.get(path).ok(200);
    }
    visitor.client.page(format!("/{}", community.slug)).ok(200);
    let question = community.member("Robin Sample").ask();
    for path in ["questions", "view", "fragment"] {
        wait::until(&format!("the question in {path}"), FRESH, || {
            visitor.get(path).ok(200).text().contains(&question).then_some(())
        });
    }
    wait::until("the question on the page", FRESH, || {
        let page = visitor.client.page(format!("/{}", community.slug));
        page.text().contains(&question).then_some(())
    });
}

#[test]
fn what_is_hidden_leaves_every_cache_within_two_seconds() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let visitor = community.visitor();
    let view = format!("view?view=question&question={question}");
    visitor.get(&view).ok(200);
    visitor.get("questions").ok(200);
    community.staff("moderator").decide(&question, "hide").ok(200);
    wait::until("the view to be gone", FRESH, || {
        (visitor.get(&view).status == 404).then_some(())
    });
    wait::until("the list to be empty", FRESH, || {
        ids(&visitor.get("questions")).is_empty().then_some(())
    });
}

#[test]
fn an_order_that_is_kept_follows_votes_and_what_is_asked() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let first = asker.ask();
    let second = asker.ask();
    let visitor = community.visitor();
    let follows = |sort: &str, order: &[&String]| {
        wait::until(&format!("the order of {sort}"), FRESH, || {
            let listed = ids(&visitor.get(&format!("questions?sort={sort}")));
            listed.iter().eq(order.iter().copied()).then_some(())
        });
    };
    follows("top", &[&second, &first]);
    follows("new", &[&second, &first]);
    let voter = community.member("Sam Sample");
    voter.vote(&first, 1).ok(200);
    follows("top", &[&first, &second]);
    follows("new", &[&second, &first]);
    voter.vote(&first, 0).ok(200);
    follows("top", &[&second, &first]);
    let third = asker.ask();
    follows("new", &[&third, &second, &first]);
    follows("top", &[&third, &second, &first]);
}

#[test]
fn an_unchanged_list_is_not_sent_again() {
    let community = Community::new();
    community.member("Robin Sample").ask();
    let visitor = community.visitor();
    let first = visitor.get("questions").ok(200);
    let etag = first.header("etag");
    assert!(etag.starts_with('"'), "{etag}");
    let conditional = || {
        let call = visitor.client.call("GET", visitor.path("questions"));
        call.header("if-none-match", etag.clone()).send()
    };
    let again = conditional();
    assert_eq!((again.status, again.body.len()), (304, 0));
    community.member("Sam Sample").ask();
    wait::until("a new version", FRESH, || {
        (conditional().status == 200).then_some(())
    });
}

#[test]
fn personal_answers_are_never_kept() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let question = asker.ask();
    for path in [
        "me".to_owned(),
        "overlay?subject=strainer".to_owned(),
        format!("questions/{question}"),
        format!("questions/{question}/answers"),
    ] {
        assert_eq!(
            asker.get(&path).ok(200).header("cache-control"),
            "no-store",
            "{path}"
        );
    }
    assert_eq!(asker.vote(&question, 1).header("cache-control"), "no-store");
    let settings = community.operator().get("settings").ok(200);
    assert_eq!(settings.header("cache-control"), "no-store");
}

#[test]
fn what_a_visitor_reads_of_a_question_is_kept_and_asked_for_again_by_its_version() {
    let community = Community::new();
    let asker = community.member("Robin Sample");
    let question = asker.ask();
    let visitor = community.visitor();
    for path in [
        format!("questions/{question}"),
        format!("questions/{question}/answers"),
    ] {
        let first = visitor.get(&path).ok(200);
        assert_eq!(first.header("cache-control"), "no-cache", "{path}");
        let again = visitor.client.call("GET", visitor.path(&path));
        let again = again.header("if-none-match", first.header("etag")).send();
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        let own = asker.client.call("GET", asker.path(&path));
        let own = own.header("if-none-match", first.header("etag")).send().ok(200);
        assert_eq!(own.header("cache-control"), "no-store", "{path}");
    }
    community.staff("moderator").decide(&question, "hide").ok(200);
    wait::until("the question to be gone", FRESH, || {
        (visitor.get(&format!("questions/{question}")).status == 404).then_some(())
    });
    let refused = visitor
        .client
        .call("GET", visitor.path(&format!("questions/{question}")));
    let refused = refused.header("accept-language", "fr").send();
    refused.refused(Code::NotFound);
    assert_eq!(refused.header("content-language"), "fr");
}

#[test]
fn no_header_or_cookie_reaches_a_cached_answer() {
    let community = Community::with(json!({ "origins": ["https://shop.example"] }));
    let question = community.member("Robin Sample").ask();
    let visitor = community.visitor();
    let marker = "poison-7f3a";
    let moved = visitor
        .client
        .page(format!("/{}/questions/{question}", community.slug))
        .header("location");
    assert!(moved.contains(&question), "{moved}");
    let paths = [
        visitor.path("questions"),
        visitor.path("view"),
        visitor.path("fragment"),
        visitor.path("counts?subjects=strainer"),
        format!("/{}", community.slug),
        moved,
    ];
    for path in paths
        .iter()
        .map(|path| path.trim_start_matches(visitor.client.base()))
    {
        for name in [
            "cookie",
            "accept-language",
            "user-agent",
            "x-forwarded-host",
            "x-forwarded-for",
            "x-forwarded-proto",
            "forwarded",
            "referer",
            "fanfare-session",
            "fanfare-operator",
            "fanfare-base-url",
            "fanfare-known-version",
            "x-original-url",
        ] {
            let value = if name == "cookie" {
                format!("fanfare-{}={marker}; theme={marker}", community.slug)
            } else {
                marker.to_owned()
            };
            let call = visitor.client.call("GET", path).header(name, value);
            let answer = call.outside_the_contract().send().ok(200);
            assert!(!answer.text().contains(marker), "{name} reached {path}");
        }
        let clean = visitor.client.page(path).ok(200);
        assert!(!clean.text().contains(marker), "{path} was poisoned");
    }
}

#[test]
fn the_host_of_one_request_does_not_reach_what_the_next_one_reads() {
    let state = server::directory();
    let server = Server::start(state.path(), &Options::with(&["--base-url", ""]));
    let community = Community::on(&server, json!({}));
    community.member("Robin Sample").ask();
    let client = community.visitor().client;
    for path in [
        format!("/{}", community.slug),
        community.path("fragment"),
        community.path("fragment?view=stories"),
    ] {
        let call = client.call("GET", &path).header("host", "evil.example");
        let answer = call.outside_the_contract().send().ok(200);
        assert!(
            answer.text().contains("evil.example"),
            "{path} was asked for there"
        );
        assert!(
            !client.page(&path).ok(200).text().contains("evil.example"),
            "{path} was poisoned"
        );
    }
}

#[test]
fn one_answer_is_not_kept_under_as_many_addresses_as_somebody_writes() {
    let community = Community::new();
    let visitor = community.visitor();
    for (query, named) in [("sort=new&sort=new", "?sort"), ("sort=new&x=1&s%6Frt=", "?sort")] {
        let refused = visitor.get(&format!("questions?{query}"));
        let problem = refused.refused(Code::BadRequest);
        assert_eq!(
            problem.errors.first().map(|error| error.pointer.as_str()),
            Some(named)
        );
    }
    let long = visitor.get(&format!("similar?q={}", "x".repeat(20_000)));
    long.refused(Code::BadRequest);
}

#[test]
fn only_an_allowed_origin_reads_answers() {
    let community = Community::with(json!({ "origins": ["https://shop.example"] }));
    let visitor = community.visitor();
    let allowed = |origin: &str, method: &'static str| {
        let call = visitor.client.call(method, visitor.path("questions"));
        let answer = call.header("origin", origin).send();
        answer.header("access-control-allow-origin")
    };
    for method in ["GET", "OPTIONS"] {
        assert_eq!(allowed("https://shop.example", method), "https://shop.example");
        for origin in [
            "https://evil.example",
            "http://shop.example",
            "https://shop.example.evil.example",
            "https://shop.example:444",
            "null",
        ] {
            assert_eq!(allowed(origin, method), "", "{method} from {origin}");
        }
    }
}
