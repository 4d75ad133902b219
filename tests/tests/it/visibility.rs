//! Every state through every surface: what a stranger must not see is nowhere, what they may see is everywhere.
//!
//! No call leads to `brand_only` and `erased` yet: a community that was kept has them.

mod subject_names;

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::kept::EVERY_STATE;
use fanfare_tests::pictures::SHOT;
use fanfare_tests::server::{Options, Server};
use fanfare_tests::{fixtures, mailbox, random};
use serde_json::{Value, json};

use crate::notices::reachable;

/// A state of a question, and what strangers get of it: in lists, and at its own address.
const QUESTIONS: [(&str, bool, bool); 7] = [
    ("waiting", false, false),
    ("published", true, true),
    ("hidden", false, false),
    ("rejected", false, false),
    ("closed", true, true),
    ("duplicate", false, true),
    ("removed", false, false),
];

/// A state of an answer, and whether strangers read it.
const ANSWERS: [(&str, bool); 6] = [
    ("waiting", false),
    ("published", true),
    ("hidden", false),
    ("rejected", false),
    ("outdated", true),
    ("removed", false),
];

/// A state of a comment, and whether strangers read it.
const COMMENTS: [(&str, bool); 5] = [
    ("waiting", false),
    ("published", true),
    ("hidden", false),
    ("rejected", false),
    ("removed", false),
];

/// Whoever writes: a guest where it is to wait.
fn writer(community: &Community, state: &str) -> Person {
    if matches!(state, "waiting" | "rejected") {
        community.guest("Kim")
    } else {
        community.member("Kim Sample")
    }
}

