//! Sharing a story without scripts.

use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::api::story::{ShareStory, StoryView};
use shared::text;
use widget::words::{Key, Words};
use yew::html;

use super::words::Word;
use crate::failure::Failure;
use crate::pages::controls::{self, Field, hidden, picture_button, trouble};
use crate::pages::form::{KEY, TOKEN};
use crate::pages::frame::{Frame, plain};
use crate::pages::visit::{Visit, new_key};
use crate::pages::{address, enter, picture};
use crate::reply::Reply;

/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/share";

/// The page. What came in the query is filled in.
///
/// # Errors
/// When there is no such community.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    visit.fill_from_query(&["subject", "subject_name", "title", "markdown", "name"]);
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let shared = shared(visit).await;
    let sent = shared.map(|story| address::story(visit.community, story.id.as_str(), &story.slug));
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn shared(visit: &mut Visit<'_>) -> Result<StoryView, Failure> {
    let media = picture::attached(visit).await?;
    let (subject, subject_name) = visit.form_subject().await?;
    let form = &visit.form;
    let request = ShareStory {
        subject,
        subject_name,
        title: form.get("title").to_owned(),
        markdown: form.get("markdown").to_owned(),
        media,
        name: form.typed("name").map(str::to_owned),
    };
    visit
        .write(Method::Post, "stories", form.get(KEY), &request)
        .await
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let subject = visit.form.get("subject").to_owned();
    let view = visit.questions(&subject, visit.form.get("subject_name")).await?;
    let language = visit.language(&view.community.languages);
    if let Some(elsewhere) = enter::first(visit, &view.community).await? {
        return Ok(elsewhere);
    }
    let title = match &view.subject {
        Some(subject) => Word::ShareAbout.with(language, &subject.name),
        None => Word::Share.in_language(language).to_owned(),
    };
    let form = &visit.form;
    let key = form.typed(KEY).map_or_else(new_key, |key| Ok(key.to_owned()))?;
    let path = address::of(visit.community, "share");
    let content = plain(html! {
        <>
            <h1 class="heading">{ title.clone() }</h1>
            { trouble(problem) }
            <form class="held" method="post" action={visit.in_same_language(&path)}>
                { hidden(TOKEN, &visit.form_token(PAGE)) }
                { hidden(KEY, &key) }
                { hidden("subject", &subject) }
                { hidden("subject_name", form.get("subject_name")) }
                { fields([form.get("title"), form.get("markdown")], language, problem) }
                { picture::media_fields(visit, language, problem) }
                { controls::name(visit, language, problem) }
                { picture_button(Words(language).text(Key::Send)) }
            </form>
        </>
    });
    let frame = Frame::personal(visit, &view.community, &path);
    Ok(frame.personal_reply(visit, title, problem, content).await)
}

/// The fields of a story's words, filled with its line and what else it says.
pub fn fields(
    [title, markdown]: [&str; 2],
    language: shared::language::Language,
    problem: Option<&Problem>,
) -> yew::Html {
    let line = Field {
        name: "title",
        label: Word::Line.in_language(language),
        hint: Word::LineHint.in_language(language),
        value: title,
        max: text::TITLE_MAX,
        required: true,
        problem,
    };
    let more = Field {
        name: "markdown",
        label: Word::More.in_language(language),
        hint: Words(language).text(Key::MarkdownHint),
        value: markdown,
        max: text::BODY_MAX,
        problem,
        ..Field::default()
    };
    html! { <>{ line.line("text", "off") }{ more.lines("6") }</> }
}
