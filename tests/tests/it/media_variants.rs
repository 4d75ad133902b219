//! Smaller variants of pictures, and posters of videos: given by who sent them or who decides, shown where a picture is
//! small, and gone with it.

use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::pictures::{CLIP, SHOT, holds, of_sides};
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::{fixtures, wait};
use serde_json::{Value, json};
use shared::api::problem::Code;
use shared::media::WHOLE_BYTES_MAX;

use crate::media::files;

const PNG: &str = "image/png";

/// How long what is kept may be out of date on a busy machine: half of what is promised.
const FRESH_TIMEOUT: Duration = Duration::from_secs(30);

/// A picture too large to be shown whole where it is small.
fn large() -> Vec<u8> {
    of_sides(1_000, 800, WHOLE_BYTES_MAX as usize)
}

/// Its smaller variant.
fn small() -> Vec<u8> {
    of_sides(480, 384, 1_000)
}

/// What is given of a medium where it is small.
fn shown(community: &Community, medium: &Value) -> Answer {
    let url = text(medium, "url");
    let begin = if url.contains('?') { '&' } else { '?' };
    community.visitor().client.get(format!("{url}{begin}variant=1"))
}

/// The same, once whoever asked before is given the variant, too.
fn varied(community: &Community, medium: &Value) -> Answer {
    wait::until("the variant is given", FRESH_TIMEOUT, || {
        let given = shown(community, medium).ok(200);
        (given.header("content-type") == PNG).then_some(given)
    })
}

/// A story with this picture.
fn share(author: &Person, medium: &Value) -> Value {
    let mut story = fixtures::story();
    story["media"] = json!([{ "id": medium["id"], "alt": "A cup on a roof" }]);
    author.post("stories", &story).ok(201).value()
}

fn list_of_stories(community: &Community) -> String {
    let page = format!("/{}/stories", community.slug);
    community.visitor().client.page(page).ok(200).text()
}

#[test]
fn a_variant_is_cleaned_as_its_picture_is_and_shown_where_that_is_small() {
    let community = Community::new();
    let ada = community.member("Ada Sample");
    let medium = ada.upload(PNG, &large()).ok(201).value();
    let place = shown(&community, &medium).ok(200);
    assert_eq!(place.header("content-type"), "image/svg+xml");
    assert!(
        place.text().contains("viewBox=\"0 0 1000 800\""),
        "{}",
        place.text()
    );
    assert!(place.header("content-security-policy").contains("sandbox"));

    let given = ada.vary(&medium, PNG, &small()).ok(200).value();
    assert_eq!((&given["id"], &given["variant"]), (&medium["id"], &json!(true)));
    let served = varied(&community, &medium);
    assert_eq!(served.header("x-content-type-options"), "nosniff");
    assert!(holds(&small(), "fanfare-canary") && !holds(&served.body, "fanfare-canary"));
    assert!(served.body.len() < small().len());
    let whole = community.visitor().client.get(text(&medium, "url")).ok(200);
    assert!(whole.body.len() > served.body.len() && whole.header("etag") != served.header("etag"));

    let story = share(&ada, &given);
    let url = text(&story["media"][0], "url");
    assert_eq!(story["media"][0]["variant"], true);
    let page = list_of_stories(&community);
    let both = format!("{url}?variant=1 480w, {url} 1000w");
    assert!(page.contains(&both), "{page}");
}

#[test]
fn what_is_small_is_shown_whole_and_a_large_picture_without_a_variant_is_not_asked_for() {
    let community = Community::new();
    let ada = community.member("Ada Sample");
    let tiny = ada.upload(PNG, SHOT).ok(201).value();
    assert_eq!(tiny["variant"], true);
    assert_eq!(shown(&community, &tiny).ok(200).header("content-type"), PNG);
    let story = share(&ada, &ada.upload(PNG, &large()).ok(201).value());
    let url = text(&story["media"][0], "url");
    let page = list_of_stories(&community);
    assert!(page.contains(&format!("src=\"{url}?variant=1\"")), "{page}");
    assert!(!page.contains(&format!("{url} 1000w")), "{page}");
    let wrong = community.visitor().client.get(format!("{url}?variant=2"));
    wrong.refused(Code::BadRequest);
}

