//! The page of the week, for the brand's people: what was asked most, what waits longest, which promises fall due, who
//! helped.

use shared::api::leaders::LeaderView;
use shared::api::promise::PromiseView;
use shared::api::question::QuestionSummary;
use shared::api::week::Week;
use shared::language::Language;
use shared::promise::PromiseState;
use widget::components::Stage;
use widget::components::author::name;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::frame::{Frame, plain};
use super::people::words::Word;
use super::people::{counted, day};
use super::visit::Visit;
use super::{address, contest, enter, promise, surface};
use crate::failure::Failure;
use crate::reply::Reply;

/// The page.
///
/// # Errors
/// When this is nobody of the brand.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    visit.recognize().await?;
    if visit.me.is_none() {
        return Ok(enter::sign_in(visit));
    }
    let week: Week = visit.read("week", "").await?;
    let language = visit.language(&community.languages);
    let stage = surface::stage(&community, language, "");
    let dates = &stage.context().dates;
    let path = address::of(visit.community, "week");
    let frame = Frame::personal(visit, &community, &path);
    let title = Word::WeekOf.with(language, &dates.0.day(week.from));
    let queue = Word::Queue.with(language, &week.queue.to_string());
    let contests = contest::waiting::all(visit, language).await?;
    let content = plain(html! {
        <>
            <h1 class="heading">{ title.clone() }</h1>
            if week.queue > 0 {
                <p><a href={frame.link("moderation")}>{ queue }</a></p>
            }
            { for contests }
            { promises(&frame, &week.due) }
            { questions(&frame, Word::Asked.in_language(language), &week.asked, |question| {
                let others = u64::try_from(question.score).unwrap_or_default();
                let said = Words(language).count(Key::AsksThis, others, &[]);
                if others > 0 { said } else { String::new() }
            }) }
            { questions(&frame, Word::WaitsLongest.in_language(language), &week.waiting, |question| {
                dates.0.day(question.created_at)
            }) }
            <h2 class="heading"><a href={frame.link("people")}>{ Word::People.in_language(language) }</a></h2>
            if let Some(until) = week.helped.until {
                { quiet(Word::Since.with(language, &day(language, week.helped.period.from(until)))) }
            }
            <ol>{ for week.helped.data.iter().map(|leader| helped(&stage, language, leader)) }</ol>
            { counted(language, week.helped.until) }
        </>
    });
    Ok(frame.personal_reply(visit, title, None, content).await)
}

fn promises(frame: &Frame<'_>, due: &[PromiseView]) -> Html {
    let row = |due: &PromiseView| {
        let href = frame.link(&format!("promises#{}", due.id));
        let class = if due.state == PromiseState::Late {
            "state"
        } else {
            "quiet"
        };
        html! {
            <li class="row">
                <h3 class="heading"><a {href} dir="auto">{ due.step.clone() }</a></h3>
                <p {class}>{ promise::stands(frame.community, frame.language, due) }{ " · " }<bdi>{ due.by.name.clone() }</bdi></p>
            </li>
        }
    };
    html! {
        if !due.is_empty() {
            <section><h2 class="heading">{ Word::FallsDue.in_language(frame.language) }</h2><ul>{ for due.iter().map(row) }</ul></section>
        }
    }
}

fn questions(
    frame: &Frame<'_>,
    title: &'static str,
    questions: &[QuestionSummary],
    said: impl Fn(&QuestionSummary) -> String,
) -> Html {
    if questions.is_empty() {
        return Html::default();
    }
    let row = |question: &QuestionSummary| {
        let path = address::question(&frame.community.slug, question.id.as_str(), &question.slug);
        html! {
            <li class="row">
                <h3 class="heading"><a href={frame.in_language(&path)} dir="auto">{ question.title.clone() }</a></h3>
                { quiet(said(question)) }
            </li>
        }
    };
    html! { <section><h2 class="heading">{ title }</h2><ul>{ for questions.iter().map(row) }</ul></section> }
}

/// A line, unless nothing is said.
fn quiet(said: String) -> Html {
    html! {
        if !said.is_empty() {
            <p class="quiet">{ said }</p>
        }
    }
}

fn helped(stage: &Stage, language: Language, leader: &LeaderView) -> Html {
    html! {
        <li class="row" value={leader.place.to_string()}>
            <p><b>{ name(stage, &leader.person) }</b></p>
            <p class="quiet">{ Word::Helped.with(language, &leader.helped.to_string()) }</p>
        </li>
    }
}
