//! In which direction rules may be amended: whoever could take part still can, and what was promised is still there.

use fanfare_shared::contest::amendment::faults;
use fanfare_shared::contest::deciding;
use fanfare_shared::contest::rules::{Counts, Eligibility, Moderation, Prize, Rules, TieBreak};
use fanfare_shared::person::Tier;
use fanfare_shared::time::Millis;
use proptest::prelude::*;

use super::sample::{CLOSES, OPENS, entry, rules};

/// The places at fault, of an amendment an hour after the opening.
fn refused(voted: bool, bend: impl Fn(&mut Rules)) -> Vec<String> {
    let mut after = rules();
    bend(&mut after);
    let faults = faults(&rules(), &after, OPENS.plus(Millis::HOUR), voted);
    faults.into_iter().map(|fault| fault.pointer).collect()
}

fn prize(value: &str) -> Option<Prize> {
    Some(Prize {
        name: "A copper pot".to_owned(),
        value: value.to_owned(),
    })
}

#[test]
fn what_gives_more_may_be_amended_and_what_takes_may_not() {
    let later = CLOSES.plus(Millis::DAY);
    for voted in [false, true] {
        assert!(refused(voted, |rules| rules.votes.closes_at = later).is_empty());
        assert!(refused(voted, |rules| rules.entries.closes_at = CLOSES).is_empty());
        assert!(refused(voted, |rules| rules.entrants.minimum_age = Some(13)).is_empty());
        assert!(refused(voted, |rules| rules.prize = prize("80 EUR")).is_empty());
        assert_eq!(refused(voted, |rules| rules.consent.push('!')), ["/consent"]);
        assert_eq!(
            refused(voted, |rules| rules.moderation = Moderation::After),
            ["/moderation"]
        );
        assert_eq!(
            refused(voted, |rules| rules.votes.opens_at = OPENS.plus(1)),
            ["/votes"]
        );
        assert_eq!(
            refused(voted, |rules| rules.entrants.countries = vec!["FR".to_owned()]),
            ["/entrants"]
        );
        assert_eq!(
            refused(voted, |rules| rules.counts =
                Counts::InBatches { hidden_last_hours: 1 }),
            ["/counts"]
        );
        assert_eq!(
            refused(voted, |rules| rules.tie_break = TieBreak::Earliest),
            ["/tie_break"]
        );
        assert_eq!(refused(voted, |_| {}), [""]);
    }
    assert!(refused(false, |rules| rules.winners = 3).is_empty());
    assert_eq!(refused(true, |rules| rules.winners = 3), ["/winners"]);
    assert_eq!(
        refused(true, |rules| rules.votes_per_person = 3),
        ["/votes_per_person"]
    );
    assert_eq!(
        refused(true, |rules| rules.voters.minimum_age = None),
        ["/voters"]
    );
}

#[test]
fn votes_go_on_longer_only_while_nobody_saw_who_leads() {
    let last_hour = CLOSES.plus(-Millis::HOUR);
    for counts in [
        Counts::InBatches { hidden_last_hours: 0 },
        Counts::InBatches { hidden_last_hours: 2 },
    ] {
        let before = Rules { counts, ..rules() };
        let mut after = before.clone();
        after.votes.closes_at = CLOSES.plus(Millis::DAY);
        for now in [OPENS, last_hour] {
            assert_eq!(faults(&before, &after, now, true)[0].pointer, "/votes");
            assert!(faults(&before, &after, now, false).is_empty());
        }
        let mut other = before.clone();
        other.entrants.minimum_age = None;
        assert!(faults(&before, &other, OPENS, true).is_empty());
    }
    let mut hidden = rules();
    hidden.votes.closes_at = CLOSES.plus(Millis::DAY);
    assert!(faults(&rules(), &hidden, last_hour, true).is_empty());
}

#[test]
fn the_number_in_the_value_of_a_prize_may_grow_and_nothing_around_it_change() {
    let amended = |before: &str, after: &str| {
        let with = |value| Rules {
            prize: prize(value),
            ..rules()
        };
        faults(&with(before), &with(after), OPENS, true).is_empty()
    };
    assert!(amended("80 EUR", "100 EUR"));
    assert!(amended("", "80 EUR"));
    for (before, after) in [
        ("80 EUR", "79 EUR"),
        ("80 EUR", "100 XAF"),
        ("80 EUR", ""),
        ("80.50 EUR", "90.50 EUR"),
        ("80 EUR", "100 EUR or 5"),
        ("80 EUR", "99999999999999999999 EUR"),
    ] {
        assert!(!amended(before, after), "{before} to {after}");
    }
    let gone = Rules {
        prize: None,
        ..rules()
    };
    let there = Rules {
        prize: prize("80 EUR"),
        ..rules()
    };
    assert!(!faults(&there, &gone, OPENS, false).is_empty());
}

