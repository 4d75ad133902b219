//! What people write, as values with limits.
//!
//! Invariant: a value of one of these types is normalized (NFC), trimmed, within its limits and free of
//! control characters and of characters that reorder text. Lengths count characters (Unicode scalar values).

pub(crate) mod clean;
mod shape;

use clean::{Lines, clean};

use crate::complaint;

/// Why a text can't be taken, with what a person needs to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing is there.
    #[error("This can't be empty.")]
    Empty,
    /// Fewer characters than needed.
    #[error("This needs at least {min} characters; it has {length}.")]
    TooShort {
        /// The least it needs.
        min: usize,
        /// What it has.
        length: usize,
    },
    /// More characters than allowed.
    #[error("This may have at most {max} characters; it has {length}.")]
    TooLong {
        /// The most it may have.
        max: usize,
        /// What it has.
        length: usize,
    },
    /// More items than allowed.
    #[error("At most {max} are allowed; there are {count}.")]
    TooMany {
        /// The most there may be.
        max: usize,
        /// What there is.
        count: usize,
    },
    /// A character that hides or reorders text.
    #[error("The invisible character U+{:04X} is not allowed; remove it.", u32::from(*character))]
    Forbidden {
        /// The character.
        character: char,
    },
    /// A character this kind of text can't have.
    #[error("The character “{character}” is not allowed; use {allowed}.")]
    Character {
        /// The character.
        character: char,
        /// What is allowed, in words.
        allowed: &'static str,
    },
    /// The text has not the shape of what it should be.
    #[error("This has to be {expected}.")]
    Shape {
        /// What it should be, in words.
        expected: &'static str,
    },
}

