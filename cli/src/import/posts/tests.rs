//! Files as they come, and as they should not.

use super::super::post::Kind;
use super::*;

const QUESTION: &str = r#"<row Id="1" PostTypeId="1" CreationDate="2015-01-27T20:09:32.720" Score="-2" Body="&lt;p&gt;A &amp;amp; B&lt;/p&gt;&#xA;" OwnerUserId="4" Title="How?" Tags="&lt;storage&gt;" AcceptedAnswerId="2" ClosedDate="2015-02-01T00:00:00.000" />"#;
const ANSWER: &str =
    r#"<row Id="2" PostTypeId="2" ParentId="1" CreationDate="2015-01-28T20:09:32.720" Body="Yes" />"#;

fn file(rows: &[&str]) -> String {
    format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<posts>\n{}\n</posts>\n",
        rows.join("\n")
    )
}

fn error(text: &str) -> Malformed {
    read(text.as_bytes()).unwrap_err()
}

#[test]
fn a_file_with_a_byte_order_mark_reads_whole() {
    let posts = read(file(&[QUESTION, ANSWER]).as_bytes()).unwrap();
    let [question, answer] = posts.as_slice() else {
        panic!("two rows were expected")
    };
    assert_eq!(
        (question.kind, question.line, question.score, question.closed),
        (Kind::Question, 3, -2, true)
    );
    assert_eq!(
        (question.html.as_str(), question.accepted_answer),
        ("<p>A &amp; B</p>\n", Some(2))
    );
    assert_eq!(
        (answer.kind, answer.parent, answer.owner),
        (Kind::Answer, Some(1), None)
    );
}

#[test]
fn a_row_without_what_it_needs_names_line_and_attribute() {
    let without = |name: &str| {
        let start = QUESTION.find(&format!(" {name}=")).unwrap();
        let end = start + QUESTION[start..].find("\" ").unwrap() + 1;
        error(&file(&[
            ANSWER,
            &format!("{}{}", &QUESTION[..start], &QUESTION[end..]),
        ]))
    };
    for name in ["Id", "PostTypeId", "CreationDate", "Body"] {
        assert_eq!(
            without(name),
            Malformed {
                line: 4,
                reason: format!("{name} is missing.")
            }
        );
    }
    assert_eq!(without("Title").reason, "Title is missing: a question needs one.");
}

#[test]
fn a_broken_value_names_line_and_value() {
    for (from, to, reason) in [
        (
            "row Id=\"1\"",
            "row Id=\"one\"",
            "Id is `one`, which is no number of its kind.",
        ),
        (
            "Score=\"-2\"",
            "Score=\"\"",
            "Score is ``, which is no number of its kind.",
        ),
        (
            "2015-01-27T20:09:32.720",
            "27/01/2015",
            "CreationDate is `27/01/2015`, which is no date and time such as 2015-01-27T20:09:32.720.",
        ),
        (
            "&lt;storage&gt;",
            "storage",
            "Tags is `storage`; expected tags such as <storage><whole-bean>.",
        ),
    ] {
        assert_eq!(
            error(&file(&[&QUESTION.replace(from, to)])),
            Malformed {
                line: 3,
                reason: reason.to_owned()
            }
        );
    }
}

#[test]
fn a_number_twice_is_refused_in_its_second_line() {
    assert_eq!(
        error(&file(&[QUESTION, QUESTION])),
        Malformed {
            line: 4,
            reason: "Id 1 is there twice.".to_owned()
        }
    );
}

#[test]
fn broken_xml_names_the_line() {
    assert_eq!(error(&file(&[QUESTION, "<row Id=\"2"])).line, 4);
    assert_eq!(error(&file(&[QUESTION, ANSWER, "</post>"])).line, 5);
    assert_eq!(error(&file(&[&QUESTION.replace("&#xA;", "&custom;")])).line, 3);
    assert_eq!(
        error(&file(&[
            QUESTION,
            &ANSWER.replace("Body=\"Yes\"", "Body=\"Yes\" Body=\"No\"")
        ]))
        .line,
        4
    );
}

#[test]
fn a_file_that_was_cut_off_is_not_taken_for_whole() {
    let whole = file(&[QUESTION, ANSWER]);
    let cut = whole.replace("</posts>\n", "");
    assert_eq!(
        error(&cut).reason,
        "The file ends before </posts>, so a part of it is missing."
    );
    for length in (0..whole.len() - "</posts>\n".len()).filter(|length| whole.is_char_boundary(*length)) {
        assert!(
            read(&whole.as_bytes()[..length]).is_err(),
            "cut after {length} bytes"
        );
    }
}

#[test]
fn a_file_of_another_kind_is_refused() {
    assert_eq!(
        error("").reason,
        "The file ends without <posts>, so it is no dump of posts."
    );
    assert_eq!(error("<users>\n<row Id=\"1\" />\n</users>").line, 1);
    assert_eq!(error("{\"posts\": []}").line, 1);
    assert_eq!(
        error("<!DOCTYPE posts [<!ENTITY a \"b\">]>\n<posts></posts>").reason,
        "A document type has no place in this file."
    );
    assert!(read(&b"<posts>\xff</posts>"[..]).is_err());
}

#[test]
fn the_coffee_dump_reads_whole_where_it_is() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/coffee/Posts.xml");
    let Ok(source) = std::fs::File::open(path) else {
        println!("skipped: the Coffee dump is not beside this checkout");
        return;
    };
    let posts = read(std::io::BufReader::new(source)).unwrap();
    let count = |kind: Kind| posts.iter().filter(|post| post.kind == kind).count();
    assert_eq!(
        [Kind::Question, Kind::Answer, Kind::TagExcerpt, Kind::TagWiki].map(count),
        [225, 327, 20, 20]
    );
    assert_eq!(posts.iter().filter(|post| post.closed).count(), 14);
}