fn people() -> impl Strategy<Value = Eligibility> {
    let tiers = proptest::sample::subsequence(vec![Tier::Guest, Tier::Email, Tier::Sso], 1..=3);
    let countries = proptest::sample::subsequence(vec!["FR".to_owned(), "TN".to_owned()], 0..=2);
    (tiers, proptest::option::of(13_u8..20), countries).prop_map(|(tiers, minimum_age, countries)| {
        Eligibility {
            tiers,
            minimum_age,
            countries,
        }
    })
}

prop_compose! {
    fn any_rules()(
        (entries_end, votes_end) in (0_i64..3, 0_i64..3),
        (entrants, voters) in (people(), people()),
        (entries_per_person, votes_per_person, winners) in (1_u16..4, 1_u16..4, 1_u16..4),
        (earliest, shown) in any::<(bool, bool)>(),
        value in proptest::option::of(0_u8..3),
    ) -> Rules {
        let mut rules = rules();
        rules.entries.closes_at = CLOSES.plus((entries_end - 2) * Millis::HOUR);
        rules.votes.closes_at = CLOSES.plus(votes_end * Millis::HOUR);
        Rules {
            entrants, voters, entries_per_person, votes_per_person, winners,
            prize: value.and_then(|value| prize(&format!("{value}0 EUR"))),
            tie_break: if earliest { TieBreak::Earliest } else { TieBreak::Shared },
            counts: if shown { Counts::InBatches { hidden_last_hours: 0 } } else { Counts::AtClose },
            ..rules
        }
    }
}

/// These rules with one of the others' among them.
fn with_one_of(before: &Rules, others: &Rules, which: u8) -> Rules {
    let mut rules = before.clone();
    match which {
        0 => rules.entries = others.entries,
        1 => rules.votes = others.votes,
        2 => rules.entrants = others.entrants.clone(),
        3 => rules.voters = others.voters.clone(),
        4 => rules.entries_per_person = others.entries_per_person,
        5 => rules.votes_per_person = others.votes_per_person,
        6 => rules.winners = others.winners,
        7 => rules.tie_break = others.tie_break,
        _ => rules.prize = others.prize.clone(),
    }
    rules
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn who_could_take_part_still_can_and_no_amendment_is_taken_back(
        before in any_rules(),
        others in any_rules(),
        (which, second) in (0_u8..9, 0_u8..9),
        now in 0_i64..20,
        at in 0_i64..20,
        voted in any::<bool>(),
        sent in 0_u16..4,
        chosen in 0_usize..4,
    ) {
        let now = OPENS.plus(now * Millis::HOUR);
        let after = with_one_of(&with_one_of(&before, &others, which), &others, second);
        prop_assume!(faults(&before, &after, now, voted).is_empty());
        let at = now.max(OPENS.plus(at * Millis::HOUR));
        let choice: Vec<_> = (1..=chosen as u64).map(entry).collect();
        for tier in [Tier::Guest, Tier::Email, Tier::Sso] {
            let enters = |rules| deciding::enter(rules, at, tier, sent).is_ok();
            prop_assert!(!enters(&before) || enters(&after));
            let votes = |rules| deciding::vote(rules, at, tier, &choice, 0).is_ok();
            prop_assert!(!votes(&before) || votes(&after));
        }
        if voted {
            let decides = |rules: &Rules| (rules.votes_per_person, rules.winners, rules.tie_break, rules.voters.clone());
            prop_assert_eq!(decides(&before), decides(&after), "what was voted under decides");
            let ends = |rules: &Rules| rules.votes.closes_at;
            prop_assert!(before.counts == Counts::AtClose || ends(&before) == ends(&after), "nobody waits for other counts");
        }
        prop_assert!(after.votes.closes_at >= before.votes.closes_at && after.entries.closes_at >= before.entries.closes_at);
        prop_assert!(before.prize.is_none() || after.prize.is_some());
        prop_assert!(!faults(&after, &before, now, voted).is_empty(), "it moves one way");
    }
}
