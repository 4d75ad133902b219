//! What somebody is told whose vote waits, and the way to let it count: the page of the receipt, which alone lets the
//! provider of challenges in.
//!
//! Invariant: an embed sends its visitor there in a tab of its own, as the same person.

use yew::{Html, html};

use super::scene::Scene;
use super::words::Word;
use crate::pages::address;
use crate::pages::visit::Visit;

/// What stands over the entries.
pub fn notice(scene: &Scene, visit: &Visit<'_>) -> Html {
    let said = if is_passable(scene, visit) {
        Word::ReceiptChallenge
    } else {
        Word::ReceiptHeld
    };
    told(scene, visit, said)
}

/// What stands at an entry that was chosen.
pub fn short(scene: &Scene, visit: &Visit<'_>) -> Html {
    told(scene, visit, Word::VoteWaits)
}

fn told(scene: &Scene, visit: &Visit<'_>, said: Word) -> Html {
    if !scene.contest.mine.as_ref().is_some_and(|mine| mine.held) {
        return Html::default();
    }
    let tab = scene.embedded.is_some().then_some("_blank");
    html! {
        <p class="state">
            { said.in_language(scene.language) }
            if is_passable(scene, visit) {
                { " " }<a href={scene.link("/receipt")} target={tab} data-pass={tab.map(|_| entrance(scene))}>{ Word::ReceiptPassed.in_language(scene.language) }</a>
            }
        </p>
    }
}

/// Whether the vote counts once a challenge is passed.
fn is_passable(scene: &Scene, visit: &Visit<'_>) -> bool {
    let rules = &scene.contest.rules;
    rules.challenge && rules.votes.holds(visit.now) && visit.config.challenge().is_some()
}

/// Where the session of an embed goes on as one of our own pages; the code of a transfer follows.
fn entrance(scene: &Scene) -> String {
    let in_language = |path: &str| address::in_language(path, scene.language, &scene.community.languages);
    let back = address::encode(&in_language(&scene.path("/receipt")));
    let path = address::of(&scene.community.slug, &format!("sign-in?return_to={back}"));
    format!("{}&transfer=", scene.full(&in_language(&path)))
}
