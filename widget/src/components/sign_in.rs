//! Who is there: a way in, when one is needed, and what a guest did that can be claimed.

use shared::settings::Writers;
use shared::text;
use yew::{Html, html};

use super::field::{Line, end};
use super::listen;
use super::part::{button, cancel};
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
    html! {
        <section class="held sign-in" part="sign-in" aria-labelledby={stage.id("sign-in-heading")}>
            <h3 id={stage.id("sign-in-heading")}>{ stage.text(Key::SignInHeading) }</h3>
            {
                match &draft.phase {
                    Phase::Sent(_) => sent(stage, draft),
                    _ => form(stage, draft),
                }
            }
        </section>
    }
}

fn sent(stage: &Stage, draft: &Draft) -> Html {
    let said = stage
        .words()
        .nodes(Key::EmailSent, &[("email", html! { draft.email.clone() })]);
    html! { <><p role="status">{ said }</p>{ cancel(stage, &draft.form) }</> }
}

fn form(stage: &Stage, draft: &Draft) -> Html {
    let community = &stage.context().community;
    if !community.email_sign_in || community.writers == Writers::Sso {
        let brand = stage.words().fill(Key::SignInBrand, &[("brand", stage.brand())]);
        return html! {
            <>
                <p>{ if community.writers == Writers::Sso { brand.as_str() } else { stage.text(Key::EmailOff) } }</p>
                { cancel(stage, &draft.form) }
            </>
        };
    }
    html! {
        <form onsubmit={listen::submit(stage, Action::Send(Form::SignIn))}>
            { Line::new(&Form::SignIn, Field::Email, stage.text(Key::EmailLabel), &draft.email, text::EMAIL_MAX).required().input(stage) }
            { end(stage, Some(draft), stage.text(Key::EmailHint).into(), Key::EmailSend, cancel(stage, &draft.form)) }
        </form>
    }
}

/// Asks whether what a guest did on this device is theirs.
pub fn claim(stage: &Stage) -> Html {
    let count = stage.surface.claimable;
    if count == 0 {
        return Html::default();
    }
    html! {
        <div class="held claim" part="claim">
            <p>{ stage.words().count(Key::Claim, count.into(), &[]) }</p>
            <div class="decisions">
                { button(stage, "primary", Key::ClaimYes, Action::Claim(true)) }
                { button(stage, "secondary", Key::ClaimNo, Action::Claim(false)) }
            </div>
        </div>
    }
}
