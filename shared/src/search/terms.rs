//! From text to the terms of the index.

use super::fold::fold;

/// The most terms of a query that are used: a title has at most 150 characters.
pub const TERMS_MAX: usize = 32;

/// The words of a text as people count them: folded, letters of scripts without spaces one by one.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let mut words = Vec::new();
    for run in runs(&fold(text)) {
        match run {
            Run::Word(word) => words.push(word),
            Run::Unspaced(characters) => words.extend(characters.into_iter().map(String::from)),
        }
    }
    words.into_iter()
}

/// The terms of a text in order: folded words, and overlapping bigrams of scripts without spaces (a character
/// that stands alone stays).
pub fn terms(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for run in runs(&fold(text)) {
        match run {
            Run::Word(word) => terms.push(word),
            Run::Unspaced(characters) if characters.len() == 1 => {
                terms.extend(characters.into_iter().map(String::from))
            }
            Run::Unspaced(characters) => {
                terms.extend(characters.windows(2).map(|pair| pair.iter().collect::<String>()));
            }
        }
    }
    terms
}

/// The text of the index's column: the terms, joined by spaces. A run of a script without spaces also gives its
/// single characters, so that a search for one character finds it.
pub fn indexed(text: &str) -> String {
    let mut indexed = Vec::new();
    for run in runs(&fold(text)) {
        match run {
            Run::Word(word) => indexed.push(word),
            Run::Unspaced(characters) => {
                indexed.extend(characters.windows(2).map(|pair| pair.iter().collect::<String>()));
                indexed.extend(characters.into_iter().map(String::from));
            }
        }
    }
    indexed.join(" ")
}

/// Whether a character belongs to a script that puts no spaces between words: Chinese, Japanese, Thai.
pub fn is_unspaced(character: char) -> bool {
    matches!(
        character,
        '\u{0E01}'..='\u{0E4E}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}'
            | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}'
    )
}

enum Run {
    Word(String),
    Unspaced(Vec<char>),
}

/// The runs of a folded text: words of letters and digits, and stretches without spaces.
fn runs(folded: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut joined = false;
    for character in folded.chars() {
        if is_apostrophe(character) {
            // `don't` is one word and `l'eau` two: what is joined is decided by what stood before.
            joined = joined && !ends_elision(runs.last());
            continue;
        }
        let unspaced = is_unspaced(character);
        let mark = crate::unicode::is_combining_mark(character);
        if !(unspaced || character.is_alphanumeric() || mark && joined) {
            joined = false;
            continue;
        }
        match runs.last_mut() {
            Some(Run::Word(word)) if joined && !unspaced => word.push(character),
            Some(Run::Unspaced(characters)) if joined && unspaced => characters.push(character),
            _ if unspaced => runs.push(Run::Unspaced(vec![character])),
            _ => runs.push(Run::Word(String::from(character))),
        }
        joined = true;
    }
    runs
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

/// Whether a word before an apostrophe is one of French that lost its vowel.
fn ends_elision(run: Option<&Run>) -> bool {
    matches!(run, Some(Run::Word(word)) if matches!(word.as_str(), "l" | "d" | "j" | "m" | "n" | "s" | "t" | "c" | "qu" | "jusqu" | "lorsqu" | "puisqu" | "quoiqu"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_elisions_split() {
        assert_eq!(
            terms("Don't descale the V60-filter!"),
            ["dont", "descale", "the", "v60", "filter"]
        );
        assert_eq!(
            terms("L’eau de l'été, qu’il"),
            ["l", "eau", "de", "l", "ete", "qu", "il"]
        );
    }

    #[test]
    fn scripts_without_spaces_become_overlapping_pairs() {
        assert_eq!(terms("咖啡机"), ["咖啡", "啡机"]);
        assert_eq!(terms("茶 V60で淹れる"), ["茶", "v60", "で淹", "淹れ", "れる"]);
        assert_eq!(terms("กาแฟ"), ["กา", "าแ", "แฟ"]);
    }

    #[test]
    fn the_index_holds_single_characters_too() {
        assert_eq!(indexed("咖啡 Kettle"), "咖啡 咖 啡 kettle");
    }

    #[test]
    fn every_term_of_a_text_is_in_its_index() {
        for text in [
            "Как чистить чайник?",
            "كيف أنظف الغلاية؟",
            "コーヒーメーカーの掃除",
            "한국어 커피",
            "Crème brûlée’s",
        ] {
            let indexed = indexed(text);
            for term in terms(text) {
                assert!(indexed.split(' ').any(|word| word == term), "{term} of {text}");
            }
        }
    }
}
