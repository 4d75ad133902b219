//! What a name looks like, whatever it is written with.

use crate::sort;
use crate::unicode::{self, is_combining_mark, nfkc, nfkd};

/// The look of a text: equal for texts that can be taken for each other. Compatibility forms and confusable
/// letters are folded (NFKC, then the skeleton of
/// [UTS 39, section 4](https://www.unicode.org/reports/tr39/#Confusable_Detection), before and after lower-casing,
/// since a capital has other doubles than its small letter); case, marks, spaces and punctuation are dropped.
/// It is for comparing only and never shown.
pub fn skeleton(text: &str) -> String {
    let compatible: String = nfkc(text)
        .chars()
        .filter(|character| is_word(*character))
        .collect();
    look(&compatible)
}

/// The looks of a text: with its signs dropped, and with those that stand for letters read as letters. To
/// Unicode `@` and `$` are punctuation; to people who imitate they are an a and an s.
pub fn looks(text: &str) -> [String; 2] {
    let signs: String = nfkc(text)
        .chars()
        .map(sign)
        .filter(|character| is_word(*character))
        .collect();
    [skeleton(text), look(&signs)]
}

/// The looks of all runs of neighboring words of a text, words also cut at inner capitals and without the digits
/// around them. A name of 40 characters has at most 820 of each kind.
pub(super) fn windows(text: &str) -> Vec<String> {
    let mut windows = Vec::new();
    let compatible = nfkc(text);
    for words in [words(compatible.chars()), words(compatible.chars().map(sign))] {
        for start in 0..words.len() {
            let mut joined = String::new();
            for word in words.iter().skip(start) {
                joined.push_str(word);
                windows.push(look(&joined));
                let bare = joined.trim_matches(char::is_numeric);
                if bare.len() < joined.len() {
                    windows.push(look(bare));
                }
            }
        }
    }
    sort::distinct(windows)
}

/// The skeleton of words in compatibility form.
fn look(words: &str) -> String {
    // The table takes the small eth for a sign of mathematics and its capital for a D, the sharp s for a beta.
    let words = words.replace('ð', "d").replace(['ß', 'ẞ'], "ss");
    let first: String = unicode::skeleton(&words)
        .chars()
        .flat_map(char::to_lowercase)
        .collect();
    let second: String = unicode::skeleton(&first)
        .chars()
        .flat_map(char::to_lowercase)
        .collect();
    let decomposed = nfkd(&second);
    let letters = decomposed
        .chars()
        .filter(|character| !is_combining_mark(*character) && character.is_alphanumeric());
    letters.map(double).collect::<String>().replace("vv", "w")
}

/// Whether the script of a skeleton puts spaces between words.
pub(super) fn has_words(skeleton: &str) -> bool {
    !skeleton.chars().any(crate::search::is_unspaced)
}

fn words(characters: impl Iterator<Item = char>) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut last = ' ';
    for character in characters {
        let inner_capital = last.is_lowercase() && character.is_uppercase();
        if (inner_capital || !is_word(character)) && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if is_word(character)
            && let Some(word) = words.last_mut()
        {
            word.push(character);
        }
        last = character;
    }
    words.retain(|word| !word.is_empty());
    words
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// Signs that stand for letters.
fn sign(character: char) -> char {
    match character {
        '@' => 'a',
        '$' => 's',
        '€' => 'e',
        '|' | '!' | '¡' => 'l',
        _ => character,
    }
}

/// Doubles that the table of UTS 39 leaves apart: digits for letters, the dotless and the dotted i for l,
/// small capitals.
fn double(character: char) -> char {
    match character {
        'i' | 'ı' | '1' | 'ɪ' | 'ʟ' => 'l',
        '0' | 'ᴏ' => 'o',
        '3' | 'ᴇ' => 'e',
        '4' | 'ᴀ' => 'a',
        '5' | 'ꜱ' => 's',
        '7' | 'ᴛ' => 't',
        '8' | 'ʙ' => 'b',
        'ᴄ' => 'c',
        'ᴅ' => 'd',
        'ꜰ' => 'f',
        '9' | 'ɢ' => 'g',
        'ʜ' => 'h',
        'ᴋ' => 'k',
        'ɴ' => 'n',
        'ᴘ' => 'p',
        'ʀ' => 'r',
        'ᴜ' => 'u',
        'ᴠ' => 'v',
        'ᴡ' => 'w',
        'ʏ' => 'y',
        '2' | 'ᴢ' => 'z',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_look_alike_have_one_skeleton() {
        for (one, other) in [
            ("NIKE", "nlke"),
            ("Ωμέγα", "ωμεγα"),
            ("Воsch", "bosch"),
            ("Ｓｏｎｙ", "5ony"),
            ("mvv", "rnw"),
            ("ﬁg", "fig"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one}, {other}");
        }
        assert_ne!(skeleton("Ada"), skeleton("Eda"));
    }

    #[test]
    fn a_sign_is_a_letter_or_nothing() {
        assert_eq!(looks("Yahoo!")[0], skeleton("Yahoo"));
        assert_eq!(looks("$ony")[1], skeleton("sony"));
    }

    #[test]
    fn neighboring_words_are_also_one() {
        let windows = windows("The NorthBeam2 shop");
        assert!(windows.contains(&skeleton("northbeam")) && windows.contains(&skeleton("beam2shop")));
    }
}