#[test]
fn a_video_has_a_poster_or_something_that_holds_its_place() {
    let community = Community::new();
    let ada = community.member("Ada Sample");
    let video = ada.upload("video/mp4", CLIP).ok(201).value();
    assert_eq!(
        shown(&community, &video).ok(200).header("content-type"),
        "image/svg+xml"
    );
    let side = |name| u32::try_from(video[name].as_u64().expect("a side")).expect("a small one");
    let poster = of_sides(side("width"), side("height"), 1_000);
    ada.vary(&video, PNG, &poster).ok(200);
    varied(&community, &video);
    let whole = community.visitor().client.get(text(&video, "url")).ok(200);
    assert_eq!(whole.header("content-type"), "video/mp4");
    let story = share(&ada, &video);
    let poster = format!("poster=\"{}?variant=1\"", text(&story["media"][0], "url"));
    assert!(list_of_stories(&community).contains(&poster));
}

#[test]
fn a_variant_that_is_none_of_its_picture_or_is_not_ones_own_to_give_is_refused() {
    let community = Community::new();
    let (ada, bo) = (community.member("Ada Sample"), community.member("Bo Sample"));
    let medium = ada.upload(PNG, &large()).ok(201).value();
    for other in [
        of_sides(480, 480, 9),
        of_sides(479, 383, 9),
        of_sides(1_000, 800, 9),
    ] {
        ada.vary(&medium, PNG, &other).refused(Code::InvalidField);
    }
    ada.vary(&medium, "video/mp4", CLIP).refused(Code::InvalidField);
    ada.vary(&medium, PNG, b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .refused(Code::UnsupportedMediaType);
    ada.vary(&medium, "application/octet-stream", &small())
        .refused(Code::UnsupportedMediaType);
    bo.vary(&medium, PNG, &small()).refused(Code::NotFound);
    community
        .visitor()
        .vary(&medium, PNG, &small())
        .refused(Code::SignInNeeded);
    ada.vary(&medium, PNG, &small()).ok(200);
    ada.vary(&medium, PNG, &small()).refused(Code::WrongState);
    let used = ada.upload(PNG, &of_sides(1_000, 801, 9)).ok(201).value();
    share(&ada, &used);
    ada.vary(&used, PNG, &small()).refused(Code::NotFound);
}

#[test]
fn who_decides_gives_the_variant_that_a_sender_did_not_and_everybody_sees_it() {
    let community = Community::new();
    let (ada, moderator) = (community.member("Ada Sample"), community.staff("moderator"));
    let story = share(&ada, &ada.upload(PNG, &large()).ok(201).value());
    let medium = story["media"][0].clone();
    assert_eq!(
        shown(&community, &medium).ok(200).header("content-type"),
        "image/svg+xml"
    );
    moderator.vary(&medium, PNG, &small()).ok(200);
    wait::until("everybody sees it", FRESH_TIMEOUT, || {
        let given = shown(&community, &medium).ok(200).header("content-type") == PNG;
        (given && list_of_stories(&community).contains("480w")).then_some(())
    });
}

#[test]
fn a_variant_is_gone_with_its_picture_and_so_is_its_file() {
    let state = server::directory();
    let server = Server::start(state.path(), &Options::with(&[]));
    let community = Community::on(&server, json!({}));
    let ada = community.member("Ada Sample");
    let medium = ada.upload(PNG, &large()).ok(201).value();
    ada.vary(&medium, PNG, &small()).ok(200);
    let kept = state.path().join("media");
    assert_eq!(files(&kept), 2);
    let story = share(&ada, &medium);
    let medium = story["media"][0].clone();
    assert_eq!(shown(&community, &medium).status, 200);
    ada.delete(&format!("stories/{}", text(&story, "id"))).ok(204);
    wait::until("it is gone", FRESH_TIMEOUT, || {
        (shown(&community, &medium).status == 404).then_some(())
    });
    wait::until("its files are gone", FRESH_TIMEOUT, || {
        (files(&kept) == 0).then_some(())
    });
}
