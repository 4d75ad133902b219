//! *Thank you* of the brand's people without scripts: a page that quotes the answer, and a button.

use shared::api::answer::AnswerView;
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::api::thanks::{Thank, ThanksView};
use shared::api::view::QuestionPage;
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
    let sent = thank(visit).await;
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

/// Says or withdraws it; where the answer stands.
async fn thank(visit: &Visit<'_>) -> Result<String, Failure> {
    let path = format!("thanks/{}", address::encode(visit.parameter));
    let _: ThanksView = if visit.form.get("value") == "0" {
        visit.remove(&path, NO_KEY).await?
    } else {
        visit.write(Method::Put, &path, NO_KEY, &Thank {}).await?
    };
    let (question, answer) = visit.answer().await?;
    Ok(place(visit, &question, &answer))
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
        back: place(visit, &question, &answer),
        problem,
    };
    page.reply(visit).await
}

/// Where the answer stands.
fn place(visit: &Visit<'_>, question: &QuestionPage, answer: &AnswerView) -> String {
    let summary = &question.question.summary;
    let path = address::question(visit.community, summary.id.as_str(), &summary.slug);
    format!("{path}#{}", answer.id)
}
