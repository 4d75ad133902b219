//! What rules have to be before they are frozen. All errors are told at once.

use super::{Counts, Eligibility, Kind, Prize, Rules, Window};
use crate::api::problem::FieldError;
use crate::api::route::PREFIX;
use crate::ids::MediumId;
use crate::person::Tier;
use crate::settings::is_time_zone;
use crate::slug::CommunitySlug;
use crate::sort;
use crate::text::{EntryTitle, Note, Reason, TextError, Title, Url};

/// The most entries one person may send in.
pub const ENTRIES_PER_PERSON_MAX: u16 = 100;
/// The most entries one person may vote for: a ballot of more fits no leaf's opening in one line of a screen.
pub const VOTES_PER_PERSON_MAX: u16 = 20;
/// The most winners.
pub const WINNERS_MAX: u16 = 100;
/// The longest a contest may run: a year and a leap day.
pub const LONGEST_DAYS: i64 = 366;
/// The longest counts may be hidden before the close: what is longer is hidden altogether.
pub const HIDDEN_HOURS_MAX: u16 = 168;
/// The youngest and the oldest that can be asked for.
pub const AGES: std::ops::RangeInclusive<u8> = 13..=99;

/// The rules with their texts as they will be shown. `knows_zone` tells whether dates can be shown in a zone: only a
/// runtime has a database of them.
///
/// # Errors
/// With every field that breaks its rule.
pub fn check(mut rules: Rules, knows_zone: impl Fn(&str) -> bool) -> Result<Rules, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut text = |pointer: &str, text: &mut String, parsed: Result<String, TextError>| match parsed {
        Ok(clean) => *text = clean,
        Err(error) => errors.push(field(pointer, error.to_string())),
    };
    let title = Title::parse(&rules.title).map(Title::into_string);
    text("/title", &mut rules.title, title);
    let theme = Note::parse(&rules.theme).map(Note::into_string);
    text("/theme", &mut rules.theme, theme);
    let consent = Note::parse(&rules.consent).map(Note::into_string);
    text("/consent", &mut rules.consent, consent);
    if let Some(Prize { name, value }) = &mut rules.prize {
        let parsed = EntryTitle::parse(name).map(EntryTitle::into_string);
        text("/prize/name", name, parsed);
        let parsed = Reason::parse(value).map(Reason::into_string);
        text("/prize/value", value, parsed);
    }
    match (rules.kind, &mut rules.picture) {
        (Kind::Caption, Some(picture)) => {
            if !is_medium(picture) {
                let parsed = Url::parse(picture).map(Url::into_string);
                text("/picture", picture, parsed);
            }
        }
        (Kind::Caption, None) => errors.push(field("/picture", "Give the picture that needs words.")),
        (_, Some(_)) => errors.push(field("/picture", "A given picture goes with captions only.")),
        (_, None) => {}
    }
    if !is_time_zone(&rules.zone) || !knows_zone(&rules.zone) {
        errors.push(field(
            "/zone",
            "This has to be a name of the IANA database such as Europe/Paris.",
        ));
    }
    check_windows(&rules, &mut errors);
    check_eligibility("/entrants", &rules.entrants, &mut errors);
    check_eligibility("/voters", &rules.voters, &mut errors);
    let mut within = |pointer: &str, number: u16, max: u16| {
        if !(1..=max).contains(&number) {
            errors.push(field(pointer, format!("This has to be 1 to {max}.")));
        }
    };
    within(
        "/entries_per_person",
        rules.entries_per_person,
        ENTRIES_PER_PERSON_MAX,
    );
    within("/votes_per_person", rules.votes_per_person, VOTES_PER_PERSON_MAX);
    within("/winners", rules.winners, WINNERS_MAX);
    if let Counts::InBatches { hidden_last_hours } = rules.counts
        && hidden_last_hours > HIDDEN_HOURS_MAX
    {
        errors.push(field(
            "/counts/hidden_last_hours",
            format!("This may be at most {HIDDEN_HOURS_MAX}; hide counts until the close instead."),
        ));
    }
    if errors.is_empty() { Ok(rules) } else { Err(errors) }
}

/// Whether this is the path of a picture that somebody sent to a community of this deployment.
fn is_medium(path: &str) -> bool {
    medium(path).is_some()
}

/// The community and the picture of such a path.
pub fn medium(path: &str) -> Option<(&str, MediumId)> {
    let (community, medium) = path.strip_prefix(PREFIX)?.split_once("/media/")?;
    CommunitySlug::parse(community).ok()?;
    Some((community, MediumId::parse(medium).ok()?))
}

fn check_windows(rules: &Rules, errors: &mut Vec<FieldError>) {
    let Rules { entries, votes, .. } = rules;
    for (pointer, Window { opens_at, closes_at }) in [("/entries", entries), ("/votes", votes)] {
        if closes_at <= opens_at {
            errors.push(field(
                &format!("{pointer}/closes_at"),
                "This has to be later than `opens_at`.",
            ));
        }
    }
    if votes.opens_at < entries.opens_at {
        errors.push(field(
            "/votes/opens_at",
            "Votes can't be taken before entries are.",
        ));
    }
    if votes.closes_at < entries.closes_at {
        errors.push(field(
            "/votes/closes_at",
            "Votes have to be taken as long as entries are, or the last ones could not win.",
        ));
    }
    if votes.closes_at.since(entries.opens_at) > LONGEST_DAYS * crate::time::Millis::DAY {
        errors.push(field(
            "/votes/closes_at",
            format!("A contest may run for at most {LONGEST_DAYS} days."),
        ));
    }
}

fn check_eligibility(pointer: &str, eligibility: &Eligibility, errors: &mut Vec<FieldError>) {
    let tiers = &eligibility.tiers;
    if !tiers.iter().any(|tier| tier.is_signed_in()) || tiers.contains(&Tier::Unknown) {
        errors.push(field(
            &format!("{pointer}/tiers"),
            "Name `email`, `sso` or both; `guest` may stand beside them, not alone.",
        ));
    }
    if sort::distinct(tiers).len() < tiers.len() {
        errors.push(field(&format!("{pointer}/tiers"), "Name each once."));
    }
    if eligibility.minimum_age.is_some_and(|age| !AGES.contains(&age)) {
        errors.push(field(
            &format!("{pointer}/minimum_age"),
            format!("This has to be {} to {}, or nothing.", AGES.start(), AGES.end()),
        ));
    }
    let is_country = |code: &String| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if eligibility.countries.len() > 250 || !eligibility.countries.iter().all(is_country) {
        errors.push(field(
            &format!("{pointer}/countries"),
            "These have to be two-letter codes of ISO 3166 such as FR.",
        ));
    }
}

fn field(pointer: &str, detail: impl Into<String>) -> FieldError {
    FieldError {
        pointer: pointer.to_owned(),
        detail: detail.into(),
    }
}
