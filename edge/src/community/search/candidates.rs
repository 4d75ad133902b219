//! Which questions are worth weighing: a bounded set, gathered from the most telling words.

use shared::search::{Mode, match_expression, stem};

use super::words::Asked;
use crate::community::rows::search as rows;
use crate::community::sql::Sql;
use crate::failure::Failure;

/// The most candidates: weighing one costs some ten microseconds.
const CANDIDATES_MAX: usize = 150;
/// The most of them that one expression gives.
const PER_EXPRESSION: usize = 60;

/// The rows of the index worth weighing for what was asked: first those with several telling words in title or
/// tags, then with one, rarest first, then with the rarest anywhere in their words.
///
/// # Errors
/// When SQLite fails.
pub(super) fn similar(sql: &Sql, asked: &Asked) -> Result<Vec<i64>, Failure> {
    let telling = asked.telling();
    let mut numbers = Vec::new();
    for expression in expressions(&telling) {
        if numbers.len() >= CANDIDATES_MAX {
            break;
        }
        let limit = PER_EXPRESSION.min(CANDIDATES_MAX - numbers.len());
        for number in rows::find(sql, &expression, limit)? {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    Ok(numbers)
}

fn expressions(telling: &[&str]) -> Vec<String> {
    let in_title =
        |terms: &[String], mode| format!("{{title tags}} : ({})", match_expression(terms, mode, false));
    let stems: Vec<String> = telling.iter().map(|term| stem(term).to_owned()).collect();
    let mut expressions = Vec::new();
    for together in [3, 2] {
        if let Some(rarest) = telling.get(..together) {
            let words: Vec<String> = rarest.iter().map(|word| (*word).to_owned()).collect();
            expressions.push(in_title(&words, Mode::All));
        }
    }
    for (term, stem) in telling.iter().zip(&stems) {
        let plain = in_title(&[(*term).to_owned()], Mode::Any);
        expressions.push(plain);
        if stem.len() >= 4 {
            expressions.push(format!(
                "{{title tags}} : ({})",
                match_expression(&[stem], Mode::Any, true)
            ));
        }
    }
    for together in [3, 2, 1] {
        if let Some(rarest) = telling.get(..together) {
            expressions.push(match_expression(rarest, Mode::All, false));
        }
    }
    expressions
}
