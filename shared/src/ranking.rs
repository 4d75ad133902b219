//! The orders of answers and questions, as values a database can index.
//!
//! Invariant: an order depends on nothing but its key; keys are compared as the database compares them.

use std::cmp::Ordering;

use crate::api::question::Sort;

/// The quantile of the standard normal distribution for 95 % confidence, two-sided.
pub const Z: f64 = 1.96;

/// The lower bound of the Wilson score interval for the share of `up` among all votes; 0 without votes.
///
/// E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, Journal of the American
/// Statistical Association 22 (1927), 209–212; for the order of things rated by votes, Evan Miller,
/// [How Not To Sort By Average Rating](https://www.evanmiller.org/how-not-to-sort-by-average-rating.html).
pub fn wilson(up: u32, down: u32) -> f64 {
    let (up, n) = (f64::from(up), f64::from(up) + f64::from(down));
    if n == 0.0 {
        return 0.0;
    }
    let share = up / n;
    let z2 = Z * Z;
    let center = share + z2 / (2.0 * n);
    let margin = Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    ((center - margin) / (1.0 + z2 / n)).max(0.0)
}

/// The votes on something that came with a net score from elsewhere: `imported` counts as that many up, or down.
pub fn with_imported(up: u32, down: u32, imported: i64) -> (u32, u32) {
    let share = u32::try_from(imported.unsigned_abs()).unwrap_or(u32::MAX);
    if imported >= 0 {
        (up.saturating_add(share), down)
    } else {
        (up, down.saturating_add(share))
    }
}

/// Where an answer stands. Stored in three columns and read by
/// `ORDER BY class, bound DESC, created_at, id`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AnswerRank {
    /// 0: solved it for the asker. 1: every other. 2: cautioned (outdated or not right), solved or not.
    pub class: i64,
    /// The [`wilson`] bound of its votes.
    pub bound: f64,
    /// When it was written, in milliseconds: of equals the older stands first.
    pub created_at: i64,
}

impl AnswerRank {
    /// The rank of an answer with these votes, imported ones included ([`with_imported`]).
    pub fn new(accepted: bool, cautioned: bool, up: u32, down: u32, created_at: i64) -> Self {
        let class = match (cautioned, accepted) {
            (true, _) => 2,
            (false, true) => 0,
            (false, false) => 1,
        };
        Self {
            class,
            bound: wilson(up, down),
            created_at,
        }
    }

    /// The order of two answers: less stands first.
    pub fn compare(&self, other: &Self) -> Ordering {
        self.class
            .cmp(&other.class)
            .then_with(|| other.bound.total_cmp(&self.bound))
            .then_with(|| self.created_at.cmp(&other.created_at))
    }
}

/// Where a question stands in a list: both numbers are read in descending order, then the id, descending.
/// `active`: last said, asked. `new`: asked twice over. `top` and `unanswered`: score, asked
/// (`unanswered` lists only questions with no answer).
pub fn question_rank(sort: Sort, score: i64, created_at: i64, active_at: i64) -> [i64; 2] {
    match sort {
        Sort::Active => [active_at, created_at],
        Sort::New => [created_at, created_at],
        Sort::Top | Sort::Unanswered => [score, created_at],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_has_the_values_of_the_formula() {
        for (up, down, bound) in [
            (0, 0, 0.0),
            (1, 0, 0.206_549),
            (10, 0, 0.722_467),
            (600, 400, 0.569_286),
            (0, 5, 0.0),
            (9, 1, 0.595_850),
        ] {
            assert!(
                (wilson(up, down) - bound).abs() < 1e-4,
                "{up}/{down}: {}",
                wilson(up, down)
            );
        }
    }

    #[test]
    fn solved_stands_first_and_a_caution_takes_that_away() {
        let solved = AnswerRank::new(true, false, 0, 5, 9);
        let helpful = AnswerRank::new(false, false, 100, 0, 9);
        let weak = AnswerRank::new(false, false, 0, 50, 9);
        let outdated = AnswerRank::new(true, true, 1_000, 0, 1);
        let mut ranks = [outdated, weak, helpful, solved];
        ranks.sort_by(AnswerRank::compare);
        assert_eq!(ranks, [solved, helpful, weak, outdated]);
    }

    #[test]
    fn of_equals_the_older_answer_stands_first() {
        let older = AnswerRank::new(false, false, 3, 1, 1);
        let newer = AnswerRank::new(false, false, 3, 1, 2);
        assert_eq!(older.compare(&newer), Ordering::Less);
    }

    #[test]
    fn an_imported_net_score_is_that_many_votes() {
        assert_eq!(with_imported(1, 2, 7), (8, 2));
        assert_eq!(with_imported(1, 2, -7), (1, 9));
        assert_eq!(with_imported(u32::MAX, 0, i64::MIN), (u32::MAX, u32::MAX));
    }

    #[test]
    fn questions_of_equal_score_stand_newest_first() {
        let old = question_rank(Sort::Top, 4, 1, 100);
        let new = question_rank(Sort::Top, 4, 2, 50);
        assert!(new > old && question_rank(Sort::Top, 5, 0, 0) > new);
        assert!(question_rank(Sort::Active, 0, 1, 100) > question_rank(Sort::Active, 9, 2, 50));
    }
}
