//! Which questions are worth weighing: a bounded set, gathered from the most telling words.

use shared::search::{Mode, match_expression, stem};

use super::words::Asked;
use crate::community::rows::search::{self as rows, Within};
use crate::community::sql::Sql;
use crate::failure::Failure;

/// The most candidates: finding and weighing one costs some ten microseconds.
const CANDIDATES_MAX: usize = 100;
/// The most of them that one expression gives.
const PER_EXPRESSION: usize = 40;

/// The rows of the index worth weighing for what was asked: first those with several telling words in title or
/// tags, then with one, rarest first, then with the rarest anywhere in their words.
///
/// # Errors
/// When SQLite fails.
pub(super) fn similar(sql: &Sql, asked: &Asked) -> Result<Vec<i64>, Failure> {
    let telling = asked.telling();
    let mut numbers = Vec::new();
    for (within, expression) in expressions(&telling) {
        if numbers.len() >= CANDIDATES_MAX {
            break;
        }
        let limit = PER_EXPRESSION.min(CANDIDATES_MAX - numbers.len());
        for number in rows::find(sql, within, &expression, limit)? {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    Ok(numbers)
}

fn expressions(telling: &[&str]) -> Vec<(Within, String)> {
    let mut expressions = Vec::new();
    for together in [3, 2] {
        if let Some(rarest) = telling.get(..together) {
            expressions.push((Within::Titles, match_expression(rarest, Mode::All, false)));
        }
    }
    for term in telling {
        expressions.push((Within::Titles, match_expression(&[term], Mode::Any, false)));
        let stem = stem(term);
        if stem.len() >= 4 {
            expressions.push((Within::Titles, match_expression(&[stem], Mode::Any, true)));
        }
    }
    for together in [3, 2, 1] {
        if let Some(rarest) = telling.get(..together) {
            expressions.push((Within::Everything, match_expression(rarest, Mode::All, false)));
        }
    }
    expressions
}
