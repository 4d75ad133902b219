//! Laws: what recognition says is a function of what happened, whatever is tried.

use fanfare_shared::recognition::{
    Day, Detail, Known, Ledger, Line, Member, Period, RULES, Run, Shown, Standings, Step as Piece, Writing,
    compute, shown,
};
use fanfare_shared::state::Kind;
use proptest::prelude::{ProptestConfig, any, prop, proptest};

use super::input::{Input, Random, answer, noon, person, question};

/// Twelve people, the last of them of the brand, and twelve questions with their answers.
fn small() -> Input {
    let mut input = Input::default();
    for number in 0..12 {
        let known = [Known::Address, Known::Brand, Known::Device][number % 3];
        input.person(number, known, number == 11);
    }
    for number in 0..12 {
        input.thread(
            number,
            number as i32,
            number,
            (number + 5) % 11,
            &["grinder", "milk"],
            number % 2 == 0,
        );
    }
    input
}

/// One act of a generated history.
#[derive(Debug, Clone, Copy)]
struct Step {
    day: i32,
    actor: usize,
    number: usize,
    what: u8,
}

fn take(input: &mut Input, step: Step) {
    let Step {
        day,
        actor,
        number,
        what,
    } = step;
    match what % 9 {
        0 | 1 => input.vote(day, actor, number, 1),
        2 => input.vote(day, actor, number, 0),
        3 => input.vote(day, actor, number, -1),
        4 => input.solved(day, number, number),
        5 => input.event(day, "unaccepted", number, &answer(number), 0, None),
        6 => input.thanked(day, 11, number),
        7 => input.decided(day, 11, &answer(number), "hide", "hidden"),
        _ => input.decided(day, 11, &answer(number), "restore", "published"),
    }
}

fn history(steps: &[Step]) -> Input {
    let mut input = small();
    steps.iter().for_each(|step| take(&mut input, *step));
    input
}

fn steps() -> impl proptest::strategy::Strategy<Value = Vec<Step>> {
    use proptest::strategy::Strategy;
    let step = (0..400i32, 0..11usize, 0..12usize, any::<u8>());
    prop::collection::vec(step, 0..60).prop_map(|steps| {
        let step = |(day, actor, number, what)| Step {
            day,
            actor,
            number,
            what,
        };
        steps.into_iter().map(step).collect()
    })
}

/// A history in which every third actor is a guest who turns out to be somebody, and the others are erased: who, and on
/// which day.
fn turned(steps: &[Step], turns: &[(usize, i32)]) -> Input {
    let mut input = small();
    for actor in 20..31 {
        let guest = Member {
            known: Known::Device,
            staff: false,
            merged_into: turns
                .iter()
                .any(|(turned, _)| turned + 20 == actor)
                .then(|| person(actor + 20)),
        };
        input.person(actor + 20, Known::Brand, false);
        if actor % 3 == 2 {
            input.ledger.person(&person(actor), &guest);
        } else {
            input.person(actor, Known::Brand, false);
        }
    }
    for step in steps {
        let of_actor = step.what % 9 < 4;
        let actor = if of_actor { step.actor + 20 } else { step.actor };
        take(&mut input, Step { actor, ..*step });
    }
    for (actor, day) in turns {
        let actor = actor + 20;
        if actor % 3 == 2 {
            let guest = person(actor);
            let detail = Detail {
                guest: Some(&guest),
                ..Detail::default()
            };
            input.ledger.event(
                noon(*day),
                "claimed",
                Some(&person(actor + 20)),
                &person(actor + 20),
                detail,
            );
        } else {
            input.event(*day, "erased", actor, &person(actor), 0, None);
        }
    }
    input
}

fn turns() -> impl proptest::strategy::Strategy<Value = Vec<(usize, i32)>> {
    use proptest::strategy::Strategy;
    let days = prop::collection::vec(0..400i32, 11);
    let actors = proptest::prelude::Just((0..11).collect::<Vec<usize>>()).prop_shuffle();
    (actors, days, 0..12usize)
        .prop_map(|(actors, days, count)| actors.into_iter().zip(days).take(count).collect())
}

