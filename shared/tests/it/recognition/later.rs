//! What comes after the thanks: givers who are erased, guests who turn out to be somebody, a clock that is set right,
//! levels that fade.

use fanfare_shared::recognition::{Day, Detail, Known, Line, Member, RULES, compute};

use super::input::{Input, noon, person};
use super::laws::{asked, standing_of};

/// What a person is told in a month: when it was released, of whether something, people, guests.
fn told_of(input: &Input, until: i32) -> Vec<(i32, bool, i32, i32)> {
    let (_, lines) = standing_of(&input.ledger, 1, until);
    let line = |line: &Line| {
        (
            line.released.get(),
            line.is_of_contribution(),
            line.people,
            line.guests,
        )
    };
    lines.iter().map(line).collect()
}

#[test]
fn three_givers_who_are_erased_leave_by_one_line_on_the_first_of_a_month() {
    let mut input = asked(4);
    (10..14).for_each(|asker| input.solved(1, asker, asker));
    for (asker, day) in [(10, 7), (11, 8)] {
        input.event(day, "erased", asker, &person(asker), 0, None);
    }
    let before = told_of(&input, 400);
    assert_eq!(before, [(1, true, 1, 0); 4], "two are nobody's business");
    input.event(9, "erased", 12, &person(12), 0, None);
    assert_eq!(told_of(&input, 31), before);
    let february = 31;
    assert_eq!(
        told_of(&input, 32),
        [before, vec![(february, false, -3, 0)]].concat()
    );
    assert_eq!(standing_of(&input.ledger, 1, 32).0, 1);
}

#[test]
fn three_guests_who_turn_out_to_be_people_are_told_by_one_line_on_the_first_of_a_month() {
    let mut input = asked(1);
    for guest in 50..53 {
        input.person(guest + 10, Known::Brand, false);
        let member = Member {
            known: Known::Device,
            staff: false,
            merged_into: Some(person(guest + 10)),
        };
        input.ledger.person(&person(guest), &member);
        input.vote(1, guest, 10, 1);
    }
    // One of them said so again, signed in: that is the same person, and counts once.
    input.vote(2, 60, 10, 1);
    for guest in 50..53 {
        let guest_id = person(guest);
        let detail = Detail {
            guest: Some(&guest_id),
            ..Detail::default()
        };
        let claimed = person(guest + 10);
        input
            .ledger
            .event(noon(20), "claimed", Some(&claimed), &claimed, detail);
    }
    let lines = [(1, true, 0, 3), (2, true, 1, 0), (31, false, 2, -3)];
    assert_eq!(told_of(&input, 31), lines[..2]);
    assert_eq!(told_of(&input, 32), lines);
    assert_eq!(standing_of(&input.ledger, 1, 32).0, 3);
}

#[test]
fn what_ones_own_device_gave_is_taken_back_by_a_line_of_its_own() {
    let mut input = asked(1);
    let member = Member {
        known: Known::Device,
        staff: false,
        merged_into: Some(person(1)),
    };
    input.ledger.person(&person(50), &member);
    input.vote(1, 50, 10, 1);
    input.solved(2, 10, 10);
    let device = person(50);
    let detail = Detail {
        guest: Some(&device),
        ..Detail::default()
    };
    input
        .ledger
        .event(noon(5), "claimed", Some(&person(1)), &person(1), detail);
    input.vote(6, 50, 10, 1);
    let told = [(1, true, 0, 1), (2, true, 1, 0)];
    assert_eq!(told_of(&input, 5), told);
    assert_eq!(
        told_of(&input, 50),
        [told.as_slice(), &[(5, true, 0, -1)]].concat()
    );
    let (_, lines) = standing_of(&input.ledger, 1, 50);
    assert_eq!(lines.iter().filter(|line| line.is_correction()).count(), 1);
}

#[test]
fn a_clock_that_was_ahead_moves_no_line_that_was_told() {
    let mut input = asked(2);
    input.vote(9_000, 10, 10, 1);
    input.vote(3, 10, 11, 1);
    let then = told_of(&input, 10);
    assert_eq!(then, [(3, true, 1, 0)]);
    assert_eq!(told_of(&input, 9_500)[..1], then);
    input.vote(4, 10, 10, 0);
    assert_eq!(told_of(&input, 9_500), then, "what was withdrawn stays withdrawn");
}

/// Eight people on eight days, for whom nobody speaks: *love*, but for damping; and what was told of it.
fn damped(told: &[(i32, Option<Day>)]) -> Input {
    let mut input = Input::default();
    input.person(1, Known::Address, false);
    input.person(2, Known::Brand, false);
    for asker in 10..18 {
        input.person(asker, Known::Address, false);
        input.answered(asker, 0, asker, 1);
    }
    (1..9).for_each(|day| input.solved(day, 9 + day as usize, 9 + day as usize));
    for (day, fades) in told {
        let detail = Detail {
            value: 1,
            level: Some(("love", *fades)),
            ..Detail::default()
        };
        input
            .ledger
            .event(noon(*day), "leveled", None, &person(1), detail);
    }
    input
}

/// Since when *love* is held on a day, and until when.
fn love(input: &Input, until: i32) -> (Option<i32>, Option<i32>) {
    let standings = compute(&input.ledger, RULES, Day::new(until));
    let number = input.ledger.person_number(&person(1)).unwrap();
    let love = &standings.of(number).unwrap().ladder.love;
    (love.since.map(Day::get), love.fades.map(Day::get))
}

#[test]
fn a_level_that_damping_takes_is_lost_after_its_grace_alone() {
    assert_eq!(love(&damped(&[]), 20), (None, None), "nobody rises by the damped");
    let input = damped(&[(10, None)]);
    assert_eq!(love(&input, 10), (None, None), "it was not held yet");
    assert_eq!(love(&input, 20), (Some(10), Some(33)), "fourteen days are left");
    assert_eq!(love(&input, 200), (None, None), "nothing is in the window");
}

#[test]
fn a_grace_that_was_told_ends_on_its_day() {
    let input = damped(&[(10, None), (15, Some(Day::new(28)))]);
    assert_eq!(love(&input, 28), (Some(10), Some(28)));
    assert_eq!(love(&input, 29), (None, None));
}

#[test]
fn a_guest_counts_apart_until_they_are_known() {
    let mut input = asked(1);
    input.person(50, Known::Device, false);
    input.vote(1, 50, 10, 1);
    let standings = compute(&input.ledger, RULES, Day::new(5));
    let number = input.ledger.person_number(&person(1)).unwrap();
    assert_eq!(
        standings.of(number).map(|one| (one.helped, one.guests)),
        Some((0, 1))
    );
    let mut input = Input::default();
    input.person(10, Known::Brand, false);
    let guest = Member {
        known: Known::Device,
        staff: false,
        merged_into: Some(person(10)),
    };
    input.ledger.person(&person(50), &guest);
    input.person(1, Known::Address, false);
    input.answered(10, 0, 10, 1);
    input.vote(1, 50, 10, 1);
    input.solved(2, 10, 10);
    assert_eq!(
        standing_of(&input.ledger, 1, 5).0,
        1,
        "one person, whatever they were called"
    );
}

#[test]
fn a_clock_that_jumps_ahead_gives_nothing_before_its_day() {
    let mut input = asked(2);
    input.solved(9_000, 10, 10);
    input.solved(3, 11, 11);
    assert_eq!(standing_of(&input.ledger, 1, 10).0, 1);
    assert_eq!(standing_of(&input.ledger, 1, 9_001).0, 2);
}
