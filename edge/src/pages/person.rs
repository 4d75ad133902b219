//! A contributor: whom they helped, a year of it, their best answers and stories, and what they entered in contests; on
//! their page, and in an embed.

use serde_json::{Value, json};
use shared::api::people::{ContributorView, GivenAnswer, GivenEntry, Month, PersonPage};
use shared::api::story::StoryLink;
use shared::api::view::PaintedView;
use shared::language::Language;
use shared::recognition::Day;
use widget::components::avatar::avatar;
use widget::components::thanks::thanks;
use yew::{Html, html};

use super::contest::words::Word as Contest;
use super::document::Document;
use super::people::words::Word;
use super::people::{day, knows};
use super::story::scene::Scene;
use super::story::words::Word as Section;
use super::visit::{Visit, query_of};
use super::{address, contest, thank};
use crate::failure::Failure;
use crate::reply::Reply;

/// The page.
///
/// # Errors
/// When there is nobody whom everybody may read about.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    visit.recognize().await?;
    let query = query_of(&[("view", "person"), ("person", visit.parameter)]);
    let PaintedView::Person(view) = visit.painted(&query).await? else {
        return Err(Failure::not_found());
    };
    let ContributorView { community, page } = *view;
    let scene = Scene::of(visit, &community, None);
    let path = address::of(
        visit.community,
        &format!("people/{}", address::encode(visit.parameter)),
    );
    let document = Document {
        title: format!("{} · {}", page.person.name, community.name),
        description: page.sentence.clone(),
        data: Some(data(&page, &format!("{}{path}", visit.base_url()))),
        ..Document::default()
    };
    let content = html! {
        <>
            <p class="back"><a href={scene.links().people(&[])}>{ Word::People.in_language(scene.language()) }</a></p>
            { content(&scene, &page) }
        </>
    };
    Ok(contest::scene::reply(visit, &community, &path, document, content).await)
}

/// What a page and an embed show.
pub fn content(scene: &Scene<'_>, page: &PersonPage) -> Html {
    let language = scene.language();
    let counts = [
        (Word::Guests, i64::from(page.guests)),
        (Word::SolvedCount, page.solved.into()),
        (Word::BrandThanks, page.staff_thanks.into()),
        (Word::Imported, page.imported),
    ];
    let counts: Vec<_> = counts
        .iter()
        .filter(|(_, count)| *count != 0)
        .map(|(word, count)| word.with(language, &count.to_string()))
        .collect();
    let name = html! { <bdi>{ page.person.name.clone() }</bdi> };
    html! {
        <>
            <header class="row leader">
                { avatar(&page.person, &page.person.name) }
                if scene.visit.is_some() {
                    <h1 class="heading">{ name }</h1>
                } else {
                    <h2 class="heading" part="heading">{ name }</h2>
                }
                if let Some(level) = page.level.as_ref().and_then(|level| level.names.get(&language)) {
                    <p class="quiet"><bdi>{ level.clone() }</bdi></p>
                }
            </header>
            if !page.sentence.is_empty() {
                <p dir="auto">{ page.sentence.clone() }</p>
            }
            <p><b>{ Word::Helped.with(language, &page.helped.to_string()) }</b>{ knows(language, &page.knows) }</p>
            <p class="quiet">{ counts.join(" · ") }</p>
            { year(&page.year, language) }
            { section(Word::Answers.in_language(language), page.answers.iter().map(|answer| given(scene, answer)).collect()) }
            { section(Contest::Contests.in_language(language), page.entries.iter().map(|entry| entered(scene, entry)).collect()) }
            { section(Section::Stories.in_language(language), page.stories.iter().map(|story| told(scene, story)).collect()) }
        </>
    }
}

/// What they gave of one kind; nothing where they gave none.
fn section(title: &str, rows: Vec<Html>) -> Html {
    html! {
        if !rows.is_empty() {
            <section>
                <h2 class="heading">{ title.to_owned() }</h2>
                <ul>{ rows }</ul>
            </section>
        }
    }
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
        let (top, middle) = (LINE + HEIGHT - height, (at * 20 + 10).to_string());
        html! {
            <>
                <rect x={(at * 20 + 2).to_string()} y={top.to_string()} width="16" height={height.to_string()} />
                if month.helped > 0 {
                    <text x={middle.clone()} y={(top - 3).to_string()}>{ month.helped }</text>
                }
                <text x={middle} y={(2 * LINE + HEIGHT - 2).to_string()}>{ of_year(month.from) }</text>
            </>
        }
    });
    let title = Word::Year.in_language(language);
    html! {
        <section>
            <h2 class="heading">{ title }</h2>
            <svg viewBox="0 0 240 88" width="240" height="88" fill="currentColor" font-size="10" text-anchor="middle" aria-hidden="true">
                <rect y={(LINE + HEIGHT - 1).to_string()} width="240" height="1" opacity="0.35" />
                { for bars }
            </svg>
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

/// A month by its number, which is the same in every language.
fn of_year(month: Day) -> String {
    let iso = month.iso();
    let number = iso.split('-').nth(1).unwrap_or_default();
    number.trim_start_matches('0').to_owned()
}

/// How high the highest bar is.
const HEIGHT: u32 = 60;
/// How high a line of numbers is: how many stand above the bars, which month of the year below.
const LINE: u32 = 14;

fn given(scene: &Scene<'_>, answer: &GivenAnswer) -> Html {
    let question = &answer.question;
    let (language, id) = (scene.language(), answer.id.as_str());
    let href = scene
        .links()
        .question(question.id.as_str(), &question.slug, Some(id));
    html! {
        <li class="row">
            <h3 class="heading"><a {href} dir="auto">{ question.title.clone() }</a></h3>
            <p dir="auto">{ answer.excerpt.clone() }</p>
            { thanks(&scene.stage, &answer.thanked_by) }
            if let Some(visit) = scene.visit.filter(|visit| visit.is_staff()) {
                <div class="acts">{ thank::press(visit, language, id, &answer.thanked_by) }</div>
            }
        </li>
    }
}

fn entered(scene: &Scene<'_>, entry: &GivenEntry) -> Html {
    let href = scene
        .links()
        .page(&format!("contests/{}/entries/{}", entry.contest, entry.id));
    html! {
        <li class="row">
            <h3 class="heading"><a {href} dir="auto">{ entry.title.clone() }</a></h3>
            <p class="quiet"><bdi>{ entry.contest_title.clone() }</bdi></p>
            if entry.won {
                <p class="good">{ "✓ " }{ Word::Won.in_language(scene.language()) }</p>
            }
        </li>
    }
}

fn told(scene: &Scene<'_>, story: &StoryLink) -> Html {
    let href = scene.links().story(story.id.as_str(), &story.slug);
    html! { <li class="row"><h3 class="heading"><a {href} dir="auto">{ story.title.clone() }</a></h3></li> }
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
