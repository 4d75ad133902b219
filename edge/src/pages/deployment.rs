//! The pages of the deployment itself: what it is, what crawlers may read, and the wire contract, made from the
//! tables that the Worker runs by and the sentences of the API document.

use serde_json::Value;
use shared::api::problem::Code;
use shared::api::route::{Access, PREFIX, ROUTES, Route};
use yew::{Html, html};

use super::document::Document;
use super::render;
use super::route::PAGES;
use crate::reply::Reply;

/// How long a page of the deployment may be kept: it changes with a release.
const CACHE: &str = "public, max-age=300";

/// What this is.
pub async fn home(base_url: &str) -> Reply {
    let content = html! {
        <>
            <h1>{ "Fanfare" }</h1>
            <p>{ "Communities for brands: questions and answers on a brand’s own page, and here at the address of each community." }</p>
            <ul>
                <li><a href="/docs">{ "The API" }</a></li>
                <li><a href="/openapi.json">{ "The API document" }</a></li>
                <li><a href="/health">{ "Health" }</a></li>
            </ul>
        </>
    };
    page(base_url, "/", "Fanfare", content).await
}

/// The wire contract: every route.
pub async fn docs(base_url: &str, document: &Value) -> Reply {
    let row = |route: &Route| {
        let operation =
            operations(document).find(|operation| operation["operationId"] == route.operation.as_str());
        route_row(route, operation.unwrap_or(&Value::Null))
    };
    let content = html! {
        <>
            <h1>{ "The API" }</h1>
            <p>
                { "Every operation of " }<a href="/openapi.json"><code>{ "/openapi.json" }</code></a>{ ", below " }
                <code>{ format!("{PREFIX}{{community}}/") }</code>{ " unless the path starts with " }<code>{ "/" }</code>{ ". " }
                { "A session is sent as " }<code>{ "Authorization: Bearer …" }</code>{ ". Every write takes " }<code>{ "Idempotency-Key" }</code>
                { ". What goes wrong is told by " }<a href="/docs/problems">{ "these codes" }</a>{ "." }
            </p>
            <table>
                <thead><tr><th>{ "Call" }</th><th>{ "Who" }</th><th>{ "What it does" }</th></tr></thead>
                <tbody>{ for ROUTES.iter().map(row) }</tbody>
            </table>
        </>
    };
    page(base_url, "/docs", "The API of Fanfare", content).await
}

/// The codes of problems.
pub async fn problems(base_url: &str) -> Reply {
    let row = |code: &Code| {
        html! {
            <tr id={code.as_str()}><td><code>{ code.as_str() }</code></td><td>{ code.status() }</td><td>{ code.title() }</td></tr>
        }
    };
    let content = html! {
        <>
            <h1>{ "Problems" }</h1>
            <p>
                { "What goes wrong is told as " }<a href="https://www.rfc-editor.org/rfc/rfc9457">{ "RFC 9457" }</a>
                { " details. Match on the code: sentences are for people." }
            </p>
            <table>
                <thead><tr><th>{ "Code" }</th><th>{ "Status" }</th><th>{ "Meaning" }</th></tr></thead>
                <tbody>{ for Code::ALL.iter().map(row) }</tbody>
            </table>
        </>
    };
    page(
        base_url,
        "/docs/problems",
        "The problems of Fanfare’s API",
        content,
    )
    .await
}

/// What crawlers may read: every page that is the same for everybody.
pub fn robots() -> Reply {
    let mut text = "User-agent: *\nDisallow: /api/\nDisallow: /mailbox\n".to_owned();
    for route in PAGES.iter().filter(|route| route.access != Access::Public) {
        let mut pattern = String::new();
        for part in route.path.split('/').skip(1) {
            pattern.push('/');
            pattern.push_str(if part.starts_with('{') { "*" } else { part });
        }
        let line = format!("Disallow: {pattern}\n");
        if !text.contains(&line) {
            text.push_str(&line);
        }
    }
    Reply::new(200, "text/plain; charset=utf-8", text)
        .header("cache-control", CACHE)
        .header("x-content-type-options", "nosniff")
}

/// What the API document says of each operation.
fn operations(document: &Value) -> impl Iterator<Item = &Value> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(_, path)| path.as_object().into_iter().flatten());
    operations.map(|(_, operation)| operation)
}

fn route_row(route: &Route, operation: &Value) -> Html {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let parameters: Vec<Html> = parameters
        .filter(|parameter| parameter["in"] == "query")
        .map(parameter)
        .collect();
    html! {
        <tr id={route.operation.as_str()}>
            <td>
                <code>{ route.method.as_str() }{ " " }{ route.path }</code>
                if !parameters.is_empty() {
                    <p class="meta">{ for parameters }</p>
                }
            </td>
            <td>{ who(route.access) }</td>
            <td>
                { sentence(operation["summary"].as_str().unwrap_or_default()) }
                if route.body_limit > 0 {
                    <p class="meta">{ format!("A body of at most {} kB.", route.body_limit / 1024) }</p>
                }
            </td>
        </tr>
    }
}

/// A sentence whose words between backticks are code.
fn sentence(text: &str) -> Html {
    let parts = text.split('`').enumerate().map(|(index, part)| {
        if index % 2 == 1 {
            html! { <code>{ part.to_owned() }</code> }
        } else {
            html! { part.to_owned() }
        }
    });
    html! { <>{ for parts }</> }
}

fn parameter(parameter: &Value) -> Html {
    let text = |name: &str| parameter[name].as_str().unwrap_or_default().to_owned();
    let mark = if parameter["required"] == true { "" } else { "?" };
    html! { <><code title={text("description")}>{ text("name") }{ mark }</code>{ " " }</> }
}

fn who(access: Access) -> &'static str {
    match access {
        Access::Public => "anyone",
        Access::Personal => "anyone; the answer is theirs",
        Access::Session => "who has a session",
        Access::Staff => "experts, moderators, owners",
        Access::Moderator => "moderators, owners",
        Access::Owner => "owners, operator",
        Access::Operator => "the operator",
    }
}

async fn page(base_url: &str, path: &str, title: &str, content: Html) -> Reply {
    let body = render::text(html! { <div class="page fanfare"><main>{ content }</main></div> }).await;
    let document = Document {
        title: title.to_owned(),
        base_url: base_url.to_owned(),
        canonical: path.to_owned(),
        body,
        ..Document::default()
    };
    document.reply(200).header("cache-control", CACHE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crawlers_are_kept_from_pages_that_make_sessions_and_from_no_others() {
        let robots = robots().body;
        assert!(robots.contains("Disallow: /*/ask\n"));
        assert!(robots.contains("Disallow: /*/questions/*/me-too\n"));
        assert!(!robots.contains("Disallow: /*/questions/*/*\n"));
        assert!(!robots.contains("Disallow: /*\n"));
    }
}
