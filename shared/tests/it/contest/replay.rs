//! The count minute by minute: what a sample log says at times, and at its end what the close says.

use fanfare_shared::contest::leaf::VoidReason;
use fanfare_shared::contest::line::Line;
use fanfare_shared::contest::replay::{Moment, Replay};
use fanfare_shared::contest::verify::Witnessed;
use fanfare_shared::time::Millis;

use super::sample::{CLOSES, OPENS, Sample, entry};
use super::verify;

fn replay(sample: &Sample) -> Replay {
    let mut replay = Replay::default();
    for line in sample.lines() {
        let line: Line = serde_json::from_str(&line).unwrap();
        replay.push(&line);
    }
    replay
}

/// The votes of entries by their number, with those of guests.
fn votes(moment: &Moment) -> Vec<(u64, u64, u64)> {
    let number = |id: &_| (1..=3).find(|number| entry(*number) == *id).unwrap();
    let all = moment.totals.iter();
    all.map(|(id, counted, guests)| (number(id), *counted, *guests))
        .collect()
}

#[test]
fn each_minute_says_what_stood_then() {
    let replay = replay(&Sample::new());
    let at = |leaf: i64| replay.at(OPENS.plus(leaf * Millis::MINUTE), 10);
    assert_eq!(at(0).totals, []);
    // The second ballot counts already, but was replaced later: nobody knows what it chose.
    let early = at(5);
    assert_eq!(
        (votes(&early), early.counted),
        (vec![(1, 1, 0), (2, 0, 0), (3, 0, 0)], 2)
    );
    let waiting = at(7);
    assert_eq!((waiting.counted, waiting.held), (3, 1));
    assert_eq!(votes(&waiting), [(1, 1, 0), (2, 0, 1), (3, 0, 0)]);
    let released = at(10);
    assert_eq!((released.counted, released.held, released.replaced), (5, 0, 1));
    assert_eq!(votes(&released), [(1, 2, 0), (3, 2, 0), (2, 0, 1)]);
    assert_eq!(at(11).void, [(VoidReason::Traded, 1)]);
    assert_eq!(replay.at(CLOSES, 1).totals.len(), 1);
}

#[test]
fn the_last_minute_says_what_the_close_says() {
    let sample = Sample::new();
    let replay = replay(&sample);
    let report = verify(&sample.lines(), Witnessed::default()).unwrap();
    let (first, last) = replay.span();
    assert_eq!((first, last), (OPENS.plus(Millis::MINUTE), CLOSES));
    let end = replay.at(last, 10);
    assert_eq!(end.totals, report.result.unwrap().totals);
    assert_eq!(
        (end.counted, end.held, end.replaced),
        (report.counted, report.held, report.replaced)
    );
    assert_eq!(end.void.iter().map(|(_, count)| count).sum::<u64>(), report.void);
}
