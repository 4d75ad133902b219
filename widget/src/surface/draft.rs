//! What is being typed, in every form there is, and how its sending stands.
//!
//! Invariant: a draft keeps its words until the server took them, whatever happens on the way.

use shared::api::report::ReportReason;
use shared::api::search::Match;
use shared::ids::{AnswerId, Target};
use shared::state::Act;
use shared::time::Millis;

use super::notice::Trouble;

/// A form a person can fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Asks a question.
    Ask,
    /// Answers the question that is open.
    Answer,
    /// Comments on an answer.
    Comment(AnswerId),
    /// Changes one's own words.
    Edit(Target),
    /// Says why an answer is not right.
    NotRight(AnswerId),
    /// Reports something.
    Report(Target),
    /// Decides with a reason, as staff, or calls one's own answer outdated.
    Decide(Target, Act),
    /// Asks for a sign-in link.
    SignIn,
    /// Gives or changes one's name.
    Name,
    /// Searches the community.
    Search,
}

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The question itself.
    Title,
    /// The longer words: Markdown, a comment, a reason, a note.
    Text,
    /// Tags, separated by spaces or commas.
    Tags,
    /// The name to show.
    Name,
    /// An e-mail address.
    Email,
    /// The reason, by its word on the wire.
    Reason,
    /// The question that stands for a duplicate: its address or its id.
    DuplicateOf,
    /// Words to search for.
    Query,
}

impl Field {
    /// The name in a form, as the wire calls it.
    pub const fn name(self, form: &Form) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text if matches!(form, Form::Ask | Form::Answer) => "markdown",
            Self::Text => "text",
            Self::Tags => "tags",
            Self::Name => "name",
            Self::Email => "email",
            Self::Reason => "reason",
            Self::DuplicateOf => "duplicate_of",
            Self::Query => "q",
        }
    }
}

/// What a form holds. A form that opens on demand is open while it has a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Of which form.
    pub form: Form,
    /// The question itself, or the words to search for.
    pub title: String,
    /// The longer words.
    pub text: String,
    /// Tags as typed.
    pub tags: String,
    /// The name to show.
    pub name: String,
    /// An e-mail address.
    pub email: String,
    /// The reason that was chosen.
    pub reason: Option<ReportReason>,
    /// The question that stands for a duplicate, as typed.
    pub duplicate_of: String,
    /// How its sending stands.
    pub phase: Phase,
}

impl Draft {
    /// An empty draft.
    pub fn new(form: Form) -> Self {
        Self {
            form,
            title: String::new(),
            text: String::new(),
            tags: String::new(),
            name: String::new(),
            email: String::new(),
            reason: None,
            duplicate_of: String::new(),
            phase: Phase::Typing,
        }
    }

    /// Puts what was typed into a field.
    pub fn set(&mut self, field: Field, value: String) {
        match field {
            Field::Title | Field::Query => self.title = value,
            Field::Text => self.text = value,
            Field::Tags => self.tags = value,
            Field::Name => self.name = value,
            Field::Email => self.email = value,
            Field::Reason => self.reason = ReportReason::parse(&value),
            Field::DuplicateOf => self.duplicate_of = value,
        }
    }
}

/// How the sending of a draft stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Phase {
    /// It is being typed, and kept on this device.
    #[default]
    Typing,
    /// It is on its way.
    Sending,
    /// It is kept here until the device is online, and then sent.
    Queued,
    /// It needs to be known who sends it; the words are kept meanwhile.
    SignInFirst,
    /// It was not taken.
    Failed(Trouble),
    /// It was taken and waits for a person, until the moment promised. The words are gone from the draft.
    Waiting(Option<Millis>),
    /// It was taken; for a sign-in link: it was sent, and is good until then.
    Sent(Option<Millis>),
}

/// Similar questions under a title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggestions {
    /// What was found, answered ones first.
    pub found: Vec<Match>,
    /// The one the arrow keys chose.
    pub chosen: Option<usize>,
    /// Whether they were put away with Escape.
    pub closed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_keeps_what_was_typed_as_it_was_typed() {
        let mut draft = Draft::new(Form::Ask);
        draft.set(Field::Title, "  Does it ".to_owned());
        draft.set(Field::Reason, "hurtful".to_owned());
        assert_eq!(
            (draft.title.as_str(), draft.reason),
            ("  Does it ", Some(ReportReason::Hurtful))
        );
    }
}
