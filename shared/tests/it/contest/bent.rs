//! Every way to bend a log that anybody here could think of, each with the reason it has to fail for.
//!
//! A log that is bent before it is written is signed again: somebody who holds the key did it. One that is bent
//! afterwards was bent by somebody who does not.

mod promised;

use ed25519_dalek::SigningKey;
use fanfare_shared::contest::commitment::{CHOICE, commit, encode};
use fanfare_shared::contest::leaf::{Act, Leaf, VoidReason, Withdrawal, join};
use fanfare_shared::contest::line::Line;
use fanfare_shared::contest::rules::{Counts, Prize, Rules};
use fanfare_shared::contest::tampering::Tampering;
use fanfare_shared::contest::verify::Witnessed;
use fanfare_shared::ids::ContestId;
use fanfare_shared::log::checkpoint::Checkpoint;
use fanfare_shared::log::hash::TreeHash;
use fanfare_shared::person::Tier;
use fanfare_shared::time::Millis;

use super::sample::{self, CLOSES, OPENS, Sample, entry, line, opening, salt};
use super::verify;

/// A bent log.
pub(super) struct Bent {
    /// How it was bent.
    pub(super) how: &'static str,
    /// The reason it has to fail for.
    pub(super) reason: &'static str,
    pub(super) lines: Vec<String>,
    pub(super) witnessed: Witnessed,
}

