//! Where one shares in an embed: a line, which opens the rest. What it sends the form says by itself; where nothing
//! listens, it leads to the page where one shares.

use shared::api::story::StoriesView;
use shared::name;
use shared::text;
use widget::components::media;
use widget::components::part::sent_waiting;
use widget::components::vote;
use widget::words::{Key, Words};
use yew::{Html, html};

use super::scene::Scene;
use super::words::Word;

/// Where one shares something about what the list is about.
pub fn composer(scene: &Scene<'_>, view: &StoriesView) -> Html {
    let community = &view.community;
    // What is about no thing of the brand's is about the community itself.
    let (key, called) = match &view.subject {
        Some(subject) => (subject.key.clone(), subject.name.clone()),
        None => (community.slug.clone(), community.name.clone()),
    };
    let words = Words(scene.language());
    let me = scene.overlay.as_ref().and_then(|overlay| overlay.me.as_ref());
    let note = match me {
        Some(me) if me.waits => words.text(Key::YouWait),
        Some(_) => words.text(Key::Kept),
        None if community.guest_waits => words.text(Key::GuestWaits),
        None => words.text(Key::NoAccount),
    };
    let field = |name: &str| scene.stage.id(&["share-", name].concat());
    html! {
        <form class="held" part="composer" method="get" action={scene.links().form("share")} data-send="POST" data-path="stories"
            data-made="story" data-event="story:created" data-waiting={sent_waiting(&scene.stage)} data-failed={words.text(Key::TroubleFailed)}>
            { vote::language(&scene.stage) }
            <input type="hidden" name="subject" value={key} />
            <input type="hidden" name="subject_name" value={called} />
            <div class="field line">
                <label for={field("title")} class="spoken">{ scene.text(Word::Line) }</label>
                <input id={field("title")} type="text" name="title" placeholder={scene.text(Word::SharePlaceholder)} required=true
                    minlength={text::STORY_TITLE_MIN.to_string()} maxlength={text::TITLE_MAX.to_string()} autocomplete="off" />
            </div>
            <div class="rest" hidden=true>
                <div class="field">
                    <label for={field("markdown")} class="spoken">{ scene.text(Word::More) }</label>
                    <textarea id={field("markdown")} name="markdown" rows="3" placeholder={scene.text(Word::More)} maxlength={text::BODY_MAX.to_string()} />
                </div>
                if me.is_none_or(|me| me.name.is_empty()) {
                    <div class="field">
                        <label for={field("name")} class="spoken">{ words.text(Key::NameLabel) }</label>
                        <input id={field("name")} type="text" name="name" placeholder={words.text(Key::NameLabel)} maxlength={name::MAX.to_string()} autocomplete="nickname" />
                    </div>
                }
                <div class="send">
                    <p class="note">{ note }</p>
                    { media::place() }
                    <button type="submit" class="primary">{ words.text(Key::Send) }</button>
                </div>
            </div>
            <p class="status" role="status" data-status=""></p>
        </form>
    }
}
