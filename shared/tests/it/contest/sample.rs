//! A contest's log made by hand, with everything that can happen in one.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use fanfare_shared::contest::acceptance::{Acceptance, Promise, Shown};
use fanfare_shared::contest::commitment::{CHOICE, commit, encode, of_nonce};
use fanfare_shared::contest::leaf::{Act, Close, Leaf, VoidReason, Withdrawal, join};
use fanfare_shared::contest::line::{Line, Opening};
use fanfare_shared::contest::rules::{
    Counts, DecidedBy, Eligibility, Kind, Moderation, Prize, Rules, TieBreak, Window,
};
use fanfare_shared::contest::verify::{Asked, Witnessed};
use fanfare_shared::ids::{ContestId, EntryId};
use fanfare_shared::log::checkpoint::Checkpoint;
use fanfare_shared::log::frontier::Frontier;
use fanfare_shared::log::hash::TreeHash;
use fanfare_shared::log::key::LogKey;
use fanfare_shared::log::note;
use fanfare_shared::log::receipt::Receipt;
use fanfare_shared::log::tree::{self, Node};
use fanfare_shared::person::Tier;
use fanfare_shared::time::Millis;
use std::collections::HashMap;

use super::count;

/// When entries and votes open.
pub(super) const OPENS: Millis = Millis::from_civil(2026, 11, 21, 9, 0, 0);
/// When votes close; entries close an hour earlier.
pub(super) const CLOSES: Millis = Millis::from_civil(2026, 11, 21, 18, 0, 0);
/// The origin of the checkpoints.
pub(super) const ORIGIN: &str = "fanfare.example/acme/contests/sample";

/// A log, leaf by leaf; bending it changes leaves, openings or the lines they are written as.
#[derive(Clone)]
pub(super) struct Sample {
    pub(super) rules: Rules,
    pub(super) leaves: Vec<Leaf>,
    pub(super) openings: Vec<Opening>,
    /// After how many leaves a checkpoint stands.
    pub(super) checkpoints: Vec<usize>,
    pub(super) key: SigningKey,
    pub(super) origin: String,
}

impl Sample {
    /// Three entries, one of them taken out; seven ballots of which one was replaced, one held and released, one void.
    pub(super) fn new() -> Self {
        let mut sample = Self::opened();
        for number in 1..=3 {
            sample.enter(number, number);
        }
        sample.vote(1, Tier::Email, &[1], None);
        let second = sample.vote(2, Tier::Sso, &[2], None);
        sample.vote(3, Tier::Guest, &[2], None);
        let held = sample.cast(4, Tier::Email, &[3], None, true);
        sample.vote(2, Tier::Sso, &[1, 3], Some(second));
        let void = sample.vote(5, Tier::Email, &[2], None);
        sample.push(Act::Release {
            ballot: held,
            reason: "A classroom, confirmed by its teacher.".to_owned(),
        });
        sample.push(Act::Void {
            ballot: void,
            reason: VoidReason::Traded,
        });
        sample.vote(6, Tier::Sso, &[2], None);
        sample.push(Act::Withdraw {
            entry: entry(3),
            reason: Withdrawal::Disqualified,
        });
        sample.close();
        sample
    }

    /// The log of [`Self::new`] when it had `size` leaves.
    pub(super) fn cut(size: usize) -> Self {
        let mut sample = Self::new();
        sample.leaves.truncate(size);
        sample.openings.clear();
        sample.checkpoints = vec![1, size];
        sample
    }

    /// Two entries with a vote each.
    pub(super) fn tied() -> Self {
        let mut sample = Self::opened();
        for number in 1..=2 {
            sample.enter(number, number);
            sample.vote(u8::try_from(number).unwrap(), Tier::Email, &[number], None);
        }
        sample.close();
        sample
    }

    /// Rules that were amended before anybody voted and again while people vote; the last vote came in the time that was
    /// added.
    pub(super) fn amended() -> Self {
        let mut sample = Self::opened();
        sample.enter(1, 1);
        sample.amend(|rules| {
            rules.winners = 2;
            rules.votes_per_person = 3;
            rules.prize = Some(Prize {
                name: "A copper pot".to_owned(),
                value: "80 EUR".to_owned(),
            });
        });
        sample.enter(2, 2);
        sample.vote(1, Tier::Email, &[1, 2], None);
        sample.amend(|rules| {
            rules.votes.closes_at = CLOSES.plus(Millis::HOUR);
            rules.entrants.minimum_age = None;
        });
        let last = sample.vote(2, Tier::Sso, &[2], None);
        sample.leaves[usize::try_from(last).unwrap()].minute = CLOSES.plus(Millis::MINUTE);
        sample.close();
        sample
    }

