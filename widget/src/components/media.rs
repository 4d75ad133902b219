//! Pictures and videos under the words of a question, an answer or a story, and where they are added to them.

use shared::api::media::MediumView;
use yew::{Html, html};

use super::part::all;
use super::stage::Stage;
use crate::words::{Key, Words};

/// The pictures, each a link to itself at its full size. Their sides are known, so nothing moves when they come.
pub fn media(stage: &Stage, media: &[MediumView]) -> Html {
    if media.is_empty() {
        return Html::default();
    }
    let pictures = media.iter().map(|medium| picture(stage, medium)).collect();
    html! { <div class="media" part="media">{ all(pictures) }</div> }
}

/// Where pictures and videos are added, beside the button that sends a form. A module of its own fills it, once someone writes.
pub fn place() -> Html {
    html! { <fanfare-pictures class="pictures" /> }
}

/// Where one picture, or one video, is added.
pub fn place_of_one(video: bool) -> Html {
    html! { <fanfare-pictures class="pictures" data-only={if video { "video" } else { "picture" }} /> }
}

/// A video, which is asked for once somebody plays it; `preload` says what of it is asked for before. Of one that some
/// browsers alone play they ask at once, so that the others say so; beside it is the way to keep it.
pub fn video(words: Words, medium: &MediumView, address: String, preload: &'static str) -> Html {
    let preload = if medium.limited { "metadata" } else { preload };
    let keep = medium.limited.then(|| {
        html! { <a class="keep" href={address.clone()}>{ words.text(Key::KeepVideo) }</a> }
    });
    html! {
        <>
            <video poster={MediumView::variant_address(&address)} src={address} aria-label={medium.alt.clone()} width={medium.width.to_string()} height={medium.height.to_string()} controls=true playsinline=true {preload} />
            { keep.unwrap_or_default() }
        </>
    }
}

fn picture(stage: &Stage, medium: &MediumView) -> Html {
    let address = [stage.context().links.origin.as_str(), &medium.url].concat();
    if medium.video {
        return video(stage.words(), medium, address, "none");
    }
    html! {
        <a href={address.clone()} target="_blank">
            <img src={address} alt={medium.alt.clone()} width={medium.width.to_string()} height={medium.height.to_string()} loading="lazy" />
        </a>
    }
}
