//! Pictures: sent, cleaned, attached, shown to whom they are for, and gone when they are taken back.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use fanfare_tests::assertions::text;
use fanfare_tests::client::Answer;
use fanfare_tests::community::{Community, Person};
use fanfare_tests::pictures::{self, ALL, CLIP, HEVC, HIDDEN, LOSSY, PHOTO, SHOT, TURNED};
use fanfare_tests::server::{self, Options, Server};
use fanfare_tests::{fixtures, wait};
use serde_json::{Value, json};
use shared::api::problem::Code;
use shared::media::{BYTES_MAX, PART_BYTES_MAX, PART_TYPE, VARIANT_BYTES_MAX, VIDEO_BYTES_MAX};

/// How long a file may stay after its picture was taken back: half of what is promised.
const DELETED_WITHIN: Duration = Duration::from_secs(30);

/// How long an answer may take that needs no body.
const ANSWERED_WITHIN: Duration = Duration::from_secs(20);

/// Gets a picture by its address, as a browser that shows it does: without a session.
fn show(community: &Community, medium: &Value) -> Answer {
    community.visitor().client.get(text(medium, "url"))
}

/// A question with these pictures, in the words of its author's request.
fn question_with(media: &[&Value]) -> Value {
    let mut question = fixtures::question();
    question["media"] = media
        .iter()
        .map(|medium| json!({ "id": medium["id"], "alt": "A strainer in the sink" }))
        .collect();
    question
}

fn ask_with(author: &Person, media: &[&Value]) -> Value {
    author.post("questions", &question_with(media)).ok(201).value()
}

#[test]
fn not_a_coordinate_of_a_photograph_is_served() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    for (content_type, bytes) in ALL {
        assert!(pictures::holds(bytes, "fanfare-canary"));
        let medium = author.upload(content_type, bytes).ok(201).value();
        let served = show(&community, &medium).ok(200);
        assert_eq!(served.header("content-type"), content_type);
        for word in HIDDEN {
            assert!(
                !pictures::holds(&served.body, word),
                "{content_type} holds {word}"
            );
        }
        match pictures::tags(&served.body) {
            Some(tags) => {
                for name in [
                    "GPS",
                    "XMP",
                    "IPTC",
                    "Comment",
                    "Description",
                    "Make",
                    "Copyright",
                    "Warning",
                    "Error",
                ] {
                    assert!(!tags.contains(name), "{content_type} has {name}:\n{tags}");
                }
                assert!(tags.contains("ImageWidth"), "{tags}");
            }
            None => eprintln!("exiftool is not installed: only the canary was looked for"),
        }
    }
}

#[test]
fn a_photograph_on_its_side_is_still_turned_upright() {
    let community = Community::new();
    let medium = community.guest("Kim").upload("image/jpeg", PHOTO).ok(201).value();
    assert_eq!((&medium["width"], &medium["height"]), (&json!(64), &json!(96)));
    let served = show(&community, &medium).ok(200).body;
    assert!(pictures::holds(
        &served,
        "Exif\0\0MM\0*\0\0\0\u{8}\0\u{1}\u{1}\u{12}\0\u{3}\0\0\0\u{1}\0\u{6}"
    ));
}

#[test]
fn a_picture_stands_with_the_words_it_was_sent_for() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    let first = author.upload("image/jpeg", PHOTO).ok(201).value();
    let second = author.upload("image/png", SHOT).ok(201).value();
    let question = ask_with(&author, &[&first, &second]);
    let (id, slug) = (text(&question, "id"), text(&question, "slug"));
    let media = question["media"].as_array().unwrap();
    assert_eq!(media.len(), 2);
    assert_eq!(media[0]["id"], first["id"]);
    let url = text(&media[0], "url");
    assert!(!url.contains("key"), "what everybody sees needs no key: {url}");

    let third = author.upload("image/webp", LOSSY).ok(201).value();
    let answer = json!({ "markdown": "Like this.", "media": [{ "id": third["id"], "alt": "A brush" }] });
    let answer = author
        .post(&format!("questions/{id}/answers"), &answer)
        .ok(201)
        .value();
    let answered = text(&answer["media"][0], "url");

    let visitor = community.visitor();
    for path in [
        format!("view?view=question&question={id}"),
        format!("questions/{id}/answers"),
    ] {
        assert!(visitor.get(&path).ok(200).text().contains(&answered), "{path}");
    }
    let fragment = visitor
        .get(&format!("fragment?view=question&question={id}"))
        .ok(200)
        .text();
    let page = visitor
        .client
        .page(format!("/{}/questions/{id}/{slug}", community.slug))
        .ok(200)
        .text();
    for html in [fragment, page] {
        assert!(html.contains(&url) && html.contains(&answered));
        assert!(html.contains("alt=\"A strainer in the sink\"") && html.contains("width=\"64\""));
    }
    for url in [url, answered] {
        visitor.client.get(url).ok(200);
    }
}

