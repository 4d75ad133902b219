//! What a voter keeps: the promise that was signed when the ballot came, and the proof once the log holds it; the
//! challenge that lets a ballot count which would wait, and the wish for receipts by mail.

use shared::api::contest::{AcceptedBallot, BallotChange, CastBallot, Challenge, ContestState};
use shared::api::problem::{Code, Problem};
use shared::api::route::{Method, PREFIX};
use shared::contest::acceptance::Shown;
use shared::contest::leaf::join;
use yew::{Html, html};

use super::scene::Scene;
use super::words::Word;
use super::{card, entry, vote};
use crate::failure::Failure;
use crate::pages::controls::{button, hidden, trouble};
use crate::pages::document::Document;
use crate::pages::enter;
use crate::pages::form::TOKEN;
use crate::pages::visit::Visit;
use crate::reply::Reply;

/// The path of the page; what its forms check, too.
const PAGE: &str = "/{community}/contests/{contest}/receipt";
/// Sending a ballot that is there already changes nothing twice.
const NO_KEY: &str = "";
/// The field that the provider's script fills in
/// ([Turnstile](https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/)).
const PASSED: &str = "cf-turnstile-response";

/// The page.
///
/// # Errors
/// When this person has not voted.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    shown(visit, None).await
}

/// What its forms do: the same ballot is sent again, with a challenge that was passed, or a wish for letters.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let contest = crate::pages::address::encode(visit.parameter);
    let again = CastBallot {
        challenge: visit.form.typed(PASSED).map(str::to_owned),
        letters: visit.form.typed("letters").map(|wanted| wanted == "1"),
        ..vote::cast(visit, BallotChange::Add, Vec::new())
    };
    let path = format!("contests/{contest}/ballots");
    let sent: Result<AcceptedBallot, Failure> = visit.write(Method::Post, &path, NO_KEY, &again).await;
    match sent {
        Ok(_) => Ok(visit.see(visit.address())),
        Err(failure) => {
            let problem = visit.problem(failure);
            shown(visit, Some(&problem)).await
        }
    }
}

async fn shown(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    let Some(me) = &visit.me else {
        return Ok(enter::sign_in(visit));
    };
    let mailed = me.email.is_some() && scene.contest.state == ContestState::Open;
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
    let shown = Shown {
        leaf: ballot.leaf,
        salt: ballot.salt,
        choice: Some(join(&ballot.entries)),
        nonce: None,
    };
    let kept = format!("{}\n{}", shown.text(), ballot.acceptance);
    let language = scene.language;
    let title = Word::ReceiptTitle.in_language(language);
    let content = html! {
        <>
            <p class="back"><a href={scene.link("")} dir="auto">{ scene.contest.rules.title.clone() }</a></p>
            <h1 class="heading">{ title }</h1>
            { trouble(problem) }
            <p>{ Word::ReceiptNumber.with(language, &ballot.ballot.to_string()) }</p>
            if let Some(challenge) = &ballot.challenge {
                { passing(&scene, visit, challenge) }
            } else if ballot.held {
                <p>{ Word::ReceiptHeld.in_language(language) }</p>
            }
            <h2>{ Word::ReceiptProof.in_language(language) }</h2>
            if let Some(proof) = proof {
                { text(&proof) }
                <p><a href={format!("{PREFIX}{}/{path}", visit.community)} download="receipt.txt">{ Word::ReceiptProof.in_language(language) }</a></p>
            } else {
                <p>{ Word::ReceiptLater.in_language(language) }</p>
            }
            if mailed {
                { letters(&scene, visit, ballot.letters) }
            }
            <h2>{ Word::ReceiptPromise.in_language(language) }</h2>
            <p>{ Word::ReceiptPromiseMore.in_language(language) }</p>
            { text(&kept) }
            { marked(&scene, &shown) }
            <p class="meta">{ Word::ReceiptPrivate.in_language(language) }</p>
            <p><a href={scene.link("/check")}>{ Word::Check.in_language(language) }</a></p>
        </>
    };
    let document = Document {
        title: title.to_owned(),
        hidden_from_search: true,
        script: Some(entry::SCRIPT),
        challenge: ballot.challenge.map(|challenge| challenge.script),
        ..Document::default()
    };
    Ok(scene.reply(visit, "/receipt", document, content).await)
}

/// The challenge. Without scripts it does not come, and the ballot waits for a person.
fn passing(scene: &Scene, visit: &Visit<'_>, challenge: &Challenge) -> Html {
    form(
        visit,
        html! {
            <>
                <p>{ Word::ReceiptChallenge.in_language(scene.language) }</p>
                <div class="field">
                    <div class="cf-turnstile" data-sitekey={challenge.site_key.clone()} data-language={scene.language.tag()} data-size="flexible"></div>
                </div>
                { card::nonce(scene) }
                { button(Word::ReceiptPassed.in_language(scene.language)) }
            </>
        },
    )
}

/// Whether receipts come by mail.
fn letters(scene: &Scene, visit: &Visit<'_>, wanted: bool) -> Html {
    let (said, act, value) = if wanted {
        (Word::LettersCome, Word::LettersStop, "0")
    } else {
        (Word::LettersMore, Word::Letters, "1")
    };
    form(
        visit,
        html! {
            <>
                <p>{ said.in_language(scene.language) }</p>
                { hidden("letters", value) }
                { button(act.in_language(scene.language)) }
            </>
        },
    )
}

fn form(visit: &Visit<'_>, controls: Html) -> Html {
    html! {
        <form class="held" method="post" action={visit.address()}>
            { hidden(TOKEN, &visit.form_token(PAGE)) }
            { controls }
        </form>
    }
}

/// Whether the leaf holds what this device made, which only scripts of this device can say.
fn marked(scene: &Scene, shown: &Shown) -> Html {
    let word = |word: Word| word.in_language(scene.language);
    let said = if shown.leaf.contains("\nnonce=") {
        Word::NonceSent
    } else {
        Word::NonceNone
    };
    html! {
        <p class="note" role="status" data-contest={scene.contest.id.to_string()}
            data-mine={word(Word::NonceMine)} data-other={word(Word::NonceOther)}>{ word(said) }</p>
    }
}

/// A text of the log, as it stands there.
pub fn text(text: &str) -> Html {
    html! { <pre dir="ltr" tabindex="0"><code>{ text.to_owned() }</code></pre> }
}
