//! A story: its line, its pictures, its words, who shares it, and what others say to it.

use shared::api::overlay::PendingEdit;
use shared::api::story::StoryView;
use shared::markdown::plain;
use shared::state::State;
use shared::story::StoryAct;
use widget::components::author::author_line;
use widget::components::moment::moment;
use widget::components::thanks::{is_by, thanks};
use widget::components::{icon, markdown, state_line, vote};
use widget::words::{Key, Words};
use yew::{Html, html};

use super::act::PAGE;
use super::scene::Scene;
use super::words::Word;
use crate::pages::address;
use crate::pages::controls::hidden;
use crate::pages::feature::words::Word as Featuring;
use crate::pages::form::TOKEN;
use crate::pages::{thank, thumbnail};

/// How much of its words a list shows.
const EXCERPT: usize = 280;

/// A story in a list; `about` tells the subject where a list has several.
pub fn card(scene: &Scene<'_>, story: &StoryView, about: bool) -> Html {
    let address = scene.links().story(story.id.as_str(), &story.slug);
    let all = plain::plain(&story.body);
    let excerpt = plain::shorten(&all, EXCERPT);
    html! {
        <li class="row story" part="story" id={story.id.to_string()} data-state={unseen(story.state)}>
            { state(scene, story) }
            <h2 class="heading" part="heading" dir="auto"><a href={address.clone()} data-view="story" data-story={story.id.to_string()}>{ story.title.clone() }</a></h2>
            { thumbnail::card(&scene.stage, &story.media) }
            if !excerpt.is_empty() {
                <p class="excerpt" dir="auto">{ excerpt.clone() }</p>
            }
            if excerpt.len() < all.len() {
                <p><a class="quiet" href={address} data-view="story" data-story={story.id.to_string()}>{ scene.text(Word::ReadOn) }</a></p>
            }
            { author(scene, story, about) }
            { thanks(&scene.stage, &story.thanked_by) }
            { acts(scene, story) }
        </li>
    }
}

/// A story by itself, with all its words.
pub fn whole(scene: &Scene<'_>, story: &StoryView) -> Html {
    html! {
        <article class="question story" part="story" id={story.id.to_string()} data-state={unseen(story.state)}>
            { state(scene, story) }
            { scene.heading(story.title.clone()) }
            { thumbnail::card(&scene.stage, &story.media) }
            if !story.markdown.is_empty() {
                { markdown::document(&story.body) }
            }
            { edit(scene, story) }
            { author(scene, story, true) }
            { thanks(&scene.stage, &story.thanked_by) }
            { acts(scene, story) }
        </article>
    }
}

fn author(scene: &Scene<'_>, story: &StoryView, about: bool) -> Html {
    let more = html! {
        <>
            <span class="quiet">{ moment(&scene.stage, story.created_at) }</span>
            if story.edited_at.is_some() {
                <span class="quiet">{ scene.word(Key::Edited) }</span>
            }
            if about {
                <a class="quiet" href={scene.links().stories(Some(&story.subject.key), &[])}><bdi>{ story.subject.name.clone() }</bdi></a>
            }
        </>
    };
    author_line(&scene.stage, &story.author, more)
}

/// What one can say to it; on one's own story, and while not everybody sees it, the numbers alone.
fn acts(scene: &Scene<'_>, story: &StoryView) -> Html {
    let own = scene.is_mine(&story.id) || story.state != State::Published;
    let acts = StoryAct::ALL.into_iter().filter_map(|act| {
        let (word, count) = said(story, act)?;
        Some(if own {
            still(scene, word, count)
        } else {
            button(scene, story, act, word, count)
        })
    });
    html! {
        <div class="acts" part="acts">
            { for acts }
            if own && scene.is_mine(&story.id) {
                <a class="quiet" href={scene.links().page(&format!("edit/{}", story.id))}>{ scene.text(Word::Edit) }</a>
            } else {
                if scene.is_staff() && story.state == State::Published {
                    { thank(scene, story) }
                    <a class="quiet" href={scene.links().page(&format!("feature/{}", story.id))} rel="nofollow">{ Featuring::Ask.in_language(scene.language()) }</a>
                }
                <a class="quiet" href={scene.links().page(&format!("report/{}", story.id))} rel="nofollow">{ scene.word(Key::Report) }</a>
            }
        </div>
    }
}

/// *Thank you*, for the brand's people: in an embed the page takes it back.
fn thank(scene: &Scene<'_>, story: &StoryView) -> Html {
    if let Some(visit) = scene.visit {
        return thank::press(visit, scene.language(), story.id.as_str(), &story.thanked_by);
    }
    let me = scene.overlay.as_ref().and_then(|overlay| overlay.me.as_ref());
    let said = scene.word(Key::ThankYou);
    if is_by(&story.thanked_by, me.map(|me| &me.id)) {
        let page = scene.links().page(&format!("thank/{}", story.id));
        return html! { <a class="quiet" href={page} rel="nofollow">{ icon::tick() }{ said }</a> };
    }
    html! {
        <form class="vote" part="vote" method="get" action={scene.links().form(&format!("thank/{}", story.id))} data-act="thank"
            data-send="PUT" data-path={format!("thanks/{}", story.id)}>
            { vote::language(&scene.stage) }
            <button>{ said }</button>
        </form>
    }
}