/// Brings something to a state.
fn bring(community: &Community, author: &Person, route: &str, id: &str, state: &str) {
    let moderator = community.staff("moderator");
    match state {
        "waiting" | "published" => {}
        "removed" => {
            author.delete(&format!("{route}/{id}")).ok(204);
        }
        "duplicate" => {
            let original = community.member("Lou Sample").ask();
            let body = json!({ "act": "duplicate", "duplicate_of": original });
            moderator.put(&format!("moderation/{id}"), &body).ok(200);
        }
        _ => {
            let act = match state {
                "hidden" => "hide",
                "rejected" => "reject",
                "closed" => "close",
                _ => "outdate",
            };
            moderator.decide(id, act).ok(200);
        }
    }
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The lists a published question stands in, as paths below the API.
fn lists(marker: &str) -> Vec<String> {
    let mut paths: Vec<String> = ["new", "active", "top"]
        .iter()
        .map(|sort| format!("questions?sort={sort}"))
        .collect();
    paths.extend([
        "questions?subject=strainer".to_owned(),
        "questions?tag=marked".to_owned(),
        format!("search?q={marker}"),
        format!("similar?q={}", encoded(&format!("why is {marker}"))),
        "view".to_owned(),
        "view?subject=strainer".to_owned(),
        "fragment".to_owned(),
        "fragment?subject=strainer".to_owned(),
    ]);
    paths
}

#[test]
fn a_question_is_where_its_state_allows_and_nowhere_else() {
    for (state, listed, readable) in QUESTIONS {
        let community = Community::new();
        let author = writer(&community, state);
        let marker = format!("zq{}", random::word());
        let title = format!("Why is {marker} so loud?");
        let question = author.ask_this(&json!({
            "subject": "strainer", "title": title, "markdown": format!("It is {marker}."), "tags": ["marked"],
        }));
        let slug = text(&author.question(&question), "slug");
        // Every cache has an older answer, which must not be what is read afterwards.
        for path in lists(&marker) {
            community.visitor().get(&path).ok(200);
        }
        bring(&community, &author, "questions", &question, state);
        let (visitor, other) = (community.visitor(), community.member("Sam Sample"));
        for path in lists(&marker) {
            let shown = visitor.get(&path).ok(200).text().contains(&marker);
            assert_eq!(shown, listed, "{state}: {path}");
        }
        let own = format!("/{}/questions/{question}/{slug}", community.slug);
        for page in [
            "",
            "/tags/marked",
            "/subjects/strainer",
            "/feed.xml",
            "/subjects/strainer/feed.xml",
        ] {
            let page = format!("/{}{page}", community.slug);
            let shown = visitor.client.page(&page).ok(200).text().contains(&marker);
            assert_eq!(shown, listed, "{state}: {page}");
        }
        let map = visitor
            .client
            .page(format!("/{}/sitemap.xml", community.slug))
            .ok(200);
        assert!(
            !map.text().contains(&question),
            "{state}: what nobody answered is not for search engines"
        );
        let others = u64::from(state == "duplicate");
        let count = &visitor.get("counts?subjects=strainer").ok(200).value()["data"][0];
        assert_eq!(count["questions"], json!(u64::from(listed) + others), "{state}");

        for path in [
            format!("questions/{question}"),
            format!("view?view=question&question={question}"),
            format!("fragment?view=question&question={question}"),
        ] {
            let answer = visitor.get(&path);
            assert_eq!(answer.status, if readable { 200 } else { 404 }, "{state}: {path}");
            assert_eq!(answer.text().contains(&marker), readable, "{state}: {path}");
        }
        let page = visitor.client.page(&own);
        let expected = match state {
            "duplicate" => 301,
            _ if readable => 200,
            _ => 404,
        };
        assert_eq!(page.status, expected, "{state}");
        let described = page.text().contains("application/ld+json") && page.text().contains(&marker);
        assert_eq!(described, expected == 200, "{state}: structured data");

        let overlay = format!("overlay?question={question}");
        let shown = other.get(&overlay);
        assert!(!shown.text().contains(&marker), "{state}: another one's overlay");
        let fragment = format!("fragment?view=question&question={question}");
        let shown = other.get(&fragment).text().contains(&marker);
        assert_eq!(shown, readable, "{state}: another one's fragment");
        if matches!(state, "waiting" | "hidden" | "rejected") {
            let own = author.get(&fragment).ok(200);
            assert!(own.text().contains(&marker), "{state}: the author's fragment");
            assert_eq!(own.header("cache-control"), "no-store", "{state}");
            assert!(
                author.get(&overlay).ok(200).text().contains(&marker),
                "{state}: the author's overlay"
            );
        }
    }
}

/// The surfaces a question's page has, as texts.
fn surfaces(community: &Community, question: &Value) -> Vec<(&'static str, String)> {
    let visitor = community.visitor();
    let (id, slug) = (text(question, "id"), text(question, "slug"));
    let get = |path: String| visitor.get(&path).ok(200).text();
    vec![
        ("answers", get(format!("questions/{id}/answers"))),
        ("list", get("questions".to_owned())),
        (
            "feed",
            visitor
                .client
                .page(format!("/{}/feed.xml", community.slug))
                .ok(200)
                .text(),
        ),
        ("view", get(format!("view?view=question&question={id}"))),
        ("fragment", get(format!("fragment?view=question&question={id}"))),
        (
            "page",
            visitor
                .client
                .page(format!("/{}/questions/{id}/{slug}", community.slug))
                .ok(200)
                .text(),
        ),
        (
            "overlay",
            community
                .member("Ada Sample")
                .get(&format!("overlay?question={id}"))
                .ok(200)
                .text(),
        ),
    ]
}

#[test]
fn an_answer_is_where_its_state_allows_and_nowhere_else() {
    for (state, readable) in ANSWERS {
        let community = Community::new();
        let asker = reachable(&community, "Robin Sample");
        let question = asker.ask();
        let author = writer(&community, state);
        let marker = format!("za{}", random::word());
        let body = json!({ "markdown": format!("Try {marker} instead.") });
        let answer = author
            .post(&format!("questions/{question}/answers"), &body)
            .ok(201)
            .value();
        let answer = text(&answer, "id");
        bring(&community, &author, "answers", &answer, state);
        let shown = asker.question(&question);
        assert_eq!(shown["answer_count"], json!(u8::from(readable)), "{state}");
        for (surface, content) in surfaces(&community, &shown) {
            let expected = readable && surface != "overlay";
            assert_eq!(content.contains(&marker), expected, "{state}: {surface}");
        }
        let visitor = community.visitor();
        let map = visitor
            .client
            .page(format!("/{}/sitemap.xml", community.slug))
            .ok(200);
        assert_eq!(map.text().contains(&question), readable, "{state}: sitemap");
        let direct = visitor.get(&format!("answers/{answer}"));
        assert_eq!(
            direct.status,
            if readable { 200 } else { 404 },
            "{state}: {}",
            direct.text()
        );
        let found = visitor.get(&format!("search?q={marker}")).ok(200).text();
        assert_eq!(found.contains(&question), readable, "{state}: search");
        let revisions = visitor.get(&format!("answers/{answer}/revisions"));
        assert!(!revisions.text().contains(&marker), "{state}: history");
        // Who asked is told once it is published; a letter is not taken back.
        let told = !matches!(state, "waiting" | "rejected");
        let mail = mailbox::text(&visitor.client, &community.slug);
        assert_eq!(mail.contains(&marker), told, "{state}: mail");
    }
}

#[test]
fn a_comment_is_where_its_state_allows_and_nowhere_else() {
    for (state, readable) in COMMENTS {
        let community = Community::new();
        let asker = community.member("Robin Sample");
        let question = asker.ask();
        let answer = community.member("Sam Sample").answer(&question);
        let author = writer(&community, state);
        let marker = format!("zc{}", random::word());
        let body = json!({ "answer_id": answer, "text": format!("Even with {marker}?") });
        let comment = text(&author.post("comments", &body).ok(201).value(), "id");
        bring(&community, &author, "comments", &comment, state);
        for (surface, content) in surfaces(&community, &asker.question(&question)) {
            let expected = readable && !matches!(surface, "overlay" | "list" | "feed");
            assert_eq!(content.contains(&marker), expected, "{state}: {surface}");
        }
    }
}

/// A state of a story, and whether strangers read it.
const STORIES: [(&str, bool); 5] = [
    ("waiting", false),
    ("published", true),
    ("hidden", false),
    ("rejected", false),
    ("removed", false),
];

#[test]
fn a_story_is_where_its_state_allows_and_nowhere_else() {
    for (state, readable) in STORIES {
        let community = Community::new();
        let author = writer(&community, state);
        let marker = format!("zt{}", random::word());
        let medium = text(&author.upload("image/png", SHOT).ok(201).value(), "id");
        let shared = author.post(
            "stories",
            &json!({
                "subject": "strainer", "title": format!("Sunday with {marker}"), "media": [{ "id": medium }],
                "markdown": format!("It was {marker}."),
            }),
        );
        let shared = shared.ok(201).value();
        let (story, slug) = (text(&shared, "id"), text(&shared, "slug"));
        let lists = [
            "stories".to_owned(),
            "stories?sort=top".to_owned(),
            "stories?subject=strainer".to_owned(),
            format!("stories?q={marker}"),
            "view?view=stories".to_owned(),
            "fragment?view=stories&subject=strainer".to_owned(),
        ];
        let one = [
            format!("stories/{story}"),
            format!("view?view=story&story={story}"),
            format!("fragment?view=story&story={story}"),
        ];
        let page = format!("/{}/stories/{story}/{slug}", community.slug);
        let pages = [
            format!("/{}/stories", community.slug),
            format!("/{}/stories?subject=strainer", community.slug),
            format!("/{}/feed.xml", community.slug),
            format!("/{}/sitemap.xml", community.slug),
        ];
        // Every cache has an older answer, which must not be what is read afterwards.
        for path in &lists {
            community.visitor().get(path).ok(200);
        }
        bring(&community, &author, "stories", &story, state);
        let (visitor, other) = (community.visitor(), community.member("Sam Sample"));
        for path in lists {
            let shown = visitor
                .get(&path)
                .ok(200)
                .text()
                .replace(&format!("={marker}"), "");
            let shown = shown.contains(&format!("{marker}.")) || shown.contains(&format!("with {marker}"));
            assert_eq!(shown, readable, "{state}: {path}");
        }
        for path in one {
            let answer = visitor.get(&path);
            assert_eq!(answer.status, if readable { 200 } else { 404 }, "{state}: {path}");
            assert_eq!(answer.text().contains(&marker), readable, "{state}: {path}");
        }
        for path in pages {
            let shown = visitor.client.page(&path).ok(200).text().contains(&story);
            let in_feed = visitor.client.page(&path).ok(200).text().contains(&marker);
            assert_eq!(shown || in_feed, readable, "{state}: {path}");
        }
        let own = visitor.client.page(&page);
        assert_eq!(own.status, if readable { 200 } else { 404 }, "{state}");
        let described = own.text().contains("application/ld+json") && own.text().contains("og:image");
        assert_eq!(described, readable, "{state}: for search engines");
        let picture = visitor.client.page(visitor.path(&format!("media/{medium}")));
        assert_eq!(
            picture.status,
            if readable { 200 } else { 404 },
            "{state}: picture"
        );
        let shown = other.get("overlay/stories").ok(200).text();
        assert!(!shown.contains(&marker), "{state}: another one's overlay");
        let mine = author.get("overlay/stories").ok(200).text();
        let kept = matches!(state, "waiting" | "hidden" | "rejected");
        assert_eq!(mine.contains(&marker), kept, "{state}: the author's overlay");
    }
}

#[test]
fn what_is_under_something_unseen_is_unseen_too() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let author = community.member("Sam Sample");
    let marker = format!("zu{}", random::word());
    let body = json!({ "markdown": format!("Try {marker} instead.") });
    let answer = text(
        &author
            .post(&format!("questions/{question}/answers"), &body)
            .ok(201)
            .value(),
        "id",
    );
    community.staff("moderator").decide(&question, "hide").ok(200);
    let visitor = community.visitor();
    for path in [
        format!("answers/{answer}"),
        format!("questions/{question}/answers"),
        format!("answers/{answer}/revisions"),
    ] {
        assert_eq!(visitor.get(&path).status, 404, "{path}");
    }
    assert!(
        !visitor
            .get(&format!("search?q={marker}"))
            .text()
            .contains(&question)
    );
    let counts = visitor.get("counts?subjects=strainer").ok(200).value();
    assert_eq!(counts["data"][0]["answers"], 0);
}

