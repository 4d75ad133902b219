//! One form for letters that people take for the same.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in small letters without marks, compatibility forms and Arabic letter forms folded.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|character| keeps(*character))
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|character| keeps(*character))
        .map(letter)
        .collect::<String>()
        .replace('ß', "ss")
}

/// Marks and the Arabic stretching sign carry no meaning a search needs; Thai vowel signs and the sound marks of
/// Japanese do.
fn keeps(character: char) -> bool {
    let meaningful = matches!(character, '\u{0E30}'..='\u{0E4E}' | '\u{3099}' | '\u{309A}');
    meaningful || !(is_combining_mark(character) || character == '\u{0640}')
}

/// Arabic letters that are written one for the other, and Latin letters that have no decomposition.
fn letter(character: char) -> char {
    match character {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        'ئ' => 'ي',
        'ک' => 'ك',
        'ø' => 'o',
        'đ' => 'd',
        'ł' => 'l',
        'ı' => 'i',
        _ => character,
    }
}
