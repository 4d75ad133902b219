//! Video contests: one MP4 an entry, with what it shows, seen by who sees the entry and gone with it.

use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::pictures::{AV1, CLIP, PHOTO, TELEPHONE};
use fanfare_tests::wait;
use serde_json::json;

use super::photos::{enter, photos, served};
use super::sample::{Contest, long};

/// How soon a video is gone whose entry is: half of what is promised, which browsers may take.
const GONE_WITHIN: Duration = Duration::from_secs(30);

#[test]
fn a_video_contest_takes_videos_a_photo_contest_pictures_and_neither_the_others() {
    let mut rules = long();
    rules["kind"] = json!("video");
    let videos = Contest::open(&rules);
    let ada = videos.member("Ada");
    enter(&videos, &ada, "A picture", ("image/jpeg", PHOTO)).refused_field("/media/0/id");
    let without = json!({ "title": "Without", "agreed": true });
    ada.post(&videos.path("entries"), &without)
        .refused_field("/media");
    let entered = enter(&videos, &ada, "The kettle sings", ("video/mp4", CLIP));
    let entry = entered.ok(201).value();
    assert_eq!(entry["media"][0]["video"], true);
    assert_eq!(entry["media"][0]["alt"], "A cup on a roof");
    let bo = videos.member("Bo");
    enter(&videos, &bo, "Mine, really", ("video/mp4", CLIP)).refused_field("/media");
    enter(&videos, &bo, "Another", ("video/mp4", TELEPHONE)).ok(201);
    assert!(entry["media"][0].get("limited").is_none(), "{entry}");
    let limited = enter(&videos, &videos.member("Di"), "A third", ("video/mp4", AV1));
    assert_eq!(limited.ok(201).value()["media"][0]["limited"], true);

    let pictures = Contest::open(&photos(long()));
    let cy = pictures.member("Cy");
    enter(&pictures, &cy, "A video", ("video/mp4", CLIP)).refused_field("/media/0/id");
}

#[test]
fn a_video_is_played_on_the_pages_of_its_contest_and_gone_once_it_is_taken_back() {
    let mut rules = long();
    rules["kind"] = json!("video");
    let contest = Contest::open(&rules);
    let ada = contest.member("Ada");
    let entry = enter(&contest, &ada, "The kettle sings", ("video/mp4", CLIP))
        .ok(201)
        .value();
    let visitor = contest.community.visitor();
    let at = format!("/{}/contests/{}", contest.community.slug, contest.id);
    for path in [at.clone(), format!("{at}/entries/{}", text(&entry, "id"))] {
        let page = crate::pages::open(&contest.community, &visitor, &path)
            .ok(200)
            .text();
        assert!(
            page.contains("<video") && page.contains("aria-label=\"A cup on a roof\""),
            "{page}"
        );
        assert!(
            !page.contains("og:image"),
            "a video is no picture of a page: {page}"
        );
    }
    let official = crate::pages::open(&contest.community, &visitor, &format!("{at}/rules?lang=fr"));
    assert!(official.ok(200).text().contains("Vidéos"));
    assert_eq!(served(&contest, &entry), 200);
    contest
        .decide_entry(&ada, &text(&entry, "id"), "withdraw")
        .ok(200);
    wait::until("the video is gone", GONE_WITHIN, || {
        (served(&contest, &entry) == 404).then_some(())
    });
}
