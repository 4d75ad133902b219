//! Entries in galleries: shown with their entrant's consent and name, and gone with the consent or with the entry.

use std::time::Duration;

use fanfare_tests::assertions::{ids, text};
use fanfare_tests::community::Person;
use fanfare_tests::pictures::PHOTO;
use fanfare_tests::{fixtures, mailbox, wait};
use serde_json::{Value, json};
use shared::api::problem::Code;

use super::photos::{enter, photos, served};
use super::sample::{Contest, long};
use crate::feature::{answer, tomorrow};
use crate::notices::reachable;
use crate::pages::submit;

/// What galleries show is at most two seconds old; a busy machine gets more, and still half of what is promised.
const FRESH_TIMEOUT: Duration = Duration::from_secs(30);

/// What asks for this entry.
fn asked_for(contest: &Contest, entry: &str) -> Value {
    let mut asked = fixtures::feature(entry);
    asked["contest"] = json!(contest.id);
    asked
}

/// Asks, and has the entrant agree; the consent.
fn agreed(contest: &Contest, expert: &Person, entrant: &Person, entry: &str) -> String {
    let asked = expert.post("features", &asked_for(contest, entry)).ok(201);
    let feature = text(&asked.value(), "id");
    answer(entrant, &feature, "agree").ok(200);
    shown_everywhere(contest, &feature, true);
    feature
}

/// Waits until a consent is on every surface of the gallery, or on none.
fn shown_everywhere(contest: &Contest, feature: &str, shown: bool) {
    let visitor = contest.community.visitor();
    wait::until(&format!("{feature} shown: {shown}"), FRESH_TIMEOUT, || {
        let page = format!("/{}/gallery", contest.community.slug);
        let on_page = visitor.client.page(page).ok(200).text();
        let surfaces = ["gallery", "view?view=gallery", "fragment?view=gallery"];
        let all = surfaces.map(|path| visitor.get(path).ok(200).text());
        all.iter()
            .chain([&on_page])
            .all(|content| content.contains(feature) == shown)
            .then_some(())
    });
}

#[test]
fn an_entry_is_in_galleries_with_its_entrants_consent_and_gone_with_the_consent_or_the_entry() {
    let contest = Contest::open(&photos(long()));
    let (ada, expert) = (contest.member("Ada"), contest.community.staff("expert"));
    let picture = ("image/jpeg", PHOTO);
    let entry = enter(&contest, &ada, "Roof, 6:10", picture).ok(201).value();
    let id = text(&entry, "id");
    let feature = agreed(&contest, &expert, &ada, &id);
    let item = contest.community.visitor().get("gallery").ok(200).value()["data"][0].clone();
    assert_eq!(
        (&item["target"], &item["entry"]["contest"], &item["excerpt"]),
        (&json!(id), &json!(contest.id), &json!("Roof, 6:10"))
    );
    assert!(text(&item["author"], "name").starts_with("Ada "));
    assert_eq!(item["medium"]["url"], entry["media"][0]["url"]);
    let page = format!("/{}/gallery", contest.community.slug);
    let page = contest.community.visitor().client.page(page).ok(200).text();
    assert!(
        page.contains(&format!("/contests/{}/entries/{id}", contest.id)),
        "{page}"
    );

    answer(&ada, &feature, "revoke").ok(200);
    shown_everywhere(&contest, &feature, false);
    let again = agreed(&contest, &expert, &ada, &id);
    contest.decide_entry(&ada, &id, "withdraw").ok(200);
    shown_everywhere(&contest, &again, false);
    wait::until("the picture is gone", FRESH_TIMEOUT, || {
        (served(&contest, &entry) == 404).then_some(())
    });
    let asked = expert.post("features", &asked_for(&contest, &id));
    asked.refused_field("/target");
}

#[test]
fn an_entry_of_words_that_is_taken_out_leaves_the_gallery() {
    let contest = Contest::open(&long());
    let ada = contest.member("Ada");
    let (expert, moderator) = (
        contest.community.staff("expert"),
        contest.community.staff("moderator"),
    );
    let entry = contest.enter(&ada);
    let feature = agreed(&contest, &expert, &ada, &entry);
    contest.decide_entry(&moderator, &entry, "disqualify").ok(200);
    shown_everywhere(&contest, &feature, false);
}

#[test]
fn only_people_of_the_brand_ask_and_only_for_what_everybody_sees() {
    let mut rules = long();
    rules["moderation"] = json!("before");
    let contest = Contest::open(&rules);
    let (ada, expert) = (contest.member("Ada"), contest.community.staff("expert"));
    let waiting = contest.enter(&ada);
    let ask = |person: &Person, asked: &Value| person.post("features", asked);
    ask(&expert, &asked_for(&contest, &waiting)).refused_field("/target");
    let moderator = contest.community.staff("moderator");
    contest.decide_entry(&moderator, &waiting, "publish").ok(200);
    ask(&expert, &fixtures::feature(&waiting)).refused_field("/target");
    ask(&ada, &asked_for(&contest, &waiting)).refused(Code::Forbidden);
    let asked = ask(&expert, &asked_for(&contest, &waiting)).ok(201).value();
    ask(&expert, &asked_for(&contest, &waiting)).refused(Code::WrongState);
    for act in ["agree", "revoke"] {
        assert_eq!(answer(&expert, &text(&asked, "id"), act).status, 403);
    }
}

#[test]
fn an_entrant_is_asked_from_the_page_of_the_entry_and_told_by_mail() {
    let contest = Contest::open(&long());
    let community = &contest.community;
    let (ada, expert) = (reachable(community, "Ada Sample"), community.staff("expert"));
    let entry = contest.enter(&ada);
    let slug = &community.slug;
    let page = crate::pages::open(
        community,
        &expert,
        &format!("/{slug}/contests/{}/entries/{entry}", contest.id),
    );
    let form = format!("/{slug}/feature/{entry}?contest={}", contest.id);
    assert!(
        page.ok(200).text().contains(&form),
        "people of the brand are led there"
    );
    let until = tomorrow();
    let fields = [
        ("contest", contest.id.as_str()),
        ("gallery", "1"),
        ("until", until.as_str()),
        ("note", "May we?"),
    ];
    let asked = submit(community, &expert, &form, &fields);
    assert_eq!(asked.status, 303, "{}", asked.text());
    let mail = mailbox::text(&community.visitor().client, slug);
    assert!(mail.contains("May we?"), "{mail}");
    let me = crate::pages::open(community, &ada, &format!("/{slug}/me"))
        .ok(200)
        .text();
    assert!(
        me.contains(&ids(&ada.get("features"))[0]) && me.contains("May we?"),
        "{me}"
    );
}
