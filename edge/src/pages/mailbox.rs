//! The mail of a local run. Invariant: it is there only when the operator switched it on and the deployment is
//! reached by a loopback address, because whoever reads it can sign in as anybody.

use serde::Deserialize;
use shared::language::Language;
use shared::slug::CommunitySlug;
use shared::time::Millis;
use worker::Env;
use yew::{Html, html};

use super::document::Document;
use super::render;
use crate::community::request::MAILBOX_PATH;
use crate::community_client::{self, Call};
use crate::config::Config;
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::json;
use crate::reply::Reply;

#[derive(Deserialize)]
struct Mailbox {
    data: Vec<Mail>,
}

#[derive(Deserialize)]
struct Mail {
    to: String,
    subject: String,
    text: String,
    queued_at: Millis,
}

/// The mail of the community that `?community=` names.
///
/// # Errors
/// When the mailbox is off, or there is no such community.
pub async fn page(incoming: &Incoming, env: &Env, config: &Config, now: Millis) -> Result<Reply, Failure> {
    if !config.mailbox || !is_loopback(&incoming.origin()) {
        return Err(Failure::not_found());
    }
    let slug = CommunitySlug::parse(incoming.query.get("community").unwrap_or_default())
        .map_err(|_| Failure::not_found())?;
    community_client::describe(env, slug.as_str(), now).await?;
    let call = Call {
        method: "GET",
        path: MAILBOX_PATH,
        request_id: &incoming.id,
        ..Call::default()
    };
    let answer = community_client::send(env, slug.as_str(), &call).await?;
    let mailbox: Mailbox = json::read(answer.bytes())?;
    let title = format!("Mail of {slug}");
    let content = html! {
        <div class="page fanfare">
            <main>
                <h1>{ title.clone() }</h1>
                if mailbox.data.is_empty() {
                    <p>{ "No mail yet. This page shows what would have been sent; reload it." }</p>
                }
                { for mailbox.data.iter().map(letter) }
            </main>
        </div>
    };
    let body = render::text(content).await;
    let document = Document {
        title,
        language: Language::English,
        body,
        ..Document::default()
    };
    Ok(document.reply(200).uncached())
}

fn letter(mail: &Mail) -> Html {
    html! {
        <article>
            <h2 dir="auto">{ mail.subject.clone() }</h2>
            <p class="meta">{ mail.to.clone() }{ " · " }<time datetime={mail.queued_at.iso()}>{ mail.queued_at.iso() }</time></p>
            <pre dir="auto">{ for mail.text.split_inclusive(char::is_whitespace).map(word) }</pre>
        </article>
    }
}

/// A word with the space behind it; an address becomes a link.
fn word(word: &str) -> Html {
    let bare = word.trim_end();
    if bare.starts_with("https://") || bare.starts_with("http://") {
        let space = word.get(bare.len()..).unwrap_or_default();
        html! { <><a href={bare.to_owned()}>{ bare.to_owned() }</a>{ space.to_owned() }</> }
    } else {
        html! { word.to_owned() }
    }
}

/// Whether an origin is on this machine.
fn is_loopback(origin: &str) -> bool {
    let authority = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    let host = match authority.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    match host.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_machine_are_loopback() {
        for origin in [
            "http://127.0.0.1:8787",
            "http://localhost",
            "http://talk.localhost:80",
            "http://[::1]:8787",
        ] {
            assert!(is_loopback(origin), "{origin}");
        }
        for origin in [
            "http://127.0.0.1.evil.example",
            "https://localhost.evil.example",
            "http://10.0.0.1",
            "http://[2001:db8::1]:80",
            "",
        ] {
            assert!(!is_loopback(origin), "{origin}");
        }
    }
}
