//! What a voter keeps: the promise that was signed when the ballot came, and the proof once the log holds it.

use shared::api::contest::AcceptedBallot;
use shared::api::problem::Code;
use shared::api::route::PREFIX;
use yew::{Html, html};

use super::scene::Scene;
use super::words::Word;
use crate::failure::Failure;
use crate::pages::document::Document;
use crate::pages::enter;
use crate::pages::visit::Visit;
use crate::reply::Reply;

/// The page.
///
/// # Errors
/// When this person has not voted.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    if visit.me.is_none() {
        return Ok(enter::sign_in(visit));
    }
    let contest = &scene.contest.id;
    let ballot: AcceptedBallot = visit.read(&format!("contests/{contest}/ballot"), "").await?;
    let path = format!("contests/{contest}/receipts/{}", ballot.ballot);
    let proof = match visit.read_text(&path).await {
        Ok(proof) => Some(proof),
        Err(Failure::Refused {
            code: Code::NotFound, ..
        }) => None,
        Err(failure) => return Err(failure),
    };
    let language = scene.language;
    let title = Word::ReceiptTitle.in_language(language);
    let content = html! {
        <>
            <p class="back"><a href={scene.link("")} dir="auto">{ scene.contest.rules.title.clone() }</a></p>
            <h1 class="heading">{ title }</h1>
            <p>{ Word::ReceiptNumber.with(language, &ballot.ballot.to_string()) }</p>
            if ballot.held {
                <p>{ Word::ReceiptHeld.in_language(language) }</p>
            }
            <h2>{ Word::ReceiptProof.in_language(language) }</h2>
            if let Some(proof) = proof {
                { text(&proof) }
                <p><a href={format!("{PREFIX}{}/{path}", visit.community)} download="receipt.txt">{ Word::ReceiptProof.in_language(language) }</a></p>
            } else {
                <p>{ Word::ReceiptLater.in_language(language) }</p>
            }
            <h2>{ Word::ReceiptPromise.in_language(language) }</h2>
            <p>{ Word::ReceiptPromiseMore.in_language(language) }</p>
            { text(&format!("{}\nsalt={}\n\n{}", ballot.leaf.trim_end(), ballot.salt, ballot.acceptance)) }
            <p class="meta">{ Word::ReceiptPrivate.in_language(language) }</p>
            <p><a href={scene.link("/check")}>{ Word::Check.in_language(language) }</a></p>
        </>
    };
    let document = Document {
        title: title.to_owned(),
        hidden_from_search: true,
        ..Document::default()
    };
    Ok(scene.reply(visit, "/receipt", document, content).await)
}

/// A text of the log, as it stands there.
pub fn text(text: &str) -> Html {
    html! { <pre dir="ltr" tabindex="0"><code>{ text.to_owned() }</code></pre> }
}
