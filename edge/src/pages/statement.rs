//! My own statement: what I am thanked for, the path, and what others are told.

mod objection;
mod path;

pub use self::objection::{form as objection_form, send as objection_send};

use shared::api::people::{Givers, ObjectionView, PublicRecognition, Statement, StatementLine};
use shared::api::person::Me;
use shared::api::problem::Problem;
use shared::api::route::{Method, PREFIX};
use shared::language::Language;
use shared::level::Level;
use shared::recognition::RULES;
use shared::text;
use widget::surface::Links;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::controls::{Field, button, hidden, trouble};
use super::form::{KEY, TOKEN};
use super::frame::{Frame, plain};
use super::people::words::Word;
use super::people::{counted, day, knows};
use super::story::scene::Scene;
use super::visit::{Visit, new_key, query_of};
use super::{address, enter, render};
use crate::failure::Failure;
use crate::reply::{HTML, Reply};

/// The view of one's own statement, as an embed asks for it.
pub const VIEW: &str = "statement";
/// The path of the page; what its form checks, too.
const PAGE: &str = "/{community}/statement";

/// The page.
///
/// # Errors
/// When there is no such community.
pub async fn form(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    page(visit, None).await
}

/// What its form does.
///
/// # Errors
/// When the page can't be shown again.
pub async fn send(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let request = PublicRecognition {
        listed: visit.form.typed("listed").is_some(),
        sentence: visit.form.get("sentence").to_owned(),
        level: visit.form.typed("level").is_some(),
    };
    let sent: Result<PublicRecognition, Failure> = visit
        .write(Method::Put, "me/recognition", visit.form.get(KEY), &request)
        .await;
    let sent = sent.map(|_| address::of(visit.community, "statement?done=1"));
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => page(visit, Some(&problem)).await,
    }
}

async fn page(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let community = visit.questions("", "").await?.community;
    visit.recognize().await?;
    let Some(me) = &visit.me else {
        return Ok(enter::sign_in(visit));
    };
    let level = visit.incoming.query.get("level").and_then(Level::parse);
    let statement = read(visit, me, level).await?;
    let scene = Scene::of(visit, &community, None);
    let language = scene.language();
    let path = address::of(visit.community, "statement");
    let title = Word::Statement.in_language(language);
    let saved = problem.is_none() && visit.incoming.query.get("done").is_some();
    let content = html! {
        <>
            <h1 class="heading">{ title }</h1>
            { trouble(problem) }
            if saved {
                <p role="status">{ Words(language).text(Key::EditDone) }</p>
            }
            { content(&scene, &statement, level) }
            <h2 class="heading">{ Word::WhatOthersSee.in_language(language) }</h2>
            { public(visit, &statement.public, language, problem)? }
        </>
    };
    let frame = Frame::personal(visit, &community, &path);
    Ok(frame.personal_reply(visit, title, problem, plain(content)).await)
}

/// What an embed shows: the same, and where one says what others see; without a session where one signs in.
///
/// # Errors
/// When there is no such community, or a parameter is not as it has to be.
pub async fn fragment(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    visit.incoming.query.only(&["view", "cursor", "lang"])?;
    let community = visit.questions("", "").await?.community;
    visit.recognize().await?;
    let scene = Scene::embedded(
        &community,
        None,
        visit.language(&community.languages),
        &visit.base_url(),
    );
    let (shown, leads_to) = match &visit.me {
        Some(me) => {
            let statement = read(visit, me, None).await?;
            let others = Word::WhatOthersSee.in_language(scene.language());
            (content(&scene, &statement, None), others)
        }
        None => (Html::default(), scene.word(Key::SignIn)),
    };
    let content = html! {
        <>
            { scene.heading(Word::Statement.in_language(scene.language()).to_owned()) }
            { shown }
            <p class="more"><a class="secondary" href={scene.links().statement(&[])}>{ leads_to }</a></p>
        </>
    };
    let html = render::text(scene.root(content)).await;
    Ok(Reply::new(200, HTML, html).uncached())
}

async fn read(visit: &Visit<'_>, me: &Me, level: Option<Level>) -> Result<Statement, Failure> {
    let cursor = visit.incoming.query.get("cursor").unwrap_or_default();
    let mut query = vec![("limit", "50"), ("cursor", cursor)];
    query.extend(level.map(|level| ("level", level.as_str())));
    let of = format!("people/{}/statement", me.id);
    visit.read(&of, &query_of(&query)).await
}

/// What a page and an embed show.
fn content(scene: &Scene<'_>, statement: &Statement, level: Option<Level>) -> Html {
    let (links, language) = (scene.links(), scene.language());
    let next = statement.next_cursor.as_ref().map(|cursor| {
        links.statement(&[
            ("level", level.map(|level| level.as_str())),
            ("cursor", Some(&address::encode(cursor))),
        ])
    });
    html! {
        <div class="statement">
            { numbers(statement, language) }
            { counted(language, statement.until) }
            { how_counted(links, &statement.version, language) }
            if let Some(ladder) = &statement.ladder {
                { path::path(links, ladder, &statement.levels, language) }
            }
            if let Some(level) = level {
                <h2 class="heading" id="acts">{ Word::Behind.in_language(language) }{ " · " }<span dir="auto">{ statement.levels.name(level, language).to_owned() }</span></h2>
            }
            <p>{ Word::StatementMore.in_language(language) }</p>
            { table(links, &statement.lines, level, language) }
            { objections(&statement.objections, language) }
            if let Some(next) = next {
                <p class="more"><a class="secondary" rel="next" href={next} data-view="statement" data-cursor={statement.next_cursor.clone()}>{ scene.word(Key::ShowMore) }</a></p>
            }
        </div>
    }
}