fn told(standings: &Standings) -> (Vec<Line>, String) {
    (
        standings.lines.clone(),
        format!("{:?} {:?}", standings.people, standings.knowledge),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What was released by a day stays as it is: later days only add lines, clocks that jump, people who are erased
    /// and guests who turn out to be somebody included.
    #[test]
    fn a_statement_grows_by_its_end_alone(steps in steps(), turns in turns(), cut in 0..400i32) {
        let input = turned(&steps, &turns);
        let then = compute(&input.ledger, RULES, Day::new(cut));
        let now = compute(&input.ledger, RULES, Day::new(500));
        let released: Vec<Line> = now.lines.into_iter().filter(|line| line.released < Day::new(cut)).collect();
        assert_eq!(then.lines, released);
    }

    /// What one or two givers became changes nothing, on that day or on any other.
    #[test]
    fn what_two_givers_became_is_told_by_nothing(steps in steps(), mut turns in turns(), until in 0..500i32) {
        turns.truncate(2);
        let until = Day::new(until);
        let before = compute(&turned(&steps, &[]).ledger, RULES, until);
        let after = compute(&turned(&steps, &turns).ledger, RULES, until);
        assert_eq!(told(&before), told(&after));
    }

    /// What many became moves a number on the first of a month alone, and never by fewer than three.
    #[test]
    fn what_givers_became_is_told_in_sum_on_the_first_of_a_month(steps in steps(), turns in turns()) {
        let standings = compute(&turned(&steps, &turns).ledger, RULES, Day::new(500));
        for line in standings.lines.iter().filter(|line| !line.is_of_contribution()) {
            assert_eq!(line.released, line.released.first_of_month());
            let earlier = turns.iter().filter(|(_, day)| Day::new(*day) < line.released);
            assert!(earlier.count() >= 3, "{line:?}");
        }
    }

    /// A run may be cut in pieces of any size.
    #[test]
    fn a_run_in_pieces_comes_to_the_same(steps in steps(), turns in turns(), units in 1..60usize) {
        let input = turned(&steps, &turns);
        let whole = compute(&input.ledger, RULES, Day::new(500));
        let mut run = Run::new(RULES, Day::new(500));
        let (mut people, mut lines, mut pieces, mut summed) = (Vec::new(), Vec::new(), 0, 0);
        loop {
            pieces += 1;
            match run.advance(&input.ledger, units) {
                Piece::On => {}
                Piece::Found(found) => for (standing, _) in found {
                    lines.extend(run.lines_of(standing.person).iter().copied());
                    // Everything here is of one subject.
                    let of_subject = run.sums_of(standing.person).iter().filter(|sum| sum.tag.is_none());
                    summed += of_subject.map(|sum| sum.people).sum::<i32>();
                    people.push(standing);
                },
                Piece::Done => break,
            }
        }
        let told = whole.lines.iter().filter(|line| line.is_of_contribution());
        assert_eq!(summed, told.map(|line| line.people).sum::<i32>());
        assert_eq!((people, lines), (whole.people, whole.lines));
        assert!(pieces > 3, "{pieces}");
    }

    /// Recomputing from a ledger that is longer gives for an earlier day what it gave then.
    #[test]
    fn a_day_is_the_same_whenever_it_is_computed(mut steps in steps(), cut in 0..400i32) {
        steps.sort_by_key(|step| step.day);
        let until: Vec<Step> = steps.iter().copied().filter(|step| step.day < cut).collect();
        let then = compute(&history(&until).ledger, RULES, Day::new(cut));
        let later = compute(&history(&steps).ledger, RULES, Day::new(cut));
        assert_eq!(told(&then), told(&later));
    }

    /// The lines of a person sum to who counts for them, clocks that jump included.
    #[test]
    fn lines_sum_to_the_numbers(steps in steps()) {
        let standings = compute(&history(&steps).ledger, RULES, Day::new(500));
        for standing in &standings.people {
            let of = |line: &&Line| line.person == standing.person;
            let people: i32 = standings.lines.iter().filter(of).map(|line| line.people).sum();
            let guests: i32 = standings.lines.iter().filter(of).map(|line| line.guests).sum();
            assert_eq!((people, guests), (standing.thanked_by as i32, standing.guests as i32));
            assert!(standing.helped <= standing.thanked_by);
        }
    }

    /// Different people who act at the same time may come in any order.
    #[test]
    fn the_order_of_different_people_does_not_matter(steps in steps(), seed in any::<u64>()) {
        let mut by_actor: Vec<Step> = steps.into_iter().filter(|step| step.what % 9 < 4).collect();
        by_actor.iter_mut().for_each(|step| step.day = 50);
        by_actor.sort_by_key(|step| step.actor);
        let mut random = Random(seed);
        let mut rest: Vec<Vec<Step>> = by_actor.chunk_by(|a, b| a.actor == b.actor).map(<[Step]>::to_vec).collect();
        rest.iter_mut().for_each(|steps| steps.reverse());
        let mut mixed = Vec::new();
        while !rest.is_empty() {
            let at = random.below(rest.len());
            mixed.extend(rest[at].pop());
            rest.retain(|steps| !steps.is_empty());
        }
        let until = Day::new(60);
        let (one, other) = (history(&by_actor), history(&mixed));
        assert_eq!(told(&compute(&one.ledger, RULES, until)), told(&compute(&other.ledger, RULES, until)));
    }
}

pub(super) fn standing_of(ledger: &Ledger, number: usize, until: i32) -> (u32, Vec<Line>) {
    let standings = compute(ledger, RULES, Day::new(until));
    let number = ledger.person_number(&person(number)).unwrap();
    let lines = standings
        .lines
        .iter()
        .filter(|line| line.person == number)
        .copied()
        .collect();
    (standings.of(number).map_or(0, |standing| standing.helped), lines)
}

/// Askers of the brand from 10 on, and one helper, 1.
pub(super) fn asked(askers: usize) -> Input {
    let mut input = Input::default();
    input.person(1, Known::Address, false);
    input.person(2, Known::Address, true);
    for asker in 10..10 + askers {
        input.person(asker, Known::Brand, false);
        input.answered(asker, 0, asker, 1);
    }
    input
}

#[test]
fn a_giver_counts_once_within_a_hundred_days() {
    let mut input = asked(3);
    input.vote(1, 10, 10, 1);
    input.solved(2, 10, 10);
    input.vote(50, 10, 11, 1);
    input.vote(100, 10, 12, 1);
    assert_eq!(
        standing_of(&input.ledger, 1, 200).0,
        1,
        "ninety-nine days are not enough"
    );
    input.vote(101, 11, 11, 1);
    assert_eq!(standing_of(&input.ledger, 1, 200).0, 2);
}

#[test]
fn a_giver_counts_again_after_a_hundred_days() {
    let mut input = asked(2);
    input.vote(1, 10, 10, 1);
    input.vote(101, 10, 11, 1);
    assert_eq!(standing_of(&input.ledger, 1, 200).0, 2);
}

#[test]
fn thanks_given_and_withdrawn_in_a_loop_gain_nothing() {
    let mut input = asked(1);
    for day in 1..400 {
        input.vote(day, 10, 10, i64::from(day % 2 == 1));
    }
    assert_eq!(standing_of(&input.ledger, 1, 500).0, 1);
    input.vote(400, 10, 10, 0);
    assert_eq!(standing_of(&input.ledger, 1, 500).0, 0);
    let (_, lines) = standing_of(&input.ledger, 1, 500);
    assert!(lines[1..].iter().all(Line::is_correction));
}

#[test]
fn ones_own_words_earn_nothing() {
    let mut input = Input::default();
    input.person(1, Known::Brand, false);
    input.answered(1, 0, 1, 1);
    input.solved(1, 1, 1);
    input.vote(1, 1, 1, 1);
    assert_eq!(standing_of(&input.ledger, 1, 10), (0, vec![]));
}

#[test]
fn not_right_of_many_takes_nothing_from_a_rival() {
    let mut input = asked(20);
    (10..15).for_each(|asker| input.solved(1, asker, asker));
    let before = standing_of(&input.ledger, 1, 10);
    (15..30).for_each(|rival| input.vote(2, rival, 10, -1));
    assert_eq!(standing_of(&input.ledger, 1, 10), before);
}

#[test]
fn what_was_hidden_earns_nothing_until_it_is_seen_again() {
    let mut input = asked(3);
    (10..13).for_each(|asker| input.solved(1, asker, asker));
    input.decided(3, 2, &answer(10), "hide", "hidden");
    assert_eq!(standing_of(&input.ledger, 1, 4).0, 2);
    input.decided(5, 2, &answer(10), "restore", "published");
    let (helped, lines) = standing_of(&input.ledger, 1, 6);
    assert_eq!(helped, 3);
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.released.get(), line.people, line.is_correction()))
        .collect();
    assert_eq!(
        told,
        [
            (1, 1, false),
            (1, 1, false),
            (1, 1, false),
            (3, -1, true),
            (5, 1, true)
        ]
    );
}

