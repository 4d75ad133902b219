//! What rules have to be, and who may do what under them.

use fanfare_shared::contest::deciding::{self, Refusal};
use fanfare_shared::contest::rules::check::check;
use fanfare_shared::contest::rules::{Counts, Kind, Prize, Rules, hash};
use fanfare_shared::person::Tier;
use fanfare_shared::time::Millis;

use super::sample::{CLOSES, OPENS, entry, rules};

/// The places at fault.
fn faults(bend: impl Fn(&mut Rules)) -> Vec<String> {
    let mut rules = rules();
    bend(&mut rules);
    match check(rules, |zone| zone != "Mars/Olympus") {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| error.pointer).collect(),
    }
}

#[test]
fn every_rule_that_makes_no_sense_is_named_at_once() {
    assert!(faults(|_| {}).is_empty());
    assert_eq!(faults(|rules| rules.title.clear()), ["/title"]);
    assert_eq!(faults(|rules| rules.zone = "Mars/Olympus".to_owned()), ["/zone"]);
    assert_eq!(faults(|rules| rules.kind = Kind::Caption), ["/picture"]);
    for kind in [Kind::Photo, Kind::Video, Kind::Story] {
        assert!(faults(|rules| rules.kind = kind).is_empty());
        let given = |rules: &mut Rules| {
            rules.kind = kind;
            rules.picture = Some("https://shop.example/kettle.jpg".to_owned());
        };
        assert_eq!(faults(given), ["/picture"]);
    }
    assert_eq!(faults(|rules| rules.winners = 0), ["/winners"]);
    assert_eq!(faults(|rules| rules.votes_per_person = 21), ["/votes_per_person"]);
    assert_eq!(
        faults(|rules| rules.entries_per_person = 0),
        ["/entries_per_person"]
    );
    assert_eq!(
        faults(|rules| rules.voters.tiers = vec![Tier::Guest]),
        ["/voters/tiers"]
    );
    assert_eq!(
        faults(|rules| rules.entrants.countries = vec!["France".to_owned()]),
        ["/entrants/countries"]
    );
    assert_eq!(
        faults(|rules| rules.voters.minimum_age = Some(12)),
        ["/voters/minimum_age"]
    );
    assert_eq!(
        faults(|rules| rules.votes.closes_at = OPENS),
        ["/votes/closes_at", "/votes/closes_at"]
    );
    assert_eq!(
        faults(|rules| rules.votes.opens_at = OPENS.plus(-1)),
        ["/votes/opens_at"]
    );
    assert_eq!(
        faults(|rules| {
            rules.counts = Counts::InBatches {
                hidden_last_hours: 169,
            };
        }),
        ["/counts/hidden_last_hours"]
    );
}

#[test]
fn counts_are_hidden_unless_the_rules_say_otherwise_which_is_advised_against_with_a_prize() {
    let mut document: serde_json::Value = serde_json::from_str(&rules().document().unwrap()).unwrap();
    document.as_object_mut().unwrap().remove("counts");
    let mut read: Rules = serde_json::from_value(document).unwrap();
    assert_eq!(read.counts, Counts::AtClose);
    read.prize = Some(Prize {
        name: "An Ember kettle".to_owned(),
        value: "80 EUR".to_owned(),
    });
    assert!(!read.shows_what_a_prize_wants());
    read.counts = Counts::InBatches { hidden_last_hours: 2 };
    assert!(read.shows_what_a_prize_wants());
    assert!(check(read.clone(), |_| true).is_ok());
    read.prize = None;
    assert!(!read.shows_what_a_prize_wants());
}

#[test]
fn the_hash_of_rules_changes_with_every_rule() {
    let document = |rules: &Rules| rules.document().unwrap();
    let (first, mut other) = (rules(), rules());
    assert_eq!(hash(&document(&first)), hash(&document(&rules())));
    other.winners = 2;
    assert_ne!(hash(&document(&first)), hash(&document(&other)));
    let read: Rules = serde_json::from_str(&document(&first)).unwrap();
    assert_eq!(document(&read), document(&first));
}

#[test]
fn a_window_holds_its_first_millisecond_and_not_its_last() {
    let rules = rules();
    let vote = |now| deciding::vote(&rules, now, Tier::Email, &[entry(1)], 0);
    assert_eq!(vote(OPENS.plus(-1)), Err(Refusal::Early { opens_at: OPENS }));
    assert_eq!(vote(OPENS), Ok(()));
    assert_eq!(vote(CLOSES.plus(-1)), Ok(()));
    assert_eq!(vote(CLOSES), Err(Refusal::Late { closed_at: CLOSES }));
}

#[test]
fn the_rules_say_who_may_enter_vote_and_close() {
    let rules = rules();
    let now = OPENS.plus(Millis::HOUR);
    assert_eq!(deciding::enter(&rules, now, Tier::Guest, 0), Err(Refusal::Tier));
    assert_eq!(
        deciding::enter(&rules, now, Tier::Sso, 1),
        Err(Refusal::Entries { most: 1 })
    );
    let choice = [entry(1), entry(2), entry(3)];
    assert_eq!(
        deciding::vote(&rules, now, Tier::Guest, &choice, 0),
        Err(Refusal::Votes { most: 2 })
    );
    assert_eq!(
        deciding::vote(&rules, now, Tier::Guest, &choice[..1], 1),
        Err(Refusal::OwnEntry)
    );
    assert_eq!(
        deciding::declare(&rules.voters, false),
        Err(Refusal::Undeclared),
        "they are at least sixteen"
    );
    assert_eq!(deciding::declare(&rules.voters, true), Ok(()));
    let mut anybody = rules.voters.clone();
    anybody.minimum_age = None;
    assert_eq!(deciding::declare(&anybody, false), Ok(()));
    anybody.countries = vec!["FR".to_owned()];
    assert_eq!(deciding::declare(&anybody, false), Err(Refusal::Undeclared));
    assert_eq!(
        deciding::close(&rules, now, 0, false),
        Err(Refusal::Early { opens_at: CLOSES })
    );
    assert_eq!(
        deciding::close(&rules, CLOSES, 3, false),
        Err(Refusal::Held { held: 3 })
    );
    assert_eq!(deciding::close(&rules, CLOSES, 3, true), Ok(()));
    // No contest waits for ever: a day later it closes with those that were decided about.
    let decided_by = deciding::decided_by(&rules);
    assert_eq!(decided_by, CLOSES.plus(Millis::DAY));
    assert_eq!(
        deciding::close(&rules, decided_by.plus(-1), 3, false),
        Err(Refusal::Held { held: 3 })
    );
    assert_eq!(deciding::close(&rules, decided_by, 3, false), Ok(()));
}