fn numbers(statement: &Statement, language: Language) -> Html {
    let counts = [
        (Word::Guests, i64::from(statement.guests)),
        (Word::BrandThanks, statement.staff_thanks.into()),
        (Word::Imported, statement.imported),
    ];
    html! {
        <>
            <p><b>{ Word::Helped.with(language, &statement.helped.to_string()) }</b>{ knows(language, &statement.knows) }</p>
            { for counts.iter().filter(|(_, count)| *count != 0).map(|(word, count)| html! {
                <p class="quiet">{ word.with(language, &count.to_string()) }</p>
            }) }
            if statement.helped < statement.thanked_by {
                <p class="quiet">{ Word::Damped.with(language, &statement.thanked_by.to_string()) }</p>
            }
        </>
    }
}

/// By which version of the rules, what they say in short, and the rules themselves.
fn how_counted(links: &Links, version: &str, language: Language) -> Html {
    let rules = format!("{}{PREFIX}{}/recognition/rules", links.origin, links.community);
    html! {
        <details>
            <summary class="quiet">{ Word::HowCounted.in_language(language) }{ " · " }{ version.to_owned() }</summary>
            <p>{ Word::HowCountedMore.with(language, &RULES.window_days.to_string()) }</p>
            <p><a href={rules}>{ Word::Rules.in_language(language) }</a></p>
        </details>
    }
}

/// The lines; those of a level alone, if there is one.
fn table(links: &Links, lines: &[StatementLine], level: Option<Level>, language: Language) -> Html {
    let line = |line: &StatementLine| {
        let told = match (&line.question, &line.story) {
            (Some(question), _) => {
                let part = Some(line.contribution.as_str());
                link(
                    links.question(question.id.as_str(), &question.slug, part),
                    &question.title,
                )
            }
            (None, Some(story)) => link(links.story(story.id.as_str(), &story.slug), &story.title),
            (None, None) if level == Some(Level::Defend) => html! { { Word::Defend.in_language(language) } },
            (None, None) => html! { { Word::WhatYouWrote.in_language(language) } },
        };
        let objection = links.page(&format!("statement/{}", line.contribution));
        html! {
            <tr>
                <td>
                    { day(language, line.released) }
                    if line.correction {
                        <p class="quiet">{ Word::CorrectionOf.with(language, &day(language, line.day)) }</p>
                    }
                </td>
                <td>
                    { told }
                    if !line.contribution.is_empty() {
                        <p><a class="quiet" href={objection}>{ Word::Object.in_language(language) }</a></p>
                    }
                </td>
                <td>{ givers(line, language) }</td>
            </tr>
        }
    };
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <table>
            <tr>
                <th scope="col">{ Word::Released.in_language(language) }</th>
                <th scope="col">{ Word::For.in_language(language) }</th>
                <th scope="col">{ Word::PeopleHelped.in_language(language) }</th>
            </tr>
            { for lines.iter().map(line) }
        </table>
    }
}

/// What I said is not right, and what the brand's people answered.
fn objections(objections: &[ObjectionView], language: Language) -> Html {
    let shown = |objection: &ObjectionView| {
        let answer = match &objection.answer {
            Some(answer) => answer.as_str(),
            None if objection.open => Word::ObjectMore.in_language(language),
            None => Word::ObjectRead.in_language(language),
        };
        html! {
            <li>
                <q dir="auto">{ objection.note.clone() }</q>
                <p dir="auto">{ answer.to_owned() }</p>
            </li>
        }
    };
    if objections.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h2 class="heading">{ Word::Objected.in_language(language) }</h2>
            <ul>{ for objections.iter().map(shown) }</ul>
        </>
    }
}

fn link(href: String, title: &str) -> Html {
    html! { <a {href} dir="auto">{ title.to_owned() }</a> }
}

fn givers(line: &StatementLine, language: Language) -> String {
    let people = match line.people {
        Givers::Nobody => String::new(),
        Givers::Someone => Word::Someone.in_language(language).to_owned(),
        Givers::Number(number) => number.to_string(),
    };
    let guests = match line.guests {
        Givers::Nobody => return people,
        Givers::Someone => Word::Guests.with(language, Word::Someone.in_language(language)),
        Givers::Number(number) => Word::Guests.with(language, &number.to_string()),
    };
    format!("{people} {guests}").trim().to_owned()
}

fn public(
    visit: &Visit<'_>,
    public: &PublicRecognition,
    language: Language,
    problem: Option<&Problem>,
) -> Result<Html, Failure> {
    let sentence = Field {
        name: "sentence",
        label: Word::Sentence.in_language(language),
        hint: Word::SentenceHint.in_language(language),
        value: visit.form.typed("sentence").unwrap_or(&public.sentence),
        max: text::SENTENCE_MAX,
        problem,
        ..Field::default()
    };
    let action = visit.in_same_language(&address::of(visit.community, "statement"));
    Ok(html! {
        <form class="held" method="post" {action}>
            { hidden(TOKEN, &visit.form_token(PAGE)) }
            { hidden(KEY, &new_key()?) }
            <label class="choice"><input type="checkbox" name="listed" value="1" checked={public.listed} />{ Word::Listed.in_language(language) }</label>
            <label class="choice"><input type="checkbox" name="level" value="1" checked={public.level} />{ Word::LevelShown.in_language(language) }</label>
            { sentence.line("text", "off") }
            { button(Words(language).text(Key::Save)) }
        </form>
    })
}
