//! Pictures under the words of a question or an answer, and where they are added to them.

use shared::api::media::MediumView;
use yew::{Html, html};

use super::part::all;
use super::stage::Stage;

/// The pictures, each a link to itself at its full size. Their sides are known, so nothing moves when they come.
pub fn media(stage: &Stage, media: &[MediumView]) -> Html {
    if media.is_empty() {
        return Html::default();
    }
    let pictures = media.iter().map(|medium| picture(stage, medium)).collect();
    html! { <div class="media" part="media">{ all(pictures) }</div> }
}

/// Where pictures are added, beside the button that sends a form. A module of its own fills it, once someone writes.
pub fn place() -> Html {
    html! { <fanfare-pictures class="pictures" /> }
}

fn picture(stage: &Stage, medium: &MediumView) -> Html {
    let address = [stage.context().links.origin.as_str(), &medium.url].concat();
    html! {
        <a href={address.clone()} target="_blank">
            <img src={address} alt={medium.alt.clone()} width={medium.width.to_string()} height={medium.height.to_string()} loading="lazy" />
        </a>
    }
}
