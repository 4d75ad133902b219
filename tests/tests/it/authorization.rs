//! Who may call what: a matrix written by hand, route by route.
//!
//! Invariant: a route of the API that is not in the matrix fails the test; each cell has people and things of its
//! own, so no cell depends on another.

mod matrix;

use fanfare_tests::assertions::text;
use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::random;
use fanfare_tests::{fixtures, pictures};
use serde_json::{Value, json};
use shared::api::problem::Code;
use shared::api::route::{Operation, ROUTES};

use self::matrix::{CALLERS, MATRIX};

/// What stands in the community of a cell, all by one author.
struct Things {
    author: Person,
    question: String,
    answer: String,
    comment: String,
    subject: String,
    medium: String,
}

impl Things {
    fn new(community: &Community) -> Self {
        let author = community.member(&random::name());
        let question = author.ask();
        let medium = text(&author.upload("image/png", pictures::SHOT).ok(201).value(), "id");
        let answer = json!({ "markdown": "Rinse it.", "media": [{ "id": medium }] });
        let answers = format!("questions/{question}/answers");
        let answer = text(&author.post(&answers, &answer).ok(201).value(), "id");
        let comment = author.comment(&answer);
        let asked = author.question(&question);
        Self {
            question,
            answer,
            comment,
            medium,
            subject: asked["subject"]["id"].as_str().unwrap().to_owned(),
            author,
        }
    }
}

impl Things {
    /// A consent that the author was asked for.
    fn feature(&self, community: &Community) -> String {
        let request = fixtures::feature(&self.author.share());
        let asked = community.staff("expert").post("features", &request);
        text(&asked.ok(201).value(), "id")
    }

    /// A contest that did not open.
    fn draft(&self, community: &Community) -> String {
        let draft = community.operator().post("contests", &fixtures::contest());
        draft.ok(201).value()["id"].as_str().unwrap().to_owned()
    }

    /// An open contest, and an entry of the author's that waits.
    fn contest(&self, community: &Community) -> (String, String) {
        let contest = self.draft(community);
        let operator = community.operator();
        let opening = operator.path(&format!("contests/{contest}/opening"));
        operator.client.call("POST", opening).send().ok(200);
        let entered = self
            .author
            .post(&format!("contests/{contest}/entries"), &fixtures::entry());
        let entry = entered.ok(201).value()["id"].as_str().unwrap().to_owned();
        (contest, entry)
    }

    /// An open contest, and an entry of the author's that everybody sees.
    fn published(&self, community: &Community) -> (String, String) {
        let (contest, entry) = self.contest(community);
        let route = format!("contests/{contest}/entries/{entry}");
        community
            .staff("moderator")
            .put(&route, &json!({ "act": "publish" }))
            .ok(200);
        (contest, entry)
    }
}

fn caller(name: &str, community: &Community, elsewhere: &Community, things: &Things) -> Person {
    match name {
        "visitor" => community.visitor(),
        "guest" => community.guest("Lou Sample"),
        "other" => community.member("Sam Sample"),
        "author" => things.author.clone(),
        "operator" => community.operator(),
        "stranger" => community.holder(elsewhere.member("Kim Sample").client.token().unwrap()),
        role => community.staff(role),
    }
}