/// Everything one person gets of the kept community, as one text.
fn everything(person: &Person, question: &str) -> String {
    let slug = EVERY_STATE.slug;
    let mut all = String::new();
    for word in ["public", "brandonly", "erased", "stone", "below"] {
        for path in lists(&format!("zq{word}")) {
            all.push_str(&person.get(&path).ok(200).text());
        }
        for path in [format!("search?q=za{word}"), format!("search?q=zc{word}")] {
            all.push_str(&person.get(&path).ok(200).text());
        }
    }
    for path in [
        "overlay".to_owned(),
        format!("overlay?question={question}"),
        format!("questions/{question}/answers"),
        format!("view?view=question&question={question}"),
        format!("fragment?view=question&question={question}"),
    ] {
        all.push_str(&person.get(&path).ok(200).text());
    }
    for page in [
        "",
        "/tags/marked",
        "/subjects/strainer",
        "/feed.xml",
        "/sitemap.xml",
    ] {
        let page = person.client.page(format!("/{slug}{page}"));
        all.push_str(&page.ok(200).text());
    }
    all
}

#[test]
fn what_is_between_author_and_brand_or_erased_is_nowhere_else() {
    let state = EVERY_STATE.state();
    let server = Server::start(state.path(), &Options::with_mailbox());
    let visitor = Person::of(&server, EVERY_STATE.slug);
    let person = |subject| visitor.signed_in(EVERY_STATE.slug, subject, "Sample");
    let (robin, sam, ada) = (person("robin"), person("sam"), person("ada"));
    // Robin asked and commented, Sam answered, Ada is the owner, Lou is anybody.
    let lou = person("lou");
    let readers = [
        ("visitor", &visitor),
        ("lou", &lou),
        ("robin", &robin),
        ("sam", &sam),
        ("ada", &ada),
    ];
    for (name, reader) in readers {
        let all = everything(reader, PUBLIC_QUESTION);
        assert!(all.contains("zqpublic") && all.contains("zapublic"), "{name}");
        for word in ["zqerased", "zaerased", "zcerased", "zqstone"] {
            assert!(!all.contains(word), "{name} sees {word}");
        }
        for (word, authors) in [
            ("zqbrandonly", "robin"),
            ("zabrandonly", "sam"),
            ("zcbrandonly", "robin"),
        ] {
            let expected = name == authors || name == "ada";
            let direct = all.contains(word);
            assert!(expected || !direct, "{name} sees {word}");
        }
    }
    for (id, sees) in [
        (
            format!("questions/{BRAND_ONLY_QUESTION}"),
            [404, 404, 200, 404, 200],
        ),
        (format!("answers/{BRAND_ONLY_ANSWER}"), [404, 404, 404, 200, 200]),
        (format!("questions/{ERASED_QUESTION}"), [404; 5]),
        (format!("answers/{ERASED_ANSWER}"), [404; 5]),
        (format!("questions/{STONE}"), [200; 5]),
        (format!("answers/{BELOW_STONE}"), [200; 5]),
    ] {
        for ((name, reader), status) in readers.into_iter().zip(sees) {
            let answer = reader.get(&id);
            assert_eq!(answer.status, status, "{name}: {id}: {}", answer.text());
        }
    }
    let stone = visitor.question(STONE);
    assert_eq!((&stone["state"], &stone["title"]), (&json!("erased"), &json!("")));
    assert_eq!(stone["author"]["id"], Value::Null, "{stone}");
    let counts = &visitor.get("counts?subjects=strainer").ok(200).value()["data"][0];
    assert_eq!((&counts["questions"], &counts["answers"]), (&json!(1), &json!(1)));
}

