//! A fragment as the person of a session sees it, never kept: with what is theirs, and with what only they see.

use shared::api::problem::Code;
use shared::api::route::PREFIX;
use shared::api::view::View;
use shared::language::Language;
use shared::time::Millis;
use worker::Env;

use super::visit::{self, query_of};
use super::{story, surface};
use crate::community_client::{self, Call};
use crate::failure::Failure;
use crate::incoming::Incoming;
use crate::json;
use crate::reply::{HTML, Reply};

/// Whether in the view of this word something may be somebody's own.
pub fn is_personal(word: Option<&str>) -> bool {
    story::is_personal(word) || !story::is_view(word)
}

/// The fragment, for the session of `call`.
///
/// # Errors
/// When there is nothing there for this person either, or the session is not good anymore.
pub async fn fragment(
    call: Call<'_>,
    slug: &str,
    incoming: &Incoming,
    env: &Env,
    now: Millis,
) -> Result<Reply, Failure> {
    let parameter = |name| incoming.query.get(name).unwrap_or_default();
    let stories = story::is_personal(incoming.query.get("view"));
    let (path, one) = if stories {
        ("/overlay/stories", "story")
    } else {
        ("/overlay", "question")
    };
    let path = [PREFIX, slug, path].concat();
    let scope = query_of(&["subject", one].map(|name| (name, parameter(name))));
    let call = Call {
        path: &path,
        query: &scope,
        ..call
    };
    let answer = community_client::send(env, slug, &call).await?;
    if answer.status != 200 {
        return Err(visit::refusal(&answer));
    }
    let kept = async |query: &str| visit::kept_view(slug, query, &incoming.id, env, now).await;
    let found = kept(incoming.query.as_str()).await;
    let chosen = |languages: &[Language]| Language::choose(parameter("lang"), languages);
    let html = if stories {
        let view = json::read_painted(found?)?;
        let language = chosen(&view.community().languages);
        story::fragment(&view, Some(json::read(answer.bytes())?), language, call.base_url).await
    } else {
        let overlay = json::read(answer.bytes())?;
        let view = match found {
            Err(Failure::Refused {
                code: Code::NotFound, ..
            }) => {
                let others = json::read_view(&kept("").await?)?;
                let page = surface::unseen(surface::community(&others), &overlay, parameter("question"));
                View::Question(Box::new(page.ok_or_else(Failure::not_found)?))
            }
            found => json::read_view(&found?)?,
        };
        let language = chosen(&surface::community(&view).languages);
        surface::fragment(view, Some(overlay), language, call.base_url).await
    };
    Ok(Reply::new(200, HTML, html).uncached())
}