#[test]
fn a_picture_can_neither_run_nor_be_taken_for_something_else() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    let medium = author.upload("image/png", SHOT).ok(201).value();
    let question = ask_with(&author, &[&medium]);
    let served = show(&community, &question["media"][0]).ok(200);
    assert_eq!(served.header("content-type"), "image/png");
    assert_eq!(served.header("x-content-type-options"), "nosniff");
    assert_eq!(
        served.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(served.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(served.header("cache-control"), "public, max-age=30");
    assert_eq!(served.header("content-length"), served.body.len().to_string());
    assert!(
        !served.header("content-disposition").contains("strainer"),
        "the name is the server's own"
    );
}

#[test]
fn a_part_is_the_part_that_was_asked_for() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    let medium = author.upload("image/png", SHOT).ok(201).value();
    let path = text(&medium, "url");
    let client = community.visitor().client;
    let whole = client.get(&path).ok(200);
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let length = whole.body.len();
    for (range, from, to) in [
        ("bytes=0-7", 0, 8),
        ("bytes=8-", 8, length),
        ("bytes=-4", length - 4, length),
        ("bytes=5-999999", 5, length),
    ] {
        let part = client.call("GET", &path).header("range", range).send().ok(206);
        assert_eq!(part.body, whole.body[from..to], "{range}");
        assert_eq!(
            part.header("content-range"),
            format!("bytes {from}-{}/{length}", to - 1)
        );
    }
    let beyond = client.call("GET", &path).header("range", "bytes=999999-").send();
    beyond.refused(Code::RangeNotSatisfiable);
    let known = client
        .call("GET", &path)
        .header("if-none-match", whole.header("etag"))
        .send();
    assert_eq!((known.status, known.body.len()), (304, 0));
}

#[test]
fn bad_files_are_refused_and_say_why() {
    let community = Community::new();
    let jpeg = "image/jpeg";
    let mut flood = SHOT.to_vec();
    flood[16..24].copy_from_slice(&[0, 0, 0x9C, 0x40, 0, 0, 0x9C, 0x40]);
    let polyglot = [SHOT, b"<script>alert(1)</script>"].concat();
    let followed = [CLIP, b"<script>alert(1)</script>"].concat();
    let in_pieces = [CLIP, b"\0\0\0\x08moof"].concat();
    for (content_type, bytes, code) in [
        (
            jpeg,
            &b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..],
            Code::UnsupportedMediaType,
        ),
        (
            "image/png",
            b"<!doctype html><script>alert(1)</script>",
            Code::UnsupportedMediaType,
        ),
        (jpeg, b"GIF89a=1;alert(1)", Code::UnsupportedMediaType),
        (jpeg, b"%PDF-1.7", Code::UnsupportedMediaType),
        (jpeg, b"", Code::UnsupportedMediaType),
        (
            "video/mp4",
            b"\0\0\0\x14ftypheic\0\0\0\0heic",
            Code::UnsupportedMediaType,
        ),
        ("video/mp4", &in_pieces, Code::UnsupportedMediaType),
        ("video/webm", CLIP, Code::UnsupportedMediaType),
        ("video/mp4", &CLIP[..3_000], Code::InvalidField),
        ("video/mp4", &followed, Code::InvalidField),
        ("image/svg+xml", PHOTO, Code::UnsupportedMediaType),
        ("text/html", PHOTO, Code::UnsupportedMediaType),
        ("application/xml", PHOTO, Code::UnsupportedMediaType),
        ("image/png", &flood, Code::InvalidField),
        ("image/png", &polyglot, Code::InvalidField),
        (jpeg, &PHOTO[..PHOTO.len() - 40], Code::InvalidField),
    ] {
        let sender = community.member("Robin Sample");
        let problem = sender.upload(content_type, bytes).refused(code);
        assert!(
            problem.detail.ends_with('.') && problem.detail.len() > 20,
            "{problem:?}"
        );
    }
    // A name and a type that lie: the bytes decide.
    let renamed = community
        .member("Robin Sample")
        .upload("image/webp", SHOT)
        .ok(201)
        .value();
    assert_eq!(
        show(&community, &renamed).ok(200).header("content-type"),
        "image/png"
    );
}

