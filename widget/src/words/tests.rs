//! What the files of words have to hold.

use super::*;

fn names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    parts(text, |_, name| {
        if !name.is_empty() {
            found.push(name.to_owned());
        }
    });
    found.sort();
    found.dedup();
    found
}

#[test]
fn every_text_has_words_in_every_language() {
    for language in Language::ALL {
        for key in key::ALL {
            assert!(
                !Words(language).text(*key).trim().is_empty(),
                "{key:?} in {}",
                language.tag()
            );
        }
    }
}

#[test]
fn a_text_that_depends_on_a_number_has_the_forms_of_its_language() {
    for key in key::ALL {
        let depends = Words(Language::English).text(*key).contains(" | ");
        for language in Language::ALL {
            let forms = Words(language).text(*key).split(" | ").count();
            let expected = if depends { plural::forms(language) } else { 1 };
            assert_eq!(forms, expected, "{key:?} in {}", language.tag());
        }
    }
}

#[test]
fn every_language_puts_the_same_in() {
    for key in key::ALL {
        let expected: Vec<_> = names(Words(Language::English).text(*key))
            .into_iter()
            .filter(|name| name != "n")
            .collect();
        for language in Language::ALL {
            // A form for one, two or none may say the number in words.
            for form in Words(language).text(*key).split(" | ") {
                let found: Vec<_> = names(form).into_iter().filter(|name| name != "n").collect();
                assert_eq!(found, expected, "{key:?} in {}: {form}", language.tag());
            }
        }
    }
}

#[test]
fn large_numbers_are_said_with_the_number_itself() {
    for language in Language::ALL {
        for key in key::ALL
            .iter()
            .filter(|key| Words(language).text(**key).contains(" | "))
        {
            for n in [7, 12, 1_234, 1_000_000] {
                let said = Words(language).count(*key, n, &[]);
                assert!(
                    said.contains(&Words(language).number(n)),
                    "{key:?} in {}: {said}",
                    language.tag()
                );
            }
        }
    }
}

#[test]
fn nobody_is_shouted_at() {
    for language in Language::ALL {
        for key in key::ALL {
            assert!(
                !Words(language).text(*key).contains('!'),
                "{key:?} in {}",
                language.tag()
            );
        }
    }
}

#[test]
fn thousands_stand_apart() {
    assert_eq!(Words(Language::English).number(1_234_567), "1,234,567");
    assert_eq!(Words(Language::French).number(1_234), "1\u{202f}234");
    assert_eq!(Words(Language::English).number(123), "123");
}

#[test]
fn what_a_person_wrote_is_put_in_as_it_is() {
    let said = Words(Language::English).fill(Key::OutdatedSays, &[("name", "{reason}"), ("reason", "{n}")]);
    assert_eq!(said, "Outdated, says {reason}: {n}");
}

#[test]
fn a_name_from_left_to_right_stays_whole_in_words_from_right_to_left() {
    let said = Words(Language::Arabic).fill(Key::AnswerPerson, &[("name", "Tove K.")]);
    assert!(said.ends_with("\u{2068}Tove K.\u{2069}"), "{said}");
}
