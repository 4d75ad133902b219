//! Reading a leaf, line by line in its one order.

use super::{Act, Close, FORMAT, Leaf, VoidReason, Withdrawal, split as entries};
use crate::ids::{ContestId, EntryId};
use crate::person::Tier;
use crate::time::Millis;

/// The lines still to be read.
struct Lines<'a>(std::str::Split<'a, char>);

impl<'a> Lines<'a> {
    /// The value of the next line, which has to be of this name.
    fn next(&mut self, name: &str) -> Option<&'a str> {
        self.0.next()?.strip_prefix(name)?.strip_prefix('=')
    }

    fn owned(&mut self, name: &str) -> Option<String> {
        self.next(name).map(str::to_owned)
    }

    fn number(&mut self, name: &str) -> Option<u64> {
        self.next(name)?.parse().ok()
    }

    fn minute(&mut self, name: &str) -> Option<Millis> {
        let seconds: i64 = self.next(name)?.parse().ok()?;
        let time = Millis::new(seconds.checked_mul(Millis::SECOND)?);
        (super::minute(time) == time).then_some(time)
    }

    fn entry(&mut self) -> Option<EntryId> {
        EntryId::parse(self.next("entry")?).ok()
    }
}

/// The voter of a ballot.
pub(super) fn voter(text: &str) -> Option<&str> {
    let (kind, mut lines) = split(text)?;
    if kind != "ballot" {
        return None;
    }
    for line in ["contest", "index", "minute"] {
        lines.next(line)?;
    }
    lines.next("voter")
}

/// The kind of a leaf, and its lines.
fn split(text: &str) -> Option<(&str, Lines<'_>)> {
    let (head, rest) = text.split_once('\n')?;
    let kind = head.strip_prefix(FORMAT)?.strip_prefix(' ')?;
    Some((kind, Lines(rest.split('\n'))))
}

/// The leaf, if every line is there; what is left over is the caller's to find.
pub(super) fn leaf(text: &str) -> Option<Leaf> {
    let (kind, mut lines) = split(text)?;
    Some(Leaf {
        contest: ContestId::parse(lines.next("contest")?).ok()?,
        index: lines.number("index")?,
        minute: lines.minute("minute")?,
        act: act(kind, &mut lines)?,
    })
}

fn act(kind: &str, lines: &mut Lines<'_>) -> Option<Act> {
    Some(match kind {
        "open" => {
            let (origin, key) = (lines.owned("origin")?, lines.owned("key")?);
            lines.next("rules")?;
            Act::Open {
                origin,
                key,
                document: lines.owned("document")?,
            }
        }
        "amend" => {
            let reason = lines.owned("reason")?;
            lines.next("rules")?;
            Act::Amend {
                reason,
                document: lines.owned("document")?,
            }
        }
        "entry" => Act::Entry {
            entry: lines.entry()?,
            entrant: lines.owned("entrant")?,
            content: lines.owned("content")?,
            sent: lines.minute("sent")?,
        },
        "withdraw" => Act::Withdraw {
            entry: lines.entry()?,
            reason: Withdrawal::parse(lines.next("reason")?)?,
        },
        "ballot" => Act::Ballot {
            voter: lines.owned("voter")?,
            commitment: lines.owned("commitment")?,
            via: Tier::parse(lines.next("via")?)?,
            held: match lines.next("state")? {
                "held" => true,
                "counted" => false,
                _ => return None,
            },
            replaces: match lines.next("replaces")? {
                "-" => None,
                index => Some(index.parse().ok()?),
            },
            nonce: lines.owned("nonce"),
        },
        "release" => Act::Release {
            ballot: lines.number("ballot")?,
            reason: lines.owned("reason")?,
        },
        "void" => Act::Void {
            ballot: lines.number("ballot")?,
            reason: VoidReason::parse(lines.next("reason")?)?,
        },
        "close" => Act::Close(Close {
            counted: lines.number("counted")?,
            guests: lines.number("guests")?,
            held: lines.number("held")?,
            void: lines.number("void")?,
            replaced: lines.number("replaced")?,
            totals: lines.owned("totals")?,
            winners: entries(lines.next("winners")?)?,
        }),
        _ => return None,
    })
}
