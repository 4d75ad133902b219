//! How well a question's title answers to what someone types.

use super::{is_stop_word, stem};
use crate::sort;

/// What someone types, looked at once for all candidates.
#[derive(Debug, Clone)]
pub struct Query<'a> {
    terms: Vec<Asked<'a>>,
    total: f64,
    unasked: f64,
}

/// The words of a question that the index found, as [`super::indexed`] writes them: terms with spaces between.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its tags and the beginning of its body: they count for less.
    pub context: &'a str,
}

/// What makes one question more of use than another that matches about as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merits {
    /// Whether it has an answer.
    pub answered: bool,
    /// Whether an answer solved it.
    pub solved: bool,
    /// Whether it is about the very thing: another product's answer may help, this one's helps first.
    pub same_subject: bool,
}

impl Merits {
    /// By how much they raise a score: from 1 to [`Merits::MOST`].
    pub fn factor(self) -> f64 {
        let of = |merit: bool, value: f64| if merit { value } else { 0.0 };
        (1.0 + of(self.answered, ANSWERED) + of(self.solved, SOLVED))
            * (1.0 + of(self.same_subject, SAME_SUBJECT))
    }

    /// The most they raise a score by.
    pub const MOST: f64 = (1.0 + ANSWERED + SOLVED) * (1.0 + SAME_SUBJECT);
}

