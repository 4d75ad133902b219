//! What stands around a public page: the brand's name, the search, the languages, who is there.

use std::rc::Rc;

use shared::api::person::Me;
use shared::language::Language;
use yew::{Html, Properties, component, html};

use super::stage::Stage;
use super::vote::language;
use crate::surface::Surface;
use crate::words::{Key, Words};

/// What the frame is made of.
#[derive(Properties, PartialEq)]
pub struct PageFrameProps {
    /// What the page shows; its context says where and in which language.
    pub surface: Rc<Surface>,
    /// The address of this page in each language offered.
    pub languages: Vec<(Language, String)>,
    /// What is searched for now.
    #[prop_or_default]
    pub query: String,
    /// Who is there; absent on pages that are the same for everybody.
    #[prop_or_default]
    pub me: Option<Me>,
    /// Whether a way in or out is offered: not on pages that are the same for everybody.
    #[prop_or_default]
    pub session: bool,
    /// What there is to read here.
    #[prop_or_default]
    pub sections: Html,
    /// Further links for the brand's people.
    #[prop_or_default]
    pub staff: Html,
    /// What stands before the main part, about what the page was opened at.
    #[prop_or_default]
    pub above: Html,
    /// What stands after it.
    #[prop_or_default]
    pub below: Html,
    /// The page itself.
    pub children: Html,
}

/// What stands around a public page.
#[component]
pub fn PageFrame(props: &PageFrameProps) -> Html {
    let stage = Stage {
        surface: Rc::clone(&props.surface),
        act: yew::Callback::noop(),
    };
    let links = &stage.context().links;
    html! {
        <div class="page">
            <a class="skip" href="#content">{ stage.text(Key::Skip) }</a>
            <header class="bar">
                <a class="brand" href={links.page("")}><bdi>{ stage.brand().to_owned() }</bdi></a>
                <search>
                    <form method="get" action={links.form("")}>
                        { language(&stage) }
                        <label class="spoken" for="search">{ stage.text(Key::SearchPlaceholder) }</label>
                        <input id="search" type="search" name="q" value={props.query.clone()} maxlength="150"
                            placeholder={stage.text(Key::SearchPlaceholder)} />
                        <button class="secondary">{ stage.text(Key::Search) }</button>
                    </form>
                </search>
                { props.sections.clone() }
            </header>
            { props.above.clone() }
            <main id="content" tabindex="-1">{ props.children.clone() }</main>
            { props.below.clone() }
            <footer class="foot">
                { languages(&stage, &props.languages) }
                { session(&stage, props) }
            </footer>
        </div>
    }
}

/// Each language under its own name.
fn languages(stage: &Stage, offered: &[(Language, String)]) -> Html {
    if offered.len() < 2 {
        return Html::default();
    }
    html! {
        <nav aria-label={stage.text(Key::LanguageLabel)}>
            { for offered.iter().map(|(language, address)| html! {
                <a href={address.clone()} hreflang={language.tag()} lang={language.tag()}
                    aria-current={(*language == stage.context().language).then_some("true")}>{ endonym(*language) }</a>
            }) }
        </nav>
    }
}

/// The name of a language in that language.
fn endonym(language: Language) -> &'static str {
    Words(language).text(Key::LanguageName)
}

fn session(stage: &Stage, props: &PageFrameProps) -> Html {
    let links = &stage.context().links;
    if !props.session {
        return html! { <nav><a href={links.page("me")}>{ stage.text(Key::MyThings) }</a></nav> };
    }
    html! {
        <nav>
            if let Some(me) = &props.me {
                <a href={links.page("me")}>{ stage.text(Key::MyThings) }</a>
                if me.role.moderates() {
                    <a href={links.page("moderation")}>{ stage.text(Key::QueueLink) }</a>
                    { props.staff.clone() }
                }
                <a href={links.page("sign-out")}>{ stage.text(Key::SignOut) }</a>
            } else {
                <a href={links.page("sign-in")}>{ stage.text(Key::SignIn) }</a>
            }
        </nav>
    }
}
