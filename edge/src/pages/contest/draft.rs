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
    let mut number = |name: &str| {
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
    let is = |name: &str| form.typed(name).is_some();
    let opens_at = now.plus(-(now.get().rem_euclid(Millis::MINUTE)));
    let signed_in = vec![Tier::Email, Tier::Sso];
    let voters = if is("guests") {
        [signed_in.as_slice(), &[Tier::Guest]].concat()
    } else {
        signed_in.clone()
    };
    let people = |tiers| Eligibility {
        tiers,
        minimum_age: None,
        countries: Vec::new(),
    };
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
            opens_at,
            closes_at: votes_until,
        },
        entrants: people(signed_in),
        voters: people(voters),
        entries_per_person: entries_each,
        votes_per_person: votes_each,
        own_entry_votable: false,
        challenge: is("challenge"),
        decided_by: DecidedBy::Votes,
        winners,
        tie_break: TieBreak::Shared,
        counts: if is("batches") {
            Counts::InBatches { hidden_last_hours: 0 }
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
    }
}
