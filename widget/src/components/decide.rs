//! What staff decides, in place: the buttons beside what waits, and the form that asks why.
//!
//! Invariant: only what may follow the state is offered; [`shared::state::State::next`] says what does.

use shared::ids::Target;
use shared::state::{Act, Kind, State};
use shared::text;
use yew::Html;

use super::chips;
use super::field::{Line, end};
use super::part::{self, all, busy_button, cancel, held, when};
use super::stage::Stage;
use crate::action::Action;
use crate::surface::{Draft, Field, Form};
use crate::words::Key;

/// The decisions beside something that is not for everybody's eyes.
pub fn in_place(stage: &Stage, target: &Target, kind: Kind, state: State) -> Html {
    if !stage.is_live() {
        return Html::default();
    }
    if state == State::Rejected && stage.is_mine(target) {
        return mend(stage, target);
    }
    if !stage.moderates()
        || !matches!(
            state,
            State::Waiting | State::BrandOnly | State::Hidden | State::Rejected
        )
    {
        return Html::default();
    }
    let acts = [Act::Approve, Act::Restore, Act::Reject]
        .into_iter()
        .filter(|act| state.next(kind, *act).is_ok());
    // What was hidden can be approved and restored, which is the same to a person.
    let acts = acts.filter(|act| !(state == State::Hidden && *act == Act::Approve));
    let acts: Vec<_> = acts.collect();
    buttons(stage, target, &acts)
}

/// What an author can do about a rejection.
fn mend(stage: &Stage, target: &Target) -> Html {
    let edit = Action::Open(Form::Edit(target.clone()));
    part::decisions(vec![part::button(stage, "secondary", Key::Edit, edit)])
}

/// The buttons of decisions, side by side.
pub fn buttons(stage: &Stage, target: &Target, acts: &[Act]) -> Html {
    part::decisions(acts.iter().map(|act| button(stage, target, *act)).collect())
}

/// The button of a decision; one that needs a reason opens a form.
fn button(stage: &Stage, target: &Target, act: Act) -> Html {
    let busy = stage.surface.is_busy(target);
    let class = if matches!(act, Act::Approve | Act::Restore) {
        "primary"
    } else {
        "secondary"
    };
    busy_button(stage, class, key(act), action(target, act), busy)
}

/// What a decision does: at once, or first asks why.
pub fn action(target: &Target, act: Act) -> Action {
    if needs_reason(act) || act == Act::Duplicate {
        Action::Open(Form::Decide(target.clone(), act))
    } else {
        Action::Decide(target.clone(), act)
    }
}

/// The words of a decision.
pub fn key(act: Act) -> Key {
    match act {
        Act::Approve => Key::Approve,
        Act::Reject => Key::Reject,
        Act::Hide => Key::Hide,
        Act::Restore => Key::Restore,
        Act::Close => Key::Close,
        Act::Duplicate => Key::Duplicate,
        Act::Reopen => Key::Reopen,
        Act::Outdate => Key::Outdate,
        Act::Dispute => Key::Dispute,
        Act::Undispute => Key::Undispute,
        Act::Remove | Act::Erase => Key::Remove,
    }
}

fn needs_reason(act: Act) -> bool {
    matches!(
        act,
        Act::Reject | Act::Hide | Act::Close | Act::Outdate | Act::Dispute
    )
}

/// The forms that are open about something: a decision, a report, why an answer is not right.
pub fn forms(stage: &Stage, target: &Target) -> Html {
    let about = |draft: &&Draft| match &draft.form {
        Form::Decide(other, _) | Form::Report(other) => other == target,
        Form::NotRight(id) => matches!(target, Target::Answer(other) if other == id),
        _ => false,
    };
    stage
        .surface
        .drafts
        .iter()
        .filter(about)
        .map(|draft| form(stage, draft))
        .collect()
}

fn form(stage: &Stage, draft: &Draft) -> Html {
    let words = stage.words();
    let (question, label, hint) = match &draft.form {
        Form::Decide(_, act) => match act {
            Act::Hide => (Key::WhyHide, *act, None),
            Act::Close => (Key::WhyClose, *act, None),
            Act::Outdate => (Key::WhyOutdate, *act, None),
            Act::Dispute => (Key::WhyDispute, *act, None),
            Act::Duplicate => (Key::WhichDuplicate, *act, None),
            _ => (Key::WhyReject, *act, None),
        },
        Form::NotRight(_) => (
            Key::WhyNotRight,
            Act::Erase,
            Some(words.fill(Key::WhyNotRightHint, &[("brand", stage.brand())])),
        ),
        _ => (Key::WhyReport, Act::Erase, None),
    };
    let label = if label == Act::Erase {
        Key::Send
    } else {
        key(label)
    };
    let legend = words.text(question);
    let reported = matches!(draft.form, Form::Report(_));
    let coded = reported || matches!(draft.form, Form::Decide(_, Act::Reject));
    let field = match draft.form {
        Form::Decide(_, Act::Duplicate) => Line::new(
            &draft.form,
            Field::DuplicateOf,
            legend,
            &draft.duplicate_of,
            text::URL_MAX,
        )
        .required()
        .input(stage),
        _ if reported => Line::new(
            &draft.form,
            Field::Text,
            words.text(Key::ReportNote),
            &draft.text,
            text::NOTE_MAX,
        )
        .area(stage, "2"),
        _ if coded => {
            // The chips above ask already.
            let line = Line::new(&draft.form, Field::Text, legend, &draft.text, text::REASON_MAX);
            Line { quiet: true, ..line }.required().area(stage, "2")
        }
        _ => Line::new(&draft.form, Field::Text, legend, &draft.text, text::REASON_MAX)
            .required()
            .area(stage, "2"),
    };
    let note = hint.map(Html::from).unwrap_or_default();
    let content = all(vec![
        when(coded, || chips::reasons(stage, draft, legend)),
        field,
        end(stage, Some(draft), note, label, cancel(stage, &draft.form)),
    ]);
    held(stage, &draft.form, content)
}