/// The beginning of an upload of so many bytes.
fn head(author: &Person, method: &str, route: &str, content_type: &str, length: usize) -> String {
    format!(
        "{method} {} HTTP/1.1\r\nHost: fanfare\r\nAuthorization: Bearer {}\r\nContent-Type: {content_type}\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n",
        author.path(route),
        author.client.token().unwrap(),
    )
}

#[test]
fn what_is_over_its_limit_is_refused_by_its_announced_length() {
    let author = Community::new().member("Robin Sample");
    let medium = author.upload("image/png", SHOT).ok(201).value();
    let variant = format!("media/{}", text(&medium, "id"));
    for (method, route, content_type, most) in [
        ("POST", "media", "image/jpeg", BYTES_MAX),
        ("POST", "media", "video/mp4", VIDEO_BYTES_MAX),
        ("POST", "media", PART_TYPE, PART_BYTES_MAX),
        ("PUT", &variant, "image/png", VARIANT_BYTES_MAX),
    ] {
        let mut stream = TcpStream::connect(server::shared().address()).unwrap();
        let head = head(&author, method, route, content_type, most + 1);
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.set_read_timeout(Some(ANSWERED_WITHIN)).unwrap();
        stream.read_to_string(&mut answer).unwrap();
        assert!(
            answer.starts_with("HTTP/1.1 413") && answer.contains("body_too_large"),
            "{answer}"
        );
    }
}

#[test]
fn a_video_as_large_as_is_taken_comes_back_as_long_and_in_parts() {
    // It takes the memory that uploads have together.
    let state = server::directory();
    let server = Server::start(state.path(), &Options::with(&[]));
    let community = Community::on(&server, json!({}));
    let author = community.member("Robin Sample");
    let room = VIDEO_BYTES_MAX - CLIP.len();
    let size = u32::try_from(room).unwrap().to_be_bytes();
    let large = [CLIP, &size, b"free", &vec![0xFF; room - 8]].concat();
    let medium = author.upload("video/mp4", &large).ok(201).value();
    assert_eq!(
        (&medium["video"], &medium["width"], &medium["height"]),
        (&json!(true), &json!(96), &json!(64))
    );
    let client = community.visitor().client;
    let path = text(&medium, "url");
    let part = client
        .call("GET", &path)
        .header("range", "bytes=20971510-")
        .send()
        .ok(206);
    assert_eq!(part.body, [0; 10]);
    let last = VIDEO_BYTES_MAX - 1;
    assert_eq!(
        part.header("content-range"),
        format!("bytes 20971510-{last}/{VIDEO_BYTES_MAX}")
    );
}

#[test]
fn a_video_that_some_browsers_alone_play_can_be_kept_by_all() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    let sent = author.upload("video/mp4", HEVC).ok(201).value();
    assert_eq!((&sent["video"], &sent["limited"]), (&json!(true), &json!(true)));
    let mut story = fixtures::story();
    story["media"] = json!([{ "id": sent["id"], "alt": "A pot that sings" }]);
    let story = author.post("stories", &story).ok(201).value();
    let medium = &story["media"][0];
    assert_eq!(medium["limited"], true);
    let asked = ask_with(&author, &[&author.upload("video/mp4", HEVC).ok(201).value()]);
    for (at, shown) in [("stories", &story), ("questions", &asked)] {
        let (id, slug) = (text(shown, "id"), text(shown, "slug"));
        let url = text(&shown["media"][0], "url");
        let path = format!("/{}/{at}/{id}/{slug}", community.slug);
        let page = community.visitor().client.page(path).ok(200).text();
        assert!(
            page.contains(&format!("<a href=\"{url}\" class=\"keep\"")),
            "{page}"
        );
    }
    let served = show(&community, medium).ok(200);
    assert_eq!(served.header("content-type"), "video/mp4");
    let kept = format!("attachment; filename=\"{}.mp4\"", text(medium, "id"));
    assert_eq!(served.header("content-disposition"), kept);
    let played = author.upload("video/mp4", CLIP).ok(201).value();
    assert!(
        played.get("limited").is_none(),
        "every browser plays it: {played}"
    );
}

