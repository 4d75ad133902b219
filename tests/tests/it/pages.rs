//! The community's own pages without scripts, and who may open them.
//!
//! Invariant: a page that is not in the table below fails the test.

use fanfare_tests::assertions::{ids, text};
use fanfare_tests::client::{Answer, Client};
use fanfare_tests::community::{Community, Person};
use fanfare_tests::server;

use crate::contest;

/// Each page by its path as the router has it, with what a visitor, a member and a moderator get by `GET`.
/// Where guests may write, a visitor gets the form and becomes a guest by sending it. A redirection leads to the
/// sign-in, or from a short address to a whole one.
const PAGES: &[(&str, [u16; 3])] = &[
    ("/", [200; 3]),
    ("/docs", [200; 3]),
    ("/docs/problems", [200; 3]),
    ("/robots.txt", [200; 3]),
    ("/mailbox", [404; 3]),
    ("/{community}", [200; 3]),
    ("/{community}/sitemap.xml", [200; 3]),
    ("/{community}/feed.xml", [200; 3]),
    ("/{community}/subjects/{subject}/feed.xml", [200; 3]),
    ("/{community}/tags/{tag}", [200; 3]),
    ("/{community}/subjects/{subject}", [200; 3]),
    ("/{community}/ask", [200; 3]),
    ("/{community}/questions/{question}/answer", [200; 3]),
    ("/{community}/questions/{question}/me-too", [200; 3]),
    ("/{community}/answers/{answer}/comment", [200; 3]),
    ("/{community}/answers/{answer}/helped", [200; 3]),
    ("/{community}/answers/{answer}/solved", [200; 3]),
    ("/{community}/report/{target}", [200; 3]),
    ("/{community}/questions/{question}", [301; 3]),
    ("/{community}/questions/{question}/{slug}", [200; 3]),
    ("/{community}/stories", [200; 3]),
    ("/{community}/stories/{story}", [301; 3]),
    ("/{community}/stories/{story}/{slug}", [200; 3]),
    ("/{community}/gallery", [200; 3]),
    ("/{community}/features", [303, 200, 200]),
    ("/{community}/feature/{target}", [303, 403, 200]),
    ("/{community}/share", [200; 3]),
    ("/{community}/act/{story}", [200; 3]),
    ("/{community}/edit/{story}", [303, 200, 403]),
    ("/{community}/week", [303, 403, 200]),
    ("/{community}/own", [303, 200, 200]),
    ("/{community}/own/{code}", [303, 200, 200]),
    ("/{community}/contests", [200; 3]),
    ("/{community}/contests/new", [303, 403, 403]),
    ("/{community}/contests/{contest}", [200; 3]),
    ("/{community}/contests/{contest}/rules", [200; 3]),
    ("/{community}/contests/{contest}/check", [200; 3]),
    ("/{community}/contests/{contest}/enter", [303, 200, 200]),
    // Nobody of them voted.
    ("/{community}/contests/{contest}/receipt", [303, 404, 404]),
    ("/{community}/contests/{contest}/held", [303, 403, 200]),
    ("/{community}/contests/{contest}/entries/{entry}", [200; 3]),
    (
        "/{community}/contests/{contest}/entries/{entry}/vote",
        [303, 200, 200],
    ),
    (
        "/{community}/contests/{contest}/entries/{entry}/decide",
        [303, 200, 200],
    ),
    ("/{community}/contests/{contest}/entries/{entry}/report", [200; 3]),
    ("/{community}/people", [200; 3]),
    ("/{community}/people/{person}", [200; 3]),
    ("/{community}/statement", [303, 200, 200]),
    ("/{community}/statement/{contribution}", [303, 200, 200]),
    ("/{community}/thank/{target}", [200; 3]),
    ("/{community}/promises", [200; 3]),
    ("/{community}/promise/{target}", [303, 403, 200]),
    ("/{community}/complaint/{question}", [200; 3]),
    ("/{community}/sign-in", [200; 3]),
    ("/{community}/sign-out", [200; 3]),
    ("/{community}/me", [200; 3]),
    ("/{community}/notices", [200; 3]),
    ("/{community}/moderation", [303, 403, 200]),
];

/// The paths in the router's table, by method.
fn routed(method: &str) -> Vec<String> {
    let source = server::root().join("edge/src/pages/route.rs");
    let source = std::fs::read_to_string(source).unwrap();
    let word = format!(": {method} \"");
    source
        .lines()
        .filter_map(|line| line.trim().split_once(&word)?.1.split('"').next())
        .map(str::to_owned)
        .collect()
}

/// The cookie of somebody's session on these pages.
pub(crate) fn cookie(community: &Community, person: &Person) -> String {
    format!(
        "fanfare-{}={}",
        community.slug,
        person.client.token().unwrap_or("none")
    )
}

pub(crate) fn open(community: &Community, person: &Person, path: &str) -> Answer {
    let client = Client::at(community.visitor().client.base());
    let call = client
        .call("GET", path)
        .header("cookie", cookie(community, person));
    call.outside_the_contract().send()
}

