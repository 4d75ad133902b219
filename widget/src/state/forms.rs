//! Forms on their way: what a filled form sends, under which key, and how it stands afterwards.
//!
//! Invariants: what was typed leaves a form only when the server has it or the person puts it away; one text
//! has one key, however often it is sent.

use shared::api::answer::{EditAnswer, GiveAnswer};
use shared::api::comment::{AddComment, EditComment};
use shared::api::moderation::Moderate;
use shared::api::person::EditMe;
use shared::api::question::{AskQuestion, EditQuestion};
use shared::api::report::{MakeReport, ReportReason};
use shared::api::session::AskEmailLink;
use shared::api::vote::PutVote;
use shared::ids::{QuestionId, Target};

use crate::place::Place;
use crate::state::write::Write;
use crate::surface::{Draft, Field, Form, Phase, Surface, Trouble};

/// The keys of texts that were sent and not yet taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys {
    keys: Vec<(Form, String)>,
}

impl Keys {
    /// The key of a form's text; a text that has none gets `new`.
    pub fn of(&mut self, form: &Form, new: &str) -> String {
        if let Some(key) = self.get(form) {
            return key.to_owned();
        }
        self.set(form, new.to_owned());
        new.to_owned()
    }

    /// The key of a form's text.
    pub fn get(&self, form: &Form) -> Option<&str> {
        self.keys
            .iter()
            .find(|(of, _)| of == form)
            .map(|(_, key)| key.as_str())
    }

    /// A key that was kept with a draft.
    pub fn set(&mut self, form: &Form, key: String) {
        self.forget(form);
        self.keys.push((form.clone(), key));
    }

    /// The text changed, was taken, or was put away.
    pub fn forget(&mut self, form: &Form) {
        self.keys.retain(|(of, _)| of != form);
    }
}

/// The draft of a form, made when there is none.
pub fn draft<'a>(surface: &'a mut Surface, form: &Form) -> &'a mut Draft {
    let index = surface
        .drafts
        .iter()
        .position(|draft| draft.form == *form)
        .unwrap_or_else(|| {
            surface.drafts.push(Draft::new(form.clone()));
            surface.drafts.len() - 1
        });
    #[expect(
        clippy::indexing_slicing,
        reason = "the index was found or made on the line above"
    )]
    &mut surface.drafts[index]
}

/// Puts a form away.
pub fn put_away(surface: &mut Surface, form: &Form) {
    surface.drafts.retain(|draft| draft.form != *form);
}

/// Types into a form; tells whether that changed its text. Nothing changes while it is on its way.
pub fn typed(surface: &mut Surface, form: &Form, field: Field, value: String) -> bool {
    let draft = draft(surface, form);
    if draft.phase == Phase::Sending {
        return false;
    }
    let before = draft.clone();
    draft.set(field, value);
    draft.phase = Phase::Typing;
    *draft != before
}

/// Whether there is anything to send.
pub fn is_empty(draft: &Draft) -> bool {
    let texts = [
        &draft.title,
        &draft.text,
        &draft.email,
        &draft.name,
        &draft.duplicate_of,
    ];
    draft.reason.is_none() && texts.iter().all(|text| text.trim().is_empty())
}

