//! Finding questions by their words.
//!
//! Invariant: what is stored for the index and what is asked of it pass the same [`fold()`] and [`terms()`], so the
//! database needs nothing but a tokenizer that cuts at spaces (`unicode61`). Accents, case and Arabic letter
//! forms are folded; Chinese, Japanese and Thai, which put no spaces between words, become overlapping bigrams.

mod fold;
mod highlight;
mod query;
mod score;
mod stem;
mod stop_words;
mod terms;
mod typo;

pub use fold::fold;
pub use highlight::highlights;
pub use query::{Mode, match_expression};
pub use score::{Candidate, Merits, Query, promising};
pub use stem::stem;
pub use stop_words::is_stop_word;
pub use terms::{TERMS_MAX, indexed, is_unspaced, terms, words};
pub use typo::{VARIANTS_MIN_LETTERS, one_edit_variants};
