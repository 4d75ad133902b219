//! How anyone makes the result again, and what that proves.

use shared::api::contest::{AuditView, ContestState};
use shared::api::route::PREFIX;
use shared::contest::leaf::join;
use yew::{Html, html};

use super::receipt::text;
use super::scene::Scene;
use super::words::Word;
use crate::failure::Failure;
use crate::pages::document::Document;
use crate::pages::visit::Visit;
use crate::reply::Reply;

/// The page.
///
/// # Errors
/// When there is no such contest.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let scene = Scene::read(visit).await?;
    let path = format!("contests/{}", scene.contest.id);
    let audit: AuditView = visit.read(&format!("{path}/audit"), "").await?;
    let language = scene.language;
    let word = |word: Word| word.in_language(language);
    let command = format!(
        "fanfare verify {}{} --key {}",
        visit.base_url(),
        scene.path(""),
        audit.fingerprint
    );
    let title = word(Word::CheckTitle);
    let content = html! {
        <>
            <p class="back"><a href={scene.link("")} dir="auto">{ scene.contest.rules.title.clone() }</a></p>
            <h1 class="heading">{ title }</h1>
            { here(&scene, visit, &audit) }
            <h2>{ word(Word::Proves) }</h2>
            <p>{ word(Word::ProvesMore) }</p>
            <h2>{ word(Word::NotProves) }</h2>
            <p>{ word(Word::NotProvesMore) }</p>
            <h2>{ word(Word::Command) }</h2>
            <p>{ word(Word::CheckMore) }</p>
            { text(&command) }
            <p><a href={format!("{PREFIX}{}/{path}/log", visit.community)}>{ word(Word::Download) }</a></p>
            <h2>{ word(Word::Fingerprint) }</h2>
            <p>{ word(Word::FingerprintMore) }</p>
            { text(&audit.fingerprint) }
            <h2>{ word(Word::Checkpoint) }</h2>
            <p>{ word(Word::CheckpointMore) }</p>
            { text(&audit.checkpoint) }
        </>
    };
    let document = Document {
        title: title.to_owned(),
        script: Some("check-script"),
        ..Document::default()
    };
    Ok(scene.reply(visit, "/check", document, content).await)
}

/// The check on this device: shown by its module, which is all that can do it.
fn here(scene: &Scene, visit: &Visit<'_>, audit: &AuditView) -> Html {
    let language = scene.language;
    let word = |word: Word| word.in_language(language);
    let entries = scene.path("/entries/");
    let api = format!("{PREFIX}{}/contests/{}", visit.community, scene.contest.id);
    let winners = (scene.contest.state == ContestState::Closed).then(|| join(&scene.contest.winners));
    html! {
        <section class="check" hidden=true data-api={api} data-size={audit.size.to_string()}
            data-fingerprint={audit.fingerprint.clone()} data-winners={winners} data-entries={entries} data-zone={scene.contest.rules.zone.clone()}
            data-failed={word(Word::CheckBroken)}>
            <h2>{ word(Word::CheckHere) }</h2>
            <p>{ word(Word::CheckHereMore) }</p>
            <form>
                <div class="field">
                    <label for="kept">{ word(Word::CheckKept) }</label>
                    <textarea id="kept" name="kept" rows="2" dir="ltr" spellcheck="false" />
                </div>
                <div class="send"><button class="primary">{ word(Word::CheckButton) }</button></div>
            </form>
            <progress hidden=true max="1" value="0" aria-label={word(Word::CheckHere)}></progress>
            <div role="status" class="verdict"></div>
        </section>
    }
}
