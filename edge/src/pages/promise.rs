//! Promises without scripts: what the brand promised and what became of it, on a page, in an embed, and beside the
//! question it was promised at; for the brand's people the forms that keep and withdraw.

pub mod sorry;
pub mod words;

use shared::api::community::CommunityView;
use shared::api::problem::Problem;
use shared::api::promise::{EndPromise, PromiseView, Promises, PromisesView};
use shared::api::question::QuestionSummary;
use shared::api::route::Method;
use shared::api::view::{PaintedView, QuestionPage, View};
use shared::complaint;
use shared::language::Language;
use shared::promise::{Ending, PromiseState, Record};
use shared::recognition::Day;
use shared::text;
use widget::components::author::author_line;
use widget::words::Key;
use yew::{Html, html};

use self::words::Word;
use super::controls::{choice, hidden, trouble};
use super::document::Document;
use super::form::TOKEN;
use super::people::day;
use super::story::scene::Scene;
use super::visit::{Visit, query_of};
use super::{address, contest, dates};
use crate::failure::Failure;
use crate::reply::Reply;

/// The path of the page.
const PAGE: &str = "promises";
/// The path of an ending; what its form checks, too.
const END: &str = "/{community}/promises/{promise}";
/// What ended stays ended, so saying it twice is refused and not done twice.
const NO_KEY: &str = "";

/// The page.
///
/// # Errors
/// When there is no such community, or a parameter is not as it has to be.
pub async fn page(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    list(visit, None).await
}

/// What the forms of the brand's people do.
///
/// # Errors
/// When the page can't be shown again.
pub async fn end(visit: &mut Visit<'_>) -> Result<Reply, Failure> {
    let request = EndPromise {
        ending: Ending::parse(visit.form.get("ending")).unwrap_or(Ending::Withdrawn),
        word: visit.form.get("word").to_owned(),
    };
    let path = format!("{PAGE}/{}", address::encode(visit.parameter));
    let ended: Result<PromiseView, Failure> = visit.write(Method::Put, &path, NO_KEY, &request).await;
    let community = visit.community;
    let sent = ended.map(|promise| address::of(community, &format!("{PAGE}#{}", promise.id)));
    match visit.taken(sent) {
        Ok(seen) => Ok(seen),
        Err(problem) => list(visit, Some(&problem)).await,
    }
}

/// The promises about one question, if it is a complaint; nothing where they can't be read.
pub async fn of_question(visit: &Visit<'_>, page: &QuestionPage) -> Option<Box<PromisesView>> {
    let summary = &page.question.summary;
    if !complaint::is_marked(&summary.tags) {
        return None;
    }
    let query = query_of(&[("view", PAGE), ("question", summary.id.as_str())]);
    match visit.painted(&query).await {
        Ok(PaintedView::Promises(view)) if !view.promises.data.is_empty() => Some(view),
        _ => None,
    }
}

async fn list(visit: &mut Visit<'_>, problem: Option<&Problem>) -> Result<Reply, Failure> {
    let asked = ["subject", "question", "cursor"]
        .map(|name| (name, visit.incoming.query.get(name).unwrap_or_default()));
    let narrowed = asked.iter().any(|(_, value)| !value.is_empty());
    let query = query_of(&[&[("view", PAGE)], &asked[..]].concat());
    let PaintedView::Promises(view) = visit.painted(&query).await? else {
        return Err(Failure::not_found());
    };
    visit.recognize().await?;
    let staff = visit.is_staff();
    let unanswered = if staff {
        unanswered(visit, &view).await?
    } else {
        Vec::new()
    };
    let scene = Scene::of(visit, &view.community, None);
    let language = scene.language();
    let title = Word::Promises.in_language(language);
    let content = html! {
        <>
            <h1 class="heading">{ title }</h1>
            <p class="quiet">{ Word::PromisesMore.in_language(language) }</p>
            { trouble(problem) }
            { content(&scene, &view, staff) }
            if !unanswered.is_empty() {
                <h2 class="heading">{ Word::Complaints.in_language(language) }</h2>
                <ul class="plain">{ for unanswered.iter().map(|question| complaint_row(&scene, question)) }</ul>
            }
        </>
    };
    let path = address::of(visit.community, PAGE);
    let document = Document {
        title: format!("{title} · {}", view.community.name),
        hidden_from_search: narrowed || view.promises.data.is_empty(),
        ..Document::default()
    };
    Ok(contest::scene::reply(visit, &view.community, &path, document, content).await)
}

