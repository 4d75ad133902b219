//! What lists of a subject or a tag stand by.

use fanfare_shared::recognition::{Day, Known, RULES, Run, Step};

use super::input::{Input, answer};

/// How many people person 1 helped with what, in the order of words.
fn sums(input: &Input) -> Vec<(String, String, i32)> {
    let mut run = Run::new(RULES, Day::new(50));
    while !matches!(run.advance(&input.ledger, 7), Step::Done) {}
    let number = input.ledger.person_number("p_1").unwrap();
    let word = |word: Option<u32>| word.map_or("", |word| input.ledger.word_of(word)).to_owned();
    let mut sums: Vec<_> = run
        .sums_of(number)
        .iter()
        .map(|sum| (word(sum.subject), word(sum.tag), sum.people))
        .collect();
    sums.sort();
    sums
}

fn helped(of: &[(&str, &str, i32)]) -> Vec<(String, String, i32)> {
    of.iter()
        .map(|(subject, tag, people)| ((*subject).to_owned(), (*tag).to_owned(), *people))
        .collect()
}

#[test]
fn people_are_summed_by_subject_by_tag_and_by_both() {
    let mut input = Input::default();
    for number in [1, 10, 11, 12] {
        input.person(number, Known::Brand, false);
    }
    input.thread(10, 0, 10, 1, &["grinder"], false);
    input.thread(11, 0, 11, 1, &["grinder", "milk"], false);
    input.thread(12, 0, 12, 1, &[], false);
    for asker in [10, 11, 12] {
        input.solved(1, asker, asker);
    }
    let two_with_grinders = [
        ("", "grinder", 2),
        ("", "milk", 1),
        ("sku:1", "", 3),
        ("sku:1", "grinder", 2),
        ("sku:1", "milk", 1),
    ];
    assert_eq!(sums(&input), helped(&two_with_grinders));
    input.event(5, "unaccepted", 11, &answer(11), 0, None);
    let one_left = [
        ("", "grinder", 1),
        ("", "milk", 0),
        ("sku:1", "", 2),
        ("sku:1", "grinder", 1),
        ("sku:1", "milk", 0),
    ];
    assert_eq!(sums(&input), helped(&one_left));
}