/// All of them.
pub(super) fn all() -> Vec<Bent> {
    let mut all = Vec::new();
    let mut signed = |how, reason, bend: &dyn Fn(&mut Sample)| {
        let mut sample = Sample::new();
        bend(&mut sample);
        all.push(Bent {
            how,
            reason,
            lines: sample.lines(),
            witnessed: Witnessed::default(),
        });
    };
    signed("a choice is opened as another", "Opened", &|s| {
        s.openings[0].choice = entry(2).to_string();
    });
    signed("a salt is another", "Opened", &|s| {
        s.openings[0].salt = encode(&salt(99))
    });
    signed("an opening is dropped", "Unopened", &|s| {
        s.openings.remove(1);
    });
    signed("the last opening is dropped", "Unopened", &|s| {
        s.openings.pop();
    });
    signed("a replaced ballot is opened", "StrayOpening", &|s| {
        s.openings.insert(1, opening(5, entry(2).as_str()));
    });
    signed("a void ballot is opened", "StrayOpening", &|s| {
        s.openings.insert(4, opening(9, entry(2).as_str()));
    });
    signed("a ballot is opened twice", "StrayOpening", &|s| {
        let last = s.openings.last().unwrap().clone();
        s.openings.push(last);
    });
    signed("two openings are swapped", "Unopened", &|s| s.openings.swap(0, 1));
    signed("two leaves are swapped", "Index", &|s| s.leaves.swap(4, 5));
    signed("a leaf in the middle is dropped", "Index", &|s| {
        s.leaves.remove(5);
        s.checkpoints = vec![1, s.leaves.len()];
    });
    signed("an index comes twice", "Index", &|s| s.leaves[6].index = 5);
    signed("a leaf is of another contest", "OtherContest", &|s| {
        s.leaves[5].contest = ContestId::new(OPENS, [8; 10]);
    });
    signed("the rules come again", "Opening", &|s| {
        s.leaves[5].act = s.leaves[0].act.clone()
    });
    signed("a leaf is older than the one before", "Order", &|s| {
        s.leaves[8].minute = OPENS
    });
    signed("an entry came too late", "EntryWindow", &|s| {
        late_entry(&mut s.leaves[3], CLOSES.plus(-Millis::HOUR));
    });
    signed("an entry came too early", "EntryWindow", &|s| {
        late_entry(&mut s.leaves[3], OPENS.plus(-Millis::HOUR));
    });
    signed("a person sent in two entries", "TooManyEntries", &|s| {
        let first = s.leaves[1].act.clone();
        if let (Act::Entry { entrant, .. }, Act::Entry { entrant: other, .. }) = (first, &mut s.leaves[2].act)
        {
            *other = entrant;
        }
    });
    signed("an entry comes twice", "EntryTwice", &|s| {
        if let Act::Entry { entry: id, .. } = &mut s.leaves[2].act {
            *id = entry(1);
        }
    });
    signed("an entry is taken out that is not there", "NoEntry", &|s| {
        s.leaves[13].act = Act::Withdraw {
            entry: entry(9),
            reason: Withdrawal::Withdrawn,
        };
    });
    signed("a ballot came too late", "BallotWindow", &|s| {
        s.leaves[12].minute = CLOSES;
        s.leaves[13].minute = CLOSES;
    });
    signed("a ballot came before its time", "BallotWindow", &|s| {
        s.rules.votes.opens_at = OPENS.plus(Millis::HOUR);
        s.reopen_rules();
    });
    signed("somebody votes who may not", "NotEligible", &|s| {
        s.rules.voters.tiers = vec![Tier::Email, Tier::Sso];
        s.reopen_rules();
    });
    signed("one person votes twice", "SecondBallot", &|s| {
        ballot(s, 8, |_, replaces| *replaces = None)
    });
    signed("a ballot replaces another person's", "SecondBallot", &|s| {
        ballot(s, 8, |_, replaces| *replaces = Some(4));
    });
    signed("a first ballot replaces one", "SecondBallot", &|s| {
        ballot(s, 12, |_, replaces| *replaces = Some(4));
    });
    signed("a person votes again after a void", "SecondBallot", &|s| {
        ballot(s, 12, |voter, replaces| {
            *voter = encode(&[5; 32]);
            *replaces = Some(9);
        });
    });
    signed("a leaf that is no ballot is made void", "Decision", &|s| {
        s.leaves[11].act = Act::Void {
            ballot: 1,
            reason: VoidReason::Automated,
        };
    });
    signed("a replaced ballot is made void", "Decision", &|s| {
        s.leaves[11].act = Act::Void {
            ballot: 5,
            reason: VoidReason::Duplicate,
        };
    });
    signed("a ballot that does not wait is released", "Decision", &|s| {
        s.leaves[10].act = Act::Release {
            ballot: 4,
            reason: "No reason.".to_owned(),
        };
    });
    signed("a choice names an entry that is not there", "Choice", &|s| {
        choose(s, 4, &[9])
    });
    signed("a choice names more entries than allowed", "Choice", &|s| {
        choose(s, 4, &[1, 2, 3])
    });
    signed("a choice names an entry twice", "Choice", &|s| {
        choose(s, 4, &[1, 1])
    });
    signed("the close comes before its time", "EarlyClose", &|s| {
        s.leaves.last_mut().unwrap().minute = CLOSES.plus(-Millis::HOUR);
    });
    signed("a leaf follows the close", "AfterClose", &|s| {
        let act = s.leaves[13].act.clone();
        s.push(act);
        s.leaves.last_mut().unwrap().minute = CLOSES;
        s.checkpoints.push(s.leaves.len());
    });
    signed("the close counts a ballot more", "Counts", &|s| {
        s.closing().counted += 1
    });
    signed("the close hides what was void", "Counts", &|s| {
        s.closing().void = 0
    });
    signed("the close has other totals", "Totals", &|s| {
        s.closing().totals = encode(&[3; 32])
    });
    signed("the close has another winner", "Winners", &|s| {
        s.closing().winners = vec![entry(2)]
    });
    signed("the close has no winner", "Winners", &|s| {
        s.closing().winners.clear()
    });
    signed("the checkpoints are of another log", "Signature", &|s| {
        s.origin = "other.example/log".to_owned()
    });
    signed(
        "the last leaves are covered by no checkpoint",
        "Uncovered",
        &|s| {
            s.openings.clear();
            s.checkpoints = vec![1, 9];
        },
    );
    all.extend(amended());
    all.extend(bent_afterwards());
    all.extend(compared());
    all
}

