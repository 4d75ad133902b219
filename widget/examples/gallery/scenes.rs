//! The states, each as a scene: a name, a brand, a theme, a language, and what is shown.

use std::rc::Rc;

use fanfare_widget::components::{PageFrame, Queue, SurfaceView};
use fanfare_widget::surface::Surface;
use serde_json::json;
use shared::language::Language;
use yew::{Html, html};

use super::{sample, surfaces};

/// One page of the gallery.
pub(crate) struct Scene {
    /// The name of its file.
    pub(crate) name: String,
    /// `light` or `dark`.
    pub(crate) theme: &'static str,
    /// The language.
    pub(crate) language: Language,
    /// What the brand's own page says about its look.
    pub(crate) brand: &'static str,
    /// What is shown.
    pub(crate) content: Html,
}

const SERIF: &str = "body{font-family:'Noto Serif',serif;background:#fff} .fanfare{--fanfare-accent:#124b8f;--fanfare-radius:3px;--fanfare-ground:#fff;--fanfare-inset:#f4f6f9}";
const VOLT: &str = "body{font-family:'Noto Sans',sans-serif;background:#0d0d0d} .fanfare{--fanfare-accent:#efe51a;--fanfare-radius:0px;--fanfare-ground:#0d0d0d}";

/// All scenes.
pub(crate) fn all() -> Vec<Scene> {
    let mut scenes = Vec::new();
    for theme in ["light", "dark"] {
        for (name, surface) in surfaces() {
            scenes.push(scene(
                &format!("{name}-{theme}"),
                theme,
                Language::English,
                "",
                view(surface),
            ));
        }
        scenes.push(scene(
            &format!("queue-{theme}"),
            theme,
            Language::English,
            "",
            queue(),
        ));
        scenes.push(scene(
            &format!("form-{theme}"),
            theme,
            Language::English,
            "",
            form_page(),
        ));
        scenes.push(scene(
            &format!("page-{theme}"),
            theme,
            Language::English,
            "",
            page(),
        ));
    }
    scenes.push(scene(
        "brand-serif",
        "light",
        Language::English,
        SERIF,
        view(list()),
    ));
    scenes.push(scene(
        "brand-serif-question",
        "light",
        Language::English,
        SERIF,
        view(question()),
    ));
    scenes.push(scene("brand-volt", "dark", Language::English, VOLT, view(list())));
    scenes.push(scene(
        "brand-volt-light",
        "light",
        Language::English,
        "body{font-family:'Noto Sans'} .fanfare{--fanfare-accent:#efe51a;--fanfare-radius:0px}",
        view(list()),
    ));
    for language in [Language::Arabic, Language::French] {
        let tag = language.tag();
        let list = sample::surface(translated(language), language);
        scenes.push(scene(&format!("list-{tag}"), "light", language, "", view(list)));
        let page = sample::surface(sample::page(), language);
        scenes.push(scene(
            &format!("question-{tag}"),
            "light",
            language,
            "",
            view(page),
        ));
    }
    scenes
}

fn scene(name: &str, theme: &'static str, language: Language, brand: &'static str, content: Html) -> Scene {
    Scene {
        name: name.to_owned(),
        theme,
        language,
        brand,
        content,
    }
}

pub(crate) fn view(surface: Surface) -> Html {
    html! { <SurfaceView surface={Rc::new(surface)} /> }
}

/// The list of the sketches, as someone who said *me too* sees it.
pub(crate) fn list() -> Surface {
    let mut surface = sample::surface(sample::list(), Language::English);
    surface.overlay = Rc::new(sample::overlay(json!({
        "votes": [{ "target": sample::question_id(1).as_str(), "value": 1, "notify": true }],
    })));
    surface
}

/// The question of the sketches, likewise.
pub(crate) fn question() -> Surface {
    let mut surface = sample::surface(sample::page(), Language::English);
    surface.overlay = Rc::new(sample::overlay(json!({ "votes": [
        { "target": sample::question_id(1).as_str(), "value": 1, "notify": true },
        { "target": sample::answer_id(1).as_str(), "value": 1, "notify": false },
    ] })));
    surface
}

