//! Why the command stops, and the exit code that says so. Every sentence names the cause and the next step.

use std::path::PathBuf;

use shared::api::problem::{Code, Problem};

/// Why the command stops.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The server understood and refused.
    #[error("{}", refusal(.0))]
    Refused(Box<Problem>),
    /// The server refused some of the items of an import.
    #[error("{0} items were refused; the report says which and why. What was taken stays.")]
    PartlyRefused(usize),
    /// A contest's log is not what it should be.
    #[error("FAIL: {0}")]
    Tampered(shared::contest::tampering::Tampering),
    /// What was asked for makes no sense as it is.
    #[error("{0}")]
    Usage(String),
    /// A file can't be read or written.
    #[error("{path} can't be used: {cause}", path = .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A file does not hold what it has to. Nothing was sent.
    #[error("{path}, line {line}: {reason} Nothing was sent.", path = .path.display())]
    Content {
        /// Which.
        path: PathBuf,
        /// Where in it, counted from one.
        line: u64,
        /// What is wrong there, in a sentence.
        reason: String,
    },
    /// No answer, or one that Fanfare does not give.
    #[error("{server} can't be reached: {cause}. Check the address (--server) and whether the server runs.")]
    Unreachable {
        /// The address that was tried.
        server: String,
        /// What went wrong.
        cause: String,
    },
}

impl Failure {
    /// The exit code.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Refused(_) | Self::PartlyRefused(_) | Self::Tampered(_) => 1,
            Self::Usage(_) => 2,
            Self::File { .. } | Self::Content { .. } => 3,
            Self::Unreachable { .. } => 4,
        }
    }

    /// Whether the server refused for this reason.
    pub(crate) fn is(&self, code: Code) -> bool {
        matches!(self, Self::Refused(problem) if problem.code == code)
    }
}

fn refusal(problem: &Problem) -> String {
    let mut text = format!(
        "The server refused ({} {}): {}",
        problem.status,
        problem.code.as_str(),
        problem.detail
    );
    for error in &problem.errors {
        text.push_str(&format!("\n  {}: {}", error.pointer, error.detail));
    }
    if let Some(step) = next_step(problem.code) {
        text.push_str("\n  ");
        text.push_str(step);
    }
    text
}

fn next_step(code: Code) -> Option<&'static str> {
    match code {
        Code::SignInNeeded | Code::BadToken | Code::Forbidden => {
            Some("Give the operator's token of this server by FANFARE_OPERATOR_TOKEN or --operator-token.")
        }
        Code::UnknownCommunity => Some("Make it first: fanfare community create --slug SLUG --name NAME."),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::problem::FieldError;

    fn problem(code: Code) -> Failure {
        Failure::Refused(Box::new(Problem {
            kind: String::new(),
            title: String::new(),
            status: code.status(),
            detail: "It can't be.".to_owned(),
            instance: String::new(),
            code,
            errors: vec![FieldError {
                pointer: "/slug".to_owned(),
                detail: "Too short.".to_owned(),
            }],
        }))
    }

    #[test]
    fn a_refusal_names_the_field_and_the_next_step() {
        let text = problem(Code::UnknownCommunity).to_string();
        assert_eq!(
            text,
            "The server refused (404 unknown_community): It can't be.\n  /slug: Too short.\n  \
             Make it first: fanfare community create --slug SLUG --name NAME."
        );
    }

    #[test]
    fn each_kind_of_failure_has_its_exit_code() {
        let file = Failure::File {
            path: PathBuf::new(),
            cause: std::io::ErrorKind::NotFound.into(),
        };
        let unreachable = Failure::Unreachable {
            server: String::new(),
            cause: String::new(),
        };
        let codes = [
            problem(Code::BadToken),
            Failure::Usage(String::new()),
            file,
            unreachable,
        ]
        .map(|failure| failure.exit_code());
        assert_eq!(codes, [1, 2, 3, 4]);
    }
}
