//! How well a question's title answers to what someone types.

use super::{is_stop_word, stem};

/// A question that the index found.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The terms of its title.
    pub title: &'a [String],
    /// The terms of its tags and the beginning of its body: they count for less.
    pub context: &'a [String],
    /// Whether it has an answer.
    pub answered: bool,
    /// Whether an answer solved it.
    pub solved: bool,
}

/// What a match in the context counts beside one in the title.
const CONTEXT: f64 = 0.4;
/// What a match of the word still being typed counts beside a whole word.
const PREFIX: f64 = 0.8;
/// What a longer form of a word counts beside the word (`dehydrate`, `dehydration`).
const RELATED: f64 = 0.6;
/// The fewest letters that make a longer form likely to mean the same.
const RELATED_MIN: usize = 4;
/// What a stop word counts beside others of the same rarity.
const STOP_WORD: f64 = 0.1;
/// What an answer adds: answered ones stand before others that match about as well.
const ANSWERED: f64 = 0.15;
/// What a solved question adds over an answered one.
const SOLVED: f64 = 0.05;

/// How well `candidate` answers to `query`, from 0 (not at all) to about 1.4: the share of the query that the title covers,
/// each term weighted by its rarity `idf` (the logarithm of the questions over the questions with it), times a
/// mild preference for titles that say little else, and more for answered questions. The last term matches as a
/// prefix, since it may still be typed.
pub fn score(query: &[String], candidate: Candidate<'_>, idf: &dyn Fn(&str) -> f64) -> f64 {
    let query = stemmed(query);
    let title = stemmed(candidate.title);
    let context = stemmed(candidate.context);
    let mut total = 0.0;
    let mut covered = 0.0;
    for (index, term) in query.iter().enumerate() {
        let weight = weight(term.text, idf);
        total += weight;
        let last = index + 1 == query.len();
        covered += weight * strength(term, &title, &context, last);
    }
    if total <= 0.0 || covered <= 0.0 {
        return 0.0;
    }
    let coverage = covered / total;
    let mut title_total = 0.0;
    let mut title_used = 0.0;
    for term in &title {
        let weight = weight(term.text, idf);
        title_total += weight;
        if query.iter().any(|asked| asked.is(term)) {
            title_used += weight;
        }
    }
    let focus = if title_total > 0.0 {
        title_used / title_total
    } else {
        0.0
    };
    let bonus =
        f64::from(u8::from(candidate.answered)) * ANSWERED + f64::from(u8::from(candidate.solved)) * SOLVED;
    coverage * (0.8 + 0.4 * focus) * (1.0 + bonus)
}

/// A term and its stem, found once: every term of the query is held against every term of the candidate.
struct Stemmed<'a> {
    text: &'a str,
    stem: &'a str,
}

impl Stemmed<'_> {
    /// Whether these are forms of one word.
    fn is(&self, other: &Stemmed<'_>) -> bool {
        self.stem == other.stem || self.text == other.text
    }

    /// Whether one stem begins the other and says enough by itself.
    fn is_related(&self, other: &Stemmed<'_>) -> bool {
        let shorter = self.stem.len().min(other.stem.len());
        shorter >= RELATED_MIN
            && self.stem.is_ascii()
            && (self.stem.starts_with(other.stem) || other.stem.starts_with(self.stem))
    }
}

fn stemmed(terms: &[String]) -> Vec<Stemmed<'_>> {
    terms
        .iter()
        .map(|text| Stemmed {
            text,
            stem: stem(text),
        })
        .collect()
}

fn weight(term: &str, idf: &dyn Fn(&str) -> f64) -> f64 {
    let rarity = idf(term).max(0.05);
    if is_stop_word(term) {
        rarity * STOP_WORD
    } else {
        rarity
    }
}

/// How much of a term the candidate has, from 0 to 1.
fn strength(term: &Stemmed<'_>, title: &[Stemmed<'_>], context: &[Stemmed<'_>], last: bool) -> f64 {
    if title.iter().any(|other| term.is(other)) {
        1.0
    } else if last && title.iter().any(|other| other.text.starts_with(term.text)) {
        PREFIX
    } else if title.iter().any(|other| term.is_related(other)) {
        RELATED
    } else if context.iter().any(|other| term.is(other)) {
        CONTEXT
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::terms;

    fn scored(query: &str, title: &str, context: &str, answered: bool) -> f64 {
        let (title, context) = (terms(title), terms(context));
        score(
            &terms(query),
            Candidate {
                title: &title,
                context: &context,
                answered,
                solved: false,
            },
            &|_| 1.0,
        )
    }

    #[test]
    fn a_title_that_says_it_beats_one_that_says_half() {
        let whole = scored("clean my kettle", "How do I clean the kettle?", "", false);
        let half = scored("clean my kettle", "Does the kettle whistle?", "", false);
        assert!(whole > half && half > 0.0);
        assert!(scored("clean my kettle", "Which grinder?", "", true).abs() < f64::EPSILON);
    }

    #[test]
    fn of_two_that_match_alike_the_answered_one_stands_first() {
        let title = "How do I clean the kettle?";
        assert!(scored("clean kettle", title, "", true) > scored("clean kettle", title, "", false));
    }

    #[test]
    fn an_answer_does_not_make_up_for_half_a_match() {
        assert!(
            scored("descale ember kettle", "Descale the Ember kettle", "", false)
                > scored("descale ember kettle", "Ember lid", "", true)
        );
    }

    #[test]
    fn the_last_word_counts_while_it_is_typed() {
        assert!(
            scored("clean ket", "Clean the kettle", "", false)
                > scored("ket clean", "Clean the kettle", "", false)
        );
    }

    #[test]
    fn forms_of_a_word_match_and_the_body_counts_for_less() {
        assert!(
            scored("cleaning kettles", "Clean a kettle", "", false)
                > scored("cleaning kettles", "Limescale", "clean a kettle", false)
        );
    }

    #[test]
    fn a_longer_form_of_a_word_counts_for_less_than_the_word() {
        let exact = scored("low acid", "Low acid beans", "", false);
        let longer = scored("low acid", "Low acidity beans", "", false);
        assert!(exact > longer && longer > scored("low acid", "Low bitterness beans", "", false));
    }

    #[test]
    fn rare_words_weigh_more() {
        let idf = |term: &str| if term == "descale" { 5.0 } else { 0.5 };
        let query = terms("descale kettle");
        let rare = terms("When to descale");
        let common = terms("Which kettle");
        let candidate = |title| Candidate {
            title,
            context: &[],
            answered: false,
            solved: false,
        };
        assert!(score(&query, candidate(&rare), &idf) > score(&query, candidate(&common), &idf));
    }

    #[test]
    fn a_query_of_stop_words_still_finds_its_title() {
        assert!(scored("what is it", "What is it?", "", false) > 0.0);
        assert!(scored("", "What is it?", "", false).abs() < f64::EPSILON);
    }
}
