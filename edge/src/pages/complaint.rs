//! Marking a complaint without scripts: a page that names the question, and a button.

use shared::api::problem::Problem;
use shared::api::question::{MarkComplaint, QuestionView};
use shared::api::route::Method;
use shared::complaint;
use yew::html;

use super::act::ActPage;
use super::controls::{button, choice};
use super::promise::words::Word;
use super::visit::Visit;
use super::{address, enter};
use crate::failure::Failure;
use crate::reply::Reply;

/// The mark says what stands afterwards, so sending it twice is once.
const NO_KEY: &str = "";

/// The page.
///
/// # Errors
/// When there is no such question for everybody to see.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let path = format!("questions/{}/complaint", address::encode(visit.parameter));
    let complaint = visit.form.get("value") != "0";
    let sent: Result<QuestionView, Failure> = visit
        .write(Method::Put, &path, NO_KEY, &MarkComplaint { complaint })
        .await;
    let community = visit.community;
    let sent = sent.map(|question| {
        let summary = question.summary;
        address::question(community, summary.id.as_str(), &summary.slug)
    });
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let question = visit.question(visit.parameter).await?;
    if let Some(elsewhere) = enter::first(visit, &question.community).await? {
        return Ok(elsewhere);
    }
    let language = visit.language(&question.community.languages);
    let summary = &question.question.summary;
    let staff = visit.is_staff();
    let sorry = address::of(visit.community, &format!("promise/{}", summary.id));
    let page = ActPage {
        community: &question.community,
        pattern: "/{community}/complaint/{question}",
        title: Word::Complaint.in_language(language),
        more: Word::ComplaintMore.in_language(language),
        quote: &summary.title,
        controls: html! {
            <>
                if complaint::is_marked(&summary.tags) {
                    { choice(Word::Unmark.in_language(language), "value", "0") }
                } else {
                    { button(Word::Mark.in_language(language)) }
                }
                if staff {
                    <a class="secondary" href={visit.in_same_language(&sorry)}>{ Word::Sorry.in_language(language) }</a>
                }
            </>
        },
        back: address::question(visit.community, summary.id.as_str(), &summary.slug),
        problem,
    };
    page.reply(visit).await
}
