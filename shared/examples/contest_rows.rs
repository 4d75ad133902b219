//! Fills the database of a contest that has just opened with entries and ballots, as its object would have: the same
//! leaves, hashes, tags, salts, commitments, totals and kept replies, so that the object goes on from there.
//!
//! `cargo xtask bench --contests` does it on a stopped server; by hand, with the object's file in `FILE`:
//! `sqlite3 -json FILE "SELECT id, secret, minute, text FROM contest, leaves" |
//! cargo run --profile native -p fanfare-shared --example contest_rows -- ENTRIES BALLOTS | sqlite3 FILE`

use std::io::{BufWriter, Read, Write};

use fanfare_shared::contest::batch::INTERVAL_MS;
use fanfare_shared::contest::commitment::{CHOICE, ENTRY, commit, encode};
use fanfare_shared::contest::leaf::{Act, Leaf, join};
use fanfare_shared::ids::{ContestId, EntryId, PersonId};
use fanfare_shared::log::hash::TreeHash;
use fanfare_shared::log::tree;
use fanfare_shared::person::Tier;
use fanfare_shared::time::Millis;
use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;

type Failed = Box<dyn std::error::Error>;

/// Over how many days people came before they voted, in no order.
const DAYS: u64 = 20;
/// Where the numbers of entrants begin: nobody votes for their own entry.
const ENTRANTS: u64 = 1 << 40;

/// What the object kept at the opening.
#[derive(Deserialize)]
struct Opened {
    id: ContestId,
    secret: String,
    minute: Millis,
    text: String,
}

fn main() -> Result<(), Failed> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>());
    let entries = arguments.next().ok_or("say how many entries")??;
    let ballots = arguments.next().ok_or("say how many ballots")??;
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let opened: Vec<Opened> = serde_json::from_str(&text)?;
    let [opened] =
        <[Opened; 1]>::try_from(opened).map_err(|_| "the contest has more leaves than its opening")?;
    let mut object = Object {
        left: vec![TreeHash::of_leaf(opened.text.as_bytes())],
        size: 1,
        out: BufWriter::new(std::io::stdout().lock()),
        opened,
        entries: Table::new(
            "entries (id, person_id, author, title, markdown, state, sent_at, leaf, counted, shuffle, folded)",
        ),
        leaves: Table::new("leaves (number, minute, text)"),
        nodes: Table::new("nodes (level, number, hash)"),
        voters: Table::new("voters (person_id, salt, ballot)"),
        ballots: Table::new("ballots (leaf, person_id, choice, guest, standing)"),
        replies: Table::new("replies (day, caller, key, fingerprint, status, body)"),
    };
    writeln!(object.out, "PRAGMA cache_size = -400000; BEGIN;")?;
    let mut counted = vec![0_u64; usize::try_from(entries)?];
    for chosen in (0..ballots).flat_map(|number| choice(number, entries)) {
        counted[usize::try_from(chosen)?] += 1;
    }
    for (number, counted) in (0..).zip(counted) {
        object.enter(number, counted)?;
    }
    for number in 0..ballots {
        object.vote(number, entries)?;
    }
    object.end()
}

/// The rows of a table that wait for their statement.
struct Table {
    name: &'static str,
    rows: Vec<String>,
}

impl Table {
    /// How many rows one statement holds.
    const ROWS: usize = 500;

    const fn new(name: &'static str) -> Self {
        Self {
            name,
            rows: Vec::new(),
        }
    }

    fn insert(&mut self, out: &mut impl Write, row: String) -> Result<(), Failed> {
        self.rows.push(row);
        if self.rows.len() == Self::ROWS {
            self.flush(out)
        } else {
            Ok(())
        }
    }

    fn flush(&mut self, out: &mut impl Write) -> Result<(), Failed> {
        if !self.rows.is_empty() {
            writeln!(
                out,
                "INSERT INTO {} VALUES ({});",
                self.name,
                self.rows.join("),(")
            )?;
            self.rows.clear();
        }
        Ok(())
    }
}

/// The object, as far as it grows.
struct Object<W> {
    out: W,
    opened: Opened,
    size: u64,
    /// The last hash of each level.
    left: Vec<TreeHash>,
    entries: Table,
    leaves: Table,
    nodes: Table,
    voters: Table,
    ballots: Table,
    replies: Table,
}

