//! What waits for a decision, oldest first, for those who decide.

use shared::api::moderation::QueueItem;
use shared::api::page::Page;
use shared::ids::Target;
use shared::state::{Act, Kind, State};
use yew::{Callback, Html, Properties, component, html};

use super::author::author_line;
use super::chips::reason_key;
use super::decide;
use super::markdown;
use super::moment::{moment, said};
use super::notices;
use super::part::heading;
use super::stage::Stage;
use crate::action::Action;
use crate::surface::Surface;
use crate::words::Key;

/// What a queue is made of.
#[derive(Properties, PartialEq)]
pub struct QueueProps {
    /// Where it stands; its view is not shown.
    pub surface: std::rc::Rc<Surface>,
    /// What waits.
    pub items: Page<QueueItem>,
    /// Who is told what a person does.
    #[prop_or_default]
    pub act: Callback<Action>,
}

/// What waits for a decision.
#[component]
pub fn Queue(props: &QueueProps) -> Html {
    let stage = Stage {
        surface: props.surface.clone(),
        act: props.act.clone(),
    };
    html! {
        <div class="fanfare" part="surface" lang={stage.context().language.tag()} dir={stage.context().language.direction()}>
            { notices::general(&stage) }
            { heading(&stage, 0, stage.text(Key::QueueHeading).into()) }
            if props.items.data.is_empty() {
                <p class="empty" part="empty">{ stage.text(Key::QueueEmpty) }</p>
            } else {
                <ol class="list queue" part="queue">
                    { for props.items.data.iter().map(|item| row(&stage, item)) }
                </ol>
            }
        </div>
    }
}

fn row(stage: &Stage, item: &QueueItem) -> Html {
    let links = &stage.context().links;
    let (address, title) = match (&item.question, &item.story) {
        (Some(question), _) => (
            links.question(question.id.as_str(), &question.slug, None),
            &question.title,
        ),
        (None, Some(story)) => (links.story(story.id.as_str(), &story.slug), &story.title),
        (None, None) => return Html::default(),
    };
    let named = [("title", html! { title.clone() })];
    let about = match &item.target {
        Target::Question(_) | Target::Story(_) => html! { title.clone() },
        Target::Answer(_) => stage.words().nodes(Key::AnswerTo, &named),
        Target::Comment(_) => stage.words().nodes(Key::ReplyTo, &named),
    };
    html! {
        <li class="row" part="queue-item" data-state={item.state.as_str()} key={item.target.as_str()}>
            <p class="state" part="state">{ state(stage, item) }</p>
            { heading(stage, 1, html! { <a href={address}>{ about }</a> }) }
            { markdown::document(&item.body) }
            { author_line(stage, &item.author, html! { <span class="quiet">{ moment(stage, item.since) }</span> }) }
            { decisions(stage, item) }
            { notices::about(stage, &item.target) }
            { decide::forms(stage, &item.target) }
        </li>
    }
}

/// What it waits for, in one line: the state, how new the author is, by when it is read, who reported it.
fn state(stage: &Stage, item: &QueueItem) -> String {
    let words = stage.words();
    let mut parts = Vec::new();
    match item.state {
        State::Hidden => parts.push(words.text(Key::HiddenStaff).to_owned()),
        State::Waiting | State::BrandOnly => parts.push(words.text(Key::WaitingStaff).to_owned()),
        _ => {}
    }
    parts.push(match item.published_before {
        0 => words.text(Key::WaitingFirst).to_owned(),
        before => words.count(Key::PublishedBefore, before.into(), &[]),
    });
    if let Some(due) = item.due_at {
        parts.push(words.fill(Key::WaitingUntil, &[("time", &stage.time(due))]));
    } else {
        parts.push(words.fill(Key::QueueSince, &[("when", &said(stage, item.since))]));
    }
    if !item.reports.is_empty() {
        let counted = |report: &shared::api::moderation::ReportCount| {
            [
                words.text(reason_key(report.reason)),
                " ",
                &words.number(report.count.into()),
            ]
            .concat()
        };
        let reasons: Vec<_> = item.reports.iter().map(counted).collect();
        parts.push(words.fill(Key::ReportedAs, &[("reasons", &reasons.join(", "))]));
    }
    parts.join(" · ")
}

fn decisions(stage: &Stage, item: &QueueItem) -> Html {
    let kind = match item.target {
        Target::Question(_) => Kind::Question,
        Target::Answer(_) => Kind::Answer,
        Target::Comment(_) => Kind::Comment,
        Target::Story(_) => Kind::Story,
    };
    let acts = [Act::Approve, Act::Restore, Act::Reject, Act::Hide];
    let possible = acts.into_iter().filter(|act| {
        item.state.next(kind, *act).is_ok() && !(item.state == State::Hidden && *act == Act::Approve)
    });
    decide::buttons(stage, &item.target, &possible.collect::<Vec<_>>())
}