#[test]
fn an_answer_stands_on_under_the_stone_of_its_question_and_under_a_duplicate() {
    for (kind, state) in [
        ("removed", None),
        ("erased", None),
        ("moderated", Some("duplicate")),
    ] {
        let mut input = asked(1);
        input.solved(1, 10, 10);
        input.event(2, kind, 10, &question(10), 0, state);
        assert_eq!(standing_of(&input.ledger, 1, 5).0, 1, "{kind}");
    }
    let mut input = asked(1);
    input.solved(1, 10, 10);
    input.decided(2, 2, &question(10), "hide", "hidden");
    assert_eq!(standing_of(&input.ledger, 1, 5).0, 0);
}

#[test]
fn fewer_than_three_are_someone() {
    assert_eq!(shown(0, RULES), Shown::Nobody);
    assert_eq!(
        [shown(1, RULES), shown(2, RULES), shown(-2, RULES)],
        [Shown::Someone; 3]
    );
    assert_eq!(shown(3, RULES), Shown::Number(3));
}

#[test]
fn people_of_the_brand_lead_nothing_and_thank_apart() {
    let mut input = asked(4);
    input.person(3, Known::Address, true);
    input.answered(90, 0, 10, 3);
    input.solved(1, 10, 90);
    input.thanked(1, 2, 10);
    input.vote(1, 2, 11, 1);
    input.solved(1, 11, 11);
    let standings = compute(&input.ledger, RULES, Day::new(5));
    let leaders = standings.leaders(&input.ledger, Period::Ever);
    let told: Vec<_> = leaders
        .iter()
        .map(|leader| (input.ledger.person_id(leader.person), leader.helped))
        .collect();
    assert_eq!(told, [(person(1), 1)]);
    let number = input.ledger.person_number(&person(1)).unwrap();
    assert_eq!(standings.of(number).map(|one| one.staff_thanks), Some(1));
}

