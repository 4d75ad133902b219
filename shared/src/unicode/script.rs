//! The scripts that letters are of, and whether a text mixes them.
//!
//! Invariant: a letter of all scripts mixes with any.

use super::table::{Mapping, Runs};

static SCRIPTS: Runs = Runs::new(include_bytes!(concat!(env!("OUT_DIR"), "/scripts.table")));
static SETS: Mapping = Mapping::new(include_bytes!(concat!(env!("OUT_DIR"), "/script-sets.table")));

/// Han with Bopomofo, Japanese, Korean: writing systems of several scripts that also take Latin.
const WITH_LATIN: [char; 3] = ['\u{1}', '\u{2}', '\u{3}'];
const LATIN: char = '\u{4}';

/// Whether letters and digits go beyond one script, and beyond Latin with Chinese, Japanese or Korean: beyond
/// *highly restrictive* ([UTS 39, section 5.2](https://www.unicode.org/reports/tr39/#Restriction_Level_Detection)).
/// The profile for identifiers is left out: a person's name may use a letter that no identifier should.
pub fn mixes_scripts(text: &str) -> bool {
    let sets = || {
        let letters = text.chars().filter(|character| character.is_alphanumeric());
        letters.filter_map(scripts)
    };
    let beside_latin = common(sets().filter(|set| !set.contains(&LATIN)));
    let is_one = common(sets()).is_none_or(|common| !common.is_empty());
    let goes_with_latin = |common: Vec<char>| WITH_LATIN.iter().any(|system| common.contains(system));
    !is_one && !beside_latin.is_none_or(goes_with_latin)
}

/// The scripts and writing systems of a letter; none if all scripts use it.
fn scripts(letter: char) -> Option<&'static [char]> {
    let set = SCRIPTS.get(letter);
    // A set without scripts has no entry of its own.
    (set != 0).then(|| {
        char::from_u32(set)
            .and_then(|set| SETS.get(set))
            .unwrap_or_default()
    })
}

/// What is in all sets; none if there is no set.
fn common(mut sets: impl Iterator<Item = &'static [char]>) -> Option<Vec<char>> {
    let first = sets.next()?.to_vec();
    Some(sets.fold(first, |mut common, set| {
        common.retain(|script| set.contains(script));
        common
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop, proptest};
    use unicode_security::mixed_script::AugmentedScriptSet;

    use super::*;

    /// As the crate's sets have it.
    fn mixes(text: &str) -> bool {
        let letters = || text.chars().filter(|character| character.is_alphanumeric());
        let resolve = |characters: &mut dyn Iterator<Item = char>| {
            characters.fold(AugmentedScriptSet::default(), |mut set, character| {
                set.intersect_with(character.into());
                set
            })
        };
        let is_latin = |character: &char| {
            let latin = AugmentedScriptSet::for_char('a').base;
            AugmentedScriptSet::for_char(*character).base.intersection(latin) == latin
        };
        let rest = resolve(&mut letters().filter(|character| !is_latin(character)));
        resolve(&mut letters()).is_empty() && !(rest.hanb || rest.jpan || rest.kore)
    }

    fn agrees(text: &str) {
        assert_eq!(mixes_scripts(text), mixes(text), "{text:?}");
    }

    #[test]
    fn every_letter_mixes_as_the_crate_says() {
        for character in ('\0'..=char::MAX).filter(|character| character.is_alphanumeric()) {
            for other in [
                "", "a", "\u{436}", "\u{6f22}", "\u{3042}", "\u{d55c}", "\u{628}", "\u{915}",
            ] {
                agrees(&format!("{character}{other}"));
            }
        }
    }

    proptest! {
        /// Letters of any scripts, beside one another.
        #[test]
        fn texts_mix_as_the_crate_says(
            text in prop::collection::vec(proptest::prop_oneof![
                any::<char>(), proptest::char::range('A', 'z'), proptest::char::range('\u{370}', '\u{52f}'),
                proptest::char::range('\u{3041}', '\u{3130}'), proptest::char::range('\u{4e00}', '\u{4fff}'),
                proptest::char::range('\u{ac00}', '\u{ac80}'), proptest::char::range('\u{900}', '\u{dff}'),
            ], 0..6),
        ) {
            agrees(&text.into_iter().collect::<String>());
        }
    }
}
