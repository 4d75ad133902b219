//! The states, each as a scene: a name, a brand, a theme, a language, and what is shown.

use std::rc::Rc;

use fanfare_widget::components::{PageFrame, Queue, SurfaceView};
use fanfare_widget::surface::{
    Draft, Field, Form, Notice, NoticeKind, Phase, Progress, Suggestions, Surface, Trouble,
};
use serde_json::json;
use shared::api::report::ReportReason;
use shared::api::search::Match;
use shared::ids::Target;
use shared::language::Language;
use shared::state::Act;
use shared::time::Millis;
use yew::{Html, html};

use super::sample;

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

fn view(surface: Surface) -> Html {
    html! { <SurfaceView surface={Rc::new(surface)} /> }
}

fn list() -> Surface {
    let mut surface = sample::surface(sample::list(), Language::English);
    surface.overlay = Rc::new(sample::overlay(json!({
        "votes": [{ "target": sample::question_id(1).as_str(), "value": 1, "notify": true }],
    })));
    surface
}

fn question() -> Surface {
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
    all.extend(asking());
    all.extend(answering());
    all.extend(lists());
    all.extend(states());
    all.extend(acting());
    all
}

fn draft(form: Form, fields: &[(Field, &str)], phase: Phase) -> Draft {
    let mut draft = Draft::new(form);
    for (field, value) in fields {
        draft.set(*field, (*value).to_owned());
    }
    draft.phase = phase;
    draft
}

fn asking() -> Vec<(&'static str, Surface)> {
    let title = (Field::Title, "does the handle get hot on ind");
    let with = |fields: &[(Field, &str)], phase| {
        let mut surface = list();
        surface.drafts = vec![draft(Form::Ask, fields, phase)];
        surface
    };
    let mut suggest = with(&[title], Phase::Typing);
    suggest.suggestions = Suggestions {
        found: matches(),
        chosen: Some(0),
        closed: false,
    };
    let full = [
        title,
        (
            Field::Text,
            "It starts at about 80 °C, very softly, since last week.",
        ),
    ];
    vec![
        ("ask-similar", suggest),
        ("ask-typing", with(&full, Phase::Typing)),
        ("ask-sending", with(&full, Phase::Sending)),
        ("ask-waiting", with(&[], Phase::Waiting(Some(NOW_PLUS_2)))),
        ("ask-failed", with(&full, Phase::Failed(Trouble::Failed))),
        (
            "ask-limited",
            with(&full, Phase::Failed(Trouble::RateLimited(Some(NOW_PLUS_2)))),
        ),
        (
            "ask-refused",
            with(
                &full,
                Phase::Failed(Trouble::Refused(
                    "A name like the brand’s can’t be used here. Choose another.".to_owned(),
                )),
            ),
        ),
        ("ask-queued", {
            let mut surface = with(&full, Phase::Queued);
            surface.online = false;
            surface
        }),
        ("ask-sign-in", {
            let mut surface = with(&full, Phase::SignInFirst);
            surface.drafts.push(draft(
                Form::SignIn,
                &[(Field::Email, "sample@mail.example")],
                Phase::Typing,
            ));
            surface
        }),
        ("ask-sign-in-sent", {
            let mut surface = with(&full, Phase::SignInFirst);
            surface.drafts.push(draft(
                Form::SignIn,
                &[(Field::Email, "sample@mail.example")],
                Phase::Sent(None),
            ));
            surface.claimable = 3;
            surface
        }),
    ]
}

const NOW_PLUS_2: Millis = Millis::from_civil(2026, 11, 21, 14, 0, 0);

fn matches() -> Vec<Match> {
    vec![
        Match {
            id: sample::question_id(1),
            title: "Does the handle get hot on an induction hob?".to_owned(),
            slug: "a".to_owned(),
            answer_count: 4,
            solved: true,
            highlights: vec![(0, 23), (30, 33)],
        },
        Match {
            id: sample::question_id(5),
            title: "Will it work on induction at low power?".to_owned(),
            slug: "b".to_owned(),
            answer_count: 5,
            solved: false,
            highlights: vec![(16, 19)],
        },
    ]
}

fn answering() -> Vec<(&'static str, Surface)> {
    let text = [(
        Field::Text,
        "It does not, at least not mine.\n\n- on gas: a little\n- on induction: no",
    )];
    let answer = Target::Answer(sample::answer_id(2));
    let with = |drafts: Vec<Draft>| {
        let mut surface = question();
        surface.drafts = drafts;
        surface
    };
    vec![
        (
            "answer-typing",
            with(vec![draft(Form::Answer, &text, Phase::Typing)]),
        ),
        (
            "answer-failed",
            with(vec![draft(Form::Answer, &text, Phase::Failed(Trouble::Offline))]),
        ),
        (
            "comment-open",
            with(vec![draft(
                Form::Comment(sample::answer_id(2)),
                &[],
                Phase::Typing,
            )]),
        ),
        (
            "not-right",
            with(vec![draft(
                Form::NotRight(sample::answer_id(2)),
                &[(Field::Text, "It is aluminium")],
                Phase::Typing,
            )]),
        ),
        (
            "report",
            with(vec![draft(
                Form::Report(answer.clone()),
                &[(Field::Reason, "personal_data")],
                Phase::Typing,
            )]),
        ),
        ("edit", {
            let mut surface = with(vec![draft(Form::Edit(answer.clone()), &text, Phase::Typing)]);
            surface.overlay = Rc::new(sample::overlay(
                json!({ "me": sample::me("member", "guest", false), "mine": [answer.as_str()] }),
            ));
            surface
        }),
        ("menu", {
            let mut surface = question();
            surface.menu = Some(answer);
            surface
        }),
    ]
}

