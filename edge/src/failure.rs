//! What goes wrong, and the one way it becomes an answer.
//!
//! [`Failure::Refused`] is the caller's to mend and says how; [`Failure::Internal`] is ours: its text goes to
//! the log with the request's id, and the caller reads a fixed sentence. Whatever a transaction did before a
//! failure is rolled back.

use shared::api::problem::{CONTENT_TYPE, Code, FieldError, Problem};

use crate::json;
use crate::reply::Reply;

/// Why a request is not done.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Failure {
    /// The caller can mend it.
    #[error("{}: {detail}", code.as_str())]
    Refused {
        /// What kind of problem.
        code: Code,
        /// What to do.
        detail: String,
        /// The fields at fault.
        errors: Vec<FieldError>,
        /// For a limit: when to come back, in seconds.
        retry_after: Option<u32>,
    },
    /// We have to mend it.
    #[error("{0}")]
    Internal(String),
}

impl Failure {
    /// A refusal without a field.
    pub fn refused(code: Code, detail: impl Into<String>) -> Self {
        Self::Refused {
            code,
            detail: detail.into(),
            errors: Vec::new(),
            retry_after: None,
        }
    }

    /// A field that breaks its rule.
    pub fn field(pointer: &str, detail: impl Into<String>) -> Self {
        Self::fields(vec![FieldError {
            pointer: pointer.to_owned(),
            detail: detail.into(),
        }])
    }

    /// Fields that break their rules.
    pub fn fields(errors: Vec<FieldError>) -> Self {
        let detail = errors
            .iter()
            .map(|error| error.detail.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        Self::Refused {
            code: Code::InvalidField,
            detail,
            errors,
            retry_after: None,
        }
    }

    /// Nothing there that this caller can see.
    pub fn not_found() -> Self {
        Self::refused(
            Code::NotFound,
            "There is nothing at this address, or not for you. Check the identifier, or sign in if it is yours.",
        )
    }

    /// Says a refusal in other words. What is ours to mend stays that.
    #[must_use]
    pub fn or_refused(self, refusal: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Refused { .. } => refusal(),
            Self::Internal(_) => self,
        }
    }

    /// The problem as the caller reads it, for the request of this id, and when to come back, in seconds.
    /// Internal text is logged, never sent.
    pub fn into_problem(self, request_id: &str) -> (Problem, Option<u32>) {
        let (code, detail, errors, retry_after) = match self {
            Self::Refused {
                code,
                detail,
                errors,
                retry_after,
            } => (code, detail, errors, retry_after),
            Self::Internal(cause) => {
                crate::runtime::log(
                    &serde_json::json!({ "request": request_id, "error": cause }).to_string(),
                );
                (
                    Code::Internal,
                    "Nothing was changed. Try again; if it stays, tell us the instance.".to_owned(),
                    Vec::new(),
                    None,
                )
            }
        };
        let problem = Problem {
            kind: format!("/docs/problems#{}", code.as_str()),
            title: code.title().to_owned(),
            status: code.status(),
            detail,
            instance: request_id.to_owned(),
            code,
            errors,
        };
        (problem, retry_after)
    }

    /// The answer, for the request of this id.
    pub fn into_reply(self, request_id: &str) -> Reply {
        let (problem, retry_after) = self.into_problem(request_id);
        reply(&problem, retry_after)
    }
}

/// A problem as an answer; it says when to come back, if that is known, in seconds.
pub fn reply(problem: &Problem, retry_after: Option<u32>) -> Reply {
    let body = serde_json::to_string(problem).unwrap_or_default();
    let reply = Reply::new(problem.status, CONTENT_TYPE, body).uncached();
    match retry_after {
        Some(seconds) => reply.header("retry-after", seconds.to_string()),
        None => reply,
    }
}

impl From<shared::policy::Refusal> for Failure {
    fn from(refusal: shared::policy::Refusal) -> Self {
        match refusal {
            shared::policy::Refusal::Invalid { pointer, detail } => Self::field(pointer, detail),
            other => Self::refused(other.code(), other.to_string()),
        }
    }
}

impl From<worker::Error> for Failure {
    fn from(error: worker::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<json::Error> for Failure {
    fn from(error: json::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<getrandom::Error> for Failure {
    fn from(error: getrandom::Error) -> Self {
        Self::Internal(error.to_string())
    }
}