/// What a filled form sends; nothing for one that sends nothing, or lacks what it is about.
pub fn write(draft: &Draft, place: &Place) -> Option<Write> {
    let name = Some(draft.name.trim().to_owned()).filter(|name| !name.is_empty());
    Some(match &draft.form {
        Form::Ask => Write::Ask(AskQuestion {
            // What is asked about no thing of the brand's is asked about the community itself.
            subject: place.subject.clone().unwrap_or_else(|| place.community.clone()),
            subject_name: place.subject_name.clone(),
            title: draft.title.clone(),
            markdown: draft.text.clone(),
            tags: tags(&draft.tags),
            media: Vec::new(),
            name,
        }),
        Form::Answer => {
            let question = QuestionId::parse(place.question.as_deref()?).ok()?;
            Write::Answer(
                question,
                GiveAnswer {
                    markdown: draft.text.clone(),
                    media: Vec::new(),
                    name,
                },
            )
        }
        Form::Comment(answer) => Write::Comment(AddComment {
            answer_id: answer.clone(),
            text: draft.text.clone(),
            name,
        }),
        Form::Edit(Target::Question(id)) => Write::EditQuestion(
            id.clone(),
            EditQuestion {
                title: Some(draft.title.clone()),
                markdown: Some(draft.text.clone()),
                tags: Some(tags(&draft.tags)),
                media: None,
            },
        ),
        Form::Edit(Target::Answer(id)) => Write::EditAnswer(
            id.clone(),
            EditAnswer {
                markdown: draft.text.clone(),
                media: None,
            },
        ),
        Form::Edit(Target::Comment(id)) => Write::EditComment(
            id.clone(),
            EditComment {
                text: draft.text.clone(),
            },
        ),
        // A story is changed on a page of its own.
        Form::Edit(Target::Story(_)) => return None,
        Form::NotRight(answer) => {
            let reason = Some(draft.text.trim().to_owned()).filter(|reason| !reason.is_empty());
            Write::Vote(
                Target::Answer(answer.clone()),
                PutVote {
                    value: -1,
                    act: None,
                    reason,
                    notify: None,
                },
            )
        }
        Form::Report(target) => Write::Report(MakeReport {
            target: target.clone(),
            reason: draft.reason.unwrap_or(ReportReason::Other),
            note: draft.text.clone(),
        }),
        Form::Decide(target, act) => Write::Moderate(
            target.clone(),
            Moderate {
                act: *act,
                reason: draft.text.clone(),
                code: draft.reason,
                duplicate_of: question_in(&draft.duplicate_of),
            },
        ),
        Form::SignIn => Write::EmailLink(AskEmailLink {
            email: draft.email.trim().to_owned(),
            return_to: String::new(),
            language: place.language.clone(),
        }),
        Form::Name => Write::EditMe(EditMe {
            name: name.unwrap_or_default(),
        }),
        Form::Search => return None,
    })
}

/// It did not arrive. Without a connection the latest one waits for it; the others wait for the person.
pub fn failed(surface: &mut Surface, form: &Form, trouble: Trouble) {
    let queued = trouble == Trouble::Offline && !surface.online && crate::draft::is_kept(form);
    if queued {
        for draft in surface
            .drafts
            .iter_mut()
            .filter(|draft| draft.phase == Phase::Queued)
        {
            draft.phase = Phase::Failed(trouble.clone());
        }
    }
    draft(surface, form).phase = match trouble {
        _ if queued => Phase::Queued,
        Trouble::SignInNeeded => Phase::SignInFirst,
        trouble => Phase::Failed(trouble),
    };
}

/// The form that waits for a connection.
pub fn queued(surface: &Surface) -> Option<Form> {
    surface
        .drafts
        .iter()
        .find(|draft| draft.phase == Phase::Queued)
        .map(|draft| draft.form.clone())
}

/// Tags as people type them: by spaces or commas, with or without `#`.
fn tags(text: &str) -> Vec<String> {
    text.split([',', ' ', '#', '،', '\n', '\t'])
        .filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The question in an address or an id.
fn question_in(text: &str) -> Option<QuestionId> {
    text.split(['/', '?', '#'])
        .find_map(|part| QuestionId::parse(part.trim()).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sample;

    #[test]
    fn tags_are_read_as_people_type_them() {
        assert_eq!(tags(" #steam, lid #é,,"), ["steam", "lid", "é"]);
    }

    #[test]
    fn a_duplicate_is_named_by_address_or_id() {
        let id = sample::question_id(3);
        let address = format!("https://f.example/acme/questions/{id}/does-it?lang=fr#a_1");
        assert_eq!(question_in(&address), Some(id.clone()));
        assert_eq!(question_in(id.as_str()), Some(id));
        assert_eq!(question_in("does it"), None);
    }

    #[test]
    fn every_form_but_the_search_sends_something() {
        let place = Place {
            question: Some(sample::question_id(1).to_string()),
            ..Place::default()
        };
        let forms = [
            Form::Ask,
            Form::Answer,
            Form::Comment(sample::answer_id(1)),
            Form::Edit(sample::question(1)),
            Form::Edit(sample::answer(1)),
            Form::NotRight(sample::answer_id(1)),
            Form::Report(sample::answer(1)),
            Form::Decide(sample::answer(1), shared::state::Act::Hide),
            Form::SignIn,
            Form::Name,
        ];
        for form in forms {
            assert!(write(&Draft::new(form.clone()), &place).is_some(), "{form:?}");
        }
        assert_eq!(write(&Draft::new(Form::Search), &place), None);
    }
}