fn lists() -> Vec<(&'static str, Surface)> {
    let of = |value| sample::surface(value, Language::English);
    let mut more = of(sample::with(sample::list(), json!({})));
    if let Some(list) = match Rc::make_mut(&mut more.view) {
        shared::api::view::View::Questions(list) => Some(list),
        shared::api::view::View::Question(_) => None,
    } {
        list.questions.next_cursor = Some("next".to_owned());
    }
    let mut failed = more.clone();
    failed.more = Progress::Failed(Trouble::Failed);
    let mut edge = more.clone();
    let mut context = (*edge.context).clone();
    (context.live, context.now) = (false, None);
    edge.context = Rc::new(context);
    let mut page_edge = question();
    page_edge.context = Rc::clone(&edge.context);
    let mut news = list();
    news.news = 2;
    vec![
        ("empty", of(sample::view(Vec::new()))),
        (
            "search",
            of(sample::with(
                sample::list(),
                json!({ "subject": null, "query": "handle" }),
            )),
        ),
        (
            "search-none",
            of(sample::with(
                sample::view(Vec::new()),
                json!({ "subject": null, "query": "zeppelin", "total": 4 }),
            )),
        ),
        (
            "tag",
            of(sample::with(
                sample::list(),
                json!({ "subject": null, "tag": "induction" }),
            )),
        ),
        (
            "community",
            of(sample::with(sample::list(), json!({ "subject": null }))),
        ),
        ("more", more),
        ("more-failed", failed),
        ("news", news),
        ("edge-list", edge),
        ("edge-question", page_edge),
    ]
}

fn states() -> Vec<(&'static str, Surface)> {
    let mine = json!([sample::question_id(1).as_str()]);
    let page = |state: &str, more: serde_json::Value, overlay: serde_json::Value| {
        let question = sample::with(sample::question(state), more);
        let mut surface = sample::surface(sample::pages(question, Vec::new()), Language::English);
        surface.overlay = Rc::new(sample::overlay(overlay));
        surface
    };
    let mut all = vec![
        (
            "closed",
            page(
                "closed",
                json!({ "reason": "the 2022 kettle is no longer sold" }),
                json!({}),
            ),
        ),
        (
            "duplicate",
            page(
                "duplicate",
                json!({ "duplicate_of": { "id": sample::question_id(2).as_str(), "title": "Is the handle safe for children?", "slug": "a" } }),
                json!({}),
            ),
        ),
        (
            "waiting-author",
            page(
                "waiting",
                json!({}),
                json!({ "mine": mine, "me": sample::me("member", "guest", true) }),
            ),
        ),
        (
            "waiting-staff",
            page(
                "waiting",
                json!({}),
                json!({ "me": sample::me("moderator", "email", false) }),
            ),
        ),
        (
            "rejected",
            page(
                "rejected",
                json!({ "reason": "It names your neighbour. Take the name out and send it again; nothing else is wrong." }),
                json!({ "mine": mine, "me": sample::me("member", "guest", true) }),
            ),
        ),
        (
            "hidden-staff",
            page(
                "hidden",
                json!({}),
                json!({ "me": sample::me("moderator", "email", false) }),
            ),
        ),
        ("removed", page("removed", sample::body(""), json!({}))),
    ];
    let mut rejecting = page(
        "waiting",
        json!({}),
        json!({ "me": sample::me("moderator", "email", false) }),
    );
    let mut why = draft(
        Form::Decide(Target::Question(sample::question_id(1)), Act::Reject),
        &[(
            Field::Text,
            "It names your neighbour. Take the name out and send it again; nothing else is wrong.",
        )],
        Phase::Typing,
    );
    why.reason = Some(ReportReason::PersonalData);
    rejecting.drafts = vec![why];
    all.push(("rejecting", rejecting));
    all
}

fn acting() -> Vec<(&'static str, Surface)> {
    let answer = Target::Answer(sample::answer_id(2));
    let mut surface = question();
    surface.overlay = Rc::new(sample::overlay(json!({
        "me": sample::me("member", "guest", false),
        "mine": [sample::question_id(1).as_str()],
        "edits": [{ "target": answer.as_str(), "title": null, "markdown": "We test to 50 °C now.", "at": sample::NOW }],
    })));
    surface.busy = vec![answer.clone()];
    surface.notices = vec![
        Notice {
            id: 1,
            kind: NoticeKind::Solved,
            about: Some(Target::Answer(sample::answer_id(1))),
            undo: true,
        },
        Notice {
            id: 2,
            kind: NoticeKind::Failed(Trouble::Failed),
            about: Some(answer),
            undo: false,
        },
        Notice {
            id: 3,
            kind: NoticeKind::SignedIn("Tove K.".to_owned()),
            about: None,
            undo: false,
        },
    ];
    vec![("acts", surface)]
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
