//! What I own: a code out of a box is redeemed and opens the page of its subject; what nobody answered about my things
//! comes first to me.
//!
//! Invariant: opening the address of a code changes nothing, because programs open addresses too; the button does.

pub mod words;

use shared::api::owner::{Owned, OwnedThings, RedeemOwnerCode};
use shared::api::problem::Problem;
use shared::api::question::{QuestionSummary, SubjectRef};
use shared::api::route::Method;
use shared::language::Language;
use shared::owner::TYPED_MAX;
use widget::words::{Key, Words};
use yew::{Html, html};

use self::words::Word;
use super::controls::{Field, button, hidden, trouble};
use super::form::{KEY, TOKEN};
use super::frame::{Frame, plain};
use super::visit::{Visit, new_key};
use super::{address, enter};
use crate::failure::Failure;
use crate::reply::Reply;

/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/own";

/// The page; at the address of a code with the code filled in.
///
/// # Errors
/// When there is no such community.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let code = visit.parameter;
    visit.form.fill("code", code);
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let request = RedeemOwnerCode {
        code: visit.form.get("code").to_owned(),
    };
    let redeemed: Result<SubjectRef, Failure> = visit
        .write(Method::Post, "owners", visit.form.get(KEY), &request)
        .await;
    let sent = redeemed.map(|subject| {
        let page = format!("subjects/{}?owned=1", address::encode(&subject.key));
        address::of(visit.community, &page)
    });
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    visit.recognize().await?;
    if visit.me.as_ref().is_none_or(|me| !me.tier.is_signed_in()) {
        return Ok(enter::sign_in(visit));
    }
    let things: OwnedThings = visit.read("me/owned", "").await?;
    let language = visit.language(&community.languages);
    let path = address::of(visit.community, "own");
    let frame = Frame::personal(visit, &community, &path);
    let field = Field {
        name: "code",
        label: Word::Code.in_language(language),
        hint: Word::CodeHint.in_language(language),
        value: visit.form.get("code"),
        max: TYPED_MAX,
        required: true,
        problem,
    };
    let title = Word::Own.in_language(language);
    let redeem = html! {
        <form class="held" method="post" action={frame.link("own")}>
            { hidden(TOKEN, &visit.form_token(PAGE)) }
            { hidden(KEY, &new_key()?) }
            { field.line("text", "off") }
            { button(Word::Redeem.in_language(language)) }
        </form>
    };
    // Who has a code at hand redeems it; who comes back reads what waits.
    let at_hand = !visit.form.get("code").is_empty();
    let (first, last) = if at_hand {
        (redeem, Html::default())
    } else {
        (Html::default(), redeem)
    };
    let content = plain(html! {
        <>
            <h1 class="heading">{ title }</h1>
            { trouble(problem) }
            { first }
            { for things.data.iter().map(|owned| thing(visit, language, owned)) }
            { last }
        </>
    });
    Ok(frame.personal_reply(visit, title, problem, content).await)
}

/// What stands above the page of a subject once its code was redeemed: that it is owned, and what waits for an answer.
///
/// # Errors
/// When the session is not good anymore.
pub async fn above(visit: &Visit<'_>, language: Language) -> Result<Html, Failure> {
    let things: OwnedThings = visit.read("me/owned", "").await?;
    let owned = things
        .data
        .iter()
        .find(|owned| owned.subject.key == visit.parameter);
    Ok(html! {
        if let Some(owned) = owned {
            <aside class="beside" aria-label={Word::Own.in_language(language)}>
                <p class="good" role="status" dir="auto">{ Word::Redeemed.with(language, &owned.subject.name) }</p>
                { waiting(visit, language, owned) }
            </aside>
        }
    })
}

/// A thing, and what waits for an answer there.
fn thing(visit: &Visit<'_>, language: Language, owned: &Owned) -> Html {
    let subject = &owned.subject;
    let page = address::of(
        visit.community,
        &format!("subjects/{}", address::encode(&subject.key)),
    );
    html! {
        <section>
            <h2 class="heading"><a href={visit.in_same_language(&page)} dir="auto">{ subject.name.clone() }</a></h2>
            { waiting(visit, language, owned) }
        </section>
    }
}

fn waiting(visit: &Visit<'_>, language: Language, owned: &Owned) -> Html {
    let said = if owned.unanswered.is_empty() {
        Word::Nothing
    } else {
        Word::Waits
    };
    let row = |question: &QuestionSummary| {
        let path = address::question(visit.community, question.id.as_str(), &question.slug);
        let answer = address::of(visit.community, &format!("questions/{}/answer", question.id));
        html! {
            <li class="row">
                <h3 class="heading"><a href={visit.in_same_language(&path)} dir="auto">{ question.title.clone() }</a></h3>
                <p class="acts"><a class="secondary" href={visit.in_same_language(&answer)}>{ Words(language).text(Key::Answer) }</a></p>
            </li>
        }
    };
    html! {
        <>
            <p class="quiet">{ said.in_language(language) }</p>
            <ul class="plain">{ for owned.unanswered.iter().map(row) }</ul>
        </>
    }
}
