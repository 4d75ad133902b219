//! Why a log is not what it should be: one reason for each way to bend one, with the place.

use crate::ids::{ContestId, EntryId};

/// Why a log fails.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Tampering {
    /// A line is none of the log's.
    #[error("line {line} is not a line of a log")]
    Line {
        /// Counted from one.
        line: u64,
    },
    /// A leaf is not written as leaves are.
    #[error("leaf {index} is not written as leaves are")]
    Leaf {
        /// Its place.
        index: u64,
    },
    /// A leaf stands at another place than it says.
    #[error("leaf {index} says it stands at {says}")]
    Index {
        /// Its place.
        index: u64,
        /// What it says.
        says: u64,
    },
    /// A leaf is of another contest.
    #[error("leaf {index} is of another contest")]
    OtherContest {
        /// Its place.
        index: u64,
    },
    /// The log does not begin with its rules, or has others later.
    #[error("leaf {index}: a log begins with its rules, once")]
    Opening {
        /// Its place.
        index: u64,
    },
    /// The rules can't be read or are not those that were hashed.
    #[error("the rules in the first leaf can't be read")]
    Rules,
    /// An amendment can't be read, or is against entrants or voters.
    #[error("leaf {index} amends the rules against entrants or voters")]
    Amendment {
        /// Its place.
        index: u64,
    },
    /// A leaf is older than the one before.
    #[error("leaf {index} is older than the one before it")]
    Order {
        /// Its place.
        index: u64,
    },
    /// An entry came outside its window.
    #[error("leaf {index}: the entry came outside the time for entries")]
    EntryWindow {
        /// Its place.
        index: u64,
    },
    /// A person sent in more entries than allowed.
    #[error("leaf {index}: one person sent in more entries than allowed")]
    TooManyEntries {
        /// Its place.
        index: u64,
    },
    /// An entry was published twice.
    #[error("leaf {index}: the entry {entry} was published before")]
    EntryTwice {
        /// Its place.
        index: u64,
        /// Which.
        entry: EntryId,
    },
    /// An entry was taken out that did not stand.
    #[error("leaf {index}: the entry {entry} does not stand")]
    NoEntry {
        /// Its place.
        index: u64,
        /// Which.
        entry: EntryId,
    },
    /// A ballot came outside its window.
    #[error("leaf {index}: the ballot came outside the time for votes")]
    BallotWindow {
        /// Its place.
        index: u64,
    },
    /// A ballot of somebody who may not vote.
    #[error("leaf {index}: the ballot is of somebody who may not vote")]
    NotEligible {
        /// Its place.
        index: u64,
    },
    /// Two ballots of one person would count, or a ballot replaces another person's.
    #[error("leaf {index}: the ballot does not replace this person's last one")]
    SecondBallot {
        /// Its place.
        index: u64,
    },
    /// A decision about a ballot that is none, or does not wait.
    #[error("leaf {index} decides about a ballot that is not there or not to be decided")]
    Decision {
        /// Its place.
        index: u64,
    },
    /// The contest closed before its time.
    #[error("leaf {index}: the contest closed before its time")]
    EarlyClose {
        /// Its place.
        index: u64,
    },
    /// Something follows the close.
    #[error("leaf {index} follows the close")]
    AfterClose {
        /// Its place.
        index: u64,
    },
    /// An opening is of no ballot that counts, or out of order.
    #[error("the opening of ballot {index} is of none that counts, or out of its order")]
    StrayOpening {
        /// The ballot it names.
        index: u64,
    },
    /// An opening does not fit its commitment.
    #[error("the opening of ballot {index} does not fit its commitment")]
    Opened {
        /// The ballot.
        index: u64,
    },
    /// A choice names more entries than allowed, one twice, or one that was not there.
    #[error("the choice of ballot {index} is none that the rules allow")]
    Choice {
        /// The ballot.
        index: u64,
    },
    /// The opening of a counted ballot is missing.
    #[error("the opening of ballot {index} is missing")]
    Unopened {
        /// The ballot.
        index: u64,
    },
    /// The close counts other ballots.
    #[error("the close names other numbers of ballots than the log holds")]
    Counts,
    /// The close has other totals.
    #[error("the totals of the close are not those of the ballots")]
    Totals,
    /// The close has other winners.
    #[error("the winners of the close are not those of the totals under the rules")]
    Winners,
    /// A checkpoint can't be read or its signature is not the key's.
    #[error("the checkpoint on line {line} is not signed by the log's key")]
    Signature {
        /// Counted from one.
        line: u64,
    },
    /// A checkpoint is of another log.
    #[error("the checkpoint on line {line} is of another log")]
    Origin {
        /// Counted from one.
        line: u64,
    },
    /// A checkpoint names another number of leaves than stand before it.
    #[error("the checkpoint on line {line} is over {size} leaves; {found} stand before it")]
    Size {
        /// Counted from one.
        line: u64,
        /// What it names.
        size: u64,
        /// What stands before it.
        found: u64,
    },
    /// A checkpoint names another root.
    #[error("the checkpoint over {size} leaves has another root: a leaf was changed, dropped or swapped")]
    Root {
        /// How many leaves.
        size: u64,
    },
    /// Leaves stand after the last checkpoint.
    #[error("leaf {index} and what follows is covered by no checkpoint")]
    Uncovered {
        /// The first of them.
        index: u64,
    },
    /// The log is signed with another key than the one it was compared with.
    #[error("the log's key {fingerprint} is not the one it was compared with")]
    OtherKey {
        /// The log's own.
        fingerprint: String,
    },
    /// The log is shorter than somebody saw it.
    #[error("somebody holds a signed checkpoint of {size} leaves; the log has fewer")]
    RolledBack {
        /// What they saw.
        size: u64,
    },
    /// The log was shown with another history.
    #[error("somebody holds a signed checkpoint of {size} leaves with another root: there are two histories")]
    TwoHistories {
        /// At this size.
        size: u64,
    },
    /// A receipt is of a leaf that is not in the log.
    #[error("the receipt for leaf {index} does not fit this log")]
    Receipt {
        /// The leaf it is for.
        index: u64,
    },
    /// The log is of another contest than was asked for.
    #[error("the log is of the contest {contest}, and another was asked for")]
    AnotherContest {
        /// The log's own.
        contest: ContestId,
    },
    /// A page names other winners.
    #[error("the winners that the page names are not those of the log")]
    OtherWinners,
    /// A checkpoint that was brought can't be of this log.
    #[error("the checkpoint it was compared with is not signed by the log's key")]
    Brought,
    /// An acceptance that was brought is not this log's, or what was shown with it does not fit.
    #[error(
        "the acceptance for leaf {index} is not signed by the log's key, or what was shown with it is of another ballot"
    )]
    Acceptance {
        /// The leaf it is for.
        index: u64,
    },
    /// A signed promise was broken.
    #[error("leaf {index} was promised to a voter; it is missing, or another stands in its place")]
    Promised {
        /// Its place.
        index: u64,
    },
}
