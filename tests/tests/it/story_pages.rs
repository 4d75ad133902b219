//! Stories on pages, without scripts.

use fanfare_tests::assertions::{ids, text};
use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::pictures::PHOTO;
use serde_json::Value;

use crate::pages::{hidden, open, send, submit};
use crate::picture_forms;

/// The only story of a community, as everybody sees it.
fn only_story(community: &Community) -> Value {
    let visitor = community.visitor();
    let stories = ids(&visitor.get("stories"));
    assert_eq!(stories.len(), 1);
    visitor.get(&format!("stories/{}", stories[0])).ok(200).value()
}

/// Presses the button of an act on a page.
fn press(community: &Community, person: &Person, path: &str, act: &str, value: &str) -> Answer {
    let form = open(community, person, path).ok(200).text();
    let body = format!(
        "form_token={}&act={act}&value={value}",
        hidden(&form, "form_token")
    );
    send(community, person, path, &body)
}

#[test]
fn a_story_is_shared_read_said_something_to_changed_and_taken_back() {
    let community = Community::new();
    let (robin, sam) = (community.member("Robin Sample"), community.member("Sam Sample"));
    let slug = &community.slug;
    let shared = picture_forms::submit(
        &community,
        &robin,
        &format!("/{slug}/share?subject=kettle&subject_name=Kettle"),
        &[
            ("subject", "kettle"),
            ("subject_name", "Kettle"),
            ("title", "Sunday, by the lake"),
            ("markdown", "It *boiled* in the rain."),
            ("alt", "A kettle on a stone"),
        ],
        PHOTO,
    );
    assert_eq!(shared.status, 303, "{}", shared.text());
    let story = only_story(&community);
    let (id, page) = (text(&story, "id"), shared.header("location"));
    assert_eq!(page, format!("/{slug}/stories/{id}/sunday-by-the-lake"));
    assert_eq!(story["media"][0]["alt"], "A kettle on a stone");

    let public = community.visitor().client.page(&page).ok(200).text();
    for part in [
        "Sunday, by the lake",
        "A kettle on a stone",
        "Robin Sample",
        "Made me smile",
        "DiscussionForumPosting",
        "og:image",
    ] {
        assert!(public.contains(part), "{part}: {public}");
    }
    for list in [
        format!("/{slug}/stories"),
        format!("/{slug}/stories?subject=kettle"),
        format!("/{slug}/stories?q=boiled"),
    ] {
        let shown = community.visitor().client.page(&list).ok(200).text();
        assert!(shown.contains(&page), "{list}");
    }
    for page in [format!("/{slug}"), format!("/{slug}/subjects/kettle")] {
        let shown = community.visitor().client.page(&page).ok(200).text();
        assert!(
            shown.contains(&format!("/{slug}/stories")),
            "{page} leads to stories"
        );
    }

    let act = format!("/{slug}/act/{id}");
    assert_eq!(
        press(&community, &sam, &act, "smiled", "1").header("location"),
        page
    );
    assert_eq!(only_story(&community)["acts"]["smiled"], 1);
    let mine = open(&community, &sam, &page).ok(200);
    assert_eq!(mine.header("cache-control"), "no-store");
    assert!(
        mine.text().contains("aria-pressed=\"true\""),
        "what is mine is pressed"
    );
    press(&community, &sam, &act, "smiled", "0");
    assert_eq!(only_story(&community)["acts"]["smiled"], 0);
    let own = press(&community, &robin, &act, "smiled", "1");
    assert_eq!(own.status, 403, "{}", own.text());

    let edit = format!("/{slug}/edit/{id}");
    let fields = [("title", "Monday, at home"), ("markdown", "")];
    assert_eq!(submit(&community, &robin, &edit, &fields).status, 303);
    assert_eq!(only_story(&community)["title"], "Monday, at home");
    let moved = community.visitor().client.page(&page);
    assert_eq!(moved.status, 301, "the old address leads to the new one");
    assert_eq!(submit(&community, &robin, &edit, &[("remove", "1")]).status, 303);
    assert!(ids(&community.visitor().get("stories")).is_empty());
}

#[test]
fn a_visitor_becomes_a_guest_by_sharing_and_a_moderator_decides_in_place() {
    let community = Community::with(serde_json::json!({ "moderation": { "guests": "all" } }));
    let slug = &community.slug;
    let kim = community.guest("Kim");
    let sent = submit(
        &community,
        &kim,
        &format!("/{slug}/share"),
        &[("title", "A use nobody thought of")],
    );
    let page = sent.header("location");
    assert_eq!(community.visitor().client.page(&page).status, 404);
    assert!(
        open(&community, &kim, &page)
            .ok(200)
            .text()
            .contains("A use nobody thought of")
    );
    let moderator = community.staff("moderator");
    let seen = open(&community, &moderator, &page).ok(200).text();
    let id = page.split('/').nth(3).unwrap();
    assert!(seen.contains(&format!("/{slug}/moderation/{id}")), "{seen}");
    let body = format!(
        "form_token={}&key={}&act=approve",
        hidden(seen.split("/moderation/").nth(1).unwrap(), "form_token"),
        hidden(seen.split("/moderation/").nth(1).unwrap(), "key")
    );
    let decided = send(&community, &moderator, &format!("/{slug}/moderation/{id}"), &body);
    assert_eq!(decided.status, 303, "{}", decided.text());
    community.visitor().client.page(&page).ok(200);
}

#[test]
fn what_is_wrong_with_a_story_is_said_beside_it_and_what_was_typed_stays() {
    let community = Community::new();
    let robin = community.member("Robin Sample");
    let fields = [("title", "x"), ("markdown", "Kept words.")];
    let refused = submit(
        &community,
        &robin,
        &format!("/{}/share?lang=en", community.slug),
        &fields,
    );
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Kept words.") && refused.text().contains("aria-invalid=\"true\""));
}
