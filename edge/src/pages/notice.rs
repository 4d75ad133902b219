//! Where the link of a letter leads: a page with a button that ends mail about a question, without signing in.
//!
//! Invariant: opening the link changes nothing, because programs that look for malice open it too.

use shared::api::notice::{NoticesStopped, StopNotices};
use shared::api::problem::Problem;
use shared::api::route::Method;
use yew::html;

use super::address;
use super::controls::{button, hidden, trouble};
use super::form::{TOKEN, form_token};
use super::frame::{Frame, plain};
use super::visit::Visit;
use super::words::Word;
use crate::failure::Failure;
use crate::reply::Reply;

/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/notices";
/// Mail that is stopped twice is stopped.
const NO_KEY: &str = "";

/// The page.
///
/// # Errors
/// When there is no such community.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    visit.fill_from_query(&["code"]);
    page(visit, None, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn stop(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let request = StopNotices {
        code: visit.form.get("code").to_owned(),
    };
    let stopped: Result<NoticesStopped, Failure> =
        visit.write(Method::Post, "notices/stop", NO_KEY, &request).await;
    match stopped {
        Ok(stopped) => page(visit, Some(&stopped), None).await,
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, None, Some(&problem)).await
        }
    }
}

async fn page(
    visit: &Visit<'_>,
    stopped: Option<&NoticesStopped>,
    problem: Option<&Problem>,
) -> Result<Reply, Failure> {
    let view = visit.questions("", "").await?;
    let language = visit.language(&view.community.languages);
    let path = address::of(visit.community, "notices");
    let title = Word::StopNotices.in_language(language);
    let content = match stopped {
        Some(stopped) => {
            let about = match (&stopped.question, &stopped.story) {
                (Some(question), _) => format!("questions/{question}"),
                (None, Some(story)) => format!("stories/{story}"),
                (None, None) => String::new(),
            };
            let about = address::of(visit.community, &about);
            html! {
                <>
                    <p role="status">{ Word::NoticesStopped.in_language(language) }</p>
                    <p><a href={visit.in_same_language(&about)}>{ Word::Back.in_language(language) }</a></p>
                </>
            }
        }
        None => html! {
            <form class="held" method="post" action={visit.in_same_language(&path)}>
                { hidden(TOKEN, &form_token(visit.config, PAGE, None)) }
                { hidden("code", visit.form.get("code")) }
                <p>{ Word::StopNoticesMore.in_language(language) }</p>
                { button(title) }
            </form>
        },
    };
    let frame = Frame::personal(visit, &view.community, &path);
    let content = plain(html! { <><h1 class="heading">{ title }</h1>{ trouble(problem) }{ content }</> });
    Ok(frame.personal_reply(visit, title, problem, content).await)
}