#[test]
fn a_video_stands_with_a_story_and_is_in_no_picture_of_it() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    let clip = author.upload("video/mp4", TURNED).ok(201).value();
    assert_eq!((&clip["width"], &clip["height"]), (&json!(64), &json!(96)));
    let mut story = fixtures::story();
    story["media"] = json!([{ "id": clip["id"], "alt": "A pot that sings" }]);
    let story = author.post("stories", &story).ok(201).value();
    let url = text(&story["media"][0], "url");
    let visitor = community.visitor();
    let page = visitor
        .client
        .page(format!(
            "/{}/stories/{}/{}",
            community.slug,
            text(&story, "id"),
            text(&story, "slug")
        ))
        .ok(200)
        .text();
    let shown = page
        .split("<video")
        .nth(1)
        .and_then(|rest| rest.split('>').next());
    let shown = shown.unwrap_or_else(|| panic!("no video in {page}"));
    for said in [
        url.as_str(),
        "aria-label=\"A pot that sings\"",
        "controls",
        "playsinline",
        "preload=\"none\"",
    ] {
        assert!(shown.contains(said), "{said} is missing in {shown}");
    }
    assert!(!page.contains("og:image"), "a video is no picture of a card");
    let served = visitor.client.get(&url).ok(200);
    assert_eq!(served.header("content-type"), "video/mp4");
    assert_eq!(served.header("x-content-type-options"), "nosniff");
    assert_eq!(
        served.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(served.header("cache-control"), "public, max-age=30");

    author.delete(&format!("stories/{}", text(&story, "id"))).ok(204);
    visitor.client.get(&url).refused(Code::NotFound);
}

#[test]
fn a_picture_is_sent_once_under_its_key() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    let send = |bytes: &[u8]| {
        let call = author
            .client
            .call("POST", author.path("media"))
            .key("the-same-key");
        call.body("image/png", bytes.to_vec()).send()
    };
    let first = send(SHOT).ok(201);
    let again = send(SHOT).ok(201);
    assert_eq!(first.body, again.body);
    assert_eq!(again.header("idempotency-replayed"), "true");
    show(&community, &again.value()).ok(200);
    send(PHOTO).refused(Code::IdempotencyMismatch);

    let question = ask_with(&author, &[&first.value()]);
    author
        .delete(&format!("questions/{}", text(&question, "id")))
        .ok(204);
    send(SHOT).refused(Code::WrongState);
}

#[test]
fn a_picture_is_used_once_by_who_sent_it() {
    let community = Community::new();
    let author = community.member("Robin Sample");
    let medium = author.upload("image/png", SHOT).ok(201).value();
    let other = community.member("Sam Sample");
    other
        .post("questions", &question_with(&[&medium]))
        .refused_field("/media/0/id");
    author
        .post("questions", &question_with(&[&medium, &medium]))
        .refused_field("/media/1/id");
    let mut long = question_with(&[&medium]);
    long["media"][0]["alt"] = json!("a".repeat(301));
    author.post("questions", &long).refused_field("/media/0/alt");
    let five = question_with(&[&medium; 5]);
    author.post("questions", &five).refused_field("/media");
    ask_with(&author, &[&medium]);
    author
        .post("questions", &question_with(&[&medium]))
        .refused_field("/media/0/id");
    let unknown = json!({ "id": format!("m_{}", "0".repeat(32)) });
    author
        .post("questions", &question_with(&[&unknown]))
        .refused_field("/media/0/id");
}

#[test]
fn what_not_everybody_sees_is_opened_by_its_key_alone() {
    let community = Community::new();
    let guest = community.guest("Kim");
    let sent = guest.upload("image/jpeg", PHOTO).ok(201).value();
    let bare = format!("media/{}", text(&sent, "id"));
    let visitor = community.visitor();
    visitor.get(&bare).refused(Code::NotFound);
    let wrong = format!("{bare}?key={}", "0".repeat(32));
    visitor.get(&wrong).refused(Code::NotFound);
    let unused = show(&community, &sent).ok(200);
    assert_eq!(unused.header("cache-control"), "private, no-store");

    let question = ask_with(&guest, &[&sent]);
    assert_eq!(question["state"], "waiting");
    let id = text(&question, "id");
    let moderator = community.staff("moderator");
    for reader in [&guest, &moderator] {
        let seen = reader.question(&id);
        show(&community, &seen["media"][0]).ok(200);
    }
    visitor.get(&bare).refused(Code::NotFound);

    moderator.decide(&id, "approve").ok(200);
    visitor.get(&bare).ok(200);
    let public = visitor.get(&format!("questions/{id}")).ok(200).text();
    assert!(public.contains(&text(&sent, "id")) && !public.contains("key="));

    moderator.decide(&id, "hide").ok(200);
    let hidden = visitor.get(&bare);
    hidden.refused(Code::NotFound);
    let elsewhere = Community::new().visitor();
    elsewhere.get(&bare).refused(Code::NotFound);
}

