//! *Me too*, *This helped me*, *Not right* and *This solved it* without scripts: a page with a button.

use shared::api::answer::AnswerView;
use shared::api::overlay::Overlay;
use shared::api::problem::Problem;
use shared::api::question::AcceptAnswer;
use shared::api::route::Method;
use shared::api::view::QuestionPage;
use shared::api::vote::{PutVote, VoteView};
use shared::text;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::act::ActPage;
use super::controls::{Field, button, choice};
use super::visit::{Visit, query_of};
use super::words::Word;
use super::{address, enter};
use crate::failure::Failure;
use crate::reply::Reply;

/// A vote says what stands afterwards, so sending it twice is once; and after *Back* the same form may say the
/// opposite, which a key would refuse.
const NO_KEY: &str = "";

/// The page where one says *me too*.
///
/// # Errors
/// When there is no such question for everybody to see.
pub async fn me_too_form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    me_too_page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn me_too(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let sent = put_me_too(visit).await;
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => me_too_page(visit, Some(&problem)).await,
    }
}

/// Says or withdraws it, or changes what its asker is told; where the question stands.
async fn put_me_too(visit: &Visit<'_>) -> Result<String, Failure> {
    let value = value(visit);
    let notify = (value == 1).then(|| visit.form.typed("notify").is_some());
    let vote = match visit.form.get("told") {
        "" => PutVote {
            value,
            act: None,
            reason: None,
            notify,
        },
        told => PutVote {
            value: 0,
            act: None,
            reason: None,
            notify: Some(told == "1"),
        },
    };
    put(visit, &vote).await?;
    let question = visit.question(visit.parameter).await?;
    Ok(back(visit, &question, ""))
}

async fn me_too_page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let question = visit.question(visit.parameter).await?;
    if let Some(elsewhere) = enter::first(visit, &question.community).await? {
        return Ok(elsewhere);
    }
    let asker = &question.question.summary.author.id;
    if asker.is_some() && visit.me.as_ref().map(|me| &me.id) == asker.as_ref() {
        return own_notices(visit, &question, problem).await;
    }
    let language = visit.language(&question.community.languages);
    let can_be_told = visit.me.as_ref().is_some_and(|me| me.email.is_some());
    let controls = html! {
        <>
            if can_be_told {
                <label><input type="checkbox" name="notify" value="1" />{ Words(language).text(Key::Follow) }</label>
            }
            { buttons(Key::MeToo, visit, &question) }
        </>
    };
    let page = ActPage {
        community: &question.community,
        pattern: "/{community}/questions/{question}/me-too",
        title: Words(language).text(Key::MeToo),
        more: Word::MeTooMore.in_language(language),
        quote: &question.question.summary.title,
        controls,
        back: back(visit, &question, ""),
        problem,
    };
    page.reply(visit).await
}

/// Nobody says *me too* to their own question; they say whether they are told of answers.
async fn own_notices(
    visit: &Visit<'_>,
    question: &QuestionPage,
    problem: Option<&Problem>,
) -> Result<Reply, Failure> {
    let language = visit.language(&question.community.languages);
    let id = &question.question.summary.id;
    let overlay: Overlay = visit
        .read("overlay", &query_of(&[("question", id.as_str())]))
        .await?;
    let told = overlay
        .votes
        .iter()
        .any(|vote| vote.target.as_str() == id.as_str() && vote.notify);
    let can_be_told = visit.me.as_ref().is_some_and(|me| me.email.is_some());
    let controls = if told {
        choice(Word::StopNotices.in_language(language), "told", "0")
    } else if can_be_told {
        choice(Words(language).text(Key::Follow), "told", "1")
    } else {
        html! { <p><a href={visit.in_same_language(&address::of(visit.community, "sign-in"))}>{ Words(language).text(Key::SignIn) }</a></p> }
    };
    let more = if told {
        Word::OwnNoticesOn
    } else {
        Word::OwnNoticesOff
    };
    let page = ActPage {
        community: &question.community,
        pattern: "/{community}/questions/{question}/me-too",
        title: Word::OwnNotices.in_language(language),
        more: more.in_language(language),
        quote: &question.question.summary.title,
        controls,
        back: back(visit, question, ""),
        problem,
    };
    page.reply(visit).await
}

/// The page where one says *this helped me*, or that it is not right.
///
/// # Errors
/// When there is no such answer for this person to see.
pub async fn helped_form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    helped_page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn helped(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let sent = put_helped(visit).await;
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => helped_page(visit, Some(&problem)).await,
    }
}

