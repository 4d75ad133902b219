//! The contests of a community: a picture that needs words, the words people sent, and who votes for which.
//!
//! Invariant: a contest that is there is not opened again; what is missing of its entries and ballots is sent, and the same
//! ballot again changes nothing.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use shared::api::contest::{ContestSummary, EntryView};
use shared::api::media::MediumView;
use shared::api::page::{MAX_LIMIT, Page};
use shared::api::route::Method;
use shared::person::Role;

use super::content::{Community, Contest};
use super::people::People;
use super::thread::fingerprint;
use crate::client::Call;
use crate::failure::Failure;

/// How long a sample contest runs.
const DAYS: u128 = 28;
const DAY_MS: u128 = 86_400_000;

/// Opens the contests that are not there, from files beside `content`, and sends what is missing in them.
///
/// # Errors
/// When a picture can't be read, or the server refuses.
pub(super) fn write(people: &People<'_>, community: &Community, content: &Path) -> Result<(), Failure> {
    let Some(owner) = people.with_role(Role::Owner) else {
        return Ok(());
    };
    if community.contests.is_empty() {
        return Ok(());
    }
    let there: Page<ContestSummary> = people.call(owner, &Call::get(&community.slug, "contests"))?;
    for contest in &community.contests {
        let open = there.data.iter().find(|open| open.rules.title == contest.title);
        let id = match open {
            Some(open) => open.id.to_string(),
            None => self::open(people, owner, community, contest, content)?,
        };
        enter(people, &community.slug, &id, contest)?;
    }
    Ok(())
}

fn open(
    people: &People<'_>,
    owner: &str,
    community: &Community,
    contest: &Contest,
    content: &Path,
) -> Result<String, Failure> {
    let slug = &community.slug;
    let path = content.with_file_name(&contest.picture);
    let picture = fs::read(&path).map_err(|cause| Failure::File { path, cause })?;
    let key = fingerprint(&[slug, "contest", &contest.title]);
    let picture_key = fingerprint(&[slug, "contest picture", &contest.title]);
    let medium: MediumView = people.upload(owner, &picture_key, "image/webp", &picture)?;
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    let until = |days: u128| u64::try_from(now + days * DAY_MS).unwrap_or_default();
    let tiers = json!({ "tiers": ["email", "sso"] });
    let picture = format!("/api/v1/{slug}/media/{}", medium.id);
    let rules = json!({
        "kind": "caption", "picture": picture, "title": contest.title, "theme": contest.theme,
        "zone": community.time_zone.as_deref().unwrap_or("UTC"),
        "entries": { "opens_at": until(0), "closes_at": until(DAYS - 7) },
        "votes": { "opens_at": until(0), "closes_at": until(DAYS) },
        "entrants": tiers, "voters": tiers, "entries_per_person": 1, "votes_per_person": 1, "winners": 3,
        "tie_break": "shared", "counts": { "when": "at_close" }, "moderation": "after", "consent": contest.consent,
    });
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
fn enter(people: &People<'_>, slug: &str, contest: &str, of: &Contest) -> Result<(), Failure> {
    let entries = format!("contests/{contest}/entries");
    let listed = format!("{entries}?limit={MAX_LIMIT}");
    let there: Page<EntryView> = people.call(&People::shopper(0), &Call::get(slug, &listed))?;
    let mut voter = 0;
    for entry in &of.entries {
        let id = match there.data.iter().find(|view| view.title == entry.title) {
            Some(view) => view.id.clone(),
            None => {
                let body = json!({ "title": entry.title, "agreed": true });
                let key = fingerprint(&[slug, &entry.by, "entry", contest, &entry.title]);
                let call = Call::new(Method::Post, slug, &entries, body).with_key(&key);
                people.call::<EntryView>(&entry.by, &call)?.id
            }
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
