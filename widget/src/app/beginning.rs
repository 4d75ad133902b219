//! What the application begins with: the data of the painted place, the words of its language, and the
//! questions painted there.

use std::rc::Rc;

use shared::api::community::CommunityView;
use shared::api::view::View;
use shared::language::Language;
use web_sys::Element;

use super::dates;
use crate::browser;
use crate::client::{self, Call};
use crate::host::Host;
use crate::place::Place;
use crate::surface::{Context, Links, Surface};
use crate::words::loaded;

/// How long to wait before each further try to get the data.
const TRIES: [i32; 3] = [2_000, 10_000, 60_000];

/// What every `id` starts with; each embed has a shadow root of its own.
const PREFIX: &str = "f";

/// What the application begins with.
pub struct Beginning {
    /// Where.
    pub place: Place,
    /// What is shown.
    pub surface: Surface,
    /// The tag of the data.
    pub etag: Option<String>,
    /// The questions of the painted list, in its order.
    pub painted: Vec<String>,
}

/// Gets the data and the words; nothing when they do not come, and then the painted HTML simply stays.
pub async fn start(host: &Host, frame: &Element) -> Option<Beginning> {
    for wait in TRIES {
        let place = host.place();
        let path = place.view(None);
        let answer = client::call(host, &place.community, Call::get(&path)).await;
        if let Ok(answer) = answer
            && let Ok(Some(view)) = answer.read::<View>()
            && let context = context(host, &place, &view)
            && has_words(host, context.language).await
        {
            let surface = Surface::new(Rc::new(context), Rc::new(view));
            return Some(Beginning {
                place,
                surface,
                etag: answer.etag,
                painted: painted(frame),
            });
        }
        browser::sleep(wait).await;
    }
    None
}

/// Brings the words of a language, unless they are there. Tells whether they are now.
async fn has_words(host: &Host, language: Language) -> bool {
    loaded::is_loaded(language)
        || host
            .words(language)
            .await
            .is_some_and(|texts| loaded::load(language, &texts))
}

fn context(host: &Host, place: &Place, view: &View) -> Context {
    let community: &CommunityView = match view {
        View::Questions(list) => &list.community,
        View::Question(page) => &page.community,
    };
    let language = Language::choose(&place.language, &community.languages);
    let origin = host.origin();
    Context {
        community: Rc::new(community.clone()),
        language,
        dates: dates::dates(language),
        now: Some(browser::now()),
        links: Links::new(&origin, community, language),
        prefix: PREFIX.into(),
        live: true,
        page: origin.is_empty(),
    }
}

fn painted(frame: &Element) -> Vec<String> {
    let Ok(links) = frame.query_selector_all("a[data-view=question][data-question]") else {
        return Vec::new();
    };
    let mut painted: Vec<String> = Vec::new();
    for index in 0..links.length() {
        let id = links.item(index).and_then(|node| {
            wasm_bindgen::JsCast::dyn_into::<Element>(node)
                .ok()?
                .get_attribute("data-question")
        });
        painted.extend(id.filter(|id| !painted.contains(id)));
    }
    painted
}
