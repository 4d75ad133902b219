//! *I'll try this*, *Made me smile*, *This helped me* without scripts: a page with a button for each.

use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::api::story::StoryOverlay;
use shared::api::vote::{PutVote, VoteView};
use shared::sort;
use shared::story::StoryAct;
use yew::html;

use super::card::said;
use super::words::Word;
use crate::failure::Failure;
use crate::pages::act::ActPage;
use crate::pages::controls::hidden;
use crate::pages::form::TOKEN;
use crate::pages::visit::{Visit, query_of};
use crate::pages::{address, enter};
use crate::reply::Reply;

/// The path of the page; what its forms check, too.
pub const PAGE: &str = "/{community}/act/{story}";
/// An act says what stands afterwards, so sending it twice is once.
const NO_KEY: &str = "";

/// The page.
///
/// # Errors
/// When there is no such story for this person to see.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its forms do.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let request = PutVote {
        value: i8::from(visit.form.get("value") != "0"),
        act: StoryAct::parse(visit.form.get("act")),
        reason: None,
        notify: None,
    };
    let path = format!("votes/{}", address::encode(visit.parameter));
    let put: Result<VoteView, Failure> = visit.write(Method::Put, &path, NO_KEY, &request).await;
    match put {
        Ok(_) => {
            let back = match address::returning(visit.community, visit.form.get("return_to")) {
                Some(back) => back,
                None => {
                    let story = visit.story().await?;
                    let own = address::story(visit.community, story.id.as_str(), &story.slug);
                    visit.in_same_language(&own)
                }
            };
            Ok(visit.see(back))
        }
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, Some(&problem)).await
        }
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    let story = visit.story().await?;
    if let Some(elsewhere) = enter::first(visit, &community).await? {
        return Ok(elsewhere);
    }
    let language = visit.language(&community.languages);
    let overlay: StoryOverlay = visit
        .read("overlay/stories", &query_of(&[("story", story.id.as_str())]))
        .await?;
    // Whoever came by one of the acts finds that one first.
    let asked = StoryAct::parse(visit.incoming.query.get("act").unwrap_or_default());
    let mut acts = StoryAct::ALL;
    sort::by_key(&mut acts, |act| Some(*act) != asked);
    let action = visit.in_same_language(&visit.incoming.path);
    let others = acts.into_iter().filter_map(|act| {
        let (word, _) = said(&story, act)?;
        let done = overlay.acts.iter().any(|mine| mine.act == act);
        let class = if Some(act) == asked && !done {
            "primary"
        } else {
            "secondary"
        };
        let label = if done {
            Word::TakeBack.with(language, word.in_language(language))
        } else {
            word.in_language(language).to_owned()
        };
        Some(html! {
            <form method="post" action={action.clone()}>
                { hidden(TOKEN, &visit.form_token(PAGE)) }
                { hidden("act", act.as_str()) }
                <button class={class} name="value" value={if done { "0" } else { "1" }}>{ label }</button>
            </form>
        })
    });
    let page = ActPage {
        community: &community,
        pattern: PAGE,
        title: Word::Stories.in_language(language),
        more: Word::ActMore.in_language(language),
        quote: &story.title,
        controls: html! {},
        back: address::story(visit.community, story.id.as_str(), &story.slug),
        problem,
    };
    let forms = html! { <div class="acts">{ for others }</div> };
    Ok(page.with_forms(visit, forms).await)
}
