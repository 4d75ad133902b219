//! The README's other way to run it on one machine: under `wrangler dev`, where pictures are in a bucket of R2 and not
//! in a directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::pictures::{CLIP, PHOTO};
use fanfare_tests::server::wrangler::Wrangler;
use fanfare_tests::{fixtures, server, wait};
use serde_json::{Value, json};
use shared::api::problem::Code;
use shared::media::PART_TYPE;

/// How long a file may stay after its picture was taken back: half of what is promised.
const DELETED_WITHIN: Duration = Duration::from_secs(30);

#[test]
fn a_community_lives_under_wrangler_with_its_pictures_in_a_bucket() {
    let state = server::directory();
    let wrangler = Wrangler::start(state.path());
    let community = Community::on(&wrangler.server, json!({}));
    let author = community.member("Robin Sample");
    the_files_of_the_embed_are_served(&community);
    what_is_asked_is_read(&community, &author);
    pictures_come_and_go(&community, &author, state.path());
    wrangler.end();
}

fn the_files_of_the_embed_are_served(community: &Community) {
    let client = community.visitor().client;
    let served = |path: &str, encoding: &str| {
        let call = client.call("GET", path).header("accept-encoding", encoding);
        call.outside_the_contract().send().ok(200)
    };
    for path in ["/embed/v1/fanfare.js", "/openapi.json"] {
        let built = fs::read(server::root().join(format!("target/embed/public{path}"))).unwrap();
        assert!(served(path, "identity").body == built, "{path} is another file");
        assert_eq!(served(path, "br").header("content-encoding"), "br");
    }
}

fn what_is_asked_is_read(community: &Community, author: &Person) {
    let question = author.post("questions", &fixtures::question()).ok(201).value();
    let (id, slug, title) = (
        text(&question, "id"),
        text(&question, "slug"),
        text(&question, "title"),
    );
    let visitor = community.visitor();
    assert_eq!(visitor.question(&id)["title"], question["title"]);
    let list = visitor.get("questions?sort=new").ok(200).value();
    assert_eq!(list["data"][0]["id"], question["id"]);
    let page = visitor
        .client
        .page(format!("/{}/questions/{id}/{slug}", community.slug));
    assert!(page.ok(200).text().contains(&title));
}

fn pictures_come_and_go(community: &Community, author: &Person, state: &Path) {
    assert_eq!(bucket(state), Vec::<PathBuf>::new());
    let picture = author.upload("image/jpeg", PHOTO).ok(201).value();
    let question = with(author, &picture);
    let url = text(&question["media"][0], "url");
    let client = community.visitor().client;
    let whole = client.get(&url).ok(200);
    assert_eq!(whole.header("content-type"), "image/jpeg");
    let [kept] = &bucket(state)[..] else {
        panic!("one picture is one object of the bucket: {:?}", bucket(state));
    };
    assert!(
        fs::read(kept).unwrap() == whole.body,
        "what is kept is not what is served"
    );

    let last = whole.body.len() - 1;
    for (asked, part) in [("bytes=10-19", 10..20), ("bytes=-5", last - 4..last + 1)] {
        let answer = client.call("GET", &url).header("range", asked).send().ok(206);
        assert_eq!(answer.body, whole.body[part], "{asked}");
    }

    // Its parts are read back from the bucket; they stay there for a retry.
    let parts = CLIP.chunks(CLIP.len().div_ceil(2));
    let parts: Vec<Value> = parts
        .map(|part| author.upload(PART_TYPE, part).ok(201).value()["id"].clone())
        .collect();
    let video = author.post("media", &json!({ "parts": parts })).ok(201).value();
    assert_eq!(
        client.get(text(&video, "url")).ok(200).header("content-type"),
        "video/mp4"
    );
    assert_eq!(bucket(state).len(), 4);

    author
        .delete(&format!("questions/{}", text(&question, "id")))
        .ok(204);
    client.get(&url).refused(Code::NotFound);
    wait::until("the alarm has it deleted", DELETED_WITHIN, || {
        (!kept.exists()).then_some(())
    });
    assert_eq!(bucket(state).len(), 3);
}

/// A question with this picture.
fn with(author: &Person, picture: &Value) -> Value {
    let mut question = fixtures::question();
    question["media"] = json!([{ "id": picture["id"], "alt": "A strainer in the sink" }]);
    author.post("questions", &question).ok(201).value()
}

/// The objects in the bucket of `wrangler.jsonc`, as Wrangler keeps them.
fn bucket(state: &Path) -> Vec<PathBuf> {
    let objects = fs::read_dir(state.join("state/v3/r2/fanfare-media/blobs"));
    let objects = objects.into_iter().flatten();
    objects.map(|object| object.unwrap().path()).collect()
}