/// Logs whose rules were amended against entrants or voters, or when they were final.
fn amended() -> Vec<Bent> {
    let mut all = Vec::new();
    let mut signed = |how, bend: &dyn Fn(&mut Sample)| {
        let mut sample = Sample::amended();
        bend(&mut sample);
        all.push(Bent {
            how,
            reason: "Amendment",
            lines: sample.lines(),
            witnessed: Witnessed::default(),
        });
    };
    signed("an amendment shortens the votes", &|s| {
        amend(s, 5, |rules| rules.votes.closes_at = CLOSES.plus(-1))
    });
    signed("an amendment ends the entries earlier", &|s| {
        amend(s, 2, |rules| rules.entries.closes_at = OPENS.plus(Millis::MINUTE));
    });
    signed("an amendment asks for people who are older", &|s| {
        amend(s, 2, |rules| rules.entrants.minimum_age = Some(18));
    });
    signed("an amendment gives more votes while people vote", &|s| {
        amend(s, 5, |rules| rules.votes_per_person = 4);
    });
    signed("an amendment lets others vote while people vote", &|s| {
        amend(s, 5, |rules| rules.voters.minimum_age = None);
    });
    signed("an amendment lowers what can be won", &|s| {
        amend(s, 5, |rules| {
            rules.prize = rules.prize.take().map(|prize| Prize {
                value: "40 EUR".to_owned(),
                ..prize
            });
        });
    });
    signed("an amendment has one winner less", &|s| {
        amend(s, 5, |rules| rules.winners = 1)
    });
    signed("an amendment has another theme", &|s| {
        amend(s, 2, |rules| rules.theme.push_str(" And why?"));
    });
    signed("an amendment has another file of the picture", &|s| {
        amend(s, 2, |rules| rules.picture_hash = Some("0".repeat(64)));
    });
    signed("an amendment lets one vote for oneself", &|s| {
        amend(s, 2, |rules| rules.own_entry_votable = true);
    });
    signed("an amendment amends nothing", &|s| {
        let before = s.leaves[2].act.clone();
        s.leaves[5].act = before;
    });
    signed("the rules are amended after the votes", &|s| {
        s.leaves[5].minute = CLOSES;
        amend(s, 5, |rules| rules.votes.closes_at = CLOSES.plus(Millis::DAY));
    });
    signed("votes go on after counts were seen", &|s| *s = in_batches(0));
    signed(
        "votes go on in hours in which counts that were seen are hidden",
        &|s| {
            *s = in_batches(2);
            s.leaves[5].minute = CLOSES.plus(-Millis::HOUR);
        },
    );
    signed("an amendment can't be read", &|s| {
        if let Act::Amend { document, .. } = &mut s.leaves[2].act {
            document.insert(1, 'x');
        }
    });
    all
}

/// The log of [`Sample::amended`] as it would be where counts are shown in batches.
fn in_batches(hidden_last_hours: u16) -> Sample {
    let mut sample = Sample::amended();
    for index in [0, 2, 5] {
        amend(&mut sample, index, |rules| {
            rules.counts = Counts::InBatches { hidden_last_hours };
        });
    }
    sample
}

/// The same, with the time added before anybody voted: a good log.
pub(super) fn longer_before_anybody_voted() -> Sample {
    let mut sample = in_batches(0);
    amend(&mut sample, 2, |rules| {
        rules.votes.closes_at = CLOSES.plus(Millis::HOUR);
    });
    sample
}

/// Bends the rules that stand at `index`.
fn amend(sample: &mut Sample, index: usize, bend: impl Fn(&mut Rules)) {
    if let Act::Open { document, .. } | Act::Amend { document, .. } = &mut sample.leaves[index].act {
        let mut rules: Rules = serde_json::from_str(document).unwrap();
        bend(&mut rules);
        *document = rules.document().unwrap();
    }
}

