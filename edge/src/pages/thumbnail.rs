//! Pictures where they are small: in a column, a card or a row.
//!
//! Invariant: what has a smaller variant names it beside its file, and a browser takes what its screen needs; what has
//! none yet, and is large, is never asked for here: something holds its place.

use shared::api::media::MediumView;
use shared::media::VARIANT_WIDTH;
use widget::components::{Stage, media};
use widget::words::Words;
use yew::{Html, html};

/// How high the pictures of something that somebody said stand, in pixels, as the sheet says.
const CARD_HEIGHT: u32 = 224;

/// The pictures and videos of a card, each a link to itself at its full size.
pub fn card(stage: &Stage, all: &[MediumView]) -> Html {
    if all.is_empty() {
        return Html::default();
    }
    html! { <div class="media" part="media">{ for all.iter().map(|medium| one(stage, medium)) }</div> }
}

fn one(stage: &Stage, medium: &MediumView) -> Html {
    let address = [stage.context().links.origin.as_str(), &medium.url].concat();
    if medium.video {
        return alone(stage.words(), medium, address);
    }
    html! { <a href={address.clone()} target="_blank">{ alone(stage.words(), medium, address) }</a> }
}

/// One of them without a link.
pub fn alone(words: Words, medium: &MediumView, address: String) -> Html {
    if medium.video {
        return media::video(words, medium, address, "none");
    }
    picture(medium, &address, as_high(medium, CARD_HEIGHT))
}

/// The pictures and videos of something that is decided about: each whole, and as lists show it, which is another file.
pub fn decided(words: Words, all: &[MediumView]) -> Html {
    let both = all.iter().map(|medium| {
        let address = medium.url.clone();
        if medium.video {
            return media::video(words, medium, address, "metadata");
        }
        html! {
            <>
                <a href={address.clone()} target="_blank"><img src={address.clone()} alt={medium.alt.clone()} loading="lazy" /></a>
                <img src={MediumView::variant_address(&address)} alt="" loading="lazy" />
            </>
        }
    });
    html! { <div class="media">{ for both }</div> }
}

/// How wide a picture stands that is so many pixels high: what a browser chooses a file by.
pub fn as_high(medium: &MediumView, pixels: u32) -> String {
    let wide = u64::from(pixels) * u64::from(medium.width) / u64::from(medium.height).max(1);
    format!("min(100vw, {wide}px)")
}

/// A picture at its address, as wide as `sizes` says.
pub fn picture(medium: &MediumView, address: &str, sizes: String) -> Html {
    let small = MediumView::variant_address(address);
    let (srcset, sizes) = (medium.variant && medium.width > VARIANT_WIDTH)
        .then(|| {
            let both = format!("{small} {VARIANT_WIDTH}w, {address} {}w", medium.width);
            (both, sizes)
        })
        .unzip();
    html! {
        <img {sizes} {srcset} src={small} alt={medium.alt.clone()} width={medium.width.to_string()} height={medium.height.to_string()} loading="lazy" decoding="async" />
    }
}