/// The path of a good request, below the community unless it starts with `/`, and its body.
fn request(operation: Operation, community: &Community, things: &Things) -> (String, Option<Value>) {
    let Things {
        question,
        answer,
        comment,
        subject,
        medium,
        author,
    } = things;
    let read = |path: String| (path, None);
    let with = |path: String, body: Value| (path, Some(body));
    match operation {
        Operation::GetHealth => read("/health".to_owned()),
        Operation::GetOpenapi => read("/openapi.json".to_owned()),
        Operation::CreateCommunity => with(
            "/api/v1/communities".to_owned(),
            json!({ "slug": format!("t-{}", random::word()), "name": "Halden" }),
        ),
        Operation::ListQuestions => read("questions".to_owned()),
        Operation::AskQuestion => with("questions".to_owned(), fixtures::question()),
        Operation::GetQuestion | Operation::RemoveQuestion => read(format!("questions/{question}")),
        Operation::EditQuestion => with(format!("questions/{question}"), json!({ "tags": ["other"] })),
        Operation::MarkComplaint => with(
            format!("questions/{question}/complaint"),
            json!({ "complaint": true }),
        ),
        Operation::ListQuestionRevisions => read(format!("questions/{question}/revisions")),
        Operation::ListAnswers => read(format!("questions/{question}/answers")),
        Operation::GiveAnswer => with(format!("questions/{question}/answers"), fixtures::answer()),
        Operation::AcceptAnswer => with(
            format!("questions/{question}/accepted"),
            json!({ "answer_id": answer }),
        ),
        Operation::UnacceptAnswer => {
            let accepted = format!("questions/{question}/accepted");
            author.put(&accepted, &json!({ "answer_id": answer })).ok(200);
            read(accepted)
        }
        Operation::GetAnswer | Operation::RemoveAnswer => read(format!("answers/{answer}")),
        Operation::EditAnswer => with(format!("answers/{answer}"), fixtures::answer()),
        Operation::ListAnswerRevisions => read(format!("answers/{answer}/revisions")),
        Operation::AddComment => with(
            "comments".to_owned(),
            json!({ "answer_id": answer, "text": "With cold water?" }),
        ),
        Operation::EditComment => with(
            format!("comments/{comment}"),
            json!({ "text": "With warm water?" }),
        ),
        Operation::RemoveComment => read(format!("comments/{comment}")),
        Operation::ListFeatures => read("features".to_owned()),
        Operation::ListNotices => read("notices".to_owned()),
        Operation::AskFeature => with("features".to_owned(), fixtures::feature(&author.share())),
        Operation::GetFeature => read(format!("features/{}", things.feature(community))),
        Operation::AnswerFeature => with(
            format!("features/{}", things.feature(community)),
            json!({ "act": "agree" }),
        ),
        Operation::GetGallery => read("gallery".to_owned()),
        Operation::ListStories => read("stories".to_owned()),
        Operation::ShareStory => with("stories".to_owned(), fixtures::story()),
        Operation::GetStory | Operation::RemoveStory => read(format!("stories/{}", author.share())),
        Operation::EditStory => with(
            format!("stories/{}", author.share()),
            json!({ "title": "Monday" }),
        ),
        Operation::ListStoryRevisions => read(format!("stories/{}/revisions", author.share())),
        Operation::GetStoryOverlay => read(format!("overlay/stories?story={}", author.share())),
        // The body of these is a picture: `send` has it.
        Operation::UploadMedium => read("media".to_owned()),
        Operation::PutVariant | Operation::GetMedium => read(format!("media/{medium}")),
        Operation::PutVote => with(format!("votes/{question}"), json!({ "value": 1 })),
        Operation::MakeReport => with(
            "reports".to_owned(),
            json!({ "target": question, "reason": "other", "note": "" }),
        ),
        Operation::ListQueue => read("moderation/queue".to_owned()),
        Operation::Moderate => with(format!("moderation/{question}"), fixtures::decision("hide")),
        Operation::ListMembers => read("members".to_owned()),
        Operation::InviteMember => with(
            "members".to_owned(),
            json!({ "email": format!("{}@example.org", random::word()), "name": random::name(), "role": "expert" }),
        ),
        Operation::SetMember => with(
            format!("members/{}", author.id),
            json!({ "role": "expert", "title": "Workshop" }),
        ),
        Operation::GetOverlay => read(format!("overlay?question={question}")),
        Operation::GetView => read("view".to_owned()),
        Operation::GetFragment => read("fragment".to_owned()),
        Operation::GetCounts => read("counts?subjects=strainer".to_owned()),
        Operation::ListSimilar => read("similar?q=strainer".to_owned()),
        Operation::SearchQuestions => read("search?q=strainer".to_owned()),
        Operation::ListSubjects => read("subjects".to_owned()),
        Operation::GetSubject => read(format!("subjects/{subject}")),
        Operation::EditSubject => with(format!("subjects/{subject}"), json!({ "name": "Strainer" })),
        Operation::BeginSession => with("session".to_owned(), json!({ "kind": "guest" })),
        Operation::EndSession => read("session".to_owned()),
        Operation::AskEmailLink => with(
            "session/email".to_owned(),
            json!({ "email": format!("{}@example.org", random::word()) }),
        ),
        Operation::ClaimGuest => with(
            "session/claim".to_owned(),
            json!({ "guest_token": community.guest("Lou").client.token() }),
        ),
        Operation::TransferSession => read("session/transfer".to_owned()),
        Operation::StopNotices => with("notices/stop".to_owned(), json!({ "code": "made up" })),
        Operation::ListLeaders => read("leaders?period=month".to_owned()),
        Operation::GetPerson => read(format!("people/{}", author.id)),
        Operation::GetStatement => read(format!("people/{}/statement", author.id)),
        Operation::SetRecognition => with(
            "me/recognition".to_owned(),
            json!({ "listed": true, "sentence": "I own two." }),
        ),
        Operation::MakeObjection => with(
            "me/objections".to_owned(),
            json!({ "contribution": answer, "note": "One is missing." }),
        ),
        Operation::ThankFor => with(format!("thanks/{answer}"), json!({})),
        Operation::UnthankFor => read(format!("thanks/{answer}")),
        Operation::ListPromises => read(format!("promises?question={question}")),
        Operation::MakePromise => with("promises".to_owned(), fixtures::promise(answer)),
        Operation::EndPromise => {
            let made = community
                .staff("expert")
                .post("promises", &fixtures::promise(question));
            let promise = text(&made.ok(201).value(), "id");
            with(format!("promises/{promise}"), json!({ "ending": "kept" }))
        }
        Operation::GetRecognitionRules => read("recognition/rules".to_owned()),
        Operation::RunRecognition => with("recognition/runs".to_owned(), json!({})),
        Operation::GetWeek => read("week".to_owned()),
        Operation::MakeOwnerCodes => with(
            "owners/codes".to_owned(),
            json!({ "subject": "strainer", "count": 2 }),
        ),
        Operation::RedeemOwnerCode => {
            let request = json!({ "subject": "strainer", "count": 1 });
            let made = community.operator().post("owners/codes", &request).ok(201);
            with("owners".to_owned(), json!({ "code": made.value()["codes"][0] }))
        }
        Operation::ListOwned => read("me/owned".to_owned()),
        Operation::GetMe => read("me".to_owned()),
        Operation::EditMe => with("me".to_owned(), json!({ "name": random::name() })),
        Operation::GetSettings => read("settings".to_owned()),
        Operation::EditSettings => with("settings".to_owned(), json!({ "accent": "#336699" })),
        Operation::ListContests => read("contests".to_owned()),
        Operation::CreateContest => with("contests".to_owned(), fixtures::contest()),
        Operation::OpenContest => read(format!("contests/{}/opening", things.draft(community))),
        Operation::GetContest => read(format!("contests/{}", things.contest(community).0)),
        Operation::ListEntrants => {
            let (_, entry) = things.published(community);
            read(format!("entrants?entries={entry}"))
        }
        Operation::ListEntries => read(format!("contests/{}/entries", things.contest(community).0)),
        Operation::GetEntry => {
            let (contest, entry) = things.published(community);
            read(format!("contests/{contest}/entries/{entry}"))
        }
        Operation::GetBallot => read(format!("contests/{}/ballot", things.contest(community).0)),
        Operation::EnterContest => with(
            format!("contests/{}/entries", things.contest(community).0),
            fixtures::entry(),
        ),
        Operation::DecideEntry => {
            let (contest, entry) = things.contest(community);
            with(
                format!("contests/{contest}/entries/{entry}"),
                json!({ "act": "publish" }),
            )
        }
        Operation::ReportEntry => {
            let (contest, entry) = things.published(community);
            with(
                format!("contests/{contest}/entries/{entry}/reports"),
                json!({ "reason": "hurtful" }),
            )
        }
        Operation::CastBallot => {
            let (contest, entry) = things.published(community);
            with(
                format!("contests/{contest}/ballots"),
                json!({ "entries": [entry] }),
            )
        }
        Operation::DecideBallot => {
            let (contest, entry) = things.published(community);
            let ballots = format!("contests/{contest}/ballots");
            let cast = community
                .member(&random::name())
                .post(&ballots, &json!({ "entries": [entry] }));
            let ballot = cast.ok(201).value()["ballot"].as_u64().unwrap();
            with(
                format!("{ballots}/{ballot}"),
                json!({ "act": "void", "reason": "automated" }),
            )
        }
        Operation::ListBallots => read(format!("contests/{}/ballots", things.contest(community).0)),
        Operation::DecideBallots => with(
            format!("contests/{}/ballots", things.contest(community).0),
            json!({ "first": 0, "last": 9, "decision": { "act": "void", "reason": "automated" } }),
        ),
        Operation::GetWaiting => read(format!("contests/{}/waiting", things.contest(community).0)),
        Operation::GetReceipt => read(format!("contests/{}/receipts/0", things.contest(community).0)),
        Operation::GetContestLog => read(format!("contests/{}/log", things.contest(community).0)),
        Operation::GetAudit => read(format!("contests/{}/audit", things.contest(community).0)),
        Operation::AmendContest => {
            let contest = things.contest(community).0;
            let view = community.visitor().get(&format!("contests/{contest}"));
            let mut rules = view.ok(200).value()["rules"].clone();
            let end = rules["votes"]["closes_at"].as_u64().unwrap_or_default();
            rules["votes"]["closes_at"] = json!(end + 1);
            let body = json!({ "rules": rules, "reason": "One more millisecond." });
            with(format!("contests/{contest}/amendments"), body)
        }
        Operation::CloseContest => with(
            format!("contests/{}/closing", things.contest(community).0),
            json!({}),
        ),
        Operation::ImportBatch => with(
            "imports".to_owned(),
            json!({ "source": "elsewhere", "subject": "strainer", "subject_name": "Strainer", "items": [] }),
        ),
    }
}