/// Those of `scored` that can stand among the first `count` once their merits are known, whatever these are, and
/// reach `least` then. Every other is kept out by `count` better ones, or by `least`.
pub fn promising<T>(mut scored: Vec<(f64, T)>, count: usize, least: f64) -> Vec<(f64, T)> {
    sort::by(&mut scored, |(a, _), (b, _)| b.total_cmp(a));
    let last = scored
        .get(count.saturating_sub(1))
        .map_or(0.0, |(score, _)| *score);
    scored.retain(|(score, _)| score * Merits::MOST >= last.max(least));
    scored
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
/// What the same subject adds.
const SAME_SUBJECT: f64 = 0.2;

impl<'a> Query<'a> {
    /// A query for `terms`, the rarity of each given by `idf` (the logarithm of the questions over the questions with
    /// it), and that of a word which was not asked for.
    pub fn new(terms: &'a [String], idf: &dyn Fn(&str) -> f64, unasked: f64) -> Self {
        let terms: Vec<Asked<'a>> = terms
            .iter()
            .map(|text| Asked {
                word: Stemmed::new(text),
                weight: weight(text, idf(text)),
            })
            .collect();
        Self {
            total: terms.iter().map(|term| term.weight).sum(),
            terms,
            unasked,
        }
    }

    /// How well `candidate` answers to this query, from 0 (not at all) to 1.2: the share of the query that the title
    /// covers, each term weighted by its rarity, times a mild preference for titles that say little else. The last
    /// term matches as a prefix, since it may still be typed.
    pub fn score(&self, candidate: Candidate<'_>) -> f64 {
        let title: Vec<Stemmed<'_>> = words(candidate.title).map(Stemmed::new).collect();
        let covered = self.covered(&title, candidate.context);
        if self.total <= 0.0 || covered <= 0.0 {
            return 0.0;
        }
        covered / self.total * (0.8 + 0.4 * self.focus(&title))
    }

    /// The weight of what the candidate has: of each term as much as the title has of it, else as the context.
    fn covered(&self, title: &[Stemmed<'_>], context: &str) -> f64 {
        let mut covered = 0.0;
        let mut missing: Vec<&Asked<'_>> = Vec::new();
        for (index, term) in self.terms.iter().enumerate() {
            match term.word.strength(title, index + 1 == self.terms.len()) {
                Some(strength) => covered += term.weight * strength,
                None => missing.push(term),
            }
        }
        for word in words(context) {
            if missing.is_empty() {
                break;
            }
            missing.retain(|term| {
                let found = term.word.has_form(word);
                covered += if found { term.weight * CONTEXT } else { 0.0 };
                !found
            });
        }
        covered
    }

    /// The share of a title that was asked for, by weight.
    fn focus(&self, title: &[Stemmed<'_>]) -> f64 {
        let (mut all, mut used) = (0.0, 0.0);
        for word in title {
            let asked = self.terms.iter().find(|term| term.word.text == word.text);
            let weight = asked.map_or_else(|| weight(word.text, self.unasked), |term| term.weight);
            all += weight;
            if asked.is_some() || self.terms.iter().any(|term| term.word.is(word)) {
                used += weight;
            }
        }
        if all > 0.0 { used / all } else { 0.0 }
    }
}

/// A term of a query and what it counts.
#[derive(Debug, Clone)]
struct Asked<'a> {
    word: Stemmed<'a>,
    weight: f64,
}

/// A term and its stem, found once: every term of the query is held against every term of a title.
#[derive(Debug, Clone)]
struct Stemmed<'a> {
    text: &'a str,
    stem: &'a str,
}

impl<'a> Stemmed<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            stem: stem(text),
        }
    }

    /// Whether these are forms of one word.
    fn is(&self, other: &Stemmed<'_>) -> bool {
        self.stem == other.stem || self.text == other.text
    }

    /// Whether `word` is a form of this one. A word begins with its stem, so that few have to be cut to theirs.
    fn has_form(&self, word: &str) -> bool {
        self.text == word || word.starts_with(self.stem) && stem(word) == self.stem
    }

    /// How much a title has of this, up to 1; nothing where it has not even a related word.
    fn strength(&self, title: &[Stemmed<'_>], last: bool) -> Option<f64> {
        if title.iter().any(|other| self.is(other)) {
            Some(1.0)
        } else if last && title.iter().any(|other| other.text.starts_with(self.text)) {
            Some(PREFIX)
        } else if title.iter().any(|other| self.is_related(other)) {
            Some(RELATED)
        } else {
            None
        }
    }

    /// Whether one stem begins the other and says enough by itself.
    fn is_related(&self, other: &Stemmed<'_>) -> bool {
        let shorter = self.stem.len().min(other.stem.len());
        shorter >= RELATED_MIN
            && self.stem.is_ascii()
            && (self.stem.starts_with(other.stem) || other.stem.starts_with(self.stem))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}

fn weight(term: &str, rarity: f64) -> f64 {
    let rarity = rarity.max(0.05);
    if is_stop_word(term) {
        rarity * STOP_WORD
    } else {
        rarity
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{indexed, terms};

    fn scored(query: &str, title: &str, context: &str, answered: bool) -> f64 {
        let (title, context) = (indexed(title), indexed(context));
        let score = Query::new(&terms(query), &|_| 1.0, 1.0).score(Candidate {
            title: &title,
            context: &context,
        });
        let merits = Merits {
            answered,
            ..Merits::default()
        };
        score * merits.factor()
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
        let asked = terms("descale kettle");
        let query = Query::new(&asked, &idf, 0.5);
        let scored = |title| query.score(Candidate { title, context: "" });
        assert!(scored("when to descale") > scored("which kettle"));
    }

    #[test]
    fn a_query_of_stop_words_still_finds_its_title() {
        assert!(scored("what is it", "What is it?", "", false) > 0.0);
        assert!(scored("", "What is it?", "", false).abs() < f64::EPSILON);
    }

    #[test]
    fn no_merit_brings_back_what_is_not_promising() {
        let scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.3];
        let scored: Vec<(f64, usize)> = scores.iter().copied().zip(0..).collect();
        let kept = promising(scored.clone(), 2, 0.0);
        assert_eq!(kept.iter().map(|(_, at)| *at).collect::<Vec<_>>(), [0, 1, 2, 3]);
        assert!(
            scored
                .iter()
                .skip(kept.len())
                .all(|(score, _)| score * Merits::MOST < 0.8)
        );
        assert_eq!(promising(scored, 9, 0.7).len(), 5);
        let all = Merits {
            answered: true,
            solved: true,
            same_subject: true,
        };
        assert!((all.factor() - Merits::MOST).abs() < f64::EPSILON);
    }
}
