//! Reporting without scripts.

use shared::api::problem::Problem;
use shared::api::report::{MakeReport, ReportReason, ReportView};
use shared::api::route::Method;
use shared::ids::Target;
use shared::text;
use yew::html;

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
    page(visit, Word::ReportMore, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let reason = ReportReason::parse(visit.form.get("reason")).unwrap_or(ReportReason::Other);
    let request = MakeReport { target: target(visit)?, reason, note: visit.form.get("text").to_owned() };
    let sent: Result<ReportView, Failure> = visit.write(Method::Post, "reports", visit.form.get(KEY), &request).await;
    match sent {
        Ok(_) => page(visit, Word::Reported, None).await,
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, Word::ReportMore, Some(&problem)).await
        }
    }
}

async fn page(visit: &mut Visit<'_>, more: Word, problem: Option<&Problem>) -> Result<Reply, Failure> {
    target(visit)?;
    let view = visit.questions("", "").await?;
    if let Some(elsewhere) = enter::first(visit, &view.community).await? {
        return Ok(elsewhere);
    }
    let language = visit.language(&view.community.languages);
    let field = Field {
        name: "text",
        label: Word::ReportNote.in_language(language),
        value: visit.form.get("text"),
        max: text::NOTE_MAX,
        problem,
        ..Field::default()
    };
    let chosen = visit.form.get("reason");
    let reasons = ReportReason::ALL.into_iter().map(|reason| {
        let value = reason.as_str();
        html! {
            <label><input type="radio" name="reason" value={value} required=true checked={chosen == value} />{ words(reason).in_language(language) }</label>
        }
    });
    let controls = html! {
        if more != Word::Reported {
            <fieldset class="choices">{ for reasons }</fieldset>
            { field.lines("3") }
            { button(Word::ReportSend.in_language(language)) }
        }
    };
    let page = ActPage {
        community: &view.community,
        pattern: "/{community}/report/{target}",
        title: Word::Report,
        more: Some(more),
        quote: "",
        controls,
        back: address::of(visit.community, ""),
        problem,
    };
    page.reply(visit).await
}

fn target(visit: &Visit<'_>) -> Result<Target, Failure> {
    Target::parse(visit.parameter).map_err(|_| Failure::not_found())
}

fn words(reason: ReportReason) -> Word {
    match reason {
        ReportReason::OffTopic => Word::OffTopic,
        ReportReason::PersonalData => Word::PersonalData,
        ReportReason::Advertising => Word::Advertising,
        ReportReason::Hurtful => Word::Hurtful,
        ReportReason::Illegal => Word::Illegal,
        ReportReason::Other => Word::Other,
    }
}