fn send(caller: &Person, method: &str, (path, body): &(String, Option<Value>)) -> Answer {
    let path = if path.starts_with('/') {
        path.clone()
    } else {
        caller.path(path)
    };
    let sends = method == "POST" && path.ends_with("/media") || method == "PUT" && path.contains("/media/");
    let picture = sends.then_some(pictures::SHOT);
    let call = caller.client.call(method, path);
    match body {
        None if picture.is_some() => call.body("image/png", picture.unwrap_or_default()).send(),
        Some(body) => call.json(body).send(),
        None => call.send(),
    }
}

#[test]
fn every_route_admits_whom_the_matrix_says() {
    let (community, elsewhere) = (Community::new(), Community::new());
    let mut wrong = Vec::new();
    for route in ROUTES {
        let operation = route.operation;
        let Some((_, row)) = MATRIX.iter().find(|(of, _)| *of == operation) else {
            panic!("{operation:?} is missing in the matrix")
        };
        for (name, expected) in CALLERS.into_iter().zip(row) {
            let things = Things::new(&community);
            let caller = caller(name, &community, &elsewhere, &things);
            let request = request(operation, &community, &things);
            let answer = send(&caller, route.method.as_str(), &request);
            if answer.status != *expected {
                wrong.push(format!(
                    "{operation:?} by {name}: {} instead of {expected}: {}",
                    answer.status,
                    answer.text()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_of_one_community_is_reached_through_another() {
    let (community, elsewhere) = (Community::new(), Community::new());
    let owner = elsewhere.staff("owner");
    for route in ROUTES.iter().filter(|route| route.path.contains('{')) {
        let things = Things::new(&community);
        let request = request(route.operation, &community, &things);
        let answer = send(&owner, route.method.as_str(), &request);
        let named = answer.status == 422 && answer.text().contains("identifier");
        assert!(
            answer.status == 404 || named,
            "{:?}: {} {}",
            route.operation,
            answer.status,
            answer.text()
        );
    }
}

#[test]
fn a_lowered_role_ends_what_it_allowed_at_once() {
    let community = Community::new();
    let moderator = community.staff("moderator");
    moderator.get("moderation/queue").ok(200);
    community
        .operator()
        .put(&format!("members/{}", moderator.id), &json!({ "role": "member" }))
        .ok(200);
    let refused = moderator.get("moderation/queue");
    assert!(matches!(refused.status, 401 | 403), "{}", refused.text());
}

#[test]
fn a_community_keeps_an_owner() {
    let community = Community::new();
    let owner = community.staff("owner");
    owner
        .put(&format!("members/{}", owner.id), &json!({ "role": "member" }))
        .refused(Code::WrongState);
}

#[test]
fn nobody_gives_themselves_a_role() {
    let community = Community::new();
    for role in ["expert", "moderator"] {
        let person = community.staff(role);
        person
            .put(&format!("members/{}", person.id), &json!({ "role": "owner" }))
            .refused(Code::Forbidden);
    }
}

#[test]
fn writers_are_whom_the_brand_wants() {
    for (writers, guest, email_or_brand) in
        [("everyone", 201, 201), ("signed_in", 403, 201), ("sso", 403, 201)]
    {
        let community = Community::with(json!({ "writers": writers }));
        let asked = community.guest("Kim").post("questions", &fixtures::question());
        assert_eq!(asked.status, guest, "{writers}: {}", asked.text());
        let asked = community
            .member("Robin Sample")
            .post("questions", &fixtures::question());
        assert_eq!(asked.status, email_or_brand, "{writers}: {}", asked.text());
    }
}
