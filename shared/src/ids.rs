//! Identifiers: a kind prefix and a UUIDv7 in 32 hexadecimal digits, for example
//! `q_018f3c2b7a9e7c3e9d5b1f2a3c4d5e6f`.
//!
//! Invariant: a value of one of these types has been checked; the prefix alone tells the kind, so a
//! target needs no look-up. Identifiers sort by the time they were made and are never secrets.

use serde::{Deserialize, Serialize};

use crate::time::Millis;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The prefix names no kind, or another kind than the one asked for.
    #[error("an identifier of this kind starts with `{expected}`")]
    Prefix {
        /// The prefix that was expected, with its underscore.
        expected: &'static str,
    },
    /// What follows the prefix is not 32 lower-case hexadecimal digits.
    #[error("after the prefix come 32 lower-case hexadecimal digits")]
    Digits,
}

/// The 32 digits of a UUIDv7 made at `now` from `random` bytes
/// ([RFC 9562, section 5.7](https://www.rfc-editor.org/rfc/rfc9562#section-5.7)).
pub fn uuid_v7(now: Millis, random: [u8; 10]) -> String {
    let milliseconds = u64::try_from(now.get()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(milliseconds, &random)
        .into_uuid()
        .simple()
        .to_string()
}

macro_rules! identifier {
    ($(#[$meta:meta])* $name:ident, $prefix:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(#[cfg_attr(feature = "schema", schemars(regex(pattern = concat!("^", $prefix, "[0-9a-f]{32}$"))))] String);

        impl $name {
            /// The prefix of this kind, with its underscore.
            pub const PREFIX: &'static str = $prefix;

            /// A new identifier made at `now` from `random` bytes.
            pub fn new(now: Millis, random: [u8; 10]) -> Self {
                Self(format!("{}{}", $prefix, uuid_v7(now, random)))
            }

            /// Reads an identifier.
            ///
            /// # Errors
            /// When the prefix or the digits are not those of this kind.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                checked(text, $prefix).map(Self)
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// A question.
    QuestionId, "q_"
);
identifier!(
    /// An answer to a question.
    AnswerId, "a_"
);
identifier!(
    /// A comment under an answer.
    CommentId, "c_"
);
identifier!(
    /// A subject: the thing questions belong to.
    SubjectId, "s_"
);
identifier!(
    /// A person in one community.
    PersonId, "p_"
);
identifier!(
    /// A medium: a picture that somebody sent.
    MediumId, "m_"
);

identifier!(
    /// A story: what somebody shared.
    StoryId, "st_"
);
identifier!(
    /// A consent to show something elsewhere.
    FeatureId, "ft_"
);
identifier!(
    /// A promise of the brand.
    PromiseId, "pr_"
);
identifier!(
    /// A contest.
    ContestId, "ct_"
);
identifier!(
    /// An entry of a contest.
    EntryId, "en_"
);

/// Something people wrote: what one votes on, reports and moderates.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// A question.
    Question(QuestionId),
    /// An answer.
    Answer(AnswerId),
    /// A comment.
    Comment(CommentId),
    /// A story.
    Story(StoryId),
}

impl Target {
    /// The prefixes of its kinds.
    pub const PREFIXES: [&'static str; 4] = [
        QuestionId::PREFIX,
        AnswerId::PREFIX,
        CommentId::PREFIX,
        StoryId::PREFIX,
    ];

    /// Reads a target by its prefix.
    ///
    /// # Errors
    /// When the text is no identifier of a question, an answer, a comment or a story.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        match text.get(..2) {
            Some(QuestionId::PREFIX) => QuestionId::parse(text).map(Self::Question),
            Some(AnswerId::PREFIX) => AnswerId::parse(text).map(Self::Answer),
            Some(CommentId::PREFIX) => CommentId::parse(text).map(Self::Comment),
            Some("st") => StoryId::parse(text).map(Self::Story),
            _ => Err(IdError::Prefix {
                expected: "q_`, `a_`, `c_` or `st_",
            }),
        }
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Question(id) => id.as_str(),
            Self::Answer(id) => id.as_str(),
            Self::Comment(id) => id.as_str(),
            Self::Story(id) => id.as_str(),
        }
    }
}

impl TryFrom<String> for Target {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(&text)
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.as_str().to_owned()
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The same text, if it is an identifier with this prefix. One for all kinds: the widget carries it once.
#[inline(never)]
fn checked(text: &str, prefix: &'static str) -> Result<String, IdError> {
    let digits = text
        .strip_prefix(prefix)
        .ok_or(IdError::Prefix { expected: prefix })?;
    if is_digits(digits) {
        Ok(text.to_owned())
    } else {
        Err(IdError::Digits)
    }
}

fn is_digits(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_made_later_sort_later() {
        let early = QuestionId::new(Millis::new(1), [0xff; 10]);
        let late = QuestionId::new(Millis::new(2), [0; 10]);
        assert!(early < late);
    }

    #[test]
    fn an_identifier_reads_back_and_carries_version_seven() {
        let id = AnswerId::new(Millis::new(1_700_000_000_000), [0xff; 10]);
        assert_eq!(AnswerId::parse(id.as_str()), Ok(id.clone()));
        assert_eq!(id.as_str().as_bytes()[14], b'7');
    }

    #[test]
    fn a_target_knows_its_kind_by_the_prefix_alone() {
        let id = CommentId::new(Millis::new(7), [3; 10]);
        assert_eq!(Target::parse(id.as_str()), Ok(Target::Comment(id)));
        let id = StoryId::new(Millis::new(7), [3; 10]);
        assert_eq!(Target::parse(id.as_str()), Ok(Target::Story(id)));
        assert!(Target::parse("s_00000000000000000000000000000000").is_err());
        assert!(Target::parse("p_00000000000000000000000000000000").is_err());
        assert_eq!(Target::parse("q_XYZ"), Err(IdError::Digits));
        assert!(Target::parse("é").is_err());
    }
}
