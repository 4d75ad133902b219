//! Amendments: which rules may still change after the opening, and in which direction.
//!
//! Invariant: never against entrants or voters. What somebody relied on when they entered or voted stays, and what may
//! move gives more time, more people or more to win. Whoever saw counts can't go on until they like them. The object, the
//! command and the browser ask this one table.

use super::rules::{Counts, Eligibility, Prize, Rules, TieBreak, Window};
use crate::api::problem::FieldError;
use crate::time::Millis;

/// What of these rules may not be put in place of those; empty when all of it may. `voted`: whether anybody voted by then.
pub fn faults(before: &Rules, after: &Rules, now: Millis, voted: bool) -> Vec<FieldError> {
    let fixed = "This is frozen since the contest opened.";
    let grows = "This may be raised, and only until somebody voted.";
    let wider = "This may let more people take part, never fewer; who votes is frozen once somebody did.";
    let blind = !voted || before.counts == Counts::AtClose;
    let more = |before: u16, after: u16| after == before || after > before && !voted;
    let rules = [
        ("/kind", before.kind == after.kind, fixed),
        (
            "/picture",
            (&before.picture, &before.picture_hash) == (&after.picture, &after.picture_hash),
            fixed,
        ),
        ("/title", before.title == after.title, fixed),
        ("/theme", before.theme == after.theme, fixed),
        ("/zone", before.zone == after.zone, fixed),
        (
            "/own_entry_votable",
            before.own_entry_votable == after.own_entry_votable,
            fixed,
        ),
        ("/challenge", before.challenge == after.challenge, fixed),
        ("/decided_by", before.decided_by == after.decided_by, fixed),
        ("/counts", before.counts == after.counts, fixed),
        ("/moderation", before.moderation == after.moderation, fixed),
        ("/consent", before.consent == after.consent, fixed),
        (
            "/prize",
            is_worth_as_much(before.prize.as_ref(), after.prize.as_ref()),
            "A prize may be added, and the number in its value raised; nothing else of it may change.",
        ),
        (
            "/entries",
            is_extended(before.entries, after.entries, now),
            "The end may be later, until it is over; the beginning is frozen.",
        ),
        (
            "/votes",
            before.votes == after.votes || blind && is_extended(before.votes, after.votes, now),
            "The end may be later, until it is over; where counts are seen before the close, only until somebody voted. The beginning is frozen.",
        ),
        ("/entrants", is_wider(&before.entrants, &after.entrants), wider),
        (
            "/voters",
            before.voters == after.voters || !voted && is_wider(&before.voters, &after.voters),
            wider,
        ),
        (
            "/entries_per_person",
            more(before.entries_per_person, after.entries_per_person),
            grows,
        ),
        (
            "/votes_per_person",
            more(before.votes_per_person, after.votes_per_person),
            grows,
        ),
        ("/winners", more(before.winners, after.winners), grows),
        (
            "/tie_break",
            before.tie_break == after.tie_break || !voted && after.tie_break == TieBreak::Shared,
            "A tie may become shared, and only until somebody voted.",
        ),
        (
            "",
            before != after,
            "Nothing is amended: these are the rules already.",
        ),
        (
            "",
            now < before.votes.closes_at,
            "The votes are over: the rules are final.",
        ),
    ];
    let faults = rules.into_iter().filter(|(_, allowed, _)| !allowed);
    faults
        .map(|(pointer, _, detail)| FieldError {
            pointer: pointer.to_owned(),
            detail: detail.to_owned(),
        })
        .collect()
}

/// Whether a window ends as it did, or later while it is not over.
fn is_extended(before: Window, after: Window, now: Millis) -> bool {
    let later = after.closes_at > before.closes_at && now < before.closes_at;
    before.opens_at == after.opens_at && (after.closes_at == before.closes_at || later)
}

/// Whether all who could take part still can.
fn is_wider(before: &Eligibility, after: &Eligibility) -> bool {
    let age = match (before.minimum_age, after.minimum_age) {
        (_, None) => true,
        (before, Some(after)) => before.is_some_and(|before| after <= before),
    };
    let countries = after.countries.is_empty()
        || !before.countries.is_empty() && before.countries.iter().all(|code| after.countries.contains(code));
    age && countries && before.tiers.iter().all(|tier| after.tiers.contains(tier))
}

/// Whether what can be won is the same, more, or newly there.
fn is_worth_as_much(before: Option<&Prize>, after: Option<&Prize>) -> bool {
    match (before, after) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(before), Some(after)) => {
            let same = before.value == after.value || before.value.is_empty();
            before.name == after.name && (same || is_raised(&before.value, &after.value))
        }
    }
}

/// Whether the one number in a value grew, and nothing around it changed.
fn is_raised(before: &str, after: &str) -> bool {
    match (parts(before), parts(after)) {
        (Some((head, before, tail)), Some((same_head, after, same_tail))) => {
            (head, tail) == (same_head, same_tail) && before < after
        }
        _ => false,
    }
}

/// What stands before the one whole number of a text, the number, and what stands behind it; nothing where there are more
/// numbers, or one too long to compare.
fn parts(text: &str) -> Option<(&str, u64, &str)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let (head, rest) = text.split_at(start);
    let end = rest
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(rest.len());
    let (number, tail) = rest.split_at(end);
    let alone = !tail.contains(|letter: char| letter.is_ascii_digit());
    number
        .parse()
        .ok()
        .filter(|_| alone)
        .map(|number| (head, number, tail))
}
