//! People who helped: this week, this month, ever.

pub mod words;

use shared::api::leaders::{LeaderView, LeadersView};
use shared::api::people::About;
use shared::api::view::PaintedView;
use shared::language::Language;
use shared::recognition::{Day, Period};
use widget::components::author::name;
use widget::components::avatar::avatar;
use widget::words::{Key, Words};
use yew::{Html, html};

use self::words::Word;
use super::document::Document;
use super::story::scene::Scene;
use super::visit::{Visit, query_of};
use super::{address, contest, dates};
use crate::failure::Failure;
use crate::reply::Reply;

/// The page.
///
/// # Errors
/// When there is no such community, or a parameter is not as it has to be.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    visit.recognize().await?;
    let asked = ["period", "subject", "tag", "newcomers"]
        .map(|name| (name, visit.incoming.query.get(name).unwrap_or_default()));
    let query = format!("view=leaders&{}", query_of(&asked));
    let PaintedView::Leaders(view) = visit.painted(&query).await? else {
        return Err(Failure::not_found());
    };
    let scene = Scene::of(visit, &view.community, None);
    let title = Word::People.in_language(scene.language());
    let path = address::of(visit.community, "people");
    let document = Document {
        title: format!("{title} · {}", view.community.name),
        hidden_from_search: view.leaders.data.is_empty() || !visit.incoming.query.as_str().is_empty(),
        ..Document::default()
    };
    let content = content(&scene, &view);
    Ok(contest::scene::reply(visit, &view.community, &path, document, content).await)
}

/// What a page and an embed show: the times to choose from, and who helped.
pub fn content(scene: &Scene<'_>, view: &LeadersView) -> Html {
    let language = scene.language();
    let title = Word::People.in_language(language);
    let (subject, tag) = (encoded(view.subject.as_deref()), encoded(view.tag.as_deref()));
    let periods = Period::ALL.map(|period| {
        let href = scene.links().people(&[
            ("subject", subject.as_deref()),
            ("tag", tag.as_deref()),
            ("newcomers", view.newcomers.then_some("1")),
            ("period", Some(period.as_str())),
        ]);
        let current = (period == view.leaders.period).then_some("true");
        html! { <a {href} data-view="leaders" data-period={period.as_str()} aria-current={current}>{ word(period).in_language(language) }</a> }
    });
    html! {
        <>
            { scene.heading(title.to_owned()) }
            <nav class="sort" part="sort" aria-label={title}>{ for periods }</nav>
            if view.leaders.data.is_empty() {
                <p class="empty" part="empty">{ Word::Nobody.in_language(language) }</p>
            }
            <ol class="list" part="leaders">{ for view.leaders.data.iter().map(|leader| row(scene, leader)) }</ol>
            if view.leaders.more_at_last > 0 {
                <p class="quiet">{ Word::MoreAtLast.with(language, &view.leaders.more_at_last.to_string()) }</p>
            }
            { counted(language, view.leaders.until) }
        </>
    }
}

fn encoded(text: Option<&str>) -> Option<String> {
    text.map(address::encode)
}

fn word(period: Period) -> Word {
    match period {
        Period::Week => Word::Week,
        Period::Month => Word::Month,
        Period::Ever => Word::Ever,
    }
}

fn row(scene: &Scene<'_>, leader: &LeaderView) -> Html {
    let language = scene.language();
    let helped = Words(language).count(Key::Helped, leader.helped.into(), &[]);
    html! {
        <li class="row leader" part="leader" value={leader.place.to_string()}>
            { avatar(&leader.person, &leader.person.name) }
            <p><b>{ name(&scene.stage, &leader.person) }</b>{ " " }<span class="quiet">{ helped }{ knows(language, &leader.knows) }</span></p>
            if !leader.sentence.is_empty() {
                <p dir="auto"><q>{ leader.sentence.clone() }</q></p>
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
pub fn counted(language: Language, until: Option<Day>) -> Html {
    let last = until.map(|until| day(language, until.plus(-1)));
    html! {
        if let Some(last) = last {
            <p class="quiet">{ Word::CountedUntil.with(language, &last) }</p>
        }
    }
}

/// A day by its date, which is the same in every zone.
pub fn day(language: Language, day: Day) -> String {
    dates::dates(language, "UTC").0.day(day.start())
}