impl<W: Write> Object<W> {
    fn enter(&mut self, number: u64, counted: u64) -> Result<(), Failed> {
        let at = self.opened.minute;
        let (entry, person) = (entry(at, number), person(at, ENTRANTS + number));
        let title = format!("Entry {number}");
        let salt = self.opened.mac("entry", entry.as_str());
        let leaf = self.append(Act::Entry {
            content: commit(ENTRY, &salt, &format!("{title}\nIt rained.")),
            entrant: encode(&self.opened.mac("entrant", person.as_str())),
            entry: entry.clone(),
            sent: at,
        })?;
        let (at, shuffle) = (at.get(), mixed(number) % 2_147_483_647);
        let row = format!(
            "'{entry}','{person}','Sample {number}','{title}','It rained.','published',{at},{leaf},{counted},{shuffle},'entry {number} sample {number} it rained.'"
        );
        self.entries.insert(&mut self.out, row)
    }

    fn vote(&mut self, number: u64, entries: u64) -> Result<(), Failed> {
        let at = self.opened.minute;
        let person = person(at, number);
        let salt = encode(&self.opened.mac("salt of a sample", person.as_str()));
        let choice = join(&choice(number, entries).map(|chosen| entry(at, chosen)));
        let choice_salt = self.opened.mac("choice", &format!("{salt} {}", self.size));
        let leaf = self.append(Act::Ballot {
            voter: encode(&self.opened.mac("voter", &format!("{person} {salt}"))),
            commitment: commit(CHOICE, &choice_salt, &choice),
            via: Tier::Email,
            held: false,
            replaces: None,
            nonce: None,
        })?;
        let out = &mut self.out;
        self.voters.insert(out, format!("'{person}','{salt}',{leaf}"))?;
        self.ballots
            .insert(out, format!("{leaf},'{person}','{choice}',0,'counted'"))?;
        // A key and the hash of a request are as long as these.
        let (day, key) = (at.get() / Millis::DAY, mixed(number));
        let reply = format!("{day},'{person}','{key:032x}','{salt}',201,'{{\"ballot\":{leaf}}}'");
        self.replies.insert(out, reply)
    }

    /// Appends a leaf; its place.
    fn append(&mut self, act: Act) -> Result<u64, Failed> {
        let leaf = Leaf {
            contest: self.opened.id.clone(),
            index: self.size,
            minute: self.opened.minute,
            act,
        };
        let text = leaf.text();
        let left = &self.left;
        let made = tree::append(leaf.index, TreeHash::of_leaf(text.as_bytes()), |node| {
            left.get(node.level as usize).copied().ok_or("a hash is missing")
        })?;
        for (node, hash) in made {
            let level = node.level as usize;
            match self.left.get_mut(level) {
                Some(left) => *left = hash,
                None => self.left.push(hash),
            }
            let row = format!("{level},{},'{}'", node.number, hash.to_base64());
            self.nodes.insert(&mut self.out, row)?;
        }
        let row = format!("{},{},'{text}'", leaf.index, leaf.minute.get());
        self.leaves.insert(&mut self.out, row)?;
        self.size += 1;
        Ok(leaf.index)
    }

    /// Asks for the next checkpoint, as if the last were as old as it has to be for that.
    fn end(mut self) -> Result<(), Failed> {
        let out = &mut self.out;
        for table in [
            &mut self.entries,
            &mut self.leaves,
            &mut self.nodes,
            &mut self.voters,
            &mut self.ballots,
            &mut self.replies,
        ] {
            table.flush(out)?;
        }
        writeln!(out, "UPDATE checkpoints SET at = at - {INTERVAL_MS};")?;
        writeln!(
            out,
            "INSERT INTO due (task, at) VALUES ('publish', 0) ON CONFLICT (task) DO UPDATE SET at = 0;"
        )?;
        writeln!(out, "COMMIT;")?;
        Ok(out.flush()?)
    }
}

impl Opened {
    /// What the object derives from its secret for one purpose: HMAC-SHA256 over the purpose, a zero byte and the message.
    fn mac(&self, purpose: &str, message: &str) -> [u8; 32] {
        let mut mac =
            <Hmac<Sha256> as KeyInit>::new_from_slice(self.secret.as_bytes()).expect("any length is a key");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(message.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// The two entries a ballot chooses, in order.
fn choice(number: u64, entries: u64) -> [u64; 2] {
    let (one, other) = (mixed(number) % entries, mixed(number + 1) % (entries - 1));
    let other = if other >= one { other + 1 } else { other };
    [one.min(other), one.max(other)]
}

fn entry(at: Millis, number: u64) -> EntryId {
    EntryId::new(at, random(number))
}

/// Somebody who came at some time before.
fn person(at: Millis, number: u64) -> PersonId {
    let earlier = i64::try_from(mixed(number) % (DAYS * Millis::DAY.unsigned_abs())).unwrap_or_default();
    PersonId::new(at.plus(-earlier), random(number))
}

/// Bytes that belong to a number, and sort as it does.
fn random(number: u64) -> [u8; 10] {
    let mut random = [0; 10];
    random[1..9].copy_from_slice(&number.to_be_bytes());
    random
}

/// A number that looks like chance (the finish of splitmix64).
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
