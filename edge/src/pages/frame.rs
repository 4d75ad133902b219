//! What stands around the content of every page of a community, by the widget's own frame.
//!
//! Invariant: without a person a frame says nothing about who reads, so that public pages can be kept.

use std::rc::Rc;

use shared::api::community::CommunityView;
use shared::api::person::Me;
use shared::api::problem::Problem;
use shared::api::question::Sort;
use shared::language::Language;
use widget::components::PageFrame;
use widget::surface::Surface;
use yew::{Html, html};

use super::contest::words::Word;
use super::document::Document;
use super::story::words::Word as Section;
use super::visit::Visit;
use super::{address, people, promise, render, surface};
use crate::reply::Reply;

/// A page of a community.
pub struct Frame<'a> {
    /// Whose.
    pub community: &'a CommunityView,
    /// The interface language.
    pub language: Language,
    /// The address of this page without `?lang=`, for the same page in another language.
    pub path: &'a str,
    /// What is shown; a surface without a view for forms.
    pub surface: Rc<Surface>,
    /// What is searched for.
    pub query: &'a str,
    /// The key of the subject the page is about; empty for the whole community.
    pub subject: &'a str,
    /// What stands before the main part.
    pub above: Html,
    /// What stands after the main part.
    pub below: Html,
    /// Whether the page is made for one session.
    pub session: bool,
    /// Who reads, if that is known.
    pub me: Option<Me>,
}

impl<'a> Frame<'a> {
    /// The frame of a page that is the same for everybody.
    pub fn public(community: &'a CommunityView, path: &'a str, query: &'a str, surface: Rc<Surface>) -> Self {
        Self {
            community,
            language: surface.context.language,
            path,
            surface,
            query,
            subject: "",
            above: Html::default(),
            below: Html::default(),
            session: false,
            me: None,
        }
    }

    /// The frame of a page that is made for one session.
    pub fn personal(visit: &Visit<'_>, community: &'a CommunityView, path: &'a str) -> Self {
        let language = visit.language(&community.languages);
        let surface = surface::without_view(community, language);
        Self {
            community,
            language,
            path,
            surface,
            query: "",
            subject: "",
            above: Html::default(),
            below: Html::default(),
            session: true,
            me: visit.me.clone(),
        }
    }

    /// The page as an answer. `document` says the rest: title, description, where it can be found.
    pub async fn reply(&self, status: u16, document: Document, content: Html) -> Reply {
        let body = render::text(self.around(content)).await;
        let document = Document {
            language: self.language,
            languages: self.community.languages.clone(),
            brand: self.community.name.clone(),
            accent: self.community.accent.clone(),
            body,
            ..document
        };
        document.reply(status)
    }

    /// A page that is made for one visit and says nothing to search engines; what went wrong gives its status.
    pub async fn personal_reply(
        &self,
        visit: &Visit<'_>,
        title: impl Into<String>,
        problem: Option<&Problem>,
        content: Html,
    ) -> Reply {
        let script = match visit.route.page.form_script() {
            // What a sender's browser did not make small, that of whoever decides about it does.
            None => visit.moderates().then_some("variants"),
            script => script,
        };
        self.scripted_reply(visit, title, problem, content, script).await
    }

    /// The same with a script of its own.
    pub async fn scripted_reply(
        &self,
        visit: &Visit<'_>,
        title: impl Into<String>,
        problem: Option<&Problem>,
        content: Html,
        script: Option<&'static str>,
    ) -> Reply {
        let document = Document {
            title: title.into(),
            script,
            ..Document::default()
        };
        let status = problem.map_or(200, |problem| problem.status);
        visit.reply(self.reply(status, document, content).await)
    }

    /// The address of a page of this community in this language.
    pub fn link(&self, page: &str) -> String {
        self.in_language(&address::of(&self.community.slug, page))
    }

    /// An address in this page's language.
    pub fn in_language(&self, path: &str) -> String {
        address::in_language(path, self.language, &self.community.languages)
    }

    fn around(&self, content: Html) -> Html {
        let offered = &self.community.languages;
        let languages = offered
            .iter()
            .map(|language| (*language, address::in_language(self.path, *language, offered)))
            .collect::<Vec<_>>();
        let contests =
            html! { <a href={self.link("contests")}>{ Word::Contests.in_language(self.language) }</a> };
        // The brand's people also find where the first of each is made.
        let promises = html! { <a href={self.link("promises")}>{ promise::words::Word::Promises.in_language(self.language) }</a> };
        let first = [
            (self.community.contests, contests),
            (self.community.promises.is_some(), promises),
        ];
        let staff = first.into_iter().filter(|(any, _)| !any).map(|(_, link)| link);
        let staff = staff.collect::<Html>();
        let sections = self.sections();
        html! {
            <PageFrame surface={Rc::clone(&self.surface)} {languages} {sections} query={self.query.to_owned()} session={self.session} me={self.me.clone()} {staff}
                above={self.above.clone()} below={self.below.clone()}>
                { content }
            </PageFrame>
        }
    }
}

impl Frame<'_> {
    /// What there is to read here: questions, stories, contests once there is one, and who helped; questions and stories of
    /// the subject the page is about if it is about one.
    fn sections(&self) -> Html {
        let links = &self.surface.context.links;
        let subject = Some(self.subject).filter(|key| !key.is_empty());
        let below = |page: &&str| self.path.starts_with(&address::of(&self.community.slug, page));
        let section = ["stories", "contests", "people", "promises"]
            .into_iter()
            .find(below)
            .unwrap_or_default();
        let here = |page: &str| (section == page).then_some("true");
        html! {
            <nav class="sections" aria-label={Section::Sections.in_language(self.language)}>
                <a href={links.questions(subject, Sort::default())} aria-current={here("")}>{ Section::Questions.in_language(self.language) }</a>
                <a href={links.stories(subject, &[])} aria-current={here("stories")}>{ Section::Stories.in_language(self.language) }</a>
                if self.community.contests {
                    <a href={self.link("contests")} aria-current={here("contests")}>{ Word::Contests.in_language(self.language) }</a>
                }
                if let Some(record) = self.community.promises {
                    <a href={self.promises()} aria-current={here("promises")}>{ promise::said(self.language, record) }</a>
                }
                <a href={self.link("people")} aria-current={here("people")}>{ people::words::Word::Section.in_language(self.language) }</a>
            </nav>
        }
    }
}

impl Frame<'_> {
    /// The address of the promises about the subject of this page, or of all.
    fn promises(&self) -> String {
        let path = match self.subject {
            "" => "promises".to_owned(),
            key => format!("promises?subject={}", address::encode(key)),
        };
        self.link(&path)
    }
}

/// The content of a page that is no view: the same root, so that the same sheet styles it.
pub fn plain(content: Html) -> Html {
    html! { <div class="fanfare form-page">{ content }</div> }
}