/// Logs bent without the key.
fn bent_afterwards() -> Vec<Bent> {
    let mut all = Vec::new();
    let mut written = |how, reason, bend: &dyn Fn(&Sample, &mut Vec<String>)| {
        let sample = Sample::new();
        let mut lines = sample.lines();
        bend(&sample, &mut lines);
        all.push(Bent {
            how,
            reason,
            lines,
            witnessed: Witnessed::default(),
        });
    };
    written("a leaf was changed", "Root", &|s, lines| {
        let mut leaf = s.leaves[10].clone();
        leaf.act = Act::Release {
            ballot: 7,
            reason: "Another reason.".to_owned(),
        };
        lines[11] = line(&Line::Leaf(leaf.text()));
    });
    written("the last leaf was dropped", "Size", &|s, lines| {
        lines.remove(s.leaves.len());
    });
    written(
        "a checkpoint was written for fewer leaves",
        "Signature",
        &|s, lines| {
            let last = s.leaves.len() + 1;
            lines[last] = lines[last].replace(&format!("\\n{}\\n", s.leaves.len()), "\\n3\\n");
        },
    );
    written(
        "a checkpoint is signed with another key",
        "Signature",
        &|s, lines| {
            let mut other = s.clone();
            other.key = SigningKey::from_bytes(&[4; 32]);
            lines[1] = line(&Line::Checkpoint(other.checkpoint(1)));
        },
    );
    written(
        "a checkpoint of another size has this one's root",
        "Size",
        &|s, lines| {
            let last = s.leaves.len() + 1;
            lines[last] = line(&Line::Checkpoint(s.checkpoint(5)));
        },
    );
    written("a signed checkpoint has another root", "Root", &|s, lines| {
        let last = s.leaves.len() + 1;
        lines[last] = line(&Line::Checkpoint(s.sign(&Checkpoint {
            origin: sample::ORIGIN.to_owned(),
            size: s.leaves.len() as u64,
            root: TreeHash::new([1; 32]),
        })));
    });
    written("a signed checkpoint names another log", "Origin", &|s, lines| {
        let text = s.checkpoint(1);
        let (text, _) = text.split_once("\n\n").unwrap();
        let text = format!("other{text}\n");
        let signature = ed25519_dalek::Signer::sign(&s.key, text.as_bytes()).to_bytes();
        let note = fanfare_shared::log::note::write(&text, &s.log_key(), &signature);
        lines[1] = line(&Line::Checkpoint(note));
    });
    written("a line is added to a leaf", "Leaf", &|s, lines| {
        lines[6] = line(&Line::Leaf(format!("{}weight=9\n", s.leaves[5].text())));
    });
    written("a tag is too short", "Leaf", &|s, lines| {
        let text = s.leaves[5].text().replace(&encode(&[2; 32]), "AAAA");
        lines[6] = line(&Line::Leaf(text));
    });
    written("the commitment to a nonce is too short", "Leaf", &|s, lines| {
        let mut leaf = s.leaves[5].clone();
        if let Act::Ballot { nonce, .. } = &mut leaf.act {
            *nonce = Some("AAAA".to_owned());
        }
        lines[6] = line(&Line::Leaf(leaf.text()));
    });
    written("a line is none of a log", "Line", &|_, lines| {
        lines[6] = "{\"leaf\":7}".to_owned()
    });
    written("a line of the transport is left", "Line", &|_, lines| {
        lines[6] = "{\"next\":7}".to_owned()
    });
    written("the rules were written over", "Leaf", &|s, lines| {
        let text = s.leaves[0].text().replace("\"winners\":1", "\"winners\":2");
        lines[0] = line(&Line::Leaf(text));
    });
    written("the first leaf was dropped", "Index", &|_, lines| {
        lines.drain(..2);
    });
    written("nothing is there", "Opening", &|_, lines| lines.clear());
    all
}

