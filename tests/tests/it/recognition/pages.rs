//! The pages about people who helped, without scripts.

use fanfare_tests::community::Community;

use super::{count, leaders, solve, statement};
use crate::pages::{hidden, open, send, submit};

#[test]
fn people_who_helped_and_a_contributor_are_read_in_every_language() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let (asker, _) = solve(&community, &helper);
    count(&community);
    let people = format!("/{}/people", community.slug);
    for (language, listed, said) in [
        ("en", "helped 1 person", "People helped: 1"),
        ("fr", "a aidé 1 personne", "Personnes aidées : 1"),
        ("ar", "ساعد شخصًا واحدًا", "من ساعدهم: 1"),
    ] {
        let list = open(
            &community,
            &community.visitor(),
            &format!("{people}?lang={language}"),
        );
        let list = list.ok(200).text();
        assert!(list.contains(listed) && list.contains("Sam Sample"), "{list}");
        let page = format!("{people}/{}?lang={language}", helper.id);
        let page = open(&community, &asker, &page).ok(200).text();
        assert!(page.contains(said) && page.contains("ProfilePage"), "{page}");
        assert!(page.contains("<table"), "the chart has its table");
    }
}

#[test]
fn the_week_is_read_by_the_brands_people_in_every_language() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let (asker, _) = solve(&community, &helper);
    let waiting = asker.ask();
    count(&community);
    let expert = community.staff("expert");
    for (language, said) in [
        ("en", "Waits longest for an answer"),
        ("fr", "Attend une réponse depuis le plus longtemps"),
        ("ar", "الأطول انتظارًا لإجابة"),
    ] {
        let path = format!("/{}/week?lang={language}", community.slug);
        let page = open(&community, &expert, &path).ok(200).text();
        assert!(page.contains(said) && page.contains(&waiting), "{page}");
        assert!(page.contains("Sam Sample"), "{page}");
    }
}

#[test]
fn a_contributor_shows_stories_too() {
    let community = Community::new();
    let sam = community.member("Sam Sample");
    let story = sam.share();
    let path = format!("/{}/people/{}", community.slug, sam.id);
    let page = open(&community, &community.visitor(), &path).ok(200).text();
    assert!(page.contains(&story), "{page}");
}

#[test]
fn everybody_finds_who_helped_from_every_page() {
    let community = Community::new();
    let link = format!("href=\"/{}/people\"", community.slug);
    for (page, current) in [("", false), ("/stories", false), ("/people", true)] {
        let path = format!("/{}{page}", community.slug);
        let page = open(&community, &community.visitor(), &path).ok(200).text();
        let (_, after) = page.split_once(&link).expect("the head leads there");
        assert_eq!(after.starts_with(" aria-current"), current, "{path}");
    }
}

#[test]
fn one_chooses_what_others_are_told_on_ones_own_page() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    solve(&community, &helper);
    count(&community);
    let path = format!("/{}/statement", community.slug);
    let mine = open(&community, &helper, &path).ok(200).text();
    assert!(
        mine.contains("someone") && mine.contains("Contest this") && mine.contains("How this is counted"),
        "{mine}"
    );
    let sent = submit(
        &community,
        &helper,
        &path,
        &[("listed", "1"), ("sentence", "I own two <b>grinders</b>.")],
    );
    assert_eq!(sent.status, 303, "{}", sent.text());
    let people = format!("/{}/people", community.slug);
    let list = open(&community, &community.visitor(), &people).ok(200).text();
    assert!(list.contains("I own two &lt;b&gt;grinders&lt;/b&gt;."), "{list}");
    assert_eq!(
        submit(&community, &helper, &path, &[("sentence", "")]).status,
        303
    );
    assert_eq!(leaders(&community), Vec::<String>::new());
}

#[test]
fn an_expert_thanks_by_one_button_and_takes_it_back_by_the_same() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    let (_, answer) = solve(&community, &helper);
    let story = helper.share();
    let expert = community.staff("expert");
    let visitor = community.visitor();
    let person = format!("/{}/people/{}", community.slug, helper.id);
    let question = visitor.answer_view(&answer)["question_id"].clone();
    let question = question.as_str().unwrap_or_default();
    let told = format!("/{}/questions/{question}/x?mine=1", community.slug);
    for (shown, id) in [
        (person.clone(), &answer),
        (format!("/{}/stories?lang=en", community.slug), &story),
    ] {
        let form = format!("/{}/thank/{id}", community.slug);
        for (value, pressed) in [("1", "false"), ("0", "true")] {
            let page = open(&community, &expert, &shown).ok(200).text();
            let (_, after) = page.split_once(&form).expect("the button stands there");
            assert!(
                after.contains(&format!("aria-pressed=\"{pressed}\" value=\"{value}\"")),
                "{after}"
            );
            let body = format!("form_token={}&value={value}", hidden(after, "form_token"));
            let sent = send(&community, &expert, &form, &body);
            assert_eq!(sent.status, 303, "{}", sent.text());
            let public = open(&community, &visitor, &shown).ok(200).text();
            assert_eq!(public.contains("says thank you"), value == "1", "{public}");
            assert!(!public.contains(&form), "the button is for the brand's people");
        }
    }
    expert
        .put(&format!("thanks/{answer}"), &serde_json::json!({}))
        .ok(200);
    let mine = open(&community, &expert, &told).ok(200).text();
    assert!(
        mine.contains("says thank you") && mine.contains(&format!("/thank/{answer}")),
        "{mine}"
    );
    let path = format!("/{}/thank/{answer}", community.slug);
    assert_eq!(submit(&community, &expert, &path, &[("value", "0")]).status, 303);
    count(&community);
    assert_eq!(statement(&helper)["staff_thanks"], 0);
}

#[test]
fn ones_own_page_says_how_many_one_helped_once_the_day_was_counted() {
    let community = Community::new();
    let helper = community.member("Sam Sample");
    for _ in 0..3 {
        solve(&community, &helper);
    }
    count(&community);
    let mine = open(&community, &helper, &format!("/{}/me", community.slug));
    let mine = mine.ok(200).text();
    assert!(mine.contains("Your words helped 3 people this week"), "{mine}");
}
