//! Reporting without scripts.

use shared::api::problem::Problem;
use shared::api::report::{MakeReport, ReportReason, ReportView};
use shared::api::route::Method;
use shared::ids::Target;
use shared::text;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::act::ActPage;
use super::controls::{Field, button};
use super::form::KEY;
use super::visit::Visit;
use super::words::Word;
use super::{address, enter};
use crate::failure::Failure;
use crate::reply::Reply;

/// The page where one reports.
///
/// # Errors
/// When there is no such community.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let (reason, note) = answers(visit);
    let request = MakeReport {
        target: target(visit)?,
        reason,
        note,
    };
    let sent: Result<ReportView, Failure> = visit
        .write(Method::Post, "reports", visit.form.get(KEY), &request)
        .await;
    match visit.done(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    target(visit)?;
    let view = visit.questions("", "").await?;
    if let Some(elsewhere) = enter::first(visit, &view.community).await? {
        return Ok(elsewhere);
    }
    let language = visit.language(&view.community.languages);
    let words = Words(language);
    let told = is_told(visit, problem);
    let done = words.fill(Key::ReportDone, &[("brand", &view.community.name)]);
    let page = ActPage {
        community: &view.community,
        pattern: "/{community}/report/{target}",
        title: words.text(Key::Report),
        more: if told {
            &done
        } else {
            Word::ReportMore.in_language(language)
        },
        quote: "",
        controls: controls(visit, words, problem),
        back: address::of(visit.community, ""),
        problem,
    };
    page.reply(visit).await
}

/// Whether a report was just made.
pub fn is_told(visit: &Visit<'_>, problem: Option<&Problem>) -> bool {
    problem.is_none() && visit.incoming.query.get("done").is_some()
}

/// The reason that was chosen, and the note.
pub fn answers(visit: &Visit<'_>) -> (ReportReason, String) {
    let reason = ReportReason::parse(visit.form.get("reason")).unwrap_or(ReportReason::Other);
    (reason, visit.form.get("text").to_owned())
}

/// Why, a note, and the button; nothing once a report was made.
pub fn controls(visit: &Visit<'_>, words: Words, problem: Option<&Problem>) -> Html {
    if is_told(visit, problem) {
        return Html::default();
    }
    let field = Field {
        name: "text",
        label: words.text(Key::ReportNote),
        value: visit.form.get("text"),
        max: text::NOTE_MAX,
        problem,
        ..Field::default()
    };
    let chosen = visit.form.get("reason");
    let reasons = ReportReason::ALL.into_iter().map(|reason| {
        let value = reason.as_str();
        html! {
            <label><input type="radio" name="reason" value={value} required=true checked={chosen == value} />{ words.text(key(reason)) }</label>
        }
    });
    html! {
        <>
            <fieldset class="choices">{ for reasons }</fieldset>
            { field.lines("3") }
            { button(words.text(Key::Send)) }
        </>
    }
}

fn target(visit: &Visit<'_>) -> Result<Target, Failure> {
    Target::parse(visit.parameter).map_err(|_| Failure::not_found())
}

/// The word of a reason.
pub fn key(reason: ReportReason) -> Key {
    match reason {
        ReportReason::OffTopic => Key::OffTopic,
        ReportReason::PersonalData => Key::PersonalData,
        ReportReason::Advertising => Key::Advertising,
        ReportReason::Hurtful => Key::Hurtful,
        ReportReason::Illegal => Key::Illegal,
        ReportReason::Other => Key::Other,
    }
}
