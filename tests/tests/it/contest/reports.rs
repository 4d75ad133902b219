//! Entries that people report: staff is told where it looks, reads why, and decides.

use serde_json::{Value, json};
use shared::api::problem::Code;

use super::sample::{Contest, long};
use crate::pages::{open, submit};

#[test]
fn a_reported_entry_is_found_read_about_and_decided_by_pages_alone() {
    let contest = Contest::open(&long());
    let community = &contest.community;
    let (ada, bo) = (contest.member("Ada"), contest.member("Bo"));
    let moderator = community.staff("moderator");
    let (first, entry) = (contest.enter(&contest.member("Cy")), contest.enter(&ada));
    let reports = contest.path(&format!("entries/{entry}/reports"));
    let report = json!({ "reason": "hurtful", "note": "Look at the second line." });
    ada.post(&reports, &report).refused(Code::OwnContribution);
    bo.post(&reports, &report).ok(201);
    let page = format!("/{}/contests/{}", community.slug, contest.id);
    let guest = contest.guest();
    let form = format!("{page}/entries/{entry}/report");
    let fields = [("reason", "advertising"), ("text", "")];
    submit(community, &guest, &form, &fields).ok(303);

    let waiting = || moderator.get(&contest.path("waiting")).ok(200).value()["reported"].clone();
    assert_eq!(waiting(), 1, "an entry is counted once");
    let shown = |path: &str| open(community, &moderator, path).ok(200).text();
    assert!(shown(&format!("/{}/moderation", community.slug)).contains("Reported entries: 1"));
    let listed = shown(&page);
    let place = |entry: &str| listed.find(&format!("id=\"{entry}\"")).unwrap();
    assert!(
        listed.contains("Reported entries: 1") && place(&entry) < place(&first),
        "{listed}"
    );
    let view = |of: &fanfare_tests::community::Person| {
        let view = of.get(&contest.path(&format!("entries/{entry}"))).ok(200).value();
        view["reports"].clone()
    };
    assert_eq!(
        (view(&ada), view(&bo)),
        (Value::Null, Value::Null),
        "for staff alone"
    );
    assert_eq!(view(&moderator).as_array().unwrap().len(), 2);
    let decision = format!("{page}/entries/{entry}/decide");
    assert!(shown(&decision).contains("Look at the second line."));
    submit(community, &moderator, &decision, &[("act", "keep")]).ok(303);
    assert_eq!((waiting(), view(&moderator)), (json!(0), Value::Null));
    assert_eq!(contest.entries(&bo).len(), 2, "it stands");
}