/// Says or withdraws it, or that the answer is not right; where the answer stands.
async fn put_helped(visit: &Visit<'_>) -> Result<String, Failure> {
    let value = value(visit);
    let reason = visit
        .form
        .typed("reason")
        .filter(|_| value == -1)
        .map(str::to_owned);
    let vote = PutVote {
        value,
        act: None,
        reason,
        notify: None,
    };
    put(visit, &vote).await?;
    place(visit).await
}

async fn helped_page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let (question, answer) = visit.answer().await?;
    if let Some(elsewhere) = enter::first(visit, &question.community).await? {
        return Ok(elsewhere);
    }
    let language = visit.language(&question.community.languages);
    let reason = Field {
        name: "reason",
        label: Words(language).text(Key::WhyNotRight),
        value: visit.form.get("reason"),
        max: text::REASON_MAX,
        problem,
        ..Field::default()
    };
    let controls = html! {
        <>
            { buttons(Key::ThisHelpedMe, visit, &question) }
            { reason.line("text", "off") }
            { choice(Words(language).text(Key::NotRight), "value", "-1") }
        </>
    };
    answer_page(
        visit,
        &question,
        &answer,
        "/{community}/answers/{answer}/helped",
        (Key::ThisHelpedMe, Word::HelpedMore),
        controls,
        problem,
    )
    .await
}

/// The page where the asker says *this solved it*.
///
/// # Errors
/// When there is no such answer for this person to see.
pub async fn solved_form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    solved_page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn solved(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let sent = put_solved(visit).await;
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => solved_page(visit, Some(&problem)).await,
    }
}

/// Says or withdraws it; where the answer stands.
async fn put_solved(visit: &Visit<'_>) -> Result<String, Failure> {
    let (_, answer) = visit.answer().await?;
    let path = format!("questions/{}/accepted", answer.question_id);
    let _: serde::de::IgnoredAny = match value(visit) {
        1 => {
            visit
                .write(Method::Put, &path, NO_KEY, &AcceptAnswer { answer_id: answer.id })
                .await?
        }
        _ => visit.remove(&path, NO_KEY).await?,
    };
    place(visit).await
}

async fn solved_page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let (question, answer) = visit.answer().await?;
    if let Some(elsewhere) = enter::first(visit, &question.community).await? {
        return Ok(elsewhere);
    }
    let controls = buttons(Key::ThisSolvedIt, visit, &question);
    answer_page(
        visit,
        &question,
        &answer,
        "/{community}/answers/{answer}/solved",
        (Key::ThisSolvedIt, Word::SolvedMore),
        controls,
        problem,
    )
    .await
}

async fn answer_page(
    visit: &Visit<'_>,
    question: &QuestionPage,
    answer: &AnswerView,
    pattern: &'static str,
    (title, more): (Key, Word),
    controls: Html,
    problem: Option<&Problem>,
) -> Result<Reply, Failure> {
    let language = visit.language(&question.community.languages);
    let page = ActPage {
        community: &question.community,
        pattern,
        title: Words(language).text(title),
        more: more.in_language(language),
        quote: &answer.markdown,
        controls,
        back: back(visit, question, answer.id.as_str()),
        problem,
    };
    page.reply(visit).await
}

/// The act itself, and its withdrawal.
fn buttons(act: Key, visit: &Visit<'_>, question: &QuestionPage) -> Html {
    let language = visit.language(&question.community.languages);
    html! {
        <>
            { button(Words(language).text(act)) }
            { choice(Word::Withdraw.in_language(language), "value", "0") }
        </>
    }
}

/// What the pressed button says; the first one has no value of its own and means 1.
fn value(visit: &Visit<'_>) -> i8 {
    match visit.form.get("value") {
        "0" => 0,
        "-1" => -1,
        _ => 1,
    }
}

async fn put(visit: &Visit<'_>, vote: &PutVote) -> Result<VoteView, Failure> {
    let path = format!("votes/{}", address::encode(visit.parameter));
    visit.write(Method::Put, &path, NO_KEY, vote).await
}

/// Where the answer stands, also after what was said of it may have moved it.
async fn place(visit: &Visit<'_>) -> Result<String, Failure> {
    let (question, answer) = visit.answer().await?;
    Ok(back(visit, &question, answer.id.as_str()))
}

fn back(visit: &Visit<'_>, question: &QuestionPage, part: &str) -> String {
    let summary = &question.question.summary;
    let path = address::question(visit.community, summary.id.as_str(), &summary.slug);
    if part.is_empty() {
        path
    } else {
        format!("{path}#{part}")
    }
}