/// What the kept community holds.
const PUBLIC_QUESTION: &str = "q_01a20117986070e3a5b3b7f6ad946913";
const BRAND_ONLY_QUESTION: &str = "q_01a2011797727cb2bd7f9397593abf29";
const BRAND_ONLY_ANSWER: &str = "a_01a2011798d87d2ab623df58f5bdd21c";
const ERASED_QUESTION: &str = "q_01a20117980e78f39f0211fa453d3d5f";
const ERASED_ANSWER: &str = "a_01a201179961781ab004d9068df58fb5";
/// An erased question with an answer that stands.
const STONE: &str = "q_01a2011799c07b708aed000ece50214b";
const BELOW_STONE: &str = "a_01a2011799e77784be46bb0841d5987e";

/// Whether strangers get a picture of words in this state, by its own address.
fn shown(community: &Community, author: &Person, written: (&str, &Value), state: &str) -> bool {
    let (route, said) = written;
    bring(community, author, route, &text(said, "id"), state);
    let medium = text(&said["media"][0], "id");
    let shown = community.visitor().get(&format!("media/{medium}"));
    assert!(matches!(shown.status, 200 | 404), "{state}: {}", shown.text());
    shown.status == 200
}

#[test]
fn a_picture_is_seen_by_whom_its_words_are() {
    for (state, _, readable) in QUESTIONS {
        let community = Community::new();
        let author = writer(&community, state);
        let medium = author.upload("image/png", SHOT).ok(201).value();
        let mut question = fixtures::question();
        question["media"] = json!([{ "id": medium["id"] }]);
        let said = author.post("questions", &question).ok(201).value();
        assert_eq!(
            shown(&community, &author, ("questions", &said), state),
            readable,
            "{state}"
        );
    }
    for (state, readable) in ANSWERS {
        let community = Community::new();
        let question = community.member("Robin Sample").ask();
        let author = writer(&community, state);
        let medium = author.upload("image/png", SHOT).ok(201).value();
        let answer = json!({ "markdown": "Like this.", "media": [{ "id": medium["id"] }] });
        let answers = format!("questions/{question}/answers");
        let said = author.post(&answers, &answer).ok(201).value();
        assert_eq!(
            shown(&community, &author, ("answers", &said), state),
            readable,
            "{state}"
        );
    }
}

#[test]
fn a_picture_under_something_unseen_is_unseen_too() {
    let community = Community::new();
    let question = community.member("Robin Sample").ask();
    let author = community.member("Sam Sample");
    let medium = author.upload("image/png", SHOT).ok(201).value();
    let answer = json!({ "markdown": "Like this.", "media": [{ "id": medium["id"] }] });
    author
        .post(&format!("questions/{question}/answers"), &answer)
        .ok(201);
    let bare = format!("media/{}", text(&medium, "id"));
    community.visitor().get(&bare).ok(200);
    community.staff("moderator").decide(&question, "hide").ok(200);
    assert_eq!(community.visitor().get(&bare).status, 404);
}
