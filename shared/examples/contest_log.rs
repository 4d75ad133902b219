//! Writes the log of a contest with many ballots, as a server would publish it: what the verifiers are measured with.
//!
//! `cargo run --release -p fanfare-shared --example contest_log -- 1000000 > log.ndjson`

use std::io::{BufWriter, Write};

use ed25519_dalek::{Signer, SigningKey};
use fanfare_shared::contest::commitment::{CHOICE, commit, encode};
use fanfare_shared::contest::leaf::{Act, Close, Leaf};
use fanfare_shared::contest::ledger::Ledger;
use fanfare_shared::contest::line::{Line, Opening};
use fanfare_shared::contest::rules::Rules;
use fanfare_shared::ids::{ContestId, EntryId};
use fanfare_shared::log::checkpoint::Checkpoint;
use fanfare_shared::log::frontier::Frontier;
use fanfare_shared::log::hash::TreeHash;
use fanfare_shared::log::key::LogKey;
use fanfare_shared::log::note;
use fanfare_shared::person::Tier;
use fanfare_shared::time::Millis;
use serde_json::json;

const ORIGIN: &str = "fanfare.example/acme/contests/large";
const ENTRIES: u64 = 200;
/// How many leaves stand between two checkpoints.
const BATCH: u64 = 1_000;
const OPENS: Millis = Millis::from_civil(2026, 11, 2, 9, 0, 0);
const CLOSES: Millis = Millis::from_civil(2026, 11, 22, 20, 0, 0);

/// A log on its way out.
struct Log<W> {
    out: W,
    key: SigningKey,
    contest: ContestId,
    frontier: Frontier,
    ledger: Ledger,
}

impl<W: Write> Log<W> {
    fn write(&mut self, line: &Line) -> Result<(), Box<dyn std::error::Error>> {
        serde_json::to_writer(&mut self.out, line)?;
        Ok(self.out.write_all(b"\n")?)
    }

    fn leaf(&mut self, minute: Millis, act: Act) -> Result<(), Box<dyn std::error::Error>> {
        let leaf = Leaf {
            contest: self.contest.clone(),
            index: self.frontier.size(),
            minute,
            act,
        };
        let text = leaf.text();
        self.ledger.push(&text)?;
        self.frontier.push(TreeHash::of_leaf(text.as_bytes()));
        self.write(&Line::Leaf(text))
    }

    fn checkpoint(&mut self) -> Result<(), Box<dyn std::error::Error>> {
        let checkpoint = Checkpoint {
            origin: ORIGIN.to_owned(),
            size: self.frontier.size(),
            root: self.frontier.root(),
        };
        let name = LogKey {
            name: ORIGIN.to_owned(),
            public: self.key.verifying_key().to_bytes(),
        };
        let text = checkpoint.text();
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        self.write(&Line::Checkpoint(note::write(&text, &name, &signature)))
    }
}

fn rules() -> Result<Rules, serde_json::Error> {
    let window = json!({ "opens_at": OPENS.get(), "closes_at": CLOSES.get() });
    let people = json!({ "tiers": ["email", "sso"] });
    serde_json::from_value(json!({
        "kind": "photo", "title": "A large contest", "theme": "Many ballots.", "zone": "Europe/Paris",
        "entries": window, "votes": window, "entrants": people, "voters": people,
        "entries_per_person": 1, "votes_per_person": 1, "winners": 3, "tie_break": "shared",
        "counts": { "when": "at_close" }, "moderation": "after", "consent": "They may show it.",
    }))
}

/// 32 bytes that belong to a number.
fn bytes(kind: u8, number: u64) -> [u8; 32] {
    let mut bytes = [kind; 32];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    bytes
}

fn entry(number: u64) -> EntryId {
    let mut random = [0; 10];
    random[..8].copy_from_slice(&number.to_be_bytes());
    EntryId::new(OPENS, random)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let ballots: u64 = std::env::args().nth(1).ok_or("say how many ballots")?.parse()?;
    let mut log = Log {
        out: BufWriter::new(std::io::stdout().lock()),
        key: SigningKey::from_bytes(&[9; 32]),
        contest: ContestId::new(OPENS, [0; 10]),
        frontier: Frontier::default(),
        ledger: Ledger::default(),
    };
    let open = Act::Open {
        origin: ORIGIN.to_owned(),
        key: encode(&log.key.verifying_key().to_bytes()),
        document: rules()?.document()?,
    };
    log.leaf(OPENS, open)?;
    log.checkpoint()?;
    for number in 0..ENTRIES {
        let act = Act::Entry {
            entry: entry(number),
            entrant: encode(&bytes(1, number)),
            content: encode(&bytes(2, number)),
            sent: OPENS,
        };
        log.leaf(OPENS, act)?;
    }
    log.checkpoint()?;
    let first = log.frontier.size();
    let choice = |number: u64| entry(number * number % ENTRIES).to_string();
    for number in 0..ballots {
        let minutes = i64::try_from(number * 20_000 / ballots)?;
        let act = Act::Ballot {
            voter: encode(&bytes(3, number)),
            commitment: commit(CHOICE, &bytes(4, number), &choice(number)),
            via: Tier::Email,
            held: false,
            replaces: None,
            nonce: None,
        };
        log.leaf(OPENS.plus(minutes * Millis::MINUTE), act)?;
        if number % BATCH == BATCH - 1 {
            log.checkpoint()?;
        }
    }
    let opening = |number: u64| Opening {
        ballot: first + number,
        salt: encode(&bytes(4, number)),
        choice: choice(number),
    };
    for number in 0..ballots {
        log.ledger.count(&opening(number))?;
    }
    let close = Close::new(log.ledger.standings(), &log.ledger.tally(), &rules()?);
    let leaf = Leaf {
        contest: log.contest.clone(),
        index: log.frontier.size(),
        minute: CLOSES,
        act: Act::Close(close),
    };
    let text = leaf.text();
    log.frontier.push(TreeHash::of_leaf(text.as_bytes()));
    log.write(&Line::Leaf(text))?;
    log.checkpoint()?;
    for number in 0..ballots {
        log.write(&Line::Opening(opening(number)))?;
    }
    Ok(log.out.flush()?)
}
