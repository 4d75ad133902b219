//! *Contest this*: a line of one's statement that is not right, told to staff.

use shared::api::people::MakeObjection;
use shared::api::problem::Problem;
use shared::api::report::ReportView;
use shared::api::route::Method;
use shared::ids::Target;
use shared::text;
use widget::words::{Key, Words};
use yew::html;

use crate::failure::Failure;
use crate::pages::act::ActPage;
use crate::pages::controls::{Field, button};
use crate::pages::form::KEY;
use crate::pages::people::words::Word;
use crate::pages::visit::Visit;
use crate::pages::{address, enter};
use crate::reply::Reply;

/// The page.
///
/// # Errors
/// When the path names nothing that somebody wrote.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let request = MakeObjection {
        contribution: contribution(visit)?,
        note: visit.form.get("text").to_owned(),
    };
    let sent: Result<ReportView, Failure> = visit
        .write(Method::Post, "me/objections", visit.form.get(KEY), &request)
        .await;
    match visit.done(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    contribution(visit)?;
    let community = visit.questions("", "").await?.community;
    visit.recognize().await?;
    if visit.me.is_none() {
        return Ok(enter::sign_in(visit));
    }
    let language = visit.language(&community.languages);
    let told = problem.is_none() && visit.incoming.query.get("done").is_some();
    let note = Field {
        name: "text",
        label: Word::ObjectNote.in_language(language),
        value: visit.form.get("text"),
        max: text::NOTE_MAX,
        required: true,
        problem,
        ..Field::default()
    };
    let more = if told { Word::ObjectDone } else { Word::ObjectMore };
    let page = ActPage {
        community: &community,
        pattern: "/{community}/statement/{contribution}",
        title: Word::Object.in_language(language),
        more: more.in_language(language),
        quote: "",
        controls: html! {
            if !told {
                { note.lines("4") }
                { button(Words(language).text(Key::Send)) }
            }
        },
        back: address::of(visit.community, "statement"),
        problem,
    };
    page.reply(visit).await
}

fn contribution(visit: &Visit<'_>) -> Result<Target, Failure> {
    Target::parse(visit.parameter).map_err(|_| Failure::not_found())
}
