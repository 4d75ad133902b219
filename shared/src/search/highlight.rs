//! The parts of a title that matched.

use super::fold::fold;
use super::{is_stop_word, is_unspaced, stem};

/// The parts of `title` that answer to `query`, as pairs of start and end in characters, in order, neither
/// touching nor overlapping. Stop words are left plain; the last term of the query also marks words it begins.
pub fn highlights(title: &str, query: &[String]) -> Vec<(u32, u32)> {
    let characters: Vec<char> = title.chars().collect();
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for (start, end) in pieces(&characters) {
        let Some(piece) = characters.get(start..end) else {
            continue;
        };
        let folded = fold(&piece.iter().collect::<String>());
        if matches(&folded, query) {
            add(&mut parts, start, end);
        }
    }
    parts
}

/// The pieces that are compared: words, and in scripts without spaces every two neighbors.
fn pieces(characters: &[char]) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, character) in characters.iter().enumerate() {
        let unspaced = is_unspaced(*character);
        let in_word =
            !unspaced && (character.is_alphanumeric() || crate::unicode::is_combining_mark(*character));
        match (start, in_word) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                pieces.push((from, at));
                start = None;
            }
            _ => {}
        }
        if unspaced {
            pieces.push((at, at + 1));
            if characters.get(at + 1).is_some_and(|next| is_unspaced(*next)) {
                pieces.push((at, at + 2));
            }
        }
    }
    if let Some(from) = start {
        pieces.push((from, characters.len()));
    }
    pieces
}

fn matches(folded: &str, query: &[String]) -> bool {
    if folded.is_empty() || is_stop_word(folded) {
        return false;
    }
    let begins = query
        .last()
        .is_some_and(|last| folded.starts_with(last.as_str()) && !is_stop_word(last));
    begins
        || query
            .iter()
            .any(|term| term == folded || stem(term) == stem(folded))
}

fn add(parts: &mut Vec<(u32, u32)>, start: usize, end: usize) {
    let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) else {
        return;
    };
    match parts.last_mut() {
        Some((_, last)) if start <= *last => *last = (*last).max(end),
        _ => parts.push((start, end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::terms;

    /// The marked parts of a title, in brackets.
    fn marked(title: &str, query: &str) -> String {
        let mut text: Vec<String> = title.chars().map(String::from).collect();
        for (start, end) in highlights(title, &terms(query)) {
            text[start as usize].insert(0, '[');
            text[end as usize - 1].push(']');
        }
        text.concat()
    }

    #[test]
    fn words_that_match_are_marked_by_their_characters() {
        assert_eq!(
            marked("How do I clean the Été kettles?", "clean ete kettle"),
            "How do I [clean] the [Été] [kettles]?"
        );
        assert_eq!(marked("Descaling", "descale"), "[Descaling]");
        assert_eq!(marked("L’eau dure", "eau"), "L’[eau] dure");
    }

    #[test]
    fn the_word_being_typed_marks_what_it_begins() {
        assert_eq!(
            marked("The kettle is kept warm", "warm ke"),
            "The [kettle] is [kept] [warm]"
        );
    }

    #[test]
    fn pairs_of_scripts_without_spaces_join() {
        assert_eq!(marked("意式咖啡机清洗", "咖啡机"), "意式[咖啡机]清洗");
        assert_eq!(marked("ガラスの蓋", "ガラス"), "[ガラス]の蓋");
    }

    #[test]
    fn stop_words_and_other_words_stay_plain() {
        assert_eq!(marked("How do I do it?", "how do i clean it"), "How do I do it?");
        assert_eq!(marked("كيف أنظف الغلاية؟", "غلايه الغلاية"), "كيف أنظف [الغلاية]؟");
    }
}
