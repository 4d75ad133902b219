//! *Thank you* of the brand's people without scripts: a page that quotes the answer, and a button.

use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::api::thanks::{Thank, ThanksView};
use yew::html;

use super::act::ActPage;
use super::controls::{button, choice};
use super::people::words::Word;
use super::visit::Visit;
use super::{address, enter};
use crate::failure::Failure;
use crate::reply::Reply;

/// Thanks say what stands afterwards, so sending them twice is once.
const NO_KEY: &str = "";

/// The page.
///
/// # Errors
/// When there is no such answer for this person to see.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let path = format!("thanks/{}", address::encode(visit.parameter));
    let sent: Result<ThanksView, Failure> = if visit.form.get("value") == "0" {
        visit.remove(&path, NO_KEY).await
    } else {
        visit.write(Method::Put, &path, NO_KEY, &Thank {}).await
    };
    match sent {
        Ok(_) => {
            let back = back(visit).await?;
            Ok(visit.see(visit.in_same_language(&back)))
        }
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, Some(&problem)).await
        }
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let (question, answer) = visit.answer().await?;
    if let Some(elsewhere) = enter::first(visit, &question.community).await? {
        return Ok(elsewhere);
    }
    let language = visit.language(&question.community.languages);
    let page = ActPage {
        community: &question.community,
        pattern: "/{community}/answers/{answer}/thank",
        title: Word::Thank.in_language(language),
        more: Word::ThankMore.in_language(language),
        quote: &answer.markdown,
        controls: html! {
            <>
                { button(Word::Thank.in_language(language)) }
                { choice(super::words::Word::Withdraw.in_language(language), "value", "0") }
            </>
        },
        back: back(visit).await?,
        problem,
    };
    page.reply(visit).await
}

/// Whom one thanks, if they have a page; else the answer.
async fn back(visit: &Visit<'_>) -> Result<String, Failure> {
    let (question, answer) = visit.answer().await?;
    let summary = &question.question.summary;
    let path = address::question(visit.community, summary.id.as_str(), &summary.slug);
    Ok(format!("{path}#{}", answer.id))
}
