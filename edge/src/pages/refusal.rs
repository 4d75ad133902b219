//! The page of a request that could not be answered.

use shared::language::Language;
use widget::words::problems;
use yew::html;

use super::document::Document;
use super::render;
use super::words::Word;
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::reply::Reply;

/// The page of a failure, in the language asked for or else the browser's first: it is never kept.
pub async fn page(failure: Failure, incoming: &Incoming) -> Reply {
    let (mut problem, retry_after) = failure.into_problem(&incoming.id);
    let preferred = format!(
        "{},{}",
        incoming.query.get("lang").unwrap_or_default(),
        incoming.header("accept-language")
    );
    let language = Language::choose(&preferred, &Language::ALL);
    problems::say(&mut problem, language);
    let missing = problem.status == 404;
    let (title, more) = if missing {
        (Word::NotHere, Word::NotHereMore.in_language(language).to_owned())
    } else {
        (Word::Problem, problem.detail)
    };
    let title = title.in_language(language);
    let content = html! {
        <div class="page fanfare">
            <main>
                <h1>{ title }</h1>
                <p>{ more }</p>
                if !missing {
                    <p class="meta"><a href={problem.kind}>{ problem.code.as_str() }</a>{ " · " }{ problem.instance }</p>
                }
            </main>
        </div>
    };
    let body = render::text(content).await;
    let document = Document {
        title: title.to_owned(),
        language,
        body,
        ..Document::default()
    };
    let reply = document.reply(problem.status).uncached();
    match retry_after {
        Some(seconds) => reply.header("retry-after", seconds.to_string()),
        None => reply,
    }
}
