//! A contest in the community of a bench: its page with many entries, and ballots that each change what somebody chose.
//!
//! Invariant: made and voted in through the API alone; a ballot that was acknowledged is a leaf of the log.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::community::{Community, PEOPLE};
use super::load::Request;

/// The most entries: what a page has to be smooth with.
const MOST_ENTRIES: usize = 10_000;
/// How many of them ballots choose among, so that every ballot of one person is another one.
const CHOSEN_AMONG: usize = 12;
/// How many ballots one person may cast in a minute: see the limits of the API.
const BALLOTS_OF_ONE: usize = 60;
/// How many entries one person sends in: as above, and for the same reason.
const ENTRIES_OF_ONE: usize = 20;

/// How long one is open that nothing closes meanwhile.
const A_DAY: Duration = Duration::from_secs(24 * 3_600);

/// A contest that is open.
pub(super) struct Contest<'a> {
    community: &'a Community,
    /// Below this are its routes.
    api: String,
    /// Where its page is.
    pub(super) page: String,
    entries: Vec<String>,
    /// How many leaves the log has before anybody votes.
    leaves: u64,
}

impl<'a> Contest<'a> {
    /// Opens one for a day, with as many entries as `size`, or [`MOST_ENTRIES`].
    pub(super) fn open(community: &'a Community, operator_token: &str, size: usize) -> Result<Self> {
        let mut contest = Self::open_for(community, operator_token, A_DAY)?;
        for number in 0..size.min(MOST_ENTRIES) {
            let entry =
                json!({ "title": format!("Entry {number}"), "markdown": "It rained.", "agreed": true });
            // Those who vote come first, and nobody votes for an entry of their own.
            let person = community
                .person(PEOPLE - 1 - number / ENTRIES_OF_ONE)
                .context("there are too few people")?;
            let sent = community.as_person(person).post(
                &format!("{}/entries", contest.api),
                &format!("entry-{number}"),
                &entry,
            )?;
            contest.take(&sent)?;
        }
        contest.leaves += contest.entries.len() as u64;
        Ok(contest)
    }

    /// Opens one without entries, in which people vote for this long.
    pub(super) fn open_for(community: &'a Community, operator_token: &str, open: Duration) -> Result<Self> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
        let window = json!({ "opens_at": now - 60_000, "closes_at": now + open.as_millis() });
        let everybody = json!({ "tiers": ["guest", "email", "sso"] });
        let rules = json!({
            "kind": "story", "title": "Benches in the park", "theme": "Where does it stand?", "zone": "UTC",
            "entries": window, "votes": window, "entrants": everybody, "voters": everybody,
            "entries_per_person": ENTRIES_OF_ONE, "votes_per_person": 2, "winners": 1, "tie_break": "shared",
            "counts": { "when": "at_close" }, "moderation": "after", "consent": "It may be shown.",
        });
        let operator = community.as_person(operator_token);
        let draft = operator.post(&format!("{}/contests", community.api), "contest", &rules)?;
        let id = draft["id"].as_str().context("a contest has no id")?;
        let api = format!("{}/contests/{id}", community.api);
        let opened = operator.send("POST", &format!("{api}/opening"), &[], "")?;
        ensure!(opened.status == 200, "the contest does not open: {}", opened.body);
        Ok(Self {
            community,
            page: format!("/{}/contests/{id}", community.slug),
            api,
            leaves: 1,
            entries: Vec::new(),
        })
    }

    /// Takes what was put into its database: so many leaves, and entries to choose among.
    pub(super) fn filled(&mut self, leaves: u64) -> Result<()> {
        self.leaves = leaves;
        let listed = self.get(&format!("entries?limit={CHOSEN_AMONG}"))?;
        for entry in listed["data"].as_array().context("there is no list of entries")? {
            self.take(entry)?;
        }
        Ok(())
    }

    fn take(&mut self, entry: &Value) -> Result<()> {
        let id = entry["id"].as_str().context("an entry has no id")?;
        self.entries.push(id.to_owned());
        Ok(())
    }

    /// The path of one of its routes.
    pub(super) fn path(&self, rest: &str) -> String {
        format!("{}/{rest}", self.api)
    }

    /// What a route answers to anybody.
    pub(super) fn get(&self, rest: &str) -> Result<Value> {
        self.community
            .as_person("")
            .get(self.path(rest).trim_end_matches('/'))
    }

    /// Ballots of these people, each of a person another one than all before.
    pub(super) fn ballots(&self, people: std::ops::Range<usize>) -> Vec<Request<'_>> {
        let among = self.entries.get(..CHOSEN_AMONG).unwrap_or(&self.entries);
        let pairs = among
            .iter()
            .enumerate()
            .flat_map(|(place, one)| among.iter().skip(place + 1).map(move |other| json!([one, other])));
        let choices: Vec<Value> = pairs.take(BALLOTS_OF_ONE).collect();
        let mut requests = Vec::new();
        for choice in &choices {
            for token in people.clone().filter_map(|place| self.community.person(place)) {
                requests.push(Request {
                    method: "POST",
                    path: format!("{}/ballots", self.api),
                    token,
                    body: json!({ "entries": choice }).to_string(),
                });
            }
        }
        requests
    }

    /// How many ballots the log holds: the last one's place, looked for among these people.
    pub(super) fn cast(&self, people: std::ops::Range<usize>) -> Result<u64> {
        let mut last = 0;
        for token in people.filter_map(|place| self.community.person(place)) {
            let mine = self
                .community
                .as_person(token)
                .get(&format!("{}/ballot", self.api));
            if let Ok(mine) = mine {
                last = last.max(mine["ballot"].as_u64().unwrap_or_default() + 1);
            }
        }
        Ok(last.saturating_sub(self.leaves))
    }
}