macro_rules! text {
    ($(#[$meta:meta])* $name:ident, $parse:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Reads, normalizes and checks a text.
            ///
            /// # Errors
            /// When it breaks a rule of its kind.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                let parse: fn(&str) -> Result<String, TextError> = $parse;
                parse(text).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// The least a title needs: shorter ones (`Help!`) say nothing to others or to the search.
pub const TITLE_MIN: usize = 8;
/// The most a title may have: two lines on a phone, and what search engines show twice over.
pub const TITLE_MAX: usize = 150;
/// The least the line of a story needs: two letters, or one sign of a picture and another.
pub const STORY_TITLE_MIN: usize = 2;
/// The most a question's body may have: about four printed pages, and a page of 20 answers stays under 1 MB.
pub const BODY_MAX: usize = 10_000;
/// The least an answer needs: `No` is an answer.
pub const ANSWER_MIN: usize = 2;
/// The most an answer may have, like a question's body.
pub const ANSWER_MAX: usize = BODY_MAX;
/// The least a comment needs.
pub const COMMENT_MIN: usize = 2;
/// The most a comment may have: one paragraph; what needs more is an answer.
pub const COMMENT_MAX: usize = 600;
/// The most a tag may have: it fits on a chip at 320 pixels.
pub const TAG_MAX: usize = 30;
/// The most tags a question may have: more do not narrow a list any further.
pub const TAGS_MAX: usize = 5;
/// The most a subject's key may have: addresses of product pages with their query are shorter in practice.
pub const SUBJECT_KEY_MAX: usize = 300;
/// The most a subject's name may have: product names stay under it with their variant.
pub const SUBJECT_NAME_MAX: usize = 120;
/// The most a community's name may have: it stands on one line of a header.
pub const COMMUNITY_NAME_MAX: usize = 60;
/// The most a reason may have: two sentences beside what they are about.
pub const REASON_MAX: usize = 300;
/// The most a person says of themselves: one sentence beside their name.
pub const SENTENCE_MAX: usize = 160;
/// The most a note to staff may have, like a comment.
pub const NOTE_MAX: usize = 600;
/// The most a description of a picture may have: two sentences, which a reader hears in one breath or two.
pub const ALT_MAX: usize = 300;
/// The most an address of a picture or page may have: every browser and proxy passes it on.
pub const URL_MAX: usize = 500;
/// The most an e-mail address may have
/// ([RFC 5321, erratum 1690](https://www.rfc-editor.org/errata/eid1690)).
pub const EMAIL_MAX: usize = 254;
/// The most an idempotency key may have: a UUID in any notation, or 256 bits in hexadecimal digits.
pub const IDEMPOTENCY_KEY_MAX: usize = 64;
/// The most the name of a level may have: it stands beside the name of a person.
pub const LEVEL_NAME_MAX: usize = 40;
/// The most a person's line about what they do for the brand may have: it stands beside their name.
pub const STAFF_TITLE_MAX: usize = 60;

text!(
    /// The title of a question: one line of [`TITLE_MIN`] to [`TITLE_MAX`] characters with a letter or digit.
    Title, |text| {
        let title = clean(text, Lines::One, TITLE_MIN, TITLE_MAX)?;
        if title.chars().any(char::is_alphanumeric) { Ok(title) } else { Err(TextError::Shape { expected: "a question in words" }) }
    }
);
text!(
    /// What a story says in a line: [`STORY_TITLE_MIN`] to [`TITLE_MAX`] characters.
    StoryTitle, |text| clean(text, Lines::One, STORY_TITLE_MIN, TITLE_MAX)
);
text!(
    /// The body of a question or a story: Markdown of at most [`BODY_MAX`] characters; may be empty.
    Body, |text| clean(text, Lines::Many, 0, BODY_MAX)
);
text!(
    /// An answer: Markdown of [`ANSWER_MIN`] to [`ANSWER_MAX`] characters.
    AnswerBody, |text| clean(text, Lines::Many, ANSWER_MIN, ANSWER_MAX)
);
text!(
    /// A comment: one paragraph of [`COMMENT_MIN`] to [`COMMENT_MAX`] characters of plain text.
    CommentText, |text| clean(text, Lines::One, COMMENT_MIN, COMMENT_MAX)
);
text!(
    /// A tag: 1 to [`TAG_MAX`] letters, digits, `-`, `_`, `.` and `+`, in lower case, without `#`; inner spaces
    /// are written as `-`.
    Tag, shape::tag
);
text!(
    /// The key of a subject: 1 to [`SUBJECT_KEY_MAX`] characters without spaces, an address or a key such as
    /// `sku:KTL-100`. An address loses its fragment, and its scheme and host are in lower case.
    SubjectKey, shape::subject_key
);
text!(
    /// The name of a subject: one line of 1 to [`SUBJECT_NAME_MAX`] characters.
    SubjectName, |text| clean(text, Lines::One, 1, SUBJECT_NAME_MAX)
);
text!(
    /// The name of a community and its brand: one line of 1 to [`COMMUNITY_NAME_MAX`] characters.
    CommunityName, |text| clean(text, Lines::One, 1, COMMUNITY_NAME_MAX)
);
text!(
    /// The name of an entry of a contest, a caption, or a prize: one line of 1 to [`TITLE_MAX`] characters.
    EntryTitle, |text| clean(text, Lines::One, 1, TITLE_MAX)
);
text!(
    /// A reason others read: one line of at most [`REASON_MAX`] characters; may be empty.
    Reason, |text| clean(text, Lines::One, 0, REASON_MAX)
);
text!(
    /// What a person says of themselves: one line of at most [`SENTENCE_MAX`] characters; may be empty.
    Sentence, |text| clean(text, Lines::One, 0, SENTENCE_MAX)
);
text!(
    /// What a picture shows, in words: one line of at most [`ALT_MAX`] characters; may be empty.
    Alt, |text| clean(text, Lines::One, 0, ALT_MAX)
);
text!(
    /// A note to staff: at most [`NOTE_MAX`] characters; may be empty.
    Note, |text| clean(text, Lines::Many, 0, NOTE_MAX)
);
text!(
    /// What a person does for the brand (`spare parts`): one line of at most [`STAFF_TITLE_MAX`] characters;
    /// may be empty.
    StaffTitle, |text| clean(text, Lines::One, 0, STAFF_TITLE_MAX)
);
text!(
    /// What a community calls a level: one line of at most [`LEVEL_NAME_MAX`] characters; may be empty.
    LevelName, |text| clean(text, Lines::One, 0, LEVEL_NAME_MAX)
);
text!(
    /// An address on the web: `https` only, at most [`URL_MAX`] characters.
    Url, shape::url
);
text!(
    /// An e-mail address of at most [`EMAIL_MAX`] characters, in lower case. Only the common form is taken:
    /// unquoted, ASCII, with a dotted domain.
    Email, shape::email
);
text!(
    /// An idempotency key: 1 to [`IDEMPOTENCY_KEY_MAX`] visible ASCII characters.
    IdempotencyKey, shape::idempotency_key
);

impl Tag {
    /// Reads the tags of a question: at most [`TAGS_MAX`], a repeated one once.
    ///
    /// # Errors
    /// With the index of the tag at fault; with [`TAGS_MAX`] when there are too many.
    pub fn parse_all<T: AsRef<str>>(texts: &[T]) -> Result<Vec<Self>, (usize, TextError)> {
        // What marks a complaint takes no place from them.
        let count = texts
            .iter()
            .filter(|text| !complaint::is_mark(text.as_ref()))
            .count();
        if count > TAGS_MAX || texts.len() > TAGS_MAX + 1 {
            let max = TAGS_MAX;
            return Err((max, TextError::TooMany { max, count }));
        }
        let mut tags = Vec::with_capacity(texts.len());
        for (index, text) in texts.iter().enumerate() {
            let tag = Self::parse(text.as_ref()).map_err(|error| (index, error))?;
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        Ok(tags)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_holds_on_both_sides() {
        assert!(Title::parse(&"a".repeat(TITLE_MIN)).is_ok() && Title::parse(&"a".repeat(TITLE_MAX)).is_ok());
        assert_eq!(
            Title::parse("Help me"),
            Err(TextError::TooShort {
                min: TITLE_MIN,
                length: 7
            })
        );
        assert_eq!(
            Title::parse(&"é".repeat(151)),
            Err(TextError::TooLong {
                max: TITLE_MAX,
                length: 151
            })
        );
        assert!(Body::parse("").is_ok() && Body::parse(&"語".repeat(BODY_MAX)).is_ok());
        assert!(Body::parse(&"a".repeat(BODY_MAX + 1)).is_err());
        assert!(AnswerBody::parse("No").is_ok() && AnswerBody::parse("N").is_err());
        assert!(
            CommentText::parse(&"a".repeat(COMMENT_MAX)).is_ok()
                && CommentText::parse(&"a".repeat(COMMENT_MAX + 1)).is_err()
        );
        assert!(Reason::parse("").is_ok() && Reason::parse(&"a".repeat(REASON_MAX + 1)).is_err());
        assert!(SubjectName::parse("").is_err() && Note::parse("").is_ok());
    }

    #[test]
    fn a_title_says_something_in_words() {
        assert_eq!(
            Title::parse("?!?!?!?!?!"),
            Err(TextError::Shape {
                expected: "a question in words"
            })
        );
    }

    #[test]
    fn a_text_far_over_its_limit_is_refused_by_its_size() {
        assert!(matches!(
            Title::parse(&"a".repeat(1_000_000)),
            Err(TextError::TooLong {
                length: 1_000_000,
                ..
            })
        ));
    }

    #[test]
    fn the_tag_at_fault_is_named_and_a_repeated_one_counts_once() {
        assert_eq!(Tag::parse_all(&["a", "#A", "b"]).map(|tags| tags.len()), Ok(2));
        assert!(matches!(
            Tag::parse_all(&["a", "<"]),
            Err((1, TextError::Character { character: '<', .. }))
        ));
        assert_eq!(
            Tag::parse_all(&["a", "b", "c", "d", "e", "f"]),
            Err((5, TextError::TooMany { max: 5, count: 6 }))
        );
    }

    #[test]
    fn an_error_says_what_to_do() {
        assert_eq!(
            TextError::TooLong {
                max: 150,
                length: 163
            }
            .to_string(),
            "This may have at most 150 characters; it has 163."
        );
        assert_eq!(
            TextError::Forbidden {
                character: '\u{202E}'
            }
            .to_string(),
            "The invisible character U+202E is not allowed; remove it."
        );
    }
}
