//! Where the link of a letter leads: a page with a button that ends mail about a question, without signing in.
//!
//! Invariant: opening the link changes nothing, because programs that look for malice open it too.

use shared::api::notice::{NoticeView, NoticesStopped, StopNotices};
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::language::Language;
use yew::{Html, html};

use super::controls::{button, hidden, trouble};
use super::form::{TOKEN, form_token};
use super::frame::{Frame, plain};
use super::visit::Visit;
use super::words::Word;
use super::{address, contest};
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

/// What mail comes that was asked for, each with a button that ends it.
pub fn list(visit: &Visit<'_>, letters: &[NoticeView], language: Language) -> Html {
    let path = address::of(visit.community, "notices");
    let item = |letter: &NoticeView| {
        html! {
            <form class="held" method="post" action={visit.in_same_language(&path)}>
                { hidden(TOKEN, &form_token(visit.config, PAGE, None)) }
                { hidden("code", &letter.code) }
                <p>{ contest::words::Word::LettersCome.in_language(language) }{ " " }<q dir="auto">{ letter.title.clone() }</q></p>
                { button(contest::words::Word::LettersStop.in_language(language)) }
            </form>
        }
    };
    letters.iter().map(item).collect()
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
            let about = match (&stopped.question, &stopped.story, &stopped.contest) {
                (Some(question), ..) => format!("questions/{question}"),
                (_, Some(story), _) => format!("stories/{story}"),
                (.., Some(contest)) => format!("contests/{contest}"),
                (None, None, None) => String::new(),
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
