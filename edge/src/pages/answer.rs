//! Answering and commenting without scripts.

use shared::api::answer::{AnswerView, GiveAnswer};
use shared::api::comment::{AddComment, CommentView};
use shared::api::problem::Problem;
use shared::api::route::Method;
use shared::api::view::QuestionPage;
use shared::ids::AnswerId;
use shared::state::State;
use shared::text;
use widget::words::{Key, Words};
use yew::html;

use super::act::{ActPage, mine};
use super::controls::{self, Field, button, picture_button};
use super::form::KEY;
use super::visit::Visit;
use super::{address, enter, picture};
use crate::failure::Failure;
use crate::reply::Reply;

/// The page where one answers. What came in the query, from the form of a public page, is filled in.
///
/// # Errors
/// When there is no such question for everybody to see.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    visit.fill_from_query(&["markdown", "name"]);
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let sent = given(visit).await;
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

/// Gives the answer; where it stands.
async fn given(visit: &mut Visit<'_>) -> Result<String, Failure> {
    let request = GiveAnswer {
        media: picture::attached(visit).await?,
        markdown: visit.form.get("markdown").to_owned(),
        name: visit.form.typed("name").map(str::to_owned),
    };
    let path = format!("questions/{}/answers", address::encode(visit.parameter));
    let answer: AnswerView = visit
        .write(Method::Post, &path, visit.form.get(KEY), &request)
        .await?;
    let question = visit.question(visit.parameter).await?;
    Ok(place(
        visit.community,
        &question,
        answer.id.as_str(),
        answer.state,
    ))
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let question = visit.question(visit.parameter).await?;
    if let Some(elsewhere) = enter::first(visit, &question.community).await? {
        return Ok(elsewhere);
    }
    let language = visit.language(&question.community.languages);
    let words = Words(language);
    let field = Field {
        name: "markdown",
        label: words.text(Key::AnswerLabel),
        hint: words.text(Key::MarkdownHint),
        value: visit.form.get("markdown"),
        max: text::ANSWER_MAX,
        required: true,
        problem,
    };
    let page = ActPage {
        community: &question.community,
        pattern: "/{community}/questions/{question}/answer",
        title: words.text(Key::AnswerHeading),
        more: "",
        quote: &question.question.summary.title,
        controls: html! {
            <>
                { field.lines("10") }
                { picture::media_fields(visit, language, problem) }
                { controls::name(visit, language, problem) }
                { picture_button(words.text(Key::Answer)) }
            </>
        },
        back: address::question(visit.community, visit.parameter, &question.question.summary.slug),
        problem,
    };
    page.reply(visit).await
}

/// The page where one comments.
///
/// # Errors
/// When there is no such answer for this person to see.
pub async fn comment_form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    visit.fill_from_query(&["text", "name"]);
    comment_page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn comment(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let sent = added(visit).await;
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => comment_page(visit, Some(&problem)).await,
    }
}

/// Adds the comment; where it stands.
async fn added(visit: &Visit<'_>) -> Result<String, Failure> {
    let answer_id = AnswerId::parse(visit.parameter).map_err(|_| Failure::not_found())?;
    let request = AddComment {
        answer_id,
        text: visit.form.get("text").to_owned(),
        name: visit.form.typed("name").map(str::to_owned),
    };
    let comment: CommentView = visit
        .write(Method::Post, "comments", visit.form.get(KEY), &request)
        .await?;
    let (question, answer) = visit.answer().await?;
    Ok(place(
        visit.community,
        &question,
        answer.id.as_str(),
        comment.state,
    ))
}

async fn comment_page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let (question, answer) = visit.answer().await?;
    if let Some(elsewhere) = enter::first(visit, &question.community).await? {
        return Ok(elsewhere);
    }
    let language = visit.language(&question.community.languages);
    let words = Words(language);
    let field = Field {
        name: "text",
        label: words.text(Key::CommentLabel),
        value: visit.form.get("text"),
        max: text::COMMENT_MAX,
        required: true,
        problem,
        ..Field::default()
    };
    let page = ActPage {
        community: &question.community,
        pattern: "/{community}/answers/{answer}/comment",
        title: words.text(Key::Reply),
        more: "",
        quote: &answer.markdown,
        controls: html! { <>{ field.lines("4") }{ controls::name(visit, language, problem) }{ button(words.text(Key::CommentSend)) }</> },
        back: format!(
            "{}#{}",
            address::question(
                visit.community,
                answer.question_id.as_str(),
                &question.question.summary.slug
            ),
            answer.id
        ),
        problem,
    };
    page.reply(visit).await
}

/// Where one sees what one just wrote under a question.
fn place(community: &str, question: &QuestionPage, part: &str, state: State) -> String {
    let summary = &question.question.summary;
    if state == State::Published {
        format!(
            "{}#{part}",
            address::question(community, summary.id.as_str(), &summary.slug)
        )
    } else {
        mine(community, summary.id.as_str(), &summary.slug, part)
    }
}
