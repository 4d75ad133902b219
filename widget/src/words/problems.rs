//! What a person reads when something could not be done, by the stable code of the problem and the field at fault.
//! Only the edge says these sentences, also to the application: they weigh nothing in a browser.
//!
//! Invariant: a sentence of one language exists in all, under the same name.

use shared::api::problem::{Code, Problem};
use shared::language::Language;

const FRENCH: &str = include_str!("problems/fr.txt");
const ARABIC: &str = include_str!("problems/ar.txt");

/// Says a problem in a language. English is as the server says it, which names the case in hand; so is whatever
/// has no sentence of its own.
pub fn say(problem: &mut Problem, language: Language) {
    let sentences = match language {
        Language::English => return,
        Language::French => FRENCH,
        Language::Arabic => ARABIC,
    };
    let mut said: Vec<&str> = Vec::new();
    for error in &mut problem.errors {
        let field = error.pointer.trim_start_matches(['/', '?']);
        let field = field.split('/').next().unwrap_or_default();
        if let Some(sentence) = find(sentences, "field.", field) {
            sentence.clone_into(&mut error.detail);
            if !said.contains(&sentence) {
                said.push(sentence);
            }
        }
    }
    // A field without a sentence keeps the server's own, and the summary says no more than is known.
    let of_fields = problem.code == Code::InvalidField && !said.is_empty();
    if of_fields {
        problem.detail = said.join(" ");
    } else if let Some(sentence) = find(sentences, "", problem.code.as_str()) {
        sentence.clone_into(&mut problem.detail);
    }
}

fn find(sentences: &'static str, kind: &str, name: &str) -> Option<&'static str> {
    lines(sentences).find_map(|line| line.strip_prefix(kind)?.strip_prefix(name)?.strip_prefix(" = "))
}

fn lines(sentences: &'static str) -> impl Iterator<Item = &'static str> {
    sentences
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use shared::api::problem::FieldError;

    use super::*;

    /// What translators begin with.
    const ENGLISH: &str = include_str!("problems/en.txt");

    fn names(sentences: &'static str) -> Vec<&'static str> {
        lines(sentences)
            .map(|line| line.split_once(" = ").map_or(line, |(name, _)| name))
            .collect()
    }

    fn problem(code: Code, pointers: &[&str]) -> Problem {
        let error = |pointer: &&str| FieldError {
            pointer: (*pointer).to_owned(),
            detail: "As the server says it.".to_owned(),
        };
        Problem {
            kind: String::new(),
            title: String::new(),
            status: code.status(),
            detail: "As the server says it.".to_owned(),
            instance: String::new(),
            code,
            errors: pointers.iter().map(error).collect(),
        }
    }

    #[test]
    fn every_sentence_exists_in_every_language_and_shouts_in_none() {
        for sentences in [ENGLISH, FRENCH, ARABIC] {
            assert_eq!(names(sentences), names(ENGLISH));
            for line in lines(sentences) {
                let (name, words) = line.split_once(" = ").expect("a line is `name = words`");
                assert!(!words.trim().is_empty() && !words.contains('!'), "{name}");
            }
        }
    }

    #[test]
    fn a_sentence_is_of_a_code_or_of_a_field() {
        for name in names(ENGLISH) {
            let known = Code::ALL.iter().any(|code| code.as_str() == name);
            assert!(known || name.starts_with("field."), "{name}");
        }
    }

    #[test]
    fn a_field_at_fault_is_told_in_the_readers_language() {
        let mut said = problem(Code::InvalidField, &["/title", "/tags/3", "/tags/4"]);
        say(&mut said, Language::French);
        let [title, tags, _] = said.errors.as_slice() else {
            panic!("three fields were at fault");
        };
        assert!(
            title.detail.starts_with("Une question compte"),
            "{}",
            title.detail
        );
        assert_eq!(said.detail, format!("{} {}", title.detail, tags.detail));
    }

    #[test]
    fn what_has_no_sentence_stays_as_the_server_says_it() {
        let mut said = problem(Code::InvalidField, &["/weight"]);
        say(&mut said, Language::Arabic);
        assert_eq!(said.errors[0].detail, "As the server says it.");
        assert_ne!(said.detail, "As the server says it.");
        let mut english = problem(Code::WrongState, &[]);
        say(&mut english, Language::English);
        assert_eq!(english, problem(Code::WrongState, &[]));
    }
}
