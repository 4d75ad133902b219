//! One form for letters that people take for the same. Invariant: folding folded text changes nothing.

use crate::unicode::{nfc, nfkd};

/// The text in small letters without accents, compatibility forms and Arabic letter forms folded. Vowel signs
/// and sound marks of scripts where they are letters of their own (Thai, Devanagari, Japanese) stay.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let small: String = nfkd(text)
        .chars()
        .filter(|character| !is_accent(*character))
        .flat_map(char::to_lowercase)
        .collect();
    for character in nfkd(&small).chars() {
        match character {
            character if is_accent(character) => {}
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'þ' => folded.push_str("th"),
            _ => folded.push(letter(character)),
        }
    }
    // What is left of decomposed syllables and kana is put together again.
    nfc(&folded)
}

/// Marks that a search does without: accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic,
/// and the Arabic stretching sign.
fn is_accent(character: char) -> bool {
    matches!(
        character,
        '\u{0300}'..='\u{036F}'
            | '\u{0483}'..='\u{0489}'
            | '\u{0591}'..='\u{05BD}'
            | '\u{05BF}'..='\u{05C7}'
            | '\u{0610}'..='\u{061A}'
            | '\u{0640}'
            | '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{06D6}'..='\u{06DC}'
            | '\u{06DF}'..='\u{06E8}'
            | '\u{06EA}'..='\u{06ED}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Arabic letters that are written one for the other, and letters that have no decomposition.
fn letter(character: char) -> char {
    match character {
        'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ı' => 'i',
        'ς' => 'σ',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_compatibility_forms_fold() {
        assert_eq!(fold("Été À LA CRÈME"), "ete a la creme");
        assert_eq!(
            fold("ﬁltre Ｖ６０ Straße Œuf Łódź"),
            "filtre v60 strasse oeuf lodz"
        );
        assert_eq!(fold("ΚΑΦΈΣ"), fold("καφές"));
    }

    #[test]
    fn arabic_letter_forms_points_and_stretching_fold() {
        assert_eq!(fold("أَلقَهْوَةُ"), fold("القهوه"));
        assert_eq!(fold("قـــهوة"), fold("قهوة"));
        assert_eq!(fold("إلى"), fold("الي"));
    }

    #[test]
    fn signs_that_are_letters_stay() {
        assert_ne!(fold("が"), fold("か"));
        assert_eq!(fold("ｶﾞ"), "ガ");
        assert_eq!(fold("한국"), "한국");
        assert_ne!(fold("हिन्दी"), fold("हन्द"));
        assert_eq!(fold("น้ำ"), fold("น้ำ"));
    }
}
