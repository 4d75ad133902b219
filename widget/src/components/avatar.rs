//! A small round picture beside a name: the first letters of the name, and over them the face that a person gave.
//!
//! Invariant: a face that does not come, or that the policy of the page forbids, leaves the letters. A picture that does
//! not load and has no words of its own draws nothing.

use shared::api::person::PersonView;
use yew::{Html, html};

use super::part::{all, when};

/// The picture of a person shown under this name; screen readers skip it, for the name stands beside.
pub fn avatar(person: &PersonView, name: &str) -> Html {
    let face =
        || html! { <img src={person.face.clone()} alt="" loading="lazy" referrerpolicy="no-referrer" /> };
    let content = all(vec![initials(name).into(), when(person.face.is_some(), face)]);
    html! { <span class="avatar" part="avatar" aria-hidden="true">{ content }</span> }
}

/// The first letters of the first and the last word; the sheet makes them large. Names that end in a number differ
/// by it: its last two digits stand for them. Tables of what is a letter and what its large form is would weigh
/// more than this component.
fn initials(name: &str) -> String {
    let digits = name.bytes().rev().take(2).take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return name.get(name.len() - digits..).unwrap_or_default().to_owned();
    }
    let quote = |letter: char| matches!(letter, '«' | '»' | '“' | '”' | '„' | '’');
    let letter = |word: &str| {
        word.chars()
            .find(|letter| !letter.is_ascii_punctuation() && !quote(*letter))
    };
    let mut letters = name.split_whitespace().filter_map(letter);
    let first = letters.next();
    let last = letters.next_back();
    first.into_iter().chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_word() {
        assert_eq!(initials("Mira de Jong"), "MJ");
        assert_eq!(initials("Anneke"), "A");
        assert_eq!(initials("  «ét é» "), "éé");
        assert_eq!(initials("--"), "");
    }

    #[test]
    fn names_that_end_in_a_number_are_told_apart_by_it() {
        assert_eq!(initials("Contributor 127"), "27");
        assert_eq!(initials("Contributor 133"), "33");
        assert_eq!(initials("ét7"), "7");
        assert_eq!(initials("Élo 2 B"), "ÉB");
    }
}
