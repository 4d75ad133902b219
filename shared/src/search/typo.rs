//! What someone may have meant who made one mistake.

use crate::sort;

/// The fewest letters of a word that is looked up with a mistake: shorter words are one edit from too many others.
pub const VARIANTS_MIN_LETTERS: usize = 4;
/// The most letters: longer words are rare, and a mistake in one is caught by its prefix.
const VARIANTS_MAX_LETTERS: usize = 20;

/// The words one edit away from a folded term (a letter left out, two swapped, one for another, one too many),
/// without the term itself, in order and each once: the restricted Damerau distance of 1. Empty for terms of
/// fewer than [`VARIANTS_MIN_LETTERS`] letters, numbers, and scripts whose terms are bigrams. At most some 1,100
/// for Latin letters.
pub fn one_edit_variants(term: &str) -> Vec<String> {
    let letters: Vec<char> = term.chars().collect();
    if !(VARIANTS_MIN_LETTERS..=VARIANTS_MAX_LETTERS).contains(&letters.len()) {
        return Vec::new();
    }
    let Some(alphabet) = alphabet(&letters) else {
        return Vec::new();
    };
    let mut variants = Vec::new();
    for at in 0..=letters.len() {
        let (head, tail) = letters.split_at(at);
        if let [first, rest @ ..] = tail {
            variants.push(spell(&[head, rest]));
            variants.extend(alphabet.chars().map(|other| spell(&[head, &[other], rest])));
            if let [second, rest @ ..] = rest {
                variants.push(spell(&[head, &[*second, *first], rest]));
            }
        }
        variants.extend(alphabet.chars().map(|extra| spell(&[head, &[extra], tail])));
    }
    variants.retain(|variant| variant != term);
    sort::distinct(variants)
}

fn spell(parts: &[&[char]]) -> String {
    parts.iter().flat_map(|part| part.iter()).collect()
}

/// The letters of the script a word is written in, after folding; nothing for other scripts and mixtures.
fn alphabet(letters: &[char]) -> Option<&'static str> {
    [
        "abcdefghijklmnopqrstuvwxyz",
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "абвгдежзиклмнопрстуфхцчшщъыьэюя",
        "αβγδεζηθικλμνξοπρσςτυφχψω",
    ]
    .into_iter()
    .find(|alphabet| letters.iter().all(|letter| alphabet.contains(*letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mistake_of_each_kind_is_undone() {
        for typed in [
            "ketle", "kettel", "kittle", "kettlle", "kettl", "ettle", "xkettle",
        ] {
            assert!(one_edit_variants(typed).contains(&"kettle".to_owned()), "{typed}");
        }
        assert!(
            one_edit_variants("غلايه").contains(&"غلاية".replace('ة', "ه"))
                || one_edit_variants("غلايا").contains(&"غلايه".to_owned())
        );
    }

    #[test]
    fn short_words_numbers_and_pairs_have_no_variants() {
        for term in [
            "",
            "tea",
            "v60x",
            "1234",
            "咖啡",
            "咖啡咖啡",
            "a\"bc",
            &"a".repeat(21),
        ] {
            assert!(one_edit_variants(term).is_empty(), "{term}");
        }
    }

    #[test]
    fn the_variants_are_bounded_and_each_once() {
        let variants = one_edit_variants("abcdefghijklmnopqrst");
        assert!(variants.len() <= 1_110, "{}", variants.len());
        assert!(variants.is_sorted_by(|one, other| one < other));
    }
}
