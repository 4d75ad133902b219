//! Pictures sent by the forms of pages, as a browser without scripts sends them.

use fanfare_tests::assertions::ids;
use fanfare_tests::client::{Answer, Client};
use fanfare_tests::community::{Community, Person};
use fanfare_tests::pictures::{self, HIDDEN, PHOTO, SHOT};
use serde_json::Value;
use shared::media::FORM_BYTES_MAX;

use crate::pages::{cookie, hidden, open};

const BOUNDARY: &str = "fanfare-boundary";
const SVG: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";

/// A part of a form with files.
fn part(name: &str, file: Option<&str>, value: &[u8]) -> Vec<u8> {
    let file = file.map_or(String::new(), |file| {
        format!("; filename=\"{file}\"\r\ncontent-type: image/jpeg")
    });
    let head = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
    [head.as_bytes(), value, b"\r\n"].concat()
}

/// The hidden fields of a form that is shown, and what was typed into the others.
fn filled(form: &str, fields: &[(&str, &str)], picture: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for name in ["form_token", "key", "medium"] {
        if form.contains(&format!("name=\"{name}\"")) {
            body.extend(part(name, None, hidden(form, name).as_bytes()));
        }
    }
    for (name, value) in fields {
        body.extend(part(name, None, value.as_bytes()));
    }
    body.extend(part("picture", Some("../../holiday \"1\".jpg"), picture));
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn send(community: &Community, person: &Person, path: &str, body: Vec<u8>) -> Answer {
    let client = Client::at(community.visitor().client.base());
    let call = client
        .call("POST", path)
        .header("cookie", cookie(community, person))
        .header("origin", client.base())
        .body(&format!("multipart/form-data; boundary={BOUNDARY}"), body);
    call.outside_the_contract().send()
}

pub(crate) fn submit(
    community: &Community,
    person: &Person,
    path: &str,
    fields: &[(&str, &str)],
    picture: &[u8],
) -> Answer {
    let form = open(community, person, path).ok(200).text();
    assert!(
        form.contains("type=\"file\"") && form.contains("formenctype=\"multipart/form-data\""),
        "{form}"
    );
    send(community, person, path, filled(&form, fields, picture))
}

/// The only question of a community, as everybody sees it.
fn only_question(community: &Community) -> Value {
    let questions = ids(&community.visitor().get("questions"));
    assert_eq!(questions.len(), 1);
    community.visitor().question(&questions[0])
}

#[test]
fn a_picture_comes_with_a_question_and_with_an_answer() {
    let community = Community::new();
    let (robin, sam) = (community.member("Robin Sample"), community.member("Sam Sample"));
    let asked = submit(
        &community,
        &robin,
        &format!("/{}/ask", community.slug),
        &[
            ("title", "Why is the crema thin?"),
            ("markdown", "Thin, since « mai »."),
            ("alt", "A cup from above"),
        ],
        PHOTO,
    );
    assert_eq!(asked.status, 303, "{}", asked.text());
    let question = only_question(&community);
    assert_eq!(question["markdown"], "Thin, since « mai ».");
    assert_eq!(question["media"][0]["alt"], "A cup from above");

    let id = question["id"].as_str().unwrap();
    let path = format!("/{}/questions/{id}/answer", community.slug);
    let answered = submit(
        &community,
        &sam,
        &path,
        &[("markdown", "Like this."), ("alt", "A finer grind")],
        SHOT,
    );
    assert_eq!(answered.status, 303, "{}", answered.text());
    let answers = community
        .visitor()
        .get(&format!("questions/{id}/answers"))
        .ok(200)
        .value();
    for medium in [&question["media"][0], &answers["data"][0]["media"][0]] {
        let served = community
            .visitor()
            .client
            .get(medium["url"].as_str().unwrap())
            .ok(200);
        for word in HIDDEN {
            assert!(!pictures::holds(&served.body, word), "{word}");
        }
    }
}

#[test]
fn a_form_without_a_picture_is_taken_as_before_and_one_sent_twice_is_done_once() {
    let community = Community::new();
    let robin = community.member("Robin Sample");
    let path = format!("/{}/ask", community.slug);
    let form = open(&community, &robin, &path).ok(200).text();
    let fields = [("title", "Why is the crema thin?")];
    for picture in [PHOTO, PHOTO] {
        let sent = send(&community, &robin, &path, filled(&form, &fields, picture));
        assert_eq!(sent.status, 303, "{}", sent.text());
    }
    assert_eq!(
        only_question(&community)["media"].as_array().map(Vec::len),
        Some(1)
    );

    let second = [("title", "And without a picture?")];
    let sent = submit(&community, &robin, &path, &second, b"");
    assert_eq!(sent.status, 303, "{}", sent.text());
}

#[test]
fn a_refused_picture_keeps_the_words_and_says_why_in_the_readers_language() {
    let community = Community::new();
    let large = [SHOT, &vec![0; FORM_BYTES_MAX]].concat();
    for (picture, english) in [
        (SVG, "Send a JPEG, PNG or WebP file, or a video as MP4."),
        (large.as_slice(), "Make it smaller"),
        (&PHOTO[..900], "ends too early"),
    ] {
        for (query, says) in [("", english), ("?lang=fr", "Choisissez une image JPEG")] {
            let robin = community.member("Robin Sample");
            let path = format!("/{}/ask{query}", community.slug);
            let fields = [
                ("title", "Why is the crema thin?"),
                ("markdown", "A long <story>."),
                ("alt", "A cup"),
            ];
            let refused = submit(&community, &robin, &path, &fields, picture);
            assert_eq!(refused.status, 422);
            let page = refused.text();
            for words in [says, "A long &lt;story&gt;.", "A cup", "Why is the crema thin?"] {
                assert!(page.contains(words), "{words} is missing in {page}");
            }
        }
    }
    assert!(ids(&community.visitor().get("questions")).is_empty());
}

#[test]
fn a_picture_is_kept_while_the_words_beside_it_are_mended() {
    let community = Community::new();
    let robin = community.member("Robin Sample");
    let path = format!("/{}/ask", community.slug);
    let refused = submit(
        &community,
        &robin,
        &path,
        &[("title", "Why?"), ("alt", "A cup")],
        PHOTO,
    );
    assert_eq!(refused.status, 422);
    let page = refused.text();
    assert!(page.contains("Your file is kept."), "{page}");
    let mended = filled(
        &page,
        &[("title", "Why is the crema thin?"), ("alt", "A cup")],
        b"",
    );
    let sent = send(&community, &robin, &path, mended);
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!(only_question(&community)["media"][0]["alt"], "A cup");
}

#[test]
fn a_picture_of_somebody_else_is_not_taken_by_its_name() {
    let community = Community::new();
    let (robin, sam) = (community.member("Robin Sample"), community.member("Sam Sample"));
    let theirs = sam.upload("image/png", SHOT).ok(201).value();
    let path = format!("/{}/ask", community.slug);
    let form = open(&community, &robin, &path).ok(200).text();
    let fields = [
        ("title", "Why is the crema thin?"),
        ("medium", theirs["id"].as_str().unwrap()),
    ];
    let refused = send(&community, &robin, &path, filled(&form, &fields, b""));
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("no unused picture of yours"));
}

#[test]
fn a_form_with_a_file_is_taken_where_a_picture_belongs_and_nowhere_else() {
    let community = Community::new();
    let robin = community.member("Robin Sample");
    let path = format!("/{}/me", community.slug);
    let form = open(&community, &robin, &path).ok(200).text();
    let body = filled(&form, &[("name", "Robin")], PHOTO);
    assert_eq!(send(&community, &robin, &path, body).status, 415);

    let path = format!("/{}/ask", community.slug);
    for body in [&b""[..], b"no form", b"--fanfare-boundary"] {
        let broken = send(&community, &robin, &path, body.to_vec());
        assert!(matches!(broken.status, 400 | 403), "{}", broken.status);
    }
    let many = (0..100)
        .flat_map(|_| part("title", None, b"x"))
        .collect::<Vec<_>>();
    let many = [many, format!("--{BOUNDARY}--\r\n").into_bytes()].concat();
    assert_eq!(send(&community, &robin, &path, many).status, 400);
}