/// Complaints that nothing was promised about.
async fn unanswered(visit: &Visit<'_>, view: &PromisesView) -> Result<Vec<QuestionSummary>, Failure> {
    let tag = complaint::tag(Language::first_of(&view.community.languages));
    let complaints = [("view", "questions"), ("tag", tag), ("sort", "new")];
    let View::Questions(mut list) = visit.view(&complaints).await? else {
        return Ok(Vec::new());
    };
    let promised = |question: &QuestionSummary| {
        let of = |promise: &PromiseView| {
            promise
                .question
                .as_ref()
                .is_some_and(|link| link.id == question.id)
        };
        view.promises.data.iter().any(of)
    };
    list.questions.data.retain(|question| !promised(question));
    Ok(list.questions.data)
}

fn complaint_row(scene: &Scene<'_>, question: &QuestionSummary) -> Html {
    let links = scene.links();
    html! {
        <li class="row">
            <h3 class="heading"><a href={links.question(question.id.as_str(), &question.slug, None)} dir="auto">{ question.title.clone() }</a></h3>
            <p class="acts"><a class="secondary" href={links.page(&format!("promise/{}", question.id))}>{ Word::Sorry.in_language(scene.language()) }</a></p>
        </li>
    }
}

/// What the promises of a view show; in an embed without a heading, for it stands where the brand's page says why.
pub fn content(scene: &Scene<'_>, view: &PromisesView, staff: bool) -> Html {
    let Promises {
        record,
        data,
        next_cursor,
    } = &view.promises;
    let language = scene.language();
    let next = next_cursor.clone().map(|cursor| {
        let of = |name| {
            scene
                .visit
                .and_then(|visit| visit.incoming.query.get(name))
                .unwrap_or_default()
        };
        let query = query_of(&[
            ("subject", of("subject")),
            ("question", of("question")),
            ("cursor", &cursor),
        ]);
        let path = scene.links().page(PAGE);
        let separator = if path.contains('?') { '&' } else { '?' };
        (format!("{path}{separator}{query}"), cursor)
    });
    html! {
        <>
            if data.is_empty() {
                <p class="empty" part="empty">{ Word::Nothing.in_language(language) }</p>
            } else {
                <h2 class="heading" part="record">{ said(language, *record) }
                    if record.open > 0 && record.of > 0 { <span class="quiet">{ " · " }{ Word::OpenNow.with(language, &record.open.to_string()) }</span> }
                </h2>
            }
            <ul class="plain" part="promises">{ for data.iter().map(|promise| {
                row(scene, &view.community, promise, about(scene, promise), staff)
            }) }</ul>
            if let Some((href, cursor)) = next {
                <p class="more"><a class="secondary" rel="next" {href} data-view={PAGE} data-cursor={cursor}>{ scene.word(Key::ShowMore) }</a></p>
            }
        </>
    }
}

/// The record in a line; before anything was due, how many are open.
pub fn said(language: Language, record: Record) -> String {
    if record.of == 0 {
        let open = Word::OpenNow.with(language, &record.open.to_string());
        return format!("{} · {open}", Word::Promises.in_language(language));
    }
    Word::Record
        .with(language, &record.kept.to_string())
        .replace("{of}", &record.of.to_string())
}

