//! A real community, as of 2015-03-08: net scores and solved answers, no givers. The snapshot holds numbers alone, and
//! the hash of what they belong to.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use fanfare_shared::log::hash::TreeHash;
use fanfare_shared::recognition::{
    Day, Detail, Known, Ledger, Member, Period, RULES, Standings, Writing, compute, rules,
};
use fanfare_shared::state::Kind;
use fanfare_shared::time::Millis;
use quick_xml::XmlVersion;
use quick_xml::events::attributes::{AttrError, Attribute};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::input::{answer, person, question};

#[test]
fn coffee_has_the_leaders_knowledge_and_likes_it_had() {
    let Some(posts) = posts() else { return };
    let ledger = read(&std::fs::read_to_string(posts).unwrap());
    let last = Day::of(Millis::from_civil(2015, 3, 8, 0, 0, 0));
    // A version that was switched on comes to the same for ever.
    for version in ["v1", "v2"] {
        let standings = compute(&ledger, rules(version).unwrap(), last.plus(1));
        let solved: u32 = standings.people.iter().map(|standing| standing.solved).sum();
        assert_eq!(solved, 105 - 6, "solved, less one's own");
        insta::assert_snapshot!(format!("coffee_by_{version}"), told(&ledger, &standings, last));
    }
}

#[test]
fn coffee_is_explained_to_the_last_line() {
    let Some(posts) = posts() else { return };
    let ledger = read(&std::fs::read_to_string(posts).unwrap());
    let last = Day::of(Millis::from_civil(2015, 3, 8, 0, 0, 0));
    let standings = compute(&ledger, RULES, last.plus(1));
    for standing in &standings.people {
        let lines = standings
            .lines
            .iter()
            .filter(|line| line.person == standing.person);
        assert_eq!(
            lines.map(|line| line.people).sum::<i32>(),
            standing.thanked_by as i32
        );
    }
    let scores: i64 = standings.people.iter().map(|standing| standing.imported).sum();
    let people: u32 = standings.people.iter().map(|standing| standing.thanked_by).sum();
    assert!(
        scores > 1_000 && people < 105,
        "a net score is not so many people: {scores}, {people}"
    );
}

fn told(ledger: &Ledger, standings: &Standings, last: Day) -> String {
    let (mut told, mut whole) = (String::new(), String::new());
    let mut monday = Day::of(Millis::from_civil(2015, 1, 26, 0, 0, 0));
    while monday <= last {
        let then = compute(ledger, rules(standings.version).unwrap(), monday.plus(7));
        let leaders = then.leaders(ledger, Period::Week);
        let places: Vec<_> = leaders
            .iter()
            .map(|leader| (leader.place, leader.helped))
            .collect();
        writeln!(told, "week of {}: {places:?}", monday.iso()).unwrap();
        writeln!(whole, "{} {leaders:?}", monday.iso()).unwrap();
        monday = monday.plus(7);
    }
    let mut known: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for one in standings.knowledge.iter().filter(|one| !one.is_subject) {
        known
            .entry(ledger.word_of(one.about))
            .or_default()
            .push(one.askers);
    }
    writeln!(told, "know about a tag, by askers: {known:?}").unwrap();
    let subjects = standings.knowledge.iter().filter(|one| one.is_subject);
    let askers: Vec<u32> = subjects.map(|one| one.askers).collect();
    writeln!(told, "know about the subject, by askers: {askers:?}").unwrap();
    writeln!(whole, "{:?}", standings.knowledge).unwrap();
    let likes: Vec<u32> = standings
        .people
        .iter()
        .filter(|standing| standing.ladder.like.is_held())
        .map(|standing| standing.person)
        .collect();
    writeln!(told, "like: {} of {}", likes.len(), standings.people.len()).unwrap();
    writeln!(whole, "{likes:?} {:?}", standings.people).unwrap();
    let hash = TreeHash::of_leaf(whole.as_bytes()).to_base64();
    write!(told, "all of it: {hash}").unwrap();
    told
}

/// The posts, where they are.
fn posts() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let data = std::env::var_os("FANFARE_DATA").map_or(beside, PathBuf::from);
    let posts = data.join("coffee/Posts.xml");
    if posts.is_file() {
        return Some(posts);
    }
    eprintln!("{} is not here (FANFARE_DATA names its folder)", posts.display());
    None
}

/// The attributes of a row of the dump.
struct Post(BTreeMap<String, String>);

impl Post {
    fn new(row: &BytesStart<'_>) -> Self {
        let attribute = |attribute: Result<Attribute<'_>, AttrError>| {
            let attribute = attribute.unwrap();
            let name = attribute.key.as_ref().to_owned();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap();
            (name, value.into_owned())
        };
        Self(row.attributes().map(attribute).collect())
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.text(name)?.parse().ok()
    }

    fn at(&self) -> Millis {
        let date = self.text("CreationDate").unwrap();
        let part = |from: usize, to: usize| date[from..to].parse::<i64>().unwrap();
        Millis::from_civil(
            part(0, 4),
            part(5, 7),
            part(8, 10),
            part(11, 13),
            part(14, 16),
            part(17, 19),
        )
    }

    fn writing(&self, of: &Self, accepted: Option<usize>) -> Writing {
        let is_question = self.number("PostTypeId") == Some(1);
        Writing {
            kind: if is_question { Kind::Question } else { Kind::Answer },
            author: person(self.number("OwnerUserId").unwrap_or(usize::MAX)),
            question: of.number("Id").map(question),
            subject: "coffee".to_owned(),
            tags: of
                .text("Tags")
                .unwrap_or_default()
                .split('<')
                .filter_map(|tag| tag.strip_suffix('>'))
                .map(str::to_owned)
                .collect(),
            complaint: false,
            solved_elsewhere: !is_question && accepted == self.number("Id"),
            imported_score: self.text("Score").and_then(|score| score.parse().ok()),
            at: self.at(),
        }
    }
}

fn read(posts: &str) -> Ledger {
    let mut reader = Reader::from_str(posts);
    let mut posts = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Empty(row) if row.name().as_ref() == "row" => posts.push(Post::new(&row)),
            Event::Eof => break,
            _ => {}
        }
    }
    let mut ledger = Ledger::default();
    let member = Member {
        known: Known::Address,
        staff: false,
        merged_into: None,
    };
    for author in posts.iter().filter_map(|post| post.number("OwnerUserId")) {
        ledger.person(&person(author), &member);
    }
    let kind = |post: &&Post, kind| post.number("PostTypeId") == Some(kind);
    let mut questions = BTreeMap::new();
    for post in posts.iter().filter(|post| kind(post, 1)) {
        let id = post.number("Id").unwrap();
        questions.insert(id, post);
        ledger.contribution(&question(id), &post.writing(post, None));
        imported(&mut ledger, &question(id), post);
    }
    for post in posts.iter().filter(|post| kind(post, 2)) {
        let id = post.number("Id").unwrap();
        let Some(of) = post.number("ParentId").and_then(|parent| questions.get(&parent)) else {
            continue;
        };
        let writing = post.writing(of, of.number("AcceptedAnswerId"));
        ledger.contribution(&answer(id), &writing);
        imported(&mut ledger, &answer(id), post);
    }
    ledger
}

fn imported(ledger: &mut Ledger, target: &str, post: &Post) {
    ledger.event(post.at(), "imported", None, target, Detail::default());
}
