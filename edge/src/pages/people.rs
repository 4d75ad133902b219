//! People who helped: this week, this month, ever.

pub mod words;

use shared::api::leaders::{LeaderView, Leaders};
use shared::api::people::About;
use shared::language::Language;
use shared::recognition::{Day, Period};
use shared::time::Millis;
use widget::surface::Dates;
use yew::{Html, html};

use self::words::Word;
use super::document::Document;
use super::visit::{Visit, query_of};
use super::{address, contest, dates};
use crate::failure::Failure;
use crate::reply::Reply;

/// The page.
///
/// # Errors
/// When there is no such community, or a parameter is not as it has to be.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    visit.recognize().await?;
    let language = visit.language(&community.languages);
    let asked = ["period", "subject", "tag", "newcomers"]
        .map(|name| (name, visit.incoming.query.get(name).unwrap_or_default()));
    let leaders: Leaders = visit.read("leaders", &query_of(&asked)).await?;
    let dates = dates::dates(language, &community.time_zone);
    let title = Word::People.in_language(language);
    let path = address::of(visit.community, "people");
    let periods = Period::ALL.map(|period| {
        let href = visit.in_same_language(&format!("{path}?{}", with(&asked, period)));
        let current = (period == leaders.period).then_some("page");
        html! { <a {href} aria-current={current}>{ word(period).in_language(language) }</a> }
    });
    let content = html! {
        <>
            <h1 class="heading">{ title }</h1>
            <nav class="acts" aria-label={title}>{ for periods }</nav>
            if leaders.data.is_empty() {
                <p class="empty">{ Word::Nobody.in_language(language) }</p>
            }
            <ol class="plain">{ for leaders.data.iter().map(|leader| row(visit, language, leader)) }</ol>
            { counted(&dates, language, leaders.until) }
        </>
    };
    let document = Document {
        title: format!("{title} · {}", community.name),
        hidden_from_search: leaders.data.is_empty() || !visit.incoming.query.as_str().is_empty(),
        ..Document::default()
    };
    Ok(contest::scene::reply(visit, &community, &path, document, content).await)
}

/// The same query for another time.
fn with(asked: &[(&str, &str)], period: Period) -> String {
    let others = asked.iter().copied().filter(|(name, _)| *name != "period");
    let pairs: Vec<_> = others.chain([("period", period.as_str())]).collect();
    query_of(&pairs)
}

fn word(period: Period) -> Word {
    match period {
        Period::Week => Word::Week,
        Period::Month => Word::Month,
        Period::Ever => Word::Ever,
    }
}

fn row(visit: &Visit<'_>, language: Language, leader: &LeaderView) -> Html {
    let id = leader
        .person
        .id
        .as_ref()
        .map(|id| id.as_str())
        .unwrap_or_default();
    let href = visit.in_same_language(&address::of(visit.community, &format!("people/{id}")));
    html! {
        <li class="row" value={leader.place.to_string()}>
            <h2 class="heading"><a {href} dir="auto">{ leader.person.name.clone() }</a></h2>
            <p><b>{ Word::Helped.with(language, &leader.helped.to_string()) }</b>{ knows(language, &leader.knows) }</p>
            if !leader.sentence.is_empty() {
                <p class="quiet" dir="auto">{ leader.sentence.clone() }</p>
            }
        </li>
    }
}

/// What somebody knows about, at most two things.
pub fn knows(language: Language, knows: &[About]) -> Html {
    let about = |about: &About| {
        let name = if about.subject.is_some() {
            about.name.clone()
        } else {
            format!("#{}", about.name)
        };
        html! { <>{ " · " }<span class="quiet" dir="auto">{ Word::Knows.with(language, &name) }</span></> }
    };
    html! { <>{ for knows.iter().take(2).map(about) }</> }
}

/// Up to which day it was counted.
pub fn counted(dates: &Dates, language: Language, until: Option<Day>) -> Html {
    let last = until.map(|until| day(dates, until.plus(-1)));
    html! {
        if let Some(last) = last {
            <p class="quiet">{ Word::CountedUntil.with(language, &last) }</p>
        }
    }
}

/// A day of recognition: by its noon, so that no zone makes another of it.
pub fn day(dates: &Dates, day: Day) -> String {
    dates.0.day(day.start().plus(Millis::DAY / 2))
}
