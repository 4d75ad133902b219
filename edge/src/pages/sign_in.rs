//! Signing in and out on our own pages.
//!
//! Invariant: a link in a mail changes nothing when it is opened, because programs that look for malice open it
//! too; the button on its page does.

use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::api::session::{AskEmailLink, BeginSession, Claim, Claimed, EmailLinkAsked, Session};
use shared::person::Tier;
use shared::text;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::address;
use super::controls::{Field, button, hidden, trouble};
use super::document::Document;
use super::form::{TOKEN, form_token};
use super::frame::{Frame, plain};
use super::visit::Visit;
use super::words::Word;
use crate::failure::Failure;
use crate::reply::Reply;

/// The path of the page; what its forms check, too.
const PAGE: &str = "/{community}/sign-in";
/// The path of the page where one signs out.
const OUT: &str = "/{community}/sign-out";
/// A sign-in that is sent twice fails the second time by its own rule: a code works once.
const NO_KEY: &str = "";

/// Which step of signing in the page shows.
enum Step {
    /// Type the address.
    Address,
    /// The link is on its way.
    Sent,
    /// Press the button.
    Confirm,
}

/// The page: with `?code=` from a mail, or `?transfer=` from an embed, a button; else the field for the address.
///
/// # Errors
/// When there is no such community.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    visit.fill_from_query(&["code", "transfer", "return_to"]);
    let confirm = visit
        .form
        .typed("code")
        .or(visit.form.typed("transfer"))
        .is_some();
    page(visit, if confirm { Step::Confirm } else { Step::Address }, None).await
}

/// What its forms do. Where a link was sent, the answer is the page itself: an address of a person does not
/// belong into the address of a page.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let begin = match (visit.form.typed("code"), visit.form.typed("transfer")) {
        (Some(code), _) => BeginSession::Email {
            code: code.to_owned(),
        },
        (None, Some(code)) => BeginSession::Transfer {
            code: code.to_owned(),
        },
        (None, None) => return ask_for_link(visit).await,
    };
    let guest_token = visit.form.typed("claim").map(|_| visit.token.clone());
    let begun: Result<Session, Failure> = visit.write(Method::Post, "session", NO_KEY, &begin).await;
    let claimed = match begun {
        Ok(session) => {
            visit.take(session)?;
            claim(visit, guest_token).await
        }
        Err(failure) => Err(failure),
    };
    match claimed {
        Ok(()) => {
            let back = address::returning(visit.community, visit.form.get("return_to"));
            Ok(
                visit
                    .see(back.unwrap_or_else(|| visit.in_same_language(&address::of(visit.community, "me")))),
            )
        }
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, Step::Address, Some(&problem)).await
        }
    }
}

async fn claim(visit: &Visit<'_>, guest_token: Option<String>) -> Result<(), Failure> {
    let Some(guest_token) = guest_token.filter(|token| !token.is_empty()) else {
        return Ok(());
    };
    let _: Claimed = visit
        .write(Method::Post, "session/claim", NO_KEY, &Claim { guest_token })
        .await?;
    Ok(())
}

async fn ask_for_link(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let request = AskEmailLink {
        email: visit.form.get("email").trim().to_owned(),
        return_to: address::returning(visit.community, visit.form.get("return_to")).unwrap_or_default(),
        language: visit.incoming.query.get("lang").unwrap_or_default().to_owned(),
    };
    let asked: Result<EmailLinkAsked, Failure> =
        visit.write(Method::Post, "session/email", NO_KEY, &request).await;
    match asked {
        Ok(_) => page(visit, Step::Sent, None).await,
        Err(failure) => {
            let problem = visit.problem(failure);
            page(visit, Step::Address, Some(&problem)).await
        }
    }
}

async fn page(visit: &mut Visit<'_>, step: Step, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let view = visit.questions("", "").await?;
    visit.recognize().await?;
    let language = visit.language(&view.community.languages);
    let words = Words(language);
    let guest = visit.me.as_ref().is_some_and(|me| me.tier == Tier::Guest);
    let field = Field {
        name: "email",
        label: words.text(Key::EmailLabel),
        hint: words.text(Key::EmailHint),
        value: visit.form.get("email"),
        max: text::EMAIL_MAX,
        required: true,
        problem,
    };
    let confirm = matches!(step, Step::Confirm);
    let content = match step {
        Step::Sent => {
            let email = html! { visit.form.get("email").trim().to_owned() };
            html! { <p role="status">{ words.nodes(Key::EmailSent, &[("email", email)]) }</p> }
        }
        Step::Address if !view.community.email_sign_in => html! { <p>{ words.text(Key::EmailOff) }</p> },
        Step::Address => shell(
            visit,
            "sign-in",
            PAGE,
            html! {
                <>{ field.line("email", "email") }{ button(words.text(Key::EmailSend)) }</>
            },
        ),
        Step::Confirm => shell(
            visit,
            "sign-in",
            PAGE,
            html! {
                <>
                    { hidden("code", visit.form.get("code")) }
                    { hidden("transfer", visit.form.get("transfer")) }
                    if guest {
                        <label class="choice"><input type="checkbox" name="claim" value="1" />{ Word::SignInClaim.in_language(language) }</label>
                    }
                    { button(words.text(Key::SignIn)) }
                </>
            },
        ),
    };
    let title = if confirm {
        Word::SignInConfirm.in_language(language)
    } else {
        words.text(Key::SignIn)
    };
    let path = address::of(visit.community, "sign-in");
    let frame = Frame::personal(visit, &view.community, &path);
    let content = plain(html! { <><h1 class="heading">{ title }</h1>{ trouble(problem) }{ content }</> });
    Ok(frame.personal_reply(visit, title, problem, content).await)
}

/// The page where one signs out.
///
/// # Errors
/// When there is no such community.
pub async fn out_form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let view = visit.questions("", "").await?;
    let language = visit.language(&view.community.languages);
    let title = Words(language).text(Key::SignOut);
    let content = plain(
        html! { <><h1 class="heading">{ title }</h1>{ shell(visit, "sign-out", OUT, button(title)) }</> },
    );
    let path = address::of(visit.community, "sign-out");
    let frame = Frame::personal(visit, &view.community, &path);
    let document = Document {
        title: title.to_owned(),
        ..Document::default()
    };
    Ok(visit.reply(frame.reply(200, document, content).await))
}

/// What its form does: the session ends here even when the object can't be told.
///
/// # Errors
/// Never in practice.
pub async fn out(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    if visit.session.is_some() {
        let ended: Result<serde::de::IgnoredAny, Failure> = visit.remove("session", NO_KEY).await;
        if let Err(failure) = ended {
            visit.problem(failure);
        }
    }
    visit.leave();
    Ok(visit.see(visit.in_same_language(&address::of(visit.community, ""))))
}

fn shell(visit: &Visit<'_>, page: &str, pattern: &str, controls: Html) -> Html {
    html! {
        <form class="held" method="post" action={visit.in_same_language(&address::of(visit.community, page))}>
            { hidden(TOKEN, &form_token(visit.config, pattern, None)) }
            { hidden("return_to", visit.form.get("return_to")) }
            { controls }
        </form>
    }
}