    fn amend(&mut self, bend: impl Fn(&mut Rules)) {
        bend(&mut self.rules);
        let document = self.rules.document().unwrap();
        let reason = "The market is a day later.".to_owned();
        self.push(Act::Amend { reason, document });
    }

    fn opened() -> Self {
        let key = SigningKey::from_bytes(&[9; 32]);
        let mut sample = Self {
            rules: rules(),
            leaves: Vec::new(),
            openings: Vec::new(),
            checkpoints: vec![1],
            key,
            origin: ORIGIN.to_owned(),
        };
        sample.push(sample.opening_act());
        sample
    }

    fn opening_act(&self) -> Act {
        Act::Open {
            origin: ORIGIN.to_owned(),
            key: encode(&self.key.verifying_key().to_bytes()),
            document: self.rules.document().unwrap(),
        }
    }

    /// Writes the rules into the first leaf again and closes again.
    pub(super) fn reopen(&mut self) {
        self.leaves[0].act = self.opening_act();
        self.leaves.pop();
        self.checkpoints.pop();
        self.close();
    }

    /// Adds a leaf; its index.
    pub(super) fn push(&mut self, act: Act) -> u64 {
        let index = self.leaves.len() as u64;
        let closing = matches!(act, Act::Close(_));
        self.leaves.push(Leaf {
            contest: contest(),
            index,
            minute: if closing {
                self.rules.votes.closes_at
            } else {
                OPENS.plus(index as i64 * Millis::MINUTE)
            },
            act,
        });
        index
    }

    fn enter(&mut self, number: u64, entrant: u64) {
        let sent = OPENS.plus(self.leaves.len() as i64 * Millis::MINUTE);
        self.push(Act::Entry {
            entry: entry(number),
            entrant: encode(&[100 + u8::try_from(entrant).unwrap(); 32]),
            content: encode(&[7; 32]),
            sent,
        });
    }

    fn vote(&mut self, voter: u8, via: Tier, choice: &[u64], replaces: Option<u64>) -> u64 {
        self.cast(voter, via, choice, replaces, false)
    }

    fn cast(&mut self, voter: u8, via: Tier, choice: &[u64], replaces: Option<u64>, held: bool) -> u64 {
        let index = self.leaves.len() as u64;
        let choice = join(&choice.iter().copied().map(entry).collect::<Vec<_>>());
        self.openings.retain(|opening| Some(opening.ballot) != replaces);
        self.openings.push(opening(index, &choice));
        self.push(Act::Ballot {
            voter: encode(&[voter; 32]),
            commitment: commit(CHOICE, &salt(index), &choice),
            via,
            held,
            replaces,
            // The devices of some voters make none.
            nonce: (voter % 2 == 1).then(|| of_nonce(&nonce(index)).unwrap()),
        })
    }

    fn close(&mut self) {
        for leaf in &self.leaves {
            if let Act::Void { ballot, .. } = leaf.act {
                self.openings.retain(|opening| opening.ballot != ballot);
            }
        }
        let leaves: Vec<_> = self.leaves.iter().map(Leaf::text).collect();
        let (close, _) = count::in_shares(1, &leaves, &self.openings).unwrap();
        self.push(Act::Close(close));
        self.checkpoints.push(self.leaves.len());
    }

    /// The close, to be bent.
    pub(super) fn closing(&mut self) -> &mut Close {
        match self.leaves.last_mut().map(|leaf| &mut leaf.act) {
            Some(Act::Close(close)) => close,
            _ => panic!("the sample is closed"),
        }
    }

    /// The key under the name of this log.
    pub(super) fn log_key(&self) -> LogKey {
        LogKey {
            name: self.origin.clone(),
            public: self.key.verifying_key().to_bytes(),
        }
    }

    /// The signed checkpoint over the first `size` leaves.
    pub(super) fn checkpoint(&self, size: usize) -> String {
        let mut frontier = Frontier::default();
        for leaf in &self.leaves[..size] {
            frontier.push(TreeHash::of_leaf(leaf.text().as_bytes()));
        }
        self.sign(&Checkpoint {
            origin: self.origin.clone(),
            size: size as u64,
            root: frontier.root(),
        })
    }

    /// A checkpoint, signed.
    pub(super) fn sign(&self, checkpoint: &Checkpoint) -> String {
        let text = checkpoint.text();
        note::write(&text, &self.log_key(), &self.key.sign(text.as_bytes()).to_bytes())
    }

    /// The receipt of a leaf in the tree of the first `size`.
    pub(super) fn receipt(&self, index: u64, size: usize) -> Receipt {
        let mut nodes: HashMap<Node, TreeHash> = HashMap::new();
        for (index, leaf) in (0_u64..).zip(&self.leaves) {
            let hash = TreeHash::of_leaf(leaf.text().as_bytes());
            let made = tree::append(index, hash, |node| nodes.get(&node).copied().ok_or(node)).unwrap();
            nodes.extend(made);
        }
        let path = tree::inclusion(index, size as u64, |node| nodes.get(&node).copied().ok_or(node));
        Receipt {
            index,
            path: path.unwrap(),
            checkpoint: self.checkpoint(size),
        }
    }

