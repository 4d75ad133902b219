//! Where people of the brand say that they are sorry, and promise a next step.

use shared::api::problem::Problem;
use shared::api::promise::{MakePromise, PromiseView};
use shared::api::route::Method;
use shared::api::view::QuestionPage;
use shared::ids::Target;
use shared::text;
use yew::html;

use super::words::Word;
use crate::failure::Failure;
use crate::pages::act::ActPage;
use crate::pages::controls::{Field, button};
use crate::pages::form::KEY;
use crate::pages::visit::Visit;
use crate::pages::{address, enter};
use crate::reply::Reply;

/// The page.
///
/// # Errors
/// When there is nothing there, or this person does not speak for the brand.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let form = &visit.form;
    let request = MakePromise {
        target: target(visit)?,
        apology: form.get("apology").to_owned(),
        step: form.get("step").to_owned(),
        due: form.get("due").to_owned(),
    };
    let made: Result<PromiseView, Failure> = visit
        .write(Method::Post, "promises", form.get(KEY), &request)
        .await;
    let community = visit.community;
    let sent = made.map(|promise| address::of(community, &format!("promises#{}", promise.id)));
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let (question, quote) = quoted(visit).await?;
    if let Some(elsewhere) = enter::for_the_brand(visit).await? {
        return Ok(elsewhere);
    }
    let language = visit.language(&question.community.languages);
    let field = |name, label: Word| Field {
        name,
        label: label.in_language(language),
        value: visit.form.get(name),
        required: true,
        problem,
        ..Field::default()
    };
    let max = text::REASON_MAX;
    let due = Field {
        hint: Word::DueMore.in_language(language),
        ..field("due", Word::Due)
    };
    let page = ActPage {
        community: &question.community,
        pattern: "/{community}/promise/{target}",
        title: Word::Sorry.in_language(language),
        more: Word::SorryMore.in_language(language),
        quote: &quote,
        controls: html! {
            <>
                { Field { max, ..field("apology", Word::Apology) }.line("text", "off") }
                { Field { max, ..field("step", Word::Step) }.line("text", "off") }
                { due.line("date", "off") }
                { button(Word::Sorry.in_language(language)) }
            </>
        },
        back: address::of(
            visit.community,
            &format!("questions/{}", question.question.summary.id),
        ),
        problem,
    };
    page.reply(visit).await
}

/// The question, and what is quoted of where one is sorry.
async fn quoted(visit: &Visit<'_>) -> Result<(QuestionPage, String), Failure> {
    if let Target::Question(id) = target(visit)? {
        let question = visit.question(id.as_str()).await?;
        let title = question.question.summary.title.clone();
        return Ok((question, title));
    }
    let (question, answer) = visit.answer().await?;
    Ok((question, answer.markdown))
}

fn target(visit: &Visit<'_>) -> Result<Target, Failure> {
    Target::parse(visit.parameter).map_err(|_| Failure::not_found())
}