/// The value of a hidden field of a form.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let input = page
        .split("<input")
        .find(|input| input.contains(&format!("name=\"{name}\"")))
        .unwrap_or_else(|| panic!("there is no field {name} in {page}"));
    let value = input.split("value=\"").nth(1).unwrap_or_default();
    value.split('"').next().unwrap_or_default().to_owned()
}

/// Opens a form, fills it and sends it, as a browser without scripts does.
pub(crate) fn submit(community: &Community, person: &Person, path: &str, fields: &[(&str, &str)]) -> Answer {
    let form = open(community, person, path).ok(200).text();
    let mut body = format!(
        "form_token={}&key={}",
        hidden(&form, "form_token"),
        hidden(&form, "key")
    );
    for (name, value) in fields {
        let value = percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
        body.push_str(&format!("&{name}={value}"));
    }
    send(community, person, path, &body)
}

pub(crate) fn send(community: &Community, person: &Person, path: &str, body: &str) -> Answer {
    let client = Client::at(community.visitor().client.base());
    let call = client
        .call("POST", path)
        .header("cookie", cookie(community, person))
        .header("origin", client.base())
        .body("application/x-www-form-urlencoded", body);
    call.outside_the_contract().send()
}

#[test]
fn every_page_opens_for_whom_the_table_says() {
    let community = Community::new();
    let member = community.member("Robin Sample");
    let question = member.ask();
    let answer = member.answer(&question);
    let slug = text(&member.question(&question), "slug");
    let (contest, entry) = contest::published(&community, &member);
    let story = member.share();
    let story_slug = text(&member.get(&format!("stories/{story}")).value(), "slug");
    let writer = member.id.clone();
    let people = [community.visitor(), member, community.staff("moderator")];
    let mut wrong = Vec::new();
    for path in routed("Get") {
        let Some((_, row)) = PAGES.iter().find(|(of, _)| *of == path) else {
            panic!("{path} is missing in the table")
        };
        let real = path
            .replace("{story}/{slug}", &format!("{story}/{story_slug}"))
            .replace("{story}", &story)
            .replace("feature/{target}", &format!("feature/{story}"))
            .replace("thank/{target}", &format!("thank/{answer}"))
            .replace("{community}", &community.slug)
            .replace("{question}", &question)
            .replace("{answer}", &answer)
            .replace("{contribution}", &answer)
            .replace("{target}", &question)
            .replace("{slug}", &slug)
            .replace("{contest}", &contest)
            .replace("{entry}", &entry)
            .replace("{person}", &writer)
            .replace("{code}", "0000-0000-0000-0000")
            .replace("{tag}", "cleaning")
            .replace("{subject}", "strainer");
        for (person, expected) in people.iter().zip(row) {
            let found = open(&community, person, &real).status;
            if found != *expected {
                wrong.push(format!("{path}: {found} instead of {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_form_is_taken_from_another_site_or_without_its_token() {
    let community = Community::new();
    let member = community.member("Robin Sample");
    let question = member.ask();
    let answer = member.answer(&question);
    let story = member.share();
    for path in routed("Post") {
        let real = path
            .replace("{story}", &story)
            .replace("{community}", &community.slug)
            .replace("{question}", &question)
            .replace("{answer}", &answer)
            .replace("{contribution}", &answer)
            .replace("{target}", &question);
        // What only makes sure that there is a session has nothing to repeat; the application sends it.
        if path != "/{community}/guest" {
            let without_token = send(&community, &member, &real, "title=How+does+this+work%3F");
            assert_eq!(without_token.status, 403, "{path} without a token");
        }
        let client = Client::at(community.visitor().client.base());
        let call = client
            .call("POST", &real)
            .header("cookie", cookie(&community, &member))
            .header("origin", "https://evil.example")
            .header("sec-fetch-site", "cross-site")
            .body("application/x-www-form-urlencoded", "title=How+does+this+work%3F");
        assert_eq!(
            call.outside_the_contract().send().status,
            403,
            "{path} from another site"
        );
    }
    assert_eq!(ids(&community.visitor().get("questions")).len(), 1);
    assert_eq!(ids(&community.visitor().get("stories")), [story]);
}

#[test]
fn asking_answering_and_me_too_work_without_scripts() {
    let community = Community::new();
    let (robin, sam) = (community.member("Robin Sample"), community.member("Sam Sample"));
    let slug = &community.slug;
    let asked = submit(
        &community,
        &robin,
        &format!("/{slug}/ask"),
        &[
            ("title", "Why is the crema thin?"),
            ("markdown", "It *was* thick."),
            ("tags", "crema, water"),
        ],
    );
    assert_eq!(asked.status, 303, "{}", asked.text());
    let question = ids(&community.visitor().get("questions?sort=new")).remove(0);
    assert!(
        asked.header("location").contains(&question),
        "{}",
        asked.header("location")
    );
    let page = open(
        &community,
        &community.visitor(),
        &asked.header("location").replace(robin.client.base(), ""),
    );
    assert!(page.ok(200).text().contains("Why is the crema thin?"));

    let answered = submit(
        &community,
        &sam,
        &format!("/{slug}/questions/{question}/answer"),
        &[("markdown", "Grind it finer.")],
    );
    assert_eq!(answered.status, 303, "{}", answered.text());
    let shown = community.visitor().question(&question);
    assert_eq!(shown["answer_count"], 1);
    assert_eq!(shown["tags"], serde_json::json!(["crema", "water"]));

    let said = submit(
        &community,
        &sam,
        &format!("/{slug}/questions/{question}/me-too"),
        &[("value", "1")],
    );
    assert_eq!(said.status, 303, "{}", said.text());
    assert_eq!(community.visitor().question(&question)["score"], 1);
}

#[test]
fn a_form_sent_twice_is_done_once() {
    let community = Community::new();
    let robin = community.member("Robin Sample");
    let path = format!("/{}/ask", community.slug);
    let form = open(&community, &robin, &path).ok(200).text();
    let body = format!(
        "form_token={}&key={}&title=Why+is+the+crema+thin%3F",
        hidden(&form, "form_token"),
        hidden(&form, "key")
    );
    let first = send(&community, &robin, &path, &body).ok(303);
    let second = send(&community, &robin, &path, &body).ok(303);
    assert_eq!(first.header("location"), second.header("location"));
    assert_eq!(ids(&community.visitor().get("questions")).len(), 1);
}

#[test]
fn a_refused_form_keeps_what_was_typed_and_says_why() {
    let community = Community::new();
    let robin = community.member("Robin Sample");
    let refused = submit(
        &community,
        &robin,
        &format!("/{}/ask", community.slug),
        &[("title", "Why?"), ("markdown", "A long story <b>about</b> it.")],
    );
    assert_eq!(refused.status, 422);
    let page = refused.text();
    assert!(
        page.contains("A long story &lt;b&gt;about&lt;/b&gt; it."),
        "{page}"
    );
    assert!(page.contains("at least 8 characters"), "{page}");
}

#[test]
fn a_question_is_described_for_search_engines() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    community.member("Sam Sample").answer(&question);
    let shown = community.visitor().question(&question);
    let path = format!(
        "/{}/questions/{question}/{}",
        community.slug,
        text(&shown, "slug")
    );
    let page = community.visitor().client.page(&path).ok(200).text();
    let data = page
        .split("application/ld+json")
        .nth(1)
        .and_then(|rest| rest.split_once('>'))
        .unwrap()
        .1;
    let data: serde_json::Value = serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    assert!(data.to_string().contains("QAPage"), "{data}");
    assert!(data.to_string().contains(shown["title"].as_str().unwrap()));
    for needed in ["rel=\"canonical\"", "og:title", "<html lang=\"en\""] {
        assert!(page.contains(needed), "{needed} is missing");
    }
}

#[test]
fn nothing_a_person_types_becomes_markup_on_a_page() {
    let community = Community::new();
    let evil = "</script><img src=x onerror=alert(1)>\" onmouseover=\"alert(1)";
    let asker = community.member("Robin Sample");
    let title = format!("How about {evil}?");
    let question = asker.ask_this(&serde_json::json!({
        "subject": "strainer", "subject_name": evil, "title": title, "markdown": format!("{evil} [x](javascript:alert(1))"),
    }));
    community
        .member("Sam Sample")
        .post(
            &format!("questions/{question}/answers"),
            &serde_json::json!({ "markdown": format!("{evil}\n\n<svg onload=alert(1)>") }),
        )
        .ok(201);
    let visitor = community.visitor();
    let slug = text(&visitor.question(&question), "slug");
    let mut pages = vec![visitor.get("fragment").text()];
    pages.push(
        visitor
            .get(&format!("fragment?view=question&question={question}"))
            .text(),
    );
    for path in [
        "",
        "/subjects/strainer",
        &format!("/questions/{question}/{slug}"),
        "?q=%3Cimg%20src%3Dx%3E",
    ] {
        pages.push(
            visitor
                .client
                .page(format!("/{}{path}", community.slug))
                .ok(200)
                .text(),
        );
    }
    for page in pages {
        for markup in ["<img src=x", "<svg onload", "href=\"javascript:"] {
            assert!(!page.contains(markup), "{markup} in {page}");
        }
    }
}

#[test]
fn an_address_that_ends_with_a_slash_leads_to_the_same_links() {
    let state = server::directory();
    let options = server::Options::with(&["--base-url", "https://talk.example/"]);
    let server = server::Server::start(state.path(), &options);
    let community = Community::on(&server, serde_json::json!({}));
    let question = community.member("Robin Sample").ask();
    community.member("Sam Sample").answer(&question);
    let client = Client::new(&server);
    for page in ["", "/feed.xml", "/sitemap.xml"] {
        let shown = client.page(format!("/{}{page}", community.slug)).ok(200).text();
        assert!(
            shown.contains(&format!("https://talk.example/{}", community.slug)),
            "{page}: {shown}"
        );
        assert!(!shown.contains("talk.example//"), "{page}: {shown}");
    }
}