#[test]
fn to_stand_up_for_somebody_takes_the_word_of_another() {
    let mut input = Input::default();
    input.person(1, Known::Address, false);
    input.person(2, Known::Address, true);
    for asker in 10..14 {
        input.person(asker, Known::Brand, false);
        input.thread(asker, 0, asker, 1, &[], true);
    }
    input.solved(1, 10, 10);
    input.thanked(2, 2, 11);
    input.event(3, "reported", 1, &question(12), 0, None);
    input.person(20, Known::Address, false);
    input.answered(30, 0, 13, 20);
    input.vote(3, 1, 30, -1);
    let stood = |input: &Input| compute(&input.ledger, RULES, Day::new(20)).stands.len();
    assert_eq!(
        stood(&input),
        2,
        "a solved complaint and one that was thanked for"
    );
    input.decided(4, 2, &question(12), "reject", "rejected");
    input.decided(4, 2, &answer(30), "dispute", "published");
    assert_eq!(
        stood(&input),
        4,
        "a report that was upheld and a claim that was corrected"
    );
    input.decided(5, 2, &answer(30), "undispute", "published");
    assert_eq!(stood(&input), 3);
}

#[test]
fn knowing_about_something_takes_three_askers() {
    let mut input = asked(3);
    input.solved(1, 10, 10);
    input.solved(1, 11, 11);
    assert_eq!(compute(&input.ledger, RULES, Day::new(5)).knowledge, []);
    input.solved(1, 12, 12);
    let known = compute(&input.ledger, RULES, Day::new(5)).knowledge;
    let told: Vec<_> = known
        .iter()
        .map(|one| (input.ledger.word_of(one.about), one.askers))
        .collect();
    assert_eq!(told, [("grinder", 3), ("sku:1", 3)]);
}

#[test]
fn me_too_is_no_help() {
    let mut input = asked(3);
    input.answered(14, 0, 1, 10);
    (10..13).for_each(|person| input.event(1, "voted", person, &question(14), 1, None));
    assert_eq!(standing_of(&input.ledger, 1, 5).0, 0);
}