pub(crate) fn files(directory: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(directory) else {
        return 0;
    };
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| if path.is_dir() { files(&path) } else { 1 })
        .sum()
}

#[test]
fn what_was_taken_back_is_gone_at_once_and_its_file_soon() {
    let state = server::directory();
    let server = Server::start(state.path(), &Options::with(&[]));
    let community = Community::on(&server, json!({}));
    let author = community.member("Robin Sample");
    let medium = author.upload("image/jpeg", PHOTO).ok(201).value();
    let question = ask_with(&author, &[&medium]);
    let shown = &question["media"][0];
    show(&community, shown).ok(200);
    let kept = state.path().join("media");
    assert_eq!(files(&kept), 1);
    author
        .delete(&format!("questions/{}", text(&question, "id")))
        .ok(204);
    show(&community, shown).refused(Code::NotFound);
    show(&community, &medium).refused(Code::NotFound);
    wait::until("the file is deleted", DELETED_WITHIN, || {
        (files(&kept) == 0).then_some(())
    });
}

/// How long anything that kept a picture may go on giving it: what is promised, without the 30 seconds of a browser.
const GONE_WITHIN: Duration = Duration::from_secs(30);

#[test]
fn what_was_hidden_or_taken_back_is_gone_from_caches_too() {
    let community = Community::new();
    let (author, moderator) = (community.member("Robin Sample"), community.staff("moderator"));
    let client = community.visitor().client;
    for (content_type, bytes) in [("image/jpeg", PHOTO), ("video/mp4", CLIP)] {
        for hidden in [true, false] {
            let medium = author.upload(content_type, bytes).ok(201).value();
            let question = ask_with(&author, &[&medium]);
            let (id, url) = (text(&question, "id"), text(&question["media"][0], "url"));
            let seen = client.get(&url).ok(200);
            assert_eq!(seen.header("cache-control"), "public, max-age=30");
            let mut addresses = vec![url];
            if hidden {
                moderator.decide(&id, "hide").ok(200);
            } else {
                author.delete(&format!("questions/{id}")).ok(204);
                // Nobody is shown it any more, so its key opens nothing either.
                addresses.push(text(&medium, "url"));
            }
            // Neither what a cache has confirmed, nor a part of it.
            for (header, value) in [
                ("if-none-match", seen.header("etag")),
                ("range", "bytes=0-9".to_owned()),
            ] {
                for address in &addresses {
                    wait::until("the picture is gone", GONE_WITHIN, || {
                        let answer = client.call("GET", address).header(header, value.clone()).send();
                        (answer.status == 404 && !answer.header("cache-control").contains("public"))
                            .then_some(())
                    });
                }
            }
        }
    }
}

#[test]
fn an_upload_that_breaks_off_leaves_no_file() {
    let state = server::directory();
    let server = Server::start(state.path(), &Options::with(&[]));
    let community = Community::on(&server, json!({}));
    let author = community.member("Robin Sample");
    for length in [0, 100, PHOTO.len() - 1] {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        stream
            .write_all(head(&author, "POST", "media", "image/jpeg", PHOTO.len()).as_bytes())
            .unwrap();
        stream.write_all(&PHOTO[..length]).unwrap();
    }
    let medium = author.upload("image/jpeg", PHOTO).ok(201).value();
    show(&community, &medium).ok(200);
    assert_eq!(files(&state.path().join("media")), 1);
}

#[test]
fn pictures_survive_kill_9() {
    let state = server::directory();
    let server = Server::start(state.path(), &Options::with(&[]));
    let community = Community::on(&server, json!({}));
    let author = community.member("Robin Sample");
    let medium = author.upload("image/png", SHOT).ok(201).value();
    server.kill();
    drop(server);
    let server = Server::start(state.path(), &Options::with(&[]));
    let (community, author) = (community.moved_to(&server), author.moved_to(&server));
    let question = ask_with(&author, &[&medium]);
    show(&community, &question["media"][0]).ok(200);
}
