//! How much an edit changes.

use crate::sort;

/// The share of an answer's words that an edit changes, from 0 to 1: words taken out or put in, whichever are
/// more, over the words there were. Words are counted as a bag (a multiset, as in the
/// [Bray–Curtis dissimilarity](https://en.wikipedia.org/wiki/Bray%E2%80%93Curtis_dissimilarity)), without regard
/// to case, marks of punctuation and order; letters of scripts without spaces count as words.
pub fn changed_share(old: &str, new: &str) -> f64 {
    let (changed, words) = changed_words(old, new);
    if words == 0 {
        f64::from(u8::from(changed > 0))
    } else {
        (changed as f64 / words as f64).min(1.0)
    }
}

/// Whether an edit changes more than a third of an answer's words, so that those it had helped are told.
pub fn is_substantial(old: &str, new: &str) -> bool {
    let (changed, words) = changed_words(old, new);
    changed.saturating_mul(3) > words
}

/// How many words change, and how many there were.
fn changed_words(old: &str, new: &str) -> (usize, usize) {
    let bag = |text, by: i64| crate::search::words(text).map(move |word| (word, by));
    let mut words: Vec<(String, i64)> = bag(old, 1).collect();
    let count = words.len();
    words.extend(bag(new, -1));
    sort::by(&mut words, |(one, _), (other, _)| one.cmp(other));
    let (mut removed, mut added) = (0_i64, 0);
    for same in words.chunk_by(|(one, _), (other, _)| one == other) {
        let left: i64 = same.iter().map(|(_, by)| by).sum();
        removed += left.max(0);
        added -= left.min(0);
    }
    (usize::try_from(removed.max(added)).unwrap_or_default(), count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mending_a_word_is_no_substantial_edit() {
        assert!(!is_substantial(
            "Fill it with water and citric acid, then boil it once.",
            "Fill it with water and citric acid; then boil it twice."
        ));
        assert!(!is_substantial("Same words", "same, words!"));
    }

    #[test]
    fn more_than_a_third_is_substantial_and_a_third_is_not() {
        assert!(!is_substantial("one two three", "one two four"));
        assert!(is_substantial("one two three", "one five four"));
        assert!(is_substantial(
            "one two three",
            "one two three but never with that kettle"
        ));
        assert!(is_substantial("", "now it says something"));
    }

    #[test]
    fn letters_of_scripts_without_spaces_are_words() {
        assert!(!is_substantial("水を入れて一度沸かす", "水を入れて二度沸かす"));
        assert!(is_substantial("水を入れて沸かす", "何もしない"));
    }

    #[test]
    fn the_share_lies_between_none_and_all() {
        assert!((changed_share("a b c d", "a b c e") - 0.25).abs() < f64::EPSILON);
        assert!((changed_share("a", "x y z") - 1.0).abs() < f64::EPSILON);
        assert!(changed_share("", "").abs() < f64::EPSILON);
    }
}
