//! What mail says: plain text, from the words of [`super::words`]. Line breaks end in `\n`; a subject has none.

use shared::code::EMAIL_LINK_MS;
use shared::language::Language;
use shared::promise::Ending;
use shared::time::Millis;

use super::words::{Words, words};

/// What a mail is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A sign-in link.
    SignIn,
    /// A role was given.
    Invited,
    /// A question was answered.
    Answered,
    /// An answer that helped was changed.
    Edited,
    /// Words were rejected.
    Rejected,
    /// An author was asked to have their words shown elsewhere.
    Feature,
    /// The brand promised a next step, kept it, or withdrew it.
    Promise,
    /// The receipt of a ballot.
    Receipt,
}

impl Kind {
    /// The word in the outbox.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Invited => "invited",
            Self::Answered => "answered",
            Self::Edited => "edited",
            Self::Rejected => "rejected",
            Self::Feature => "feature",
            Self::Promise => "promise",
            Self::Receipt => "receipt",
        }
    }

    /// How long a mail of this kind, by its word, is of use to whoever gets it.
    pub(super) fn use_ms(kind: &str) -> i64 {
        if kind == Self::SignIn.as_str() {
            EMAIL_LINK_MS
        } else {
            Millis::DAY
        }
    }
}

/// A mail without its addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Where its recipient stops such mail; nothing for mail that was asked for.
    pub stop_url: Option<String>,
}

impl Letter {
    /// A sign-in link. It holds nothing anybody typed, so that it can't be made to carry a message.
    pub fn sign_in(language: Language, brand: &str, link: &str) -> Self {
        Self::filled(
            language,
            |words| [words.sign_in_subject, words.sign_in_text],
            &[("brand", brand), ("link", link)],
            None,
        )
    }

    /// A role was given.
    pub fn invited(language: Language, brand: &str, link: &str) -> Self {
        Self::filled(
            language,
            |words| [words.invited_subject, words.invited_text],
            &[("brand", brand), ("link", link)],
            None,
        )
    }

    /// A question somebody asked, or waited with, was answered.
    pub fn answered(language: Language, asked: bool, answer: &About<'_>) -> Self {
        let why = if asked {
            words(language).because_asked
        } else {
            words(language).because_me_too
        };
        Self::filled(
            language,
            |words| [words.answered_subject, words.answered_text],
            &[answer.values(language).as_slice(), &[("why", why)]].concat(),
            Some(answer.stop_url),
        )
    }

    /// An answer that helped somebody was changed.
    pub fn edited(language: Language, answer: &About<'_>) -> Self {
        Self::filled(
            language,
            |words| [words.edited_subject, words.edited_text],
            &answer.values(language),
            Some(answer.stop_url),
        )
    }

    /// Somebody's words were rejected, with the reason staff gave.
    pub fn rejected(language: Language, about: &About<'_>) -> Self {
        Self::filled(
            language,
            |words| [words.rejected_subject, words.rejected_text],
            &about.values(language),
            Some(about.stop_url),
        )
    }

    /// The brand asks to show somebody's words elsewhere.
    pub fn feature(language: Language, about: &About<'_>) -> Self {
        Self::filled(
            language,
            |words| [words.feature_subject, words.feature_text],
            &about.values(language),
            Some(about.stop_url),
        )
    }

    /// The brand is sorry and promised a next step, or that promise ended.
    pub fn promise(language: Language, ending: Option<Ending>, about: &About<'_>) -> Self {
        Self::filled(
            language,
            match ending {
                None => |words| [words.promised_subject, words.promised_text],
                Some(Ending::Kept) => |words| [words.promise_kept_subject, words.promise_kept_text],
                Some(Ending::Withdrawn) => {
                    |words| [words.promise_withdrawn_subject, words.promise_withdrawn_text]
                }
            },
            &about.values(language),
            Some(about.stop_url),
        )
    }

    /// The receipt of a ballot, with the checkpoint it is of; `closed`: the last one.
    pub fn receipt(language: Language, closed: bool, about: &About<'_>) -> Self {
        let why = if closed {
            words(language).receipt_last
        } else {
            words(language).receipt_more
        };
        Self::filled(
            language,
            |words| [words.receipt_subject, words.receipt_text],
            &[about.values(language).as_slice(), &[("why", why)]].concat(),
            Some(about.stop_url),
        )
    }

