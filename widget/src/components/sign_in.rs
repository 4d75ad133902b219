//! Who is there: a way in, when one is needed, and what a guest did that can be claimed.

use shared::settings::Writers;
use shared::text;
use yew::{Html, html};

use super::field::{Line, end};
use super::listen;
use super::part::{all, button, cancel, decisions};
use super::stage::Stage;
use crate::action::Action;
use crate::surface::{Draft, Field, Form, Phase};
use crate::words::Key;

/// The panel that asks for an address, when no form waits for it.
pub fn sign_in(stage: &Stage) -> Html {
    let waits = stage
        .surface
        .drafts
        .iter()
        .any(|draft| draft.phase == Phase::SignInFirst);
    if waits { Html::default() } else { panel(stage) }
}

/// The same, below the form whose sending waits for it.
pub fn after(stage: &Stage, form: &Form) -> Html {
    let waits = stage
        .surface
        .draft(form)
        .is_some_and(|draft| draft.phase == Phase::SignInFirst);
    if waits { panel(stage) } else { Html::default() }
}

fn panel(stage: &Stage) -> Html {
    let Some(draft) = stage.surface.draft(&Form::SignIn) else {
        return Html::default();
    };
    let id = stage.id("sign-in-heading");
    let content = all(vec![
        html! { <h3 id={id.clone()}>{ stage.text(Key::SignInHeading) }</h3> },
        match &draft.phase {
            Phase::Sent(_) => sent(stage, draft),
            _ => form(stage, draft),
        },
    ]);
    html! { <section class="held sign-in" part="sign-in" aria-labelledby={id}>{ content }</section> }
}

fn sent(stage: &Stage, draft: &Draft) -> Html {
    let said = stage
        .words()
        .nodes(Key::EmailSent, &[("email", html! { draft.email.clone() })]);
    all(vec![
        html! { <p role="status">{ said }</p> },
        cancel(stage, &draft.form),
    ])
}

fn form(stage: &Stage, draft: &Draft) -> Html {
    let community = &stage.context().community;
    if !community.email_sign_in || community.writers == Writers::Sso {
        let brand = stage.words().fill(Key::SignInBrand, &[("brand", stage.brand())]);
        let said = if community.writers == Writers::Sso {
            brand
        } else {
            stage.text(Key::EmailOff).to_owned()
        };
        return all(vec![html! { <p>{ said }</p> }, cancel(stage, &draft.form)]);
    }
    let email = Line::new(
        &Form::SignIn,
        Field::Email,
        stage.text(Key::EmailLabel),
        &draft.email,
        text::EMAIL_MAX,
    );
    let hint = stage.text(Key::EmailHint).into();
    let end = end(
        stage,
        Some(draft),
        hint,
        Key::EmailSend,
        cancel(stage, &draft.form),
    );
    html! {
        <form onsubmit={listen::submit(stage, Action::Send(Form::SignIn))}>
            { all(vec![email.required().input(stage), end]) }
        </form>
    }
}

/// Asks whether what a guest did on this device is theirs.
pub fn claim(stage: &Stage) -> Html {
    let count = stage.surface.claimable;
    if count == 0 {
        return Html::default();
    }
    let content = all(vec![
        html! { <p>{ stage.words().count(Key::Claim, count.into(), &[]) }</p> },
        decisions(vec![
            button(stage, "primary", Key::ClaimYes, Action::Claim(true)),
            button(stage, "secondary", Key::ClaimNo, Action::Claim(false)),
        ]),
    ]);
    html! { <div class="held claim" part="claim">{ content }</div> }
}
