//! The stories of a community or about one subject.

use shared::api::story::{StoriesView, StorySort};
use shared::markdown::plain;
use widget::components::vote;
use widget::words::Key;
use yew::{Html, html};

use super::DESCRIPTION;
use super::card::card;
use super::composer;
use super::scene::Scene;
use super::words::Word;
use crate::pages::document::Document;
use crate::pages::frame::Frame;
use crate::pages::visit::{Visit, query_of};
use crate::pages::{address, feed};
use crate::reply::Reply;

/// The page of a list.
pub async fn reply(scene: &Scene<'_>, visit: &Visit<'_>, view: &StoriesView) -> Reply {
    let title = title(scene, view);
    let titles: Vec<&str> = view
        .stories
        .data
        .iter()
        .map(|story| story.title.as_str())
        .collect();
    let subject = view.subject.as_ref().map_or("", |subject| subject.key.as_str());
    let list = address::of(visit.community, "stories");
    let own = query_of(&[("subject", subject)]);
    let canonical = if own.is_empty() {
        list
    } else {
        format!("{list}?{own}")
    };
    let narrowed = ["sort", "q", "cursor"]
        .into_iter()
        .any(|name| visit.incoming.query.get(name).is_some());
    let next = view.stories.next_cursor.as_deref();
    let document = Document {
        title: format!("{title} · {}", view.community.name),
        description: plain::shorten(&titles.join(" "), DESCRIPTION),
        base_url: visit.base_url(),
        canonical,
        feed: feed::of(visit.community, Some(subject).filter(|key| !key.is_empty())),
        next: next.map(|cursor| scene.next(view, cursor)),
        hidden_from_search: narrowed || view.stories.data.is_empty(),
        ..Document::default()
    };
    let path = visit.path_without_language();
    let frame = Frame {
        session: scene.overlay.is_some(),
        me: visit.me.clone(),
        subject,
        ..Frame::public(&view.community, &path, "", scene.stage.surface.clone())
    };
    frame.reply(200, document, scene.root(content(scene, view))).await
}

/// What a list shows.
pub fn content(scene: &Scene<'_>, view: &StoriesView) -> Html {
    let about = view.subject.is_none();
    let mine = scene.overlay.iter().flat_map(|overlay| &overlay.stories);
    let cards: Vec<Html> = mine
        .chain(&view.stories.data)
        .map(|story| card(scene, story, about))
        .collect();
    let nothing = if view.query.is_some() {
        Word::NothingFound
    } else {
        Word::NoStories
    };
    html! {
        <>
            <div class="row-head">
                { scene.heading(title(scene, view)) }
                if scene.visit.is_some() {
                    <a class="primary" part="share" href={share(scene, view)} rel="nofollow">{ scene.text(Word::Share) }</a>
                }
            </div>
            if scene.visit.is_none() {
                { composer::composer(scene, view) }
            }
            { search(scene, view) }
            if cards.is_empty() {
                <p class="empty" part="empty">{ scene.text(nothing) }</p>
            } else {
                { sorts(scene, view) }
                <ol class="list" part="list">{ for cards }</ol>
            }
            if let Some(cursor) = view.stories.next_cursor.as_deref() {
                <p class="more"><a class="secondary" rel="next" href={scene.next(view, cursor)} data-view="stories" data-cursor={cursor.to_owned()}>
                    { scene.word(Key::ShowMore) }</a></p>
            }
        </>
    }
}

fn title(scene: &Scene<'_>, view: &StoriesView) -> String {
    let language = scene.language();
    match (&view.query, &view.subject) {
        (Some(query), _) => Word::StoriesFound.with(language, query),
        (None, Some(subject)) => Word::StoriesAbout.with(language, &subject.name),
        (None, None) => scene.text(Word::Stories).to_owned(),
    }
}

/// Where one shares something about what the list is about.
fn share(scene: &Scene<'_>, view: &StoriesView) -> String {
    let page = match &view.subject {
        Some(subject) => format!(
            "share?{}",
            query_of(&[("subject", &subject.key), ("subject_name", &subject.name)])
        ),
        None => "share".to_owned(),
    };
    match scene.links().language {
        Some(tag) if page.contains('?') => format!("{}&lang={tag}", scene.links().form(&page)),
        _ => scene.links().page(&page),
    }
}

fn search(scene: &Scene<'_>, view: &StoriesView) -> Html {
    // In an embed the list is short; who looks for more does it on the page.
    if scene.visit.is_none() || (view.stories.data.is_empty() && view.query.is_none()) {
        return Html::default();
    }
    let subject = view.subject.as_ref().map(|subject| subject.key.clone());
    html! {
        <search>
            <form class="find" method="get" action={scene.links().form("stories")}>
                { vote::language(&scene.stage) }
                if let Some(subject) = subject {
                    <input type="hidden" name="subject" value={subject} />
                }
                <label class="spoken" for="find">{ scene.text(Word::Search) }</label>
                <input id="find" type="search" name="q" maxlength="150" value={view.query.clone().unwrap_or_default()} placeholder={scene.text(Word::Search)} />
                <button class="secondary">{ scene.word(Key::Search) }</button>
            </form>
        </search>
    }
}

fn sorts(scene: &Scene<'_>, view: &StoriesView) -> Html {
    if view.query.is_some() {
        return Html::default();
    }
    let subject = view.subject.as_ref().map(|subject| subject.key.as_str());
    let orders = [
        (StorySort::New, scene.word(Key::SortNew)),
        (StorySort::Top, scene.text(Word::Top)),
    ];
    html! {
        <nav class="sort" part="sort" aria-label={scene.word(Key::SortLabel)}>
            { for orders.into_iter().map(|(sort, said)| {
                let asked = (sort != StorySort::default()).then(|| sort.as_str());
                html! {
                    <a href={scene.links().stories(subject, &[("sort", asked)])} data-view="stories" data-sort={sort.as_str()}
                        aria-current={(view.sort == sort).then_some("true")}>{ said }</a>
                }
            }) }
        </nav>
    }
}

impl Scene<'_> {
    /// The address of the next page of a list.
    fn next(&self, view: &StoriesView, cursor: &str) -> String {
        let asked = (view.sort != StorySort::default()).then(|| view.sort.as_str());
        let query = view.query.as_deref().map(address::encode);
        self.links().stories(
            view.subject.as_ref().map(|subject| subject.key.as_str()),
            &[
                ("sort", asked),
                ("q", query.as_deref()),
                ("cursor", Some(&address::encode(cursor))),
            ],
        )
    }
}
