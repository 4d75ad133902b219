//! A choice of one reason among a few, as small buttons.

use shared::api::report::ReportReason;
use yew::{Html, html};

use super::field::form_name;
use super::icon;
use super::listen;
use super::stage::Stage;
use crate::surface::{Draft, Field};
use crate::words::Key;

/// The reasons, one of them chosen.
pub fn reasons(stage: &Stage, draft: &Draft, legend: &str) -> Html {
    let name = stage.id(&[&form_name(&draft.form), "-reason"].concat());
    html! {
        <fieldset class="reasons">
            <legend>{ legend }</legend>
            { for ReportReason::ALL.into_iter().map(|reason| {
                let chosen = draft.reason == Some(reason);
                html! {
                    <label class="chip">
                        <input class="spoken" type="radio" name={name.clone()} value={reason.as_str()} checked={chosen}
                            oninput={listen::typed(stage, &draft.form, Field::Reason)} />
                        if chosen {
                            { icon::tick() }
                        }
                        { stage.text(reason_key(reason)) }
                    </label>
                }
            }) }
        </fieldset>
    }
}

/// The words of a reason.
pub fn reason_key(reason: ReportReason) -> Key {
    match reason {
        ReportReason::OffTopic => Key::OffTopic,
        ReportReason::PersonalData => Key::PersonalData,
        ReportReason::Advertising => Key::Advertising,
        ReportReason::Hurtful => Key::Hurtful,
        ReportReason::Illegal => Key::Illegal,
        ReportReason::Other => Key::Other,
    }
}
