//! The project's own seed, held to the rules of the server.

use shared::name;
use shared::text::{AnswerBody, Body, CommentText, Reason, SubjectKey, SubjectName, Tag, Title};

use super::*;

fn seed() -> Vec<Community> {
    read(Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../demo/seed.json"
    )))
    .unwrap()
}

#[test]
fn every_text_of_the_seed_is_one_the_server_takes() {
    for community in seed() {
        for subject in &community.subjects {
            SubjectKey::parse(&subject.key).unwrap();
            SubjectName::parse(&subject.name).unwrap();
            for question in &subject.questions {
                let title = &question.title;
                Title::parse(title).unwrap_or_else(|error| panic!("{title}: {error}"));
                Body::parse(&question.markdown).unwrap();
                Tag::parse_all(&question.tags).unwrap();
                for answer in &question.answers {
                    AnswerBody::parse(&answer.markdown).unwrap();
                    answer
                        .comments
                        .iter()
                        .for_each(|comment| assert!(CommentText::parse(&comment.text).is_ok(), "{title}"));
                    answer
                        .caution
                        .iter()
                        .for_each(|caution| assert!(Reason::parse(&caution.reason).is_ok(), "{title}"));
                }
            }
        }
    }
}

#[test]
fn members_of_the_seed_have_names_that_imitate_nobody() {
    for community in seed() {
        let staff = |person: &&Person| person.role.is_some_and(Role::is_staff);
        let mut reserved: Vec<_> = community
            .people
            .values()
            .filter(staff)
            .map(|person| person.name.clone())
            .collect();
        reserved.push(community.name.clone());
        for person in community.people.values() {
            let checked = if staff(&person) {
                name::shape(&person.name)
            } else {
                name::check(&person.name, &reserved)
            };
            assert!(checked.is_ok(), "{}: {checked:?}", person.name);
        }
    }
}

#[test]
fn the_seed_shows_what_a_community_can_be_in() {
    let communities = seed();
    let all = || {
        communities
            .iter()
            .flat_map(|community| &community.subjects)
            .flat_map(|subject| &subject.questions)
    };
    assert!(
        all().any(|question| question.by.is_none()),
        "a guest's question that waits"
    );
    assert!(all().any(|question| question.closed.is_some()), "a closed one");
    assert!(all().any(|question| question.duplicate.is_some()), "a duplicate");
    assert!(
        all().any(|question| question.by.is_some()
            && question.answers.is_empty()
            && question.duplicate.is_none()),
        "one without answers"
    );
    assert!(
        all()
            .flat_map(|question| &question.answers)
            .any(|answer| answer.accepted),
        "a solved one"
    );
    assert!(
        all()
            .flat_map(|question| &question.answers)
            .any(|answer| answer.caution.is_some()),
        "an outdated answer"
    );
}

#[test]
fn nobody_of_the_seed_writes_more_than_a_person_may_in_a_while() {
    for community in seed() {
        for id in community.people.keys() {
            let questions = community.subjects.iter().flat_map(|subject| &subject.questions);
            let asked = questions
                .clone()
                .filter(|question| question.by.as_ref() == Some(id))
                .count();
            let answers = || questions.clone().flat_map(|question| &question.answers);
            let comments = answers()
                .flat_map(|answer| &answer.comments)
                .filter(|comment| &comment.by == id)
                .count();
            let said = answers().filter(|answer| &answer.by == id).count() + comments;
            assert!(
                asked <= 10 && said <= 20,
                "{id} asks {asked} and says {said}; the server allows 10 and 20 in ten minutes"
            );
        }
    }
}

#[test]
fn copy_has_no_exclamation_marks() {
    for community in seed() {
        for question in community.subjects.iter().flat_map(|subject| &subject.questions) {
            let texts = question.answers.iter().flat_map(|answer| {
                answer
                    .comments
                    .iter()
                    .map(|comment| &comment.text)
                    .chain([&answer.markdown])
            });
            for text in texts.chain([&question.title, &question.markdown]) {
                assert!(!text.contains('!'), "{text}");
            }
        }
    }
}

#[test]
fn a_name_that_is_none_of_the_people_is_refused() {
    let mut communities = seed();
    let community = communities.first_mut().unwrap();
    let subject: Subject = serde_json::from_str(
        r#"{ "key": "k", "name": "n", "language": "en", "questions": [{ "by": "nobody", "title": "Who is it?" }] }"#,
    )
    .unwrap();
    assert_eq!(
        check(community, &[subject]),
        Err("nobody is none of the people (Who is it?).".to_owned())
    );
}
