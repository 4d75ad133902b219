//! Which form of a text goes with a number, by the cardinal rules of
//! [CLDR 48](https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html), for whole numbers.
//!
//! Invariant: [`form`] gives an index below [`forms`].

use shared::language::Language;

/// How many forms a language has, in the order its file of words gives them.
pub const fn forms(language: Language) -> usize {
    match language {
        Language::English => 2,
        Language::French => 3,
        Language::Arabic => 6,
    }
}

/// The index of the form that goes with `n`.
pub const fn form(language: Language, n: u64) -> usize {
    match language {
        Language::English => english(n),
        Language::French => french(n),
        Language::Arabic => arabic(n),
    }
}

/// one: `n = 1`; other.
const fn english(n: u64) -> usize {
    if n == 1 { 0 } else { 1 }
}

/// one: `n = 0,1`; many: `n != 0` and a multiple of a million; other.
const fn french(n: u64) -> usize {
    match n {
        0 | 1 => 0,
        _ if n.is_multiple_of(1_000_000) => 1,
        _ => 2,
    }
}

/// zero: `n = 0`; one: `n = 1`; two: `n = 2`; few: `n % 100 = 3..10`; many: `n % 100 = 11..99`; other.
const fn arabic(n: u64) -> usize {
    match (n, n % 100) {
        (0..=2, _) => n as usize,
        (_, 3..=10) => 3,
        (_, 11..=99) => 4,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_chart_fall_into_their_forms() {
        for (language, cases) in [
            (
                Language::English,
                &[(0, 1), (1, 0), (2, 1), (21, 1), (1_000_000, 1)][..],
            ),
            (
                Language::French,
                &[
                    (0, 0),
                    (1, 0),
                    (2, 2),
                    (100, 2),
                    (1_000_000, 1),
                    (1_000_001, 2),
                    (3_000_000, 1),
                ],
            ),
            (
                Language::Arabic,
                &[
                    (0, 0),
                    (1, 1),
                    (2, 2),
                    (3, 3),
                    (10, 3),
                    (11, 4),
                    (26, 4),
                    (99, 4),
                    (100, 5),
                    (102, 5),
                    (103, 3),
                    (111, 4),
                    (1_000_000, 5),
                ],
            ),
        ] {
            for (n, expected) in cases {
                assert_eq!(form(language, *n), *expected, "{n} in {}", language.tag());
            }
        }
    }

    #[test]
    fn every_number_has_a_form_and_every_form_a_number() {
        for language in Language::ALL {
            let mut seen = vec![false; forms(language)];
            for n in (0..2_000).chain([1_000_000]) {
                seen[form(language, n)] = true;
            }
            assert!(seen.into_iter().all(|seen| seen), "{}", language.tag());
        }
    }
}
