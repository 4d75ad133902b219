//! The queue without scripts: what waits, and a form to decide on each.

use shared::api::moderation::{Moderate, Moderated, QueueItem};
use shared::api::page::Page;
use shared::api::problem::{Code, Problem};
use shared::api::route::Method;
use shared::ids::Target;
use shared::language::Language;
use shared::state::{Act, State};
use shared::text;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::act::mine;
use super::controls::{Field, choice, hidden, trouble};
use super::form::{KEY, TOKEN};
use super::frame::{Frame, plain};
use super::visit::{Visit, new_key, query_of};
use super::words::Word;
use super::{address, contest, dates, enter, thumbnail};
use crate::failure::Failure;
use crate::json;
use crate::reply::Reply;

/// The path of the page.
const PAGE: &str = "moderation";
/// The path of a decision; what its form checks, too.
const DECISION: &str = "/{community}/moderation/{target}";

/// The page; a visitor is led to where one signs in.
///
/// # Errors
/// When this person does not decide here.
pub async fn queue(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its forms do.
///
/// # Errors
/// When the page can't be shown again.
pub async fn decide(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let request = Moderate {
        act: act(visit.form.get("act"))?,
        reason: visit.form.get("reason").to_owned(),
        code: None,
        duplicate_of: None,
    };
    let path = format!("moderation/{}", address::encode(visit.parameter));
    let decided: Result<Moderated, Failure> = visit
        .write(Method::Put, &path, visit.form.get(KEY), &request)
        .await;
    let sent = decided.map(|_| address::of(visit.community, PAGE));
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let view = visit.questions("", "").await?;
    let language = visit.language(&view.community.languages);
    let query = query_of(&[("cursor", visit.incoming.query.get("cursor").unwrap_or_default())]);
    let waiting: Page<QueueItem> = match visit.read("moderation/queue", &query).await {
        Err(Failure::Refused {
            code: Code::SignInNeeded | Code::BadToken,
            ..
        }) => return Ok(enter::sign_in(visit)),
        waiting => waiting?,
    };
    visit.recognize().await?;
    let contests = contest::waiting::all(visit, language).await?;
    let words = Words(language);
    let path = address::of(visit.community, PAGE);
    let frame = Frame::personal(visit, &view.community, &path);
    let items = waiting
        .data
        .iter()
        .map(|item| entry(item, visit, &frame, problem))
        .collect::<Result<Vec<_>, _>>()?;
    let title = words.text(Key::QueueHeading);
    let content = plain(html! {
        <>
            <h1 class="heading">{ title }</h1>
            { trouble(problem) }
            if items.is_empty() && contests.is_empty() {
                <p>{ words.text(Key::QueueEmpty) }</p>
            }
            { for contests }
            { for items }
            if let Some(cursor) = &waiting.next_cursor {
                <p><a rel="next" href={frame.in_language(&format!("{path}?{}", query_of(&[("cursor", cursor)])))}>{ words.text(Key::ShowMore) }</a></p>
            }
        </>
    });
    Ok(frame.personal_reply(visit, title, problem, content).await)
}

fn entry(
    item: &QueueItem,
    visit: &Visit<'_>,
    frame: &Frame<'_>,
    problem: Option<&Problem>,
) -> Result<Html, Failure> {
    let language = frame.language;
    let words = Words(language);
    let target = item.target.as_str();
    let dates = dates::dates(language, &frame.community.time_zone);
    let author = if item.author.name.is_empty() {
        words.text(Key::Guest)
    } else {
        &item.author.name
    };
    let reports: u32 = item.reports.iter().map(|report| report.count).sum();
    let part = if matches!(item.target, Target::Question(_)) {
        ""
    } else {
        target
    };
    let (href, title) = match (&item.question, &item.story) {
        (Some(question), _) => (
            mine(visit.community, question.id.as_str(), &question.slug, part),
            question.title.clone(),
        ),
        (None, Some(story)) => (
            address::story(visit.community, story.id.as_str(), &story.slug),
            story.title.clone(),
        ),
        (None, None) => return Ok(Html::default()),
    };
    let refused = problem.filter(|_| visit.parameter == target);
    let decision = decision(visit, language, target, acts(item.state, item.edit), refused)?;
    Ok(html! {
        <article id={target.to_owned()}>
            <h2 dir="auto"><a href={frame.in_language(&href)}>{ title }</a></h2>
            <p class="quiet">
                <bdi>{ Word::QueueBy.with(language, author) }</bdi>{ " · " }
                <time datetime={item.since.iso()}>{ words.fill(Key::QueueSince, &[("when", &dates.0.time(item.since, None))]) }</time>
                if let Some(due_at) = item.due_at {
                    { " · " }<time datetime={due_at.iso()}>{ Word::QueueDue.with(language, &dates.0.time(due_at, None)) }</time>
                }
                if item.edit {
                    { " · " }{ Word::QueueEdit.in_language(language) }
                }
                if let Some(name) = &item.subject_name {
                    { " · " }<bdi>{ Word::QueueNames.with(language, name) }</bdi>
                }
                if reports > 0 {
                    { " · " }{ Word::QueueReports.with(language, &reports.to_string()) }
                }
            </p>
            <blockquote dir="auto">{ shared::markdown::plain::plain(&item.body) }</blockquote>
            if let Some(objection) = &item.objection {
                <p>{ Word::QueueObjection.in_language(language) }{ " " }<q dir="auto">{ objection.clone() }</q></p>
            }
            { for item.notes.iter().map(|note| html! { <p class="quiet"><q dir="auto">{ note.clone() }</q></p> }) }
            { thumbnail::decided(words, &item.media) }
            { decision }
        </article>
    })
}

/// The form to decide on something where it stands.
///
/// # Errors
/// When the runtime has no randomness.
pub fn in_place(visit: &Visit<'_>, language: Language, target: &str, state: State) -> Result<Html, Failure> {
    decision(visit, language, target, acts(state, false), None)
}

fn decision(
    visit: &Visit<'_>,
    language: Language,
    target: &str,
    acts: &[(Key, &'static str)],
    refused: Option<&Problem>,
) -> Result<Html, Failure> {
    let reason = Field {
        name: "reason",
        label: Word::Reason.in_language(language),
        value: if refused.is_some() {
            visit.form.get("reason")
        } else {
            ""
        },
        max: text::REASON_MAX,
        problem: refused,
        ..Field::default()
    };
    let path = address::of(visit.community, &format!("{PAGE}/{}", address::encode(target)));
    let acts = acts
        .iter()
        .map(|(label, act)| choice(Words(language).text(*label), "act", act));
    Ok(html! {
        <form class="held" method="post" action={visit.in_same_language(&path)}>
            { hidden(TOKEN, &visit.form_token(DECISION)) }
            { hidden(KEY, &new_key()?) }
            { reason.line("text", "off") }
            <p class="acts">{ for acts }</p>
        </form>
    })
}

/// What can be decided on something in this state, or on an edit of it that waits while its words stand.
fn acts(state: State, edit: bool) -> &'static [(Key, &'static str)] {
    match state {
        _ if edit => &[(Key::Approve, "approve"), (Key::Reject, "reject")],
        State::Waiting => &[(Key::Approve, "approve"), (Key::Reject, "reject")],
        State::Hidden => &[(Key::Restore, "restore"), (Key::Reject, "reject")],
        State::Rejected => &[(Key::Approve, "approve")],
        _ => &[(Key::Hide, "hide"), (Key::Approve, "approve")],
    }
}

/// Reads the word of an act as the wire has it.
fn act(word: &str) -> Result<Act, Failure> {
    json::word(word).map_err(|_| Failure::field("/act", "Choose what is to be done."))
}
