//! What stands around the content of every page of a community: whose it is, where one can go, the languages.
//!
//! Invariant: a frame says nothing about who reads, so that public pages can be kept.

use shared::api::community::CommunityView;
use shared::language::Language;
use yew::{Html, html};

use super::document::Document;
use super::words::Word;
use super::{address, render};
use crate::reply::Reply;

/// A page of a community.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    /// Whose.
    pub community: &'a CommunityView,
    /// The interface language.
    pub language: Language,
    /// The address of this page without `?lang=`, for the same page in another language; with what it needs to
    /// be the same.
    pub path: &'a str,
}

impl Frame<'_> {
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

    /// The address of a page of this community in this language.
    pub fn link(&self, page: &str) -> String {
        self.in_language(&address::of(&self.community.slug, page))
    }

    /// An address in this page's language.
    pub fn in_language(&self, path: &str) -> String {
        address::in_language(path, self.language, &self.community.languages)
    }

    fn around(&self, content: Html) -> Html {
        let word = |word: Word| word.in_language(self.language);
        html! {
            <div class="fanfare page" data-theme="auto">
                <header class="page-header">
                    <a class="brand" href={self.link("")}>{ self.community.name.clone() }</a>
                    <nav>
                        <a href={self.link("ask")} rel="nofollow">{ word(Word::Ask) }</a>
                        <a href={self.link("me")} rel="nofollow">{ word(Word::Me) }</a>
                        { for self.other_languages() }
                    </nav>
                </header>
                <main id="fanfare">{ content }</main>
            </div>
        }
    }

    fn other_languages(&self) -> impl Iterator<Item = Html> + '_ {
        let others = self.community.languages.iter().filter(|language| **language != self.language);
        others.map(|language| {
            let href = address::in_language(self.path, *language, &self.community.languages);
            html! { <a href={href} lang={language.tag()} hreflang={language.tag()}>{ name(*language) }</a> }
        })
    }
}

/// A language's own name.
fn name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::French => "Français",
        Language::Arabic => "العربية",
    }
}
