//! The contests of a community: their rules, what people sent in, and who votes for which.
//!
//! Invariant: a contest that is there is not opened again, and one that is over is left alone; what is missing of the entries
//! and ballots of an open one is sent, and the same ballot again changes nothing.

use serde_json::{Value, json};
use shared::api::contest::{ContestState, ContestSummary, EntryView};
use shared::api::page::{MAX_LIMIT, Page};
use shared::api::route::Method;
use shared::person::Role;
use shared::time::Millis;

use super::content::{Community, Contest, Entry, Lasting};
use super::people::People;
use super::pictures::Pictures;
use super::thread::fingerprint;
use crate::client::Call;
use crate::clock;
use crate::failure::Failure;

/// Opens the contests that are not there, and sends what is missing in those that take it.
///
/// # Errors
/// When a picture can't be read, or the server refuses.
pub(super) fn write(
    people: &People<'_>,
    community: &Community,
    pictures: &Pictures<'_>,
) -> Result<(), Failure> {
    let Some(owner) = people.with_role(Role::Owner) else {
        return Ok(());
    };
    if community.contests.is_empty() {
        return Ok(());
    }
    let there: Page<ContestSummary> = people.call(owner, &Call::get(&community.slug, "contests"))?;
    for contest in &community.contests {
        let known = there.data.iter().find(|known| known.rules.title == contest.title);
        let id = match known {
            Some(known) if known.state == ContestState::Closed => continue,
            Some(known) => known.id.to_string(),
            None => open(people, owner, community, contest, pictures)?,
        };
        fill(people, &community.slug, &id, contest, pictures)?;
    }
    Ok(())
}

fn open(
    people: &People<'_>,
    owner: &str,
    community: &Community,
    contest: &Contest,
    pictures: &Pictures<'_>,
) -> Result<String, Failure> {
    let slug = &community.slug;
    let picture = match &contest.picture {
        Some(file) => {
            let medium = pictures.send(people, owner, file, &contest.title)?;
            Some(format!("/api/v1/{slug}/media/{}", medium.id))
        }
        None => None,
    };
    let now = clock::now();
    let (entries, votes) = match contest.lasts {
        Lasting::FourWeeks => (21 * Millis::DAY, 28 * Millis::DAY),
        Lasting::AMinute => (Millis::MINUTE, Millis::MINUTE),
    };
    let tiers = json!({ "tiers": ["email", "sso"] });
    let mut rules = json!({
        "kind": contest.kind, "title": contest.title, "theme": contest.theme,
        "zone": community.time_zone.as_deref().unwrap_or("UTC"),
        "entries": { "opens_at": now, "closes_at": now.plus(entries) },
        "votes": { "opens_at": now, "closes_at": now.plus(votes) },
        "entrants": tiers, "voters": tiers, "entries_per_person": 1, "votes_per_person": 1, "winners": 3,
        "tie_break": "shared", "counts": { "when": "at_close" }, "moderation": "after", "consent": contest.consent,
    });
    if let Some(picture) = picture {
        rules["picture"] = json!(picture);
    }
    if let Some(prize) = &contest.prize {
        rules["prize"] = json!(prize);
    }
    let key = fingerprint(&[slug, "contest", &contest.title]);
    let call = Call::new(Method::Post, slug, "contests", rules).with_key(&key);
    let draft: ContestSummary = people.call(owner, &call)?;
    let opening = Call::<()> {
        body: None,
        ..Call::new(Method::Post, slug, &format!("contests/{}/opening", draft.id), ())
    };
    people.call::<Value>(owner, &opening)?;
    Ok(draft.id.to_string())
}

/// Sends the entries that are not there, and lets shoppers vote for each.
fn fill(
    people: &People<'_>,
    slug: &str,
    contest: &str,
    of: &Contest,
    pictures: &Pictures<'_>,
) -> Result<(), Failure> {
    let listed = format!("contests/{contest}/entries?limit={MAX_LIMIT}");
    let there: Page<EntryView> = people.call(&People::shopper(0), &Call::get(slug, &listed))?;
    let mut voter = 0;
    for entry in &of.entries {
        let id = match there.data.iter().find(|view| view.title == entry.title) {
            Some(view) => view.id.clone(),
            None => enter(people, slug, contest, entry, pictures)?.id,
        };
        for _ in 0..entry.votes {
            voter += 1;
            let ballot = json!({ "entries": [id] });
            let call = Call::new(Method::Post, slug, &format!("contests/{contest}/ballots"), ballot);
            people.call::<Value>(&People::shopper(voter), &call)?;
        }
    }
    Ok(())
}

fn enter(
    people: &People<'_>,
    slug: &str,
    contest: &str,
    entry: &Entry,
    pictures: &Pictures<'_>,
) -> Result<EntryView, Failure> {
    let media = pictures.attach(people, &entry.by, entry.picture.as_ref(), contest)?;
    let body = json!({ "title": entry.title, "markdown": entry.markdown, "media": media, "agreed": true });
    let key = fingerprint(&[slug, &entry.by, "entry", contest, &entry.title]);
    let call = Call::new(Method::Post, slug, &format!("contests/{contest}/entries"), body).with_key(&key);
    people.call(&entry.by, &call)
}
