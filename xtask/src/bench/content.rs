//! Questions and answers as a bench needs them: any number, the same each time, with words as in a language.
//!
//! Word frequencies follow Zipf's law (frequency proportional to 1 / rank; G. K. Zipf, "Human Behavior and the
//! Principle of Least Effort", 1949), so common words have long posting lists and rare ones short ones.
//! Invariant: a seed gives the same text on every machine.

use serde_json::{Value, json};

use super::SUBJECT;

/// As many words as a long-lived community uses.
const VOCABULARY: usize = 30_000;
const SYLLABLES: [&str; 20] = [
    "ka", "lo", "mi", "ten", "su", "ra", "vel", "no", "pi", "dor", "ge", "sha", "lin", "bo", "que", "ma",
    "ti", "for", "wen", "za",
];
const TAGS: [&str; 8] = [
    "brewing", "care", "delivery", "filters", "grinding", "parts", "power", "sizes",
];
/// The first of the questions was asked then: 1 January 2026, in milliseconds.
const BEGINNING: i64 = 1_767_225_600_000;
const MINUTE: i64 = 60_000;

/// Text without end.
pub(super) struct Words {
    /// Sum of 1 / rank up to each word.
    cumulated: Vec<f64>,
    state: u64,
}

impl Words {
    /// The text of a seed.
    pub(super) fn new(seed: u64) -> Self {
        let mut sum = 0.0;
        let cumulated = (1..=VOCABULARY)
            .map(|rank| {
                sum += 1.0 / rank as f64;
                sum
            })
            .collect();
        Self {
            cumulated,
            state: seed,
        }
    }

    /// So many words with a space between.
    pub(super) fn take(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn word(&mut self) -> String {
        let total = self.cumulated.last().copied().unwrap_or_default();
        let wanted = self.next() as f64 / u64::MAX as f64 * total;
        spelled(self.cumulated.partition_point(|sum| *sum < wanted))
    }

    /// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

/// The word of a rank: at least two syllables, a word of its own for each rank.
fn spelled(rank: usize) -> String {
    let mut rest = rank + SYLLABLES.len();
    let mut word = String::new();
    while rest > 0 {
        word += SYLLABLES.get(rest % SYLLABLES.len()).copied().unwrap_or_default();
        rest /= SYLLABLES.len();
    }
    word
}

/// The title of a question.
pub(super) fn title(number: usize) -> String {
    Words::new(number as u64).take(9)
}

/// The items of an import: questions `from` to `to`, every second one with an answer that solved it.
pub(super) fn items(from: usize, to: usize) -> Vec<Value> {
    (from..to).flat_map(item).collect()
}

fn item(number: usize) -> Vec<Value> {
    let mut words = Words::new(number as u64 ^ 0xB0D7);
    let at = BEGINNING + number as i64 * MINUTE;
    let origin =
        |kind: &str| json!({"url": format!("https://bench.example/{kind}/{number}"), "license": "CC0 1.0"});
    let author = |who: usize| json!({"source_id": format!("u{who}"), "name": format!("Sample {who}")});
    let tag = TAGS.get(words.below(TAGS.len())).copied().unwrap_or_default();
    let question = json!({
        "kind": "question", "source_id": format!("q{number}"), "title": title(number),
        "markdown": words.take(60), "tags": [tag], "author": author(words.below(500)),
        "created_at": at, "active_at": at, "origin": origin("q"),
    });
    if number % 2 == 1 {
        return vec![question];
    }
    let answer = json!({
        "kind": "answer", "source_id": format!("a{number}"), "question": format!("q{number}"),
        "markdown": words.take(80), "accepted": true, "author": author(words.below(500)),
        "created_at": at + MINUTE, "origin": origin("a"),
    });
    vec![question, answer]
}

/// A batch of an import.
pub(super) fn batch(items: &[Value]) -> Value {
    json!({"source": "bench.example", "subject": SUBJECT, "subject_name": "The bench", "items": items})
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{VOCABULARY, Words, spelled, title};

    #[test]
    fn a_seed_gives_the_same_text_and_another_seed_another() {
        assert_eq!(title(7), title(7));
        assert_ne!(title(7), title(8));
    }

    #[test]
    fn every_rank_has_its_own_word() {
        let words: std::collections::HashSet<_> = (0..VOCABULARY).map(spelled).collect();
        assert_eq!(words.len(), VOCABULARY);
    }

    #[test]
    fn the_second_word_is_half_as_frequent_as_the_first() {
        let mut counts: HashMap<String, u32> = HashMap::new();
        let mut words = Words::new(1);
        for _ in 0..50_000 {
            *counts.entry(words.word()).or_default() += 1;
        }
        let (first, second) = (counts[&spelled(0)], counts[&spelled(1)]);
        let ratio = f64::from(first) / f64::from(second);
        assert!((1.8..2.2).contains(&ratio), "{ratio}");
    }
}