/// What stands above and below a question: above a complaint its mark, and what was promised about it; below any other
/// the way to mark it.
pub fn around(scene: &Scene<'_>, question: &QuestionSummary, view: Option<&PromisesView>) -> (Html, Html) {
    let href = scene.links().page(&format!("complaint/{}", question.id));
    let aside = |word: Word, content: Html| {
        let said = word.in_language(scene.language());
        html! { <aside class="beside" aria-label={said}><p><a href={href.clone()}>{ said }</a></p>{ content }</aside> }
    };
    if !complaint::is_marked(&question.tags) {
        return (Html::default(), aside(Word::IsComplaint, Html::default()));
    }
    let promises = view.map(|view| {
        let row = |promise| row(scene, &view.community, promise, Html::default(), false);
        html! { <ul class="plain">{ for view.promises.data.iter().map(row) }</ul> }
    });
    let above = aside(Word::Complaint, promises.unwrap_or_default());
    (above, Html::default())
}

/// The question that something was promised about, where it does not stand itself.
fn about(scene: &Scene<'_>, promise: &PromiseView) -> Html {
    html! {
        <h3 class="heading" dir="auto">
            if let Some(question) = &promise.question {
                <a href={scene.links().question(question.id.as_str(), &question.slug, Some(promise.target.as_str()))}>{ question.title.clone() }</a>
            } else {
                { Word::NotShown.in_language(scene.language()) }
            }
        </h3>
    }
}

fn row(
    scene: &Scene<'_>,
    community: &CommunityView,
    promise: &PromiseView,
    heading: Html,
    staff: bool,
) -> Html {
    let (language, links) = (scene.language(), scene.links());
    let subject = promise.subject.as_ref().map(|subject| {
        let href = links.questions(Some(&subject.key), Default::default());
        html! { <a class="quiet" {href}><bdi>{ subject.name.clone() }</bdi></a> }
    });
    let ended = [Ending::Kept, Ending::Withdrawn].map(|ending| {
        let word = if ending == Ending::Kept {
            Word::Keep
        } else {
            Word::Withdraw
        };
        choice(word.in_language(language), "ending", ending.as_str())
    });
    html! {
        <li class="row" part="promise" id={promise.id.to_string()}>
            { heading }
            <p class={if promise.state == PromiseState::Kept { "state good" } else { "state" }}>{ stands(community, language, promise) }</p>
            if promise.question.is_some() {
                <div class="words">
                    <blockquote dir="auto">{ promise.apology.clone() }</blockquote>
                    <p dir="auto"><b>{ promise.step.clone() }</b></p>
                    if !promise.word.is_empty() { <p dir="auto">{ promise.word.clone() }</p> }
                </div>
            }
            { author_line(&scene.stage, &promise.by, subject.unwrap_or_default()) }
            if let (true, None, Some(visit)) = (staff, promise.ended_at, scene.visit) {
                <form class="held" method="post" action={visit.in_same_language(&address::of(visit.community, &format!("{PAGE}/{}", promise.id)))}>
                    { hidden(TOKEN, &visit.form_token(END)) }
                    { word_field(language, promise) }
                    <div class="acts">{ for ended }</div>
                </form>
            }
        </li>
    }
}

/// The field of an ending; its label names the promise for those who don't see where it stands.
fn word_field(language: Language, promise: &PromiseView) -> Html {
    let id = format!("word-{}", promise.id);
    html! {
        <div class="field">
            <label for={id.clone()}>{ Word::KeptWord.in_language(language) }</label>
            <input {id} name="word" type="text" maxlength={text::REASON_MAX.to_string()} autocomplete="off" dir="auto" />
        </div>
    }
}

/// How it stands, with its day.
pub fn stands(community: &CommunityView, language: Language, promise: &PromiseView) -> String {
    let due = Day::parse(&promise.due).map_or_else(String::new, |due| day(language, due));
    let open = Word::Open.with(language, &due);
    let ended = |word: Word| {
        let dates = dates::dates(language, &community.time_zone);
        let at = promise.ended_at.map_or_else(String::new, |at| dates.0.day(at));
        format!("{} · {open}", word.with(language, &at))
    };
    match promise.state {
        PromiseState::Kept => ended(Word::Kept),
        PromiseState::Withdrawn => ended(Word::Withdrawn),
        PromiseState::Late => Word::Late.with(language, &due),
        PromiseState::Open | PromiseState::Unknown => open,
    }
}
