//! Similar questions under the title that is typed: a list one can walk with the arrow keys.

use shared::api::search::Match;
use yew::{Html, html};

use super::listen::{self, Press};
use super::part::{all, good, quiet, spoken};
use super::stage::Stage;
use crate::action::{Action, Destination, Step};
use crate::surface::Form;
use crate::words::Key;

/// Whether there is something to show.
pub fn shown(stage: &Stage) -> bool {
    let suggestions = &stage.surface.suggestions;
    !suggestions.closed && !suggestions.found.is_empty()
}

/// The list, and how long it is said aloud.
pub fn suggestions(stage: &Stage) -> Html {
    if !shown(stage) {
        return spoken(String::new());
    }
    let found = &stage.surface.suggestions.found;
    let count = found.len().try_into().unwrap_or_default();
    let options = found
        .iter()
        .enumerate()
        .map(|(at, found)| option(stage, at, found))
        .collect();
    all(vec![
        spoken(stage.words().count(Key::SimilarFound, count, &[])),
        html! {
            <ul class="suggestions" part="suggestions" role="listbox" id={stage.id("similar")} aria-label={stage.text(Key::SimilarLabel)}>
                { all(options) }
            </ul>
        },
    ])
}

/// The `id` of a suggestion.
pub fn option_id(stage: &Stage, at: usize) -> String {
    stage.id(&["similar-", &at.to_string()].concat())
}

/// What the keys do in the title: walk the list, open what is chosen, else send.
pub fn keys(stage: &Stage) -> Option<yew::Callback<yew::KeyboardEvent>> {
    let shown = shown(stage);
    let suggestions = &stage.surface.suggestions;
    let chosen = suggestions
        .chosen
        .and_then(|at| suggestions.found.get(at))
        .map(|found| found.id.clone());
    listen::keys(stage, move |press| match (press, &chosen) {
        (Press::Down, _) if shown => Some(Action::Suggest(Step::Next)),
        (Press::Up, _) if shown => Some(Action::Suggest(Step::Previous)),
        (Press::Escape, _) if shown => Some(Action::Suggest(Step::Close)),
        (Press::Enter, Some(id)) if shown => Some(Action::Go(Destination::Question(id.clone()))),
        (Press::Send, _) => Some(Action::Send(Form::Ask)),
        _ => None,
    })
}

fn option(stage: &Stage, at: usize, found: &Match) -> Html {
    let chosen = stage.surface.suggestions.chosen == Some(at);
    let go = Action::Go(Destination::Question(found.id.clone()));
    let note = if found.solved {
        good(stage.text(Key::Solved))
    } else {
        quiet(
            stage
                .words()
                .count(Key::AnswerCount, found.answer_count.into(), &[])
                .into(),
        )
    };
    let content = all(vec![
        html! { <span dir="auto">{ highlighted(&found.title, &found.highlights) }</span> },
        " ".into(),
        note,
    ]);
    html! {
        <li role="option" id={option_id(stage, at)} aria-selected={chosen.to_string()} onclick={listen::press(stage, go)}
            key={found.id.as_str()}>{ content }</li>
    }
}

/// The title with what matched in bold: pairs of start and end, in characters.
fn highlighted(title: &str, highlights: &[(u32, u32)]) -> Html {
    let mut parts = Vec::new();
    let mut rest = title.chars();
    let mut at = 0;
    for (start, end) in highlights {
        let before: String = rest.by_ref().take(start.saturating_sub(at) as usize).collect();
        let matched: String = rest
            .by_ref()
            .take(end.saturating_sub((*start).max(at)) as usize)
            .collect();
        at = at.max(*end);
        parts.push(before.into());
        parts.push(html! { <b>{ matched }</b> });
    }
    parts.push(Html::from(rest.collect::<String>()));
    all(parts)
}