/// Logs that are good by themselves, and not what somebody saw.
fn compared() -> Vec<Bent> {
    let mut all = Vec::new();
    let mut against = |how, reason, bend: &dyn Fn(&mut Sample, &mut Witnessed)| {
        let mut sample = Sample::new();
        let mut witnessed = Witnessed::default();
        bend(&mut sample, &mut witnessed);
        all.push(Bent {
            how,
            reason,
            lines: sample.lines(),
            witnessed,
        });
    };
    against(
        "the log is signed with another key",
        "OtherKey",
        &|_, witnessed| {
            witnessed.fingerprint = Some("0".repeat(64));
        },
    );
    against(
        "the log is shorter than somebody saw it",
        "RolledBack",
        &|sample, witnessed| {
            witnessed.checkpoints.push(sample.checkpoint(12));
            sample.leaves.truncate(8);
            sample.openings.clear();
            sample.checkpoints = vec![1, 8];
        },
    );
    against("there are two histories", "TwoHistories", &|sample, witnessed| {
        let mut other = sample.clone();
        if let Act::Entry { content, .. } = &mut other.leaves[2].act {
            *content = encode(&[6; 32]);
        }
        witnessed.checkpoints.push(other.checkpoint(7));
    });
    against(
        "a checkpoint was signed by somebody else",
        "Brought",
        &|sample, witnessed| {
            let mut other = sample.clone();
            other.key = SigningKey::from_bytes(&[4; 32]);
            witnessed.checkpoints.push(other.checkpoint(7));
        },
    );
    against(
        "a receipt is for another leaf",
        "Receipt",
        &|sample, witnessed| {
            let mut receipt = sample.receipt(4, 9);
            receipt.index = 5;
            witnessed.receipts.push(receipt);
        },
    );
    against("a receipt was cut short", "Receipt", &|sample, witnessed| {
        let mut receipt = sample.receipt(4, 9);
        receipt.path.pop();
        witnessed.receipts.push(receipt);
    });
    against(
        "a receipt names a leaf past its checkpoint",
        "Receipt",
        &|sample, witnessed| {
            let mut receipt = sample.receipt(4, 9);
            receipt.index = 11;
            witnessed.receipts.push(receipt);
        },
    );
    against("a receipt is of another key", "Receipt", &|sample, witnessed| {
        let mut other = sample.clone();
        other.key = SigningKey::from_bytes(&[4; 32]);
        witnessed.receipts.push(other.receipt(4, 9));
    });
    against(
        "the log is of another contest than was asked for",
        "AnotherContest",
        &|_, witnessed| witnessed.asked.contest = Some(ContestId::new(OPENS, [8; 10])),
    );
    against(
        "the page names another key than the log's",
        "OtherKey",
        &|sample, witnessed| {
            witnessed.fingerprint = Some(sample.log_key().fingerprint());
            witnessed.asked.fingerprint = Some("0".repeat(64));
        },
    );
    against("the page names other winners", "OtherWinners", &|_, witnessed| {
        witnessed.asked.winners = Some(vec![entry(2)])
    });
    against(
        "the page names winners of a log that did not close",
        "OtherWinners",
        &|sample, witnessed| {
            witnessed.asked.winners = Some(vec![entry(1)]);
            sample.leaves.pop();
            sample.openings.clear();
            sample.checkpoints = vec![1, sample.leaves.len()];
        },
    );
    all.extend(promised::all());
    all
}

impl Sample {
    /// Writes the rules into the first leaf again, and leaves all else as it is.
    fn reopen_rules(&mut self) {
        let document = self.rules.document().unwrap();
        if let Act::Open { document: old, .. } = &mut self.leaves[0].act {
            *old = document;
        }
    }
}

fn late_entry(leaf: &mut Leaf, time: Millis) {
    if let Act::Entry { sent, .. } = &mut leaf.act {
        *sent = time;
    }
}

fn ballot(sample: &mut Sample, index: usize, bend: impl Fn(&mut String, &mut Option<u64>)) {
    if let Act::Ballot { voter, replaces, .. } = &mut sample.leaves[index].act {
        bend(voter, replaces);
    }
}

/// The ballot at `index` commits to these, and is opened so.
fn choose(sample: &mut Sample, index: usize, numbers: &[u64]) {
    let choice = join(&numbers.iter().copied().map(entry).collect::<Vec<_>>());
    let at = sample
        .openings
        .iter()
        .position(|opening| opening.ballot == index as u64)
        .unwrap();
    sample.openings[at].choice.clone_from(&choice);
    if let Act::Ballot { commitment, .. } = &mut sample.leaves[index].act {
        *commitment = commit(CHOICE, &salt(index as u64), &choice);
    }
}

/// The word of a reason: the name of its variant.
pub(super) fn word(tampering: &Tampering) -> String {
    let text = format!("{tampering:?}");
    text.split([' ', '{']).next().unwrap_or_default().to_owned()
}

#[test]
fn every_bent_log_fails_for_its_reason() {
    let all = all();
    assert!(all.len() >= 25);
    let wrong: Vec<_> = all
        .into_iter()
        .filter_map(|bent| {
            let found = match verify(&bent.lines, bent.witnessed) {
                Ok(_) => "PASS".to_owned(),
                Err(tampering) => word(&tampering),
            };
            (found != bent.reason).then(|| format!("{}: {found} instead of {}", bent.how, bent.reason))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
