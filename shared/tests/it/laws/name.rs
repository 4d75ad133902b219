//! However a brand's name is dressed up, it is refused.

use fanfare_shared::name::{NameError, check, skeleton};
use proptest::prelude::*;

const BRAND: &str = "Northbeam";

/// Letters that look like a letter of the brand's name.
fn doubles(letter: char) -> Vec<&'static str> {
    match letter.to_ascii_lowercase() {
        'n' => vec!["n", "N", "ｎ", "𝐧", "Ⓝ", "ñ", "ń", "n\u{303}", "ո"],
        'o' => vec!["o", "O", "0", "о", "ο", "О", "ö", "Ｏ", "ⓞ", "𝗈", "ó", "օ", "ჿ"],
        'r' => vec!["r", "R", "ｒ", "г", "ŕ", "𝓻", "Ⓡ"],
        't' => vec!["t", "T", "7", "Т", "τ", "ţ", "𝕥", "Ⓣ"],
        'h' => vec!["h", "H", "һ", "Н", "ｈ", "ĥ", "𝒽", "Ⓗ", "հ"],
        'b' => vec!["b", "B", "В", "Ь", "8", "ｂ", "𝖇", "Ⓑ"],
        'e' => vec!["e", "E", "3", "е", "Е", "é", "è", "ｅ", "𝐞", "Ⓔ"],
        'a' => vec!["a", "A", "4", "а", "А", "à", "ａ", "α", "𝒶", "Ⓐ"],
        'm' => vec!["m", "M", "rn", "М", "ｍ", "ṃ", "𝔪", "Ⓜ"],
        _ => vec![],
    }
}

/// A name that a person could take for the brand's.
fn dressed_up() -> impl Strategy<Value = String> {
    let letters: Vec<_> = BRAND
        .chars()
        .map(|letter| prop::sample::select(doubles(letter)))
        .collect();
    let separator = prop::sample::select(vec!["", "", "", " ", ".", "-", "_", "·"]);
    let ending = prop::sample::select(vec!["", " Paris", " 1", "1", "!", " team", "_official"]);
    (letters, separator, ending)
        .prop_map(|(letters, separator, ending)| format!("{}{ending}", letters.join(separator)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_brand_dressed_up_is_refused(name in dressed_up()) {
        prop_assert!(check(&name, &[BRAND]).is_err(), "{} ({})", name, skeleton(&name));
    }

    #[test]
    fn what_looks_like_the_brand_has_its_skeleton(letters in BRAND.chars().map(|letter| prop::sample::select(doubles(letter))).collect::<Vec<_>>()) {
        prop_assert_eq!(skeleton(&letters.concat()), skeleton(BRAND));
    }

    #[test]
    fn a_name_that_passes_passes_again_unchanged(name in "\\PC{0,50}") {
        if let Ok(checked) = check(&name, &[BRAND]) {
            prop_assert_eq!(check(&checked, &[BRAND]), Ok(checked.clone()));
            prop_assert!(checked.chars().count() <= fanfare_shared::name::MAX);
        }
    }

    #[test]
    fn a_reserved_name_is_refused_whatever_it_is(brand in "[A-Za-zÀ-ÖØ-öø-ÿ]{3,12}( [A-Za-z]{3,10})?") {
        prop_assert_eq!(check(&brand, &[&brand]).err(), Some(NameError::Reserved));
        prop_assert_eq!(check(&brand.to_uppercase(), &[&brand]).err(), Some(NameError::Reserved));
        prop_assert_eq!(check(&format!("The {brand}"), &[&brand]).err(), Some(NameError::Reserved));
    }
}
