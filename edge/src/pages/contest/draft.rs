//! The rules that the form of an owner means: few questions, and what most contests want for the rest.

use shared::api::community::CommunityView;
use shared::api::problem::FieldError;
use shared::api::route::PREFIX;
use shared::contest::rules::{
    Counts, DecidedBy, Eligibility, Kind, Moderation, Prize, Rules, TieBreak, Window, check,
};
use shared::language::Language;
use shared::person::Tier;
use shared::time::Millis;

use super::words::Word;
use crate::intl;
use crate::pages::form::Form;
use crate::pages::picture::KEPT;

/// The fields about who may take part, named as the rules name them, so that what is wrong finds its field.
pub struct People {
    /// How far they have to be known: several of one name.
    pub tiers: &'static str,
    /// How old they are, at least.
    pub age: &'static str,
    /// Where they live.
    pub countries: &'static str,
}

/// Those about entrants.
pub const ENTRANTS: People = People {
    tiers: "entrants",
    age: "entrants/minimum_age",
    countries: "entrants/countries",
};
/// Those about voters.
pub const VOTERS: People = People {
    tiers: "voters",
    age: "voters/minimum_age",
    countries: "voters/countries",
};
/// When votes begin, if later than entries.
pub const VOTES_FROM: &str = "votes/opens_at";
/// For how many hours before the close counts are hidden again.
pub const HIDDEN: &str = "counts/hidden_last_hours";
/// Who takes part unless the form says otherwise.
pub const SIGNED_IN: [Tier; 2] = [Tier::Email, Tier::Sso];

/// The rules of a form that was sent.
///
/// # Errors
/// With every field that breaks its rule.
pub fn rules(
    form: &Form,
    community: &CommunityView,
    language: Language,
    now: Millis,
) -> Result<Rules, Vec<FieldError>> {
    let mut errors = Vec::new();
    let zone = &community.time_zone;
    let mut until = |name: &str| {
        let at = intl::moment(zone, form.get(name));
        if at.is_none() {
            errors.push(error(name, Word::MakeDate.in_language(language)));
        }
        at.unwrap_or(now)
    };
    let (entries_until, votes_until) = (until("entries"), until("votes"));
    let opens_at = now.plus(-(now.get().rem_euclid(Millis::MINUTE)));
    let votes_from = form.typed(VOTES_FROM).map_or(opens_at, |_| until(VOTES_FROM));
    let mut number = |name: &str| -> u16 {
        let number = form.get(name).trim().parse();
        if number.is_err() {
            errors.push(error(name, Word::MakeNumber.in_language(language)));
        }
        number.unwrap_or(1)
    };
    let (entries_each, votes_each, winners) = (
        number("entries_per_person"),
        number("votes_per_person"),
        number("winners"),
    );
    let mut optional = |name: &str| form.typed(name).map(|_| number(name));
    let ages = (optional(ENTRANTS.age), optional(VOTERS.age));
    let hidden_last_hours = optional(HIDDEN).unwrap_or_default();
    let is = |name: &str| form.typed(name).is_some();
    let entrants = people(form, &ENTRANTS, ages.0);
    let mut voters = people(form, &VOTERS, ages.1);
    if is("guests") {
        voters.tiers.push(Tier::Guest);
    }
    let kind = match form.get("kind") {
        "photo" => Kind::Photo,
        "video" => Kind::Video,
        "caption" => Kind::Caption,
        _ => Kind::Story,
    };
    let kept = form.typed(KEPT).filter(|_| kind == Kind::Caption);
    let rules = Rules {
        kind,
        picture: kept.map(|kept| format!("{PREFIX}{}/media/{kept}", community.slug)),
        picture_hash: None,
        title: form.get("title").to_owned(),
        theme: form.get("theme").to_owned(),
        prize: form.typed("prize").map(|name| Prize {
            name: name.to_owned(),
            value: form.get("worth").to_owned(),
        }),
        zone: zone.clone(),
        entries: Window {
            opens_at,
            closes_at: entries_until,
        },
        votes: Window {
            opens_at: votes_from,
            closes_at: votes_until,
        },
        entrants,
        voters,
        entries_per_person: entries_each,
        votes_per_person: votes_each,
        own_entry_votable: is("own"),
        challenge: is("challenge"),
        decided_by: DecidedBy::Votes,
        winners,
        tie_break: if form.get("tie_break") == "earliest" {
            TieBreak::Earliest
        } else {
            TieBreak::Shared
        },
        counts: if is("batches") {
            Counts::InBatches { hidden_last_hours }
        } else {
            Counts::AtClose
        },
        moderation: if is("after") {
            Moderation::After
        } else {
            Moderation::Before
        },
        consent: form.get("consent").to_owned(),
    };
    match check::check(rules, intl::knows_time_zone) {
        Ok(rules) if errors.is_empty() => Ok(rules),
        Ok(_) => Err(errors),
        Err(more) => {
            // What was not understood at all is not also out of order.
            let known = |error: &FieldError| {
                errors
                    .iter()
                    .any(|known| error.pointer.starts_with(&known.pointer))
            };
            let more: Vec<_> = more.into_iter().filter(|error| !known(error)).collect();
            Err([errors, more].concat())
        }
    }
}

