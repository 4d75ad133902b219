//! The count ahead of a close: the same in however many shares of the voters, of good logs and of bent ones.

use fanfare_shared::contest::count::{Count, Wanted};
use fanfare_shared::contest::leaf::Close;
use fanfare_shared::contest::line::{Line, Opening};
use fanfare_shared::contest::tally::Tally;
use fanfare_shared::contest::tampering::Tampering;

use super::bent;
use super::sample::Sample;

/// How many leaves or openings are given at once: few, so that a count takes many steps.
const AT_ONCE: usize = 2;

/// What these leaves and openings come to.
pub(super) fn in_shares(
    shares: u16,
    leaves: &[String],
    openings: &[Opening],
) -> Result<(Close, Tally), Tampering> {
    let mut count = Count::in_shares(leaves.len() as u64, shares, |document| {
        serde_json::from_str(document).ok()
    });
    loop {
        match count.wanted(AT_ONCE) {
            Wanted::Leaves(from) => {
                let from = usize::try_from(from).unwrap();
                count.leaves(leaves[from..].iter().take(AT_ONCE).map(String::as_str))?;
            }
            Wanted::Openings(ballots) => {
                let of = |ballot| openings.iter().find(|opening| opening.ballot == ballot);
                let wanted: Vec<_> = ballots.into_iter().filter_map(of).cloned().collect();
                count.openings(&wanted)?;
            }
            Wanted::Nothing => return Ok(count.result().unwrap()),
        }
    }
}

/// The leaves of a log without its close, and its openings.
fn parts(lines: &[String]) -> (Vec<String>, Vec<Opening>) {
    let (mut leaves, mut openings) = (Vec::new(), Vec::new());
    for line in lines {
        match serde_json::from_str(line) {
            Ok(Line::Leaf(text)) if !text.starts_with("fanfare.contest.v1 close") => leaves.push(text),
            Ok(Line::Opening(opening)) => openings.push(opening),
            _ => {}
        }
    }
    (leaves, openings)
}

#[test]
fn a_count_in_shares_says_what_the_close_says() {
    for mut sample in [Sample::new(), Sample::tied(), Sample::amended()] {
        let (leaves, openings) = parts(&sample.lines());
        for shares in 1..=6 {
            let (close, _) = in_shares(shares, &leaves, &openings).unwrap();
            assert_eq!(close, *sample.closing(), "{shares} shares");
        }
    }
}

#[test]
fn a_bent_log_is_refused_in_shares_as_it_is_at_once() {
    let mut refused = 0;
    for bent in bent::all() {
        let (leaves, openings) = parts(&bent.lines);
        let at_once = in_shares(1, &leaves, &openings).ok();
        refused += usize::from(at_once.is_none());
        for shares in 2..=6 {
            let counted = in_shares(shares, &leaves, &openings).ok();
            assert_eq!(counted, at_once, "{} in {shares}", bent.how);
        }
    }
    assert!(refused > 20, "{refused} of the bent logs can't be counted");
}