    /// The fingerprint, a checkpoint, a receipt and an acceptance of this log, and what its page says.
    pub(super) fn witnessed(&self) -> Witnessed {
        Witnessed {
            fingerprint: Some(self.log_key().fingerprint()),
            checkpoints: vec![self.checkpoint(6)],
            receipts: vec![self.receipt(4, 9)],
            acceptances: vec![self.kept(4, &[1])],
            asked: Asked {
                contest: Some(contest()),
                fingerprint: Some(self.log_key().fingerprint()),
                winners: Some(vec![entry(1)]),
            },
        }
    }

    /// The signed promise of a leaf, alone.
    pub(super) fn accept(&self, index: usize) -> Acceptance {
        Acceptance::parse(&self.promise(index)).unwrap()
    }

    /// What the voter of a ballot for these keeps, as the page of the receipt shows it.
    pub(super) fn kept(&self, index: usize, choice: &[u64]) -> Acceptance {
        let choice = join(&choice.iter().copied().map(entry).collect::<Vec<_>>());
        let shown = Shown {
            leaf: self.leaves[index].text(),
            salt: encode(&salt(index as u64)),
            choice: Some(choice),
            nonce: Some(nonce(index as u64)),
        };
        Acceptance::parse(&format!("{}\n{}", shown.text(), self.promise(index))).unwrap()
    }

    fn promise(&self, index: usize) -> String {
        let promise = Promise {
            origin: self.origin.clone(),
            index: index as u64,
            leaf: TreeHash::of_leaf(self.leaves[index].text().as_bytes()),
        };
        let text = promise.text();
        note::write(&text, &self.log_key(), &self.key.sign(text.as_bytes()).to_bytes())
    }

    /// The published log.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (size, leaf) in (1..).zip(&self.leaves) {
            lines.push(line(&Line::Leaf(leaf.text())));
            if self.checkpoints.contains(&size) {
                lines.push(line(&Line::Checkpoint(self.checkpoint(size))));
            }
        }
        lines.extend(
            self.openings
                .iter()
                .cloned()
                .map(Line::Opening)
                .map(|opening| line(&opening)),
        );
        lines
    }
}

/// A line of the log.
pub(super) fn line(line: &Line) -> String {
    serde_json::to_string(line).unwrap()
}

/// The opening of a ballot.
pub(super) fn opening(ballot: u64, choice: &str) -> Opening {
    Opening {
        ballot,
        salt: encode(&salt(ballot)),
        choice: choice.to_owned(),
    }
}

/// The salt of a ballot.
pub(super) fn salt(ballot: u64) -> [u8; 32] {
    [u8::try_from(ballot).unwrap(); 32]
}

/// What the device of a ballot's voter made.
pub(super) fn nonce(ballot: u64) -> String {
    format!("{ballot:032x}")
}

/// The contest.
pub(super) fn contest() -> ContestId {
    ContestId::new(OPENS, [1; 10])
}

/// An entry.
pub(super) fn entry(number: u64) -> EntryId {
    EntryId::new(OPENS.plus(number as i64), [2; 10])
}

/// The rules.
pub(super) fn rules() -> Rules {
    let signed_in = Eligibility {
        tiers: vec![Tier::Email, Tier::Sso],
        minimum_age: Some(16),
        countries: Vec::new(),
    };
    Rules {
        kind: Kind::Story,
        picture: None,
        picture_hash: None,
        title: "The best story of the autumn".to_owned(),
        theme: "What did you make?".to_owned(),
        prize: None,
        zone: "Europe/Paris".to_owned(),
        entries: Window {
            opens_at: OPENS,
            closes_at: CLOSES.plus(-Millis::HOUR),
        },
        votes: Window {
            opens_at: OPENS,
            closes_at: CLOSES,
        },
        entrants: signed_in.clone(),
        voters: Eligibility {
            tiers: vec![Tier::Guest, Tier::Email, Tier::Sso],
            ..signed_in
        },
        entries_per_person: 1,
        votes_per_person: 2,
        own_entry_votable: false,
        challenge: false,
        decided_by: DecidedBy::Votes,
        winners: 1,
        tie_break: TieBreak::Shared,
        counts: Counts::AtClose,
        moderation: Moderation::Before,
        consent: "The brand may show the story with my name.".to_owned(),
    }
}

/// Ed25519, strict.
pub(super) fn check(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public).is_ok_and(|key| {
        key.verify_strict(message, &Signature::from_bytes(signature))
            .is_ok()
    })
}
