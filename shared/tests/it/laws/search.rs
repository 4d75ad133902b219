//! What is stored finds what is asked.

use fanfare_shared::search::{
    Mode, fold, highlights, indexed, match_expression, one_edit_variants, stem, terms,
};
use proptest::prelude::*;

/// Text in the scripts a community meets.
const SCRIPTS: &str =
    "[a-zA-Zéèêçœ'’ 0-9\u{0621}-\u{0652}一-龥ぁ-んァ-ヶกขคงจากาแฟน้ำа-яёА-Яऀ-ॿ가-힣.,!?#\"*-]{0,60}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,60}", known in SCRIPTS) {
        for text in [text, known] {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }
    }

    #[test]
    fn case_and_composition_do_not_matter(text in SCRIPTS) {
        use unicode_normalization::UnicodeNormalization;
        prop_assert_eq!(fold(&text.nfd().collect::<String>()), fold(&text));
        prop_assert_eq!(fold(&text.to_lowercase()), fold(&text));
    }

    #[test]
    fn every_term_of_a_text_is_in_its_index(text in SCRIPTS) {
        let indexed = indexed(&text);
        for term in terms(&text) {
            prop_assert!(indexed.split(' ').any(|word| word == term), "{} in {}", term, indexed);
        }
    }

    #[test]
    fn two_neighbors_of_a_script_without_spaces_are_a_term(text in "[一-龥]{2,20}") {
        let letters: Vec<char> = fold(&text).chars().collect();
        let terms = terms(&text);
        for pair in letters.windows(2) {
            prop_assert!(terms.contains(&pair.iter().collect::<String>()));
        }
        prop_assert_eq!(terms.len(), letters.len() - 1);
    }

    #[test]
    fn no_typed_text_escapes_its_quotes(text in "\\PC{0,60}", prefix in any::<bool>()) {
        let expression = match_expression(&[text.as_str(), &text], Mode::All, prefix);
        let inside = expression.strip_prefix('"').unwrap();
        let (first, _) = inside.split_once("\" AND \"").unwrap();
        let unescaped = first.replace("\"\"", "");
        prop_assert!(text.contains("\" AND \"") || !unescaped.contains('"'));
        prop_assert_eq!(expression.matches('"').count() % 2, 0);
    }

    #[test]
    fn a_mistake_is_undone_by_a_mistake(word in "[a-z]{5,12}", at in any::<prop::sample::Index>(), letter in "[a-z]", kind in 0..4) {
        let mut typed: Vec<char> = word.chars().collect();
        let at = at.index(typed.len() - 1);
        let letter = letter.chars().next().unwrap();
        match kind {
            0 => { typed.remove(at); }
            1 => typed.swap(at, at + 1),
            2 => typed[at] = letter,
            _ => typed.insert(at, letter),
        }
        let typed: String = typed.into_iter().collect();
        prop_assert!(typed == word || one_edit_variants(&typed).contains(&word), "{} for {}", typed, word);
    }

    #[test]
    fn a_stem_begins_its_word(word in "\\PC{0,20}", ascii in "[a-z]{1,15}") {
        for word in [word, ascii] {
            prop_assert!(word.starts_with(stem(&word)));
            prop_assert!(word.is_empty() || !stem(&word).is_empty());
        }
    }

    #[test]
    fn highlights_lie_in_the_title_in_order(title in SCRIPTS, query in SCRIPTS) {
        let length = u32::try_from(title.chars().count()).unwrap();
        let mut last = 0;
        for (index, (start, end)) in highlights(&title, &terms(&query)).into_iter().enumerate() {
            prop_assert!(start < end && end <= length);
            prop_assert!(index == 0 || start > last);
            last = end;
        }
    }
}
