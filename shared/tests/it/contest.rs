//! Contests: a log that passes, and every way to bend one with the reason it fails for. A verifier in another language
//! that shares no code says the same of each.

mod amendments;
mod bent;
mod count;
mod python;
mod replay;
mod rules;
mod sample;

use fanfare_shared::contest::tampering::Tampering;
use fanfare_shared::contest::verify::{Report, Verifier, Witnessed};

use sample::{Sample, check};

/// What a log says, compared with these.
fn verify(lines: &[String], witnessed: Witnessed) -> Result<Report, Tampering> {
    let mut verifier = Verifier::new(&check, witnessed);
    for line in lines {
        verifier.push(line)?;
    }
    verifier.finish()
}

#[test]
fn a_good_log_passes_and_tells_the_result() {
    let sample = Sample::new();
    let report = verify(&sample.lines(), Witnessed::default()).unwrap();
    let result = report.result.unwrap();
    let votes: Vec<_> = result
        .totals
        .iter()
        .map(|(_, counted, guests)| (*counted, *guests))
        .collect();
    // The third entry was taken out with its votes; the first leads with two, the second has one and a guest's.
    assert_eq!(votes, [(2, 0), (1, 1)]);
    assert_eq!(result.winners, [sample::entry(1)]);
    assert_eq!(
        (report.counted, report.held, report.void, report.replaced),
        (5, 0, 1, 1)
    );
    assert_eq!(report.compared, 0);
}

#[test]
fn a_log_that_did_not_close_yet_passes_without_a_result() {
    let mut sample = Sample::new();
    sample.leaves.pop();
    sample.openings.clear();
    sample.checkpoints = vec![1, sample.leaves.len()];
    let report = verify(&sample.lines(), Witnessed::default()).unwrap();
    assert_eq!(report.result, None);
    assert_eq!(report.counted, 5);
}

#[test]
fn what_witnesses_kept_is_compared() {
    let sample = Sample::new();
    let report = verify(&sample.lines(), sample.witnessed()).unwrap();
    assert_eq!(report.compared, 3);
}

#[test]
fn a_tie_is_shared_or_goes_to_the_earliest_as_the_rules_say() {
    let mut sample = Sample::tied();
    let report = verify(&sample.lines(), Witnessed::default()).unwrap();
    assert_eq!(
        report.result.unwrap().winners,
        [sample::entry(1), sample::entry(2)]
    );
    sample.rules.tie_break = fanfare_shared::contest::rules::TieBreak::Earliest;
    sample.reopen();
    let report = verify(&sample.lines(), Witnessed::default()).unwrap();
    assert_eq!(report.result.unwrap().winners, [sample::entry(1)]);
}

#[test]
fn amended_rules_hold_from_their_place_in_the_log_on() {
    let sample = Sample::amended();
    let report = verify(&sample.lines(), Witnessed::default()).unwrap();
    assert_eq!(report.amendments, 2);
    assert_eq!(
        report.rules,
        fanfare_shared::contest::rules::hash(&sample.rules.document().unwrap())
    );
    assert_eq!(report.counted, 2, "one of them in the time that was added");
    assert_eq!(
        report.result.unwrap().winners,
        [sample::entry(2), sample::entry(1)]
    );
}