/// The words of an act, and how many people did it.
pub fn said(story: &StoryView, act: StoryAct) -> Option<(Word, u32)> {
    match act {
        StoryAct::WillTry => Some((Word::WillTry, story.acts.will_try)),
        StoryAct::Smiled => Some((Word::Smiled, story.acts.smiled)),
        StoryAct::Helped => Some((Word::Helped, story.acts.helped)),
        StoryAct::Unknown => None,
    }
}

fn still(scene: &Scene<'_>, word: Word, count: u32) -> Html {
    if count == 0 {
        return Html::default();
    }
    html! { <span class="still">{ labeled(scene, word, count) }</span> }
}

fn labeled(scene: &Scene<'_>, word: Word, count: u32) -> String {
    let text = scene.text(word);
    if count == 0 {
        return text.to_owned();
    }
    let number = Words(scene.language()).number(u64::from(count));
    format!("{text}\u{a0}· {number}")
}

/// A form of its own each: with a session it does it, without one it leads to the page that does.
fn button(scene: &Scene<'_>, story: &StoryView, act: StoryAct, word: Word, count: u32) -> Html {
    let (path, word_of) = (format!("act/{}", story.id), act.as_str());
    let done = scene.did(&story.id, act);
    let said = html! {
        <>
            if done { { icon::tick() } }
            { labeled(scene, word, count) }
        </>
    };
    let (value, pressed) = (
        if done { "0" } else { "1" },
        scene.overlay.as_ref().map(|_| done.to_string()),
    );
    let Some(visit) = scene.visit.filter(|_| scene.overlay.is_some()) else {
        return html! {
            <form class="vote" part="vote" method="get" action={scene.links().form(&path)} data-act="story"
                data-send="PUT" data-path={format!("votes/{}", story.id)} data-event="vote:changed">
                { vote::language(&scene.stage) }
                <input type="hidden" name="act" value={word_of} />
                <button name="value:json" {value} aria-pressed={pressed}>{ said }</button>
            </form>
        };
    };
    let action = visit.in_same_language(&address::of(visit.community, &path));
    html! {
        <form class="vote" part="vote" method="post" action={action} data-act="story">
            { hidden(TOKEN, &visit.form_token(PAGE)) }
            { hidden("act", word_of) }
            { hidden("return_to", &format!("{}#{}", visit.address(), story.id)) }
            <button name="value" {value} aria-pressed={pressed}>{ said }</button>
        </form>
    }
}

/// Words that wait to replace those that stand.
fn edit(scene: &Scene<'_>, story: &StoryView) -> Html {
    let of_it = |edit: &&PendingEdit| edit.target.as_str() == story.id.as_str();
    let Some(edit) = scene
        .overlay
        .as_ref()
        .and_then(|overlay| overlay.edits.iter().find(of_it))
    else {
        return Html::default();
    };
    html! {
        <div class="edit" data-state={state_line::edit_state(edit)}>
            <p class="state">{ state_line::of_edit(&scene.stage, edit) }</p>
            if let Some(title) = &edit.title {
                <p class="strong" dir="auto">{ title.clone() }</p>
            }
            <p class="as-typed" dir="auto">{ edit.markdown.clone() }</p>
        </div>
    }
}

/// A state that not everybody sees, for the sheet.
fn unseen(state: State) -> Option<&'static str> {
    (state != State::Published).then_some(state.as_str())
}

/// Why not everybody sees it, in words.
fn state(scene: &Scene<'_>, story: &StoryView) -> Html {
    let mine = scene.is_mine(&story.id) && !scene.moderates();
    let key = match story.state {
        State::Waiting if mine => Key::WaitingMine,
        State::Waiting => Key::WaitingStaff,
        State::Hidden if mine => Key::HiddenMine,
        State::Hidden => Key::HiddenStaff,
        State::Rejected if mine => Key::RejectedMine,
        State::Rejected => Key::RejectedStaff,
        State::Removed => Key::RemovedStaff,
        _ => return Html::default(),
    };
    let said = if key == Key::WaitingMine {
        let since = story.edited_at.unwrap_or(story.created_at);
        state_line::waiting(&scene.stage, key, since)
    } else {
        Words(scene.language()).fill(key, &[("brand", scene.stage.brand())])
    };
    html! {
        <p class="state" part="state">
            { said }
            if let Some(reason) = &story.reason {
                { " " }<q dir="auto">{ reason.clone() }</q>
            }
        </p>
    }
}
