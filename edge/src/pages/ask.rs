//! Asking without scripts: a page with a form, and what the form does.

use shared::api::problem::Problem;
use shared::api::question::{AskQuestion, QuestionView};
use shared::api::route::Method;
use shared::complaint;
use shared::language::Language;
use shared::state::State;
use shared::text;
use widget::words::{Key, Words};
use yew::html;

use super::act::mine;
use super::controls::{self, Field, hidden, picture_button, trouble};
use super::form::{KEY, TOKEN};
use super::frame::{Frame, plain};
use super::promise::words::Word;
use super::visit::{Visit, new_key};
use super::{address, enter, picture};
use crate::failure::Failure;
use crate::reply::Reply;

/// The page of the form; what its form checks, too.
const PAGE: &str = "/{community}/ask";

/// The page. What came in the query, from the composer of a public page, is filled in.
///
/// # Errors
/// When there is no such community.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    visit.fill_from_query(&["subject", "subject_name", "title", "markdown", "tags", "name"]);
    page(visit, None).await
}

/// What the form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let asked = asked(visit).await;
    let sent = asked.map(|question| {
        let summary = question.summary;
        match summary.state {
            State::Published => address::question(visit.community, summary.id.as_str(), &summary.slug),
            _ => mine(visit.community, summary.id.as_str(), &summary.slug, ""),
        }
    });
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn asked(visit: &mut Visit<'_>) -> Result<QuestionView, Failure> {
    let media = picture::attached(visit).await?;
    let (subject, subject_name) = visit.form_subject().await?;
    let form = &visit.form;
    let language = Language::first_of(visit.offered);
    let mark = form.typed("complaint").map(|_| complaint::tag(language));
    let request = AskQuestion {
        subject,
        subject_name,
        title: form.get("title").to_owned(),
        markdown: form.get("markdown").to_owned(),
        tags: form
            .get("tags")
            .split([',', '#', ' '])
            .map(str::trim)
            .filter(|tag| !tag.is_empty())
            .chain(mark)
            .map(str::to_owned)
            .collect(),
        media,
        name: form.typed("name").map(str::to_owned),
    };
    visit
        .write(Method::Post, "questions", form.get(KEY), &request)
        .await
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let subject = visit.form.get("subject").to_owned();
    let view = visit.questions(&subject, visit.form.get("subject_name")).await?;
    let language = visit.language(&view.community.languages);
    if let Some(elsewhere) = enter::first(visit, &view.community).await? {
        return Ok(elsewhere);
    }
    let words = Words(language);
    let title = match &view.subject {
        Some(subject) => words.fill(Key::AskAbout, &[("subject", &subject.name)]),
        None => words.text(Key::AskHeading).to_owned(),
    };
    let form = &visit.form;
    let key = form.typed(KEY).map_or_else(new_key, |key| Ok(key.to_owned()))?;
    let field = |name, label: Key, hint: Option<Key>| Field {
        name,
        label: words.text(label),
        hint: hint.map_or("", |hint| words.text(hint)),
        value: form.get(name),
        problem,
        ..Field::default()
    };
    let content = plain(html! {
        <>
            <h1 class="heading">{ title.clone() }</h1>
            { trouble(problem) }
            <form class="held" method="post" action={visit.in_same_language(&address::of(visit.community, "ask"))}>
                { hidden(TOKEN, &visit.form_token(PAGE)) }
                { hidden(KEY, &key) }
                { hidden("subject", &subject) }
                { hidden("subject_name", form.get("subject_name")) }
                { Field { max: text::TITLE_MAX, required: true, ..field("title", Key::TitleLabel, None) }.line("text", "off") }
                { Field { max: text::BODY_MAX, ..field("markdown", Key::TextLabel, Some(Key::MarkdownHint)) }.lines("8") }
                { field("tags", Key::TagsLabel, Some(Key::TagsHint)).line("text", "off") }
                <label><input type="checkbox" name="complaint" value="1" checked={form.typed("complaint").is_some()} />{ Word::Complaint.in_language(language) }</label>
                { picture::media_fields(visit, language, problem) }
                { controls::name(visit, language, problem) }
                { picture_button(words.text(Key::Ask)) }
            </form>
        </>
    });
    let path = address::of(visit.community, "ask");
    let frame = Frame::personal(visit, &view.community, &path);
    Ok(frame.personal_reply(visit, title, problem, content).await)
}
