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
use fanfare_shared::contest::verify::{Asked, Compared, Report, Verifier, Witnessed};

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
    assert!(report.compared.is_nothing());
}

#[test]
fn a_log_that_did_not_close_yet_passes_without_a_result() {
    let whole = Sample::new();
    let sample = Sample::cut(whole.leaves.len() - 1);
    let report = verify(&sample.lines(), Witnessed::default()).unwrap();
    assert_eq!(report.result, None);
    assert_eq!(report.counted, 5);
}

#[test]
fn a_promise_is_awaited_until_the_log_reaches_its_place() {
    let kept = || Witnessed {
        acceptances: vec![Sample::new().accept(9)],
        ..Witnessed::default()
    };
    let report = verify(&Sample::cut(9).lines(), kept()).unwrap();
    assert_eq!(report.compared.awaited, [9]);
    assert!(report.compared.is_nothing());
    let report = verify(&Sample::cut(10).lines(), kept()).unwrap();
    assert_eq!(
        (report.compared.acceptances, report.compared.awaited.len()),
        (1, 0)
    );
}

#[test]
fn what_somebody_brings_is_told_apart_by_its_form() {
    let sample = Sample::new();
    let mut brought = Witnessed::default();
    let receipt = sample.receipt(4, 9);
    let kept = sample.kept(4, &[1]);
    let shown = format!("{}\n{}", kept.shown.as_ref().unwrap().text(), kept.note);
    let fingerprint = sample.log_key().fingerprint();
    let texts = [
        " \n",
        &receipt.text(),
        // As somebody copied it.
        shown.trim_end(),
        &kept.note.replace('\n', "\r\n"),
        &sample.checkpoint(6),
        &fingerprint.to_uppercase(),
    ];
    for text in texts {
        assert!(brought.bring(text), "{text}");
    }
    let expected = Witnessed {
        fingerprint: Some(fingerprint),
        checkpoints: vec![sample.checkpoint(6)],
        receipts: vec![receipt],
        acceptances: vec![kept, sample.accept(4)],
        asked: Asked::default(),
    };
    assert_eq!(brought, expected);
    let other_note = kept_note_of_something_else(&sample);
    for text in ["something else", &other_note, &sample.leaves[4].text()] {
        assert!(!Witnessed::default().bring(text), "{text}");
    }
}

fn kept_note_of_something_else(sample: &Sample) -> String {
    let note = sample.checkpoint(6);
    note.replacen("\n6\n", "\nsix\n", 1)
}

#[test]
fn what_witnesses_kept_is_compared() {
    let sample = Sample::new();
    let report = verify(&sample.lines(), sample.witnessed()).unwrap();
    let expected = Compared {
        key: true,
        checkpoints: 1,
        receipts: 1,
        acceptances: 1,
        awaited: Vec::new(),
    };
    assert_eq!(report.compared, expected);
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

#[test]
fn votes_that_go_on_longer_since_before_anybody_voted_are_good_where_counts_are_shown() {
    let sample = bent::longer_before_anybody_voted();
    let report = verify(&sample.lines(), Witnessed::default()).unwrap();
    assert_eq!((report.amendments, report.counted), (2, 2));
}
