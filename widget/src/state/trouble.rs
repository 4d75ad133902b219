//! Why a call has no result, and what that means for a person.
//!
//! Invariant: every failure becomes one trouble, and a trouble says what comes next: wait, sign in, change
//! something, try again.

use shared::api::problem::{Code, Problem};
use shared::time::Millis;

use crate::surface::Trouble;

/// Why a call has no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The server could not be reached, or did not answer in time.
    #[error("no connection")]
    Network,
    /// The server said no.
    #[error("{}", .problem.detail)]
    Problem {
        /// What it said.
        problem: Box<Problem>,
        /// After how many seconds it may be tried again.
        retry_after: Option<u32>,
    },
    /// What came back is not what this release reads.
    #[error("an answer that can't be read")]
    Unreadable,
}

impl CallError {
    /// What this means for a person at `now`.
    pub fn trouble(self, now: Millis) -> Trouble {
        let (problem, retry_after) = match self {
            Self::Network => return Trouble::Offline,
            Self::Unreadable => return Trouble::Failed,
            Self::Problem { problem, retry_after } => (problem, retry_after),
        };
        match problem.code {
            Code::RateLimited => {
                Trouble::RateLimited(retry_after.map(|seconds| now.plus(i64::from(seconds) * Millis::SECOND)))
            }
            Code::SignInNeeded | Code::BadToken | Code::BadSsoToken => Trouble::SignInNeeded,
            Code::Internal | Code::Unavailable | Code::Unknown => Trouble::Failed,
            Code::NotFound => Trouble::Gone,
            _ => {
                let field = problem.errors.into_iter().next().map(|error| error.detail);
                Trouble::Refused(field.unwrap_or(problem.detail))
            }
        }
    }

    /// The code of a problem.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Problem { problem, .. } => Some(problem.code),
            Self::Network | Self::Unreadable => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(code: Code, retry_after: Option<u32>) -> CallError {
        let problem = Problem {
            kind: String::new(),
            title: code.title().to_owned(),
            status: code.status(),
            detail: "Wait a little.".to_owned(),
            instance: String::new(),
            code,
            errors: Vec::new(),
        };
        CallError::Problem {
            problem: Box::new(problem),
            retry_after,
        }
    }

    #[test]
    fn a_limit_says_when_it_ends() {
        let trouble = problem(Code::RateLimited, Some(90)).trouble(Millis::new(1_000));
        assert_eq!(trouble, Trouble::RateLimited(Some(Millis::new(91_000))));
    }

    #[test]
    fn what_can_never_succeed_is_not_offered_again() {
        for code in [
            Code::NotFound,
            Code::WrongState,
            Code::OwnContribution,
            Code::Forbidden,
            Code::NameRefused,
        ] {
            assert!(
                !problem(code, None).trouble(Millis::new(0)).can_retry(),
                "{code:?}"
            );
        }
    }

    #[test]
    fn a_refusal_is_told_in_the_servers_words() {
        let trouble = problem(Code::WrongState, None).trouble(Millis::new(0));
        assert_eq!(trouble, Trouble::Refused("Wait a little.".to_owned()));
    }
}
