//! What I own: a code out of a box is redeemed, and what nobody answered about my things comes first to me.
//!
//! Invariant: opening the address of a code changes nothing, because programs open addresses too; the button does.

pub mod words;

use shared::api::owner::{Owned, OwnedThings, RedeemOwnerCode};
use shared::api::problem::Problem;
use shared::api::question::SubjectRef;
use shared::api::route::Method;
use shared::language::Language;
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
    match redeemed {
        Ok(_) => {
            let path = address::of(visit.community, "own?done=1");
            Ok(visit.see(visit.in_same_language(&path)))
        }
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, Some(&problem)).await
        }
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
    let redeemed = things
        .data
        .first()
        .filter(|_| problem.is_none() && visit.incoming.query.get("done").is_some());
    let field = Field {
        name: "code",
        label: Word::Code.in_language(language),
        hint: Word::CodeHint.in_language(language),
        value: visit.form.get("code"),
        max: 40,
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
            if let Some(owned) = redeemed {
                <p class="good" role="status" dir="auto">{ Word::Redeemed.with(language, &owned.subject.name) }</p>
            }
            { first }
            { for things.data.iter().map(|owned| thing(&frame, language, owned)) }
            { last }
        </>
    });
    Ok(frame.personal_reply(visit, title, problem, content).await)
}

/// A thing, and what waits for an answer there.
fn thing(frame: &Frame<'_>, language: Language, owned: &Owned) -> Html {
    let subject = &owned.subject;
    let page = frame.link(&format!("subjects/{}", address::encode(&subject.key)));
    let said = if owned.unanswered.is_empty() {
        Word::Nothing
    } else {
        Word::Waits
    };
    html! {
        <section>
            <h2 class="heading"><a href={page} dir="auto">{ subject.name.clone() }</a></h2>
            <p class="quiet">{ said.in_language(language) }</p>
            <ul>{ for owned.unanswered.iter().map(|question| {
                let path = address::question(&frame.community.slug, question.id.as_str(), &question.slug);
                let answer = frame.link(&format!("questions/{}/answer", question.id));
                html! {
                    <li class="row">
                        <h3 class="heading"><a href={frame.in_language(&path)} dir="auto">{ question.title.clone() }</a></h3>
                        <p class="acts"><a class="secondary" href={answer}>{ Words(language).text(Key::Answer) }</a></p>
                    </li>
                }
            }) }</ul>
        </section>
    }
}
