//! What raises somebody, by one version of the rules and by the next.

use fanfare_shared::level::Level;
use fanfare_shared::recognition::{Day, Known, RULES, compute, rules};

use super::input::{Input, answer, person};
use super::laws::asked;

#[test]
fn a_version_is_known_by_its_name() {
    assert_eq!(rules("v2"), Some(RULES));
    assert_eq!(rules("v1").map(|rules| rules.version), Some("v1"));
    assert_eq!(rules("v0"), None);
}

/// Whether 1 holds *love* and *defend*, and what they know about, by a version.
fn held(input: &Input, version: &str) -> (bool, bool, Vec<u32>) {
    let standings = compute(&input.ledger, rules(version).unwrap(), Day::new(90));
    let number = input.ledger.person_number(&person(1)).unwrap();
    let ladder = &standings.of(number).unwrap().ladder;
    let known = standings.knowledge.iter().map(|one| one.askers).collect();
    (ladder.love.is_held(), ladder.defend.is_held(), known)
}

/// Complaints of so many people, each of whom says twice that 1 solved it.
fn complained(askers: usize, known: Known) -> Input {
    let mut input = Input::default();
    input.person(1, Known::Address, false);
    input.person(2, Known::Brand, true);
    for asker in 10..10 + askers {
        input.person(asker, known, false);
        for number in [asker, asker + 20] {
            input.thread(number, 0, asker, 1, &["grinder"], true);
            input.solved(number as i32, asker, number);
        }
    }
    input
}

#[test]
fn devices_that_complain_and_are_content_raise_nobody() {
    let guests = complained(5, Known::Device);
    assert_eq!(held(&guests, "v1"), (false, true, vec![]));
    assert_eq!(held(&guests, "v2"), (false, false, vec![]));
}

#[test]
fn who_is_confirmed_by_those_for_whom_nobody_speaks_alone_rises_nowhere() {
    // The brand knows somebody: addresses don't stand in.
    let puppets = complained(12, Known::Address);
    assert!(held(&puppets, "v1").1);
    assert_eq!(held(&puppets, "v2"), (false, false, vec![]));
    let customers = complained(5, Known::Brand);
    assert_eq!(held(&customers, "v2"), (true, true, vec![5, 5]));
}

#[test]
fn an_act_that_the_brand_confirms_counts_whole_whoever_complained() {
    let mut input = complained(5, Known::Device);
    (10..15).for_each(|number| input.thanked(40, 2, number));
    assert_eq!(held(&input, "v2"), (false, true, vec![]));
}

#[test]
fn five_people_who_are_helped_on_seven_days_are_love() {
    let mut input = asked(5);
    for (day, asker) in (1..).zip([10, 11, 12, 13, 14]) {
        input.solved(day, asker, asker);
    }
    for (day, asker) in [(6, 10), (7, 11)] {
        assert!(!held(&input, "v2").0, "{day} days");
        input.answered(20 + asker, 0, asker, 1);
        input.solved(day, asker, 20 + asker);
    }
    assert_eq!((held(&input, "v1").0, held(&input, "v2").0), (false, true));
    let mut four = asked(4);
    for day in 1..20 {
        let asker = 10 + day % 4;
        four.answered(20 + day, 0, asker, 1);
        four.solved(day as i32, asker, 20 + day);
    }
    assert!(!held(&four, "v2").0, "four people, on many days");
}

/// The acts behind a level of 1, as day, contribution and how many people.
fn acts(input: &Input, level: Level, until: i32) -> Vec<(i32, String, u32)> {
    let standings = compute(&input.ledger, RULES, Day::new(until));
    let number = input.ledger.person_number(&person(1)).unwrap();
    let acts = standings.of(number).unwrap().acts.iter();
    let of_level = acts.filter(|act| act.level == level);
    of_level
        .map(|act| {
            let contribution = input.ledger.contribution_id(act.contribution);
            (act.day.get(), contribution, act.people)
        })
        .collect()
}

#[test]
fn acts_are_told_per_contribution_and_day_the_last_first_and_within_the_window() {
    let mut input = asked(4);
    input.solved(1, 10, 10);
    (11..13).for_each(|reader| input.vote(1, reader, 10, 1));
    input.vote(5, 10, 12, 1);
    input.vote(60, 13, 12, 1);
    let love = |until| acts(&input, Level::Love, until);
    let (first, again, last) = ((1, answer(10), 3), (5, answer(12), 1), (60, answer(12), 1));
    assert_eq!(
        love(90),
        [last.clone(), again, first],
        "who thanked before on another day counts"
    );
    assert_eq!(love(160), [last], "what left the window counts no more");
    assert_eq!(love(161), []);
}

#[test]
fn like_is_told_by_the_days_it_took_and_defend_by_who_was_stood_up_for() {
    let mut input = complained(5, Known::Brand);
    input.answered(60, 7, 10, 1);
    input.answered(61, 8, 10, 1);
    assert_eq!(
        acts(&input, Level::Like, 90),
        [(7, answer(60), 0), (0, answer(10), 0)]
    );
    let defend = acts(&input, Level::Defend, 90);
    assert_eq!(defend.len(), 10);
    assert_eq!(defend.first(), Some(&(34, answer(34), 1)));
}

#[test]
fn the_last_twenty_acts_of_a_level_are_told() {
    let mut input = asked(30);
    (10..40).for_each(|asker| input.solved(asker as i32, asker, asker));
    let love = acts(&input, Level::Love, 60);
    assert_eq!((love.len(), love[0].0, love[19].0), (20, 39, 20));
}