/// Who may take part, as far as the form says it: people who are signed in, unless it says who of them.
fn people(form: &Form, names: &People, minimum_age: Option<u16>) -> Eligibility {
    let mut tiers: Vec<_> = form.all(names.tiers).filter_map(Tier::parse).collect();
    if tiers.is_empty() {
        tiers = SIGNED_IN.to_vec();
    }
    let countries = form
        .get(names.countries)
        .split(|letter: char| !letter.is_ascii_alphanumeric());
    Eligibility {
        tiers,
        // What fits no age is refused as one that is too old.
        minimum_age: minimum_age.map(|age| u8::try_from(age).unwrap_or(u8::MAX)),
        countries: countries
            .filter(|code| !code.is_empty())
            .map(str::to_ascii_uppercase)
            .collect(),
    }
}

fn error(name: &str, detail: &str) -> FieldError {
    FieldError {
        pointer: format!("/{name}"),
        detail: detail.to_owned(),
    }
}

/// Rules as the form makes them, for tests.
#[cfg(test)]
pub fn sample() -> Rules {
    let form = Form::parse(&tests::FIELDS.join("&"));
    rules(&form, &tests::community(), Language::English, tests::NOW).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::sample;

    /// 2 November 2026, 12:00:30 UTC.
    pub(super) const NOW: Millis = Millis::new(1_793_620_830_000);
    pub(super) const FIELDS: [&str; 9] = [
        "title=Your+first+cup",
        "theme=Where+does+it+find+you%3F",
        "entries=2026-11-20T20%3A00",
        "votes=2026-11-22T20%3A00",
        "entries_per_person=1",
        "votes_per_person=3",
        "winners=3",
        "consent=They+may+show+it.",
        "prize=A+copper+pot",
    ];

    pub(super) fn community() -> CommunityView {
        sample::question_page().community
    }

    fn refused(change: &str) -> Vec<String> {
        let form = Form::parse(&[&[change], &FIELDS[..]].concat().join("&"));
        let errors = rules(&form, &community(), Language::English, NOW).unwrap_err();
        errors.into_iter().map(|error| error.pointer).collect()
    }

    #[test]
    fn a_few_answers_are_whole_rules() {
        let rules = sample();
        assert_eq!(rules.kind, Kind::Story);
        assert_eq!(rules.entries.opens_at, Millis::from_civil(2026, 11, 2, 12, 0, 0));
        assert_eq!(rules.votes.closes_at, Millis::from_civil(2026, 11, 22, 20, 0, 0));
        assert_eq!((rules.votes_per_person, rules.winners), (3, 3));
        assert_eq!(rules.moderation, Moderation::Before);
        assert_eq!(rules.counts, Counts::AtClose);
        assert!(!rules.voters.tiers.contains(&Tier::Guest));
    }

    #[test]
    fn the_given_picture_goes_with_captions_alone() {
        let kept = "medium=m_018f3c2b7a9e7c3e9d5b1f2a3c4d5e6f";
        let made = |kind: &str| {
            let form = Form::parse(&[&[kind, kept], &FIELDS[..]].concat().join("&"));
            rules(&form, &community(), Language::English, NOW).unwrap()
        };
        let caption = made("kind=caption");
        assert_eq!(caption.kind, Kind::Caption);
        assert!(
            caption
                .picture
                .unwrap()
                .ends_with("/media/m_018f3c2b7a9e7c3e9d5b1f2a3c4d5e6f")
        );
        assert_eq!(
            (made("kind=photo").kind, made("kind=photo").picture),
            (Kind::Photo, None)
        );
        assert_eq!(
            (made("kind=video").kind, made("kind=video").picture),
            (Kind::Video, None)
        );
    }

    #[test]
    fn what_is_wrong_is_said_of_its_field_once() {
        assert_eq!(refused("entries=soon"), ["/entries"]);
        assert_eq!(refused("winners=many"), ["/winners"]);
        assert_eq!(refused("votes=2026-11-19T20%3A00"), ["/votes/closes_at"]);
        assert_eq!(refused("kind=caption"), ["/picture"]);
        assert_eq!(refused("entrants%2Fminimum_age=12"), ["/entrants/minimum_age"]);
        assert_eq!(refused("voters%2Fminimum_age=old"), ["/voters/minimum_age"]);
        assert_eq!(refused("voters%2Fcountries=France"), ["/voters/countries"]);
        assert_eq!(refused("votes%2Fopens_at=later"), ["/votes/opens_at"]);
        assert_eq!(refused("entrants=guest"), ["/entrants/tiers"]);
    }

    #[test]
    fn whoever_opens_more_rules_sets_what_the_few_questions_leave_as_it_is() {
        let more = [
            "entrants=sso",
            "entrants=guest",
            "entrants%2Fminimum_age=18",
            "voters%2Fcountries=fr,+TN",
            "guests=1",
            "own=1",
            "tie_break=earliest",
            "votes%2Fopens_at=2026-11-20T20%3A00",
            "batches=1",
            "counts%2Fhidden_last_hours=24",
        ];
        let form = Form::parse(&[&more, &FIELDS[..]].concat().join("&"));
        let rules = rules(&form, &community(), Language::English, NOW).unwrap();
        assert_eq!(rules.entrants.tiers, [Tier::Sso, Tier::Guest]);
        assert_eq!(rules.entrants.minimum_age, Some(18));
        assert_eq!(rules.voters.tiers, [Tier::Email, Tier::Sso, Tier::Guest]);
        assert_eq!(rules.voters.countries, ["FR", "TN"]);
        assert!(rules.own_entry_votable);
        assert_eq!(rules.tie_break, TieBreak::Earliest);
        assert_eq!(rules.votes.opens_at, rules.entries.closes_at);
        assert_eq!(
            rules.counts,
            Counts::InBatches {
                hidden_last_hours: 24
            }
        );
    }
}
