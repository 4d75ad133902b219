//! What one owns, and where names lead, on pages without scripts.

use fanfare_tests::community::Community;

use super::{code, owned};
use crate::pages::{open, submit};

#[test]
fn a_code_is_scanned_and_redeemed_by_whoever_signs_in() {
    let community = Community::new();
    let code = code(&community);
    let sam = community.member("Sam Sample");
    let waiting = community.member("Robin Sample").ask();
    let scanned = format!("/{}/own/{code}", community.slug);
    let nobody = open(&community, &community.visitor(), &scanned);
    assert_eq!(nobody.status, 303);
    let location = nobody.header("location");
    assert!(
        location.contains("sign-in?return_to=") && location.contains(&code),
        "{location}"
    );
    let page = open(&community, &sam, &scanned).ok(200).text();
    assert!(page.contains(&format!("value=\"{code}\"")), "{page}");
    assert_eq!(owned(&sam), serde_json::json!([]), "to open it changes nothing");
    let own = format!("/{}/own", community.slug);
    let redeemed = submit(&community, &sam, &own, &[("code", &code)]);
    assert_eq!(redeemed.status, 303);
    let subject = redeemed.header("location");
    assert!(subject.contains("/subjects/strainer"), "{subject}");
    let page = open(&community, &sam, &subject).ok(200);
    assert!(
        page.header("cache-control").contains("no-store"),
        "it is one person's"
    );
    let page = page.text();
    assert!(
        page.contains("You own it: The strainer.") && page.contains(&format!("/questions/{waiting}/answer")),
        "{page}"
    );
    let other = open(&community, &community.member("Kim Sample"), &subject);
    assert!(
        !other.ok(200).text().contains("You own it"),
        "who owns nothing is told nothing"
    );
    for (language, said) in [
        ("en", "You own this: these wait for an answer."),
        ("fr", "C’est le vôtre : ces questions attendent une réponse."),
        ("ar", "هذا لك: هذه الأسئلة تنتظر إجابة."),
    ] {
        let mine = open(&community, &sam, &format!("{own}?lang={language}"))
            .ok(200)
            .text();
        assert!(mine.contains(said) && mine.contains(&waiting), "{mine}");
    }
}

#[test]
fn a_refused_code_says_why_in_the_readers_language_and_stays_typed() {
    let community = Community::new();
    let sam = community.member("Sam Sample");
    let own = format!("/{}/own?lang=fr", community.slug);
    let refused = submit(&community, &sam, &own, &[("code", "ABC")]);
    assert_eq!(refused.status, 422);
    let page = refused.text();
    assert!(
        page.contains("Ce code n’est pas le nôtre") && page.contains("value=\"ABC\""),
        "{page}"
    );
}

#[test]
fn names_lead_to_people_who_have_a_page_and_to_nobody_else() {
    let community = Community::new();
    let (robin, sam) = (community.member("Robin Sample"), community.member("Sam Sample"));
    let question = robin.ask();
    let answer = sam.answer(&question);
    sam.comment(&answer);
    let story = robin.share();
    let expert = community.staff("expert");
    expert.answer(&question);
    let leads = |path: &str, person: &str| {
        let page = open(&community, &community.visitor(), path).ok(200).text();
        page.contains(&format!("href=\"/{}/people/{person}\"", community.slug))
    };
    let slug = |kind: &str, id: &str| {
        let moved = open(
            &community,
            &community.visitor(),
            &format!("/{}/{kind}/{id}", community.slug),
        );
        moved.header("location")
    };
    let page = slug("questions", &question);
    assert!(leads(&page, &robin.id) && leads(&page, &sam.id));
    assert!(
        !leads(&page, &expert.id),
        "the brand's people are no contributors"
    );
    assert!(leads(&slug("stories", &story), &robin.id));
    assert!(leads(&format!("/{}", community.slug), &sam.id));
    assert!(!leads(&page, &community.guest("Lou").id));
}
