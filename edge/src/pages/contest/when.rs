//! Where a contest stands in time, in words: in its own zone, and how long it still goes on.

use shared::api::contest::{ContestState, ContestView};
use shared::contest::deciding;
use shared::contest::rules::{Rules, Window};
use shared::language::Language;
use shared::time::Millis;
use widget::surface::Dates;
use yew::{Html, html};

use super::words::Word;
use crate::intl;

/// What is known of where a contest stands.
pub struct Known<'a> {
    /// Its state.
    pub state: ContestState,
    /// The rules that hold.
    pub rules: &'a Rules,
    /// How many ballots wait for a decision, as far as it is told.
    pub held: u64,
}

impl<'a> From<&'a ContestView> for Known<'a> {
    fn from(contest: &'a ContestView) -> Self {
        Self {
            state: contest.state,
            rules: &contest.rules,
            held: contest.ballots.held,
        }
    }
}

/// What can be done now, and until when.
pub fn standing(contest: &Known<'_>, dates: &Dates, language: Language, now: Millis) -> Html {
    let parts = parts(contest, now);
    let zone = parts.iter().any(|(_, at)| at.is_some());
    let mut line = Vec::new();
    for (word, at) in parts {
        if !line.is_empty() {
            line.push(html! { { " · " } });
        }
        line.push(match at {
            Some(at) => filled(word, language, moment(dates, at)),
            None => html! { { word.in_language(language) } },
        });
    }
    if zone {
        line.push(html! { <>{ " " }<span class="quiet">{ contest.rules.zone.clone() }</span></> });
    }
    let end = ending(contest.state, contest.rules, now);
    if let Some(left) = end.and_then(|end| left(language, end.since(now))) {
        // Where scripts run it gets less (`widget/loader/countdown.js`).
        let left = html! { <span data-end={end.map(Millis::iso)}>{ left }</span> };
        line.push(html! { <>{ " · " }<b>{ filled(Word::Left, language, left) }</b></> });
    }
    html! { <>{ for line }</> }
}

/// A moment as clocks in the contest's zone show it; the zone is named beside.
pub fn moment(dates: &Dates, at: Millis) -> Html {
    html! { <time datetime={at.iso()}>{ dates.0.time(at, None) }</time> }
}

/// A sentence with nodes in the place of what is put in.
pub fn filled(word: Word, language: Language, value: Html) -> Html {
    let (before, after) = word.in_language(language).split_once("{}").unwrap_or_default();
    html! { <>{ before }{ value }{ after }</> }
}

/// What the line about a contest says.
fn parts(contest: &Known<'_>, now: Millis) -> Vec<(Word, Option<Millis>)> {
    let Rules { entries, votes, .. } = contest.rules;
    match contest.state {
        ContestState::Closed => return vec![(Word::ClosedOn, Some(votes.closes_at))],
        ContestState::Stopped => return vec![(Word::Stopped, None)],
        _ if now >= votes.closes_at && contest.held > 0 => {
            return vec![(Word::DecideUntil, Some(deciding::decided_by(contest.rules)))];
        }
        _ if now >= votes.closes_at => return vec![(Word::Counting, None)],
        _ => {}
    }
    let mut parts = Vec::new();
    if now < entries.opens_at {
        parts.push((Word::EntriesFrom, Some(entries.opens_at)));
    } else if entries.holds(now) {
        parts.push((Word::EntriesUntil, Some(entries.closes_at)));
    }
    if now < votes.opens_at {
        parts.push((Word::VotesFrom, Some(votes.opens_at)));
    } else if !same_end(entries, votes) || parts.is_empty() {
        parts.push((Word::VotesUntil, Some(votes.closes_at)));
    }
    parts
}

/// The next end of what can be done now.
fn ending(state: ContestState, rules: &Rules, now: Millis) -> Option<Millis> {
    let open = [&rules.entries, &rules.votes]
        .into_iter()
        .filter(|window| window.holds(now));
    (state == ContestState::Open).then(|| open.map(|window| window.closes_at).min())?
}

fn same_end(entries: &Window, votes: &Window) -> bool {
    entries.closes_at == votes.closes_at
}

/// How long that is, by its largest unit.
fn left(language: Language, milliseconds: i64) -> Option<String> {
    let (unit, length) = match milliseconds {
        long if long >= 2 * Millis::DAY => ("day", Millis::DAY),
        long if long >= 2 * Millis::HOUR => ("hour", Millis::HOUR),
        _ => ("minute", Millis::MINUTE),
    };
    intl::amount(language.tag(), milliseconds / length, unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::contest::draft;

    #[test]
    fn the_line_says_what_can_be_done_now() {
        let mut rules = draft::sample();
        rules.entries = Window {
            opens_at: Millis::new(10),
            closes_at: Millis::new(20),
        };
        rules.votes = Window {
            opens_at: Millis::new(15),
            closes_at: Millis::new(30),
        };
        let words = |state, now| {
            let contest = Known {
                state,
                rules: &rules,
                held: 0,
            };
            parts(&contest, Millis::new(now))
                .into_iter()
                .map(|(word, _)| word)
                .collect::<Vec<_>>()
        };
        let open = |now| words(ContestState::Open, now);
        assert_eq!(open(5), [Word::EntriesFrom, Word::VotesFrom]);
        assert_eq!(open(12), [Word::EntriesUntil, Word::VotesFrom]);
        assert_eq!(open(16), [Word::EntriesUntil, Word::VotesUntil]);
        assert_eq!(open(25), [Word::VotesUntil]);
        assert_eq!(open(30), [Word::Counting]);
        assert_eq!(words(ContestState::Closed, 25), [Word::ClosedOn]);
        let contest = Known {
            state: ContestState::Open,
            rules: &rules,
            held: 2,
        };
        assert_eq!(parts(&contest, Millis::new(30))[0].0, Word::DecideUntil);
    }

    #[test]
    fn the_next_end_is_counted_down() {
        let rules = draft::sample();
        let (entries, votes) = (rules.entries, rules.votes);
        let ending = |state, now| ending(state, &rules, now);
        assert_eq!(
            ending(ContestState::Open, entries.opens_at),
            Some(entries.closes_at.min(votes.closes_at))
        );
        assert_eq!(ending(ContestState::Open, votes.closes_at), None);
        assert_eq!(ending(ContestState::Closed, entries.opens_at), None);
    }
}