    fn filled(
        language: Language,
        templates: fn(&Words) -> [&'static str; 2],
        values: &[(&str, &str)],
        stop_url: Option<&str>,
    ) -> Self {
        let [subject, text] = templates(words(language));
        let mut text = fill(text, values);
        if let Some(stop_url) = stop_url {
            text.push_str(&fill(words(language).stop, &[("link", stop_url)]));
        }
        Self {
            subject: fill(subject, values),
            text,
            stop_url: stop_url.map(str::to_owned),
        }
    }
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About<'a> {
    /// The community's name.
    pub brand: &'a str,
    /// The question's title.
    pub title: &'a str,
    /// Who wrote; may be empty.
    pub name: &'a str,
    /// What they wrote.
    pub text: &'a str,
    /// The question's page.
    pub link: &'a str,
    /// Where its recipient stops such mail.
    pub stop_url: &'a str,
}

impl<'a> About<'a> {
    fn values(&self, language: Language) -> [(&'static str, &'a str); 5] {
        let name = if self.name.is_empty() {
            words(language).somebody
        } else {
            self.name
        };
        [
            ("brand", self.brand),
            ("title", self.title),
            ("name", name),
            ("text", self.text),
            ("link", self.link),
        ]
    }
}

/// Fills a template's `{places}`, each once: braces in what is filled in stay as they are.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, next) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(
            values
                .iter()
                .find(|(place, _)| *place == name)
                .map_or("", |(_, value)| value),
        );
        rest = next;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: About<'_> = About {
        brand: "Northbeam",
        title: "{link}?",
        name: "",
        text: "{why} {text}",
        link: "https://c.example/q",
        stop_url: "https://c.example/notices?code=1",
    };

    #[test]
    fn what_people_wrote_is_not_read_as_a_template() {
        let letter = Letter::answered(Language::English, true, &ABOUT);
        assert!(letter.subject.contains("{link}?"), "{}", letter.subject);
        assert!(letter.text.contains("{why} {text}"), "{}", letter.text);
    }

    #[test]
    fn every_notice_says_where_it_is_stopped_and_what_was_asked_for_does_not() {
        let language = Language::English;
        for notice in [
            Letter::answered(language, true, &ABOUT),
            Letter::answered(language, false, &ABOUT),
            Letter::edited(language, &ABOUT),
            Letter::rejected(language, &ABOUT),
            Letter::feature(language, &ABOUT),
            Letter::promise(language, None, &ABOUT),
            Letter::receipt(language, true, &ABOUT),
        ] {
            assert_eq!(notice.stop_url.as_deref(), Some(ABOUT.stop_url), "{notice:?}");
        }
        assert_eq!(Letter::sign_in(language, "Northbeam", ABOUT.link).stop_url, None);
        assert_eq!(Letter::invited(language, "Northbeam", ABOUT.link).stop_url, None);
    }

    #[test]
    fn every_letter_in_every_language_fills_its_places_and_has_its_link() {
        let plain = About {
            title: "How?",
            text: "So.",
            ..ABOUT
        };
        for language in Language::ALL {
            for letter in [
                Letter::sign_in(language, "Northbeam", plain.link),
                Letter::invited(language, "Northbeam", plain.link),
                Letter::answered(language, false, &plain),
                Letter::edited(language, &plain),
                Letter::rejected(language, &plain),
                Letter::feature(language, &plain),
                Letter::promise(language, None, &plain),
                Letter::promise(language, Some(Ending::Kept), &plain),
                Letter::promise(language, Some(Ending::Withdrawn), &plain),
                Letter::receipt(language, false, &plain),
            ] {
                assert!(letter.text.contains(plain.link), "{letter:?}");
                assert!(
                    letter.subject.contains("Northbeam") || letter.subject.contains("How?"),
                    "{letter:?}"
                );
                let stops = letter.stop_url.as_deref();
                assert!(stops.is_none_or(|link| letter.text.contains(link)), "{letter:?}");
                assert!(
                    !letter.subject.contains('\n') && !letter.text.contains(['{', '}']),
                    "{letter:?}"
                );
            }
        }
    }
}