fn translated(language: Language) -> serde_json::Value {
    let (subject, titles, words) = match language {
        Language::Arabic => (
            "إبريق إمبر",
            ["هل يسخن المقبض على موقد الحث؟", "هل يمكن طلب الغطاء وحده؟"],
            [
                "لا، يبقى تحت 40 درجة بعد عشر دقائق على أقصى قوة، قستُه مرتين.",
                "نعم، القطعة EM-LID تناسب كل إبريق منذ 2023.",
            ],
        ),
        _ => (
            "la bouilloire Ember",
            [
                "La poignée chauffe-t-elle sur l’induction ?",
                "Peut-on commander le couvercle seul ?",
            ],
            [
                "Non : elle reste sous 40 °C après dix minutes à pleine puissance, mesuré deux fois.",
                "Oui : la pièce EM-LID va sur toutes les Ember depuis 2023, 9 € livraison comprise.",
            ],
        ),
    };
    let one = sample::with(
        sample::summary(1, titles[0], sample::person("Tove K."), 38, 4),
        json!({ "accepted_answer_id": sample::answer_id(1).as_str(), "top_answer": sample::excerpt(1, words[0], sample::person("Mira J."), 31) }),
    );
    let two = sample::with(
        sample::summary(2, titles[1], sample::person("Ilse"), 21, 1),
        json!({ "top_answer": sample::excerpt(2, words[1], sample::staff("Anneke", ""), 0) }),
    );
    let three = sample::summary(3, titles[1], sample::person("Tomás"), 12, 0);
    sample::with(
        sample::view(vec![one, two, three]),
        json!({ "community": sample::community("Northbeam", language), "subject": { "key": "sku:ember", "name": subject, "subject": null } }),
    )
}

fn surfaces() -> Vec<(&'static str, Surface)> {
    let mut all = vec![("list", list()), ("question", question())];
    all.extend(surfaces::asking());
    all.extend(surfaces::answering());
    all.extend(surfaces::lists());
    all.extend(surfaces::states());
    all.extend(surfaces::acting());
    all
}

fn queue() -> Html {
    html! { <Queue surface={Rc::new(list())} items={sample::queue()} /> }
}

fn page() -> Html {
    let mut surface = question();
    let mut context = (*surface.context).clone();
    context.page = true;
    surface.context = Rc::new(context);
    let surface = Rc::new(surface);
    let languages = vec![
        (Language::English, "/northbeam".to_owned()),
        (Language::French, "/northbeam?lang=fr".to_owned()),
        (Language::Arabic, "/northbeam?lang=ar".to_owned()),
    ];
    html! {
        <PageFrame surface={Rc::clone(&surface)} languages={languages}>
            <SurfaceView surface={surface} />
        </PageFrame>
    }
}

/// A page with a form, as the edge makes them.
fn form_page() -> Html {
    let field = |id: &'static str, label: &'static str, hint: &'static str, area: bool| {
        html! {
            <div class="field">
                <label for={id}>{ label }</label>
                if area {
                    <textarea id={id} rows="8" />
                } else {
                    <input id={id} type="text" />
                }
                <p class="note">{ hint }</p>
            </div>
        }
    };
    html! {
        <PageFrame surface={Rc::new(question())} languages={vec![(Language::English, String::new()), (Language::French, String::new())]} session=true>
            <div class="fanfare form-page">
                <h1 class="heading">{ "Ask about the Ember kettle" }</h1>
                <p class="status wrong" role="alert">{ "The title has fewer than 8 characters." }</p>
                <form class="held">
                    { field("a", "Your question", "", false) }
                    { field("b", "More about it, if it helps", "**bold**, *italic*", true) }
                    { field("c", "Tags", "Up to five words, with spaces between", false) }
                    <fieldset class="choices"><label><input type="radio" name="r" />{ "Off topic" }</label><label><input type="radio" name="r" />{ "Personal data" }</label></fieldset>
                    <div class="send"><button class="primary">{ "Ask" }</button></div>
                </form>
            </div>
        </PageFrame>
    }
}
