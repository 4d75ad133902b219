//! A contributor: whom they helped, a year of it, their best answers and stories, and what they entered in contests.

use serde_json::{Value, json};
use shared::api::people::{GivenAnswer, GivenEntry, Month, PersonPage};
use shared::language::Language;
use yew::{Html, html};

use super::contest::words::Word as Contest;
use super::document::Document;
use super::people::words::Word;
use super::people::{day, knows};
use super::story::words::Word as Section;
use super::visit::Visit;
use super::{address, contest};
use crate::failure::Failure;
use crate::reply::Reply;

/// The page.
///
/// # Errors
/// When there is nobody whom everybody may read about.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    visit.recognize().await?;
    let language = visit.language(&community.languages);
    let of = format!("people/{}", address::encode(visit.parameter));
    let page: PersonPage = visit.read(&of, "").await?;
    let staff = visit.is_staff();
    let counts = [
        (Word::Guests, i64::from(page.guests)),
        (Word::SolvedCount, page.solved.into()),
        (Word::BrandThanks, page.staff_thanks.into()),
        (Word::Imported, page.imported),
    ];
    let content = html! {
        <>
            <p class="back"><a href={visit.in_same_language(&address::of(visit.community, "people"))}>{ Word::People.in_language(language) }</a></p>
            <h1 class="heading" dir="auto">{ page.person.name.clone() }</h1>
            if let Some(level) = page.level.as_ref().and_then(|level| level.names.get(&language)) {
                <p class="quiet" dir="auto">{ level.clone() }</p>
            }
            if !page.sentence.is_empty() {
                <p dir="auto">{ page.sentence.clone() }</p>
            }
            <p><b>{ Word::Helped.with(language, &page.helped.to_string()) }</b>{ knows(language, &page.knows) }</p>
            <p class="quiet">{ for counts.iter().filter(|(_, count)| *count != 0).map(|(word, count)| html! {
                <span>{ word.with(language, &count.to_string()) }{ " " }</span>
            }) }</p>
            { year(&page.year, language) }
            if !page.answers.is_empty() {
                <h2 class="heading">{ Word::Answers.in_language(language) }</h2>
            }
            <ul>{ for page.answers.iter().map(|answer| given(visit, language, answer, staff)) }</ul>
            if !page.entries.is_empty() {
                <h2 class="heading">{ Contest::Contests.in_language(language) }</h2>
            }
            <ul>{ for page.entries.iter().map(|entry| entered(visit, language, entry)) }</ul>
            if !page.stories.is_empty() {
                <h2 class="heading">{ Section::Stories.in_language(language) }</h2>
            }
            <ul>{ for page.stories.iter().map(|story| {
                let path = address::story(visit.community, story.id.as_str(), &story.slug);
                html! { <li class="row"><h3 class="heading"><a href={visit.in_same_language(&path)} dir="auto">{ story.title.clone() }</a></h3></li> }
            }) }</ul>
        </>
    };
    let path = address::of(visit.community, &of);
    let document = Document {
        title: format!("{} · {}", page.person.name, community.name),
        description: page.sentence.clone(),
        data: Some(data(&page, &format!("{}{path}", visit.base_url()))),
        ..Document::default()
    };
    Ok(contest::scene::reply(visit, &community, &path, document, content).await)
}

/// The year as a chart for who sees it, and as a table for everybody.
fn year(year: &[Month], language: Language) -> Html {
    let most = year.iter().map(|month| month.helped).max().unwrap_or_default();
    if most == 0 {
        return Html::default();
    }
    let rightmost = u32::try_from(year.len()).unwrap_or_default().saturating_sub(1);
    let bars = (0u32..).zip(year).map(|(at, month)| {
        // Time runs as the words do.
        let at = if language.direction() == "rtl" { rightmost - at } else { at };
        let height = (month.helped * HEIGHT).div_ceil(most);
        html! { <rect x={(at * 20 + 2).to_string()} y={(HEIGHT - height).to_string()} width="16" height={height.to_string()} fill="currentColor" /> }
    });
    let title = Word::Year.in_language(language);
    html! {
        <section>
            <h2 class="heading">{ title }</h2>
            <svg viewBox="0 0 240 60" width="240" height="60" aria-hidden="true"><rect y={(HEIGHT - 1).to_string()} width="240" height="1" fill="currentColor" opacity="0.35" />{ for bars }</svg>
            <details>
                <summary>{ Word::PeopleHelped.in_language(language) }</summary>
                <table>
                    <caption class="quiet">{ title }</caption>
                    <tr><th scope="col">{ Word::MonthFrom.in_language(language) }</th><th scope="col">{ Word::PeopleHelped.in_language(language) }</th></tr>
                    { for year.iter().map(|month| html! { <tr><td>{ day(language, month.from) }</td><td>{ month.helped }</td></tr> }) }
                </table>
            </details>
        </section>
    }
}

/// How high the chart is.
const HEIGHT: u32 = 60;

fn given(visit: &Visit<'_>, language: Language, answer: &GivenAnswer, staff: bool) -> Html {
    let question = &answer.question;
    let path = address::question(visit.community, question.id.as_str(), &question.slug);
    let href = visit.in_same_language(&format!("{path}#{}", answer.id));
    let thank = address::of(visit.community, &format!("answers/{}/thank", answer.id));
    let thanked = answer.thanked_by.iter().map(
        |person| html! { <p class="good" dir="auto">{ Word::ThankedBy.with(language, &person.name) }</p> },
    );
    html! {
        <li class="row">
            <h3 class="heading"><a {href} dir="auto">{ question.title.clone() }</a></h3>
            <p dir="auto">{ answer.excerpt.clone() }</p>
            { for thanked }
            if staff {
                <p class="acts"><a class="secondary" href={visit.in_same_language(&thank)}>{ Word::Thank.in_language(language) }</a></p>
            }
        </li>
    }
}

fn entered(visit: &Visit<'_>, language: Language, entry: &GivenEntry) -> Html {
    let path = address::of(
        visit.community,
        &format!("contests/{}/entries/{}", entry.contest, entry.id),
    );
    html! {
        <li class="row">
            <h3 class="heading"><a href={visit.in_same_language(&path)} dir="auto">{ entry.title.clone() }</a></h3>
            <p class="quiet"><bdi>{ entry.contest_title.clone() }</bdi></p>
            if entry.won {
                <p class="good">{ "✓ " }{ Word::Won.in_language(language) }</p>
            }
        </li>
    }
}

/// A contributor as [`ProfilePage`](https://schema.org/ProfilePage), for search engines; who said that they were helped
/// stands for likes.
fn data(page: &PersonPage, url: &str) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "mainEntity": {
            "@type": "Person",
            "name": page.person.name,
            "description": page.sentence,
            "url": url,
            "interactionStatistic": {
                "@type": "InteractionCounter",
                "interactionType": "https://schema.org/LikeAction",
                "userInteractionCount": page.helped,
            },
        },
    })
}