#[test]
fn one_answer_at_a_time_solves_a_question() {
    let mut input = asked(1);
    input.person(3, Known::Address, false);
    let second = answer(70);
    let given = Writing {
        kind: Kind::Answer,
        author: person(3),
        question: Some(question(10)),
        subject: "sku:1".to_owned(),
        tags: Vec::new(),
        complaint: false,
        solved_elsewhere: false,
        imported_score: None,
        at: noon(0),
    };
    input.ledger.contribution(&second, &given);
    input.solved(1, 10, 10);
    input.event(2, "accepted", 10, &second, 0, None);
    let solved = |ledger: &Ledger, number: usize| {
        let standings = compute(ledger, RULES, Day::new(5));
        let number = ledger.person_number(&person(number)).unwrap();
        standings.of(number).map(|standing| standing.solved)
    };
    assert_eq!(
        [solved(&input.ledger, 1), solved(&input.ledger, 3)],
        [Some(0), Some(1)]
    );
    input.event(3, "unaccepted", 10, &second, 0, None);
    assert_eq!([solved(&input.ledger, 1), solved(&input.ledger, 3)], [Some(0); 2]);
}

#[test]
fn who_becomes_staff_keeps_what_they_said_before() {
    let mut input = asked(3);
    input.vote(1, 11, 10, 1);
    input.event(2, "role_set", 12, &person(11), 0, Some("moderator"));
    input.vote(3, 11, 12, 1);
    let (helped, lines) = standing_of(&input.ledger, 1, 5);
    assert_eq!((helped, lines.len()), (1, 1));
    input.event(4, "role_set", 12, &person(11), 0, Some("member"));
    input.vote(120, 11, 12, 1);
    assert_eq!(standing_of(&input.ledger, 1, 130).1.len(), 2);
}

/// How often somebody stood up by what was done to the first answer of another.
fn stood(acts: impl FnOnce(&mut Input)) -> usize {
    let mut input = asked(2);
    input.person(5, Known::Brand, true);
    acts(&mut input);
    compute(&input.ledger, RULES, Day::new(50)).stands.len()
}

#[test]
fn nobody_confirms_themselves() {
    let outdate = |by: usize| {
        stood(move |input| {
            input.vote(1, 11, 10, -1);
            input.decided(2, by, &answer(10), "outdate", "published");
        })
    };
    assert_eq!(outdate(5), 1);
    assert_eq!(outdate(1), 0, "the author is not the brand");
    let hide = |reporter: usize| {
        stood(move |input| {
            input.event(1, "reported", reporter, &answer(10), 0, None);
            input.decided(2, 5, &answer(10), "hide", "hidden");
        })
    };
    assert_eq!([hide(11), hide(5)], [1, 0]);
}

#[test]
fn a_rejected_change_upholds_no_report_of_what_stands() {
    let edit = stood(|input| {
        input.event(1, "reported", 11, &answer(10), 0, None);
        input.decided(2, 5, &answer(10), "reject", "published");
    });
    assert_eq!(edit, 0);
    let dismissed = stood(|input| {
        input.event(1, "reported", 11, &answer(10), 0, None);
        input.decided(2, 5, &answer(10), "approve", "published");
        input.decided(9, 5, &answer(10), "hide", "hidden");
    });
    assert_eq!(dismissed, 0, "it was read, and let stand");
}

#[test]
fn an_answer_to_a_complaint_is_one_act_however_many_confirm_it() {
    let mut input = Input::default();
    (0..6).for_each(|number| input.person(number, Known::Brand, number == 5));
    input.thread(0, 0, 1, 2, &[], true);
    input.thanked(5, 5, 0);
    input.event(6, "reported", 2, &answer(0), 0, None);
    input.solved(9, 1, 0);
    input.event(7, "thanked", 5, &question(0), 0, None);
    let standings = compute(&input.ledger, RULES, Day::new(50));
    let days: Vec<i32> = standings.stands.iter().map(|stand| stand.day.get()).collect();
    assert_eq!(days, [5], "the first, and none for who complains");
}

#[test]
fn a_complaint_is_one_from_the_day_it_was_marked_until_it_was_no_more() {
    let mut input = asked(1);
    input.solved(1, 10, 10);
    input.event(3, "complaint_marked", 10, &question(10), 0, None);
    input.event(6, "complaint_unmarked", 2, &question(10), 0, None);
    let stands = |until: i32| compute(&input.ledger, RULES, Day::new(until)).stands.len();
    assert_eq!([2, 3, 4, 6, 7, 20].map(stands), [0, 0, 1, 1, 0, 0]);
}
