//! Unicode's normal forms, its scripts and its skeletons of confusable characters, from tables that are small where they travel.
//!
//! Invariant: everything here says what `unicode-normalization` and `unicode-security` say; tests hold it to them
//! for every character. Their tables are a tenth of a Worker, written down again (`build.rs`) they are a fortieth.

mod normal;
mod script;
mod table;

pub use normal::{nfc, nfd, nfkc, nfkd};
pub use script::mixes_scripts;

use normal::compatible;
use table::{Mapping, Runs};

static MARKS: Runs = Runs::new(include_bytes!(concat!(env!("OUT_DIR"), "/marks.table")));
/// What characters look like, unless that is what the parts of their compatible form look like.
static PROTOTYPES: Mapping = Mapping::new(include_bytes!(concat!(env!("OUT_DIR"), "/prototypes.table")));

/// Whether a character combines with the one before it: general category M.
pub fn is_combining_mark(character: char) -> bool {
    !character.is_ascii() && MARKS.get(character) != 0
}

/// The skeleton of a text: equal for texts that are confused with each other
/// ([UTS 39, section 4](https://www.unicode.org/reports/tr39/#Confusable_Detection)).
pub fn skeleton(text: &str) -> String {
    let mut looks = String::with_capacity(text.len());
    let mut look = |part: &char| match PROTOTYPES.get(*part) {
        Some(prototype) => looks.extend(prototype),
        None => looks.push(*part),
    };
    for character in nfd(text).chars() {
        let parts = compatible(character).filter(|_| PROTOTYPES.get(character).is_none());
        match parts {
            Some(parts) => parts.iter().for_each(&mut look),
            None => look(&character),
        }
    }
    nfd(&looks)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn agrees(text: &str) {
        let theirs = [
            text.nfc().to_string(),
            text.nfd().to_string(),
            text.nfkc().to_string(),
            text.nfkd().to_string(),
        ];
        assert_eq!([nfc(text), nfd(text), nfkc(text), nfkd(text)], theirs, "{text:?}");
        assert_eq!(
            skeleton(text),
            unicode_security::skeleton(text).collect::<String>(),
            "{text:?}"
        );
    }

    #[test]
    fn every_character_is_as_the_crates_say() {
        for character in '\0'..=char::MAX {
            agrees(character.encode_utf8(&mut [0; 4]));
            let mark = unicode_normalization::char::is_combining_mark(character);
            assert_eq!(is_combining_mark(character), mark, "{character:?}");
        }
    }

    #[test]
    fn every_character_among_marks_is_as_the_crates_say() {
        // Beyond the third plane characters have neither forms nor classes: the test above says so.
        for character in '\0'..='\u{32000}' {
            agrees(&format!("a\u{327}{character}\u{301}\u{5b0}{character}e\u{301}"));
        }
    }

    proptest! {
        /// Marks, syllables and letters in any order and number.
        #[test]
        fn texts_are_as_the_crates_say(
            text in prop::collection::vec(proptest::prop_oneof![
                any::<char>(), proptest::char::range('\u{300}', '\u{345}'), proptest::char::range('\u{1100}', '\u{11ff}'),
                proptest::char::range('\u{ac00}', '\u{ac80}'), proptest::char::range('A', 'z'),
                proptest::char::range('\u{900}', '\u{dff}'),
            ], 0..24),
        ) {
            agrees(&text.into_iter().collect::<String>());
        }
    }
}
