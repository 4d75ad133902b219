//! What a name looks like, whatever it is written with.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The look of a text: equal for texts that can be taken for each other. Compatibility forms and confusable
/// letters are folded (NFKC, then the skeleton of
/// [UTS 39, section 4](https://www.unicode.org/reports/tr39/#Confusable_Detection), before and after lower-casing,
/// since a capital has other doubles than its small letter); case, marks, spaces and punctuation are dropped.
/// It is for comparing only and never shown.
pub fn skeleton(text: &str) -> String {
    // An at sign or a dollar sign is punctuation to Unicode and a letter to people who imitate.
    let compatible: String = text.nfkc().map(sign).collect();
    let first: String = unicode_security::skeleton(&compatible)
        .flat_map(char::to_lowercase)
        .collect();
    let second: String = unicode_security::skeleton(&first)
        .flat_map(char::to_lowercase)
        .collect();
    let letters: String = second
        .nfkd()
        .filter(|character| !is_combining_mark(*character) && character.is_alphanumeric())
        .map(double)
        .collect();
    letters.replace("vv", "w")
}

/// The skeletons of all runs of neighboring words of a text, words also cut at inner capitals and without the
/// digits around them. A name of 40 characters has at most 820.
pub(super) fn windows(text: &str) -> Vec<String> {
    let words = words(text);
    let mut windows = Vec::new();
    for start in 0..words.len() {
        let mut joined = String::new();
        for word in words.iter().skip(start) {
            joined.push_str(word);
            windows.push(skeleton(&joined));
            windows.push(skeleton(
                joined.trim_matches(|character: char| character.is_numeric()),
            ));
        }
    }
    windows
}

/// Whether the script of a skeleton puts spaces between words.
pub(super) fn has_words(skeleton: &str) -> bool {
    !skeleton.chars().any(crate::search::is_unspaced)
}

fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut last = ' ';
    for character in text.nfkc().map(sign) {
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
