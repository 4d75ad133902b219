//! Words that tell questions apart least: short lists for English and French, folded as terms are.

/// Whether a term says nothing by itself. Question words and small words only; anything that could name a
/// thing or a property stays.
pub fn is_stop_word(term: &str) -> bool {
    ENGLISH.binary_search(&term).is_ok() || FRENCH.binary_search(&term).is_ok()
}

/// In order of bytes.
const ENGLISH: &[&str] = &[
    "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could",
    "did", "do", "does", "doing", "for", "from", "get", "had", "has", "have", "how", "i", "if", "im", "in",
    "into", "is", "it", "its", "ive", "me", "my", "of", "on", "or", "our", "out", "should", "so", "some",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "up", "was",
    "we", "were", "what", "whats", "when", "where", "which", "who", "why", "will", "with", "would", "you",
    "your",
];

/// In order of bytes.
const FRENCH: &[&str] = &[
    "au", "aux", "avec", "c", "ce", "ces", "cet", "cette", "comment", "d", "dans", "de", "des", "du", "elle",
    "elles", "en", "est", "et", "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "ma", "mais", "mes",
    "mon", "n", "nous", "on", "ou", "par", "pas", "peut", "peux", "pour", "pourquoi", "qu", "quand", "que",
    "quel", "quelle", "quelles", "quels", "qui", "quoi", "s", "sa", "se", "ses", "si", "son", "sont", "sur",
    "ta", "te", "tes", "ton", "tu", "un", "une", "vos", "votre", "vous",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_and_folded() {
        for list in [ENGLISH, FRENCH] {
            assert!(list.is_sorted());
            assert!(list.iter().all(|word| crate::search::fold(word) == *word));
        }
        assert!(
            is_stop_word("how") && is_stop_word("comment") && !is_stop_word("kettle") && !is_stop_word("not")
        );
    }
}
